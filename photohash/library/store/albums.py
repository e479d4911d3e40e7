"""Albums: labels that the user gives to photos, kept by content, so that no rename or move of a file loses one."""

from __future__ import annotations

import json
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.library.store.connection import Connection

LONGEST_NAME = 200
"""Letters that the name of an album may have."""


@dataclass(frozen=True, slots=True)
class Album:
    """Photos with a label of the user's.

    Attributes:
        id: the catalogue's number, which is never given to another album.
        name: no other album has the same, capital and small letters taken for one.
        photos: how many there are, by content.
        present: how many of them have a file at hand.
    """

    id: int
    name: str
    photos: int
    present: int


@dataclass(frozen=True, slots=True)
class AlbumEntry:
    """A photo's place in an album.

    Attributes:
        digest: its content.
        place: where it stands, by the order in which photos were added; rising, with gaps.
        made: when it was added, in seconds since 1970.
    """

    digest: bytes
    place: int
    made: int


@dataclass(frozen=True, slots=True)
class AlbumRecord:
    """All that is known of an album, enough to make it again.

    Attributes:
        id: its number.
        name: its name.
        made: when it was made, in seconds since 1970.
        entries: its photos, in their order.
        turned_down: photos that the user said do not belong to it, by content.
    """

    id: int
    name: str
    made: int
    entries: tuple[AlbumEntry, ...]
    turned_down: tuple[bytes, ...]


class AlbumStore:
    """The albums of a library. Made by ``Catalogue.albums``; what changes them stands in a transaction.

    Whatever is changed can be taken back: ``create`` by ``remove``, ``rename`` by the name that it answers with,
    ``remove`` by ``restore`` of the record that it answers with, ``add`` by ``take_out`` of what ``new_to`` gave before
    it, ``take_out`` by ``put_back`` of what ``entries`` gave before it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Album]:
        """Every album, by name."""
        rows = self._connection.rows(
            """SELECT album.id, name, count(digest), count(digest) FILTER (WHERE EXISTS (
                SELECT 1 FROM photo JOIN file ON file.photo = photo.id AND vanished IS NULL
                WHERE photo.digest = album_photo.digest))
            FROM album LEFT JOIN album_photo ON album_photo.album = album.id GROUP BY album.id ORDER BY key"""
        )
        return [Album(*row) for row in rows]

    def named(self, name: str) -> int | None:
        """The album of a name, capital and small letters taken for one; None where there is none."""
        found = self._connection.value("SELECT id FROM album WHERE key = ?", (_key(as_name(name)),))
        return None if found is None else int(found)

    def create(self, name: str) -> int:
        """Makes an empty album and gives its number.

        Raises:
            UsageError: there is an album of that name, or it is no name.
        """
        name = self._free_name(name)
        self._connection.run(
            "INSERT INTO album (name, key, made) VALUES (?, ?, ?)", (name, _key(name), int(time.time()))
        )
        return int(self._connection.value("SELECT last_insert_rowid()"))

    def rename(self, album: int, name: str) -> str:
        """Gives an album another name, and gives the one it had.

        Raises:
            UsageError: there is another album of that name, or it is no name, or there is no such album.
        """
        before = self._name(album)
        name = self._free_name(name, apart=album)
        self._connection.run("UPDATE album SET name = ?, key = ? WHERE id = ?", (name, _key(name), album))
        return before

    def remove(self, album: int) -> AlbumRecord:
        """Forgets an album; its photos are not touched. Gives what it was.

        Raises:
            UsageError: there is no such album.
        """
        record = self.record(album)
        for table in ("album_photo", "turned_down"):
            self._connection.run(f"DELETE FROM {table} WHERE album = ?", (album,))
        self._connection.run("DELETE FROM album WHERE id = ?", (album,))
        return record

    def restore(self, record: AlbumRecord) -> None:
        """Makes an album that was removed again, under its number.

        Raises:
            UsageError: there is another album of its name now.
        """
        name = self._free_name(record.name)
        self._connection.run(
            "INSERT INTO album (id, name, key, made) VALUES (?, ?, ?, ?)", (record.id, name, _key(name), record.made)
        )
        self.put_back(record.id, record.entries)
        self.turn_down(record.id, record.turned_down)

    def record(self, album: int) -> AlbumRecord:
        """All that is known of an album.

        Raises:
            UsageError: there is no such album.
        """
        name = self._name(album)
        made = int(self._connection.value("SELECT made FROM album WHERE id = ?", (album,)))
        return AlbumRecord(album, name, made, self.entries(album), self.turned_down(album))

    def entries(self, album: int, digests: Sequence[bytes] | None = None) -> tuple[AlbumEntry, ...]:
        """The photos of an album, in their order; of these only, where some are named."""
        rows = self._connection.rows(
            "SELECT digest, place, made FROM album_photo WHERE album = ? ORDER BY place", (album,)
        )
        wanted = None if digests is None else set(digests)
        return tuple(AlbumEntry(*row) for row in rows if wanted is None or row[0] in wanted)

    def new_to(self, album: int, digests: Iterable[bytes]) -> tuple[bytes, ...]:
        """Those of some photos that are not in an album, each once."""
        there = {entry.digest for entry in self.entries(album)}
        return tuple(digest for digest in dict.fromkeys(digests) if digest not in there)

    def add(self, album: int, digests: Sequence[bytes]) -> int:
        """Adds photos at the end of an album, by content, be they in the library now or not.

        Photos that were turned down for the album are not any more.

        Returns:
            how many were not in it.

        Raises:
            UsageError: there is no such album.
        """
        self._name(album)
        new = self.new_to(album, digests)
        last = int(self._connection.value("SELECT coalesce(max(place), 0) FROM album_photo WHERE album = ?", (album,)))
        now = int(time.time())
        self.put_back(album, [AlbumEntry(digest, place, now) for place, digest in enumerate(new, start=last + 1)])
        self.forget_turned_down(album, digests)
        return len(new)

    def put_back(self, album: int, entries: Iterable[AlbumEntry]) -> None:
        """Puts photos that were taken out back in their places."""
        self._connection.run_many(
            "INSERT OR IGNORE INTO album_photo (album, digest, place, made) VALUES (?, ?, ?, ?)",
            ((album, entry.digest, entry.place, entry.made) for entry in entries),
        )

    def take_out(self, album: int, digests: Sequence[bytes]) -> int:
        """Takes photos out of an album; gives how many were in it.

        Raises:
            UsageError: there is no such album.
        """
        self._name(album)
        there = self.entries(album, digests)
        self._connection.run_many(
            "DELETE FROM album_photo WHERE album = ? AND digest = ?", ((album, entry.digest) for entry in there)
        )
        return len(there)

    def turn_down(self, album: int, digests: Iterable[bytes]) -> None:
        """Remembers that photos do not belong to an album: they are not suggested for it again."""
        self._connection.run_many(
            "INSERT OR IGNORE INTO turned_down (album, digest) VALUES (?, ?)", ((album, digest) for digest in digests)
        )

    def forget_turned_down(self, album: int, digests: Iterable[bytes]) -> None:
        """Lets photos be suggested for an album again."""
        self._connection.run_many(
            "DELETE FROM turned_down WHERE album = ? AND digest = ?", ((album, digest) for digest in digests)
        )

    def turned_down(self, album: int) -> tuple[bytes, ...]:
        """The photos that the user said do not belong to an album, by content."""
        rows = self._connection.rows("SELECT digest FROM turned_down WHERE album = ? ORDER BY digest", (album,))
        return tuple(digest for (digest,) in rows)

    def all_turned_down(self) -> set[tuple[int, int]]:
        """Every album with every photo turned down for it that the library knows, by its number."""
        rows = self._connection.rows("SELECT album, photo.id FROM turned_down JOIN photo USING (digest)")
        return {(album, photo) for album, photo in rows}

    def photos(self, album: int) -> tuple[int, ...]:
        """The photos of an album that the library knows, by number, in the order in which they were added."""
        rows = self._connection.rows(
            "SELECT photo.id FROM album_photo JOIN photo USING (digest) WHERE album = ? ORDER BY place", (album,)
        )
        return tuple(photo for (photo,) in rows)

    def albums_of(self, photos: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """The albums that each of some photos is in, by name; photos in none are left out."""
        rows = self._connection.rows(
            """SELECT photo.id, album FROM photo JOIN album_photo USING (digest) JOIN album ON album.id = album
            WHERE photo.id IN (SELECT value FROM json_each(?)) ORDER BY photo.id, key""",
            (json.dumps([int(photo) for photo in photos]),),
        )
        found = defaultdict[int, list[int]](list)
        for photo, album in rows:
            found[photo].append(album)
        return {photo: tuple(albums) for photo, albums in found.items()}

    def _name(self, album: int) -> str:
        found = self._connection.value("SELECT name FROM album WHERE id = ?", (album,))
        if found is None:
            raise UsageError("That album is not there any more.")
        return str(found)

    def _free_name(self, name: str, apart: int | None = None) -> str:
        name = as_name(name)
        there = self._connection.row("SELECT id, name FROM album WHERE key = ?", (_key(name),))
        if there is not None and there[0] != apart:
            raise UsageError(f"There is an album {there[1]} already. Choose another name.")
        return name


def as_name(name: str) -> str:
    """The name of an album as it is kept: one line of printable text without blanks around it.

    Raises:
        UsageError: nothing is left of it, it is too long, or holds what cannot be shown.
    """
    found = unicodedata.normalize("NFC", " ".join(name.split()))
    if not found:
        raise UsageError("An album needs a name.")
    if len(found) > LONGEST_NAME:
        raise UsageError(f"The name of an album may have {LONGEST_NAME} letters at most.")
    if shown(found) != found:
        raise UsageError(f"{shown(found)} holds signs that cannot be shown. Choose another name for the album.")
    return found


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
