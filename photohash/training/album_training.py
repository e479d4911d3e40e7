"""Training on albums: images -> views -> a head for each fold -> tuning where there is time -> the better of both.

What takes long is kept in a working folder (images, views, plan, checkpoints), so that a run can be broken off at any
point and started again with the same arguments.

How good it is is told of held-out photos alone, see ``album_measure``. The heads are learnt once without each fold and
once from all photos. Tuning is tried on a third of the photos: it is done for good, from all, where that third is
better told apart after it than before, and as much of the gain as is believable is added to what is told.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photohash.core.bits import Codes, pack
from photohash.core.paths import write_atomically
from photohash.core.task import Stage, Task
from photohash.hashing import runtime
from photohash.hashing.network import HashNetwork
from photohash.training.album_head import codes_behind, learn_head, seconds_a_head
from photohash.training.album_measure import Score, folds_of, score, spread_by_learning
from photohash.training.album_outcome import BEFORE, LearntAlbums
from photohash.training.album_photos import AlbumPhotos
from photohash.training.album_plan import Plan, plan
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_tuning import codes_of_maps, seconds_a_step, tune
from photohash.training.album_views import AlbumViews, Indices, look
from photohash.training.class_training import spread
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.loop import NO_HOOKS, Checkpoint, Hooks
from photohash.training.model_export import ExportPictures, HeldOut, TrainedNetwork, draft_card

log = logging.getLogger(__name__)

_CHECKPOINT_EVERY = 50
_BATCH = 64

_TRIED_ON = 3
"""Tuning is tried on one part of the photos of so many."""

_SHARE_OF_VIEWS = 0.35
"""Of the time, for looking at views; of many photos there are fewer views."""

Tell = Callable[[dict[str, Any]], None]
"""Is told of the plan and of figures, as documents."""


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
    """Trains a network in the time that the recipe gives; see ``learn_albums`` for the arguments."""
    learnt = learn_albums(recipe, photos, work, task, device=device, initial=initial, hooks=hooks)
    return trained_network(recipe, photos, learnt, initial)


def trained_network(
    recipe: AlbumRecipe, photos: AlbumPhotos, learnt: LearntAlbums, initial: InitialWeights | None
) -> TrainedNetwork:
    """What was learnt, with its card, ready to be exported."""
    told = {
        "photos": len(photos.places),
        "classes": len(photos.labelled.classes),
        "steps": learnt.head_steps + learnt.steps,
        "tuned_steps": learnt.steps,
        "seconds": round(photos.clock.seconds, 1),
    }
    draft = draft_card(recipe.for_classes(len(photos.labelled.classes)), told, initial)
    card = replace(draft, metrics={"validation": learnt.as_dict(photos.labelled.classes)})
    pictures = lambda: album_pictures(recipe, photos, learnt)  # noqa: E731
    return TrainedNetwork(learnt.network, card, pictures, tuple(photos.images.failures))


def learn_albums(
    recipe: AlbumRecipe,
    photos: AlbumPhotos,
    work: Path,
    task: Task,
    *,
    device: torch.device,
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
    tell: Tell = lambda _: None,
) -> LearntAlbums:
    """Learns, and measures what was learnt on photos held out.

    Args:
        recipe: what to do.
        photos: what is learnt from.
        work: where views, plan and checkpoints are kept; may be removed afterwards.
        task: progress and cancelling.
        device: where the second phase runs.
        initial: weights of the backbone to begin with, instead of the recipe's.
        hooks: told of each step; once it has had enough, what there is so far is made the model.
        tell: told the plan, and each figure of held-out photos.

    Raises:
        UsageError: the working folder is of something else.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built.
        Cancelled: the task was cancelled.
    """
    recipe = recipe.for_classes(len(photos.labelled.classes))
    torch.manual_seed(recipe.seed)
    network = initial_network(recipe.network, initial).eval()
    looked = photos.clock.seconds
    seconds = math.inf if recipe.tuning.steps else _SHARE_OF_VIEWS * max(recipe.minutes * 60 - looked, 0)
    views = look(recipe, network, photos.images, photos.places, work / "views", task, seconds=seconds)
    looked = (photos.clock.seconds - looked) / (len(views.maps) * len(photos.places))
    photos.clock.keep()
    return _Run(recipe, photos, views, work, task, device, hooks, tell).learn(network, looked, initial)


def album_pictures(recipe: AlbumRecipe, photos: AlbumPhotos, learnt: LearntAlbums | None = None) -> ExportPictures:
    """What a network is exported with; what is measured on photos says whether they were learnt from.

    The network stays in float32: int8 costs album models mAP that their training gained, and looks of a library that
    one browses need not be as quick as those that find copies.

    Args:
        recipe: says how many photos.
        photos: of the run.
        learnt: has a network that did not see some of them, by which those are measured; None measures any by the
            network itself.
    """
    side = recipe.network.side
    calibration = np.zeros((0, side, side, 3), np.uint8)
    places = spread(photos.places, recipe.measured) if learnt is None else photos.places[learnt.unseen]
    held = HeldOut.of(photos.labelled.take(places).photos, side)
    if learnt is None:
        return ExportPictures(calibration, held, "photos that were learnt from", int8=False)
    told = "photos of its albums, by a network that learnt alike, but not from them"
    return ExportPictures(calibration, held, told, int8=False, measured=learnt.apart)


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
        tell: Tell,
    ) -> None:
        self.recipe, self.photos, self.views, self.work = recipe, photos, views, work
        self.task, self.device, self.hooks, self.tell = task, device, hooks, tell
        self.labels = photos.labels
        self.folds: list[Indices] = []
        self.each_time = 0
        self.everything: Indices = np.arange(len(self.labels))
        self.said = photos.said

    def learn(self, network: HashNetwork, seconds_a_look: float, initial: InitialWeights | None) -> LearntAlbums:
        """Heads, then tuning where the plan has it and it gains."""
        plan = self._plan(network, seconds_a_look)
        self.tell({"kind": "plan", **plan.as_event()})
        self._follow(plan)
        self.task.begin(Stage.TRAINING, self.recipe.head.steps * (len(self.folds) + 1) + 2 * plan.steps)
        codes: list[Codes] = []
        apart = network
        for number, fold in enumerate(self.folds):
            head = self._head(network, np.setdiff1d(self.everything, fold), f"fold {number + 1}")
            codes.append(pack(codes_behind(head, self.views.pooled[0][fold])))
            apart = apart if number else head
            self.photos.clock.keep()
        told = self._score(codes).spread(self._spread(self.folds[0], self.each_time))
        self.tell({"kind": "held_out", "phase": "heads", "mean_average_precision": round(told.mean, 4)})
        bundled = self._before()
        before = [bundled[fold] for fold in self.folds]
        learnt = LearntAlbums(
            self._head(network, self.everything, "head"), told, self._score(before), codes, before, self.labels,
            tuple(self.folds), None, 0, self.recipe.head.steps, apart, spread(self.folds[0], plan.measured),
        )  # fmt: skip
        if plan.steps and not self._enough(plan):
            learnt = self._tuned(learnt, network, plan, initial)
        log.info(
            "told %.4f (%.4f to %.4f), tuning %s", learnt.told.mean, learnt.told.low, learnt.told.high, learnt.gain
        )
        return learnt

    def _follow(self, plan: Plan) -> None:
        """Folds and steps of the heads as there is time for."""
        head = self.recipe.head.model_copy(update={"steps": plan.head_steps})
        self.recipe = self.recipe.model_copy(update={"head": head})
        for time in range(plan.times):
            found = self._parts(plan.folds, time)
            self.folds, self.each_time = self.folds + found, len(found)

    def _parts(self, count: int, time: int = 0) -> list[Indices]:
        """The photos in so many parts."""
        names = [self.photos.labelled.photos[place].name for place in self.photos.places]
        return folds_of(names, self.labels, self.views.pooled[0], count, self.photos.copies, time=time)

    def _plan(self, network: HashNetwork, seconds_a_look: float) -> Plan:
        """How long there is for tuning."""
        recipe, views, labels = self.recipe, self.views, self.labels
        return plan(
            recipe,
            labels,
            self.work,
            seconds_used=self.photos.clock.seconds,
            seconds_a_look=seconds_a_look,
            seconds_a_head=lambda: seconds_a_head(recipe, network, views, labels),
            seconds_a_step=lambda: seconds_a_step(recipe, network, views, labels, self.device),
        )

    def _head(self, network: HashNetwork, learnt: Indices, what: str) -> HashNetwork:
        """A head; it takes seconds, and one that was broken off would measure nothing: enough is asked only later."""
        name, hooks = f"{self.recipe.model_id} {what}", Hooks(report=self.hooks.report)
        return learn_head(
            self.recipe, network, self.views, self.labels, learnt, self.task, name=name, pairs=self.said, hooks=hooks
        )

    def _enough(self, plan: Plan) -> bool:
        """Whether the user has had enough, or the time is up."""
        return self.hooks.enough() or plan.is_over(self.photos.clock.seconds)

    def _tuned(
        self, learnt: LearntAlbums, network: HashNetwork, plan: Plan, initial: InitialWeights | None
    ) -> LearntAlbums:
        """The network tuned, where a third of the photos are told apart better after it than before."""
        held = self._parts(_TRIED_ON)[0]
        others = np.setdiff1d(self.everything, held)
        began = self.photos.clock.seconds
        head = self._head(network, others, "trial head")
        tried = self._tune(head, others, plan, plan.steps, "trial", initial)
        before = pack(codes_behind(head, self.views.pooled[0][held]))
        after = pack(codes_of_maps(tried, self.views, held, self.task))
        unsure = self._spread(held, 1)
        one, other = (score([held], [made], self.labels, self.recipe.seed).spread(unsure) for made in (before, after))
        gain = other.above(one)
        self.tell({"kind": "held_out", "phase": "trial", "mean_average_precision": round(other.mean, 4)})
        log.info("tuning: %.4f before, %.4f after", one.mean, other.mean)
        if gain.mean <= 0 or self._enough(plan):
            return replace(learnt, gain=gain.mean)
        steps = self._steps_left(plan, (self.photos.clock.seconds - began) / plan.steps)
        if not steps:
            return replace(learnt, gain=gain.mean)
        made = self._tune(learnt.network, self.everything, plan, steps, "tuning", initial)
        told = learnt.told.raised(gain)
        return replace(
            learnt,
            network=made,
            told=told,
            gain=gain.mean,
            steps=steps,
            apart=tried,
            unseen=spread(held, plan.measured),
        )

    def _steps_left(self, plan: Plan, seconds_a_step: float) -> int:
        """How many steps there is time for, decided once and kept."""
        if self.recipe.tuning.steps:
            return plan.steps
        path = self.work / "steps.json"
        with suppress(OSError, ValueError, TypeError):
            return min(int(json.loads(path.read_bytes())), plan.steps)
        steps = plan.steps_left(self.photos.clock.seconds, seconds_a_step)
        steps = steps if steps >= self.recipe.tuning.least else 0
        write_atomically(path, json.dumps(steps).encode())
        return steps

    def _tune(
        self,
        network: HashNetwork,
        learnt: Indices,
        plan: Plan,
        steps: int,
        what: str,
        initial: InitialWeights | None,
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
            pairs=self.said,
            checkpoint=Checkpoint(self.work / f"{what}.pt", _CHECKPOINT_EVERY, config),
            hooks=Hooks(self.hooks.report, lambda: self._enough(plan)),
        )

    def _spread(self, held: Indices, folds: int) -> float:
        return spread_by_learning(folds, len(held), len(self.labels) - len(held))

    def _score(self, codes: Sequence[Codes]) -> Score:
        return score(self.folds, codes, self.labels, self.recipe.seed)

    def _before(self) -> Codes:
        """Codes by the bundled model."""
        bundled = runtime.load(runtime.find(BEFORE), device="cpu")
        parts = []
        for start in range(0, len(self.labels), _BATCH):
            self.task.check()
            pixels: NDArray[np.uint8] = self.photos.images.take(self.photos.places[start : start + _BATCH])
            parts.append(bundled.encode(np.stack([bundled.prepare(image) for image in pixels])))
        return np.concatenate(parts)
