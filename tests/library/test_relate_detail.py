"""Pictures that are one but for a detail are never taken for the same picture saved again."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from photohash.library.photo import SAFE_COPIES, Kind
from photohash.library.relate import relate
from photohash.library.relate.detail import differing_detail
from tests.library.pairs import PHOTOS, cropped, photo, saved, scaled, side

LETTER = (
    "Dear customer,",
    "thank you for the order of last week, which we",
    "have sent by the usual carrier today. Please find",
    "below what is to be paid within thirty days of",
    "the date of this letter.",
    *(f"Item {number}    a thing of a longer name    {17 * number}.00" for number in range(12)),
)


def letter(last: str, *, width: int = 1240) -> Image.Image:
    """A page of an invoice, with one line of its own."""
    sheet = Image.new("RGB", (width, round(width * 1.414)), "white")
    size = width / 39
    for row, line in enumerate((*LETTER, last)):
        place = width * 0.08, width * 0.1 + row * size * 1.5
        ImageDraw.Draw(sheet).text(place, line, fill="black", font=ImageFont.load_default(size))
    return sheet


def screen(time: str) -> Image.Image:
    """A chat on a phone in the dark."""
    shown = Image.new("RGB", (720, 1560), (30, 30, 30))
    draw = ImageDraw.Draw(shown)
    draw.text((40, 20), time, fill=(230, 230, 230), font=ImageFont.load_default(30))
    for row in range(20):
        draw.text((60, 120 + 60 * row), f"message {row}", fill=(230, 230, 230), font=ImageFont.load_default(30))
    return shown


def board(*, moved: bool) -> Image.Image:
    """A game of draughts, before and after its first move."""
    drawn = Image.new("RGB", (800, 800))
    draw = ImageDraw.Draw(drawn)
    for row in range(8):
        for column in range(8):
            light = (row + column) % 2 == 0
            corner = column * 100, row * 100, column * 100 + 99, row * 100 + 99
            draw.rectangle(corner, fill=(240, 217, 181) if light else (181, 136, 99))
    for column in range(8):
        for row in (0, 1, 6, 7):
            down = 4 if moved and (column, row) == (4, 6) else row
            place = column * 100 + 25, down * 100 + 25, column * 100 + 75, down * 100 + 75
            draw.ellipse(place, fill=(30, 30, 30) if row < 3 else (250, 250, 250))
    return drawn


def with_closed_eyes(face: Image.Image) -> Image.Image:
    painted = face.copy()
    for left in (190, 230):
        ImageDraw.Draw(painted).rectangle((left, 110, left + 20, 118), fill=(200, 160, 140))
    return painted


def thing_at(left: int) -> Image.Image:
    """A small thing before a smooth wall."""
    wall = np.repeat(np.linspace(80, 180, 1600).astype(np.uint8)[None, :, None], 1200, axis=0).repeat(3, axis=2)
    scene = Image.fromarray(wall)
    ImageDraw.Draw(scene).rectangle((left, 500, left + 60, 540), fill=(150, 90, 60))
    return scene


PAIRS: dict[str, Callable[[], tuple[Image.Image, Image.Image]]] = {
    "another number": lambda: (letter("Invoice 10234, total 1,284.50"), letter("Invoice 10235, total 4,961.70")),
    "one other digit": lambda: (letter("Invoice 10234, total 1,284.50"), letter("Invoice 10234, total 1,284.60")),
    "of a large scan": lambda: (letter("total 1,284.50", width=2480), letter("total 4,961.70", width=2480)),
    "another time": lambda: (screen("14:05"), screen("17:48")),
    "another move": lambda: (board(moved=False), board(moved=True)),
    "closed eyes": lambda: (photo("astronaut"), with_closed_eyes(photo("astronaut"))),
    "a thing that moved": lambda: (thing_at(500), thing_at(620)),
}


@pytest.mark.parametrize("quality", [95, 60, 30])
@pytest.mark.parametrize("what", PAIRS)
def test_a_detail_is_enough_not_to_be_put_away_without_anyone_looking(what: str, quality: int) -> None:
    one, other = PAIRS[what]()
    relation = relate(side(saved(one, 90), 1), side(saved(other, quality), 2))
    assert relation.kind not in SAFE_COPIES


def test_what_differs_is_told() -> None:
    one, other = PAIRS["one other digit"]()
    relation = relate(side(saved(one), 1), side(saved(other), 2))
    assert relation.kind == Kind.EDITED
    assert 0 < relation.evidence["detail"] < 0.01


def as_webp(picture: Image.Image) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=10)
    return Image.open(file).convert("RGB")


COPIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "quality 5": lambda picture: saved(picture, 5),
    "quality 10, then 30": lambda picture: saved(saved(picture, 10), 30),
    "WebP": as_webp,
    "half": lambda picture: saved(scaled(picture, 0.5)),
    "a quarter": lambda picture: saved(scaled(picture, 0.25)),
    "half, badly": lambda picture: saved(scaled(picture, 0.5), 30),
    "half and back": lambda picture: saved(scaled(scaled(picture, 0.5), 2.0), 80),
    "twice": lambda picture: saved(scaled(picture, 2.0)),
    "narrower": lambda picture: saved(scaled(picture, 0.8, 1.0)),
}


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("name", [*PHOTOS, "letter"])
def test_what_saving_and_scaling_take_is_no_detail(name: str, how: str) -> None:
    picture = letter("total 1,284.50") if name == "letter" else photo(name)
    assert differing_detail(np.asarray(picture), np.asarray(COPIES[how](picture))) == 0


@pytest.mark.parametrize("lost", [3, 4, 5])
@pytest.mark.parametrize("name", ["astronaut", "coffee"])
def test_a_thin_trim_is_a_crop(name: str, lost: int) -> None:
    picture = photo(name)
    trimmed = picture.crop((lost, lost, picture.width - lost, picture.height - lost))
    assert relate(side(picture, 1), side(saved(trimmed), 2)).kind == Kind.CROPPED


def test_nothing_to_compare_does_not_differ() -> None:
    flat = np.full((40, 60, 3), 90, np.uint8)
    assert differing_detail(flat, flat + 20) == 0
    assert differing_detail(flat[:1, :1], flat) == 0


def test_a_crop_differs_everywhere() -> None:
    picture = photo("coffee")
    assert differing_detail(np.asarray(picture), np.asarray(cropped(picture, 0.8))) > 0.1
