"""Where pictures lie on the screen: one viewpoint for all panes, and the place of each picture in the first one.

Points are of three kinds. *Picture* pixels: edge coordinates of a photo in full size, upright, from 0 to its width and
height. *Reference* pixels: those of the photo that all others are laid on. *Pane* pixels: device-independent pixels
from the middle of a pane. Every pane shows the same reference point at the same pane point: that is what keeps them
together.

Maps are float64 [3, 3], homogeneous, applied to columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Size = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

MOST_ENLARGED = 32.0
"""Pane pixels that one pixel of the reference takes at most."""

_SAME_SHAPE = 1.02
"""Photos whose proportions differ by less are laid edge on edge where nothing better is known of them."""

_ROOM = 0.98
"""Share of a pane that a fitted picture takes."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What is looked at.

    Attributes:
        x: reference pixel in the middle of each pane, from the left.
        y: the same from the top.
        scale: pane pixels to a reference pixel.
    """

    x: float
    y: float
    scale: float

    @property
    def matrix(self) -> Matrix:
        """From reference pixels to pane pixels."""
        return np.array(
            [[self.scale, 0.0, -self.scale * self.x], [0.0, self.scale, -self.scale * self.y], [0.0, 0.0, 1.0]]
        )

    def at(self, across: float, down: float) -> tuple[float, float]:
        """The reference point at a pane point."""
        return self.x + across / self.scale, self.y + down / self.scale

    def zoomed(self, factor: float, across: float = 0.0, down: float = 0.0) -> Viewpoint:
        """Nearer or farther, with the reference point at a pane point staying where it is."""
        x, y = self.at(across, down)
        scale = self.scale * factor
        return Viewpoint(x - across / scale, y - down / scale, scale)

    def moved(self, across: float, down: float) -> Viewpoint:
        """As the picture is dragged by so many pane pixels."""
        return replace(self, x=self.x - across / self.scale, y=self.y - down / self.scale)


def placement(reference: Size, picture: Size, registration: Matrix | None, *, same: bool) -> Matrix:
    """The map of a picture's pixels to reference pixels.

    Args:
        reference: width and height of the reference.
        picture: width and height of the picture.
        registration: from fractions of the picture to those of the reference, where that is known.
        same: whether both are known to show the same from edge to edge.
    """
    if registration is not None:
        return np.diag([*reference, 1.0]) @ registration @ np.diag([1 / picture[0], 1 / picture[1], 1.0])
    across, down = reference[0] / picture[0], reference[1] / picture[1]
    if not same and max(across / down, down / across) > _SAME_SHAPE:
        across = down = min(across, down)
    left, top = (reference[0] - across * picture[0]) / 2, (reference[1] - down * picture[1]) / 2
    return np.array([[across, 0.0, left], [0.0, down, top], [0.0, 0.0, 1.0]])


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point lands."""
    across, down, depth = matrix @ np.array([x, y, 1.0])
    return float(across / depth), float(down / depth)


def box_of(matrix: Matrix, box: Box) -> Box:
    """The upright box around where a box lands."""
    left, top, right, bottom = box
    points = [applied(matrix, x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def around(boxes: Iterable[Box]) -> Box:
    """The box around several."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def size_at(matrix: Matrix, x: float, y: float) -> float:
    """How long a pixel's side is after a map, around a point before it: the geometric mean of its two sides."""
    depth = float(matrix[2, :2] @ (x, y) + matrix[2, 2])
    there = applied(matrix, x, y)
    linear = (matrix[:2, :2] - np.outer(there, matrix[2, :2])) / depth
    return math.sqrt(abs(float(np.linalg.det(linear))))


def fitted(bounds: Box, pane: Size) -> Viewpoint:
    """The viewpoint from which all of a box is in sight."""
    left, top, right, bottom = bounds
    scale = _ROOM * min(max(pane[0], 1.0) / max(right - left, 1e-6), max(pane[1], 1.0) / max(bottom - top, 1e-6))
    return Viewpoint((left + right) / 2, (top + bottom) / 2, scale)


def least_scale(bounds: Box, pane: Size) -> float:
    """The farthest that one goes away by steps: until all is in sight, and pixels are no larger than the screen's."""
    return min(fitted(bounds, pane).scale, 1.0)


def held(wanted: Viewpoint, bounds: Box, pane: Size) -> Viewpoint:
    """The nearest viewpoint that shows something: not too near, and not beside it.

    A side that is all in sight stays in the middle.
    """
    scale = min(wanted.scale, max(MOST_ENLARGED, fitted(bounds, pane).scale))
    if scale != wanted.scale:
        wanted = replace(wanted, scale=scale)
    left, top, right, bottom = bounds
    return replace(
        wanted,
        x=_between(wanted.x, left, right, pane[0] / scale),
        y=_between(wanted.y, top, bottom, pane[1] / scale),
    )


def _between(middle: float, least: float, most: float, seen: float) -> float:
    if seen >= most - least:
        return (least + most) / 2
    return min(max(middle, least + seen / 2), most - seen / 2)


def grid(shapes: Iterable[Size], room: Size, spacing: float = 0.0, above: float = 0.0) -> tuple[int, int]:
    """The rows and columns in which pictures come out largest.

    Args:
        shapes: width and height of each.
        room: width and height for all.
        spacing: between panes.
        above: height that each pane needs for its words.
    """
    sizes = list(shapes)
    best, most = (1, max(len(sizes), 1)), -1.0
    for rows in range(1, len(sizes) + 1):
        columns = -(-len(sizes) // rows)
        if rows > 1 and -(-len(sizes) // columns) < rows:
            continue
        width = (room[0] - (columns - 1) * spacing) / columns
        height = (room[1] - (rows - 1) * spacing) / rows - above
        if width <= 0 or height <= 0:
            continue
        shown = sum((min(width / size[0], height / size[1])) ** 2 * size[0] * size[1] for size in sizes)
        if shown > most * 1.001:
            best, most = (rows, columns), shown
    return best
