"""The second phase of a model for copies: every copy of a photo is led to the code that the photo itself had before.

The codes of the photos after the first phase are its anchors, one a photo, as DAHP (section III.E) has one a class.
A copy is told from all photos at once, however few fit into a batch, so codes of unrelated photos cannot fall together.
The anchors may stay where they are, or learn too, which draws those of photos apart that look alike. Copies are made
afresh for every step, and the network sees each in one position; one that averages over quarter turns so learns to
answer alike in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from photohash.core.task import Task
from photohash.hashing.losses import ProxySoftmaxLoss
from photohash.hashing.network import HashNetwork, Outputs
from photohash.hashing.squash import squash
from photohash.training.augment import quarter_turn, view
from photohash.training.loop import NO_HOOKS, Checkpoint, Hooks, PlainDraw, train
from photohash.training.photo_sources import Example
from photohash.training.recipe import CopiesRecipe
from photohash.training.schedule import ParameterGroup

_CHECKPOINT_EVERY = 50
_BATCH = 128
_SIDE_STEP = 32

Copies = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""ImageCache uint8 [n, side, side, 3], and which photo each is a copy of, [n]."""


def anchors_of(network: HashNetwork, maps: NDArray[np.float16], front: int) -> Tensor:
    """The codes of photos as anchors: of the whole photos, also where the network looks at their middles as well.

    Args:
        network: after the first phase.
        maps: of the photos themselves by the front, [photos, turns, channels, h, w].
        front: the layer that takes the maps.

    Returns:
        -1 and +1, float32 [photos, bits].
    """
    parts = []
    with torch.inference_mode():
        for start in range(0, len(maps), _BATCH):
            batch = torch.from_numpy(maps[start : start + _BATCH].astype(np.float32))
            code = network.relaxed(network.outputs_from_features(batch, front).code)
            parts.append(torch.where(code > 0, 1.0, -1.0))
    return torch.cat(parts)


def train_anchored(
    recipe: CopiesRecipe,
    network: HashNetwork,
    anchors: Tensor,
    examples: Sequence[Example],
    work: Path,
    task: Task,
    hooks: Hooks = NO_HOOKS,
) -> None:
    """Trains the network in place, all but its frozen front.

    Args:
        recipe: what to do; its ``anchored`` tells how long and how fast.
        network: after the first phase.
        anchors: -1 and +1, float32 [photos, bits].
        examples: the photos, in the order of the anchors.
        work: where the checkpoint is kept.
        task: counts steps.
        hooks: told of each step.

    Raises:
        Cancelled: the task was cancelled.
        TrainingError: the loss is no number any more.
        PhotoError: a photo that could be read at first no longer can.
    """
    phase = recipe.anchored
    if not phase.steps:
        return
    layers = list(network.backbone.layers)
    body = [parameter for layer in layers[phase.frozen :] for parameter in layer.parameters()]
    head = [parameter for name, parameter in network.named_parameters() if not name.startswith("backbone.")]
    for layer in layers[: phase.frozen]:
        layer.requires_grad_(requires_grad=False)
    learner = _Upright(network, anchors, learns=phase.anchor_rate > 0)
    moving = [parameter for parameter in (learner.anchors,) if parameter.requires_grad]
    rates = (body, phase.rate), (head, phase.head_rate), (moving, phase.anchor_rate)
    groups = [ParameterGroup(parameters, rate) for parameters, rate in rates if parameters]
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    train(
        learner,
        groups,
        copies_ahead(FreshCopies(recipe, examples), phase.steps, phase.workers, task),
        ProxySoftmaxLoss(learner.anchors, phase.scale, phase.weight, phase.pairwise, phase.margin),
        phase.schedule,
        name=f"{recipe.model_id} anchored",
        seed=recipe.seed + 1,
        task=task,
        checkpoint=Checkpoint(work / "anchored.pt", _CHECKPOINT_EVERY, recipe.as_dict()),
        hooks=hooks,
    )
    network.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]


class _Upright(nn.Module):
    """The network on pictures in the one position they are given in, and the anchors, which may learn with it."""

    def __init__(self, network: HashNetwork, anchors: Tensor, *, learns: bool) -> None:
        super().__init__()
        self.network = network
        self.anchors = nn.Parameter(anchors.clone(), requires_grad=learns)

    def forward(self, pixels: Tensor) -> Outputs:
        """Pixel values of 0 to 255, float [n, 3, side, side]."""
        return self.network.outputs_from_features(self.network.backbone.normalised(pixels)[:, None], 0)


class FreshCopies(Dataset[Copies]):
    """The copies of each step, decided by the seed and the number of the step.

    Args:
        recipe: its ``anchored`` tells how many copies and how they are turned, both it and its network the side of the
            squares.
        examples: the photos.
    """

    def __init__(self, recipe: CopiesRecipe, examples: Sequence[Example]) -> None:
        self._phase, self._seed = recipe.anchored, recipe.seed + 1
        self._sides = range(recipe.anchored.least_side or recipe.network.side, recipe.network.side + 1, _SIDE_STEP)
        self._examples = examples

    def __getitem__(self, step: int) -> Copies:
        rng = np.random.default_rng([self._seed, step])
        count = min(self._phase.photos, len(self._examples))
        drawn = np.sort(rng.choice(len(self._examples), count, replace=False))
        chosen: NDArray[np.int64] = drawn.astype(np.int64).repeat(self._phase.copies)
        side = self._sides[int(rng.integers(len(self._sides)))] if len(self._sides) > 1 else self._sides[0]
        return np.stack([self._copy(self._examples[index].image(), side, rng) for index in chosen.tolist()]), chosen

    def _copy(self, image: Image.Image, side: int, rng: Generator) -> NDArray[np.uint8]:
        if rng.random() >= self._phase.unchanged:
            image = view(image, rng)
        if rng.random() < self._phase.turned:
            image = quarter_turn(image, rng)
        return squash(np.asarray(image), side)


def copies_ahead(copies: Dataset[Copies], steps: int, workers: int, task: Task) -> PlainDraw:
    """Draws the copies of each step, made by other processes while the network learns from those before.

    Args:
        copies: by the number of a step.
        steps: of the run, which is drawn in order from whichever step it begins with.
        workers: processes; 0 makes the copies here and now.
        task: cancelling it explains why the other processes are gone.

    Returns:
        What the loop draws with: pixel values float32 [n, 3, side, side], and numbers of photos int64 [n].
    """
    ahead: Iterator[tuple[Tensor, Tensor]] | None = None

    def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor]:  # noqa: ARG001 - the step decides its copies
        nonlocal ahead
        if ahead is None:
            loader = DataLoader(
                copies,
                batch_size=None,
                sampler=range(step, steps),
                num_workers=workers,
                multiprocessing_context="spawn" if workers else None,
            )
            ahead = cast(Iterator[tuple[Tensor, Tensor]], iter(loader))
        try:
            squares, photos = next(ahead)
        except RuntimeError:  # an interruption from the keyboard ends the other processes too
            task.check()
            raise
        pixels = squares.permute(0, 3, 1, 2).float()
        return pixels.contiguous(memory_format=torch.channels_last), photos

    return draw
