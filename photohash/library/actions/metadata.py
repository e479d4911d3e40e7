"""What a file and its sidecars say of the photo: rating, keywords, description, place, capture time and people."""

from __future__ import annotations

import logging
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, IptcImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import open_regular
from photohash.core.paths import shown
from photohash.library.actions import takeout, xmp
from photohash.library.actions.xmp import Fields
from photohash.library.decode import FORMATS

_log = logging.getLogger(__name__)

_RATING, _XP_KEYWORDS, _XP_COMMENT, _TIFF_XMP = 0x4746, 0x9C9E, 0x9C9C, 700
_IPTC_KEYWORDS, _IPTC_CAPTION = (2, 25), (2, 120)
_LARGEST_SIDECAR = 4 << 20
_DATE = re.compile(r"([12]\d{3}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field in which a copy and its keeper differ.

    Attributes:
        field: its name: rating, keywords, description, place, taken, people.
        copy: what the copy says, in words; "" for nothing.
        keeper: what the keeper says.
        rescued: what goes into the keeper's sidecar, in words; "" where the keeper has a value of its own.
    """

    field: str
    copy: str
    keeper: str
    rescued: str


def fields_of(photo: Path, sidecars: Sequence[Path]) -> Fields:
    """What is known of a photo; where sources differ the sidecar counts, since it is what people wrote last.

    Takeout's JSON counts least: its time knows no zone, and its place may be a guess. Broken metadata count as none,
    since the picture is not broken.

    Args:
        photo: the file.
        sidecars: the files beside it, of which XMP and JSON are read.
    """
    fields = Fields()
    for sidecar in sidecars:
        if sidecar.suffix.lower() == ".xmp":
            fields = fields.or_else(_of_sidecar(sidecar, xmp.read))
    fields = fields.or_else(_embedded(photo))
    for sidecar in sidecars:
        if sidecar.suffix.lower() == takeout.SUFFIX:
            fields = fields.or_else(_of_sidecar(sidecar, takeout.read))
    return fields


def differences(copy: Fields, keeper: Fields) -> tuple[FieldDifference, ...]:
    """The fields in which two photos differ, those first that only the copy has."""
    rescued = copy.beyond(keeper)
    found = [
        FieldDifference(name, _words(copy, name), _words(keeper, name), _words(rescued, name))
        for name in ("rating", "keywords", "description", "place", "taken", "people")
        if _words(copy, name) != _words(keeper, name) and _words(copy, name)
    ]
    return tuple(sorted(found, key=lambda difference: not difference.rescued))


def read_sidecar(path: Path) -> bytes:
    """The bytes of a sidecar.

    Raises:
        ActionError: it cannot be read or is far too large for one.
    """
    try:
        with open_regular(path) as file:
            content = file.read(_LARGEST_SIDECAR + 1)
    except (PhotoError, OSError) as error:
        raise ActionError(f"has a sidecar that cannot be read ({shown(path.name)})") from error
    if len(content) > _LARGEST_SIDECAR:
        raise ActionError(f"has a sidecar of more than 4 MB ({shown(path.name)})")
    return content


def _words(fields: Fields, name: str) -> str:
    value = getattr(fields, name)
    match name:
        case "keywords" | "people":
            return ", ".join(value)
        case "place":
            return "" if value is None else f"{value[0]:.5f}, {value[1]:.5f}"
        case _:
            return "" if value is None else str(value)


def _of_sidecar(path: Path, read: Callable[[bytes], Fields]) -> Fields:
    try:
        return read(read_sidecar(path))
    except ActionError as error:
        _log.debug("%r %s", path, error)
        return Fields()


def _embedded(photo: Path) -> Fields:
    try:
        with open_regular(photo) as file, Image.open(file, formats=FORMATS) as image:
            packet = _packet(image)
            exif = image.getexif()
            found = Fields()
            if packet:
                try:
                    found = xmp.read(packet)
                except ActionError as error:
                    _log.debug("%r %s", photo, error)
            return found.or_else(_of_exif(exif)).or_else(_of_iptc(image))
    except Exception as error:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        _log.debug("metadata of %r: %r", photo, error)
        return Fields()


def _packet(image: Image.Image) -> bytes:
    for value in (image.info.get("xmp"), image.info.get("XML:com.adobe.xmp"), _tiff_tag(image)):
        if isinstance(value, bytes):
            return value
        if isinstance(value, str):
            return value.encode("utf-8", "replace")
    return b""


def _tiff_tag(image: Image.Image) -> Any:
    return getattr(image, "tag_v2", {}).get(_TIFF_XMP)


def _of_exif(exif: Image.Exif) -> Fields:
    keywords = _wide_text(exif.get(_XP_KEYWORDS))
    described = exif.get(Base.ImageDescription)
    description = described.strip("\0 ") if isinstance(described, str) else ""
    rating = exif.get(_RATING)
    return Fields(
        rating if isinstance(rating, int) and 1 <= rating <= 5 else None,
        tuple(dict.fromkeys(word.strip() for word in keywords.split(";") if word.strip())),
        description or _wide_text(exif.get(_XP_COMMENT)) or None,
        _gps(exif.get_ifd(IFD.GPSInfo)),
        _taken(exif.get_ifd(IFD.Exif).get(Base.DateTimeOriginal)),
    )


def _taken(value: object) -> str | None:
    """A capture time as XMP writes it."""
    match = _DATE.match(value) if isinstance(value, str) else None
    return "{}-{}-{}T{}:{}:{}".format(*match.groups()) if match else None


def _wide_text(value: object) -> str:
    """Windows keeps its own entries as UTF-16."""
    if isinstance(value, tuple):
        value = bytes(value)
    return value.decode("utf-16-le", "replace").strip("\0 ") if isinstance(value, bytes) else ""


def _gps(tags: dict[int, Any]) -> tuple[float, float] | None:
    try:
        north = _degrees(tags[GPS.GPSLatitude], tags.get(GPS.GPSLatitudeRef, "N"))
        east = _degrees(tags[GPS.GPSLongitude], tags.get(GPS.GPSLongitudeRef, "E"))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, struct.error):
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 and (north or east) else None


def _degrees(parts: Sequence[Any], side: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if side in {"S", "W"} else value


def _of_iptc(image: ImageFile.ImageFile) -> Fields:
    found = IptcImagePlugin.getiptcinfo(image) or {}
    words = found.get(_IPTC_KEYWORDS, [])
    caption = found.get(_IPTC_CAPTION)
    return Fields(
        keywords=tuple(dict.fromkeys(_plain(word) for word in (words if isinstance(words, list) else [words]))),
        description=_plain(caption) if isinstance(caption, bytes) else None,
    )


def _plain(text: bytes) -> str:
    return text.decode("utf-8", "replace").strip("\0 ")
