"""The folders of the library and the volumes they are on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

from photohash.library.store.connection import Connection
from photohash.library.store.records import Root, path_bytes, path_of


class RootStore:
    """The folders of the library. Made by ``Catalogue.roots``; what changes them stands in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Root]:
        """Every folder, in the order in which they were added."""
        rows = self._connection.rows(
            """SELECT root.id, path, watched, protected, excludes, mount
            FROM root JOIN volume ON volume.id = root.volume ORDER BY root.id"""
        )
        return [
            Root(
                number, path_of(path), bool(watched), bool(protected),
                tuple(Path(exclude) for exclude in json.loads(excludes)), path_of(mount),
            )
            for number, path, watched, protected, excludes, mount in rows
        ]  # fmt: skip

    def add(self, path: Path, mount: Path) -> int:
        """Adds a folder, or finds it, by the path the user gave. Returns its number."""
        volume = self._volume(mount)
        self._connection.run(
            "INSERT INTO root (path, volume, added) VALUES (?, ?, ?) ON CONFLICT (path) DO NOTHING",
            (path_bytes(path), volume, int(time.time())),
        )
        return int(self._connection.value("SELECT id FROM root WHERE path = ?", (path_bytes(path),)))

    def protect(self, root: int) -> None:
        """Puts a folder out of reach of every action."""
        self._connection.run("UPDATE root SET protected = 1 WHERE id = ?", (root,))

    def move(self, root: int, mount: Path) -> None:
        """Records that a folder is now on another volume."""
        self._connection.run("UPDATE root SET volume = ? WHERE id = ?", (self._volume(mount), root))

    def has_files(self, root: int) -> bool:
        """Whether files of a folder are known that have not vanished."""
        return self._connection.row("SELECT 1 FROM file WHERE root = ? AND vanished IS NULL", (root,)) is not None

    def _volume(self, mount: Path) -> int:
        self._connection.run(
            "INSERT INTO volume (mount, seen) VALUES (?, ?) ON CONFLICT (mount) DO UPDATE SET seen = excluded.seen",
            (path_bytes(mount), int(time.time())),
        )
        return int(self._connection.value("SELECT id FROM volume WHERE mount = ?", (path_bytes(mount),)))


def root_of(path: Path, roots: Iterable[Root]) -> Root | None:
    """The folder of the library that a path is in; of nested ones the innermost."""
    holders = [root for root in roots if path.is_relative_to(root.path)]
    return max(holders, key=lambda root: len(root.path.parts), default=None)
