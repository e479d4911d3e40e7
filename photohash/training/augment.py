"""Views of a photo: the random edits a copy may have gone through, wider than any that ``bench copies`` measures.

Every edit takes an RGB picture and a generator and gives an RGB picture; a view is up to four of them in a row. The
same generator gives the same view.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Edit = Callable[[Image.Image, Generator], Image.Image]

LEAST_SIDE = 24
"""No edit makes a side shorter than this many pixels, nor one that is shorter any shorter still."""


def crop(image: Image.Image, rng: Generator) -> Image.Image:
    """Keeps a rectangle of 22 to 95 % of the area, its shape within a factor of 1.5 of the picture's, anywhere."""
    area, shape = math.exp(rng.uniform(math.log(0.22), math.log(0.95))), math.exp(rng.uniform(-0.4, 0.4))
    width = min(image.width, round(image.width * math.sqrt(area * shape)))
    height = min(image.height, round(image.height * math.sqrt(area / shape)))
    width, height = (
        max(size, min(LEAST_SIDE, whole)) for size, whole in ((width, image.width), (height, image.height))
    )
    left, top = int(rng.integers(image.width - width + 1)), int(rng.integers(image.height - height + 1))
    return image.crop((left, top, left + width, top + height))


def quarter_turn(image: Image.Image, rng: Generator) -> Image.Image:
    """Turns by 90, 180 or 270 degrees."""
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return image.transpose(turns[int(rng.integers(3))])


def mirror(image: Image.Image, rng: Generator) -> Image.Image:
    """Mirrors left to right, seldom top to bottom."""
    return ImageOps.mirror(image) if rng.random() < 0.85 else ImageOps.flip(image)


def small_angle(image: Image.Image, rng: Generator) -> Image.Image:
    """Turns by up to 18 degrees; the corners are filled with a colour or cut off."""
    angle = rng.uniform(-18, 18)
    if rng.random() < 0.5:
        return image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_colour(rng))
    turned = image.rotate(angle, Image.Resampling.BILINEAR)
    share = 1 / (math.cos(math.radians(angle)) + abs(math.sin(math.radians(angle))) * max(image.size) / min(image.size))
    width, height = (max(LEAST_SIDE, round(size * share)) for size in image.size)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return turned.crop((left, top, left + width, top + height))


def perspective(image: Image.Image, rng: Generator) -> Image.Image:
    """Moves each corner by up to 12 % of the sides, as in a photo of a print; what then lies outside is lost."""
    width, height = image.size
    corners = np.array([(0, 0), (0, height), (width, height), (width, 0)], float)
    source = corners + rng.uniform(0.0, 0.12, (4, 2)) * np.array([width, height]) * np.where(corners == 0, 1, -1)
    rows = []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    bent = np.linalg.solve(np.array(rows), source.ravel())
    return image.transform(image.size, Image.Transform.PERSPECTIVE, tuple(bent), Image.Resampling.BILINEAR)


def collage(image: Image.Image, rng: Generator) -> Image.Image:
    """Puts the picture into one cell of two, beside or above something else, sometimes with a line between them."""
    other = _something_else(image.size, rng)
    gap = round(rng.uniform(0, 0.04) * max(image.size)) if rng.random() < 0.5 else 0
    beside, first = rng.random() < 0.5, rng.random() < 0.5
    step = (image.width + gap, 0) if beside else (0, image.height + gap)
    canvas = Image.new("RGB", (image.width + step[0], image.height + step[1]), _colour(rng))
    canvas.paste(image, (0, 0) if first else step)
    canvas.paste(other, step if first else (0, 0))
    return canvas


def aspect(image: Image.Image, rng: Generator) -> Image.Image:
    """Stretches one side against the other by up to 1.6."""
    stretch = math.exp(rng.uniform(-0.24, 0.24))
    width, height = round(image.width * stretch), round(image.height / stretch)
    return image.resize((max(width, LEAST_SIDE), max(height, LEAST_SIDE)), Image.Resampling.BILINEAR)


def smaller(image: Image.Image, rng: Generator) -> Image.Image:
    """Scales down to between a quarter and nine tenths of each side."""
    scale = math.exp(rng.uniform(math.log(0.25), math.log(0.9)))
    return image.resize((max(round(image.width * scale), LEAST_SIDE), max(round(image.height * scale), LEAST_SIDE)))


def jpeg(image: Image.Image, rng: Generator) -> Image.Image:
    """Saves and reads again as JPEG of quality 5 to 70."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=round(math.exp(rng.uniform(math.log(5), math.log(70)))))
    return Image.open(buffer).convert("RGB")


def light(image: Image.Image, rng: Generator) -> Image.Image:
    """Changes brightness, contrast or both."""
    if rng.random() < 0.7:
        image = ImageEnhance.Brightness(image).enhance(math.exp(rng.uniform(-0.7, 0.6)))
    if rng.random() < 0.7:
        image = ImageEnhance.Contrast(image).enhance(math.exp(rng.uniform(-0.8, 0.7)))
    return image


def colour(image: Image.Image, rng: Generator) -> Image.Image:
    """Changes saturation and white balance."""
    image = ImageEnhance.Color(image).enhance(rng.uniform(0.1, 2.2))
    gains = np.exp(rng.uniform(-0.25, 0.25, 3))
    return Image.fromarray(np.clip(np.asarray(image) * gains, 0, 255).astype(np.uint8))


def tone(image: Image.Image, rng: Generator) -> Image.Image:
    """A filter: each colour along a curve of its own, less black or white, darker corners."""
    levels = np.linspace(0, 1, 256)
    low, high = rng.uniform(0, 0.25), rng.uniform(0.75, 1.0)
    curves = [low + (high - low) * levels ** math.exp(rng.uniform(-0.4, 0.4)) for _ in range(3)]
    image = image.point([round(255 * value) for curve in curves for value in curve.tolist()])
    if rng.random() < 0.4:
        down, across = (np.linspace(-1, 1, size) ** 2 for size in (image.height, image.width))
        shade = 1 - rng.uniform(0.2, 0.6) * (down[:, None] + across[None]) / 2
        image = Image.fromarray((np.asarray(image) * shade[:, :, None]).astype(np.uint8))
    return image


def sharpen(image: Image.Image, rng: Generator) -> Image.Image:
    """Unsharp masking, up to far too much of it."""
    radius, percent = rng.uniform(0.002, 0.012) * max(image.size), round(rng.uniform(80, 400))
    return image.filter(ImageFilter.UnsharpMask(radius, percent, 0))


def grey(image: Image.Image, rng: Generator) -> Image.Image:
    """Takes the colour away, sometimes to sepia."""
    flat = ImageOps.grayscale(image)
    return flat.convert("RGB") if rng.random() < 0.75 else ImageOps.colorize(flat, (30, 15, 5), (255, 245, 220))


def blur(image: Image.Image, rng: Generator) -> Image.Image:
    """Gaussian blur with a radius of up to 2.2 % of the longer side."""
    return image.filter(ImageFilter.GaussianBlur(rng.uniform(0.003, 0.022) * max(image.size)))


def noise(image: Image.Image, rng: Generator) -> Image.Image:
    """Gaussian noise of up to 25 grey levels."""
    pixels = np.asarray(image) + rng.normal(0, rng.uniform(4, 25), (image.height, image.width, 3))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def border(image: Image.Image, rng: Generator) -> Image.Image:
    """Puts the picture on a larger canvas: bars on two sides, a frame, or a wide mount, in one colour."""
    widths = rng.uniform(0.02, 0.20, 4)
    form = rng.random()
    if form < 0.25:
        widths[:2] = 0
    elif form < 0.5:
        widths[2:] = 0
    elif form < 0.85:
        widths[:] = widths[0]
    left, right, top, bottom = (round(float(share) * max(image.size)) for share in widths)
    canvas = Image.new("RGB", (image.width + left + right, image.height + top + bottom), _colour(rng))
    canvas.paste(image, (left, top))
    return canvas


def caption(image: Image.Image, rng: Generator) -> Image.Image:
    """Writes a line or two of letters over the picture, half the time on a bar."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    size = max(8, round(image.height * rng.uniform(0.06, 0.16)))
    font = ImageFont.load_default(size)
    lines = int(rng.integers(1, 3))
    text = "\n".join(
        "".join(chr(int(code)) for code in rng.integers(32, 123, int(rng.integers(5, 20)))) for _ in range(lines)
    )
    top = (
        round(rng.uniform(0, 0.9) * image.height)
        if rng.random() < 0.4
        else int(rng.choice([0, image.height - lines * size - 6]))
    )
    if rng.random() < 0.5:
        draw.rectangle((0, top, image.width, top + lines * size + 6), fill=_colour(rng))
    draw.multiline_text((rng.uniform(0, 0.3) * image.width, top + 1), text, font=font, fill=_colour(rng), spacing=0)
    return image


def sticker(image: Image.Image, rng: Generator) -> Image.Image:
    """Covers parts of the picture with one to four drawings: filled shapes, each with smaller ones inside."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(1, 5))):
        width, height = (size * rng.uniform(0.05, 0.30) for size in image.size)
        left, top = (rng.uniform(-0.1, 0.9) * size for size in image.size)
        _shape(draw, (left, top, left + width, top + height), rng)
        for _ in range(int(rng.integers(0, 5))):
            x, y = left + rng.uniform(0, 0.7) * width, top + rng.uniform(0, 0.7) * height
            _shape(draw, (x, y, x + rng.uniform(0.1, 0.5) * width, y + rng.uniform(0.1, 0.5) * height), rng)
    return image


def _shape(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: Generator) -> None:
    """An ellipse, a rectangle or an arc, sometimes with an outline."""
    form, line = rng.random(), max(1, round(rng.uniform(0.02, 0.1) * (box[2] - box[0])))
    if form < 0.2:
        start = rng.uniform(0, 360)
        draw.arc(box, start, start + rng.uniform(60, 240), fill=_colour(rng), width=line)
        return
    shape = draw.ellipse if form < 0.7 else draw.rectangle
    if rng.random() < 0.5:
        shape(box, fill=_colour(rng))
    else:
        shape(box, fill=_colour(rng), outline=_colour(rng), width=line)


def _something_else(size: tuple[int, int], rng: Generator) -> Image.Image:
    """Colours and shapes at several scales: what another picture would be beside this one."""
    mixed = np.zeros((size[1], size[0], 3))
    for cells in (3, 7, 17):
        coarse = Image.fromarray(rng.integers(0, 256, (cells, cells, 3), dtype=np.uint8))
        mixed += np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), np.float64) / 3
    image = Image.fromarray(mixed.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(2, 9))):
        left, top = (rng.uniform(-0.2, 0.9) * length for length in size)
        right, bottom = (
            place + rng.uniform(0.1, 0.7) * length for place, length in zip((left, top), size, strict=True)
        )
        _shape(draw, (left, top, right, bottom), rng)
    return image


def _colour(rng: Generator) -> tuple[int, int, int]:
    """White, black or any colour."""
    form = rng.random()
    if form < 0.3:
        return (255, 255, 255)
    if form < 0.6:
        return (0, 0, 0)
    red, green, blue = (int(value) for value in rng.integers(0, 256, 3))
    return red, green, blue


GEOMETRY: tuple[tuple[Edit, float], ...] = (
    (crop, 6.0),
    (quarter_turn, 3.0),
    (mirror, 2.0),
    (small_angle, 1.5),
    (border, 2.5),
    (aspect, 1.0),
    (perspective, 1.0),
    (collage, 0.7),
)
"""Edits that move pixels, with how often each is drawn against the others."""

APPEARANCE: tuple[tuple[Edit, float], ...] = (
    (light, 2.0),
    (colour, 1.0),
    (tone, 1.0),
    (grey, 1.6),
    (blur, 1.6),
    (sharpen, 0.7),
    (noise, 0.5),
    (smaller, 1.3),
    (jpeg, 1.5),
    (caption, 1.5),
    (sticker, 1.5),
)
"""Edits that leave pixels where they are, with how often each is drawn against the others."""

_LAST: tuple[Edit, ...] = (smaller, jpeg)
"""What copying a picture on does to it after every other edit."""


def view(image: Image.Image, rng: Generator, *, without: tuple[Edit, ...] = ()) -> Image.Image:
    """One random copy of a photo: one to four edits, geometry and appearance mixed, compression last.

    Args:
        image: RGB.
        rng: decides everything; the same state gives the same view.
        without: edits that are not drawn, such as the turns a network is indifferent to by itself.

    Returns:
        RGB, of any size with no side under ``LEAST_SIDE``, or under the photo's shorter side where that is less.
    """
    edits = int(rng.choice([1, 2, 3, 4], p=[0.40, 0.35, 0.18, 0.07]))
    moves = sum(rng.random() < 0.55 for _ in range(edits))
    chosen = [*_draw(GEOMETRY, moves, rng, without), *_draw(APPEARANCE, edits - moves, rng, without)]
    order = rng.permutation(len(chosen))
    chosen = sorted((chosen[i] for i in order), key=lambda edit: edit in _LAST)
    for edit in chosen:
        image = edit(image, rng)
    return image


def _draw(edits: tuple[tuple[Edit, float], ...], count: int, rng: Generator, without: tuple[Edit, ...]) -> list[Edit]:
    """``count`` different edits, drawn by weight."""
    edits = tuple((edit, weight) for edit, weight in edits if edit not in without)
    if not edits:
        return []
    weights = np.array([weight for _, weight in edits])
    picked = rng.choice(len(edits), size=min(count, len(edits)), replace=False, p=weights / weights.sum())
    return [edits[int(i)][0] for i in picked]
