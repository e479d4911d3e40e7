"""The loop learns, can be broken off at any step, and then ends with the weights it would have ended with."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from numpy.random import Generator
from torch import Tensor, nn

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.losses import SoftmaxLoss
from photohash.training.loop import Checkpoint, pace, train
from photohash.training.recipe import Phase

PHASE = Phase(steps=12, photos=8, rate=0.01, decay=0.01)


def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(10, 16), nn.Tanh())


def draw(rng: Generator) -> tuple[Tensor, Tensor]:
    """Eight random points, each twice with some noise."""
    points = torch.from_numpy(rng.normal(size=(8, 10))).float()
    noise = torch.from_numpy(rng.normal(size=(16, 10))).float()
    return torch.cat([points, points]) + 0.3 * noise, torch.arange(8).repeat(2)


class _Stopping(Task):
    """A task whose owner presses cancel after some steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._left = steps

    def advance(self, items: int = 1) -> None:
        super().advance(items)
        self._left -= items
        if self._left <= 0:
            self.cancel()


def run(
    net: nn.Module, *, task: Task | None = None, checkpoint: Checkpoint | None = None, seed: int = 3
) -> list[float]:
    return train(
        net, net.parameters(), draw, SoftmaxLoss(), PHASE, seed=seed, task=task or Task(), checkpoint=checkpoint
    )


def weights(net: nn.Module) -> Tensor:
    return torch.cat([parameter.detach().flatten() for parameter in net.parameters()])


def test_the_loss_falls():
    net = network()
    losses = train(net, net.parameters(), draw, SoftmaxLoss(), Phase(60, 8, 0.02, 0.0), seed=0, task=Task())
    assert sum(losses[-10:]) < 0.8 * sum(losses[:10])


def test_the_same_seed_gives_the_same_weights_and_another_does_not():
    first, second, third = network(), network(), network()
    assert run(first) == run(second)
    run(third, seed=4)
    assert torch.equal(weights(first), weights(second))
    assert not torch.equal(weights(first), weights(third))


@pytest.mark.parametrize("stopped_after", [1, 5, 11])
def test_a_run_broken_off_ends_as_if_it_had_not_been(tmp_path, stopped_after):
    whole = network()
    run(whole)
    checkpoint = Checkpoint(tmp_path / "run.pt", 2, {"a": 1})
    with pytest.raises(Cancelled):
        run(network(), task=_Stopping(stopped_after), checkpoint=checkpoint)
    resumed = network()
    losses = run(resumed, checkpoint=checkpoint)
    assert len(losses) <= PHASE.steps
    assert torch.equal(weights(resumed), weights(whole))


def test_a_finished_run_is_not_run_again(tmp_path):
    checkpoint = Checkpoint(tmp_path / "run.pt", 5, {})
    first, second = network(), network()
    run(first, checkpoint=checkpoint)
    assert run(second, checkpoint=checkpoint) == []
    assert torch.equal(weights(first), weights(second))


def test_a_checkpoint_of_another_run_is_refused(tmp_path):
    run(network(), checkpoint=Checkpoint(tmp_path / "run.pt", 5, {"a": 1}))
    with pytest.raises(UsageError, match="of another run"):
        run(network(), checkpoint=Checkpoint(tmp_path / "run.pt", 5, {"a": 2}))
    with pytest.raises(UsageError, match="of another run"):
        run(network(), checkpoint=Checkpoint(tmp_path / "run.pt", 5, {"a": 1}), seed=9)


def test_a_damaged_checkpoint_is_refused(tmp_path: Path):
    path = tmp_path / "run.pt"
    path.write_bytes(b"no checkpoint")
    with pytest.raises(UsageError, match=r"run\.pt is damaged"):
        run(network(), checkpoint=Checkpoint(path, 5, {}))


def test_the_pace_rises_then_falls():
    paces = [pace(step, 100) for step in range(100)]
    assert paces[0] < paces[4]
    assert paces[5:] == sorted(paces[5:], reverse=True)
    assert max(paces) <= 1
    assert math.isclose(paces[-1], 0, abs_tol=1e-3)
