"""Whether the places in a journal entry are places that photohash uses.

A catalogue is a file, and a file can come from anybody. What it says is done to the disk only where it names photos and
their sidecars in the library's folders, and the places where photohash itself puts them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.library.actions.companions import may_travel
from photohash.library.actions.disk import is_own_name
from photohash.library.actions.places import QUARANTINE, root_of
from photohash.library.actions.trash import is_in_can
from photohash.library.store import LINKS, Action, Entry, Piece, Root


def check_places(entry: Entry, roots: Sequence[Root]) -> None:
    """Makes sure that an entry names only places that photohash uses.

    Raises:
        ActionError: it does not.
    """
    places = [piece.destination for piece in entry.pieces if piece.destination]
    sound = (
        _is_in_library(entry.path, roots)
        and _is_plain(entry.keeper)
        and all(_is_sound(entry, piece, roots) for piece in entry.pieces)
        and all(_is_plain(folder) and _is_above(folder, places) for folder in entry.folders)
        and (entry.action is not Action.RESCUE or entry.path.suffix.lower() == ".xmp")
        and (entry.action is Action.RESCUE or bool(entry.pieces))
    )
    if not sound:
        raise ActionError("is left alone: the journal names places that photohash never uses")


def _is_sound(entry: Entry, piece: Piece, roots: Sequence[Root]) -> bool:
    if not _is_in_library(piece.source, roots):
        return False
    if piece.restored is not None and not (
        _is_in_library(piece.restored, roots) and piece.restored.parent == piece.source.parent
    ):
        return False
    place = piece.destination
    if place is None:
        return entry.action is Action.TRASH
    if not _is_plain(place):
        return False
    in_quarantine = QUARANTINE in place.parts and may_travel(place.name)
    if entry.action in LINKS:
        return in_quarantine if piece.kept else is_own_name(place.name) and place.parent == piece.source.parent
    if entry.action is Action.TRASH:
        return is_in_can(place) and may_travel(place.name)
    return may_travel(place.name) if entry.action is Action.MOVE else in_quarantine


def _is_in_library(path: Path, roots: Sequence[Root]) -> bool:
    """Whether a path is one of a photo or a sidecar below a folder of the library."""
    return _is_plain(path) and may_travel(path.name) and root_of(path, roots) is not None


def _is_plain(path: Path) -> bool:
    return path.is_absolute() and os.pardir not in path.parts


def _is_above(folder: Path, places: Sequence[Path]) -> bool:
    return any(place.is_relative_to(folder) for place in places)
