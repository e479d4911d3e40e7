"""From albums to a model directory: whole, broken off, repeated, begun from another, and refused in a sentence."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from photohash.core.errors import Cancelled, ModelError, TrainingError, UsageError
from photohash.core.task import Stage, Task
from photohash.hashing.card import WEIGHTS, check
from photohash.hashing.network import HashNetwork
from photohash.hashing.runtime import load
from photohash.training.class_training import class_photos, device_of, fit, parts
from photohash.training.driver import Source, export_again, train_model
from photohash.training.image_cache import ImageCache
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.loop import Event, Hooks, RunResult
from photohash.training.model_export import TrainedModel
from photohash.training.photo_sources import Labelled, find_albums
from photohash.training.recipe import ClassRecipe
from photohash.training.recipe_file import read_recipe
from tests.training.albums import fill, picture, recipe
from tests.training.runs import CancelledAfter


def class_recipe(path: Path) -> ClassRecipe:
    found = read_recipe(path)
    assert isinstance(found, ClassRecipe)
    return found


def changed(recipe: ClassRecipe, table: str, **values: Any) -> ClassRecipe:
    """A recipe with some keys of a table changed."""
    return recipe.model_copy(update={table: getattr(recipe, table).model_copy(update=values)})


def learn(recipe: ClassRecipe, labelled: Labelled, out: Path, work: Path, task: Task, **more: Any) -> TrainedModel:
    return train_model([recipe], Source(labelled=labelled), out, work, task, **{"device": "cpu"} | more)


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("albums") / "albums")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ClassRecipe:
    return class_recipe(recipe(tmp_path_factory.mktemp("recipe") / "small.toml"))


class Whole:
    """One unbroken run and what it told."""

    def __init__(self, recipe: ClassRecipe, albums: Path, folder: Path) -> None:
        self.out, self.events = folder / "model", list[Event]()
        labelled = find_albums(albums)
        self.made: TrainedModel = learn(
            recipe, labelled, self.out, folder / "work", Task(), hooks=Hooks(report=self.events.append)
        )


@pytest.fixture(scope="module")
def whole(small, albums, tmp_path_factory) -> Whole:
    return Whole(small, albums, tmp_path_factory.mktemp("whole"))


def test_the_model_is_sound_and_its_card_tells_how_it_was_made(whole):
    card = check(whole.out)
    assert card == whole.made.card
    assert (card.id, card.bits, card.side) == ("dhida-lite0-12-small", 12, 32)
    assert card.training["classes"] == 3
    assert card.training["recipe"]["schedule"]["frozen"] == 2
    assert card.training["steps"] == whole.events[-1].steps
    validation = card.metrics["validation"]
    assert card.training["photos"] + validation["photos"] == 24
    assert validation["mean_average_precision"] == round(max(event.validation or 0 for event in whole.events), 4)
    assert list(card.radii) == ["1e-4", "1e-5", "1e-6"]
    assert whole.made.failures == ()


def test_the_model_codes_pictures(whole):
    model = load(whole.out)
    pictures = [picture("sea", number) for number in range(3)]
    codes = model.encode(np.stack([model.prepare(np.asarray(image)) for image in pictures]))
    assert codes.shape == (3, 2)


def test_a_model_is_made_anew_from_its_weights(whole, small, albums, tmp_path):
    made = export_again(whole.out, small, Source([albums]), tmp_path / "out", tmp_path / "work", Task())
    assert check(tmp_path / "out") == made.card
    assert replace(made.card, files={}) == replace(whole.made.card, files={})
    assert made.card.files[WEIGHTS] == whole.made.card.files[WEIGHTS]


def test_frozen_layers_stay_as_they_began(whole, small):
    torch.manual_seed(small.seed)
    initial = initial_network(small.network, None).state_dict()
    weights = load_file(whole.out / WEIGHTS)
    learnt = {name for name, value in weights.items() if not torch.equal(value, initial[name].to(value.dtype))}
    assert not [name for name in learnt if name.startswith(("backbone.layers.0.", "backbone.layers.1."))]
    assert [name for name in learnt if name.startswith("backbone.layers.2.")]


def trained(wanted: ClassRecipe, labelled: Labelled, work: Path) -> tuple[HashNetwork, RunResult]:
    """What the driver does up to the export, which takes the most time."""
    work.mkdir(exist_ok=True)
    photos = class_photos(wanted, labelled, work, Task())
    wanted = wanted.for_classes(len(labelled.classes))
    torch.manual_seed(wanted.seed)
    network = initial_network(wanted.network, None)
    return network, fit(wanted, network, photos, work, Task())


@pytest.mark.parametrize("breaks", [(1,), (2, 2)], ids=str)
def test_a_run_broken_off_ends_in_the_same_weights(whole, small, albums, tmp_path, breaks):
    for steps in breaks:
        with pytest.raises(Cancelled):
            learn(small, find_albums(albums), tmp_path / "model", tmp_path / "work", _Late(steps))
        assert [path.name for path in tmp_path.iterdir()] == ["work"]
    network, _ = trained(small, find_albums(albums), tmp_path / "work")
    written = load_file(whole.out / WEIGHTS)
    for name, value in network.state_dict().items():
        assert torch.equal(value.half() if value.is_floating_point() else value, written[name]), name


class _Late(CancelledAfter):
    """Counts the steps of training only."""

    def advance(self, items: int = 1) -> None:
        if self.progress.stage == Stage.TRAINING:
            super().advance(items)


@pytest.mark.usefixtures("in_float32")
@pytest.mark.parametrize("method", ["dah", "dahp"])
def test_every_method_learns(albums, tmp_path, method):
    options = {"dah": 'attention = "cbam"', "dahp": 'channels = 16\nattention = "dual"\nhidden = 20'}[method]
    path = recipe(
        tmp_path / "small.toml",
        ('channels = 16\nattention = "improved"', options),
        ("epochs = 2.0", "epochs = 0.5"),
        ('"dhida"', f'"{method}"'),
    )
    made = learn(class_recipe(path), find_albums(albums), tmp_path / "model", tmp_path / "work", Task())
    assert check(tmp_path / "model").network["attention"] == made.card.network["attention"] != "none"
    assert load(tmp_path / "model").bits == 12


def test_several_labels_a_photo_can_be_learnt(small, albums, tmp_path):
    labelled = find_albums(albums)
    rows = np.eye(3, dtype=np.uint8)[labelled.labels]
    rows[::3, 0] = 1
    several = Labelled(labelled.photos, rows, labelled.classes)
    plain = changed(small, "schedule", classes=0, epochs=0.5)
    assert 0 < (trained(plain, several, tmp_path / "work")[1].score or 0) <= 1
    with pytest.raises(UsageError, match="several labels cannot be drawn class by class"):
        trained(small, several, tmp_path / "work")


@pytest.mark.usefixtures("in_float32")
def test_a_damaged_photo_is_told_and_left_out(small, albums, tmp_path):
    folder = shutil.copytree(albums, tmp_path / "albums")
    (folder / "sea" / "003.jpg").write_bytes(b"\xff\xd8 no photo")
    quick = changed(small, "schedule", epochs=0.5)
    made = learn(quick, find_albums(folder), tmp_path / "model", tmp_path / "work", Task())
    assert [str(failure.path) for failure in made.failures] == ["sea/003.jpg"]
    assert made.card.training["photos"] + made.card.metrics["validation"]["photos"] == 23


@pytest.mark.usefixtures("in_float32")
def test_a_backbone_trained_before_is_begun_from_and_told(whole, small, albums, tmp_path):
    initial = InitialWeights.read(whole.out)
    frozen = changed(small, "schedule", epochs=0.4, frozen=18)
    made = learn(frozen, find_albums(albums), tmp_path / "model", tmp_path / "work", Task(), initial=initial)
    assert made.card.training["began_from"]["source"] == "dhida-lite0-12-small"
    before, after = load_file(whole.out / WEIGHTS), load_file(tmp_path / "model" / WEIGHTS)
    assert all(torch.equal(value, after[name]) for name, value in before.items() if name.startswith("backbone."))
    checkpoint = InitialWeights.read(tmp_path / "work" / "classes.pt")
    assert {name: value.half() for name, value in checkpoint.weights.items() if "weight" in name}.keys()


def test_what_cannot_be_begun_from_is_named(whole, small, albums, tmp_path):
    (tmp_path / "noise.pt").write_bytes(b"noise")
    with pytest.raises(ModelError, match=r"noise\.pt is neither a model directory nor a checkpoint"):
        InitialWeights.read(tmp_path / "noise.pt")
    other = changed(small, "network", backbone="resnet30")
    with pytest.raises(ModelError, match="dhida-lite0-12-small are not of the backbone resnet30"):
        learn(
            other,
            find_albums(albums),
            tmp_path / "model",
            tmp_path / "work",
            Task(),
            initial=InitialWeights.read(whole.out),
        )


def test_a_loss_that_is_no_number_leaves_no_model(small, albums, tmp_path):
    wild = changed(small, "schedule", rate=1e30, head_rate=1e30, optimiser="sgd", pace="constant")
    with pytest.raises(TrainingError, match=r"became (nan|inf).* at step \d+ of \d+"):
        learn(wild, find_albums(albums), tmp_path / "model", tmp_path / "work", Task())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work"]


def test_more_classes_than_anchors_are_refused_before_any_photo_is_read(small, albums, tmp_path):
    loss = class_recipe(recipe(tmp_path / "r.toml", ('kind = "dhida"', 'kind = "dahp"\ndistance = 12'))).loss
    many = small.model_copy(update={"loss": loss})
    with pytest.raises(UsageError, match=r"The loss dahp is not for these photos: .*"):
        learn(many, find_albums(albums), tmp_path / "model", tmp_path / "work", Task())
    assert not (tmp_path / "model").exists()
    assert not (tmp_path / "work" / "images.npy").exists()


def test_a_place_that_is_taken_is_refused_and_left_alone(small, albums, tmp_path):
    taken = tmp_path / "model"
    taken.mkdir()
    (taken / "diary.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"There is something in .*model already"):
        learn(small, find_albums(albums), taken, tmp_path / "work", Task())
    assert [path.name for path in taken.iterdir()] == ["diary.txt"]
    assert not (tmp_path / "work").exists()
    with pytest.raises(UsageError, match=r"No model can be made in .*diary\.txt"):
        learn(small, find_albums(albums), taken / "diary.txt" / "model", tmp_path / "work", Task())


def test_a_working_folder_of_other_photos_or_another_recipe_is_refused(whole, small, albums, tmp_path):
    work = whole.out.with_name("work")
    fewer = find_albums(albums).take(range(20))
    with pytest.raises(UsageError, match="are of other photos; remove the folder to begin again"):
        learn(small, fewer, tmp_path / "model", work, Task())
    with pytest.raises(UsageError, match=r"classes\.pt is of another run"):
        learn(small.model_copy(update={"seed": 4}), find_albums(albums), tmp_path / "model", work, Task())


def test_too_many_frozen_layers_are_refused(small, albums, tmp_path):
    frozen = changed(small, "schedule", frozen=19)
    with pytest.raises(UsageError, match="freezes 19 layers, and lite0 has 18"):
        learn(frozen, find_albums(albums), tmp_path / "model", tmp_path / "work", Task())


def test_a_device_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="no device 'tpu'"):
        device_of("tpu")
    assert device_of("cpu") == torch.device("cpu")
    if not torch.cuda.is_available():
        assert device_of("auto") == torch.device("cpu")
        with pytest.raises(UsageError, match="no NVIDIA card"):
            device_of("cuda")


def test_sides_hang_on_names_and_two_of_each_class_are_always_learnt_from(small, albums, tmp_path):
    labelled = find_albums(albums)
    images = ImageCache.of(labelled.photos, 16, tmp_path, Task())
    all_held = changed(small, "validation", share=0.999)
    learnt, held = parts(all_held, labelled, images)
    assert np.bincount(labelled.labels[learnt]).tolist() == [2, 2, 2]
    assert len(held) == 18
    some, others = parts(small, labelled, images)
    assert set(some) | set(others) == set(range(24))
    assert set(some).isdisjoint(others)
    few = changed(changed(small, "data", photos=4), "validation", share=0.0)
    learnt, held = parts(few, labelled, images)
    assert np.bincount(labelled.labels[learnt]).tolist() == [4, 4, 4]
    assert len(held) == 0
