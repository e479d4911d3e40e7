"""Made-up photos for the tests of training: no two alike, all quick to make."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
from PIL import Image


def photo(number: int, size: tuple[int, int] = (80, 60)) -> Image.Image:
    """A picture of soft blotches, decided by its number."""
    rng = np.random.default_rng(number)
    coarse = rng.integers(0, 256, (5, 6, 3), np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def fill(folder: Path, count: int) -> Path:
    """Saves photos in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        photo(number).save(folder / f"{number:03}.jpg")
    return folder


def archive(path: Path, count: int) -> Path:
    """Saves photos in a tar file."""
    with tarfile.open(path, "w") as tar:
        for number in range(count):
            buffer = io.BytesIO()
            photo(number).save(buffer, "JPEG")
            member = tarfile.TarInfo(f"photos/{number:03}.jpg")
            member.size = buffer.tell()
            buffer.seek(0)
            tar.addfile(member, buffer)
    return path
