"""``photohash clusters`` and ``bench clusters`` on small real libraries."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from photohash.__main__ import run
from photohash.core.settings import Settings
from tests.e2e.conftest import Photohash, bundled
from tests.e2e.test_bench import model, on_processor  # noqa: F401
from tests.library.photos import save, scene

COPIES, SCENES = "dhida-lite0-256-copies", "dahp-lite0-128-scenes"
STEREO = {"motorcycle_left.jpg", "motorcycle_right.jpg", "motorcycle_left small.jpg"}


@pytest.fixture(scope="module")
def look_alikes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two photos of one scene, two others, and smaller copies of one of each."""
    folder = tmp_path_factory.mktemp("look-alikes") / "photos"
    folder.mkdir()
    for name in ("motorcycle_left.png", "motorcycle_right.png", "coffee.png", "astronaut.png"):
        with Image.open(bundled(name)) as picture:
            photo = ImageOps.fit(picture.convert("RGB"), (480, 320))
        photo.save(folder / f"{Path(name).stem}.jpg", quality=95)
        if name in {"motorcycle_left.png", "coffee.png"}:
            photo.resize((240, 160)).save(folder / f"{Path(name).stem} small.jpg", quality=90)
    return folder


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory, look_alikes: Path) -> Path:
    """A library of these with the codes of the copies model, which no test changes."""
    library = tmp_path_factory.mktemp("look-alikes") / "library"
    Settings(library).set("browsing-model", "")
    assert run(["--library", str(library), "scan", str(look_alikes)]) == 0
    return library


@pytest.fixture(scope="module")
def coded_twice(tmp_path_factory: pytest.TempPathFactory, coded: Path) -> Path:
    """The same library with the codes of a browsing model, too."""
    library = shutil.copytree(coded, tmp_path_factory.mktemp("look-alikes") / "library")
    assert run(["--library", str(library), "scan", "--model", SCENES]) == 0
    return library


def names(cluster) -> list[str]:
    return [Path(path).name for path in cluster["photos"]]


def test_photos_of_one_scene_are_a_stack_with_their_copies_and_copies_alone_are_none(photohash, coded):
    outcome = photohash("clusters", "--json", library=coded)
    document = outcome.document
    assert outcome.code == 0
    assert (document["model"], document["level"], document["alone"]) == (COPIES, "stack", 3)
    assert document["failures"] == []
    (stack,) = document["clusters"]
    assert set(stack) == {"id", "centre", "best", "photos"}
    assert set(names(stack)) == STEREO
    assert stack["photos"][0] == stack["centre"]
    assert Path(stack["best"]).name in STEREO - {"motorcycle_left small.jpg"}


def test_it_says_which_codes_are_missing_and_how_to_make_them(photohash, coded):
    outcome = photohash("clusters", "--json", library=coded)
    assert f"photohash scan --model {SCENES}" in outcome.err
    outcome = photohash("clusters", "--model", SCENES, "--json", library=coded)
    assert (outcome.code, outcome.document["clusters"], outcome.document["alone"]) == (0, [], 6)
    assert f"photohash scan --model {SCENES}" in outcome.err


def test_both_codes_count_where_both_are_there_unless_one_model_is_named(photohash, coded_twice):
    outcome = photohash("clusters", "--json", library=coded_twice)
    assert outcome.document["models"] == [COPIES, SCENES]
    assert set(names(*outcome.document["clusters"])) == STEREO
    assert outcome.err == ""
    assert photohash("clusters", "--model", SCENES, "--json", library=coded_twice).document["models"] == [SCENES]


def test_photos_that_are_coded_by_one_model_only_are_left_alone_where_most_have_both(photohash, coded_twice, tmp_path):
    library = shutil.copytree(coded_twice, tmp_path / "library")
    for seed in range(18):
        path = tmp_path / "more" / f"{seed}.jpg"
        path.parent.mkdir(exist_ok=True)
        save(scene(240, 160, seed), path)
    assert photohash("scan", tmp_path / "more", library=library).code == 0
    assert photohash("clusters", "--json", library=library).document["models"] == [COPIES]
    assert photohash("scan", "--model", SCENES, library=library).code == 0
    save(scene(240, 160, 99), tmp_path / "more" / "late.jpg")
    assert photohash("scan", library=library).code == 0
    outcome = photohash("clusters", "--json", library=library)
    assert outcome.document["models"] == [COPIES, SCENES]
    assert "1 photo cannot be compared yet" in outcome.err
    listed = sum(len(cluster["photos"]) for cluster in outcome.document["clusters"])
    assert listed + outcome.document["alone"] == 6 + 18 + 1


def test_the_order_in_which_photos_come_changes_nothing(photohash, coded, look_alikes, tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    files = sorted(look_alikes.iterdir(), reverse=True)
    random.Random(1).shuffle(files)
    for file in files:
        shutil.copy2(file, folder)
        assert photohash("scan", folder).code == 0
    at_once = photohash("clusters", "--level", "subject", "--json", library=coded).document
    one_by_one = photohash("clusters", "--level", "subject", "--json").document
    assert [names(cluster) for cluster in one_by_one["clusters"]] == [names(found) for found in at_once["clusters"]]
    assert [Path(found["best"]).name for found in one_by_one["clusters"]] == [
        Path(found["best"]).name for found in at_once["clusters"]
    ]


def test_clusters_are_listed_for_people(photohash, coded):
    outcome = photohash("clusters", "--strictness", "1e-6", library=coded)
    assert outcome.code == 0
    assert all(words in outcome.out for words in ("centre", "best", "1 stack with 3 photos; 3 photos in none."))


@pytest.mark.parametrize(("option", "value"), [("--level", "moment"), ("--strictness", "0.5")])
def test_what_cannot_be_is_refused(photohash, coded, option, value):
    outcome = photohash("clusters", option, value, library=coded)
    assert outcome.code == 2
    assert value in outcome.err


def test_without_a_library_it_says_how_to_make_one(photohash):
    outcome = photohash("clusters", "--json")
    assert outcome.code == 1
    assert "photohash scan FOLDER" in outcome.err


def save_series(folder: Path) -> Path:
    """Four photos, and a burst and a subject of two photos each, under one of which a file is broken."""
    for number in range(4):
        save(scene(240, 160, number), _made(folder / "photos" / f"{number}.jpg"))
    for part in ("bursts", "subjects"):
        for name in ("motorcycle_left.png", "motorcycle_right.png"):
            with Image.open(bundled(name)) as picture:
                save(ImageOps.fit(picture.convert("RGB"), (480, 320)), _made(folder / part / "road" / name))
    _made(folder / "bursts" / "road" / "broken.jpg").write_bytes(b"no photo")
    return folder


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_series_are_scanned_and_scored(photohash: Photohash, tmp_path):
    source = save_series(tmp_path / "source")
    outcome = photohash("bench", "clusters", "--photos", source, "--model", COPIES, "--json")
    assert outcome.code == 3
    assert "broken.jpg" in outcome.err
    document = outcome.document
    assert (document["models"], document["photos"]) == ([COPIES], 8)
    assert {level: (found["series"], found["photos"]) for level, found in document["series"].items()} == {
        "stack": (1, 2),
        "subject": (1, 2),
    }
    assert document["ratios"]["stack precision, series"] == document["ratios"]["stack recall, series"] == 1
    assert set(document["ratios"]) == {
        f"{level} {figure}, {over}"
        for level in ("stack", "subject")
        for figure in ("precision", "recall")
        for over in ("series", "all")
    }


def test_the_scores_of_series_are_a_table_for_people(photohash: Photohash, model, tmp_path):  # noqa: F811
    source = save_series(tmp_path / "source")
    outcome = photohash("bench", "clusters", "--photos", source, "--model", model)
    assert outcome.code == 3
    assert all(words in outcome.out for words in ("stack", "subject", "Precision", "B-cubed"))


def test_photos_without_series_cannot_be_measured(photohash: Photohash, tmp_path):
    save(scene(240, 160, 1), _made(tmp_path / "source" / "one.jpg"))
    outcome = photohash("bench", "clusters", "--photos", tmp_path / "source")
    assert outcome.code == 2
    assert "no series" in outcome.err
