from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.edits.transformations import CORE, FAMILIES, FAMILY, WIDER, Transformation, random_for
from photohash.library.photo import COPIES, SAFE_COPIES, Kind
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
    assert len(BY_NAME) == len(FAMILY) == len(CORE) + len(WIDER)
    assert len({row.sentence for row in FAMILY}) == len(FAMILY)
    assert all(row.sentence.endswith(".") and not row.sentence[0].islower() for row in FAMILY)


def test_the_family_of_the_target_figure_stays_what_it_is():
    """Figures of two versions compare only while it does: add rows to the wider family instead."""
    assert next(iter(FAMILIES)) == "core"
    saved = ["jpeg-70", "jpeg-30", "webp-60", "resize-50", "resize-25", "squeeze"]
    moved = ["crop-80", "crop-60", "crop-40", "crop-60-aside", "turn-90", "turn-180", "turn-270", "mirror"]
    lit = ["straighten-5", "brighter", "darker", "contrast", "colour", "grey", "blur"]
    added = ["border", "caption", "crop-caption-jpeg", "mirror-resize-colour"]
    assert [row.name for row in FAMILIES["core"]] == saved + moved + lit + added


@pytest.mark.parametrize("transformation", FAMILY, ids=lambda row: row.name)
def test_what_a_copy_rightly_is_follows_from_what_was_done(transformation: Transformation):
    """A size alone is resized, a shape of saving alone re-encoded; only copies of these kinds are ticked unasked."""
    assert set(transformation.kinds) <= set(COPIES) - {Kind.IDENTICAL, Kind.SAME_PIXELS}
    picture = photo(1, 240, 160)
    random = random_for("a.jpg", transformation.name)
    changed = transformation.apply(picture, random)
    if set(transformation.kinds) <= set(SAFE_COPIES):
        back = changed.resize(picture.size, Image.Resampling.LANCZOS)
        assert np.abs(pixels(back).astype(int) - pixels(picture)).mean() < 6
        assert (transformation.kinds == (Kind.RESIZED,)) == (changed.size != picture.size)
    else:
        assert changed.size != picture.size or changed.tobytes() != picture.tobytes()


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


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("resize-50", (60, 45)),
        ("resize-25", (30, 22)),
        ("resize-200", (240, 180)),
        ("squeeze", (96, 90)),
        ("stretch", (168, 90)),
        ("forwarded", (87, 66)),
    ],
)
def test_resizing_gives_the_stated_size(name: str, size: tuple[int, int]):
    assert apply(name, photo(4)).size == size


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("crop-80", 0.8),
        ("crop-60", 0.6),
        ("crop-40", 0.4),
        ("crop-30", 0.3),
        ("crop-60-aside", 0.6),
        ("crop-30-aside", 0.3),
    ],
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


def found_at(part: np.ndarray, whole: np.ndarray) -> list[tuple[int, int]]:
    """Every place (top, left) at which a picture holds another, pixel by pixel."""
    height, width = part.shape[:2]
    tops, lefts = range(whole.shape[0] - height + 1), range(whole.shape[1] - width + 1)
    corner = (whole[: len(tops), : len(lefts)] == part[0, 0]).all(axis=2)
    places = zip(*np.nonzero(corner), strict=True)
    return [(top, left) for top, left in places if np.array_equal(whole[top : top + height, left : left + width], part)]


def test_a_strip_keeps_the_shorter_side_whole():
    for size, kept in (((200, 100), (120, 100)), ((100, 200), (100, 120))):
        picture = photo(11, *size)
        cut = apply("strip-60", picture)
        assert cut.size == kept
        assert found_at(pixels(cut), pixels(picture))


def test_the_other_mirrors_are_a_mirror_and_turns():
    picture = photo(3)
    assert np.array_equal(pixels(apply("flip", picture)), pixels(picture)[::-1])
    assert np.array_equal(pixels(apply("mirror-turn", picture)), pixels(picture).transpose(1, 0, 2))


@given(width=st.integers(20, 200), height=st.integers(20, 200), seed=st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_a_slant_leaves_no_empty_corner_and_keeps_the_size(width: int, height: int, seed: int):
    slanted = apply("slant", Image.new("RGB", (width, height), "white"), seed)
    assert slanted.size == (width, height)
    assert pixels(slanted).min() > 200


def test_a_slant_takes_every_corner_from_at_most_a_tenth_of_a_side_further_in():
    across = np.tile(np.arange(200, dtype=np.uint8), (200, 1))
    picture = Image.fromarray(np.dstack([across, across.T, across]))
    for seed in range(5):
        slanted = pixels(apply("slant", picture, seed)).astype(int)
        corners = np.array([slanted[0, 0, :2], slanted[0, -1, :2], slanted[-1, -1, :2], slanted[-1, 0, :2]])
        inwards = np.abs(corners - np.array([(0, 0), (199, 0), (199, 199), (0, 199)]))
        assert inwards.max() <= 21
        assert inwards.max() > 2


def test_a_tilted_photo_is_all_there_in_a_larger_frame():
    tilted = apply("tilt-10", photo(12, 200, 100))
    assert tilted.width > 200
    assert tilted.height > 100
    assert len({tuple(corner) for corner in pixels(tilted)[[0, 0, -1, -1], [0, -1, 0, -1]]}) == 1


def test_filters_change_colours_the_way_their_names_say():
    picture = photo(6)
    spread = pixels(picture).std()
    assert pixels(apply("pale", picture)).std() < spread < pixels(apply("vivid", picture)).std()
    red, green, blue = (pixels(apply("sepia", picture))[..., band].mean() for band in range(3))
    assert red > green > blue
    strong = pixels(apply("grey-contrast", picture)).astype(int)
    assert np.array_equal(strong[..., 0], strong[..., 2])
    assert strong.std() > pixels(apply("grey", picture)).std()
    faded = pixels(apply("faded", Image.new("RGB", (90, 90), "black")))
    assert faded[45, 45].min() > 20
    assert faded[0, 0].mean() < faded[45, 45].mean()
    dull = picture.point(lambda level: 80 + level // 4)
    assert pixels(apply("levels", dull)).std() > 2 * pixels(dull).std()


@pytest.mark.parametrize(("name", "deviation"), [("noise-10", 10), ("noise-25", 25)])
def test_grain_is_as_strong_as_its_name_says_and_of_no_colour_in_the_mean(name: str, deviation: int):
    grain = pixels(apply(name, Image.new("RGB", (100, 100), (128, 128, 128)))).astype(float) - 128
    assert grain.std() == pytest.approx(deviation, rel=0.05)
    assert np.abs(grain.mean(axis=(0, 1))).max() < 1


def test_sharpening_adds_detail_and_a_palette_leaves_64_colours():
    picture = photo(13, 300, 200).resize((150, 100))
    assert np.abs(np.diff(pixels(apply("sharpen", picture)).astype(int), axis=1)).mean() > (
        np.abs(np.diff(pixels(picture).astype(int), axis=1)).mean()
    )
    assert len(np.unique(pixels(apply("palette-64", picture)).reshape(-1, 3), axis=0)) <= 64


@pytest.mark.parametrize(
    "name", ["heading", "border-20", "instant-print", "film-bars", "screenshot", "screenshot-phone", "collage-2"]
)
def test_what_is_put_around_a_photo_leaves_it_whole(name: str):
    picture = photo(14, 150, 100)
    assert len(found_at(pixels(picture), pixels(apply(name, picture)))) == 1


def test_the_bars_of_a_screenshot_are_as_high_as_its_sentence_says_and_a_phone_is_held_upright():
    picture = photo(14, 150, 100)
    assert apply("screenshot", picture).size == (150, 126)
    assert found_at(pixels(picture), pixels(apply("screenshot", picture))) == [(12, 0)]
    phone = apply("screenshot-phone", picture)
    assert phone.height / phone.width == pytest.approx(16 / 9, rel=0.01)


def test_a_collage_cell_holds_most_of_the_photo_beside_a_white_gap():
    picture = photo(15, 200, 150)
    cell = pixels(apply("collage-cell", picture))
    kept = cell[:134, :179]
    assert found_at(kept, pixels(picture))
    assert (cell[135, :179] == 255).all()
    assert kept.shape[0] * kept.shape[1] / cell.shape[0] / cell.shape[1] > 0.8


def test_the_other_picture_of_a_collage_is_another_one_every_time():
    halves = {apply("collage-2", Image.new("RGB", (60, 40), "white"), seed).tobytes() for seed in range(4)}
    assert len(halves) == 4


@pytest.mark.parametrize(
    ("name", "least", "most"), [("date", 0.002, 0.03), ("watermark", 0.02, 0.3), ("stickers", 0.03, 0.15)]
)
def test_what_is_written_or_stuck_on_a_photo_covers_its_share(name: str, least: float, most: float):
    picture = photo(16, 300, 200)
    covered = (pixels(apply(name, picture)) != pixels(picture)).any(axis=2)
    assert least < covered.mean() < most


def test_the_hardest_combinations_do_all_of_their_parts():
    cut = apply("crop-turn-grey", photo(17, 200, 100))
    assert cut.height > cut.width
    assert np.array_equal(pixels(cut)[..., 0], pixels(cut)[..., 1])
    assert cut.width * cut.height == pytest.approx(0.6 * 200 * 100, rel=0.02)
    shown = apply("screenshot-forwarded", photo(17, 200, 100))
    assert shown.width == 128
    print_ = pixels(apply("of-a-print", Image.new("RGB", (200, 100), (128, 128, 128)))).astype(float)
    assert abs(print_[..., 0].mean() - print_[..., 2].mean()) > 20
    assert print_.std(axis=(0, 1)).min() > 5
