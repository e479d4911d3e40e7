"""Anchors, one word of K bits for each class, far from each other: AHCG of DAHP (2022), III.E.

AHCG (Algorithm 1) goes through the numbers 0, 1, 2, ... and keeps each that is at least H bits from all kept so far:
the greedy code, or lexicode. As printed it looks at 2^c numbers, which is hopeless at c = 48. But a lexicode is linear
(Conway and Sloane 1986): its words are the sums modulo 2 of a basis, in the order of counting, and k classes need only
ceil(log2 k) basis vectors. The next one follows from the code C of the m columns used so far:

    rho = the greatest distance that any vector of m bits has from C, its covering radius;
    next = H - rho ones in new columns on the left, then the smallest vector v at distance rho.

Columns that are equal in C make a *group*, and only how many ones v has in each group makes its distances. With n_g the
columns of group g, k_g those of them where v is one, s_g = n_g - 2 k_g, and c a word of C,

    m - 2 distance(v, c) = sum_g s_g (-1)^<g, c>.

The mean of that over C is 0. So if every distance is at least T, then |s_g| <= m - 2 T, and the sum over the groups of
any subspace is at most m - 2 T too, which leaves few s_g to go through.

What is proven. Up to 16 columns every v is tried; beyond that every choice of the s_g is, while there are not too many:
the words are the lexicode's, in its order. The codes of up to 16 words that were looked at, 12 to 256 bits long, all
come out so. Where the choices are too many v is found by local search. Its distance from C is counted, so the least
distance is kept, but there may be a smaller v or one farther away: the words need not be the lexicode's, and a larger H
might still give one word a class. ``Anchors.greedy`` says which it was.

Eq. 6 of the paper, that all distances between anchors are equal, is not true of the paper's own example: of the 120
distances between the 16 words at c = 12 and H = 6, 96 are 6 and 24 are 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint8]
"""Words of 0 and 1, uint8 [words, bits], the most significant bit first."""

_EXHAUSTIVE_COLUMNS = 16
_MOST_CHOICES = 1 << 20
_SEARCH_COST = 1 << 28
_MOST_SUMS = 1 << 10
_FEWEST_STEPS, _MOST_STEPS = 256, 1024


@dataclass(frozen=True, eq=False)
class Anchors:
    """Anchors of a number of classes.

    Attributes:
        words: uint8 [classes, bits] of 0 and 1, read-only; class i has row i.
        distance: H, the distance searched for: the words are at least that far apart.
        least: the least distance between two of the words; ``bits`` where there is only one word.
        greedy: whether the words are known to be the first ones of the lexicode of distance H.
    """

    words: Words
    distance: int
    least: int
    greedy: bool


@lru_cache(maxsize=32)
def ahcg(bits: int, classes: int, distance: int | None = None) -> Anchors:
    """An anchor for each class.

    Args:
        bits: c, the length of a word.
        classes: k, how many words.
        distance: H; None for the largest that still gives one word a class.

    Raises:
        ValueError: there are fewer words than classes at that distance, or a number is less than 1.
    """
    if bits < 1 or classes < 1 or (distance is not None and distance < 1):
        raise ValueError(f"anchors need at least 1 bit, 1 class and distance 1, got {bits}, {classes} and {distance}")
    vectors = (classes - 1).bit_length()
    if vectors > bits:
        raise ValueError(f"{bits} bits have {2**bits} words, too few for {classes} classes")
    if distance is not None:
        code = _grow(bits, distance, vectors)
        if code is None:
            raise ValueError(
                f"no {classes} words of {bits} bits were found that are {distance} bits apart, one for each class;"
                " ask for a smaller distance, more bits or fewer classes"
            )
        return _anchors(code, bits, classes, distance)
    for candidate in range(bits, 0, -1):
        if _fewest_columns(candidate, vectors) <= bits and (code := _grow(bits, candidate, vectors)):
            return _anchors(code, bits, classes, candidate)
    raise AssertionError("at distance 1 every word is kept")


def without_constant_bits(anchors: Anchors) -> Anchors:
    """Anchors of AHCG with no bit that is the same in every word: no longer the paper's words, but none is nearer.

    The lexicode takes no more columns than its distance needs, and the others are 0 in every word. Here each of those
    becomes a sum modulo 2 of the bits of the word's number, so that the code stays linear. Of the sums, that is taken
    which leaves the greatest least distance, then the fewest words at it, then the first.

    Args:
        anchors: as ``ahcg`` makes them. A single word is given back as it is.

    Returns:
        anchors of the same ``distance``; ``greedy`` is False where a bit has changed.
    """
    words = anchors.words.copy()
    classes, vectors = len(words), (len(words) - 1).bit_length()
    constant = np.flatnonzero((words == words[0]).all(axis=0))
    if classes == 1 or not len(constant):
        return anchors
    # More than half of the code's words are there: so is every basis vector, and the sums of two words are all words.
    index = np.arange(1 << vectors)
    code = np.zeros((len(index), words.shape[1]), np.uint8)
    for vector in range(vectors):
        code[index >> vector & 1 == 1] ^= words[1 << vector]
    weights = code.sum(axis=1, dtype=np.int64)[1:]
    masks = np.arange(1, min(len(index), _MOST_SUMS))
    for column in constant:
        keys = []
        for mask in masks:
            found = weights + np.bitwise_count(index & mask)[1:] % 2
            keys.append((-int(found.min()), int((found == found.min()).sum())))
        bit = (np.bitwise_count(index & masks[keys.index(min(keys))]) % 2).astype(np.uint8)
        weights += bit[1:]
        words[:, column] = bit[:classes]
    words.flags.writeable = False
    return Anchors(words, anchors.distance, int(weights.min()), greedy=False)


def greedy_code(bits: int, distance: int) -> Words:
    """All words of the lexicode by Algorithm 1 as printed: every number from 0 to 2^bits - 1 in turn.

    Args:
        bits: c, at most 20; the time grows with 2^c times the number of words.
        distance: H.

    Returns:
        uint8 [words, bits], in the order found.
    """
    if not 1 <= bits <= 20:
        raise ValueError(f"going through all words is for 1 to 20 bits, got {bits}")
    numbers = np.arange(1 << bits, dtype=np.uint32)
    far = np.ones(1 << bits, dtype=bool)
    kept = []
    for number in numbers:
        if far[number]:
            kept.append(number)
            far &= np.bitwise_count(numbers ^ number) >= distance
    columns = np.arange(bits - 1, -1, -1, dtype=np.uint32)
    return (np.array(kept)[:, None] >> columns & 1).astype(np.uint8)


class _Code:
    """A linear code that grows by a basis vector at a time; column 0 is the least significant bit.

    Attributes:
        words: uint8 [2^d, m]; word i is the sum of the basis vectors at the ones of i.
        leads: the column of each basis vector's most significant one.
        greedy: whether every basis vector is known to be the lexicode's.
    """

    def __init__(self) -> None:
        self.words: Words = np.zeros((1, 0), np.uint8)
        self.leads: list[int] = []
        self.greedy = True

    @property
    def vectors(self) -> int:
        """How many basis vectors there are: d."""
        return len(self.leads)

    @property
    def columns(self) -> int:
        """How many columns they use: m."""
        return int(self.words.shape[1])

    def extended(self, new: int, v: Words) -> _Code:
        """The code with one more basis vector: ones in ``new`` further columns, v in those there are."""
        code, zeros = _Code(), np.zeros((len(self.words), new), np.uint8)
        code.words = np.block([[self.words, zeros], [self.words ^ v, zeros + np.uint8(1)]])
        code.leads, code.greedy = [*self.leads, self.columns + new - 1], self.greedy
        return code


def _grow(bits: int, distance: int, vectors: int) -> _Code | None:
    """The code of that many basis vectors, or None where they do not fit into the bits."""
    code = _Code()
    while code.vectors < vectors:
        radius, v, exact = _farthest(code)
        code = code.extended(max(distance - radius, 1), v)
        code.greedy &= exact
        needed = code.columns
        for _ in range(vectors - code.vectors):
            needed += max(distance - needed // 2, 1)
        if needed > bits:
            return None
    return code


def _anchors(code: _Code, bits: int, classes: int, distance: int) -> Anchors:
    """The first words of a code as anchors, padded with zeros on the left."""
    words = np.zeros((classes, bits), np.uint8)
    words[:, bits - code.columns :] = code.words[:classes, ::-1]
    words.flags.writeable = False
    # The sums of two of more than half the words are all words, so the least distance is the least weight.
    least = int(code.words[1:].sum(axis=1).min()) if classes > 1 else bits
    return Anchors(words, distance, least, code.greedy)


def _fewest_columns(distance: int, vectors: int) -> int:
    """Griesmer's bound (1960): no linear code of that distance and dimension has fewer columns."""
    return sum(-(-distance // 2**i) for i in range(vectors))


def _farthest(code: _Code) -> tuple[int, Words, bool]:
    """The covering radius of a code, the smallest vector at that distance, and whether both are known to be so."""
    if code.columns <= _EXHAUSTIVE_COLUMNS:
        return (*_by_all_vectors(code), True)
    radius, v = _by_local_search(code)
    # No vector is farther than half the columns: the mean distance from all words is just that.
    for target in range(code.columns // 2, radius - 1, -1) if code.greedy else ():
        vectors = _by_groups(code, target)
        if vectors is None:
            break
        if len(vectors):
            return target, _smallest(vectors), True
    return radius, _least_of_its_kind(code, v), False


def _by_all_vectors(code: _Code) -> tuple[int, Words]:
    """The covering radius and the smallest vector there, from all vectors that are 0 in the leading columns."""
    powers = 1 << np.arange(code.columns, dtype=np.uint32)
    vectors = np.arange(1 << code.columns, dtype=np.uint32)
    vectors = vectors[vectors & sum((1 << lead for lead in code.leads), 0) == 0]
    nearest = np.full(len(vectors), code.columns, np.uint8)
    for word in code.words @ powers:
        np.minimum(nearest, np.bitwise_count(vectors ^ np.uint32(word)), out=nearest)
    best = int(nearest.argmax())
    return int(nearest[best]), (vectors[best] & powers > 0).astype(np.uint8)


def _groups(code: _Code) -> NDArray[np.int64]:
    """Which group each column is of: int64 [m], bit i set where basis vector i has a one."""
    basis = code.words[[1 << i for i in range(code.vectors)]].astype(np.int64)
    numbers: NDArray[np.int64] = np.left_shift(basis, np.arange(code.vectors)[:, None]).sum(axis=0)
    return numbers


def _by_groups(code: _Code, target: int) -> Words | None:
    """Vectors at least the target away from every word, the smallest of them among these.

    Goes through the groups in order of their number and keeps every choice of s_1 to s_g that no subspace of groups
    rules out, looking at those of two dimensions and at those of the first groups as soon as they are complete.

    Returns:
        uint8 [vectors, m], each with the ones of a group in its lowest columns; None where the choices became too many.
    """
    slack = code.columns - 2 * target
    groups = _groups(code)
    sizes = np.bincount(groups, minlength=len(code.words))
    chosen = np.zeros((int(slack >= 0), 1), np.int64)
    for g in range(1, len(sizes)):
        widest = min(slack, int(sizes[g]))
        options = np.arange(-widest, widest + 1)
        options = options[(options - sizes[g]) % 2 == 0]
        if len(chosen) * len(options) * len(sizes) > _MOST_CHOICES:
            return None
        chosen = np.hstack((np.repeat(chosen, len(options), axis=0), np.tile(options, len(chosen))[:, None]))
        for a in range(1, g):
            if a < (b := a ^ g) < g:
                s, t, both = chosen[:, a], chosen[:, b], chosen[:, g]
                greatest = np.maximum(both + np.abs(s + t), np.abs(s - t) - both)
                chosen = chosen[greatest <= slack]
        if g & (g + 1) == 0:
            index = np.arange(g + 1)
            signs = 1.0 - 2.0 * (np.bitwise_count(index[:, None] & index[None, :]) % 2)
            chosen = chosen[(chosen @ signs).max(axis=1, initial=0) <= slack]
    ones = (sizes - chosen) // 2
    places = np.array([(groups[:j] == groups[j]).sum() for j in range(code.columns)])
    return (places < ones[:, groups]).astype(np.uint8)


def _smallest(vectors: Words) -> Words:
    """The smallest of some vectors as numbers."""
    smallest: Words = vectors[np.lexsort(vectors.T)[0]]
    return smallest


def _least_of_its_kind(code: _Code, v: Words) -> Words:
    """A smaller vector with the same distances: 0 in leading columns, the ones of each group in its lowest columns."""
    while True:
        before = v
        for i in range(code.vectors - 1, -1, -1):
            if v[code.leads[i]]:
                v = v ^ code.words[1 << i]
        groups, v = _groups(code), v.copy()
        for group in np.unique(groups):
            inside = groups == group
            v[inside] = np.sort(v[inside])[::-1]
        if np.array_equal(v, before):
            return v


def _by_local_search(code: _Code) -> tuple[int, Words]:
    """A vector far from every word, and its distance, by flipping bits.

    Each step flips the bit that most lowers ``sum_c 2^-distance(v, c)``, where the nearest words weigh most, and leaves
    it alone for some steps after. Weights are powers of two and their sums exact in float32, so that every computer
    goes the same way.
    """
    count, columns = code.words.shape
    signs = 1 - 2 * code.words.astype(np.float32)
    v = (np.arange(columns) % 2 == 0).astype(np.uint8)
    own = 1 - 2 * v.astype(np.float32)
    agreement = signs @ own
    best, best_key = v.copy(), (columns + 1, count)
    rests_until = np.zeros(columns, np.int64)
    digits = 23 - code.vectors
    for step in range(min(max(_SEARCH_COST // (count * columns), _FEWEST_STEPS), _MOST_STEPS)):
        greatest = agreement.max()
        key = (int(greatest), int((agreement == greatest).sum()))
        if key < best_key:
            best, best_key = v.copy(), key
        behind = (greatest - agreement) / 2
        weights = np.where(behind <= digits, np.exp2(-behind), 0).astype(np.float32)
        gain = (weights @ signs) * own
        gain[rests_until > step] = -np.inf
        flipped = int(gain.argmax())
        agreement -= 2 * signs[:, flipped] * own[flipped]
        own[flipped] = -own[flipped]
        v[flipped] ^= 1
        rests_until[flipped] = step + 4 + step * 7919 % 5
    return int(columns - best_key[0]) // 2, best
