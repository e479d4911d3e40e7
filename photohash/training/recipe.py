"""A recipe: everything that decides how a model comes out, read from a TOML file, with nothing left to chance."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from photohash.core.errors import UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.hashing.losses import LOSSES, Loss
from photohash.training.network_config import NetworkConfig, flattened, network_section
from photohash.training.schedule import Schedule
from photohash.training.sections import section

_PURPOSE = re.compile(r"[a-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Views:
    """What is learnt from.

    Attributes:
        photos: at most this many, evenly over the names.
        views: of each photo, the photo itself among them.
        held_out: share of all photos kept for measuring.
        front: layers of the backbone that stay as they are; their output is computed once for every view.
        int8: whether that is done by an int8 version of the front.
    """

    photos: int
    views: int
    held_out: float
    front: int
    int8: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """One run of the loop.

    Attributes:
        steps: of the optimiser; 0 leaves the phase out.
        photos: in a batch, each with two views.
        rate: greatest learning rate; it rises over the first twentieth and falls along a cosine.
        decay: weight decay.
    """

    steps: int
    photos: int
    rate: float
    decay: float

    @property
    def plan(self) -> Schedule:
        """How the loop goes about it."""
        return Schedule(self.steps, self.decay)


@dataclass(frozen=True, slots=True)
class Anchored:
    """The second phase: copies made afresh are led to the codes that their photos had after the first.

    Attributes:
        steps: of the optimiser; 0 leaves the phase out.
        photos: in a batch, each with ``copies`` copies.
        rate: greatest learning rate of the backbone; it rises over the first twentieth and falls along a cosine.
        head_rate: the same of all behind the backbone.
        decay: weight decay.
        frozen: layers at the front of the backbone that stay as they are.
        sharpness: as in ``PhotoAnchorLoss``.
        turned: share of the copies that are turned by a quarter, on top of what else they went through.
        workers: processes that make copies.
        copies: of each photo in a batch.
        weight: of the anchors, as in ``PhotoAnchorLoss``.
        pairwise: as in ``PhotoAnchorLoss``; needs two copies of each photo.
        margin: as in ``PhotoAnchorLoss``.
        anchor_rate: greatest learning rate of the anchors; 0 leaves them where they are. Anchors that learn draw apart
            where photos are alike; fixed ones stay as near each other as the first phase left them.
        unchanged: share of the copies that are the photo itself.
        least_side: the squares of a step have a side drawn from here to the network's own, in steps of 32 pixels; 0 for
            always its own. A crop of a small training photo is blurred at the network's own side and sharp at a lesser
            one, as that of a large photo is in use.
    """

    steps: int
    photos: int
    rate: float
    head_rate: float
    decay: float
    frozen: int
    sharpness: float
    turned: float
    workers: int = 1
    copies: int = 1
    weight: float = 1.0
    pairwise: float = 0.0
    margin: float = 0.0
    anchor_rate: float = 0.0
    unchanged: float = 0.0
    least_side: int = 0

    @property
    def plan(self) -> Schedule:
        """How the loop goes about it."""
        return Schedule(self.steps, self.decay)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is made.

    Attributes:
        purpose: last word of the model's id.
        title: the model's name for people.
        licence: of the weights.
        data: in words, what photos it is made from.
        seed: of everything drawn at random.
        network: what is trained.
        views: what it is trained on.
        loss: what the first phase makes small.
        head: the first phase: one linear layer on pooled features.
        anchored: the second phase: the whole network but its frozen front.
        calibration: photos the int8 ranges are chosen by.
    """

    purpose: str
    title: str
    licence: str
    data: str
    seed: int
    network: NetworkConfig
    views: Views
    loss: Loss
    head: Phase
    anchored: Anchored
    calibration: int

    @property
    def model_id(self) -> str:
        """The id of the model it makes."""
        return f"{self.network.method}-{self.network.backbone}-{self.network.bits}-{self.purpose}"

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for a card or a checkpoint; a network's options stand where they stand in a recipe."""
        return flattened(asdict(self))


def read_recipe(path: Path) -> Recipe:
    """Reads a recipe.

    Raises:
        UsageError: it cannot be read, a key is missing, unknown or of a wrong type, or two do not fit together.
    """
    try:
        return parse_recipe(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: it {in_words(error)}.") from error
    except ValueError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: {error}.") from error


def parse_recipe(document: Mapping[str, Any]) -> Recipe:
    """A recipe from decoded TOML.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    values = dict(document)
    values["network"] = network_section(values.get("network"))
    for name, kind in (("views", Views), ("head", Phase), ("anchored", Anchored)):
        values[name] = section(kind, name, values.get(name))
    table = values.get("loss")
    loss = dict(table) if isinstance(table, Mapping) else {}
    kind = loss.pop("kind", None)
    if not isinstance(kind, str) or kind not in LOSSES:
        raise ValueError(f"[loss] must name its kind, one of {', '.join(LOSSES)}")
    values["loss"] = section(LOSSES[kind], "loss", loss)
    recipe = section(Recipe, "the recipe", values)
    for right, clause in _conditions(recipe):
        if not right:
            raise ValueError(clause)
    return recipe


def _conditions(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    """What must hold, so that no run ends after hours in a model that cannot be written; with what to say if not."""
    network, views = recipe.network, recipe.views
    yield from network.conditions()
    yield _PURPOSE.fullmatch(recipe.purpose) is not None, "purpose must be a word of small letters and digits"
    yield bool(recipe.title.strip() and recipe.licence.strip()), "title and licence must not be empty"
    yield recipe.seed >= 0, "seed must not be negative"
    yield recipe.calibration >= 1, "calibration must be at least 1"
    if recipe.head.steps > 0:
        yield network.method == "dhida", "[head] steps must be 0 for a method other than dhida"
        channels = network.options.get("channels", 0)
        yield int(channels) >= network.bits, "[network] channels must be at least bits, so that a head can begin it"
    yield views.photos >= 1, "[views] photos must be at least 1"
    yield views.views >= 2, "[views] views must be at least 2"
    yield 0 < views.held_out < 1, "[views] held_out must lie between 0 and 1"
    yield views.front >= 0, "[views] front must not be negative"
    anchored = recipe.anchored
    yield anchored.head_rate > 0, "[anchored] head_rate must be greater than 0"
    yield anchored.frozen >= 0, "[anchored] frozen must not be negative"
    yield anchored.sharpness > 0, "[anchored] sharpness must be greater than 0"
    yield 0 <= anchored.turned <= 1, "[anchored] turned must lie between 0 and 1"
    yield anchored.workers >= 0, "[anchored] workers must not be negative"
    yield anchored.copies >= 1, "[anchored] copies must be at least 1"
    yield min(anchored.weight, anchored.pairwise) >= 0, "[anchored] weights must not be negative"
    yield anchored.anchor_rate >= 0, "[anchored] anchor_rate must not be negative"
    yield 0 <= anchored.margin < 1, "[anchored] margin must be at least 0 and less than 1"
    yield 0 <= anchored.unchanged < 1, "[anchored] unchanged must be at least 0 and less than 1"
    in_steps = 0 <= anchored.least_side <= network.side and anchored.least_side % 32 == 0
    yield in_steps, "[anchored] least_side must be a multiple of 32 up to the network's side"
    yield max(anchored.weight, anchored.pairwise) > 0, "[anchored] weight and pairwise must not both be 0"
    yield anchored.pairwise == 0 or anchored.copies > 1, "[anchored] copies must be at least 2 for pairwise"
    for name, phase in (("head", recipe.head), ("anchored", anchored)):
        yield phase.steps >= 0, f"[{name}] steps must not be negative"
        yield phase.photos >= 2, f"[{name}] photos must be at least 2"
        yield phase.rate > 0, f"[{name}] rate must be greater than 0"
        yield phase.decay >= 0, f"[{name}] decay must not be negative"
