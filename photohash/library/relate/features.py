"""One photo as the judge sees it: a small picture, its low-pass thumb and its keypoints, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import cv2
import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photohash.library.photo import CodedPicture, Encoding, Photo, Pixels

Floats = NDArray[np.float32]
Descriptors = TypeVar("Descriptors", NDArray[np.float32], NDArray[np.uint8])

THUMB = 32
"""Side of the square low-pass picture that tells the eight upright orientations apart."""

_CORNER_SIDE, _KEYPOINT_SIDE = 320, 192
"""Corners and keypoints are sought on pictures this long; alignment is refined afterwards."""

_CORNER_PATCH = 31
_MOST_CORNERS, _MOST_KEYPOINTS = 400, 300
_LEAST_CONTRAST = 0.015


@dataclass(frozen=True)
class Side:
    """One of the two photos to relate.

    Attributes:
        photo: the record; its id, digest, dimensions, capture time and camera are used.
        small: gives the upright picture, uint8 [h, w, 3], longest side at most 512.
        full: gives the upright picture in full size; slow, called only for what would be put away without anyone
            looking.
        encoding: tells how a JPEG file's pixels are kept; None for other formats.
        coded: gives the coded picture of the file.
        coarse: gives the luma of the upright picture, uint8 [h, w], longest side of 192 or more; all that is looked at
            where it is plain from afar that two photos are no copies. None where ``small`` is as quick.
    """

    photo: Photo
    small: Callable[[], Pixels]
    full: Callable[[], Pixels]
    encoding: Callable[[], Encoding | None] = lambda: None
    coded: Callable[[], CodedPicture] = lambda: CodedPicture(b"", b"")
    coarse: Callable[[], Pixels] | None = None


@dataclass(frozen=True)
class Corners:
    """ORB corners (Rublee et al. 2011): a sixth of the time of :class:`Keypoints`, and nearly always enough.

    Attributes:
        points: float32 [n, 2], in the small picture's edge coordinates: 0..width, 0..height.
        descriptors: uint8 [n, 32].
    """

    points: Floats
    descriptors: Pixels


@dataclass(frozen=True)
class Keypoints:
    """SIFT keypoints (Lowe 2004) with RootSIFT descriptors (Arandjelovic and Zisserman 2012).

    Attributes:
        points: float32 [n, 2], in the small picture's edge coordinates: 0..width, 0..height.
        descriptors: float32 [n, 128], each of length 1.
        mirrored: float32 [n, 128], what the descriptors would be in the mirrored picture.
    """

    points: Floats
    descriptors: Floats
    mirrored: Floats


class PhotoFeatures:
    """What is worked out about one photo, so that a photo related to many others is described once.

    Several threads may use one: at worst two of them work the same out at the same time.

    Attributes:
        photo: the record.
        encoding: tells how a JPEG file's pixels are kept.
        coded: gives its coded picture.
        pixels: uint8 [h, w, 3], the small picture.
    """

    def __init__(self, side: Side) -> None:
        self.photo = side.photo
        self.encoding, self.coded = side.encoding, side.coded
        self.pixels = side.small()
        self._read_in_full = side.full
        self._held: Pixels | None = None
        self._coarser: dict[tuple[bool, int], Pixels] = {}

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the small picture."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def full(self) -> Pixels:
        """The full-size pixels, uint8 [h, w, 3], held until released: a pair may be looked at in full twice."""
        held = self._held
        if held is None:
            held = self._held = self._read_in_full()
        return held

    def release(self) -> None:
        """Holds the full-size pixels no longer."""
        self._held = None

    @cached_property
    def pixel_digest(self) -> bytes:
        """BLAKE3 of the full-size pixels: a thousand frames of a fixed camera are each read in full only once."""
        pixels = self.full()
        return blake3(np.array(pixels.shape).tobytes()).update(np.ascontiguousarray(pixels).data).digest()

    @cached_property
    def grey(self) -> Pixels:
        """Luma of the small picture: uint8 [h, w]."""
        return luma(self.pixels)

    def coarser(self, halvings: int, *, colour: bool) -> Pixels:
        """The small picture at half the size, so many times over: uint8 [h, w, 3], or [h, w] in grey."""
        if halvings == 0:
            return self.pixels if colour else self.grey
        key = colour, halvings
        if key not in self._coarser:
            finer = self.coarser(halvings - 1, colour=colour)
            size = max(1, round(self.size[0] / 2**halvings)), max(1, round(self.size[1] / 2**halvings))
            self._coarser[key] = np.asarray(cv2.resize(finer, size, interpolation=cv2.INTER_AREA), np.uint8)
        return self._coarser[key]

    @cached_property
    def colour(self) -> float:
        """How colourful the small picture is: mean difference of a pixel's channels, 0 (grey) to 255."""
        sparse = self.pixels[::4, ::4]
        return float((sparse.max(axis=2) - sparse.min(axis=2)).mean())

    @cached_property
    def thumb(self) -> Floats:
        """The luma squeezed into a square, of mean 0 and length 1 (all zero for a flat picture): float32 [32, 32]."""
        small = cv2.resize(self.grey, (THUMB, THUMB), interpolation=cv2.INTER_AREA).astype(np.float32)
        small -= small.mean()
        length = float(np.linalg.norm(small))
        return small / length if length > THUMB else np.zeros_like(small)

    @cached_property
    def corners(self) -> Corners:
        """Up to 400 of the strongest corners."""
        picture, scale = self._no_longer_than(_CORNER_SIDE)
        if min(picture.shape) < _CORNER_PATCH:
            return Corners(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
        detector = cv2.ORB.create(
            _MOST_CORNERS, scaleFactor=1.25, nlevels=7, edgeThreshold=15, patchSize=_CORNER_PATCH, fastThreshold=10
        )
        found, rows = detector.detectAndCompute(picture, None)
        if not found:
            return Corners(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
        return Corners(_places(found, scale), np.asarray(rows, np.uint8))

    @cached_property
    def keypoints(self) -> Keypoints:
        """Up to 300 of the strongest keypoints."""
        picture, scale = self._no_longer_than(_KEYPOINT_SIDE)
        detector = cv2.SIFT.create(nfeatures=_MOST_KEYPOINTS, contrastThreshold=_LEAST_CONTRAST)
        found, rows = detector.detectAndCompute(picture, None)
        if not found:
            none = np.zeros((0, 128), np.float32)
            return Keypoints(np.zeros((0, 2), np.float32), none, none)
        descriptors = root_sift(np.asarray(rows, np.float32))
        return Keypoints(_places(found, scale), descriptors, mirrored(descriptors))

    def _no_longer_than(self, side: int) -> tuple[Pixels, Floats]:
        """The grey picture, scaled down where it is longer, and what its pixels measure in the small picture's."""
        width, height = self.size
        scale = min(1.0, side / max(width, height))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        picture = self.grey if scale == 1 else cv2.resize(self.grey, size, interpolation=cv2.INTER_AREA)
        return np.asarray(picture, np.uint8), np.array([width / size[0], height / size[1]], np.float32)


def luma(pixels: Pixels) -> Pixels:
    """The luma of a picture: uint8 [h, w, 3] to uint8 [h, w]."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def _places(found: Sequence[cv2.KeyPoint], scale: Floats) -> Floats:
    return (np.array([keypoint.pt for keypoint in found], np.float32) + 0.5) * scale


def root_sift(rows: Floats) -> Floats:
    """SIFT's descriptors as RootSIFT's, each of length 1: float32 [n, 128]."""
    return np.asarray(np.sqrt(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-6)), np.float32)


def mirrored(descriptors: Descriptors) -> Descriptors:
    """What SIFT descriptors, [n, 128], would be in the mirrored picture, without describing it again.

    A descriptor is a grid of 4 x 4 cells of 8 directions, laid along the keypoint's own direction. Mirroring the
    picture swaps the sides of that direction: rows run the other way and every direction o becomes -o.
    """
    cells = descriptors.reshape(-1, 4, 4, 8)
    return np.ascontiguousarray(cells[:, ::-1, :, (-np.arange(8)) % 8].reshape(-1, 128))
