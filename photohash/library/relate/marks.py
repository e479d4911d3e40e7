"""Small and plain pictures, pixel for pixel: an 8 and a 3, two years on two badges, one icon in two colours.

Where nearly all of a picture is plain, what little structure there is decides, and a mark of a few pixels is much of
it. So every pixel is compared, in colour. What resampling and compression do stays near an edge and small beside it;
a mark that differs differs by as much as the edge itself.
"""

from __future__ import annotations

import cv2
import numpy as np

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats

_SMALL = 256
"""Pixels of the shorter side up to which every pixel is compared."""

_LONGEST = 512
_SOFTENED = 0.8
_LEAST = 20.0
_OF_EDGE, _OF_USUAL = 0.35, 4.0
"""By how much pixels may differ: so many levels, this share of the edge they lie at, and so many times what pixels at
edges differ by in the middle, which strong compression raises everywhere."""

_AROUND = np.ones((5, 5), np.uint8)
_FEWEST = 2
"""Pixels that differ before it is a mark."""

_STRUCTURED, _PLAIN = 20.0, 0.03
"""Levels within a window from which it has structure, and the share of such windows up to which a picture is plain."""

_HUE = 5.0
"""Levels by which the mean colours of the parts of two pictures may differ."""

_PARTS = (8, 8)


def differing_mark(first: Pixels, second: Pixels) -> float:
    """How much of two small or plain pictures of one frame differs by more than an edge explains.

    Args:
        first: uint8 [h, w, 3], upright.
        second: uint8 [h, w, 3], upright, of any size; both are scaled to the smaller width and height.

    Returns:
        share of the pixels; 0 where none differs, and for large pictures with structure.
    """
    x, y = _alike_sized(first, second)
    edges = np.maximum(_range(x), _range(y))
    is_small = min(*first.shape[:2], *second.shape[:2]) <= _SMALL
    if not is_small and float((edges > _STRUCTURED).mean()) > _PLAIN:
        return 0.0
    apart = np.abs(x - y).max(axis=2)
    structured = edges > _STRUCTURED
    usual = float(np.median(apart[structured])) if structured.any() else 0.0
    differing = apart > _LEAST + _OF_EDGE * edges + _OF_USUAL * usual
    return float(differing.mean()) if differing.sum() >= _FEWEST else 0.0


def differing_hue(first: Pixels, second: Pixels) -> bool:
    """Whether two pictures differ in colour somewhere, of which equal brightness says nothing.

    Args:
        first: uint8 [h, w, 3], upright.
        second: uint8 [h, w, 3], upright, of any size.
    """
    x, y = (cv2.resize(picture, _PARTS, interpolation=cv2.INTER_AREA).astype(np.float32) for picture in (first, second))
    return float(np.abs(x - y).max()) > _HUE


def _alike_sized(first: Pixels, second: Pixels) -> tuple[Floats, Floats]:
    width, height = (min(sides) for sides in zip(first.shape[1::-1], second.shape[1::-1], strict=True))
    scale = min(1.0, _LONGEST / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return _scaled(first, size), _scaled(second, size)


def _scaled(picture: Pixels, size: tuple[int, int]) -> Floats:
    levels = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(levels, (0, 0), _SOFTENED), np.float32)


def _range(picture: Floats) -> Floats:
    """Per pixel, how far the levels around it lie apart, in the channel where they do most: float32 [h, w]."""
    return np.asarray((cv2.dilate(picture, _AROUND) - cv2.erode(picture, _AROUND)).max(axis=2), np.float32)
