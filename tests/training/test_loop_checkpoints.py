"""A run broken off and gone on with ends as if it never had been; a stranger's checkpoint is refused."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.random import Generator
from torch import Tensor, nn

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.losses import SoftmaxLoss
from photohash.training.loop import Checkpoint, pace, train
from photohash.training.recipe import Phase

STEPS = 17


def network() -> nn.Module:
    """Six numbers to eight relaxed bits, with batch statistics that must stay as they are."""
    torch.manual_seed(5)
    return nn.Sequential(nn.Linear(6, 12), nn.BatchNorm1d(12), nn.Tanh(), nn.Linear(12, 8), nn.Hardtanh())


def draw(rng: Generator) -> tuple[Tensor, Tensor]:
    """Ten points, each twice with some noise."""
    points = rng.normal(size=(10, 6))
    both = [points + 0.2 * rng.normal(size=(10, 6)) for _ in range(2)]
    return torch.from_numpy(np.concatenate(both)).float(), torch.arange(10).repeat(2)


class CancelledAfter(Task):
    """A task that its owner cancels as soon as a number of steps is done."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps

    def advance(self, items: int = 1) -> None:
        super().advance(items)
        if self.progress.done >= self.steps:
            self.cancel()


def run(learner: nn.Module, task: Task | None = None, path: Path | None = None, **changes: Any) -> list[float]:
    """Trains, keeping a checkpoint every four steps."""
    config: Mapping[str, Any] = changes.get("config", {"rate": 0.01, "name": "x"})
    return train(
        learner,
        learner.parameters(),
        draw,
        SoftmaxLoss(),
        Phase(steps=STEPS, photos=10, rate=0.01, decay=0.01),
        seed=changes.get("seed", 3),
        task=task or Task(),
        checkpoint=None if path is None else Checkpoint(path, 4, config),
    )


def same(one: nn.Module, other: nn.Module) -> bool:
    """Whether all weights and statistics are equal to the last bit."""
    return all(torch.equal(a, b) for a, b in zip(one.state_dict().values(), other.state_dict().values(), strict=True))


@pytest.fixture(autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("breaks", [(1,), (4,), (5, 3), (16,), (6, 6, 2)], ids=str)
def test_a_run_broken_off_anywhere_ends_as_an_unbroken_one(tmp_path, breaks):
    unbroken = network()
    losses = run(unbroken)
    for steps in breaks:
        with pytest.raises(Cancelled):
            run(network(), CancelledAfter(steps), tmp_path / "run.pt")
    gone_on = network()
    last = run(gone_on, path=tmp_path / "run.pt")
    assert same(gone_on, unbroken)
    assert last == losses[-len(last) :]


def test_a_run_cancelled_before_it_began_changes_nothing():
    learner, task = network(), Task()
    task.cancel()
    with pytest.raises(Cancelled):
        run(learner, task)
    assert same(learner, network())


def test_the_task_counts_steps_and_batch_statistics_stay():
    learner, task = network(), Task()
    assert len(run(learner, task)) == task.progress.done == STEPS
    before, after = network().state_dict(), learner.state_dict()
    for name in ("1.running_mean", "1.running_var", "1.num_batches_tracked"):
        assert torch.equal(before[name], after[name])
    assert not torch.equal(before["1.weight"], after["1.weight"])


def test_only_the_parameters_given_are_trained():
    learner = network()
    last = learner.get_submodule("3")
    train(learner, last.parameters(), draw, SoftmaxLoss(), Phase(5, 10, 0.01, 0.01), seed=0, task=Task())
    changed = {
        name for name, value in learner.state_dict().items() if not torch.equal(value, network().state_dict()[name])
    }
    assert changed == {"3.weight", "3.bias"}


def test_the_loss_falls_on_a_problem_that_can_be_learnt():
    losses = train(n := network(), n.parameters(), draw, SoftmaxLoss(), Phase(80, 10, 0.03, 0.0), seed=1, task=Task())
    assert sum(losses[-10:]) < 0.7 * sum(losses[:10])


@pytest.mark.parametrize("change", [{"config": {"rate": 0.02, "name": "x"}}, {"seed": 4}], ids=["recipe", "seed"])
def test_a_checkpoint_of_another_run_is_refused_and_kept(tmp_path, change):
    path = tmp_path / "run.pt"
    run(network(), path=path)
    kept, learner = path.read_bytes(), network()
    with pytest.raises(UsageError, match=r"run\.pt is of another run; remove it to begin again\."):
        run(learner, path=path, **change)
    assert path.read_bytes() == kept
    assert same(learner, network())


def test_a_damaged_checkpoint_is_refused(tmp_path):
    path = tmp_path / "run.pt"
    run(network(), path=path)
    whole = path.read_bytes()
    for damaged in (b"", b"no checkpoint", whole[: len(whole) // 2], whole[:-40]):
        path.write_bytes(damaged)
        with pytest.raises(UsageError, match=r"run\.pt is damaged; remove it to begin again\."):
            run(network(), path=path)


@pytest.mark.parametrize(
    "state", [{}, {"step": 3}, [1, 2], {"step": 1, "seed": 3, "config": "{'rate': 0.01, 'name': 'x'}"}]
)
def test_a_file_of_torch_that_is_no_checkpoint_is_refused(tmp_path, state):
    torch.save(state, tmp_path / "run.pt")
    with pytest.raises(UsageError, match=r"run\.pt is damaged"):
        run(network(), path=tmp_path / "run.pt")


def test_a_checkpoint_holds_no_code(tmp_path):
    """Loading only weights is enough for ours, and a file that would run something is refused without running it."""
    path, trace = tmp_path / "run.pt", tmp_path / "ran"
    run(network(), path=path)
    assert torch.load(path, weights_only=True)["step"] == STEPS
    path.unlink()
    torch.save({"step": _Touching(trace)}, path)
    with pytest.raises(UsageError, match="damaged"):
        run(network(), path=path)
    assert not trace.exists()


class _Touching:
    """What a stranger might put into a file: unpickling it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("steps", [1, 7, 20, 200, 1000])
def test_the_pace_rises_in_a_line_and_falls_along_a_cosine(steps):
    paces = [pace(step, steps) for step in range(steps)]
    for step, found in enumerate(paces):
        rise = min((step + 1) / (steps / 20), 1.0)
        assert found == pytest.approx(rise * (1 + math.cos(math.pi * step / steps)) / 2)
    assert all(0 < found <= 1 for found in paces)
    highest = paces.index(max(paces))
    assert highest <= steps / 20
    assert paces[highest:] == sorted(paces[highest:], reverse=True)
