"""A closer look at two pictures that seem to be one: whether they differ in a detail too small for the small pictures.

Two pages that differ by the sum of an invoice, two screens by the time, a face by its eyes: all else is the same to the
pixel, and the small pictures differ by no more than compression explains. So before a copy may be put away without
anyone looking, both are read again, larger, and every small window is compared. Compression takes structure away where
there is little of it, and takes it everywhere; a detail that differs differs by as much as there is structure, where
the rest does not.
"""

from __future__ import annotations

import cv2
import numpy as np

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats

_LONGEST = 1024
_WINDOW = (9, 9)
_SOFTENED = 1.0
_STRUCTURE = 6.0
"""Grey levels by which the pixels of a window deviate from their mean, from which there is structure to compare."""

_AGREEING = 0.5
_LEAST = 8.0
_OF_STRUCTURE, _OF_USUAL = 0.4, 3.0
"""A window differs when its difference deviates by more than this share of its structure and so many times what windows
that agree differ by. Copies of JPEG quality 5, or of a quarter of the size, have none; one digit of a line has."""


def differing_detail(first: Pixels, second: Pixels) -> float:
    """How much of two pictures of one frame differs in its structure, colours and light apart.

    Args:
        first: uint8 [h, w, 3], upright.
        second: uint8 [h, w, 3], upright, of any size; both are scaled to the smaller width and height.

    Returns:
        share of the windows, 0 where none differs.
    """
    width, height = (min(sizes) for sizes in zip(first.shape[1::-1], second.shape[1::-1], strict=True))
    scale = min(1.0, _LONGEST / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    x, y = _softened(first, size), _softened(second, size)
    structure = np.sqrt(np.maximum(_variance(x), _variance(y)))
    difference = np.sqrt(_variance(x - y))
    structured = structure >= _STRUCTURE
    agreeing = structured & (difference < _AGREEING * structure)
    usual = float(np.median(difference[agreeing])) if agreeing.any() else 0.0
    allowed = np.maximum(_LEAST, _OF_STRUCTURE * structure + _OF_USUAL * usual)
    return float((structured & (difference > allowed)).mean())


def _softened(pixels: Pixels, size: tuple[int, int]) -> Floats:
    if pixels.shape[1::-1] != size:
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), _SOFTENED), np.float32)


def _variance(picture: Floats) -> Floats:
    """Variance of every window, the mean of the three channels: float32 [h, w]."""
    found = cv2.blur(picture * picture, _WINDOW) - cv2.blur(picture, _WINDOW) ** 2
    # A mean over an axis of three takes numpy ten times as long.
    mean = (found[..., 0] + found[..., 1] + found[..., 2]) / 3
    return np.asarray(np.maximum(mean, 0), np.float32)
