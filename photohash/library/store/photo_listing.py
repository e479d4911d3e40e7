"""The photos of the library in the order that is asked for: ids alone, a million of which are one small array."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import COPIES
from photohash.library.store.connection import Connection, Row
from photohash.library.store.records import below, path_of
from photohash.library.store.roots import within


class Order(StrEnum):
    """What photos are sorted by."""

    DATE = "date"
    NAME = "name"
    FOLDER = "folder"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class PhotoQuery:
    """Which photos are wanted, and in which order.

    Attributes:
        order: what they are sorted by.
        descending: newest, largest or last first; photos without a date come last either way.
        by_folder: whether those of one folder stand together, whatever the order within it.
        folder: only photos with a file below it, or None.
        text: only photos with all of these words in the path of one file; ASCII letters match in either case.
        formats: only photos of these formats; empty for all.
        copies: only photos that have a copy, or that have none; None for both.
        moving: only photos with a film in their file.
        since: only photos taken at or after this moment, ISO text or the beginning of one, or "".
        until: only photos taken before this moment, or "".
        dated: with False only photos that do not tell when they were taken.
    """

    order: Order = Order.DATE
    descending: bool = True
    by_folder: bool = False
    folder: Path | None = None
    text: str = ""
    formats: tuple[str, ...] = ()
    copies: bool | None = None
    moving: bool = False
    since: str = ""
    until: str = ""
    dated: bool | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether it may leave photos out, the folder aside."""
        return bool(self.text.split() or self.formats or self.moving or self.since or self.until) or (
            self.copies is not None or self.dated is not None
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """Where photos of another month, or of another folder, begin in a listing.

    Attributes:
        start: place of the first of them.
        month: e.g. "2024-05"; "" for photos without a date, and where the listing is not by date.
        folder: where the listing is by folder, else None.
    """

    start: int
    month: str = ""
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class PhotoListing:
    """The answer to a query.

    Attributes:
        ids: photo ids in order, int64 [n].
        marks: by ascending place; empty where the order has none.
    """

    ids: NDArray[np.int64]
    marks: tuple[Mark, ...] = ()


class PhotoLists:
    """Lists of photos. Made by ``Catalogue.photo_lists``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def listing(self, query: PhotoQuery) -> PhotoListing:
        """The photos of a query that have a file now, in its order."""
        return _list_photos(self._connection, query)

    def present(self) -> NDArray[np.int64]:
        """The photos that have a file now, by number, int64 [n]."""
        rows = self._connection.stream("SELECT DISTINCT photo FROM file WHERE vanished IS NULL ORDER BY photo")
        return np.fromiter((number for block in rows for (number,) in block), dtype=np.int64)

    def by_digest(self) -> NDArray[np.int64]:
        """All photos that the catalogue knows, in the order of their digests, int64 [n]."""
        rows = self._connection.stream("SELECT id FROM photo ORDER BY digest")
        return np.fromiter((number for block in rows for (number,) in block), dtype=np.int64)

    def subfolders(self, folder: Path) -> list[tuple[Path, int]]:
        """The folders right below one in which there are photos now, with the number of files in each, by name."""
        return _subfolders(self._connection, folder)

    def files_of(self, photos: Iterable[int]) -> list[tuple[int, str | None, str]]:
        """The files of some photos that are there now, by photo, its first file first: photo, capture time and path."""
        rows = self._connection.rows(
            """SELECT photo.id, taken, path FROM photo JOIN file ON file.photo = photo.id AND vanished IS NULL
            WHERE photo.id IN (SELECT value FROM json_each(?)) ORDER BY photo.id, mtime_ns, path""",
            (json.dumps([int(photo) for photo in photos]),),
        )
        return [(number, taken, os.fsdecode(path)) for number, taken, path in rows]

    def paths_of(self, photos: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Where the files of some photos are now, the first file of each first; photos without one are left out."""
        rows = self._connection.stream(
            """SELECT photo, path FROM file WHERE vanished IS NULL AND photo IN (SELECT value FROM json_each(?))
            ORDER BY photo, mtime_ns, path""",
            (json.dumps([int(photo) for photo in photos]),),
        )
        found: dict[int, tuple[str, ...]] = {}
        for block in rows:
            for number, path in block:
                found[number] = (*found.get(number, ()), os.fsdecode(path))
        return found

    def digests_of(self, photos: Iterable[int]) -> dict[int, bytes]:
        """The digests of those of some photos that have a file now."""
        rows = self._connection.rows(
            """SELECT id, digest FROM photo WHERE id IN (SELECT value FROM json_each(?))
                AND EXISTS (SELECT 1 FROM file WHERE photo = photo.id AND vanished IS NULL)""",
            (json.dumps([int(photo) for photo in photos]),),
        )
        return dict(rows)

    def formats(self) -> list[str]:
        """The formats of the photos in the catalogue, the most frequent first."""
        rows = self._connection.rows("SELECT format FROM photo GROUP BY format ORDER BY count(*) DESC, format")
        return [form for (form,) in rows]


def _list_photos(connection: Connection, query: PhotoQuery) -> PhotoListing:
    """The photos of a query that have a file now."""
    by_folder = query.by_folder or query.order is Order.FOLDER
    by_month = query.order is Order.DATE and not by_folder
    down = "DESC" if query.descending else "ASC"
    order = f"{_ORDERS[query.order].format(down=down)}, id {down}"
    photos, values = _photos(query)
    mark = "NULL"
    if by_folder:
        mark = "CAST(folder AS BLOB)"
        aside = down if query.order is Order.FOLDER else "ASC"
        order = f"folder COLLATE NOCASE {aside}, folder {aside}, {order}"
    elif by_month:
        mark = "substr(taken, 1, 7)"
    wanted = f"WITH wanted AS ({photos})"
    if by_folder or query.order is Order.NAME:  # materialized: else each comparison would cut the paths up again
        wanted = f"""WITH found AS MATERIALIZED ({photos}),
            wanted AS MATERIALIZED (SELECT *, {_FOLDER} AS folder FROM found)"""
    rows = connection.stream(f"{wanted} SELECT id, {mark} FROM wanted ORDER BY {order}", values)
    ids, starts = _with_starts(rows)
    if by_folder:
        return PhotoListing(ids, tuple(Mark(start, folder=path_of(stored)) for start, stored in starts))
    if by_month:
        return PhotoListing(ids, tuple(Mark(start, month or "") for start, month in starts))
    return PhotoListing(ids)


def _subfolders(connection: Connection, folder: Path) -> list[tuple[Path, int]]:
    """The folders right below one in which there are photos now, with the number of files in each, by name."""
    found: list[tuple[Path, int]] = []
    least, end = below(folder)
    depth = len(least)
    separator = least[-1:]
    while True:
        stored = connection.value("SELECT min(path) FROM file WHERE path > ? AND path < ?", (least, end))
        if stored is None:
            return found
        name, inner, _ = bytes(stored)[depth:].partition(separator)
        if not inner:
            least = bytes(stored)
            continue
        child = path_of(bytes(stored)[:depth] + name)
        inside, values = within(child)
        files = int(connection.value(f"SELECT count(*) FROM file WHERE vanished IS NULL AND {inside}", values))
        if files:
            found.append((child, files))
        least = below(child)[1]


_FOLDER = f"rtrim(path, replace(path, '{os.sep}', ''))"
"""SQL of what stands before the name in a path: its end is cut off as long as that is no separator."""

_ORDERS = {
    Order.DATE: "taken {down} NULLS LAST",
    Order.NAME: "substr(path, length(folder) + 1) COLLATE NOCASE {down}, taken {down} NULLS LAST",
    Order.FOLDER: "taken ASC NULLS LAST",
    Order.SIZE: "bytes {down}",
}


def first_present(connection: Connection) -> int | None:
    """The first photo that has a file now."""
    found = connection.value(
        "SELECT id FROM photo WHERE EXISTS (SELECT 1 FROM file WHERE photo = photo.id AND vanished IS NULL) LIMIT 1"
    )
    return None if found is None else int(found)


def _photos(query: PhotoQuery) -> tuple[str, list[object]]:
    """SQL of the photos wanted, each with the path under which it is shown where that is needed; with its values."""
    file, file_values = _file_condition(query)
    parts, values = [], list[object]()
    if query.formats:
        parts.append(f"format IN ({', '.join('?' * len(query.formats))})")
        values += query.formats
    if query.moving:
        parts.append("moving")
    for limit, sign in ((query.since, ">="), (query.until, "<")):
        if limit:
            parts.append(f"taken {sign} ?")
            values.append(limit)
    if query.dated is not None:
        parts.append(f"taken IS {'NOT ' if query.dated else ''}NULL")
    if query.copies is not None:
        parts.append(f"photo.id {'' if query.copies else 'NOT '}IN ({_WITH_COPIES})")
        values += [*COPIES, *COPIES]
    where = " AND ".join([f"EXISTS (SELECT 1 FROM file WHERE photo = photo.id AND {file})", *parts])
    sql = f"SELECT id, taken, bytes FROM photo WHERE {where}"
    if query.by_folder or query.order in (Order.NAME, Order.FOLDER):
        first = f"SELECT path FROM file WHERE photo = photo.id AND {file} ORDER BY mtime_ns, path LIMIT 1"
        sql = f"SELECT id, taken, bytes, CAST(({first}) AS TEXT) AS path FROM photo WHERE {where}"
        return sql, [*file_values, *file_values, *values]
    return sql, [*file_values, *values]


_KINDS = ", ".join("?" * len(COPIES))
_WITH_COPIES = f"""SELECT a FROM relation JOIN file ON photo = b AND vanished IS NULL WHERE kind IN ({_KINDS})
    UNION SELECT b FROM relation JOIN file ON photo = a AND vanished IS NULL WHERE kind IN ({_KINDS})
    UNION SELECT photo FROM file WHERE vanished IS NULL GROUP BY photo HAVING count(*) > 1"""
"""SQL of the photos of which there is more than one file, or a verified copy that is there."""


def _file_condition(query: PhotoQuery) -> tuple[str, list[object]]:
    """SQL that is true of the files wanted, with its values."""
    parts, values = ["vanished IS NULL"], list[object]()
    if query.folder is not None:
        inside, places = within(query.folder)
        parts.append(inside)
        values += places
    for word in query.text.split():
        parts.append("CAST(path AS TEXT) LIKE ? ESCAPE '\\'")
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    return " AND ".join(parts), values


def _with_starts(blocks: Iterable[Sequence[Row]]) -> tuple[NDArray[np.int64], list[tuple[int, Any]]]:
    """Ids, and where each other mark begins."""
    numbers = array("q")
    starts: list[tuple[int, Any]] = []
    last: object = _NO_MARK
    for rows in blocks:
        at = len(numbers)
        numbers.extend([row[0] for row in rows])
        if rows[0][1] == last == rows[-1][1]:
            continue
        for place, (_, mark) in enumerate(rows, start=at):
            if mark != last:
                starts.append((place, mark))
                last = mark
    return np.frombuffer(numbers, dtype=np.int64), starts


_NO_MARK = object()
