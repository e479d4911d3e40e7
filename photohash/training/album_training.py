"""Training on albums: images -> views -> a head for each fold -> tuning where there is time -> the better of both.

What takes long is kept in a working folder (images, views, plan, checkpoints), so that a run can be broken off at any
point and started again with the same arguments.

How good it is is told of held-out photos alone, see ``album_measure``. The heads are learnt once without each fold and
once from all photos. Tuning is tried on one fold: it is done for good, from all photos, where the photos of that fold
are better told apart after it than before, and what it gained there is added to what is told of the heads.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photohash.core.bits import Codes, pack
from photohash.core.errors import UsageError
from photohash.core.task import Stage, Task
from photohash.hashing import runtime
from photohash.hashing.network import HashNetwork
from photohash.hashing.squash import squash
from photohash.training.album_head import codes_behind, learn_head
from photohash.training.album_measure import Score, by_class, folds_of, score
from photohash.training.album_plan import Plan, plan
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_tuning import codes_of_maps, seconds_a_step, tune
from photohash.training.album_views import AlbumViews, Indices, look
from photohash.training.class_training import spread, try_loss
from photohash.training.image_cache import ImageCache
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.loop import NO_HOOKS, Checkpoint, Hooks
from photohash.training.model_export import ExportPictures, HeldOut, TrainedNetwork, draft_card
from photohash.training.photo_sources import Labelled

log = logging.getLogger(__name__)

BEFORE = "dahp-lite0-128-scenes"
"""The bundled model that albums are told apart by before."""

_CHECKPOINT_EVERY = 50


@dataclass(frozen=True)
class AlbumPhotos:
    """The photos of a run.

    Attributes:
        labelled: all of them, also those that cannot be read.
        images: the same, decoded.
        began: when the run began, by ``time.monotonic``.
    """

    labelled: Labelled
    images: ImageCache
    began: float

    @property
    def places(self) -> Indices:
        """Of the readable ones among all."""
        return np.array(self.images.readable, np.int64)

    @property
    def labels(self) -> Indices:
        """Of the readable ones: int64 [n]."""
        return self.labelled.labels[self.places].astype(np.int64)


@dataclass(frozen=True)
class _Found:
    """What was learnt and how good it is.

    Attributes:
        network: from all photos.
        told: what its mAP on other photos is taken to be.
        codes: of each photo by a head that never saw it.
        gain: of tuning where it was tried, else None.
        steps: of tuning in the network.
    """

    network: HashNetwork
    told: Score
    codes: Codes
    gain: float | None
    steps: int


def album_photos(recipe: AlbumRecipe, labelled: Labelled, work: Path, task: Task) -> AlbumPhotos:
    """Decodes the photos of a run.

    Args:
        recipe: says how large they are kept.
        labelled: all photos, one album each.
        work: where the decoded photos are kept.
        task: progress and cancelling.

    Raises:
        UsageError: the photos are not enough or not fit, or the folder is of something else.
        Cancelled: the task was cancelled.
    """
    began = time.monotonic()
    labelled.check()
    if not labelled.single:
        raise UsageError("A recipe for albums needs photos that are in one album each.")
    try_loss(recipe.for_classes(len(labelled.classes)), labelled)
    images = ImageCache.of(labelled.photos, recipe.source, work, task)
    labelled.take(images.readable).check()
    return AlbumPhotos(labelled, images, began)


def train_albums(
    recipe: AlbumRecipe,
    photos: AlbumPhotos,
    work: Path,
    task: Task,
    *,
    device: torch.device,
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
) -> TrainedNetwork:
    """Trains a network in the time that the recipe gives.

    Args:
        recipe: what to do.
        photos: what is learnt from.
        work: where views, plan and checkpoints are kept; may be removed afterwards.
        task: progress and cancelling.
        device: where the second phase runs.
        initial: weights of the backbone to begin with, instead of the recipe's.
        hooks: told of each step; once it has had enough, what there is so far is made the model.

    Raises:
        UsageError: the working folder is of something else.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built.
        Cancelled: the task was cancelled.
    """
    recipe = recipe.for_classes(len(photos.labelled.classes))
    torch.manual_seed(recipe.seed)
    network = initial_network(recipe.network, initial).eval()
    looked = time.monotonic()
    views = look(recipe, network, photos.images, photos.places, work / "views", task)
    looked = (time.monotonic() - looked) / (len(views.maps) * len(photos.places))
    run = _Run(recipe, photos, views, work, task, device, hooks)
    found = run.learn(network, looked, initial)
    told = {
        "photos": len(photos.places),
        "classes": len(photos.labelled.classes),
        "steps": recipe.head.steps + found.steps,
        "tuned_steps": found.steps,
    }
    card = replace(draft_card(recipe, told, initial), metrics={"validation": run.told(found)})
    pictures = lambda: album_pictures(recipe, photos)  # noqa: E731
    return TrainedNetwork(found.network, card, pictures, tuple(photos.images.failures))


def album_pictures(recipe: AlbumRecipe, photos: AlbumPhotos) -> ExportPictures:
    """What a network is exported with; every photo was learnt from, so what is measured on them says so."""
    side = recipe.network.side
    measured = photos.labelled.take(spread(photos.places, recipe.measured)).photos
    calibration = photos.images.take(spread(photos.places, recipe.calibration))
    pictures = np.stack([squash(image, side) for image in calibration])
    return ExportPictures(pictures, HeldOut.of(measured, side), "photos that were learnt from")


class _Run:
    """One run: what all of its stations need."""

    def __init__(
        self,
        recipe: AlbumRecipe,
        photos: AlbumPhotos,
        views: AlbumViews,
        work: Path,
        task: Task,
        device: torch.device,
        hooks: Hooks,
    ) -> None:
        self.recipe, self.photos, self.views, self.work = recipe, photos, views, work
        self.task, self.device, self.hooks = task, device, hooks
        self.labels = photos.labels
        names = [photos.labelled.photos[place].name for place in photos.places]
        self.folds = folds_of(names, self.labels, views.pooled[0], recipe.folds)
        self.everything: Indices = np.arange(len(self.labels))

    def learn(self, network: HashNetwork, seconds_a_look: float, initial: InitialWeights | None) -> _Found:
        """Heads, then tuning where the plan has it and it gains."""
        made = self._plan(network, seconds_a_look)
        self.task.begin(Stage.TRAINING, self.recipe.head.steps * (len(self.folds) + 1) + 2 * made.steps)
        codes: Codes = np.zeros((len(self.labels), -(-self.recipe.network.bits // 8)), np.uint8)
        first: HashNetwork | None = None
        for number, fold in enumerate(self.folds):
            learnt = np.setdiff1d(self.everything, fold)
            head = self._head(network, learnt, f"fold {number + 1}")
            codes[fold] = pack(codes_behind(head, self.views.pooled[0][fold]))
            first = first or head
        told = self._score(codes)
        found = _Found(self._head(network, self.everything, "head"), told, codes, None, 0)
        if made.steps and first is not None and not self.hooks.enough():
            found = self._tuned(found, first, made.steps, initial)
        log.info("told %.4f (%.4f to %.4f), tuning %s", found.told.mean, found.told.low, found.told.high, found.gain)
        return found

    def _plan(self, network: HashNetwork, seconds_a_look: float) -> Plan:
        """How long there is for tuning."""
        recipe, views, labels = self.recipe, self.views, self.labels
        short = recipe.model_copy(update={"head": recipe.head.model_copy(update={"steps": 5})})

        def a_head() -> float:
            began = time.monotonic()
            learn_head(short, network, views, labels, self.everything, Task(), name="trial")
            return (time.monotonic() - began) / 5 * recipe.head.steps

        return plan(
            recipe,
            len(labels),
            self.work,
            seconds_used=time.monotonic() - self.photos.began,
            seconds_a_look=seconds_a_look,
            seconds_a_head=a_head,
            seconds_a_step=lambda: seconds_a_step(recipe, network, views, labels, self.device),
        )

    def _head(self, network: HashNetwork, learnt: Indices, what: str) -> HashNetwork:
        """A head; it takes seconds, and one that was broken off would measure nothing: enough is asked only later."""
        name, hooks = f"{self.recipe.model_id} {what}", Hooks(report=self.hooks.report)
        return learn_head(self.recipe, network, self.views, self.labels, learnt, self.task, name=name, hooks=hooks)

    def _tuned(self, found: _Found, first: HashNetwork, steps: int, initial: InitialWeights | None) -> _Found:
        """The network tuned, where the first fold is told apart better after it than before."""
        fold = self.folds[0]
        learnt = np.setdiff1d(self.everything, fold)
        tried = self._tune(first, learnt, steps, "trial", initial)
        codes = found.codes.copy()
        codes[fold] = pack(codes_of_maps(tried, self.views, fold, self.task))
        before, after = (score([fold], made, self.labels, self.recipe.seed).mean for made in (found.codes, codes))
        gain = after - before
        log.info("tuning: %.4f before, %.4f after", before, after)
        if gain <= 0 or self.hooks.enough():
            return replace(found, gain=gain)
        network = self._tune(found.network, self.everything, steps, "tuning", initial)
        return _Found(network, found.told.raised(gain), codes, gain, steps)

    def _tune(
        self, network: HashNetwork, learnt: Indices, steps: int, what: str, initial: InitialWeights | None
    ) -> HashNetwork:
        config = {
            "recipe": self.recipe.as_dict(),
            "learnt": hashlib.sha256(learnt.tobytes() + self.labels.tobytes()).hexdigest(),
            "steps": steps,
            "began_from": initial.digest if initial else None,
        }
        return tune(
            self.recipe,
            network,
            self.views,
            self.labels,
            learnt,
            steps,
            self.task,
            device=self.device,
            name=f"{self.recipe.model_id} {what}",
            checkpoint=Checkpoint(self.work / f"{what}.pt", _CHECKPOINT_EVERY, config),
            hooks=self.hooks,
        )

    def _score(self, codes: Codes) -> Score:
        return score(self.folds, codes, self.labels, self.recipe.seed)

    def told(self, found: _Found) -> dict[str, Any]:
        """What the card says: the figure of held-out photos, that of the bundled model, and whether it is better."""
        pixels: NDArray[np.uint8] = self.photos.images.take(self.photos.places)
        bundled = runtime.load(runtime.find(BEFORE), device="cpu")
        before = bundled.encode(np.stack([bundled.prepare(image) for image in pixels]))
        old, classes = self._score(before), self.photos.labelled.classes
        more = found.told.above(old)
        return {
            "photos": len(self.labels),
            "folds": len(self.folds),
            **found.told.as_dict(),
            "gain_of_tuning": None if found.gain is None else round(found.gain, 4),
            "before": {"model": BEFORE, **old.as_dict()},
            "gain": {"mean": round(more.mean, 4), "interval": [round(more.low, 4), round(more.high, 4)]},
            "better": more.low > 0,
            "albums": _albums(self.folds, found.codes, before, self.labels, classes),
        }


def _albums(
    folds: Sequence[Indices], codes: Codes, before: Codes, labels: Indices, classes: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Of each album the mAP before and after."""
    old, new = (by_class(folds, made, labels, classes) for made in (before, codes))
    return {name: {"before": old[name], "after": new[name]} for name in classes}
