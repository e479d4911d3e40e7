"""Every edit gives a picture, the same one for the same seed, and a view is a copy a person would recognise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.training.augment import APPEARANCE, GEOMETRY, LEAST_SIDE, crop, mirror, quarter_turn, view
from tests.training.photos import photo

EDITS = [edit for edit, _ in (*GEOMETRY, *APPEARANCE)]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("size", [(80, 60), (24, 24), (25, 400)])
def test_an_edit_gives_an_rgb_picture_large_enough(edit, size):
    for seed in range(5):
        edited = edit(photo(1, size), np.random.default_rng(seed))
        assert edited.mode == "RGB"
        assert min(edited.size) >= min(LEAST_SIDE, *size)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_leaves_its_input_alone_and_repeats(edit):
    image = photo(2)
    before = np.asarray(image).copy()
    first, second = (np.asarray(edit(image, np.random.default_rng(7))) for _ in range(2))
    assert (first == second).all()
    assert (np.asarray(image) == before).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_view(seed):
    first, second = (view(photo(3), np.random.default_rng(seed)) for _ in range(2))
    assert first.size == second.size
    assert (np.asarray(first) == np.asarray(second)).all()


def test_different_seeds_give_different_views():
    views = {view(photo(3), np.random.default_rng(seed)).tobytes() for seed in range(30)}
    assert len(views) > 20


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(24, 300), st.integers(24, 300))
def test_a_crop_keeps_what_it_says(seed, width, height):
    cropped = crop(Image.new("RGB", (width, height)), np.random.default_rng(seed))
    assert 0.2 <= cropped.width * cropped.height / (width * height) <= 1.0


def test_quarter_turns_and_mirrors_move_pixels_and_change_none():
    image = photo(4)
    for edit in (quarter_turn, mirror):
        edited = edit(image, np.random.default_rng(0))
        before, after = (np.asarray(one).reshape(-1, 3) for one in (image, edited))
        assert (np.sort(before.view("V3"), axis=0) == np.sort(after.view("V3"), axis=0)).all()


def test_edits_can_be_left_out():
    plain = Image.new("RGB", (60, 40))
    others = tuple(edit for edit in EDITS if edit is not quarter_turn)
    views = [view(plain, np.random.default_rng(seed), without=(quarter_turn,)) for seed in range(200)]
    assert others
    assert any(one.height < one.width for one in views)
    turned = [view(plain, np.random.default_rng(seed), without=others).size for seed in range(40)]
    assert (40, 60) in turned
