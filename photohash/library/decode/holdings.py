"""What a file holds beside the pixels that are looked at: depth, further pictures, sound, data, the camera's notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from numbers import Rational
from typing import BinaryIO

from blake3 import blake3
from PIL import Image
from PIL.ExifTags import Base

from photohash.library.decode import facts, jpeg
from photohash.library.decode.profiles import Profile
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
_NAME_LENGTH = 16
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
    details = facts.details_of(exif)
    notes = details.get(Base.MakerNote)
    return Holdings(
        depth=int(image.info.get("bit_depth", 16 if deep else 8)),
        frames=1 if kind == "JPEG" else int(getattr(image, "n_frames", 1)),
        transparent=clear,
        profile=profile.name if profile else None,
        extras=_extras(image, file, kind),
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
        return facts.plain_text(value)
    if not isinstance(value, Rational | float) or not value or value != value:
        return ""
    return f"{float(value):.6g}"


def _own_size(details: Mapping[int, object]) -> tuple[int, int] | None:
    size = details.get(Base.ExifImageWidth), details.get(Base.ExifImageHeight)
    width, height = (side if isinstance(side, int) else 0 for side in size)
    return (width, height) if width > 0 and height > 0 else None


def _extras(image: Image.Image, file: BinaryIO, kind: str) -> dict[str, str]:
    if kind in {"HEIF", "AVIF"}:
        return _auxiliary(image, file)
    if kind not in {"JPEG", "PNG", "WEBP"}:
        return {}
    file.seek(0)
    data = file.read()
    if kind == "JPEG":
        return _beside_jpeg(data)
    tail = _behind_png(data) if kind == "PNG" else data[8 + int.from_bytes(data[4:8], "little") :]
    return _named(tail)


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
    """Whether a segment holds a picture, sound or data of its own, not words about the picture."""
    if marker == 0xE2:
        return data.startswith(b"FPXR\0", start)
    if marker == 0xE1:
        content = data[start : start + 65_535]
        return bool(_EMBEDDED.search(content))
    return marker == 0xEB


def _behind_png(data: bytes) -> bytes:
    end = data.rfind(b"IEND")
    return data[end + 8 :] if end > 0 else b""


def _named(data: bytes, otherwise: str = "data behind the picture") -> dict[str, str]:
    """What some data is, and its digest; nothing where it is only padding."""
    if not data.strip(b"\0\xff"):
        return {}
    name = next((name for pattern, name in _JUDGED_BY if pattern.search(data)), otherwise)
    return {name: _digest(data)}


def _auxiliary(image: Image.Image, file: BinaryIO) -> dict[str, str]:
    """The pictures beside that of a HEIF or AVIF file. They are not compared, so no other file has the same."""
    found = {str(name).lower() for name in image.info.get("aux", ())}
    found |= {"depth"} if image.info.get("depth_images") else set()
    if image.format == "AVIF":
        file.seek(0)
        head = file.read(1 << 16)
        found |= {name.decode("latin-1").lower() for name in re.findall(rb"auxC.{4}([ -~]+)\0", head, re.DOTALL)}
        found |= {"gainmap"} if b"tmap" in head else set()
    if not found:
        return {}
    file.seek(0)
    own = _digest(file.read())
    named = {next((words for part, words in _AUXILIARY if part in name), "further pictures") for name in found}
    return dict.fromkeys(sorted(named), own)


def _digest(data: bytes) -> str:
    return blake3(data).hexdigest()[:_NAME_LENGTH]
