"""Things to put into a catalogue."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photohash.library.photo import FoundFile, Picture
from photohash.library.store import Catalogue

MODEL = "difference-256"
PICTURE = Picture(np.empty((0, 0, 3), np.uint8), 640, 480, "JPEG", "2024-05-17T09:30:12.25", "Canon EOS R6")


def found(path: str | Path, size: int = 1000, mtime_ns: int = 1_700_000_000_123_456_789) -> FoundFile:
    return FoundFile(Path(path), size, mtime_ns, 1, 1)


def digest(number: int) -> bytes:
    return number.to_bytes(32, "big")


def add_photo(catalogue: Catalogue, number: int, *paths: str | Path, code: int | None = None) -> int:
    """Adds a photo of a number with files at some paths; gives its id."""
    photo = catalogue.add_photo(digest(number), PICTURE, 1000)
    for path in paths:
        catalogue.put_file(found(path), photo, None)
    if code is not None:
        catalogue.pairs(MODEL).put_code(photo, code.to_bytes(32, "big"))
    return photo
