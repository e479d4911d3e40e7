"""Which photo holds all that another does: a partial order, and the only ground on which a photo may go.

There is no score. A photo may be ticked only if everything it holds, its keeper holds too. What a photo can hold stands
in :data:`HOLDINGS`, each with the question whether a keeper has it. Where neither of two photos holds all of the other,
both stay, and what each has that the other lacks is said.

What a sidecar can keep does not count, since an action writes it there: place, time, rating, words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from photohash.core.files import edited_from, is_edit_name
from photohash.library.photo import SAFE_COPIES, Kind, Photo, Relation

MORE_PIXELS = "more pixels"
"""What is said of a larger picture, whether they show more or not."""

PERHAPS_FINER = "perhaps finer detail"
"""What is said where nothing proves that all detail of a picture is in the other."""

_NUMBERED = re.compile(r"^(.*?[a-z_-]?)(\d{3,})$")
"""A name as cameras give them: a word and a number."""


@dataclass(frozen=True)
class Holding:
    """One thing that a photo can hold.

    Attributes:
        name: what it is.
        beyond: (photo, keeper, relation) -> what of it the photo holds and the keeper lacks, as words that can follow
            "has"; "" where that is nothing.
    """

    name: str
    beyond: Callable[[Photo, Photo, Relation], str]


def beyond(photo: Photo, keeper: Photo, relation: Relation) -> tuple[str, ...]:
    """What a photo holds that its keeper lacks, in words; nothing where the keeper dominates it.

    Args:
        photo: the one that would go.
        keeper: the one that would stay.
        relation: of the two, with its evidence.
    """
    found: list[str] = []
    for holding in HOLDINGS:
        words = holding.beyond(photo, keeper, relation)
        if words and words not in found:
            found.append(words)
    return tuple(found)


def dominates(keeper: Photo, photo: Photo, relation: Relation) -> bool:
    """Whether a photo holds all that its copy holds; of copies that show the same alone."""
    return relation.kind in SAFE_COPIES and not any(held.beyond(photo, keeper, relation) for held in HOLDINGS)


class Comparisons:
    """What photos hold beyond one another, each pair looked at once: finding groups asks of it again and again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[str, ...]] = {}

    def beyond(self, photo: Photo, keeper: Photo, relation: Relation) -> tuple[str, ...]:
        """See :func:`beyond`."""
        pair = photo.id, keeper.id
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = beyond(photo, keeper, relation)
        return found

    def dominates(self, keeper: Photo, photo: Photo, relation: Relation) -> bool:
        """See :func:`dominates`."""
        return relation.kind in SAFE_COPIES and not self.beyond(photo, keeper, relation)


def _detail(photo: Photo, keeper: Photo, relation: Relation) -> str:
    shows_no_more = holds_detail(photo, relation)
    if relation.kind == Kind.SAME_PIXELS or _is_reduced_from(photo, keeper, enlarged=shows_no_more):
        return ""
    held = holds_detail(keeper, relation)
    larger = photo.width * photo.height > keeper.width * keeper.height
    if larger and is_enlarged_from(keeper, relation):
        return ""
    if held and (not larger or (keeper.holdings.is_of_a_camera and is_of_own_size(keeper) is not False)):
        return ""
    return MORE_PIXELS if larger else PERHAPS_FINER


def holds_detail(photo: Photo, relation: Relation) -> bool:
    """Whether a photo is known to show all that the other one of a relation does."""
    return relation.evidence.get("a_holds_b" if relation.a == photo.id else "b_holds_a", 0.0) > 0


def is_enlarged_from(smaller: Photo, relation: Relation) -> bool:
    """Whether the larger one of two was surely made from the smaller one, so that it shows nothing beyond it."""
    return relation.evidence.get("enlarged", 0.0) == (1.0 if relation.a == smaller.id else -1.0)


def is_of_own_size(photo: Photo) -> bool | None:
    """Whether a photo has the size that its camera noted; None where it noted none."""
    own = photo.holdings.own_size
    return None if own is None else sorted(own) == sorted((photo.width, photo.height))


def _is_reduced_from(photo: Photo, keeper: Photo, *, enlarged: bool) -> bool:
    """Whether the larger one is the camera's file, and the smaller one says so or says nothing of a camera.

    Args:
        photo: the smaller one.
        keeper: the larger one.
        enlarged: whether the larger one shows no more than the smaller one, so that its size proves nothing.
    """
    if photo.width * photo.height >= keeper.width * keeper.height or not keeper.holdings.is_of_a_camera:
        return False
    own = photo.holdings.own_size
    if own is not None and sorted(own) == sorted((keeper.width, keeper.height)):
        return is_of_own_size(keeper) is True and not enlarged
    return not photo.holdings.is_of_a_camera and is_of_own_size(keeper) is not False


def _depth(photo: Photo, _keeper: Photo, _: Relation) -> str:
    return f"{photo.holdings.depth} bits per colour" if photo.holdings.depth > 8 else ""


def _frames(photo: Photo, _keeper: Photo, _: Relation) -> str:
    return f"{photo.holdings.frames} pages or frames" if photo.holdings.frames > 1 else ""


def _transparency(photo: Photo, _keeper: Photo, _: Relation) -> str:
    return "transparency" if photo.holdings.transparent else ""


def _profile(photo: Photo, keeper: Photo, _: Relation) -> str:
    profile = photo.holdings.profile
    return f"the colour profile {profile}" if profile and profile != keeper.holdings.profile else ""


def _extras(photo: Photo, keeper: Photo, _: Relation) -> str:
    theirs = keeper.holdings.extras
    own = [name for name, digest in photo.holdings.extras.items() if theirs.get(name) != digest]
    return " and ".join(own)


def _film(photo: Photo, keeper: Photo, _: Relation) -> str:
    return "a motion photo's film" if photo.moving and not keeper.moving else ""


def _maker_notes(photo: Photo, keeper: Photo, _: Relation) -> str:
    notes = photo.holdings.maker_notes
    return "the camera's maker notes" if notes and notes != keeper.holdings.maker_notes else ""


def _shot(photo: Photo, keeper: Photo, _: Relation) -> str:
    theirs = keeper.holdings.shot
    own = [name for name, value in photo.holdings.shot.items() if theirs.get(name) != value]
    if not own:
        return ""
    other = any(name in theirs for name in own)
    if len(own) == 1:
        return f"another {own[0]}" if other else f"the {own[0]} in its metadata"
    first, last = ", ".join(own[:-1]), own[-1]
    return f"other camera metadata ({first} and {last})" if other else f"the camera metadata ({first} and {last})"


def _own_size(photo: Photo, keeper: Photo, _: Relation) -> str:
    is_original = is_of_own_size(photo) is True and is_of_own_size(keeper) is False
    return "the camera's original size" if is_original else ""


def _image_number(photo: Photo, keeper: Photo, relation: Relation) -> str:
    """Two files of a camera with two numbers, where it could not be seen that they are one exposure."""
    if relation.kind == Kind.SAME_PIXELS or relation.evidence.get("exposure", 0.0) > 0:
        return ""
    if not (photo.holdings.shot and keeper.holdings.shot):
        return ""
    mine, theirs = ({_numbered(file.path.stem) for file in one.files} - {None} for one in (photo, keeper))
    words = {one[0] for one in mine if one} & {one[0] for one in theirs if one}
    return "another image number" if words and mine.isdisjoint(theirs) else ""


def _numbered(stem: str) -> tuple[str, str] | None:
    match = _NUMBERED.match(edited_from(f"{stem}."))
    return (match[1], match[2]) if match else None


def _edit(photo: Photo, keeper: Photo, _: Relation) -> str:
    """A phone's edit and its original, which are two files by the user's own wish."""
    if not any(is_edit_name(file.path.name) for one in (photo, keeper) for file in one.files):
        return ""
    mine, theirs = (
        {(edited_from(file.path.name), is_edit_name(file.path.name)) for file in one.files} for one in (photo, keeper)
    )
    if any((name, not edited) in theirs for name, edited in mine):
        return "the edit" if any(edited for _, edited in mine) else "the picture before the edit"
    return ""


HOLDINGS: tuple[Holding, ...] = (
    Holding("detail", _detail),
    Holding("depth", _depth),
    Holding("pages and frames", _frames),
    Holding("transparency", _transparency),
    Holding("colour profile", _profile),
    Holding("further data", _extras),
    Holding("film", _film),
    Holding("maker's notes", _maker_notes),
    Holding("shot", _shot),
    Holding("own size", _own_size),
    Holding("image number", _image_number),
    Holding("edit", _edit),
)
"""What a photo can hold, in the order in which it is told.

Depth, pages and transparency are not compared, so only a file of the same bytes holds those of another.
"""
