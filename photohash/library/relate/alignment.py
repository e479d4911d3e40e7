"""Finds where one picture lies in another: whole frame on whole frame, or by keypoints, then refined by correlation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.relate.look import Floats, Look
from photohash.library.relate.maps import Matrix, chained, plausible
from photohash.library.relate.overlap import overlay

Size = tuple[int, int]

_RATIO = 0.85
"""A keypoint's best match must be nearer than this share of its second best (Lowe 2004, section 7.1, has 0.8)."""

_FEWEST_INLIERS = 8
_FAR = 4.0
"""Pixels of the small picture a matched keypoint may miss its place by; the dense refinement takes the rest away."""


@dataclass(frozen=True)
class Alignment:
    """A map from b to a and what speaks for it.

    Attributes:
        matrix: float64 [2, 3], edge coordinates of b to edge coordinates of a.
        inliers: matched keypoints that agree with it; 0 when found without keypoints.
    """

    matrix: Matrix
    inliers: int = 0


def whole_frames(a: Look, b: Look, *, least: float = 0.75) -> list[Alignment]:
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
    return np.column_stack([linear, offset])


def by_keypoints(a: Look, b: Look) -> list[Alignment]:
    """The map most matched keypoints agree with, plain or mirrored; empty when too few agree."""
    best: Alignment | None = None
    flip = np.array([[-1.0, 0.0, b.size[0]], [0.0, 1.0, 0.0]])
    for mirrored in (False, True):
        descriptors = b.keypoints.mirrored if mirrored else b.keypoints.descriptors
        rows, columns = _match(a.keypoints.descriptors, descriptors)
        if len(rows) < _FEWEST_INLIERS:
            continue
        onto, of = a.keypoints.points[rows], b.keypoints.points[columns]
        of = of @ flip[:, :2].T.astype(np.float32) + flip[:, 2].astype(np.float32) if mirrored else of
        found = _robust_map(of, onto)
        if found is None or (best is not None and found.inliers <= best.inliers):
            continue
        best = Alignment(chained(found.matrix, flip), found.inliers) if mirrored else found
    return [] if best is None or not plausible(best.matrix) else [best]


def _match(a: Floats, b: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of keypoints that are each other's best match and clearly better than the second best."""
    none = np.zeros(0, np.int64)
    if min(len(a), len(b)) < 3:
        return none, none
    likeness = a @ b.T
    second, first = np.partition(likeness, -2, axis=1)[:, -2:].T
    partner = likeness.argmax(axis=1)
    rows = np.arange(len(a))
    distinct = (2 - 2 * first) < _RATIO**2 * (2 - 2 * second)
    mutual = likeness.argmax(axis=0)[partner] == rows
    rows = rows[distinct & mutual]
    return rows, partner[rows]


def _robust_map(of: Floats, onto: Floats) -> Alignment | None:
    """RANSAC: a similarity, or, where that explains too few of the matches, an affine map for squashed pictures.

    OpenCV seeds its generator alike at every call, so the answer depends on the matches alone.
    """
    best = _estimated(cv2.estimateAffinePartial2D, of, onto)
    if best.inliers < 0.6 * len(of):
        affine = _estimated(cv2.estimateAffine2D, of, onto)
        if affine.inliers >= 1.3 * best.inliers and plausible(affine.matrix):
            best = affine
    return best if best.inliers >= _FEWEST_INLIERS else None


def _estimated(estimate: Callable[..., Any], of: Floats, onto: Floats) -> Alignment:
    matrix, inside = estimate(of, onto, ransacReprojThreshold=_FAR, confidence=0.999)
    if matrix is None:
        return Alignment(np.zeros((2, 3)))
    return Alignment(np.asarray(matrix, np.float64), int(inside.sum()))


def refined(alignment: Alignment, a: Look, b: Look) -> Alignment:
    """Improves a map by enhanced correlation (Evangelidis and Psarakis 2008) on low-pass pictures of at most 256 px.

    Returns:
        the better map, or the one given where the search does not settle, wanders off, or ends in a map no copy has.
    """
    laid = overlay(a, b, alignment.matrix, longest=256)
    if laid is None:
        return alignment
    start = np.eye(2, 3, dtype=np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-4)
    try:
        _, moved = cv2.findTransformECC(laid.first, laid.second, start, cv2.MOTION_AFFINE, stop, laid.mask, 5)
    except cv2.error:
        return alignment
    step = np.asarray(moved, np.float64)
    if np.abs(step[:, :2] - np.eye(2)).max() > 0.1:
        return alignment
    better = laid.moved(step)
    return Alignment(better, alignment.inliers) if plausible(better) else alignment
