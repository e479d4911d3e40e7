"""Exact search among packed codes by Hamming distance.

The compiled loops are loaded with the first index, not with this module: most commands never search.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes

Ids = NDArray[np.int64]
Distances = NDArray[np.int32]
_Words = NDArray[np.uint64]
_Found = tuple[NDArray[np.int64], NDArray[np.int64], Distances]
_Answer = TypeVar("_Answer")

_PART = 256
"""Queries that a processor answers at a time, a multiple of four; their words stay in its caches beside a block."""

_ROOM = 4096
"""Answers there is room for at first; a part that finds more is done again with as much as it needs."""


class HammingIndex:
    """Codes with their ids, searched completely: every answer is the one that comparing all pairs would give.

    It takes ceil(bits / 64) words of memory a code and 8 bytes for its id, and up to twice that while it grows.
    """

    def __init__(self, bits: int) -> None:
        from photohash.library.index import popcounts

        self.bits = bits
        self._loops = popcounts
        self._words = -(-bits // 64)
        self._length = (0,) * self._words
        self._stored: _Words = np.zeros((0, self._words, popcounts.BLOCK), dtype=np.uint64)
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._filled = 0

    def __len__(self) -> int:
        return self._filled

    def add(self, ids: Ids, codes: Codes) -> None:
        """Adds codes.

        Args:
            ids: int64 [n], none of them here.
            codes: uint8 [n, ceil(bits / 8)].
        """
        begun, filled = self._filled, self._filled + len(ids)
        self._make_room(filled)
        self._ids[begun:filled] = ids
        self._put(begun, self._in_words(codes))
        self._filled = filled

    def remove(self, ids: Ids) -> None:
        """Takes codes out; ids that are not here are passed over.

        Args:
            ids: int64 [n].
        """
        kept = np.flatnonzero(~np.isin(self._ids[: self._filled], ids))
        if len(kept) == self._filled:
            return
        first = int(np.count_nonzero(kept == np.arange(len(kept))))  # the codes before it stay where they are
        self._ids[first : len(kept)] = self._ids[kept[first:]]
        self._put(first, self._taken(kept[first:]))
        self._filled = len(kept)

    def within(self, queries: Codes, radius: int, *, ordered: bool = True) -> _Found:
        """Every code within a radius of each query.

        Args:
            queries: uint8 [q, ceil(bits / 8)].
            radius: in bits; a code at exactly this distance is within.
            ordered: whether the order matters; sorting takes longer than searching where very many are found.

        Returns:
            rows of the queries int64 [m], ids int64 [m] and distances int32 [m], by row, and where it is asked for then
            by distance, then by id.
        """
        rows, places, distances = self._near(self._in_words(queries), None, radius)
        ids = self._ids[places]
        if not ordered:
            return rows, ids, distances
        order = np.lexsort((ids, distances, rows))
        return rows[order], ids[order], distances[order]

    def nearest(self, queries: Codes, k: int) -> tuple[Ids, Distances]:
        """The k nearest codes of each query; of equally near ones those with the smallest ids.

        Args:
            queries: uint8 [q, ceil(bits / 8)].
            k: how many; fewer are given where the index holds fewer.

        Returns:
            ids int64 [q, k] and distances int32 [q, k], by distance, then id.
        """
        k = min(k, len(self))
        ids, distances = np.empty((len(queries), k), dtype=np.int64), np.empty((len(queries), k), dtype=np.int32)
        if not k:
            return ids, distances
        apart = np.empty(len(self), dtype=np.uint16)
        for row, query in enumerate(self._in_words(queries)):
            counts = np.zeros(64 * self._words + 1, dtype=np.int64)
            self._loops.apart(self._stored, len(self), query, apart, counts, self._length)
            farthest = int(np.searchsorted(counts.cumsum(), k))
            places = np.flatnonzero(apart <= farthest)
            order = places[np.lexsort((self._ids[places], apart[places]))[:k]]
            ids[row], distances[row] = self._ids[order], apart[order]
        return ids, distances

    def nearest_any(self, queries: Codes) -> tuple[Ids, Distances]:
        """One of the nearest codes of each query; which of equally near ones is not said.

        Args:
            queries: uint8 [q, ceil(bits / 8)]; the index is not empty.

        Returns:
            ids int64 [q] and distances int32 [q].
        """
        words = self._padded(self._in_words(queries))
        places, distances = np.empty(len(words), dtype=np.int64), np.empty(len(words), dtype=np.uint16)

        def search(start: int) -> None:
            part = slice(start, start + _PART)
            self._loops.nearest(self._stored, len(self), words[part], places[part], distances[part], self._length)

        _in_parts(search, len(words))
        return self._ids[places[: len(queries)]], distances[: len(queries)].astype(np.int32)

    def join(self, radius: int) -> tuple[Ids, Ids, Distances]:
        """Every pair of codes within a radius of each other.

        Returns:
            ids a int64 [m] and b int64 [m] with a < b, and distances int32 [m], by a, then b.
        """
        everything = np.arange(len(self))
        rows, places, distances = self._near(self._taken(everything), everything, radius)
        one, other = self._ids[rows], self._ids[places]
        a, b = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((b, a))
        return a[order], b[order], distances[order]

    def _near(self, queries: _Words, after: NDArray[np.int64] | None, radius: int) -> _Found:
        """Rows int64 [m] in rising order, places int64 [m] and distances int32 [m] within a radius of queries.

        Args:
            queries: uint64 [q, words].
            after: for each query the place behind which it is searched, int64 [q] in rising order; None for all places.
            radius: in bits.
        """
        count = len(queries)
        queries = self._padded(queries)
        # A query that only fills its group meets nothing.
        limits = np.full(len(queries), len(self), dtype=np.int64)
        limits[:count] = -1 if after is None else after

        def search(start: int) -> _Found:
            part = slice(start, start + _PART)
            room = _ROOM
            while True:
                rows, places = np.empty(room, dtype=np.uint16), np.empty(room, dtype=np.int64)
                apart = np.empty(room, dtype=np.uint16)
                found = self._loops.near(
                    self._stored, len(self), queries[part], limits[part], radius, rows, places, apart, self._length
                )
                if found <= room:
                    break
                room = found
            order = np.argsort(rows[:found], kind="stable")
            return start + rows[order].astype(np.int64), places[order], apart[order].astype(np.int32)

        parts = _in_parts(search, count) if len(self) and radius >= 0 else []
        parts.append((np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32)))
        rows, places, distances = (np.concatenate(each) for each in zip(*parts, strict=True))
        return rows, places, distances

    def _in_words(self, codes: Codes) -> _Words:
        """Codes as words of 64 bits, the last filled up with zeros: uint8 [n, bytes] -> uint64 [n, words]."""
        if codes.shape[1] == 8 * self._words:
            return np.ascontiguousarray(codes).view(np.uint64)
        wide = np.zeros((len(codes), 8 * self._words), dtype=np.uint8)
        wide[:, : codes.shape[1]] = codes
        return wide.view(np.uint64)

    def _padded(self, queries: _Words) -> _Words:
        """Queries with the last repeated until they fill whole groups: uint64 [q, words] -> [q', words]."""
        missing = -len(queries) % self._loops.QUERIES
        return np.concatenate([queries, queries[-1:].repeat(missing, axis=0)]) if missing else queries

    def _make_room(self, places: int) -> None:
        blocks = -(-places // self._loops.BLOCK)
        if blocks > len(self._stored):
            blocks = max(blocks, 2 * len(self._stored))
            grown = np.zeros((blocks, self._words, self._loops.BLOCK), dtype=np.uint64)
            grown[: len(self._stored)] = self._stored
            ids = np.empty(blocks * self._loops.BLOCK, dtype=np.int64)
            ids[: self._filled] = self._ids[: self._filled]
            self._stored, self._ids = grown, ids

    def _put(self, begun: int, words: _Words) -> None:
        """Writes codes, uint64 [n, words], into consecutive places."""
        places = np.arange(begun, begun + len(words))
        self._stored[places // self._loops.BLOCK, :, places % self._loops.BLOCK] = words

    def _taken(self, places: NDArray[np.int64]) -> _Words:
        """The codes in some places, uint64 [n, words]."""
        return np.ascontiguousarray(self._stored[places // self._loops.BLOCK, :, places % self._loops.BLOCK])


def _in_parts(search: Callable[[int], _Answer], count: int) -> list[_Answer]:
    """What is found for the queries from 0, from _PART, from 2 * _PART and so on, in this order, on all processors."""
    starts = range(0, count, _PART)
    if len(starts) < 2:
        return [search(start) for start in starts]
    with ThreadPoolExecutor(min(len(starts), os.cpu_count() or 1), "index") as pool:
        return list(pool.map(search, starts))
