"""The different codes among those of many photos, in an order in which others are found quickly.

A code of several models is one key: its bytes, which are equal or not, and come in an order. Keys are sorted and looked
up by their first eight bytes, as numbers; only where these leave several equal all bytes are compared. Numpy takes ten
times as long to compare bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes

Rows = NDArray[np.int64]
Keys = NDArray[np.void]
"""Codes as whole things that are equal or not, and come in an order."""

_PREFIX = 8


@dataclass(frozen=True, slots=True)
class RowLists:
    """Rows at each of so many places: two arrays, where an array for each would take ten times the memory.

    Attributes:
        starts: where the list of each place begins, int64 [k + 1].
        rows: the lists one after another.
    """

    starts: Rows
    rows: Rows

    @classmethod
    def of(cls, places: Rows, rows: Rows, count: int) -> Self:
        """Puts each row to its place, of so many; those of one place stay in their order."""
        starts = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=count))])
        return cls(starts, rows[np.argsort(places, kind="stable")])

    def __getitem__(self, place: int) -> Rows:
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def joined(self, places: Rows) -> tuple[Rows, Rows]:
        """The lists of some places one after another, and for each row which of these places it is of, by its place."""
        counts = self.starts[places + 1] - self.starts[places]
        of = np.repeat(np.arange(len(places)), counts)
        within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.rows[self.starts[places][of] + within], of


@dataclass(frozen=True, slots=True)
class DistinctCodes:
    """The different codes of some photos.

    Attributes:
        codes: for each model, uint8 [k, bytes].
        keys: the same joined, ascending.
        counts: how many photos have each, int64 [k].
        rows: which.
    """

    codes: tuple[Codes, ...]
    keys: Keys
    counts: Rows
    rows: RowLists

    @classmethod
    def of(cls, codes: Sequence[Codes], rows: Rows) -> Self:
        """Photos of the same codes are one: ten thousand black pictures have no more neighbours than a single one.

        Args:
            codes: for each model, of all photos, uint8 [n, bytes].
            rows: the photos that count, ascending.
        """
        keys = keys_of([code[rows] for code in codes])
        order = in_order(keys)
        ordered = keys[order]
        is_first = np.ones(len(keys), dtype=bool)
        is_first[1:] = ordered[1:] != ordered[:-1]
        starts = np.append(np.flatnonzero(is_first), len(keys))
        different = ordered[is_first]
        widths = [code.shape[1] for code in codes]
        joined = different.view(np.uint8).reshape(len(different), sum(widths))
        return cls(
            tuple(np.ascontiguousarray(part) for part in np.split(joined, np.cumsum(widths)[:-1], axis=1)),
            different,
            np.diff(starts),
            RowLists(starts, rows[order]),
        )


def keys_of(codes: Sequence[Codes]) -> Keys:
    """The codes of each row as one thing.

    Args:
        codes: for each model, uint8 [n, bytes].
    """
    joined = np.ascontiguousarray(np.concatenate(codes, axis=1))
    keys: Keys = joined.view(np.dtype((np.void, joined.shape[1]))).reshape(-1)
    return keys


def in_order(keys: Keys) -> Rows:
    """The places of keys in ascending order, of equal ones the first first, int64 [n]."""
    prefixes = _prefixes(keys)
    order = np.argsort(prefixes, kind="stable")
    same = np.zeros(len(keys) + 1, dtype=bool)
    same[1:-1] = np.diff(prefixes[order]) == 0
    tied = np.flatnonzero(same[1:] | same[:-1])
    # Those that are tied take the same places as before among all, whatever their order among themselves.
    order[tied] = order[tied][np.argsort(keys[order[tied]], kind="stable")]
    return order


def places_in(keys: Keys, wanted: Keys) -> Rows:
    """The place of each wanted key among ascending keys that are all different, int64; -1 where it is not there."""
    if not len(keys):
        return np.full(len(wanted), -1)
    prefixes, sought = _prefixes(keys), _prefixes(wanted)
    places = np.minimum(np.searchsorted(prefixes, sought), len(keys) - 1)
    unsure = np.flatnonzero((keys[places] != wanted) & (prefixes[places] == sought))
    places[unsure] = np.minimum(np.searchsorted(keys, wanted[unsure]), len(keys) - 1)
    return np.where(keys[places] == wanted, places, -1)


def _prefixes(keys: Keys) -> NDArray[np.uint64]:
    """The first bytes of each key as a number, in the same order as far as they tell it."""
    width = min(keys.dtype.itemsize, _PREFIX)
    first = np.zeros((len(keys), _PREFIX), dtype=np.uint8)
    first[:, :width] = keys.view(np.uint8).reshape(len(keys), keys.dtype.itemsize)[:, :width]
    return first.view(">u8").reshape(-1).astype(np.uint64)
