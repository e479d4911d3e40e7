"""Verified relations -> groups of copies, each with the file to keep and the reason in words.

A group is a star: every member is a verified copy of the keeper itself. Chains (A like B, B like C) never join photos
that are not copies of each other, so nothing is offered for deletion on hearsay.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from photohash.library.photo import COPIES, RAW_FORMATS, SAFE_COPIES, Group, Kind, Member, Photo, PhotoFile, Relation

_AS_FINE = 0.4
"""An unaltered picture beats an altered one only if it shows the same detail: at least this linear resolution of it."""

_ASKED_IN_FULL = 8
"""Chains of at most so many photos are related pair by pair: 28 pairs, a second's work."""

_BLURRED = 0.8
"""Pixels of blur between an edited copy and its keeper from which sharpness is what is told."""

_LOSSLESS = frozenset({"PNG", "TIFF", "BMP", "PPM"})
_CAMERA = frozenset({"HEIF", "HEIC"})
_PHOTO = frozenset({"JPEG", "MPO"})
_WEB = frozenset({"WEBP", "AVIF"})

_COPY_NAME = re.compile(r"copy|copie|kopie|copia|duplicate|edited|\(\d+\)|~\d*$|[-_ ]\d$", re.IGNORECASE)

_Copies = Mapping[int, Mapping[int, Relation]]


@dataclass(frozen=True)
class Rule:
    """One reason to keep a photo rather than another.

    Attributes:
        name: a few words for settings and tables.
        rank: of a photo; the least is kept.
        reason: says of a kept photo, after its name, why it beat another: (kept, other) -> a clause.
    """

    name: str
    rank: Callable[[_Candidate], Any]
    reason: Callable[[Photo, Photo], str]


@dataclass(frozen=True)
class _Candidate:
    """A photo with what its relations say about it.

    Attributes:
        photo: the record.
        altered: it was cropped, framed, written on or made grey, and the picture it was made from is here as fine.
        resaved: it is lossless but holds just the pixels of a lossy file that is here too.
        alike: how many photos here show the very same picture; an edit stands alone against them.
    """

    photo: Photo
    altered: bool
    resaved: bool
    alike: int


def _container(candidate: _Candidate) -> int:
    """Less lossy first; a lossless file made from a lossy one comes behind it: it adds bytes and no detail."""
    order = (RAW_FORMATS, _LOSSLESS, _CAMERA, _PHOTO, _WEB)
    if candidate.resaved:
        return len(order)
    form = candidate.photo.format.upper()
    return next((rank for rank, formats in enumerate(order) if form in formats), len(order) + 1)


def _oldest(photo: Photo) -> int:
    return min((file.mtime_ns for file in photo.files), default=0)


def _plain(file: PhotoFile) -> tuple[bool, int, bytes]:
    """Plain and short names first, then the order of paths."""
    stem = file.path.stem
    return bool(_COPY_NAME.search(stem)), len(stem), os.fsencode(file.path)


def _less_lossy(kept: Photo, other: Photo) -> str:
    if kept.format.upper() not in _LOSSLESS | RAW_FORMATS and other.format.upper() in _LOSSLESS:
        return f"is what the {other.format} was made from, which adds bytes and no detail"
    return f"was saved with less loss ({kept.format}, not {other.format})"


RULES: tuple[Rule, ...] = (
    Rule("unaltered", lambda c: c.altered, lambda _kept, _other: "is the unaltered picture"),
    Rule(
        "most pixels",
        lambda c: -c.photo.width * c.photo.height,
        lambda kept, other: f"has the most pixels ({_dimensions(kept)}, the next {_dimensions(other)})",
    ),
    Rule(
        "unedited",
        lambda c: -c.alike,
        lambda _kept, _other: "looks like most of the others, so it is the one that was not edited",
    ),
    Rule("moving", lambda c: not c.photo.moving, lambda _kept, _other: "has the film of its moment inside"),
    Rule("least lossy", _container, _less_lossy),
    Rule("capture time", lambda c: c.photo.taken is None, lambda _kept, _other: "still knows when it was taken"),
    Rule(
        "most metadata",
        lambda c: -c.photo.details,
        lambda _kept, _other: "tells most of how it was taken",
    ),
    Rule(
        "least compressed",
        lambda c: -(c.photo.quality or 0),
        lambda kept, other: f"was compressed less (JPEG quality {kept.quality}, the next {other.quality or 'unknown'})",
    ),
    Rule(
        "most bytes", lambda c: -c.photo.bytes, lambda _kept, _other: "has the most bytes, so it was compressed least"
    ),
    Rule("oldest", lambda c: _oldest(c.photo), lambda _kept, _other: "is the oldest file"),
    Rule(
        "plainest name",
        lambda c: min((_plain(file) for file in c.photo.files), default=(True, 0, b"")),
        lambda _kept, _other: "has the plainest name; nothing else tells them apart",
    ),
    Rule("digest", lambda c: c.photo.digest, lambda _kept, _other: "comes first; nothing tells them apart"),
)
"""Why one photo is kept rather than another, in the order the reasons count.

An enlarged copy cannot be told from a picture that always had so many pixels, so it wins by them; a framed or
captioned copy loses by the first rule although the frame adds pixels. A crop of a picture of which only a small
version is left is kept.
"""


def pairs_to_verify(photos: Mapping[int, Photo], relations: Iterable[Relation]) -> list[tuple[int, int]]:
    """The pairs never related whose answer would decide a group.

    Of a few photos joined by chains of copies every pair is asked, so that it does not matter in which order they came.
    In a longer chain the prospective keeper is asked about every photo it has not been related to. Only when all these
    answers are known is the next keeper of the same chain asked, so ask again until nothing is left.

    Returns:
        pairs of photo ids, the lesser first, sorted.
    """
    known = list(relations)
    copies = _copies(photos, known, COPIES)
    asked = {(relation.a, relation.b) for relation in known}
    ordered = list(_by_preference((photos[photo] for photo in copies), copies, photos))
    pairs = set()
    for component in _components(ordered, copies):
        if len(component) <= _ASKED_IN_FULL:
            pairs |= {(min(pair), max(pair)) for pair in combinations(component, 2)} - asked
            continue
        free = list(component)
        while len(free) > 1:
            keeper, *others = free
            unknown = {(min(keeper, other), max(keeper, other)) for other in others} - asked
            if unknown:
                pairs |= unknown
                break
            free = [other for other in others if other not in copies[keeper]]
    return sorted(pairs)


def group(
    photos: Mapping[int, Photo],
    relations: Iterable[Relation],
    neighbours: Mapping[tuple[int, int], int],
    *,
    kinds: Collection[Kind] = COPIES,
    radius: int | None = None,
) -> list[Group]:
    """Puts photos into groups of copies.

    Photos are taken in the order of :data:`RULES`, best first; each one not yet in a group becomes a keeper and takes
    every photo left that is a verified copy of it. The result does not depend on the order of anything given.

    Args:
        photos: by id; those without a file are left out.
        relations: verified pairs.
        neighbours: Hamming distances by (a, b) with a < b.
        kinds: the relations that make a group.
        radius: leaves out copies whose codes are farther than this from the keeper's; the keeper does not depend on it.

    Returns:
        groups of two or more files, ordered by the keeper's path.
    """
    relations = list(relations)
    known = _copies(photos, relations, COPIES)
    near = [found for found in relations if radius is None or neighbours.get((found.a, found.b), 0) <= radius]
    wanted = _copies(photos, near, kinds)
    concerned = (photo for photo in photos.values() if photo.id in wanted or len(photo.files) > 1)
    candidates = _by_preference(concerned, known, photos)
    taken: set[int] = set()
    groups = []
    for keeper in candidates:
        if keeper in taken:
            continue
        others = sorted(wanted.get(keeper, {}).keys() - taken, key=lambda other: _first_path(photos[other]))
        taken.update((keeper, *others))
        files = sum(len(photos[photo].files) for photo in (keeper, *others))
        if others or (files > 1 and Kind.IDENTICAL in kinds):
            groups.append(_group(candidates, keeper, others, wanted.get(keeper, {}), neighbours))
    return sorted(groups, key=lambda made: os.fsencode(made.keeper.path))


def ranks(
    photos: Mapping[int, Photo], relations: Iterable[Relation], names: Collection[str]
) -> dict[int, dict[str, Any]]:
    """How photos rank by some of :data:`RULES`: by id, then by the rule's name; the least is kept.

    Args:
        photos: by id.
        relations: verified pairs of them.
        names: of the rules wanted.
    """
    known = _copies(photos, relations, COPIES)
    chosen = [rule for rule in RULES if rule.name in names]
    return {
        number: {rule.name: rule.rank(candidate) for rule in chosen}
        for number, photo in photos.items()
        for candidate in [_candidate(photo, photos, known)]
    }


def _copies(photos: Mapping[int, Photo], relations: Iterable[Relation], kinds: Collection[Kind]) -> _Copies:
    """The relations of the wanted kinds between photos at hand, by either photo."""
    copies: dict[int, dict[int, Relation]] = {}
    for relation in relations:
        ends = relation.a, relation.b
        if relation.kind in kinds and all(end in photos and photos[end].files for end in ends):
            copies.setdefault(relation.a, {})[relation.b] = relation
            copies.setdefault(relation.b, {})[relation.a] = relation
    return copies


def _by_preference(chosen: Iterable[Photo], copies: _Copies, photos: Mapping[int, Photo]) -> dict[int, _Candidate]:
    """The chosen photos by id, those to keep first."""
    candidates = sorted((_candidate(photo, photos, copies) for photo in chosen), key=_preference)
    return {candidate.photo.id: candidate for candidate in candidates}


def _preference(candidate: _Candidate) -> tuple[Any, ...]:
    return tuple(rule.rank(candidate) for rule in RULES)


def _candidate(photo: Photo, photos: Mapping[int, Photo], copies: _Copies) -> _Candidate:
    related = copies.get(photo.id, {})
    altered = any(_made_from(photo, relation) for relation in related.values())
    lossless = photo.format.upper() in _LOSSLESS
    resaved = lossless and any(
        relation.kind == Kind.SAME_PIXELS and photos[other].format.upper() not in _LOSSLESS | RAW_FORMATS
        for other, relation in related.items()
    )
    alike = sum(relation.kind in SAFE_COPIES for relation in related.values())
    return _Candidate(photo, altered, resaved, alike)


def _made_from(photo: Photo, relation: Relation) -> bool:
    """Whether a relation says that this photo is the altered one and that the other shows the same detail."""
    second = relation.b == photo.id
    if relation.evidence.get("altered", 0.0) != (1.0 if second else -1.0):
        return False
    scale = relation.evidence.get("scale", 1.0)
    return (scale if second else 1 / max(scale, 1e-9)) > _AS_FINE


def _components(ordered: list[int], copies: _Copies) -> Iterator[list[int]]:
    """Photos joined by chains of copies, each component in the order given."""
    place = {photo: number for number, photo in enumerate(ordered)}
    seen: set[int] = set()
    for start in ordered:
        if start in seen:
            continue
        component, frontier = {start}, [start]
        while frontier:
            fresh = copies[frontier.pop()].keys() - component
            component |= fresh
            frontier.extend(fresh)
        seen |= component
        yield sorted(component, key=place.__getitem__)


def _group(
    candidates: Mapping[int, _Candidate],
    keeper: int,
    others: list[int],
    relations: Mapping[int, Relation],
    neighbours: Mapping[tuple[int, int], int],
) -> Group:
    kept = candidates[keeper].photo
    first, *twins = _files(kept)
    reason = _keeper_reason(kept, others, candidates)
    members = [Member(kept, first.path, keeper=True, kind=None, distance=None, score=None, reason=reason)]
    members += [_twin(kept, file) for file in twins]
    for other in others:
        photo, relation = candidates[other].photo, relations[other]
        distance = neighbours.get((min(keeper, other), max(keeper, other)))
        reason = difference(relation, kept, photo)
        members += [
            Member(
                photo,
                file.path,
                keeper=False,
                kind=relation.kind,
                distance=distance,
                score=relation.score,
                reason=reason,
            )
            for file in _files(photo)
        ]
    return Group(keeper, tuple(members))


def _twin(photo: Photo, file: PhotoFile) -> Member:
    return Member(photo, file.path, keeper=False, kind=Kind.IDENTICAL, distance=0, score=1.0, reason="the same bytes")


def _files(photo: Photo) -> list[PhotoFile]:
    """The files of a photo, the one to keep first: the oldest, then the plainest name."""
    return sorted(photo.files, key=lambda file: (file.mtime_ns, _plain(file)))


def _first_path(photo: Photo) -> bytes:
    return os.fsencode(_files(photo)[0].path)


def _keeper_reason(keeper: Photo, others: list[int], candidates: Mapping[int, _Candidate]) -> str:
    """The first rule by which the keeper beats the best of the others, in words."""
    if not others:
        first, second, *_ = _files(keeper)
        older = first.mtime_ns < second.mtime_ns
        return "is the oldest of identical files" if older else "has the plainest name of identical files"
    kept, best = candidates[keeper.id], min((candidates[other] for other in others), key=_preference)
    rule = next((rule for rule in RULES if rule.rank(kept) != rule.rank(best)), RULES[-1])
    return rule.reason(kept.photo, best.photo)


def _dimensions(photo: Photo) -> str:
    return f"{photo.width} × {photo.height}"


def difference(relation: Relation, keeper: Photo, photo: Photo) -> str:
    """How a copy differs from its keeper, as a short clause, e.g. "cropped to 61 % of the picture"."""
    evidence = relation.evidence
    forward = relation.b == photo.id
    size = "" if _dimensions(photo) == _dimensions(keeper) else f"{_dimensions(photo)} instead of {_dimensions(keeper)}"
    match relation.kind:
        case Kind.SAME_PIXELS:
            return "the same pixels in another file"
        case Kind.RE_ENCODED:
            return "the same picture saved again"
        case Kind.RESIZED:
            squashed = abs(evidence.get("stretch", 1.0) - 1) > 0.015
            return f"{size}, proportions changed" if squashed else size
        case Kind.CROPPED:
            return _cropped(evidence, keeper_first=forward)
        case Kind.ROTATED:
            angle = evidence.get("angle", 0.0) * (1 if forward else -1)
            return (
                f"turned by {abs(angle):.{0 if abs(angle) > 10 else 1}f}° {'clockwise' if angle > 0 else 'to the left'}"
            )
        case Kind.MIRRORED:
            return "mirrored"
        case Kind.EDITED:
            return _edited(evidence, keeper_first=forward)
        case _:
            return size or "the same size"


def _cropped(evidence: Mapping[str, float], *, keeper_first: bool) -> str:
    of_keeper = evidence.get("area_kept_of_a" if keeper_first else "area_kept_of_b", 1.0)
    of_copy = evidence.get("area_kept_of_b" if keeper_first else "area_kept_of_a", 1.0)
    if of_copy < of_keeper:
        return f"shows more; the keeper is {of_copy:.0%} of it".replace("%", " %")
    return f"cropped to {of_keeper:.0%} of the picture".replace("%", " %")


def _edited(evidence: Mapping[str, float], *, keeper_first: bool) -> str:
    altered = evidence.get("altered", 0.0) * (1 if keeper_first else -1)
    if evidence.get("border", 0.0) > 0:
        return "has a border" if altered > 0 else "lacks the border of the keeper"
    if evidence.get("overlay", 0.0) > 0:
        return "has a caption or sticker" if altered > 0 else "lacks the caption or sticker of the keeper"
    if evidence.get("blur", 0.0) > _BLURRED:
        return "is less sharp" if altered > 0 else "is sharper"
    return "brightness or colours changed"
