"""Some photos beside one of them: where each lies in it, what each says of itself, what only one of the two holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import ActionError
from photohash.library.actions.companions import Neighbourhood
from photohash.library.actions.metadata import fields_of
from photohash.library.actions.xmp import Fields
from photohash.library.browse import Browser
from photohash.library.groups import beyond, is_backwards
from photohash.library.photo import SAFE_COPIES, Kind, Photo, Relation
from photohash.library.relate import Side, registration

_TOLD = {
    "rating": "a rating",
    "keywords": "keywords",
    "description": "a description",
    "place": "a place",
    "people": "names of people",
}
"""What of the metadata is told as held by one alone, by the name of the field."""


@dataclass(frozen=True, slots=True)
class ComparedPhoto:
    """A photo beside the reference.

    Attributes:
        photo: the content.
        fields: what each of its files and the sidecars beside it say, by path.
        kind: what it was verified to be to the reference; None for the reference itself and for pairs nobody verified.
        same: whether both show the same from edge to edge.
        registration: float64 [3, 3], from fractions of its width and height to those of the reference; None where it
            is not needed, or cannot be told.
        backwards: whether that kind tells what became of the reference; see ``groups.is_backwards``.
        only_here: what it holds that the reference lacks, in words.
        only_there: what the reference holds that it lacks.
    """

    photo: Photo
    fields: Mapping[Path, Fields] = field(default_factory=dict)
    kind: Kind | None = None
    same: bool = False
    registration: NDArray[np.float64] | None = None
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    backwards: bool = False


def compared(browser: Browser, photo_ids: Sequence[int]) -> list[ComparedPhoto]:
    """Compares photos with the first of them. Reads their metadata and small pictures, so it takes a moment.

    Args:
        browser: of the library.
        photo_ids: the reference first. Photos that are gone are left out; of the same one twice the first counts.
    """
    photos = browser.photos(dict.fromkeys(photo_ids))
    if not photos:
        return []
    reference = photos[0]
    relations = {frozenset((one.a, one.b)): one for one in browser.relations_among(photo.id for photo in photos)}
    beside = Neighbourhood()
    told = {photo.id: _fields(photo, beside) for photo in photos}
    found = [ComparedPhoto(reference, told[reference.id], same=True)]
    for photo in photos[1:]:
        known = relations.get(frozenset((photo.id, reference.id)))
        a, b = sorted((photo.id, reference.id))
        relation = known or Relation(a, b, Kind.SIMILAR, 0.0)
        same = known is not None and known.kind in SAFE_COPIES
        found.append(
            ComparedPhoto(
                photo,
                told[photo.id],
                kind=known.kind if known is not None else None,
                same=same,
                backwards=is_backwards(relation, reference, photo),
                registration=None if same else _registration(browser, reference, photo),
                only_here=(*beyond(photo, reference, relation), *_only(told[photo.id], told[reference.id])),
                only_there=(*beyond(reference, photo, relation), *_only(told[reference.id], told[photo.id])),
            )
        )
    return found


def _fields(photo: Photo, beside: Neighbourhood) -> dict[Path, Fields]:
    told = {}
    for file in photo.files:
        try:
            companions = beside.companions(file.path)
            sidecars = (*companions.sidecars, *companions.shared)
        except ActionError:  # its folder is not there: neither is what lies in it
            sidecars = ()
        told[file.path] = fields_of(file.path, sidecars)
    return told


def _only(here: Mapping[Path, Fields], there: Mapping[Path, Fields]) -> tuple[str, ...]:
    """What files of one photo say and no file of another does."""
    return tuple(
        words
        for name, words in _TOLD.items()
        if any(getattr(one, name) for one in here.values()) and not any(getattr(one, name) for one in there.values())
    )


def _registration(browser: Browser, reference: Photo, photo: Photo) -> NDArray[np.float64] | None:
    first, second = browser.preview(reference.id), browser.preview(photo.id)
    if first is None or second is None:
        return None
    return registration(Side(reference, lambda: first, lambda: first), Side(photo, lambda: second, lambda: second))
