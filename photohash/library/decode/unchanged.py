"""What is read of a photo: of the first of its files that is there and still what the catalogue knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from photohash.core.errors import PhotoError
from photohash.library.decode.decoder import decode
from photohash.library.photo import Photo, Pixels

Read = TypeVar("Read")


def read_unchanged(photo: Photo, read: Callable[[Path], Read]) -> Read:
    """What is read of the first file that still is what it was.

    Raises:
        PhotoError: there is none.
    """
    trouble = PhotoError("is no longer there")
    for file in photo.files:
        try:
            info = file.path.stat()
            if (info.st_size, info.st_mtime_ns) == (file.size, file.mtime_ns):
                return read(file.path)
        except OSError:
            continue
        except PhotoError as error:
            trouble = error
    raise trouble


def decode_unchanged(photo: Photo, *, at_least: int | None) -> Pixels:
    """The pixels of the first file that still is what it was, as ``decode`` gives them.

    Raises:
        PhotoError: there is none.
    """
    return read_unchanged(photo, lambda path: decode(path, at_least=at_least, described=False).pixels)
