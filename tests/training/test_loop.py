"""The loop learns what it is given, tells what it does, keeps the best weights and ends where it should."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch import Tensor

from photohash.core.errors import Cancelled, TrainingError
from photohash.core.task import Stage, Task
from photohash.hashing.losses import InfoNceLoss, Loss
from photohash.hashing.losses.loss import LossBatch
from photohash.training.loop import Event, MixedLabels, train
from photohash.training.schedule import OPTIMISERS, PACES, ParameterGroup, Schedule
from tests.training.runs import STEPS, draw, network, run, same, schedule


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_loss_falls_with_every_optimiser(optimiser):
    rate = 0.01 if optimiser == "rmsprop" else 0.02
    losses = run(network(), how=schedule(80, decay=0.0, optimiser=optimiser), seed=1, rate=rate).losses
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


def test_the_same_seed_gives_the_same_weights_and_another_does_not():
    first, second, third = network(), network(), network()
    assert run(first).losses == run(second).losses
    run(third, seed=4)
    assert same(first, second)
    assert not same(first, third)


def test_the_task_counts_steps_and_batch_statistics_stay():
    learner, task = network(), Task()
    assert len(run(learner, task).losses) == task.progress.done == STEPS
    before, after = network().state_dict(), learner.state_dict()
    for name in ("body.1.running_mean", "body.1.running_var", "body.1.num_batches_tracked"):
        assert torch.equal(before[name], after[name])
    assert not torch.equal(before["body.1.weight"], after["body.1.weight"])


def test_batch_statistics_are_learnt_where_the_schedule_says_so_but_not_those_of_frozen_layers():
    learner = network()
    run(learner, how=schedule(learns_statistics=True))
    assert learner.state_dict()["body.1.num_batches_tracked"] == STEPS
    assert not learner.training
    frozen = network()
    frozen.body.requires_grad_(requires_grad=False)
    train(
        frozen,
        [ParameterGroup(list(frozen.head.parameters()), 0.01)],
        draw,
        InfoNceLoss(),
        schedule(learns_statistics=True),
        name="small",
        seed=1,
        task=Task(),
    )
    assert frozen.state_dict()["body.1.num_batches_tracked"] == 0


def test_only_the_parameters_given_are_trained_each_group_at_its_rate():
    learner, before = network(), network().state_dict()
    groups = [
        ParameterGroup(list(learner.head.parameters()), 0.01),
        ParameterGroup(list(learner.body[0].parameters()), 1e-9),
    ]
    train(learner, groups, draw, InfoNceLoss(), schedule(5, decay=0.0), name="small", seed=0, task=Task())
    moved = {name: float((value - before[name]).abs().max()) for name, value in learner.state_dict().items()}
    assert min(moved["head.0.weight"], moved["head.0.bias"]) > 1e-3
    assert 0 < max(moved["body.0.weight"], moved["body.0.bias"]) < 1e-7
    assert moved["body.1.weight"] == moved["body.1.bias"] == 0


def test_a_run_cancelled_before_it_began_changes_nothing():
    learner, task = network(), Task()
    task.cancel()
    with pytest.raises(Cancelled):
        run(learner, task)
    assert same(learner, network())


def test_every_step_is_told_with_its_loss_rate_and_validation():
    events: list[Event] = []
    scores, task = iter((0.3, 0.5, 0.4)), Task()
    task.begin(Stage.TRAINING, 11)
    told = run(network(), task, how=schedule(11, validate_every=4), validate=lambda: next(scores), report=events.append)
    assert [event.step for event in events] == list(range(1, 12))
    assert {(event.run, event.steps) for event in events} == {("small", 11)}
    assert [event.loss for event in events] == told.losses
    assert [event.validation for event in events if event.validation] == [0.3, 0.5, 0.4]
    assert [event.step for event in events if event.validation] == [4, 8, 11]
    assert [event.rate for event in events] == [0.01 * schedule(11).rate_share(step) for step in range(11)]
    assert events[-1].seconds_left == 0


def test_the_best_weights_are_kept():
    learner, seen = network(), []
    scores = iter((0.3, 0.9, 0.4, 0.9))

    def validate() -> float:
        assert not learner.training
        seen.append({name: value.clone() for name, value in learner.state_dict().items()})
        return next(scores)

    ended = run(learner, how=schedule(8, validate_every=2, learns_statistics=True), validate=validate)
    assert (ended.score, ended.step) == (0.9, 8)
    assert all(torch.equal(value, seen[1][name]) for name, value in learner.state_dict().items())


def test_the_running_mean_of_the_weights_is_what_is_judged_and_kept():
    learner, watched, kept = network(), "head.0.weight", 0.8
    weights, judged = list[Tensor](), list[Tensor]()

    def drawn(step: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        weights.append(learner.state_dict()[watched].clone())  # as the steps so far left them
        return draw(step, rng)

    def validate() -> float:
        judged.append(learner.state_dict()[watched].clone())
        return float(len(judged))

    how = schedule(8, average=kept, validate_every=4, learns_statistics=True)
    run(learner, how=how, draw=drawn, validate=validate)
    mean = weights[1]
    for step in range(2, 5):
        mean = kept * mean + (1 - kept) * weights[step]
    assert torch.allclose(judged[0], mean, atol=1e-6)
    assert not torch.allclose(weights[4], mean, atol=1e-4)  # and the steps go on from where they were
    assert torch.equal(learner.state_dict()[watched], judged[1])


def test_without_validation_the_mean_of_the_weights_is_what_a_run_ends_with():
    last, mean = network(), network()
    run(last)
    run(mean, how=schedule(average=0.9))
    assert not same(last, mean)
    run(judged := network(), how=schedule(average=0.9), validate=lambda: 1.0)
    assert same(judged, mean)


@dataclass(frozen=True)
class OfLabels(Loss):
    """The mean of the labels, whatever the codes."""

    def _of(self, batch: LossBatch) -> Tensor:
        assert batch.labels is not None
        return batch.labels.float().mean() + 0 * batch.code.sum()


def test_the_loss_of_mixed_photos_goes_by_both_labels_as_much_as_is_seen_of_each():
    labels = MixedLabels(torch.tensor([0, 0, 0, 0]), torch.tensor([4, 4, 0, 0]), 0.75)
    losses = run(network(), how=schedule(1), loss=OfLabels(), draw=lambda *_: (torch.ones(4, 6), labels)).losses
    assert losses == [pytest.approx(0.75 * 0 + 0.25 * 2)]


def test_a_run_ends_when_patience_is_lost():
    scores = iter((0.1, 0.3, 0.2, 0.3, 0.9))
    ended = run(network(), how=schedule(20, validate_every=2, patience=2), validate=lambda: next(scores))
    assert (ended.step, ended.score) == (8, 0.3)
    assert len(ended.losses) == 8


def test_a_run_that_is_told_enough_is_validated_once_more_and_keeps_the_best():
    learner, best = network(), {}

    def validate() -> float:
        best.update({name: value.clone() for name, value in learner.state_dict().items()})
        return next(scores)

    scores, events = iter((0.3, 0.5)), list[Event]()
    ended = run(
        learner,
        how=schedule(20, validate_every=4),
        validate=validate,
        report=events.append,
        enough=lambda: len(events) == 6,
    )
    assert (ended.step, ended.score) == (6, 0.5)
    assert all(torch.equal(value, best[name]) for name, value in learner.state_dict().items())


def test_a_run_that_is_told_enough_before_it_began_changes_nothing():
    learner = network()
    ended = run(learner, how=schedule(20, validate_every=4), validate=lambda: 1.0, enough=lambda: True)
    assert (ended.step, ended.score) == (0, None)
    assert same(learner, network())


def test_a_run_that_was_told_enough_goes_on_when_it_is_started_again(tmp_path):
    events, unbroken, gone_on = list[Event](), network(), network()
    run(network(), path=tmp_path / "run.pt", report=events.append, enough=lambda: len(events) == 6)
    losses = run(unbroken).losses
    assert run(gone_on, path=tmp_path / "run.pt").losses == losses[6:]
    assert same(gone_on, unbroken)


@dataclass(frozen=True)
class Spoilt(Loss):
    """Goes wrong late in the run, itself or only in its gradient."""

    in_gradient: bool = False

    def _of(self, batch: LossBatch) -> Tensor:
        value = batch.code.square().mean()
        if batch.progress < 0.6:
            return value
        return (value - value.detach()).sqrt() if self.in_gradient else value / 0.0


@pytest.mark.parametrize(("in_gradient", "what"), [(False, "loss became inf"), (True, "gradient of the loss became")])
def test_a_loss_that_is_no_number_ends_the_run_by_its_step_and_spoils_no_weight(tmp_path, in_gradient, what):
    learner = network()
    with pytest.raises(TrainingError, match=rf"The {what}.* at step 13 of 20"):
        run(learner, path=tmp_path / "run.pt", how=schedule(20), loss=Spoilt(in_gradient))
    kept = torch.load(tmp_path / "run.pt", weights_only=True)
    assert kept["step"] == 12
    assert all(value.isfinite().all() for value in kept["network"].values())
    assert all(torch.equal(value, kept["network"][name]) for name, value in learner.state_dict().items())


def test_gradients_are_cut_to_their_greatest_length():
    learner = network()
    before = {name: value.clone() for name, value in learner.state_dict().items()}
    how = schedule(1, decay=0.0, optimiser="sgd", pace="constant", longest_gradient=1e-3)
    run(learner, how=how, rate=1.0)
    # Nesterov's first step is (1 + 0.9) times the gradient
    moved = torch.cat([(value - before[name]).flatten() for name, value in learner.state_dict().items()]).norm()
    assert moved == pytest.approx(1.9e-3, rel=1e-3)


@pytest.mark.parametrize("steps", [1, 7, 20, 200, 1000])
def test_the_cosine_rises_in_a_line_and_falls_along_a_cosine(steps):
    shares = [Schedule(steps, 0.0).rate_share(step) for step in range(steps)]
    for step, found in enumerate(shares):
        rise = min((step + 1) / (steps / 20), 1.0)
        assert found == pytest.approx(rise * (1 + math.cos(math.pi * step / steps)) / 2)
    assert all(0 < found <= 1 for found in shares)
    highest = shares.index(max(shares))
    assert highest <= steps / 20
    assert shares[highest:] == sorted(shares[highest:], reverse=True)


def test_the_other_paces_are_constant_and_inverse():
    assert set(PACES) == {"cosine", "constant", "inverse"}
    assert [schedule(pace="constant").rate_share(step) for step in (0, 5, 1000)] == [1, 1, 1]
    assert [schedule(pace="inverse", slowing=0.5).rate_share(step) for step in (0, 2, 8)] == [1, 0.5, 0.2]
