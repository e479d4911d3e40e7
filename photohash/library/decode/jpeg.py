"""The parts of a JPEG file (ITU-T T.81, annex B): its segments, where its picture ends, and how its pixels are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, JpegImagePlugin

from photohash.core.errors import PhotoError
from photohash.core.files import open_regular
from photohash.library.decode import exif_fields
from photohash.library.photo import Encoding

_START_OF_SCAN, _END = 0xDA, 0xD9
_STANDALONE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})
"""Markers without a length: they stand for themselves."""

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""A marker among the data of a scan, in which a byte FF is followed by 00, or is a restart.

Any number of bytes FF may come before it. They are left out here: a pattern that begins with one certain byte is looked
for thirty times as fast.
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment before the end of the picture.

    Attributes:
        marker: its second byte, e.g. 0xE1 for APP1.
        start: where its content begins in the file, behind marker and length.
        end: where its content ends.
    """

    marker: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a JPEG file are, in bytes.

    Attributes:
        segments: in their order.
        scan: where the data of the first scan begins; the length of the file where there is none.
        end: where the picture ends, behind its end marker; None where that is missing.
    """

    segments: tuple[Segment, ...]
    scan: int
    end: int | None


def layout_of(data: bytes, scanned: int | None = None) -> Layout | None:
    """Finds the parts of a file; None where it is no JPEG.

    Args:
        data: of the file.
        scanned: how many bytes of the first scan to look through for its end; None for all.
    """
    if data[:2] != b"\xff\xd8":
        return None
    segments: list[Segment] = []
    scan, position, stop = len(data), 2, len(data)
    while (match := _MARKER.search(data, position, stop)) is not None:
        marker, position = data[match.end() - 1], match.end()
        if marker == _END:
            return Layout(tuple(segments), scan, position)
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(data[position : position + 2], "big")
        segments.append(Segment(marker, position + 2, position + length))
        position += max(2, length)
        if marker == _START_OF_SCAN and scan == len(data):
            scan = min(scan, position)
            stop = len(data) if scanned is None else scan + scanned
    return Layout(tuple(segments), scan, None)


def encoding_of(path: Path) -> Encoding | None:
    """How a file's pixels are kept, from its header alone; None where it is no JPEG that can be read.

    Raises:
        PhotoError: the file cannot be opened.
    """
    with open_regular(path) as file:
        try:
            with Image.open(file, formats=("JPEG",)) as image:
                return encoding(image)
        except PhotoError:
            raise
        except Exception:  # noqa: BLE001  decoders raise anything at all on damaged bytes
            return None


def encoding(image: Image.Image) -> Encoding | None:
    """The same of an opened picture."""
    tables = getattr(image, "quantization", None)
    if not tables or image.mode not in {"L", "RGB"}:
        return None
    kept = {number: tuple(int(step) for step in steps) for number, steps in tables.items()}
    sampling = JpegImagePlugin.get_sampling(image) if image.mode == "RGB" else 0
    return Encoding(kept, sampling, exif_fields.orientation_of(exif_fields.exif_of(image, "JPEG"), "JPEG"))
