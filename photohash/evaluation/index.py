"""``bench index``: the library's search over codes beside FAISS's plain binary index, on the same codes in one run.

The codes are made up, and made like those of photos: their bits depend on one another, and some have near copies. A
search that profits from codes spread evenly over all words would look better on random bits than it is.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from photohash.core import bits as codewords
from photohash.core.bits import Codes
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.library.index import HammingIndex

Found = TypeVar("Found")

Pairs = NDArray[np.int64]
"""Pairs of neighbours as rows (query, found, distance): int64 [n, 3], sorted."""

_SAMPLE = 2_000
_SINGLE_QUERIES = 21
_DEGREES_OF_FREEDOM = 48
_COPIES_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What ``bench index`` found.

    Attributes:
        machine: what it ran on.
        codes: how many.
        bits: length of a code.
        radius: of neighbours.
        pairs: pairs within the radius.
        same_pairs: whether FAISS found the same neighbours for the queries it was given.
        join_seconds: all pairs by ``HammingIndex.join``.
        faiss_seconds: all pairs by ``IndexBinaryFlat.range_search``; from ``faiss_queries`` queries, scaled to all.
        faiss_queries: how many codes FAISS searched for.
        query_ms: the 20 nearest of one code by ``HammingIndex.nearest``, in milliseconds; median.
        faiss_query_ms: the same by ``IndexBinaryFlat.search``.
    """

    machine: Mapping[str, Any]
    codes: int
    bits: int
    radius: int
    pairs: int
    same_pairs: bool
    join_seconds: float
    faiss_seconds: float
    faiss_queries: int
    query_ms: float
    faiss_query_ms: float

    @property
    def ratios(self) -> dict[str, float]:
        """How many times as fast as FAISS."""
        return {
            "all pairs / faiss range_search": self.faiss_seconds / self.join_seconds,
            "one query / faiss search": self.faiss_query_ms / self.query_ms,
        }

    def rows(self) -> list[tuple[str, ...]]:
        """A table of text."""
        all_pairs, one_query = self.ratios.values()
        return [
            (f"{self.codes:,} codes of {self.bits} bits", "photohash", "FAISS flat", "times as fast"),
            (
                f"all pairs within {self.radius} (s)",
                f"{self.join_seconds:.2f}",
                f"{self.faiss_seconds:.2f}",
                f"{all_pairs:.2f}",
            ),
            ("20 nearest of one (ms)", f"{self.query_ms:.2f}", f"{self.faiss_query_ms:.2f}", f"{one_query:.2f}"),
        ]

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench index --json``."""
        names = [name for name in self.__slots__ if name != "machine"]
        return {"machine": dict(self.machine), "ratios": self.ratios, **{name: getattr(self, name) for name in names}}


def bench_index(*, codes: int = 100_000, bits: int = 256, radius: int = 40, task: Task, seed: int = 0) -> IndexResult:
    """Times joins and single queries on made-up codes.

    Args:
        codes: how many; at least 2.
        bits: length of a code; a multiple of 8.
        radius: largest distance of neighbours.
        task: progress, and cancelling between searches.
        seed: of the codes.

    Raises:
        Cancelled: the user asked to stop.
    """
    import faiss

    task.begin(Stage.MEASURING, 4)
    words = made_up_codes(codes, bits, seed)
    index, flat = HammingIndex(bits), faiss.IndexBinaryFlat(bits)
    index.add(np.arange(codes, dtype=np.int64), words)
    flat.add(words)
    sample = words[: min(_SAMPLE, codes)]

    (a, b, distances), join_seconds = _timed(lambda: index.join(radius), task)
    found, faiss_seconds = _timed(lambda: flat.range_search(sample, radius + 1), task)  # its radius is exclusive
    singles = [words[number : number + 1] for number in range(min(_SINGLE_QUERIES, codes))]
    ours = [_timed(partial(index.nearest, query, 20), None)[1] for query in singles]
    task.advance()
    task.check()
    theirs = [_timed(partial(flat.search, query, 20), None)[1] for query in singles]
    task.advance()
    return IndexResult(
        machine=machine.describe(),
        codes=codes,
        bits=bits,
        radius=radius,
        pairs=len(a),
        same_pairs=np.array_equal(_joined(a, b, distances, len(sample)), _searched(*found)),
        join_seconds=join_seconds,
        faiss_seconds=faiss_seconds * codes / len(sample),
        faiss_queries=len(sample),
        query_ms=statistics.median(ours) * 1000,
        faiss_query_ms=statistics.median(theirs) * 1000,
    )


def made_up_codes(count: int, bits: int, seed: int = 0) -> Codes:
    """Codes like those of a photo library.

    Every code is the sign of a random linear image of 48 numbers plus some noise, so bits depend on one another as they
    do in a network. One in ten is a copy of an earlier one with up to a tenth of its bits turned over.

    Returns:
        uint8 [count, bits // 8].
    """
    random = np.random.default_rng(seed)
    mixing = random.standard_normal((_DEGREES_OF_FREEDOM, bits), np.float32)
    words = np.empty((count, bits // 8), np.uint8)
    for start in range(0, count, 65_536):
        block = words[start : start + 65_536]
        outputs = random.standard_normal((len(block), _DEGREES_OF_FREEDOM), np.float32) @ mixing
        block[:] = codewords.pack(outputs + 2 * random.standard_normal(outputs.shape, np.float32))
    copies = random.choice(np.arange(1, count), int(count * _COPIES_SHARE), replace=False)
    originals = (random.random(len(copies)) * copies).astype(np.int64)
    flips = random.random((len(copies), bits)) < random.uniform(0, 0.1, (len(copies), 1))
    words[copies] = words[originals] ^ np.packbits(flips, axis=1)
    return words


def _timed(search: Callable[[], Found], task: Task | None) -> tuple[Found, float]:
    began = time.perf_counter()
    found = search()
    seconds = time.perf_counter() - began
    if task:
        task.advance()
        task.check()
    return found, seconds


def _joined(a: NDArray[np.int64], b: NDArray[np.int64], distances: NDArray[np.int32], queries: int) -> Pairs:
    """Neighbours of the first ``queries`` codes, in both directions, out of a join."""
    both = np.concatenate([np.stack([a, b, distances], axis=1), np.stack([b, a, distances], axis=1)])
    return _in_order(both[both[:, 0] < queries])


def _searched(limits: NDArray[Any], distances: NDArray[Any], found: NDArray[np.int64]) -> Pairs:
    """Neighbours out of a range search of FAISS, each code's finding of itself left out.

    Args:
        limits: integers [queries + 1]; the finds of query q are those from ``limits[q]`` to ``limits[q + 1]``.
        distances: numbers [finds].
        found: int64 [finds].
    """
    queries = np.repeat(np.arange(len(limits) - 1), np.diff(limits.astype(np.int64)).astype(np.int64))
    pairs = np.stack([queries, found, distances.astype(np.int64)], axis=1)
    return _in_order(pairs[pairs[:, 0] != pairs[:, 1]])


def _in_order(pairs: Pairs) -> Pairs:
    return pairs[np.lexsort(pairs.T[::-1])]
