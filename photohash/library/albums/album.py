"""An album, as the store keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from photohash.library.store import Album, AlbumEntry, AlbumRecord
from photohash.library.store.albums import as_name

__all__ = ["Album", "AlbumEntry", "AlbumRecord", "find_album"]


def find_album(albums: Iterable[Album], name: str) -> Album | None:
    """The album of a name, capital and small letters taken for one; None where there is none.

    Raises:
        UsageError: it is no name.
    """
    wanted = as_name(name).casefold()
    return next((album for album in albums if album.name.casefold() == wanted), None)
