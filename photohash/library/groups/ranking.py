"""Why one photo of a group is kept rather than another."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from photohash.core.files import is_copies_folder, is_edit_name
from photohash.library.groups.difference import dimensions
from photohash.library.photo import RAW_FORMATS, Photo, PhotoFile

LOSSLESS = frozenset({"PNG", "TIFF", "BMP", "PPM"})
"""Containers, as :class:`Photo` names them, that lose nothing of the pixels."""

_CAMERA = frozenset({"HEIF", "HEIC"})
_PHOTO = frozenset({"JPEG", "MPO"})
_WEB = frozenset({"WEBP", "AVIF"})

Ranked = TypeVar("Ranked")

_COPY_NAME = re.compile(r"copy|copie|kopie|copia|duplicate|edited|\(\d+\)|~\d*$|[-_ ]\d$", re.IGNORECASE)


@dataclass(frozen=True)
class Criterion:
    """One reason to keep a photo rather than another.

    Attributes:
        name: a few words for settings and tables.
        rank: of a photo; the least is kept.
        reason: says of a kept photo, after its name, why it beat another: (kept, other) -> a clause.
    """

    name: str
    rank: Callable[[RankedPhoto], Any]
    reason: Callable[[Photo, Photo], str]


@dataclass(frozen=True)
class RankedPhoto:
    """A photo with what its relations say about it.

    Attributes:
        photo: the record.
        damaged: it is a damaged copy of a sound file that is here.
        dominated: a copy that shows the same is here, holds all that it holds, and more.
        enlarged: a smaller copy is here that shows as much.
        altered: it was cropped, framed, written on or made grey, and the picture it was made from is here as fine.
        resaved: it holds just the pixels of a file that is here too and was saved with more loss.
        alike: how many photos here show the very same picture, itself included, each saved again from another of them;
            an edit stands alone against them.
        turned: it was turned or mirrored, and the picture it was made from is here.
    """

    photo: Photo
    altered: bool
    resaved: bool
    alike: int
    damaged: bool = False
    dominated: bool = False
    enlarged: bool = False
    turned: bool = False


def _container(candidate: RankedPhoto) -> int:
    """Less lossy first; a file that holds the pixels of a lossier one comes behind it: it adds bytes and no detail."""
    order = (RAW_FORMATS, LOSSLESS, _CAMERA, _PHOTO, _WEB)
    if candidate.resaved:
        return len(order)
    form = candidate.photo.format.upper()
    return next((rank for rank, formats in enumerate(order) if form in formats), len(order) + 1)


def _oldest(photo: Photo) -> int:
    return min((file.mtime_ns for file in photo.files), default=0)


def plain(file: PhotoFile) -> tuple[bool, int]:
    """Plain names first, then short ones."""
    name = file.path.name
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    return bool(_COPY_NAME.search(stem)) or is_edit_name(name), len(stem)


def in_copies_folder(file: PhotoFile) -> bool:
    """Whether a file lies in a folder that copies go to, at any depth."""
    # Looking a path up takes longer than all of this.
    return _among_copies(os.fspath(file.path).rpartition(os.sep)[0])


@lru_cache(maxsize=4096)
def _among_copies(folder: str) -> bool:
    return any(is_copies_folder(name) for name in Path(folder).parts)


def _less_lossy(kept: Photo, other: Photo) -> str:
    if kept.format.upper() not in LOSSLESS | RAW_FORMATS and other.format.upper() in LOSSLESS:
        return f"came first; the {other.format} was made from it and shows no more"
    if kept.format == other.format:
        return "came first; the other one was made from it and shows no more"
    return f"was saved with less loss ({kept.format}, not {other.format})"


CRITERIA: tuple[Criterion, ...] = (
    Criterion("sound", lambda c: c.damaged, lambda _kept, _other: "is undamaged; another copy is damaged"),
    Criterion("unaltered", lambda c: c.altered, lambda _kept, _other: "was not cropped or edited"),
    Criterion("unturned", lambda c: c.turned, lambda _kept, _other: "was not turned or mirrored"),
    Criterion(
        "fullest",
        lambda c: c.dominated,
        lambda _kept, other: f"holds everything that the {other.format} holds, and more",
    ),
    Criterion(
        "true size", lambda c: c.enlarged, lambda _kept, _other: "was not enlarged; the larger copy shows no more"
    ),
    Criterion(
        "most pixels",
        lambda c: -c.photo.width * c.photo.height,
        lambda kept, other: f"has the most pixels ({dimensions(kept)}, the next {dimensions(other)})",
    ),
    Criterion(
        "unedited",
        lambda c: -c.alike,
        lambda _kept, _other: "looks like most of its copies, so it was probably not edited",
    ),
    Criterion(
        "more than can be seen",
        lambda c: not c.photo.holdings.is_more_than_seen,
        lambda _kept, _other: "keeps pages, frames, colour depth or transparency",
    ),
    Criterion("moving", lambda c: not c.photo.moving, lambda _kept, _other: "includes the film of a motion photo"),
    Criterion("least lossy", _container, _less_lossy),
    Criterion("capture time", lambda c: c.photo.taken is None, lambda _kept, _other: "still has its capture time"),
    Criterion(
        "most metadata",
        lambda c: -c.photo.details,
        lambda _kept, _other: "has the most camera metadata",
    ),
    Criterion(
        "least compressed",
        lambda c: -(c.photo.quality or 0),
        lambda kept, other: f"was compressed less (JPEG quality {kept.quality}, the next {other.quality or 'unknown'})",
    ),
    Criterion(
        "most bytes", lambda c: -c.photo.bytes, lambda _kept, _other: "is the largest file, so it was compressed least"
    ),
    Criterion(
        "own folder",
        lambda c: all(in_copies_folder(file) for file in c.photo.files),
        lambda _kept, _other: "is not among backups, downloads or exports",
    ),
    Criterion("oldest", lambda c: _oldest(c.photo), lambda _kept, _other: "is the oldest file"),
    Criterion(
        "plainest name",
        lambda c: min((plain(file) for file in c.photo.files), default=(True, 0)),
        lambda _kept, _other: "has the simplest name; otherwise they are equal",
    ),
    Criterion("digest", lambda c: c.photo.digest, lambda _kept, _other: "is as good as the other one"),
)
"""Why one photo is kept rather than another, in the order the reasons count.

A photo that holds all of another (:mod:`~photohash.library.groups.dominance`) comes before it, so an enlarged copy
loses to its original although it has more pixels; so does a framed or captioned copy. A crop of a picture of which only
a small version is left is kept.
"""


def in_order(items: Collection[Ranked], ranks: Sequence[Callable[[Ranked], Any]]) -> list[Ranked]:
    """Items in the order of several ranks, the least first.

    Each rank is asked only of the items that those before it leave equal: of fifty thousand identical files it takes a
    second to say which name is the plainest, and their age has decided long before.
    """
    if len(items) < 2 or not ranks:
        return list(items)
    first, *others = ranks
    ranked = sorted(((first(item), item) for item in items), key=itemgetter(0))
    return [
        item
        for _, alike in groupby(ranked, key=itemgetter(0))
        for item in in_order([item for _, item in alike], others)
    ]


def by_preference(candidates: Collection[RankedPhoto]) -> list[RankedPhoto]:
    """Candidates in the order of all rules, the one to keep first."""
    return in_order(candidates, [rule.rank for rule in CRITERIA])
