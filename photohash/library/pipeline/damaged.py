"""Files that could not be read -> the photo that each is a damaged copy of, where that is here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from photohash.core.errors import PhotoError
from photohash.core.task import Task
from photohash.library.decode import coded_picture_of
from photohash.library.photo import Photo
from photohash.library.relate import is_cut_from
from photohash.library.store import Catalogue


def trace_damaged(catalogue: Catalogue, task: Task) -> None:
    """Finds, for each file that could not be read, a photo that begins with the same bytes, and records it."""
    found = {}
    for path, opening in catalogue.failures().without_origin():
        task.check()
        whole = _origin(path, catalogue.photos_of_opening(opening))
        if whole is not None:
            found[path] = whole.digest
    if found:
        with catalogue.transaction():
            for path, digest in found.items():
                catalogue.failures().put_origin(path, digest)


def _origin(path: Path, photos: Iterable[Photo]) -> Photo | None:
    try:
        part = coded_picture_of(path)
    except PhotoError:
        return None
    for photo in photos:
        try:
            if is_cut_from(part, coded_picture_of(photo.files[0].path)):
                return photo
        except PhotoError:
            continue
    return None
