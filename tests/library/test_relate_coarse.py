"""What is refused before a pair is looked at closely: no copy ever, and most pairs of different photos."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from photohash.library.photo import Kind, Pixels
from photohash.library.relate import Relater, Side, luma, relate
from photohash.library.relate.coarse import CoarseFeatures, coarse_features, share_nothing
from tests.library.pairs import PHOTOS, cropped, photo, saved, side
from tests.library.test_relate import ALTERATIONS


def seen(picture: Image.Image) -> CoarseFeatures:
    return coarse_features(luma(side(picture, 1).small()))


def never() -> Pixels:
    raise AssertionError("looked at a photo for nothing")


def from_afar(picture: Image.Image, number: int, taken: str | None = None) -> Side:
    """A side of which only what is seen from afar may be looked at."""
    full = side(picture, number, taken=taken)
    return replace(full, small=never, full=never, coarse=lambda: luma(full.small()))


@pytest.mark.parametrize("name", ["astronaut", "coffee", "chelsea"])
@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_no_copy_is_refused_in_whichever_order(name: str, alteration: str) -> None:
    original, copy = seen(photo(name)), seen(ALTERATIONS[alteration][1](photo(name)))
    assert not share_nothing(original, copy)
    assert not share_nothing(copy, original)


@pytest.mark.parametrize("turned", [7, 45, 90, 133, 260])
def test_no_turned_crop_is_refused(turned: int) -> None:
    crop = cropped(photo("chelsea").rotate(turned, Image.Resampling.BICUBIC), 0.4)
    assert not share_nothing(seen(photo("chelsea")), seen(saved(crop, 60)))


def test_different_photos_are_refused_without_reading_their_previews() -> None:
    relater = Relater()
    sides = [from_afar(photo(name), number) for number, name in enumerate(["astronaut", "coffee", "chelsea"])]
    assert {relater.relate(one, two).kind for one, two in itertools.combinations(sides, 2)} == {Kind.SIMILAR}


def test_what_a_photo_looks_like_from_afar_is_worked_out_once() -> None:
    looks = list[int]()
    first = from_afar(photo("coffee"), 1)

    def coarse() -> Pixels:
        looks.append(1)
        assert first.coarse is not None
        return first.coarse()

    relater = Relater(remembered=2)
    for number, name in enumerate(["astronaut", "chelsea"], 2):
        relater.relate(replace(first, coarse=coarse), from_afar(photo(name), number))
    assert looks == [1]


def test_photos_of_other_days_and_sizes_are_not_looked_at() -> None:
    one = replace(side(photo("coffee"), 1, taken="2024-05-17T09:30:12"), small=never, full=never, coarse=never)
    other = replace(side(photo("chelsea"), 2, taken="2023-01-02T10:00:00"), small=never, full=never, coarse=never)
    assert relate(one, other).kind == Kind.SIMILAR


def test_the_same_pixels_are_the_same_pixels_whenever_the_files_say_they_were_taken() -> None:
    one = side(photo("coffee"), 1, taken="2024-05-17T09:30:12")
    other = side(photo("coffee"), 2, taken="2023-01-02T10:00:00", salt=b"other")
    assert relate(one, other).kind == Kind.SAME_PIXELS


@pytest.mark.parametrize(
    "alter", [lambda picture: picture.crop((0, 0, 40, 30)), lambda picture: picture.resize((9, 9))]
)
def test_pictures_of_too_few_keypoints_are_never_refused(alter: Callable[[Image.Image], Image.Image]) -> None:
    small = seen(alter(photo("coffee")))
    assert not any(
        share_nothing(small, seen(photo(name))) or share_nothing(seen(photo(name)), small) for name in PHOTOS
    )


def test_a_blank_picture_has_nothing_to_see_from_afar() -> None:
    blank = seen(Image.fromarray(np.full((300, 400, 3), 90, np.uint8)))
    assert (len(blank.places), blank.descriptors.shape) == (0, (0, 128))
