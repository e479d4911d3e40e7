"""Photos and labels in the formats that the field has them in: lists, and the label files of NUS-WIDE and MIRFLICKR.

A list has a line a photo, its path and then 0 or 1 for each label, with spaces between: ``images/7.jpg 0 1 0``. A
folder with ``test.txt`` and ``database.txt``, and ``train.txt`` where there is one, comes divided; the photos to learn
from may be in the database too, and are all of it where they have no list. A single ``all.txt`` is not divided.
``labels.txt`` beside them may name the labels, one a line. Paths are those inside the lists' folder.

NUS-WIDE comes as ``Imagelist.txt``, a path a line with backslashes, and ``AllLabels/Labels_*.txt``, one file a concept
with 0 or 1 for each line of the other; the 21 concepts of most photos are taken, and the photos that have any.
MIRFLICKR has its photos as ``im1.jpg`` on, and a folder of annotations with a file a label that lists their numbers.
Its labels "with relevance", ``*_r1``, are each a part of another label, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import PhotoError, UsageError
from photohash.core.paths import shown
from photohash.evaluation.source_files import SourceFiles

Table = NDArray[np.uint8]
"""Which labels each photo has: uint8 [photos, labels] of 0 and 1."""

_PARTS = ("train", "test", "database")
_LISTS = frozenset({*(f"{part}.txt" for part in _PARTS), "all.txt", "labels.txt", "Imagelist.txt"})
_NUS_WIDE_CONCEPTS = 21
_CONCEPT = re.compile(r"Labels_([^/]+)\.txt")
_ANNOTATIONS = re.compile(r"mirflickr25k_annotations[^/]*")
_NUMBERED = re.compile(r"im(\d+)\.jpe?g", re.IGNORECASE)


class ListedPhotos:
    """Photos with several labels each.

    Attributes:
        names: of the photos, none twice.
        table: their labels.
        labels: names of the labels.
        parts: "train", "test" and "database" where the lists say so, int64 indices; "train" and "database" may share.
    """

    def __init__(
        self, names: Sequence[str], table: Table, labels: Sequence[str], parts: Mapping[str, Sequence[int]]
    ) -> None:
        self.names, self.table, self.labels = list(names), table, tuple(labels)
        self.parts = MappingProxyType({part: np.array(sorted(found), np.int64) for part, found in parts.items()})


def is_label_file(name: str) -> bool:
    """Whether a file of that bare name may say which labels photos have."""
    return PurePosixPath(name).suffix == ".txt"


def read_labels(files: SourceFiles) -> ListedPhotos | None:
    """What the label files of a folder or archive say; None where there are none.

    Raises:
        UsageError: one cannot be read, or a line is not as it should be; the file and the line are named.
    """
    known = {PurePosixPath(name).name: name for name in reversed(files.names) if PurePosixPath(name).name in _LISTS}
    if {"database.txt", "test.txt"} <= set(known) or "all.txt" in known:
        return _from_lists(files, known)
    if "Imagelist.txt" in known:
        return _from_nus_wide(files, known["Imagelist.txt"])
    annotations = [name for name in files.names if _ANNOTATIONS.fullmatch(PurePosixPath(name).parent.name)]
    return _from_mirflickr(files, annotations) if annotations else None


def parse_list(text: str, place: str) -> tuple[list[str], Table]:
    """A list in the field's format.

    Args:
        text: a line a photo; empty lines are left out.
        place: of the list, for messages.

    Returns:
        paths, and labels uint8 [photos, labels].

    Raises:
        UsageError: a line has no labels, another number of them than the first, or others than 0 and 1.
    """
    names: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, *labels = line.split()
        if not labels or not {"0", "1"}.issuperset(labels) or len(labels) != len(rows[0] if rows else labels):
            expected = f"{len(rows[0])} labels" if rows else "labels"
            raise UsageError(f"Line {number} of {place} is not a path and {expected} of 0 and 1 with spaces between.")
        names.append(name)
        rows.append(labels)
    if not names:
        raise UsageError(f"{place} lists no photos.")
    return names, np.array(rows, np.uint8)


def _from_lists(files: SourceFiles, known: Mapping[str, str]) -> ListedPhotos:
    divided = "test.txt" in known and "database.txt" in known
    lists = [part for part in _PARTS if f"{part}.txt" in known] if divided else ["all"]
    names: dict[str, int] = {}
    rows: list[Table] = []
    parts: dict[str, list[int]] = {}
    for part in lists:
        path = known[f"{part}.txt"]
        listed, table = parse_list(_text(files, path), shown(files.path / path))
        if rows and table.shape[1] != len(rows[0]):
            raise UsageError(
                f"{shown(files.path / path)} has {table.shape[1]} labels, and another list {len(rows[0])}."
            )
        folder = PurePosixPath(path).parent
        for name, row in zip(listed, table, strict=True):
            place = names.setdefault((folder / name).as_posix(), len(names))
            if place == len(rows):
                rows.append(row)
            elif part != "database" or not np.array_equal(rows[place], row):
                raise UsageError(f"{shown(name)} in {shown(files.path / path)} is listed before, or with other labels.")
            parts.setdefault(part, []).append(place)
    if set(parts.get("test", [])) & set(parts.get("database", [])):
        raise UsageError(f"Photos to look for, in test.txt of {shown(files.path)}, are in database.txt too.")
    table = np.stack(rows)
    titles = _text(files, known["labels.txt"]).split("\n") if "labels.txt" in known else []
    labels = [title.strip() for title in titles if title.strip()] or [f"label {n + 1}" for n in range(table.shape[1])]
    if len(labels) != table.shape[1]:
        raise UsageError(
            f"labels.txt in {shown(files.path)} names {len(labels)} labels, the lists have {table.shape[1]}."
        )
    if divided:
        parts.setdefault("train", parts["database"])
    return ListedPhotos(list(names), table, labels, parts if divided else {})


def _from_nus_wide(files: SourceFiles, image_list: str) -> ListedPhotos:
    names = [line.strip().replace("\\", "/") for line in _text(files, image_list).splitlines() if line.strip()]
    concepts = {}
    for name in files.names:
        match = _CONCEPT.fullmatch(PurePosixPath(name).name)
        if match and PurePosixPath(name).parent.name == "AllLabels":
            said = np.array(_text(files, name).split(), dtype=np.uint8)
            if len(said) != len(names):
                raise UsageError(f"{shown(files.path / name)} is for {len(said)} photos, the list has {len(names)}.")
            concepts[match.group(1)] = said
    most = sorted(concepts, key=lambda concept: (-int(concepts[concept].sum()), concept))[:_NUS_WIDE_CONCEPTS]
    if len(most) < _NUS_WIDE_CONCEPTS:
        raise UsageError(
            f"{shown(files.path)} has AllLabels files of {len(most)} concepts, {_NUS_WIDE_CONCEPTS} are needed."
        )
    labels = sorted(most)
    table = np.stack([concepts[label] for label in labels], axis=1)
    kept = np.flatnonzero(table.any(axis=1))
    ends = {"/".join(PurePosixPath(name).parts[-2:]): name for name in files.names}
    found = [ends.get("/".join(PurePosixPath(names[place]).parts[-2:]), names[place]) for place in kept.tolist()]
    return ListedPhotos(found, table[kept], labels, {})


def _from_mirflickr(files: SourceFiles, annotations: Sequence[str]) -> ListedPhotos:
    photos = {
        int(match.group(1)): name
        for name in files.names
        if (match := _NUMBERED.fullmatch(PurePosixPath(name).name)) is not None
    }
    numbers = sorted(photos)
    place = {number: row for row, number in enumerate(numbers)}
    labels = sorted({PurePosixPath(name).stem for name in annotations if _is_label(PurePosixPath(name).stem)})
    table = np.zeros((len(numbers), len(labels)), np.uint8)
    for name in annotations:
        stem = PurePosixPath(name).stem
        if stem in labels:
            said = [int(number) for number in _text(files, name).split()]
            table[[place[number] for number in said if number in place], labels.index(stem)] = 1
    kept = np.flatnonzero(table.any(axis=1))
    return ListedPhotos([photos[numbers[row]] for row in kept.tolist()], table[kept], labels, {})


def _is_label(stem: str) -> bool:
    return not stem.endswith("_r1") and stem.upper() != "README"


def _text(files: SourceFiles, name: str) -> str:
    try:
        return files.read(name).decode("utf-8-sig")
    except (PhotoError, UnicodeDecodeError) as error:
        raise UsageError(f"The list {shown(files.path / name)} cannot be read: {error}.") from error
