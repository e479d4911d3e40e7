"""Finds where one picture lies in another: whole frame on whole frame, or by keypoints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.relate.features import Floats, PhotoFeatures
from photohash.library.relate.transforms import Matrix, Size, affine, applied, plausible

_RATIO = 0.85
"""A keypoint's best match must be nearer than this share of its second best (Lowe 2004, section 7.1, has 0.8)."""

_FEWEST_INLIERS, _FEWEST_CORNERS = 8, 12
_MORE_EXPLAINED = 1.3
"""A map that also stretches is preferred only when it explains so many times the matches."""

_FAR = 4.0
"""Pixels of the small picture a matched keypoint may miss its place by; the dense refinement takes the rest away."""


Places = NDArray[np.int64]
Descriptors = Floats | NDArray[np.uint8]


@dataclass(frozen=True)
class Alignment:
    """A map from b to a and what speaks for it.

    Attributes:
        matrix: float64 [3, 3], edge coordinates of b to edge coordinates of a.
        inliers: matched keypoints that agree with it; 0 when found without keypoints.
    """

    matrix: Matrix
    inliers: int = 0


def whole_frames(a: PhotoFeatures, b: PhotoFeatures, *, least: float = 0.75) -> list[Alignment]:
    """The maps of all of b onto all of a, in the orientation (of eight) whose low-pass pictures correlate best.

    Returns:
        one map, or none when no orientation correlates at least ``least``.
    """
    best, most = None, least
    for mirrored in (False, True):
        for quarters in range(4):
            turned = np.rot90(b.thumb[:, ::-1] if mirrored else b.thumb, quarters)
            correlation = float((a.thumb * turned).sum())
            if correlation > most + 1e-4:
                best, most = (mirrored, quarters), correlation
    return [] if best is None else [Alignment(_whole_frame(a.size, b.size, *best))]


def _whole_frame(a: Size, b: Size, mirrored: bool, quarters: int) -> Matrix:
    """The map that lays b's frame on a's after mirroring left to right and turning counterclockwise by quarters."""
    turn = np.linalg.matrix_power(np.array([[0.0, 1.0], [-1.0, 0.0]]), quarters)
    if mirrored:
        turn = turn @ np.diag([-1.0, 1.0])
    linear = np.diag(np.array(a, float)) @ turn @ np.diag(1 / np.array(b, float))
    offset = np.array(a) / 2 - linear @ (np.array(b) / 2)
    return affine(np.column_stack([linear, offset]))


def by_keypoints(a: PhotoFeatures, b: PhotoFeatures) -> list[Alignment]:
    """The map most matched keypoints agree with, plain or mirrored; empty when too few agree."""
    best: Alignment | None = None
    flip = np.array([[-1.0, 0.0, b.size[0]], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    for mirrored in (False, True):
        rows, columns = _match(a.keypoints.descriptors, b.keypoints.mirrored if mirrored else b.keypoints.descriptors)
        if len(rows) < _FEWEST_INLIERS:
            continue
        onto, of = a.keypoints.points[rows], b.keypoints.points[columns]
        of = applied(flip, of).astype(np.float32) if mirrored else of
        found = _robust_map(of, onto)
        if found.inliers >= _FEWEST_INLIERS and (best is None or found.inliers > best.inliers):
            best = Alignment(found.matrix @ flip, found.inliers) if mirrored else found
    return [best] if best is not None and plausible(best.matrix, b.size) else []


def by_corners(a: PhotoFeatures, b: PhotoFeatures) -> list[Alignment]:
    """The map most matched corners agree with; empty when too few agree, or the picture is mirrored."""
    one, other = a.corners, b.corners
    if min(len(one.points), len(other.points)) < _FEWEST_CORNERS:
        return []
    rows, columns = _mutual(one.descriptors, other.descriptors, cv2.NORM_HAMMING, _RATIO)
    if len(rows) < _FEWEST_CORNERS:
        return []
    found = _robust_map(other.points[columns], one.points[rows])
    return [found] if found.inliers >= _FEWEST_CORNERS and plausible(found.matrix, b.size) else []


def _match(a: Floats, b: Floats) -> tuple[Places, Places]:
    """Pairs of keypoints that are each other's best match and clearly better than the second best."""
    if min(len(a), len(b)) < 3:
        none = np.zeros(0, np.int64)
        return none, none
    return _mutual(a, b, cv2.NORM_L2SQR, _RATIO**2)


def _mutual(one: Descriptors, other: Descriptors, norm: int, ratio: float) -> tuple[Places, Places]:
    """Rows of both that are each other's nearest, where the nearest is clearly nearer than the second.

    OpenCV compares them in one thread and finds the two nearest on the way; a product of matrices in numpy would start
    as many threads as there are cores, in each of the threads that look at pairs.
    """
    depth = cv2.CV_32S if norm == cv2.NORM_HAMMING else cv2.CV_32F
    apart, nearest = cv2.batchDistance(one, other, depth, normType=norm, K=2)
    rows = np.flatnonzero(apart[:, 0] < np.float32(ratio) * apart[:, 1].astype(np.float32))
    partner = nearest[rows, 0]
    if len(rows):
        _, back = cv2.batchDistance(other[partner], one, depth, normType=norm, K=1)
        rows, partner = rows[back[:, 0] == rows], partner[back[:, 0] == rows]
    return rows.astype(np.int64), partner.astype(np.int64)


def _robust_map(of: Floats, onto: Floats) -> Alignment:
    """RANSAC: a similarity, or, where that explains too few of the matches, an affine map for squashed pictures.

    OpenCV seeds its generator alike at every call, so the answer depends on the matches alone.
    """
    best = _estimated(cv2.estimateAffinePartial2D, of, onto)
    if best.inliers < 0.6 * len(of):
        stretched = _estimated(cv2.estimateAffine2D, of, onto)
        if stretched.inliers >= _MORE_EXPLAINED * best.inliers and plausible(stretched.matrix, (1, 1)):
            best = stretched
    return best


def _estimated(estimate: Callable[..., Any], of: Floats, onto: Floats) -> Alignment:
    matrix, inside = estimate(of, onto, ransacReprojThreshold=_FAR, confidence=0.999)
    return Alignment(np.eye(3)) if matrix is None else Alignment(affine(matrix), int(inside.sum()))
