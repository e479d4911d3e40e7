"""A recipe: everything that decides how a model comes out, with nothing left to chance.

There are three tasks: ``copies`` learns that views of one photo belong together, ``classes`` learns labels, and
``albums`` (``album_recipe``) learns the labels of few photos in a given time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from photohash.hashing.losses import Loss
from photohash.training.batch_augment import BatchAugment
from photohash.training.network_config import COUNTED, GREATEST_SIDE, NetworkConfig
from photohash.training.recipe_table import LossTable, RecipeTable, require_all
from photohash.training.schedule import OPTIMISERS, PACES, Schedule

_PURPOSE = re.compile(r"[a-z0-9]{1,32}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


class Recipe(RecipeTable):
    """How a model is made; see its two kinds.

    Attributes:
        task: "copies" or "classes".
        begin: name of the recipe whose backbone this one begins from; None begins as ``network.pretrained`` says.
        purpose: last word of the model's id.
        title: the model's name for people.
        licence: of the weights.
        photos: in words, what photos it is made from.
        seed: of everything drawn at random.
        network: what is trained.
        loss: what is made small.
        calibration: photos the int8 ranges are chosen by.
    """

    task: str
    begin: str | None = None
    purpose: str
    title: str
    licence: str
    photos: str
    seed: int = Field(ge=0)
    network: NetworkConfig
    loss: LossTable
    calibration: int = Field(default=160, ge=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        require_all(self._conditions())
        return self

    def _conditions(self) -> Iterator[tuple[bool, str]]:
        """What must hold, so that no run ends after hours in a model that cannot be written; and what to say if not."""
        yield _PURPOSE.fullmatch(self.purpose) is not None, "purpose must be a word of small letters and digits"
        yield bool(self.title.strip() and self.licence.strip()), "title and licence must not be empty"
        named = self.begin is None or _NAME.fullmatch(self.begin) is not None
        yield named, "begin must be the name of a recipe, without .toml"

    @property
    def needs_labels(self) -> bool:
        """Whether photos must come with labels."""
        return False

    @property
    def model_id(self) -> str:
        """The id of the model it makes."""
        return f"{self.network.method}-{self.network.backbone}-{self.network.bits}-{self.purpose}"

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for a card or a checkpoint; every key stands there, also where it has its default."""
        return self.model_dump()


class ViewsConfig(RecipeTable):
    """What is learnt from.

    Attributes:
        photos: at most this many, evenly over the names.
        views: of each photo, the photo itself among them.
        held_out: share of all photos kept for measuring.
        front: layers of the backbone that stay as they are; their output is computed once for every view.
        int8: whether that is done by an int8 version of the front.
    """

    photos: int = Field(ge=1)
    views: int = Field(ge=2)
    held_out: float = Field(gt=0, lt=1)
    front: int = Field(ge=0)
    int8: bool


class HeadConfig(RecipeTable):
    """The first phase: one linear layer on pooled features.

    Attributes:
        steps: of the optimiser; 0 leaves the phase out.
        photos: in a batch, each with two views.
        rate: greatest learning rate; it rises over the first twentieth and falls along a cosine.
        decay: weight decay.
    """

    steps: int = Field(ge=0)
    photos: int = Field(ge=2)
    rate: float = Field(gt=0)
    decay: float = Field(ge=0)

    @property
    def schedule(self) -> Schedule:
        """How the loop goes about it."""
        return Schedule(self.steps, self.decay)


class AnchoredConfig(HeadConfig):
    """The second phase: copies made afresh are led to the codes that their photos had after the first.

    Attributes:
        steps: of the optimiser; 0 leaves the phase out.
        photos: in a batch, each with ``copies`` copies.
        rate: greatest learning rate of the backbone; it rises over the first twentieth and falls along a cosine.
        decay: weight decay.
        head_rate: the same of all behind the backbone.
        frozen: layers at the front of the backbone that stay as they are.
        scale: as in ``ProxySoftmaxLoss``.
        turned: share of the copies that are turned by a quarter, on top of what else they went through.
        workers: processes that make copies.
        copies: of each photo in a batch.
        weight: of the anchors, as in ``ProxySoftmaxLoss``.
        pairwise: as in ``ProxySoftmaxLoss``; needs two copies of each photo.
        margin: as in ``ProxySoftmaxLoss``.
        anchor_rate: greatest learning rate of the anchors; 0 leaves them where they are. Anchors that learn draw apart
            where photos are alike; fixed ones stay as near each other as the first phase left them.
        unchanged: share of the copies that are the photo itself.
        least_side: the squares of a step have a side drawn from here to the network's own, in steps of 32 pixels; 0 for
            always its own. A crop of a small training photo is blurred at the network's own side and sharp at a lesser
            one, as that of a large photo is in use.
    """

    head_rate: float = Field(gt=0)
    frozen: int = Field(ge=0)
    scale: float = Field(gt=0)
    turned: float = Field(ge=0, le=1)
    workers: int = Field(default=1, ge=0)
    copies: int = Field(default=1, ge=1)
    weight: float = Field(default=1.0, ge=0)
    pairwise: float = Field(default=0.0, ge=0)
    margin: float = Field(default=0.0, ge=0, lt=1)
    anchor_rate: float = Field(default=0.0, ge=0)
    unchanged: float = Field(default=0.0, ge=0, lt=1)
    least_side: int = Field(default=0, ge=0, multiple_of=32)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        require_all(
            (
                (max(self.weight, self.pairwise) > 0, "weight and pairwise must not both be 0"),
                (self.pairwise == 0 or self.copies > 1, "copies must be at least 2 for pairwise"),
            )
        )
        return self


class CopiesRecipe(Recipe):
    """How a model for copies is made.

    Attributes:
        views: what it is trained on.
        head: the first phase, which makes ``loss`` small.
        anchored: the second phase: the whole network but its frozen front.
    """

    task: Literal["copies"]
    views: ViewsConfig
    head: HeadConfig
    anchored: AnchoredConfig

    def _conditions(self) -> Iterator[tuple[bool, str]]:
        yield from super()._conditions()
        network = self.network
        if self.head.steps > 0:
            yield network.method == "dhida", "[head] steps must be 0 for a method other than dhida"
            wide = int(network.options.get("channels", 0)) >= network.bits
            yield wide, "[network] channels must be at least bits, so that a head can begin it"
        yield self.anchored.least_side <= network.side, "[anchored] least_side must be at most the network's side"


class DataConfig(RecipeTable):
    """What is learnt from.

    Attributes:
        labels: where labels come from: "given" with the photos, or from an ImageNet classifier, the "teacher".
        photos: of a class at most, evenly over its photos; 0 takes all.
        source: side of the squares that photos are kept as; 0 is an eighth more than the network's input.
        sure: of a teacher's label, the least probability; less sure photos are left out.
        least: of a teacher's labels, photos that a class must have; smaller ones are left out.
    """

    labels: Literal["given", "teacher"] = "given"
    photos: int = Field(default=0, ge=0)
    source: int = Field(default=0, ge=0, le=GREATEST_SIDE)
    sure: float = Field(default=0.3, ge=0, le=1)
    least: int = Field(default=8, ge=2)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        require_all(((self.photos != 1, "photos must be at least 2, or 0 for all"),))
        return self


class ValidationConfig(RecipeTable):
    """How the best weights are told from others: mAP of photos held out of the training side.

    Attributes:
        share: of the photos held out, decided by their names; 0 holds out none and keeps the last weights.
        against: photos to learn from that they are compared with, evenly over all.
        epochs: between two validations.
        patience: validations without gain after which the run ends; 0 never ends it.
    """

    share: float = Field(default=0.1, ge=0, lt=1)
    against: int = Field(default=1000, ge=1)
    epochs: float = Field(default=1.0, gt=0)
    patience: int = Field(default=0, ge=0)


class ScheduleConfig(RecipeTable):
    """How it is learnt.

    Attributes:
        epochs: times that as many photos are met as there are.
        batch: photos in a batch.
        rate: greatest learning rate of the backbone.
        head_rate: greatest learning rate of all behind it.
        decay: weight decay.
        classes: classes in a batch, each with the same number of photos; 0 takes photos as they come.
        steps: of the optimiser, instead of epochs; 0 goes by epochs.
        optimiser: a name in ``schedule.OPTIMISERS``.
        pace: a name in ``schedule.PACES``.
        slowing: as in ``Schedule``.
        frozen: layers at the front of the backbone that stay as they are.
        longest_gradient: as in ``Schedule``.
        learns_statistics: as in ``Schedule``.
        average: as in ``Schedule``.
    """

    epochs: float = Field(ge=0)
    batch: int = Field(ge=2)
    rate: float = Field(gt=0)
    head_rate: float = Field(gt=0)
    decay: float = Field(ge=0)
    classes: int = Field(default=0, ge=0)
    steps: int = Field(default=0, ge=0)
    optimiser: str = "adamw"
    pace: str = "cosine"
    slowing: float = Field(default=0.0, ge=0)
    frozen: int = Field(default=0, ge=0)
    longest_gradient: float = Field(default=5.0, gt=0)
    learns_statistics: bool = False
    average: float = Field(default=0.0, ge=0, lt=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        require_all(
            (
                (self.epochs > 0 or self.steps > 0, "epochs or steps must be greater than 0"),
                (self.classes != 1, "classes must be at least 2, or 0"),
                (self.classes <= self.batch // 2, "classes must be at most half of batch"),
                (self.optimiser in OPTIMISERS, f"optimiser must be one of {', '.join(OPTIMISERS)}"),
                (self.pace in PACES, f"pace must be one of {', '.join(PACES)}"),
            )
        )
        return self

    def of(self, photos: int, validation: ValidationConfig) -> Schedule:
        """The schedule of a run on so many photos."""
        an_epoch = photos / self.batch
        return Schedule(
            steps=self.steps or math.ceil(self.epochs * an_epoch),
            decay=self.decay,
            optimiser=self.optimiser,
            pace=self.pace,
            slowing=self.slowing,
            longest_gradient=self.longest_gradient,
            learns_statistics=self.learns_statistics,
            average=self.average,
            validate_every=max(round(validation.epochs * an_epoch), 1),
            patience=validation.patience,
        )


class LabelledRecipe(Recipe):
    """What the two kinds of recipes share that learn labels."""

    @model_validator(mode="before")
    @classmethod
    def _classes_are_counted(cls, values: Any) -> Any:
        network = values.get("network") if isinstance(values, Mapping) else None
        if isinstance(network, Mapping) and COUNTED in network:
            raise ValueError(f"[network] has no use for {COUNTED!r}: they are counted")
        return values

    @property
    def needs_labels(self) -> bool:
        """See ``Recipe``."""
        return True

    def for_classes(self, classes: int) -> Self:
        """The same with the number of classes filled in wherever network and loss need it."""
        changes: dict[str, Any] = {}
        if COUNTED in self.network.options:
            changes["network"] = self.network.with_options(classes=classes)
        if hasattr(self.loss, COUNTED):
            loss: Loss = replace(self.loss, classes=classes)  # type: ignore[type-var]
            changes["loss"] = loss
        return self.model_copy(update=changes)


class ClassRecipe(LabelledRecipe):
    """How a model that learns classes is made.

    Attributes:
        schedule: how it is learnt.
        data: what it is learnt from.
        validation: how the best weights are found.
        augment: how photos are changed at random.
    """

    task: Literal["classes"]
    schedule: ScheduleConfig
    data: DataConfig = DataConfig()
    validation: ValidationConfig = ValidationConfig()
    augment: BatchAugment = BatchAugment()

    @property
    def needs_labels(self) -> bool:
        """See ``Recipe``."""
        return self.data.labels == "given"

    @property
    def source(self) -> int:
        """Side of the squares that photos are kept as."""
        return self.data.source or self.network.side * 9 // 8
