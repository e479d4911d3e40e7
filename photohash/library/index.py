"""Exact search among packed codes by Hamming distance, on FAISS's flat binary index.

FAISS is loaded with the first index, not with this module: most commands never search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes, bytes_of

Ids = NDArray[np.int64]
Distances = NDArray[np.int32]

_BLOCK = 1024
"""Queries of a join answered at a time: its memory is bounded by what these find, not by the size of the index."""


class HammingIndex:
    """Codes with their ids, searched completely: every answer is the one that comparing all pairs would give."""

    def __init__(self, bits: int) -> None:
        import faiss

        self.bits = bits
        self._flat: Any = faiss.IndexBinaryFlat(
            8 * bytes_of(bits)
        )  # FAISS knows whole bytes; the last bits are alike in all
        self._ids: Ids = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    def add(self, ids: Ids, codes: Codes) -> None:
        """Adds codes.

        Args:
            ids: int64 [n], none of them added before.
            codes: uint8 [n, ceil(bits / 8)].
        """
        filled, needed = len(self), len(self) + len(ids)
        if needed > len(self._ids):
            grown = np.empty(max(needed, 2 * filled), dtype=np.int64)
            grown[:filled] = self._ids[:filled]
            self._ids = grown
        self._ids[filled:needed] = ids
        if len(ids):
            self._flat.add(np.ascontiguousarray(codes))

    def within(self, queries: Codes, radius: int, *, ordered: bool = True) -> tuple[NDArray[np.int64], Ids, Distances]:
        """Every code within a radius of each query.

        Args:
            queries: uint8 [q, ceil(bits / 8)].
            radius: in bits; a code at exactly this distance is within.
            ordered: whether the order matters; sorting takes longer than searching where very many are found.

        Returns:
            rows of the queries int64 [m], ids int64 [m] and distances int32 [m], by row, and where it is asked for then
            by distance, then by id.
        """
        if not len(queries) or not len(self):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
        # FAISS takes its radius to be outside, and so one more.
        limits, distances, places = self._flat.range_search(np.ascontiguousarray(queries), radius + 1)
        rows = np.repeat(np.arange(len(queries)), np.diff(limits.astype(np.int64)))
        ids, distances = self._ids[places], distances.astype(np.int32)
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
        if not k or not len(queries):
            return ids, distances
        found, _ = self._flat.search(np.ascontiguousarray(queries), k)
        for row, farthest in enumerate(found[:, -1]):
            # FAISS breaks ties as it likes: all that are as near as the k-th are looked at again.
            _, near, apart = self.within(queries[row : row + 1], int(farthest))
            ids[row], distances[row] = near[:k], apart[:k]
        return ids, distances

    def nearest_any(self, queries: Codes) -> tuple[Ids, Distances]:
        """One of the nearest codes of each query; which of equally near ones is not said.

        Args:
            queries: uint8 [q, ceil(bits / 8)]; the index is not empty.

        Returns:
            ids int64 [q] and distances int32 [q].
        """
        distances, places = self._flat.search(np.ascontiguousarray(queries), 1)
        return self._ids[places[:, 0]], distances[:, 0].astype(np.int32)

    def join(self, radius: int) -> tuple[Ids, Ids, Distances]:
        """Every pair of codes within a radius of each other.

        Returns:
            ids a int64 [m] and b int64 [m] with a < b, and distances int32 [m], by a, then b.
        """
        blocks = list(self._join_blocks(radius))
        if not blocks:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
        a, b, distances = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        order = np.lexsort((b, a))
        return a[order], b[order], distances[order]

    def _join_blocks(self, radius: int) -> Iterator[tuple[Ids, Ids, Distances]]:
        import faiss

        codes = faiss.vector_to_array(self._flat.xb).reshape(len(self), bytes_of(self.bits))
        for start in range(0, len(self), _BLOCK):
            rows, b, distances = self.within(codes[start : start + _BLOCK], radius)
            a = self._ids[start + rows]
            kept = a < b
            yield a[kept], b[kept], distances[kept]
