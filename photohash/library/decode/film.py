"""Films inside pictures: a motion photo is a JPEG or HEIF file with the seconds around the shot in the same file.

Makers note the film in entries of their own, which other programs lose or leave behind. So it is known by itself: every
such film is an ISO base media file, which begins with a box named ``ftyp`` and a brand (ISO/IEC 14496-12, section 4.3).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, open_regular

FILM_FORMATS = frozenset({"JPEG", "HEIF"})
"""Formats of pictures that cameras put films into."""

_BEGINNING = re.compile(rb"\0\0\0[\x0c-\xff]ftyp(?:qt  |iso[m2-9]|mp4[12]|avc1|M4V |3gp[4-9])")
_LENGTH = 12
_OWN = 16
"""Bytes at the beginning in which a picture names its own brand."""

_BLOCK = 1 << 20


def film_within(file: BinaryIO) -> bool:
    """Whether a picture's file has a film inside. Reads all of the file, and leaves it wherever that ended."""
    file.seek(_OWN)
    tail = b""
    while block := file.read(_BLOCK):
        block = tail + block
        if _BEGINNING.search(block):
            return True
        tail = block[1 - _LENGTH :]
    return False


def holds_film(path: Path) -> bool:
    """The same of a file that is not open.

    Raises:
        PhotoError: it cannot be read.
    """
    with open_regular(path) as file:
        try:
            return film_within(file)
        except OSError as error:
            raise PhotoError(in_words(error)) from error
