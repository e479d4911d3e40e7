"""Which of two sizes of one picture was made from the other, by the steps in which the smaller one was saved.

A JPEG file keeps each coefficient as a whole number of steps. Whatever is made of its decoded picture shows them again:
an enlarged copy, shrunk back and freed of the filter that enlarging and sharpening are, has coefficients that gather at
the steps of the smaller file. A picture that was there first knows nothing of these steps, so its coefficients lie
anywhere. As in :mod:`~photohash.library.relate.lineage`, but for two sizes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from photohash.library.photo import Pixels
from photohash.library.relate.coefficients import GREY, coefficients_of, steps_of, unclipped
from photohash.library.relate.lineage import JUDGED, only, structured
from photohash.library.relate.look import Floats, Look

_LONGEST = 512
_REACH = 3
"""Pixels by which the fitted filter reaches to each side."""

_SPARSE = 3
"""Of so many rows and columns one is used to fit it."""

_MARGIN = 16
"""Pixels around the part looked at that shrinking takes into account."""

_SHRUNK = 0.99
"""By how much the larger picture may fall short of the smaller one along a side."""

_COARSE = 3.0
"""Steps from which rounding to whole levels leaves them visible."""

_FEWEST = 300
_GATHERED, _DEVIATIONS = 0.04, 3.0
"""How far coefficients gather at steps, as the mean cosine of their places between two steps: 1 where all lie on them,
about 0 where nothing ties them; and by how many standard deviations more."""

_ROUNDING = 1.5
_UNEXPLAINED = 0.004
"""Share of the coefficients that may differ by more than half a step and rounding."""

_ONLY, _PRESENT = 0.005, 4.0
_MUCH_COARSER = 3.0
"""Share of the coefficients that only the smaller picture may have, where its steps are so many times as coarse."""

_HALVES = np.add.outer(np.arange(8), np.arange(8)) % 2 == 0


@dataclass(frozen=True)
class Ancestry:
    """What is known of a smaller and a larger picture.

    Attributes:
        enlarged: whether the larger one was surely made from the smaller one.
        reduced: whether the larger one surely was not, and holds all that the smaller one does.
    """

    enlarged: bool = False
    reduced: bool = False


def ancestry(small: Look, large: Look, full_small: Pixels, full_large: Pixels) -> Ancestry:
    """Looks for the steps of the smaller picture in the larger one.

    Args:
        small: the photo of fewer pixels.
        large: the other.
        full_small: its upright picture in full size, uint8 [h, w, 3].
        full_large: that of the other.

    Raises:
        PhotoError: one of them cannot be read just now.
    """
    height, width = full_small.shape[:2]
    if min(full_large.shape[0] / height, full_large.shape[1] / width) < _SHRUNK:
        return Ancestry()
    encoding = small.encoding()
    steps = None if encoding is None else steps_of(encoding, width, height)
    if steps is None:
        return Ancestry()
    top, left = structured(full_small, full_small)
    part = np.ascontiguousarray(full_small[top : top + _LONGEST, left : left + _LONGEST])
    blocks = _inner(part) & unclipped(part)
    grey = (part @ GREY).astype(np.float32)
    expected = _filtered(_shrunk(full_large, full_small, (top, left), part), grey)
    if expected is None or not blocks.any():
        return Ancestry()
    found, there = coefficients_of(expected)[blocks], coefficients_of(grey)[blocks]
    visible = (np.abs(np.round(there / steps)) >= 1) & (JUDGED & (steps >= _COARSE))
    count = int(visible.sum())
    if count < _FEWEST:
        return Ancestry()
    places = np.cos(2 * np.pi * found / steps)
    halves = [places[visible & half] for half in (_HALVES, ~_HALVES)]
    if min(len(half) for half in halves) < _FEWEST // 4:
        return Ancestry()
    gathered = [float(half.mean()) for half in halves]
    if min(gathered) >= _GATHERED + _DEVIATIONS / math.sqrt(count):
        return Ancestry(enlarged=True)
    return Ancestry(reduced=float(places[visible].mean()) < 0 and _is_explained(found, there, steps, large, full_large))


def _is_explained(expected: Floats, there: Floats, steps: Floats, large: Look, full_large: Pixels) -> bool:
    """Whether all that the smaller picture shows is in the larger one, but for what its own save did to it."""
    x, y, own = expected[:, JUDGED], there[:, JUDGED], steps[JUDGED]
    if float((np.abs(x - y) > own / 2 + _ROUNDING).mean()) <= _UNEXPLAINED:
        return True
    encoding = large.encoding()
    others = None if encoding is None else steps_of(encoding, full_large.shape[1], full_large.shape[0])
    if others is None or float(own.sum()) < _MUCH_COARSER * float(others[JUDGED].sum()):
        return False
    return only(y, x, np.maximum(_PRESENT, 2 * own)) <= _ONLY


def _inner(part: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which whole blocks of a part do not lie at its edge, where a filter lacks a side: bool [n]."""
    blocks = np.zeros((part.shape[0] // 8, part.shape[1] // 8), np.bool_)
    blocks[1:-1, 1:-1] = True
    return blocks.ravel()


def _shrunk(large: Pixels, small: Pixels, place: tuple[int, int], part: Pixels) -> Floats:
    """The luma of the larger picture where a part of the smaller one is, in the size of that: float32 [h, w]."""
    scales = np.array(large.shape[:2]) / np.array(small.shape[:2])
    begin, size = np.array(place), np.array(part.shape[:2])
    first = np.floor(np.maximum(begin - _MARGIN, 0) * scales).astype(int)
    last = np.minimum(np.ceil((begin + size + _MARGIN) * scales).astype(int), large.shape[:2])
    luma = Image.fromarray((large[first[0] : last[0], first[1] : last[1]] @ GREY).astype(np.float32))
    top, left = begin * scales - first
    bottom, right = np.minimum((begin + size) * scales - first, last - first)
    box = (float(left), float(top), float(right), float(bottom))
    return np.asarray(luma.resize((int(size[1]), int(size[0])), Image.Resampling.LANCZOS, box=box), np.float32)


def _filtered(picture: Floats, onto: Floats) -> Floats | None:
    """A picture under the linear filter that brings it nearest to another; None for pictures too small to tell one."""
    height, width = picture.shape
    side = 2 * _REACH + 1
    if min(height, width) < 4 * side:
        return None
    inner = np.s_[_REACH : height - _REACH : _SPARSE, _REACH : width - _REACH : _SPARSE]
    around = np.lib.stride_tricks.sliding_window_view(picture, (side, side))[::_SPARSE, ::_SPARSE]
    wanted = onto[inner].ravel().astype(np.float64)
    known = np.column_stack([around.reshape(len(wanted), side * side), np.ones(len(wanted))]).astype(np.float64)
    normal = known.T @ known + 1e-2 * len(wanted) * np.eye(known.shape[1])
    fitted = np.linalg.solve(normal, known.T @ wanted)
    kernel = fitted[:-1].reshape(side, side).astype(np.float32)
    made = cv2.filter2D(picture, cv2.CV_32F, kernel, borderType=cv2.BORDER_REFLECT_101) + np.float32(fitted[-1])
    return np.asarray(made, np.float32)
