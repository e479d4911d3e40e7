"""What ``bench copies`` finds: figures of every code for every family of transformations, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from photohash.evaluation import metrics
from photohash.evaluation.metrics import Counts
from photohash.library.photo import Failure

RATE = 1e-5
"""The false-match rate of the headline figures: one in 100,000 non-matching pairs."""

RATES: Mapping[str, float] = {"1e-4": 1e-4, "1e-5": RATE, "1e-6": 1e-6}
"""The rates reported, each only where there are enough non-matching pairs for one of them to pass."""


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

    @property
    def worst(self) -> str:
        """The transformation with the least recall; of several the first."""
        return min(self.recall, key=lambda name: self.recall[name])


@dataclass(frozen=True, slots=True)
class Figures:
    """One code's figures for one family of transformations.

    Attributes:
        pairs: non-matching pairs of the family's copies, which set the radii.
        headline: at one in 100,000.
        at: by rate as written in ``RATES``; only rates that the number of pairs can resolve.
        uap: micro average precision; see ``metrics.micro_average_precision``.
    """

    pairs: int
    headline: AtRate
    at: Mapping[str, AtRate]
    uap: float

    @classmethod
    def of(cls, matching: Mapping[str, Counts], non_matching: Counts) -> Figures:
        """The figures of pairs counted by distance.

        Args:
            matching: by transformation, pairs of a copy and its source.
            non_matching: pairs of the same copies and other photos.
        """

        def at(rate: float) -> AtRate:
            radius = metrics.radius_at(rate, non_matching)
            recall = {name: metrics.share_within(radius, pairs) for name, pairs in matching.items()}
            return AtRate(radius, metrics.share_within(radius, non_matching), recall)

        pairs = int(non_matching.sum())
        resolved = {label: at(rate) for label, rate in RATES.items() if rate * pairs >= 1}
        together = np.sum(list(matching.values()), axis=0)
        return cls(pairs, at(RATE), resolved, metrics.micro_average_precision(together, non_matching))

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it: the headline's figures, radius and mean recall at the other rates, uAP."""
        at, worst = self.headline, self.headline.worst
        return {
            "pairs": self.pairs,
            "radius": at.radius,
            "false_match_rate": at.false_match_rate,
            "recall": dict(at.recall),
            "mean_recall": at.mean_recall,
            "worst": {"transformation": worst, "recall": at.recall[worst]},
            "uap": self.uap,
            "rates": {
                name: {"radius": at.radius, "mean_recall": at.mean_recall, "worst_recall": at.recall[at.worst]}
                for name, at in self.at.items()
            },
        }


@dataclass(frozen=True, slots=True)
class CodecResult:
    """One code's figures.

    Attributes:
        name: model id, or the peer's name.
        bits: length of its codes.
        peer: whether it is somebody else's hash.
        families: figures by family, the headline's first. Each family has radii of its own, set by its own pairs, so
            that what a family gives does not depend on what else was measured.
    """

    name: str
    bits: int
    peer: bool
    families: Mapping[str, Figures]

    @property
    def headline(self) -> AtRate:
        """Of the first family, at one in 100,000."""
        return next(iter(self.families.values())).headline

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it: the figures of the first family, and those of each under ``families``."""
        families = {name: figures.as_dict() for name, figures in self.families.items()}
        return {"bits": self.bits, "peer": self.peer, **next(iter(families.values())), "families": families}


@dataclass(frozen=True, slots=True)
class CopiesResult:
    """What ``bench copies`` found.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        model: the first model's id, or None where only peers were measured.
        sources: photos that were transformed.
        distractors: photos that were only there to be confused with.
        transformations: name to sentence, in table order.
        families: names of the transformations of each family, the headline's first.
        codecs: figures by code, models first.
        skipped: sentences on what was not measured.
        failures: photos left out because they could not be read.
    """

    machine: Mapping[str, Any]
    model: str | None
    sources: int
    distractors: int
    transformations: Mapping[str, str]
    families: Mapping[str, tuple[str, ...]]
    codecs: tuple[CodecResult, ...]
    skipped: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def pairs(self) -> int:
        """Non-matching pairs of the headline's family."""
        return next(iter(self.codecs[0].families.values())).pairs

    @property
    def ratios(self) -> dict[str, float]:
        """Mean recall of every other code as a share of the first model's, in the headline's family."""
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
            "headline": next(iter(self.families)),
            "families": {name: list(names) for name, names in self.families.items()},
            "transformations": dict(self.transformations),
            "codecs": {codec.name: codec.as_dict() for codec in self.codecs},
            "skipped": list(self.skipped),
            "failures": [{"path": str(failure.path), "reason": failure.reason} for failure in self.failures],
        }
