"""Turned and mirrored copies laid back, so that they can be compared with the original pixel for pixel.

A quarter turn and a mirror move pixels and change none of them, and a save's blocks go with them. So all that is known
of two files of one frame (:mod:`~photohash.library.relate.lineage` and
:mod:`~photohash.library.relate.enlargement`) can be known of these two as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from photohash.library.photo import Encoding, Pixels
from photohash.library.relate.features import PhotoFeatures, Side
from photohash.library.relate.transforms import Matrix

_ORIENTATIONS: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = (
    ((1, 0), (0, 1)),
    ((-1, 0), (0, 1)),
    ((-1, 0), (0, -1)),
    ((1, 0), (0, -1)),
    ((0, 1), (1, 0)),
    ((0, -1), (1, 0)),
    ((0, -1), (-1, 0)),
    ((0, 1), (-1, 0)),
)
"""Where EXIF's orientations 1 to 8 take a pixel's way to the right and downwards: the matrix of each."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the eight ways in which quarter turns and mirrors lay a picture.

    Attributes:
        matrix: what becomes of a step to the right, and of one downwards; one of EXIF's eight.
    """

    matrix: tuple[tuple[int, int], tuple[int, int]]

    @classmethod
    def nearest(cls, matrix: Matrix) -> Turn:
        """The one that is nearest to a map, float64 [3, 3]."""
        linear = matrix[:2, :2]
        return cls(max(_ORIENTATIONS, key=lambda known: float((np.array(known) * linear).sum())))

    @property
    def sides_change(self) -> bool:
        """Whether width and height are exchanged."""
        return self.matrix[0][0] == 0

    def of_pixels(self, pixels: Pixels) -> Pixels:
        """A picture laid so: uint8 [h, w, 3], or [w, h, 3] where the sides change."""
        laid = pixels.transpose(1, 0, 2) if self.sides_change else pixels
        leftwards, upwards = (sum(row) < 0 for row in self.matrix)
        return np.ascontiguousarray(laid[:: -1 if upwards else 1, :: -1 if leftwards else 1])

    def of_encoding(self, encoding: Encoding) -> Encoding:
        """How a file's pixels are kept, for its picture laid so."""
        stored = np.array(_ORIENTATIONS[encoding.orientation - 1])
        rows = (np.array(self.matrix) @ stored).tolist()
        return replace(encoding, orientation=_ORIENTATIONS.index((tuple(rows[0]), tuple(rows[1]))) + 1)


def laid_back(features: PhotoFeatures, turn: Turn) -> PhotoFeatures:
    """A photo as it would be described had it been laid so from the start."""
    photo = features.photo
    size = (photo.height, photo.width) if turn.sides_change else (photo.width, photo.height)

    def encoding() -> Encoding | None:
        known = features.encoding()
        return None if known is None else turn.of_encoding(known)

    return PhotoFeatures(
        Side(
            replace(photo, width=size[0], height=size[1]),
            small=lambda: turn.of_pixels(features.pixels),
            full=lambda: turn.of_pixels(features.full()),
            encoding=encoding,
        )
    )
