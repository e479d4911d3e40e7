"""What an evaluation measures: a model or a baseline, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from photohash.evaluation import unsupervised
from photohash.hashing.card import Card

SEED = 0
"""Of the split, of the baselines and of the order in which tied photos are shown."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is evaluated.

    Attributes:
        id: the model's id, or a baseline's.
        method: "dah", "dahp", "dhida" or the baseline's name.
        backbone: a name in ``backbones.BACKBONES``.
        bits: length of a code.
        variant: a word of ``tables.ROWS`` or of a loss; None for the method itself.
        seed: it was trained with; None where its card does not say.
        recipe: what it was trained by, as its card has it.
        device: what it runs on, for people.
        baseline: whether it is fitted here, on the training photos' features.
        photos: it learnt from; None where its card does not say.
        given: which photos it was given to learn from and to hold out, a digest of their names; None likewise.
    """

    id: str
    method: str
    backbone: str
    bits: int
    variant: str | None
    seed: int | None
    recipe: Any
    device: str
    baseline: bool = False
    photos: int | None = None
    given: str | None = None


def subject_of(card: Card, device: str) -> Subject:
    """A model as the subject of an evaluation.

    Args:
        card: its card; ``training`` carries the recipe, the seed within or beside it, and perhaps whose backbone it
            began from.
        device: what it runs on, for people.
    """
    recipe, began_from = card.training.get("recipe"), card.training.get("began_from")
    if isinstance(recipe, Mapping) and isinstance(began_from, Mapping):
        recipe = {**recipe, "began_from": began_from}
    photos, given = card.training.get("photos"), card.training.get("given")
    seed = card.training.get("seed", recipe.get("seed") if isinstance(recipe, Mapping) else None)
    return Subject(
        id=card.id,
        method=card.method,
        backbone=card.backbone,
        bits=card.bits,
        variant=variant_of(card),
        seed=seed if type(seed) is int else None,
        recipe=recipe,
        device=device,
        photos=photos if type(photos) is int else None,
        given=given if isinstance(given, str) else None,
    )


def variant_of(card: Card) -> str | None:
    """Which ablation a model is, by the options of its network and its loss; None for the method itself.

    A card that names a "variant" in its training is believed. A loss of another name than the method's is a variant of
    that name.
    """
    named = card.training.get("variant")
    if isinstance(named, str):
        return named
    recipe = card.training.get("recipe")
    loss = recipe.get("loss") if isinstance(recipe, Mapping) else None
    loss = loss if isinstance(loss, Mapping) else {}
    if loss.get("kind", card.method) != card.method:
        return str(loss["kind"])
    attention = card.network.get("attention")
    if card.method == "dah":
        return "nonea" if attention == "none" else None
    if card.method == "dahp":
        anchored = loss.get("anchor") != 0
        return {"none": "none" if anchored else "v1", "dual": None if anchored else "v2"}.get(str(attention))
    if card.method == "dhida" and card.backbone == "alexnet":
        return "a" if card.network.get("piecewise") is False else "i"
    return {"none": "r", "dual": "d"}.get(str(attention)) if card.method == "dhida" else None


def subject_of_baseline(name: str, bits: int, device: str) -> Subject:
    """A baseline as the subject of an evaluation."""
    return Subject(
        id=f"{name}-{unsupervised.PooledFeatures.backbone}-{bits}",
        method=name,
        backbone=unsupervised.PooledFeatures.backbone,
        bits=bits,
        variant=None,
        seed=SEED,
        recipe={"features": "pooled, ImageNet weights", "side": unsupervised.FEATURE_SIDE},
        device=device,
        baseline=True,
    )
