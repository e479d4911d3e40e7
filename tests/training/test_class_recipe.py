"""Recipes that learn classes are read strictly, and the committed ones are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from photohash.core.errors import UsageError
from photohash.hashing.losses import DahpLoss
from photohash.hashing.network import build
from photohash.training import class_recipe
from photohash.training.class_recipe import is_class_recipe, read_class_recipe

RECIPES = Path(class_recipe.__file__).parent / "recipes"
COMMITTED = sorted(path for path in RECIPES.rglob("*.toml") if is_class_recipe(path))
DHIDA = RECIPES / "cifar10" / "dhida-lite0-16.toml"


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_committed_recipe_is_sound_and_named_for_its_model(path):
    recipe = read_class_recipe(path)
    method, backbone, bits, _ = recipe.model_id.split("-")
    if path.parent.name == "scenes":
        assert path.stem == recipe.model_id
    elif path.parent.name == "cifar10":
        assert path.stem.startswith(f"{method}-{backbone}-{bits}")
        assert recipe.purpose.startswith("cifar10") or recipe.model_id == path.stem, "a cell, or what cells begin from"
        assert recipe.source == 32, "CIFAR's own size"
    else:
        assert path.stem == f"{recipe.purpose}-{method}"
    network = recipe.for_classes(10).network
    assert build(method, backbone, network.bits, network.options).bits == int(bits)


def test_there_is_a_recipe_for_every_row_of_the_table():
    assert {path.stem for path in COMMITTED if path.parent.name == "cifar10"} == {
        "dhida-lite0-16", "dhida-lite0-64", "dhida-lite0-16-none", "dhida-resnet18-16",
        "dhida-lite0-64-begin96", "dhida-lite0-64-begin160", "dhida-lite0-64-dahbegin", "dhida-lite0-64-dahbegin2",
        "dahp-lite0-12", "dahp-lite0-48", "dahp-lite0-48-none", "dahp-lite0-48-v1", "dahp-lite0-48-v2",
        "dahp-resnet18-48", "dah-lite0-12", "dah-lite0-48", "dah-lite0-48-none", "dah-resnet30-48",
    }  # fmt: skip


def test_ids_of_different_recipes_differ():
    ids = [read_class_recipe(path).model_id for path in COMMITTED]
    assert len(set(ids)) == len(ids)


def test_what_is_said_on_the_command_line_goes_before_the_file():
    recipe = read_class_recipe(DHIDA, bits=12, epochs=2.0, seed=3, purpose="mine", backbone=None)
    assert (recipe.network.bits, recipe.schedule.epochs, recipe.seed) == (12, 2.0, 3)
    assert recipe.model_id == "dhida-lite0-12-mine"


def test_the_number_of_classes_is_filled_in_where_it_is_needed():
    dah = read_class_recipe(RECIPES / "cifar10" / "dah-lite0-48.toml").for_classes(7)
    assert dah.network.options["classes"] == 7
    dahp = read_class_recipe(RECIPES / "cifar10" / "dahp-lite0-48.toml").for_classes(7)
    assert dahp.loss == DahpLoss(anchor=0.05, classes=7)
    assert "classes" not in dahp.network.options
    assert dahp.as_dict()["loss"] == {
        "kind": "dahp",
        "anchor": 0.05,
        "classes": 7,
        "distance": None,
        "positive_share": None,
    }


def test_epochs_become_steps_and_steps_go_before_epochs(tmp_path):
    recipe = read_class_recipe(DHIDA, epochs=1.5)
    assert recipe.schedule.plan(600, recipe.validation).steps == 15
    path = tmp_path / "steps.toml"
    path.write_text(DHIDA.read_text().replace("epochs = 3.0", "epochs = 3.0\nsteps = 7"))
    assert read_class_recipe(path).schedule.plan(600, recipe.validation).steps == 7


@pytest.mark.parametrize(
    ("found", "written", "reason"),
    [
        ("seed = 7\n", "", "'seed'"),
        ("seed = 7", "seed = 7\nluck = 1", "'luck'"),
        ('purpose = "cifar10"', 'purpose = "cifar 10"', "purpose must be a word"),
        ('method = "dhida"', 'method = "magic"', "no method 'magic'"),
        ('backbone = "lite0"', 'backbone = "resnet1000"', "no backbone 'resnet1000'"),
        ("bits = 16", "bits = 3", "bits must be from 4"),
        ("side = 160", "side = 100", "side must be a multiple of 32"),
        ('attention = "improved"', 'attention = "cbam"', "[network] attention must be one of none, dual, improved"),
        ("channels = 256", "colours = 256", "[network] has no use for 'colours'"),
        ('method = "dhida"', 'method = "dah"\nclasses = 3', "[network] has no use for 'classes': they are counted"),
        ("source = 32", 'labels = "luck"', "[data] labels must be one of given, teacher"),
        ("source = 32", "photos = 1", "[data] photos must be at least 2"),
        ("source = 32", "source = -1", "[data] source must be from 0"),
        ("share = 0.04", "share = 1.0", "[validation] share must be"),
        ("share = 0.04", "share = nan", "[validation] share must be a finite number"),
        ("against = 1000", "against = 0", "[validation] against must be at least 1"),
        ("crop = 0.6", "crop = 0.0", "[augment] crop must be"),
        ("shift = 0.125", "flips = true", "[augment] has no use for 'flips'"),
        ('kind = "dhida"', 'kind = "luck"', "[loss] must name its kind"),
        ("gamma = 0.1", 'gamma = "0.1"', "[loss] gamma must be of type float"),
        ("epochs = 3.0", "epochs = 0.0", "[schedule] epochs or steps must be greater than 0"),
        ("batch = 60", "batch = 1", "[schedule] batch must be at least 2"),
        ("batch = 60", "batch = 60\nclasses = 40", "[schedule] classes must be at most half of batch"),
        ("frozen = 12", 'optimiser = "luck"', "[schedule] optimiser must be one of adamw, adam, sgd, rmsprop"),
        ("frozen = 12", 'pace = "luck"', "[schedule] pace must be one of cosine, constant, inverse"),
        ("rate = 1e-4", "rate = 0.0", "[schedule] rate and head_rate must be greater than 0"),
        ("[schedule]\n", "[timetable]\n", "[schedule] is missing"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path, found, written, reason):
    text = DHIDA.read_text(encoding="utf-8")
    assert found in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(found, written, 1), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_class_recipe(path)
    sentence = str(refused.value)
    assert sentence.startswith(f"{path} is not a usable recipe: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert reason in sentence
