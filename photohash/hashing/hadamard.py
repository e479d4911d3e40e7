"""The hash centres of CSQ (Yuan et al. 2020, CVPR): words of K bits, any two of them K / 2 apart wherever that can be.

The rows of a Hadamard matrix of order K differ in half of their places, and so do they from one another's complements,
which makes 2 K such words. The paper takes Sylvester's matrices, of the powers of two, and draws words by lot for all
other lengths. But there are Hadamard matrices for nearly all multiples of four: Sylvester's doubling, and the two of
Paley (1933), from the squares modulo a prime q, of order q + 1 where q leaves 3 over 4 and 2 (q + 1) where it leaves 1.
That is 12, 20, 24, 28, 36, 40, 44, 48 and on; up to 128 only 52, 92, 100 and 116 lack one here.

For other lengths, and for more classes than there are rows and complements, the words are those of a larger matrix with
some columns left out, or AHCG's, whichever are farther apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from photohash.hashing.anchors import Words, ahcg

Signs = NDArray[np.int64]

_LARGER = 8
"""How many columns of a larger matrix may be left out."""


@lru_cache(maxsize=32)
def hadamard_centres(bits: int, classes: int) -> Words:
    """A centre for each class, the same ones at every call.

    Returns:
        uint8 [classes, bits] of 0 and 1, read-only; no two equal.

    Raises:
        ValueError: there are more classes than words, or a number is less than 1.
    """
    if bits < 1 or classes < 1 or (classes - 1).bit_length() > bits:
        raise ValueError(f"{bits} bits have no {classes} different centres")
    own = hadamard_matrix(bits)
    if own is not None and classes <= 2 * bits:
        centres = _rows(own, bits, classes, turned=bits & (bits - 1) != 0)  # Sylvester's are the paper's own
    else:
        centres = max(_candidates(bits, classes), key=least_distance)
    centres.flags.writeable = False
    return centres


def least_distance(words: Words) -> int:
    """The least Hamming distance between two words, uint8 [words, bits]; the number of bits where there is only one."""
    signed = 1 - 2 * words.astype(np.int64)
    apart = (words.shape[1] - signed @ signed.T) // 2
    return int(apart[np.triu_indices(len(words), 1)].min(initial=words.shape[1]))


@lru_cache(maxsize=32)
def hadamard_matrix(order: int) -> Signs | None:
    """A matrix of -1 and +1 whose rows are orthogonal, the first of them all +1, and the first column too.

    Returns:
        int64 [order, order], or None where neither Sylvester nor Paley makes one.
    """
    if order in {1, 2}:
        return np.array([[1, 1], [1, -1]])[:order, :order]
    if order % 4:
        return None
    half = hadamard_matrix(order // 2)
    doubled = None if half is None else np.kron(np.array([[1, 1], [1, -1]]), half)
    if order & (order - 1) == 0:
        return doubled
    if _is_prime(order - 1):
        skew = _bordered(order - 1)
        skew[1:, 0] = -1
        return _normalised(skew + np.eye(order, dtype=np.int64))
    if _is_prime(order // 2 - 1) and (order // 2 - 1) % 4 == 1:
        conference, identity = _bordered(order // 2 - 1), np.eye(order // 2, dtype=np.int64)
        together = np.block(
            [[conference + identity, conference - identity], [conference - identity, -conference - identity]]
        )
        return _normalised(together)
    return doubled


def _candidates(bits: int, classes: int) -> Iterator[Words]:
    for order in range(bits, bits + _LARGER + 1):
        matrix = hadamard_matrix(order)
        if matrix is not None and classes <= 2 * order:
            yield from (_rows(matrix, bits, classes, turned=turned) for turned in (True, False))
    yield _without_constant_bits(ahcg(bits, classes).words)


def _rows(matrix: Signs, bits: int, classes: int, *, turned: bool) -> Words:
    """The last columns of the rows and then of their complements.

    With ``turned`` every other row is its complement already. The first column is the same in all rows of a matrix,
    which would be a bit that tells nothing.
    """
    order = len(matrix)
    if turned:
        matrix = matrix * (1 - 2 * (np.arange(order) % 2))[:, None]
    words: Words = (np.concatenate((matrix, -matrix))[:classes, order - bits :] > 0).astype(np.uint8)
    return words


def _without_constant_bits(words: Words) -> Words:
    """The same words with bits that never change made to go with others: no distance falls by it."""
    varied = np.flatnonzero(words.min(axis=0) != words.max(axis=0))
    columns = np.arange(words.shape[1])
    idle = np.setdiff1d(columns, varied)
    if len(varied):
        columns[idle] = varied[np.arange(len(idle)) % len(varied)]
    return words[:, columns]


def _bordered(prime: int) -> Signs:
    """Jacobsthal's matrix of a prime, 1 where j - i is a square modulo it and -1 where not, with a border of ones."""
    character = np.full(prime, -1, np.int64)
    character[np.arange(1, prime) ** 2 % prime] = 1
    character[0] = 0
    index = np.arange(prime)
    bordered = np.ones((prime + 1, prime + 1), np.int64)
    bordered[0, 0] = 0
    bordered[1:, 1:] = character[(index[None, :] - index[:, None]) % prime]
    return bordered


def _normalised(matrix: Signs) -> Signs:
    """The same with rows and columns turned so that the first ones are all +1."""
    turned = matrix * matrix[:, :1]
    return turned * turned[:1]


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
