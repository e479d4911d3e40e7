"""Figures computed from Hamming distances. Every one has a slow, obvious version in the tests.

A pair passes a radius r when its distance is at most r. All pairs of one distance pass or fail together, so ties need
no order: the radius at a rate is the largest one at which the share of non-matching pairs that pass is at most the
rate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from photohash.evaluation.retrieval import Retrieved, average_precision

Item = TypeVar("Item", bound=Hashable)
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


def micro_average_precision(matching: Counts, non_matching: Counts) -> float:
    """Average precision of all pairs in one ranking: the micro average precision (uAP) of image copy detection.

    Pairs of all copies are ranked together by their distance, so one distance means the same whatever the copy. uAP is
    the sum of p(i) times the recall gained at place i, where p(i) is the share of matching pairs among the first i
    pairs, and recall the share of all matching pairs that are among them (Douze et al., "The 2021 Image Similarity
    Dataset and Challenge", arXiv 2106.09672). Pairs at one distance have no order: this is the mean over
    all their orders.

    Args:
        matching: int64 [bits + 1], pairs of a copy and its source.
        non_matching: int64 [bits + 1], pairs of a copy and any other photo.

    Returns:
        0 to 1; 0 where there are no matching pairs.
    """
    pooled = Retrieved((matching + non_matching)[None, :], matching[None, :])
    return float(average_precision(pooled)[0])


def b_cubed(found: Mapping[Item, Any], true: Mapping[Item, Any], items: Iterable[Item]) -> tuple[float, float]:
    """B-cubed precision and recall of clusters (Bagga and Baldwin 1998).

    The precision of an item is the share of its cluster that is of its class, its recall the share of its class that is
    in its cluster, itself counted in both.

    Args:
        found: the cluster of each item.
        true: the class of each item; the same items.
        items: those over which the means are taken.

    Returns:
        the mean precision and the mean recall; 0 where there are no items.
    """
    clusters, classes = Counter(found.values()), Counter(true.values())
    both = Counter((found[item], true[item]) for item in found)
    shares = [
        (both[found[item], true[item]] / clusters[found[item]], both[found[item], true[item]] / classes[true[item]])
        for item in items
    ]
    if not shares:
        return 0.0, 0.0
    precision, recall = np.mean(shares, axis=0)
    return float(precision), float(recall)
