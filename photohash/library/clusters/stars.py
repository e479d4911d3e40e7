"""Clusters as stars: around a centre, all that is near it and no nearer to another centre."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.library.clusters.neighbours import Neighbours

_AT_ONCE = 4096
"""Rows whose neighbours are summed up together."""


@dataclass(frozen=True, slots=True)
class Star:
    """A cluster.

    Attributes:
        centre: its row.
        others: the other rows, nearest first, then by row.
    """

    centre: int
    others: tuple[int, ...]


def stars(weights: NDArray[np.int64], near: Neighbours) -> list[Star]:
    """Takes, again and again, the row with most free neighbours as a centre, and all its free neighbours as its star.

    Of rows with equally many the one nearest to them on the whole is taken, then the first; so the outcome depends on
    the order of the rows only where two are equal in all this. Then each row that is near several centres goes to the
    nearest of them, of equally near ones to that taken first. No centre is near another one.

    Args:
        weights: how many photos each row stands for, int64 [n], at least 1; a row of several is a star by itself.
        near: the pairs of rows that may lie in one star.

    Returns:
        the stars of more than one photo, in the order in which they were taken; each row is in one at most.
    """
    starts, others, apart = _lists(len(weights), near)
    del near  # millions of pairs, which the lists hold now
    degrees, sums = _summed(weights, starts, others, apart)
    free = np.ones(len(weights), dtype=bool)
    # A row only ever loses neighbours, so what the queue says of it is never too bad: what is out of date comes up
    # early, and is put back.
    queue = [(-int(degrees[row]), int(sums[row]), int(row)) for row in np.flatnonzero(degrees)]
    heapq.heapify(queue)
    centres = []
    while queue:
        degree, total, centre = heapq.heappop(queue)
        if not free[centre] or not degrees[centre]:
            continue
        if (-degree, total) != (degrees[centre], sums[centre]):
            heapq.heappush(queue, (-int(degrees[centre]), int(sums[centre]), centre))
            continue
        beside = slice(starts[centre], starts[centre + 1])
        is_free = free[others[beside]]
        centres.append(centre)
        taken = np.concatenate([[centre], others[beside][is_free]])
        free[taken] = False
        lost = [slice(starts[row], starts[row + 1]) for row in taken.tolist()]
        losers = np.concatenate([others[part] for part in lost])
        weighing = np.repeat(weights[taken], [part.stop - part.start for part in lost])
        np.subtract.at(degrees, losers, weighing)
        np.subtract.at(sums, losers, weighing * np.concatenate([apart[part] for part in lost]))
    return _around(centres, starts, others, apart, weights)


def _around(
    centres: list[int],
    starts: list[int],
    others: NDArray[np.int32],
    apart: NDArray[np.int32],
    weights: NDArray[np.int64],
) -> list[Star]:
    """The stars of some centres, every other row at the nearest of those that it is near."""
    far = np.iinfo(np.int32).max
    nearest, own = np.full(len(weights), far, dtype=np.int32), np.full(len(weights), -1, dtype=np.int64)
    for centre in centres:
        beside = slice(starts[centre], starts[centre + 1])
        is_nearer = apart[beside] < nearest[others[beside]]
        rows = others[beside][is_nearer]
        nearest[rows], own[rows] = apart[beside][is_nearer], centre
    found = []
    for centre in centres:
        beside = slice(starts[centre], starts[centre + 1])
        is_own = own[others[beside]] == centre
        rows, distances = others[beside][is_own], apart[beside][is_own]
        if len(rows) or weights[centre] > 1:
            found.append(Star(centre, tuple(rows[np.lexsort((rows, distances))].tolist())))
    return found


def _lists(count: int, near: Neighbours) -> tuple[list[int], NDArray[np.int32], NDArray[np.int32]]:
    """The neighbours of each row one after another: where each row's begin [n + 1], rows and distances [2m]."""
    from scipy.sparse import csr_matrix  # takes a fifth of a second, which no window should wait for

    rows, others = np.concatenate([near.a, near.b]), np.concatenate([near.b, near.a])
    # A distance of 0 is no entry that a sparse matrix must keep, and so each is one more.
    lists = csr_matrix((np.concatenate([near.distances, near.distances]) + 1, (rows, others)), shape=(count, count))
    lists.data -= 1
    return lists.indptr.astype(np.int64).tolist(), lists.indices, lists.data


def _summed(
    weights: NDArray[np.int64], starts: list[int], others: NDArray[np.int32], apart: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many photos are beside each row, the others of its own among them, and the sum of their distances."""
    degrees, sums = weights - 1, np.zeros(len(weights), dtype=np.int64)
    for first in range(0, len(weights), _AT_ONCE):
        some = slice(first, min(first + _AT_ONCE, len(weights)))
        beside = slice(starts[some.start], starts[some.stop])
        rows = np.repeat(np.arange(some.stop - first), np.diff(starts[first : some.stop + 1]))
        weighing = weights[others[beside]]
        degrees[some] += np.bincount(rows, weighing, some.stop - first).astype(np.int64)
        sums[some] = np.bincount(rows, weighing * apart[beside], some.stop - first).astype(np.int64)
    return degrees, sums
