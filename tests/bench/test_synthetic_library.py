from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.bench.synthetic_library import DEALT, FAMILIES, MadeFile, build, plan
from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.edits.transformations import random_for
from photohash.evaluation.image_source import LONGEST_SIDE, open_source, picture
from photohash.library.decode import decode
from photohash.library.photo import Failure, Kind
from tests.library.photos import save, scene

NAMES = [
    *(f"photos/{number:02}.jpg" for number in range(30)),
    *(f"bursts/{series}/{frame}.jpg" for series in ("a", "b") for frame in range(5)),
    *(f"subjects/cup/{number}.jpg" for number in range(4)),
    "pdq/other.jpg",
]


def save_source(folder: Path) -> Path:
    """Six photos, two bursts and a subject of three photos each."""
    names = [
        *(f"photos/{number}" for number in range(6)),
        *(f"bursts/{series}/{frame}" for series in "ab" for frame in range(3)),
    ]
    for number, name in enumerate([*names, *(f"subjects/cup/{number}" for number in range(3))]):
        path = folder / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        save(scene(96, 64, number), path)
    return folder


def made_from(source: Path, folder: Path, **options) -> tuple[list[MadeFile], list[Failure]]:
    photos = open_source(source, everything=True)
    wanted = plan(photos.names, **{"photos": 2, "copies": 4, "others": None, **options})
    return build(photos, wanted, folder, task=Task())


@given(st.integers(0, 40), st.integers(1, 80), st.none() | st.integers(0, 40), st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_a_plan_keeps_its_laws(photos: int, copies: int, others: int | None, seed: int):
    planned = plan(NAMES, photos=photos, copies=copies, others=others, seed=seed)
    assert planned == plan(NAMES, photos=photos, copies=copies, others=others, seed=seed)
    plain = [photo for photo in planned if photo.series is None]
    assert {photo.name for photo in plain} <= {name for name in NAMES if name.startswith("photos/")}
    assert len(plain) == min(30, photos + (30 if others is None else others))
    assert sum(bool(photo.copies) for photo in plain) == min(photos, 30)
    for series in ("bursts/a", "bursts/b", "subjects/cup"):
        members = [photo for photo in planned if photo.series == series]
        assert len(members) == (4 if series == "subjects/cup" else 5)
        assert sum(bool(photo.copies) for photo in members) == 1
    for photo in planned:
        assert len(photo.copies) in {0, min(copies, len(DEALT))}
        assert len({row.name for row in photo.copies}) == len(photo.copies)
    assert len({photo.path for photo in planned}) == len(planned)
    dealt = Counter(row.name for photo in planned for row in photo.copies)
    assert max(dealt.values()) - min(dealt[row.name] for row in DEALT) <= 1


def test_another_seed_draws_other_photos():
    drawn = {tuple(photo.name for photo in plan(NAMES, photos=5, copies=1, others=0, seed=seed)) for seed in range(4)}
    assert len(drawn) == 4


def test_every_second_burst_has_capture_times_a_quarter_of_a_second_apart():
    planned = plan(NAMES, photos=0, copies=1, others=0)
    times = [photo.taken for photo in planned if photo.series == "bursts/a"]
    assert [(later - times[0]).total_seconds() for later in times if later and times[0]] == [0, 0.25, 0.5, 0.75, 1.0]
    assert {photo.taken for photo in planned if photo.series != "bursts/a"} == {None}


def test_without_a_folder_of_photos_every_photo_outside_a_series_counts():
    planned = plan(["x/1.jpg", "2.jpg", "bursts/a/1.jpg", "bursts/loose.jpg"], photos=0, copies=1, others=None)
    assert sorted(photo.name for photo in planned if photo.series is None) == ["2.jpg", "bursts/loose.jpg", "x/1.jpg"]


def test_a_library_holds_what_was_planned_and_the_truth_about_it(tmp_path: Path):
    source = save_source(tmp_path / "source")
    made, failures = made_from(source, tmp_path / "library", photos=6, copies=16)
    assert failures == []
    assert sorted(file.path for file in made) == sorted(
        path for path in (tmp_path / "library").rglob("*") if path.is_file()
    )
    rows = {row.name: row for row in DEALT}
    originals = {file.photo: file.path for file in made if file.copied_by is None}
    assert len(originals) == 15
    for file in made:
        if file.copied_by is None:
            assert file.kinds == ()
            continue
        row = rows[file.copied_by]
        assert file.kinds == row.kinds
        original = originals[file.photo].read_bytes()
        if row.name == "same-bytes":
            assert file.path.read_bytes() == original
        else:
            assert file.path.read_bytes() == row.copy(picture(original), random_for(file.photo, row.name))
    lossless = [file for file in made if file.copied_by == "png"]
    assert lossless
    for file in lossless:
        assert np.array_equal(decode(file.path).pixels, decode(originals[file.photo]).pixels)


def test_the_lossless_copies_belong_to_every_family():
    for family in FAMILIES.values():
        assert [row.kinds for row in family[:2]] == [(Kind.IDENTICAL,), (Kind.SAME_PIXELS,)]
    assert FAMILIES["whole"] == DEALT


def test_what_changed_no_pixel_of_a_photo_is_rightly_called_saved_again(tmp_path: Path):
    (tmp_path / "source").mkdir()
    scene(96, 64, 1).convert("L").save(tmp_path / "source" / "grey.png")
    made, _ = made_from(tmp_path / "source", tmp_path / "library", photos=1, copies=len(DEALT))
    kinds = {file.copied_by: set(file.kinds) for file in made}
    assert kinds["vivid"] == kinds["grey"] == {Kind.EDITED, Kind.RE_ENCODED}
    assert kinds["darker"] == {Kind.EDITED}


def test_the_given_capture_times_are_those_a_scan_reads(tmp_path: Path):
    made, _ = made_from(save_source(tmp_path / "source"), tmp_path / "library", photos=0, copies=1)
    taken = {file.path: decode(file.path).taken for file in made if file.copied_by is None}
    timed = sorted(found for file in made if file.timed and (found := taken[file.path]))
    assert timed == ["2024-05-17T09:30:00.00", "2024-05-17T09:30:00.25", "2024-05-17T09:30:00.50"]
    assert {taken[file.path] for file in made if file.copied_by is None and not file.timed} == {None}


def test_large_photos_are_made_smaller_and_small_ones_left_as_they_are(tmp_path: Path):
    (tmp_path / "source").mkdir()
    save(scene(1500, 300, 1), tmp_path / "source" / "large.png")
    save(scene(96, 64, 2), tmp_path / "source" / "small.png")
    made, _ = made_from(tmp_path / "source", tmp_path / "library", photos=0)
    sizes = {}
    for file in made:
        with Image.open(file.path) as opened:
            sizes[file.photo] = opened.size
    assert sizes == {"large.png": (LONGEST_SIDE, 205), "small.png": (96, 64)}
    (small,) = (file.path for file in made if file.photo == "small.png")
    assert small.read_bytes() == (tmp_path / "source" / "small.png").read_bytes()


def test_a_photo_that_is_there_twice_is_taken_once_and_a_broken_one_listed(tmp_path: Path):
    source = tmp_path / "source"
    source.mkdir()
    file = io.BytesIO()
    scene(96, 64).save(file, "JPEG")
    for name, content in (("a.jpg", file.getvalue()), ("b.jpg", file.getvalue()), ("c.jpg", b"no photo")):
        (source / name).write_bytes(content)
    made, failures = made_from(source, tmp_path / "library", photos=0)
    assert len(made) == 1
    assert [str(failure.path) for failure in failures] == ["c.jpg"]


def test_building_stops_when_asked_and_tells_when_it_cannot_write(tmp_path: Path):
    source = save_source(tmp_path / "source")
    task = Task()
    task.cancel()
    photos = open_source(source, everything=True)
    wanted = plan(photos.names, photos=1, copies=1, others=0)
    with pytest.raises(Cancelled):
        build(photos, wanted, tmp_path / "library", task=task)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match=r"cannot be written to .*file"):
        build(photos, wanted, tmp_path / "file", task=Task())
