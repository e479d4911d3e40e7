"""Which two photos share no content, told in about a millisecond from up to a hundred keypoints of each.

Most pairs whose codes are near each other show different things. A copy, however it was turned, mirrored, scaled, cut
or written on, shares keypoints with its original, and each match alone tells how one picture lies on the other (Lowe
2004, section 7.4, who lets them vote). So where several matches agree, or one of them lays one picture on the other so
that both look alike, the two may be copies; and where nothing of the kind is found among so many keypoints, they are
none. The largest structures of a picture are enough for that: the keypoints are those of a very small picture, which
costs a quarter of those that copies are aligned by, and which blur, compression and grain leave as they are.

It only ever refuses. What it lets through, which is all that has too few keypoints to tell, is looked at as if it were
not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels
from photohash.library.relate.features import Floats, mirrored, root_sift

SIDES = 96, 192
"""Longest side of the picture that keypoints are sought in, and of the one where that has too few, as a small part of a
plain photo has. At 64, copies that were set into a screen would be missed."""

_MOST_KEYPOINTS, _PLENTY = 100, 48
_THUMB, _SOFT, _STEPS = 16, 48, 20
_LEAST_CONTRAST = 0.015
_RATIO = 0.9
"""A match must be nearer than this share of the second nearest: laxer than where copies are aligned, since few are
left."""

_FEWEST_KEYPOINTS = 32
_MANY_VOTES = 5
_ALIKE = 0.7
"""With fewer keypoints nothing is told. With so many matches of one pose, or so high a correlation where one pose lays
the pictures on each other, they may be copies: of 2,000 copies of 76 kinds none is refused, nor would any be at 0.8."""

_CONTAINED = 0.6
"""Share of one picture that has to lie in the other: a copy shows one of the two nearly whole."""

_SPREAD = 0.05
"""Share of the picture's side over which matches must be spread to tell its pose together."""

_MISPLACED = 0.05
_TURNED = np.deg2rad(25)
_SCALED = np.log(1.5)
"""By how much matches of one pose may differ: a share of the picture's side, radians, and the logarithm of a scale."""

Complex = NDArray[np.complexfloating]


@dataclass(frozen=True)
class CoarseFeatures:
    """The few keypoints that tell whether two photos share anything.

    Attributes:
        thumb: uint8 [16, 16], the whole picture squeezed into a square.
        soft: uint8 [h, w], the picture at 48 pixels a side or less, blurred.
        size: width and height of the picture that the keypoints were sought in.
        places: complex64 [n], x + iy in pixels of that.
        poses: complex64 [n], the size of each, turned by its angle.
        descriptors: uint8 [n, 128], SIFT's own, which take a quarter of the room of RootSIFT's.
    """

    thumb: Pixels
    soft: Pixels
    size: tuple[int, int]
    places: Complex
    poses: Complex
    descriptors: NDArray[np.uint8]

    def flipped(self) -> CoarseFeatures:
        """Those of the mirrored picture."""
        places, poses = self.size[0] - self.places.conj(), -self.poses.conj()
        soft = np.ascontiguousarray(self.soft[:, ::-1])
        return CoarseFeatures(self.thumb[:, ::-1], soft, self.size, places, poses, mirrored(self.descriptors))

    @property
    def root_sift(self) -> Floats:
        """RootSIFT descriptors: float32 [n, 128]."""
        return root_sift(self.descriptors.astype(np.float32))

    @cached_property
    def grid(self) -> Complex:
        """Places evenly over the picture: complex64 [400]."""
        steps = (np.arange(_STEPS, dtype=np.float32) + 0.5) / _STEPS
        return np.asarray((self.size[0] * steps + 1j * self.size[1] * steps[:, None]).ravel(), np.complex64)

    @cached_property
    def levels(self) -> Floats:
        """The picture's grey levels there: float32 [400]."""
        size = _STEPS, _STEPS
        return np.asarray(cv2.resize(self.soft, size, interpolation=cv2.INTER_LINEAR), np.float32).ravel()


def coarse_features(picture: Pixels) -> CoarseFeatures:
    """Describes a photo.

    Args:
        picture: uint8 [h, w], its luma, upright, in any size.
    """
    found = _described(picture, SIDES[0])
    return found if len(found.places) >= _PLENTY else _described(picture, SIDES[1])


def _described(picture: Pixels, side: int) -> CoarseFeatures:
    height, width = picture.shape
    scale = min(1.0, side / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    grey = picture if scale == 1 else np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    thumb = np.asarray(cv2.resize(grey, (_THUMB, _THUMB), interpolation=cv2.INTER_AREA), np.uint8)
    shrunk = cv2.resize(grey, (min(_SOFT, size[0]), min(_SOFT, size[1])), interpolation=cv2.INTER_AREA)
    soft = np.asarray(cv2.GaussianBlur(shrunk, (0, 0), 1.0), np.uint8)
    detector = cv2.SIFT.create(nfeatures=_MOST_KEYPOINTS, contrastThreshold=_LEAST_CONTRAST)
    found, rows = detector.detectAndCompute(grey, None)
    measured = np.array([(*one.pt, one.size, one.angle) for one in found], np.float32).reshape(-1, 4)
    places = measured[:, 0] + 1j * measured[:, 1]
    poses = measured[:, 2] * np.exp(1j * np.deg2rad(measured[:, 3]))
    descriptors = np.asarray(rows, np.uint8) if found else np.zeros((0, 128), np.uint8)
    return CoarseFeatures(thumb, soft, size, places.astype(np.complex64), poses.astype(np.complex64), descriptors)


def share_nothing(a: CoarseFeatures, b: CoarseFeatures) -> bool:
    """Whether two photos surely show nothing that is the same: laid as any match says, they do not look alike."""
    if min(len(a.places), len(b.places)) < _FEWEST_KEYPOINTS:
        return False
    pairs = (a, b), (b, a), (a, b.flipped()), (b, a.flipped())
    return all(_likeness(*pair) < _ALIKE for pair in pairs)


def nearly_equal(a: CoarseFeatures, b: CoarseFeatures, levels: float) -> bool:
    """Whether the mean grey difference of two photos of one size may be at most so many levels."""
    # Means over areas differ by no more than what they are means of, but for rounding, once or twice on either side.
    return cv2.norm(a.thumb, b.thumb, cv2.NORM_L1) <= (levels + 2) * a.thumb.size


def _likeness(a: CoarseFeatures, b: CoarseFeatures) -> float:
    """How alike two photos look at best, laid on each other as their matches say: a correlation; 1 where many agree."""
    rows, columns = _matched(a, b)
    if not len(rows):
        return 0.0
    onto, of = a.places[rows], b.places[columns]
    turns = a.poses[rows] / b.poses[columns]
    moves = onto - turns * of
    missed = np.abs(turns[:, None] * of + moves[:, None] - onto)
    differing = np.log(turns / turns[:, None])
    agreeing = (missed < _MISPLACED * max(a.size)) & (np.abs(differing.real) < _SCALED)
    agreeing &= np.abs(differing.imag) < _TURNED
    if agreeing.sum(axis=1).max() >= _MANY_VOTES:
        return 1.0
    turns, moves = _fitted(agreeing.astype(np.float32), of, onto, turns, _SPREAD * max(b.size))
    there = _correlations(b, a, turns[:, None] * b.grid + moves[:, None])
    back = _correlations(a, b, (a.grid - moves[:, None]) / turns[:, None])
    return float(max(there.max(), back.max()))


def _matched(a: CoarseFeatures, b: CoarseFeatures) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """Rows of keypoints that are each other's nearest, the nearest of a's being clearly nearer than the second."""
    one, other = a.root_sift, b.root_sift
    apart, nearest = cv2.batchDistance(one, other, cv2.CV_32F, normType=cv2.NORM_L2SQR, K=2)
    rows = np.flatnonzero(apart[:, 0] < _RATIO**2 * apart[:, 1])
    columns = nearest[rows, 0]
    if not len(rows):
        return rows, columns
    _, back = cv2.batchDistance(other[columns], one, cv2.CV_32F, normType=cv2.NORM_L2SQR, K=1)
    mutual = back[:, 0] == rows
    return rows[mutual], columns[mutual]


def _fitted(
    weights: Floats, of: Complex, onto: Complex, turns: Complex, least_spread: float
) -> tuple[Complex, Complex]:
    """The maps that fit the matches which agree with each match best: turns and moves, complex [m].

    Where those lie too near each other to tell the turn, the match's own counts.
    """
    total = weights.sum(axis=1)
    middle, there = weights @ of / total, weights @ onto / total
    spread = weights @ np.abs(of) ** 2 / total - np.abs(middle) ** 2
    together = weights @ (of.conj() * onto) / total - middle.conj() * there
    wide = spread > least_spread**2
    fitted = np.where(wide, together / np.where(wide, spread, 1), turns)
    return fitted, there - fitted * middle


def _correlations(whole: CoarseFeatures, other: CoarseFeatures, places: Complex) -> Floats:
    """How alike a picture looks to where its grid lands in another: float [m]; 0 where much of it lands outside.

    Args:
        whole: the picture that is shown whole.
        other: the one it is looked for in.
        places: complex [m, 400], of the grid of ``whole`` in ``other``.
    """
    width, height = other.size
    inside = (places.real >= 0) & (places.real <= width) & (places.imag >= 0) & (places.imag <= height)
    share = inside.mean(axis=1)
    chosen = share >= _CONTAINED
    if not chosen.any():
        return np.zeros(1, np.float32)
    places, inside = places[chosen], inside[chosen].astype(np.float32)
    rows, columns = other.soft.shape
    across = (places.real * (columns / width) - 0.5).astype(np.float32)
    down = (places.imag * (rows / height) - 0.5).astype(np.float32)
    seen = cv2.remap(other.soft, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    total = inside.sum(axis=1, keepdims=True)
    own = whole.levels - (inside * whole.levels).sum(axis=1, keepdims=True) / total
    seen = seen - (inside * seen).sum(axis=1, keepdims=True) / total
    lengths = (inside * own * own).sum(axis=1) * (inside * seen * seen).sum(axis=1)
    return np.asarray((inside * own * seen).sum(axis=1) / np.sqrt(np.maximum(lengths, 1e-3)), np.float32)
