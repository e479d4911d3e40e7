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

SIDE = 96
"""Longest side of the picture that keypoints are sought in. At 64, copies that were set into a screen are missed."""

_MOST_KEYPOINTS = 100
_THUMB, _SOFT, _STEPS = 16, 48, 20
_LEAST_CONTRAST = 0.015
_RATIO = 0.9
"""A match must be nearer than this share of the second nearest: laxer than where copies are aligned, since few are
left."""

_FEWEST_KEYPOINTS = 48
_MANY_VOTES = 5
_ALIKE = 0.7
"""With fewer keypoints nothing is told: what shows little from afar may show enough nearby. With so many matches of one
pose, or so high a correlation where a match lays one picture on the other, they may be copies."""

_SURELY_ALIKE = 0.9
"""Correlation of the thumbs from which the two are looked at closely anyway."""

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
        soft: uint8 [h, w], the picture at 48 pixels a side or less, blurred.
        size: width and height of the picture that the keypoints were sought in.
        places: complex64 [n], x + iy in pixels of that.
        poses: complex64 [n], the size of each, turned by its angle.
        descriptors: uint8 [n, 128], SIFT's own, which take a quarter of the room of RootSIFT's.
    """

    soft: Pixels
    size: tuple[int, int]
    places: Complex
    poses: Complex
    descriptors: NDArray[np.uint8]

    def flipped(self) -> CoarseFeatures:
        """Those of the mirrored picture."""
        places, poses = self.size[0] - self.places.conj(), -self.poses.conj()
        soft = np.ascontiguousarray(self.soft[:, ::-1])
        return CoarseFeatures(soft, self.size, places, poses, mirrored(self.descriptors))

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


class CoarseLook:
    """A photo as it is seen from afar; what is not asked for is not worked out.

    Attributes:
        thumb: uint8 [16, 16], the whole picture squeezed into a square.
    """

    def __init__(self, picture: Pixels) -> None:
        """Takes the luma of a picture: uint8 [h, w], upright, in any size."""
        self._picture = picture
        self.thumb = np.asarray(cv2.resize(picture, (_THUMB, _THUMB), interpolation=cv2.INTER_AREA), np.uint8)

    @cached_property
    def features(self) -> CoarseFeatures:
        """Its keypoints."""
        return _described(self._picture)


def _described(picture: Pixels) -> CoarseFeatures:
    height, width = picture.shape
    scale = min(1.0, SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    grey = picture if scale == 1 else np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    shrunk = cv2.resize(grey, (min(_SOFT, size[0]), min(_SOFT, size[1])), interpolation=cv2.INTER_AREA)
    soft = np.asarray(cv2.GaussianBlur(shrunk, (0, 0), 1.0), np.uint8)
    detector = cv2.SIFT.create(nfeatures=_MOST_KEYPOINTS, contrastThreshold=_LEAST_CONTRAST)
    found, rows = detector.detectAndCompute(grey, None)
    measured = np.array([(*one.pt, one.size, one.angle) for one in found], np.float32).reshape(-1, 4)
    places = measured[:, 0] + 1j * measured[:, 1]
    poses = measured[:, 2] * np.exp(1j * np.deg2rad(measured[:, 3]))
    descriptors = np.asarray(rows, np.uint8) if found else np.zeros((0, 128), np.uint8)
    return CoarseFeatures(soft, size, places.astype(np.complex64), poses.astype(np.complex64), descriptors)


def share_nothing(one: CoarseLook, other: CoarseLook) -> bool:
    """Whether two photos surely show nothing that is the same: laid as any match says, they do not look alike."""
    if _look_alike(one.thumb, other.thumb):
        return False  # nobody needs keypoints to see that
    a, b = one.features, other.features
    if min(len(a.places), len(b.places)) < _FEWEST_KEYPOINTS:
        return False
    pairs = (a, b), (b, a), (a, b.flipped()), (b, a.flipped())
    return all(_likeness(*pair) < _ALIKE for pair in pairs)


def nearly_equal(a: CoarseLook, b: CoarseLook, levels: float) -> bool:
    """Whether the mean grey difference of two photos of one size may be at most so many levels."""
    # Means over areas differ by no more than what they are means of, but for rounding, once or twice on either side.
    return cv2.norm(a.thumb, b.thumb, cv2.NORM_L1) <= (levels + 2) * a.thumb.size


def _look_alike(one: Pixels, other: Pixels) -> bool:
    """Whether two thumbs correlate highly in one of the eight upright orientations."""
    (x, length), (y, other_length) = (_centred(thumb) for thumb in (one, other))
    turned = [np.rot90(side, quarters) for side in (y, y[:, ::-1]) for quarters in range(4)]
    return max(float((x * each).sum()) for each in turned) >= _SURELY_ALIKE * length * other_length


def _centred(thumb: Pixels) -> tuple[Floats, float]:
    levels = thumb.astype(np.float32) - np.float32(thumb.mean())
    return levels, float(np.linalg.norm(levels))


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
