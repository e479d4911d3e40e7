"""An album, as the store keeps it."""

from __future__ import annotations

from photohash.library.store import Album, AlbumEntry, AlbumRecord

__all__ = ["Album", "AlbumEntry", "AlbumRecord"]
