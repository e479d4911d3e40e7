"""The records that travel from station to station. All are frozen; photos are named by the catalogue's ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from photohash.core.files import RAW_SUFFIXES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8]"
"""An upright RGB image: uint8 [height, width, 3]. A name alone at run time: records are read without numpy."""

RAW_FORMATS = frozenset(suffix[1:].upper() for suffix in RAW_SUFFIXES)
"""The formats of camera raw files, as :class:`Picture` and :class:`Photo` name them."""


class Kind(StrEnum):
    """What a verified pair is. Values are the words of the command line and of JSON, from surest to vaguest."""

    IDENTICAL = "identical"
    SAME_PIXELS = "same-pixels"
    RE_ENCODED = "re-encoded"
    RESIZED = "resized"
    CROPPED = "cropped"
    ROTATED = "rotated"
    MIRRORED = "mirrored"
    EDITED = "edited"
    DAMAGED = "damaged"
    RAW_JPEG = "raw+jpeg"
    LIVE = "live"
    BURST = "burst"
    SIMILAR = "similar"


COPIES: tuple[Kind, ...] = tuple(Kind)[:9]
"""The kinds that are copies: only these form groups by default."""

SAFE_COPIES: tuple[Kind, ...] = COPIES[:4]
"""The kinds that may be ticked without the user."""

TURNED_COPIES: tuple[Kind, ...] = (Kind.ROTATED, Kind.MIRRORED)
"""The kinds that lay a picture in another way."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the file system lists it, before anything of it is read.

    Attributes:
        path: absolute path.
        size: bytes.
        mtime_ns: modification time in nanoseconds.
        device: the volume it is on.
        inode: its number on that volume; with ``device`` it tells two paths of one file apart from two files.
    """

    path: Path
    size: int
    mtime_ns: int
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in.

    Attributes:
        path: the file or folder.
        reason: a clause for people that reads well after the name, e.g. "is cut short: 12 of 96 rows are missing".
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a file holds beside the colours that are looked at: what would be lost with it if its keeper lacked it.

    Attributes:
        depth: bits of a sample.
        frames: pages of a document, or frames of an animation.
        transparent: whether parts can be seen through.
        profile: name of the colour space, or None for sRGB, which is also what files without a profile are taken for.
        extras: further pictures, sound and data in the file: a digest by what it is, e.g. "a gain map".
        maker_notes: digest of the notes that only the camera's maker can read, or "".
        shot: what tells one shot of a camera from another: the value by its name, e.g. "exposure time".
        own_size: width and height, in no particular order, that the camera noted, or None.
    """

    depth: int = 8
    frames: int = 1
    transparent: bool = False
    profile: str | None = None
    extras: Mapping[str, str] = field(default_factory=dict)
    maker_notes: str = ""
    shot: Mapping[str, str] = field(default_factory=dict)
    own_size: tuple[int, int] | None = None

    @property
    def is_more_than_seen(self) -> bool:
        """Whether there are more bits, pages, frames or clear parts than the picture that is looked at shows."""
        return self.depth > 8 or self.frames > 1 or self.transparent

    @property
    def is_of_a_camera(self) -> bool:
        """Whether a camera says in it how the photo was taken; no program that makes pictures does."""
        return bool(self.maker_notes or self.shot)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a JPEG file's pixels are kept, which a later save of them shows.

    Attributes:
        tables: quantisation steps of the components, in the order in which Pillow takes and gives them.
        sampling: 0, 1 or 2 for 4:4:4, 4:2:2 and 4:2:0; -1 for others.
        orientation: EXIF's, by which the pixels are turned to be upright; 1 to 8.
    """

    tables: Mapping[int, tuple[int, ...]]
    sampling: int
    orientation: int


@dataclass(frozen=True, slots=True)
class CodedPicture:
    """The coded picture of a file, without what is said about it.

    Attributes:
        tables: of a JPEG file, its frame header and tables; empty for other formats.
        data: all that follows them.
    """

    tables: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded photo.

    Attributes:
        pixels: uint8 [h, w, 3], upright; may be scaled down from the full size.
        width: full width in pixels, upright.
        height: full height in pixels, upright.
        format: container, as Pillow names it, e.g. "JPEG"; of a camera raw file its ending, e.g. "CR2".
        taken: capture time as ISO text, "2024-05-17T09:30:12.25", or None where the file has none.
        camera: maker and model, or None.
        quality: JPEG quality of the last save, 1 to 100, as libjpeg counts it, or None where the format has none.
        details: how many facts of how it was taken the file tells.
        moving: whether a motion photo's film is in the same file.
        holdings: what the file holds beside the pixels.
        opening: what all copies of the file's coded picture have in common, whole or damaged, or "".
    """

    pixels: Pixels
    width: int
    height: int
    format: str
    taken: str | None = None
    camera: str | None = None
    quality: int | None = None
    details: int = 0
    moving: bool = False
    holdings: Holdings = Holdings()
    opening: str = ""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One path of a photo, as it was when it was last read.

    Attributes:
        path: absolute path.
        size: bytes.
        mtime_ns: modification time in nanoseconds.
        place: the volume it is on and its number there, the same for all hard links to it; None where not known.
    """

    path: Path
    size: int
    mtime_ns: int
    place: tuple[int, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Photo:
    """A content in the library, with the files that hold it.

    Attributes:
        id: the catalogue's number.
        digest: BLAKE3 of the bytes, 32 bytes.
        width: full width in pixels, upright.
        height: full height in pixels, upright.
        format: container, e.g. "JPEG".
        bytes: size of the content.
        taken: capture time as ISO text, or None.
        camera: maker and model, or None.
        files: the files present now, oldest first, then by path.
        quality: JPEG quality of the last save, 1 to 100, as libjpeg counts it, or None where it is not known.
        details: how many facts of how it was taken the file tells: camera, lens, exposure, place and the like.
        moving: whether a motion photo's film is in the same file, as phones make motion photos.
        holdings: what the file holds beside the pixels.
        opening: see :class:`Picture`.
    """

    id: int
    digest: bytes
    width: int
    height: int
    format: str
    bytes: int
    taken: str | None
    camera: str | None
    files: tuple[PhotoFile, ...] = ()
    quality: int | None = None
    details: int = 0
    moving: bool = False
    holdings: Holdings = Holdings()
    opening: str = ""

    @property
    def is_raw(self) -> bool:
        """Whether it is a camera's raw file."""
        return self.format in RAW_FORMATS


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Two photos whose codes are near each other; ``a < b``."""

    a: int
    b: int
    distance: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What a verified pair is.

    Attributes:
        a: photo id, ``a < b``.
        b: photo id.
        kind: the relation's name.
        score: how sure, 0 to 1.
        evidence: what was measured, by name: share of area kept, angle in degrees, scale, mean difference and so on.
    """

    a: int
    b: int
    kind: Kind
    score: float
    evidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """One file's place in a group.

    Attributes:
        photo: the content.
        path: this file of it.
        keeper: whether this is the file to keep.
        kind: what it is to the keeper; None for the keeper itself.
        distance: Hamming distance of the two codes; None for the keeper, and where the pair was verified without codes.
        score: how sure the relation is, 0 to 1; None for the keeper.
        reason: in words, why it is the keeper, or how it differs from the file it is a copy of.
        of: the file that it is a copy of; None for the keeper itself. That is the keeper, unless another file of the
            group that stays holds all that this one does and the keeper does not.
        beyond: what it holds that this other file lacks, in words; a photo that holds nothing more may go.
        shares: the file that stays whose space on disk it shares, so that nothing can be freed; None for most.
        backwards: whether the kind tells what became of the other file: that one was cut from this, is smaller, and
            so on; see :func:`photohash.library.groups.is_backwards`.
        protected: whether it lies where no action may touch anything, so that it stays.
    """

    photo: Photo
    path: Path
    keeper: bool
    kind: Kind | None
    distance: int | None
    score: float | None
    reason: str
    of: Path | None = None
    beyond: tuple[str, ...] = ()
    shares: Path | None = None
    backwards: bool = False
    protected: bool = False

    @property
    def place(self) -> tuple[int, int] | None:
        """The volume it is on and its number there; None where that is not known."""
        return next((file.place for file in self.photo.files if file.path == self.path), None)

    @property
    def is_safe(self) -> bool:
        """Whether it may be ticked without the user: all that it holds, seen or unseen, is in the file that stays."""
        return self.kind in SAFE_COPIES and not self.beyond and self.shares is None


def space(members: Iterable[Member]) -> int:
    """What files take on disk together, in bytes: hard links to one file take its space once."""
    alone, found = 0, dict[object, int]()
    for member in members:
        if len(member.photo.files) == 1:
            alone += member.photo.bytes
        else:
            found[member.place or member.path] = member.photo.bytes
    return alone + sum(found.values())


@dataclass(frozen=True, slots=True)
class Group:
    """Photos that are copies of one another; the keeper comes first. The id is the keeper's photo id."""

    id: int
    members: tuple[Member, ...]

    @property
    def keeper(self) -> Member:
        """The file to keep."""
        return self.members[0]

    @property
    def spare(self) -> tuple[Member, ...]:
        """The files that could go, and free something: not the keeper, nor what is protected or shares its space."""
        return tuple(one for one in self.members[1:] if one.shares is None and not one.protected)

    @property
    def spare_bytes(self) -> int:
        """What the files that could go take on disk."""
        return space(self.spare)
