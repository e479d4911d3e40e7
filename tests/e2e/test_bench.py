"""``photohash bench copies`` as a user meets it, on a few small photos."""

from importlib.util import find_spec

import pytest

from photohash.evaluation.transformations import CORE, FAMILY
from photohash.hashing import runtime
from tests.evaluation.pictures import save_photos
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
