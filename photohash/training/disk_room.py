"""Room on the disk: taken before it is written to, and what a person is told where there is none."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from photohash.core.errors import KnownError, LibraryError
from photohash.core.paths import shown

_FULL = (errno.ENOSPC, errno.EDQUOT)
_BLOCK = 1 << 20
_NEXT_TO_NONE = 1 << 18


def array_in_file(path: Path, dtype: DTypeLike, shape: tuple[int, ...]) -> np.memmap[Any, Any]:
    """A new array that is mapped from a file, all of whose room is taken at once.

    A file that only says how long it is takes its room while it is written through the map, and where the disk has
    none then, the system kills whoever writes.

    Raises:
        OSError: there is no room; then there is no file.
    """
    try:
        made = np.lib.format.open_memmap(path, "w+", dtype, shape)
        try:
            _take_room(path, path.stat().st_size)
        except OSError:
            del made  # where a mapped file cannot be removed
            raise
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return made


def _take_room(path: Path, octets: int) -> None:
    with path.open("r+b") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, octets)
            return
        begun = file.read(_BLOCK)  # the head of the file, which is there
        file.seek(0)
        file.write(begun)
        for start in range(len(begun), octets, _BLOCK):
            file.write(bytes(min(_BLOCK, octets - start)))
        file.flush()
        os.fsync(file.fileno())


def require_room(folder: Path, octets: int) -> None:
    """Makes sure that a file of some size can be written, by writing one.

    For after a library that says only that it could not write: the system says why.

    Raises:
        OSError: it cannot.
    """
    path = folder / ".room"
    try:
        with path.open("wb") as file:
            for start in range(0, octets, _BLOCK):
                file.write(bytes(min(_BLOCK, octets - start)))
            file.flush()
            os.fsync(file.fileno())
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def room_in(*folders: Path) -> Iterator[None]:
    """Tells in a sentence that a disk had no room for what was written meanwhile; all else passes as it is.

    Args:
        folders: where it is written; the first is told where the system does not say which.

    Raises:
        LibraryError: there was no room.
    """
    try:
        yield
    except KnownError as error:
        raise no_room(folders, error.__cause__) or error from error
    except OSError as error:
        told = no_room(folders, error)
        if told is None:
            raise
        raise told from error


def full(folder: Path) -> LibraryError | None:
    """What to say where the disk of a folder has next to no room left; None where it has, or nobody knows.

    For after a process that had not even the room to say so.
    """
    try:
        left = shutil.disk_usage(folder).free
    except OSError:
        return None
    return no_room([folder], OSError(errno.ENOSPC, "")) if left < _NEXT_TO_NONE else None


def no_room(folders: Sequence[Path], error: BaseException | None) -> LibraryError | None:
    """What to say where a disk had no room; None where something else was wrong.

    Args:
        folders: where it was written; the first is told where the system does not say which.
        error: what the system said.
    """
    if not isinstance(error, OSError):
        return None
    named = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else folders[0]
    place = next((folder for folder in folders if named.is_relative_to(folder)), folders[0])
    if error.errno in _FULL:
        return LibraryError(
            f"The disk is full, so training could not go on in {shown(place)}. Free some space there and try again:"
            " what was learnt so far is kept."
        )
    if error.errno == errno.EFBIG:
        return LibraryError(
            f"Training could not go on in {shown(place)}: no file may be as large there as it needs. Allow larger"
            " files, or move the folder to another disk, and try again: what was learnt so far is kept."
        )
    return None
