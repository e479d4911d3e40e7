"""Photos with labels: CIFAR-10 in any of its forms, and any folder of class folders, in folders or tar archives.

A dataset is opened by its names alone; a picture is read when it is asked for, and one that cannot be read is a
``PhotoError`` about that picture. Archives are read where they are and never unpacked.
"""

from __future__ import annotations

import lzma
import os
import tarfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import in_words, is_passed_by, is_photo_name
from photohash.core.paths import shown
from photohash.evaluation import cifar_batches
from photohash.evaluation.image_source import picture

Indices = NDArray[np.int64]

_PARTS = ("train", "test")
_IN_MEMORY = 4 << 30
"""How much of a packed archive is held in memory, where its members cannot be sought."""


class Pictures(ABC):
    """The pictures of a dataset by index."""

    @abstractmethod
    def image(self, index: int) -> Image.Image:
        """One picture, upright RGB.

        Raises:
            PhotoError: it cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Dataset:
    """Photos with one label each.

    Attributes:
        title: what it is, for people, e.g. "CIFAR-10 as 60,000 JPEG copies".
        classes: names of the labels.
        names: of the photos; paths with forward slashes, none twice.
        labels: int64 [n]; places in ``classes``.
        parts: "train" and "test" where the data comes so divided, each int64 indices; else empty.
        pictures: what ``image`` reads from.
    """

    title: str
    classes: tuple[str, ...]
    names: Sequence[str]
    labels: Indices
    pictures: Pictures = field(repr=False)
    parts: Mapping[str, Indices] = field(default_factory=lambda: MappingProxyType({}))

    def __len__(self) -> int:
        return len(self.names)

    def image(self, index: int) -> Image.Image:
        """One photo, upright RGB.

        Raises:
            PhotoError: it cannot be read; the message is a clause that reads well after the photo's name.
        """
        return self.pictures.image(int(index))


def open_dataset(path: Path, *, cifar10: bool = False) -> Dataset:
    """Opens a folder or an archive.

    Known forms: CIFAR-10's binary version; ``train`` and ``test``, each with a folder a class; a folder a
    class. Any of them may lie in a folder or in a .tar, .tar.gz or .tar.xz, with a folder around it or without. Photos
    deeper in a class folder belong to that class; photos outside all class folders count for none.

    Args:
        path: the folder or archive.
        cifar10: whether nothing but CIFAR-10's ten classes will do.

    Raises:
        UsageError: there is nothing at the path, it is not readable, or holds no photos, fewer than two classes, or
            pickles.
    """
    files = _opened(path)
    has_batches = any(map(cifar_batches.is_batch, files.names))
    if not has_batches and any(map(cifar_batches.is_pickle, files.names)):
        raise UsageError(
            f"{shown(path)} is the python version of CIFAR-10: pickles, which could run anything and are not opened."
            " Give the binary version, cifar-10-binary.tar.gz."
        )
    dataset = _from_batches(files) if has_batches else _from_folders(files)
    if cifar10 and dataset.classes != cifar_batches.CLASSES:
        raise UsageError(
            f"{shown(path)} is not CIFAR-10: it has the classes {_listed(dataset.classes)}. Give its binary version,"
            " or folders train and test with a folder for each of the ten classes."
        )
    return dataset


class _Files(ABC):
    """Files of a folder or an archive by name.

    Attributes:
        path: of the folder or archive.
        names: sorted; paths with forward slashes.
    """

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self.path, self.names = path, sorted(names)

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            PhotoError: it cannot be read.
        """


class _Folder(_Files):
    def __init__(self, path: Path) -> None:
        names = []
        for folder, folders, files in os.walk(path):
            folders[:] = [name for name in folders if not is_passed_by(name, folder)]
            names += [(Path(folder) / name).relative_to(path).as_posix() for name in files]
        super().__init__(path, names)

    def read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise PhotoError(in_words(error)) from error


class _Archive(_Files):
    """A tar archive. Of a plain one the places of its files are kept; a packed one is read into memory at once."""

    def __init__(self, path: Path) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._contents: dict[str, bytes] = {}
        try:
            with tarfile.open(path, "r:") as plain:
                for member in plain:
                    if _is_wanted(member):
                        self._places[_name(member)] = member.offset_data, member.size
        except tarfile.ReadError:
            self._unpack(path)
        super().__init__(path, [*self._places, *self._contents])

    def _unpack(self, path: Path) -> None:
        self._places.clear()
        held = 0
        with tarfile.open(path, "r|*") as packed:
            for member in packed:
                if not _is_wanted(member):
                    continue
                held += member.size
                if held > _IN_MEMORY:
                    raise UsageError(
                        f"{shown(path)} holds more than {_IN_MEMORY >> 30} GB; unpack it and name the folder."
                    )
                content = packed.extractfile(member)
                self._contents[_name(member)] = content.read() if content else b""

    def read(self, name: str) -> bytes:
        if name in self._contents:
            return self._contents[name]
        offset, size = self._places[name]
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        except OSError as error:
            raise PhotoError(in_words(error)) from error


class _Arrays(Pictures):
    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self._pixels = pixels

    def image(self, index: int) -> Image.Image:
        return Image.fromarray(np.ascontiguousarray(self._pixels[index]))


class _Encoded(Pictures):
    def __init__(self, files: _Files, names: Sequence[str]) -> None:
        self._files, self._names = files, names

    def image(self, index: int) -> Image.Image:
        try:
            return picture(self._files.read(self._names[index]))
        except PhotoError as error:
            if isinstance(error.__cause__, UnidentifiedImageError):
                raise PhotoError("is not a picture photohash can read, or is damaged") from error
            raise


def _opened(path: Path) -> _Files:
    if not path.exists():
        raise UsageError(f"There is nothing at {shown(path)}: name a folder or an archive of photos.")
    try:
        return _Folder(path) if path.is_dir() else _Archive(path)
    except (OSError, EOFError, tarfile.TarError, lzma.LZMAError, zlib.error) as error:
        raise UsageError(f"{shown(path)} is neither a folder nor a whole .tar archive: {error}.") from error


def _is_wanted(member: tarfile.TarInfo) -> bool:
    name = PurePosixPath(member.name).name
    return member.isfile() and (is_photo_name(name) or cifar_batches.is_batch(name) or cifar_batches.is_pickle(name))


def _name(member: tarfile.TarInfo) -> str:
    return PurePosixPath(member.name).as_posix()


def _from_batches(files: _Files) -> Dataset:
    found = [name for name in files.names if cifar_batches.is_batch(name)]
    inside = [name for name in found if PurePosixPath(name).parent == PurePosixPath(found[0]).parent]
    place = shown(files.path)
    try:
        contents = {PurePosixPath(name).name: files.read(name) for name in inside}
    except PhotoError as error:
        raise UsageError(f"A batch of CIFAR-10 in {shown(place)} {error}.") from error
    parts = cifar_batches.read_batches(contents, place)
    batches = [(part, batch) for part in _PARTS for batch in parts[part]]
    labels = np.concatenate([batch[1] for _, batch in batches])
    sides = np.concatenate([np.full(len(batch[1]), part == "test") for part, batch in batches])
    classes = cifar_batches.CLASSES
    bare = [(part, name) for part, batch in batches for name in batch[2]]
    names = [f"{part}/{classes[label]}/{name}" for (part, name), label in zip(bare, labels, strict=True)]
    return Dataset(
        title="CIFAR-10, binary version",
        classes=classes,
        names=names,
        labels=labels,
        pictures=_Arrays(np.concatenate([batch[0] for _, batch in batches])),
        parts=MappingProxyType({"train": np.flatnonzero(~sides), "test": np.flatnonzero(sides)}),
    )


def _from_folders(files: _Files) -> Dataset:
    photos = [name for name in files.names if is_photo_name(PurePosixPath(name).name)]
    place = shown(files.path)
    if not photos:
        raise UsageError(f"{shown(place)} holds no photos: nothing in it ends in .jpg, .png or another photo suffix.")
    depth = _depth_of_top(photos)
    sorted_by_part = {PurePosixPath(name).parts[depth] for name in photos} == set(_PARTS)
    level = depth + 1 if sorted_by_part else depth
    labelled = [(PurePosixPath(name).parts, name) for name in photos if len(PurePosixPath(name).parts) > level + 1]
    classes = tuple(sorted({parts[level] for parts, _ in labelled}))
    if len(classes) < 2:
        raise UsageError(
            f"{shown(place)} holds photos of {len(classes) or 'no'} class{'' if len(classes) == 1 else 'es'}"
            f"{f', {classes[0]!r}' if classes else ''}: put the photos of each class into a folder of its own,"
            " two classes at least."
        )
    names = ["/".join(parts[depth:]) for parts, _ in labelled]  # the same with a folder around it and without
    tests = np.array([sorted_by_part and parts[depth] == "test" for parts, _ in labelled])
    divided = {"train": np.flatnonzero(~tests), "test": np.flatnonzero(tests)} if sorted_by_part else {}
    label = {name: number for number, name in enumerate(classes)}
    suffixes = {PurePosixPath(name).suffix.lower() for name in names}
    kind = "JPEG copies" if suffixes <= {".jpg", ".jpeg"} else "photos"
    is_cifar = classes == cifar_batches.CLASSES
    return Dataset(
        title=f"CIFAR-10 as {len(names):,} {kind}" if is_cifar else f"{files.path.name}, {len(names):,} photos",
        classes=classes,
        names=names,
        labels=np.array([label[parts[level]] for parts, _ in labelled], np.int64),
        pictures=_Encoded(files, [name for _, name in labelled]),
        parts=MappingProxyType(divided),
    )


def _depth_of_top(names: Sequence[str]) -> int:
    """How many folders lie around the class folders (or train and test): those that all photos share."""
    depth = 0
    while True:
        level = {PurePosixPath(name).parts[depth] for name in names}
        deep_enough = all(len(PurePosixPath(name).parts) > depth + 2 for name in names)
        if len(level) > 1 or not deep_enough:
            return depth
        depth += 1


def _listed(classes: Sequence[str]) -> str:
    return ", ".join(classes[:10]) + (f" and {len(classes) - 10} more" if len(classes) > 10 else "")
