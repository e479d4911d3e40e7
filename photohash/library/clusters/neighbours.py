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

_LEAST_ROWS, _MOST_ROWS = 256, 2048
"""Rows that are searched for at a time: more where few candidates are found, as each search has a price of its own."""

_CANDIDATES = 1 << 22
"""So many candidates of a search at a time are few."""

_AT_ONCE = 1 << 18
"""Candidates that are looked at together: those of one search may be millions, and each takes a hundred bytes."""

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
        differing = np.bitwise_count(_words(left) ^ _words(right))
        # Summed column by column, for along rows as short as these numpy is ten times slower.
        apart = differing[:, 0].astype(np.int32)
        for column in range(1, differing.shape[1]):
            apart += differing[:, column]
        total = total + count * apart
    return total


def _words(codes: Codes) -> NDArray[np.unsignedinteger]:
    """The same bits in as few numbers as hold them."""
    words: NDArray[np.unsignedinteger] = np.ascontiguousarray(codes)
    return words.view(np.uint64) if codes.shape[1] % 8 == 0 else words


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
        self._rows = 0
        self._index: HammingIndex | None = None
        self._by_all = False
        self._step = _LEAST_ROWS
        self._blocks: list[Neighbours] = []
        self._counts = np.zeros(limit + 1, dtype=np.int64)

    @classmethod
    def restored(
        cls, times: Sequence[int], limit: int, codes: Sequence[Codes], pairs: Neighbours, *, most: int = MOST_PAIRS
    ) -> NearPairs:
        """Rows whose pairs were found before.

        Args:
            times: how many times each model's Hamming distance counts.
            limit: as it was given then.
            codes: of the rows; for each model, uint8 [n, bytes].
            pairs: all that there are of these rows within the limit of ``pairs``.
            most: as it was then.
        """
        made = cls(times, limit, most=most)
        made._codes, made._rows, made._blocks = list(codes), len(codes[0]), [pairs]
        made._counts = np.bincount(pairs.distances, minlength=limit + 1).astype(np.int64)
        made.limit = pairs.limit
        return made

    @property
    def codes(self) -> tuple[Codes, ...]:
        """The codes of the rows whose pairs are found; for each model, uint8 [n, bytes]."""
        return tuple(code[: self._rows] for code in self._codes)

    def __len__(self) -> int:
        return self._rows

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
        known = self._codes or [np.empty((0, code.shape[1]), dtype=np.uint8) for code in codes]
        self._codes = [np.concatenate([old[:before], new]) for old, new in zip(known, codes, strict=True)]
        if self._index is not None and len(self._index) > before:
            self._index = None  # it holds rows whose search was cut short
        told, whole = 0, max(count * before + count * count / 2, 1)
        while self._rows < before + count:
            if task:
                task.check()
            end = min(self._rows + self._step, before + count)
            if self.limit >= 0:
                self._take(self._found(np.arange(self._rows, end)))
            self._rows = end
            if task:
                done = end - before
                now = round(count * (done * before + done * done / 2) / whole)
                task.advance(now - told)
                told = now

    def pairs(self) -> Neighbours:
        """All of them, each with the later row as ``a``."""
        if len(self._blocks) != 1:
            self._blocks = [self._joined(self._blocks)]
        return self._blocks[0]

    def _joined(self, blocks: Sequence[Neighbours]) -> Neighbours:
        blocks = [self._nothing(), *blocks]
        return Neighbours(
            np.concatenate([block.a for block in blocks]),
            np.concatenate([block.b for block in blocks]),
            np.concatenate([block.distances for block in blocks]),
            self.limit,
        )

    def _nothing(self) -> Neighbours:
        none = np.empty(0, dtype=np.int32)
        return Neighbours(none, none, none, self.limit)

    def _found(self, rows: NDArray[np.int64]) -> Neighbours:
        """The pairs of some rows with those before them, and with one another.

        The first code tells who can be near: what it says counts its number of times, and the others add to it. Where
        it says so of very many that are not, one search by all codes is quicker.
        """
        index = self._filled(int(rows[-1]) + 1)
        radius = self.limit if self._by_all else self.limit // self._times[0]
        places, b, distances = index.within(self._searched(rows), radius, ordered=False)
        candidates = len(places)
        earlier, blocks = 0, []
        for start in range(0, candidates, _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            block, compared = self._near_of(rows[places[part]], b[part], distances[part])
            blocks.append(block)
            earlier += compared
        found = self._joined(blocks)
        if not self._by_all and earlier - len(found.a) > len(rows) * len(index) // _MANY:
            self._by_all, self._index = True, None
        self._step = max(_LEAST_ROWS, min(_MOST_ROWS, len(rows) * _CANDIDATES // max(candidates, 1)))
        return found

    def _near_of(
        self, a: NDArray[np.int64], b: NDArray[np.int64], distances: NDArray[np.int32]
    ) -> tuple[Neighbours, int]:
        """Those of some candidates that are pairs, each once, and how many of the candidates were compared for it."""
        is_earlier = b < a
        a, b, distances = a[is_earlier], b[is_earlier], distances[is_earlier]
        if not self._by_all:
            distances = self._times[0] * distances
            if len(self._codes) > 1:
                left, right = ([np.take(code, side, axis=0) for code in self._codes[1:]] for side in (a, b))
                distances = distances + weighted_distances(left, right, self._times[1:])
        found = Neighbours(a.astype(np.int32), b.astype(np.int32), distances, self.limit).within(self.limit)
        return found, len(a)

    def _filled(self, rows: int) -> HammingIndex:
        """The index that is searched, with so many of the first rows in it."""
        if self._index is None:
            self._index = HammingIndex(8 * self._searched(np.arange(0)).shape[1])
        missing = np.arange(len(self._index), rows)
        self._index.add(missing, self._searched(missing))
        return self._index

    def _searched(self, rows: NDArray[np.int64]) -> Codes:
        """What of some rows is searched by: the first code, or all, each as often as it counts."""
        return self._repeated(rows) if self._by_all else self._codes[0][rows]

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
