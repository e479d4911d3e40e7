"""A photo with a motion photo's film inside is known as one, and its film is never lost for a still."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from photohash.library.decode import decode
from photohash.library.decode.motion_photo import film_within
from photohash.library.photo import Kind
from photohash.library.store import Catalogue, schema
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


@pytest.mark.parametrize("suffix", ["jpg", "heic", "avif"])
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
    assert film_within(io.BytesIO(bytes(before) + film())) == before
    assert film_within(io.BytesIO(bytes(before) + film()[8:])) is None


@pytest.mark.parametrize("brand", [b"MSNV", b"hvc1", b"qt  ", b"XAVC", b"3g2a"])
def test_a_film_is_known_by_whatever_brand(brand):
    assert film_within(io.BytesIO(bytes(20) + film().replace(b"isom", brand, 1))) == 20


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_picture_inside_a_picture_is_no_film(brand):
    assert film_within(io.BytesIO(bytes(20) + film().replace(b"isom", brand, 1))) is None


@pytest.mark.parametrize(
    ("moving", "still"), [("MVIMG_20190405_1.jpg", "IMG_20190405_1.jpg"), ("PXL_2021_1.MP.jpg", "PXL_2021_1.jpg")]
)
def test_the_still_written_beside_a_motion_photo_is_its_live_half(tmp_path, folder, moving, still):
    make_moving(shot(folder / moving))
    shot(folder / still)
    update(tmp_path / "library", folder)
    assert kinds(tmp_path / "library") == {frozenset({moving, still}): Kind.LIVE}
    with browser(tmp_path / "library") as browsed:
        assert not browsed.groups()
        [pair] = browsed.groups(kinds=[Kind.LIVE])
    assert {member.path.name for member in pair.members} == {moving, still}


@pytest.mark.parametrize("converted", ["IMG_1.heic", "IMG_1.png"])
def test_what_was_converted_from_a_motion_photo_is_a_copy_of_it(tmp_path, folder, converted):
    moving = make_moving(shot(folder / "IMG_1.jpg"))
    shot(folder / converted)
    update(tmp_path / "library", folder)
    with browser(tmp_path / "library") as browsed:
        [group] = browsed.groups()
    assert group.keeper.path == moving


def test_a_crop_with_the_name_of_the_still_is_a_crop(tmp_path, folder):
    make_moving(shot(folder / "MVIMG_1.jpg"))
    save(SHOT.crop((0, 0, 456, 304)), folder / "IMG_1.jpg", exif=exif(taken=TAKEN))
    update(tmp_path / "library", folder)
    assert kinds(tmp_path / "library") == {frozenset({"MVIMG_1.jpg", "IMG_1.jpg"}): Kind.CROPPED}


def test_a_copy_of_both_halves_is_not_kept_rather_than_they(tmp_path, folder):
    moving = make_moving(shot(folder / "PXL_1.MP.jpg", quality=95))
    shot(folder / "PXL_1.jpg", quality=94)
    save(SHOT, folder / "received.jpg", quality=60)
    update(tmp_path / "library", folder)
    with browser(tmp_path / "library") as browsed:
        [group] = browsed.groups()
    assert [member.path.name for member in group.members] == [moving.name, "received.jpg"]


def test_a_library_that_knew_nothing_of_films_learns_of_them(tmp_path, folder):
    make_moving(shot(folder / "PXL_1.MP.jpg"))
    shot(folder / "PXL_1.jpg")
    update(tmp_path / "library", folder)
    with Catalogue.open(tmp_path / "library", write=True) as catalogue, catalogue.transaction():
        for statement in ("UPDATE photo SET moving = 0", "UPDATE relation SET kind = 're-encoded'"):
            catalogue._connection.run(statement)
        for statement in schema.MIGRATIONS[5].statements[1:]:
            catalogue._connection.run(statement)
    update(tmp_path / "library", folder)
    assert kinds(tmp_path / "library") == {frozenset({"PXL_1.MP.jpg", "PXL_1.jpg"}): Kind.LIVE}


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
    assert group.keeper.reason == "includes the film of a motion photo"


def test_two_motion_photos_with_one_picture_are_copies(tmp_path, folder):
    make_moving(shot(folder / "IMG_1.jpg"))
    make_moving(shot(folder / "IMG_1 again.jpg", quality=60))
    update(tmp_path / "library", folder)
    [kind] = kinds(tmp_path / "library").values()
    assert kind is Kind.RE_ENCODED
