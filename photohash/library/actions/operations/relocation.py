"""Trash, quarantine and move: a photo and its sidecars get other names, on the same volume or on another one.

On one volume a file is renamed, which is one step that happens or does not; what arrives is looked at again, so a file
that was replaced at the last moment goes back. To another volume it is copied under a name of photohash's own and read
back; then the original is set aside, the copy gets its name, and only when both are lasting is the original dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.file_state import holds, is_one_file, is_piece, is_taken, read_digest
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.freedesktop_trash import note_of, note_text
from photohash.library.actions.operations.operation import (
    SettledState,
    aside,
    back_at,
    drop,
    make_folders,
    numbered,
    put_back,
    remove_empty,
    remove_if_there,
)
from photohash.library.store import Action, Entry, EntryState, Piece

_PRIVATE, _OPEN = 0o700, 0o777
_CHANGED = "was changed or replaced by another program at the last moment"


class RelocationOperation:
    """The operation of ``trash`` where cans have known places, of ``quarantine`` and of ``move``.

    Args:
        filesystem: the steps.
    """

    def __init__(self, filesystem: FileSystem) -> None:
        self._filesystem = filesystem

    def perform(self, entry: Entry) -> None:
        """Gives every piece its new name. Originals that went to another volume are still set aside."""
        for place, piece in numbered(entry):
            destination = _destination(piece)
            make_folders(self._filesystem, destination.parent, _PRIVATE if entry.action is Action.TRASH else _OPEN)
            if entry.action is Action.TRASH:
                make_folders(self._filesystem, note_of(destination).parent, _PRIVATE)
                self._filesystem.write(note_of(destination), note_text(piece.source, destination))
            if piece.copied:
                self._copy_over(entry, place, piece, destination)
            else:
                self._filesystem.rename(piece.source, destination)
                if not is_piece(destination, piece):
                    raise ActionError(_CHANGED)

    def finish(self, entry: Entry) -> None:
        """Drops the originals of pieces whose copies are on another volume."""
        for place, piece in numbered(entry):
            held = aside(entry, place, piece.source)
            if piece.copied and is_taken(held):
                if not is_piece(held, piece) or not holds(_destination(piece), piece.digest):
                    raise ActionError(_CHANGED)
                self._filesystem.remove(held)

    def settle(self, entry: Entry, *, back: bool) -> SettledState:
        """Done if all pieces are where they should be; else everything goes back."""
        if not back and all(self._has_arrived(entry, place, piece) for place, piece in numbered(entry)):
            self.finish(entry)
            return SettledState(EntryState.DONE)
        notes = [self._take_back(entry, place, piece) for place, piece in reversed(list(numbered(entry)))]
        remove_empty(self._filesystem, entry.folders)
        lost = [note for note in notes if note.startswith("is ")]
        return SettledState(EntryState.DIFFERS if lost else EntryState.FAILED, "; ".join(filter(None, notes)))

    def undo(self, entry: Entry) -> SettledState:
        """Puts every piece back. The photo comes first: if it cannot, its sidecars stay with it."""
        notes = []
        for place, piece in numbered(entry):
            try:
                self._bring_back(entry, place, piece)
            except ActionError as error:
                if not place:
                    raise
                notes.append(f"{shown(piece.source)} {error}")
            else:
                if (target := back_at(piece)) != piece.source:
                    notes.append(f"{shown(piece.source.name)} was put back as {shown(target.name)}: its name is taken")
        remove_empty(self._filesystem, entry.folders)
        return SettledState(EntryState.UNDONE, "; ".join(notes))

    def _copy_over(self, entry: Entry, place: int, piece: Piece, destination: Path) -> None:
        part, held = aside(entry, place, destination, "p"), aside(entry, place, piece.source)
        self._filesystem.copy(piece.source, part)
        self._filesystem.restore(part, piece.facts)
        if read_digest(part) != piece.digest:
            raise ActionError("did not arrive as it was: the copy on the other volume differs")
        self._filesystem.rename(piece.source, held)
        if not is_piece(held, piece):
            raise ActionError(_CHANGED)
        self._filesystem.rename(part, destination)

    def _has_arrived(self, entry: Entry, place: int, piece: Piece) -> bool:
        destination = _destination(piece)
        if not piece.copied:
            return is_piece(destination, piece) and not is_one_file(destination, piece.source)
        held = aside(entry, place, piece.source)
        unchanged = is_piece(held, piece) if is_taken(held) else not is_taken(piece.source)
        return unchanged and holds(destination, piece.digest)

    def _take_back(self, entry: Entry, place: int, piece: Piece) -> str:
        """Puts a piece back wherever it had come to; a note, where that is not quite as it was."""
        note, destination, wanted = "", _destination(piece), piece.source
        if piece.copied:
            part, held = aside(entry, place, destination, "p"), aside(entry, place, piece.source)
            if is_taken(held):
                if is_taken(destination) and holds(destination, piece.digest):
                    remove_if_there(self._filesystem, part)
                    self._filesystem.rename(destination, part)
                note = _moved_note(put_back(self._filesystem, held, wanted), wanted)
            remove_if_there(self._filesystem, part)
        elif is_one_file(destination, wanted):
            drop(self._filesystem, entry, place, destination, "d", lambda held: is_one_file(held, wanted))
        elif is_taken(destination) and (not is_taken(wanted) or is_piece(destination, piece)):
            note = _moved_note(put_back(self._filesystem, destination, wanted), wanted)
            self._filesystem.sync(destination.parent)
        if entry.action is Action.TRASH and not is_taken(destination):
            remove_if_there(self._filesystem, note_of(destination))
        if wanted.parent.is_dir():
            self._filesystem.sync(wanted.parent)
        if not note and not is_taken(wanted):
            return f"is neither at {shown(wanted)} nor at {shown(destination)}: another program was there"
        return note

    def _bring_back(self, entry: Entry, place: int, piece: Piece) -> None:
        destination, target = _destination(piece), back_at(piece)
        if piece.copied:
            self._copy_back(entry, place, piece, destination, target)
        elif is_taken(destination):
            make_folders(self._filesystem, target.parent)
            self._filesystem.rename(destination, target)
        elif not is_taken(target):
            raise ActionError(_gone(entry, destination))
        if entry.action is Action.TRASH:
            remove_if_there(self._filesystem, note_of(destination))

    def _copy_back(self, entry: Entry, place: int, piece: Piece, destination: Path, target: Path) -> None:
        part = aside(entry, place, target, "r")
        held = aside(entry, place, destination, "d")
        if not holds(target, piece.digest):
            if not is_taken(destination):
                raise ActionError(_gone(entry, destination))
            if not holds(destination, piece.digest):
                raise ActionError(f"was changed at {shown(destination)} since; it stays there")
            make_folders(self._filesystem, target.parent)
            remove_if_there(self._filesystem, part)
            self._filesystem.copy(destination, part)
            self._filesystem.restore(part, piece.facts)
            if read_digest(part) != piece.digest:
                self._filesystem.remove(part)
                raise ActionError("did not come back as it was; try again")
            self._filesystem.rename(part, target)
            self._filesystem.sync(target.parent)
        if is_taken(destination) or is_taken(held):
            drop(self._filesystem, entry, place, destination, "d", _content_of(piece))


def _content_of(piece: Piece) -> Callable[[Path], bool]:
    return lambda held: holds(held, piece.digest)


def _destination(piece: Piece) -> Path:
    if piece.destination is None:
        raise ActionError("is in the trash, and only the system knows where")
    return piece.destination


def _moved_note(target: Path, wanted: Path) -> str:
    return "" if target == wanted else f"was put back as {shown(target)}: its name is taken"


def _gone(entry: Entry, destination: Path) -> str:
    where = {Action.TRASH: "in the trash can", Action.QUARANTINE: "in the quarantine"}.get(entry.action, "there")
    return f"cannot be taken back: it is no longer {where} ({shown(destination)})"
