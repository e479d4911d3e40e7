"""Recipes are read strictly, and the committed ones are sound."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from photohash.core.errors import UsageError
from photohash.hashing.losses import SoftmaxLoss
from photohash.training.recipe import parse_recipe, read_recipe

RECIPES = Path(str(files("photohash.training"))) / "recipes"


@pytest.fixture
def document() -> dict[str, Any]:
    return tomllib.loads((RECIPES / "dhida-lite0-256-copies.toml").read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_committed_recipe_is_named_for_its_model(path):
    assert read_recipe(path).model_id == path.stem


def test_what_a_recipe_leaves_out_of_its_loss_has_a_default(document):
    document["loss"] = {"kind": "softmax"}
    assert parse_recipe(document).loss == SoftmaxLoss()


@pytest.mark.parametrize(
    ("section", "key", "value", "reason"),
    [
        ("network", "method", "magic", "no method 'magic'"),
        ("network", "channels", 8, "channels must be at least bits"),
        ("network", "bits", "256", r"\[network\] bits must be of type int"),
        ("network", "side", True, r"\[network\] side must be of type int"),
        ("network", "colour", 1, r"\[network\] has no use for 'colour'"),
        ("views", "views", 1, "views must be at least 2"),
        ("loss", "kind", "luck", r"\[loss\] must name its kind"),
        ("loss", "margins", 1.0, r"\[loss\] has no use for 'margins'"),
    ],
)
def test_each_mistake_is_named(document, section, key, value, reason):
    document[section][key] = value
    with pytest.raises(ValueError, match=reason):
        parse_recipe(document)


@pytest.mark.parametrize("section", ["network", "views", "loss", "head", "whole"])
def test_a_missing_section_is_named(document, section):
    del document[section]
    with pytest.raises(ValueError, match=section):
        parse_recipe(document)


def test_a_file_that_is_no_recipe_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.toml is not a usable recipe"):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("= = =")
    with pytest.raises(UsageError, match=r"bad\.toml is not a usable recipe"):
        read_recipe(tmp_path / "bad.toml")
