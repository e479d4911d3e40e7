"""Camera raw files, by LibRaw: the preview that the camera made where it will do, else the developed sensor data."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import rawpy
from PIL import Image

from photohash.core.errors import PhotoError
from photohash.library.decode import exif_fields
from photohash.library.decode.pixels import check_size
from photohash.library.decode.pixels import developed as developed_by_pillow
from photohash.library.photo import Picture

_ON_ITS_SIDE = frozenset({5, 6})
"""How LibRaw counts a camera held upright: turned by 90 degrees, one way or the other."""

_log = logging.getLogger(__name__)


def developed(file: BinaryIO, path: Path, at_least: int | None) -> Picture | None:
    """A raw file as a picture.

    Args:
        file: opened, at its beginning; left there when the answer is None.
        path: its name tells the format: two of one camera's raw files are of one format, whatever is inside.
        at_least: how many pixels the shorter side needs; None for the sensor data in full, which takes seconds.

    Returns:
        The picture, upright; None where the content is nothing that LibRaw knows.

    Raises:
        PhotoError: it is cut short, damaged or too large.
    """
    try:
        with rawpy.imread(file) as raw:
            return _picture(raw, path, at_least)
    except rawpy.LibRawFileUnsupportedError:
        file.seek(0)
        return None
    except (rawpy.LibRawIOError, rawpy.LibRawDataError) as error:
        raise PhotoError("is cut short or damaged") from error
    except (rawpy.LibRawError, rawpy.NotSupportedError) as error:
        _log.debug("%r: %r", path, error)
        raise PhotoError("is in a variant of its format that photohash cannot read") from error


def _picture(raw: rawpy.RawPy, path: Path, at_least: int | None) -> Picture:
    sizes = raw.sizes
    width, height = (sizes.height, sizes.width) if sizes.flip in _ON_ITS_SIDE else (sizes.width, sizes.height)
    check_size(width, height)
    kind = path.suffix[1:].upper()
    preview = _preview(raw, at_least)
    enough = at_least is not None and preview is not None and min(preview.pixels.shape[:2]) >= at_least
    if preview is None or not enough:
        half = at_least is not None and min(width, height) // 2 >= at_least
        pixels = raw.postprocess(use_camera_wb=True, half_size=half)
        preview = replace(preview, pixels=pixels) if preview else Picture(pixels, width, height, kind)
    taken = preview.taken or exif_fields.moment(raw.other.timestamp)
    return replace(preview, width=width, height=height, format=kind, taken=taken, quality=None)


def _preview(raw: rawpy.RawPy, at_least: int | None) -> Picture | None:
    """The JPEG within, to which LibRaw gives EXIF where it has none of its own; other previews are too small to use."""
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError as error:
        _log.debug("no preview: %r", error)
        return None
    if preview.format is not rawpy.ThumbFormat.JPEG or not isinstance(preview.data, bytes):
        return None
    file = io.BytesIO(preview.data)
    try:
        with Image.open(file, formats=("JPEG",)) as image:
            return developed_by_pillow(image, file, at_least)
    except Exception as error:  # noqa: BLE001  decoders raise anything at all on damaged bytes
        _log.debug("broken preview: %r", error)
        return None
