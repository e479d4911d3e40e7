"""XMP: what programs and people say of a photo, read from any packet and written to sidecars.

Packets come from strangers. Documents with a DTD are refused before they are parsed, so no entity is ever expanded and
nothing is fetched. Of a sidecar that is there already everything stays that is not added to.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from xml.parsers import expat

from photohash.core.errors import ActionError

_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ANGLE = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])")
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_CAMERAS = re.compile(r"(?i)\bdigital camera\b|\bdsc\b|\bdcim\b")
"""What cameras put where people write a description."""

_LONGEST = 4 << 20
"""Bytes of a packet beyond which nobody has written it by hand or with a catalogue."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What is worth rescuing of a photo's metadata.

    Attributes:
        rating: stars, 1 to 5, or -1 for rejected; None where it has none.
        keywords: in the order given, each once.
        description: the caption, or None.
        place: latitude and longitude in degrees, north and east positive, or None.
        taken: capture time as ISO text, or None.
        people: who can be seen, each once.
    """

    rating: int | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    place: tuple[float, float] | None = None
    taken: str | None = None
    people: tuple[str, ...] = ()

    def or_else(self, other: Fields) -> Fields:
        """These fields, with those of another source where there is nothing here; keywords and people of both."""
        return Fields(
            self.rating if self.rating is not None else other.rating,
            tuple(dict.fromkeys((*self.keywords, *other.keywords))),
            self.description or other.description,
            self.place or other.place,
            self.taken or other.taken,
            tuple(dict.fromkeys((*self.people, *other.people))),
        )

    def joined(self, other: Fields) -> Fields:
        """These fields with those of another copy: keywords, people and descriptions of both."""
        return replace(self.or_else(other), description=_both(self.description, other.description))

    def beyond(self, other: Fields) -> Fields:
        """What is here and not there. A description that differs from that there comes behind it, so none is lost."""
        return Fields(
            self.rating if other.rating is None else None,
            _others(self.keywords, other.keywords),
            _described_beyond(self.description, other.description),
            None if other.place else self.place,
            None if other.taken else self.taken,
            _others(self.people, other.people),
        )

    def __bool__(self) -> bool:
        return self != _NONE


_NONE = Fields()


def _others(words: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are not among known ones, in whatever letter case."""
    folded = {word.casefold() for word in known}
    return tuple(word for word in words if word.casefold() not in folded)


def _both(one: str | None, other: str | None) -> str | None:
    """Two descriptions as one, each line once."""
    lines = dict.fromkeys(line for text in (one, other) if text for line in text.split("\n"))
    return "\n".join(lines) or None


def _described_beyond(mine: str | None, theirs: str | None) -> str | None:
    if not mine or not theirs:
        return mine
    known = theirs.casefold()
    more = [line for line in mine.split("\n") if line.strip().casefold() not in known and not _OF_CAMERAS.search(line)]
    return _both(theirs, "\n".join(more)) if more else None


def read(packet: bytes) -> Fields:
    """The fields of an XMP packet.

    Raises:
        ActionError: it is no XML, too long, or has a DTD.
    """
    texts: dict[str, list[str]] = {}
    for description in _parsed(packet).iter(_name("rdf", "Description")):
        for name, value in description.attrib.items():
            texts.setdefault(name, []).append(value)
        for child in description:
            items = [item.text or "" for item in child.iter(_name("rdf", "li"))] or [child.text or ""]
            texts.setdefault(child.tag, []).extend(items)
    found = {name: [text.strip() for text in values if text.strip()] for name, values in texts.items()}
    tags = [path.rpartition("/")[2] for path in found.get(_name("digiKam", "TagsList"), ())]
    return Fields(
        _rating(_first(found, ("xmp", "Rating"))),
        tuple(dict.fromkeys([*found.get(_name("dc", "subject"), ()), *tags])),
        _first(found, ("dc", "description")),
        _place(_first(found, ("exif", "GPSLatitude")), _first(found, ("exif", "GPSLongitude"))),
        _first(found, ("exif", "DateTimeOriginal"), ("photoshop", "DateCreated")),
        tuple(dict.fromkeys(found.get(_name("Iptc4xmpExt", "PersonInImage"), ()))),
    )


def added(packet: bytes | None, fields: Fields) -> bytes:
    """A sidecar with fields added.

    Args:
        packet: the sidecar as it is, or None for a new one.
        fields: what to add; where the sidecar has a value already, that stays, and only keywords, people and
            descriptions are joined.

    Raises:
        ActionError: the sidecar cannot be understood; it must not be replaced then.
    """
    root = _empty() if packet is None else _parsed(packet)
    rdf = root if root.tag == _name("rdf", "RDF") else root.find(_name("rdf", "RDF"))
    if rdf is None:
        raise ActionError("has a sidecar that is not XMP")
    missing = fields if packet is None else fields.beyond(read(packet))
    description = ET.SubElement(rdf, _name("rdf", "Description"), {_name("rdf", "about"): ""})
    if missing.description:
        _drop(rdf, _name("dc", "description"))
    _write(description, missing)
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{text}\n<?xpacket end="w"?>\n'.encode()


def _drop(rdf: ET.Element, name: str) -> None:
    """Takes a property out, since its new value holds the old one."""
    for description in rdf.iter(_name("rdf", "Description")):
        description.attrib.pop(name, None)
        for child in description.findall(name):
            description.remove(child)


def _write(description: ET.Element, fields: Fields) -> None:
    if fields.rating is not None:
        description.set(_name("xmp", "Rating"), str(fields.rating))
    if fields.taken:
        description.set(_name("exif", "DateTimeOriginal"), fields.taken)
    if fields.place:
        latitude, longitude = fields.place
        description.set(_name("exif", "GPSLatitude"), _angle(latitude, "NS"))
        description.set(_name("exif", "GPSLongitude"), _angle(longitude, "EW"))
    if fields.description:
        alternatives = ET.SubElement(ET.SubElement(description, _name("dc", "description")), _name("rdf", "Alt"))
        item = ET.SubElement(alternatives, _name("rdf", "li"), {_LANGUAGE: "x-default"})
        item.text = _writable(fields.description)
    for name, words in ((("dc", "subject"), fields.keywords), (("Iptc4xmpExt", "PersonInImage"), fields.people)):
        if words:
            bag = ET.SubElement(ET.SubElement(description, _name(*name)), _name("rdf", "Bag"))
            for word in words:
                ET.SubElement(bag, _name("rdf", "li")).text = _writable(word)


def _writable(text: str) -> str:
    """A text without what XML cannot hold: controls and halves of characters."""
    return _UNWRITABLE.sub("", text)


def _empty() -> ET.Element:
    root = ET.Element(_name("x", "xmpmeta"))
    ET.SubElement(root, _name("rdf", "RDF"))
    return root


def _parsed(packet: bytes) -> ET.Element:
    if len(packet) > _LONGEST:
        raise ActionError("has XMP of more than 4 MB")
    packet = packet.strip(b"\0 \r\n\t")
    try:
        _refuse_dtd(packet)
        return ET.fromstring(packet)  # noqa: S314  nothing with a DTD comes this far
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        raise ActionError("has XMP that cannot be understood") from error


def _refuse_dtd(packet: bytes) -> None:
    """Goes through a document before it is parsed; the names of its spaces are kept for writing on the way."""

    def refuse(*_: object) -> None:
        raise ActionError("has XMP with a DTD, which no photo program writes")

    def keep(prefix: str | None, space: str) -> None:
        if prefix and space not in _SPACES.values() and not re.fullmatch(r"ns\d+|xml.*", prefix):
            ET.register_namespace(prefix, space)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartNamespaceDeclHandler = keep
    parser.Parse(packet, True)  # noqa: FBT003


def _name(prefix: str, local: str) -> str:
    return f"{{{_SPACES[prefix]}}}{local}"


def _first(found: dict[str, list[str]], *names: tuple[str, str]) -> str | None:
    return next((value for name in names for value in found.get(_name(*name), ())), None)


def _rating(text: str | None) -> int | None:
    """0 is how programs write that there is none."""
    try:
        stars = round(float(text or 0))
    except (ValueError, OverflowError):
        return None
    return stars if stars and -1 <= stars <= 5 else None


def _place(latitude: str | None, longitude: str | None) -> tuple[float, float] | None:
    angles = [_degrees(text) for text in (latitude, longitude)]
    north, east = angles
    return None if north is None or east is None else (north, east)


def _degrees(text: str | None) -> float | None:
    match = _ANGLE.fullmatch(text or "")
    if match is None:
        return None
    degrees, minutes, seconds, side = match.groups()
    value = int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
    return -value if side in "SW" else value


def _angle(value: float, sides: str) -> str:
    """An angle as XMP has it: whole degrees, minutes with a fraction, and the side of the earth."""
    degrees, minutes = divmod(round(abs(value) * 60, 6), 60)
    return f"{int(degrees)},{minutes:.6f}{sides[value < 0]}"
