"""Photos decoded once, as images of one size, so that training never waits for a decoder.

The images are a file in the working folder that is mapped, not read: the system keeps in memory what it has room for
and gives it back when others need it. 12,000 images of 144 pixels are 0.75 GB. Where they would be more than
``LARGEST``, there is no file, and each photo is decoded whenever it is drawn.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import PhotoError, UsageError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Stage, Task
from photohash.hashing.squash import squash
from photohash.library.photo import Failure
from photohash.training.disk_room import array_in_file
from photohash.training.photo_sources import TrainingPhoto

log = logging.getLogger(__name__)

Pixels = NDArray[np.uint8]

_NOTE = "images.json"

LARGEST = 4_000_000_000
"""Bytes of images that are kept in a file at most."""


class ImageCache:
    """The images of some photos.

    Attributes:
        readable: places of the photos that could be read, in order.
        failures: the others, each with its reason.
    """

    def __init__(
        self,
        photos: Sequence[TrainingPhoto],
        side: int,
        readable: Sequence[int],
        failures: Sequence[Failure],
        kept: Pixels | None,
    ) -> None:
        self._photos, self._side, self._kept = photos, side, kept
        self.readable, self.failures = list(readable), list(failures)

    @classmethod
    def of(
        cls, photos: Sequence[TrainingPhoto], side: int, folder: Path, task: Task, *, largest: int = LARGEST
    ) -> ImageCache:
        """Decodes photos, or takes up the file of an earlier run on the same ones.

        Args:
            photos: all photos.
            side: of an image, in pixels.
            folder: where the file is kept.
            task: counts photos; cancelling it ends the work.
            largest: bytes from which on each photo is decoded when it is drawn.

        Raises:
            UsageError: the folder holds images of other photos, or damaged ones.
            Cancelled: the task was cancelled.
        """
        task.begin(Stage.ENCODING, len(photos))
        origin = _origin(photos, side)
        kept = len(photos) * side * side * 3 <= largest
        note, path = folder / _NOTE, folder / "images.npy"
        if kept and note.exists():
            found = _read(note, origin)
            pixels = _mapped(path, (len(photos), side, side, 3))
            return cls(photos, side, found["readable"], _failures(found["failures"]), pixels)
        readable, failures = _decode(photos, side, path if kept else None, task)
        images = np.load(path, mmap_mode="r") if kept else None
        if kept:
            listed = [[str(failure.path), failure.reason] for failure in failures]
            document = {"origin": origin, "readable": readable, "failures": listed}
            write_atomically(note, json.dumps(document).encode())
        return cls(photos, side, readable, failures, images)

    @staticmethod
    def forget(folder: Path) -> None:
        """Has the photos decoded anew the next time, those too that could not be read."""
        (folder / _NOTE).unlink(missing_ok=True)

    def take(self, indices: Sequence[int] | NDArray[np.integer]) -> Pixels:
        """The images at some places among all photos: uint8 [n, side, side, 3].

        Raises:
            PhotoError: a photo that is decoded only now can no longer be read.
        """
        if self._kept is not None:
            return np.ascontiguousarray(self._kept[np.asarray(indices, np.int64)])
        return np.stack([_image(self._photos[int(index)], self._side) for index in indices])


def _decode(
    photos: Sequence[TrainingPhoto], side: int, path: Path | None, task: Task
) -> tuple[list[int], list[Failure]]:
    """Tries every photo and fills the file, which gets its name when it is whole."""
    readable: list[int] = []
    failures: list[Failure] = []
    unfinished = path.with_suffix(".part") if path else None
    shape = (len(photos), side, side, 3)
    kept = array_in_file(unfinished, np.uint8, shape) if unfinished else None
    for place, photo in enumerate(photos):
        task.check()
        try:
            image = _image(photo, side)
        except PhotoError as error:
            failures.append(Failure(Path(photo.name), str(error)))
        else:
            readable.append(place)
            if kept is not None:
                kept[place] = image
        task.advance()
    if kept is not None and unfinished and path:
        kept.flush()
        unfinished.replace(path)
    log.info("%d photos decoded, %d could not be read", len(readable), len(failures))
    return readable, failures


def _mapped(path: Path, shape: tuple[int, ...]) -> Pixels:
    """The images of an earlier run.

    Raises:
        UsageError: they are damaged.
    """
    try:
        pixels: Pixels = np.load(path, mmap_mode="r")
        whole = pixels.shape == shape and pixels.dtype == np.uint8
    except (OSError, ValueError, EOFError) as error:
        raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.") from error
    if not whole:
        raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.")
    return pixels


def _image(photo: TrainingPhoto, side: int) -> Pixels:
    return squash(np.asarray(photo.image()), side)


def _origin(photos: Sequence[TrainingPhoto], side: int) -> str:
    """All that decides the images, as a digest."""
    return hashlib.sha256(repr((side, [photo.name for photo in photos])).encode("utf-8", "surrogateescape")).hexdigest()


def _failures(listed: Sequence[Sequence[str]]) -> list[Failure]:
    return [Failure(Path(name), reason) for name, reason in listed]


def _read(note: Path, origin: str) -> Any:
    """What was noted of the images in a folder.

    Raises:
        UsageError: they are of other photos, or the note is damaged.
    """
    try:
        found = json.loads(note.read_bytes())
        same = found["origin"] == origin and isinstance(found["readable"], list)
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{shown(note)} is damaged; remove the folder to begin again.") from error
    if not same:
        raise UsageError(f"The images in {shown(note.parent)} are of other photos; remove the folder to begin again.")
    return found
