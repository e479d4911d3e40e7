"""A recipe for copies is read strictly: a mistake is one sentence that names the file, before any work is done."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from photohash.core.errors import UsageError
from photohash.hashing.losses import SoftmaxLoss
from photohash.training import recipe as recipe_module
from photohash.training.recipe import parse_recipe, read_recipe

COMMITTED = Path(recipe_module.__file__).parent / "recipes" / "dhida-lite0-256-copies.toml"


def test_the_committed_recipe_makes_the_bundled_model():
    recipe = read_recipe(COMMITTED)
    assert recipe.model_id == COMMITTED.stem == "dhida-lite0-256-copies"
    assert recipe.as_dict()["network"]["bits"] == 256


def test_what_a_recipe_leaves_out_of_its_loss_has_a_default():
    document = tomllib.loads(COMMITTED.read_text(encoding="utf-8"))
    assert parse_recipe(document | {"loss": {"kind": "softmax"}}).loss == SoftmaxLoss()


@pytest.mark.parametrize(
    ("found", "written", "reason"),
    [
        ("seed = 11\n", "", "'seed'"),
        ("seed = 11", "seed = 11.5", "seed must be of type int"),
        ("seed = 11", "seed = -1", "seed must not be negative"),
        ("seed = 11", "seed = 11\nluck = 1", "'luck'"),
        ('purpose = "copies"', 'purpose = "copies of photos"', "purpose must be a word"),
        ('title = "Copies, 256 bits"', 'title = " "', "title and licence must not be empty"),
        ("calibration = 320", "calibration = 0", "calibration must be at least 1"),
        ('method = "dhida"', 'method = "magic"', "no method 'magic'"),
        ('backbone = "lite0"', 'backbone = "resnet1000"', "no backbone 'resnet1000'"),
        ("pretrained = true", "pretrained = 1", "pretrained must be of type bool"),
        ("bits = 256", "bits = 3", "bits must be from 4 to 4096"),
        ('attention = "improved"', "attention = true", "attention must be one of none, dual, improved"),
        ("bits = 256", "bits = true", "bits must be of type int"),
        ("channels = 256", "channels = 255", "channels must be at least bits"),
        ("channels = 256", "channels = 5000", "channels must be at most 4096"),
        ("channels = 256\n", "", "[network] lacks 'channels'"),
        ("side = 160", "side = 200", "side must be a multiple of 32"),
        ("side = 160", "side = true", "[network] side must be of type int"),
        ("bits = 256", 'bits = "256"', "[network] bits must be of type int"),
        ("side = 160", "side = 160\ncolour = 1", "[network] has no use for 'colour'"),
        ("views = 3", "views = 1", "views must be at least 2"),
        ("held_out = 0.0833333333333333", "held_out = 0", "held_out must lie between 0 and 1"),
        ("held_out = 0.0833333333333333", "held_out = nan", "held_out must be a finite number"),
        ("front = 17", "front = -1", "front must not be negative"),
        ('kind = "softmax"', 'kind = "luck"', "[loss] must name its kind, one of dah, dahp, dhida, softmax"),
        ('kind = "softmax"', 'kind = ["softmax"]', "[loss] must name its kind"),
        ('kind = "softmax"\n', "", "[loss] must name its kind"),
        ("sharpness = 12.0", "margin = 12.0", "[loss] has no use for 'margin'"),
        ("sharpness = 12.0", 'sharpness = "12"', "[loss] sharpness must be of type float"),
        ('kind = "softmax"\nsharpness = 12.0', 'kind = "dhida"\npositive_share = "half"', "positive_share must be"),
        ("steps = 600", "steps = -5", "[head] steps must not be negative"),
        ("photos = 512", "photos = 1", "[head] photos must be at least 2"),
        ("rate = 2e-4", "rate = 0", "[anchored] rate must be greater than 0"),
        ("head_rate = 5e-4", "head_rate = 0", "[anchored] head_rate must be greater than 0"),
        ("head_rate = 5e-4\ndecay = 1e-2", "head_rate = 5e-4\ndecay = -1.0", "[anchored] decay must not be negative"),
        ("frozen = 2", "frozen = -1", "[anchored] frozen must not be negative"),
        ("sharpness = 20.0", "sharpness = 0", "[anchored] sharpness must be greater than 0"),
        ("turned = 0.4", "turned = 1.5", "[anchored] turned must lie between 0 and 1"),
        ("workers = 1", "workers = -1", "[anchored] workers must not be negative"),
        ("workers = 1", "copies = 0", "[anchored] copies must be at least 1"),
        ("workers = 1", "weight = -1.0", "[anchored] weights must not be negative"),
        ("workers = 1", "weight = 0.0", "[anchored] weight and pairwise must not both be 0"),
        ("margin = 0.35", "margin = 1.0", "[anchored] margin must be at least 0 and less than 1"),
        ("anchor_rate = 5e-3", "anchor_rate = -1.0", "[anchored] anchor_rate must not be negative"),
        ("unchanged = 0.08", "unchanged = 1.0", "[anchored] unchanged must be at least 0 and less than 1"),
        ("workers = 1", "least_side = 48", "[anchored] least_side must be a multiple of 32 up to the network's side"),
        ("workers = 1", "least_side = 192", "[anchored] least_side must be a multiple of 32"),
        ("workers = 1", "pairwise = 1.0", "[anchored] copies must be at least 2 for pairwise"),
        ("[loss]\n", "loss = 3\n[other]\n", ""),
        ("[head]\n", "[head\n", ""),
        ("[head]\n", "[tail]\n", "[head] is missing"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path, found, written, reason):
    text = COMMITTED.read_text(encoding="utf-8")
    assert found in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(found, written, 1), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_recipe(path)
    sentence = str(refused.value)
    assert sentence.startswith(f"{path} is not a usable recipe: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert reason in sentence


@pytest.mark.parametrize("value", ["3", '"softmax"', "[1, 2]", "false"])
@pytest.mark.parametrize("section", ["network", "views", "loss", "head", "anchored"])
def test_a_section_that_is_no_table_is_named(tmp_path, section, value):
    lines = COMMITTED.read_text(encoding="utf-8").split(f"[{section}]")
    rest = lines[1].partition("\n\n")[2]
    path = tmp_path / "wrong.toml"
    path.write_text(f"{section} = {value}\n{lines[0]}\n{rest}", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"\[{section}\]"):
        read_recipe(path)


@pytest.mark.parametrize("section", ["network", "views", "loss", "head", "anchored"])
def test_a_section_that_is_missing_is_named(section):
    document = tomllib.loads(COMMITTED.read_text(encoding="utf-8"))
    del document[section]
    with pytest.raises(ValueError, match=rf"\[{section}\]"):
        parse_recipe(document)


def test_a_recipe_that_is_no_text_or_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.toml is not a usable recipe: it is no longer there\."):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UsageError, match=r"noise\.toml is not a usable recipe"):
        read_recipe(tmp_path / "noise.toml")


def test_the_command_ends_with_1_and_a_sentence_and_makes_nothing(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text("seed = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "photohash.training", path, "--data", tmp_path, "--out", tmp_path / "out"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "wrong.toml is not a usable recipe: [network] is missing." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()
