"""A model directory made anew from weights that are trained already: another int8 network, radii and card.

For when the way to int8 has changed, which needs no training. Photos fall to the two sides as in the recipe: those
learnt from choose the ranges of int8, those held out measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.hashing.card import Card, check
from photohash.hashing.runtime import torch_network
from photohash.training import class_training, copies_training
from photohash.training.class_recipe import ClassRecipe
from photohash.training.image_cache import ImageCache
from photohash.training.labelled_photos import Labelled
from photohash.training.model_export import Made
from photohash.training.output_folder import claim, make_work, require_extra
from photohash.training.photo_sources import find_examples, hold_out, readable
from photohash.training.recipe import Recipe

_KEPT = ("validation",)
"""Metrics of the card that were measured while training, on the network in float32."""


def made_anew(model: Path, recipe: Recipe, sources: Sequence[Path], out: Path, task: Task) -> Made:
    """Makes a model directory anew by a recipe for copies.

    Args:
        model: the model directory that holds the weights.
        recipe: that it was trained by.
        sources: the same photos as in training.
        out: the folder in which the new model directory is made.
        task: progress and cancelling.

    Raises:
        UsageError: there are too few photos, or something is at the place already.
        ModelError: the model is not sound or cannot be written, or what training needs is not installed.
        Cancelled: the task was cancelled.
    """
    card = _claimed(model, out, recipe.model_id)
    found, failures = readable(find_examples(sources), task)
    learnt, held_out = hold_out(found, recipe.views.held_out)
    learnt = copies_training.spread(learnt, recipe.views.photos)
    if not learnt or len(held_out) < 2:
        raise UsageError(f"{len(learnt)} photos learnt from and {len(held_out)} to measure on are too few.")
    return Made(
        copies_training.finish(recipe, torch_network(card, model), _bare(card), out, learnt, held_out), tuple(failures)
    )


def made_anew_of_classes(
    model: Path, recipe: ClassRecipe, labelled: Labelled, out: Path, work: Path, task: Task
) -> Made:
    """Makes a model directory anew by a recipe for classes.

    Args:
        model: the model directory that holds the weights.
        recipe: that it was trained by.
        labelled: the same photos as in training.
        out: the folder in which the new model directory is made.
        work: where the photos' squares are kept; may be removed afterwards.
        task: progress and cancelling.

    Raises:
        UsageError: too few photos can be read, or something is at a place already.
        ModelError: the model is not sound or cannot be written, or what training needs is not installed.
        Cancelled: the task was cancelled.
    """
    card = _claimed(model, out, recipe.model_id)
    squares = ImageCache.of(labelled.photos, recipe.source, make_work(work), task)
    sides = class_training.parts(recipe, labelled, squares)
    made = class_training.finish(recipe, torch_network(card, model), _bare(card), out / card.id, labelled, sides)
    return Made(made, tuple(squares.failures))


def _claimed(model: Path, out: Path, made_by_recipe: str) -> Card:
    require_extra()
    card = check(model)
    if card.id != made_by_recipe:
        raise UsageError(f"The recipe makes {made_by_recipe}, and {shown(model)} holds {card.id}.")
    claim(out / card.id)
    return card


def _bare(card: Card) -> Card:
    """The card without what is measured when a model is exported."""
    return replace(card, metrics={name: card.metrics[name] for name in _KEPT if name in card.metrics})
