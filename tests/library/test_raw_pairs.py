"""What a camera wrote as raw file and JPEG is known as one shot, and never as a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from photohash.library.photo import Kind
from photohash.library.store import Catalogue
from tests.library.libraries import MODEL, browser, update
from tests.library.photos import exif, save, scene
from tests.library.raws import dng

TAKEN = "2024:05:17 09:30:12"


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """One shot as raw file and JPEG, and what people make of it."""
    folder = tmp_path / "photos"
    folder.mkdir()
    photo = scene(480, 320, seed=1)
    dng(folder / "IMG_1.DNG", photo, taken=TAKEN)
    save(photo, folder / "IMG_1.jpg", quality=90, exif=exif(taken=TAKEN, maker="Photohash", model="Test 1"))
    return folder


def kinds(library: Path) -> dict[frozenset[str], Kind]:
    """Every relation by the names of the two files."""
    with Catalogue.open(library, write=False) as catalogue:
        numbers = [number for number in range(1, 20) if catalogue.photos([number])]
        photos = catalogue.photos(numbers)
        relations = catalogue.pairs(MODEL).relations_among(photos)
    names = {number: photo.files[0].path.name for number, photo in photos.items()}
    return {frozenset({names[found.a], names[found.b]}): found.kind for found in relations}


def test_a_raw_file_and_its_jpeg_are_a_pair_and_form_no_group(tmp_path, shots):
    update(tmp_path / "library", shots)
    assert kinds(tmp_path / "library") == {frozenset({"IMG_1.DNG", "IMG_1.jpg"}): Kind.RAW_JPEG}
    with browser(tmp_path / "library") as browsed:
        assert not browsed.groups()
        [pair] = browsed.groups(kinds=[Kind.RAW_JPEG])
    assert {member.path.name for member in pair.members} == {"IMG_1.DNG", "IMG_1.jpg"}
    assert pair.keeper.path.name == "IMG_1.DNG"


def test_a_picture_developed_elsewhere_is_known_by_what_it_shows(tmp_path, shots):
    save(scene(480, 320, seed=1).resize((360, 240)), shots / "harbour for web.jpg", quality=85)
    update(tmp_path / "library", shots)
    found = kinds(tmp_path / "library")
    assert found[frozenset({"IMG_1.DNG", "harbour for web.jpg"})] is Kind.RAW_JPEG
    assert found[frozenset({"IMG_1.jpg", "harbour for web.jpg"})] is Kind.RESIZED


def test_raw_frames_of_one_second_are_no_copies_though_their_previews_are_alike(tmp_path, shots):
    dng(shots / "IMG_2.DNG", scene(480, 320, seed=1), taken=TAKEN, noise=2)
    update(tmp_path / "library", shots)
    assert kinds(tmp_path / "library")[frozenset({"IMG_1.DNG", "IMG_2.DNG"})] is Kind.BURST
    with browser(tmp_path / "library") as browsed:
        assert not browsed.groups()


def test_copies_of_a_raw_file_are_a_group(tmp_path, shots):
    shutil.copy(shots / "IMG_1.DNG", shots / "IMG_1 copy.DNG")
    update(tmp_path / "library", shots)
    with browser(tmp_path / "library") as browsed:
        [group] = browsed.groups()
    assert [member.kind for member in group.members] == [None, Kind.IDENTICAL]


@pytest.mark.parametrize(
    ("name", "taken", "model", "pair"),
    [
        ("IMG_1.jpg", TAKEN, "Test 1", True),
        ("IMG_1.jpg", "2024:05:17 09:30:13", "Test 1", False),
        ("IMG_1.jpg", TAKEN, "Test 2", False),
        ("IMG_2.jpg", TAKEN, "Test 1", False),
        ("IMG_1.jpg", None, "Test 1", False),
    ],
)
def test_a_pair_is_known_by_name_time_and_camera_however_it_was_developed(tmp_path, name, taken, model, pair):
    """The JPEG here shows something else: only what is noted can make it the raw file's."""
    folder = tmp_path / "photos"
    folder.mkdir()
    dng(folder / "IMG_1.DNG", scene(480, 320, seed=1), taken=TAKEN)
    save(scene(480, 320, seed=2), folder / name, exif=exif(taken=taken, maker="Photohash", model=model))
    update(tmp_path / "library", folder, radius=256, verify=256)
    [kind] = kinds(tmp_path / "library").values()
    assert (kind is Kind.RAW_JPEG) == pair
