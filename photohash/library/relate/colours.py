"""How the colours of two aligned pictures differ: a filter is the same everywhere, compression's errors are not."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.overlap import overlap_of
from photohash.library.relate.transforms import Matrix

_LONGEST = 40
"""On so small a picture compression's errors have mostly cancelled out."""

_FEWEST = 30
_SYSTEMATIC = 2.2
_ANY = 4.5
"""Colour levels from which a change counts as an edit: one that all pixels share, and one that they do not."""


@dataclass(frozen=True)
class ColourDifference:
    """The difference in colour.

    Attributes:
        difference: mean absolute difference, 0..255.
        systematic: the part of it, root mean square, that one linear map of colours makes.
    """

    difference: float
    systematic: float

    @property
    def changed(self) -> bool:
        """Whether somebody changed brightness, contrast or colours."""
        return self.systematic > _SYSTEMATIC or self.difference > _ANY


def colours_between(a: PhotoFeatures, b: PhotoFeatures, matrix: Matrix) -> ColourDifference:
    """Compares the colours of two pictures where they lie on each other.

    Args:
        a: one picture.
        b: the other.
        matrix: float64 [3, 3], edge coordinates of b to those of a.
    """
    laid = overlap_of(a, b, matrix, longest=_LONGEST)
    if laid is None:
        return ColourDifference(0.0, 0.0)
    judged = laid.mask > 0
    first, second = (picture[judged].astype(np.float64) for picture in laid.pictures(colour=True))
    if len(first) < _FEWEST:
        return ColourDifference(0.0, 0.0)
    apart = np.abs(second - first).max(axis=1)
    usual = apart <= np.quantile(apart, 0.9) + 1  # a caption is no filter
    known = np.column_stack([first, np.ones(len(first))])[usual]
    fitted = cv2.solve(known, second[usual], flags=cv2.DECOMP_SVD)[1]
    systematic = float(np.sqrt(np.square(known @ fitted - first[usual]).mean()))
    return ColourDifference(float(np.abs(second - first)[usual].mean()), systematic)
