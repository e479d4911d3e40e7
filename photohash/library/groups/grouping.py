"""Groups as stars around their keepers, and the pairs that have to be known for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, combinations
from typing import Any

from photohash.core.paths import shown
from photohash.library.groups.descent import holds_the_save_of, is_altered, is_damaged, is_turned_from, shows_no_more
from photohash.library.groups.difference import advantage, difference, is_backwards
from photohash.library.groups.dominance import MORE_PIXELS, Comparisons
from photohash.library.groups.ranking import CRITERIA, RankedPhoto, by_preference, in_copies_folder, in_order, plain
from photohash.library.photo import COPIES, SAFE_COPIES, Group, Kind, Member, Photo, PhotoFile, Relation

_ASKED_IN_FULL = 8
"""Chains of at most so many photos are related pair by pair: 28 pairs, a second's work."""

Copies = Mapping[int, Mapping[int, Relation]]
"""Verified pairs of copies, by either photo, then by the other."""


def pairs_to_verify(photos: Mapping[int, Photo], relations: Iterable[Relation]) -> list[tuple[int, int]]:
    """The pairs never related whose answer would decide a group.

    Of a few photos joined by chains of copies every pair is asked, so that it does not matter in which order they came.
    In a longer chain the prospective keeper is asked about every photo it has not been related to. Only when all these
    answers are known is the next keeper of the same chain asked, so ask again until nothing is left.

    Returns:
        pairs of photo ids, the lesser first, sorted.
    """
    known = list(relations)
    copies = related(photos, known, COPIES)
    asked = {(relation.a, relation.b) for relation in known}
    ordered = list(_by_preference((photos[photo] for photo in copies), copies, photos, Comparisons()))
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
    far: Collection[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
) -> list[Group]:
    """Puts photos into groups of copies.

    Photos are taken in the order of :data:`CRITERIA`, best first; each one not yet in a group becomes a keeper and
    takes every photo left that is a verified copy of it. The result does not depend on the order of anything given.

    Args:
        photos: by id; those without a file are left out.
        relations: verified pairs.
        neighbours: Hamming distances by (a, b) with a < b.
        kinds: the relations that make a group.
        far: pairs (a, b), a < b, that are left out, except damaged copies, because their codes are too far apart.
            They have their say in how photos rank, but one that is left with no copy is nobody's keeper.
        apart: pairs (a, b), a < b, that the user wants both of; no two of a group are such a pair.

    Returns:
        groups of two or more files, ordered by the keeper's path.
    """
    relations = list(relations)
    # A damaged copy is found by how the file begins, however far its code is.
    near = [found for found in relations if found.kind is Kind.DAMAGED or (found.a, found.b) not in far]
    wanted = related(photos, near, kinds)
    every = related(photos, relations, {*COPIES, *kinds})
    compared = Comparisons()
    candidates = _candidates(photos, wanted, relations, compared)
    doubled = (photo.id for photo in photos.values() if photo.id not in wanted and len(photo.files) > 1)
    groups = []
    for keeper, others in _stars(photos, chain(candidates, doubled), wanted, apart):
        if others or (len(photos[keeper].files) > 1 and Kind.IDENTICAL in kinds):
            files = files_in_order(photos[keeper])
            reason = _keeper_reason(files, photos[keeper], others, candidates, every, compared)
            members = arranged(photos, files, keeper, others, every, neighbours, reason=reason, compared=compared)
            groups.append(Group(keeper, tuple(members)))
    return sorted(groups, key=lambda made: os.fsencode(made.keeper.path))


def keepers(
    photos: Mapping[int, Photo],
    relations: Iterable[Relation],
    kinds: Collection[Kind],
    apart: Collection[tuple[int, int]] = (),
) -> dict[int, list[int]]:
    """The photos that :func:`group` would keep, each with its copies, and nothing more: files are not looked at.

    Args:
        photos: as there.
        relations: as there.
        kinds: as there.
        apart: as there.

    Returns:
        by id, in no particular order; photos without a copy are left out.
    """
    relations = list(relations)
    wanted = related(photos, relations, kinds)
    stars = _stars(photos, _candidates(photos, wanted, relations, Comparisons()), wanted, apart)
    return {keeper: others for keeper, others in stars if others}


def _candidates(
    photos: Mapping[int, Photo], wanted: Copies, relations: Iterable[Relation], compared: Comparisons
) -> dict[int, RankedPhoto]:
    """The photos that may be kept or go, those to keep first. All copies have a say in that."""
    chosen = (photo for photo in photos.values() if photo.id in wanted)
    return _by_preference(chosen, related(photos, relations, COPIES), photos, compared)


def _stars(
    photos: Mapping[int, Photo], candidates: Iterable[int], wanted: Copies, apart: Collection[tuple[int, int]]
) -> Iterator[tuple[int, list[int]]]:
    """Each candidate that no better one has taken, with the copies that it takes, by path."""
    candidates = list(candidates)
    place = {photo: number for number, photo in enumerate(candidates)}
    taken: set[int] = set()
    for keeper in candidates:
        if keeper in taken:
            continue
        others = list(wanted.get(keeper, {}).keys() - taken)
        if len(others) > 1:
            others = _wanted_once(sorted(others, key=place.__getitem__), apart)
            others.sort(key=lambda other: _first_path(photos[other]))
        taken.update((keeper, *others))
        yield keeper, others


def arranged(
    photos: Mapping[int, Photo],
    files: Sequence[PhotoFile],
    keeper: int,
    others: Iterable[int],
    relations: Copies,
    neighbours: Mapping[tuple[int, int], int],
    *,
    reason: str = "",
    compared: Comparisons | None = None,
) -> list[Member]:
    """The members of a group around the file to keep, which comes first.

    Every other photo is put beside one that stays and holds all that it does: the keeper, or else another that the
    keeper does not hold all of. Where there is none it stays itself, and of its identical files the first.

    Args:
        photos: by id.
        files: those of the keeper, the one to keep first.
        keeper: the photo in them.
        others: verified copies of it, in the order in which they are told.
        relations: verified pairs of copies, by either photo.
        neighbours: Hamming distances by (a, b) with a < b.
        reason: why the file is kept.
        compared: what is known of what they hold.
    """
    compared = compared or Comparisons()
    kept = files[0]
    first = Member(photos[keeper], kept.path, keeper=True, kind=None, distance=None, score=None, reason=reason)
    members = [first, *(_twin(photos[keeper], file, kept) for file in files[1:])]
    others = list(others)
    staying = [first]
    found: dict[int, list[Member]] = {}
    for other in _fullest_first(others, relations, photos, compared):
        beside = next((one for one in staying if _goes(one.photo, photos[other], relations, compared)), first)
        relation = relations[beside.photo.id][other]
        lacking = compared.beyond(photos[other], beside.photo, relation)
        found[other] = _copies_of(beside, photos[other], relation, lacking, neighbours)
        if not found[other][0].is_safe:
            staying.append(found[other][0])
    return [*members, *(member for other in others for member in found[other])]


def _fullest_first(
    others: Iterable[int], relations: Copies, photos: Mapping[int, Photo], compared: Comparisons
) -> list[int]:
    """Photos, each behind those that hold all that it does; of two that hold as much, the one to keep first."""
    others = list(others)
    if len(others) < 2:
        return others
    others = list(_by_preference((photos[other] for other in others), relations, photos, compared))
    beaten = {
        other: sum(_goes(photos[one], photos[other], relations, compared) for one in others if one != other)
        for other in others
    }
    return sorted(others, key=lambda other: beaten[other])


def _goes(keeper: Photo, photo: Photo, relations: Copies, compared: Comparisons) -> bool:
    """Whether a photo may go for another one."""
    relation = relations.get(keeper.id, {}).get(photo.id)
    return relation is not None and compared.dominates(keeper, photo, relation)


def _copies_of(
    beside: Member,
    photo: Photo,
    relation: Relation,
    lacking: tuple[str, ...],
    neighbours: Mapping[tuple[int, int], int],
) -> list[Member]:
    """The files of a photo beside the one they are copies of, which lacks some of what they hold."""
    first, *twins = files_in_order(photo)
    words = difference(relation, beside.photo, photo)
    if lacking and relation.kind in SAFE_COPIES:
        words = f"{words}; {advantage(lacking, shown(beside.path.name))}"
    copy = Member(
        photo,
        first.path,
        keeper=False,
        kind=relation.kind,
        distance=neighbours.get((relation.a, relation.b)),
        score=relation.score,
        reason=words,
        of=beside.path,
        beyond=lacking,
        backwards=is_backwards(relation, beside.photo, photo),
    )
    if copy.is_safe:
        return [copy, *(replace(copy, path=twin.path) for twin in twins)]
    return [copy, *(_twin(photo, twin, first) for twin in twins)]


def _wanted_once(copies: Iterable[int], apart: Collection[tuple[int, int]]) -> list[int]:
    """Copies of a keeper, without each that the user wants beside one that comes before it."""
    chosen: list[int] = []
    for copy in copies:
        if not apart or all((min(copy, other), max(copy, other)) not in apart for other in chosen):
            chosen.append(copy)
    return chosen


def ranks(
    photos: Mapping[int, Photo], relations: Iterable[Relation], names: Collection[str]
) -> dict[int, dict[str, Any]]:
    """How photos rank by some of :data:`CRITERIA`: by id, then by the rule's name; the least is kept.

    Args:
        photos: by id.
        relations: verified pairs of them.
        names: of the rules wanted.
    """
    candidates = _by_preference(photos.values(), related(photos, relations, COPIES), photos, Comparisons())
    chosen = [rule for rule in CRITERIA if rule.name in names]
    return {number: {rule.name: rule.rank(candidates[number]) for rule in chosen} for number in photos}


def related(photos: Mapping[int, Photo], relations: Iterable[Relation], kinds: Collection[Kind]) -> Copies:
    """The relations of the wanted kinds between photos at hand, by either photo."""
    copies: dict[int, dict[int, Relation]] = {}
    for relation in relations:
        ends = relation.a, relation.b
        if relation.kind in kinds and all(end in photos and photos[end].files for end in ends):
            copies.setdefault(relation.a, {})[relation.b] = relation
            copies.setdefault(relation.b, {})[relation.a] = relation
    return copies


def _by_preference(
    chosen: Iterable[Photo], copies: Copies, photos: Mapping[int, Photo], compared: Comparisons
) -> dict[int, RankedPhoto]:
    """The chosen photos by id, those to keep first."""
    chosen = list(chosen)
    alike = _alike((photo.id for photo in chosen), copies)

    @cache
    def altered(number: int) -> bool:  # asked of few: every group asks about its own photos
        return any(is_altered(photos[number], relation) for relation in copies.get(number, {}).values())

    candidates = [_candidate(photo, photos, copies, alike[photo.id], altered, compared) for photo in chosen]
    return {candidate.photo.id: candidate for candidate in by_preference(candidates)}


def _alike(chosen: Iterable[int], copies: Copies) -> dict[int, int]:
    """How many photos are joined with each of the chosen ones by chains of safe copies, itself among them.

    Chains, since two photos may be known not to be copies, as the halves of a pair, though a third is a copy of both.
    """
    found: dict[int, int] = {}
    for photo in chosen:
        if photo not in found:
            joined = _chain(photo, copies)
            found |= dict.fromkeys(joined, len(joined))
    return found


def _chain(photo: int, copies: Copies) -> set[int]:
    """A photo and all that chains of safe copies join with it."""
    found, frontier = {photo}, [photo]
    while frontier:
        related = copies.get(frontier.pop(), {})
        fresh = {other for other, one in related.items() if one.kind in SAFE_COPIES} - found
        found |= fresh
        frontier.extend(fresh)
    return found


def _candidate(
    photo: Photo,
    photos: Mapping[int, Photo],
    copies: Copies,
    alike: int,
    altered: Callable[[int], bool],
    compared: Comparisons,
) -> RankedPhoto:
    damaged = resaved = enlarged = False
    fuller, unturned = set(), set()
    for number, relation in copies.get(photo.id, {}).items():
        other = photos[number]
        damaged = damaged or is_damaged(photo, relation)
        resaved = resaved or (relation.kind == Kind.SAME_PIXELS and holds_the_save_of(photo, other))
        enlarged = enlarged or shows_no_more(photo, other, relation)
        if compared.dominates(other, photo, relation) and not compared.dominates(photo, other, relation):
            fuller.add(number)
        if is_turned_from(photo, other, relation):
            unturned.add(number)
    # What was made from an altered picture shows it altered too, though nothing may say so of the two by themselves.
    is_altered_too = any(altered(one) for one in {photo.id} | fuller | unturned)
    return RankedPhoto(photo, is_altered_too, resaved, alike, damaged, bool(fuller), enlarged, bool(unturned))


def _components(ordered: list[int], copies: Copies) -> Iterator[list[int]]:
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


def _twin(photo: Photo, file: PhotoFile, of: PhotoFile) -> Member:
    return Member(
        photo, file.path, keeper=False, kind=Kind.IDENTICAL, distance=0, score=1.0, reason="the same bytes", of=of.path
    )


def files_in_order(photo: Photo) -> list[PhotoFile]:
    """The files of a photo, the one to keep first."""
    return in_order(photo.files, [rank for rank, _ in _FILE_RULES])


_FILE_RULES: tuple[tuple[Callable[[PhotoFile], Any], str], ...] = (
    (in_copies_folder, "is not among backups, downloads or exports"),
    (lambda file: file.mtime_ns, "is the oldest of identical files"),
    (plain, "has the simplest name of identical files"),
    (lambda file: os.fsencode(file.path), "comes first by its folder; otherwise the files are identical"),
)
"""Which of identical files is kept, and what is said of it."""


def _first_path(photo: Photo) -> bytes:
    return os.fsencode(files_in_order(photo)[0].path)


def _keeper_reason(
    files: Sequence[PhotoFile],
    keeper: Photo,
    others: list[int],
    candidates: Mapping[int, RankedPhoto],
    copies: Copies,
    compared: Comparisons,
) -> str:
    """The first rule by which the keeper beats the best of the others, in words."""
    if not others:
        first, second, *_ = files
        return next(reason for rank, reason in _FILE_RULES if rank(first) != rank(second))
    kept, best = candidates[keeper.id], by_preference([candidates[other] for other in others])[0]
    relation = copies[keeper.id][best.photo.id]
    own = [words for words in compared.beyond(keeper, best.photo, relation) if words != MORE_PIXELS]
    if own and compared.dominates(keeper, best.photo, relation):
        return advantage(own, shown(files_in_order(best.photo)[0].path.name))
    told = (rule for rule in CRITERIA if rule.name != "fullest" and rule.rank(kept) != rule.rank(best))
    rule = next(told, CRITERIA[-1])
    return rule.reason(kept.photo, best.photo)
