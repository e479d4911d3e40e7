"""A photo with the film of its moment inside is known as one, and its film is never lost for a still."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from photohash.library.decode import decode
from photohash.library.decode.film import film_within
from photohash.library.photo import Kind
from tests.library.films import film, make_moving
from tests.library.libraries import browser, update
from tests.library.photos import exif, save, scene
from tests.library.test_raw_pairs import kinds

TAKEN = "2024:05:17 09:30:12"
SHOT = scene(480, 320, seed=1)


def shot(path: Path, *, taken: str = TAKEN, quality: int = 90) -> Path:
    """A picture of the one scene, as a phone writes it."""
    return save(SHOT, path, quality=quality, exif=exif(taken=taken, maker="Photohash", model="Test 1"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    return made


@pytest.mark.parametrize("suffix", ["jpg", "heic"])
@pytest.mark.parametrize("at_least", [None, 32])
def test_a_film_inside_a_picture_is_seen(folder, suffix, at_least):
    path = shot(folder / f"IMG_1.{suffix}")
    assert not decode(path, at_least=at_least).moving
    assert decode(make_moving(path), at_least=at_least).moving
    assert decode(path, at_least=at_least).pixels.shape[2] == 3


@pytest.mark.parametrize("suffix", ["png", "webp", "avif", "tif", "bmp", "gif"])
def test_other_formats_hold_no_films(folder, suffix):
    assert not decode(save(SHOT, folder / f"picture.{suffix}")).moving


@pytest.mark.parametrize("before", [16, (1 << 20) - 4, (1 << 20) + 5, (1 << 20) + 13, (1 << 21) + 20])
def test_a_film_is_seen_wherever_it_begins(before):
    assert film_within(io.BytesIO(bytes(before) + film()))
    assert not film_within(io.BytesIO(bytes(before) + film()[8:]))


@pytest.mark.parametrize("still", ["IMG_1.heic", "IMG_1.png"])
def test_the_still_written_beside_a_motion_photo_is_its_live_half(tmp_path, folder, still):
    make_moving(shot(folder / "IMG_1.jpg"))
    shot(folder / still)
    update(tmp_path / "library", folder)
    assert kinds(tmp_path / "library") == {frozenset({"IMG_1.jpg", still}): Kind.LIVE}
    with browser(tmp_path / "library") as browsed:
        assert not browsed.groups()
        [pair] = browsed.groups(kinds=[Kind.LIVE])
    assert {member.path.name for member in pair.members} == {"IMG_1.jpg", still}


@pytest.mark.parametrize(
    ("moving", "still"), [("MVIMG_20190405_1.jpg", "IMG_20190405_1.jpg"), ("PXL_2021_1.MP.jpg", "PXL_2021_1.jpg")]
)
def test_the_marks_that_phones_add_to_names_are_known(tmp_path, folder, moving, still):
    make_moving(shot(folder / moving))
    shot(folder / still)
    update(tmp_path / "library", folder)
    assert kinds(tmp_path / "library") == {frozenset({moving, still}): Kind.LIVE}


def test_a_still_elsewhere_is_a_copy_and_the_photo_with_the_film_is_kept(tmp_path, folder):
    moving = make_moving(shot(folder / "IMG_1.jpg"))
    shot(folder / "a.jpg")
    save(SHOT, folder / "in best quality.png", exif=exif(taken=TAKEN))
    os.utime(folder / "a.jpg", (1, 1))
    update(tmp_path / "library", folder)
    with browser(tmp_path / "library") as browsed:
        [group] = browsed.groups()
    assert group.keeper.path == moving
    assert {member.kind for member in group.members[1:]} == {Kind.SAME_PIXELS, Kind.RE_ENCODED}
    assert group.keeper.reason == "has the film of its moment inside"


def test_two_motion_photos_with_one_picture_are_copies(tmp_path, folder):
    make_moving(shot(folder / "IMG_1.jpg"))
    make_moving(shot(folder / "IMG_1 again.jpg", quality=60))
    update(tmp_path / "library", folder)
    [kind] = kinds(tmp_path / "library").values()
    assert kind is Kind.RE_ENCODED
