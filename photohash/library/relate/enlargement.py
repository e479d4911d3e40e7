"""Which of two sizes of one picture came first: whether the larger one shows anything that the smaller one cannot.

A picture of so many pixels holds structure up to a known fineness (Nyquist). One that was enlarged has next to nothing
beyond that of the smaller one, however it was sharpened; one that is truly larger has, and so the smaller one was made
from it. What the steps of the smaller one's save prove (:mod:`~photohash.library.relate.ancestry`) comes before that.
"""

from __future__ import annotations

import cv2
import numpy as np

from photohash.library.photo import Pixels
from photohash.library.relate.ancestry import ancestry
from photohash.library.relate.compression import quality
from photohash.library.relate.features import Floats, PhotoFeatures
from photohash.library.relate.lineage import Lineage

_TILE = 256
_MOST_TILES = 4
"""Tiles of a side that are looked at."""

_NEARLY_ONE_SIZE = 1.12
"""Up to this scale there is too little room beyond the smaller one's finest structure to tell anything."""

_WITHIN, _BEYOND = (0.55, 0.9), (1.12, 1.6)
"""Frequencies looked at, in units of the finest that the smaller picture can hold."""

_SQUASHED = 1.05
_OTHER_WAY = 0.4
"""From which difference of the two scales a picture counts as squashed, and the frequencies looked at along the other
side then, in cycles a pixel."""

_FINEST = 0.47
"""Cycles a pixel; beyond lies what the last save left."""

_WIDE = 1.4
_FINE_SAVE = 88
_FINER = {(True, True): 0.08, (True, False): 0.12, (False, True): 0.16, (False, False): 0.2}
_NOT_FINER = {True: 0.045, False: 0.03}
"""Energy beyond over energy within, from which the larger picture shows more, and up to which it does not: by whether
the sizes are far enough apart, and by whether the larger was saved finely enough to have left nothing of its own."""

_LEAST_ENERGY = 0.3
"""Levels squared within, under which there is nothing to compare."""

_PREDICTED = 0.12
"""Share of the larger one's structure that may differ from the smaller one enlarged by whole pixels, which leaves edges
as fine as any."""


def between_sizes(a: PhotoFeatures, b: PhotoFeatures, full_a: Pixels, full_b: Pixels) -> Lineage:
    """Says which of two sizes of one picture holds all detail of the other.

    Args:
        a: one photo.
        b: the other.
        full_a: its upright picture in full size, uint8 [h, w, 3].
        full_b: that of the other, of another size.
    """
    if full_a.shape[0] * full_a.shape[1] < full_b.shape[0] * full_b.shape[1]:
        return between_sizes(b, a, full_b, full_a).swapped()
    known = ancestry(b, a, full_b, full_a)
    if known.is_enlarged:
        return Lineage(b_holds_a=True, enlarged=-1)
    scales = full_a.shape[0] / full_b.shape[0], full_a.shape[1] / full_b.shape[1]
    scale = max(scales)
    if scale < _NEARLY_ONE_SIZE:
        return Lineage(a_holds_b=known.is_reduced)
    grey = np.asarray(cv2.cvtColor(full_a, cv2.COLOR_RGB2GRAY), np.uint8)
    ratio = _beyond(grey, scales)
    if ratio is None:
        return Lineage(a_holds_b=known.is_reduced)
    wide, fine_save = scale >= _WIDE, quality(a.photo) >= _FINE_SAVE
    smaller = np.asarray(cv2.cvtColor(full_b, cv2.COLOR_RGB2GRAY), np.uint8)
    if ratio < _NOT_FINER[wide] or _is_by_whole_pixels(grey, smaller):
        return Lineage(b_holds_a=True)
    finer = ratio >= _FINER[wide, fine_save]
    return Lineage(a_holds_b=known.is_reduced or (finer and not known.may_be_enlarged))


def _beyond(grey: Pixels, scales: tuple[float, float]) -> float | None:
    """Mean energy beyond what the smaller picture can hold, over that just within; None where there is too little.

    Args:
        grey: the larger picture, uint8 [h, w].
        scales: by how much it is higher, and wider. Of one that was squashed the side that grew most is looked at.
    """
    side = min(_TILE, *grey.shape)
    if side < _TILE // 4:
        return None
    window = np.outer(np.hanning(side), np.hanning(side)).astype(np.float32)
    spectrum = np.zeros((side, side), np.float32)
    for tile in _tiles(grey, side):
        spectrum += np.square(np.abs(np.fft.fft2((tile - tile.mean()) * window))).astype(np.float32)
    spectrum /= float(np.square(window).sum())
    frequencies = np.abs(np.fft.fftfreq(side))
    down, across = np.meshgrid(frequencies, frequencies, indexing="ij")
    place, chosen = np.hypot(down, across), np.ones((side, side), np.bool_)
    if max(scales) > _SQUASHED * min(scales):
        place, other, slower = (down, across, scales[1]) if scales[0] > scales[1] else (across, down, scales[0])
        chosen = other <= _OTHER_WAY / max(slower, 1.0)
    finest = 0.5 / max(scales)
    energies = []
    for low, high in (_WITHIN, _BEYOND):
        ring = chosen & (place >= low * finest) & (place <= min(high * finest, _FINEST))
        if not ring.any():
            return None
        energies.append(float(spectrum[ring].mean()))
    within, beyond = energies
    return beyond / within if within >= _LEAST_ENERGY else None


def _tiles(grey: Pixels, side: int) -> list[Floats]:
    """Some tiles spread over a picture, those with the most structure first: the rest may be sky."""
    rows, columns = (np.linspace(0, length - side, _MOST_TILES).astype(int) for length in grey.shape)
    tiles = [
        grey[row : row + side, column : column + side].astype(np.float32)
        for row in set(rows)
        for column in set(columns)
    ]
    return sorted(tiles, key=lambda tile: -float(np.abs(np.diff(tile, axis=1)).mean()))[:_MOST_TILES]


def _is_by_whole_pixels(fine: Pixels, coarse: Pixels) -> bool:
    """Whether each pixel of the larger picture is just one of the smaller one."""
    levels = fine.astype(np.float32)
    structure = float(np.square(levels - cv2.GaussianBlur(levels, (0, 0), 2.0)).mean())
    for way in (cv2.INTER_NEAREST, cv2.INTER_NEAREST_EXACT):
        enlarged = cv2.resize(coarse, fine.shape[::-1], interpolation=way).astype(np.float32)
        if float(np.square(enlarged - levels).mean()) <= _PREDICTED * structure:
            return True
    return False
