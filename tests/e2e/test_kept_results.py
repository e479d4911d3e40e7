"""Every result that is kept can be made again: its recipe is a file of the project, to the last number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from photohash.evaluation import results
from photohash.hashing.methods import METHODS
from photohash.training import class_recipe

RECIPES = sorted((Path(class_recipe.__file__).parent / "recipes" / "cifar10").glob("*.toml"))
CIFAR10_CLASSES = 10


def committed() -> dict[str, str]:
    """Every recipe as a result file tells it, by the name of its file."""
    found = {}
    for path in RECIPES:
        recipe = class_recipe.read_class_recipe(path).for_classes(CIFAR10_CLASSES)
        found[path.stem] = json.dumps(recipe.as_dict(), sort_keys=True)
    return found


def in_full(network: Mapping[str, Any]) -> dict[str, Any]:
    """A network as a result file tells it; options that came later stand at their defaults, which change nothing."""
    options = METHODS[network["method"]]
    return {**{name: option.default for name, option in options.items() if option.default is not None}, **network}


@pytest.mark.parametrize("result", results.read(), ids=lambda result: result.name)
def test_a_kept_result_names_a_committed_recipe_and_where_its_backbone_began(result: results.Result):
    assert isinstance(result.recipe, dict)
    recipe = {name: value for name, value in result.recipe.items() if name != "began_from"}
    recipe["network"] = in_full(recipe["network"])
    known = committed()
    assert json.dumps(recipe, sort_keys=True) in known.values()
    assert result.seed == recipe["seed"]
    assert result.recipe["began_from"]["source"] in known
