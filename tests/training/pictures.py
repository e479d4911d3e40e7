"""Small photos to learn from, made on the spot."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter


def photo(number: int, width: int = 72, height: int = 56) -> Image.Image:
    """A picture of soft coloured patches; another number is another picture."""
    coarse = np.random.default_rng(number).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(2))


def save_photos(folder: Path, count: int) -> None:
    """Saves ``count`` different photos as 000.jpg, 001.jpg and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        photo(number).save(folder / f"{number:03}.jpg", quality=92)


def as_tar(folder: Path, archive: Path, prefix: str = "") -> None:
    """Packs a folder into an uncompressed tar file, last name first, so that no order is right by chance."""
    with tarfile.open(archive, "w:") as tar:
        for path in sorted(folder.rglob("*"), reverse=True):
            tar.add(path, prefix + path.relative_to(folder).as_posix(), recursive=False)


def encoded(image: Image.Image, kind: str) -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()
