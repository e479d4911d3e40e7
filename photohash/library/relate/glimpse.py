"""Which pictures cannot be copies, told in microseconds from a glimpse of each.

Hash codes say little of pictures on which there is little to see: icons, glyphs and blank pages lie near one another by
the thousand, and to relate every two of them would take hours. Two things are sure without a closer look. A flat
picture, on which nothing can be aligned, is a copy of a flat one of its size and colour alone. And of a small picture
only whole copies are looked for, turned or mirrored perhaps: then the two agree from afar. A crop of an icon is not
found, nor one in other colours.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import Pixels

_SIDE = 8

GLIMPSE = np.dtype(
    [("width", "<u4"), ("height", "<u4"), ("deviation", "u1"), ("thumb", "u1", (_SIDE, _SIDE, 3))], align=False
)
"""What is kept of a picture: its full size, by how much its pixels deviate from their mean, and a thumb of it."""

Glimpses = NDArray[np.void]

_SMALL, _TINY = 128 * 128, 48 * 48
"""Pixels of a picture up to which it is small, so that of two small ones only whole copies are looked for, and up to
which it is tiny, so that even a large one is looked for only as a whole in it."""

_FLAT = 3
"""Grey levels of deviation under which there is nothing to align: windows of less have no structure."""

_SAME_COLOUR = 3.0
"""Levels by which the mean colours of flat pictures may differ: near-exact copies differ by no more than one."""

_LOOKED_AT = 64
_ALIKE = 0.85
"""Least correlation of the thumbs of two whole copies."""

_BLAND = 1.0
"""A thumb whose levels deviate by less has nothing to correlate, though there may be fine structure."""


def glimpse_of(pixels: Pixels, width: int, height: int) -> bytes:
    """What is kept of a picture.

    Args:
        pixels: uint8 [h, w, 3], upright, of any size.
        width: of the full picture.
        height: of the full picture.

    Returns:
        one item of ``GLIMPSE``.
    """
    looked_at = _squared(pixels, _LOOKED_AT)
    kept = np.zeros((), GLIMPSE)
    kept["width"], kept["height"] = width, height
    kept["deviation"] = min(255, int(np.ceil(looked_at.reshape(-1, 3).std(axis=0).max())))
    kept["thumb"] = _squared(looked_at, _SIDE)
    return kept.tobytes()


def _squared(pixels: Pixels, side: int) -> Pixels:
    """A picture squeezed into a square. OpenCV takes means over areas only where neither side has to grow."""
    height, width = (min(length, side) for length in pixels.shape[:2])
    shrunk = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(shrunk, (side, side), interpolation=cv2.INTER_LINEAR), np.uint8)


def glimpses(kept: bytes) -> Glimpses:
    """Glimpses that were kept one after another: ``GLIMPSE`` [n]."""
    return np.frombuffer(kept, GLIMPSE)


def may_be_copies(one: Glimpses, others: Glimpses) -> NDArray[np.bool_]:
    """Whether a picture may be a copy of others, which only relating the pairs tells for sure.

    Args:
        one: ``GLIMPSE`` [1].
        others: ``GLIMPSE`` [n].

    Returns:
        bool [n], False where the two surely are none.
    """
    flat, others_flat = one["deviation"] < _FLAT, others["deviation"] < _FLAT
    may = flat == others_flat
    both = np.flatnonzero(flat & others_flat)
    may[both] = _same_size_and_colour(one, others[both])
    area, areas = (found["width"].astype(np.int64) * found["height"] for found in (one, others))
    small = (np.minimum(area, areas) <= _TINY) | (np.maximum(area, areas) <= _SMALL)
    compared = np.flatnonzero(~(flat | others_flat) & small)
    may[compared] = _alike_from_afar(one, others[compared])
    return np.asarray(may, np.bool_)


def _same_size_and_colour(one: Glimpses, others: Glimpses) -> NDArray[np.bool_]:
    same_size = (one["width"] == others["width"]) & (one["height"] == others["height"])
    colours = (found["thumb"].mean(axis=(1, 2)) for found in (one, others))
    return np.asarray(same_size & (np.abs(np.subtract(*colours)).max(axis=1) <= _SAME_COLOUR), np.bool_)


def _alike_from_afar(one: Glimpses, others: Glimpses) -> NDArray[np.bool_]:
    """Whether the thumbs correlate in one of the eight upright orientations, or both are bland."""
    (thumb, strength), (thumbs, strengths) = _normalised(one["thumb"]), _normalised(others["thumb"])
    [square] = thumb.reshape(1, _SIDE, _SIDE, 3)
    turned = [np.rot90(side, quarters) for side in (square, square[:, ::-1]) for quarters in range(4)]
    correlation = (thumbs @ np.stack([each.ravel() for each in turned]).T).max(axis=1)
    bland = np.minimum(strength, strengths) <= _BLAND
    nearly = np.maximum(strength, strengths) <= 2 * _BLAND
    return np.asarray((correlation >= _ALIKE) | (bland & nearly), np.bool_)


def _normalised(thumbs: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Thumbs with the mean of each channel taken out, of length 1, float32 [n, 192], and how far their levels deviate.

    Deviations are float32 [n]; a thumb without any stays all 0.
    """
    levels = thumbs.astype(np.float32)
    levels -= levels.mean(axis=(1, 2), keepdims=True)
    flat = levels.reshape(-1, 3 * _SIDE * _SIDE)
    lengths = np.linalg.norm(flat, axis=1, keepdims=True)
    deviations = lengths[:, 0] / np.sqrt(flat.shape[1])
    return np.asarray(flat / np.maximum(lengths, 1e-6), np.float32), np.asarray(deviations, np.float32)
