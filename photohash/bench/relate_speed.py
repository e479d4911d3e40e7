"""``bench relate``: how long pairs take to be verified and named, from kept previews, on one core."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from blake3 import blake3
from PIL import Image

from photohash.core.bits import Codes
from photohash.core.errors import KnownError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.edits.transformations import FAMILY, random_for
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source, picture
from photohash.library.encode import Encoder
from photohash.library.index import HammingIndex
from photohash.library.photo import COPIES, Photo, Pixels
from photohash.library.preview import Previews
from photohash.library.relate import Relater, Side

Result = TypeVar("Result")

UNLIKE = "two different photos, at random"
CANDIDATES = "two different photos, near by their codes"
"""Names of the pairs that are no copies; all others are of a photo and its copy."""

_MOST_CANDIDATES = 2_000


@dataclass(frozen=True, slots=True)
class RelateResult:
    """What ``bench relate`` found. Times are of the processor, reading the previews included.

    Attributes:
        machine: what it ran on.
        photos: how many, each under every transformation and beside one other photo.
        milliseconds: of each pair, by what the second photo is to the first.
        reading: milliseconds for reading two previews.
    """

    machine: Mapping[str, Any]
    photos: int
    milliseconds: Mapping[str, Sequence[float]]
    reading: Sequence[float]

    @property
    def kinds_of_pairs(self) -> dict[str, Sequence[float]]:
        """Milliseconds of all copies, and of each kind of pairs that are none, where there are any."""
        unlike = {name: self.milliseconds[name] for name in (UNLIKE, CANDIDATES) if self.milliseconds.get(name)}
        copies = [one for name, found in self.milliseconds.items() if name not in unlike for one in found]
        return {"copies": copies, **unlike}

    @property
    def summary(self) -> dict[str, dict[str, float]]:
        """By kind of pairs: how many, and the median, the mean and the ninth tenth of their milliseconds."""
        return {
            name: {
                "pairs": len(found),
                "median": statistics.median(found),
                "mean": statistics.mean(found),
                "nine in ten within": statistics.quantiles(found, n=10)[-1] if len(found) > 1 else found[0],
            }
            for name, found in self.kinds_of_pairs.items()
        }

    @property
    def medians(self) -> dict[str, float]:
        """Median milliseconds by transformation."""
        return {
            name: statistics.median(found)
            for name, found in self.milliseconds.items()
            if name not in (UNLIKE, CANDIDATES)
        }

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench relate --json``."""
        summary = self.summary
        reading = statistics.median(self.reading)
        return {
            "machine": dict(self.machine),
            "ratios": {
                f"{name} / reading the two previews": kind["median"] / reading for name, kind in summary.items()
            },
            "photos": self.photos,
            "pairs": sum(map(len, self.milliseconds.values())),
            "milliseconds": {
                name: {what: round(value, 2) for what, value in kind.items()} for name, kind in summary.items()
            },
            "transformations": {name: round(value, 2) for name, value in self.medians.items()},
        }


def bench_relate(
    source: Path, encoder: Encoder, radius: int, *, photos: int = 24, task: Task, seed: int = 0
) -> RelateResult:
    """Times pairs; the previews of both are on the disk, as after a scan.

    Copies and pairs at random are pairs of which neither photo was ever looked at. Candidates come as in a scan: all
    pairs within the radius, by photo, what was worked out about a photo still known when its next pair comes.

    Args:
        source: see ``image_source.open_source``; photos to transform are taken evenly over their names.
        encoder: codes the photos, for the candidates.
        radius: distance out to which pairs are candidates.
        photos: how many to transform.
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
                reading.append(_milliseconds(lambda: [kept.small() for kept in (first, second)])[0])  # noqa: B023
                spent, _ = _milliseconds(lambda: Relater(remembered=2).relate(first.side, second.side))  # noqa: B023
                measured.setdefault(what, []).append(spent)
                task.advance()
        measured[CANDIDATES] = _of_candidates(source, encoder, radius, previews, task)
    return RelateResult(machine.describe(), len(names), measured, reading)


def _of_candidates(source: Path, encoder: Encoder, radius: int, previews: Previews, task: Task) -> list[float]:
    """Milliseconds of the pairs of different photos that are near by their codes, related one after another."""
    opened = open_source(source, everything=True)
    kept, codes = list[_Kept](), list[Codes]()
    task.begin(Stage.ENCODING, len(opened.names))
    for number, name in enumerate(opened.names):
        task.check()
        image = picture(opened.read(name))
        codes.append(encoder.encode(encoder.prepare(np.asarray(image))[None]))
        kept.append(_Kept(number, image, previews))
        task.advance()
    index = HammingIndex(encoder.bits)
    index.add(np.arange(len(kept)), np.concatenate(codes))
    earlier, later, _ = index.join(radius)
    order = np.lexsort((earlier, later))[:_MOST_CANDIDATES]
    task.begin(Stage.MEASURING, len(order))
    relater, found = Relater(), list[float]()
    for a, b in zip(earlier[order].tolist(), later[order].tolist(), strict=True):
        task.check()
        spent, relation = _milliseconds(lambda: relater.relate(kept[a].side, kept[b].side))  # noqa: B023
        if relation.kind not in COPIES:
            found.append(spent)
        task.advance()
    return found


class _Kept:
    """A picture as the library has it: a record, and a preview on the disk."""

    def __init__(self, number: int, image: Image.Image, previews: Previews) -> None:
        content = io.BytesIO()
        image.save(content, "PNG", compress_level=1)
        self._content, self._previews = content.getvalue(), previews
        self._digest = blake3(self._content).digest()
        previews.keep(self._digest, np.asarray(image))
        record = Photo(number, self._digest, image.width, image.height, "PNG", len(self._content), None, None)
        self.side = Side(record, self.small, full=self._full, coarse=self._coarse)

    def small(self) -> Pixels:
        return self._there(self._previews.pixels(self._digest))

    def _coarse(self) -> Pixels:
        return self._there(self._previews.coarse(self._digest))

    def _full(self) -> Pixels:
        return np.asarray(Image.open(io.BytesIO(self._content)))

    def _there(self, found: Pixels | None) -> Pixels:
        if found is None:
            raise KnownError("A preview was removed while it was needed.")
        return found


def _others(name: str, pictures: Sequence[Image.Image], place: int, seed: int) -> Iterator[tuple[str, Image.Image]]:
    """A photo's copies, and the next photo."""
    for row in FAMILY:
        content = row.copy(pictures[place], random_for(name, row.name, seed))
        yield row.name, Image.open(io.BytesIO(content)).convert("RGB")
    yield UNLIKE, pictures[(place + 1) % len(pictures)]


def _milliseconds(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    found = work()
    return 1000 * (time.process_time() - began), found


def _spread(among: int, count: int) -> list[int]:
    """At most ``count`` of so many numbers, evenly."""
    places: list[int] = np.unique(np.linspace(0, among - 1, min(among, count)).round().astype(int)).tolist()
    return places
