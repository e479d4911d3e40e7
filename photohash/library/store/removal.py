"""Taking folders, and the files in them, out of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from photohash.library.store.connection import Connection
from photohash.library.store.records import Root
from photohash.library.store.roots import within

_REFERRED_TO = """SELECT a_digest FROM decision UNION ALL SELECT b_digest FROM decision
    UNION ALL SELECT digest FROM journal UNION ALL SELECT keeper_digest FROM journal
    UNION ALL SELECT digest FROM chosen_keeper
    UNION ALL SELECT digest FROM album_photo UNION ALL SELECT digest FROM turned_down"""
"""The contents that are remembered whatever becomes of their files."""

_OF_PAIRS = ("neighbour", "relation", "trouble")
_OF_PHOTOS = ("code", "glimpse")


@dataclass(frozen=True, slots=True)
class Removed:
    """What left the catalogue.

    Attributes:
        files: those that were there.
        regroup: photos that stay and whose groups are to be looked at again.
        photos: digests of those that are left without a file.
    """

    files: int = 0
    regroup: int = 0
    photos: tuple[bytes, ...] = ()


class Removal:
    """Takes out of the catalogue what is not to be in the library. Made by ``Catalogue.removal``.

    Nothing on the disk is touched.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def files(self, folder: Path, apart: Iterable[Path] = ()) -> Removed:
        """Takes out all files at or below a folder, with their failures and ticks, and the photos left without a file.

        A photo stays known by its digest where a decision, the journal, a choice or an album of the user refers to it.

        Args:
            folder: the folder.
            apart: folders in it whose files stay.
        """
        run = self._connection.run
        where, values = within(folder, apart)
        for table in ("leaving", "orphan"):
            run(f"DROP TABLE IF EXISTS temp.{table}")
        run("CREATE TEMP TABLE leaving (id INTEGER PRIMARY KEY, path BLOB, photo INTEGER)")
        run(f"INSERT INTO temp.leaving SELECT id, path, photo FROM file WHERE {where}", values)
        there = self._connection.value(f"SELECT count(*) FROM file WHERE vanished IS NULL AND {where}", values)
        run("DELETE FROM plan WHERE path IN (SELECT path FROM leaving) OR keeper IN (SELECT path FROM leaving)")
        run(f"DELETE FROM failure WHERE {where}", values)
        run("DELETE FROM file WHERE id IN (SELECT id FROM leaving)")
        run("CREATE TEMP TABLE orphan (id INTEGER PRIMARY KEY)")
        run(
            f"""INSERT INTO temp.orphan SELECT id FROM photo WHERE id IN (SELECT photo FROM leaving)
            AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id) AND digest NOT IN ({_REFERRED_TO})"""
        )
        fileless = self._connection.rows(
            """SELECT digest FROM photo WHERE id IN (SELECT photo FROM leaving)
            AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id)"""
        )
        regroup = self._unsettle()
        self._drop_orphans()
        return Removed(int(there), regroup, tuple(digest for (digest,) in fileless))

    def root(self, root: Root, heirs: Iterable[Root]) -> None:
        """Takes a folder out of the list of folders; files in it that stay belong to others from now on.

        Args:
            root: the folder.
            heirs: the folders to which files in it belong; of nested ones a file belongs to the innermost.
        """
        for heir in sorted(heirs, key=lambda heir: -len(heir.path.parts)):
            inner = heir.path if heir.path.is_relative_to(root.path) else root.path
            where, values = within(inner)
            self._connection.run(f"UPDATE file SET root = ? WHERE root = ? AND {where}", (heir.id, root.id, *values))
        self._connection.run("UPDATE file SET root = NULL WHERE root = ?", (root.id,))
        self._connection.run("DELETE FROM root WHERE id = ?", (root.id,))

    def _unsettle(self) -> int:
        """Has the groups looked at again that the leaving files, and what was near them, play a part in."""
        return self._connection.run(
            """UPDATE code SET settled = -1 WHERE settled >= 0 AND photo NOT IN (SELECT id FROM orphan) AND photo IN (
                SELECT photo FROM leaving
                UNION ALL SELECT a FROM neighbour WHERE b IN (SELECT id FROM orphan)
                UNION ALL SELECT b FROM neighbour WHERE a IN (SELECT id FROM orphan))"""
        )

    def _drop_orphans(self) -> None:
        """Drops photos and what is known of them, table by table: by reference, each photo would cost a whole table."""
        for table in _OF_PAIRS:
            self._connection.run(
                f"DELETE FROM {table} WHERE a IN (SELECT id FROM orphan) OR b IN (SELECT id FROM orphan)"
            )
        for table in _OF_PHOTOS:
            self._connection.run(f"DELETE FROM {table} WHERE photo IN (SELECT id FROM orphan)")
        self._connection.run("DELETE FROM photo WHERE id IN (SELECT id FROM orphan)")
