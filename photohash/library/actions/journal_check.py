"""Whether the places in a journal entry are places that photohash uses.

A catalogue is a file, and a file can come from anybody. What it says is done to the disk only where it names photos and
their sidecars in the library's folders, and the places where photohash itself puts them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.files import is_photo_name
from photohash.library.actions.companions import is_companion_name
from photohash.library.actions.destinations import QUARANTINE
from photohash.library.actions.filesystem import is_own_name
from photohash.library.actions.freedesktop_trash import is_in_can
from photohash.library.store import LINKS, Action, Entry, Piece, Root, root_of

_WITHOUT_KEEPER = frozenset({Action.TRASH, Action.QUARANTINE, Action.MOVE})
_NUMBERED = re.compile(r" \(\d+\)$")


def check_places(entry: Entry, roots: Sequence[Root]) -> None:
    """Makes sure that an entry names only places that photohash uses.

    Raises:
        ActionError: it does not.
    """
    if _is_plain(entry.path) and root_of(entry.path, roots) is None:
        raise ActionError(
            "is left alone: it is in no folder of the library now. Add its folder again with photohash scan FOLDER"
        )
    places = [piece.destination for piece in entry.pieces if piece.destination]
    sound = (
        _is_in_library(entry.path, roots)
        and (entry.action is Action.RESCUE or is_photo_name(entry.path.name))
        and (_is_plain(entry.keeper) if entry.keeper else entry.action in _WITHOUT_KEEPER)
        and all(_is_sound(entry, piece, roots) for piece in entry.pieces)
        and all(_is_plain(folder) and _is_above(folder, places) for folder in entry.folders)
        and (entry.action is not Action.RESCUE or entry.path.suffix.lower() == ".xmp")
        and (entry.action is Action.RESCUE or bool(entry.pieces))
    )
    if not sound:
        raise ActionError("is left alone: the journal names places that photohash never uses")


def _is_sound(entry: Entry, piece: Piece, roots: Sequence[Root]) -> bool:
    if not _is_in_library(piece.source, roots) or not _may_be_named(entry, piece, piece.source):
        return False
    if piece.source.parent != entry.path.parent:
        return False
    if piece.restored is not None and not (
        _is_in_library(piece.restored, roots)
        and piece.restored.parent == piece.source.parent
        and _may_be_named(entry, piece, piece.restored)
    ):
        return False
    place = piece.destination
    if place is None:
        return entry.action is Action.TRASH
    if not _is_plain(place):
        return False
    first = entry.pieces[0].destination
    named = _may_be_named(entry, piece, place) and first is not None and place.parent == first.parent
    in_quarantine = QUARANTINE in place.parts and named
    if entry.action in LINKS:
        return in_quarantine if piece.kept else is_own_name(place.name) and place.parent == piece.source.parent
    if entry.action is Action.TRASH:
        return is_in_can(place) and named
    return named if entry.action is Action.MOVE else in_quarantine


def _may_be_named(entry: Entry, piece: Piece, place: Path) -> bool:
    """Whether a piece may have the name of a place: a photo that of a photo, all else that of what belongs to one."""
    if entry.action is Action.RESCUE:
        return place.suffix.lower() == ".xmp"
    if is_photo_name(piece.source.name):
        return is_photo_name(place.name)
    photos = {
        name
        for other in entry.pieces
        if is_photo_name(other.source.name)
        for path in (other.source, other.destination)
        if path is not None
        for name in _spellings(path)
    }
    return any(is_companion_name(name, photo) for name in _spellings(place) for photo in photos)


def _spellings(path: Path) -> set[str]:
    """A name, and the same without the number that ``free_name`` gives."""
    return {path.name, f"{_NUMBERED.sub('', path.stem)}{path.suffix}"}


def _is_in_library(path: Path, roots: Sequence[Root]) -> bool:
    """Whether a path is one of a photo or a sidecar below a folder of the library."""
    return _is_plain(path) and root_of(path, roots) is not None


def _is_plain(path: Path) -> bool:
    return path.is_absolute() and os.pardir not in path.parts


def _is_above(folder: Path, places: Sequence[Path]) -> bool:
    return any(place.is_relative_to(folder) for place in places)
