"""What learning albums came to, before it is written: the network, and how it does on photos that were held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from photohash.core.bits import Codes
from photohash.hashing.network import HashNetwork
from photohash.training.album_measure import Indices, PhotoFigures, Score, photo_figures

BEFORE = "dahp-lite0-128-scenes"
"""The bundled model that albums are told apart by before."""

_ENOUGH = 6
"""Photos of the smallest album from which on a difference is taken to be shown at all."""


@dataclass(frozen=True)
class LearntAlbums:
    """What was learnt and how good it is.

    Attributes:
        network: from all photos.
        told: what its mAP on other photos is taken to be.
        before: the same by the bundled model.
        codes: of the photos of each fold, by a head that never saw them.
        codes_before: the same by the bundled model.
        labels: of the photos.
        folds: places of the photos that one head never saw; a photo may be in several.
        gain: of tuning where it was tried, else None.
        steps: of tuning in the network.
        head_steps: of its head.
        apart: a network that learnt alike, but not from the photos of ``unseen``.
        unseen: places of some of these, that copies are measured on.
    """

    network: HashNetwork
    told: Score
    before: Score
    codes: Sequence[Codes]
    codes_before: Sequence[Codes]
    labels: Indices
    folds: tuple[Indices, ...]
    gain: float | None
    steps: int
    head_steps: int
    apart: HashNetwork
    unseen: Indices

    @property
    def difference(self) -> Score:
        """By how much it is better."""
        return self.told.above(self.before)

    @property
    def few(self) -> bool:
        """Whether there are too few photos to show anything."""
        return int(np.bincount(self.labels).min()) < _ENOUGH

    @property
    def better(self) -> bool:
        """Whether it is shown to be better: the interval of the difference does not hold 0."""
        return not self.few and self.difference.low > 0

    def figures(self) -> tuple[PhotoFigures, PhotoFigures]:
        """Of each photo, before and after."""
        one, other = (photo_figures(self.folds, codes, self.labels) for codes in (self.codes_before, self.codes))
        return one, other

    def as_dict(self, classes: Sequence[str]) -> dict[str, Any]:
        """As a card tells it."""
        more, (old, new) = self.difference, self.figures()
        before, after = old.by_class(self.labels, classes), new.by_class(self.labels, classes)
        return {
            "photos": len(self.labels),
            "folds": len(self.folds),
            **self.told.as_dict(),
            "precision_at_10": new.first_ten,
            "gain_of_tuning": None if self.gain is None else round(self.gain, 4),
            "before": {
                "model": BEFORE,
                **self.before.as_dict(),
                "precision_at_10": old.first_ten,
            },
            "gain": {"mean": round(more.mean, 4), "interval": [round(more.low, 4), round(more.high, 4)]},
            "better": self.better,
            "albums": {name: {"before": before[name], "after": after[name]} for name in classes},
        }
