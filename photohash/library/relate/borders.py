"""What one picture has around the part that the other shows: more of the scene, or a frame, bars, a screen, a collage.

A cut leaves no trace in the picture it was made from: along its outline the scene goes on. Whatever a picture is set
into begins with a seam. Where the surroundings are of one or two colours they are a frame although there be no seam, as
around a photo of a white sky.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.overlay import plainness
from photohash.library.relate.transforms import Matrix, applied, corners

_NARROWEST = 0.005
"""A share of the picture under which there is nothing around the part."""

_PLAIN = 0.93
_PLAIN_LEVELS = 10

_OFFSETS = np.array([-4.5, -1.5, 1.5, 4.5])
"""Pixels from the outline, outwards, at which grey levels are compared."""

_SAMPLES = 64
_OWN_EDGE = 3.0
"""Pixels: an outline this near the picture's own edge has nothing beyond it."""

_SEAM = 1.5
_FAINT = 2.0
"""How many times steeper than the picture on both sides of it a seam is, once these grey levels are added to both."""


def surroundings(inner: PhotoFeatures, outer: PhotoFeatures, matrix: Matrix, share: float) -> float:
    """How much of a picture is set around the part that another shows; 0 where that is more of the scene, or nothing.

    Args:
        inner: the picture that may be framed.
        outer: the picture laid on it.
        matrix: float64 [3, 3], edge coordinates of ``outer`` to those of ``inner``.
        share: how much of ``inner`` is outside.
    """
    if share < _NARROWEST:
        return 0.0
    outline = applied(matrix, corners(outer.size))
    has_seam = steepness(inner, outline) > _SEAM
    return share if has_seam or (_is_plain(inner, outline) and not is_strip(inner, outer, matrix)) else 0.0


def is_strip(inner: PhotoFeatures, outer: PhotoFeatures, matrix: Matrix) -> bool:
    """Whether what a picture shows beside another lies along one of its sides alone, as a sky or a bar does.

    Nobody can tell whether such a strip was put on or cut off.

    Args:
        inner: the picture that shows more.
        outer: the picture laid on it.
        matrix: float64 [3, 3], edge coordinates of ``outer`` to those of ``inner``.
    """
    outline = applied(matrix, corners(outer.size))
    low, high = outline.min(axis=0), np.array(inner.size) - outline.max(axis=0)
    return int((np.concatenate([low, high]) > _OWN_EDGE).sum()) == 1


def _is_plain(inner: PhotoFeatures, outline: NDArray[np.float64]) -> bool:
    """Whether what lies outside is of one colour or two."""
    outside: Pixels = np.full(inner.grey.shape, 255, np.uint8)
    cv2.fillConvexPoly(outside, np.round(outline - 0.5).astype(np.int32), 0)
    ring = np.ones((5, 5), np.uint8)
    outside = np.asarray(cv2.erode(outside, ring, borderType=cv2.BORDER_CONSTANT, borderValue=255), np.uint8)
    beyond = inner.pixels[::2, ::2][outside[::2, ::2] > 0]
    return len(beyond) > 0 and plainness(beyond, colours=2, within=_PLAIN_LEVELS) > _PLAIN


def steepness(inner: PhotoFeatures, outline: NDArray[np.float64]) -> float:
    """How much steeper the picture is across an outline than beside it; the mean of the outline's sides, by length.

    Args:
        inner: the picture.
        outline: float64 [4, 2], in its edge coordinates; sides along the picture's own edge do not count.
    """
    middle = outline.mean(axis=0)
    steeper, lengths = [], []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        along = end - start
        length = float(np.hypot(*along))
        outward = np.array([along[1], -along[0]]) / max(length, 1e-6)
        outward *= np.sign(outward @ ((start + end) / 2 - middle)) or 1.0
        points = start + np.linspace(0.06, 0.94, _SAMPLES)[:, None] * along
        places = (points[None] + _OFFSETS[:, None, None] * outward - 0.5).astype(np.float32)
        limit = np.array(inner.size) - 1
        within = ((places >= 0) & (places <= limit)).all(axis=(0, 2))
        if within.sum() < _SAMPLES // 8:
            continue
        across, down = np.ascontiguousarray(places[..., 0]), np.ascontiguousarray(places[..., 1])
        levels = cv2.remap(inner.grey, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        steps = np.abs(np.diff(levels[:, within].astype(np.float32), axis=0))
        ratios = [
            (seam + _FAINT) / ((before + after) / 2 + _FAINT)
            for before, seam, after in (steps.mean(axis=1).tolist(), np.median(steps, axis=1).tolist())
        ]
        steeper.append(min(ratios))
        lengths.append(length * within.mean())
    return float(np.average(np.minimum(steeper, 8.0), weights=lengths)) if steeper else 0.0
