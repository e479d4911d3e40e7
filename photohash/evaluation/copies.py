"""``bench copies``: how many copies of a photo a code finds while almost nothing else passes for a copy.

Each source photo is put through every transformation of ``transformations.FAMILY`` and saved as a file. A matching
pair is a copy and its source. A non-matching pair is a copy and any other photo: the other sources and the
distractors. The radius is the largest at which at most one in 100,000 non-matching pairs passes
(``metrics.radius_at``). Recall is the share of matching pairs within it, by transformation; their mean weighs every
transformation alike. All codes see the same files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from blake3 import blake3
from PIL import Image

from photohash.core import bits as codewords
from photohash.core.bits import Codes
from photohash.core.errors import KnownError, PhotoError
from photohash.core.task import Stage, Task
from photohash.evaluation import machine, metrics, peers
from photohash.evaluation.peers import Codec, ModelCodec
from photohash.evaluation.sources import PhotoSource, open_source, picture
from photohash.evaluation.transformations import FAMILY, Transformation, random_for
from photohash.library.encode import Encoder
from photohash.library.photo import Failure, Pixels

RATE = 1e-5
"""The false-match rate of the headline figures: one in 100,000 non-matching pairs."""

RATES: Mapping[str, float] = {"1e-4": 1e-4, "1e-5": RATE, "1e-6": 1e-6}
"""The rates reported, each only where there are enough non-matching pairs for one of them to pass."""

_BATCH = 32


@dataclass(frozen=True, slots=True)
class AtRate:
    """What a code does at one false-match rate.

    Attributes:
        radius: the largest distance that counts as a match; -1 where no distance keeps the rate.
        false_match_rate: share of non-matching pairs that pass at this radius; at most the rate asked for.
        recall: share of copies within the radius of their source, by transformation.
    """

    radius: int
    false_match_rate: float
    recall: Mapping[str, float]

    @property
    def mean_recall(self) -> float:
        """Mean over the transformations."""
        return float(np.mean(list(self.recall.values())))

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "radius": self.radius,
            "false_match_rate": self.false_match_rate,
            "recall": dict(self.recall),
            "mean_recall": self.mean_recall,
        }


@dataclass(frozen=True, slots=True)
class CodecResult:
    """One code's figures.

    Attributes:
        name: model id, or the peer's name.
        bits: length of its codes.
        headline: at one in 100,000.
        at: by rate as written in ``RATES``; only rates that the number of pairs can resolve.
    """

    name: str
    bits: int
    headline: AtRate
    at: Mapping[str, AtRate] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it: the headline's figures, and radius and mean recall at the other rates."""
        rates = {name: {"radius": at.radius, "mean_recall": at.mean_recall} for name, at in self.at.items()}
        return {"bits": self.bits, **self.headline.as_dict(), "rates": rates}


@dataclass(frozen=True, slots=True)
class CopiesResult:
    """What ``bench copies`` found.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        model: the first model's id, or None where only peers were measured.
        sources: photos that were transformed.
        distractors: photos that were only there to be confused with.
        pairs: non-matching pairs.
        transformations: name to sentence, in table order.
        codecs: figures by code, models first.
        failures: photos left out because they could not be read.
    """

    machine: Mapping[str, Any]
    model: str | None
    sources: int
    distractors: int
    pairs: int
    transformations: Mapping[str, str]
    codecs: tuple[CodecResult, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def ratios(self) -> dict[str, float]:
        """Mean recall of every other code as a share of the first model's."""
        if self.model is None:
            return {}
        ours, *others = self.codecs
        reference = ours.headline.mean_recall
        return {
            f"recall {other.name} / {ours.name}": other.headline.mean_recall / reference
            for other in others
            if reference
        }

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench copies --json``."""
        return {
            "machine": dict(self.machine),
            "ratios": self.ratios,
            "model": self.model,
            "photos": {"sources": self.sources, "distractors": self.distractors},
            "pairs": self.pairs,
            "transformations": dict(self.transformations),
            "codecs": {codec.name: codec.as_dict() for codec in self.codecs},
            "failures": [{"path": str(failure.path), "reason": failure.reason} for failure in self.failures],
        }


def bench_copies(
    source: Path,
    encoders: Sequence[Encoder],
    *,
    sources: int = 150,
    task: Task,
    family: Sequence[Transformation] = FAMILY,
    others: Sequence[Codec] | None = None,
    seed: int = 0,
) -> CopiesResult:
    """Measures models and peers on the photos of a folder or archive.

    Args:
        source: see ``sources.open_source``; the first photos by name are transformed, the others are distractors.
        encoders: photohash models.
        sources: how many photos to transform.
        task: progress, and cancelling at every batch.
        family: the transformations.
        others: codes to compare with; the installed peers by default.
        seed: of everything the transformations leave to chance.

    Raises:
        KnownError: fewer than two readable photos at the path, or nothing to measure.
        Cancelled: the user asked to stop.
    """
    codecs = [*map(ModelCodec, encoders), *(peers.installed() if others is None else others)]
    if not codecs:
        raise KnownError(
            "There is no code to measure: name a model, or install the peers with: pip install 'photohash[peers]'."
        )
    with open_source(source) as photos:
        work = len(photos.names) + min(sources, len(photos.names)) * len(family)
        task.begin(Stage.MEASURING, work)
        names, originals, failures = _originals(photos, codecs, task)
        if len(names) < 2:
            raise KnownError(f"{source} has fewer than two readable photos: there is nothing to tell apart.")
        chosen = names[:sources]
        measured = [_Measured(codec.bits, codes) for codec, codes in zip(codecs, originals, strict=True)]
        for start in range(0, len(chosen), _BATCH):
            batch = {name: picture(photos.read(name)) for name in chosen[start : start + _BATCH]}
            for transformation in family:
                copies = [_copy(name, photo, transformation, seed) for name, photo in batch.items()]
                for codec, results in zip(codecs, measured, strict=True):
                    task.check()
                    results.add(transformation.name, start, codec.codes(copies))
                task.advance(len(batch))
    return CopiesResult(
        machine=machine.describe(),
        model=codecs[0].name if encoders else None,
        sources=len(chosen),
        distractors=len(names) - len(chosen),
        pairs=int(measured[0].non_matching.sum()),
        transformations={transformation.name: transformation.sentence for transformation in family},
        codecs=tuple(results.result(codec.name) for codec, results in zip(codecs, measured, strict=True)),
        failures=tuple(failures),
    )


class _Measured:
    """Distances of one code, counted as they come."""

    def __init__(self, bits: int, originals: Codes) -> None:
        self.bits = bits
        self.originals = originals
        self.non_matching = np.zeros(bits + 1, np.int64)
        self.matching: dict[str, metrics.Counts] = {}

    def add(self, transformation: str, first: int, codes: Codes) -> None:
        """Counts the copies ``codes`` of the originals from number ``first`` on."""
        distances = codewords.distances(codes, self.originals)
        rows = np.arange(len(codes))
        own = metrics.count(distances[rows, first + rows], self.bits)
        self.non_matching += metrics.count(distances, self.bits) - own
        self.matching[transformation] = self.matching.get(transformation, 0) + own

    def result(self, name: str) -> CodecResult:
        """The figures of everything counted."""
        resolved = {label: rate for label, rate in RATES.items() if rate * self.non_matching.sum() >= 1}
        return CodecResult(name, self.bits, self._at(RATE), {label: self._at(rate) for label, rate in resolved.items()})

    def _at(self, rate: float) -> AtRate:
        radius = metrics.radius_at(rate, self.non_matching)
        recall = {name: metrics.share_within(radius, pairs) for name, pairs in self.matching.items()}
        return AtRate(radius, metrics.share_within(radius, self.non_matching), recall)


def _originals(
    photos: PhotoSource, codecs: Sequence[Codec], task: Task
) -> tuple[list[str], list[Codes], list[Failure]]:
    """Codes of every readable photo: names, codes by codec in that order, and what could not be read.

    Of photos with the same bytes only the first counts: the others would be copies among the non-matching.
    """
    names: list[str] = []
    failures: list[Failure] = []
    parts: list[list[Codes]] = [[] for _ in codecs]
    seen: set[bytes] = set()
    for start in range(0, len(photos.names), _BATCH):
        batch: list[Pixels] = []
        for name in photos.names[start : start + _BATCH]:
            task.check()
            task.advance()
            try:
                content = photos.read(name)
                decoded = np.asarray(picture(content))
            except PhotoError as error:
                failures.append(Failure(Path(name), str(error)))
                continue
            digest = blake3(content).digest()
            if digest not in seen:
                seen.add(digest)
                names.append(name)
                batch.append(decoded)
        for part, codec in zip(parts, codecs, strict=True):
            part.append(codec.codes(batch))
    return names, [np.concatenate(part) for part in parts], failures


def _copy(name: str, photo: Image.Image, transformation: Transformation, seed: int) -> Pixels:
    """A photo transformed, saved and decoded again."""
    return np.asarray(picture(transformation.copy(photo, random_for(name, transformation.name, seed))))
