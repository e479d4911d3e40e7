"""Files that were one and the same until something happened to one of them: bytes that fell over, an end that is gone.

Two files whose coded pictures begin with the same bytes are of one save: no other save gives the same bits. So where
they part, one of them was damaged, unless all the rest differs too, as when somebody drew on the lower half.
"""

from __future__ import annotations

import cv2
import numpy as np

from photohash.library.photo import CodedPicture, Pixels
from photohash.library.relate.look import Look

_COMMON = 512
"""Bytes of the coded picture, behind its tables, that must be the same."""

_FALLEN_OVER = 0.01
_SECTOR = 64 << 10
"""Share of the bytes that may differ, or length of the one stretch in which they do, where none are missing."""

_DIFFERING = 8
_ROUGHER = 1.05


def damage(a: Look, b: Look) -> int | None:
    """Which of two photos is a damaged copy of the other.

    Returns:
        1 for b, -1 for a, 0 where one of them is and it cannot be told which; None where neither is.

    Raises:
        PhotoError: one of them cannot be read just now.
    """
    first, second = a.coded(), b.coded()
    if first.tables != second.tables or first.data == second.data:
        return None
    common = _common(first.data, second.data)
    if common < min(_COMMON, len(first.data) // 8, len(second.data) // 8):
        return None
    for one, other, damaged in ((first, second, 1), (second, first, -1)):
        if _lacks_its_end(other.data, one.data, common):
            return damaged
    return _rougher(a.full(), b.full()) if _fell_over(first.data, second.data, common) else None


def is_cut_from(part: CodedPicture, whole: CodedPicture) -> bool:
    """Whether a file that cannot be read whole is a damaged copy of another: at least half of it is the same."""
    length = len(part.data.rstrip(b"\0"))
    common = _common(part.data, whole.data)
    return part.tables == whole.tables and part.data != whole.data and 0 < length <= 2 * common


def _common(first: bytes, second: bytes) -> int:
    """How many bytes two beginnings share."""
    length = min(len(first), len(second))
    differing = np.frombuffer(first, np.uint8, length) != np.frombuffer(second, np.uint8, length)
    return int(differing.argmax()) if differing.any() else length


def _lacks_its_end(part: bytes, whole: bytes, common: int) -> bool:
    """Whether what follows the common bytes is missing from one of two, or is nothing but one byte over and over."""
    rest = part[common:].removesuffix(b"\xff\xd9")
    filler = len(rest) > 1 and not rest.strip(rest[-1:])
    return (len(rest) <= 1 or filler) and len(whole) - common > len(rest) // 2 + 2


def _fell_over(first: bytes, second: bytes, common: int) -> bool:
    if len(first) != len(second):
        return False
    differing = np.flatnonzero(np.frombuffer(first, np.uint8) != np.frombuffer(second, np.uint8))
    return len(differing) <= _FALLEN_OVER * len(first) or int(differing[-1]) - common < min(_SECTOR, len(first) // 2)


def _rougher(first: Pixels, second: Pixels) -> int | None:
    """Which picture is the broken one, by the steps between blocks where the two differ; 0 where neither stands out.

    None where they show the same: what fell over, or was changed, is not of the picture.
    """
    if np.array_equal(first, second):
        return None
    if first.shape != second.shape:
        return 0
    differing = np.abs(first.astype(np.int16) - second).max(axis=2) > _DIFFERING
    if not differing.any():
        return 0
    places = cv2.dilate(differing.astype(np.uint8), np.ones((17, 17), np.uint8)) > 0
    roughness = []
    for picture in (first, second):
        levels = picture.astype(np.float32)
        across = np.abs(np.diff(levels, axis=1)).sum(axis=2)[:, 7::8][places[:, 8::8]]
        down = np.abs(np.diff(levels, axis=0)).sum(axis=2)[7::8][places[8::8]]
        roughness.append(float(across.sum() + down.sum()) + 1.0)
    if max(roughness) < _ROUGHER * min(roughness):
        return 0
    return 1 if roughness[1] > roughness[0] else -1
