"""The few maps from one picture to another that making a copy can leave behind.

A copy is turned, mirrored, scaled, squashed and cut, so the map from one picture to the other is a similarity, or an
axis-aligned stretch after a quarter turn; an editor may also have corrected a picture's perspective. A second photo of
a flat thing, such as a page or a painting, needs perspective too, so whoever judges asks far more of such a map.

Maps are float64 [3, 3], homogeneous, from edge coordinates of b (0..width, 0..height) to those of a. Edge coordinates
do not depend on how pixels are sampled: the corner of a picture stays the corner at any size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Points = NDArray[np.float64]
Size = tuple[int, int]

_SHEAR = 0.012
_STRETCH = 0.015
_AXIS_ALIGNED = 1.0
_STRONGEST_SQUASH = 2.0
_LARGEST_SCALE = 8.0

NO_PERSPECTIVE = 1e-4
"""Lines that converge by less stay parallel within a small part of a pixel of a small picture."""

_STRONGEST_PERSPECTIVE = 0.2
_PERSPECTIVE_SHEAR, _PERSPECTIVE_STRETCH = 0.1, 0.15


@dataclass(frozen=True)
class Motion:
    """A map in words, in full-size pixels.

    Attributes:
        angle: degrees b is turned against a, in (-180, 180]; of a mirrored map, after mirroring left to right.
        mirrored: whether left and right are swapped.
        stretch: width scale over height scale; 1 when the proportions are kept.
        shear: cosine between the images of the two axes; 0 when right angles stay right.
        scale: how much larger b's pixels are than a's, as the geometric mean.
        perspective: how far a corner of b lands from where it would without converging lines, over b's longer side.
    """

    angle: float
    mirrored: bool
    stretch: float
    shear: float
    scale: float
    perspective: float


def affine(matrix: NDArray[np.floating]) -> Matrix:
    """A map of two rows as one of three."""
    return np.vstack([np.asarray(matrix, np.float64), [0.0, 0.0, 1.0]])


def applied(matrix: Matrix, points: NDArray[np.floating]) -> Points:
    """Where points land: [n, 2] to float64 [n, 2]."""
    homogeneous = np.asarray(points, np.float64) @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(homogeneous[:, :2] / homogeneous[:, 2:], np.float64)


def corners(size: Size) -> Points:
    """The corners of a frame, in order around it: float64 [4, 2]."""
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def motion(matrix: Matrix, size: Size) -> Motion:
    """Takes a map apart, as it is in the middle of a frame.

    Args:
        matrix: float64 [3, 3].
        size: width and height of the picture that is moved.
    """
    local = _at_the_middle(matrix, size)
    bent = np.abs(applied(matrix, corners(size)) - applied(local, corners(size))).max()
    linear = local[:2, :2].copy()
    mirrored = bool(np.linalg.det(linear) < 0)
    if mirrored:
        linear[:, 0] *= -1
    x_axis, y_axis = linear[:, 0], linear[:, 1]
    width, height = float(np.hypot(*x_axis)), float(np.hypot(*y_axis))
    if min(width, height) < 1e-6:
        return Motion(0.0, mirrored, np.inf, 1.0, 0.0, 0.0)
    along = np.arctan2(x_axis[1], x_axis[0])
    across = np.arctan2(-y_axis[0], y_axis[1])
    angle = float(np.degrees(np.angle(np.exp(1j * along) + np.exp(1j * across))))
    shear = float(x_axis @ y_axis) / (width * height)
    scale = float(np.sqrt(width * height))
    return Motion(angle, mirrored, width / height, shear, scale, float(bent) / (scale * max(size)))


def _at_the_middle(matrix: Matrix, size: Size) -> Matrix:
    """The map without perspective that does the same around the middle of a frame."""
    middle = np.array(size) / 2
    depth = float(matrix[2, :2] @ middle + matrix[2, 2])
    there = applied(matrix, middle[None])[0]
    linear = (matrix[:2, :2] - np.outer(there, matrix[2, :2])) / depth
    return affine(np.column_stack([linear, there - linear @ middle]))


def plausible(matrix: Matrix, size: Size) -> bool:
    """Whether making a copy can leave this map behind."""
    depths = corners(size) @ matrix[2, :2] + matrix[2, 2]
    if not np.isfinite(matrix).all() or depths.min() <= 0:
        return False
    moved = motion(matrix, size)
    if not 1 / _LARGEST_SCALE < moved.scale < _LARGEST_SCALE:
        return False
    if moved.perspective > NO_PERSPECTIVE:
        bent = moved.perspective, abs(moved.shear), abs(np.log(moved.stretch))
        return all(np.array(bent) < (_STRONGEST_PERSPECTIVE, _PERSPECTIVE_SHEAR, _PERSPECTIVE_STRETCH))
    if abs(moved.shear) > _SHEAR:
        return False
    if abs(np.log(moved.stretch)) < _STRETCH:
        return True
    upright = abs((moved.angle + 45) % 90 - 45) < _AXIS_ALIGNED
    return upright and abs(np.log(moved.stretch)) < np.log(_STRONGEST_SQUASH)


def inverse(matrix: Matrix) -> Matrix:
    """The map back."""
    back = np.linalg.inv(matrix)
    return np.asarray(back / back[2, 2], np.float64)


def sampled(matrix: Matrix) -> Matrix:
    """The same map between pixel centres, as OpenCV's warps want it."""
    half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    return np.asarray(np.linalg.inv(half) @ matrix @ half, np.float64)


def between_edges(matrix: Matrix) -> Matrix:
    """The reverse of :func:`sampled`."""
    half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    return np.asarray(half @ matrix @ np.linalg.inv(half), np.float64)
