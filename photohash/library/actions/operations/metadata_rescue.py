"""Writing what only a copy knows into a sidecar of its keeper, in whole or not at all; the photo is not touched."""

from __future__ import annotations

from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.file_state import holds, is_piece, is_taken
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.operations.operation import (
    SettledState,
    aside,
    make_folders,
    put_back,
    remove_empty,
    remove_if_there,
)
from photohash.library.store import Entry, EntryState, Piece


class MetadataRescue:
    """The operation of ``rescue``: an old sidecar goes to the quarantine, and the new one takes its place.

    Args:
        filesystem: the steps.
        contents: the new sidecars by the number of their entry.
    """

    def __init__(self, filesystem: FileSystem, contents: dict[int, bytes]) -> None:
        self._filesystem = filesystem
        self._contents = contents

    def perform(self, entry: Entry) -> None:
        """Writes the new sidecar beside its place, then lets it take that."""
        part = aside(entry, 0, entry.path, "p")
        self._filesystem.write(part, self._contents[entry.id])
        for piece in entry.pieces:
            old = _old(piece)
            make_folders(self._filesystem, old.parent)
            self._filesystem.rename(piece.source, old)
            if not is_piece(old, piece):
                raise ActionError("has a sidecar that was changed by another program at the last moment")
        self._filesystem.rename(part, entry.path)

    def finish(self, entry: Entry) -> None:
        """Nothing is dropped."""

    def settle(self, entry: Entry, *, back: bool) -> SettledState:  # noqa: ARG002  a sidecar more does no harm
        """Done if the new sidecar is whole and in its place; else the old one goes back."""
        remove_if_there(self._filesystem, aside(entry, 0, entry.path, "p"))
        if holds(entry.path, entry.digest):
            return SettledState(EntryState.DONE)
        note = ""
        for piece in entry.pieces:
            if is_taken(_old(piece)):
                target = put_back(self._filesystem, _old(piece), piece.source)
                note = "" if target == piece.source else f"the old sidecar was put back as {shown(target)}"
        remove_empty(self._filesystem, entry.folders)
        return SettledState(EntryState.FAILED, note)

    def undo(self, entry: Entry) -> SettledState:
        """Puts the old sidecar back, or none, unless somebody has written to the new one."""
        held = aside(entry, 0, entry.path, "d")
        back = [piece for piece in entry.pieces if not is_piece(piece.source, piece)]
        if not back and entry.pieces:
            remove_if_there(self._filesystem, held)
            return SettledState(EntryState.UNDONE)
        if is_taken(entry.path) and not is_taken(held):
            self._filesystem.rename(entry.path, held)
        if is_taken(held) and not holds(held, entry.digest):
            self._filesystem.rename(held, entry.path)
            raise ActionError("was changed since; it stays as it is")
        for piece in back:
            self._filesystem.rename(_old(piece), piece.source)
        remove_if_there(self._filesystem, held)
        self._filesystem.sync(entry.path.parent)
        remove_empty(self._filesystem, entry.folders)
        return SettledState(EntryState.UNDONE)


def _old(piece: Piece) -> Path:
    if piece.destination is None:
        raise ActionError("has no place for its old sidecar")
    return piece.destination
