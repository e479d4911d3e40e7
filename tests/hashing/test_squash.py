"""What the network gets to see of a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from photohash.hashing.squash import squash


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (37, 91), (64, 64), (1500, 900)])
def test_any_picture_becomes_a_square(shape):
    pixels = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    square = squash(pixels, 64)
    assert square.shape == (64, 64, 3)
    assert square.dtype == np.uint8


def test_a_flat_picture_keeps_its_colour():
    pixels = np.full((301, 703, 3), (10, 120, 250), np.uint8)
    assert (squash(pixels, 32) == (10, 120, 250)).all()


def test_nothing_is_cut_off():
    pixels = np.zeros((200, 400, 3), np.uint8)
    pixels[:20, :40], pixels[-20:, -40:] = (255, 0, 0), (0, 0, 255)
    square = squash(pixels, 20)
    assert square[0, 0, 0] > 200
    assert square[-1, -1, 2] > 200


def test_a_fine_pattern_becomes_grey_not_stripes():
    pixels = np.zeros((800, 800, 3), np.uint8)
    pixels[:, ::2] = 255
    assert np.ptp(squash(pixels, 100)) <= 4


def test_a_picture_of_the_right_size_stays_as_it_is():
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), np.uint8)
    assert (squash(pixels, 32) == pixels).all()


@pytest.mark.parametrize("shape", [(1030, 770), (400, 1900), (300, 250)])
def test_the_short_cut_for_large_pictures_is_hardly_seen(shape):
    coarse = np.random.default_rng(1).integers(0, 256, (9, 12, 3), np.uint8)
    large = Image.fromarray(coarse).resize(shape, Image.Resampling.BICUBIC)
    plain = np.asarray(large.resize((96, 96), Image.Resampling.BILINEAR)).astype(int)
    assert np.abs(squash(np.asarray(large), 96) - plain).max() <= 2


def test_a_view_is_the_picture_it_shows():
    pixels = np.random.default_rng(0).integers(0, 256, (80, 120, 3), np.uint8)
    for view in (np.rot90(pixels), pixels[:, ::-1], pixels[::2, 1::3]):
        assert (squash(view, 32) == squash(np.ascontiguousarray(view), 32)).all()


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_turning_before_and_after_are_the_same(turn):
    """What makes the codes of turned copies equal: the square knows no longer side."""
    pixels = np.random.default_rng(0).integers(0, 256, (90, 150, 3), np.uint8)
    before, after = squash(np.rot90(pixels, turn), 64).astype(int), np.rot90(squash(pixels, 64), turn)
    assert np.abs(before - after).max() <= 1
