"""The folders of the library and the volumes they are on."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from photohash.core.files import is_others_cache, is_passed_by_below, mount_of
from photohash.library.store.connection import Connection
from photohash.library.store.records import FolderState, Root, below, path_bytes, path_of


class RootStore:
    """The folders of the library. Made by ``Catalogue.roots``; what changes them stands in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Root]:
        """Every folder, in the order in which they were added."""
        rows = self._connection.rows(
            """SELECT root.id, path, watched, protected, excludes, mount, protected_subfolders
            FROM root JOIN volume ON volume.id = root.volume ORDER BY root.id"""
        )
        return [
            Root(
                number, path_of(path), bool(watched), bool(protected),
                _paths(excludes), path_of(mount), _paths(subfolders),
            )
            for number, path, watched, protected, excludes, mount, subfolders in rows
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

    def change(self, root: Root) -> None:
        """Records how a folder is treated: whether it is watched or protected, what is left out or protected in it."""
        self._connection.run(
            "UPDATE root SET watched = ?, protected = ?, excludes = ?, protected_subfolders = ? WHERE id = ?",
            (
                int(root.watched), int(root.protected), _stored(root.excludes), _stored(root.protected_subfolders),
                root.id,
            ),
        )  # fmt: skip

    def count_files(self, root: Root, apart: Iterable[Path] = ()) -> int:
        """How many files are there in a folder, those below some others left aside."""
        where, values = within(root.path, apart)
        return int(self._connection.value(f"SELECT count(*) FROM file WHERE vanished IS NULL AND {where}", values))

    def states(self) -> list[FolderState]:
        """Every folder as it is now, in the order in which they were added."""
        roots = self.all()
        paths = [root.path for root in roots]
        return [
            FolderState(
                root,
                is_offline(root),
                self.count_files(
                    root, [path for path in paths if path != root.path and path.is_relative_to(root.path)]
                ),
            )
            for root in roots
        ]

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


def within(folder: Path, apart: Iterable[Path] = ()) -> tuple[str, list[bytes]]:
    """SQL that is true of a ``path`` at or below a folder, and not at or below some others; with its values."""
    sql, values = "(path = ? OR path > ? AND path < ?)", [path_bytes(folder), *below(folder)]
    for other in apart:
        sql += " AND NOT (path = ? OR path > ? AND path < ?)"
        values += [path_bytes(other), *below(other)]
    return sql, values


def is_offline(root: Root) -> bool:
    """Whether a folder is not there, or an empty mount point that an unplugged drive left behind."""
    try:
        if mount_of(root.path) == root.mount:
            return not root.path.is_dir()
        with os.scandir(root.path) as entries:
            return next(entries, None) is None
    except OSError:
        return True


def is_excluded(path: Path, roots: Collection[Root]) -> bool:
    """Whether a path is left out of the library; a folder of the library inside one that is left out counts again."""
    holder = root_of(path, roots)
    return any(
        path.is_relative_to(exclude) and not (holder and holder.path.is_relative_to(exclude))
        for root in roots
        for exclude in root.excludes
    )


def _stored(paths: Iterable[Path]) -> str:
    return json.dumps([str(path) for path in paths])


def _paths(stored: str) -> tuple[Path, ...]:
    return tuple(Path(path) for path in json.loads(stored))


def root_of(path: Path, roots: Iterable[Root]) -> Root | None:
    """The folder of the library that a path is in; of nested ones the innermost."""
    holders = [root for root in roots if path.is_relative_to(root.path)]
    return max(holders, key=lambda root: len(root.path.parts), default=None)


def holder_of(path: Path, roots: Iterable[Root]) -> Root | None:
    """The folder of the library with which all that is in a folder is read: the innermost that it lies in.

    None where there is none, or where a scan of it does not come to this folder: what is hidden, what another program
    keeps for itself, what is left out with a folder around it, and what is on another volume, which may go by itself.
    """
    real = os.path.realpath(path)
    known = list(roots)
    for root in sorted(known, key=lambda root: -len(root.path.parts)):
        top = os.path.realpath(root.path)
        # Under links a name may lead out of the folder that it is in.
        if not path.is_relative_to(root.path) or real != os.path.join(top, path.relative_to(root.path)):  # noqa: PTH118
            continue
        if real == top or mount_of(path) != root.mount or is_excluded(path, known):
            return None
        if is_others_cache(real) or is_passed_by_below(top, real):
            return None
        return root
    return None


def with_protected(root: Root, folder: Path) -> Root:
    """A folder of the library in which another one is protected."""
    if root.protected or folder in root.protected_subfolders:
        return root
    return replace(root, protected_subfolders=(*root.protected_subfolders, folder))


def inherited(heir: Root, root: Root) -> Root:
    """A folder that takes over what went for its photos as part of another that is removed."""
    is_inside = heir.path.is_relative_to(root.path)
    protected = [place for place in root.protected_places if not heir.path.is_relative_to(place)]
    excludes = [place for place in root.excludes if not heir.path.is_relative_to(place)]
    return replace(
        heir,
        protected=heir.protected or (is_inside and len(protected) < len(root.protected_places)),
        protected_subfolders=_joined(heir.protected_subfolders, protected, heir.path),
        excludes=_joined(heir.excludes, excludes, heir.path),
    )


def _joined(own: Sequence[Path], others: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys([*own, *(place for place in others if place.is_relative_to(folder))]))
