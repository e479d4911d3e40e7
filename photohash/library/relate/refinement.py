"""Improves a map until the two pictures lie on each other to a small part of a pixel.

Gauss-Newton in the inverse compositional form (Baker and Matthews 2004, section 3.2): the picture that stays gives the
gradients, so they and the Jacobian are worked out once. Both pictures are freed of local brightness and contrast first,
so that filters, vignettes and casts do not pull, and pixels that fit badly lose their say, so that captions do not.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.relate.alignment import Alignment
from photohash.library.relate.features import Floats, PhotoFeatures
from photohash.library.relate.overlap import overlap_of, warped
from photohash.library.relate.transforms import Matrix, plausible

_LEVELS = (80, 200)
"""Longest sides of the overlays, coarse to fine."""

_MOST_STEPS = 8
_STILL = 0.02
"""Pixels of the overlay: a smaller step ends the search."""

_WIDEST_STEP = 0.1
"""Share of the overlay that one level may move a corner by; more is a search that wandered off."""

_FAINT = 6.0
"""Grey levels added to the local deviation, so that flat parts stay flat instead of becoming noise."""

_OUTLIER = 0.5
"""Misfit, in local deviations, at which a pixel has lost three quarters of its say."""


def refined(alignment: Alignment, a: PhotoFeatures, b: PhotoFeatures, *, perspective: bool = False) -> Alignment:
    """Improves a map.

    Args:
        alignment: the map.
        a: the picture that stays.
        b: the picture that is moved.
        perspective: whether lines may come to converge.

    Returns:
        the better map, or the one given where the search wanders off or ends in a map no copy has.
    """
    matrix = alignment.matrix
    for longest in _LEVELS:
        laid = overlap_of(a, b, matrix, longest=longest)
        if laid is None:
            break
        first, second = laid.pictures()
        step = _step(_normalised(first), _normalised(second), laid.mask > 0, parameters=8 if perspective else 6)
        if step is None:
            break
        matrix = laid.moved(step)
    return Alignment(matrix, alignment.inliers) if plausible(matrix, b.size) else alignment


def _normalised(picture: NDArray[np.uint8]) -> Floats:
    """A grey picture with its local mean taken out and its local deviation made alike: float32 [h, w]."""
    grey = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 0.8)
    window = (max(7, min(grey.shape) // 6) | 1,) * 2
    mean = cv2.blur(grey, window)
    variance = np.maximum(cv2.blur(grey * grey, window) - mean * mean, 0)
    return np.asarray((grey - mean) / (np.sqrt(variance) + _FAINT), np.float32)


def _step(first: Floats, second: Floats, judged: NDArray[np.bool_], *, parameters: int) -> Matrix | None:
    """The map from pixel centres of ``first`` to those of ``second`` that show the same.

    Args:
        first: float32 [h, w], normalised.
        second: float32 [h, w], normalised.
        judged: bool [h, w].
        parameters: 6 without perspective, 8 with it.

    Returns:
        float64 [3, 3], or None where there is nothing to go by or the search wanders off.
    """
    height, width = first.shape
    scale = 2 / max(width, height)
    unit = np.array([[scale, 0, -scale * (width - 1) / 2], [0, scale, -scale * (height - 1) / 2], [0, 0, 1]])
    back = np.linalg.inv(unit)
    across, down = cv2.Sobel(first, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(first, cv2.CV_32F, 0, 1, scale=0.125)
    rows, columns = np.nonzero(judged & (np.abs(across) + np.abs(down) > 0.02))
    if len(rows) < 20 * parameters:
        return None
    if len(rows) > 12_000:
        rows, columns = rows[:: len(rows) // 6_000], columns[:: len(columns) // 6_000]
    slope = np.stack([across[rows, columns], down[rows, columns]]) / np.float32(scale)
    x, y = (columns * scale + unit[0, 2]).astype(np.float32), (rows * scale + unit[1, 2]).astype(np.float32)
    jacobian = np.stack([slope[0] * x, slope[0] * y, slope[0], slope[1] * x, slope[1] * y, slope[1]], axis=1)
    if parameters == 8:
        along = slope[0] * x + slope[1] * y
        jacobian = np.column_stack([jacobian, -along * x, -along * y])
    still, moved = first[rows, columns], np.eye(3)
    for _ in range(_MOST_STEPS):
        misfit = warped(second, back @ moved @ unit, (width, height))[rows, columns] - still
        weighted = jacobian * (1 / (1 + (misfit / _OUTLIER) ** 2) ** 2)[:, None]
        try:
            change = np.linalg.solve(
                (weighted.T @ jacobian).astype(np.float64) + 1e-3 * np.eye(parameters),
                (weighted.T @ misfit).astype(np.float64),
            )
        except np.linalg.LinAlgError:
            return None
        small = np.append(change, np.zeros(8 - parameters))
        moved = moved @ np.linalg.inv(np.eye(3) + np.append(small, 0.0).reshape(3, 3))
        moved /= moved[2, 2]
        if np.abs(moved - np.eye(3)).max() > 2 * _WIDEST_STEP:
            return None
        if np.abs(change).max() < _STILL * scale:
            break
    return np.asarray(back @ moved @ unit, np.float64)
