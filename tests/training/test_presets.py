from __future__ import annotations

import pytest
import torch

from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.hashing.losses import DbdhLoss, DpshLoss, DshLoss, DtshLoss, HashNetLoss
from photohash.training.class_training import class_photos, fit
from photohash.training.initial_weights import initial_network
from photohash.training.photo_sources import Labelled, find_albums
from photohash.training.presets import NAMES, filled_in, preset
from photohash.training.recipe import ClassRecipe
from photohash.training.recipe_file import COMMITTED, parse_recipe, read_recipe
from tests.training.albums import fill

COMPARED = sorted((COMMITTED / "compared").glob("*.toml"))


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    return find_albums(fill(tmp_path_factory.mktemp("albums") / "albums"))


def compared(method: str, **changes: object) -> ClassRecipe:
    recipe = read_recipe(COMMITTED / "compared" / f"dhida-lite0-48-{method}.toml", **changes)
    assert isinstance(recipe, ClassRecipe)
    return recipe


def test_there_is_a_recipe_for_every_method_that_is_compared_and_some_more():
    names = {path.stem.rsplit("-", 1)[1] for path in COMPARED}
    assert names >= {"dsh", "dhn", "dpsh", "hashnet", "dsdh", "dbdh", "csq"}
    assert names >= {"dfh", "idhn", "lcdsh", "greedyhash", "dtsh", "orthohash"}


@pytest.mark.parametrize("path", COMPARED, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", NAMES)
def test_every_method_has_its_presets(path, name):
    if name == "deephash-pytorch" and path.stem.endswith("orthohash"):
        with pytest.raises(UsageError, match="'deephash-pytorch' is not for the loss 'orthohash'"):
            read_recipe(path, preset=name)
        return
    recipe = read_recipe(path, preset=name)
    assert isinstance(recipe, ClassRecipe)
    assert recipe.schedule.rate == {"paper": 5e-5, "deephash-pytorch": 1e-5}[name] or "greedyhash" in path.stem
    assert recipe.model_id == path.stem


@pytest.mark.usefixtures("one_thread")
@pytest.mark.parametrize("path", COMPARED, ids=lambda path: path.stem)
def test_every_method_takes_its_first_steps(path, albums, tmp_path):
    recipe = read_recipe(path, bits=12, epochs=0.1)
    assert isinstance(recipe, ClassRecipe)
    small = recipe.model_dump() | {"validation": {"share": 0.0}}
    small["network"] |= {"pretrained": False, "side": 32, "channels": 8, "folded": False}
    small["schedule"] |= {"batch": 8, "steps": 2}
    recipe = ClassRecipe.model_validate(small)
    photos = class_photos(recipe, albums, tmp_path, Task())
    recipe = recipe.for_classes(3)
    torch.manual_seed(0)
    network = initial_network(recipe.network, None)
    before = network.state_dict()["hash_layer.weight"].clone()
    run = fit(recipe, network, photos, tmp_path, Task())
    assert len(run.losses) == 2
    assert not torch.equal(before, network.state_dict()["hash_layer.weight"])


def test_weights_that_hang_on_the_length_follow_it():
    assert compared("dpsh", bits=16).loss == DpshLoss(eta=10 * 16 / 5000)
    assert compared("dsh", bits=16, preset="deephash-pytorch").loss == DshLoss(alpha=0.1 / 16)
    assert compared("hashnet", bits=32, preset="deephash-pytorch").loss == HashNetLoss(3.2, 8**0.5)
    assert compared("dtsh", bits=10, preset="deephash-pytorch").loss == DtshLoss(0.5, scale=1.0)
    assert compared("dbdh", preset="deephash-pytorch").loss == DbdhLoss(discrete=False)


def test_banks_are_where_the_methods_were_made_with_them():
    assert compared("dpsh").schedule.memory_bank
    assert not compared("dhn").schedule.memory_bank
    assert compared("dhn", preset="deephash-pytorch").schedule.memory_bank


def test_what_a_recipe_says_itself_stays():
    document = {
        "task": "classes", "preset": "deephash-pytorch", "network": {"bits": 48},
        "loss": {"kind": "dsh", "alpha": 0.5}, "schedule": {"batch": 7},
    }  # fmt: skip
    whole = filled_in(document)
    assert whole["loss"] == {"kind": "dsh", "alpha": 0.5, "margin_per_bit": 2.0}
    assert (whole["schedule"]["batch"], whole["schedule"]["epochs"]) == (7, 250.0)
    assert "preset" not in whole
    assert filled_in({"task": "classes"}) == {"task": "classes"}


def test_presets_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match="no preset 'mine'; there are paper and deephash-pytorch"):
        preset("mine", "dsh", 48)
    with pytest.raises(ValueError, match="'paper' is not for the loss 'infonce'"):
        preset("paper", "infonce", 48)
    with pytest.raises(ValueError, match="a preset is for classes"):
        parse_recipe(filled_in({"task": "copies", "preset": "paper"}))
