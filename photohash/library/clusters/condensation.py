"""Rows that are nearly the same put together, where there would be more near pairs than can be held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.task import Task
from photohash.library.clusters.neighbours import MOST_PAIRS, NearPairs, Neighbours, weighted_distances
from photohash.library.index import HammingIndex

_BLOCK = 256
_SHARES = (8, 4, 2)
"""Rows are put together within this part of the limit: the least by which few enough pairs are left."""

_SAMPLE = 4096
"""Rows by which it is told how many pairs there will be."""

_FAR_MORE = 4
"""So many times the pairs that can be held are far more: with fewer, it is enough to draw the limit in."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """A few rows that stand for all.

    Attributes:
        leaders: the rows that stand for others, int64 [k], ascending.
        own: for each row the place in ``leaders`` of that which stands for it, int64 [n].
        near: the pairs of leaders, by place. Rows whose leaders are a pair, or that have one leader, are within the
            limit that was asked for of the leader of either, so clusters around leaders keep to it.
    """

    leaders: NDArray[np.int64]
    own: NDArray[np.int64]
    near: Neighbours


def condensed(
    codes: Sequence[Codes], times: Sequence[int], limit: int, *, most: int = MOST_PAIRS, task: Task | None = None
) -> Condensed:
    """Lets rows stand for others nearly the same, so that no more pairs than can be held are left.

    The price: rows of one leader come into one cluster, and the clusters are tighter than the limit by as much as rows
    may be apart from their leader. Where even so there are too many pairs, the limit is drawn in.

    Args:
        codes: for each model, uint8 [n, bytes].
        times: how many times each model's Hamming distance counts.
        limit: the greatest distance of a row from the centre of its cluster.
        most: pairs held at once.
        task: progress by rows, and cancelling.

    Raises:
        Cancelled: the user asked to stop.
    """
    repeated = _repeated(codes, times)
    sample = _sample(len(repeated))
    radius = next(
        (
            limit // share
            for share in _SHARES
            if _expected(repeated[sample[_leaders(repeated[sample], limit // share, task)[0]]], limit, len(repeated))
            <= most
        ),
        limit // _SHARES[-1],
    )
    leaders, own = _leaders(repeated, radius, task)
    near = NearPairs(times, limit - radius, most=most)
    near.extend([code[leaders] for code in codes], task)
    return Condensed(leaders, own, near.pairs())


def is_dense(codes: Sequence[Codes], times: Sequence[int], limit: int, *, most: int = MOST_PAIRS) -> bool:
    """Whether far more pairs than can be held are to be expected within a limit, by a sample of the rows."""
    repeated = _repeated(codes, times)
    return _expected(repeated[_sample(len(repeated))], limit, len(repeated)) > _FAR_MORE * most


def _expected(sample: Codes, limit: int, rows: int) -> float:
    """How many pairs of so many rows are near, if those that a sample was made of are near as often as these."""
    index = HammingIndex(8 * sample.shape[1])
    found = 0
    for start in range(0, len(sample), _BLOCK):
        block = sample[start : start + _BLOCK]
        found += len(index.within(block, limit, ordered=False)[0])
        index.add(np.arange(start, start + len(block)), block)
    return found * (rows / min(rows, _SAMPLE)) ** 2


def _sample(rows: int) -> NDArray[np.int64]:
    """Rows spread evenly over all."""
    return np.linspace(0, rows - 1, min(rows, _SAMPLE)).astype(np.int64)


def _repeated(codes: Sequence[Codes], times: Sequence[int]) -> Codes:
    """One code in which each model's stands as often as it counts, uint8 [n, bytes]."""
    return np.concatenate([code for count, code in zip(times, codes, strict=True) for _ in range(count)], axis=1)


def _leaders(codes: Codes, radius: int, task: Task | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each row in turn goes to the nearest leader within a radius, or is a leader itself."""
    index = HammingIndex(8 * codes.shape[1])
    leaders: list[int] = []
    own = np.empty(len(codes), dtype=np.int64)
    for start in range(0, len(codes), _BLOCK):
        if task:
            task.check()
        rows = np.arange(start, min(start + _BLOCK, len(codes)))
        free = rows
        if leaders:
            places, distances = index.nearest_any(codes[rows])
            is_led = distances <= radius
            own[rows[is_led]] = places[is_led]
            free = rows[~is_led]
        begun = len(leaders)
        while len(free):
            leader = int(free[0])
            is_led = weighted_distances([codes[free]], [codes[leader : leader + 1]], (1,)) <= radius
            own[free[is_led]] = len(leaders)
            free = free[~is_led]
            leaders.append(leader)
        index.add(np.arange(begun, len(leaders)), codes[leaders[begun:]])
    return np.array(leaders, dtype=np.int64), own
