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

_BLOCK = 256
"""Rows that are searched for at a time."""

_MANY = 16
"""Where one row in so many is a candidate, but not near, all codes are searched at once instead of the first alone."""


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


class NearPairs:
    """The near pairs of rows of codes, which grow with the rows: what was compared once is not compared again.

    Nothing is left out but where there are too many pairs to hold.

    Args:
        times: how many times each model's Hamming distance counts.
        limit: the greatest distance of a pair.
        most: pairs held at once; the limit is drawn in to the greatest at which there are no more. It is below 0, and
            there are no pairs, where more than that are equal in all codes.

    Attributes:
        limit: as it stands now.
    """

    def __init__(self, times: Sequence[int], limit: int, *, most: int = MOST_PAIRS) -> None:
        self.limit = limit
        self._times, self._most = tuple(times), most
        self._codes: list[Codes] = []
        self._first: HammingIndex | None = None
        self._all: HammingIndex | None = None
        self._by_all = False
        self._blocks: list[Neighbours] = []
        self._counts = np.zeros(limit + 1, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._first) if self._first is not None else 0

    def extend(self, codes: Sequence[Codes], task: Task | None = None) -> None:
        """Adds rows after those that are here, and their pairs with all of them.

        When it is cancelled, the rows added so far are complete: ``len`` tells how many there are.

        Args:
            codes: for each model, uint8 [n, bytes].
            task: progress by rows, each as long as every other one, and cancelling.

        Raises:
            Cancelled: the user asked to stop.
        """
        before, count = len(self), len(codes[0])
        if self._first is None:
            self._codes = [np.empty((0, code.shape[1]), dtype=np.uint8) for code in codes]
            self._first = HammingIndex(8 * codes[0].shape[1])
        self._codes = [np.concatenate([known[:before], code]) for known, code in zip(self._codes, codes, strict=True)]
        told, whole = 0, max(count * before + count * count / 2, 1)
        for start in range(before, before + count, _BLOCK):
            if task:
                task.check()
            end = min(start + _BLOCK, before + count)
            if self.limit >= 0:
                self._take(self._pairs_of(start, end))
            self._first.add(np.arange(start, end), self._codes[0][start:end])
            if task:
                done = end - before
                now = round(count * (done * before + done * done / 2) / whole)
                task.advance(now - told)
                told = now

    def pairs(self) -> Neighbours:
        """All of them, each with the later row as ``a``."""
        if len(self._blocks) != 1:
            blocks = [self._nothing(), *self._blocks]
            self._blocks = [
                Neighbours(
                    np.concatenate([block.a for block in blocks]),
                    np.concatenate([block.b for block in blocks]),
                    np.concatenate([block.distances for block in blocks]),
                    self.limit,
                )
            ]
        return self._blocks[0]

    def _nothing(self) -> Neighbours:
        none = np.empty(0, dtype=np.int32)
        return Neighbours(none, none, none, self.limit)

    def _pairs_of(self, start: int, end: int) -> Neighbours:
        """The pairs of some rows with those before them, and with one another."""
        rows = np.arange(start, end)
        earlier = self._found(rows)
        among = [code[start:end] for code in self._codes]
        places, others = np.tril_indices(len(rows), -1)
        apart = weighted_distances([code[places] for code in among], [code[others] for code in among], self._times)
        beside = Neighbours(rows[places].astype(np.int32), rows[others].astype(np.int32), apart, self.limit)
        parts = (earlier, beside.within(self.limit))
        return Neighbours(
            np.concatenate([part.a for part in parts]),
            np.concatenate([part.b for part in parts]),
            np.concatenate([part.distances for part in parts]),
            self.limit,
        )

    def _found(self, rows: NDArray[np.int64]) -> Neighbours:
        """The pairs of some rows with those in the index.

        The first code tells who can be near: what it says counts its number of times, and the others add to it. Where
        it says so of very many that are not, one search by all codes is quicker.
        """
        if self._first is None or not len(self._first):
            return self._nothing()
        if self._by_all:
            places, b, distances = self._joined().within(self._repeated(rows), self.limit, ordered=False)
            return Neighbours(rows[places].astype(np.int32), b.astype(np.int32), distances, self.limit)
        places, b, distances = self._first.within(self._codes[0][rows], self.limit // self._times[0], ordered=False)
        a = rows[places]
        distances = self._times[0] * distances
        if len(self._codes) > 1:
            left, right = ([code[side] for code in self._codes[1:]] for side in (a, b))
            distances = distances + weighted_distances(left, right, self._times[1:])
        found = Neighbours(a.astype(np.int32), b.astype(np.int32), distances, self.limit).within(self.limit)
        self._by_all = len(a) - len(found.a) > len(rows) * len(self._first) // _MANY
        return found

    def _joined(self) -> HammingIndex:
        """An index of codes in which each model's stand as often as they count, with the rows of the first one."""
        if self._all is None:
            self._all = HammingIndex(
                8 * sum(n * code.shape[1] for n, code in zip(self._times, self._codes, strict=True))
            )
        rows = np.arange(len(self._all), len(self))
        self._all.add(rows, self._repeated(rows))
        return self._all

    def _repeated(self, rows: NDArray[np.int64]) -> Codes:
        return np.concatenate(
            [code[rows] for count, code in zip(self._times, self._codes, strict=True) for _ in range(count)], axis=1
        )

    def _take(self, found: Neighbours) -> None:
        self._blocks.append(found)
        self._counts += np.bincount(found.distances, minlength=len(self._counts))[: len(self._counts)]
        so_far = self._counts[: self.limit + 1].cumsum()
        if so_far[-1] > self._most:
            self.limit = int(np.searchsorted(so_far, self._most, side="right")) - 1
            self._counts[self.limit + 1 :] = 0
            self._blocks = [block.within(self.limit) for block in self._blocks]


def near_pairs(
    codes: Sequence[Codes], times: Sequence[int], limit: int, *, most: int = MOST_PAIRS, task: Task | None = None
) -> Neighbours:
    """Every pair of rows within a limit, as ``NearPairs`` finds them."""
    found = NearPairs(times, limit, most=most)
    found.extend(codes, task)
    return found.pairs()
