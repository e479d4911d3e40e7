"""CIFAR-10 as its authors give it, in its "binary version".

The "python version" is a set of pickles, and reading one is running a program of whoever made it. It is told apart and
not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import UsageError
from photohash.core.paths import shown

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
"""The ten classes in the order of their labels."""

SIDE = 32
_VALUES = 3 * SIDE * SIDE
_ENDING = ".bin"
_TRAIN = tuple(f"data_batch_{number}" for number in range(1, 6))
_TEST = "test_batch"
_STEMS = (*_TRAIN, _TEST)

Batch = tuple[NDArray[np.uint8], NDArray[np.int64], list[str]]
"""Pictures uint8 [n, 32, 32, 3], labels int64 [n] and names [n]."""


def is_batch(name: str) -> bool:
    """Whether a path, with forward slashes, has the name of a batch of the binary version."""
    path = PurePosixPath(name)
    return path.suffix == _ENDING and path.stem in _STEMS


def is_pickle(name: str) -> bool:
    """Whether a path, with forward slashes, has the name of a batch of the python version."""
    return PurePosixPath(name).name in _STEMS


def read_batches(files: Mapping[str, bytes], place: str) -> dict[str, list[Batch]]:
    """Reads the five training batches and the test batch.

    Args:
        files: contents by bare name.
        place: where they are, for messages.

    Returns:
        batches by part, "train" and "test".

    Raises:
        UsageError: a batch is missing or is not what it should be; the sentence names it.
    """
    missing = [stem + _ENDING for stem in _STEMS if stem + _ENDING not in files]
    if missing:
        raise UsageError(f"{shown(place)} lacks {missing[0]}: CIFAR-10 is five training batches and a test batch.")
    parts: dict[str, list[Batch]] = {"train": [], "test": []}
    for stem in _STEMS:
        name = stem + _ENDING
        try:
            parts["test" if stem == _TEST else "train"].append(_rows(files[name], stem))
        except _Refused as error:
            raise UsageError(f"{name} in {shown(place)} is not a batch of CIFAR-10: {error}.") from error
    return parts


class _Refused(ValueError):  # noqa: N818 - reads as what it says
    """A clause on why bytes are no batch."""


def _rows(content: bytes, stem: str) -> Batch:
    """Rows of a label and 3,072 values: red, then green, then blue."""
    if not content or len(content) % (1 + _VALUES):
        raise _Refused(f"its {len(content)} bytes are not rows of {1 + _VALUES}")
    rows = np.frombuffer(content, np.uint8).reshape(-1, 1 + _VALUES)
    labels = rows[:, 0].astype(np.int64)
    if labels.max() >= len(CLASSES):
        raise _Refused("a label is not one of 0 to 9")
    pictures = rows[:, 1:].reshape(-1, 3, SIDE, SIDE).transpose(0, 2, 3, 1)
    return pictures, labels, [f"{stem}/{row:05}.png" for row in range(len(rows))]
