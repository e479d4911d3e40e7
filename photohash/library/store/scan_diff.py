"""What a scan found, compared with what the catalogue knows.

The scan goes into a temporary table, which SQLite moves to disk once it is large, and both sides are compared in SQL by
path. So memory stays flat in the number of files, an unchanged file costs one insert and one look-up, and nothing is
written for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from photohash.library.photo import Failure, FoundFile
from photohash.library.store.connection import Connection
from photohash.library.store.records import below, inside, path_bytes, path_of, sentence, signed

_BLOCK = 5_000


class ScanDiff:
    """One comparison of found files with the catalogue: ``add`` them all, ``compare``, then read the answers.

    Made by ``Catalogue.scan_diff``, in whose place the next one steps.

    Attributes:
        count: how many files must be read, once they are compared.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.count = 0
        for table in ("seen", "changed"):
            connection.run(f"DROP TABLE IF EXISTS temp.{table}")
        columns = "size INTEGER, mtime_ns INTEGER, device INTEGER, inode INTEGER"
        connection.run(f"CREATE TEMP TABLE seen (path BLOB PRIMARY KEY, {columns}) WITHOUT ROWID")
        connection.run(f"CREATE TEMP TABLE changed (number INTEGER PRIMARY KEY, path BLOB, {columns})")

    def add(self, found: Iterable[FoundFile]) -> None:
        """Takes in what a scan yields; a path that comes twice counts once."""
        files = iter(found)
        while block := list(islice(files, _BLOCK)):
            with self._connection.transaction("BEGIN"):
                self._connection.run_many(
                    "INSERT OR IGNORE INTO temp.seen VALUES (?, ?, ?, ?, ?)",
                    (
                        (path_bytes(file.path), file.size, file.mtime_ns, signed(file.device), signed(file.inode))
                        for file in block
                    ),
                )

    def compare(self) -> None:
        """Works out which files must be read: all whose path, size and mtime_ns are not those of a known file.

        One that is known to hold something else by now counts as changed too. A file that failed and has not changed
        since is left alone, unless it may fare better now.
        """
        with self._connection.transaction("BEGIN"):
            self.count = self._connection.run(
                """INSERT INTO temp.changed (path, size, mtime_ns, device, inode)
                SELECT seen.path, seen.size, seen.mtime_ns, seen.device, seen.inode FROM temp.seen
                LEFT JOIN file ON file.path = seen.path AND file.size = seen.size AND file.mtime_ns = seen.mtime_ns
                    AND NOT file.stale
                LEFT JOIN failure ON failure.path = seen.path AND failure.size = seen.size
                    AND failure.mtime_ns = seen.mtime_ns AND NOT failure.retry
                WHERE file.id IS NULL AND failure.path IS NULL
                ORDER BY seen.path"""
            )

    def changed(self) -> Iterator[FoundFile]:
        """The files that must be read, by path. The catalogue may be written meanwhile."""
        last = 0
        while rows := self._connection.rows(
            """SELECT number, path, size, mtime_ns, device, inode FROM temp.changed
            WHERE number > ? ORDER BY number LIMIT ?""",
            (last, _BLOCK),
        ):
            last = rows[-1][0]
            for _, path, size, mtime_ns, device, inode in rows:
                yield FoundFile(path_of(path), size, mtime_ns, device, inode)

    def found_under(self, folder: Path) -> bool:
        """Whether the scan found any file below a folder."""
        low, high = below(folder)
        return self._connection.row("SELECT 1 FROM temp.seen WHERE path > ? AND path < ?", (low, high)) is not None

    def returned(self) -> list[int]:
        """Files that had vanished and are back as they were, by the catalogue's numbers."""
        return self._numbers(
            """SELECT file.id FROM file JOIN temp.seen USING (path)
            WHERE file.vanished IS NOT NULL AND NOT file.stale AND file.size = seen.size
            AND file.mtime_ns = seen.mtime_ns"""
        )

    def note_places(self) -> int:
        """Records where unchanged files lie now: one may have become a hard link to another meanwhile.

        Returns:
            how many lie elsewhere than before.
        """
        return self._connection.run(
            """UPDATE file SET device = seen.device, inode = seen.inode FROM temp.seen
            WHERE file.path = seen.path AND file.size = seen.size AND file.mtime_ns = seen.mtime_ns
            AND (file.device <> seen.device OR file.inode <> seen.inode)"""
        )

    def vanished(self, kept: Sequence[Path]) -> list[int]:
        """Files that the scan did not find, by the catalogue's numbers.

        Args:
            kept: files and folders that could not be looked at; what is known at or below them is not gone.
        """
        rows = self._connection.rows(
            """SELECT id, path FROM file WHERE vanished IS NULL
            AND NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.path = file.path)"""
        )
        spared = _Spared(kept)
        return [number for number, path in rows if path not in spared]

    def vanished_among(self, touched: Iterable[Path], kept: Sequence[Path] = ()) -> list[int]:
        """Like ``vanished``, of the files at or below some paths only."""
        numbers, spared = list[int](), _Spared(kept)
        for path in touched:
            low, high = below(path)
            rows = self._connection.rows(
                """SELECT id, path FROM file WHERE vanished IS NULL AND (path = ? OR path > ? AND path < ?)
                AND NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.path = file.path)""",
                (path_bytes(path), low, high),
            )
            numbers += [number for number, path in rows if path not in spared]
        return numbers

    def replace_failures(self, folders: Sequence[Failure]) -> None:
        """Drops failures of files that are gone or have changed since, and swaps the folders' failures for new ones.

        Args:
            folders: what this scan could not list.
        """
        rows = self._connection.rows(
            """SELECT path FROM failure WHERE size IS NOT NULL AND (
                NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.path = failure.path)
                OR EXISTS (SELECT 1 FROM temp.seen WHERE seen.path = failure.path
                    AND (seen.size <> failure.size OR seen.mtime_ns <> failure.mtime_ns)))"""
        )
        spared = _Spared([failure.path for failure in folders])
        self._connection.run_many(
            "DELETE FROM failure WHERE path = ?", ((path,) for (path,) in rows if path not in spared)
        )
        before: dict[bytes, str] = dict(self._connection.rows("SELECT path, reason FROM failure WHERE size IS NULL"))
        now = {path_bytes(failure.path): sentence(failure.reason) for failure in folders}
        if before != now:
            self._connection.run("DELETE FROM failure WHERE size IS NULL")
            self._connection.run_many(
                "INSERT OR REPLACE INTO failure (path, reason, retry, seen) VALUES (?, ?, 1, ?)",
                ((path, reason, int(time.time())) for path, reason in now.items()),
            )

    def forget_failures(self, touched: Iterable[Path]) -> None:
        """Drops failures at some paths where the scan found nothing any more."""
        self._connection.run_many(
            "DELETE FROM failure WHERE path = ?1 AND NOT EXISTS (SELECT 1 FROM temp.seen WHERE seen.path = ?1)",
            ((path_bytes(path),) for path in touched),
        )

    def _numbers(self, sql: str) -> list[int]:
        return [number for (number,) in self._connection.rows(sql)]


class _Spared:
    """Paths at or below some files and folders."""

    def __init__(self, places: Iterable[Path]) -> None:
        places = list(places)
        self._places = {path_bytes(place) for place in places}
        self._below = tuple(inside(place) for place in places)

    def __contains__(self, path: bytes) -> bool:
        return path in self._places or path.startswith(self._below)
