"""A recipe: everything that decides how a model comes out, read from a TOML file, with nothing left to chance."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from photohash.core.errors import UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.hashing.backbones import BACKBONES
from photohash.hashing.losses import LOSSES, Loss
from photohash.hashing.methods import LEAST_BITS, METHODS, MOST_BITS, Value, resolved

_T = TypeVar("_T")

_TYPES: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "bool": (bool,),
    "str": (str,),
    "float": (int, float),
    "float | None": (int, float),  # TOML knows no None: a key is there or not
}
_PURPOSE = re.compile(r"[a-z0-9]{1,32}")
_GREATEST_SIDE = 1024


@dataclass(frozen=True, slots=True)
class Network:
    """What is trained.

    Attributes:
        method: a name in ``methods.METHODS``.
        backbone: a name in ``backbones.BACKBONES``.
        pretrained: whether the backbone begins with ImageNet weights.
        bits: length of a code.
        side: pixels of the square input.
        options: all of the method's own, as in ``methods.METHODS``; in a recipe they stand beside the others.
    """

    method: str
    backbone: str
    pretrained: bool
    bits: int
    side: int
    options: dict[str, Value]


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
        loss: what is made small.
        head: the first phase: one linear layer on pooled features.
        whole: the second phase: attention, hash layer and the backbone behind the front.
        calibration: photos the int8 ranges are chosen by.
    """

    purpose: str
    title: str
    licence: str
    data: str
    seed: int
    network: Network
    views: Views
    loss: Loss
    head: Phase
    whole: Phase
    calibration: int

    @property
    def model_id(self) -> str:
        """The id of the model it makes."""
        return f"{self.network.method}-{self.network.backbone}-{self.network.bits}-{self.purpose}"

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for a card or a checkpoint; a network's options stand where they stand in a recipe."""
        values = asdict(self)
        values["network"] |= values["network"].pop("options")
        return values


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
    values["network"] = _network(values.get("network"))
    for name, kind in (("views", Views), ("head", Phase), ("whole", Phase)):
        values[name] = _section(kind, name, values.get(name))
    table = values.get("loss")
    loss = dict(table) if isinstance(table, Mapping) else {}
    kind = loss.pop("kind", None)
    if not isinstance(kind, str) or kind not in LOSSES:
        raise ValueError(f"[loss] must name its kind, one of {', '.join(LOSSES)}")
    values["loss"] = _section(LOSSES[kind], "loss", loss, optional=True)
    recipe = _section(Recipe, "the recipe", values)
    for right, clause in _conditions(recipe):
        if not right:
            raise ValueError(clause)
    return recipe


def _network(table: object) -> Network:
    """The network's table, with the options of its method."""
    if not isinstance(table, Mapping):
        raise ValueError("[network] is missing")
    common = {field.name for field in fields(Network)} - {"options"}
    method = table.get("method")
    if isinstance(method, str) and method not in METHODS:
        raise ValueError(f"there is no method {method!r}")
    shared = {key: value for key, value in table.items() if key in common}
    options = {key: value for key, value in table.items() if key not in common}
    network = _section(Network, "network", {**shared, "options": options})
    try:
        return replace(network, options=resolved(network.method, options))
    except ValueError as error:
        raise ValueError(f"[network] {error}") from error


def _conditions(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    """What must hold, so that no run ends after hours in a model that cannot be written; with what to say if not."""
    network, views = recipe.network, recipe.views
    yield network.backbone in BACKBONES, f"there is no backbone {network.backbone!r}"
    yield _PURPOSE.fullmatch(recipe.purpose) is not None, "purpose must be a word of small letters and digits"
    yield bool(recipe.title.strip() and recipe.licence.strip()), "title and licence must not be empty"
    yield recipe.seed >= 0, "seed must not be negative"
    yield recipe.calibration >= 1, "calibration must be at least 1"
    yield LEAST_BITS <= network.bits <= MOST_BITS, f"[network] bits must be from {LEAST_BITS} to {MOST_BITS}"
    yield 0 < network.side <= _GREATEST_SIDE, f"[network] side must be a multiple of 32 up to {_GREATEST_SIDE}"
    yield network.side % 32 == 0, f"[network] side must be a multiple of 32 up to {_GREATEST_SIDE}"
    if recipe.head.steps > 0:
        yield network.method == "dhida", "[head] steps must be 0 for a method other than dhida"
        channels = network.options.get("channels", 0)
        yield int(channels) >= network.bits, "[network] channels must be at least bits, so that a head can begin it"
    yield views.photos >= 1, "[views] photos must be at least 1"
    yield views.views >= 2, "[views] views must be at least 2"
    yield 0 < views.held_out < 1, "[views] held_out must lie between 0 and 1"
    yield views.front >= 0, "[views] front must not be negative"
    for name, phase in (("head", recipe.head), ("whole", recipe.whole)):
        yield phase.steps >= 0, f"[{name}] steps must not be negative"
        yield phase.photos >= 2, f"[{name}] photos must be at least 2"
        yield phase.rate > 0, f"[{name}] rate must be greater than 0"
        yield phase.decay >= 0, f"[{name}] decay must not be negative"


def _section(kind: type[_T], name: str, values: object, *, optional: bool = False) -> _T:
    """One table of the recipe as its dataclass, keys and simple types checked."""
    if not isinstance(values, Mapping):
        raise ValueError(f"[{name}] is missing")
    known = {field.name: field.type for field in fields(kind)}  # type: ignore[arg-type]
    unknown, missing = sorted(set(values) - set(known)), sorted(set(known) - set(values))
    if unknown or (missing and not optional):
        raise ValueError(f"[{name}] has no use for {unknown[0]!r}" if unknown else f"[{name}] lacks {missing[0]!r}")
    for key, value in values.items():
        fits = _TYPES.get(str(known[key]), (object,))
        if not isinstance(value, fits) or (isinstance(value, bool) and bool not in fits and object not in fits):
            raise ValueError(f"[{name}] {key} must be of type {known[key]}")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"[{name}] {key} must be a finite number")
    return kind(**values)
