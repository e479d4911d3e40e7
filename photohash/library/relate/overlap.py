"""Lays two aligned pictures over each other: the part both show, at the coarser one's resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.transforms import (
    NO_PERSPECTIVE,
    Matrix,
    Size,
    affine,
    applied,
    between_edges,
    corners,
    inverse,
    motion,
    sampled,
)

Level = TypeVar("Level", np.uint8, np.float32)

_SMALLEST = 16
"""An overlap narrower than this many pixels shows too little to judge."""

_RIM = 2
"""Pixels along the edges that are left out: a frame's colour, or the cut, has bled into them."""

JUDGED = 320
"""Longest side of the overlay on which a pair is judged."""


@dataclass(frozen=True)
class Overlap:
    """The part of two pictures that both show, on one canvas in a's orientation.

    Attributes:
        a: the picture whose orientation the canvas takes.
        b: the other picture.
        matrix: float64 [3, 3], edge coordinates of b to those of a.
        canvas: float64 [3, 3], edge coordinates of the canvas to those of a.
        size: width and height of the canvas.
        step: pixels of a and of b from one pixel of the canvas to the next.
        mask: uint8 [h, w], 255 where both pictures have pixels.
    """

    a: PhotoFeatures
    b: PhotoFeatures
    matrix: Matrix
    canvas: Matrix
    size: Size
    step: tuple[float, float]
    mask: Pixels

    def pictures(self, *, colour: bool = False) -> tuple[Pixels, Pixels]:
        """Both pictures on the canvas, a first: uint8 [h, w], or [h, w, 3] in colour."""
        first = _sample(self.a, self.canvas, self.size, self.step[0], colour=colour)
        to_b = inverse(self.matrix) @ self.canvas
        return first, _sample(self.b, to_b, self.size, self.step[1], colour=colour)

    def moved(self, step: Matrix) -> Matrix:
        """The map from b to a after a correction.

        Args:
            step: float64 [3, 3], pixel centres of the first picture to those of the second that show the same.
        """
        corrected = self.canvas @ inverse(between_edges(step)) @ inverse(self.canvas) @ self.matrix
        return np.asarray(corrected / corrected[2, 2], np.float64)


def kept(a: PhotoFeatures, b: PhotoFeatures, matrix: Matrix) -> tuple[float, float]:
    """The shares of a's and of b's area that the other picture shows too."""
    of_a, of_b = corners(a.size).astype(np.float32), applied(matrix, corners(b.size)).astype(np.float32)
    shared, _ = cv2.intersectConvexConvex(of_a, of_b)
    areas = cv2.contourArea(of_a), cv2.contourArea(of_b)
    return min(1.0, shared / max(areas[0], 1e-6)), min(1.0, shared / max(areas[1], 1e-6))


def overlap_of(a: PhotoFeatures, b: PhotoFeatures, matrix: Matrix, *, longest: int = JUDGED) -> Overlap | None:
    """Finds the part two pictures share.

    Args:
        a: the picture whose orientation the canvas takes.
        b: the other picture.
        matrix: float64 [3, 3], edge coordinates of b to those of a.
        longest: the canvas has at most this many pixels a side.

    Returns:
        the overlay, or None when the pictures share too little to judge.
    """
    outline = applied(matrix, corners(b.size))
    scale = motion(matrix, b.size).scale
    rim = _RIM * max(1.0, scale)
    low = np.floor(np.maximum(outline.min(axis=0), 0) + rim)
    high = np.ceil(np.minimum(outline.max(axis=0), a.size) - rim)
    extent = np.maximum(high - low, 1)
    unit = max(1.0, scale, float(extent.max()) / longest)
    width, height = (int(side) for side in (extent / unit).round())
    if min(width, height) < _SMALLEST:
        return None
    canvas = affine(np.column_stack([np.diag(extent / [width, height]), low]))
    mask: Pixels = np.zeros((height, width), np.uint8)
    # In sixteenths of a pixel, so that a slanting edge is not moved by rounding.
    seen = (applied(inverse(canvas), outline) - 0.5) * 16
    cv2.fillConvexPoly(mask, seen.round().astype(np.int32), 255, shift=4)
    ring = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    mask = np.asarray(cv2.erode(mask, ring, borderType=cv2.BORDER_CONSTANT, borderValue=255), np.uint8)
    return Overlap(a, b, matrix, canvas, (width, height), (unit, unit / scale), mask)


def _sample(features: PhotoFeatures, to_pixels: Matrix, size: Size, step: float, *, colour: bool) -> Pixels:
    """A picture on a canvas, low-passed first where the canvas is coarser."""
    halvings = int(max(0.0, np.log2(max(step, 1e-3)) + 0.01))
    pixels = features.coarser(halvings, colour=colour)
    if halvings:
        shrink = pixels.shape[1] / features.size[0], pixels.shape[0] / features.size[1], 1.0
        to_pixels, step = np.diag(shrink) @ to_pixels, step / 2**halvings
    if step > 1.05:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 0.5 * float(np.sqrt(step**2 - 1))), np.uint8)
    return warped(pixels, sampled(to_pixels), size)


def warped(pixels: NDArray[Level], centres: Matrix, size: Size) -> NDArray[Level]:
    """A picture under a map from the pixel centres of the result to its own, its rim carried on outwards."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if np.abs(centres[2, :2]).max() * max(size) < NO_PERSPECTIVE:
        laid = cv2.warpAffine(pixels, centres[:2] / centres[2, 2], size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    else:
        laid = cv2.warpPerspective(pixels, centres, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(laid, pixels.dtype)
