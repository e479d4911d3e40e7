"""The difference of two aligned pictures tells what saving again leaves from what was changed."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photohash.app.viewer.difference import CHANGED_COLOUR, OUTSIDE_COLOUR, difference
from photohash.app.viewer.geometry import placement
from photohash.app.viewer.pair import in_a_sentence
from photohash.library.photo import Pixels
from tests.library.pairs import cropped, photo, saved, scaled


def pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), np.uint8)


def laid(a: Image.Image, b: Image.Image) -> np.ndarray:
    return placement(a.size, b.size, None, same=True)


def is_near(drawn: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return np.abs(drawn.astype(int) - colour).max(axis=-1) < 90


def test_equal_pictures_have_none():
    found = difference(pixels(photo("coffee")), pixels(photo("coffee")), np.eye(3))
    assert found.same
    assert (found.changed, found.rest, found.shared) == (0.0, 0.0, 1.0)
    assert in_a_sentence(found) == "Every pixel is the same."


def test_one_level_in_one_pixel_is_not_the_same():
    one, other = pixels(photo("coffee")), pixels(photo("coffee")).copy()
    other[5, 5, 1] ^= 1
    found = difference(one, other, np.eye(3))
    assert not found.same
    assert found.changed == 0.0


@pytest.mark.parametrize("name", ["coffee", "chelsea", "astronaut"])
@pytest.mark.parametrize("quality", [90, 70, 50])
def test_saving_again_is_no_change(name, quality):
    original = photo(name)
    found = difference(pixels(original), pixels(saved(original, quality)), np.eye(3))
    assert found.changed < 0.005
    assert found.rest > 0
    assert "on average" in in_a_sentence(found)


def test_a_retouched_place_is_a_change_and_is_drawn_there():
    original = photo("coffee")
    edited = saved(original, 90)
    ImageDraw.Draw(edited).rectangle((100, 80, 179, 139), fill=(20, 200, 30))
    found = difference(pixels(original), pixels(edited), np.eye(3))
    share = 80 * 60 / (original.width * original.height)
    assert found.changed == pytest.approx(share, rel=0.15)
    marked = is_near(found.pixels, CHANGED_COLOUR)
    assert marked[85:135, 105:175].mean() > 0.9
    assert marked[200:, 300:].mean() < 0.01
    assert f"{100 * found.changed:.1f} %" in in_a_sentence(found)


@pytest.mark.parametrize("factor", [0.5, 0.73, 1.6])
def test_another_size_is_no_change(factor):
    original = photo("chelsea")
    copy = saved(scaled(original, factor), 90)
    found = difference(pixels(original), pixels(copy), laid(original, copy))
    assert found.changed < 0.005
    assert found.shared > 0.98


def test_a_change_is_seen_at_another_size_too():
    original = photo("chelsea")
    copy = scaled(original, 0.5)
    ImageDraw.Draw(copy).ellipse((60, 40, 100, 80), fill=(0, 0, 255))
    found = difference(pixels(original), pixels(copy), laid(original, copy))
    assert 0.01 < found.changed < 0.05


def test_outside_a_crop_nothing_is_compared():
    original = photo("astronaut")
    part = cropped(original, 0.25)
    left, top = (original.width - part.width) / 2, (original.height - part.height) / 2
    found = difference(pixels(original), pixels(part), np.array([[1.0, 0, left], [0, 1.0, top], [0, 0, 1.0]]))
    assert found.changed < 0.005
    assert found.shared == pytest.approx(0.25, abs=0.01)
    assert is_near(found.pixels[:40, :40], OUTSIDE_COLOUR).mean() > 0.9
