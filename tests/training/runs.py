"""A small problem to learn, and a task that is cancelled at work: what tests of the loop share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn

from photohash.core.task import Task
from photohash.hashing.losses import InfoNceLoss, Loss
from photohash.hashing.network import Outputs
from photohash.training.loop import Checkpoint, Hooks, RunResult, train
from photohash.training.schedule import ParameterGroup, Schedule

STEPS = 17


class Small(nn.Module):
    """Six numbers to eight relaxed bits, with batch statistics and dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.Tanh(), nn.Dropout(0.2))
        self.head = nn.Sequential(nn.Linear(12, 8), nn.Hardtanh())

    def forward(self, x: Tensor) -> Outputs:
        return Outputs(self.head(self.body(x)))


def network() -> Small:
    """The same one each time."""
    torch.manual_seed(5)
    return Small()


def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor]:
    """Ten points, each twice with some noise."""
    points = rng.normal(size=(10, 6))
    both = [points + 0.2 * rng.normal(size=(10, 6)) for _ in range(2)]
    return torch.from_numpy(np.concatenate(both)).float(), torch.arange(10).repeat(2)


def schedule(steps: int = STEPS, **changes: Any) -> Schedule:
    return Schedule(**{"steps": steps, "decay": 0.01} | changes)


def run(
    learner: nn.Module,
    task: Task | None = None,
    path: Path | None = None,
    *,
    how: Schedule | None = None,
    loss: Loss | None = None,
    **changes: Any,
) -> RunResult:
    """Trains, keeping a checkpoint every four steps."""
    config = changes.pop("config", {"rate": 0.01, "name": "x"})
    hooks = Hooks(**{name: changes.pop(name) for name in ("report", "enough") if name in changes})
    return train(
        learner,
        [ParameterGroup(list(learner.parameters()), changes.pop("rate", 0.01))],
        changes.pop("draw", draw),
        loss or InfoNceLoss(),
        how or schedule(),
        name="small",
        seed=changes.pop("seed", 3),
        task=task or Task(),
        checkpoint=None if path is None else Checkpoint(path, 4, config),
        hooks=hooks,
        **changes,
    )


def same(one: nn.Module, other: nn.Module) -> bool:
    """Whether all weights and statistics are equal to the last bit."""
    return all(torch.equal(a, b) for a, b in zip(one.state_dict().values(), other.state_dict().values(), strict=True))


class CancelledAfter(Task):
    """A task that its owner cancels as soon as a number of steps is done."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps

    def advance(self, items: int = 1) -> None:
        super().advance(items)
        if self.progress.done >= self.steps:
            self.cancel()
