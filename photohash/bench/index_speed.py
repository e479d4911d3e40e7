"""``bench index``: how fast codes are searched, beside FAISS's complete search, in one run.

Both find the same pairs: FAISS by asking for the neighbours of each code among all, which meets every pair twice; ours
by a join, which meets it once. Rounds are taken in turn, and the ratio of their medians is what counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from photohash.bench.synthetic_data import synthetic_codes
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.library.index import HammingIndex

Found = TypeVar("Found")

Pairs = NDArray[np.int64]
"""Pairs of neighbours as rows (query, found, distance): int64 [n, 3], sorted."""

RADII = {64: 5, 128: 16, 256: 49}
"""The radius searched at each length of code: at 128 and 256 bits that of the copies models at one in a million."""

_ROUNDS = 3
_SAMPLE = 2_000
_SINGLE_QUERIES = 21
_REMOVED_SHARE = 10


@dataclass(frozen=True, slots=True)
class LengthResult:
    """What was found for codes of one length.

    Attributes:
        bits: the length.
        radius: largest distance of neighbours.
        pairs: pairs within the radius.
        same_pairs: whether FAISS found the same neighbours for the codes it searched for.
        add_seconds: adding all codes to an empty index.
        remove_seconds: taking every tenth out again.
        join_seconds: all pairs by ``HammingIndex.join``; median.
        faiss_seconds: the same by ``IndexBinaryFlat.range_search``; median, from ``faiss_queries`` codes.
        faiss_queries: how many codes FAISS searched for.
        query_ms: the 20 nearest of one code by ``HammingIndex.nearest``, in milliseconds; median.
        faiss_query_ms: the same by ``IndexBinaryFlat.search``.
    """

    bits: int
    radius: int
    pairs: int
    same_pairs: bool
    add_seconds: float
    remove_seconds: float
    join_seconds: float
    faiss_seconds: float
    faiss_queries: int
    query_ms: float
    faiss_query_ms: float

    @property
    def join_ratio(self) -> float:
        """How many times as fast as FAISS all pairs are found."""
        return self.faiss_seconds / self.join_seconds

    def as_dict(self) -> dict[str, Any]:
        """One entry of ``lengths`` in the document."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {**fields, "join_ratio": self.join_ratio}


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What ``bench index`` found.

    Attributes:
        machine: what it ran on.
        codes: how many were searched among.
        lengths: figures of each length.
    """

    machine: Mapping[str, Any]
    codes: int
    lengths: Sequence[LengthResult]

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench index --json``."""
        return {
            "machine": dict(self.machine),
            "codes": self.codes,
            "lengths": [found.as_dict() for found in self.lengths],
        }


def bench_index(
    codes: int = 100_000, *, radii: Mapping[int, int] = RADII, task: Task, seed: int = 0, rounds: int = _ROUNDS
) -> IndexResult:
    """Times joins and single queries on made-up codes.

    Args:
        codes: how many; at least 2.
        radii: the lengths of code, each a multiple of 8, and the radius searched at each.
        task: progress, and cancelling between searches.
        seed: of the codes.
        rounds: how often all pairs are searched for, by either in turn.

    Raises:
        Cancelled: the user asked to stop.
    """
    task.begin(Stage.MEASURING, len(radii) * (rounds + 1))
    lengths = [
        _measured(synthetic_codes(codes, bits, seed), bits, radius, rounds, task) for bits, radius in radii.items()
    ]
    return IndexResult(machine.describe(), codes, lengths)


def _measured(words: NDArray[np.uint8], bits: int, radius: int, rounds: int, task: Task) -> LengthResult:
    import faiss

    ids = np.arange(len(words), dtype=np.int64)
    index, flat = HammingIndex(bits), cast(Any, faiss.IndexBinaryFlat(bits))
    _, add_seconds = _timed(partial(index.add, ids, words))
    flat.add(words)
    sample = words[: min(_SAMPLE, len(words))]
    index.within(words[:1], radius)  # the loops are compiled before they are timed
    index.nearest(words[:1], 1)

    ours, theirs = [], []
    for _ in range(rounds):
        (a, b, distances), seconds = _timed(partial(index.join, radius))
        ours.append(seconds)
        found, seconds = _timed(partial(flat.range_search, sample, radius + 1))  # its radius is exclusive
        theirs.append(seconds * len(words) / len(sample))
        task.advance()
        task.check()
    singles = [words[number : number + 1] for number in range(min(_SINGLE_QUERIES, len(words)))]
    our_queries = [_timed(partial(index.nearest, query, 20))[1] for query in singles]
    their_queries = [_timed(partial(flat.search, query, 20))[1] for query in singles]
    _, remove_seconds = _timed(partial(index.remove, ids[::_REMOVED_SHARE]))
    task.advance()
    task.check()
    return LengthResult(
        bits=bits,
        radius=radius,
        pairs=len(a),
        same_pairs=np.array_equal(_joined(a, b, distances, len(sample)), _searched(*found)),
        add_seconds=add_seconds,
        remove_seconds=remove_seconds,
        join_seconds=statistics.median(ours),
        faiss_seconds=statistics.median(theirs),
        faiss_queries=len(sample),
        query_ms=statistics.median(our_queries) * 1000,
        faiss_query_ms=statistics.median(their_queries) * 1000,
    )


def _timed(search: Callable[[], Found]) -> tuple[Found, float]:
    began = time.perf_counter()
    found = search()
    return found, time.perf_counter() - began


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
