"""The photos of albums as training takes them: files, labels, and what must not be parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.library.actions import DecisionVerdict
from photohash.library.albums.copy_groups import NEAR_COPIES, hanging_together
from photohash.library.browse import Browser
from photohash.library.photo import Photo


@dataclass(frozen=True, slots=True)
class LibraryAlbums:
    """The photos of albums that have a file at hand, each once.

    Attributes:
        names: of the albums.
        paths: one file of each photo.
        labels: the place of its album in ``names``, int64 [n].
        digests: its content.
        together: int64 [n]; photos of the same number are copies or near-copies of each other, and stay on one side of
            every split.
        different: places of two photos that the user said are no copies of each other, int64 [m, 2].
    """

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    labels: NDArray[np.int64]
    digests: tuple[bytes, ...]
    together: NDArray[np.int64]
    different: NDArray[np.int64]


def library_albums(browser: Browser, albums: Sequence[int]) -> LibraryAlbums:
    """The photos of some albums. A photo in several of them is left out: it has no label of its own.

    Args:
        browser: of the library.
        albums: their numbers; unknown ones are left out.
    """
    known = {album.id: album.name for album in browser.albums()}
    chosen = [album for album in dict.fromkeys(albums) if album in known]
    label_of: dict[int, int] = {}
    twice: set[int] = set()
    for label, album in enumerate(chosen):
        for photo in browser.album_photos(album):
            if label_of.setdefault(photo, label) != label:
                twice.add(photo)
    photos = [photo for photo in browser.photos(label_of) if photo.files and photo.id not in twice]
    by_digest = {photo.digest: place for place, photo in enumerate(photos)}
    said = [
        (by_digest[one.a], by_digest[one.b])
        for one in browser.decisions()
        if one.verdict is DecisionVerdict.NOT_DUPLICATES and one.a in by_digest and one.b in by_digest
    ]
    return LibraryAlbums(
        tuple(known[album] for album in chosen),
        tuple(_at_hand(photo) for photo in photos),
        np.array([label_of[photo.id] for photo in photos], dtype=np.int64),
        tuple(photo.digest for photo in photos),
        hanging_together(np.array([photo.id for photo in photos], dtype=np.int64), browser.related(NEAR_COPIES)),
        np.array(said, dtype=np.int64).reshape(-1, 2),
    )


def _at_hand(photo: Photo) -> Path:
    """A file of a photo that is there, if any is."""
    paths = [file.path for file in photo.files]
    return next((path for path in paths if path.is_file()), paths[0])
