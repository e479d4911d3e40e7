"""Photos with labels: albums in folders, lists in CSV files, and what must hold for anything to be learnt from them."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photohash.core.errors import UsageError
from photohash.core.files import in_words, is_passed_by, is_photo_name
from photohash.core.paths import shown
from photohash.library.decode import decode
from photohash.training.photo_sources import find_examples

_ENOUGH = 512
"""Pixels of the shorter side that a photo of an album is decoded to where it has more."""


class Photo(Protocol):
    """A photo to learn from, as an album, a tar file or a dataset gives it."""

    @property
    def name(self) -> str:
        """What it is called; its side of a split hangs on it."""

    def image(self) -> Image.Image:
        """The photo upright in RGB.

        Raises:
            PhotoError: it cannot be read; the message reads well after the name.
        """


@dataclass(frozen=True)
class Labelled:
    """Photos and what is known of each.

    Attributes:
        photos: the photos.
        labels: of each photo its class, int64 [n], or for each class whether it is there, 0/1 uint8 [n, classes].
        classes: names of the classes; a label is a place in it.
    """

    photos: Sequence[Photo]
    labels: NDArray[np.integer]
    classes: tuple[str, ...]

    @classmethod
    def of_names(cls, photos: Sequence[Photo], names: Sequence[str]) -> Labelled:
        """Photos with the name of the class of each."""
        classes = tuple(sorted(set(names)))
        places = {name: place for place, name in enumerate(classes)}
        return cls(photos, np.array([places[name] for name in names], np.int64), classes)

    @classmethod
    def of_dataset(
        cls,
        names: Sequence[str],
        image: Callable[[int], Image.Image],
        labels: NDArray[np.integer],
        classes: tuple[str, ...],
        indices: Sequence[int] | NDArray[np.integer],
    ) -> Labelled:
        """Some photos of a dataset that gives its pictures by index."""
        chosen = [int(index) for index in indices]
        return cls([_Member(names[index], index, image) for index in chosen], labels[chosen], classes)

    @property
    def single(self) -> bool:
        """Whether each photo has exactly one class."""
        return self.labels.ndim == 1

    def take(self, indices: Sequence[int] | NDArray[np.integer]) -> Labelled:
        """Some of the photos; the classes stay."""
        chosen = np.asarray(indices, np.int64)
        return Labelled([self.photos[index] for index in chosen], self.labels[chosen], self.classes)

    def counts(self) -> NDArray[np.int64]:
        """Photos of each class: int64 [classes]."""
        members = self.labels if self.single else np.nonzero(self.labels)[1]
        return np.bincount(members, minlength=len(self.classes)).astype(np.int64)

    def check(self) -> None:
        """Makes sure that classes can be learnt from these photos.

        Raises:
            UsageError: one sentence on the first thing wrong, naming it.
        """
        shape = self.labels.shape
        if shape not in ((len(self.photos),), (len(self.photos), len(self.classes))):
            raise UsageError(
                f"Labels of shape {list(shape)} are not for {len(self.photos)} photos of {len(self.classes)} classes."
            )
        greatest = len(self.classes) if self.single else 2
        if self.labels.size and (self.labels.min() < 0 or self.labels.max() >= greatest):
            raise UsageError(f"Labels must lie between 0 and {greatest - 1}, and one is {self._stray(greatest)}.")
        if len(self.classes) < 2:
            found = f"only {shown(self.classes[0])}" if self.classes else "none"
            raise UsageError(f"Learning to tell classes apart takes two at least, and there is {found}.")
        counts = self.counts()
        if counts.min() < 2:
            lacking = int(counts.argmin())
            raise UsageError(
                f"The class {shown(self.classes[lacking])} has {'one photo' if counts[lacking] else 'no photo'}; "
                "each needs two at least. Add photos to it or take it away."
            )

    def _stray(self, greatest: int) -> int:
        return int(self.labels[(self.labels < 0) | (self.labels >= greatest)][0])


@dataclass(frozen=True, slots=True)
class _Member:
    """A photo of a dataset."""

    name: str
    index: int
    read: Callable[[int], Image.Image]

    def image(self) -> Image.Image:
        return self.read(self.index)


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """A photo of an album.

    Attributes:
        name: its path inside the folder of albums, with forward slashes.
        path: the file.
    """

    name: str
    path: Path

    def image(self) -> Image.Image:
        """The photo as the library decodes it, scaled down where it is large.

        Raises:
            PhotoError: it cannot be read; the message reads well after the name.
        """
        return Image.fromarray(decode(self.path, at_least=_ENOUGH).pixels)


def find_albums(folder: Path) -> Labelled:
    """The albums of a folder: each of its subfolders is a class, with all photos under it at any depth.

    Photos beside the subfolders belong to no album and are left out.

    Raises:
        UsageError: the folder cannot be listed, or an album is without photos or there is no album at all.
    """
    try:
        albums = sorted(
            child for child in folder.iterdir() if child.is_dir() and not is_passed_by(child.name, folder.name)
        )
    except OSError as error:
        raise UsageError(f"The folder of albums {shown(folder)} {in_words(error)}.") from error
    if not albums:
        raise UsageError(f"There are no albums in {shown(folder)}: each of its subfolders would be one.")
    photos: list[Photo] = []
    names: list[str] = []
    for album in albums:
        found = [AlbumPhoto(path.relative_to(folder).as_posix(), path) for path in _photos_under(album)]
        if not found:
            raise UsageError(f"The album {shown(album)} has no photos. Add some or take it away.")
        photos += found
        names += [album.name] * len(found)
    return Labelled.of_names(photos, names)


def _photos_under(folder: Path) -> Iterator[Path]:
    """Photos at any depth, by name; folders that a scan would pass by are passed by."""
    for parent, folders, files in os.walk(folder):
        place = Path(parent)
        folders[:] = sorted(name for name in folders if not is_passed_by(name, place.name))
        yield from (place / name for name in sorted(files) if is_photo_name(name))


def read_list(path: Path, sources: Sequence[Path]) -> Labelled:
    """Photos and labels from a CSV file of two columns: the photo's path inside its folder or tar file, and its label.

    A first line "path,label" is a heading and left out, and so are photos of the sources that are not in the list.

    Args:
        path: the file, UTF-8.
        sources: folders and uncompressed tar files in which the photos are.

    Raises:
        UsageError: the file cannot be read, a line has not two columns, or names a photo for the second time or one
            that is not in the sources.
    """
    known = {example.name: example for example in find_examples(sources)}
    photos: list[Photo] = []
    names: list[str] = []
    for number, (name, label) in _lines(path):
        if name not in known:
            raise UsageError(f"Line {number} of {shown(path)}: {shown(name)} is not there, or in the list twice.")
        photos.append(known.pop(name))
        names.append(label)
    return Labelled.of_names(photos, names)


def _lines(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    """The lines of a list with their numbers, headings and empty ones left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.reader(file, strict=True), 1):
                if not row or (number == 1 and row == ["path", "label"]):
                    continue
                if len(row) != 2 or not all(row):
                    raise UsageError(f"Line {number} of {shown(path)} is not a path and a label with a comma between.")
                yield number, (row[0], row[1])
    except OSError as error:
        raise UsageError(f"The list {shown(path)} {in_words(error)}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{shown(path)} is not a list in CSV: {error}.") from error
