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
from photohash.library.relate.features import Floats, PhotoFeatures
from photohash.library.relate.lineage import JUDGED, only, structured

Places = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

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

_COARSER = 2.0
"""How much coarser the steps of the larger picture may be, which hide those of the smaller one, or look like them."""

_ONE_LENGTH = 0.01
_FEWEST = 300
_GATHERED, _DEVIATIONS = 0.04, 3.0
_SEEMING = 0.02
"""How far coefficients gather at steps, as the mean cosine of their places between two steps: 1 where all lie on them,
about 0 or less where nothing ties them. And by how many standard deviations more."""

_ROUNDING = 1.5
_MANY = 1000
_UNEXPLAINED, _UNEXPLAINED_OF_VISIBLE = 0.004, 0.03
"""Share of the coefficients that may differ by more than half a step and rounding: of all, and of those that the save
left anything of, of which there must be so many."""

_ONLY, _PRESENT = 0.005, 4.0
_VERY_COARSE, _MUCH_COARSER = 15.0, 3.0
"""Share of the coefficients that only the smaller picture may have, where its mean step is so large, and so many times
that of the larger one: an enlarged copy would show such steps."""

_HALF = np.add.outer(np.arange(8), np.arange(8)) % 2 == 0


@dataclass(frozen=True)
class Ancestry:
    """What is known of a smaller and a larger picture.

    Attributes:
        count: coefficients that were looked at; 0 where there are too few to tell anything.
        gathered: how far they gather at the steps of the smaller one, in either half of the frequencies.
        explained: whether all that the smaller one shows is in the larger one, but for what its own save did to it.
    """

    count: int = 0
    gathered: tuple[float, float] = (0.0, 0.0)
    explained: bool = False

    @property
    def is_enlarged(self) -> bool:
        """Whether the larger one was surely made from the smaller one."""
        return self.count > 0 and min(self.gathered) >= _GATHERED + _DEVIATIONS / math.sqrt(self.count)

    @property
    def may_be_enlarged(self) -> bool:
        """Whether the larger one seems to have been made from the smaller one, though that is not sure."""
        return self.count > 0 and sum(self.gathered) / 2 >= _SEEMING + 1 / math.sqrt(self.count)

    @property
    def is_reduced(self) -> bool:
        """Whether the larger one surely was there first, and holds all that the smaller one does."""
        return self.count > 0 and sum(self.gathered) < 0 and self.explained


def ancestry(small: PhotoFeatures, large: PhotoFeatures, full_small: Pixels, full_large: Pixels) -> Ancestry:
    """Looks for the steps of the smaller picture in the larger one.

    Args:
        small: the photo of fewer pixels.
        large: the other.
        full_small: its upright picture in full size, uint8 [h, w, 3].
        full_large: that of the other.

    Raises:
        PhotoError: one of them cannot be read just now.
    """
    steps = _steps_of(small, full_small)
    if steps is None or _scales(full_small, full_large).min() < _SHRUNK:
        return Ancestry()
    others = _steps_of(large, full_large)
    if others is not None and float(others[JUDGED].mean()) > _COARSER * float(steps[JUDGED].mean()):
        return Ancestry()
    place = structured(full_small, full_small)
    part = np.ascontiguousarray(full_small[place[0] : place[0] + _LONGEST, place[1] : place[1] + _LONGEST])
    blocks = _inner(part) & unclipped(part)
    grey = (part @ GREY).astype(np.float32)
    expected = _filtered(_shrunk(full_large, full_small, place, part), grey)
    if expected is None or not blocks.any():
        return Ancestry()
    found, there = coefficients_of(expected)[blocks], coefficients_of(grey)[blocks]
    judged = JUDGED & (steps >= _COARSE) & _scaled(full_small, full_large)
    visible = (np.abs(np.round(there / steps)) >= 1) & judged
    places = np.cos(2 * np.pi * found / steps)
    first, second = places[visible & _HALF], places[visible & ~_HALF]
    if min(len(first), len(second)) < _FEWEST // 4 or len(first) + len(second) < _FEWEST:
        return Ancestry()
    return Ancestry(
        count=len(first) + len(second),
        gathered=(float(first.mean()), float(second.mean())),
        explained=_is_explained(found, there, steps, visible, others),
    )


def _is_explained(expected: Floats, there: Floats, steps: Floats, visible: Mask, others: Floats | None) -> bool:
    """See :class:`Ancestry`. Coarser steps than its own would have hidden those of the smaller picture."""
    if others is None or others[JUDGED].mean() > steps[JUDGED].mean():
        return False
    unexplained = np.abs(expected - there) > steps / 2 + _ROUNDING
    if visible.sum() >= _MANY and unexplained[visible].mean() <= _UNEXPLAINED_OF_VISIBLE:
        return bool(unexplained[:, JUDGED].mean() <= _UNEXPLAINED)
    x, y, own = expected[:, JUDGED], there[:, JUDGED], steps[JUDGED]
    if float(own.mean()) < max(_VERY_COARSE, _MUCH_COARSER * float(others[JUDGED].mean())):
        return False
    return only(y, x, np.maximum(_PRESENT, 2 * own)) <= _ONLY


def _steps_of(features: PhotoFeatures, full: Pixels) -> Floats | None:
    """The luma steps of a JPEG file; None where they are not known."""
    encoding = features.encoding()
    return None if encoding is None else steps_of(encoding, full.shape[1], full.shape[0])


def _scales(small: Pixels, large: Pixels) -> Places:
    """By how much the larger picture is higher, and wider: float64 [2]."""
    return np.asarray(np.array(large.shape[:2]) / np.array(small.shape[:2]), np.float64)


def _scaled(small: Pixels, large: Pixels) -> Mask:
    """The coefficients of waves along a side that was scaled: bool [8, 8].

    Along a side of the same length the blocks of both lie on each other, so steps of the one look like those of both.
    """
    down, across = np.abs(_scales(small, large) - 1) > _ONE_LENGTH
    return np.array([[bool((row and down) or (column and across)) for column in range(8)] for row in range(8)])


def _inner(part: Pixels) -> Mask:
    """Which whole blocks of a part do not lie at its edge, where a filter lacks a side: bool [n]."""
    blocks = np.zeros((part.shape[0] // 8, part.shape[1] // 8), np.bool_)
    blocks[1:-1, 1:-1] = True
    return blocks.ravel()


def _shrunk(large: Pixels, small: Pixels, place: tuple[int, int], part: Pixels) -> Floats:
    """The luma of the larger picture where a part of the smaller one is, in the size of that: float32 [h, w]."""
    scales = _scales(small, large)
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
