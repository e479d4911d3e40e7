"""How an action is carried out, as the engine, undo and recovery see it.

Each operation is four steps that each find out by looking at the disk how far the work has come. So the same code rolls
back after an error and after a power cut, and doing a step again does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from photohash.core.errors import ActionError
from photohash.library.actions.destinations import free_name, missing_folders
from photohash.library.actions.file_state import is_one_file, is_taken
from photohash.library.actions.filesystem import FileSystem, own_name
from photohash.library.store import Entry, EntryState, Piece


class SettledState(NamedTuple):
    """How an entry stands once the disk has been looked at.

    Attributes:
        state: done, failed, undone or differs.
        note: what the user should know, or "".
    """

    state: EntryState
    note: str = ""


class Operation(Protocol):
    """One way of acting on a file. Every method may raise ``OSError`` or ``ActionError`` in the middle of its work."""

    def perform(self, entry: Entry) -> None:
        """Does all but what cannot be taken back."""

    def finish(self, entry: Entry) -> None:
        """Drops what was set aside, once all that replaces it is verified and lasting."""

    def settle(self, entry: Entry, *, back: bool) -> SettledState:
        """Finishes what is as good as done, and takes back the rest; with ``back`` everything that can be."""

    def undo(self, entry: Entry) -> SettledState:
        """Takes back what is done, or goes on doing so."""


def aside(entry: Entry, place: int, beside: Path, letter: str = "") -> Path:
    """The name of photohash's own that a piece of an entry has in a folder while it is worked on."""
    return beside.with_name(own_name(entry.id, place, letter, beside.suffix))


def numbered(entry: Entry) -> Iterator[tuple[int, Piece]]:
    """The pieces of an entry with their places."""
    return enumerate(entry.pieces)


def make_folders(filesystem: FileSystem, folder: Path, mode: int = 0o777) -> None:
    """Makes a folder and those above it."""
    for missing in missing_folders(folder):
        filesystem.make_folder(missing, mode)


def remove_empty(filesystem: FileSystem, folders: tuple[Path, ...]) -> None:
    """Removes the folders that were made for an entry, innermost first, as far as nothing is in them."""
    for folder in reversed(folders):
        try:
            filesystem.remove_folder(folder)
        except OSError:
            continue
        with suppress(OSError):
            filesystem.sync(folder.parent)


def keeper_of(entry: Entry) -> Path:
    """The copy that stays.

    Raises:
        ActionError: none does: the user chose the photo by hand.
    """
    if entry.keeper is None:
        raise ActionError("has no copy that stays, so it cannot be a link to one")
    return entry.keeper


def back_at(piece: Piece) -> Path:
    """Where a piece is to be put back: its old place, or a free name beside it where somebody has that now."""
    return piece.restored or piece.source


def put_back(filesystem: FileSystem, file: Path, wanted: Path) -> Path:
    """Renames a file to its old place; where somebody has that, to a free name beside it. Tells which."""
    if is_one_file(file, wanted):  # a rename in two steps that was cut short between them
        filesystem.remove(file)
        return wanted
    make_folders(filesystem, wanted.parent)
    target = free_name(wanted) if is_taken(wanted) else wanted
    filesystem.rename(file, target)
    return target


def drop(
    filesystem: FileSystem, entry: Entry, place: int, file: Path, letter: str, may_go: Callable[[Path], bool]
) -> None:
    """Removes a file whose content is kept elsewhere, after it is set aside and looked at once more.

    Args:
        filesystem: does it.
        entry: names it.
        place: which piece it stands for.
        file: what is to go.
        letter: tells it from what else is set aside for the piece.
        may_go: says of the file set aside whether it is the one meant.

    Raises:
        ActionError: it is another one; it was put back.
    """
    held = aside(entry, place, file, letter)
    if is_taken(file) and not is_taken(held):
        filesystem.rename(file, held)
    if not may_go(held):
        filesystem.rename(held, file)
        raise ActionError("was changed by another program meanwhile")
    filesystem.remove(held)
    filesystem.sync(held.parent)


def remove_if_there(filesystem: FileSystem, file: Path) -> None:
    """Removes a file of photohash's own that an earlier try may have left."""
    if is_taken(file):
        filesystem.remove(file)
