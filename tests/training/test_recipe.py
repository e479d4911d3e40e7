"""Recipes of both tasks are read strictly: a mistake is one sentence that names the file, before any work is done."""

from __future__ import annotations

import tomllib

import pytest

from photohash.core.errors import UsageError
from photohash.hashing.factory import build_network
from photohash.hashing.losses import DahpLoss, InfoNceLoss
from photohash.training.recipe import ClassRecipe, CopiesRecipe
from photohash.training.recipe_file import COMMITTED, find_recipe, parse_recipe, read_chain, read_recipe

RECIPES = sorted(COMMITTED.rglob("*.toml"))
COPIES = find_recipe("dhida-lite0-256-copies")
DHIDA = find_recipe("dhida-lite0-16")


def classes(name: str, **changes: object) -> ClassRecipe:
    recipe = read_recipe(find_recipe(name), **changes)
    assert isinstance(recipe, ClassRecipe)
    return recipe


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_committed_recipe_is_sound_and_named_for_its_model(path):
    recipe = read_chain(path)[-1]
    method, backbone, bits, _ = recipe.model_id.split("-")
    if path.parent.name == "cifar10":
        assert isinstance(recipe, ClassRecipe)
        assert path.stem.startswith(f"{method}-{backbone}-{bits}")
        assert recipe.purpose.startswith("cifar10") or recipe.model_id == path.stem, "a cell, or what cells begin from"
        assert recipe.source == 32, "CIFAR's own size"
    elif recipe.purpose == "albums":
        assert path.stem == f"albums-{method}"
    else:
        assert path.stem == recipe.model_id
    network = recipe.network
    if isinstance(recipe, ClassRecipe):
        network = recipe.for_classes(10).network
    assert build_network(method, backbone, network.bits, network.options).bits == int(bits)


def test_there_is_a_recipe_for_every_row_of_the_table():
    assert {path.stem for path in RECIPES if path.parent.name == "cifar10"} == {
        "dhida-lite0-16", "dhida-lite0-64", "dhida-lite0-16-none", "dhida-resnet18-16",
        "dhida-lite0-64-begin96", "dhida-lite0-64-begin160", "dhida-lite0-64-dahbegin", "dhida-lite0-64-dahbegin2",
        "dhida-lite0-64-learnt128", "dhida-lite0-64-learnt160",
        "dahp-lite0-12", "dahp-lite0-48", "dahp-lite0-48-none", "dahp-lite0-48-v1", "dahp-lite0-48-v2",
        "dahp-resnet18-48", "dah-lite0-12", "dah-lite0-48", "dah-lite0-48-none", "dah-resnet30-48",
    }  # fmt: skip


def test_ids_and_names_of_different_recipes_differ():
    assert len({read_recipe(path).model_id for path in RECIPES}) == len(RECIPES)
    assert len({path.stem for path in RECIPES}) == len(RECIPES)


def test_a_recipe_is_found_by_its_name_or_by_its_path(tmp_path):
    assert find_recipe("dhida-lite0-16") == COMMITTED / "cifar10" / "dhida-lite0-16.toml"
    assert find_recipe(str(tmp_path / "mine.toml")) == tmp_path / "mine.toml"
    with pytest.raises(UsageError, match=r"luck is not a usable recipe: it is no longer there\."):
        read_recipe(find_recipe("luck"))


def test_a_chain_is_read_from_the_run_that_begins_it():
    assert [recipe.model_id for recipe in read_chain(find_recipe("dhida-lite0-128-copies"), seed=3)] == [
        "dhida-lite0-256-copiesbegin",
        "dhida-lite0-256-copiesbegin2",
        "dhida-lite0-256-copies",
        "dhida-lite0-128-copies",
    ]
    assert [recipe.seed for recipe in read_chain(find_recipe("dah-lite0-64-scenes"), seed=3)] == [7, 3]


def test_a_recipe_that_begins_from_itself_or_from_nothing_is_refused(tmp_path):
    text = COPIES.read_text(encoding="utf-8")
    for name, begin in (("one", "two"), ("two", "one"), ("three", "luck")):
        (tmp_path / f"{name}.toml").write_text(text.replace('"dhida-lite0-256-copiesbegin2"', f'"{begin}"'))
    with pytest.raises(UsageError, match=r"one\.toml is not a usable recipe: it begins from itself\."):
        read_chain(tmp_path / "one.toml")
    with pytest.raises(UsageError, match=r"luck is not a usable recipe: it is no longer there\."):
        read_chain(tmp_path / "three.toml")


def test_what_is_said_on_the_command_line_goes_before_the_file():
    recipe = classes("dhida-lite0-16", bits=12, epochs=2.0, seed=3, purpose="mine", backbone=None)
    assert (recipe.network.bits, recipe.schedule.epochs, recipe.seed) == (12, 2.0, 3)
    assert recipe.model_id == "dhida-lite0-12-mine"
    assert read_recipe(COPIES, bits=128, seed=3).model_id == "dhida-lite0-128-copies"
    with pytest.raises(UsageError, match="learnt by steps and not by epochs"):
        read_recipe(COPIES, epochs=2.0)


def test_a_recipe_as_plain_values_has_every_key_and_is_read_back_as_it_was():
    recipe = read_recipe(COPIES)
    assert isinstance(recipe, CopiesRecipe)
    values = recipe.as_dict()
    assert values["loss"] == {"kind": "infonce", "gamma": 0.02, "scale": 12.0}
    assert values["network"]["piecewise"] is True
    assert values["anchored"]["least_side"] == 0
    assert parse_recipe(values) == recipe


def test_the_number_of_classes_is_filled_in_where_it_is_needed():
    assert classes("dah-lite0-48").for_classes(7).network.options["classes"] == 7
    dahp = classes("dahp-lite0-48").for_classes(7)
    assert dahp.loss == DahpLoss(anchor=0.05, classes=7)
    assert "classes" not in dahp.network.options
    assert dahp.as_dict()["loss"] == {
        "kind": "dahp",
        "anchor": 0.05,
        "classes": 7,
        "distance": None,
        "varied": False,
        "positive_share": None,
    }


def test_epochs_become_steps_and_steps_go_before_epochs(tmp_path):
    recipe = classes("dhida-lite0-16", epochs=1.5)
    assert recipe.schedule.of(600, recipe.validation).steps == 15
    path = tmp_path / "steps.toml"
    path.write_text(DHIDA.read_text().replace("epochs = 3.0", "epochs = 3.0\nsteps = 7"))
    assert classes(str(path)).schedule.of(600, recipe.validation).steps == 7


def test_what_a_recipe_leaves_out_of_its_loss_has_a_default():
    document = tomllib.loads(COPIES.read_text(encoding="utf-8"))
    assert parse_recipe(document | {"loss": {"kind": "infonce"}}).loss == InfoNceLoss()


def refused(tmp_path, text: str, found: str, written: str) -> str:
    """The sentence that a recipe is refused with where some of its text is exchanged."""
    assert found in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(found, written, 1), encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_recipe(path)
    sentence = str(raised.value)
    assert sentence.startswith(f"{path} is not a usable recipe: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("found", "written", "reason"),
    [
        ("seed = 11\n", "", "'seed'"),
        ("seed = 11", "seed = 11.5", "seed must be a whole number"),
        ("seed = 11", "seed = -1", "seed must be at least 0"),
        ("seed = 11", "seed = 11\nluck = 1", "'luck'"),
        ('purpose = "copies"', 'purpose = "copies of photos"', "purpose must be a word"),
        ('title = "Copies, 256 bits"', 'title = " "', "title and licence must not be empty"),
        ("calibration = 320", "calibration = 0", "calibration must be at least 1"),
        ('method = "dhida"', 'method = "magic"', "no method 'magic'"),
        ('backbone = "lite0"', 'backbone = "resnet1000"', "no backbone 'resnet1000'"),
        ("pretrained = true", "pretrained = 1", "[network] pretrained must be true or false"),
        ("bits = 256", "bits = 3", "[network] bits must be at least 4"),
        ('attention = "improved"', "attention = true", "attention must be one of none, dual, improved"),
        ("bits = 256", "bits = true", "bits must be a whole number"),
        ("channels = 256", "channels = 255", "channels must be at least bits"),
        ("channels = 256", "channels = 5000", "channels must be at most 4096"),
        ("channels = 256\n", "", "[network] lacks 'channels'"),
        ("side = 160", "side = 200", "side must be a multiple of 32"),
        ("side = 160", "side = true", "[network] side must be a whole number"),
        ("bits = 256", 'bits = "256"', "[network] bits must be a whole number"),
        ("side = 160", "side = 160\ncolour = 1", "[network] has no use for 'colour'"),
        ("views = 3", "views = 1", "[views] views must be at least 2"),
        ("held_out = 0.0833333333333333", "held_out = 0", "[views] held_out must be greater than 0"),
        ("held_out = 0.0833333333333333", "held_out = nan", "held_out must be a finite number"),
        ("front = 17", "front = -1", "[views] front must be at least 0"),
        ('kind = "infonce"', 'kind = "luck"', "[loss] must name its kind, one of dah, dahp, dhida, infonce"),
        ('kind = "infonce"', 'kind = ["infonce"]', "[loss] must name its kind"),
        ('kind = "infonce"\n', "", "[loss] must name its kind"),
        ("scale = 12.0", "margin = 12.0", "[loss] has no use for 'margin'"),
        ("scale = 12.0", 'scale = "12"', "[loss] scale must be a number"),
        (
            'kind = "infonce"\nscale = 12.0',
            'kind = "dhida"\npositive_share = "half"',
            "[loss] positive_share must be a number",
        ),
        ("steps = 600", "steps = -5", "[head] steps must be at least 0"),
        ("photos = 512", "photos = 1", "[head] photos must be at least 2"),
        ("rate = 2e-4", "rate = 0", "[anchored] rate must be greater than 0"),
        ("head_rate = 5e-4", "head_rate = 0", "[anchored] head_rate must be greater than 0"),
        ("head_rate = 5e-4\ndecay = 1e-2", "head_rate = 5e-4\ndecay = -1.0", "[anchored] decay must be at least 0"),
        ("frozen = 2", "frozen = -1", "[anchored] frozen must be at least 0"),
        ("scale = 20.0", "scale = 0", "[anchored] scale must be greater than 0"),
        ("turned = 0.4", "turned = 1.5", "[anchored] turned must be at most 1"),
        ("workers = 1", "workers = -1", "[anchored] workers must be at least 0"),
        ("workers = 1", "copies = 0", "[anchored] copies must be at least 1"),
        ("workers = 1", "weight = -1.0", "[anchored] weight must be at least 0"),
        ("workers = 1", "weight = 0.0", "[anchored] weight and pairwise must not both be 0"),
        ("margin = 0.35", "margin = 1.0", "[anchored] margin must be less than 1"),
        ("anchor_rate = 5e-3", "anchor_rate = -1.0", "[anchored] anchor_rate must be at least 0"),
        ("unchanged = 0.08", "unchanged = 1.0", "[anchored] unchanged must be less than 1"),
        ("workers = 1", "least_side = 48", "[anchored] least_side must be a multiple of 32"),
        ("workers = 1", "least_side = 192", "[anchored] least_side must be at most the network's side"),
        ("workers = 1", "pairwise = 1.0", "[anchored] copies must be at least 2 for pairwise"),
        ("[loss]\n", "loss = 3\n[other]\n", ""),
        ("[head]\n", "[head\n", ""),
        ("[head]\n", "[tail]\n", "[head] is missing"),
        ('task = "copies"', 'task = "luck"', "task must be 'copies' or 'classes'"),
        ('task = "copies"\n', "", "task must be 'copies' or 'classes'"),
        ('begin = "', 'begin = "../', "begin must be the name of a recipe"),
        ('title = "Copies, 256 bits"', "title = 3", "title must be text"),
        ("views = 3", "views = 3\nluck = 1", "[views] has no use for 'luck'"),
        ("views = 3\n", "", "[views] lacks 'views'"),
    ],
)
def test_a_mistake_in_a_recipe_for_copies_is_one_sentence(tmp_path, found, written, reason):
    assert reason in refused(tmp_path, COPIES.read_text(encoding="utf-8"), found, written)


@pytest.mark.parametrize(
    ("found", "written", "reason"),
    [
        ("seed = 7\n", "", "'seed'"),
        ("seed = 7", "seed = 7\nluck = 1", "'luck'"),
        ('purpose = "cifar10"', 'purpose = "cifar 10"', "purpose must be a word"),
        ('method = "dhida"', 'method = "magic"', "no method 'magic'"),
        ('backbone = "lite0"', 'backbone = "resnet1000"', "no backbone 'resnet1000'"),
        ("bits = 16", "bits = 3", "[network] bits must be at least 4"),
        ("side = 160", "side = 100", "side must be a multiple of 32"),
        ('attention = "improved"', 'attention = "cbam"', "[network] attention must be one of none, dual, improved"),
        ("channels = 256", "colours = 256", "[network] has no use for 'colours'"),
        ('method = "dhida"', 'method = "dah"\nclasses = 3', "[network] has no use for 'classes': they are counted"),
        ("source = 32", 'labels = "luck"', "[data] labels must be 'given' or 'teacher'"),
        ("source = 32", "photos = 1", "[data] photos must be at least 2"),
        ("source = 32", "source = -1", "[data] source must be at least 0"),
        ("share = 0.04", "share = 1.0", "[validation] share must be less than 1"),
        ("share = 0.04", "share = nan", "[validation] share must be a finite number"),
        ("against = 1000", "against = 0", "[validation] against must be at least 1"),
        ("crop = 0.6", "crop = 0.0", "[augment] crop must be greater than 0"),
        ("shift = 0.125", "flips = true", "[augment] has no use for 'flips'"),
        ('kind = "dhida"', 'kind = "luck"', "[loss] must name its kind"),
        ("gamma = 0.1", 'gamma = "0.1"', "[loss] gamma must be a number"),
        ("epochs = 3.0", "epochs = 0.0", "[schedule] epochs or steps must be greater than 0"),
        ("batch = 60", "batch = 1", "[schedule] batch must be at least 2"),
        ("batch = 60", "batch = 60\nclasses = 40", "[schedule] classes must be at most half of batch"),
        ("frozen = 12", 'optimiser = "luck"', "[schedule] optimiser must be one of adamw, adam, sgd, rmsprop"),
        ("frozen = 12", 'pace = "luck"', "[schedule] pace must be one of cosine, constant, inverse"),
        ("rate = 1e-4", "rate = 0.0", "[schedule] rate must be greater than 0"),
        ("[schedule]\n", "[timetable]\n", "[schedule] is missing"),
    ],
)
def test_a_mistake_in_a_recipe_for_classes_is_one_sentence(tmp_path, found, written, reason):
    assert reason in refused(tmp_path, DHIDA.read_text(encoding="utf-8"), found, written)


@pytest.mark.parametrize("value", ["3", '"infonce"', "[1, 2]", "false"])
@pytest.mark.parametrize("section", ["network", "views", "loss", "head", "anchored"])
def test_a_section_that_is_no_table_is_named(tmp_path, section, value):
    lines = COPIES.read_text(encoding="utf-8").split(f"[{section}]")
    rest = lines[1].partition("\n\n")[2]
    path = tmp_path / "wrong.toml"
    path.write_text(f"{section} = {value}\n{lines[0]}\n{rest}", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"recipe: \[{section}\] must "):
        read_recipe(path)


@pytest.mark.parametrize("section", ["network", "views", "loss", "head", "anchored"])
def test_a_section_that_is_missing_is_named(section):
    document = tomllib.loads(COPIES.read_text(encoding="utf-8"))
    del document[section]
    with pytest.raises(ValueError, match=rf"^\[{section}\] is missing$"):
        parse_recipe(document)


def test_a_recipe_that_is_no_text_or_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.toml is not a usable recipe: it is no longer there\."):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UsageError, match=r"noise\.toml is not a usable recipe"):
        read_recipe(tmp_path / "noise.toml")
