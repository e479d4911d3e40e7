"""``bench relate``: how long one pair takes to be verified and named, from kept previews, on one core."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from blake3 import blake3
from PIL import Image

from photohash.core.errors import KnownError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.edits.transformations import FAMILY, random_for
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source, picture
from photohash.library.photo import Photo, Pixels
from photohash.library.preview import Previews
from photohash.library.relate import Relater, Side

UNLIKE = "two different photos"


@dataclass(frozen=True, slots=True)
class RelateResult:
    """What ``bench relate`` found.

    Attributes:
        machine: what it ran on.
        photos: how many, each under every transformation and beside one other photo.
        milliseconds: of each pair, by what the second photo is to the first.
        reading: milliseconds for reading the two previews of each pair, which is part of it.
    """

    machine: Mapping[str, Any]
    photos: int
    milliseconds: Mapping[str, Sequence[float]]
    reading: Sequence[float]

    @property
    def means(self) -> dict[str, float]:
        """Mean milliseconds a pair: of all pairs, and by what the second photo is to the first."""
        every = [one for found in self.milliseconds.values() for one in found]
        return {
            "all pairs": statistics.mean(every),
            "all pairs, slowest twentieth from": statistics.quantiles(every, n=20)[-1],
            **{name: statistics.mean(found) for name, found in self.milliseconds.items()},
        }

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench relate --json``."""
        means = self.means
        return {
            "machine": dict(self.machine),
            "ratios": {"relating / reading the two previews": means["all pairs"] / statistics.mean(self.reading)},
            "photos": self.photos,
            "pairs": sum(map(len, self.milliseconds.values())),
            "milliseconds": {name: round(value, 2) for name, value in means.items()},
        }


def bench_relate(source: Path, *, photos: int = 24, task: Task, seed: int = 0) -> RelateResult:
    """Times pairs that have never been looked at; the previews of both are on the disk, as after a scan.

    Args:
        source: see ``image_source.open_source``; photos are taken evenly over their names.
        photos: how many.
        task: progress, and cancelling before every pair.
        seed: of what the transformations leave to chance.

    Raises:
        KnownError: there are fewer than two photos.
        PhotoError: one of them cannot be read.
        Cancelled: the user asked to stop.
    """
    opened = open_source(source)
    with tempfile.TemporaryDirectory(prefix="photohash-relate-") as folder:
        names = [opened.names[index] for index in _spread(len(opened.names), photos)]
        if len(names) < 2:
            raise KnownError(f"{shown(source)} has fewer than two photos: there is no pair to relate.")
        task.begin(Stage.MEASURING, len(names) * (len(FAMILY) + 1))
        previews, reading = Previews(Path(folder)), list[float]()
        measured: dict[str, list[float]] = {}
        pictures = [picture(opened.read(name)) for name in names]
        for place, name in enumerate(names):
            first = _Kept(1, pictures[place], previews)
            for what, other in _others(name, pictures, place, seed):
                task.check()
                second = _Kept(2, other, previews)
                reading.append(_milliseconds(first, second))
                began = time.perf_counter()
                Relater(remembered=2).relate(first.side, second.side)
                measured.setdefault(what, []).append(1000 * (time.perf_counter() - began))
                task.advance()
    return RelateResult(machine.describe(), len(names), measured, reading)


class _Kept:
    """A picture as the library has it: a record, and a preview on the disk."""

    def __init__(self, number: int, image: Image.Image, previews: Previews) -> None:
        pixels = np.asarray(image)
        digest = blake3(pixels.tobytes()).digest()
        previews.keep(digest, pixels)
        self._read: Callable[[], Pixels | None] = lambda: previews.pixels(digest)
        record = Photo(number, digest, image.width, image.height, "JPEG", pixels.size // 8, None, None)
        self.side = Side(record, self.small, full=lambda: pixels)

    def small(self) -> Pixels:
        found = self._read()
        if found is None:
            raise KnownError("A preview was removed while it was needed.")
        return found


def _others(name: str, pictures: Sequence[Image.Image], place: int, seed: int) -> Iterator[tuple[str, Image.Image]]:
    """A photo's copies, and the next photo."""
    for row in FAMILY:
        content = row.copy(pictures[place], random_for(name, row.name, seed))
        yield row.name, Image.open(io.BytesIO(content)).convert("RGB")
    yield UNLIKE, pictures[(place + 1) % len(pictures)]


def _milliseconds(first: _Kept, second: _Kept) -> float:
    began = time.perf_counter()
    for kept in (first, second):
        kept.small()
    return 1000 * (time.perf_counter() - began)


def _spread(among: int, count: int) -> list[int]:
    """At most ``count`` of so many numbers, evenly."""
    places: list[int] = np.unique(np.linspace(0, among - 1, min(among, count)).round().astype(int)).tolist()
    return places
