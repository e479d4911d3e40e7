"""A catalogue of very many photos that need not be there: what the window and growth are measured on.

Photos are dealt out over twenty years and over folders of a few hundred, as cameras and phones fill them; some have no
capture time, some a second file. Their order in the catalogue is the order of their making. Some have codes, alike
within a moment as those of real photos are, and pictures, of which there are a few in all; some are verified copies of
others; and there is what a long use leaves behind: decisions, entries of the journal, files that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photohash.bench.synthetic_data import preview_jpegs, small_jpegs
from photohash.core.bits import Codes, pack
from photohash.core.task import Stage, Task
from photohash.library.photo import FoundFile, Kind, Neighbour, Picture, Relation
from photohash.library.preview import Previews
from photohash.library.relate import RULES
from photohash.library.store import (
    Action,
    Catalogue,
    DecisionVerdict,
    Entry,
    EntryState,
    FileAttributes,
    Piece,
)

_BEGUN = datetime(2004, 3, 1, tzinfo=UTC)
_DAYS = 8000
_IN_A_FOLDER = 400
_UNDATED = 0.05
_FORMATS = (("JPEG", ".jpg", 0.86), ("HEIF", ".heic", 0.08), ("PNG", ".png", 0.04), ("CR2", ".cr2", 0.02))
_SIZES = ((4032, 3024), (6000, 4000), (3024, 4032), (1600, 1200))
_BATCH = 20_000
_PREVIEWS = 16
_NO_PIXELS = np.zeros((1, 1, 3), dtype=np.uint8)


_CODES = (("dhida-lite0-256-copies", 256), ("dahp-lite0-128-scenes", 128))
_LATENT, _MOMENTS_OF_A_SUBJECT = 64, 8
_LARGEST_MOMENT = 400
_A_RUN = 50
_TINY = (48, 36)
"""Pixels of a picture that is on the disk only to be there."""

_FLIPPED = 0b101
"""Bits in which the code of a copy is another one than its photo's."""

_EVIDENCE = {"a_holds_b": 1.0, "exposure": 1.0, "scale": 1.0, "difference": 0.5}
"""What is said to have been measured of copies: they show no more than their photos."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much of everything there is.

    Attributes:
        photos: how many.
        doubled: how many of them have a second file, in a folder "backup".
        coded: how many of them have codes.
        said: pairs of photos of which something was decided.
        done: entries of the journal.
        failed: files that could not be read.
        pictured: how many of the first photos have previews, and a tenth as many of the newest.
        copied: how many of the newest photos are verified copies, each of the one before it.
        on_disk: whether the files are there: JPEGs of a few pixels.
        made_by: the network files that are said to have made the codes, by model.
        radius: out to which the near codes of the copies model are said to be known; -1 where they are not.
    """

    photos: int
    doubled: int = 0
    coded: int = 0
    said: int = 0
    done: int = 0
    failed: int = 0
    pictured: int = 0
    copied: int = 0
    on_disk: bool = False
    made_by: Mapping[str, str] = field(default_factory=dict)
    radius: int = -1


def write(folder: Path, contents: Contents, root: Path, *, seed: int = 0, task: Task | None = None) -> None:
    """Makes a library directory.

    Args:
        folder: the library directory, in which there is no catalogue yet.
        contents: how much of everything is to be in it.
        root: the folder of the library that the photos are said to be in; nothing is written there unless the files
            are to be on the disk.
        seed: of what is left to chance.
        task: progress, and cancelling.

    Raises:
        LibraryError: the catalogue cannot be written.
        Cancelled: the user asked to stop.
    """
    task = task or Task()
    random = np.random.default_rng(seed)
    task.begin(Stage.MEASURING, contents.photos)
    with Catalogue.open(folder, write=True) as catalogue:
        with catalogue.transaction():
            number = catalogue.roots().add(root, root)
        _write_photos(catalogue, contents, root, number, random, task)
        with catalogue.transaction():
            _write_codes(catalogue, contents, random)
            _write_copies(catalogue, contents)
            _write_past(catalogue, contents, root)
            catalogue.coverage().found(0)
    _write_previews(Previews(folder / "thumbnails"), contents)


def _write_previews(previews: Previews, contents: Contents) -> None:
    """A few pictures stand for all, each a file of many names: no disk should have to hold gigabytes of them.

    Where a file system has no files of many names, the other photos go without.
    """
    first = range(min(contents.pictured, contents.photos))
    newest = range(max(contents.photos - contents.pictured // 10, len(first)), contents.photos)
    paths = [previews.path(_digest(place)) for place in (*first, *newest)]
    for folder in {path.parent for path in paths}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in zip(paths, preview_jpegs(min(_PREVIEWS, len(paths))), strict=False):
        path.write_bytes(content)
    with suppress(OSError):
        for number, path in enumerate(paths[_PREVIEWS:]):
            path.hardlink_to(paths[number % _PREVIEWS])


def _write_photos(
    catalogue: Catalogue, contents: Contents, root: Path, number: int, random: np.random.Generator, task: Task
) -> None:
    photos = contents.photos
    days = np.sort(random.integers(0, _DAYS, photos))
    seconds = random.integers(8 * 3600, 22 * 3600, photos)
    undated = random.random(photos) < _UNDATED
    forms = random.choice(len(_FORMATS), photos, p=[share for _, _, share in _FORMATS])
    sizes = random.choice(len(_SIZES), photos)
    octets = random.integers(300_000, 9_000_000, photos)
    files = _Files(root, contents)
    copies = {_copy(number, photos) for number in range(contents.copied)}
    for start in range(0, photos, _BATCH):
        with catalogue.transaction():
            for place in range(start, min(start + _BATCH, photos)):
                moment = _BEGUN + timedelta(days=int(days[place]), seconds=int(seconds[place]))
                form, suffix, _ = _FORMATS[0 if contents.on_disk else forms[place]]
                width, height = _SIZES[sizes[place - 1 if place in copies else place]]
                if place in copies and _kind_of_copy(place) is Kind.RESIZED:
                    width, height = width // 2, height // 2
                when = None if undated[place] else moment.strftime("%Y-%m-%dT%H:%M:%S")
                picture = Picture(_NO_PIXELS, width, height, form, when, "Canon EOS 600D")
                digest, found = files.of(place, moment, suffix, int(octets[place]))
                photo = catalogue.add_photo(digest, picture, found[0].size)
                for file in found:
                    catalogue.put_file(file, photo, number)
        task.check()
        task.advance(min(_BATCH, photos - start))


class _Files:
    """The files of the photos, in the order of their making.

    Args:
        root: the folder that they are in.
        contents: how many there are, how many of them twice, and whether they are written.
    """

    def __init__(self, root: Path, contents: Contents) -> None:
        self._root, self._doubled = root, contents.doubled
        self._pictures: Iterator[bytes] | None = small_jpegs(contents.photos, _TINY) if contents.on_disk else None

    def of(self, place: int, moment: datetime, suffix: str, size: int) -> tuple[bytes, list[FoundFile]]:
        """The digest and the files of the next photo; its size is its own where it is written."""
        event = self._root / f"{moment.year}" / f"event {place // _IN_A_FOLDER:04}"
        paths = [event / f"IMG_{place % 10_000:04}{suffix}"]
        if place < self._doubled:
            paths.append(self._root / "backup" / f"{place // 10_000:03}" / f"{place:07}{suffix}")
        if self._pictures is None:
            when = int(moment.timestamp()) * 10**9
            return _digest(place), [FoundFile(path, size, when, 1, 2 * place + n) for n, path in enumerate(paths)]
        content = next(self._pictures)
        return blake3(content).digest(), [_written(path, content) for path in paths]


def _written(path: Path, content: bytes) -> FoundFile:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    info = path.stat()
    return FoundFile(path, info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)


def _copy(number: int, photos: int) -> int:
    """The place of a copy, by its number: the last photo, and every other one before it."""
    return photos - 1 - 2 * number


def _kind_of_copy(place: int) -> Kind:
    return (Kind.RE_ENCODED, Kind.RESIZED)[place // 2 % 2]


def _digest(place: int) -> bytes:
    return place.to_bytes(32, "big")


def _write_codes(catalogue: Catalogue, contents: Contents, random: np.random.Generator) -> None:
    """Codes of the first photos, by both models that look-alikes are told by."""
    if not contents.coded:
        return
    numbers = catalogue.present(range(1, contents.coded + 1))
    copies = [place for n in range(contents.copied) if (place := _copy(n, contents.photos)) < contents.coded]
    for (model, _), codes in zip(_CODES, codes_by_moments(contents.coded, random), strict=True):
        codes[copies] = codes[[place - 1 for place in copies]]
        codes[copies, 0] ^= _FLIPPED
        pairs = catalogue.pairs(model)
        pairs.made_by(contents.made_by.get(model, "made for measuring"))
        for photo, code in zip(numbers, codes, strict=True):
            pairs.put_code(photo, code.tobytes())


def _write_copies(catalogue: Catalogue, contents: Contents) -> None:
    """What is known of pairs of photos: copies, and that all that are near each other were looked at."""
    pairs = catalogue.pairs(_CODES[0][0])
    copies = sorted(_copy(number, contents.photos) for number in range(contents.copied))
    known = [Relation(place, place + 1, _kind_of_copy(place), 0.97, _EVIDENCE) for place in copies]
    pairs.put_relations(known, RULES)
    if contents.radius >= 0:
        near = [Neighbour(found.a, found.b, _FLIPPED.bit_count()) for found in known]
        pairs.put_neighbours(range(1, contents.coded + 1), near, contents.radius)
        pairs.settle(contents.radius)


def codes_by_moments(count: int, random: np.random.Generator) -> list[Codes]:
    """Codes as photos have that were taken in moments, many of one photo and few of hundreds, of fewer subjects.

    Args:
        count: of photos.
        random: what is left to chance.

    Returns:
        of the copies model uint8 [count, 32], and of the scenes model uint8 [count, 16].
    """
    lengths: list[int] = []
    while sum(lengths) < count:
        lengths.append(int(min(1 + random.pareto(1.1) * 1.2, _LARGEST_MOMENT)))
    moments = len(lengths)
    of = np.repeat(np.arange(moments), lengths)[:count]
    subject_of = random.integers(0, moments // _MOMENTS_OF_A_SUBJECT + 1, moments)
    subjects = random.normal(size=(moments // _MOMENTS_OF_A_SUBJECT + 1, _LATENT))
    middles = 0.7 * subjects[subject_of] + 0.7 * random.normal(size=(moments, _LATENT))
    unrest: NDArray[np.float64] = 0.25 * random.uniform(0.3, 1.5, size=(moments, 1))
    planes = [random.normal(size=(_LATENT, bits)) for _, bits in _CODES]
    made = [np.empty((count, bits // 8), dtype=np.uint8) for _, bits in _CODES]
    for start in range(0, count, _BATCH):
        some = of[start : start + _BATCH]
        latent = middles[some] + unrest[some] * random.normal(size=(len(some), _LATENT))
        for codes, plane in zip(made, planes, strict=True):
            codes[start : start + _BATCH] = pack(latent @ plane)
    return made


def _write_past(catalogue: Catalogue, contents: Contents, root: Path) -> None:
    """What a person said and did, and what could not be read."""
    last = contents.photos - 1
    for place in range(contents.said):
        catalogue.decisions().put(_digest(last - 2 * place), _digest(last - 2 * place - 1), DecisionVerdict.KEEP_BOTH)
    for place in range(contents.failed):
        found = FoundFile(root / "broken" / f"{place:05}.jpg", 1000, 0, 1, 10**9 + place)
        catalogue.failures().put(found, "ends too early", retry=False)
    catalogue.journal().intend(_entry(number, root) for number in range(1, contents.done + 1))


def _entry(number: int, root: Path) -> Entry:
    """A copy that went to the trash, a few dozen of them at a time."""
    gone, digest = root / "gone" / f"{number:06}.jpg", (2**200 + number).to_bytes(32, "big")
    facts = FileAttributes(0o644, 0, 0, 0, 0)
    piece = Piece(gone, root / "trash" / f"{number:06}.jpg", number, 1_000_000, digest, facts)
    run = number - (number - 1) % _A_RUN
    keeper = root / "kept" / f"{number:06}.jpg"
    return Entry(
        number, run, Action.TRASH, gone, digest, keeper, number, digest, Kind.IDENTICAL, "is the same file",
        EntryState.DONE, "", (piece,), (), 0,
    )  # fmt: skip
