"""The trash can of a Linux desktop, as the freedesktop.org Trash specification 1.0 describes it.

Where a file goes in it is known before it goes, so the journal can say so and undo can bring it back. The note beside
it that file managers restore by is written first, exclusively, as the specification wants: it reserves the name.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.library.actions.destinations import fitting, free_name
from photohash.library.actions.file_state import device_of, is_taken

_FILES, _INFO, _NOTE = "files", "info", ".trashinfo"


def has_known_places() -> bool:
    """Whether this system's trash can tell where a file is in it; that of macOS and of Windows cannot."""
    return sys.platform not in {"darwin", "win32"}


def can_for(folder: Path) -> Path:
    """The trash can for the files of a folder, on their own volume. What of it is missing is still to be made.

    Args:
        folder: absolute.

    Raises:
        ActionError: this volume has no trash can and none can be made, as on most network shares.
    """
    device = device_of(folder)
    can = _home_trash()
    if device_of(_existing(can)) != device:
        can = _volume_trash(folder, device)
    for part in (can / _FILES, can / _INFO):
        there = _existing(part)
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK) or device_of(there) != device:
            raise ActionError(f"has no trash can on its volume: nothing may be written in {shown(there)}")
    return can


def place_in(can: Path, name: str, taken: Collection[str] = ()) -> Path:
    """Where a file of a name goes in a trash can: to a name that neither a file nor a note has.

    Args:
        can: the can.
        name: of the file.
        taken: places promised to others.

    Raises:
        ActionError: no name is free.
    """
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    # Room for the ending of the note, and for a number.
    wanted = Path(can, _FILES, fitting(stem, suffix, len(_NOTE) + 7))
    while is_taken(os.path.join(can, _INFO, f"{(place := free_name(wanted, taken)).name}{_NOTE}")):  # noqa: PTH118
        taken = {*taken, os.fspath(place)}
    return place


def note_of(place: Path) -> Path:
    """The note that belongs to a file in a trash can."""
    return place.parent.parent.joinpath(_INFO, f"{place.name}{_NOTE}")


def is_in_can(place: Path) -> bool:
    """Whether a path is one of a file in a trash can, by what cans are called."""
    can = place.parent.parent
    return place.parent.name == _FILES and (
        can.name == "Trash" or can.name.startswith(".Trash-") or can.parent.name == ".Trash"
    )


def note_text(path: Path, place: Path) -> bytes:
    """What the note says: where the file was, and when it was thrown away.

    Args:
        path: where it was, absolute.
        place: where it is in the can.
    """
    can = place.parent.parent
    top = can.parent.parent if can.parent.name == ".Trash" else can.parent if can.name.startswith(".Trash-") else None
    told = path.relative_to(top) if top is not None and path.is_relative_to(top) else path
    moment = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%S")
    return f"[Trash Info]\nPath={quote(os.fsencode(told))}\nDeletionDate={moment}\n".encode("ascii")


def _home_trash() -> Path:
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share") / "Trash"  # noqa: PTH117


def _volume_trash(folder: Path, device: int | None) -> Path:
    """The can at the top of a volume: the one that all users share, if it is safe, else one of this user."""
    top = Path(os.path.realpath(folder))
    while top != top.parent and device_of(top.parent) == device:
        top = top.parent
    shared = top / ".Trash"
    if _is_safe(shared) and os.access(shared, os.W_OK | os.X_OK):
        return shared / str(os.getuid())
    return top / f".Trash-{os.getuid()}"


def _is_safe(shared: Path) -> bool:
    """A shared can must be a folder, no link, in which users cannot touch each other's files."""
    try:
        mode = shared.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and bool(mode & stat.S_ISVTX)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)
