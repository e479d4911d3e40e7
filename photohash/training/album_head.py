"""The first phase of learning albums: everything behind the backbone, on means of feature maps, in seconds.

Attention behind the backbone begins with scales of 0, where it passes the map on twice. As long as it stays so, the
mean of a map gives what the map gives, and a batch costs a thousandth of one of pixels. The loss is the method's own.
Each method has found the codes of its albums after a hundred and fifty such steps, where 45 steps of a whole network
from pixels, which took a hundred times as long, left the heads of DAH and DHIDA nearly where they began.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor, nn

from photohash.core.task import Task
from photohash.hashing.attention import DualAttention
from photohash.hashing.dah import Dah
from photohash.hashing.dahp import Dahp
from photohash.hashing.dhida import Dhida
from photohash.hashing.network import HashNetwork, Outputs
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_views import AlbumViews, Indices
from photohash.training.loop import NO_HOOKS, Hooks, PlainDraw, train
from photohash.training.said_pairs import NO_PAIRS, SaidPairs, WithPairs, with_pairs
from photohash.training.sampler import Balanced
from photohash.training.schedule import ParameterGroup

_LEAST_SPREAD = 1e-3
_NOT_THE_HEAD = ("backbone.", "attention.", "cbam.")


class Standardised(nn.Module):
    """The head of a network on means of feature maps, brought to mean 0 and a common spread of 1.

    Args:
        network: its attention passes maps on as they are.
        pooled: the means to go by, float32 [n, channels].
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, network: HashNetwork, pooled: NDArray[np.float32]) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("mean", torch.from_numpy(pooled.mean(axis=0)))
        spread = max(float(pooled.std(axis=0).mean()), _LEAST_SPREAD)
        self.register_buffer("spread", torch.tensor(spread))

    def forward(self, pooled: Tensor) -> Outputs:
        """Float [n, channels]."""
        x = (pooled - self.mean) / self.spread
        return self.network.outputs_from_features(x[:, None, :, None, None], len(self.network.backbone.layers))

    def fold(self) -> HashNetwork:
        """The network with the same outputs on features as they come, changed in place."""
        first = _first_layer(self.network)
        with torch.no_grad():
            first.weight /= self.spread
            first.bias.copy_(first.bias - first.weight.flatten(1) @ self.mean)  # type: ignore[union-attr, operator]
        return self.network


def _first_layer(network: HashNetwork) -> nn.Conv2d | nn.Linear:
    """The layer that takes what the backbone gives."""
    layer = network.hash_layer if isinstance(network, Dah) else network.reduce
    assert isinstance(layer, (nn.Conv2d, nn.Linear))  # noqa: S101 - all three methods have one
    return layer


def learn_head(
    recipe: AlbumRecipe,
    network: HashNetwork,
    views: AlbumViews,
    labels: Indices,
    learnt: Indices,
    task: Task,
    *,
    name: str,
    pairs: SaidPairs = NO_PAIRS,
    hooks: Hooks = NO_HOOKS,
) -> HashNetwork:
    """A copy of a network whose head has learnt some of the photos; backbone and attention are as they were.

    Args:
        recipe: how; its loss is of as many classes as there are.
        network: before training.
        views: of all photos.
        labels: of all photos, int64 [photos].
        learnt: the places of those to learn from; each class is among them.
        task: counts steps.
        name: what the run is called, for whoever watches.
        pairs: what was said of pairs of photos.
        hooks: told of each step.

    Raises:
        Cancelled: the task was cancelled.
        TrainingError: the loss is no number any more.
    """
    made = copy.deepcopy(network)
    attention = made.attention if isinstance(made, (Dahp, Dhida)) else None
    if isinstance(attention, DualAttention):
        made.attention = _PassedOnTwice()
    head = Standardised(made, views.pooled[:, learnt].reshape(-1, views.pooled.shape[-1]))
    parameters = [parameter for key, parameter in made.named_parameters() if not key.startswith(_NOT_THE_HEAD)]
    groups = [ParameterGroup(parameters, recipe.head.rate)]
    classes = len(np.unique(labels))
    pairs = pairs.among(learnt)
    each, loss, seed = recipe.head.photos, WithPairs.of(recipe.loss, pairs), recipe.seed
    draw = drawn(labels, learnt, classes, each, seed, len(views.pooled), of=_means(views), pairs=pairs)
    with _one_thread():
        train(head, groups, draw, loss, recipe.head.schedule, name=name, seed=seed, task=task, hooks=hooks)
    if isinstance(attention, DualAttention):
        made.attention = attention
    return head.fold()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Torch on one thread: steps this small gain nothing from more, and wait for them where a computer is busy."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class _PassedOnTwice(nn.Module):
    """What dual attention does as long as its scales are 0, at no cost."""

    def forward(self, a: Tensor) -> Tensor:
        return 2 * a


def _means(views: AlbumViews) -> Callable[[Indices, Indices], Tensor]:
    pooled = views.pooled
    return lambda chosen, photos: torch.from_numpy(pooled[chosen, photos])


def drawn(
    labels: Indices,
    learnt: Indices,
    classes: int,
    each: int,
    seed: int,
    views: int,
    *,
    of: Callable[[Indices, Indices], Tensor],
    pairs: SaidPairs = NO_PAIRS,
) -> PlainDraw:
    """What the loop draws: the same number of photos of each of some classes, each in a view drawn at random.

    Args:
        labels: of all photos, int64 [photos].
        learnt: the places of those that are drawn.
        classes: different ones in a batch.
        each: photos of a class in a batch.
        seed: of the shuffles.
        views: how many there are of each photo.
        of: what the network takes, of views and photos.
        pairs: of which some stand at the end of each batch; all are among those that are learnt.
    """
    sampler = Balanced(labels[learnt], classes, each, seed)
    chosen = with_pairs(lambda step, _: learnt[sampler.batch(step)], pairs)

    def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor]:
        photos = chosen(step, rng)
        return of(rng.integers(0, views, len(photos)), photos), torch.from_numpy(labels[photos])

    return draw


def codes_behind(network: HashNetwork, pooled: NDArray[np.float32]) -> NDArray[np.float32]:
    """Relaxed bits by a network whose attention passes maps on, of means of feature maps: float32 [n, bits]."""
    with torch.inference_mode():
        x = torch.from_numpy(pooled)[:, None, :, None, None]
        code = network.relaxed(network.outputs_from_features(x, len(network.backbone.layers)).code)
    made: NDArray[np.float32] = code.numpy()
    return made
