"""The files that the user chose by hand to be kept."""

from __future__ import annotations

import time
from pathlib import Path

from photohash.library.store.connection import Connection
from photohash.library.store.records import path_bytes, path_of

_PRESENT = """FROM file JOIN photo ON photo.id = file.photo
    WHERE file.path = chosen_keeper.path AND file.vanished IS NULL AND photo.digest = chosen_keeper.digest"""


class ChosenKeeperStore:
    """Files chosen by hand, by path and content. Made by ``Catalogue.chosen_keepers``.

    What changes them stands in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> frozenset[tuple[Path, bytes]]:
        """The chosen files by path and digest, those that are there with the same bytes."""
        rows = self._connection.rows(f"SELECT path, digest FROM chosen_keeper WHERE EXISTS (SELECT 1 {_PRESENT})")
        return frozenset((path_of(path), digest) for path, digest in rows)

    def dated(self) -> dict[tuple[Path, bytes], int]:
        """When each of these files was chosen, in seconds since 1970."""
        rows = self._connection.rows(f"SELECT path, digest, made FROM chosen_keeper WHERE EXISTS (SELECT 1 {_PRESENT})")
        return {(path_of(path), digest): made for path, digest, made in rows}

    def put(self, path: Path, digest: bytes) -> None:
        """Records that a file is to be kept."""
        self._connection.run(
            "INSERT OR REPLACE INTO chosen_keeper (path, digest, made) VALUES (?, ?, ?)",
            (path_bytes(path), digest, int(time.time())),
        )

    def drop(self, path: Path) -> None:
        """Forgets the choice of a file."""
        self._connection.run("DELETE FROM chosen_keeper WHERE path = ?", (path_bytes(path),))

    def prune(self) -> None:
        """Forgets the choice of files that are gone or hold other bytes now.

        Of files whose folder was taken out of the library nothing is known, so those choices stay.
        """
        self._connection.run(
            f"""DELETE FROM chosen_keeper WHERE NOT EXISTS (SELECT 1 {_PRESENT})
            AND EXISTS (SELECT 1 FROM file WHERE file.path = chosen_keeper.path)"""
        )
