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


def side(
    picture: Image.Image,
    number: int,
    *,
    taken: str | None = None,
    camera: str | None = None,
    quality: int | None = None,
    salt: bytes = b"",
) -> Side:
    """A picture as one side of a pair, as decoding and the preview cache would give it."""
    picture = picture.convert("RGB")
    small = picture.copy()
    small.thumbnail((512, 512), Image.Resampling.LANCZOS)
    digest = blake3(picture.tobytes() + salt).digest()
    record = Photo(number, digest, picture.width, picture.height, "JPEG", 1000, taken, camera, quality=quality)
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


def with_stickers(picture: Image.Image) -> Image.Image:
    """A smiling face and a badge with a word."""
    stuck = picture.copy()
    draw = ImageDraw.Draw(stuck)
    side = min(picture.size) * 0.22
    x, y = picture.width * 0.1, picture.height * 0.12
    draw.ellipse((x, y, x + side, y + side), fill=(255, 205, 50))
    for eye in (0.3, 0.7):
        draw.ellipse((x + side * (eye - 0.07), y + side * 0.3, x + side * (eye + 0.07), y + side * 0.45), fill="black")
    draw.arc((x + side * 0.2, y + side * 0.3, x + side * 0.8, y + side * 0.8), 20, 160, "black", 4)
    x, y = picture.width * 0.6, picture.height * 0.6
    draw.rounded_rectangle((x, y, x + 1.4 * side, y + 0.6 * side), side * 0.1, fill=(200, 20, 60))
    draw.text((x + side * 0.2, y + side * 0.05), "NEW", "white", ImageFont.load_default(side * 0.4))
    return stuck


def written_on(picture: Image.Image) -> Image.Image:
    """White words with a black outline across the picture."""
    written = picture.copy()
    place, font = (picture.width / 2, picture.height * 0.9), ImageFont.load_default(picture.width * 0.07)
    ImageDraw.Draw(written).text(
        place, "Monday morning", "white", font, anchor="mm", stroke_width=2, stroke_fill="black"
    )
    return written


def behind_glass(picture: Image.Image) -> Image.Image:
    """A dark bar one can see through, with words on it."""
    mask = Image.new("L", picture.size, 0)
    bar = 0, int(picture.height * 0.7), picture.width, int(picture.height * 0.86)
    ImageDraw.Draw(mask).rectangle(bar, fill=140)
    glassy = Image.composite(Image.new("RGB", picture.size), picture, mask)
    font = ImageFont.load_default(picture.height * 0.08)
    ImageDraw.Draw(glassy).text((picture.width / 2, picture.height * 0.78), "at last", "white", font, anchor="mm")
    return glassy


def on_a_screen(picture: Image.Image) -> Image.Image:
    """The picture between the bars of a phone's screen, with icons and words on them."""
    bar = picture.width // 4
    screen = Image.new("RGB", (picture.width, picture.height + 2 * bar), (248, 248, 248))
    screen.paste(picture, (0, bar))
    draw = ImageDraw.Draw(screen)
    draw.text((bar * 0.2, bar * 0.1), "14:05", "black", ImageFont.load_default(bar * 0.25))
    for place, colour in enumerate(("red", "green", "blue", "orange")):
        left = bar * (0.3 + place)
        draw.ellipse((left, picture.height + 1.3 * bar, left + bar * 0.4, picture.height + 1.7 * bar), fill=colour)
    return screen


def in_a_collage(picture: Image.Image, other: Image.Image) -> Image.Image:
    """The picture beside another, without a gap."""
    both = Image.new("RGB", (2 * picture.width, picture.height))
    both.paste(picture, (0, 0))
    both.paste(ImageOps.fit(other, picture.size), (picture.width, 0))
    return both


def darker_to_the_corners(picture: Image.Image) -> Image.Image:
    """A vignette."""
    rows, columns = np.mgrid[-1 : 1 : picture.height * 1j, -1 : 1 : picture.width * 1j]
    light = 1 - 0.22 * (rows**2 + columns**2)
    return Image.fromarray((np.asarray(picture) * light[..., None]).astype(np.uint8))


def converging(picture: Image.Image, slope: float = 0.08) -> Image.Image:
    """The picture with its upright lines made to converge, as when perspective is corrected, cut to what is seen."""
    width, height = picture.size
    inset, bent = slope * width / (2 + 2 * slope), slope / height
    # A point x, y of the result is taken from (a x + b y + c) / (1 + g x + h y), and so for y.
    across = ((width - 2 * inset) / width * (1 + slope), bent * width / 2, inset * (1 - slope) / 2)
    down = (0.0, 1.0, 0.0)
    return picture.transform(
        picture.size, Image.Transform.PERSPECTIVE, (*across, *down, 0.0, bent), Image.Resampling.BICUBIC
    )


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
