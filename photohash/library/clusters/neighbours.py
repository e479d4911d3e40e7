"""Which photos are near one another by one code or a weighted sum of several, in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.task import Task
from photohash.library.index import HammingIndex

MOST_PAIRS = 1 << 23
"""Pairs held at once. Where more are within the limit, as among five thousand frames of one fixed camera, the limit is
drawn in to the greatest at which no more are."""

_BLOCK = 512
"""Rows that are searched for at a time."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of rows within a limit, each once.

    Attributes:
        a, b: rows, int32 [m]; no row is paired with itself.
        distances: int32 [m].
        limit: the greatest distance that may stand between two rows here.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    distances: NDArray[np.int32]
    limit: int

    def within(self, limit: int) -> Neighbours:
        """Those no farther apart than a lower limit."""
        kept = self.distances <= limit
        return Neighbours(self.a[kept], self.b[kept], self.distances[kept], limit)


def weighted_distances(one: Sequence[Codes], other: Sequence[Codes], times: Sequence[int]) -> NDArray[np.int32]:
    """The distances of photos, row by row.

    Args:
        one: for each model, uint8 [n, bytes].
        other: the same or, for one photo beside many, [1, bytes].
        times: how many times each model's Hamming distance counts.

    Returns:
        int32 [n].
    """
    total: NDArray[np.int32] = np.zeros(1, dtype=np.int32)
    for left, right, count in zip(one, other, times, strict=True):
        total = total + count * np.bitwise_count(left ^ right).sum(axis=1, dtype=np.int32)
    return total


def near_pairs(
    codes: Sequence[Codes], times: Sequence[int], limit: int, *, most: int = MOST_PAIRS, task: Task | None = None
) -> Neighbours:
    """Every pair of rows within a limit; nothing is left out but where there are too many to hold.

    The first code alone tells who can be near: what it says counts its number of times, and the others add to it.

    Args:
        codes: for each model, uint8 [n, bytes].
        times: how many times each model's Hamming distance counts.
        limit: the greatest distance of a pair.
        most: pairs held at once; the limit is drawn in to the greatest at which there are no more. It is below 0, and
            there are no pairs, where more than that are equal in all codes.
        task: cancelling.

    Raises:
        Cancelled: the user asked to stop.
    """
    first = codes[0]
    index = HammingIndex(8 * first.shape[1])
    blocks: list[Neighbours] = []
    counts = np.zeros(limit + 1, dtype=np.int64)
    for start in range(0, len(first), _BLOCK):
        if task:
            task.check()
        rows = np.arange(start, min(start + _BLOCK, len(first)))
        index.add(rows, first[rows])
        places, b, distances = index.within(first[rows], limit // times[0], ordered=False)
        a = rows[places]
        once = b < a
        a, b, distances = a[once], b[once], distances[once]
        distances = times[0] * distances + weighted_distances(
            [code[a] for code in codes[1:]], [code[b] for code in codes[1:]], times[1:]
        )
        found = Neighbours(a.astype(np.int32), b.astype(np.int32), distances, limit).within(limit)
        blocks.append(found)
        counts += np.bincount(found.distances, minlength=len(counts))[: len(counts)]
        so_far = counts.cumsum()
        if so_far[limit] > most:
            limit = int(np.searchsorted(so_far, most, side="right")) - 1
            blocks = [block.within(limit) for block in blocks]
            if limit < 0:
                break
    empty = np.empty(0, dtype=np.int32)
    return Neighbours(
        np.concatenate([empty, *(block.a for block in blocks)]),
        np.concatenate([empty, *(block.b for block in blocks)]),
        np.concatenate([empty, *(block.distances for block in blocks)]),
        limit,
    )
