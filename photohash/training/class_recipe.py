"""A recipe for a model that learns classes: everything that decides how it comes out, read from a TOML file."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from photohash.core.errors import UsageError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.hashing.losses import LOSSES, Loss
from photohash.hashing.methods import METHODS
from photohash.training.batch_augment import BatchAugment
from photohash.training.network_config import NetworkConfig, flattened, network_section
from photohash.training.schedule import OPTIMISERS, PACES, Schedule
from photohash.training.sections import section

LABELS = ("given", "teacher")
"""Where labels come from: with the photos, or from an ImageNet classifier."""

_PURPOSE = re.compile(r"[a-z0-9]{1,32}")
_GREATEST_SIDE = 1024


@dataclass(frozen=True, slots=True)
class Data:
    """What is learnt from.

    Attributes:
        labels: one of ``LABELS``.
        photos: of a class at most, evenly over its photos; 0 takes all.
        source: side of the squares that photos are kept as; 0 is an eighth more than the network's input.
        sure: of a teacher's label, the least probability; less sure photos are left out.
        least: of a teacher's labels, photos that a class must have; smaller ones are left out.
    """

    labels: str = "given"
    photos: int = 0
    source: int = 0
    sure: float = 0.3
    least: int = 8


@dataclass(frozen=True, slots=True)
class Validation:
    """How the best weights are told from others: mAP of photos held out of the training side.

    Attributes:
        share: of the photos held out, decided by their names; 0 holds out none and keeps the last weights.
        against: photos to learn from that they are compared with, evenly over all.
        epochs: between two validations.
        patience: validations without gain after which the run ends; 0 never ends it.
    """

    share: float = 0.1
    against: int = 1000
    epochs: float = 1.0
    patience: int = 0


@dataclass(frozen=True, slots=True)
class ScheduleConfig:
    """How it is learnt.

    Attributes:
        epochs: times that as many photos are met as there are.
        batch: photos in a batch.
        rate: greatest learning rate of the backbone.
        head_rate: greatest learning rate of all behind it.
        decay: weight decay.
        classes: classes in a batch, each with the same number of photos; 0 takes photos as they come.
        steps: of the optimiser, instead of epochs; 0 goes by epochs.
        optimiser: a name in ``plan.OPTIMISERS``.
        pace: a name in ``plan.PACES``.
        slowing: as in ``Schedule``.
        frozen: layers at the front of the backbone that stay as they are.
        longest_gradient: as in ``Schedule``.
        learns_statistics: as in ``Schedule``.
        channels_last: whether maps lie in memory with their channels together, which suits most processors.
    """

    epochs: float
    batch: int
    rate: float
    head_rate: float
    decay: float
    classes: int = 0
    steps: int = 0
    optimiser: str = "adamw"
    pace: str = "cosine"
    slowing: float = 0.0
    frozen: int = 0
    longest_gradient: float = 5.0
    learns_statistics: bool = False
    channels_last: bool = True

    def plan(self, photos: int, validation: Validation) -> Schedule:
        """The plan of a run on so many photos."""
        a_epoch = photos / self.batch
        return Schedule(
            steps=self.steps or math.ceil(self.epochs * a_epoch),
            decay=self.decay,
            optimiser=self.optimiser,
            pace=self.pace,
            slowing=self.slowing,
            longest_gradient=self.longest_gradient,
            learns_statistics=self.learns_statistics,
            validate_every=max(round(validation.epochs * a_epoch), 1),
            patience=validation.patience,
        )


@dataclass(frozen=True, slots=True)
class ClassRecipe:
    """How a model that learns classes is made.

    Attributes:
        purpose: last word of the model's id.
        title: the model's name for people.
        licence: of the weights.
        photos: in words, what photos it is made from.
        seed: of everything drawn at random.
        network: what is trained.
        loss: what is made small; its kind stands on the card beside it.
        loss_kind: the name of the loss.
        schedule: how it is learnt.
        data: what it is learnt from.
        validation: how the best weights are found.
        augment: how photos are changed at random.
        calibration: photos the int8 ranges are chosen by.
    """

    purpose: str
    title: str
    licence: str
    photos: str
    seed: int
    network: NetworkConfig
    loss: Loss
    loss_kind: str
    schedule: ScheduleConfig
    data: Data = field(default_factory=Data)
    validation: Validation = field(default_factory=Validation)
    augment: BatchAugment = field(default_factory=BatchAugment)
    calibration: int = 160

    @property
    def model_id(self) -> str:
        """The id of the model it makes."""
        return f"{self.network.method}-{self.network.backbone}-{self.network.bits}-{self.purpose}"

    @property
    def source(self) -> int:
        """Side of the squares that photos are kept as."""
        return self.data.source or self.network.side * 9 // 8

    def for_classes(self, classes: int) -> ClassRecipe:
        """The same with the number of classes filled in wherever network and loss need it."""
        changed = self
        if "classes" in METHODS[self.network.method]:
            options = {**self.network.options, "classes": classes}
            changed = replace(changed, network=replace(self.network, options=options))
        if hasattr(self.loss, "classes"):
            changed = replace(changed, loss=replace(self.loss, classes=classes))  # type: ignore[type-var]
        return changed

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for a card or a checkpoint."""
        values = flattened(asdict(self))
        values["loss"] = {"kind": values.pop("loss_kind"), **values["loss"]}
        return values


def is_class_recipe(path: Path) -> bool:
    """Whether a recipe file is one for classes: it has a ``[schedule]``.

    Raises:
        UsageError: it cannot be read as TOML.
    """
    return "schedule" in _document(path)


def read_class_recipe(path: Path, **changes: object) -> ClassRecipe:
    """Reads a recipe.

    Args:
        path: the TOML file.
        changes: keys to set instead of what the file says: of [network] as ``bits``, ``backbone`` and ``method``, of
            [schedule] as ``epochs``, and ``seed`` and ``purpose``. None leaves a key alone.

    Raises:
        UsageError: it cannot be read, a key is missing, unknown or of a wrong type, or two do not fit together.
    """
    document = _document(path)
    for key, value in changes.items():
        if value is not None:
            table = {"bits": "network", "backbone": "network", "method": "network", "epochs": "schedule"}.get(key)
            place = document.setdefault(table, {}) if table else document
            if isinstance(place, dict):
                place[key] = value
    try:
        return parse_class_recipe(document)
    except ValueError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: {error}.") from error


def parse_class_recipe(document: Mapping[str, Any]) -> ClassRecipe:
    """A recipe from decoded TOML.

    Raises:
        ValueError: a clause on the first thing wrong.
    """
    values = dict(document)
    values["network"] = network_section(values.get("network"), {"classes": 1})
    for name, kind in (("data", Data), ("validation", Validation), ("augment", BatchAugment)):
        values[name] = section(kind, name, values.get(name, {}))
    values["schedule"] = section(ScheduleConfig, "schedule", values.get("schedule"))
    table = values.get("loss")
    loss = dict(table) if isinstance(table, Mapping) else {}
    kind = loss.pop("kind", None)
    if not isinstance(kind, str) or kind not in LOSSES:
        raise ValueError(f"[loss] must name its kind, one of {', '.join(LOSSES)}")
    values["loss"], values["loss_kind"] = section(LOSSES[kind], "loss", loss), kind
    recipe = section(ClassRecipe, "the recipe", values)
    for right, clause in _conditions(recipe):
        if not right:
            raise ValueError(clause)
    return recipe


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: it {in_words(error)}.") from error
    except ValueError as error:
        raise UsageError(f"{shown(path)} is not a usable recipe: {error}.") from error


def _conditions(recipe: ClassRecipe) -> Iterator[tuple[bool, str]]:
    """What must hold, so that no run ends after hours in a model that cannot be written; with what to say if not."""
    network, schedule, data, validation = recipe.network, recipe.schedule, recipe.data, recipe.validation
    yield from network.conditions()
    yield _PURPOSE.fullmatch(recipe.purpose) is not None, "purpose must be a word of small letters and digits"
    yield bool(recipe.title.strip() and recipe.licence.strip()), "title and licence must not be empty"
    yield recipe.seed >= 0, "seed must not be negative"
    yield recipe.calibration >= 1, "calibration must be at least 1"
    yield data.labels in LABELS, f"[data] labels must be one of {', '.join(LABELS)}"
    yield data.photos == 0 or data.photos >= 2, "[data] photos must be at least 2, or 0 for all"
    yield 0 <= data.source <= _GREATEST_SIDE, f"[data] source must be from 0 to {_GREATEST_SIDE}"
    yield 0 <= data.sure <= 1, "[data] sure must lie between 0 and 1"
    yield data.least >= 2, "[data] least must be at least 2"
    yield 0 <= validation.share < 1, "[validation] share must be at least 0 and less than 1"
    yield validation.against >= 1, "[validation] against must be at least 1"
    yield validation.epochs > 0, "[validation] epochs must be greater than 0"
    yield validation.patience >= 0, "[validation] patience must not be negative"
    yield from _schedule_conditions(schedule)
    augment = recipe.augment
    yield 0 <= augment.shift <= 1, "[augment] shift must lie between 0 and 1"
    yield 0 < augment.crop <= 1, "[augment] crop must be greater than 0 and at most 1"
    yield 0 <= augment.colour <= 1, "[augment] colour must lie between 0 and 1"
    yield 0 <= augment.erase <= 1, "[augment] erase must lie between 0 and 1"


def _schedule_conditions(schedule: ScheduleConfig) -> Iterator[tuple[bool, str]]:
    yield schedule.epochs > 0 or schedule.steps > 0, "[schedule] epochs or steps must be greater than 0"
    yield schedule.steps >= 0, "[schedule] steps must not be negative"
    yield schedule.batch >= 2, "[schedule] batch must be at least 2"
    yield schedule.rate > 0 and schedule.head_rate > 0, "[schedule] rate and head_rate must be greater than 0"
    yield schedule.decay >= 0, "[schedule] decay must not be negative"
    yield schedule.classes == 0 or schedule.classes >= 2, "[schedule] classes must be at least 2, or 0"
    yield schedule.classes <= schedule.batch // 2, "[schedule] classes must be at most half of batch"
    yield schedule.optimiser in OPTIMISERS, f"[schedule] optimiser must be one of {', '.join(OPTIMISERS)}"
    yield schedule.pace in PACES, f"[schedule] pace must be one of {', '.join(PACES)}"
    yield schedule.slowing >= 0, "[schedule] slowing must not be negative"
    yield schedule.frozen >= 0, "[schedule] frozen must not be negative"
    yield schedule.longest_gradient > 0, "[schedule] longest_gradient must be greater than 0"
