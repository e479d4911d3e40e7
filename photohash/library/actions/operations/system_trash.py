"""The trash of macOS and Windows: photohash hands a file over and is not told where it goes."""

from __future__ import annotations

from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.file_state import device_of, holds, is_taken
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.operations.operation import SettledState, aside, put_back
from photohash.library.store import Entry, EntryState

_THERE = "is in the trash of this system, from where it can be put back"


class SystemTrash:
    """The operation of ``trash`` on systems that keep its places to themselves.

    Args:
        filesystem: the steps.
    """

    def __init__(self, filesystem: FileSystem) -> None:
        self._filesystem = filesystem

    def perform(self, entry: Entry) -> None:
        """Hands over the photo, then its sidecars.

        Nothing brings them back, so where the keeper is on another volume it is seen first whether it goes along: the
        photo gets another name, and the keeper is read.
        """
        if entry.keeper is not None and device_of(entry.path.parent) != device_of(entry.keeper.parent):
            self._see_keeper_stay(entry, entry.keeper)
        for piece in entry.pieces:
            self._filesystem.send_to_trash(piece.source)
            if is_taken(piece.source):
                raise ActionError("is still there: the trash did not take it")

    def _see_keeper_stay(self, entry: Entry, keeper: Path) -> None:
        held = aside(entry, 0, entry.path)
        self._filesystem.rename(entry.path, held)
        stays = holds(keeper, entry.keeper_digest or b"")
        self._filesystem.rename(held, entry.path)
        if not stays:
            raise ActionError(f"and its keeper {shown(keeper)} are one file, reached over two file systems")

    def finish(self, entry: Entry) -> None:
        """Nothing is set aside."""

    def settle(self, entry: Entry, *, back: bool) -> SettledState:  # noqa: ARG002  it cannot be taken back
        """What is gone is in the trash, and cannot be taken from there without the user."""
        held = aside(entry, 0, entry.path)
        if is_taken(held):
            put_back(self._filesystem, held, entry.path)
        left = [piece for piece in entry.pieces if is_taken(piece.source)]
        if len(left) == len(entry.pieces):
            return SettledState(EntryState.FAILED)
        return SettledState(EntryState.DONE, f"{_THERE}{', without its sidecars' if left else ''}")

    def undo(self, entry: Entry) -> SettledState:
        """Says where to look."""
        if all(is_taken(piece.source) for piece in entry.pieces):
            return SettledState(EntryState.UNDONE)
        raise ActionError(f"cannot be taken back by photohash: it {_THERE}")
