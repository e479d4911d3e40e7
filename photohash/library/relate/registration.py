"""Where one photo lies in another, for whoever shows or compares the two: by the search that judges pairs."""

from __future__ import annotations

import numpy as np

from photohash.library.relate.classify import classify
from photohash.library.relate.features import PhotoFeatures, Side
from photohash.library.relate.transforms import Matrix

_ENOUGH_AGREEING = 0.25
_ENOUGH_INLIERS = 16
"""What a map of two photos that are no copies needs to be of use: frames of a burst share most of what they show."""


def registration(a: Side, b: Side) -> Matrix | None:
    """The map from one photo to another that shows the same, found on their small pictures.

    Args:
        a: the photo that stays; only its record and small picture are used.
        b: the photo that is laid on it.

    Returns:
        float64 [3, 3], from fractions of b's width and height (0 to 1 from edge to edge) to those of a; None where the
        two share too little to tell.
    """
    first, second = PhotoFeatures(a), PhotoFeatures(b)
    _, score, found = classify(first, second)
    if found is None:
        return None
    is_copy = score >= 0.5
    if not is_copy and (found.similarity.agreeing < _ENOUGH_AGREEING and found.alignment.inliers < _ENOUGH_INLIERS):
        return None
    matrix = np.diag([1 / first.size[0], 1 / first.size[1], 1.0]) @ found.alignment.matrix
    matrix = matrix @ np.diag([*second.size, 1.0])
    return np.asarray(matrix / matrix[2, 2], np.float64)
