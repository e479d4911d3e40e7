from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from photohash.core.bits import Codes, pack
from photohash.core.errors import Cancelled, KnownError, UsageError
from photohash.core.task import Stage, Task
from photohash.evaluation import protocols
from photohash.evaluation.datasets import open_dataset
from photohash.evaluation.evaluate import Evaluation, evaluate
from photohash.evaluation.subject import Subject, subject_of, subject_of_baseline, variant_of
from photohash.hashing.card import Card
from photohash.library.photo import Pixels
from photohash.training.recipe_file import find_recipe, read_recipe
from tests.evaluation.labelled import pixels, save_class_folders, save_train_and_test
from tests.evaluation.pictures import TinyEncoder

TINY = Subject("tiny-64", "dhida", "lite0", 64, None, 3, "tiny", "cpu (made up)")


class ByColour:
    """A perfect hash of the made-up classes: the code is the class whose mean colour is nearest."""

    def __init__(self, classes: int) -> None:
        self._colours = np.stack([pixels(label, 0).mean(axis=(0, 1)) for label in range(classes)])
        words = np.random.default_rng(0).choice([-1.0, 1.0], (classes, 64))
        self._words: Codes = pack(words)

    def prepare(self, picture: Pixels) -> Pixels:
        return picture

    def encode(self, batch: Pixels) -> Codes:
        means = batch.mean(axis=(1, 2))
        codes: Codes = self._words[np.linalg.norm(means[:, None] - self._colours, axis=2).argmin(axis=1)]
        return codes


class Thumbnails:
    """Features of a baseline: the values of a thumbnail."""

    def prepare(self, picture: Pixels) -> Pixels:
        return TinyEncoder().prepare(picture)

    def encode(self, batch: Pixels) -> np.ndarray:
        return batch.reshape(len(batch), -1).astype(np.float32)


def run(folder: Path, reader: Any = None, subject: Subject = TINY, protocol: str = "folder") -> Evaluation:
    return evaluate(protocol, open_dataset(folder), subject, reader or TinyEncoder(), Task())


def test_a_perfect_hash_is_perfect(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b", "c"), 12)
    found = run(tmp_path, ByColour(3))
    assert found.metrics["map_all"] == pytest.approx(1)
    assert found.metrics["map_all_worst"] == pytest.approx(1)
    assert found.metrics["p_within_2"] == pytest.approx(1)
    assert found.metrics["answered_within_2"] == 1
    assert found.photos == {"train": 33, "queries": 3, "database": 33}
    assert all(near.right for strip in found.strips for near in strip.found)


def test_a_rerun_gives_the_same_figures(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b", "c"), 8)
    one, other = run(tmp_path), run(tmp_path)
    assert one.metrics == other.metrics
    assert one.strips == other.strips
    assert (one.curve.precision == other.curve.precision).all()


def test_figures_that_need_more_photos_than_there_are_are_left_out(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b"), 10)
    assert "p_at_100" not in run(tmp_path).metrics
    save_class_folders(tmp_path, ("a", "b"), 60, first=10)
    found = run(tmp_path)
    assert "p_at_100" in found.metrics
    assert "p_at_1000" not in found.metrics
    assert found.curve.ranks[-1] == found.photos["database"]


def test_a_photo_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path):
    save_train_and_test(tmp_path, ("a", "b"), 6, 3)
    (tmp_path / "train" / "a" / "0001.png").write_bytes(b"no picture")
    (tmp_path / "test" / "b" / "0007.png").write_bytes(b"")
    found = run(tmp_path)
    assert [failure.path.as_posix() for failure in found.failures] == ["test/b/0007.png", "train/a/0001.png"]
    assert found.photos == {"train": 11, "queries": 5, "database": 11}
    assert not found.whole


def test_where_no_query_can_be_read_there_is_nothing_to_measure(tmp_path: Path):
    save_train_and_test(tmp_path, ("a", "b"), 3, 1)
    for path in (tmp_path / "test").rglob("*.png"):
        path.write_bytes(b"no picture")
    with pytest.raises(KnownError, match="None of the photos to look for"):
        run(tmp_path)


@pytest.mark.parametrize("name", ["lsh", "pcah", "sh", "itq"])
def test_a_baseline_is_fitted_on_the_training_photos_features(tmp_path: Path, name: str):
    save_class_folders(tmp_path, ("a", "b", "c"), 20)
    found = run(tmp_path, Thumbnails(), subject_of_baseline(name, 12, "cpu"))
    assert found.subject.id == f"{name}-lite0-12"
    assert found.metrics["map_all"] > 0.4  # chance is a third; colours tell the classes apart
    assert (
        found.metrics["map_all"] == run(tmp_path, Thumbnails(), subject_of_baseline(name, 12, "cpu")).metrics["map_all"]
    )


def test_a_baseline_never_sees_more_than_the_training_photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    few = replace(protocols.PROTOCOLS["cifar10-dhida"], train=4, queries=1)
    monkeypatch.setattr(protocols, "PROTOCOLS", {**protocols.PROTOCOLS, few.name: few})
    save_class_folders(tmp_path, count=6)
    with pytest.raises(UsageError, match="at most 39 bits of 40 photos"):
        run(tmp_path, Thumbnails(), subject_of_baseline("pcah", 64, "cpu"), few.name)


def test_photos_that_were_learnt_from_are_searched_among_for_a_figure_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    few = replace(protocols.PROTOCOLS["cifar10-dhida"], train=4, queries=1)
    monkeypatch.setattr(protocols, "PROTOCOLS", {**protocols.PROTOCOLS, few.name: few})
    save_class_folders(tmp_path, count=7)
    found = run(tmp_path, protocol=few.name)
    assert found.photos == {"train": 40, "queries": 10, "database": 20}
    whole = replace(few, searches_train=True)
    monkeypatch.setattr(protocols, "PROTOCOLS", {**protocols.PROTOCOLS, few.name: whole})
    among_all = run(tmp_path, protocol=few.name)
    assert among_all.photos == {"train": 40, "queries": 10, "database": 60}
    assert found.metrics["map_all_with_learnt"] == pytest.approx(among_all.metrics["map_all"])
    assert found.metrics["map_all_with_learnt"] != found.metrics["map_all"]
    assert "map_all_with_learnt" not in among_all.metrics
    assert found.split["train"] == among_all.split["train"] != found.split["database"]


def test_every_photo_is_progress_and_a_point_to_stop_at(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b"), 5)
    task = Task()
    evaluate("folder", open_dataset(tmp_path), TINY, TinyEncoder(), task)
    assert task.progress.stage == Stage.MEASURING
    cancelled = Task()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        evaluate("folder", open_dataset(tmp_path), TINY, TinyEncoder(), cancelled)


def test_the_document_has_the_documented_shape_and_is_json(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b"), 5)
    document = json.loads(json.dumps(run(tmp_path).as_dict()))
    assert (document["protocol"], document["model"]) == ("folder", "tiny-64")
    assert all(isinstance(value, float) for value in document["metrics"].values())
    assert document["encoding"]["device"] == "cpu (made up)"
    assert 0 < document["encoding"]["microseconds"] < document["encoding"]["microseconds_with_preparation"]


def test_a_part_of_cifar10_is_not_the_whole_protocol(tmp_path: Path):
    save_train_and_test(tmp_path, train=2, test=1)
    found = run(tmp_path, protocol="cifar10-dah")
    assert not found.failures
    assert not found.whole


def card(method: str, backbone: str = "lite0", trained: Any = None, **network: Any) -> Card:
    empty: Any = MappingProxyType({})
    return Card(1, f"{method}-{backbone}-16-test", "T", method, backbone, 16, "test", network, 32, "squash-bilinear",
                empty, trained or {}, empty, "none", empty)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "variant"),
    [
        (card("dah", attention="cbam"), None),
        (card("dah", attention="none"), "nonea"),
        (card("dahp", attention="dual"), None),
        (card("dahp", trained={"recipe": {"loss": {"kind": "dahp", "anchor": 0.0}}}, attention="none"), "v1"),
        (card("dahp", trained={"recipe": {"loss": {"kind": "dahp", "anchor": 0.05}}}, attention="none"), "none"),
        (card("dahp", trained={"recipe": {"loss": {"kind": "dahp", "anchor": 0.0}}}, attention="dual"), "v2"),
        (card("dahp", trained={"recipe": {"loss": {"kind": "dahp", "anchor": 0.05}}}, attention="dual"), None),
        (card("dhida", attention="improved"), None),
        (card("dhida", attention="dual"), "d"),
        (card("dhida", attention="none"), "r"),
        (card("dhida", "alexnet", attention="none"), "i"),
        (card("dhida", "alexnet", attention="none", piecewise=False), "a"),
        (card("dhida", trained={"recipe": {"loss": {"kind": "csq"}}}, attention="none"), "csq"),
        (card("dhida", trained={"variant": "mine"}, attention="improved"), "mine"),
    ],
)
def test_a_card_tells_which_ablation_a_model_is(made: Card, variant: str | None):
    assert variant_of(made) == variant


@pytest.mark.parametrize(
    ("recipe", "variant"),
    [
        ("dah-lite0-48", None),
        ("dah-lite0-48-none", "nonea"),
        ("dahp-lite0-48", None),
        ("dahp-lite0-48-v1", "v1"),
        ("dahp-lite0-48-v2", "v2"),
        ("dhida-lite0-16", None),
        ("dhida-lite0-16-none", "r"),
    ],
)
def test_models_made_by_the_recipes_of_the_tables_stand_in_their_rows(recipe: str, variant: str | None):
    made = read_recipe(find_recipe(recipe))
    wanted = made.network
    subject = subject_of(card(wanted.method, wanted.backbone, {"recipe": made.as_dict()}, **wanted.options), "cpu")
    assert (subject.variant, subject.seed) == (variant, made.seed)


def test_a_card_gives_recipe_and_seed():
    subject = subject_of(card("dah", trained={"recipe": {"seed": 7, "name": "x"}}), "cpu")
    assert (subject.seed, subject.recipe, subject.id) == (7, {"seed": 7, "name": "x"}, "dah-lite0-16-test")
    assert subject_of(card("dah", trained={"recipe": "x.toml", "seed": 3}), "cpu").seed == 3
    assert subject_of(card("dah"), "cpu").seed is None
    begun = card("dah", trained={"recipe": {"seed": 7}, "began_from": {"source": "dhida-lite0-64-x"}})
    assert subject_of(begun, "cpu").recipe == {"seed": 7, "began_from": {"source": "dhida-lite0-64-x"}}
    assert subject_of(card("dah", trained={"photos": 4800}), "cpu").photos == 4800
