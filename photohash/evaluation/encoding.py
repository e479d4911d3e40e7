"""Photos of a dataset become rows: a model's codes, or a baseline's features; with how long that took."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import PhotoError
from photohash.core.task import Stage, Task
from photohash.evaluation.datasets import Dataset, Indices
from photohash.library.photo import Failure, Pixels

_BATCH = 128


class FeatureExtractor(Protocol):
    """What turns pictures into rows: a model's codes, or a baseline's features."""

    def prepare(self, pixels: Pixels) -> Pixels:
        """Any upright RGB picture as network input."""

    def encode(self, batch: Pixels) -> NDArray[Any]:
        """Prepared pictures uint8 [n, side, side, 3] -> rows [n, width]."""


@dataclass(frozen=True, slots=True)
class EncodingSpeed:
    """How long pictures took to become codes; reading files is not counted.

    Attributes:
        network: mean microseconds a photo, network only.
        whole: the same with preparation (resizing to the network's input).
        photos: how many were timed.
        device: that the network ran on.
    """

    network: float
    whole: float
    photos: int
    device: str

    def as_dict(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {
            "microseconds": self.network,
            "microseconds_with_preparation": self.whole,
            "photos": self.photos,
            "device": self.device,
        }


def read_rows(
    dataset: Dataset, indices: Indices, readers: Sequence[Sequence[FeatureExtractor]], device: str, task: Task
) -> tuple[list[NDArray[Any]], Indices, EncodingSpeed, list[Failure]]:
    """Reads photos and has them turned into rows.

    Args:
        dataset: the photos.
        indices: of which.
        readers: in groups, each of which is given the pictures that its first reader prepares.
        device: that the first of all runs on, for people.
        task: progress, and cancelling at every photo.

    Returns:
        rows of every readable photo by each reader, their indices, how long the first reader took, and what cannot be
        read.
    """
    task.begin(Stage.ENCODING, len(indices))
    (reader, *others), *groups = readers
    parts: list[list[NDArray[Any]]] = [[] for group in readers for _ in group]
    read: list[int] = []
    failures: list[Failure] = []
    clocks: list[tuple[int, float, float]] = []  # photos, seconds of preparing, seconds of the network
    for start in range(0, len(indices), _BATCH):
        batch: list[Pixels] = []
        more: list[list[Pixels]] = [[] for _ in groups]
        preparing = 0.0
        for index in indices[start : start + _BATCH].tolist():
            task.check()
            task.advance()
            try:
                pixels = np.asarray(dataset.image(index))
            except PhotoError as error:
                failures.append(Failure(Path(dataset.names[index]), str(error)))
                continue
            began = time.perf_counter()
            batch.append(reader.prepare(pixels))
            preparing += time.perf_counter() - began
            for prepared, group in zip(more, groups, strict=True):
                prepared.append(group[0].prepare(pixels))
            read.append(index)
        if batch:
            pixels = np.stack(batch)
            began = time.perf_counter()
            parts[0].append(reader.encode(pixels))
            clocks.append((len(batch), preparing, time.perf_counter() - began))
            given = [(other, pixels) for other in others]
            given += [(one, np.stack(prepared)) for prepared, group in zip(more, groups, strict=True) for one in group]
            for part, (other, pictures) in zip(parts[1:], given, strict=True):
                part.append(other.encode(pictures))
    rows = [np.concatenate(part) if part else np.empty((0, 0)) for part in parts]
    return rows, np.array(read, np.int64), _encoding(clocks, device), failures


def _encoding(clocks: Sequence[tuple[int, float, float]], device: str) -> EncodingSpeed:
    """Means over all batches but the first, in which a network still settles, where there are others."""
    timed = clocks[1:] or clocks
    photos = sum(count for count, _, _ in timed)
    preparing, network = sum(clock[1] for clock in timed), sum(clock[2] for clock in timed)
    scale = 1e6 / max(photos, 1)
    return EncodingSpeed(network * scale, (preparing + network) * scale, photos, device)
