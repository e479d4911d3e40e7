"""What Pillow opens -> upright RGB pixels, with what the file says of them.

Pillow is set up once, when this module is first imported, which Python guards against two threads. The settings hold
for the whole process, among them the silence of Pillow's warnings and log about what is odd in a picture: Python can
silence warnings for one block of code only in a way that two threads spoil for each other, and what matters about a
picture is raised as ``PhotoError`` anyway.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import (
    AvifImagePlugin,
    Image,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from photohash.core.errors import PhotoError
from photohash.library.decode import exif_fields
from photohash.library.decode.coded import opening_of
from photohash.library.decode.holdings import holdings_of
from photohash.library.decode.profiles import profile_of
from photohash.library.photo import Holdings, Picture

PIXEL_LIMIT = 250_000_000
"""Pictures of more pixels are refused before they are decoded: few are photos, and some are made to do harm."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "BMP", "GIF")
"""What may be opened, whatever a file is called. Other plugins of Pillow stay shut: one of them runs Ghostscript."""

_PLUGINS = (AvifImagePlugin, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Imported for what they register; the others Pillow finds by itself."""

_LARGE = 16_000_000
"""Pixels from which a picture takes hundreds of megabytes while it is developed."""

_LARGEST_STEP = 64
_DEEP = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_QUIET = ("ignore", None, Warning, re.compile(r"PIL\.|pillow_heif"), 0)

Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY  # editors keep whole histories in one chunk
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # photos are decoded side by side already
pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False)
logging.getLogger("PIL").setLevel(logging.CRITICAL)


def check_size(width: int, height: int) -> None:
    """Refuses a picture of more pixels than are decoded.

    Raises:
        PhotoError: it has.
    """
    if width * height > PIXEL_LIMIT:
        raise PhotoError(too_large(f"{width} x {height} pixels"))


def _reduced(picture: Image.Image, at_least: int | None) -> Image.Image:
    """The picture by whole steps smaller, its shorter side at least as asked.

    Pillow's means over blocks come out too dark by the share of their pixels in 2**24, so large steps are taken in
    several.
    """
    while at_least and (factor := min(picture.size) // at_least) > 1:
        picture = picture.reduce(min(factor, _LARGEST_STEP))
    return picture


def silence_pillow() -> None:
    """Keeps Pillow's warnings from the screen; looked after at every call, since others set filters of their own."""
    if not warnings.filters or warnings.filters[0] != _QUIET:
        warnings.filterwarnings("ignore", module=_QUIET[3].pattern)


def developed(
    image: Image.Image,
    file: BinaryIO,
    at_least: int | None,
    *,
    described: bool = True,
    large: AbstractContextManager[object] | None = None,
) -> Picture:
    """The pixels and facts of an opened picture.

    Args:
        image: just opened by Pillow.
        file: what it was opened from.
        at_least: see :func:`photohash.library.decode.decode`.
        described: see there, too.
        large: see there, too.

    Raises:
        PhotoError: it has too many pixels, or is cut short in a way that Pillow says nothing of.
        Exception: whatever Pillow raises on damaged bytes.
    """
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    size = image.size
    check_size(*size)
    if kind == "JPEG" and at_least:
        image.draft(None, (at_least, at_least))
    with large if large and image.width * image.height > _LARGE else nullcontext():
        return _developed(image, kind, size, file, at_least, described=described)


def _developed(
    image: Image.Image, kind: str, size: tuple[int, int], file: BinaryIO, at_least: int | None, *, described: bool
) -> Picture:
    width, height = size
    deep = kind != "JPEG" and _is_deep(image)
    profile = profile_of(image)
    image.load()
    if kind != "JPEG":
        width, height = image.size  # some formats tell their true size, or turn themselves, only now
    exif = exif_fields.exif_of(image, kind)
    opaque, clear = _opaque(image, profile.mode if profile else "RGB")
    if kind == "JPEG" and _lacks_rows(opaque, file):
        raise PhotoError("is cut short: its lower part is missing")
    opaque = _reduced(opaque, at_least)
    rgb = profile.applied(opaque) if profile else opaque
    orientation = exif_fields.orientation_of(exif, kind)
    if orientation in exif_fields.TURNED:
        rgb = rgb.transpose(exif_fields.TURNED[orientation])
    if orientation >= 5:
        width, height = height, width
    held = holdings_of(image, file, exif, deep=deep, clear=clear, profile=profile) if described else Holdings()
    return Picture(
        np.array(rgb),
        width,
        height,
        kind,
        exif_fields.taken(exif),
        exif_fields.camera(exif),
        exif_fields.quality(image, kind),
        exif_fields.details(exif),
        holdings=held,
        opening=opening_of(file) if described else "",
    )


def _is_deep(image: Image.Image) -> bool:
    """Whether the samples of a picture, opened but not loaded, have more than eight bits."""
    return image.mode in _DEEP or any(";16" in str(tile[3]) for tile in getattr(image, "tile", ()))


def _opaque(image: Image.Image, mode: str) -> tuple[Image.Image, bool]:
    """The picture in a mode of colour, on white where it can be seen through, and whether it can."""
    if image.mode in _DEEP:
        image = Image.fromarray(_eight_bits(np.asarray(image), image))
    clear = False
    if image.has_transparency_data:
        over = image.convert("RGBA")
        alpha = over.getchannel("A")
        clear = alpha.getextrema() != (255, 255)
        image = Image.new("RGB", over.size, "white")
        image.paste(over, mask=alpha)
    return image if image.mode == mode else image.convert(mode), clear


def _eight_bits(samples: NDArray[np.generic], image: Image.Image) -> NDArray[np.uint8]:
    """Scales deep grey samples, so that white stays white.

    16-bit samples count from 0 to 65,535. Wider ones and fractions do not say what white is: it is taken to be the
    least customary white (1, 255, 65,535, 2^31 - 1) that the brightest sample does not exceed.

    Args:
        samples: uint16, int32 or float32 [h, w].
        image: where they come from; a TIFF may count from white to black.

    Returns:
        uint8 [h, w].
    """
    light = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    if image.mode in {"I", "F"}:
        customary = (1.0, 255.0, 65535.0, 2147483647.0) if image.mode == "F" else (255.0, 65535.0, 2147483647.0)
        brightest = float(light.max())
        white = next((value for value in customary if brightest <= value), brightest)
    else:
        white = 65535.0
    grey: NDArray[np.uint8] = (np.clip(light, 0.0, white) / white * 255.0 + 0.5).astype(np.uint8)
    counts_from_white = getattr(image, "tag_v2", {}).get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION) == 0
    return 255 - grey if counts_from_white else grey


def _lacks_rows(picture: Image.Image, file: BinaryIO) -> bool:
    """Whether the lower part of a JPEG is only the mid grey that libjpeg paints, without a word, where data is missing.

    A photo may truly end in mid grey. So more data is put in before the end marker: a whole picture does not use it and
    stays grey; one that lacks data takes it for its own.
    """
    if not _ends_grey(picture):
        return False
    file.seek(0)
    data = file.read()
    try:
        position = 2
        while data[position + 1] != 0xDA:  # segment after segment, to the start of the scan
            position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        end = data.index(b"\xff\xd9", position)
        longer = data[:end] + bytes(range(1, 250)) * 256 + data[end : end + 2]
        with Image.open(io.BytesIO(longer), formats=("JPEG",)) as image:
            image.draft(None, (1, 1))
            return not _ends_grey(image)
    except (LookupError, ValueError, OSError):
        return False


def _ends_grey(picture: Image.Image) -> bool:
    row = picture.crop((0, picture.height - 1, picture.width, picture.height))
    return row.convert("RGB").getextrema() == ((128, 128),) * 3


def too_large(size: str) -> str:
    """Why a picture of so many pixels is refused, as a clause."""
    return f"is too large: it has {size}, and photohash reads up to {PIXEL_LIMIT // 1_000_000} megapixels"
