"""What happens to a photo's pixels on the way: cut, turned, scaled, lit, coloured, blurred, saved badly.

Every function here makes a ``PixelEdit``. A change takes photos of any size from one pixel up, leaves the photo it is
given alone, and draws whatever it leaves to chance from the generator it is given.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

PixelEdit = Callable[[Image.Image, Generator], Image.Image]
"""Takes an RGB image and a source of random numbers; gives a new RGB image."""


def unchanged() -> PixelEdit:
    """The photo as it is."""
    return lambda photo, _: photo.copy()


def one_after_another(*changes: PixelEdit) -> PixelEdit:
    """Several changes, each of what the one before it left."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        for change in changes:
            photo = change(photo, random)
        return photo

    return apply


def scaled(horizontally: float, vertically: float) -> PixelEdit:
    """Width and height times a factor each."""

    def apply(photo: Image.Image, _: Generator) -> Image.Image:
        size = max(1, round(photo.width * horizontally)), max(1, round(photo.height * vertically))
        return photo.resize(size, Image.Resampling.LANCZOS)

    return apply


def cropped(share: float, *, centred: bool) -> PixelEdit:
    """Keeps ``share`` of the area in the photo's own proportions, from the middle or from anywhere."""
    side = math.sqrt(share)

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        return _cut(photo, side, side, *((0.5, 0.5) if centred else random.random(2)))

    return apply


def strip(share: float) -> PixelEdit:
    """Keeps ``share`` of the longer side and all of the shorter one, from anywhere: another shape of picture."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        wide = photo.width >= photo.height
        across, down = random.random(2)
        return _cut(photo, share if wide else 1.0, 1.0 if wide else share, across, down)

    return apply


def _cut(photo: Image.Image, wide: float, high: float, across: float, down: float) -> Image.Image:
    """A rectangle of a share of each side, at a place from 0 (left, top) to 1 (right, bottom)."""
    width, height = max(1, round(photo.width * wide)), max(1, round(photo.height * high))
    left, top = round((photo.width - width) * across), round((photo.height - height) * down)
    return photo.crop((left, top, left + width, top + height))


def transposed(method: Image.Transpose) -> PixelEdit:
    """A quarter turn or a mirror image."""
    return lambda photo, _: photo.transpose(method)


def straightened(degrees: float) -> PixelEdit:
    """Turns a little, either way, and cuts the empty corners off, as the straighten tool of a phone does."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        turned = photo.rotate(degrees * random.choice((-1, 1)), Image.Resampling.BICUBIC)
        scale = _inner_scale(photo.width, photo.height, math.radians(degrees))
        width, height = max(1, int(photo.width * scale)), max(1, int(photo.height * scale))
        left, top = (photo.width - width) // 2, (photo.height - height) // 2
        return turned.crop((left, top, left + width, top + height))

    return apply


def _inner_scale(width: int, height: int, angle: float) -> float:
    """The scale at which a rectangle of the same proportions fits inside one that was turned by ``angle`` radians."""
    longest, shortest = max(width, height), min(width, height)
    return shortest / (longest * math.sin(angle) + shortest * math.cos(angle))


def tilted(degrees: float) -> PixelEdit:
    """Turns a little, either way, in a frame that grows with it; the corners are white or black."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        angle = degrees * random.choice((-1, 1))
        corners = ("white", "black")[random.integers(2)]
        return photo.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=corners)

    return apply


def slanted(strength: float) -> PixelEdit:
    """The photo taken at a slant and cut straight: each corner comes from up to ``strength`` of a side further in."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        width, height = photo.size
        inwards = random.uniform(0, strength, (4, 2)) * (width, height)
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
        taken = corners + inwards * np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
        coefficients = _projection(corners, taken)
        return photo.transform(photo.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)

    return apply


def _projection(corners: np.ndarray, taken: np.ndarray) -> tuple[float, ...]:
    """The eight numbers by which Pillow finds, for a place in the new picture, the place in the old one.

    Args:
        corners: of the new picture, float64 [4, 2].
        taken: where they are in the old one, float64 [4, 2].
    """
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, taken, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(values)))


def enhanced(enhancement: Callable[[Image.Image], ImageEnhance._Enhance], factor: float) -> PixelEdit:
    """Brightness, contrast or colour by a factor, as Pillow understands it."""
    return lambda photo, _: enhancement(photo).enhance(factor)


def colour_shifted(strength: float) -> PixelEdit:
    """Gains of red, green and blue moved apart by up to ``strength``, like another white balance."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        warmth = strength * random.choice((-1, 1))
        gains = np.array([1 + warmth, 1 + random.uniform(-strength, strength) / 2, 1 - warmth])
        return _picture(np.asarray(photo) * gains)

    return apply


def grey() -> PixelEdit:
    """Without colour."""
    return lambda photo, _: photo.convert("L").convert("RGB")


def sepia() -> PixelEdit:
    """Without colour, from brown to cream, like an old print."""
    return lambda photo, _: ImageOps.colorize(photo.convert("L"), (35, 18, 5), (255, 243, 215))


def faded() -> PixelEdit:
    """The filter of a photo app: no deep blacks, warm lights, cool shadows, darker towards the corners."""

    def apply(photo: Image.Image, _: Generator) -> Image.Image:
        light = np.asarray(photo, np.float32) / 255
        lows, highs = np.array([0.13, 0.12, 0.18], np.float32), np.array([0.98, 0.92, 0.80], np.float32)
        across, down = (np.linspace(-1, 1, side, dtype=np.float32) for side in photo.size)
        corners = 1 - 0.2 * (across[None, :] ** 2 + down[:, None] ** 2)
        return _picture((lows + light * (highs - lows)) * corners[..., None] * 255)

    return apply


def levels_stretched() -> PixelEdit:
    """Automatic levels: darkest and brightest hundredth of every channel become black and white."""
    return lambda photo, _: ImageOps.autocontrast(photo, cutoff=1)


def noisy(deviation: float) -> PixelEdit:
    """Grain of a deviation in grey levels, different for every channel."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        return _picture(np.asarray(photo) + random.normal(0, deviation, (photo.height, photo.width, 3)))

    return apply


def blurred(share: float) -> PixelEdit:
    """Gaussian blur whose radius is a share of the shorter side, so that it looks the same at every size."""
    return lambda photo, _: photo.filter(ImageFilter.GaussianBlur(min(photo.size) * share))


def sharpened(share: float, percent: int) -> PixelEdit:
    """An unsharp mask of a radius that is a share of the shorter side."""
    return lambda photo, _: photo.filter(ImageFilter.UnsharpMask(max(0.5, min(photo.size) * share), percent, 2))


def forwarded(times: int, quality: int, scale: float) -> PixelEdit:
    """Passed on through messengers that each make it smaller and save it again as JPEG."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        for _ in range(times):
            file = io.BytesIO()
            scaled(scale, scale)(photo, random).save(file, "JPEG", quality=quality)
            photo = Image.open(file).convert("RGB")
        return photo

    return apply


def palette(colours: int) -> PixelEdit:
    """Reduced to a few colours, dithered, as in a GIF."""
    return lambda photo, _: photo.quantize(colours).convert("RGB")


def _picture(values: np.ndarray) -> Image.Image:
    """Numbers of about 0 to 255 as a picture: [h, w, 3]."""
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))
