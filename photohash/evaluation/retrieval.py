"""How well codes retrieve: mean average precision, precision-recall, precision at N, precision within a radius.

A query's database is ranked by Hamming distance. Photos at one distance are tied: a distance says nothing of their
order. All figures here are the **expected value over every order of the tied photos**, computed exactly from the
numbers of photos at each distance (McSherry and Najork, "Computing information retrieval performance measures
efficiently in the presence of tied scores", ECIR 2008), so they neither depend on a sorting routine nor reward a lucky
order. ``ties="worst"`` puts the wrong photos of a tie first instead. A photo is right when it has a label of the query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.core import average_precision as tied
from photohash.core.average_precision import Divisor, Ties
from photohash.core.bits import Codes, bytes_of

Labels = NDArray[np.int64] | NDArray[np.uint8]
"""One label a photo, int64 [n], or 1 for each of several, uint8 [n, labels]."""
Values = NDArray[np.float64]

_PAIRS_AT_ONCE = 1 << 22
"""Query-photo pairs whose distances are held at a time: about 100 MB."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """How many photos lie at each distance from each query; all that the figures need.

    Attributes:
        photos: int64 [queries, bits + 1].
        right: int64 [queries, bits + 1]; those with a label of the query.
    """

    photos: NDArray[np.int64]
    right: NDArray[np.int64]

    @property
    def database(self) -> int:
        """The number of photos searched among."""
        return int(self.photos[0].sum()) if len(self.photos) else 0


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall at growing ranks, means over the queries.

    Attributes:
        ranks: int64 [points]; how many photos are taken.
        precision: float64 [points].
        recall: float64 [points].
    """

    ranks: NDArray[np.int64]
    precision: Values
    recall: Values


def retrieve(
    queries: Codes,
    query_labels: Labels,
    database: Codes,
    labels: Labels,
    bits: int,
    *,
    check: Callable[[], None] = lambda: None,
) -> Retrieved:
    """Counts the photos of the database by their distance from each query.

    Args:
        queries: uint8 [q, bytes].
        query_labels: [q] or [q, labels].
        database: uint8 [n, bytes].
        labels: [n] or [n, labels].
        bits: length of a code; padding bits are equal in every code.
        check: called now and then; may raise to stop.

    Raises:
        ValueError: shapes do not fit together.
    """
    fits = queries.ndim == database.ndim == 2 and queries.shape[1] == database.shape[1] == bytes_of(bits)
    if not fits or len(queries) != len(query_labels) or len(database) != len(labels):
        raise ValueError(
            f"{len(query_labels)} and {len(labels)} labels do not fit codes of {queries.shape} and {database.shape}"
            f" of {bits} bits"
        )
    words, sought = _words(database), _words(queries)
    photos = np.zeros((len(queries), bits + 1), np.int64)
    right = np.zeros_like(photos)
    step = max(1, _PAIRS_AT_ONCE // max(len(database), 1))
    for start in range(0, len(queries), step):
        check()
        rows = slice(start, min(start + step, len(queries)))
        size = rows.stop - rows.start
        # Pairs are told apart by one number, query x distances + distance, and counted in one pass.
        place = _distances(sought[rows], words) + (np.arange(size) * (bits + 1))[:, None]
        same = share_a_label(query_labels[rows], labels)
        photos[rows] = np.bincount(place.ravel(), minlength=size * (bits + 1)).reshape(size, -1)
        right[rows] = np.bincount(place[same], minlength=size * (bits + 1)).reshape(size, -1)
    return Retrieved(photos, right)


def share_a_label(one: Labels, other: Labels) -> NDArray[np.bool_]:
    """Which photos have any label in common: bool [q, n]."""
    several = one.ndim == 2
    shared: NDArray[np.bool_] = (
        one.astype(np.float32) @ other.astype(np.float32).T > 0 if several else one[:, None] == other[None, :]
    )
    return shared


def average_precision(
    found: Retrieved, k: int | None = None, *, ties: Ties = "expected", among: Divisor = "possible"
) -> Values:
    """Average precision of every query, float64 [queries]; see ``core.average_precision``."""
    return tied.average_precision(found.photos, found.right, k, ties=ties, among=among)


def curve(found: Retrieved, ranks: Sequence[int]) -> Curve:
    """Precision and recall among the first ``ranks`` photos, means over the queries.

    Recall is 0 for a query without right photos.

    Args:
        found: from ``retrieve``.
        ranks: each at least 1; those beyond the database are left out.
    """
    kept = np.array([rank for rank in ranks if rank <= found.database], np.int64)
    precision, recall = np.zeros(len(kept)), np.zeros(len(kept))
    for photos, right in zip(found.photos, found.right, strict=True):
        # Within a tie the expected number of right photos grows evenly, so between distances it is a straight line.
        hits = np.interp(kept, np.r_[0, np.cumsum(photos)], np.r_[0, np.cumsum(right)])
        precision += hits / kept
        recall += hits / max(int(right.sum()), 1)
    queries = max(len(found.photos), 1)
    return Curve(kept, precision / queries, recall / queries)


def precision_within(found: Retrieved, radius: int = 2) -> Values:
    """The share of right photos among those at distance ``radius`` or less; a query with none there counts 0.

    Returns:
        float64 [queries]; with radius 2 its mean is the papers' P@H<=2.
    """
    photos, right = found.photos[:, : radius + 1].sum(axis=1), found.right[:, : radius + 1].sum(axis=1)
    shares: Values = right / np.maximum(photos, 1)
    return shares


def bit_balance(codes: Codes, bits: int) -> tuple[float, int]:
    """How evenly the bits are used: DAH's Table 5.

    Args:
        codes: uint8 [n, bytes].
        bits: length of a code.

    Returns:
        the mean over the bits of ones / zeros, 1 where they are even; bits that never change have no such ratio and are
        left out (0.0 where all are), and their number, which should be 0.
    """
    ones = np.unpackbits(codes, axis=1, count=bits).sum(axis=0, dtype=np.int64)
    varied = (ones > 0) & (ones < len(codes))
    ratios = ones[varied] / (len(codes) - ones[varied])
    return (float(ratios.mean()) if len(ratios) else 0.0), int(bits - varied.sum())


def nearest(query: Codes, database: Codes, k: int, *, seed: int = 0) -> NDArray[np.int64]:
    """The rows of the k nearest codes, nearest first; tied ones in an order drawn by ``seed``, not as they lie.

    Args:
        query: uint8 [bytes].
        database: uint8 [n, bytes].
        k: how many; fewer come back where there are fewer.
        seed: of the order of ties.
    """
    drawn = np.random.default_rng(seed).permutation(len(database))
    distances = _distances(_words(query[None, :]), _words(database[drawn]))[0]
    rows: NDArray[np.int64] = drawn[np.argsort(distances, kind="stable")[:k]].astype(np.int64)
    return rows


def _words(codes: Codes) -> NDArray[np.uint64]:
    """Codes as whole 64-bit words, filled up with zeros: uint64 [n, words]."""
    short = -codes.shape[1] % 8
    return np.ascontiguousarray(np.pad(codes, ((0, 0), (0, short)))).view(np.uint64)


def _distances(queries: NDArray[np.uint64], database: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Hamming distances: int64 [q, n]."""
    total = np.zeros((len(queries), len(database)), np.int64)
    for word in range(queries.shape[1]):
        total += np.bitwise_count(queries[:, word, None] ^ database[None, :, word])
    return total
