"""``photohash bench copies`` and ``bench library`` as a user meets them, on a few small photos."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from photohash.edits.transformations import CORE, FAMILY
from photohash.hashing import runtime
from tests.evaluation.pictures import save_photos
from tests.library.photos import save, scene
from tests.test_wiring import ID, build_model


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model directory that no test changes."""
    return build_model(tmp_path_factory.mktemp("models") / ID)


@pytest.fixture(autouse=True)
def on_processor(monkeypatch):
    """The model of these tests runs on the CPU only."""
    monkeypatch.setattr(runtime, "_has_cuda", lambda: False)


@pytest.fixture
def photos(tmp_path):
    """Four different photos."""
    save_photos(tmp_path / "photos", 4)
    return tmp_path / "photos"


def test_copies_are_measured_in_the_core_family_and_in_the_whole_one(photohash, model, photos):
    outcome = photohash("bench", "copies", "--photos", photos, "--model", model, "--sources", 2, "--json")
    assert outcome.code == 0, outcome.err
    document = outcome.document
    assert document["model"] == ID
    assert document["headline"] == "core"
    assert document["families"]["core"] == [row.name for row in CORE]
    assert document["families"]["whole"] == list(document["transformations"]) == [row.name for row in FAMILY]
    ours = document["codecs"][ID]
    assert set(ours["recall"]) == {row.name for row in CORE}
    assert set(ours["families"]["whole"]["recall"]) == {row.name for row in FAMILY}
    assert ours["worst"]["recall"] <= ours["mean_recall"] <= 1
    for sentence in document["skipped"]:
        assert sentence in outcome.err


def test_a_model_is_measured_in_float32_beside_its_int8(photohash, photos):
    name = "dah-lite0-64-scenes"
    measure = ("bench", "copies", "--photos", photos, "--model", name, "--sources", 1, "--core")
    document = photohash(*measure, "--json").document
    assert document["model"] == name
    int8, exact = (document["codecs"][codec] for codec in (name, f"{name} float32"))
    assert set(exact["recall"]) == set(int8["recall"])
    assert (exact["bits"], exact["peer"]) == (64, False)
    assert exact["mean_recall"] == pytest.approx(int8["mean_recall"], abs=0.2)
    assert "float32" in photohash(*measure).out


def test_a_model_without_weights_for_float32_is_measured_in_int8_and_that_is_told(photohash, model, photos):
    outcome = photohash("bench", "copies", "--photos", photos, "--model", model, "--sources", 1, "--core", "--json")
    assert outcome.code == 0
    assert f"{ID} float32" not in outcome.document["codecs"]
    assert any(f"{ID} is measured in one arithmetic only" in sentence for sentence in outcome.document["skipped"])


def test_the_table_names_the_mean_and_the_worst_of_each_family(photohash, model, photos, tmp_path):
    drawn = ["--plot", tmp_path / "copies.png"] if find_spec("matplotlib") else []
    outcome = photohash("bench", "copies", "--photos", photos, "--model", model, "--sources", 1, "--core", *drawn)
    assert outcome.code == 0, outcome.err
    assert all(words in outcome.out for words in ("core: mean", "core: worst", "core: uAP", "crop-40"))
    assert "whole" not in outcome.out
    assert (tmp_path / "copies.png").is_file() == bool(drawn)


def test_a_chart_of_no_known_kind_is_refused_before_anything_is_measured(photohash, model, photos, tmp_path):
    outcome = photohash("bench", "copies", "--photos", photos, "--model", model, "--plot", tmp_path / "copies.pdf")
    assert outcome.code == 2
    assert "copies.pdf" in outcome.err


def save_series(folder: Path) -> Path:
    """Six photos, and a burst of three frames of one scene."""
    for number in range(6):
        path = folder / "photos" / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        save(scene(240, 160, number), path)
    for frame in range(3):
        path = folder / "bursts" / "walk" / f"{frame}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        save(scene(260, 170, 99).crop((5 * frame, 2 * frame, 240 + 5 * frame, 160 + 2 * frame)), path)
    return folder


def test_a_library_of_known_truth_is_scanned_and_scored(photohash, model, tmp_path):
    source = save_series(tmp_path / "source")
    options = ("--photos", source, "--model", model, "--sources", 3, "--copies", 18, "--limit", 2)
    kept = tmp_path / "kept"
    outcome = photohash("bench", "library", *options, "--keep", kept, "--json")
    assert outcome.code == 0, outcome.err
    document = outcome.document
    assert document["model"] == ID
    assert document["files"] == {"photos": 5, "copies": 72, "in series": 3}
    assert sum(1 for path in (kept / "photos").rglob("*") if path.is_file()) == 80
    assert document["transformations"]["same-bytes"]["found"] == document["transformations"]["same-bytes"]["copies"] > 0
    assert document["transformations"]["jpeg-70"]["right_kind"] > 0
    assert document["confusion"]["identical"] == {"identical": document["transformations"]["same-bytes"]["copies"]}
    assert set(document["ratios"]) == {
        "precision", "recall, core", "recall, whole", "right kind, core", "right kind, whole", "safe copies ticked"
    }  # fmt: skip


def test_the_same_seed_gives_the_same_scores_and_another_one_other_copies(photohash, model, tmp_path):
    source = save_series(tmp_path / "source")
    options = ("--photos", source, "--model", model, "--sources", 1, "--copies", 4, "--limit", 1, "--json")
    first, second, other = (photohash("bench", "library", *options, "--seed", seed).document for seed in (3, 3, 4))
    told = ("confusion", "transformations", "kinds", "ratios", "groups")
    assert [first[name] for name in told] == [second[name] for name in told]
    assert set(first["transformations"]) != set(other["transformations"])


def test_the_scores_of_a_library_are_tables_for_people(photohash, model, tmp_path):
    source = save_series(tmp_path / "source")
    (source / "photos" / "broken.jpg").write_bytes(b"no photo")
    outcome = photohash("bench", "library", "--photos", source, "--model", model, "--sources", 1, "--copies", 2)
    assert outcome.code == 3
    assert "broken.jpg" in outcome.err
    assert all(
        words in outcome.out for words in ("Right kinds", "different photos", "pairs called a copy", "s to scan")
    )


def test_a_folder_with_something_in_it_is_not_built_in(photohash, model, tmp_path):
    source = save_series(tmp_path / "source")
    outcome = photohash("bench", "library", "--photos", source, "--model", model, "--keep", source)
    assert outcome.code == 1
    assert "not an empty folder" in outcome.err


def test_photohash_and_the_peers_that_are_installed_answer_for_one_folder(photohash, model, tmp_path):
    source = save_series(tmp_path / "source")
    drawn = ["--plot", tmp_path / "peers.png"] if find_spec("matplotlib") else []
    options = ("--photos", source, "--model", model, "--sources", 1, "--copies", 4, "--limit", 2, "--rounds", 1)
    outcome = photohash("bench", "peers", *options, *drawn, "--json")
    assert outcome.code == 0, outcome.err
    document = outcome.document
    assert (document["files"], document["copies"]) == (14, 8)
    ours, *theirs = document["contenders"]
    assert ours == ID
    assert "phash" in theirs or any("imagehash is not installed" in sentence for sentence in document["skipped"])
    for found in document["contenders"].values():
        assert 0 <= found["recall"]["whole"] <= 1
        assert 0 <= found["precision"] <= 1
        assert found["rate"] > 0
        assert found["unread"] == 0
    assert {f"speed, photohash / {name}" for name in theirs} <= set(document["ratios"])
    assert (tmp_path / "peers.png").is_file() == bool(drawn)


def test_what_grows_is_measured_on_libraries_that_are_large_enough(photohash):
    for photos, told in (("99", "100 photos at least"), ("many", "whole numbers")):
        outcome = photohash("bench", "growth", "--photos", photos)
        assert outcome.code == 2
        assert told in outcome.err
