"""What is put on a photo or around it: borders, captions, stickers, the bars of a screen, other pictures of a collage.

Every function here makes a ``changes.Change`` and keeps to what is said there.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFont, ImageOps

from photohash.edits.pixel_edits import PixelEdit

_CAPTIONS = (
    "Greetings from the coast",
    "When it is Monday again",
    "Happy birthday, dear Anna!",
    "SALE - today only",
    "Day 12",
)

_SCREENS = (("white", (245, 245, 247), "black"), ("black", (28, 28, 30), "white"))
"""A screen by day and by night: its ground, its bars, and what is written on them."""


def bordered(share: float) -> PixelEdit:
    """A plain frame around the whole photo, ``share`` of the shorter side wide, in white, black or a colour."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        colours = [(255, 255, 255), (0, 0, 0), tuple(int(value) for value in random.integers(0, 256, 3))]
        return ImageOps.expand(photo, max(1, round(min(photo.size) * share)), fill=colours[random.integers(3)])

    return apply


def instant_print() -> PixelEdit:
    """The white card of an instant print: narrow at three sides, wide below."""

    def apply(photo: Image.Image, _: Generator) -> Image.Image:
        side = max(1, round(min(photo.size) * 0.06))
        return ImageOps.expand(photo, (side, side, side, 4 * side), fill=(250, 249, 244))

    return apply


def between_bars(share: float) -> PixelEdit:
    """Black bars above and below, each ``share`` of the photo's height, as of a film."""

    def apply(photo: Image.Image, _: Generator) -> Image.Image:
        bar = max(1, round(photo.height * share))
        return ImageOps.expand(photo, (0, bar, 0, bar), fill=(0, 0, 0))

    return apply


def captioned() -> PixelEdit:
    """White text with a black outline in the lower or upper seventh of the photo."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        copy = photo.copy()
        text = _caption(random)
        draw = ImageDraw.Draw(copy)
        font = ImageFont.load_default(max(6.0, 1.6 * photo.width / len(text)))
        middle = photo.height * (0.09 if random.random() < 0.3 else 0.91)
        outline = max(1, photo.width // 200)
        draw.text(
            (photo.width / 2, middle), text, "white", font, anchor="mm", stroke_width=outline, stroke_fill="black"
        )
        return copy

    return apply


def headed(share: float) -> PixelEdit:
    """A white bar with black text added above the photo, ``share`` of its height, as on a meme."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        bar = max(1, round(photo.height * share))
        copy = ImageOps.expand(photo, (0, bar, 0, 0), fill=(255, 255, 255))
        _write(copy, (photo.width / 2, bar / 2), _caption(random), bar, "black")
        return copy

    return apply


def watermarked() -> PixelEdit:
    """Half-transparent words again and again across the whole photo, as of an agency."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        layer = Image.new("RGBA", photo.size, (255, 255, 255, 0))
        draw = ImageDraw.Draw(layer)
        size = max(6.0, min(photo.size) / 9)
        font, words = ImageFont.load_default(size), "sample photo"
        shift = random.uniform(0, 4 * size)
        for row in range(int(photo.height / (2.2 * size)) + 2):
            for column in range(-1, int(photo.width / (7 * size)) + 2):
                place = column * 7 * size + shift * (row % 2), row * 2.2 * size
                draw.text(place, words, (255, 255, 255, 90), font)
        return Image.alpha_composite(photo.convert("RGBA"), layer).convert("RGB")

    return apply


def dated() -> PixelEdit:
    """The date in orange in the lower right corner, as cameras used to print it."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        copy = photo.copy()
        text = f"{random.integers(1, 29):02} {random.integers(1, 13):02} '{random.integers(90, 100)}"
        font = ImageFont.load_default(max(6.0, min(photo.size) / 14))
        place = photo.width * 0.96, photo.height * 0.96
        ImageDraw.Draw(copy).text(place, text, (255, 140, 30), font, anchor="rs")
        return copy

    return apply


def stickered(count: int, share: float) -> PixelEdit:
    """Smiling faces, each ``share`` of the shorter side across, anywhere on the photo."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        copy = photo.copy()
        draw = ImageDraw.Draw(copy)
        size = max(2.0, min(photo.size) * share)
        for _ in range(count):
            across, down = random.random(2)
            _face(draw, (photo.width - size) * across, (photo.height - size) * down, size)
        return copy

    return apply


def _face(draw: ImageDraw.ImageDraw, left: float, top: float, size: float) -> None:
    """A round yellow face in a square whose upper left corner is given."""

    def box(x: float, y: float, wide: float, high: float) -> tuple[float, float, float, float]:
        return left + x * size, top + y * size, left + (x + wide) * size, top + (y + high) * size

    line = max(1, round(size / 20))
    draw.ellipse(box(0, 0, 1, 1), fill=(255, 205, 40), outline=(160, 110, 0), width=line)
    for eye in (0.28, 0.60):
        draw.ellipse(box(eye, 0.28, 0.12, 0.18), fill=(60, 40, 10))
    draw.arc(box(0.22, 0.30, 0.56, 0.50), 20, 160, fill=(60, 40, 10), width=line)


def on_screen(above: float, below: float) -> PixelEdit:
    """A screenshot of an app that shows the photo: a bar with the time above it, one with buttons below.

    Args:
        above: height of the upper bar as a share of the photo's height.
        below: height of the lower bar.
    """

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        _, bars, ink = _SCREENS[random.integers(2)]
        top, bottom = (max(1, round(photo.height * share)) for share in (above, below))
        screen = Image.new("RGB", (photo.width, photo.height + top + bottom), bars)
        screen.paste(photo, (0, top))
        _furnish(screen, top, bottom, ink, random)
        return screen

    return apply


def on_phone() -> PixelEdit:
    """A screenshot of a phone held upright: the photo as wide as the screen, empty ground above and below."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        ground, _, ink = _SCREENS[random.integers(2)]
        height = max(round(photo.width * 16 / 9), round(photo.height * 1.2))
        screen = Image.new("RGB", (photo.width, height), ground)
        screen.paste(photo, (0, (height - photo.height) // 2))
        bar = max(1, (height - photo.height) // 4)
        _furnish(screen, bar, bar, ink, random)
        return screen

    return apply


def _furnish(screen: Image.Image, top: int, bottom: int, ink: str, random: Generator) -> None:
    """Writes the time and a name into the upper bar and draws buttons into the lower one."""
    clock = f"{random.integers(24)}:{random.integers(60):02}"
    _write(screen, (screen.width * 0.14, top / 2), clock, top, ink)
    _write(screen, (screen.width * 0.60, top / 2), _caption(random), top, ink)
    draw, radius = ImageDraw.Draw(screen), bottom / 6
    for place in (0.15, 0.38, 0.62, 0.85):
        x, y = screen.width * place, screen.height - bottom / 2
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=max(1, round(radius / 4)))


def collage_cell(share: float) -> PixelEdit:
    """Cut out of a collage: ``share`` of the photo's area, a white gap at two sides, and strips of its neighbours."""
    side = share**0.5

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        across, down = random.random(2)
        width, height = (max(1, round(size * side)) for size in photo.size)
        left, top = round((photo.width - width) * across), round((photo.height - height) * down)
        gap, strip = (max(1, round(min(width, height) * part)) for part in (0.02, 0.06))
        cell = _other((width + gap + strip, height + gap + strip), random)
        cell.paste("white", (0, 0, width + gap, height + gap))
        cell.paste(photo.crop((left, top, left + width, top + height)), (0, 0))
        return cell

    return apply


def beside_another() -> PixelEdit:
    """A collage of two pictures of one size with a white gap: the photo, and another one left or right of it."""

    def apply(photo: Image.Image, random: Generator) -> Image.Image:
        gap = max(1, round(photo.width * 0.02))
        collage = Image.new("RGB", (2 * photo.width + gap, photo.height), "white")
        places = [0, photo.width + gap]
        if random.random() < 0.5:
            places.reverse()
        collage.paste(photo, (places[0], 0))
        collage.paste(_other(photo.size, random), (places[1], 0))
        return collage

    return apply


def _other(size: tuple[int, int], random: Generator) -> Image.Image:
    """A made-up picture of soft colours and some detail, like no photo of anybody's."""
    total = np.zeros((size[1], size[0], 3), np.float32)
    for across, weight in ((3, 0.6), (9, 0.25), (40, 0.15)):
        coarse = random.integers(0, 256, (max(2, across * 3 // 4), across, 3), dtype=np.uint8)
        total += weight * np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC), np.float32)
    return Image.fromarray(np.clip(total, 0, 255).astype(np.uint8))


def _caption(random: Generator) -> str:
    return _CAPTIONS[random.integers(len(_CAPTIONS))]


def _write(photo: Image.Image, middle: tuple[float, float], text: str, room: float, ink: str) -> None:
    """A line of text around a place, no higher than the room for it and no wider than about two thirds of the photo."""
    size = max(4.0, min(room * 0.5, 1.2 * photo.width / len(text)))
    ImageDraw.Draw(photo).text(middle, text, ink, ImageFont.load_default(size), anchor="mm")
