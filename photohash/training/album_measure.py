"""Whether a model for albums is better, on photos that it never saw, and how sure that is.

Photos that were held out are compared with photos that were held out, never with photos that were learnt: those lie at
the codes of their albums whatever the network knows, and make every figure look better than it is. The photos fall into
folds, near copies of one another into the same. Each fold is coded by a head that learnt the others, and its photos are
searched for among themselves. Of small albums a fold has few photos: what is told of one photo by four others is chance
and, since a wrong photo that is not there costs nothing, too good. So the photos fall into folds anew, several times,
and what a photo finds is counted over all of them. The codes of two heads are never compared, but distances are alike
from head to head.

From the shares of right and wrong photos that are as near as some right one it is worked out how precise the search
would be among as many photos as each album has: of n right photos the place of one is 1 + (n - 1) F, where F is the
share of the other right ones that come before it, and so on for the wrong ones. Tied photos come in any order, as in
``core.average_precision``, which is what comes out where all photos lie in one fold.

The interval is a bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): photos of each
album are drawn anew with replacement, as queries and as what is searched among, and the middle 95 % of the mAPs are
told. A photo never finds its own double. Other photos would also have been learnt from otherwise, which no drawing of
the photos that are searched shows: where folds are held out in turn the variance is greater by a share that Nadeau and
Bengio give (Inference for the generalization error, Machine Learning 52, 2003).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
"""Photos of a fold that are compared at most for a figure and its interval, which takes seconds."""


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

    def spread(self, factor: float) -> Score:
        """The same, and so many times as unsure."""
        return Score.of(self.mean, np.clip(self.mean + factor * (self.draws - self.mean), 0.0, 1.0))

    def as_dict(self) -> dict[str, Any]:
        """For a card."""
        return {"mean_average_precision": round(self.mean, 4), "interval": [round(self.low, 4), round(self.high, 4)]}


def fold_count(labels: Indices, most: int) -> int:
    """How many folds there are: fewer than the most where the smallest album would have too few photos in each."""
    return max(2, min(most, int(np.bincount(labels).min()) // _LEAST))


def folds_of(
    names: Sequence[str],
    labels: Indices,
    features: NDArray[np.float32],
    count: int,
    together: Indices | None = None,
    *,
    time: int = 0,
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
        time: photos fall into other folds each time.
    """
    count = fold_count(labels, count)
    groups = _joined(_near_copies(features), together)
    lots = [f"{time}/{name}" if time else name for name in names]
    order = np.array([zlib.crc32(lot.encode("utf-8", "surrogateescape")) for lot in lots])
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


@dataclass(frozen=True, slots=True)
class FoldMates:
    """The photos that one was held out with, by one head after another; some of them several times.

    Attributes:
        photo: place of the photo.
        others: places of the others, int64 [n].
        apart: distances of their codes from its own, int64 [n].
    """

    photo: int
    others: Indices
    apart: Indices

    def nearest(self) -> Indices:
        """Each of the others once, by the mean of its distances."""
        found, where = np.unique(self.others, return_inverse=True)
        means = np.bincount(where, weights=self.apart) / np.bincount(where)
        return found[np.argsort(means, kind="stable")]


def fold_mates(
    folds: Sequence[Indices], codes: Sequence[Codes], photos: Iterable[int] | None = None
) -> Iterator[FoldMates]:
    """One photo at a time, since all pairs of many photos take more memory than there is.

    Args:
        folds: places of photos; a photo may be in several.
        codes: of the photos of each fold, by one network, uint8 [fold, bytes].
        photos: of which; without any, of all that are in a fold, in their order.
    """
    where: dict[int, list[tuple[int, int]]] = {}
    for number, fold in enumerate(folds):
        for row, photo in enumerate(fold.tolist()):
            where.setdefault(photo, []).append((number, row))
    for photo in sorted(where) if photos is None else photos:
        others = [np.delete(folds[number], row) for number, row in where[photo]]
        apart = [np.delete(distances(codes[number][row][None], codes[number])[0], row) for number, row in where[photo]]
        yield FoldMates(photo, np.concatenate(others), np.concatenate(apart).astype(np.int64))


def score(folds: Sequence[Indices], codes: Sequence[Codes], labels: Indices, seed: int) -> Score:
    """The mAP of photos among those that they were held out with, and its interval.

    Args:
        folds: places of photos; a photo may be in several.
        codes: of the photos of each fold, by one network, uint8 [fold, bytes].
        labels: int64 [photos], of all.
        seed: of the bootstrap.
    """
    rng = np.random.default_rng(seed)
    kept = [np.sort(rng.permutation(len(fold))[:_MOST]) for fold in folds]
    folds = [fold[rows] for fold, rows in zip(folds, kept, strict=True)]
    codes = [coded[rows] for coded, rows in zip(codes, kept, strict=True)]
    times = np.concatenate([np.ones((1, len(labels)), np.float32), _drawn(labels, rng)])
    total, weight = np.zeros(len(times)), np.zeros(len(times))
    for one in fold_mates(folds, codes):
        found = _Search.of(one, labels, times)
        counts = times[:, one.photo] * found.some
        total += counts * found.average_precision()
        weight += counts
    means = total / np.maximum(weight, 1)
    # Doubles of a right photo find each other, which makes the draws a little too good.
    draws = np.clip(means[1:] + means[0] - means[1:].mean(), 0.0, 1.0)
    return Score.of(float(means[0]), draws)


def spread_by_learning(folds: int, held: int, learnt: int) -> float:
    """By how much less sure a figure of learnt networks is than its bootstrap shows.

    Args:
        folds: how many were held out in turn.
        held: photos in each.
        learnt: photos that were learnt from each time.
    """
    return float(np.sqrt(1 + folds * held / learnt))


def _drawn(labels: Indices, rng: np.random.Generator) -> NDArray[np.float32]:
    """How often each photo was drawn: float32 [draws, photos]; of each album as many as it has."""
    times = np.zeros((_DRAWS, len(labels)), np.float32)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        for draw in range(_DRAWS):
            drawn = rng.integers(0, len(members), len(members))
            times[draw, members] = np.bincount(drawn, minlength=len(members))
    return times


@dataclass(frozen=True, slots=True)
class _Search:
    """What one photo finds at each distance, for each way in which the others count.

    Attributes:
        hits: right ones among those that it was compared with, float64 [ways, distances].
        wrong: wrong ones, scaled to as many as there are in all other albums, float64 [ways, distances].
        right: right ones that there are in all.
    """

    hits: NDArray[np.float64]
    wrong: NDArray[np.float64]
    right: int

    @classmethod
    def of(cls, one: FoldMates, labels: Indices, times: NDArray[np.float32]) -> _Search:
        """Counts.

        Args:
            one: the photo and the others.
            labels: of all photos.
            times: how often each photo is there, float32 [ways, photos].
        """
        sizes = np.bincount(labels)
        kinds, counted = labels[one.others], times[:, one.others]
        own = kinds == labels[one.photo]
        place = np.zeros((len(kinds), int(one.apart.max(initial=0)) + 1), np.float32)
        place[np.arange(len(kinds)), one.apart] = 1
        # Of each other album as many as it has, however many of them it was compared with.
        there = counted[:, ~own] @ (kinds[~own, None] == np.arange(len(sizes))).astype(np.float32)
        scale = np.where(there > 0, sizes / np.maximum(there, 1), 0).astype(np.float32)
        wrong = (counted[:, ~own] * scale[:, kinds[~own]]) @ place[~own]
        others = len(labels) - sizes[labels[one.photo]]
        wrong *= others / np.maximum(wrong.sum(axis=1, keepdims=True), 1)
        return cls(counted[:, own] @ place[own], wrong, int(sizes[labels[one.photo]]) - 1)

    @property
    def some(self) -> NDArray[np.bool_]:
        """Whether anything right was there to be found: bool [ways]."""
        found: NDArray[np.bool_] = self.hits.sum(axis=1) > 0
        return found

    def average_precision(self) -> NDArray[np.float64]:
        """The mean over the right ones of the precision at each: float64 [ways]; 0 where there are none."""
        found = self.hits.sum(axis=1, keepdims=True)
        each = np.where(found > 1, (self.right - 1) / np.maximum(found - 1, 1), 0)
        alone = np.where(found > 1, 0, (self.right - 1) / 2)  # where nothing tells how near the others would be
        first = 1 + alone + each * (np.cumsum(self.hits, axis=1) - self.hits)
        all_first = first + np.cumsum(self.wrong, axis=1) - self.wrong
        # Within a tie right and wrong photos come evenly: (first + x more) / (all_first + x all_more), 0 <= x <= 1.
        more = each * np.maximum(self.hits - 1, 0)
        all_more = np.maximum(more + self.wrong, 1e-9)
        share = more / all_more
        precision = share + (first - share * all_first) / all_more * np.log1p(all_more / all_first)
        total: NDArray[np.float64] = (self.hits * precision).sum(axis=1) / np.maximum(found[:, 0], 1)
        return total

    def precision_at_10(self) -> NDArray[np.float64]:
        """Expected share of right ones among the first ten, or as many as are right where those are fewer."""
        right = self.hits * self.right / np.maximum(self.hits.sum(axis=1, keepdims=True), 1)
        photos, places = right + self.wrong, max(min(self.right, _FIRST), 1)
        taken = np.clip(places - (np.cumsum(photos, axis=1) - photos), 0, photos)
        share: NDArray[np.float64] = (taken * right / np.maximum(photos, 1e-9)).sum(axis=1) / places
        return share


@dataclass(frozen=True, slots=True)
class PhotoFigures:
    """How well each photo finds those of its album; NaN where nothing is right for it.

    Attributes:
        average_precision: float64 [photos].
        precision_at_10: share of its album among the first ten, or among as many as are right where those are fewer.
    """

    average_precision: NDArray[np.float64]
    precision_at_10: NDArray[np.float64]

    @property
    def first_ten(self) -> float:
        """The mean of ``precision_at_10`` over photos that something is right for; 0 where there are none."""
        told = self.precision_at_10[~np.isnan(self.precision_at_10)]
        return round(float(told.mean()), 4) if len(told) else 0.0

    def by_class(self, labels: Indices, classes: Sequence[str]) -> dict[str, float]:
        """The mAP of each album's photos, by its name."""
        told = (self.average_precision[labels == place] for place in range(len(classes)))
        means = [float(np.nanmean(values)) if not np.isnan(values).all() else 0.0 for values in told]
        return {name: round(mean, 4) for name, mean in zip(classes, means, strict=True)}


def photo_figures(folds: Sequence[Indices], codes: Sequence[Codes], labels: Indices) -> PhotoFigures:
    """How well each photo finds those of its album; see ``score`` for the arguments."""
    found, first = np.full(len(labels), np.nan), np.full(len(labels), np.nan)
    once = np.ones((1, len(labels)), np.float32)
    for one in fold_mates(folds, codes):
        search = _Search.of(one, labels, once)
        if search.some[0]:
            found[one.photo] = search.average_precision()[0]
            first[one.photo] = search.precision_at_10()[0]
    return PhotoFigures(found, first)
