"""Builders of real picture files, for any test that needs them.

- ``scene(width, height, seed)``: a picture with structure at all sizes, no symmetry, unlike that of any other seed.
- ``save(image, path, **options)``: writes it in the format of the path's ending, in the best quality it has.
- ``exif(orientation, taken, subsecond, maker, model)``: EXIF bytes, to give to ``save`` as ``exif=``.
- ``lying(image, orientation)``: the picture as a camera stores it that notes this EXIF orientation.
- ``encoded(suffix)``: the bytes of a small whole picture in one format.
- ``difference(a, b)``: mean absolute difference of two pictures of one size, 0 to 255.
- ``SUFFIXES``: an ending for each format that photohash reads.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import ArrayLike
from PIL import Image
from PIL.ExifTags import IFD, Base

SUFFIXES = (".jpg", ".png", ".webp", ".avif", ".heic", ".tif", ".bmp", ".gif")

_BEST: dict[str, dict[str, Any]] = {
    ".jpg": {"quality": 95, "subsampling": 0},
    ".webp": {"lossless": True},
    ".avif": {"quality": 100, "subsampling": "4:4:4", "speed": 10},
    ".heic": {"quality": 100, "chroma": 444},
}
_LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}

pillow_heif.register_heif_opener()


def scene(width: int = 96, height: int = 64, seed: int = 0) -> Image.Image:
    """An RGB picture with structure at several sizes, down to a single pixel."""
    generator = np.random.default_rng(seed)
    layers = []
    for cells in (2, 4, 8, 16, max(width, height)):
        coarse = generator.integers(0, 256, (cells, cells, 3), dtype=np.uint8)
        layers.append(np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC), np.float64))
    weights = np.array([4.0, 3.0, 2.0, 1.0, 0.7]) / 10.7
    return Image.fromarray(np.tensordot(weights, np.stack(layers), axes=1).round().astype(np.uint8))


def save(image: Image.Image, path: Path, **options: Any) -> Path:
    """Writes a picture in the format of the path's ending; gives the path back."""
    image.save(path, **{**_BEST.get(path.suffix.lower(), {}), **options})
    return path


def exif(
    orientation: int | None = None,
    taken: str | None = None,
    subsecond: str | None = None,
    maker: str | None = None,
    model: str | None = None,
) -> bytes:
    """EXIF with the given entries."""
    tags = Image.Exif()
    for tag, value in ((Base.Orientation, orientation), (Base.Make, maker), (Base.Model, model)):
        if value is not None:
            tags[tag] = value
    details: dict[int, str] = {
        tag: value
        for tag, value in ((Base.DateTimeOriginal, taken), (Base.SubsecTimeOriginal, subsecond))
        if value is not None
    }
    if details:
        tags.get_ifd(IFD.Exif).update(details)
    return tags.tobytes()


def lying(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as it is stored beside an EXIF orientation that makes it upright again."""
    return image.transpose(_LAID[orientation]) if orientation in _LAID else image


@cache
def encoded(suffix: str) -> bytes:
    """A whole picture of 48 x 40 pixels in the format of an ending."""
    buffer = io.BytesIO()
    scene(48, 40).save(buffer, Image.registered_extensions()[suffix])
    return buffer.getvalue()


def difference(a: ArrayLike | Image.Image, b: ArrayLike | Image.Image) -> float:
    """Mean absolute difference; pictures of two sizes are no pair."""
    one, other = np.asarray(a, np.float64), np.asarray(b, np.float64)
    assert one.shape == other.shape, f"{one.shape} against {other.shape}"
    return float(np.abs(one - other).mean())
