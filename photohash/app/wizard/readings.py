"""What the wizard asks the library; each runs off the main thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from photohash.app.wizard.check import photos_of
from photohash.app.wizard.choose_albums import PREVIEWS
from photohash.library.albums.album import Album
from photohash.library.albums.check import AlbumFinding, check_albums
from photohash.library.browse import Browser
from photohash.library.photo import Photo
from photohash.training.album_report import AlbumReport


@dataclass(frozen=True, slots=True)
class AlbumsAtHand:
    """The albums there are.

    Attributes:
        albums: all of them, by name.
        previews: some photos of each.
    """

    albums: tuple[Album, ...]
    previews: Mapping[int, Sequence[Photo]]


@dataclass(frozen=True, slots=True)
class AlbumsChecked:
    """What stands against learning some albums.

    Attributes:
        findings: all of it.
        photos: those to be shown, by number.
    """

    findings: tuple[AlbumFinding, ...]
    photos: Mapping[int, Photo]


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The photos that a report tells of, by digest in hexadecimal.

    Attributes:
        photos: those that the library knows.
        albums: those of the albums learnt that each is in.
    """

    photos: Mapping[str, Photo]
    albums: Mapping[str, frozenset[int]]


def albums_at_hand(browser: Browser) -> AlbumsAtHand:
    """The albums, with some photos of each."""
    albums = browser.albums()
    firsts = {album.id: browser.album_photos(album.id)[:PREVIEWS] for album in albums}
    return AlbumsAtHand(albums, {album: browser.photos(photos) for album, photos in firsts.items()})


def albums_checked(albums: tuple[int, ...], browser: Browser) -> AlbumsChecked:
    """What stands against learning some albums, with the photos it is about."""
    findings = check_albums(browser, albums)
    return AlbumsChecked(findings, {photo.id: photo for photo in browser.photos(photos_of(findings))})


def outcome_of(report: AlbumReport, learnt: frozenset[int], browser: Browser) -> RunOutcome:
    """The photos of a report's strips, and which of the albums learnt each is in.

    Args:
        report: of a run.
        learnt: the albums; none where all were.
        browser: of the library.
    """
    digests = {digest for strip in report.strips for digest in (strip.query, *strip.before, *strip.after)}
    known = browser.photos_with(bytes.fromhex(digest) for digest in digests)
    inside = browser.albums_of([photo.id for photo in known.values()])
    albums = {digest: frozenset(inside.get(photo.id, ())) for digest, photo in known.items()}
    return RunOutcome(
        {digest.hex(): photo for digest, photo in known.items()},
        {digest.hex(): (found & learnt if learnt else found) for digest, found in albums.items()},
    )
