"""``bench speed``: how fast photos become codes, beside peers, in one run.

Figures of two runs compare badly: caches, clocks and other programs differ. So all contenders work on the same files,
taking turns in an order that moves on from round to round; what counts are the ratios of their median rates.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from photohash.bench import peers
from photohash.bench.synthetic_data import large_jpegs
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.library.decode import decode
from photohash.library.encode import Encoder
from photohash.library.photo import Pixels
from photohash.library.pipeline import Pipeline
from photohash.library.preview import Previews
from photohash.library.store import Catalogue

WIDTH, HEIGHT = 4000, 3000
"""The size of a photo of 12 megapixels, as phones take them."""

INDEXING, CODING, DECODING, PHASH, CZKAWKA = (
    "indexing", "decoding and coding", "scaled decoding", "imagehash pHash", "czkawka's core"
)  # fmt: skip
"""The contenders: JPEGs taken into a new library, verification aside; decoded, prepared and coded; decoded at reduced
size by Pillow and nothing else; hashed by ``imagehash``; searched for similar ones by czkawka, which takes as many
threads as there are cores."""

_BATCH = 16
_DIFFERENT = 6
_COMMENT = b"\xff\xfe"


@dataclass(frozen=True, slots=True)
class SpeedResult:
    """What ``bench speed`` found.

    Attributes:
        machine: what it ran on.
        model: the model's id.
        photos: files timed in a round.
        megapixels: mean size of a photo.
        threads: decoding threads.
        rounds: photos a second, by contender, one number a round.
    """

    machine: Mapping[str, Any]
    model: str
    photos: int
    megapixels: float
    threads: int
    rounds: Mapping[str, Sequence[float]]

    @property
    def rates(self) -> dict[str, float]:
        """Photos a second by contender: the median of its rounds."""
        return {name: statistics.median(rates) for name, rates in self.rounds.items()}

    @property
    def ratios(self) -> dict[str, float]:
        """Our rate of indexing as a multiple of every other contender's rate."""
        rates = self.rates
        return {f"{INDEXING} / {name}": rates[INDEXING] / rate for name, rate in rates.items() if name != INDEXING}

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench speed --json``."""
        return {
            "machine": dict(self.machine),
            "ratios": self.ratios,
            "model": self.model,
            "photos": self.photos,
            "megapixels": self.megapixels,
            "threads": self.threads,
            "rates": self.rates,
            "rounds": {name: list(rates) for name, rates in self.rounds.items()},
        }


def bench_speed(
    photos: Path | None,
    encoder: Encoder,
    *,
    task: Task,
    count: int = 24,
    rounds: int = 3,
    threads: int = 2,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> SpeedResult:
    """Times a model over large JPEGs.

    Args:
        photos: a folder or archive; its first photos are used as they are where they are JPEGs of 10 megapixels or
            more, and enlarged with grain where they are not. None makes up photos.
        encoder: the model.
        task: progress, and cancelling before every turn of a contender.
        count: files timed in a round.
        rounds: turns of every contender.
        threads: threads that decode, or hash.
        size: width and height of enlarged and made-up photos.

    Raises:
        KnownError: there are no photos at the path, or one of the first cannot be read.
        Cancelled: the user asked to stop.
    """
    with tempfile.TemporaryDirectory(prefix="photohash-speed-") as folder, ThreadPoolExecutor(threads) as pool:
        task.begin(Stage.MEASURING)
        files = _save(large_jpegs(photos, min(count, _DIFFERENT), size, task), count, Path(folder, "photos"))
        contenders = _contenders(encoder, threads, pool)
        task.begin(Stage.MEASURING, rounds * len(contenders) * count)
        measured: dict[str, list[float]] = {name: [] for name in contenders}
        for run in contenders.values():
            run(files)
        for number in range(rounds):
            order = [*contenders][number % len(contenders) :] + [*contenders][: number % len(contenders)]
            for name in order:
                task.check()
                began = time.perf_counter()
                contenders[name](files)
                measured[name].append(count / (time.perf_counter() - began))
                task.advance(count)
        megapixels = statistics.mean(_pixels(file) for file in files) / 1e6
    return SpeedResult(machine.describe(), encoder.model_id, count, megapixels, threads, measured)


def _contenders(
    encoder: Encoder, threads: int, pool: ThreadPoolExecutor
) -> dict[str, Callable[[Sequence[Path]], object]]:
    def indexing(paths: Sequence[Path]) -> None:
        with tempfile.TemporaryDirectory(prefix="photohash-library-") as library:
            catalogue, previews = Catalogue.open(Path(library), write=True), Previews(Path(library, "thumbnails"))
            with Pipeline(catalogue, encoder, 0, previews, verify=-1, threads=threads) as pipeline:
                for _ in pipeline.update([paths[0].parent], task=Task()):
                    pass

    def scaled_decoding(paths: Sequence[Path]) -> None:
        for _ in pool.map(lambda path: _scaled(path, encoder.side), paths):
            pass

    def coding(paths: Sequence[Path]) -> None:
        prepared = pool.map(lambda path: encoder.prepare(decode(path, at_least=encoder.side).pixels), paths)
        while batch := list(islice(prepared, _BATCH)):
            encoder.encode(np.stack(batch))

    def phash(paths: Sequence[Path]) -> None:
        for _ in pool.map(_phash, paths):
            pass

    contenders: dict[str, Callable[[Sequence[Path]], object]]
    contenders = {INDEXING: indexing, CODING: coding, DECODING: scaled_decoding}
    if find_spec("imagehash"):
        contenders[PHASH] = phash
    if find_spec("czkawka"):
        [theirs] = peers.czkawka()
        contenders[CZKAWKA] = lambda paths: theirs.search and theirs.search(paths[0].parent)
    return contenders


def _scaled(path: Path, at_least: int) -> Pixels:
    """Decodes a JPEG with Pillow alone, at the smallest scale whose shorter side is still ``at_least`` pixels."""
    with Image.open(path) as opened:
        opened.draft("RGB", (at_least, at_least))
        return np.asarray(opened)


def _phash(path: Path) -> object:
    import imagehash

    with Image.open(path) as opened:
        return imagehash.phash(opened)


def _save(contents: Iterable[bytes], count: int, folder: Path) -> list[Path]:
    """Saves JPEGs, again and again until there are ``count``; a comment in each makes every file a photo of its own."""
    folder.mkdir()
    different = list(contents)
    files = [folder / f"{number}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        content, comment = different[number % len(different)], b"%d" % number
        length = (len(comment) + 2).to_bytes(2, "big")
        file.write_bytes(content[:2] + _COMMENT + length + comment + content[2:])
    return files


def _pixels(path: Path) -> int:
    with Image.open(path) as opened:
        return opened.width * opened.height
