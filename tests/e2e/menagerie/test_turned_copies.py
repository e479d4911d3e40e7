"""A turned or mirrored copy adds no detail, so its original is the one to keep, however the copy was saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from PIL import Image

from photohash.library.store.schema import MIGRATIONS
from tests.e2e.menagerie.cameras import NAMES, camera, jpeg, opened, photo

TURNS = {
    "90": Image.Transpose.ROTATE_90,
    "180": Image.Transpose.ROTATE_180,
    "270": Image.Transpose.ROTATE_270,
    "mirrored": Image.Transpose.FLIP_LEFT_RIGHT,
    "flipped": Image.Transpose.FLIP_TOP_BOTTOM,
    "transposed": Image.Transpose.TRANSPOSE,
    "transversed": Image.Transpose.TRANSVERSE,
}
KINDS = {"90": "rotated", "180": "rotated", "270": "rotated"}


def save(picture: Image.Image, folder, way: str, exif: bytes = b"") -> str:
    """Saves a copy in one of the ways a person does; its name."""
    name = {"png": "a.png", "tiff": "a.tif"}.get(way, "a.jpg")
    if way == "enlarged":
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    if name == "a.jpg":
        jpeg(picture, folder / name, 98, exif)
    else:
        options: dict[str, Any] = {"exif": exif} if exif else {}
        picture.save(folder / name, **options)
    return name


WAYS, EXIF = ["png", "tiff", "jpeg", "enlarged"], ["of the original", "of both", "of neither"]
CASES = [
    (turn, way, EXIF[(number + place) % len(EXIF)])
    for number, turn in enumerate(TURNS)
    for place, way in enumerate(WAYS)
]
"""Every turn in every way; each turn and each way with every EXIF."""


@pytest.mark.parametrize(("turn", "way", "exif"), CASES)
def test_the_original_stays(case, turn, way, exif):
    about = camera((600, 400)) if exif != "of neither" else b""
    path = jpeg(photo(NAMES[1]), case.folder / "z DSC_0001.jpg", 88, about)
    name = save(opened(path).transpose(TURNS[turn]), case.folder, way, about if exif == "of both" else b"")
    case.make_newer(name, -100)
    case.scan()
    assert case.kinds() == {"z DSC_0001.jpg": "keeper", name: KINDS.get(turn, "mirrored")}
    assert case.ticked() == set()


def make_older(catalogue) -> None:
    """Writes a catalogue as it was when nothing was told of which turned copy was made from the other."""
    with closing(sqlite3.connect(catalogue)) as opened, opened:
        opened.execute("UPDATE relation SET evidence = json_set(evidence, '$.a_holds_b', 0.0, '$.b_holds_a', 0.0)")
        opened.execute("ALTER TABLE relation DROP COLUMN rules")
        opened.execute("ALTER TABLE journal DROP COLUMN backwards")
        opened.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")


def test_a_library_made_before_this_was_known_knows_it_after_the_next_scan(case, tmp_path):
    about = camera((600, 400))
    path = jpeg(photo(NAMES[1]), case.folder / "z DSC_0001.jpg", 88, about)
    name = save(opened(path).transpose(TURNS["90"]), case.folder, "jpeg", about)
    case.make_newer(name, -100)
    case.scan()
    make_older(tmp_path / "library" / "catalogue.sqlite")
    assert case.kinds() == {"z DSC_0001.jpg": "rotated", name: "keeper"}
    case.scan()
    assert case.kinds() == {"z DSC_0001.jpg": "keeper", name: "rotated"}
