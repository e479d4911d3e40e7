"""Loads that are out of the ordinary: thousands of empty files, of identical ones, of icons and blank pages."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photohash import wiring
from photohash.core.task import Task
from photohash.library.actions import safety
from photohash.library.actions.file_state import read_digest
from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene


def icon(seed: int, size: int) -> Image.Image:
    """Flat shapes in a few hues on white, unlike those of any other seed."""
    generator = np.random.default_rng(seed)
    picture = Image.new("RGB", (256, 256), "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(3):
        points = [tuple(map(int, point)) for point in generator.integers(20, 236, (4, 2))]
        colour = tuple(map(int, generator.integers(0, 256, 3)))
        draw.polygon(points, fill=colour)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def related(case: Case, library: Path) -> int:
    """How many pairs are looked at to bring a library up to date with the case's folder."""
    with wiring.open_pipeline(library, None) as pipeline:
        return sum(batch.relations for batch in pipeline.update([case.folder], task=Task()))


def test_many_empty_files_are_told_once_with_their_number(case: Case) -> None:
    for number in range(300):
        (case.folder / f"{number:03}.jpg").touch()
    (case.folder / "broken.jpg").write_bytes(b"no picture")
    case.scan(code=3)
    told = case.photohash("groups")
    lines = told.err.splitlines()
    assert [line for line in lines if "is empty" in line] == [
        f"{case.folder / '000.jpg'} is empty, and the same goes for 299 other files"
    ]
    assert [line for line in lines if "broken.jpg" in line]
    assert len(case.photohash("groups", "--json").document["failures"]) == 301


def test_a_few_empty_files_are_told_by_name(case: Case) -> None:
    for number in range(3):
        (case.folder / f"{number}.jpg").touch()
    case.scan(code=3)
    assert case.photohash("groups").err.splitlines() == [
        f"{case.folder / f'{number}.jpg'} is empty" for number in range(3)
    ]


def test_of_many_identical_files_each_is_read_once_before_it_would_go_and_so_is_the_one_that_stays(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = save(scene(64, 48, 1), case.folder / "000.png")
    for number in range(1, 100):
        shutil.copy(original, case.folder / f"{number:03}.png")
    case.scan()
    reads = Counter[str]()

    def counted(path: Path) -> bytes:
        reads[path.name] += 1
        return read_digest(path)

    monkeypatch.setattr(safety, "read_digest", counted)
    assert len(case.ticked()) == 99
    assert reads == {f"{number:03}.png": 1 for number in range(100)}


def test_of_many_identical_files_none_would_go_where_the_one_that_stays_has_changed(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = save(scene(64, 48, 1), case.folder / "000.png")
    for number in range(1, 50):
        shutil.copy(original, case.folder / f"{number:03}.png")
    case.scan()
    keeper = next(name for name, kind in case.kinds().items() if kind == "keeper")
    (case.folder / keeper).write_bytes(b"something else")
    reads = Counter[str]()

    def counted(path: Path) -> bytes:
        reads[path.name] += 1
        return read_digest(path)

    monkeypatch.setattr(safety, "read_digest", counted)
    plan = case.plan()
    assert {action["state"] for action in plan["actions"]} == {"failed"}
    assert all("has other bytes" in action["note"] for action in plan["actions"])
    assert reads == {keeper: 1}


def test_a_list_of_a_thousand_files_names_every_one_of_them(case: Case) -> None:
    original = save(scene(64, 48, 1), case.folder / "0000.png")
    for number in range(1, 1100):
        shutil.copy(original, case.folder / f"{number:04}.png")
    case.scan()
    listed = case.photohash("groups").out
    assert all(f"{number:04}.png" in listed for number in range(1100))
    planned = case.photohash("apply").out
    assert "1,099 files would go" in planned
    assert sum(f"keep {case.folder}" in line for line in planned.splitlines()) == 1099
    assert {case.name(action["path"]) for action in case.plan()["actions"]} < {f"{n:04}.png" for n in range(1100)}
    assert len(case.groups()[0]["photos"]) == 1100


def test_icons_are_not_all_compared_with_one_another(case: Case, tmp_path: Path) -> None:
    for seed in range(120):
        save(icon(seed, (16, 24, 32, 48)[seed % 4]), case.folder / f"{seed:03}.png")
    assert related(case, tmp_path / "library") <= 3 * 120


def test_blank_pictures_of_different_sizes_and_colours_are_not_compared_at_all(case: Case, tmp_path: Path) -> None:
    generator = np.random.default_rng(4)
    for number in range(80):
        colour = tuple(map(int, generator.integers(0, 256, 3)))
        save(Image.new("RGB", (100 + number, 80), colour), case.folder / f"{number:02}.png")
    assert related(case, tmp_path / "library") == 0


def test_blank_pictures_that_are_the_same_are_still_found(case: Case) -> None:
    page = Image.new("RGB", (300, 400), (250, 250, 248))
    save(page, case.folder / "page.png")
    save(page, case.folder / "page.bmp")
    for number in range(20):
        save(Image.new("RGB", (300, 400), (9 * number, 30, 60)), case.folder / f"{number:02}.png")
    case.scan()
    assert case.kinds().keys() == {"page.png", "page.bmp"}


@pytest.mark.parametrize("turned", [False, True])
def test_the_thumbs_of_a_photo_are_found_among_icons(case: Case, turned: bool) -> None:
    picture = scene(640, 480, 3)
    save(picture, case.folder / "photo.jpg")
    thumb = picture.resize((64, 48), Image.Resampling.LANCZOS)
    save(thumb.transpose(Image.Transpose.ROTATE_90) if turned else thumb, case.folder / "thumb.png")
    for seed in range(60):
        save(icon(seed, 48), case.folder / f"{seed:02}.png")
    case.scan()
    assert {"photo.jpg", "thumb.png"} <= case.kinds().keys()
