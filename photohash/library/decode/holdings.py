"""What a file holds beside the pixels that are looked at: depth, further pictures, sound, data, the camera's notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from numbers import Rational
from typing import BinaryIO

from blake3 import blake3
from PIL import Image
from PIL.ExifTags import Base

from photohash.library.decode import containers, exif_fields, jpeg
from photohash.library.decode.profiles import Profile
from photohash.library.decode.text_metadata import text_metadata_of
from photohash.library.photo import Holdings

SHOT: Mapping[str, int] = {
    "camera maker": Base.Make,
    "camera": Base.Model,
    "camera's serial number": Base.BodySerialNumber,
    "lens": Base.LensModel,
    "exposure time": Base.ExposureTime,
    "aperture": Base.FNumber,
    "sensitivity": Base.ISOSpeedRatings,
    "focal length": Base.FocalLength,
    "image number": Base.ImageNumber,
    "unique id": Base.ImageUniqueID,
}
"""Entries of EXIF that tell one shot from another. What a sidecar can keep (time, place, rating, words) is not here."""

_JUDGED_BY = (
    (re.compile(rb"hdrgm:|hdrgainmap|HDRGainMap", re.IGNORECASE), "a gain map"),
    (re.compile(rb"GDepth:|depthmap|:depth|portraiteffectsmatte", re.IGNORECASE), "a depth map"),
    (re.compile(rb"ftyp(?!mif|msf|hei|hev|avi)[ -~]{4}"), "a film"),
    (re.compile(rb"RIFF.{4}WAVE|audio/|GAudio:", re.DOTALL), "sound"),
    (re.compile(rb"\xff\xd8\xff"), "further pictures"),
)
"""By what is found in it, what data behind or beside a picture is; the first that fits."""

_AUXILIARY = (
    ("gainmap", "a gain map"),
    ("depth", "a depth map"),
    ("disparity", "a depth map"),
    ("alpha", "transparency"),
)
_MODES = {"CMYK": "the inks of a print", "LAB": "colours that screens do not have"}
"""What pictures of other modes hold that their RGB does not."""

_USUAL_CODE = bytes((1, 13, 0))
_USUAL_GAMMA = 45_455
"""sRGB, as PNG files tell it."""

_FIRST_OF_PROGRAMS, _LAST_OF_PROGRAMS = 0xE1, 0xEF
_WORDS_BEGIN = (
    b"Exif\0", b"http://ns.adobe.com/", b"ICC_PROFILE\0", b"MPF\0", b"Photoshop 3.0\0", b"Adobe", b"Ducky", b"JFIF\0",
    b"PictureInfo", b"[picture info]", b"XMP\0", b"urn:iso:std:iso:ts:21496:",
)  # fmt: skip
"""How segments begin that say something about the picture, which is read elsewhere, or tell how to read it."""

_NO_PADDING = re.compile(rb"[^\0\xff \t\r\n]")
_NAME_LENGTH = 16
_PATHS = re.compile(rb"8BIM(?:\x07[\xd0-\xff]|[\x08-\x0a].|\x0b[\0-\xb6])", re.DOTALL)
"""The paths that somebody drew around things, among Photoshop's resources."""

_EMBEDDED = re.compile(rb"G(Depth|Image|Audio):|hdrgm:GainMap ")


def holdings_of(
    image: Image.Image, file: BinaryIO, exif: Image.Exif, *, deep: bool, clear: bool, profile: Profile | None
) -> Holdings:
    """What a file holds beside its pixels.

    Args:
        image: loaded by Pillow.
        file: what it was opened from.
        exif: of the picture.
        deep: whether its samples have more than eight bits.
        clear: whether parts of it can be seen through.
        profile: what its colours are to be understood by; None for sRGB.
    """
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    details = exif_fields.details_of(exif)
    notes = details.get(Base.MakerNote)
    return Holdings(
        depth=int(image.info.get("bit_depth", 16 if deep else 8)),
        frames=1 if kind == "JPEG" else int(getattr(image, "n_frames", 1)),
        transparent=clear,
        profile=profile.name if profile else None,
        extras=_extras(image, file, exif, kind),
        maker_notes=_digest(notes) if isinstance(notes, bytes) and notes.strip(b"\0 ") else "",
        shot=_shot(exif, details),
        own_size=_own_size(details),
    )


def _shot(exif: Image.Exif, details: Mapping[int, object]) -> dict[str, str]:
    told = {name: _value(details.get(tag, exif.get(tag))) for name, tag in SHOT.items()}
    return {name: value for name, value in told.items() if value}


def _value(value: object) -> str:
    """A value of EXIF as text that does not depend on how a program wrote the number."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        return exif_fields.plain_text(value)
    if not isinstance(value, Rational | float) or not value or value != value:
        return ""
    return f"{float(value):.6g}"


def _own_size(details: Mapping[int, object]) -> tuple[int, int] | None:
    size = details.get(Base.ExifImageWidth), details.get(Base.ExifImageHeight)
    width, height = (side if isinstance(side, int) else 0 for side in size)
    return (width, height) if width > 0 and height > 0 else None


def _extras(image: Image.Image, file: BinaryIO, exif: Image.Exif, kind: str) -> dict[str, str]:
    extras = {name: _digest(text.encode("utf-8", "replace")) for name, text in text_metadata_of(image, exif).items()}
    if (mode := _MODES.get(image.mode)) is not None:
        extras[mode] = mode
    file.seek(0)
    data = file.read()
    if kind == "JPEG":
        return extras | _beside_jpeg(data)
    if kind in {"HEIF", "AVIF"}:
        extras |= _auxiliary(image, data)
    if kind == "PNG":
        extras |= _told_by_numbers(data)
    foreign = b"".join(containers.foreign_parts(data, kind))
    end = containers.parts_of(data, kind)[1]
    return extras | _named(foreign, otherwise="data of a program") | _named(data[end:])


def _told_by_numbers(data: bytes) -> dict[str, str]:
    """The colours of a PNG file, where it tells of unusual ones by numbers and not by a profile."""
    parts = {part.name: data[part.start : part.end] for part in containers.parts_of(data, "PNG")[0]}
    code, gamma = parts.get(b"cICP"), parts.get(b"gAMA", b"")
    if code is not None and code[:3] != _USUAL_CODE:
        return {"a colour space given by number": code.hex()}
    if not gamma or b"iCCP" in parts or b"sRGB" in parts:
        return {}
    usual = abs(int.from_bytes(gamma, "big") - _USUAL_GAMMA) <= _USUAL_GAMMA // 50
    return {} if usual else {"a colour space given by number": gamma.hex()}


def _beside_jpeg(data: bytes) -> dict[str, str]:
    layout = jpeg.layout_of(data)
    if layout is None:
        return {}
    extras = {} if layout.end is None else _named(data[layout.end :])
    beside = [data[part.start : part.end] for part in layout.segments if _holds_data(part.marker, data, part.start)]
    if beside:
        named = _named(b"".join(beside), otherwise="sound" if beside[0].startswith(b"FPXR\0") else "data of a program")
        extras = {**named, **extras}
    return extras


def _holds_data(marker: int, data: bytes, start: int) -> bool:
    """Whether a segment holds a picture, sound, measurements or data of its own, not words about the picture."""
    if not _FIRST_OF_PROGRAMS <= marker <= _LAST_OF_PROGRAMS:
        return False
    content = data[start : start + 65_535]
    if content.startswith(_WORDS_BEGIN):
        return bool((marker == 0xE1 and _EMBEDDED.search(content)) or (marker == 0xED and _PATHS.search(content)))
    return True


def _named(data: bytes, otherwise: str = "data behind the picture") -> dict[str, str]:
    """What some data is, and its digest; nothing where it is only padding."""
    if _NO_PADDING.search(data) is None:
        return {}
    name = next((name for pattern, name in _JUDGED_BY if pattern.search(data)), otherwise)
    return {name: _digest(data)}


def _auxiliary(image: Image.Image, data: bytes) -> dict[str, str]:
    """The pictures beside that of a HEIF or AVIF file. They are not compared, so no other file has the same."""
    found = {str(name).lower() for name in image.info.get("aux", ())}
    found |= {"depth"} if image.info.get("depth_images") else set()
    if image.format == "AVIF":
        head = data[: 1 << 16]
        found |= {name.decode("latin-1").lower() for name in re.findall(rb"auxC.{4}([ -~]+)\0", head, re.DOTALL)}
        found |= {"gainmap"} if b"tmap" in head else set()
    named = {next((words for part, words in _AUXILIARY if part in name), "further pictures") for name in found}
    return dict.fromkeys(sorted(named), _digest(data) if named else "")


def _digest(data: bytes) -> str:
    return blake3(data).hexdigest()[:_NAME_LENGTH]
