from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.evaluation.transformations import FAMILY, Transformation, random_for
from tests.evaluation.pictures import photo

BY_NAME = {transformation.name: transformation for transformation in FAMILY}
sides = st.integers(2, 90)


def apply(name: str, picture: Image.Image, seed: int = 0) -> Image.Image:
    return BY_NAME[name].apply(picture, random_for("photo", name, seed))


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_names_are_unique_and_every_row_has_a_sentence():
    assert len(BY_NAME) == len(FAMILY) >= 21
    assert all(row.sentence.endswith(".") and not row.sentence[0].islower() for row in FAMILY)


@pytest.mark.parametrize("transformation", FAMILY, ids=lambda row: row.name)
def test_a_copy_is_the_same_file_every_time_and_leaves_the_photo_alone(transformation: Transformation):
    picture = photo(1)
    before = picture.tobytes()
    first = transformation.copy(picture, random_for("a.jpg", transformation.name))
    second = transformation.copy(picture, random_for("a.jpg", transformation.name))
    assert first == second
    assert picture.tobytes() == before
    assert opened(first).format == transformation.format


@pytest.mark.parametrize("transformation", FAMILY, ids=lambda row: row.name)
@given(width=sides, height=sides)
@settings(max_examples=5, deadline=None)
def test_every_transformation_takes_a_photo_of_any_size(transformation: Transformation, width: int, height: int):
    changed = transformation.apply(photo(2, width, height), random_for("a.jpg", transformation.name))
    assert changed.mode == "RGB"
    assert min(changed.size) >= 1


def test_chance_depends_on_photo_transformation_and_seed():
    draws = {random_for(*key).integers(1 << 60) for key in (("a", "x", 0), ("b", "x", 0), ("a", "y", 0), ("a", "x", 1))}
    assert len(draws) == 4


def test_a_name_that_is_not_utf8_is_as_good_as_any():
    assert random_for("photo-\udce9.jpg", "mirror").random() == random_for("photo-\udce9.jpg", "mirror").random()


@given(width=sides, height=sides)
@settings(max_examples=20, deadline=None)
def test_mirror_twice_and_half_a_turn_twice_give_the_photo_back(width: int, height: int):
    picture = photo(3, width, height)
    for name in ("mirror", "turn-180"):
        assert np.array_equal(pixels(apply(name, apply(name, picture))), pixels(picture))
    assert np.array_equal(pixels(apply("turn-270", apply("turn-90", picture))), pixels(picture))


def test_a_quarter_turn_exchanges_the_sides():
    assert apply("turn-90", photo(3)).size == (90, 120)


def test_mirror_exchanges_left_and_right():
    picture = photo(3)
    assert np.array_equal(pixels(apply("mirror", picture)), pixels(picture)[:, ::-1])


@pytest.mark.parametrize(("name", "size"), [("resize-50", (60, 45)), ("resize-25", (30, 22)), ("squeeze", (96, 90))])
def test_resizing_gives_the_stated_size(name: str, size: tuple[int, int]):
    assert apply(name, photo(4)).size == size


@pytest.mark.parametrize(
    ("name", "share"), [("crop-80", 0.8), ("crop-60", 0.6), ("crop-40", 0.4), ("crop-60-aside", 0.6)]
)
def test_a_crop_keeps_its_share_of_the_area_and_the_proportions(name: str, share: float):
    cropped = apply(name, photo(5, 400, 300))
    assert cropped.width * cropped.height / (400 * 300) == pytest.approx(share, rel=0.01)
    assert cropped.width / cropped.height == pytest.approx(4 / 3, rel=0.01)


def test_a_crop_is_a_part_of_the_photo_as_it_was():
    picture = pixels(photo(5, 40, 30))
    cropped = pixels(apply("crop-60-aside", photo(5, 40, 30)))
    height, width = cropped.shape[:2]
    places = [(top, left) for top in range(31 - height) for left in range(41 - width)]
    assert any(np.array_equal(picture[top : top + height, left : left + width], cropped) for top, left in places)


def test_an_off_centre_crop_moves_with_the_seed():
    assert len({apply("crop-60-aside", photo(5), seed).tobytes() for seed in range(5)}) > 1


@given(width=st.integers(20, 200), height=st.integers(20, 200))
@settings(max_examples=20, deadline=None)
def test_straightening_leaves_no_empty_corner(width: int, height: int):
    straightened = pixels(apply("straighten-5", Image.new("RGB", (width, height), "white")))
    assert straightened.min() > 200
    assert straightened.shape[0] < height
    assert straightened.shape[1] < width


def test_straightening_turns_by_five_degrees():
    middle = Image.new("RGB", (201, 201), "black")
    middle.paste("white", (0, 99, 201, 102))
    line = pixels(apply("straighten-5", middle))[..., 0].astype(float)
    rows = line.argmax(axis=0)
    slope = np.polyfit(np.arange(len(rows)), rows, 1)[0]
    assert abs(math.degrees(math.atan(slope))) == pytest.approx(5, abs=0.3)


def test_light_and_colour_change_the_way_their_names_say():
    picture = photo(6)
    mean = pixels(picture).mean()
    assert pixels(apply("brighter", picture)).mean() > mean > pixels(apply("darker", picture)).mean()
    assert pixels(apply("contrast", picture)).std() > pixels(picture).std()
    grey = pixels(apply("grey", picture))
    assert np.array_equal(grey[..., 0], grey[..., 2])
    red, blue = (
        pixels(apply("colour", picture))[..., band].mean() / pixels(picture)[..., band].mean() for band in (0, 2)
    )
    assert (red > 1.05 and blue < 0.95) or (red < 0.95 and blue > 1.05)


def test_blur_takes_detail_away():
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (200, 300, 3), dtype=np.uint8))
    assert pixels(apply("blur", noise)).std() < pixels(noise).std() / 2


def test_a_border_keeps_the_whole_photo_inside_a_plain_frame():
    picture = photo(7, 200, 100)
    bordered = pixels(apply("border", picture))
    assert bordered.shape == (116, 216, 3)
    assert np.array_equal(bordered[8:-8, 8:-8], pixels(picture))
    assert len({tuple(pixel) for pixel in bordered[:8].reshape(-1, 3)}) == 1


def test_a_caption_covers_a_small_part_of_the_photo():
    picture = photo(8, 300, 200)
    covered = (pixels(apply("caption", picture)) != pixels(picture)).any(axis=2)
    assert 0.005 < covered.mean() < 0.15


def test_a_combination_does_all_of_its_parts():
    combined = apply("mirror-resize-colour", photo(9, 200, 100))
    assert combined.size == (100, 50)
    small = pixels(apply("mirror", photo(9, 200, 100)).resize((100, 50))).astype(float)
    assert np.corrcoef(pixels(combined).ravel(), small.ravel())[0, 1] > 0.8


def test_a_lower_quality_makes_a_smaller_file():
    sizes = [len(BY_NAME[name].copy(photo(10, 400, 300), random_for("a", name))) for name in ("jpeg-70", "jpeg-30")]
    assert sizes[0] > sizes[1]
