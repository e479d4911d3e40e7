"""What a relation says of which of two photos was made from the other."""

from __future__ import annotations

from photohash.library.groups.dominance import holds_detail, is_enlarged_from, is_of_own_size
from photohash.library.groups.ranking import LOSSLESS, in_copies_folder
from photohash.library.photo import RAW_FORMATS, TURNED_COPIES, Kind, Photo, Relation

_AS_FINE = 0.4
"""An unaltered picture beats an altered one only if it shows the same detail: at least this linear resolution of it."""


def shows_no_more(photo: Photo, other: Photo, relation: Relation) -> bool:
    """Whether a photo is larger than another and has no detail beyond it, and the other was there first.

    A soft photo has no more detail than a copy that was made smaller, so its age has a say where nothing proves more.
    """
    if relation.kind not in (Kind.RESIZED, *TURNED_COPIES):
        return False
    if is_enlarged_from(other, relation):
        return True
    if not _older(other, photo) or all(in_copies_folder(file) for file in other.files):
        return False
    larger = photo.width * photo.height > other.width * other.height
    return larger and holds_detail(other, relation) and not holds_detail(photo, relation)


def holds_the_save_of(photo: Photo, other: Photo) -> bool:
    """Whether a file of the very same pixels as another can only have been made from it.

    No save in coarser steps leaves a finer one's pixels as they were.
    """
    if photo.format.upper() in LOSSLESS:
        return other.format.upper() not in LOSSLESS | RAW_FORMATS
    return photo.quality is not None and other.quality is not None and photo.quality > other.quality


def is_turned_from(photo: Photo, other: Photo, relation: Relation) -> bool:
    """Whether a photo is the other one turned or mirrored, by its pixels, or by what a camera says in the other.

    A larger one was enlarged, unless it shows more: that is known by the steps of the smaller one's save, or by the
    size that the camera noted.
    """
    if relation.kind not in TURNED_COPIES:
        return False
    held, holds = holds_detail(other, relation), holds_detail(photo, relation)
    sizes = is_of_own_size(other), is_of_own_size(photo)
    is_a_cameras = other.holdings.is_of_a_camera and (not photo.holdings.is_of_a_camera or sizes == (True, False))
    if photo.width * photo.height > other.width * other.height and not is_enlarged_from(other, relation):
        return is_a_cameras and sizes[0] is True and not holds
    if held != holds:
        return held
    return is_a_cameras or (held and holds_the_save_of(photo, other))


def _older(one: Photo, other: Photo) -> bool:
    return min(file.mtime_ns for file in one.files) < min(file.mtime_ns for file in other.files)


def is_damaged(photo: Photo, relation: Relation) -> bool:
    """Whether a relation says that this photo is the damaged one."""
    return relation.evidence.get("damaged", 0.0) == (1.0 if relation.b == photo.id else -1.0)


def is_altered(photo: Photo, relation: Relation) -> bool:
    """Whether a relation says that this photo is the altered one and that the other shows the same detail."""
    second = relation.b == photo.id
    if relation.evidence.get("altered", 0.0) != (1.0 if second else -1.0):
        return False
    scale = relation.evidence.get("scale", 1.0)
    return (scale if second else 1 / max(scale, 1e-9)) > _AS_FINE
