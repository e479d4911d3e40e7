"""Where files go: the quarantine of a volume, a folder to move to, and names that nobody has."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.file_state import device_of, is_taken
from photohash.library.store import Root, root_of

QUARANTINE = ".photohash-quarantine"
"""The folder that takes what is put away on a volume. Scans pass it by, since its name begins with a dot."""

LONGEST_NAME = 255
"""Bytes of a name that the usual file systems take."""

_MOST_NAMES = 10_000


def quarantine_above(folder: Path, roots: Sequence[Root]) -> Path:
    """The folder in which the quarantine for the files of a folder is, or is to be made.

    That is the library's folder that it lies in, or as far up towards that as its volume and the rights of this user
    reach.

    Raises:
        ActionError: nowhere between the two may anything be made.
    """
    root = root_of(folder, roots)
    top = folder if root is None else root.path
    device = device_of(folder)
    for place in reversed([folder, *folder.parents]):
        if not place.is_relative_to(top) or device_of(place) != device:
            continue
        there = place / QUARANTINE
        writable = there if there.is_dir() else place
        if os.access(writable, os.W_OK | os.X_OK) and not there.is_symlink():
            return place
    raise ActionError("cannot be put into a quarantine: nothing may be written in its folder")


def move_for(path: Path, folder: Path, roots: Sequence[Root]) -> Path:
    """Where a file goes in a folder that files are moved to: below it as it was below the library's folder."""
    root = root_of(path, roots)
    return folder / (path.name if root is None else path.relative_to(root.path))


def free_name(wanted: Path, taken: Collection[str] = ()) -> Path:
    """A path that nothing has: the wanted one, or the same with a number after its name.

    Raises:
        ActionError: ten thousand names are taken.
    """
    wanted = wanted.with_name(fitting(wanted.stem, wanted.suffix))
    if os.fspath(wanted) not in taken and not is_taken(wanted):
        return wanted
    for number in range(2, _MOST_NAMES):
        other = wanted.with_name(fitting(wanted.stem, f" ({number}){wanted.suffix}"))
        if os.fspath(other) not in taken and not is_taken(other):
            return other
    raise ActionError(f"cannot be named: every candidate name in {shown(wanted.parent)} is taken")


def fitting(stem: str, ending: str, spare: int = 0) -> str:
    """A name made of two parts, the first cut so far that file systems take the whole.

    Args:
        stem: what may be cut, never within a character.
        ending: what stays.
        spare: bytes by which the name is still to grow.
    """
    room = max(1, LONGEST_NAME - spare - len(os.fsencode(ending)))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + ending


def missing_folders(folder: Path) -> list[Path]:
    """The folders that are to be made for a folder to be there, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]
