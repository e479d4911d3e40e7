"""``bench speed``: photos a second, from files to codes, beside decoding alone and beside a peer, in one run.

Figures of two runs compare badly: caches, clocks and other programs differ. So all contenders take turns in rounds,
over the same files, in an order that moves on from round to round; what counts are the ratios of the median rates.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.evaluation.sources import open_source, picture
from photohash.library.decode import decode
from photohash.library.encode import Encoder
from photohash.library.photo import Pixels

WIDTH, HEIGHT = 4000, 3000
"""The size of a photo of 12 megapixels, as phones take them."""

DECODING, INDEXING, PHASH = "scaled decoding", "indexing", "imagehash pHash"
"""The contenders: JPEGs decoded at reduced size, no more; decoded, prepared and coded; hashed by ``imagehash``."""

_ENOUGH_PIXELS = 10_000_000
_BATCH = 16


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

    def rows(self) -> list[tuple[str, ...]]:
        """A table of text: contender, photos a second, and indexing as a multiple of it."""
        ratios = {name: f"{rate:.2f}" for name, rate in self.ratios.items()}
        lines = [(name, f"{rate:.1f}", ratios.get(f"{INDEXING} / {name}", "")) for name, rate in self.rates.items()]
        return [("", "photos/s", f"{INDEXING} is x times as fast"), *lines]

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
        KnownError: there are no photos at the path.
        PhotoError: a photo cannot be read.
        Cancelled: the user asked to stop.
    """
    with tempfile.TemporaryDirectory(prefix="photohash-speed-") as folder, ThreadPoolExecutor(threads) as pool:
        distinct = min(count, 6)
        task.begin(Stage.MEASURING)
        files = _save(_contents(photos, distinct, size, task), Path(folder))
        turns = [files[number % len(files)] for number in range(count)]
        contenders = _contenders(encoder, pool)
        task.begin(Stage.MEASURING, rounds * len(contenders) * count)
        measured: dict[str, list[float]] = {name: [] for name in contenders}
        for run in contenders.values():
            run(turns[:2])
        for number in range(rounds):
            order = [*contenders][number % len(contenders) :] + [*contenders][: number % len(contenders)]
            for name in order:
                task.check()
                began = time.perf_counter()
                contenders[name](turns)
                measured[name].append(count / (time.perf_counter() - began))
                task.advance(count)
        megapixels = statistics.mean(_pixels(file) for file in files) / 1e6
    return SpeedResult(machine.describe(), encoder.model_id, count, megapixels, threads, measured)


def _contenders(encoder: Encoder, pool: ThreadPoolExecutor) -> dict[str, Callable[[Sequence[Path]], None]]:
    def scaled_decoding(paths: Sequence[Path]) -> None:
        for _ in pool.map(lambda path: _scaled(path, encoder.side), paths):
            pass

    def indexing(paths: Sequence[Path]) -> None:
        prepared = pool.map(lambda path: encoder.prepare(decode(path, at_least=encoder.side).pixels), paths)
        while batch := list(islice(prepared, _BATCH)):
            encoder.encode(np.stack(batch))

    def phash(paths: Sequence[Path]) -> None:
        for _ in pool.map(_phash, paths):
            pass

    contenders: dict[str, Callable[[Sequence[Path]], None]] = {DECODING: scaled_decoding, INDEXING: indexing}
    if find_spec("imagehash"):
        contenders[PHASH] = phash
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


def _save(contents: Iterator[bytes], folder: Path) -> list[Path]:
    files = []
    for number, content in enumerate(contents):
        files.append(folder / f"{number}.jpg")
        files[-1].write_bytes(content)
    return files


def _contents(photos: Path | None, count: int, size: tuple[int, int], task: Task) -> Iterator[bytes]:
    """JPEG files of large photos."""
    if photos is None:
        for seed in range(count):
            task.check()
            yield _jpeg(_made_up(seed, size), seed)
        return
    with open_source(photos) as source:
        for seed, name in enumerate(source.names[:count]):
            task.check()
            content = source.read(name)
            with Image.open(io.BytesIO(content)) as opened:
                large = opened.format == "JPEG" and opened.width * opened.height >= _ENOUGH_PIXELS
            yield content if large else _jpeg(picture(content).resize(size, Image.Resampling.BICUBIC), seed)


def _made_up(seed: int, size: tuple[int, int]) -> Image.Image:
    """A picture with detail at every scale, as photos have: random colours summed over octaves, ever weaker."""
    random = np.random.default_rng(seed)
    half = max(1, size[0] // 2), max(1, size[1] // 2)
    total = np.zeros((half[1], half[0], 3), np.float32)
    for octave in range(2, 10):
        coarse = Image.fromarray(random.integers(0, 256, (3 * 2**octave // 4, 2**octave, 3), dtype=np.uint8))
        total += np.asarray(coarse.resize(half, Image.Resampling.BICUBIC), np.float32) * 0.4 * 0.6 ** (octave - 2)
    return Image.fromarray(np.clip(total, 0, 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)


def _jpeg(photo: Image.Image, seed: int) -> bytes:
    """Saves a photo with the grain of a sensor, without which an enlarged picture would decode too easily."""
    tile = np.random.default_rng(seed).normal(0, 6, (512, 512, 1)).astype(np.int16)
    repeats = -(-photo.height // len(tile)), -(-photo.width // len(tile)), 1
    grain = np.tile(tile, repeats)[: photo.height, : photo.width]
    file = io.BytesIO()
    Image.fromarray(np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=90)
    return file.getvalue()


def _pixels(path: Path) -> int:
    with Image.open(path) as opened:
        return opened.width * opened.height
