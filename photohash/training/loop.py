"""The training loop, one for every phase and method: draw, forward, loss, backward, step; now and then validate, keep.

Nothing carries over from step to step but weights, optimiser and the best validation: a batch, and whatever else is
drawn at random, is decided by the seed and the number of the step. So a run that was broken off and goes on from its
checkpoint ends with the weights it would have ended with. A checkpoint is written whole or not at all, refused where it
is of another run, and unable to execute anything.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from photohash.core.errors import Cancelled, TrainingError, UsageError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Task
from photohash.hashing.losses import Loss
from photohash.hashing.network import Outputs
from photohash.training.schedule import ParameterGroup, Schedule, optimiser_of

log = logging.getLogger(__name__)


class MixedLabels(NamedTuple):
    """Labels of a batch in which each photo shows a part of another.

    Attributes:
        own: of the photos, [n] or [n, L].
        other: of what they show a part of.
        share: of the loss that goes by their own.
    """

    own: Tensor
    other: Tensor
    share: float


PlainDraw = Callable[[int, Generator], tuple[Tensor, Tensor]]
"""Makes the batch of a step: inputs, and labels [n]. The generator is the step's own."""

Draw = Callable[[int, Generator], tuple[Tensor, Tensor | MixedLabels]]
"""The same, of photos that may be mixed."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a watcher is told after each step.

    Attributes:
        run: which of the runs behind a model.
        step: steps done.
        steps: of the whole run.
        loss: of the step's batch.
        rate: greatest learning rate of the step.
        validation: the score, where the step was followed by a validation.
        seconds_left: an estimate, or None while it cannot be told.
    """

    run: str
    step: int
    steps: int
    loss: float
    rate: float
    validation: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a caller wants to know and to say while a run goes on, besides its ``Task``.

    Attributes:
        report: told after each step.
        enough: asked before each step; True ends the run there and keeps the best so far, after a last validation:
            the user said so, or the time is up.
    """

    report: Callable[[Event], None] = lambda _: None
    enough: Callable[[], bool] = lambda: False


NO_HOOKS = Hooks()
"""Nobody watches, and nothing ends a run before its last step."""


@dataclass(slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        losses: of every step run now; fewer than planned where a checkpoint was gone on from, or the run ended early.
        step: the step it ended after.
        score: of the best validation, whose weights the network has now; None where there was none.
    """

    losses: list[float] = field(default_factory=list)
    step: int = 0
    score: float | None = None


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


@dataclass(slots=True)
class TrainingState:
    """All that carries over from step to step.

    Attributes:
        network: what is trained.
        optimiser: with what it remembers.
        scaler: of the loss, in mixed precision.
        averaged: the running mean of the network's weights, where the schedule has one.
        step: the next one, which is how many were done.
        kept: the step of the last checkpoint.
        validated: the steps that were done at the last validation; fewer where the run broke off in one that was due.
        best_score: of the best validation so far, or None before the first.
        best_weights: the network's at that validation.
        without_gain: validations since.
    """

    network: nn.Module
    optimiser: torch.optim.Optimizer
    scaler: torch.amp.GradScaler
    averaged: AveragedModel | None = None
    step: int = 0
    kept: int = 0
    validated: int = 0
    best_score: float | None = None
    best_weights: dict[str, Tensor] | None = None
    without_gain: int = 0

    def keep(self, checkpoint: Checkpoint | None, seed: int) -> None:
        """Writes the state, whole or not at all, where there is a place for it and a step was done since."""
        if checkpoint is None or self.step == self.kept:
            return
        buffer = io.BytesIO()
        values = {
            "step": self.step,
            "seed": seed,
            "config": repr(dict(checkpoint.config)),
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "scaler": self.scaler.state_dict(),
            "averaged": self.averaged.state_dict() if self.averaged else None,
            "validated": self.validated,
            "best_score": self.best_score,
            "best_weights": self.best_weights,
            "without_gain": self.without_gain,
        }
        torch.save(values, buffer)
        write_atomically(checkpoint.path, buffer.getvalue())
        self.kept = self.step

    def take_up(self, checkpoint: Checkpoint, seed: int) -> None:
        """Takes up the state kept before, where there is one.

        Raises:
            UsageError: it is of another run, or damaged.
        """
        if not checkpoint.path.exists():
            return
        name = shown(checkpoint.path)
        try:
            kept = torch.load(checkpoint.path, map_location="cpu", weights_only=True)
            same = kept["config"] == repr(dict(checkpoint.config)) and kept["seed"] == seed
            if same:
                self.network.load_state_dict(kept["network"])
                self.optimiser.load_state_dict(kept["optimiser"])
                self.scaler.load_state_dict(kept["scaler"])
                if self.averaged:
                    self.averaged.load_state_dict(kept["averaged"])
                self.best_score, self.best_weights = kept["best_score"], kept["best_weights"]
                self.without_gain, self.validated = int(kept["without_gain"]), int(kept["validated"])
                self.step = self.kept = int(kept["step"])
        except Exception as error:  # torch raises whatever its reader of a damaged file meets
            raise UsageError(f"The checkpoint {name} is damaged; remove it to begin again.") from error
        if not same:
            raise UsageError(f"The checkpoint {name} is of another run; remove it to begin again.")
        log.info("going on from step %d", self.step)

    @contextmanager
    def judged(self) -> Iterator[None]:
        """The network with the weights it is judged by: their running mean, where there is one."""
        if self.averaged is None:
            yield
            return
        own = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.averaged.module.state_dict())
        try:
            yield
        finally:
            self.network.load_state_dict(own)


def train(
    network: nn.Module,
    groups: Sequence[ParameterGroup],
    draw: Draw,
    loss: Loss,
    schedule: Schedule,
    *,
    name: str,
    seed: int,
    task: Task,
    checkpoint: Checkpoint | None = None,
    validate: Callable[[], float] | None = None,
    hooks: Hooks = NO_HOOKS,
) -> RunResult:
    """Trains a network in place.

    Args:
        network: maps inputs to ``Outputs``. It is in evaluation mode whenever ``validate`` is called, and afterwards.
        groups: the parameters to train, which lie on the device to train on.
        draw: makes the batches.
        loss: what is made small.
        schedule: how many steps, how fast, and how often to validate.
        name: what the run is called, for whoever watches.
        seed: of everything drawn, together with the step.
        task: counts steps; cancelling it ends the run at a step, after which a checkpoint lets it go on.
        checkpoint: where to keep the run, and where to go on from when the file is there.
        validate: scores the network as it is; the greater the better. The best weights are the ones it ends with.
        hooks: told of each step.

    Raises:
        Cancelled: the task was cancelled. The checkpoint has every step that was done.
        TrainingError: the loss or its gradient is no number any more. The checkpoint is of the step before.
        UsageError: the checkpoint is of another run, or damaged.
    """
    state, run = _begin(network, groups, schedule, checkpoint, seed), RunResult()
    try:
        _validated(state, schedule, validate)  # one that a cancel broke off
        while state.step < schedule.steps and not _has_lost_patience(state, schedule):
            if hooks.enough():
                _validated(state, schedule, validate, last=True)
                break
            if checkpoint and state.step - state.kept >= checkpoint.every:
                state.keep(checkpoint, seed)
            task.check()
            rate = _set_rates(state.optimiser, groups, schedule.rate_share(state.step))
            run.losses.append(_step(state, groups, draw, loss, schedule, seed))
            task.advance()
            score, left = _validated(state, schedule, validate), task.progress.seconds_left
            hooks.report(Event(name, state.step, schedule.steps, run.losses[-1], rate, score, left))
    except (Cancelled, TrainingError):
        state.keep(checkpoint, seed)
        raise
    state.keep(checkpoint, seed)
    network.eval()
    if state.best_weights is not None:
        network.load_state_dict(state.best_weights)
    elif state.averaged is not None:
        network.load_state_dict(state.averaged.module.state_dict())
    run.step, run.score = state.step, state.best_score
    return run


def _begin(
    network: nn.Module, groups: Sequence[ParameterGroup], schedule: Schedule, checkpoint: Checkpoint | None, seed: int
) -> TrainingState:
    """The state before the first step, or as the checkpoint has it; in mixed precision on a GPU."""
    device = groups[0].parameters[0].device
    scaler = torch.amp.GradScaler(device.type, enabled=device.type == "cuda")
    averaged = None
    if schedule.average:
        mean = get_ema_multi_avg_fn(schedule.average)  # type: ignore[no-untyped-call]
        averaged = AveragedModel(network, multi_avg_fn=mean, use_buffers=True)
    state = TrainingState(network, optimiser_of(schedule, groups), scaler, averaged)
    if checkpoint:
        state.take_up(checkpoint, seed)
    return state


def _step(
    state: TrainingState, groups: Sequence[ParameterGroup], draw: Draw, loss: Loss, schedule: Schedule, seed: int
) -> float:
    """One step; its loss.

    Raises:
        TrainingError: the loss or its gradient is no number; the weights are then those from before the step.
    """
    _set_mode(state.network, schedule)
    torch.manual_seed(seed * 1_000_003 + state.step)  # of what a network or loss draws itself, such as dropout
    inputs, labels = draw(state.step, np.random.default_rng([seed, state.step]))
    with torch.autocast(inputs.device.type, torch.float16, enabled=state.scaler.is_enabled()):
        outputs: Outputs = state.network(inputs)
    value = _loss_of(loss, outputs, labels, state.step / schedule.steps)
    _check(value.item(), "loss", state.step, schedule)
    state.optimiser.zero_grad()
    state.scaler.scale(value).backward()  # type: ignore[no-untyped-call]
    state.scaler.unscale_(state.optimiser)
    trained = [parameter for group in groups for parameter in group.parameters]
    length = nn.utils.clip_grad_norm_(trained, schedule.longest_gradient)
    if not state.scaler.is_enabled():  # a scaler leaves such a step out by itself and goes on with a smaller scale
        _check(length.item(), "gradient of the loss", state.step, schedule)
    state.scaler.step(state.optimiser)
    state.scaler.update()
    if state.averaged:
        state.averaged.update_parameters(state.network)
    state.step += 1
    if state.step % 50 == 1 or state.step == schedule.steps:
        log.info("step %d of %d: loss %.4f", state.step, schedule.steps, value.item())
    return value.item()


def _loss_of(loss: Loss, outputs: Outputs, labels: Tensor | MixedLabels, progress: float) -> Tensor:
    """The loss of a batch; of a mixed one the mean of the losses by both labels, weighted by what is seen of each."""
    if isinstance(labels, Tensor):
        return loss(outputs, labels, progress=progress)
    own, other = (loss(outputs, of, progress=progress) for of in (labels.own, labels.other))
    return torch.lerp(other, own, labels.share)


def _check(value: float, what: str, step: int, schedule: Schedule) -> None:
    if not math.isfinite(value):
        raise TrainingError(
            f"The {what} became {value} at step {step + 1} of {schedule.steps}, so training ended there and made no"
            " model. A smaller learning rate often helps."
        )


def _set_mode(network: nn.Module, schedule: Schedule) -> None:
    """Training mode where batch statistics are learnt, save for what is frozen; else evaluation mode throughout."""
    network.train(schedule.learns_statistics)
    if schedule.learns_statistics:
        for module in network.modules():
            parameters = list(module.parameters())
            if parameters and not any(parameter.requires_grad for parameter in parameters):
                module.eval()


def _set_rates(optimiser: torch.optim.Optimizer, groups: Sequence[ParameterGroup], share: float) -> float:
    """Sets the rate of each group and gives the greatest."""
    for values, group in zip(optimiser.param_groups, groups, strict=True):
        values["lr"] = group.rate * share
    return max(group.rate for group in groups) * share


def _has_lost_patience(state: TrainingState, schedule: Schedule) -> bool:
    return 0 < schedule.patience <= state.without_gain


def _validated(
    state: TrainingState, schedule: Schedule, validate: Callable[[], float] | None, *, last: bool = False
) -> float | None:
    """The score, where a validation is due that was not done yet; the best weights so far are remembered."""
    if validate is None or state.validated == state.step:
        return None
    due = schedule.validate_every and state.step % schedule.validate_every == 0
    if not due and not last and state.step != schedule.steps:
        return None
    state.network.eval()
    with state.judged():
        score = validate()
        state.validated = state.step
        log.info("step %d of %d: validation %.4f", state.step, schedule.steps, score)
        if state.best_score is None or score > state.best_score:
            state.best_score, state.without_gain = score, 0
            weights = state.network.state_dict()
            state.best_weights = {name: value.detach().cpu().clone() for name, value in weights.items()}
        else:
            state.without_gain += 1
    return score
