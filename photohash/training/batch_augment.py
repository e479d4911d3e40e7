"""Small random changes of a batch of squares, so that a network does not learn its photos by heart.

One resampling does it all: each photo of the batch has its own window, which may be smaller than the photo, lie beside
its middle and be seen in a mirror. What of the window lies outside the photo is filled with the photo's mirror image.
The window becomes the network's input, so that photos smaller than it are enlarged in the same go: bilinearly, as the
runtime enlarges what it codes.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from pydantic import Field
from torch import Tensor
from torch.nn import functional

from photohash.training.recipe_table import RecipeTable

_GREY = 127.0


class BatchAugment(RecipeTable):
    """``[augment]`` of a recipe: what is changed at random.

    Attributes:
        flip: whether half of the photos are mirrored left to right.
        shift: the window moves by up to this share of the photo's side each way.
        crop: least area of the window as a share of the photo's; 1.0 leaves the window as large as the photo.
        colour: brightness, contrast and saturation each change by a factor of up to 1 + this.
        erase: side of a grey square put anywhere, as a share of the photo's side.
        turn: the window is turned by up to so many degrees either way.
        shear: the window leans by up to so much of its height to either side.
        mix: share of the batches in which each photo gets a rectangle of another one, and of its label as much as it is
            large: CutMix (Yun et al. 2019, ICCV).
        mixed: how long that goes on, as a share of the run; the rest sees whole photos alone.
    """

    flip: bool = True
    shift: float = Field(default=0.0, ge=0, le=1)
    crop: float = Field(default=1.0, gt=0, le=1)
    colour: float = Field(default=0.0, ge=0, le=1)
    erase: float = Field(default=0.0, ge=0, le=1)
    turn: float = Field(default=0.0, ge=0, le=180)
    shear: float = Field(default=0.0, ge=0, le=1)
    mix: float = Field(default=0.0, ge=0, le=1)
    mixed: float = Field(default=0.8, ge=0, le=1)

    def __call__(self, squares: Tensor, side: int, rng: Generator) -> Tensor:
        """Changed photos as network input.

        Args:
            squares: uint8 [n, s, s, 3].
            side: of the network input.
            rng: decides every change.

        Returns:
            Pixel values of 0 to 255, float [n, 3, side, side].
        """
        x = squares.permute(0, 3, 1, 2).float()
        windows = functional.affine_grid(self._windows(len(x), rng).to(x), [len(x), 3, side, side], align_corners=False)
        x = functional.grid_sample(x, windows, mode="bilinear", padding_mode="reflection", align_corners=False)
        if self.colour:
            x = _recoloured(x, torch.from_numpy(1 + self.colour * rng.uniform(-1, 1, (3, len(x)))).to(x))
        if self.erase:
            x = _erased(x, round(self.erase * side), rng)
        return x

    def _windows(self, n: int, rng: Generator) -> Tensor:
        """The map from a place in the input to a place in the photo, both from -1 to 1: float [n, 2, 3]."""
        scale = np.sqrt(rng.uniform(self.crop, 1.0, n))
        mirrored = np.where(rng.random(n) < 0.5, -1.0, 1.0) if self.flip else np.ones(n)
        room = 1 - scale + 2 * self.shift
        windows = np.zeros((n, 2, 3), np.float32)
        windows[:, 0, 0], windows[:, 1, 1] = scale * mirrored, scale
        windows[:, :, 2] = rng.uniform(-1, 1, (n, 2)) * room[:, None]
        if self.turn or self.shear:
            windows[:, :, :2] = self._leaning(n, rng) @ windows[:, :, :2]
        return torch.from_numpy(windows)

    def _leaning(self, n: int, rng: Generator) -> NDArray[np.float32]:
        """How windows are turned and lean: float [n, 2, 2]."""
        angle = np.radians(self.turn) * rng.uniform(-1, 1, n)
        lean = self.shear * rng.uniform(-1, 1, n)
        cosine, sine = np.cos(angle), np.sin(angle)
        rows = [[cosine, lean * cosine - sine], [sine, lean * sine + cosine]]
        return np.moveaxis(np.array(rows, np.float32), 2, 0)

    def mixed_with(self, x: Tensor, progress: float, rng: Generator) -> tuple[Tensor, Tensor, float] | None:
        """A batch mixed by CutMix, or None where this one is not.

        The rectangle has the shape of the picture, an area drawn evenly, and its middle anywhere; what lies outside the
        picture is cut off. All photos of a batch get the same one, each from the photo that a random order puts there.

        Args:
            x: pixel values, float [n, 3, side, side].
            progress: 0 to 1, how much of the run is done.
            rng: decides whether, where and with what.

        Returns:
            the mixed batch; for each photo, the place of the one it got a part of, int64 [n]; the share of the picture
            that is its own.
        """
        if not self.mix or progress >= self.mixed or rng.random() >= self.mix:
            return None
        side = x.shape[-1]
        half = side * math.sqrt(rng.random()) / 2
        edges = [
            np.clip(round(middle + sign * half), 0, side) for middle in rng.uniform(0, side, 2) for sign in (-1, 1)
        ]
        top, bottom, left, right = map(int, edges)
        others = torch.from_numpy(rng.permutation(len(x))).to(x.device)
        mixed = x.clone()
        mixed[:, :, top:bottom, left:right] = x[others, :, top:bottom, left:right]
        return mixed, others, 1 - (bottom - top) * (right - left) / side**2


def resized(squares: Tensor, side: int) -> Tensor:
    """Photos as they are: uint8 [n, s, s, 3] -> pixel values of 0 to 255, float [n, 3, side, side]."""
    x = squares.permute(0, 3, 1, 2).float()
    if x.shape[-1] == side:
        return x
    return functional.interpolate(x, size=(side, side), mode="bilinear", antialias=x.shape[-1] > side)


def _recoloured(x: Tensor, factors: Tensor) -> Tensor:
    """Brightness, contrast and saturation changed by factors [3, n]."""
    brightness, contrast, saturation = factors[:, :, None, None, None]
    x = x * brightness
    x = torch.lerp(x.mean(dim=(1, 2, 3), keepdim=True), x, contrast)
    return torch.lerp(x.mean(dim=1, keepdim=True), x, saturation).clamp(0, 255)


def _erased(x: Tensor, size: int, rng: Generator) -> Tensor:
    """A grey square in each photo, cut off where it lies over the edge."""
    side = x.shape[-1]
    corners = torch.from_numpy(rng.integers(-(size // 2), side - size // 2, (len(x), 2))).to(x.device)
    places = torch.arange(side, device=x.device)
    within = (places >= corners[:, :, None]) & (places < corners[:, :, None] + size)
    hidden = within[:, 0, :, None] & within[:, 1, None, :]
    return x.masked_fill(hidden[:, None], _GREY)
