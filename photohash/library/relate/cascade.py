"""What a pair is, from the evidence at hand: names and times, the bytes of the files, what is seen, a closer look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np

from photohash.library.photo import COPIES, TURNED_COPIES, Kind, Photo, Pixels
from photohash.library.relate.capture_time import burst_apart, one_shot, taken_apart
from photohash.library.relate.classify import (
    Hypothesis,
    classify,
    is_turned_alone,
    no_copy,
    same_size,
    sharper_and_larger,
)
from photohash.library.relate.coarse import CoarseFeatures, nearly_equal, share_nothing
from photohash.library.relate.damage import damage
from photohash.library.relate.detail import differing_detail
from photohash.library.relate.enlargement import between_sizes
from photohash.library.relate.features import PhotoFeatures
from photohash.library.relate.lineage import SAME, UNKNOWN, Lineage, lineage
from photohash.library.relate.marks import differing_mark
from photohash.library.relate.turned import Turn, laid_back

RULES = 1
"""The version of the rules by which pairs are related, kept with every relation. It is raised when they say more."""

COMPLETE_SINCE: Mapping[Kind, int] = {Kind.ROTATED: 1, Kind.MIRRORED: 1}
"""By kind, the first version that says all that is said now. What an earlier one related is related once more.

Version 1 tells of turned and mirrored copies which of the two holds the detail of the other.
"""

_STILLS = frozenset({Kind.SAME_PIXELS, Kind.RE_ENCODED})
"""What the still of a moment is to its motion photo, but for the film."""

_SEEMING = frozenset({Kind.RE_ENCODED, Kind.RESIZED})
"""What is put away without anyone looking, though the pixels are not the same: it is looked at more closely before."""

_NEARLY_EQUAL = 1.5
"""Mean grey difference of small pictures under which all pixels may be the same; only then full pictures are read."""


@dataclass(frozen=True)
class PairVerdict:
    """What a pair was found to be.

    Attributes:
        kind: the relation's name.
        score: how sure, 0 to 1.
        found: how the two lie on each other, where that was looked at.
        lineage: which of them holds the detail of the other, where that was looked at.
        damaged: 1 where b is a damaged copy of a, -1 where a is one of b, 0 where neither is or it cannot be told.
    """

    kind: Kind
    score: float
    found: Hypothesis | None = None
    lineage: Lineage = UNKNOWN
    damaged: int = 0


def refused(a: Photo, b: Photo, seen: Callable[[], tuple[CoarseFeatures, CoarseFeatures]]) -> bool:
    """Whether two photos surely are merely similar, told before either is looked at closely.

    Args:
        a: one photo.
        b: the other.
        seen: gives what both look like from afar; not called where their capture times tell.
    """
    if one_shot(a, b) or burst_apart(a, b) or (a.opening and a.opening == b.opening):
        return False
    same_size = (a.width, a.height) == (b.width, b.height)
    apart = taken_apart(a, b)
    if apart and not same_size:
        return True
    first, second = seen()
    if same_size and nearly_equal(first, second, _NEARLY_EQUAL):
        return False
    return apart or share_nothing(first, second)


def verify(a: PhotoFeatures, b: PhotoFeatures) -> PairVerdict:
    """Says what two photos are; see :func:`photohash.library.relate.relate`."""
    raw = a.photo.is_raw + b.photo.is_raw
    if raw == 1 and one_shot(a.photo, b.photo):
        return PairVerdict(Kind.RAW_JPEG, 1.0)
    if (damaged := _damaged(a, b)) is not None:
        return PairVerdict(Kind.DAMAGED, 1.0, damaged=damaged)
    if raw != 1 and same_size(a, b) and _same_pixels(a, b):
        verdict = PairVerdict(Kind.SAME_PIXELS, 1.0, lineage=SAME)
    else:
        verdict = PairVerdict(*classify(a, b))
    if raw and verdict.kind in COPIES:
        return replace(verdict, kind=Kind.RAW_JPEG if raw == 1 else no_copy(a, b, partly=True))
    if verdict.kind in _SEEMING:
        verdict = _looked_at_closely(verdict, a, b)
    elif verdict.kind == Kind.EDITED and verdict.found is not None and sharper_and_larger(verdict.found, a, b):
        verdict = _enlarged(verdict, a, b)
    elif verdict.kind in TURNED_COPIES and verdict.found is not None and is_turned_alone(verdict.found, a, b):
        verdict = _turned(verdict, verdict.found, a, b)
    if verdict.kind in _STILLS and _still_of(a.photo, b.photo):
        return replace(verdict, kind=Kind.LIVE)
    return verdict


def _looked_at_closely(seeming: PairVerdict, a: PhotoFeatures, b: PhotoFeatures) -> PairVerdict:
    """The same of what seems to be merely saved again or resized, once both were read in full."""
    first, second = a.full(), b.full()
    if np.array_equal(first, second):
        return PairVerdict(Kind.SAME_PIXELS, 1.0, lineage=SAME)
    if detail := differing_detail(first, second) or differing_mark(first, second):
        if seeming.found is None:
            return PairVerdict(no_copy(a, b, partly=True), 0.0)
        return replace(seeming, kind=Kind.EDITED, found=replace(seeming.found, detail=detail))
    known = _lineage_of(a, b, first, second)
    if known.exposure < 0:
        return PairVerdict(no_copy(a, b, partly=True), 0.0, lineage=known)
    return replace(seeming, lineage=known)


def _enlarged(sharper: PairVerdict, a: PhotoFeatures, b: PhotoFeatures) -> PairVerdict:
    """Of a larger and sharper picture: a resized one where it was surely made from the other, and nothing else differs.

    Enlarging and sharpening are one filter, the same everywhere.
    """
    first, second = a.full(), b.full()
    known = between_sizes(a, b, first, second) if first.shape != second.shape else UNKNOWN
    if not known.enlarged or differing_detail(first, second) or differing_mark(first, second):
        return sharper
    return replace(sharper, kind=Kind.RESIZED, lineage=known)


def _turned(seeming: PairVerdict, found: Hypothesis, a: PhotoFeatures, b: PhotoFeatures) -> PairVerdict:
    """Of a turned or mirrored picture: which of the two holds the detail of the other, once both lie alike."""
    back = laid_back(b, Turn.nearest(found.alignment.matrix))
    first, second = a.full(), back.full()
    if np.array_equal(first, second):
        return replace(seeming, lineage=SAME)
    if differing_detail(first, second) or differing_mark(first, second):
        return seeming
    known = _lineage_of(a, back, first, second)
    sharpened = not known.enlarged and sharper_and_larger(found, a, b)
    return seeming if sharpened else replace(seeming, lineage=known)


def _lineage_of(a: PhotoFeatures, b: PhotoFeatures, first: Pixels, second: Pixels) -> Lineage:
    """Which of two pictures that lie alike holds the detail of the other, by the full pixels of both."""
    return between_sizes(a, b, first, second) if first.shape != second.shape else lineage(a, b, first, second)


def _still_of(a: Photo, b: Photo) -> bool:
    """Whether one is a motion photo and the other the still that was written with it, not converted from it later."""
    return a.moving != b.moving and a.format == b.format and one_shot(a, b)


def _same_pixels(a: PhotoFeatures, b: PhotoFeatures) -> bool:
    if cv2.norm(a.grey, b.grey, cv2.NORM_L1) > _NEARLY_EQUAL * a.grey.size:
        return False
    return a.pixel_digest == b.pixel_digest


def _damaged(a: PhotoFeatures, b: PhotoFeatures) -> int | None:
    """Which of two files of one save is a damaged copy of the other; None where neither is."""
    return damage(a, b) if a.photo.opening and a.photo.opening == b.photo.opening else None
