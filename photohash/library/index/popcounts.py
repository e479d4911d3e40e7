"""Hamming distances of many codes at once, compiled for this processor at the first search.

Their limit is how many bits a processor counts in a cycle. Codes therefore lie in blocks, word by word: the same word
of neighbouring codes fills a register, eight of 64 bits with AVX-512, whose VPOPCNTQ counts them in one instruction, or
four with AVX2, where the compiler counts by a table held in a register. Four queries share each register that was
loaded. Eight pairs of codes of 256 bits so take twelve instructions: four exclusive ors, four counts, three sums and a
minimum.

A block is looked through code by code only where the least distance in it is within the radius. Leaving a code after
its first half was tried: that is a branch for every few codes, and costs more than it spares.

``words`` is a tuple of so many zeros as a code has words: its length is part of its type, so that the compiler knows it
and unrolls by it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numba.core import types
from numba.extending import intrinsic

BLOCK = 512
"""Codes that are compared before anything is decided: of 256 bits they take 16 KiB, half of a first cache."""

QUERIES = 4
"""Queries that are compared at once; the loops take whole groups of them."""

_DISTANCE_FROM = 48
"""The bit from which a distance stands above a place where both are kept in one word."""


@intrinsic  # type: ignore[untyped-decorator]
def _popcount(_typing: Any, _word: Any) -> Any:
    """How many bits of a word are set: LLVM's own instruction, for which numba has no name."""
    return types.uint64(types.uint64), lambda _context, builder, _signature, values: builder.ctpop(values[0])


def _compiled(function: Any) -> Any:
    """Compiled when first called, to run without the interpreter's lock; kept on disk where there is a place for it."""
    try:
        return numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # neither beside this file nor in the user's own folder can anything be written
        return numba.njit(nogil=True)(function)


@_compiled
def _distance(block: Any, place: int, query: Any, words: Any) -> Any:
    total = np.uint64(0)
    for word in range(len(words)):
        total += _popcount(query[word] ^ block[word, place])
    return total


@_compiled
def _distances_of_four(block: Any, place: int, queries: Any, words: Any) -> Any:
    one = two = three = four = np.uint64(0)
    for word in range(len(words)):
        bits = block[word, place]
        one += _popcount(queries[0, word] ^ bits)
        two += _popcount(queries[1, word] ^ bits)
        three += _popcount(queries[2, word] ^ bits)
        four += _popcount(queries[3, word] ^ bits)
    return one, two, three, four


@_compiled
def _least(block: Any, queries: Any, words: Any) -> Any:
    """The least distance of any of four queries to any place of a block."""
    least = np.uint64(0xFFFF)
    for place in range(BLOCK):
        one, two, three, four = _distances_of_four(block, place, queries, words)
        first, second = min(one, two), min(three, four)  # two and two, for there are registers enough
        least = min(least, min(first, second))  # noqa: PLW3301  the compiler makes no vectors of a minimum of three
    return least


@_compiled
def near(
    stored: Any,
    filled: int,
    queries: Any,
    after: Any,
    radius: int,
    rows: Any,
    places: Any,
    distances: Any,
    words: Any,
) -> int:
    """Writes what is within a radius of each query, by block, then by row, then by place.

    Args:
        stored: codes, uint64 [blocks, words, BLOCK].
        filled: how many of its places count, from the first.
        queries: uint64 [q, words], q a multiple of ``QUERIES``.
        after: query i meets only places greater than after[i], int64 [q] in rising order.
        radius: a distance at or below it is near.
        rows: of the queries, uint16 [most], to be written.
        places: int64 [most], to be written.
        distances: uint16 [most], to be written.
        words: the length of a code, as above.

    Returns:
        how many there are; where that is more than ``most``, the rest was not written.
    """
    count = 0
    for number in range((after[0] + 1) // BLOCK, -(-filled // BLOCK)):
        block, start = stored[number], number * BLOCK
        end = min(start + BLOCK, filled)
        for first in range(0, len(queries), QUERIES):
            if after[first] + 1 >= end:
                break
            if _least(block, queries[first : first + QUERIES], words) > radius:
                continue
            for row in range(first, first + QUERIES):
                for place in range(max(start, after[row] + 1), end):
                    distance = _distance(block, place - start, queries[row], words)
                    if distance <= radius:
                        if count < len(rows):
                            rows[count], places[count], distances[count] = row, place, distance
                        count += 1
    return count


@_compiled
def _nearest_of_four(block: Any, start: int, end: int, queries: Any, best: Any, words: Any) -> None:
    best_one, best_two, best_three, best_four = best[0], best[1], best[2], best[3]
    for place in range(end - start):
        one, two, three, four = _distances_of_four(block, place, queries, words)
        # A distance above its place in one word: the least of these is the first of the nearest.
        here, above = np.uint64(start + place), np.uint64(_DISTANCE_FROM)
        best_one = min(best_one, one << above | here)
        best_two = min(best_two, two << above | here)
        best_three = min(best_three, three << above | here)
        best_four = min(best_four, four << above | here)
    best[0], best[1], best[2], best[3] = best_one, best_two, best_three, best_four


@_compiled
def nearest(stored: Any, filled: int, queries: Any, places: Any, distances: Any, words: Any) -> None:
    """Writes the nearest place of each query, of equally near ones the first.

    Args:
        stored: codes, uint64 [blocks, words, BLOCK].
        filled: how many of its places count, from the first; at least 1.
        queries: uint64 [q, words], q a multiple of ``QUERIES``.
        places: int64 [q], to be written.
        distances: uint16 [q], to be written.
        words: the length of a code, as above.
    """
    best = np.full(len(queries), np.uint64(0xFFFF_FFFF_FFFF_FFFF))
    for number in range(-(-filled // BLOCK)):
        start = number * BLOCK
        for first in range(0, len(queries), QUERIES):
            four = slice(first, first + QUERIES)
            _nearest_of_four(stored[number], start, min(start + BLOCK, filled), queries[four], best[four], words)
    for row in range(len(queries)):
        distances[row] = best[row] >> np.uint64(_DISTANCE_FROM)
        places[row] = best[row] & np.uint64((1 << _DISTANCE_FROM) - 1)


@_compiled
def apart(stored: Any, filled: int, query: Any, distances: Any, counts: Any, words: Any) -> None:
    """Writes the distance of every place to one query, and counts how many are at each distance.

    Args:
        stored: codes, uint64 [blocks, words, BLOCK].
        filled: how many of its places count, from the first.
        query: uint64 [words].
        distances: uint16 [filled], to be written.
        counts: int64 [64 * words + 1], to be added to.
        words: the length of a code, as above.
    """
    for number in range(-(-filled // BLOCK)):
        start = number * BLOCK
        for place in range(min(BLOCK, filled - start)):
            distances[start + place] = _distance(stored[number], place, query, words)
    for distance in distances[:filled]:
        counts[distance] += 1
