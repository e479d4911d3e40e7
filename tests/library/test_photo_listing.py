"""Lists of photos: which, in which order, and where months and folders begin."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from photohash.library.photo import FoundFile, Kind, Picture, Relation
from photohash.library.store import Catalogue, Mark, Order, PhotoQuery

ROOT = Path("/photos")
PIXELS = np.zeros((1, 1, 3), dtype=np.uint8)

PHOTOS = {
    "trip/b.jpg": ("2023-05-02T10:00:00", 300, "JPEG", False),
    "trip/A.jpg": ("2024-01-05T10:00:00", 100, "JPEG", True),
    "home/c 50%.png": ("2024-01-09T10:00:00", 200, "PNG", False),
    "home/d.cr2": (None, 900, "CR2", False),
}


@pytest.fixture
def catalogue(tmp_path: Path):
    with Catalogue.open(tmp_path / "library", write=True) as opened:
        with opened.transaction():
            root = opened.roots().add(ROOT, Path("/"))
            for number, (name, (taken, size, form, moving)) in enumerate(PHOTOS.items()):
                picture = Picture(PIXELS, 10, 10, form, taken, moving=moving)
                photo = opened.add_photo(bytes([number] * 32), picture, size)
                opened.put_file(FoundFile(ROOT / name, size, number, 1, number), photo, root)
        yield opened


def names(catalogue: Catalogue, **wanted) -> list[str]:
    ids = [int(number) for number in catalogue.listing(PhotoQuery(**wanted)).ids]
    photos = catalogue.photos(ids)
    return [photos[number].files[0].path.relative_to(ROOT).as_posix() for number in ids]


@pytest.mark.parametrize(
    ("order", "descending", "expected"),
    [
        (Order.DATE, True, ["home/c 50%.png", "trip/A.jpg", "trip/b.jpg", "home/d.cr2"]),
        (Order.DATE, False, ["trip/b.jpg", "trip/A.jpg", "home/c 50%.png", "home/d.cr2"]),
        (Order.NAME, False, ["trip/A.jpg", "trip/b.jpg", "home/c 50%.png", "home/d.cr2"]),
        (Order.NAME, True, ["home/d.cr2", "home/c 50%.png", "trip/b.jpg", "trip/A.jpg"]),
        (Order.FOLDER, False, ["home/c 50%.png", "home/d.cr2", "trip/b.jpg", "trip/A.jpg"]),
        (Order.FOLDER, True, ["trip/b.jpg", "trip/A.jpg", "home/c 50%.png", "home/d.cr2"]),
        (Order.SIZE, True, ["home/d.cr2", "trip/b.jpg", "home/c 50%.png", "trip/A.jpg"]),
        (Order.SIZE, False, ["trip/A.jpg", "home/c 50%.png", "trip/b.jpg", "home/d.cr2"]),
    ],
)
def test_photos_are_sorted_both_ways(catalogue, order, descending, expected):
    assert names(catalogue, order=order, descending=descending) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "TRIP jpg"}, {"trip/b.jpg", "trip/A.jpg"}),
        ({"text": "50%"}, {"home/c 50%.png"}),
        ({"text": "%"}, {"home/c 50%.png"}),
        ({"text": "_"}, set()),
        ({"formats": ("PNG", "CR2")}, {"home/c 50%.png", "home/d.cr2"}),
        ({"moving": True}, {"trip/A.jpg"}),
        ({"since": "2024", "until": "2024-01-09"}, {"trip/A.jpg"}),
        ({"dated": False}, {"home/d.cr2"}),
        ({"folder": ROOT / "home"}, {"home/c 50%.png", "home/d.cr2"}),
        ({"folder": ROOT / "home", "text": "trip"}, set()),
    ],
)
def test_photos_are_filtered(catalogue, wanted, expected):
    assert set(names(catalogue, **wanted)) == expected


def test_months_begin_where_their_first_photo_stands(catalogue):
    marks = catalogue.listing(PhotoQuery()).marks
    assert marks == (Mark(0, "2024-01"), Mark(2, "2023-05"), Mark(3, ""))


def test_folders_stand_together_in_any_order(catalogue):
    listing = catalogue.listing(PhotoQuery(Order.SIZE, descending=False, by_folder=True))
    assert [mark.folder for mark in listing.marks] == [ROOT / "home", ROOT / "trip"]
    assert [mark.start for mark in listing.marks] == [0, 2]


def test_a_photo_with_a_copy_is_told_from_one_without(catalogue):
    with catalogue.transaction():
        catalogue.pairs("model").put_relations([Relation(1, 2, Kind.RESIZED, 0.9)])
    assert set(names(catalogue, copies=True)) == {"trip/b.jpg", "trip/A.jpg"}
    assert set(names(catalogue, copies=False)) == {"home/c 50%.png", "home/d.cr2"}
    with catalogue.transaction():
        catalogue.mark_vanished([catalogue.file_at(ROOT / "trip/A.jpg")])
    assert names(catalogue, copies=True) == []


def test_photos_without_a_file_are_not_listed(catalogue):
    with catalogue.transaction():
        catalogue.mark_vanished([catalogue.file_at(ROOT / "trip/A.jpg")])
    assert "trip/A.jpg" not in names(catalogue)
    assert len(names(catalogue)) == 3


def test_folders_are_found_level_by_level(catalogue):
    assert catalogue.subfolders(Path("/")) == [(ROOT, 4)]
    assert catalogue.subfolders(ROOT) == [(ROOT / "home", 2), (ROOT / "trip", 2)]
    assert catalogue.subfolders(ROOT / "home") == []


def test_a_folder_whose_photos_are_gone_is_none(catalogue):
    with catalogue.transaction():
        catalogue.mark_vanished([catalogue.file_at(ROOT / name) for name in PHOTOS if name.startswith("trip")])
    assert catalogue.subfolders(ROOT) == [(ROOT / "home", 2)]


def test_formats_are_told_the_most_frequent_first(catalogue):
    assert catalogue.formats() == ["JPEG", "CR2", "PNG"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_names_that_are_no_text_are_sorted_and_found(catalogue):
    folder = ROOT / os.fsdecode(b"f\xf6lder")
    with catalogue.transaction():
        photo = catalogue.add_photo(bytes([9] * 32), Picture(PIXELS, 10, 10, "JPEG"), 5)
        catalogue.put_file(FoundFile(folder / os.fsdecode(b"\xe9.jpg"), 5, 9, 1, 9), photo, None)
    for order in Order:
        assert len(names(catalogue, order=order)) == 5
    marks = catalogue.listing(PhotoQuery(by_folder=True)).marks
    assert folder in [mark.folder for mark in marks]
    assert (folder, 1) in catalogue.subfolders(ROOT)
