"""Views of a photo of any size: a usable picture, the same for the same generator, edited as its edits say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.training.augment import (
    APPEARANCE,
    GEOMETRY,
    LEAST_SIDE,
    Edit,
    aspect,
    border,
    collage,
    crop,
    mirror,
    perspective,
    quarter_turn,
    small_angle,
    smaller,
    view,
)
from tests.training.pictures import photo

EDITS: tuple[Edit, ...] = tuple(edit for edit, _ in (*GEOMETRY, *APPEARANCE))
SEEDS = st.integers(0, 2**32 - 1)
SIDES = st.integers(1, 150)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@given(seed=SEEDS, width=SIDES, height=SIDES)
@settings(max_examples=20, deadline=None)
def test_an_edit_of_a_picture_of_any_size_is_rgb_and_not_too_small(edit, seed, width, height):
    image = photo(1, width, height)
    edited = edit(image, np.random.default_rng(seed))
    assert edited.mode == "RGB"
    assert min(edited.size) >= min(LEAST_SIDE, *image.size)
    assert edited.tobytes() == edit(image, np.random.default_rng(seed)).tobytes()
    assert image.tobytes() == photo(1, width, height).tobytes(), "the photo itself was changed"


@given(seed=SEEDS, width=SIDES, height=SIDES)
@settings(max_examples=50, deadline=None)
def test_a_view_of_a_picture_of_any_size_is_decided_by_its_generator(seed, width, height):
    image = photo(2, width, height)
    seen, again = (view(image, np.random.default_rng(seed)) for _ in range(2))
    assert seen.mode == "RGB"
    assert min(seen.size) >= min(LEAST_SIDE, width, height)
    assert seen.size == again.size
    assert seen.tobytes() == again.tobytes()


@given(seed=SEEDS, width=st.integers(60, 400), height=st.integers(60, 400))
@settings(max_examples=60, deadline=None)
def test_a_crop_keeps_the_share_and_the_shape_it_says(seed, width, height):
    kept = crop(Image.new("RGB", (width, height)), np.random.default_rng(seed))
    rounding = 1 / min(kept.size)
    assert 0.22 - rounding <= kept.width * kept.height / (width * height) <= 0.95 + rounding
    shape = (kept.width / kept.height) / (width / height)
    assert 1 / 1.5 - 2 * rounding <= shape <= 1.5 + 2 * rounding


def test_different_seeds_give_different_views():
    views = {view(photo(3), np.random.default_rng(seed)).tobytes() for seed in range(30)}
    assert len(views) > 20


@given(seed=SEEDS, width=st.integers(24, 60), height=st.integers(24, 60))
@settings(max_examples=30, deadline=None)
def test_a_crop_of_a_small_picture_keeps_a_fifth_at_least(seed, width, height):
    kept = crop(Image.new("RGB", (width, height)), np.random.default_rng(seed))
    assert 0.2 <= kept.width * kept.height / (width * height) <= 1.0


def test_crops_lie_anywhere_in_the_picture():
    rows, columns = np.mgrid[0:200, 0:200].astype(np.uint8)
    places = Image.fromarray(np.stack([rows, columns, np.zeros_like(rows)], axis=2))
    corners = np.array([crop(places, np.random.default_rng(seed)).getpixel((0, 0)) for seed in range(150)])
    assert corners[:, :2].min() <= 3
    assert (corners[:, :2].max(axis=0) > 60).all()


def test_turns_and_mirrors_are_those_they_say():
    image = photo(4)
    upright = np.asarray(image)
    turned = [np.asarray(quarter_turn(image, np.random.default_rng(seed))) for seed in range(20)]
    assert {k for pixels in turned for k in (1, 2, 3) if np.array_equal(np.rot90(upright, k), pixels)} == {1, 2, 3}
    for seed in range(20):
        mirrored = np.asarray(mirror(image, np.random.default_rng(seed)))
        assert np.array_equal(mirrored, upright[:, ::-1]) or np.array_equal(mirrored, upright[::-1])


def test_a_border_keeps_the_whole_picture():
    image = photo(5, 40, 30)
    content = np.asarray(image)
    for seed in range(20):
        framed = np.asarray(border(image, np.random.default_rng(seed)))
        places = np.ndindex(framed.shape[0] - 29, framed.shape[1] - 39)
        assert any(np.array_equal(framed[y : y + 30, x : x + 40], content) for y, x in places), f"seed {seed}"


def test_a_small_angle_either_keeps_the_size_or_cuts_the_corners_off():
    white = Image.new("RGB", (160, 120), "white")
    turned = [small_angle(white, np.random.default_rng(seed)) for seed in range(40)]
    cut = [image for image in turned if image.size != white.size]
    assert 5 < len(cut) < 35
    for image in cut:
        assert (np.asarray(image) < 250).mean() < 0.01, "more than a rounding of the edge is filled"


def test_a_collage_keeps_the_whole_picture_beside_something_else():
    image = photo(7, 40, 30)
    content = np.asarray(image)
    for seed in range(20):
        made = np.asarray(collage(image, np.random.default_rng(seed)))
        height, width, _ = made.shape
        assert any(
            np.array_equal(made[y : y + 30, x : x + 40], content) for y in (0, height - 30) for x in (0, width - 40)
        )
        assert height * width >= 2 * 40 * 30


def test_perspective_loses_the_edges_and_adds_nothing():
    white = Image.new("RGB", (120, 90), "white")
    for seed in range(20):
        assert np.asarray(perspective(white, np.random.default_rng(seed))).min() > 250


@given(seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_scaling_stays_within_its_bounds(seed):
    image = Image.new("RGB", (400, 300))
    scaled = smaller(image, np.random.default_rng(seed))
    assert 100 <= scaled.width <= 360
    assert abs(scaled.width / scaled.height - 4 / 3) < 0.02
    stretched = aspect(image, np.random.default_rng(seed))
    assert 1 / 1.63 < (stretched.width / stretched.height) / (4 / 3) < 1.63


def test_edits_left_out_are_never_drawn():
    image = Image.new("RGB", (80, 60))
    others = tuple(edit for edit, _ in GEOMETRY if edit is not quarter_turn)
    turned = {view(image, np.random.default_rng(seed), without=(*others, smaller)).size for seed in range(60)}
    assert turned == {(80, 60), (60, 80)}
    unmoved = {view(image, np.random.default_rng(s), without=(*others, quarter_turn, smaller)).size for s in range(60)}
    assert unmoved == {(80, 60)}


def test_with_every_edit_left_out_a_view_is_the_photo():
    image = photo(6)
    for seed in range(10):
        assert view(image, np.random.default_rng(seed), without=EDITS).tobytes() == image.tobytes()
