"""The photos to learn from, read one at a time: in folders and tar files, in albums, and in lists with their labels."""

from __future__ import annotations

import csv
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import in_words, is_passed_by, is_photo_name
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.library.decode import decode
from photohash.library.photo import Failure

_ENOUGH = 512
"""Pixels of the shorter side that a photo of an album is decoded to where it has more."""

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Example:
    """One photo to learn from.

    Attributes:
        name: its path inside its source, with forward slashes; sorting by it fixes the order of examples.
        path: the file to read: the photo itself, or the tar file that holds it.
        offset: where the photo begins in the file, in bytes.
        size: bytes of the photo.
    """

    name: str
    path: Path
    offset: int
    size: int

    def image(self) -> Image.Image:
        """The photo upright in RGB.

        Raises:
            PhotoError: it cannot be read or decoded; the message reads well after the name.
        """
        try:
            with self.path.open("rb") as file:
                file.seek(self.offset)
                content = file.read(self.size)
            with Image.open(io.BytesIO(content)) as image:
                return ImageOps.exif_transpose(image).convert("RGB")
        except Exception as error:  # decoders raise anything at all on damaged bytes
            raise PhotoError(f"in {shown(self.path)} cannot be read: {error}") from error


def find_examples(sources: Iterable[Path]) -> list[Example]:
    """Every photo under the sources, in an order that depends on their names alone.

    Args:
        sources: folders, searched to any depth, and uncompressed tar files.

    Raises:
        UsageError: a source is neither, or there is no photo in any.
    """
    found = [example for source in sources for example in _examples(source)]
    if not found:
        raise UsageError("There is no photo to learn from in the folders and tar files given.")
    return sorted(found, key=lambda example: example.name)


def readable(examples: Sequence[Example], task: Task) -> tuple[list[Example], list[Failure]]:
    """Tries every photo once, so that one that is damaged is left out at the start and not met hours later.

    Args:
        examples: all photos.
        task: counts photos; cancelling it ends the work.

    Returns:
        The photos that can be read, and the others with their reasons.
    """
    task.begin(Stage.ENCODING, len(examples))
    whole: list[Example] = []
    failures: list[Failure] = []
    for example in examples:
        task.check()
        try:
            example.image()
            whole.append(example)
        except PhotoError as error:
            failures.append(Failure(Path(example.name), str(error)))
        task.advance()
    return whole, failures


def hold_out(examples: Sequence[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Splits examples into those to learn from and those to measure on.

    A photo's side is decided by its name alone, so that it never changes sides when others are added.

    Args:
        examples: all photos.
        share: of them to hold out, 0 to 1, met on average.

    Returns:
        The examples to learn from and the ones held out.
    """
    limit = round(share * 2**32)
    learnt: list[Example] = []
    held: list[Example] = []
    for example in examples:
        place = zlib.crc32(example.name.encode("utf-8", "surrogateescape"))
        (held if place < limit else learnt).append(example)
    return learnt, held


def _examples(source: Path) -> list[Example]:
    """The photos of one source."""
    if source.is_dir():
        return [
            Example(path.relative_to(source).as_posix(), path, 0, path.stat().st_size)
            for path in sorted(source.rglob("*"))
            if path.suffix.lower() in _SUFFIXES and path.is_file()
        ]
    try:
        with tarfile.open(source, "r:") as archive:
            return [
                Example(PurePosixPath(member.name).as_posix(), source, member.offset_data, member.size)
                for member in archive
                if member.isfile() and PurePosixPath(member.name).suffix.lower() in _SUFFIXES
            ]
    except (OSError, tarfile.TarError) as error:
        raise UsageError(f"{shown(source)} is neither a folder nor an uncompressed tar file: {error}") from error


class TrainingPhoto(Protocol):
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

    photos: Sequence[TrainingPhoto]
    labels: NDArray[np.integer]
    classes: tuple[str, ...]

    @classmethod
    def of_names(cls, photos: Sequence[TrainingPhoto], names: Sequence[str]) -> Labelled:
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
    photos: list[TrainingPhoto] = []
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
    photos: list[TrainingPhoto] = []
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
