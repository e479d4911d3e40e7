"""``bench originals``: photos beside what programs make of them, through the real program."""

from __future__ import annotations

import pytest
from PIL import Image

from photohash.bench.library import TickShare
from photohash.bench.originals import BESIDE, bench_originals
from photohash.bench.synthetic_library import MadeFile
from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.library.groups import group
from photohash.library.photo import Kind, Photo, PhotoFile, Relation
from tests.library.libraries import browser, pipeline
from tests.library.photos import save, scene


def test_no_original_is_ticked_and_every_kind_of_file_is_told(tmp_path):
    (tmp_path / "photos").mkdir()
    for seed in range(3):
        save(scene(420, 280, seed), tmp_path / "photos" / f"{seed}.jpg")
    result = bench_originals(tmp_path / "photos", tmp_path / "bench", pipeline, browser, photos=2, task=Task())
    document = result.as_dict()
    assert (document["originals"], document["of cameras"], document["originals_ticked"]) == (2, 0, 0)
    assert set(document["beside"]) == set(BESIDE)
    assert document["beside"]["PNG of its pixels"] == {"pairs": 2, "originals_ticked": [], "copies_ticked": 2}
    assert 0 < document["ratios"]["copies ticked"] <= 1


def test_a_photo_that_is_there_twice_is_taken_once(tmp_path):
    (tmp_path / "photos").mkdir()
    save(scene(420, 280, 0), tmp_path / "photos" / "a.jpg")
    save(scene(420, 280, 0), tmp_path / "photos" / "b.png")
    save(scene(420, 280, 1), tmp_path / "photos" / "c.jpg")
    result = bench_originals(tmp_path / "photos", tmp_path / "bench", pipeline, browser, photos=3, task=Task())
    assert result.originals == 2


def test_without_photos_it_says_so(tmp_path):
    Image.new("RGB", (30, 20)).save(tmp_path / "header.png")
    with pytest.raises(KnownError, match="holds no photos"):
        bench_originals(tmp_path, tmp_path / "bench", pipeline, browser, task=Task())


def test_ticks_are_counted_against_the_truth(tmp_path):
    paths = [tmp_path / name for name in ("a.jpg", "sent.jpg", "grey.jpg", "twin.jpg")]
    made = [
        MadeFile(paths[0], "a"),
        MadeFile(paths[1], "a", "jpeg-60", (Kind.RE_ENCODED,)),
        MadeFile(paths[2], "a", "grey", (Kind.EDITED,)),
        MadeFile(paths[3], "a", "same-bytes", (Kind.IDENTICAL,)),
    ]

    def photo(number: int, *files) -> Photo:
        kept = tuple(PhotoFile(file, 9, place) for place, file in enumerate(files))
        return Photo(number, bytes([number]) * 32, 40, 30, "JPEG", 9, None, None, kept)

    photos = {1: photo(1, paths[0], paths[3]), 2: photo(2, paths[1]), 3: photo(3, paths[2])}
    held = {"a_holds_b": 1.0}
    relations = [Relation(1, 2, Kind.RE_ENCODED, 0.9, held), Relation(1, 3, Kind.RE_ENCODED, 0.9, held)]
    ticks = TickShare.of(made, group(photos, relations, {}))
    assert (ticks.originals, ticks.altered, ticks.safe, ticks.safe_ticked, ticks.share) == (0, 1, 2, 2, 1.0)
