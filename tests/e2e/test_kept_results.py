"""What is kept can be made again: every result and every bundled model names a committed recipe, to the last number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel

from photohash.core.resources import resource
from photohash.evaluation import results
from photohash.hashing.card import read_card
from photohash.hashing.losses import LOSSES
from photohash.training.batch_augment import BatchAugment
from photohash.training.recipe import ClassRecipe, ScheduleConfig
from photohash.training.recipe_file import COMMITTED, find_recipe, read_chain, read_recipe

CIFAR10_CLASSES = 10
MODELS = sorted(resource("models").iterdir())


def whole(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was told of a recipe, with the keys that have come since, which then were what they are by default."""
    tables: dict[str, type[BaseModel]] = {"schedule": ScheduleConfig, "augment": BatchAugment}
    if told["task"] != "classes":
        return dict(told)
    kind = told["loss"]["kind"]
    defaults = {field.name: field.default for field in fields(LOSSES[kind])}  # type: ignore[arg-type]  # a dataclass each
    loss = {"kind": kind} | defaults | told["loss"]
    filled = {name: table.model_validate(told[name]).model_dump() for name, table in tables.items()}
    return dict(told) | {"loss": loss} | filled


def cells() -> dict[str, ClassRecipe]:
    """Every recipe of a table by all that a result tells of it."""
    found = {}
    for path in COMMITTED.glob("cifar10/*.toml"):
        recipe = read_recipe(path)
        assert isinstance(recipe, ClassRecipe)
        told = recipe.for_classes(CIFAR10_CLASSES)
        found[json.dumps(told.as_dict(), sort_keys=True)] = told
    return found


@pytest.mark.parametrize("result", results.read(), ids=lambda result: result.name)
def test_a_kept_result_names_a_committed_recipe_and_where_its_backbone_began(result: results.CellResult):
    assert isinstance(result.recipe, dict)
    told = {name: value for name, value in result.recipe.items() if name != "began_from"}
    recipe = cells()[json.dumps(whole(told), sort_keys=True)]
    assert result.seed == recipe.seed
    assert recipe.begin is not None
    assert result.recipe["began_from"]["source"] == read_recipe(find_recipe(recipe.begin)).model_id


@pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
def test_the_card_of_a_bundled_model_tells_its_committed_recipe_and_where_its_backbone_began(folder):
    card = read_card(folder)
    *earlier, recipe = read_chain(find_recipe(card.id))
    if isinstance(recipe, ClassRecipe):
        recipe = recipe.for_classes(card.training["classes"])
    assert whole(card.training["recipe"]) == recipe.as_dict()
    assert card.training["data"] == recipe.photos
    told = (card.id, card.title, card.method, card.backbone, card.bits, card.purpose, card.side, card.licence)
    network = recipe.network
    assert told == (
        recipe.model_id,
        recipe.title,
        network.method,
        network.backbone,
        network.bits,
        recipe.purpose,
        network.side,
        recipe.licence,
    )
    assert dict(card.network) == network.options
    assert card.training.get("began_from", {}).get("source") == (earlier[-1].model_id if earlier else None)
