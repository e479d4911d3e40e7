"""The second phase of learning albums: the end of the backbone, attention and head together, from kept maps."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photohash.core.task import Task
from photohash.hashing.network import HashNetwork, Outputs
from photohash.training.album_head import drawn
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_views import AlbumViews, Indices
from photohash.training.loop import NO_HOOKS, Checkpoint, Hooks, PlainDraw, train
from photohash.training.said_pairs import NO_PAIRS, SaidPairs, WithPairs
from photohash.training.schedule import ParameterGroup

_BATCH = 64
_TRIED = 3


class _Rest(nn.Module):
    """A network from the layer behind its front on."""

    def __init__(self, network: HashNetwork, front: int) -> None:
        super().__init__()
        self.network, self.front = network, front

    def forward(self, maps: Tensor) -> Outputs:
        """Float [n, c, h, w]."""
        x = maps.contiguous(memory_format=torch.channels_last)
        return self.network.outputs_from_features(x[:, None], self.front)


def tune(
    recipe: AlbumRecipe,
    network: HashNetwork,
    views: AlbumViews,
    labels: Indices,
    learnt: Indices,
    steps: int,
    task: Task,
    *,
    device: torch.device,
    name: str,
    pairs: SaidPairs = NO_PAIRS,
    checkpoint: Checkpoint | None = None,
    hooks: Hooks = NO_HOOKS,
) -> HashNetwork:
    """A copy of a network, all of which has learnt some of the photos but its front.

    Args:
        recipe: how.
        network: after the first phase, on the CPU.
        views: of all photos.
        labels: of all photos, int64 [photos].
        learnt: the places of those to learn from; each class is among them.
        steps: how long.
        task: counts steps.
        device: where to learn.
        name: what the run is called, for whoever watches.
        pairs: what was said of pairs of photos.
        checkpoint: where the run is kept, and gone on from.
        hooks: told of each step.

    Returns:
        On the CPU, in evaluation mode.

    Raises:
        Cancelled: the task was cancelled.
        TrainingError: the loss is no number any more.
        UsageError: the checkpoint is of another run, or damaged.
    """
    pairs = pairs.among(learnt)
    made = copy.deepcopy(network).to(device)
    made.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    train(
        _Rest(made, views.front),
        _groups(recipe, made, views.front),
        _draw(recipe, views, labels, learnt, device, pairs),
        WithPairs.of(recipe.loss, pairs),
        recipe.tuning.schedule(steps),
        name=name,
        seed=recipe.seed,
        task=task,
        checkpoint=checkpoint,
        hooks=hooks,
    )
    made.cpu().float().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    return made.eval()


def seconds_a_step(
    recipe: AlbumRecipe, network: HashNetwork, views: AlbumViews, labels: Indices, device: torch.device
) -> float:
    """How long a step of tuning takes here, measured on a copy that is thrown away."""
    ends: list[float] = []
    everything: Indices = np.arange(len(labels))
    hooks = Hooks(report=lambda _: ends.append(time.monotonic()))
    tune(recipe, network, views, labels, everything, _TRIED, Task(), device=device, name="trial", hooks=hooks)
    return (ends[-1] - ends[0]) / (len(ends) - 1)


def _groups(recipe: AlbumRecipe, network: HashNetwork, front: int) -> list[ParameterGroup]:
    layers = list(network.backbone.layers)
    for layer in layers[:front]:
        layer.requires_grad_(requires_grad=False)
    body = [parameter for layer in layers[front:] for parameter in layer.parameters()]
    head = [parameter for name, parameter in network.named_parameters() if not name.startswith("backbone.")]
    if body and "cbam" in dict(network.named_children()):
        head = _behind(network, head, front)
    groups = [ParameterGroup(body, recipe.tuning.rate), ParameterGroup(head, recipe.tuning.head_rate)]
    return [group for group in groups if group.parameters]


def _behind(network: HashNetwork, head: list[nn.Parameter], front: int) -> list[nn.Parameter]:
    """Without the attention between the layers of the front, which no gradient reaches."""
    cbam = network.get_submodule("cbam")
    before = {
        id(parameter)
        for place, gate in cbam.named_children()
        if int(place) < front - 1
        for parameter in gate.parameters()
    }
    return [parameter for parameter in head if id(parameter) not in before]


def _draw(
    recipe: AlbumRecipe,
    views: AlbumViews,
    labels: Indices,
    learnt: Indices,
    device: torch.device,
    pairs: SaidPairs,
) -> PlainDraw:
    classes = min(len(np.unique(labels)), recipe.tuning.batch // 2)
    each = recipe.tuning.batch // classes
    seed = recipe.seed + 1
    inner = drawn(labels, learnt, classes, each, seed, len(views.maps), of=_maps(views), pairs=pairs)

    def draw(step: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        maps, known = inner(step, rng)
        return maps.to(device), known.to(device)

    return draw


def _maps(views: AlbumViews) -> Callable[[Indices, Indices], Tensor]:
    def taken(chosen: Indices, photos: Indices) -> Tensor:
        rows = [views.maps[view][photo] for view, photo in zip(chosen.tolist(), photos.tolist(), strict=True)]
        return torch.from_numpy(np.stack(rows).astype(np.float32))

    return taken


def codes_of_maps(network: HashNetwork, views: AlbumViews, photos: Indices, task: Task) -> NDArray[np.float32]:
    """Relaxed bits of photos as they are, from their maps: float32 [n, bits]."""
    parts = []
    with torch.inference_mode():
        for start in range(0, len(photos), _BATCH):
            task.check()
            maps = torch.from_numpy(views.maps[0][photos[start : start + _BATCH]].astype(np.float32))
            parts.append(network.relaxed(network.outputs_from_features(maps[:, None], views.front).code).numpy())
    return np.concatenate(parts)
