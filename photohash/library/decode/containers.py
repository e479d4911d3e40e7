"""The parts of PNG, WebP, GIF, BMP, TIFF, HEIF and AVIF files: where the picture ends, and what else is in them.

Only what frames the parts is read, never their meaning. A file that is framed wrongly has nothing behind its picture:
nobody can say where that would begin.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_PNG_BEGINNING, _RIFF_BEGINNING = 8, 12
_PNG_FRAME, _RIFF_FRAME = 12, 8

_PNG_KNOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI mDCv cLLi bKGD hIST pHYs sPLT tIME acTL fcTL "
    b"fdAT eXIf tEXt zTXt iTXt iDOT oFFs pCAL sCAL vpAg orNT zxIf exIf".split()
)
_WEBP_KNOWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "))
_BOXES_KNOWN = frozenset(b"ftyp styp meta mdat moov moof mfra sidx free skip wide pnot".split())

_TIFF_VALUES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
"""Bytes of a value of each type."""

_TIFF_DATA = {273: 279, 324: 325, 288: 289, 513: 514}
"""Entries that say where data is, and those that say how long: strips, tiles, unused parts, an old kind of JPEG."""

_TIFF_FOLDERS = frozenset({330, 34665, 34853, 40965})
"""Entries that lead to further directories: parts of the picture, EXIF, its place, its interoperability."""

_TIFF_KNOWN = frozenset(
    {*range(254, 348), *range(512, 533), 559, 700, 18246, 18249, *range(32995, 32999), *range(33432, 33438), 33723,
     *range(34016, 34032), 34377, 34665, 34675, *range(34850, 34871), *range(36864, 37523), *range(40091, 40096),
     *range(40960, 42241), 50341, 59932, 59933}
)  # fmt: skip
"""Entries that tell how the picture is kept, and those of EXIF, XMP, IPTC and colour profiles."""

_MOST_DIRECTORIES = 4096


class Part(NamedTuple):
    """A part of a file.

    Attributes:
        name: what the format calls it.
        start: where its content begins, in bytes.
        end: where its content ends.
    """

    name: bytes
    start: int
    end: int


def parts_of(data: bytes, kind: str) -> tuple[list[Part], int]:
    """The parts of a file, and where the last of them ends; (nothing, the file's length) where that cannot be told.

    Args:
        data: the file.
        kind: its format, as Pillow names it.
    """
    reader = _READERS.get(kind)
    try:
        parts, end = reader(data) if reader else ([], len(data))
    except (struct.error, IndexError, ValueError):
        return [], len(data)
    return parts, min(end, len(data)) if end > 0 else len(data)


def foreign_parts(data: bytes, kind: str) -> list[bytes]:
    """The contents of those parts that the format does not know of: what programs keep in there for themselves."""
    known = {"PNG": _PNG_KNOWN, "WEBP": _WEBP_KNOWN, "HEIF": _BOXES_KNOWN, "AVIF": _BOXES_KNOWN}.get(kind)
    if kind == "TIFF":
        return [data[part.start : part.end] for part in parts_of(data, kind)[0]]
    if known is None:
        return []
    return [data[part.start : part.end] for part in parts_of(data, kind)[0] if part.name not in known]


def _png(data: bytes) -> tuple[list[Part], int]:
    parts, position = [], _PNG_BEGINNING
    while position + _PNG_FRAME <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        parts.append(Part(name, position + 8, position + 8 + length))
        position += _PNG_FRAME + length
        if name == b"IEND":
            break
    return parts, position


def _webp(data: bytes) -> tuple[list[Part], int]:
    (length,) = struct.unpack_from("<I", data, 4)
    end = 8 + length + length % 2
    parts, position = [], _RIFF_BEGINNING
    while position + _RIFF_FRAME <= min(end, len(data)):
        name, length = struct.unpack_from("<4sI", data, position)
        parts.append(Part(name, position + _RIFF_FRAME, position + _RIFF_FRAME + length))
        position += _RIFF_FRAME + length + length % 2
    return parts, end


def _gif(data: bytes) -> tuple[list[Part], int]:
    flags, position = data[10], 13
    if flags & 0x80:
        position += 3 << (1 + (flags & 7))
    while (mark := data[position]) != 0x3B:
        if mark == 0x2C:
            flags, position = data[position + 9], position + 10
            if flags & 0x80:
                position += 3 << (1 + (flags & 7))
            position += 1
        elif mark == 0x21:
            position += 2
        else:
            return [], len(data)
        while length := data[position]:
            position += 1 + length
        position += 1
    return [], position + 1


def _bmp(data: bytes) -> tuple[list[Part], int]:
    return [], struct.unpack_from("<I", data, 2)[0]


def _boxes(data: bytes) -> tuple[list[Part], int]:
    parts: list[Part] = []
    position = 0
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, position + 8)
        if length == 0:
            length = len(data) - position
        if length < 8 or position + length > len(data) or not name.isascii() or not name.isalnum():
            break
        parts.append(Part(name, position, position + length))
        position += length
    return parts, position


def _tiff(data: bytes) -> tuple[list[Part], int]:
    """The entries that are foreign to the format, and the end of the last thing that any entry leads to."""
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(f"{order}H", data, 2)[0] == 43
    parts: list[Part] = []
    end = 16 if big else 8
    waiting, seen = [struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)[0]], set[int]()
    while waiting and len(seen) < _MOST_DIRECTORIES:
        start = waiting.pop()
        if not start or start in seen or start >= len(data):
            continue
        seen.add(start)
        values: dict[int, tuple[int, ...]] = {}
        for tag, part in _entries(data, order, start, big=big):
            end = max(end, part.end)
            if tag in _TIFF_DATA or tag in _TIFF_DATA.values() or tag in _TIFF_FOLDERS:
                values[tag] = _numbers(data, order, part)
            elif tag not in _TIFF_KNOWN:
                parts.append(part)
        for places, lengths in _TIFF_DATA.items():
            reached = zip(values.get(places, ()), values.get(lengths, ()), strict=False)
            end = max([end, *(place + length for place, length in reached)])
        waiting += [place for tag in _TIFF_FOLDERS for place in values.get(tag, ())]
        behind = start + (8 if big else 2) + (20 if big else 12) * _count(data, order, start, big=big)
        waiting.append(struct.unpack_from(order + ("Q" if big else "I"), data, behind)[0])
        end = max(end, behind + (8 if big else 4))
    return parts, end


def _count(data: bytes, order: str, start: int, *, big: bool) -> int:
    return int(struct.unpack_from(order + ("Q" if big else "H"), data, start)[0])


def _entries(data: bytes, order: str, start: int, *, big: bool) -> Iterator[tuple[int, Part]]:
    """The entries of a directory: the tag, and where its values are. The part is named by the type of the values."""
    first = start + (8 if big else 2)
    for number in range(_count(data, order, start, big=big)):
        place = first + number * (20 if big else 12)
        tag, kind, count = struct.unpack_from(order + ("HHQ" if big else "HHI"), data, place)
        length = _TIFF_VALUES.get(kind, 1) * count
        inline = place + (12 if big else 8)
        if length > (8 if big else 4):
            (inline,) = struct.unpack_from(order + ("Q" if big else "I"), data, inline)
        yield tag, Part(bytes([kind % 256]), inline, inline + length)


def _numbers(data: bytes, order: str, part: Part) -> tuple[int, ...]:
    letter = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}.get(part.name[0])
    if letter is None:
        return ()
    size = struct.calcsize(letter)
    content = data[part.start : part.end]
    return struct.unpack(f"{order}{len(content) // size}{letter}", content[: len(content) // size * size])


_READERS = {"PNG": _png, "WEBP": _webp, "GIF": _gif, "BMP": _bmp, "HEIF": _boxes, "AVIF": _boxes, "TIFF": _tiff}
