"""How two aligned pictures differ, pixel by pixel, told apart: what saving again leaves, and what was changed.

Colours that differ a little everywhere are drawn eight times as strong as they are. Compression keeps the means of its
blocks, so its differences even out over a small window; where they do not, or are far too strong, the picture is marked
as changed. Where pixels had to be moved or scaled to lie on each other, a pixel only counts as different if it differs
from all that is beside it in the other picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.app.viewer.geometry import Matrix, size_at
from photohash.library.photo import Pixels

AMPLIFIED = 8
"""How many times stronger small differences are drawn."""

_BRIGHTNESS, _BRIGHTNESS_WINDOW = 7.0, 9
_COLOUR, _COLOUR_WINDOW = 9.0, 17
_STRENGTH, _STRENGTH_WINDOW = 30.0, 5
"""Levels of 255 from which something was changed, and the sides of the windows: of the mean difference in brightness,
of that in colour, which is often kept at half the resolution, and of the mean strength. JPEG at quality 50 reached 5.5,
6.6 and 25 on four photos."""

SMALL_COLOUR, CHANGED_COLOUR, OUTSIDE_COLOUR = (86, 156, 255), (255, 150, 40), (70, 70, 74)
"""RGB of small differences, of what was changed, and of what only one of the two shows."""

_CHANGED_PIXEL = 10.0
"""Levels that a pixel differs by itself, with those beside it, to be part of what was changed."""

_DIMMED = 0.35

Levels = NDArray[np.int16]


@dataclass(frozen=True)
class Difference:
    """How two pictures differ.

    Attributes:
        pixels: uint8 [h, w, 3], the difference to look at, in the frame of the first picture.
        changed: share of what both show that differs by more than compression leaves, 0 to 1.
        rest: mean difference of the rest in levels of 255.
        same: whether all pixels are equal, and lie on each other without being moved.
        shared: share of the first picture that the other shows too.
    """

    pixels: Pixels
    changed: float
    rest: float
    same: bool
    shared: float


def difference(a: Pixels, b: Pixels, to_a: Matrix) -> Difference:
    """Compares two pictures.

    Args:
        a: uint8 [h, w, 3].
        b: uint8 [h, w, 3].
        to_a: float64 [3, 3], from edge coordinates of b to those of a.
    """
    as_they_are = a.shape == b.shape and bool(np.allclose(to_a, np.eye(3), atol=1e-9))
    first, second, both = (a, b, np.ones(a.shape[:2], bool)) if as_they_are else _laid(a, b, to_a)
    signed = second.astype(np.int16) - first if as_they_are else _apart(first, second)
    strength = np.abs(signed).max(axis=2).astype(np.uint8)
    changed = _changed(signed, strength) & both
    judged = int(both.sum())
    rest = both & ~changed
    return Difference(
        pixels=_drawn(first, strength, changed, both),
        changed=float(changed.sum()) / judged if judged else 0.0,
        rest=float(strength[rest].mean()) if rest.any() else 0.0,
        same=as_they_are and not strength.any(),
        shared=judged / both.size,
    )


def _laid(a: Pixels, b: Pixels, to_a: Matrix) -> tuple[Pixels, Pixels, NDArray[np.bool_]]:
    """Both pictures in the frame of the first, at the resolution of the coarser, and where both have pixels."""
    height, width = a.shape[:2]
    step = max(size_at(to_a, b.shape[1] / 2, b.shape[0] / 2), 1e-6)
    if step > 1:
        size = max(round(width / step), 1), max(round(height / step), 1)
        shrink = np.diag([size[0] / width, size[1] / height, 1.0])
        a, to_a = np.asarray(cv2.resize(a, size, interpolation=cv2.INTER_AREA), np.uint8), shrink @ to_a
        height, width = a.shape[:2]
    elif step < 1:
        size = max(round(b.shape[1] * step), 1), max(round(b.shape[0] * step), 1)
        shrink = np.diag([size[0] / b.shape[1], size[1] / b.shape[0], 1.0])
        b, to_a = np.asarray(cv2.resize(b, size, interpolation=cv2.INTER_AREA), np.uint8), to_a @ np.linalg.inv(shrink)
    half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    centres = np.linalg.inv(half) @ to_a @ half
    laid = cv2.warpPerspective(b, centres, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    there = cv2.warpPerspective(np.full(b.shape[:2], 255, np.uint8), centres, (width, height), flags=cv2.INTER_LINEAR)
    ring = np.ones((3, 3), np.uint8)
    both = cv2.erode(there, ring, borderType=cv2.BORDER_CONSTANT, borderValue=255) > 250
    return a, np.asarray(laid, np.uint8), np.asarray(both, bool)


def _apart(first: Pixels, second: Pixels) -> Levels:
    """How far pixels of the second are from all that is beside them in the first: what moving by a pixel explains is 0.

    Returns:
        int16 [h, w, 3], positive where the second is lighter.
    """
    ring = np.ones((3, 3), np.uint8)
    lighter = cv2.subtract(second, cv2.dilate(first, ring)).astype(np.int16)
    return np.asarray(lighter - cv2.subtract(cv2.erode(first, ring), second), np.int16)


def _changed(signed: Levels, strength: Pixels) -> NDArray[np.bool_]:
    """Where two pictures differ by more than compression leaves: bool [h, w]."""
    apart = signed.astype(np.float32)
    brightness = apart @ np.array([0.299, 0.587, 0.114], np.float32)
    lightened = np.abs(cv2.blur(brightness, (_BRIGHTNESS_WINDOW,) * 2)) > _BRIGHTNESS
    tint = cv2.blur(apart - brightness[..., None], (_COLOUR_WINDOW,) * 2)
    coloured = np.abs(tint).max(axis=2) > _COLOUR
    strong = cv2.blur(np.abs(brightness), (_STRENGTH_WINDOW,) * 2) > _STRENGTH
    itself = cv2.blur(strength.astype(np.float32), (3, 3)) > _CHANGED_PIXEL
    return np.asarray((lightened | coloured | strong) & itself, bool)


def _drawn(picture: Pixels, strength: Pixels, changed: NDArray[np.bool_], both: NDArray[np.bool_]) -> Pixels:
    """The first picture, dim and grey, with the differences on it."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) * _DIMMED
    amount = np.minimum(strength.astype(np.float32) * AMPLIFIED / 255, 1.0)
    amount[changed] = np.maximum(amount[changed], 0.6)
    drawn = np.empty(picture.shape, np.float32)
    for channel in range(3):
        ink = np.where(changed, np.float32(CHANGED_COLOUR[channel]), np.float32(SMALL_COLOUR[channel]))
        drawn[..., channel] = grey * (1 - amount) + ink * amount
        drawn[..., channel][~both] = (0.5 * grey + 0.5 * OUTSIDE_COLOUR[channel])[~both]
    return drawn.astype(np.uint8)
