"""The few maps from one picture to another that making a copy can leave behind.

A copy is turned, mirrored, scaled, squashed and cut, so the map from one picture to the other is a similarity, or an
axis-aligned stretch after a quarter turn. Freer maps (shear, perspective) are refused on purpose: they are what a
second photo of a flat thing, such as a page or a painting, needs, and admitting them would call two photos of one page
copies.

Maps are float64 [2, 3] from edge coordinates of b (0..width, 0..height) to those of a. Edge coordinates do not depend
on how pixels are sampled: the corner of a picture stays the corner at any size.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_SHEAR = 0.012
_STRETCH = 0.015
_AXIS_ALIGNED = 1.0
_STRONGEST_SQUASH = 2.0
_LARGEST_SCALE = 8.0


@dataclass(frozen=True)
class Motion:
    """A map in words, in full-size pixels.

    Attributes:
        angle: degrees b is turned against a, in (-180, 180]; of a mirrored map, after mirroring left to right.
        mirrored: whether left and right are swapped.
        stretch: width scale over height scale; 1 when the proportions are kept.
        shear: cosine between the images of the two axes; 0 when right angles stay right.
        scale: how much larger b's pixels are than a's, as the geometric mean.
    """

    angle: float
    mirrored: bool
    stretch: float
    shear: float
    scale: float


def motion(matrix: Matrix) -> Motion:
    """Takes a map apart."""
    linear = matrix[:, :2].copy()
    mirrored = bool(np.linalg.det(linear) < 0)
    if mirrored:
        linear[:, 0] *= -1
    x_axis, y_axis = linear[:, 0], linear[:, 1]
    width, height = float(np.hypot(*x_axis)), float(np.hypot(*y_axis))
    if min(width, height) < 1e-6:
        return Motion(0.0, mirrored, np.inf, 1.0, 0.0)
    along = np.arctan2(x_axis[1], x_axis[0])
    across = np.arctan2(-y_axis[0], y_axis[1])
    angle = float(np.degrees(np.angle(np.exp(1j * along) + np.exp(1j * across))))
    shear = float(x_axis @ y_axis) / (width * height)
    return Motion(angle, mirrored, width / height, shear, float(np.sqrt(width * height)))


def plausible(matrix: Matrix) -> bool:
    """Whether making a copy can leave this map behind."""
    moved = motion(matrix)
    if not 1 / _LARGEST_SCALE < moved.scale < _LARGEST_SCALE or abs(moved.shear) > _SHEAR:
        return False
    if abs(np.log(moved.stretch)) < _STRETCH:
        return True
    upright = abs((moved.angle + 45) % 90 - 45) < _AXIS_ALIGNED
    return upright and abs(np.log(moved.stretch)) < np.log(_STRONGEST_SQUASH)


def chained(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does ``inner`` first."""
    return np.column_stack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2] + outer[:, 2]])


def inverse(matrix: Matrix) -> Matrix:
    """The map back."""
    return np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def sampled(matrix: Matrix) -> Matrix:
    """The same map between pixel centres, as OpenCV's warps want it."""
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ np.array([0.5, 0.5]) - 0.5
    return shifted
