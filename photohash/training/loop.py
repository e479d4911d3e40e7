"""The training loop, one for every phase and method: draw, forward, loss, backward, step; checkpoint now and then.

Nothing carries over from step to step but weights and optimiser: a batch is drawn from the seed and the number of the
step. So a run that was broken off and goes on from its checkpoint ends with the weights it would have ended with.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn

from photohash.core.errors import UsageError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Task
from photohash.hashing.losses import Loss
from photohash.training.recipe import Phase

log = logging.getLogger(__name__)

_WARM_UP = 0.05
_LONGEST_GRADIENT = 5.0


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where and how often a run is kept.

    Attributes:
        path: the file.
        every: steps between two.
        config: what the run is; one that differs is not gone on with.
    """

    path: Path
    every: int
    config: Mapping[str, Any]


def train(
    network: nn.Module,
    parameters: Iterable[nn.Parameter],
    draw: Callable[[Generator], tuple[Tensor, Tensor]],
    loss: Loss,
    phase: Phase,
    *,
    seed: int,
    task: Task,
    checkpoint: Checkpoint | None = None,
) -> list[float]:
    """Trains a network in place with AdamW.

    Args:
        network: maps inputs to relaxed bits; stays in evaluation mode, so that batch statistics are those it came with.
        parameters: the ones to train.
        draw: makes a batch of inputs and labels [n].
        loss: what is made small.
        phase: steps, learning rate and weight decay.
        seed: of every draw, together with the step.
        task: counts steps; cancelling it ends the run at a step, after which a checkpoint lets it go on.
        checkpoint: where to keep the run, and where to go on from when the file is there.

    Returns:
        The loss of every step run now, fewer than ``phase.steps`` where a checkpoint was gone on from.

    Raises:
        Cancelled: the task was cancelled.
        UsageError: the checkpoint is of another run, or damaged.
    """
    network.eval()
    trained = list(parameters)
    optimiser = torch.optim.AdamW(trained, lr=phase.rate, weight_decay=phase.decay)
    begun = _resume(checkpoint, network, optimiser, seed) if checkpoint else 0
    losses = []
    for step in range(begun, phase.steps):
        if checkpoint and step > begun and step % checkpoint.every == 0:
            _keep(checkpoint, network, optimiser, step, seed)
        task.check()
        for group in optimiser.param_groups:
            group["lr"] = phase.rate * pace(step, phase.steps)
        inputs, labels = draw(np.random.default_rng([seed, step]))
        value = loss(network(inputs), labels)
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(trained, _LONGEST_GRADIENT)
        optimiser.step()
        losses.append(value.item())
        task.advance()
        if step % 50 == 0 or step == phase.steps - 1:
            log.info("step %d of %d: loss %.4f", step + 1, phase.steps, losses[-1])
    if checkpoint and losses:
        _keep(checkpoint, network, optimiser, phase.steps, seed)
    return losses


def pace(step: int, steps: int) -> float:
    """The learning rate of a step as a share of the greatest: up in a line over a twentieth, down along a cosine."""
    done = (step + 1) / steps
    return min(done / _WARM_UP, 1.0) * (0.5 + 0.5 * math.cos(math.pi * min(step / steps, 1.0)))


def _keep(checkpoint: Checkpoint, network: nn.Module, optimiser: torch.optim.Optimizer, step: int, seed: int) -> None:
    """Writes the state before a step, whole or not at all."""
    buffer = io.BytesIO()
    state = {"step": step, "seed": seed, "config": repr(dict(checkpoint.config))}
    torch.save({**state, "network": network.state_dict(), "optimiser": optimiser.state_dict()}, buffer)
    write_atomically(checkpoint.path, buffer.getvalue())


def _resume(checkpoint: Checkpoint, network: nn.Module, optimiser: torch.optim.Optimizer, seed: int) -> int:
    """Takes up the state kept before and gives the step to go on with; 0 where nothing was kept."""
    if not checkpoint.path.exists():
        return 0
    name = shown(checkpoint.path)
    try:
        state = torch.load(checkpoint.path, map_location="cpu", weights_only=True)
        begun = int(state["step"])
        same = state["config"] == repr(dict(checkpoint.config)) and state["seed"] == seed
        if same:
            network.load_state_dict(state["network"])
            optimiser.load_state_dict(state["optimiser"])
    except Exception as error:  # torch raises whatever its reader of a damaged file meets
        raise UsageError(f"The checkpoint {name} is damaged; remove it to begin again.") from error
    if not same:
        raise UsageError(f"The checkpoint {name} is of another run; remove it to begin again.")
    log.info("going on from step %d", begun)
    return begun
