"""Files that were one and the same until something happened to one of them: bytes that fell over, an end that is gone.

Two files whose coded pictures begin with the same bytes are of one save: no other save gives the same bits. So where
they part, one of them was damaged, unless all the rest differs too, as when somebody drew on the lower half.
"""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photohash.library.photo import CodedPicture, Pixels
from photohash.library.relate.features import Floats, PhotoFeatures

_COMMON = 512
"""Bytes of the coded picture, behind its tables, that must be the same."""

_FALLEN_OVER = 0.01
_SECTOR = 64 << 10
"""Share of the bytes that may differ, or length of the one stretch in which they do, where none are missing."""

_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_LAST = 6
"""Bytes at the end without which a whole picture shows something else."""

_BLOCK = 16
_DIFFERING = 8
_ROUGHER = 1.03
_BURNT = 0.02
"""By how much more steps, and by what share of burnt-out levels, a broken picture stands out."""


def damage(a: PhotoFeatures, b: PhotoFeatures) -> int | None:
    """Which of two photos is a damaged copy of the other.

    Returns:
        1 for b, -1 for a, 0 where one of them is and it cannot be told which; None where neither is, as where one only
        has other data behind its picture.

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
            return None if not first.tables and np.array_equal(a.full(), b.full()) else damaged
    return _rotten(a, b, first, second) if _fell_over(first.data, second.data, common) else None


def is_cut_from(part: CodedPicture, whole: CodedPicture) -> bool:
    """Whether a file that cannot be read whole is a damaged copy of another.

    At least half of it is the same up to where the two part, or all but a few bytes of it are.
    """
    length = len(part.data.rstrip(b"\0"))
    common = _common(part.data, whole.data)
    if part.tables != whole.tables or part.data == whole.data or not length:
        return False
    return length <= 2 * common or (common >= _COMMON and _fell_over(part.data, whole.data, common))


def _common(first: bytes, second: bytes) -> int:
    """How many bytes two beginnings share."""
    length = min(len(first), len(second))
    differing = np.frombuffer(first, np.uint8, length) != np.frombuffer(second, np.uint8, length)
    return int(differing.argmax()) if differing.any() else length


def _lacks_its_end(part: bytes, whole: bytes, common: int) -> bool:
    """Whether what follows the common bytes is missing from one of two, or is nothing but one byte over and over."""
    rest = part[common:].removesuffix(_END)
    filler = len(rest) > 1 and not rest.strip(rest[-1:])
    return (len(rest) <= 1 or filler) and len(whole) - common > len(rest) // 2 + 2


def _fell_over(first: bytes, second: bytes, common: int) -> bool:
    if len(first) != len(second):
        return False
    differing = np.flatnonzero(np.frombuffer(first, np.uint8) != np.frombuffer(second, np.uint8))
    return len(differing) <= _FALLEN_OVER * len(first) or int(differing[-1]) - common < min(_SECTOR, len(first) // 2)


def _rotten(a: PhotoFeatures, b: PhotoFeatures, first: CodedPicture, second: CodedPicture) -> int | None:
    """Which of two files of one length is the broken one; 0 where that cannot be told.

    None where they show the same: what fell over, or was changed, is not of the picture.
    """
    pictures = a.full(), b.full()
    if np.array_equal(*pictures):
        return None
    whole = _is_used_up(first), _is_used_up(second)
    if None not in whole and whole[0] != whole[1]:
        return 1 if whole[0] else -1
    return _rougher(*pictures) if pictures[0].shape == pictures[1].shape else 0


def _is_used_up(coded: CodedPicture) -> bool | None:
    """Whether a JPEG picture of one scan takes all of its data and no more, as a whole one does.

    A fallen bit shifts all that follows, so the picture ends before its data do, or needs more. None for other files.
    """
    if not coded.tables or _SCAN in coded.data:
        return None
    begin, data = b"\xff\xd8" + coded.tables, coded.data.removesuffix(_END)
    shown, with_less, with_more = (
        _shown(begin + part + _END) for part in (data, data[:-_LAST], data + bytes(range(1, 250)) * 8)
    )
    if shown is None:
        return None
    needs_all = with_less is None or not np.array_equal(shown, with_less)
    return needs_all and with_more is not None and np.array_equal(shown, with_more)


def _shown(data: bytes) -> Pixels | None:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            return np.asarray(image.convert("RGB"))
    except Exception:  # noqa: BLE001  decoders raise anything at all on damaged bytes
        return None


def _rougher(first: Pixels, second: Pixels) -> int:
    """Which picture does not go on from its sound part, or is burnt out where the other is not; 0 where both go on."""
    height, width = (side - side % _BLOCK for side in first.shape[:2])
    apart = np.abs(first[:height, :width].astype(np.int16) - second[:height, :width]).max(axis=2)
    broken = apart.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK).max(axis=(1, 3)) > _DIFFERING
    steps = [_steps_into(picture[:height, :width].astype(np.float32), broken) for picture in (first, second)]
    burnt = [float(((picture == 0) | (picture == 255)).mean()) for picture in (first, second)]
    if max(steps) >= _ROUGHER * min(steps):
        return 1 if steps[1] > steps[0] else -1
    return 0 if abs(burnt[1] - burnt[0]) < _BURNT else 1 if burnt[1] > burnt[0] else -1


def _steps_into(picture: Floats, broken: NDArray[np.bool_]) -> float:
    """How far the levels of a picture step where blocks that are the same in both meet blocks that are not."""
    across = np.abs(picture[:, _BLOCK::_BLOCK] - picture[:, _BLOCK - 1 : -1 : _BLOCK]).sum(axis=2)
    down = np.abs(picture[_BLOCK::_BLOCK] - picture[_BLOCK - 1 : -1 : _BLOCK]).sum(axis=2)
    rows, columns = broken.shape
    across = across.reshape(rows, _BLOCK, columns - 1).sum(axis=1)
    down = down.reshape(rows - 1, columns, _BLOCK).sum(axis=2)
    meeting = across[broken[:, 1:] != broken[:, :-1]].sum() + down[broken[1:] != broken[:-1]].sum()
    return float(meeting) + 1.0
