"""The family of ``bench copies``: what happens to a photo on its way through phones, messengers, editors and friends.

Each transformation is one row of a table: a name, a sentence, what it does to the picture, and the file it is saved as.
The same photo, transformation and seed always give the same copy, so two runs, and two codes in one run, see the same
files.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Change = Callable[[Image.Image, Generator], Image.Image]
"""Takes an RGB image and a source of random numbers; gives a new RGB image."""

EVERYDAY_QUALITY = 90
"""JPEG quality of a copy whose transformation does not name another."""


@dataclass(frozen=True, slots=True)
class Transformation:
    """One way a photo turns into a copy of itself.

    Attributes:
        name: the key in results.
        sentence: what it does, for a reader of the results.
        apply: the change of the picture, before it is saved.
        format: the container it is saved as, as Pillow names it.
        quality: the encoder's quality, 1 to 95.
    """

    name: str
    sentence: str
    apply: Change
    format: str = "JPEG"
    quality: int = EVERYDAY_QUALITY

    def copy(self, photo: Image.Image, random: Generator) -> bytes:
        """The copy as a file: the photo changed and saved.

        Args:
            photo: RGB, upright.
            random: for the choices this transformation leaves to chance; see ``random_for``.
        """
        file = io.BytesIO()
        self.apply(photo, random).save(file, format=self.format, quality=self.quality)
        return file.getvalue()


def random_for(photo: str, transformation: str, seed: int = 0) -> Generator:
    """The random numbers of one copy: the same for the same three arguments, on every system."""
    return np.random.default_rng(
        [seed, zlib.crc32(photo.encode("utf-8", "surrogateescape")), zlib.crc32(transformation.encode())]
    )


def _unchanged() -> Change:
    return lambda photo, _: photo.copy()


def _scaled(horizontally: float, vertically: float) -> Change:
    def apply(photo: Image.Image, _: Generator) -> Image.Image:
        size = max(1, round(photo.width * horizontally)), max(1, round(photo.height * vertically))
        return photo.resize(size, Image.Resampling.LANCZOS)

    return apply


def _cropped(share: float, *, centred: bool) -> Change:
    """Keeps ``share`` of the area in the photo's own proportions, from the middle or from anywhere."""
    side = math.sqrt(share)

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        width, height = max(1, round(photo.width * side)), max(1, round(photo.height * side))
        across, down = (0.5, 0.5) if centred else random.random(2)
        left, top = round((photo.width - width) * across), round((photo.height - height) * down)
        return photo.crop((left, top, left + width, top + height))

    return apply


def _transposed(method: Image.Transpose) -> Change:
    return lambda photo, _: photo.transpose(method)


def _straightened(degrees: float) -> Change:
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


def _enhanced(enhancement: Callable[[Image.Image], ImageEnhance._Enhance], factor: float) -> Change:
    return lambda photo, _: enhancement(photo).enhance(factor)


def _colour_shifted(strength: float) -> Change:
    """Gains of red, green and blue moved apart by up to ``strength``, like another white balance."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        warmth = strength * random.choice((-1, 1))
        gains = np.array([1 + warmth, 1 + random.uniform(-strength, strength) / 2, 1 - warmth])
        return Image.fromarray(np.clip(np.rint(np.asarray(photo) * gains), 0, 255).astype(np.uint8))

    return apply


def _grey() -> Change:
    return lambda photo, _: photo.convert("L").convert("RGB")


def _blurred(share: float) -> Change:
    """Gaussian blur whose radius is a share of the shorter side, so that it looks the same at every size."""
    return lambda photo, _: photo.filter(ImageFilter.GaussianBlur(min(photo.size) * share))


def _bordered(share: float) -> Change:
    """A plain frame around the whole photo, ``share`` of the shorter side wide, in white, black or a colour."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        colours = [(255, 255, 255), (0, 0, 0), tuple(int(value) for value in random.integers(0, 256, 3))]
        return ImageOps.expand(photo, max(1, round(min(photo.size) * share)), fill=colours[random.integers(3)])

    return apply


_CAPTIONS = (
    "Greetings from the coast",
    "When it is Monday again",
    "Happy birthday, dear Anna!",
    "SALE - today only",
    "Day 12",
)


def _captioned() -> Change:
    """White text with a black outline in the lower or upper seventh of the photo."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        captioned = photo.copy()
        text = _CAPTIONS[random.integers(len(_CAPTIONS))]
        draw = ImageDraw.Draw(captioned)
        font = ImageFont.load_default(max(6.0, 1.6 * photo.width / len(text)))
        middle = photo.height * (0.09 if random.random() < 0.3 else 0.91)
        outline = max(1, photo.width // 200)
        draw.text(
            (photo.width / 2, middle), text, "white", font, anchor="mm", stroke_width=outline, stroke_fill="black"
        )
        return captioned

    return apply


def _one_after_another(*changes: Change) -> Change:
    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        for change in changes:
            photo = change(photo, random)
        return photo

    return apply


_MIRROR = _transposed(Image.Transpose.FLIP_LEFT_RIGHT)

FAMILY: tuple[Transformation, ...] = (
    Transformation("jpeg-70", "Saved again as JPEG of quality 70.", _unchanged(), quality=70),
    Transformation("jpeg-30", "Saved again as JPEG of quality 30.", _unchanged(), quality=30),
    Transformation("webp-60", "Saved as WebP of quality 60.", _unchanged(), "WEBP", 60),
    Transformation("resize-50", "Half the width and height.", _scaled(0.5, 0.5)),
    Transformation("resize-25", "A quarter of the width and height.", _scaled(0.25, 0.25)),
    Transformation("squeeze", "A fifth narrower, the same height.", _scaled(0.8, 1.0)),
    Transformation("crop-80", "The middle 80 % of the area.", _cropped(0.8, centred=True)),
    Transformation("crop-60", "The middle 60 % of the area.", _cropped(0.6, centred=True)),
    Transformation("crop-40", "The middle 40 % of the area.", _cropped(0.4, centred=True)),
    Transformation("crop-60-aside", "60 % of the area, from anywhere.", _cropped(0.6, centred=False)),
    Transformation("turn-90", "Turned by 90 degrees.", _transposed(Image.Transpose.ROTATE_90)),
    Transformation("turn-180", "Turned by 180 degrees.", _transposed(Image.Transpose.ROTATE_180)),
    Transformation("turn-270", "Turned by 270 degrees.", _transposed(Image.Transpose.ROTATE_270)),
    Transformation("mirror", "Left and right exchanged.", _MIRROR),
    Transformation("straighten-5", "Turned by 5 degrees, empty corners cut off.", _straightened(5)),
    Transformation("brighter", "Half as bright again.", _enhanced(ImageEnhance.Brightness, 1.5)),
    Transformation("darker", "Half as bright.", _enhanced(ImageEnhance.Brightness, 0.5)),
    Transformation("contrast", "Contrast raised by 60 %.", _enhanced(ImageEnhance.Contrast, 1.6)),
    Transformation("colour", "Another white balance, up to 20 % in red and blue.", _colour_shifted(0.2)),
    Transformation("grey", "Without colour.", _grey()),
    Transformation("blur", "Blurred by a radius of 1 % of the shorter side.", _blurred(0.01)),
    Transformation("border", "A plain frame of 8 % around it.", _bordered(0.08)),
    Transformation("caption", "A line of text over it.", _captioned()),
    Transformation(
        "crop-caption-jpeg",
        "70 % of the area from anywhere, a line of text over it, saved as JPEG of quality 50.",
        _one_after_another(_cropped(0.7, centred=False), _captioned()),
        quality=50,
    ),
    Transformation(
        "mirror-resize-colour",
        "Mirrored, half the width and height, another white balance.",
        _one_after_another(_MIRROR, _scaled(0.5, 0.5), _colour_shifted(0.2)),
    ),
)
"""Every transformation ``bench copies`` measures, in the order its table shows them."""
