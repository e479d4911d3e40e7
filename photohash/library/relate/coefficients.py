"""The coefficients of a picture as JPEG sees it: 8 x 8 blocks under the cosine transform (ITU-T T.81, annex A.3.3).

A JPEG file keeps each coefficient as a whole number of steps. So its decoded picture shows the steps again, a later
save of it shows them through its own finer ones, and how far a save may move a coefficient is known: half a step.
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from photohash.library.photo import Encoding, Pixels
from photohash.library.relate.features import Floats

_SIDE = 8
_UPRIGHT = 1
_ON_ITS_SIDE = 5
"""EXIF orientations from which width and height are exchanged."""

GREY = np.array([0.299, 0.587, 0.114], np.float32)
"""Luma of a colour."""

_CLIPPED = 2
"""Levels from black and white from which decoding may have cut a colour off."""


def _basis() -> Floats:
    places = np.arange(_SIDE)
    waves = np.sqrt(2 / _SIDE) * np.cos((2 * places[None] + 1) * places[:, None] * np.pi / (2 * _SIDE))
    waves[0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


_BASIS = _basis()


def coefficients(pixels: Pixels) -> Floats:
    """The luma coefficients of a picture's whole blocks.

    Args:
        pixels: uint8 [h, w, 3], beginning where a block begins.

    Returns:
        float32 [n, 8, 8], row by row, the mean first in each block.
    """
    return coefficients_of(pixels @ GREY)


def coefficients_of(luma: Floats) -> Floats:
    """The same of a luma picture, float32 [h, w]."""
    return np.asarray(_BASIS @ _blocks(luma - 128) @ _BASIS.T, np.float32)


def unclipped(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which blocks of a picture have no colour that decoding may have cut off: bool [n]."""
    darkest, brightest = _blocks(pixels.min(axis=2)), _blocks(pixels.max(axis=2))
    return np.asarray((darkest.min(axis=(1, 2)) >= _CLIPPED) & (brightest.max(axis=(1, 2)) <= 255 - _CLIPPED))


def steps_of(encoding: Encoding, width: int, height: int) -> Floats | None:
    """The luma steps of a JPEG file, for the blocks of its upright picture.

    Args:
        encoding: of the file.
        width: of the upright picture, in pixels.
        height: of the upright picture.

    Returns:
        float32 [8, 8], or None where the blocks of the upright picture are not those of the file.
    """
    if encoding.orientation != _UPRIGHT and (width % _SIDE or height % _SIDE):
        return None
    table = np.array(encoding.tables[min(encoding.tables)], np.float32).reshape(_SIDE, _SIDE)
    return table.T if encoding.orientation >= _ON_ITS_SIDE else table


def saved(pixels: Pixels, encoding: Encoding) -> Pixels:
    """What becomes of an upright picture by being saved as a file is kept: uint8 [h, w, 3]."""
    turned = encoding.orientation >= _ON_ITS_SIDE
    tables = [_table(encoding.tables[number], turned) for number in sorted(encoding.tables)]
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", qtables=tables, subsampling=max(0, encoding.sampling))
    with Image.open(file) as image:
        return np.asarray(image.convert("RGB"))


def _table(steps: tuple[int, ...], turned: bool) -> list[int]:
    table = np.array(steps).reshape(_SIDE, _SIDE)
    flat: list[int] = (table.T if turned else table).ravel().tolist()
    return flat


def _blocks(plane: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Floats:
    height, width = (side - side % _SIDE for side in plane.shape)
    rows = plane[:height, :width].reshape(height // _SIDE, _SIDE, width // _SIDE, _SIDE)
    return np.asarray(rows.transpose(0, 2, 1, 3).reshape(-1, _SIDE, _SIDE), np.float32)
