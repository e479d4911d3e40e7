"""One driver runs every recipe after those it begins from, as if each had been run by itself, and can be broken off."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.card import WEIGHTS
from photohash.training.driver import Source, train_model
from photohash.training.initial_weights import InitialWeights
from photohash.training.loop import Event, Hooks
from photohash.training.recipe import ClassRecipe
from photohash.training.recipe_file import read_recipe
from tests.training.albums import fill, recipe
from tests.training.pictures import save_photos
from tests.training.test_copies_training import SMALL, changed

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return Source([fill(tmp_path_factory.mktemp("albums") / "albums")])


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> list[ClassRecipe]:
    """A run of DHIDA, and one of DAHP that begins from it."""
    folder, found = tmp_path_factory.mktemp("recipes"), []
    quick = ("epochs = 2.0", "epochs = 0.8")
    first = recipe(folder / "first.toml", quick)
    second = recipe(
        folder / "second.toml",
        quick,
        ('task = "classes"', 'task = "classes"\nbegin = "first"'),
        ("seed = 3", "seed = 4"),
        ('method = "dhida"', 'method = "dahp"'),
        ('attention = "improved"', 'attention = "dual"\nhidden = 20'),
        ('kind = "dhida"', 'kind = "dahp"'),
    )
    for path in (first, second):
        read = read_recipe(path)
        assert isinstance(read, ClassRecipe)
        found.append(read)
    return found


class Stopped:
    """Cancels a task at a step of a run, as Ctrl-C would."""

    def __init__(self, run: str, step: int) -> None:
        self.task, self.run, self.step = Task(), run, step
        self.hooks = Hooks(report=self._report)

    def _report(self, event: Event) -> None:
        if (event.run, event.step) == (self.run, self.step):
            self.task.cancel()


def test_a_chain_is_the_same_as_its_runs_one_by_one_wherever_it_is_broken_off(albums, classes, tmp_path):
    first, second = classes
    train_model([first], albums, tmp_path / "one", tmp_path / "work-one", Task(), device="cpu")
    initial = InitialWeights.read(tmp_path / "one")
    by_hand = train_model([second], albums, tmp_path / "two", tmp_path / "work-two", Task(), initial=initial)
    out, work = tmp_path / "chain", tmp_path / "work"
    for stopped in (Stopped(first.model_id, 1), Stopped(second.model_id, 1)):
        with pytest.raises(Cancelled):
            train_model(classes, albums, out, work, stopped.task, hooks=stopped.hooks)
        assert not out.exists()
    events: list[Event] = []
    chained = train_model(classes, albums, out, work, Task(), hooks=Hooks(report=events.append))
    assert {event.run for event in events} == {second.model_id}, "the first run was done"
    assert chained.card.training == by_hand.card.training
    assert chained.card.training["began_from"] == {"source": first.model_id, "sha256": initial.digest}
    assert chained.card.training["recipe"]["begin"] == "first"
    assert chained.card.files[WEIGHTS] == by_hand.card.files[WEIGHTS]


def test_a_run_for_classes_may_begin_from_one_for_copies_of_the_same_photos(albums, classes, tmp_path):
    copies = changed("anchored", changed("head", SMALL, steps=3, photos=4), steps=1, photos=4)
    events: list[Event] = []
    made = train_model(
        [copies, classes[0]], albums, tmp_path / "model", tmp_path / "work", Task(), hooks=Hooks(report=events.append)
    )
    assert made.card.training["began_from"]["source"] == copies.model_id
    assert list(dict.fromkeys(event.run for event in events)) == [
        "dhida-lite0-32-small head",
        "dhida-lite0-32-small anchored",
        "dhida-lite0-12-small",
    ]


def test_enough_ends_a_run_and_makes_the_model_of_the_best_so_far(albums, classes, tmp_path):
    events: list[Event] = []
    hooks = Hooks(report=events.append, enough=lambda: len(events) == 1)
    made = train_model(classes[:1], albums, tmp_path / "model", tmp_path / "work", Task(), hooks=hooks)
    assert made.card.training["steps"] == 1
    trained, classes_told = made.card.metrics["validation"], made.card.metrics["held_out_classes"]
    assert classes_told.keys() == {"float32", made.card.metrics["arithmetic"]}
    assert classes_told["float32"]["mean_average_precision"] == pytest.approx(
        trained["mean_average_precision"], abs=0.1
    )
    for told in classes_told.values():
        assert 0 <= told["mean_average_precision"] <= 1
        assert 0 <= told["nearest_centre"] <= 1
    assert load_file(tmp_path / "model" / WEIGHTS)


def test_copies_are_learnt_from_photos_alone_and_on_the_cpu(albums, tmp_path):
    save_photos(tmp_path / "photos", 2)
    paths = [tmp_path / "photos"]
    places = tmp_path / "model", tmp_path / "work"
    for source in (Source(paths, labels=tmp_path / "labels.csv"), Source()):
        with pytest.raises(UsageError, match="learns from photos without labels"):
            train_model([SMALL], source, *places, Task())
    if torch.cuda.is_available():
        with pytest.raises(UsageError, match="learn on the CPU"):
            train_model([SMALL], Source(paths), *places, Task(), device="cuda")


def test_an_album_recipe_takes_one_folder_or_a_list(albums, classes, tmp_path):
    with pytest.raises(UsageError, match="Name one folder of albums, or a list of labels"):
        train_model(classes[:1], Source([*albums.paths, Path("more")]), tmp_path / "model", tmp_path / "work", Task())
