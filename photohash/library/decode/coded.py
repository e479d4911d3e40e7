"""The coded picture of a file: what was written of the pixels, apart from what was said about them.

Two files of one save have the same, and a damaged copy of one has the same up to where it was damaged.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from blake3 import blake3

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, open_regular
from photohash.library.decode.jpeg import layout_of
from photohash.library.photo import CodedPicture

_OPENING_WITHIN = 64 << 20
_OPENING, _OPENING_OF_FILE = 512, 2048
"""Bytes of a JPEG's coded picture, and of any other file, by which copies of one save are found."""


def coded_picture_of(path: Path) -> CodedPicture:
    """The coded picture of a file.

    Raises:
        PhotoError: the file cannot be read.
    """
    with open_regular(path) as file:
        try:
            return _coded(file.read())
        except OSError as error:
            raise PhotoError(in_words(error)) from error


def opening_of(file: BinaryIO) -> str:
    """What all copies of one save have in common, even those that lost their end: a digest, in hexadecimal digits.

    "" where too little is there for two pictures to differ.
    """
    file.seek(0)
    coded = _coded(file.read(_OPENING_WITHIN), _OPENING)
    length = _OPENING if coded.tables else _OPENING_OF_FILE
    return blake3(coded.tables + coded.data[:length]).hexdigest(16) if len(coded.data) >= length else ""


def _coded(data: bytes, most: int | None = None) -> CodedPicture:
    """A JPEG file's tables and scans; of other formats the whole file, which does not tell the two apart.

    Args:
        data: of the file.
        most: bytes of the scans that are wanted; None for all.
    """
    layout = layout_of(data, most)
    if layout is None or layout.scan >= len(data):
        return CodedPicture(b"", data)
    tables = [data[part.start - 4 : part.end] for part in layout.segments if part.end <= layout.scan]
    end = len(data) if layout.end is None else layout.end
    if most is not None:
        end = min(end, layout.scan + most)
    return CodedPicture(b"".join(table for table in tables if not _is_said(table[1])), data[layout.scan : end])


def _is_said(marker: int) -> bool:
    """Whether a segment of a JPEG file is about the picture, not of it: APP0 to APP15, and comments."""
    return 0xE0 <= marker <= 0xEF or marker == 0xFE
