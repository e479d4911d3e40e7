"""Lays two aligned pictures over each other: the part both show, at the coarser one's resolution."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.look import Look
from photohash.library.relate.maps import Matrix, chained, inverse, motion, sampled

_SMALLEST = 16
"""An overlap narrower than this many pixels shows too little to judge."""

_RIM = 2
"""Pixels along the edges that are left out: a frame's colour, or the cut, has bled into them."""


@dataclass(frozen=True)
class Overlay:
    """The part of two pictures that both show, on one canvas in a's orientation.

    Attributes:
        first: uint8 [h, w, 3], a's pixels.
        second: uint8 [h, w, 3], b's pixels.
        mask: uint8 [h, w], 255 where both pictures have pixels.
        canvas: float64 [2, 3], edge coordinates of the canvas to those of a.
        matrix: float64 [2, 3], edge coordinates of b to those of a.
    """

    first: Pixels
    second: Pixels
    mask: Pixels
    canvas: Matrix
    matrix: Matrix

    def moved(self, step: Matrix) -> Matrix:
        """The map from b to a after a correction.

        Args:
            step: float64 [2, 3], pixel centres of ``first`` to the pixel centres of ``second`` that show the same.
        """
        centre = np.array([0.5, 0.5])
        edges = np.column_stack([step[:, :2], step[:, 2] + centre - step[:, :2] @ centre])
        return chained(chained(self.canvas, inverse(edges)), chained(inverse(self.canvas), self.matrix))


def outline(matrix: Matrix, width: float, height: float) -> NDArray[np.float32]:
    """Where the corners of a frame land: float32 [4, 2], in order around the frame."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    return (corners @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)


def kept(a: Look, b: Look, matrix: Matrix) -> tuple[float, float]:
    """The shares of a's and of b's area that the other picture shows too."""
    of_a = outline(np.eye(2, 3), *a.size)
    of_b = outline(matrix, *b.size)
    shared, _ = cv2.intersectConvexConvex(of_a, of_b)
    areas = cv2.contourArea(of_a), cv2.contourArea(of_b)
    return min(1.0, shared / max(areas[0], 1e-6)), min(1.0, shared / max(areas[1], 1e-6))


def overlay(a: Look, b: Look, matrix: Matrix, *, longest: int = 512) -> Overlay | None:
    """Samples both pictures on the part they share.

    Args:
        a: the picture whose orientation the canvas takes.
        b: the other picture.
        matrix: float64 [2, 3], edge coordinates of b to those of a.
        longest: the canvas has at most this many pixels a side.

    Returns:
        the overlay, or None when the pictures share too little to judge.
    """
    corners = outline(matrix, *b.size)
    scale = motion(matrix).scale
    rim = _RIM * max(1.0, scale)
    low = np.floor(np.maximum(corners.min(axis=0), 0) + rim)
    high = np.ceil(np.minimum(corners.max(axis=0), a.size) - rim)
    extent = np.maximum(high - low, 1)
    unit = max(1.0, scale, float(extent.max()) / longest)
    width, height = (extent / unit).round().astype(int)
    if min(width, height) < _SMALLEST:
        return None
    canvas = np.column_stack([np.diag(extent / [width, height]), low])
    first, inside_a = _sample(a.pixels, canvas, (width, height), unit)
    second, inside_b = _sample(b.pixels, chained(inverse(matrix), canvas), (width, height), unit / scale)
    ring = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    mask = cv2.erode(np.minimum(inside_a, inside_b), ring, borderType=cv2.BORDER_CONSTANT, borderValue=255)
    return Overlay(first, second, np.asarray(mask, np.uint8), canvas, matrix)


def _sample(pixels: Pixels, to_pixels: Matrix, size: tuple[int, int], step: float) -> tuple[Pixels, Pixels]:
    """A picture on a canvas, low-passed first where the canvas is coarser, and where it has pixels."""
    if step > 1.05:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 0.5 * float(np.sqrt(step**2 - 1))), np.uint8)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    centres = sampled(to_pixels)
    laid = cv2.warpAffine(pixels, centres, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    full = np.full(pixels.shape[:2], 255, np.uint8)
    inside = cv2.warpAffine(full, centres, size, flags=flags, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(laid, np.uint8), np.where(inside > 127, np.uint8(255), np.uint8(0))
