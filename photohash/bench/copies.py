"""``bench copies``: how many copies of a photo a code finds while almost nothing else passes for a copy.

Each source photo is put through every transformation of ``transformations.FAMILY`` and saved as a file. A matching
pair is a copy and its source. A non-matching pair is a copy and any other photo: the other sources and the
distractors. The radius is the largest at which at most one in 100,000 non-matching pairs passes
(``metrics.radius_at``). Recall is the share of matching pairs within it, by transformation; their mean weighs every
transformation alike. All codes see the same files.

Copies are made, decoded and prepared in threads, a few batches ahead of the codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from blake3 import blake3
from PIL import Image

from photohash.bench import peers
from photohash.bench.copies_result import CodecResult, CopiesResult, Figures
from photohash.bench.peers import Codec, ModelCodec, Prepared
from photohash.core import bits as codewords
from photohash.core.bits import Codes
from photohash.core.errors import KnownError, PhotoError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.edits.transformations import FAMILIES, Transformation, random_for
from photohash.evaluation import machine, metrics
from photohash.evaluation.image_source import open_source, picture
from photohash.evaluation.metrics import Counts
from photohash.evaluation.source_files import SourceFiles
from photohash.hashing.runtime import HashModel
from photohash.library.encode import Encoder
from photohash.library.photo import Failure
from photohash.library.pipeline.pools import in_order, pool

_BATCH = 32


def bench_copies(
    source: Path,
    encoders: Sequence[Encoder],
    *,
    sources: int = 150,
    task: Task,
    families: Mapping[str, Sequence[Transformation]] = FAMILIES,
    others: Sequence[Codec] | None = None,
    seed: int = 0,
    beside: Sequence[HashModel] = (),
) -> CopiesResult:
    """Measures models and peers on the photos of a folder or archive.

    Args:
        source: see ``image_source.open_source``; the first photos by name are transformed, the others are distractors.
        encoders: photohash models.
        sources: how many photos to transform.
        task: progress, and cancelling at every batch.
        families: transformations by the family's name, the headline's first; one may be in several families.
        others: codes to compare with; the installed peers by default.
        seed: of everything the transformations leave to chance.
        beside: the same models in other arithmetics; their names in the results end in it.

    Raises:
        KnownError: fewer than two readable photos at the path, or nothing to measure.
        Cancelled: the user asked to stop.
    """
    codecs = [*_models(encoders, beside), *(peers.installed() if others is None else others)]
    if not codecs:
        raise KnownError(
            "There is no code to measure: name a model, or install the peers with: pip install 'photohash[peers]'."
        )
    rows = {row.name: row for family in families.values() for row in family}
    photos = open_source(source)
    with pool(machine.cores(), "copies") as threads:
        task.begin(Stage.MEASURING, len(photos.names) + min(sources, len(photos.names)) * len(rows))
        names, originals, failures = _originals(photos, codecs, threads, task)
        if len(names) < 2:
            raise KnownError(f"{shown(source)} has fewer than two readable photos: there is nothing to tell apart.")
        measured = [_Measured(codec, codes) for codec, codes in zip(codecs, originals, strict=True)]
        batches = _batches(photos, names[:sources], rows.values(), seed)
        for made in in_order(threads, partial(_made, codecs), batches, 2 * machine.cores()):
            for results, prepared in zip(measured, made.prepared, strict=True):
                task.check()
                results.add(made.transformation, made.first, prepared)
            task.advance(len(made.prepared[0]))
    chosen = {name: tuple(row.name for row in family) for name, family in families.items()}
    return CopiesResult(
        machine=machine.describe(),
        model=codecs[0].name if encoders else None,
        sources=min(sources, len(names)),
        distractors=max(0, len(names) - sources),
        transformations={name: row.sentence for name, row in rows.items()},
        families=chosen,
        codecs=tuple(results.result(chosen) for results in measured),
        skipped=tuple(peers.absent() if others is None else ()),
        failures=tuple(failures),
    )


def _models(encoders: Sequence[Encoder], beside: Sequence[HashModel]) -> Iterator[Codec]:
    """Each model, followed by the same in other arithmetics."""
    for encoder in encoders:
        yield ModelCodec(encoder)
        yield from (ModelCodec(same, same.arithmetic) for same in beside if same.model_id == encoder.model_id)


class _Measured:
    """Distances of one code, counted as they come."""

    def __init__(self, codec: Codec, originals: Codes) -> None:
        self._codec = codec
        self._originals = originals
        self._matching: dict[str, Counts] = {}
        self._non_matching: dict[str, Counts] = {}

    def add(self, transformation: str, first: int, prepared: Sequence[Prepared]) -> None:
        """Codes prepared copies of the originals from number ``first`` on, and counts their distances."""
        distances = codewords.distances(self._codec.codes(prepared), self._originals)
        rows = np.arange(len(prepared))
        own = metrics.count(distances[rows, first + rows], self._codec.bits)
        other = metrics.count(distances, self._codec.bits) - own
        self._matching[transformation] = self._matching.get(transformation, 0) + own
        self._non_matching[transformation] = self._non_matching.get(transformation, 0) + other

    def result(self, families: Mapping[str, Sequence[str]]) -> CodecResult:
        """The figures of everything counted."""
        figures = {
            family: Figures.of(
                {name: self._matching[name] for name in names},
                np.sum([self._non_matching[name] for name in names], axis=0),
            )
            for family, names in families.items()
        }
        return CodecResult(self._codec.name, self._codec.bits, not isinstance(self._codec, ModelCodec), figures)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Photos to put through one transformation.

    Attributes:
        first: number of the first of them among the sources.
        photos: upright RGB, by name.
        transformation: what happens to them.
        seed: of what it leaves to chance.
    """

    first: int
    photos: Mapping[str, Image.Image]
    transformation: Transformation
    seed: int


@dataclass(frozen=True, slots=True)
class _Made:
    """Copies, decoded and prepared.

    Attributes:
        transformation: its name.
        first: number of the first copy's source.
        prepared: for every codec, the copies.
    """

    transformation: str
    first: int
    prepared: Sequence[Sequence[Prepared]]


def _batches(photos: SourceFiles, names: Sequence[str], rows: Iterable[Transformation], seed: int) -> Iterator[_Batch]:
    for first in range(0, len(names), _BATCH):
        batch = {name: picture(photos.read(name)) for name in names[first : first + _BATCH]}
        yield from (_Batch(first, batch, transformation, seed) for transformation in rows)


def _made(codecs: Sequence[Codec], batch: _Batch) -> _Made:
    """Photos transformed, saved, decoded again and prepared. Runs in a thread of the pool."""
    row = batch.transformation
    prepared: list[list[Prepared]] = [[] for _ in codecs]
    for name, photo in batch.photos.items():
        pixels = np.asarray(picture(row.copy(photo, random_for(name, row.name, batch.seed))))
        for copies, codec in zip(prepared, codecs, strict=True):
            copies.append(codec.prepare(pixels))
    return _Made(row.name, batch.first, prepared)


def _originals(
    photos: SourceFiles, codecs: Sequence[Codec], threads: ThreadPoolExecutor, task: Task
) -> tuple[list[str], list[Codes], list[Failure]]:
    """Codes of every readable photo: names, codes by codec in that order, and what could not be read.

    Of photos with the same bytes only the first counts: the others would be copies among the non-matching.
    """
    names: list[str] = []
    failures: list[Failure] = []
    seen: set[bytes] = set()
    waiting: list[list[Prepared]] = []
    parts: list[list[Codes]] = [[codec.codes([])] for codec in codecs]

    def code() -> None:
        for number, (part, codec) in enumerate(zip(parts, codecs, strict=True)):
            part.append(codec.codes([prepared[number] for prepared in waiting]))
        waiting.clear()

    for original in in_order(threads, partial(_prepared, codecs), _contents(photos, task), _BATCH):
        if isinstance(original, Failure):
            failures.append(original)
        elif original.digest not in seen:
            seen.add(original.digest)
            names.append(original.name)
            waiting.append(original.prepared)
        if len(waiting) == _BATCH:
            code()
    code()
    return names, [np.concatenate(part) for part in parts], failures


@dataclass(frozen=True, slots=True)
class _Original:
    """A photo as it is, decoded and prepared for every codec."""

    name: str
    digest: bytes
    prepared: list[Prepared]


def _contents(photos: SourceFiles, task: Task) -> Iterator[tuple[str, bytes | PhotoError]]:
    """The photos' bytes by name, or why they cannot be read."""
    for name in photos.names:
        task.check()
        task.advance()
        try:
            yield name, photos.read(name)
        except PhotoError as error:
            yield name, error


def _prepared(codecs: Sequence[Codec], read: tuple[str, bytes | PhotoError]) -> _Original | Failure:
    """A photo decoded and prepared. Runs in a thread of the pool."""
    name, content = read
    if isinstance(content, PhotoError):
        return Failure(Path(name), str(content))
    try:
        pixels = np.asarray(picture(content))
    except PhotoError as error:
        return Failure(Path(name), str(error))
    return _Original(name, blake3(content).digest(), [codec.prepare(pixels) for codec in codecs])
