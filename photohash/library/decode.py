"""File -> upright RGB pixels, or one clear reason why not.

Every look at a photo's pixels goes through here: codes, verification, previews and thumbnails agree on what is up.

Pillow is set up once, when this module is first imported, which Python guards against two threads. The settings hold
for the whole process, among them the silence of Pillow's warnings and log about what is odd in a picture: Python can
silence warnings for one block of code only in a way that two threads spoil for each other, and what matters about a
picture is raised as ``PhotoError`` anyway.
"""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from datetime import datetime
from pathlib import Path
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
    UnidentifiedImageError,
    WebPImagePlugin,
)
from PIL.ExifTags import IFD, Base

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, open_regular
from photohash.library.photo import Picture

PIXEL_LIMIT = 250_000_000
"""Pictures of more pixels are refused before they are decoded: few are photos, and some are made to do harm."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF", "BMP", "GIF")
"""What may be opened, whatever a file is called. Other plugins of Pillow stay shut: one of them runs Ghostscript."""

_PLUGINS = (AvifImagePlugin, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Imported for what they register; the others Pillow finds by itself."""

_BEGINNINGS = re.compile(
    rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP|....ftyp|II\x2a\0|MM\0\x2a|II\x2b\0|MM\0\x2b|BM|GIF8", re.DOTALL
)
_LARGEST_STEP = 64
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation."""

_DEEP = frozenset({"I", "F", "I;16", "I;16L", "I;16B", "I;16N"})
_QUIET = ("ignore", None, Warning, re.compile(r"PIL\.|pillow_heif"), 0)
_DATE = re.compile(r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)")

_FACTS = (
    Base.Make, Base.Model, Base.Artist, Base.ImageDescription, Base.DateTimeOriginal, Base.ExposureTime, Base.FNumber,
    Base.ISOSpeedRatings, Base.FocalLength, Base.Flash, Base.LensModel, Base.WhiteBalance, Base.MakerNote,
)  # fmt: skip

_STEPS_AT_50 = 3688
"""Sum of the quantisation table for brightness that ITU-T T.81 gives in annex K.1: libjpeg's quality 50."""

_log = logging.getLogger(__name__)

Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY  # editors keep whole histories in one chunk
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # photos are decoded side by side already
pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False)
logging.getLogger("PIL").setLevel(logging.CRITICAL)


def decode(path: Path, *, at_least: int | None = None) -> Picture:
    """Decodes a photo: upright, RGB, 8 bits, transparency on white, the first frame of several.

    The content decides what a file is, not its name. Colour profiles are left unapplied.

    Args:
        path: the file.
        at_least: how many pixels the shorter side needs. Where there are more, the picture comes scaled down by a whole
            factor, which costs far less for a JPEG; its shorter side is under ``at_least`` only if the photo's is.

    Raises:
        PhotoError: the file cannot be opened, is not a whole picture, or has more than ``PIXEL_LIMIT`` pixels. Whatever
            Pillow raises on hostile bytes ends as this. The message is a clause that reads well after the file's name.
    """
    _silence_pillow()
    with open_regular(path) as file:
        if not os.fstat(file.fileno()).st_size:
            raise PhotoError("is empty")
        try:
            with Image.open(file, formats=FORMATS) as image:
                return _develop(image, file, at_least)
        except PhotoError:
            raise
        except Exception as error:  # decoders raise anything at all on damaged bytes
            _log.debug("%r: %r", path, error)
            raise PhotoError(_reason(error, file)) from error


def _reduced(rgb: Image.Image, at_least: int | None) -> Image.Image:
    """The picture by whole steps smaller, its shorter side at least as asked.

    Pillow's means over blocks come out too dark by the share of their pixels in 2**24, so large steps are taken in
    several.
    """
    while at_least and (factor := min(rgb.size) // at_least) > 1:
        rgb = rgb.reduce(min(factor, _LARGEST_STEP))
    return rgb


def _develop(image: Image.Image, file: BinaryIO, at_least: int | None) -> Picture:
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    width, height = image.size
    if width * height > PIXEL_LIMIT:
        raise PhotoError(_too_large(f"{width} x {height} pixels"))
    if kind == "JPEG" and at_least:
        image.draft(None, (at_least, at_least))
    image.load()
    if kind != "JPEG":
        width, height = image.size  # some formats tell their true size, or turn themselves, only now
    exif = _exif(image, kind)
    rgb = _rgb(image)
    if kind == "JPEG" and _lacks_rows(rgb, file):
        raise PhotoError("is cut short: its lower part is missing")
    rgb = _reduced(rgb, at_least)
    orientation = _orientation(exif, kind)
    if orientation in _TURNED:
        rgb = rgb.transpose(_TURNED[orientation])
    if orientation >= 5:
        width, height = height, width
    return Picture(
        np.array(rgb), width, height, kind, _taken(exif), _camera(exif), _quality(image, kind), _details(exif)
    )


def _silence_pillow() -> None:
    """Keeps Pillow's warnings from the screen; looked after at every call, since others set filters of their own."""
    if not warnings.filters or warnings.filters[0] != _QUIET:
        warnings.filterwarnings("ignore", module=_QUIET[3].pattern)


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP:
        image = Image.fromarray(_eight_bits(np.asarray(image), image))
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.new("RGB", clear.size, "white")
        image.paste(clear, mask=clear.getchannel("A"))
    return image if image.mode == "RGB" else image.convert("RGB")


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


def _lacks_rows(rgb: Image.Image, file: BinaryIO) -> bool:
    """Whether the lower part of a JPEG is only the mid grey that libjpeg paints, without a word, where data is missing.

    A photo may truly end in mid grey. So more data is put in before the end marker: a whole picture does not use it and
    stays grey; one that lacks data takes it for its own.
    """
    if not _ends_grey(rgb):
        return False
    file.seek(0)
    data = file.read()
    try:
        position = 2
        while data[position + 1] != 0xDA:  # segment after segment, to the start of the scan
            position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        end = data.index(b"\xff\xd9", position)
        longer = data[:end] + bytes(range(1, 250)) * 256 + data[end:]
        with Image.open(io.BytesIO(longer), formats=("JPEG",)) as image:
            image.draft(None, (1, 1))
            return not _ends_grey(image.convert("RGB"))
    except (LookupError, ValueError, OSError):
        return False


def _ends_grey(rgb: Image.Image) -> bool:
    return rgb.crop((0, rgb.height - 1, rgb.width, rgb.height)).getextrema() == ((128, 128),) * 3


def _exif(image: Image.Image, kind: str) -> Image.Exif:
    """The EXIF of a loaded picture; none where it is broken, since the picture is not."""
    if kind == "AVIF":
        image.info.pop("xmp", None)  # its orientation is the container's, which Pillow gives as EXIF; XMP has no say
    try:
        return image.getexif()
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return Image.Exif()


def _orientation(exif: Image.Exif, kind: str) -> int:
    """How the pixels are still to be turned: libheif and Pillow's TIFF reader turn theirs as they are loaded."""
    value = 1 if kind in {"HEIF", "TIFF"} else exif.get(Base.Orientation)
    return value if isinstance(value, int) and value in _TURNED else 1


def _taken(exif: Image.Exif) -> str | None:
    """When the photo was taken, or a print of it scanned; the time of the last change says nothing about that."""
    try:
        details = exif.get_ifd(IFD.Exif)
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return None
    for time, fraction in (
        (Base.DateTimeOriginal, Base.SubsecTimeOriginal),
        (Base.DateTimeDigitized, Base.SubsecTimeDigitized),
    ):
        match = _DATE.match(_text(details.get(time)))
        if match is None:
            continue
        try:
            moment = datetime(*map(int, match.groups()))  # type: ignore[arg-type]
        except ValueError:
            continue
        part = _text(details.get(fraction))
        digits = part.rstrip("0") if part.isdecimal() else ""
        return moment.isoformat() + (f".{digits}" if digits else "")
    return None


def _quality(image: Image.Image, kind: str) -> int | None:
    """The quality at which libjpeg would have used as coarse a table for brightness."""
    table = getattr(image, "quantization", {}).get(0) if kind == "JPEG" else None
    if not table:
        return None
    percent = 100.0 * float(sum(table)) / _STEPS_AT_50
    return round(min(100.0, max(1.0, 5000 / percent if percent > 100 else (200 - percent) / 2)))


def _details(exif: Image.Exif) -> int:
    """How many of the facts that cameras note the EXIF holds; a place counts as one."""
    try:
        own, taking, place = dict(exif), exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return 0
    return sum(tag in own or tag in taking for tag in _FACTS) + bool(place)


def _camera(exif: Image.Exif) -> str | None:
    """Maker and model; the maker once, though many cameras repeat it in the model."""
    maker, model = _text(exif.get(Base.Make)), _text(exif.get(Base.Model))
    repeated = bool(maker and model) and model.split()[0].lower() == maker.split()[0].lower()
    return (model if repeated else f"{maker} {model}".strip()) or None


def _text(value: object) -> str:
    """An EXIF text without the padding and control characters that cameras leave in; other types count as none."""
    if not isinstance(value, str):
        return ""
    printable = "".join(character if character.isprintable() else " " for character in value.partition("\0")[0])
    return " ".join(printable.split())


def _reason(error: Exception, file: BinaryIO) -> str:
    """Why a decoder gave up, as a clause that reads well after the file's name."""
    text = str(error).lower()
    if isinstance(error, OSError) and error.errno:
        return in_words(error)
    if isinstance(error, MemoryError):
        return "needs more memory than there is"
    if isinstance(error, Image.DecompressionBombError):
        return _too_large("a canvas many times that of a photo")
    if isinstance(error, UnidentifiedImageError):
        file.seek(0)
        known = _BEGINNINGS.match(file.read(16))
        return "is cut short or damaged" if known else "is not a picture photohash can read"
    if isinstance(error, EOFError) or re.search(r"truncated|end of (file|data)|could not create decoder", text):
        return "is cut short"
    if re.search(r"unsupported|not (supported|implemented)", text):
        return "is in a variant of its format that photohash cannot read"
    return "is damaged"


def _too_large(size: str) -> str:
    return f"is too large: it has {size}, and photohash reads up to {PIXEL_LIMIT // 1_000_000} megapixels"
