"""A connection to the catalogue, the lock of its one writer, and the one place where SQLite's troubles become words.

Durability. The catalogue is in WAL mode. With ``synchronous = NORMAL`` a WAL commit is not flushed, so a power cut may
take back batches that were already announced. Commits come about once a second, so the flush that ``FULL`` adds is not
felt: ``FULL`` it is, and on macOS ``fullfsync`` too, where a plain fsync stops at the drive's cache.

The lock. ``BEGIN IMMEDIATE`` keeps two writers from mixing single transactions, but two pipelines on one library would
still undo each other's scans. So a writer holds an exclusive SQLite lock on a second, empty file for as long as it
lives: SQLite brings locks that work on Linux, macOS and Windows, and the kernel drops them with the process, however
that dies.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from photohash.core.errors import LibraryError
from photohash.core.paths import shown

Row = tuple[Any, ...]

_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk that holds {place} is full. Free some space and start again; "
    "what was found so far is kept.",
    sqlite3.SQLITE_IOERR: "{place} could not be read or written: the disk is full, failing or was unplugged. "
    "Look after the disk and start again; what was found so far is kept.",
    sqlite3.SQLITE_READONLY: "{place} is read-only. Give yourself the right to write there, "
    "or choose another library folder.",
    sqlite3.SQLITE_CANTOPEN: "{place} cannot be opened. See that its folder is there and that you may write in it.",
    sqlite3.SQLITE_PERM: "{place} cannot be opened: you may not read it. Give yourself the right to.",
    sqlite3.SQLITE_AUTH: "{place} cannot be opened: you may not read it. Give yourself the right to.",
    sqlite3.SQLITE_BUSY: "{place} is in use by another program. Close that and start again.",
    sqlite3.SQLITE_LOCKED: "{place} is in use by another program. Close that and start again.",
    sqlite3.SQLITE_PROTOCOL: "{place} is in use by another program. Close that and start again.",
    sqlite3.SQLITE_CORRUPT: "{place} is damaged. Put back a backup of it, or move it away and scan again; "
    "your photos are not touched.",
    sqlite3.SQLITE_NOTADB: "{place} is damaged or not a catalogue at all. Put back a backup of it, "
    "or move it away and scan again; your photos are not touched.",
    sqlite3.SQLITE_NOMEM: "There is not enough memory left to work with {place}. Close other programs and start again.",
}


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Turns SQLite's complaints about the world into ``LibraryError``; those about our own SQL stay bugs."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        sentence = _SENTENCES.get(code)
        if sentence is None:
            raise
        raise LibraryError(sentence.format(place=shown(place))) from error


class Connection:
    """A connection of one thread, the one that made it. Each method raises ``LibraryError`` where the world fails.

    Attributes:
        place: the file, for messages.
    """

    def __init__(self, target: str, place: Path, *, timeout: float = 10.0) -> None:
        self.place = place
        with in_words(place):
            self._sqlite = sqlite3.connect(target, uri=True, isolation_level=None, timeout=timeout)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query."""
        with in_words(self.place):
            return self._sqlite.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = (), *, block: int = 10_000) -> Iterator[list[Row]]:
        """The rows of a query in blocks, for results that should not be in memory at once. Write nothing meanwhile."""
        with in_words(self.place):
            cursor = self._sqlite.execute(sql, values)
            while rows := cursor.fetchmany(block):
                yield rows

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of a query, if any."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None without one."""
        row = self.row(sql, values)
        return row[0] if row else None

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Runs a statement and says how many rows it changed."""
        with in_words(self.place):
            return self._sqlite.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Runs a statement for each set of values."""
        with in_words(self.place):
            self._sqlite.executemany(sql, values)

    @contextmanager
    def transaction(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
        """All of the block is committed, or, whatever is raised, none of it."""
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk may have rolled back already.
            if self._sqlite.in_transaction:
                self._sqlite.rollback()
            raise

    def snapshot(self) -> Any:
        """A context in which every query sees the same moment of the catalogue."""
        return self.transaction("BEGIN")

    def close(self) -> None:
        """Closes the connection. Closing twice does no harm."""
        with in_words(self.place):
            self._sqlite.close()


class LibraryTakenError(LibraryError):
    """Another writer has the library."""


class WriterLock:
    """The right to write to a library, held until ``release`` or the end of the process.

    Raises:
        LibraryTakenError: another writer has it.
        LibraryError: the lock file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / "catalogue.lock"
        self._connection = Connection(f"{path.absolute().as_uri()}?mode=rwc", path, timeout=0.0)
        try:
            self._take(folder)
        except BaseException:
            self.release()
            raise

    def _take(self, folder: Path) -> None:
        try:
            self._connection.run("BEGIN EXCLUSIVE")
        except LibraryError as error:
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise LibraryTakenError(
                    f"The library {shown(folder)} is being brought up to date by another photohash. "
                    "Wait until it is done, or close it there."
                ) from error
            raise

    def release(self) -> None:
        """Lets the next writer in."""
        self._connection.close()
