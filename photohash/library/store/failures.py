"""The files and folders that could not be taken in, and of which photos they are damaged copies."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from photohash.core.paths import shown
from photohash.library.photo import Failure, FoundFile
from photohash.library.store.connection import Connection
from photohash.library.store.records import path_bytes, path_of, sentence


class FailureStore:
    """What could not be taken in. Made by ``Catalogue.failures``; what changes it stands in a transaction."""

    def __init__(self, connection: Connection, mark_vanished: Callable[[Iterable[int]], None]) -> None:
        self._connection = connection
        self._mark_vanished = mark_vanished

    def all(self) -> list[Failure]:
        """Files and folders that could not be taken in, by path."""
        rows = self._connection.rows(
            """SELECT failure.path, reason, (SELECT file.path FROM file JOIN photo ON photo.id = file.photo
                WHERE photo.digest = copy_of AND vanished IS NULL ORDER BY file.mtime_ns, file.path LIMIT 1)
            FROM failure ORDER BY failure.path"""
        )
        return [Failure(path_of(path), _with_origin(reason, whole)) for path, reason, whole in rows]

    def put(self, found: FoundFile, reason: str, *, retry: bool, opening: str = "") -> None:
        """Records that a file could not be taken in. If it changed since it was last read, what it held then is gone.

        Args:
            found: the file as it was.
            reason: a clause that reads well after the file's name.
            retry: whether another try is worth it though the file does not change, as with a denied permission.
            opening: by which the photo is found that the file is a damaged copy of; "" where nothing can be said.
        """
        path = path_bytes(found.path)
        self._connection.run(
            """INSERT OR REPLACE INTO failure (path, reason, size, mtime_ns, retry, seen, opening)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (path, sentence(reason), found.size, found.mtime_ns, int(retry), int(time.time()), opening),
        )
        replaced = self._connection.value(
            "SELECT id FROM file WHERE path = ? AND vanished IS NULL AND (stale OR size <> ? OR mtime_ns <> ?)",
            (path, found.size, found.mtime_ns),
        )
        if replaced is not None:
            self._mark_vanished([replaced])

    def without_origin(self) -> list[tuple[Path, str]]:
        """Files that could not be read and are not known to be damaged copies of another, with their openings."""
        rows = self._connection.rows("SELECT path, opening FROM failure WHERE opening <> '' AND copy_of IS NULL")
        return [(path_of(path), opening) for path, opening in rows]

    def put_origin(self, path: Path, photo: bytes) -> None:
        """Records of which photo, by its digest, a file that could not be read is a damaged copy."""
        self._connection.run("UPDATE failure SET copy_of = ? WHERE path = ?", (photo, path_bytes(path)))


def _with_origin(reason: str, whole: bytes | None) -> str:
    """Why a file could not be read, and what it is a damaged copy of, where that is known and there."""
    return reason if whole is None else f"{reason}; it is a damaged copy of {shown(path_of(whole))}"
