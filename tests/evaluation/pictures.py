"""Small photos made on the spot, and a small real encoder, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from photohash.core import bits
from photohash.core.bits import Codes
from photohash.library.photo import Pixels


def photo(number: int, width: int = 120, height: int = 90) -> Image.Image:
    """A picture of soft coloured shapes; another number is another picture."""
    random = np.random.default_rng(number)
    coarse = random.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(3))


def save_photos(folder: Path, count: int) -> list[Path]:
    """Saves ``count`` different photos as 00.jpg, 01.jpg and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:02}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        photo(number).save(path, quality=92)
    return paths


class TinyEncoder:
    """A real, if simple, learned hash: signs of fixed random directions over an 8 x 8 thumbnail."""

    model_id = "tiny-64"
    bits = 64
    side = 8
    preparation = "boxes 8"

    def __init__(self) -> None:
        self._directions: NDArray[np.float64] = np.random.default_rng(7).standard_normal((self.side**2 * 3, self.bits))

    def prepare(self, pixels: Pixels) -> Pixels:
        return np.asarray(Image.fromarray(pixels).resize((self.side, self.side), Image.Resampling.BOX))

    def encode(self, batch: Pixels) -> Codes:
        flat = batch.reshape(len(batch), -1).astype(np.float64)
        return bits.pack((flat - flat.mean(axis=1, keepdims=True)) @ self._directions)
