"""Whether a model for albums is better, on photos that it never saw, and how sure that is.

Photos that were held out are compared with photos that were held out, never with photos that were learnt: those lie at
the codes of their albums whatever the network knows, and make every figure look better than it is. The photos fall into
folds, near copies of one another into the same. Each fold is coded by a head that learnt the others, and its photos are
ranked among themselves; so every photo is measured once. A fold is smaller than all photos together, and among fewer
photos everything is found sooner: with two photos of an album each wrong one counts for little. So each photo of a fold
counts as often as there are folds, which makes it as hard as among as many photos as there are in all.

The interval is a bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): photos are drawn
anew with replacement, within each fold, as queries and as what is searched among, and the middle 95 % of the mAPs are
told. A photo never finds its own double.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.average_precision import average_precision
from photohash.core.bits import Codes, distances

Indices = NDArray[np.int64]

_NEAR = 0.95
"""Cosine of the features of two photos from which on they count as near copies."""

_LEAST = 2
"""Photos of the smallest album in each fold; one alone finds nothing."""

_FIRST = 10
_USUAL_GAIN = 0.03
_DRAWS = 200
_MOST = 400
"""Photos of a fold that are compared at most; half a million counts a draw."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean average precision and how sure it is.

    Attributes:
        mean: of all photos.
        low: end of the interval of 95 %.
        high: the other end.
        draws: mAPs of the bootstrap; those of two scores of the same photos belong together one by one.
    """

    mean: float
    low: float
    high: float
    draws: NDArray[np.float64]

    @classmethod
    def of(cls, mean: float, draws: NDArray[np.float64]) -> Score:
        """From the figure and those of the bootstrap."""
        low, high = np.quantile(draws, (0.025, 0.975))
        return cls(mean, float(low), float(high), draws)

    def above(self, other: Score) -> Score:
        """By how much this one is greater, of the same photos."""
        return Score.of(self.mean - other.mean, self.draws - other.draws)

    def raised(self, gain: Score) -> Score:
        """The same, higher by a gain that was measured on some of the photos, and never over 1.

        One that was chosen because it is greater than 0 is on average less than it looks. How much of it is believed
        hangs on how sure it is, against gains as they usually are (the mean of a normal posterior around 0).
        """
        believed = _USUAL_GAIN**2 / (_USUAL_GAIN**2 + float(gain.draws.var()))
        mean = min(self.mean + believed * gain.mean, 1.0)
        return Score.of(mean, np.clip(self.draws + believed * gain.draws, 0.0, 1.0))

    def as_dict(self) -> dict[str, Any]:
        """For a card."""
        return {"mean_average_precision": round(self.mean, 4), "interval": [round(self.low, 4), round(self.high, 4)]}


def folds_of(
    names: Sequence[str],
    labels: Indices,
    features: NDArray[np.float32],
    count: int,
    together: Indices | None = None,
) -> list[Indices]:
    """Parts of the photos, each with photos of every album where it has enough.

    Near copies stay together, unless they are more of an album than a fold holds. Names decide the rest, so that photos
    do not change sides from run to run.

    Args:
        names: of the photos.
        labels: int64 [photos].
        features: by which near copies are told, [photos, channels].
        count: how many parts; fewer where the smallest album has too few photos to leave two in each.
        together: int64 [photos]; photos of the same number are copies of each other.
    """
    count = max(2, min(count, int(np.bincount(labels).min()) // _LEAST))
    groups = _joined(_near_copies(features), together)
    order = np.array([zlib.crc32(name.encode("utf-8", "surrogateescape")) for name in names])
    fold = np.zeros(len(labels), np.int64)
    for label in np.unique(labels):
        sizes = np.zeros(count, np.int64)
        members = np.flatnonzero(labels == label)
        whole = np.bincount(groups[members]) <= -(-len(members) // count)
        seen: dict[int, int] = {}
        for photo in members[np.argsort(order[members], kind="stable")].tolist():
            group, place = int(groups[photo]), int(sizes.argmin())
            if whole[group]:
                place = seen.setdefault(group, place)
            fold[photo] = place
            sizes[place] += 1
    return [np.flatnonzero(fold == place) for place in range(count)]


def _near_copies(features: NDArray[np.float32]) -> Indices:
    """For each photo the first one that it is a near copy of, by however many steps."""
    unit = features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-9)
    first = np.arange(len(unit))
    for photo in range(len(unit)):
        near = np.flatnonzero(unit[: photo + 1] @ unit[photo] >= _NEAR)
        roots = np.unique(first[near])
        if len(roots) > 1:
            first[np.isin(first, roots)] = roots[0]
    return first


def _joined(groups: Indices, together: Indices | None) -> Indices:
    """Groups of photos that either is of one mind about, by the first photo of each."""
    joined = groups.copy()
    if together is not None:
        for number in np.flatnonzero(np.bincount(together) > 1):
            roots = np.unique(joined[together == number])
            joined[np.isin(joined, roots)] = roots[0]
    return joined


def score(folds: Sequence[Indices], codes: Codes, labels: Indices, seed: int) -> Score:
    """The mAP of photos among those of their own fold, and its interval.

    Args:
        folds: places of photos; each fold's codes come from one network.
        codes: uint8 [photos, bytes].
        labels: int64 [photos].
        seed: of the bootstrap.
    """
    rng = np.random.default_rng(seed)
    means, draws, weights = [], [], []
    for fold in folds:
        chosen = np.sort(rng.permutation(fold)[:_MOST])
        mean, drawn = _fold_score(codes[chosen], labels[chosen], rng, len(folds))
        means.append(mean)
        draws.append(drawn)
        weights.append(len(chosen))
    return Score.of(float(np.average(means, weights=weights)), np.average(draws, axis=0, weights=weights))


def _fold_score(
    codes: Codes, labels: Indices, rng: np.random.Generator, copies: int
) -> tuple[float, NDArray[np.float64]]:
    """The mAP of one fold whose photos count several times, and those of its bootstrap, float64 [draws]."""
    apart, same = distances(codes, codes), labels[:, None] == labels[None]
    count, most = len(codes), codes.shape[1] * 8 + 1
    # Which photos lie at each distance of each query, itself left out: a draw is then one product of matrices.
    at = np.zeros((count, most, count), np.float32)
    rows, columns = np.nonzero(~np.eye(count, dtype=bool))
    at[rows, apart[rows, columns], columns] = 1
    right = at * same[:, None]
    whole = np.ones(count, np.float32)
    mean = _mean(at, right, whole, copies)
    draws = np.empty(_DRAWS)
    for draw in range(_DRAWS):
        times = np.bincount(rng.integers(0, count, count), minlength=count)
        draws[draw] = _mean(at, right, times.astype(np.float32), copies)
    return mean, draws


def _mean(at: NDArray[np.float32], right: NDArray[np.float32], times: NDArray[np.float32], copies: int) -> float:
    """The mAP where each photo is there so many times; of one that nothing is right for nothing can be told."""
    photos, hits = ((x @ times).round().astype(np.int64) * copies for x in (at, right))
    # The queries have as many photos as were drawn but their own doubles; a last place, never right, evens that out.
    missing = photos.sum(axis=1).max() - photos.sum(axis=1)
    found = average_precision(np.column_stack([photos, missing]), np.pad(hits, ((0, 0), (0, 1))))
    weights = times * (hits.sum(axis=1) > 0)
    return float(np.average(found, weights=weights)) if weights.any() else 0.0


@dataclass(frozen=True, slots=True)
class PhotoFigures:
    """How well each photo finds those of its album; NaN where nothing is right for it.

    Attributes:
        average_precision: float64 [photos].
        precision_at_10: share of its album among the first ten, or among as many as are right where those are fewer.
    """

    average_precision: NDArray[np.float64]
    precision_at_10: NDArray[np.float64]

    def by_class(self, labels: Indices, classes: Sequence[str]) -> dict[str, float]:
        """The mAP of each album's photos, by its name."""
        told = (self.average_precision[labels == place] for place in range(len(classes)))
        means = [float(np.nanmean(values)) if not np.isnan(values).all() else 0.0 for values in told]
        return {name: round(mean, 4) for name, mean in zip(classes, means, strict=True)}


def photo_figures(folds: Sequence[Indices], codes: Codes, labels: Indices) -> PhotoFigures:
    """How well each photo finds those of its album among the photos of its fold; see ``score`` for the arguments."""
    found, first = np.full(len(labels), np.nan), np.full(len(labels), np.nan)
    for fold in folds:
        apart, same = distances(codes[fold], codes[fold]), labels[fold, None] == labels[None, fold]
        np.fill_diagonal(same, val=False)
        most = codes.shape[1] * 8 + 1
        photos, hits = np.zeros((len(fold), most), np.int64), np.zeros((len(fold), most), np.int64)
        for row in range(len(fold)):
            others = np.delete(apart[row], row)
            photos[row] = np.bincount(others, minlength=most) * len(folds)
            hits[row] = np.bincount(apart[row][same[row]], minlength=most) * len(folds)
        some = hits.any(axis=1)
        found[fold[some]] = average_precision(photos, hits)[some]
        first[fold[some]] = _first_ten(photos, hits)[some]
    return PhotoFigures(found, first)


def _first_ten(photos: Indices, hits: Indices) -> NDArray[np.float64]:
    """Expected share of right photos among the first ten, ties in any order: float64 [queries]."""
    places = np.minimum(hits.sum(axis=1), _FIRST)
    taken = np.clip(places[:, None] - (np.cumsum(photos, axis=1) - photos), 0, photos)
    share: NDArray[np.float64] = (taken * hits / np.maximum(photos, 1)).sum(axis=1) / np.maximum(places, 1)
    return share
