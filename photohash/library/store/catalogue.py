"""The catalogue of a library: opening it, its files and photos. What else it holds has a store of its own."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

from photohash.core.closing import Closing
from photohash.core.errors import LibraryError
from photohash.core.paths import shown
from photohash.library.photo import FoundFile, Photo, Picture
from photohash.library.store import migration, photo_listing, schema
from photohash.library.store.albums import AlbumStore
from photohash.library.store.chosen_keepers import ChosenKeeperStore
from photohash.library.store.connection import Connection, LibraryTakenError, WriterLock
from photohash.library.store.coverage import Coverage, CoverageStore
from photohash.library.store.failures import FailureStore
from photohash.library.store.journal import Journal
from photohash.library.store.pairs import Pairs
from photohash.library.store.photo_listing import PhotoLists
from photohash.library.store.records import (
    Counts,
    file_of,
    holdings_of,
    holdings_stored,
    path_bytes,
    signed,
)
from photohash.library.store.removal import Removal
from photohash.library.store.roots import RootStore
from photohash.library.store.scan_diff import ScanDiff
from photohash.library.store.ticks import DecisionStore, TickStore

NAME = "catalogue.sqlite"

_FEW = 8
_PATIENCE_SECONDS = 5.0
"""How long a reader waits for another process that is just making or migrating the catalogue."""


class Catalogue(Closing):
    """A library's catalogue, of the thread that opened it.

    Every method raises ``LibraryError`` with a sentence for the user when the file or its disk fails. What changes the
    catalogue stands in a ``transaction``: all of it is kept, through a power cut too, or none.

    Attributes:
        folder: the library directory, absolute.
    """

    def __init__(self, folder: Path, connection: Connection, lock: WriterLock | None) -> None:
        self.folder = folder
        self._connection = connection
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, *, write: bool) -> Self:
        """Opens the catalogue of a library.

        A writer makes the library where there is none and brings an older catalogue up to date. At most one writer has
        it at a time; readers come and go meanwhile.

        Raises:
            LibraryError: there is no library to read, another writer has it, it is from a newer version, damaged, or
                cannot be reached or written.
        """
        folder = folder.absolute()
        return cls._open_to_write(folder) if write else cls._open_to_read(folder)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a library in a folder."""
        return (folder / NAME).exists()

    @classmethod
    def make(cls, folder: Path) -> None:
        """Makes an empty library where there is none, and brings an older catalogue up to date.

        Any number of threads and processes may do so at once: whoever comes first does it.

        Raises:
            LibraryError: it cannot be done, or another writer has an older catalogue and does not let go of it.
        """
        folder = folder.absolute()
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                cls._open_to_write(folder).close()
            except LibraryTakenError:
                if cls._is_current(folder):
                    return
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    @classmethod
    def _is_current(cls, folder: Path) -> bool:
        if not cls.exists(folder):
            return False
        connection = _connect(folder / NAME, "ro")
        try:
            return migration.version(connection, len(schema.MIGRATIONS)) == len(schema.MIGRATIONS)
        finally:
            connection.close()

    @classmethod
    def _open_to_write(cls, folder: Path) -> Self:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise LibraryError(
                f"The library folder {shown(folder)} cannot be made: {reason}. Choose another one."
            ) from error
        lock = WriterLock(folder)
        try:
            connection = _connect(folder / NAME, "rwc")
            try:
                migration.version(connection, len(schema.MIGRATIONS))
                for pragma in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
                    connection.rows(f"PRAGMA {pragma}")
                migration.migrate(connection, schema.MIGRATIONS)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(folder, connection, lock)

    @classmethod
    def _open_to_read(cls, folder: Path) -> Self:
        path = folder / NAME
        if not cls.exists(folder):
            raise LibraryError(
                f"There is no library in {shown(folder)} yet. Make one with: photohash scan FOLDER, "
                "where FOLDER holds your photos."
            )
        # Where nothing may be written SQLite cannot make the WAL's shared memory; but then nobody changes the file.
        finished = not _may_write(folder) and not path.with_name(f"{NAME}-wal").exists()
        connection = _connect(path, "ro&immutable=1" if finished else "ro")
        try:
            if migration.version(connection, len(schema.MIGRATIONS)) < len(schema.MIGRATIONS):
                connection.close()
                cls.make(folder)
                connection = _connect(path, "ro")
            connection.rows("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection, None)

    def close(self) -> None:
        """Closes the catalogue and lets the next writer in."""
        self._connection.close()
        if self._lock:
            self._lock.release()

    def transaction(self) -> AbstractContextManager[None]:
        """A context whose changes are all kept or, whatever is raised, none of them."""
        return self._connection.transaction()

    @contextmanager
    def removal(self) -> Iterator[Removal]:
        """A transaction in which folders and files can be taken out of the catalogue.

        SQLite follows no reference meanwhile: what refers to what goes is dropped by ``Removal``, table by table.
        """
        self._connection.run("PRAGMA foreign_keys = OFF")
        try:
            with self.transaction():
                yield Removal(self._connection)
        finally:
            self._connection.run("PRAGMA foreign_keys = ON")

    def snapshot(self) -> AbstractContextManager[None]:
        """A context in which every question is answered for the same moment."""
        return self._connection.transaction("BEGIN")

    def scan_diff(self) -> ScanDiff:
        """A comparison of files found on disk with the known ones."""
        return ScanDiff(self._connection)

    def pairs(self, model: str) -> Pairs:
        """The codes of one model, and what is known of pairs of photos."""
        return Pairs(self._connection, model)

    def ticks(self) -> TickStore:
        """The saved plan."""
        return TickStore(self._connection)

    def journal(self) -> Journal:
        """What was done to files."""
        return Journal(self._connection)

    def roots(self) -> RootStore:
        """The folders of the library."""
        return RootStore(self._connection)

    def failures(self) -> FailureStore:
        """The files and folders that could not be taken in."""
        return FailureStore(self._connection, self.mark_vanished)

    def decisions(self) -> DecisionStore:
        """What the user said of pairs of contents."""
        return DecisionStore(self._connection)

    def chosen_keepers(self) -> ChosenKeeperStore:
        """The files that the user chose by hand to be kept."""
        return ChosenKeeperStore(self._connection)

    def albums(self) -> AlbumStore:
        """The albums, by content."""
        return AlbumStore(self._connection)

    def coverage(self) -> CoverageStore:
        """How far the library is read."""
        return CoverageStore(self._connection)

    def coverage_by(self, model: str) -> Coverage:
        """How far the library is read, by the codes of a model that finds copies."""
        unread, compared = self.coverage().read()
        files = int(self._connection.value("SELECT count(*) FROM file WHERE vanished IS NULL"))
        return Coverage(files, unread, self.pairs(model).count_unread(), compared)

    def revision(self) -> int:
        """A number that differs from that of an earlier call once another connection has changed the catalogue."""
        return int(self._connection.value("PRAGMA data_version"))

    def problem(self) -> str | None:
        """What SQLite finds wrong with the file, or None. Reads all of it."""
        findings = [str(finding) for (finding,) in self._connection.rows("PRAGMA quick_check(3)")]
        return None if findings == ["ok"] else "; ".join(findings)

    def photo_known_as(self, digest: bytes) -> int | None:
        """The number of the photo with this content."""
        found = self._connection.value("SELECT id FROM photo WHERE digest = ?", (digest,))
        return None if found is None else int(found)

    def add_photo(self, digest: bytes, picture: Picture, size: int) -> int:
        """Records a content. Returns its number.

        The facts of one that is known are brought up to date, since an older version may have asked for fewer.
        """
        facts = (
            picture.width, picture.height, picture.format, size, picture.taken, picture.camera, picture.quality,
            picture.details, picture.moving, holdings_stored(picture.holdings), picture.opening,
        )  # fmt: skip
        self._connection.run(
            """INSERT INTO photo (digest, width, height, format, bytes, taken, camera, quality, details, moving,
                holdings, opening)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (digest) DO UPDATE
            SET (width, height, format, bytes, taken, camera, quality, details, moving, holdings,
                opening) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)""",
            (digest, *facts),
        )
        return int(self._connection.value("SELECT id FROM photo WHERE digest = ?", (digest,)))

    def put_file(self, found: FoundFile, photo: int, root: int | None) -> None:
        """Records that a file holds a photo now; whatever was known at its path is replaced."""
        path, now = path_bytes(found.path), int(time.time())
        self._unsettle("(SELECT photo FROM file WHERE path = ?)", (path,))
        self._connection.run(
            """INSERT INTO file (path, photo, root, size, mtime_ns, device, inode, added)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET photo = excluded.photo, root = excluded.root, size = excluded.size,
                mtime_ns = excluded.mtime_ns, device = excluded.device, inode = excluded.inode, vanished = NULL,
                stale = 0""",
            (path, photo, root, found.size, found.mtime_ns, signed(found.device), signed(found.inode), now),
        )
        self._unsettle("(?)", (photo,))
        self._connection.run("DELETE FROM failure WHERE path = ?", (path,))

    def photos_of_opening(self, opening: str) -> list[Photo]:
        """A few photos whose coded pictures begin alike, those that have a file now."""
        found = self._photos(
            "photo.id IN (SELECT id FROM photo WHERE opening = ? ORDER BY id LIMIT ?)", (opening, _FEW)
        )
        return [photo for photo in found.values() if photo.files]

    def file_at(self, path: Path) -> int | None:
        """The number of the file known at a path, be it there or vanished."""
        found = self._connection.value("SELECT id FROM file WHERE path = ?", (path_bytes(path),))
        return None if found is None else int(found)

    def mark_stale(self, path: Path) -> None:
        """Has the next scan find a file changed, whatever its size and time."""
        self._connection.run("UPDATE file SET stale = 1 WHERE path = ?", (path_bytes(path),))
        self._connection.run("DELETE FROM failure WHERE path = ?", (path_bytes(path),))

    def mark_vanished(self, files: Iterable[int]) -> None:
        """Records that files are gone. Their photos and codes are kept."""
        self._mark([(int(time.time()), number) for number in files])

    def mark_returned(self, files: Iterable[int]) -> None:
        """Records that files that had vanished are back unchanged."""
        back = list(files)
        self._mark([(None, number) for number in back])
        self.ticks().forget_problems_of(back)

    def _mark(self, changes: Sequence[tuple[int | None, int]]) -> None:
        self._connection.run_many("UPDATE file SET vanished = ? WHERE id = ?", changes)
        for _, number in changes:
            self._unsettle("(SELECT photo FROM file WHERE id = ?)", (number,))

    def _unsettle(self, photos: str, values: Sequence[object]) -> None:
        """Has groups looked at again in which a photo's files play a part."""
        self._connection.run(f"UPDATE code SET settled = -1 WHERE settled >= 0 AND photo IN {photos}", values)

    def photos(self, numbers: Iterable[int]) -> dict[int, Photo]:
        """Photos by number, with the files present now. Unknown numbers are left out."""
        wanted = json.dumps([int(number) for number in numbers])
        return self._photos("photo.id IN (SELECT value FROM json_each(?))", (wanted,))

    def photo_lists(self) -> PhotoLists:
        """Lists of photos in any order, and of the folders that they are in."""
        return PhotoLists(self._connection)

    def photos_in_copies(self, kinds: Sequence[str], *, doubled: bool) -> dict[int, Photo]:
        """The photos that may stand in a group: all have a file now.

        Args:
            kinds: photos with a relation of one of these kinds.
            doubled: also photos with several files.
        """
        marks = ", ".join("?" * len(kinds))
        found = self._photos(
            f"""photo.id IN (SELECT a FROM relation WHERE kind IN ({marks})
                UNION SELECT b FROM relation WHERE kind IN ({marks})
                UNION SELECT photo FROM file WHERE ? AND vanished IS NULL GROUP BY photo HAVING count(*) > 1)""",
            [*kinds, *kinds, int(doubled)],
        )
        return {number: photo for number, photo in found.items() if photo.files}

    def photo_at(self, path: Path) -> int | None:
        """The photo that a file was last seen to hold, if the file is in the library."""
        found = self._connection.value(
            "SELECT photo FROM file WHERE path = ? AND vanished IS NULL", (path_bytes(path),)
        )
        return None if found is None else int(found)

    def present(self, numbers: Iterable[int] | None = None) -> list[int]:
        """Photos that have a file now, by number; of these only, where some are named."""
        if numbers is None:
            return [int(number) for number in self.photo_lists().present()]
        rows = self._connection.rows(
            """SELECT value FROM json_each(?) WHERE EXISTS (
                SELECT 1 FROM file WHERE photo = value AND vanished IS NULL)""",
            (json.dumps([int(number) for number in numbers]),),
        )
        return [number for (number,) in rows]

    def first_present(self) -> int | None:
        """The first photo that has a file now."""
        return photo_listing.first_present(self._connection)

    def counts(self) -> Counts:
        """The library in numbers."""
        files, photos, size = self._connection.rows(
            "SELECT count(*), count(DISTINCT photo), coalesce(sum(size), 0) FROM file WHERE vanished IS NULL"
        )[0]
        failures = self._connection.value("SELECT count(*) FROM failure")
        return Counts(files, photos, failures, self._connection.value("SELECT count(*) FROM root"), size)

    def _photos(self, where: str, values: Sequence[object]) -> dict[int, Photo]:
        rows = self._connection.rows(
            f"""SELECT photo.id, digest, width, height, format, bytes, taken, camera, quality, details,
                moving, holdings, opening, path, file.size, mtime_ns, device, inode
            FROM photo LEFT JOIN file ON file.photo = photo.id AND vanished IS NULL
            WHERE {where} ORDER BY photo.id, mtime_ns, path""",
            values,
        )
        photos: dict[int, Photo] = {}
        for number, together in groupby(rows, key=itemgetter(0)):
            first, *others = together
            _, digest, width, height, form, size, taken, camera, quality, details, moving, holdings, begun = first[:13]
            files = tuple(file_of(*row[13:]) for row in (first, *others) if row[13] is not None)
            photos[number] = Photo(
                number, digest, width, height, form, size, taken, camera, files, quality, details, bool(moving),
                holdings_of(holdings), begun,
            )  # fmt: skip
        return photos


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(path: Path, mode: str) -> Connection:
    return Connection(f"{path.absolute().as_uri()}?mode={mode}", path)
