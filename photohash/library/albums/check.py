"""What stands against training on some albums, or makes its figure worth less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from photohash.core.translation import plural, tr
from photohash.library.browse import Browser

FEWEST_PHOTOS = 8
"""Photos with a file at hand that an album must have to be learnt from."""

FEWEST_ALBUMS = 2


class AlbumProblem(StrEnum):
    """What may be wrong with albums."""

    TOO_FEW_ALBUMS = "too-few-albums"
    TOO_FEW = "too-few"
    OVERLAP = "overlap"
    NEAR_COPIES = "near-copies"
    MISLABELLED = "mislabelled"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class AlbumFinding:
    """One thing that is wrong with albums.

    Attributes:
        problem: what it is.
        albums: the albums it is about.
        photos: the photos it is about, by number.
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


def check_albums(browser: Browser, albums: Sequence[int]) -> tuple[AlbumFinding, ...]:
    """Looks for what stands against training on some albums, the most serious first."""
    known = {album.id: album for album in browser.albums()}
    chosen = [known[album] for album in dict.fromkeys(albums) if album in known]
    found = []
    if len(chosen) < FEWEST_ALBUMS:
        found.append(AlbumFinding(AlbumProblem.TOO_FEW_ALBUMS, tuple(one.id for one in chosen), (), stops=True))
    found += [
        AlbumFinding(AlbumProblem.TOO_FEW, (one.id,), browser.album_photos(one.id), stops=True, names=(one.name,))
        for one in chosen
        if one.present < FEWEST_PHOTOS
    ]
    photos = {one.id: browser.album_photos(one.id) for one in chosen}
    for a, b in combinations(chosen, 2):
        inside = set(photos[b.id])
        if both := tuple(photo for photo in photos[a.id] if photo in inside):
            pair = (a.id, b.id)
            found.append(AlbumFinding(AlbumProblem.OVERLAP, pair, both, stops=False, names=(a.name, b.name)))
    return tuple(found)


def _too_few_albums(_finding: AlbumFinding) -> str:
    return tr("Choose at least two albums: photohash learns what sets them apart.")


def _too_few(finding: AlbumFinding) -> str:
    return tr("{album} has too few photos at hand: at least {n} are needed.").format(
        album=finding.names[0], n=FEWEST_PHOTOS
    )


def _overlap(finding: AlbumFinding) -> str:
    n = len(finding.photos)
    return plural("{n} photo is both in {a} and in {b}.", "{n} photos are both in {a} and in {b}.", n).format(
        n=n, a=finding.names[0], b=finding.names[1]
    )


_SENTENCES = {
    AlbumProblem.TOO_FEW_ALBUMS: _too_few_albums,
    AlbumProblem.TOO_FEW: _too_few,
    AlbumProblem.OVERLAP: _overlap,
}
