"""Whatever two pictures are, relating them ends with an answer: no error, and no warning of NumPy's either."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photohash.library.photo import Kind, Photo, Pixels
from photohash.library.relate import Side, glimpse_of, glimpses, may_be_copies, relate
from tests.library.photos import scene

SIZES = [(1, 1), (1, 40), (3, 64), (64, 3), (16, 16), (17, 33), (31, 31), (64, 64), (96, 128), (512, 1), (20, 512)]
LEVELS = st.sampled_from([0, 1, 7, 127, 128, 254, 255])


def side(pixels: Pixels, number: int, taken: str | None = None) -> Side:
    height, width = pixels.shape[:2]
    record = Photo(number, bytes([number]) * 32, width, height, "PNG", 999, taken, None)
    return Side(record, lambda: pixels, lambda: pixels)


@st.composite
def pictures(draw: st.DrawFn) -> Pixels:
    height, width = draw(st.sampled_from(SIZES))
    kind = draw(st.sampled_from(["flat", "nearly flat", "noise", "black and white", "scene", "page"]))
    generator = np.random.default_rng(draw(st.integers(0, 5)))
    level = draw(LEVELS)
    shape = height, width, 3
    if kind == "noise":
        return generator.integers(0, 256, shape, dtype=np.uint8)
    if kind == "black and white":
        return (255 * generator.integers(0, 2, shape)).astype(np.uint8)
    if kind == "scene":
        return np.array(scene(width, height, draw(st.integers(0, 2))))
    picture = np.full(shape, level, np.uint8)
    if kind == "nearly flat":
        picture[generator.random((height, width)) < 0.1] ^= 1
    if kind == "page":
        picture[height // 4 : height // 2 + 1, width // 4 : width // 2 + 1] = draw(LEVELS)
    return picture


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Pixels, Pixels]:
    first = draw(pictures())
    second = first.copy()
    height, width = first.shape[:2]
    for _ in range(draw(st.integers(0, 2))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        change = draw(st.sampled_from(["patch", "band", "halved", "cropped", "turned"]))
        height, width = second.shape[:2]
        top, left = top % height, left % width
        if change == "patch":
            second[top : top + height // 3 + 1, left : left + width // 3 + 1] = draw(LEVELS)
        elif change == "band":
            second[top:] = draw(LEVELS)
        elif change == "halved":
            second[top : top + height // 8 + 1] //= 2
        elif change == "cropped":
            second = np.ascontiguousarray(second[top // 2 :, left // 2 :])
        else:
            second = np.ascontiguousarray(np.rot90(second))
    return (first, second) if draw(st.booleans()) else (first, draw(pictures()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pair=pairs(), swapped=st.booleans(), times=st.booleans())
def test_any_two_pictures_are_something_to_each_other(pair: tuple[Pixels, Pixels], swapped: bool, times: bool) -> None:
    first, second = pair[::-1] if swapped else pair
    taken = ("2024-05-17T09:30:12", "2024-05-17T09:30:14.5") if times else (None, None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = relate(side(first, 1, taken[0]), side(second, 2, taken[1]))
    assert found.kind in Kind
    assert all(np.isfinite(value) for value in (found.score, *found.evidence.values()))


@pytest.mark.parametrize("level", [0, 127, 200])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_band_of_one_level_on_a_white_page_is_looked_through_without_a_warning(level: int, swapped: bool) -> None:
    page = np.full((341, 512, 3), 255, np.uint8)
    page[110:170, 128:256] = 20
    other = page.copy()
    other[216:258] = level
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        relate(side(page, 2 if swapped else 1), side(other, 1 if swapped else 2))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pictures())
def test_a_picture_may_be_a_copy_of_itself_however_it_is_turned(picture: Pixels) -> None:
    seen = [glimpses(glimpse_of(turned, turned.shape[1], turned.shape[0])) for turned in (picture, picture[:, ::-1])]
    assert may_be_copies(seen[0], np.concatenate(seen)).all()
