"""Small albums to learn from, and a recipe that learns from them in seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = {"grass": (40, 160, 60), "sea": (30, 80, 190), "sunset": (220, 110, 40), "snow": (235, 235, 240)}

RECIPE = """
task = "classes"
purpose = "small"
title = "A small one"
licence = "Apache-2.0"
photos = "made-up photos"
seed = 3
calibration = 4

[network]
method = "dhida"
backbone = "lite0"
pretrained = false
bits = 12
channels = 16
attention = "improved"
side = 32

[data]
source = 40

[validation]
share = 0.3
against = 30

[augment]
shift = 0.1
crop = 0.8

[loss]
kind = "dhida"

[schedule]
epochs = 2.0
batch = 8
classes = 2
rate = 1e-3
head_rate = 1e-2
decay = 0.01
frozen = 2
"""


def picture(album: str, number: int, size: tuple[int, int] = (60, 48)) -> Image.Image:
    """A photo in the colour of its album, with some noise."""
    rng = np.random.default_rng([number, len(album)])
    coarse = np.clip(np.array(COLOURS[album]) + rng.normal(0, 35, (5, 6, 3)), 0, 255).astype(np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def fill(folder: Path, albums: int = 3, photos: int = 8) -> Path:
    """Makes a folder of albums."""
    for album in list(COLOURS)[:albums]:
        (folder / album).mkdir(parents=True)
        for number in range(photos):
            picture(album, number).save(folder / album / f"{number:03}.jpg")
    return folder


def recipe(path: Path, *changes: tuple[str, str]) -> Path:
    """Writes the recipe, with some of its text exchanged."""
    text = RECIPE
    for found, written in changes:
        assert found in text
        text = text.replace(found, written)
    path.write_text(text, encoding="utf-8")
    return path


IN_MINUTES = """
task = "albums"
purpose = "small"
title = "A small one"
licence = "Apache-2.0"
photos = "made-up photos"
seed = 3
calibration = 4
folds = 2
measured = 4

[network]
method = "dhida"
backbone = "lite0"
pretrained = false
bits = 12
channels = 16
attention = "improved"
side = 32

[views]
count = 2

[loss]
kind = "dhida"
positive_share = 0.5

[head]
steps = 4
photos = 2
rate = 1e-3
decay = 0.01

[tuning]
rate = 1e-3
head_rate = 1e-3
decay = 0.01
batch = 8
steps = 3
"""
