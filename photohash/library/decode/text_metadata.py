"""What a file says of its photo in words, and marks in it, that are not written into a sidecar when it goes.

Description, keywords, rating, place, time and people are, so those do not count here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PIL import Image, IptcImagePlugin
from PIL.ExifTags import Base

from photohash.library.decode import exif_fields

_TITLE, _CREATOR, _RIGHTS, _COMMENT = "a title", "the name of its creator", "a note of rights", "a comment"
_WHERE, _FACES, _LABEL, _SPHERE = "the name of a place", "marked faces", "a colour label", "what makes it a panorama"

_EXIF: Mapping[int, str] = {
    Base.Artist: _CREATOR,
    Base.XPAuthor: _CREATOR,
    Base.Copyright: _RIGHTS,
    Base.XPTitle: _TITLE,
    Base.XPSubject: _TITLE,
    Base.DocumentName: _TITLE,
    Base.UserComment: _COMMENT,
}

_IPTC: Mapping[tuple[int, int], str] = {
    (2, 5): _TITLE,
    (2, 105): _TITLE,
    (2, 80): _CREATOR,
    (2, 110): _CREATOR,
    (2, 116): _RIGHTS,
    (2, 90): _WHERE,
    (2, 92): _WHERE,
    (2, 95): _WHERE,
    (2, 101): _WHERE,
}

_XMP: Mapping[bytes, str] = {
    b"dc:title": _TITLE,
    b"photoshop:Headline": _TITLE,
    b"dc:creator": _CREATOR,
    b"dc:rights": _RIGHTS,
    b"exif:UserComment": _COMMENT,
    b"photoshop:City": _WHERE,
    b"photoshop:State": _WHERE,
    b"photoshop:Country": _WHERE,
    b"Iptc4xmpCore:Location": _WHERE,
    b"mwg-rs:Regions": _FACES,
    b"MP:RegionInfo": _FACES,
    b"xmp:Label": _LABEL,
    b"GPano:ProjectionType": _SPHERE,
}
"""By the prefixes that programs use; the name of each is fixed by its standard, if not by XML."""

_OF_PROGRAMS = re.compile(
    r"(?i)software|creat(?:or|ed)|written by|encod|compress|optimi|jpeg|lavc|gimp|imagemagick|adobe|date|photoshop|"
    r"camera|^\*$|thumb::|png:|exif|xmp|icc|iptc|screenshot|file source|applemark|generated|version|quality"
)
"""Comments that programs put into files about themselves."""

_TAGS = re.compile(rb"<[^>]*>")


def text_metadata_of(image: Image.Image, exif: Image.Exif) -> dict[str, str]:
    """What a loaded picture says: all words of one sort as one text, by what they are. Broken words say nothing.

    Args:
        image: loaded by Pillow.
        exif: of it.
    """
    found: dict[str, set[str]] = {}
    try:
        for name, text in (*_in_exif(exif), *_in_iptc(image), *_in_xmp(image), *_in_comments(image)):
            if text:
                found.setdefault(name, set()).add(text)
    except Exception:  # noqa: BLE001  parsers raise anything at all on damaged bytes
        return {}
    return {name: "\n".join(sorted(texts)) for name, texts in found.items()}


def _in_exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    details = exif_fields.details_of(exif)
    for tag, name in _EXIF.items():
        yield name, _text(exif.get(tag, details.get(tag)), wide=tag in {Base.XPAuthor, Base.XPTitle, Base.XPSubject})


def _in_iptc(image: Image.Image) -> Iterator[tuple[str, str]]:
    told = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    for key, name in _IPTC.items():
        values: Any = told.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            yield name, _text(value)


def _in_xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    packet = _packet(image)
    for property_, name in _XMP.items():
        own = re.escape(property_)
        for match in re.finditer(rb"<%s[ >].*?</%s>|\b%s\s*=\s*[\"']([^\"']*)" % (own, own, own), packet, re.DOTALL):
            content = match[1] if match[1] is not None else match[0]
            text = content if name == _FACES else _TAGS.sub(b" ", content)
            yield name, exif_fields.plain_text(text.decode("utf-8", "replace"))


def _packet(image: Image.Image) -> bytes:
    tags = getattr(image, "tag_v2", {})
    for value in (image.info.get("xmp"), image.info.get("XML:com.adobe.xmp"), tags.get(Base.XMLPacket)):
        if value:
            return value.encode("utf-8", "replace") if isinstance(value, str) else bytes(value)
    return b""


def _in_comments(image: Image.Image) -> Iterator[tuple[str, str]]:
    """Comments of JPEG and GIF files, and the texts of PNG files."""
    for name, text in _comments(image):
        if text and not _OF_PROGRAMS.search(name or text):
            yield _COMMENT, text


def _comments(image: Image.Image) -> Iterable[tuple[str, str]]:
    yield "", _text(image.info.get("comment"))
    for name, value in getattr(image, "text", {}).items():
        yield str(name), _text(str(value))


def _text(value: object, *, wide: bool = False) -> str:
    """A value of any metadata as plain text, without the code page that a comment of EXIF begins with."""
    if isinstance(value, tuple):
        value = bytes(part for part in value if isinstance(part, int) and 0 <= part < 256)
    if isinstance(value, bytes):
        if value.startswith((b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8))):
            wide, value = value.startswith(b"UNICODE"), value[8:]
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    return exif_fields.plain_text(value) if isinstance(value, str) else ""
