"""The search radii of a model: how near two unrelated photos come once in 10,000, 100,000 and 1,000,000 pairs.

A pair is an edited held-out photo and the original of another one. Every photo is edited in many ways, so the pairs are
far more than the pairs of photos behind them, and pairs of the same two photos are near each other together. Counting
is therefore trusted only while enough different pairs of photos lie within a radius; ``_ENOUGH`` says how many.

Beyond that the tail is fitted. Below a radius u that is still well counted, the excess u - d of the pairs within it is
taken to be geometric, the discrete form of the exponential law that excesses over a high threshold tend to (Coles, An
Introduction to Statistical Modeling of Extreme Values, 2001, section 4.2, shape 0):

    P(distance <= u - k) = P(distance <= u) q^k,    q = m / (1 + m),    m = mean excess,

where q is the maximum of the likelihood. Distances of codes are sums of bits, whose tail falls faster than that, so the
fit errs towards a smaller radius: fewer false matches than promised, not more. A fitted radius is never larger than the
counted one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes, distances
from photohash.hashing.card import FALSE_MATCH_RATES

_ENOUGH = 10
"""Pairs of photos within a radius from which on its share is told by counting."""

_TAIL = 100
"""Pairs of photos within the radius that a fitted tail begins at."""

_ROWS = 64


@dataclass(frozen=True)
class Distances:
    """How near unrelated photos come.

    Attributes:
        photos: held-out photos.
        edits: ways in which each was edited.
        pairs: int64 [bits + 1]; pairs of an edited photo and another photo's original, by distance.
        photo_pairs: int64 [bits + 1]; pairs of photos, by the least distance of any edit of one and the other.
    """

    photos: int
    edits: int
    pairs: NDArray[np.int64]
    photo_pairs: NDArray[np.int64]

    @classmethod
    def of(cls, originals: Codes, edited: Mapping[str, Codes]) -> Distances:
        """Counts all pairs.

        Args:
            originals: uint8 [n, bytes].
            edited: by edit, uint8 [n, bytes]; row i is an edited photo i.
        """
        count, most = len(originals), originals.shape[1] * 8
        pairs = np.zeros(most + 1, np.int64)
        least = np.full((count, count), most, np.int16)
        others = ~np.eye(count, dtype=bool)
        for codes in edited.values():
            for start in range(0, count, _ROWS):
                rows = slice(start, start + _ROWS)
                found = distances(codes[rows], originals)
                pairs += np.bincount(found[others[rows]], minlength=most + 1)
                np.minimum(least[rows], found, out=least[rows], casting="unsafe")
        either = np.minimum(least, least.T)[np.triu_indices(count, 1)]
        return cls(count, len(edited), pairs, np.bincount(either, minlength=most + 1).astype(np.int64))


def calibrate(originals: Codes, edited: Mapping[str, Codes]) -> tuple[dict[str, int], dict[str, Any]]:
    """The radii of a card, and where they come from.

    Args:
        originals: uint8 [n, bytes], codes of photos the model never learnt from.
        edited: by edit, uint8 [n, bytes]; row i is an edited photo i.

    Returns:
        The radius by rate of ``FALSE_MATCH_RATES``, never falling as the rate grows; and for the card's metrics the
        numbers of photos, edits and pairs, and of each rate how many pairs, and pairs of photos, lie within its radius
        and whether it was "counted" or "fitted".
    """
    return radii_of(Distances.of(originals, edited))


def radii_of(found: Distances) -> tuple[dict[str, int], dict[str, Any]]:
    """See ``calibrate``."""
    within, photo_pairs_within = found.pairs.cumsum(), found.photo_pairs.cumsum()
    radii: dict[str, int] = {}
    rates: dict[str, dict[str, Any]] = {}
    widest = len(within) - 1
    for rate in sorted(FALSE_MATCH_RATES, key=float, reverse=True):
        counted = int(np.searchsorted(within, float(rate) * within[-1], side="right")) - 1
        few = counted < 0 or photo_pairs_within[counted] < _ENOUGH
        fitted = _fitted(found, float(rate)) if few else None
        radius = min(counted if fitted is None else min(counted, fitted), widest)
        widest = radii[rate] = max(radius, 0)
        rates[rate] = {
            "how": "counted" if fitted is None else "fitted",
            "pairs_within": int(within[radii[rate]]),
            "photo_pairs_within": int(photo_pairs_within[radii[rate]]),
        }
    provenance = {
        "source": f"{found.photos} held-out photos, {found.edits} edits each, against the others' originals",
        "photos": found.photos,
        "edits": found.edits,
        "pairs": int(within[-1]),
        "photo_pairs": int(photo_pairs_within[-1]),
        "rates": rates,
    }
    return radii, provenance


def _fitted(found: Distances, rate: float) -> int | None:
    """The radius at a rate by the fitted tail, -1 where it is less than any distance; None with too few photos."""
    within, supported = found.pairs.cumsum(), found.photo_pairs.cumsum()
    if not len(supported) or supported[-1] < _TAIL:
        return None
    begins = int(np.searchsorted(supported, _TAIL))
    share = within[begins] / within[-1]
    if rate >= share:
        return None
    excess = float(np.average(begins - np.arange(begins + 1), weights=found.pairs[: begins + 1]))
    if not excess:
        return begins - 1
    steps = math.ceil(math.log(rate / share) / math.log(excess / (1 + excess)))
    return max(begins - steps, -1)
