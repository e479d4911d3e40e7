"""What a picture's EXIF says of how it was taken. Broken EXIF says nothing, since the picture is not broken."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base

TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation."""

_DATE = re.compile(r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)")

_FACTS = (
    Base.Make, Base.Model, Base.Artist, Base.ImageDescription, Base.DateTimeOriginal, Base.ExposureTime, Base.FNumber,
    Base.ISOSpeedRatings, Base.FocalLength, Base.Flash, Base.LensModel, Base.WhiteBalance, Base.MakerNote,
)  # fmt: skip

_STEPS_AT_50 = 3688
"""Sum of the quantisation table for brightness that ITU-T T.81 gives in annex K.1: libjpeg's quality 50."""

_NO_CLOCK = 1971
"""No camera wrote a raw file before this year; LibRaw tells the start of 1970 where the file has no time."""

_log = logging.getLogger(__name__)


def exif_of(image: Image.Image, kind: str) -> Image.Exif:
    """The EXIF of a loaded picture; none where it is broken, since the picture is not."""
    if kind == "AVIF":
        image.info.pop("xmp", None)  # its orientation is the container's, which Pillow gives as EXIF; XMP has no say
    try:
        return image.getexif()
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return Image.Exif()


def orientation_of(exif: Image.Exif, kind: str) -> int:
    """How the pixels are still to be turned: libheif and Pillow's TIFF reader turn theirs as they are loaded."""
    value = 1 if kind in {"HEIF", "TIFF"} else exif.get(Base.Orientation)
    return value if isinstance(value, int) and value in TURNED else 1


def details_of(exif: Image.Exif) -> Mapping[int, Any]:
    """The part of the EXIF that tells of the taking, by tag."""
    try:
        return exif.get_ifd(IFD.Exif)
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return {}


def taken(exif: Image.Exif) -> str | None:
    """When the photo was taken, or a print of it scanned; the time of the last change says nothing about that."""
    details = details_of(exif)
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
        return moment.isoformat() + (f".{part}" if part.isdecimal() else "")
    return None


def moment(time: datetime) -> str | None:
    """A time that a raw file tells, as text; a clock at its beginning says nothing."""
    return time.isoformat(timespec="seconds") if time.year > _NO_CLOCK else None


def camera(exif: Image.Exif) -> str | None:
    """Maker and model; the maker once, though many cameras repeat it in the model."""
    maker, model = _text(exif.get(Base.Make)), _text(exif.get(Base.Model))
    repeated = bool(maker and model) and model.split()[0].lower() == maker.split()[0].lower()
    return (model if repeated else f"{maker} {model}".strip()) or None


def details(exif: Image.Exif) -> int:
    """How many of the facts that cameras note the EXIF holds; a place counts as one."""
    try:
        own, taking, place = dict(exif), exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("broken EXIF: %r", error)
        return 0
    return sum(tag in own or tag in taking for tag in _FACTS) + bool(place)


def quality(image: Image.Image, kind: str) -> int | None:
    """The quality at which libjpeg would have used as coarse a table for brightness."""
    table = getattr(image, "quantization", {}).get(0) if kind == "JPEG" else None
    if not table:
        return None
    percent = 100.0 * float(sum(table)) / _STEPS_AT_50
    return round(min(100.0, max(1.0, 5000 / percent if percent > 100 else (200 - percent) / 2)))


def _text(value: object) -> str:
    """An EXIF text without the padding and control characters that cameras leave in; other types count as none."""
    if not isinstance(value, str):
        return ""
    return plain_text(value)


def plain_text(value: str) -> str:
    """A text without padding, control characters and what comes after its end."""
    printable = "".join(character if character.isprintable() else " " for character in value.partition("\0")[0])
    return " ".join(printable.split())
