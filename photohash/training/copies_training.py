"""Training for copies: photos -> views -> feature maps -> linear head -> network led to anchors.

What takes long is kept in a working folder (feature maps, checkpoints), so that a run can be broken off at any point
and started again with the same arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from photohash.core.errors import UsageError
from photohash.core.task import Stage, Task
from photohash.hashing.dhida import Dhida
from photohash.hashing.network import HashNetwork, Outputs
from photohash.hashing.squash import squash
from photohash.library.photo import Failure
from photohash.training.anchor_training import anchors_of, train_anchored
from photohash.training.augment import Edit, quarter_turn, view
from photohash.training.feature_cache import FrontFeatures
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.loop import NO_HOOKS, Checkpoint, Hooks, PlainDraw, train
from photohash.training.model_export import ExportPictures, HeldOut, Pixels, TrainedNetwork, draft_card
from photohash.training.photo_sources import Example, find_examples, hold_out, readable
from photohash.training.recipe import CopiesRecipe
from photohash.training.schedule import ParameterGroup

Maps = NDArray[np.float16]
"""Feature maps of one view of every photo: float16 [photos, turns, channels, h, w]."""

_POOLING_BATCH = 256
_LEAST_SPREAD = 0.02
_ORIGINAL_SHARE = 0.6
_MEASURED = 1020
"""Held-out photos that radii and metrics come from: 20 million pairs, so that one in a million is not mere chance."""


@dataclass(frozen=True)
class CopiesPhotos:
    """The photos of a run.

    Attributes:
        learnt: those that are learnt from.
        held_out: those that are measured on.
        failures: those that could not be read.
    """

    learnt: Sequence[Example]
    held_out: Sequence[Example]
    failures: tuple[Failure, ...]


def copies_photos(recipe: CopiesRecipe, sources: Sequence[Path], task: Task) -> CopiesPhotos:
    """Finds the photos of a run and tries each.

    Args:
        recipe: says how many there are at most, and how many are held out.
        sources: folders and tar files of photos.
        task: progress and cancelling.

    Raises:
        UsageError: there are too few photos for the recipe.
        Cancelled: the task was cancelled.
    """
    found, failures = readable(find_examples(sources), task)
    learnt, held_out = hold_out(found, recipe.views.held_out)
    learnt = spread(learnt, recipe.views.photos)
    if len(learnt) < max(recipe.head.photos, recipe.anchored.photos) or len(held_out) < 2:
        raise UsageError(
            f"{len(learnt)} photos to learn from and {len(held_out)} to measure on are too few for this recipe."
        )
    return CopiesPhotos(learnt, held_out, tuple(failures))


def train_copies(
    recipe: CopiesRecipe,
    photos: CopiesPhotos,
    work: Path,
    task: Task,
    *,
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
) -> TrainedNetwork:
    """Trains a network, both phases, on the CPU.

    Args:
        recipe: what to do.
        photos: what is learnt from.
        work: where feature maps and checkpoints are kept; may be removed afterwards.
        task: progress and cancelling.
        initial: weights of the backbone to begin with, instead of the recipe's.
        hooks: told of each step.

    Raises:
        UsageError: the working folder is of something else.
        PhotoError: a photo that could be read at first no longer can.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built.
        Cancelled: the task was cancelled.
    """
    torch.manual_seed(recipe.seed)
    network = initial_network(recipe.network, initial).eval()
    maps = view_maps(recipe, network, photos.learnt, work, task, initial)
    task.begin(Stage.TRAINING, recipe.head.steps + recipe.anchored.steps)
    begin_with_linear_head(recipe, network, maps, work, task, hooks)
    anchors = anchors_of(network, maps[0], recipe.views.front)
    train_anchored(recipe, network, anchors, photos.learnt, work, task, hooks)
    card = draft_card(recipe, {"photos": len(photos.learnt)}, initial)
    return TrainedNetwork(network, card, lambda: copies_pictures(recipe, photos), photos.failures)


def copies_pictures(recipe: CopiesRecipe, photos: CopiesPhotos) -> ExportPictures:
    """What a network is exported with: for the ranges of int8, photos and copies in turn."""
    held_out = HeldOut.of(spread(photos.held_out, _MEASURED), recipe.network.side)
    return ExportPictures(calibration_views(recipe, photos.learnt), held_out)


def spread(examples: Sequence[Example], count: int) -> list[Example]:
    """At most ``count`` of the examples, evenly over their order."""
    if len(examples) <= count:
        return list(examples)
    return [examples[index] for index in np.linspace(0, len(examples) - 1, count).round().astype(int)]


def view_maps(
    recipe: CopiesRecipe,
    network: HashNetwork,
    examples: Sequence[Example],
    work: Path,
    task: Task,
    initial: InitialWeights | None = None,
) -> list[Maps]:
    """The front's maps of every view: the photos themselves first, then random copies of each."""
    front = FrontFeatures(
        network,
        recipe.views.front,
        recipe.network.side,
        work / "maps",
        calibration=calibration_views(recipe, examples) if recipe.views.int8 else None,
        origin=_origin(recipe, examples, initial),
        check=task.check,
    )
    return [
        front.maps(f"view-{index:02}", examples, random_view(index, recipe.seed, _needless(recipe)))
        for index in range(recipe.views.views)
    ]


def _origin(recipe: CopiesRecipe, examples: Sequence[Example], initial: InitialWeights | None) -> str:
    """All that decides the feature maps: photos, network input, views and seed."""
    photos = hashlib.sha256(repr([(example.name, example.size) for example in examples]).encode()).hexdigest()
    network, views = recipe.network, recipe.views
    shape = {name: network.options.get(name) for name in ("turns", "folded", "dilated")}
    decisive = (network.backbone, network.pretrained, shape, network.side, views.front, views.int8)
    calibration = recipe.calibration if views.int8 else None
    begun_from = f", begun from {initial.digest}" if initial else ""
    return f"photos {photos}, network and front {decisive}, seed {recipe.seed}, calibration {calibration}{begun_from}\n"


def random_view(index: int, seed: int, without: tuple[Edit, ...]) -> Callable[[Image.Image, int], Image.Image]:
    """View ``index`` of any photo: itself for 0, else a copy decided by seed, photo number and index alone."""
    if index == 0:
        return lambda image, _: image
    return lambda image, photo: view(image, np.random.default_rng([seed, photo, index]), without=without)


def _needless(recipe: CopiesRecipe) -> tuple[Edit, ...]:
    """Edits the network cannot tell from the photo itself."""
    return (quarter_turn,) if recipe.network.options.get("turns") else ()


def pairs_of_views(maps: Sequence[Maps] | Sequence[NDArray[np.float32]], photos: int) -> PlainDraw:
    """Draws batches of two views each of different photos, more often than not the photo itself and a copy.

    Args:
        maps: by view, [all photos, ...].
        photos: in a batch.

    Returns:
        What the loop draws with: inputs float32 [2 * photos, ...], labels int64 [2 * photos].
    """

    def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor]:  # noqa: ARG001 - the generator knows the step
        chosen = np.sort(rng.choice(len(maps[0]), photos, replace=False))
        first, second = (int(index) for index in rng.choice(len(maps), 2, replace=False))
        if second and rng.random() < _ORIGINAL_SHARE:
            first = 0
        both = np.concatenate([maps[first][chosen], maps[second][chosen]]).astype(np.float32)
        return torch.from_numpy(both), torch.arange(photos).repeat(2)

    return draw


class _LinearHead(nn.Module):
    """Relaxed bits of pooled features, which it first brings to mean 0 and spread 1."""

    mean: Tensor
    spread: Tensor

    def __init__(self, mean: Tensor, spread_: Tensor, bits: int) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread_)
        self.linear = nn.Linear(len(mean), bits)

    def forward(self, pooled: Tensor) -> Outputs:
        outputs: Tensor = self.linear((pooled - self.mean) / self.spread)
        return Outputs(outputs.clamp(-1.0, 1.0))

    def folded(self) -> tuple[Tensor, Tensor]:
        """Weight [bits, channels] and bias [bits] of the same map on features as they come."""
        weight = self.linear.weight.detach() / self.spread
        return weight, self.linear.bias.detach() - weight @ self.mean


def begin_with_linear_head(
    recipe: CopiesRecipe,
    network: HashNetwork,
    maps: Sequence[Maps],
    work: Path,
    task: Task,
    hooks: Hooks = NO_HOOKS,
) -> None:
    """First phase: a linear layer on pooled features, which costs seconds, becomes the network's initial.

    Without attention at work (its scales begin at 0), pooling, the convolution to A and the hash layer are one linear
    map. The one learnt here goes into the convolution, and the hash layer begins by passing it on.
    """
    if not recipe.head.steps:
        return
    if not isinstance(network, Dhida):
        raise UsageError("Only a dhida network can begin with a linear head; set [head] steps to 0.")
    pooled = [pool(network, view_maps, recipe.views.front) for view_maps in maps]
    originals = torch.from_numpy(pooled[0])
    head = _LinearHead(originals.mean(dim=0), originals.std(dim=0).clamp_min(_LEAST_SPREAD), recipe.network.bits)
    draw = pairs_of_views(pooled, recipe.head.photos)
    checkpoint = Checkpoint(work / "head.pt", 1000, recipe.as_dict())
    groups = [ParameterGroup(list(head.parameters()), recipe.head.rate)]
    train(
        head,
        groups,
        draw,
        recipe.loss,
        recipe.head.schedule,
        name=f"{recipe.model_id} head",
        seed=recipe.seed,
        task=task,
        checkpoint=checkpoint,
        hooks=hooks,
    )
    weight, bias = head.folded()
    bits = recipe.network.bits
    with torch.no_grad():
        network.reduce.weight[:bits] = weight[:, :, None, None]
        network.reduce.bias[:bits] = bias  # type: ignore[index]
        network.hash_layer.weight.copy_(torch.eye(*network.hash_layer.weight.shape) * (0.5 if network.attends else 1.0))
        network.hash_layer.bias.zero_()


def pool(network: HashNetwork, maps: Maps, front: int) -> NDArray[np.float32]:
    """What the backbone makes of maps, the mean over positions and turns: float32 [photos, channels]."""
    pooled = np.empty((len(maps), network.backbone.channels), np.float32)
    with torch.inference_mode():
        for start in range(0, len(maps), _POOLING_BATCH):
            batch = torch.from_numpy(maps[start : start + _POOLING_BATCH].astype(np.float32))
            features = network.backbone(batch.flatten(0, 1), start=front).mean(dim=(2, 3))
            pooled[start : start + _POOLING_BATCH] = features.unflatten(0, (len(batch), -1)).mean(dim=1).numpy()
    return pooled


def calibration_views(recipe: CopiesRecipe, examples: Sequence[Example]) -> Pixels:
    """Pictures to choose int8 ranges by: photos and copies in turn, uint8 [n, side, side, 3]."""
    pictures = []
    for number, example in enumerate(spread(examples, recipe.calibration)):
        image = random_view(number % 2, recipe.seed + 2, ())(example.image(), number)
        pictures.append(squash(np.asarray(image), recipe.network.side))
    return np.stack(pictures)
