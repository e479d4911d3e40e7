"""Photos with labels: CIFAR-10 in any of its forms, folders of class folders, and lists; in folders or tar archives.

A dataset is opened by its names alone; a picture is read when it is asked for, and one that cannot be read is a
``PhotoError`` about that picture. Archives are read where they are and never unpacked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import is_photo_name
from photohash.core.paths import shown
from photohash.evaluation import cifar_batches
from photohash.evaluation.image_lists import ListedPhotos, is_label_file, read_labels
from photohash.evaluation.image_source import picture
from photohash.evaluation.source_files import SourceFiles, open_files

Indices = NDArray[np.int64]
Labels = NDArray[np.int64] | NDArray[np.uint8]

_PARTS = ("train", "test")


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
    """Photos with one label each, or with several.

    Attributes:
        title: what it is, for people, e.g. "CIFAR-10 as 60,000 JPEG copies".
        classes: names of the labels.
        names: of the photos; paths with forward slashes, none twice.
        labels: int64 [n], places in ``classes``; or uint8 [n, classes], 1 for every label that a photo has.
        parts: "train" and "test" where the data comes so divided, each int64 indices; else empty. "database" is what is
            searched among, where that is not just what is learnt from.
        pictures: what ``image`` reads from.
    """

    title: str
    classes: tuple[str, ...]
    names: Sequence[str]
    labels: Labels
    pictures: Pictures = field(repr=False)
    parts: Mapping[str, Indices] = field(default_factory=lambda: MappingProxyType({}))

    def __len__(self) -> int:
        return len(self.names)

    @property
    def single(self) -> bool:
        """Whether every photo has exactly one label."""
        return self.labels.ndim == 1

    @property
    def memberships(self) -> NDArray[np.bool_]:
        """Which labels each photo has: bool [n, classes]."""
        return self.labels[:, None] == np.arange(len(self.classes)) if self.single else self.labels > 0

    def label_of(self, index: int) -> str:
        """The labels of a photo in words."""
        return ", ".join(self.classes[place] for place in np.flatnonzero(self.memberships[index]))

    def image(self, index: int) -> Image.Image:
        """One photo, upright RGB.

        Raises:
            PhotoError: it cannot be read; the message is a clause that reads well after the photo's name.
        """
        return self.pictures.image(int(index))


def open_dataset(path: Path, *, cifar10: bool = False) -> Dataset:
    """Opens a folder or an archive.

    Known forms: CIFAR-10's binary version; ``train`` and ``test``, each with a folder a class; a folder a class; lists
    and label files as ``image_lists`` has them. Any of them may lie in a folder or in a .tar, .tar.gz or .tar.xz, with
    a folder around it or without. Photos deeper in a class folder belong to that class; photos outside all class
    folders count for none.

    Args:
        path: the folder or archive.
        cifar10: whether nothing but CIFAR-10's ten classes will do.

    Raises:
        UsageError: there is nothing at the path, it is not readable, or holds no photos, fewer than two classes, or
            pickles.
    """
    files = open_files(path, _is_wanted)
    has_batches = any(map(cifar_batches.is_batch, files.names))
    if not has_batches and any(map(cifar_batches.is_pickle, files.names)):
        raise UsageError(
            f"{shown(path)} is the python version of CIFAR-10: pickles, which could run anything and are not opened."
            " Give the binary version, cifar-10-binary.tar.gz."
        )
    listed = None if has_batches or cifar10 else read_labels(files)
    dataset = _from_batches(files) if has_batches else _from_labels(files, listed) if listed else _from_folders(files)
    if cifar10 and dataset.classes != cifar_batches.CLASSES:
        raise UsageError(
            f"{shown(path)} is not CIFAR-10: it has the classes {_listed(dataset.classes)}. Give its binary version,"
            " or folders train and test with a folder for each of the ten classes."
        )
    return dataset


class _Arrays(Pictures):
    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self._pixels = pixels

    def image(self, index: int) -> Image.Image:
        return Image.fromarray(np.ascontiguousarray(self._pixels[index]))


class _Encoded(Pictures):
    def __init__(self, files: SourceFiles, names: Sequence[str]) -> None:
        self._files, self._names = files, names

    def image(self, index: int) -> Image.Image:
        try:
            return picture(self._files.read(self._names[index]))
        except PhotoError as error:
            if isinstance(error.__cause__, UnidentifiedImageError):
                raise PhotoError("is not a picture photohash can read, or is damaged") from error
            raise


def _is_wanted(name: str) -> bool:
    is_cifar = cifar_batches.is_batch(name) or cifar_batches.is_pickle(name)
    return is_photo_name(name) or is_cifar or is_label_file(name)


def _from_labels(files: SourceFiles, listed: ListedPhotos) -> Dataset:
    there = set(files.names)
    missing = sum(name not in there for name in listed.names)
    if missing == len(listed.names):
        raise UsageError(
            f"None of the {missing:,} photos listed in {shown(files.path)} is there, as {shown(listed.names[0])}:"
            " put them where their list says, beside it."
        )
    single = (listed.table.sum(axis=1) == 1).all()
    return Dataset(
        title=f"{files.path.name}, {len(listed.names):,} listed photos",
        classes=listed.labels,
        names=listed.names,
        labels=listed.table.argmax(axis=1).astype(np.int64) if single else listed.table,
        pictures=_Encoded(files, listed.names),
        parts=listed.parts,
    )


def _from_batches(files: SourceFiles) -> Dataset:
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


def _from_folders(files: SourceFiles) -> Dataset:
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
