"""Small labelled datasets written to disk in every form that CIFAR-10 and folders come in."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photohash.evaluation.cifar_batches import CLASSES

BATCHES = (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch")


def pixels(label: int, number: int, side: int = 32) -> NDArray[np.uint8]:
    """A picture of its class's colour with stripes of its own: uint8 [side, side, 3]."""
    random = np.random.default_rng([label, number])
    colour = np.random.default_rng(label).integers(40, 216, 3)
    stripes = random.integers(-20, 20, (side, 1, 1)) + random.integers(-20, 20, (1, side, 1))
    return np.clip(colour + stripes, 0, 255).astype(np.uint8)


def save_class_folders(folder: Path, classes: tuple[str, ...] = CLASSES, count: int = 3, first: int = 0) -> Path:
    """A folder a class with ``count`` PNG pictures each."""
    for label, name in enumerate(classes):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(first, first + count):
            Image.fromarray(pixels(label, number)).save(folder / name / f"{number:04}.png")
    return folder


def save_train_and_test(folder: Path, classes: tuple[str, ...] = CLASSES, train: int = 4, test: int = 2) -> Path:
    """``train`` and ``test``, each with a folder a class."""
    save_class_folders(folder / "train", classes, train)
    save_class_folders(folder / "test", classes, test, first=train)
    return folder


def rows(first: int) -> tuple[NDArray[np.uint8], list[int]]:
    """A batch of one picture a class, labels falling: values uint8 [10, 3072], red first, and labels."""
    labels = list(range(9, -1, -1))
    return np.stack([pixels(label, first).transpose(2, 0, 1).ravel() for label in labels]), labels


def save_binary_version(folder: Path) -> Path:
    """The six files of the binary version, ten pictures each."""
    folder.mkdir(parents=True)
    for first, name in enumerate(BATCHES):
        data, labels = rows(first)
        content = b"".join(bytes([label]) + row.tobytes() for label, row in zip(labels, data, strict=True))
        (folder / f"{name}.bin").write_bytes(content)
    return folder


def pack(folder: Path, path: Path) -> Path:
    """A folder as an archive, its compression by the archive's ending."""
    kind = {".xz": "xz", ".gz": "gz"}.get(path.suffix, "")
    with tarfile.open(path, f"w:{kind}") as tar:  # type: ignore[call-overload]
        tar.add(folder, arcname=folder.name)
    return path


def png(picture: NDArray[np.uint8]) -> bytes:
    """A picture as the bytes of a PNG."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()
