"""Pictures to relate: real photos that ship with scikit-image, and what people do to photos."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from blake3 import blake3
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps
from skimage import data

from photohash.library.photo import Photo
from photohash.library.relate import Side

PHOTOS: dict[str, Callable[[], np.ndarray]] = {
    "astronaut": data.astronaut,
    "coffee": data.coffee,
    "chelsea": data.chelsea,
    "rocket": data.rocket,
    "retina": data.retina,
}


def photo(name: str) -> Image.Image:
    return Image.fromarray(PHOTOS[name]())


def side(picture: Image.Image, number: int, *, taken: str | None = None, salt: bytes = b"") -> Side:
    """A picture as one side of a pair, as decoding and the preview cache would give it."""
    picture = picture.convert("RGB")
    small = picture.copy()
    small.thumbnail((512, 512), Image.Resampling.LANCZOS)
    digest = blake3(picture.tobytes() + salt).digest()
    record = Photo(number, digest, picture.width, picture.height, "JPEG", 1000, taken, None)
    return Side(record, lambda: np.asarray(small), lambda: np.asarray(picture))


def saved(picture: Image.Image, quality: int = 90) -> Image.Image:
    """The picture after a round through JPEG."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def scaled(picture: Image.Image, across: float, down: float | None = None) -> Image.Image:
    size = round(picture.width * across), round(picture.height * (across if down is None else down))
    return picture.resize(size, Image.Resampling.LANCZOS)


def cropped(picture: Image.Image, share: float, x: float = 0.5, y: float = 0.5) -> Image.Image:
    """Keeps a share of the area, placed at x, y of the room there is."""
    width, height = int(picture.width * share**0.5), int(picture.height * share**0.5)
    left, top = int((picture.width - width) * x), int((picture.height - height) * y)
    return picture.crop((left, top, left + width, top + height))


def captioned(picture: Image.Image) -> Image.Image:
    """A black bar along the lower edge with white words."""
    written = picture.copy()
    draw = ImageDraw.Draw(written)
    width, height = written.size
    draw.rectangle((0, height * 0.88, width, height), fill="black")
    draw.text((width * 0.1, height * 0.89), "Us, last summer", fill="white", font=ImageFont.load_default(height * 0.06))
    return written


def framed(picture: Image.Image, colour: str = "white") -> Image.Image:
    return ImageOps.expand(picture, max(picture.size) // 12, colour)


def brighter(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(1.3)


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(3))


def noisy(picture: Image.Image, seed: int, deviation: float = 2.0) -> Image.Image:
    """The picture with the noise of another exposure."""
    noise = np.random.default_rng(seed).normal(0, deviation, (picture.height, picture.width, 3))
    return Image.fromarray(np.clip(np.asarray(picture, float) + noise, 0, 255).round().astype(np.uint8))


def with_something_at(scene: Image.Image, thing: Image.Image, x: float, y: float) -> Image.Image:
    """A scene with a thing in it, edges softened as a lens would."""
    there = scene.copy()
    mask = Image.new("L", thing.size, 0)
    ImageDraw.Draw(mask).ellipse((2, 2, thing.width - 2, thing.height - 2), fill=255)
    there.paste(thing, (int(scene.width * x), int(scene.height * y)), mask.filter(ImageFilter.GaussianBlur(1.5)))
    return there


def page(seed: int, *, lines: int = 28) -> Image.Image:
    """A letter: always the same head and layout, each time other words."""
    sheet = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 620, 70), fill=(30, 60, 120))
    draw.text((40, 15), "Municipal Water Works", fill="white", font=ImageFont.load_default(32))
    random = np.random.default_rng(seed)
    letters = np.array(list("aaeeiioouunrstlmdcpbghk"))
    for line in range(lines):
        words = ("".join(random.choice(letters, random.integers(2, 10))) for _ in range(10))
        draw.text((50, 100 + line * 26), " ".join(words)[:60], fill="black", font=ImageFont.load_default(17))
    return sheet
