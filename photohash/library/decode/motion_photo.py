"""Films inside pictures: a motion photo is a JPEG, HEIF or AVIF file with the seconds around the shot in the same file.

Makers note the film in entries of their own, which other programs lose or leave behind. So it is known by itself: every
such film is an ISO base media file, which begins with a box named ``ftyp`` and a brand (ISO/IEC 14496-12, section 4.3).
Pictures that begin so have brands of their own; any other is taken for a film's, known or not, since a film that is
overlooked may be lost.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from blake3 import blake3

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, open_regular

FILM_FORMATS = frozenset({"JPEG", "HEIF", "AVIF"})
"""Formats of pictures that cameras put films into."""

_BEGINNING = re.compile(
    rb"\0\0(?:\0[\x0c-\xff]|[\x01-\x03][\0-\xff])ftyp(?!mif|msf|hei[cmsx]|hev[cmsx]|avi[fos]|crx)[ -~]{4}", re.DOTALL
)
_LENGTH = 12
_OWN = 16
"""Bytes at the beginning in which a picture names its own brand."""

_BLOCK = 1 << 20


def film_within(file: BinaryIO) -> int | None:
    """Where a film begins in a picture's file, in bytes, or None. Leaves the file wherever reading it ended."""
    file.seek(_OWN)
    before, tail = _OWN, b""
    while block := file.read(_BLOCK):
        block = tail + block
        if found := _BEGINNING.search(block):
            return before + found.start()
        tail = block[1 - _LENGTH :]
        before += len(block) - len(tail)
    return None


def film_digest(path: Path) -> bytes | None:
    """BLAKE3 of a picture's file from the beginning of its film on, 32 bytes; None where no film is inside.

    Raises:
        PhotoError: the file cannot be read.
    """
    with open_regular(path) as file:
        try:
            start = film_within(file)
            if start is None:
                return None
            file.seek(start)
            hasher = blake3()
            while block := file.read(_BLOCK):
                hasher.update(block)
        except OSError as error:
            raise PhotoError(in_words(error)) from error
    return hasher.digest()
