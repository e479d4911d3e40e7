"""The recipe of the third task, ``albums``: labels of few photos, learnt in the time that somebody gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from photohash.training.batch_augment import BatchAugment
from photohash.training.recipe import HeadConfig, LabelledRecipe
from photohash.training.recipe_table import RecipeTable
from photohash.training.schedule import Schedule


class AlbumViewsConfig(RecipeTable):
    """What is learnt from: the photos themselves and changed views of them, all looked at once and kept.

    Attributes:
        count: of each photo, the photo itself among them.
        front: share of the backbone's layers that stay as they are, the first ones; what they make of a view is kept.
    """

    count: int = Field(default=10, ge=1)
    front: float = Field(default=0.89, gt=0, le=1)


class AlbumHead(HeadConfig):
    """The first phase: everything behind the backbone, on the means of feature maps.

    Attributes:
        photos: of one album in a batch.
        hidden: share of the features that are hidden at random in each step, of the second phase too.
    """

    hidden: float = Field(default=0.0, ge=0, lt=1)


class TuningConfig(RecipeTable):
    """The second phase: everything behind the front, for as many steps as the time allows.

    Attributes:
        batch: photos in a batch.
        rate: greatest learning rate of the backbone; it rises over the first twentieth and falls along a cosine.
        head_rate: the same of all behind the backbone.
        kept: share of the weights from before the phase in those that it ends with.
        decay: weight decay.
        least: steps under which the phase is left out.
        most: times that the photos are gone through at most, however much time there is.
        steps: of the optimiser, instead of what there is time for; 0 goes by the time.
    """

    batch: int = Field(default=64, ge=4)
    rate: float = Field(gt=0)
    head_rate: float = Field(gt=0)
    kept: float = Field(default=0.5, ge=0, lt=1)
    decay: float = Field(ge=0)
    least: int = Field(default=20, ge=1)
    most: float = Field(default=40.0, ge=0)
    steps: int = Field(default=0, ge=0)

    def schedule(self, steps: int) -> Schedule:
        """How the loop goes about it."""
        return Schedule(steps, self.decay)

    def most_steps(self, photos: int) -> int:
        """The most steps on so many photos."""
        return round(self.most * photos / self.batch)


class AlbumRecipe(LabelledRecipe):
    """How a model that tells albums apart is made.

    Attributes:
        minutes: that all of it may take, from the first photo read to the model written.
        folds: parts that the photos fall into each time; each is held out once, so that every photo is measured by a
            head that never saw it.
        measured: photos that radii and recall of copies are measured on at most.
        views: what is learnt from.
        augment: how views are changed at random.
        head: the first phase.
        tuning: the second phase.
    """

    task: Literal["albums"]
    minutes: float = Field(default=2.0, gt=0, le=10_000)
    folds: int = Field(default=5, ge=2)
    measured: int = Field(default=32, ge=2)
    views: AlbumViewsConfig = AlbumViewsConfig()
    augment: BatchAugment = BatchAugment()
    head: AlbumHead
    tuning: TuningConfig

    def _conditions(self) -> Iterator[tuple[bool, str]]:
        yield from super()._conditions()
        yield self.head.steps > 0, "[head] steps must be greater than 0"
        yield self.network.options.get("turns") is not True, "[network] turns must be false: albums are looked at once"
        yield (
            self.network.options.get("middle") is not True,
            "[network] middle must be false: albums are looked at once",
        )

    @property
    def source(self) -> int:
        """Side of the squares that photos are kept as."""
        return self.network.side * 9 // 8
