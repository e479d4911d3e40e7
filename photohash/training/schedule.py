"""How a run goes about its steps: which optimiser, how fast, and how the rate changes over the run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import torch
from torch import nn
from torch.optim import SGD, Adam, AdamW, Optimizer, RMSprop

_WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a run does besides its data and its loss.

    Attributes:
        steps: of the optimiser.
        decay: weight decay.
        optimiser: a name in ``OPTIMISERS``.
        pace: a name in ``PACES``.
        slowing: of the pace "inverse", the d of 1 / (1 + d step).
        longest_gradient: gradients of a step are scaled down to this length together.
        learns_statistics: whether batch normalisation goes by its batch and learns from it; else it stays as it came.
        average: of every step's weights, the share that the running mean of the weights keeps of itself. The mean is
            what is validated and kept; 0 takes the weights of the step.
        validate_every: steps between two validations; 0 leaves the one at the end.
        patience: validations without gain after which the run ends; 0 never ends it.
    """

    steps: int
    decay: float
    optimiser: str = "adamw"
    pace: str = "cosine"
    slowing: float = 0.0
    longest_gradient: float = 5.0
    learns_statistics: bool = False
    average: float = 0.0
    validate_every: int = 0
    patience: int = 0

    def rate_share(self, step: int) -> float:
        """The learning rate of a step as a share of the greatest."""
        return PACES[self.pace](step, self)


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    """Parameters that are trained at one rate.

    Attributes:
        parameters: the parameters.
        rate: their greatest learning rate.
    """

    parameters: Sequence[nn.Parameter]
    rate: float


def cosine(step: int, schedule: Schedule) -> float:
    """Up in a line over the first twentieth of the run, down along a cosine."""
    rise = (step + 1) / (schedule.steps * _WARM_UP)
    return min(rise, 1.0) * (0.5 + 0.5 * math.cos(math.pi * min(step / schedule.steps, 1.0)))


def constant(step: int, schedule: Schedule) -> float:  # noqa: ARG001 - one face for all paces
    """Always the same."""
    return 1.0


def inverse(step: int, schedule: Schedule) -> float:
    """``1 / (1 + d step)``, the learning rate decay of SGD in Keras and Torch7 that DAHP's 1e-7 goes with."""
    return 1.0 / (1.0 + schedule.slowing * step)


PACES: Mapping[str, Callable[[int, Schedule], float]] = MappingProxyType(
    {"cosine": cosine, "constant": constant, "inverse": inverse}
)
"""Every way in which the rate changes, by the name it has in recipes."""

_MOMENTUM = 0.9

OPTIMISERS: Mapping[str, Callable[[list[dict[str, object]], float], Optimizer]] = MappingProxyType(
    {
        "adamw": lambda groups, decay: AdamW(groups, weight_decay=decay),
        "adam": lambda groups, decay: Adam(groups, weight_decay=decay),
        "sgd": lambda groups, decay: SGD(groups, lr=1.0, momentum=_MOMENTUM, nesterov=True, weight_decay=decay),
        "rmsprop": lambda groups, decay: RMSprop(groups, weight_decay=decay),
    }
)
"""Every optimiser by the name it has in recipes; each takes the groups and the weight decay."""


def optimiser_of(schedule: Schedule, groups: Iterable[ParameterGroup]) -> torch.optim.Optimizer:
    """The schedule's optimiser of some parameters."""
    listed: list[dict[str, object]] = [{"params": list(group.parameters), "lr": group.rate} for group in groups]
    return OPTIMISERS[schedule.optimiser](listed, schedule.decay)
