"""Which manner carries out an entry."""

from __future__ import annotations

from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.links import Link
from photohash.library.actions.manner import Manner
from photohash.library.actions.relocation import Relocation
from photohash.library.actions.rescue import Rescue
from photohash.library.actions.system_trash import SystemTrash
from photohash.library.store import LINKS, Action, Entry


def manner_of(entry: Entry, filesystem: FileSystem, contents: dict[int, bytes] | None = None) -> Manner:
    """The manner of an entry.

    Args:
        entry: what is to be done, settled or undone.
        filesystem: the steps.
        contents: new sidecars by the number of their entry; needed only to perform.
    """
    if entry.action is Action.RESCUE:
        return Rescue(filesystem, contents or {})
    if entry.action in LINKS:
        return Link(filesystem)
    if any(piece.destination is None for piece in entry.pieces):
        return SystemTrash(filesystem)
    return Relocation(filesystem)
