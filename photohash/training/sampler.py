"""Which photos a batch is made of, decided by the seed and the number of the step alone.

Photos come from an endless row of shuffles: first all photos in one order, then all of them in another, and so on. A
batch is the next piece of the row. So every photo is met equally often, to within one, and step 1,000 can be drawn
without the 999 before it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]


class Sampler(ABC):
    """Draws the photos of a batch."""

    @abstractmethod
    def batch(self, step: int) -> Indices:
        """The photos of one step: int64 [batch]."""


class Shuffled(Sampler):
    """Batches of whatever photos come next.

    Args:
        photos: how many there are.
        batch: photos in a batch; may be more than there are.
        seed: of the shuffles.
    """

    def __init__(self, photos: int, batch: int, seed: int) -> None:
        self._row, self._batch = _Row(photos, (seed,)), batch

    def batch(self, step: int) -> Indices:
        """See ``Sampler``."""
        return self._row.piece(step * self._batch, self._batch)


class Balanced(Sampler):
    """Batches of the same number of photos of each of some classes, as DAH draws two of each of all.

    The classes come from a row of shuffles, and the photos of each class from one of its own. Classes are met equally
    often, and so are the photos of one class; those of a small class are met more often than those of a large one.

    Args:
        labels: class of each photo, int64 [n], each class from 0 on at least once.
        classes: different classes in a batch, at most as many as there are.
        each: photos of a class in a batch.
        seed: of the shuffles.
    """

    def __init__(self, labels: Indices, classes: int, each: int, seed: int) -> None:
        self._members = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1)]
        self._count, self._each = min(classes, len(self._members)), each
        self._classes = _Row(len(self._members), (seed, 0))
        self._rows = [_Row(len(members), (seed, 1 + label)) for label, members in enumerate(self._members)]

    def batch(self, step: int) -> Indices:
        """See ``Sampler``; the photos of one class stand side by side."""
        begin = step * self._count
        pieces = []
        for place, label in enumerate(self._classes.piece(begin, self._count), begin):
            met = place // len(self._members)  # every shuffle of the classes has each of them once
            pieces.append(self._members[label][self._rows[label].piece(met * self._each, self._each)])
        return np.concatenate(pieces)


class _Row:
    """The endless row of shuffles of 0 to ``count`` - 1."""

    def __init__(self, count: int, seed: tuple[int, ...]) -> None:
        self._count = count
        self._shuffle = lru_cache(maxsize=2)(lambda turn: np.random.default_rng([*seed, turn]).permutation(count))

    def piece(self, begin: int, length: int) -> Indices:
        """``length`` members of the row from place ``begin`` on."""
        turns = range(begin // self._count, -(-(begin + length) // self._count))
        row = np.concatenate([self._shuffle(turn) for turn in turns])
        skipped = begin - turns.start * self._count
        return row[skipped : skipped + length]
