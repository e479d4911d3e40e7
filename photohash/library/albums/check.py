"""What stands against training on some albums, or makes its figure worth less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from photohash.core.translation import plural, tr
from photohash.library.albums.album import Album
from photohash.library.albums.copy_groups import NEAR_COPIES, hanging_together
from photohash.library.albums.likeness import as_score, likeness_space
from photohash.library.browse import Browser
from photohash.library.photo import Photo

FEWEST_PHOTOS = 8
"""Photos that an album must have to be learnt from; copies and near-copies count once."""

FEWEST_ALBUMS = 2

_STRANGE, _AT_HOME = 0.3, 0.5
"""A photo is taken for mislabelled where its own album scores it below the one, and another above the other.
With one wrong photo in each of 23 albums of 6 to 23 this finds 15, and takes one of 420 others for wrong."""


class AlbumProblem(StrEnum):
    """What may be wrong with albums, the most serious first."""

    TOO_FEW_ALBUMS = "too-few-albums"
    TOO_FEW = "too-few"
    UNREADABLE = "unreadable"
    OVERLAP = "overlap"
    NEAR_COPIES = "near-copies"
    MISLABELLED = "mislabelled"


@dataclass(frozen=True, slots=True)
class AlbumFinding:
    """One thing that is wrong with albums.

    Attributes:
        problem: what it is.
        albums: the albums it is about. Of mislabelled photos the one they are in, then the one they are more like.
        photos: the photos it is about, by number. Of albums of too few those that count.
        stops: whether training cannot begin.
        names: the names of these albums.
    """

    problem: AlbumProblem
    albums: tuple[int, ...]
    photos: tuple[int, ...]
    stops: bool
    names: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What is wrong and what to do, in the person's language."""
        return _SENTENCES[self.problem](self)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The albums that are looked at.

    Attributes:
        albums: which.
        inside: the photos of each, by number.
        photos: what is known of these.
    """

    albums: tuple[Album, ...]
    inside: Mapping[int, tuple[int, ...]]
    photos: Mapping[int, Photo]

    def finding(
        self, problem: AlbumProblem, albums: Sequence[Album], photos: Sequence[int], *, stops: bool = False
    ) -> AlbumFinding:
        """A finding on some of the albums."""
        return AlbumFinding(
            problem, tuple(one.id for one in albums), tuple(photos), stops, tuple(one.name for one in albums)
        )


def check_albums(browser: Browser, albums: Sequence[int]) -> tuple[AlbumFinding, ...]:
    """Looks for what stands against training on some albums.

    Args:
        browser: of the library.
        albums: their numbers; unknown ones are left out.

    Returns:
        what was found, the most serious first. Where nothing ``stops``, training can begin.
    """
    known = {album.id: album for album in browser.albums()}
    chosen = tuple(known[album] for album in dict.fromkeys(albums) if album in known)
    inside = {one.id: browser.album_photos(one.id) for one in chosen}
    everything = sorted({photo for photos in inside.values() for photo in photos})
    read = _Chosen(chosen, inside, {photo.id: photo for photo in browser.photos(everything)})
    numbers = hanging_together(np.array(everything, dtype=np.int64), browser.related(NEAR_COPIES))
    group_of = dict(zip(everything, numbers.tolist(), strict=True))
    unreadable = {photo for photo in everything if not any(file.path.is_file() for file in read.photos[photo].files)}
    found = [] if len(chosen) >= FEWEST_ALBUMS else [read.finding(AlbumProblem.TOO_FEW_ALBUMS, chosen, (), stops=True)]
    found += _too_few(read, group_of, unreadable)
    found += _unreadable(read, unreadable)
    found += _overlaps(read)
    found += _near_copies(read, group_of)
    found += _mislabelled(read, browser)
    return tuple(found)


def _too_few(read: _Chosen, group_of: Mapping[int, int], unreadable: set[int]) -> Iterator[AlbumFinding]:
    in_several = _in_several(read)
    for album in read.albums:
        of_use = [photo for photo in read.inside[album.id] if photo not in unreadable and photo not in in_several]
        one_of_each = tuple({group_of[photo]: photo for photo in reversed(of_use)}.values())
        if len(one_of_each) < FEWEST_PHOTOS:
            yield read.finding(AlbumProblem.TOO_FEW, [album], one_of_each, stops=True)


def _unreadable(read: _Chosen, unreadable: set[int]) -> Iterator[AlbumFinding]:
    for album in read.albums:
        if photos := [photo for photo in read.inside[album.id] if photo in unreadable]:
            yield read.finding(AlbumProblem.UNREADABLE, [album], photos)


def _overlaps(read: _Chosen) -> Iterator[AlbumFinding]:
    for a, b in combinations(read.albums, 2):
        there = set(read.inside[b.id])
        if both := [photo for photo in read.inside[a.id] if photo in there]:
            yield read.finding(AlbumProblem.OVERLAP, [a, b], both)


def _near_copies(read: _Chosen, group_of: Mapping[int, int]) -> Iterator[AlbumFinding]:
    """Photos of which another album has a near-copy, and not the photo itself."""
    in_several = _in_several(read)
    for a, b in combinations(read.albums, 2):
        own = {one.id: [photo for photo in read.inside[one.id] if photo not in in_several] for one in (a, b)}
        shared = {group_of[photo] for photo in own[a.id]} & {group_of[photo] for photo in own[b.id]}
        if photos := [photo for one in (a, b) for photo in own[one.id] if group_of[photo] in shared]:
            yield read.finding(AlbumProblem.NEAR_COPIES, [a, b], photos)


def _mislabelled(read: _Chosen, browser: Browser) -> Iterator[AlbumFinding]:
    """Photos that their own album, without them, would not have suggested, and another one would."""
    space = likeness_space(browser)
    rows = [space.rows_of(read.inside[album.id]) for album in read.albums]
    with_codes = [place for place, those in enumerate(rows) if len(those) > 1]
    if len(with_codes) < FEWEST_ALBUMS:
        return
    members = [rows[place] for place in with_codes]
    directions = space.albums(members, [np.empty(0, dtype=np.int64)] * len(members))
    for place, those in enumerate(members):
        scores = as_score(directions.likeness(those))
        scores[:, place] = 0
        better = scores.argmax(axis=1)
        strange = (as_score(directions.own[place]) < _STRANGE) & (scores.max(axis=1) > _AT_HOME)
        found = defaultdict[int, list[int]](list)
        for photo, other in zip(space.photos[those[strange]].tolist(), better[strange].tolist(), strict=True):
            album = read.albums[with_codes[other]]
            if photo not in read.inside[album.id]:
                found[with_codes[other]].append(photo)
        for other, photos in found.items():
            yield read.finding(AlbumProblem.MISLABELLED, [read.albums[with_codes[place]], read.albums[other]], photos)


def _in_several(read: _Chosen) -> set[int]:
    times = defaultdict[int, int](int)
    for photos in read.inside.values():
        for photo in photos:
            times[photo] += 1
    return {photo for photo, count in times.items() if count > 1}


def _say_too_few_albums(_finding: AlbumFinding) -> str:
    return tr("Choose at least two albums: what is learnt is what sets them apart.")


def _say_too_few(finding: AlbumFinding) -> str:
    return tr(
        "{album} has too few photos to learn from: it takes {n} that are at hand, in no other of these albums, "
        "and no copies of one another. Add more."
    ).format(album=finding.names[0], n=FEWEST_PHOTOS)


def _say_unreadable(finding: AlbumFinding) -> str:
    return plural(
        "{n} photo of {album} is not at hand, and is not learnt from.",
        "{n} photos of {album} are not at hand, and are not learnt from.",
        len(finding.photos),
    ).format(n=len(finding.photos), album=finding.names[0])


def _say_overlap(finding: AlbumFinding) -> str:
    return plural(
        "{n} photo is both in {a} and in {b}, and is not learnt from. Take it out of one.",
        "{n} photos are both in {a} and in {b}, and are not learnt from. Take them out of one.",
        len(finding.photos),
    ).format(n=len(finding.photos), a=finding.names[0], b=finding.names[1])


def _say_near_copies(finding: AlbumFinding) -> str:
    return tr("{a} and {b} have copies of the same photos. They stay on one side when the model is tested.").format(
        a=finding.names[0], b=finding.names[1]
    )


def _say_mislabelled(finding: AlbumFinding) -> str:
    return plural(
        "{n} photo of {a} looks as if it belonged to {b}. See whether it is in the right album.",
        "{n} photos of {a} look as if they belonged to {b}. See whether they are in the right album.",
        len(finding.photos),
    ).format(n=len(finding.photos), a=finding.names[0], b=finding.names[1])


_SENTENCES: Mapping[AlbumProblem, Callable[[AlbumFinding], str]] = {
    AlbumProblem.TOO_FEW_ALBUMS: _say_too_few_albums,
    AlbumProblem.TOO_FEW: _say_too_few,
    AlbumProblem.UNREADABLE: _say_unreadable,
    AlbumProblem.OVERLAP: _say_overlap,
    AlbumProblem.NEAR_COPIES: _say_near_copies,
    AlbumProblem.MISLABELLED: _say_mislabelled,
}
