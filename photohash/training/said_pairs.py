"""What the user said of pairs of photos, as a help in telling albums apart: hard negatives and positives.

Two photos that are *not duplicates* and lie in different albums look alike and do not belong together: the hardest
negatives there are. Two copies of one photo belong at one code. Each batch gets some such pairs beside its own photos,
and a contrastive term beside the method's own loss. Two photos of one album that are not duplicates are left alone:
that they are two says nothing against their belonging together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor

from photohash.hashing.losses import Loss
from photohash.hashing.losses.loss import LossBatch

Indices = NDArray[np.int64]

_WEIGHT = 0.1
_PAIRS = 4
"""Pairs of each kind in a batch."""


def _none() -> Indices:
    return np.zeros((0, 2), np.int64)


@dataclass(frozen=True)
class SaidPairs:
    """Pairs of places.

    Attributes:
        different: of photos in different albums that are no duplicates, int64 [m, 2].
        copies: of photos in one album that are copies of each other, int64 [m, 2].
    """

    different: Indices = field(default_factory=_none)
    copies: Indices = field(default_factory=_none)

    @classmethod
    def of(cls, labels: Indices, together: Indices | None, different: Indices | None) -> SaidPairs:
        """Those that help.

        Args:
            labels: of all photos, int64 [n].
            together: int64 [n]; photos of the same number are copies of each other.
            different: int64 [m, 2], photos that are no duplicates.
        """
        said = _none() if different is None else different[labels[different[:, 0]] != labels[different[:, 1]]]
        if together is None:
            return cls(said)
        order = np.argsort(together, kind="stable")
        pairs = np.column_stack([order[:-1], order[1:]])
        alike = (together[pairs[:, 0]] == together[pairs[:, 1]]) & (labels[pairs[:, 0]] == labels[pairs[:, 1]])
        return cls(said, pairs[alike])

    def among(self, photos: Indices) -> SaidPairs:
        """Those of which both photos are among some."""
        kept = [pairs[np.isin(pairs, photos).all(axis=1)] for pairs in (self.different, self.copies)]
        return SaidPairs(*kept)

    def __bool__(self) -> bool:
        return bool(len(self.different) or len(self.copies))

    def drawn(self, rng: Generator) -> Indices:
        """Photos to add to a batch: both of each pair side by side, first the different ones."""
        chosen = [pairs[rng.integers(0, len(pairs), _PAIRS)] for pairs in (self.different, self.copies) if len(pairs)]
        return np.concatenate(chosen).reshape(-1)


NO_PAIRS = SaidPairs()
"""Nothing was said."""


def with_pairs(draw: Callable[[int, Generator], Indices], pairs: SaidPairs) -> Callable[[int, Generator], Indices]:
    """What draws photos, with pairs added at the end of each batch."""
    if not pairs:
        return draw
    return lambda step, rng: np.concatenate([draw(step, rng), pairs.drawn(rng)])


@dataclass(frozen=True)
class WithPairs(Loss):
    """A method's loss and a contrastive term over the pairs at the end of each batch.

    Different ones are pushed until their codes have nothing in common, copies are drawn together: the mean of
    ``max(cos, 0)^2`` and of ``1 - cos``.

    Attributes:
        inner: the method's own.
        different: whether there are pairs of different photos.
        copies: whether there are pairs of copies.
    """

    inner: Loss
    different: bool
    copies: bool

    @classmethod
    def of(cls, inner: Loss, pairs: SaidPairs) -> Loss:
        """The method's own where there are no pairs."""
        return cls(inner, bool(len(pairs.different)), bool(len(pairs.copies))) if pairs else inner

    def _of(self, batch: LossBatch) -> Tensor:
        added = 2 * _PAIRS * (self.different + self.copies)
        centred = batch.code - batch.code.mean(dim=0)
        code = torch.nn.functional.normalize(centred, dim=1)[-added:]
        cosines = (code[0::2] * code[1::2]).sum(dim=1)
        value = self.inner._of(batch)
        if self.different:
            value = value + _WEIGHT * cosines[:_PAIRS].clamp(min=0).square().mean()
        if self.copies:
            value = value + _WEIGHT * (1 - cosines[-_PAIRS:]).mean()
        return value
