"""Which operation carries out an entry."""

from __future__ import annotations

from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.operations.links import LinkOperation
from photohash.library.actions.operations.metadata_rescue import MetadataRescue
from photohash.library.actions.operations.operation import Operation
from photohash.library.actions.operations.relocation import RelocationOperation
from photohash.library.actions.operations.system_trash import SystemTrash
from photohash.library.store import LINKS, Action, Entry


def operation_of(entry: Entry, filesystem: FileSystem, contents: dict[int, bytes] | None = None) -> Operation:
    """The operation of an entry.

    Args:
        entry: what is to be done, settled or undone.
        filesystem: the steps.
        contents: new sidecars by the number of their entry; needed only to perform.
    """
    if entry.action is Action.RESCUE:
        return MetadataRescue(filesystem, contents or {})
    if entry.action in LINKS:
        return LinkOperation(filesystem)
    if any(piece.destination is None for piece in entry.pieces):
        return SystemTrash(filesystem)
    return RelocationOperation(filesystem)
