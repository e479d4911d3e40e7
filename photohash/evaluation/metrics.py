"""Figures computed from Hamming distances. Every one has a slow, obvious version in the tests.

A pair passes a radius r when its distance is at most r. All pairs of one distance pass or fail together, so ties need
no order: the radius at a rate is the largest one at which the share of non-matching pairs that pass is at most the
rate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""Pairs by distance: int64 [bits + 1]; entry d counts the pairs at Hamming distance d."""


def count(distances: NDArray[np.integer], bits: int) -> Counts:
    """Counts pairs by their distance.

    Args:
        distances: integers 0 to bits, any shape.
        bits: length of the codes.

    Returns:
        int64 [bits + 1].
    """
    return np.bincount(np.ravel(distances), minlength=bits + 1).astype(np.int64)


def radius_at(rate: float, non_matching: Counts) -> int:
    """The largest radius at which the share of non-matching pairs that pass is at most ``rate``.

    Args:
        rate: share of pairs, 0 to 1.
        non_matching: int64 [bits + 1].

    Returns:
        0 to bits, or -1 where even distance 0 lets too many pass: then no radius keeps the rate and nothing is found.
    """
    passing = np.cumsum(non_matching)
    return int(np.searchsorted(passing, rate * passing[-1], side="right")) - 1


def share_within(radius: int, pairs: Counts) -> float:
    """The share of pairs at distance ``radius`` or less: recall of matching pairs, false-match rate of the others."""
    total = int(pairs.sum())
    return float(pairs[: radius + 1].sum()) / total if total else 0.0
