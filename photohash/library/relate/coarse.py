"""Which two photos share no content, told in a fraction of a millisecond from a few dozen keypoints of each.

Most pairs whose codes are near each other show different things. A copy, however it was turned, mirrored, scaled, cut
or written on, shares many keypoints with its original, and these lie alike in both: each match alone tells by how much
one picture is turned, scaled and moved against the other, and the matches of a copy agree on it (Lowe 2004, section
7.4, who lets them vote). The largest structures of a picture are enough for that, so the keypoints are those of a very
small picture, which costs a tenth of those that copies are aligned by, and which blur, compression and grain leave as
they are.

It only ever refuses. What it lets through, which is all that has too few keypoints to tell, is looked at as if it were
not there.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats, mirrored, root_sift

SIDE = 96
"""Longest side of the picture that keypoints are sought in. At 64, copies that were set into a screen are missed."""

_MOST_KEYPOINTS = 100
_LEAST_CONTRAST = 0.015
_RATIO = 0.9
"""A match must be nearer than this share of the second nearest: laxer than where copies are aligned, since few are
left."""

_FEWEST_KEYPOINTS = 8
_FEWEST_VOTES = 3
"""Of 1,500 copies of 76 kinds none has fewer votes, and one has no more; of pairs near by their codes, two thirds."""

_MISPLACED = 0.05
_TURNED = np.deg2rad(25)
_SCALED = np.log(1.5)
"""By how much matches of one pose may differ: a share of the picture's side, radians, and the logarithm of a scale."""


@dataclass(frozen=True)
class CoarseFeatures:
    """The few keypoints that tell whether two photos share anything.

    Attributes:
        grey: uint8 [h, w], the picture they were sought in.
        places: complex64 [n], x + iy in pixels of it.
        poses: complex64 [n], the size of each, turned by its angle.
        descriptors: uint8 [n, 128], SIFT's own, which take a quarter of the room of RootSIFT's.
    """

    grey: Pixels
    places: NDArray[np.complex64]
    poses: NDArray[np.complex64]
    descriptors: NDArray[np.uint8]


def coarse_features(picture: Pixels) -> CoarseFeatures:
    """Describes a photo.

    Args:
        picture: uint8 [h, w], its luma, upright, in any size.
    """
    height, width = picture.shape
    scale = min(1.0, SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    grey = picture if scale == 1 else np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    detector = cv2.SIFT.create(nfeatures=_MOST_KEYPOINTS, contrastThreshold=_LEAST_CONTRAST)
    found, rows = detector.detectAndCompute(grey, None)
    if not found:
        nowhere = np.zeros(0, np.complex64)
        return CoarseFeatures(grey, nowhere, nowhere, np.zeros((0, 128), np.uint8))
    measured = np.array([(*one.pt, one.size, one.angle) for one in found], np.float32)
    places = measured[:, 0] + 1j * measured[:, 1]
    poses = measured[:, 2] * np.exp(1j * np.deg2rad(measured[:, 3]))
    return CoarseFeatures(grey, places.astype(np.complex64), poses.astype(np.complex64), rows.astype(np.uint8))


def share_nothing(a: CoarseFeatures, b: CoarseFeatures) -> bool:
    """Whether two photos surely show nothing that is the same: no pose has enough votes, though there are keypoints."""
    if min(len(a.places), len(b.places)) < _FEWEST_KEYPOINTS:
        return False
    return not _may_share_a_pose(a, b) and not _may_share_a_pose(b, a)


def nearly_equal(a: CoarseFeatures, b: CoarseFeatures, levels: float) -> bool:
    """Whether the mean grey difference of two photos of one size may be at most so many levels."""
    if a.grey.shape != b.grey.shape:
        return False
    # Means over areas differ by no more than what they are means of, but for rounding.
    return cv2.norm(a.grey, b.grey, cv2.NORM_L1) <= (levels + 1) * a.grey.size


@dataclass(frozen=True)
class _Keypoints:
    """As they are matched: places and poses as of :class:`CoarseFeatures`, RootSIFT descriptors float32 [n, 128]."""

    places: NDArray[np.complex64]
    poses: NDArray[np.complex64]
    descriptors: Floats


def _may_share_a_pose(a: CoarseFeatures, b: CoarseFeatures) -> bool:
    """Whether enough of a's keypoints match those of b, plain or mirrored, and agree on how b lies on a."""
    width = b.grey.shape[1]
    one, other = (root_sift(features.descriptors.astype(np.float32)) for features in (a, b))
    stays, far = _Keypoints(a.places, a.poses, one), _MISPLACED * max(a.grey.shape)
    plain = _Keypoints(b.places, b.poses, other)
    flipped = _Keypoints(width - b.places.conj(), -b.poses.conj(), mirrored(other))
    return any(_votes(stays, moved, far) >= _FEWEST_VOTES for moved in (plain, flipped))


def _votes(a: _Keypoints, b: _Keypoints, far: float) -> int:
    """The most matches that agree with the map from b to a that one of them tells, missing it by less than ``far``."""
    apart, nearest = cv2.batchDistance(a.descriptors, b.descriptors, cv2.CV_32F, normType=cv2.NORM_L2SQR, K=2)
    rows = np.flatnonzero(apart[:, 0] < _RATIO**2 * apart[:, 1])
    if len(rows) < _FEWEST_VOTES:
        return 0
    columns = nearest[rows, 0]
    _, back = cv2.batchDistance(b.descriptors[columns], a.descriptors, cv2.CV_32F, normType=cv2.NORM_L2SQR, K=1)
    rows, columns = rows[back[:, 0] == rows], columns[back[:, 0] == rows]
    if len(rows) < _FEWEST_VOTES:
        return 0
    onto, of = a.places[rows], b.places[columns]
    turns = a.poses[rows] / b.poses[columns]
    missed = np.abs(turns[:, None] * (of[None] - of[:, None]) + onto[:, None] - onto[None])
    differing = np.log(turns[None] / turns[:, None])
    agreeing = (missed < far) & (np.abs(differing.real) < _SCALED) & (np.abs(differing.imag) < _TURNED)
    return int(agreeing.sum(axis=1).max())
