"""A run broken off and gone on with ends as if it never had been; a stranger's checkpoint is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from photohash.core.errors import Cancelled, UsageError
from photohash.training.schedule import Schedule
from tests.training.runs import STEPS, CancelledAfter, network, run, same, schedule

pytestmark = pytest.mark.usefixtures("one_thread")

HOWS = {
    "as it comes": schedule(),
    "statistics and dropout": schedule(learns_statistics=True),
    "sgd": schedule(optimiser="sgd", pace="inverse", slowing=0.1),
    "rmsprop": schedule(optimiser="rmsprop", pace="constant"),
}


@pytest.mark.parametrize("how", HOWS.values(), ids=HOWS)
@pytest.mark.parametrize("breaks", [(1,), (4,), (5, 3), (16,), (6, 6, 2)], ids=str)
def test_a_run_broken_off_anywhere_ends_as_an_unbroken_one(tmp_path, breaks, how: Schedule):
    unbroken = network()
    losses = run(unbroken, how=how).losses
    done = 0
    for steps in breaks:
        with pytest.raises(Cancelled):
            run(network(), CancelledAfter(steps), tmp_path / "run.pt", how=how)
        done += steps
    gone_on = network()
    last = run(gone_on, path=tmp_path / "run.pt", how=how).losses
    assert same(gone_on, unbroken)
    assert last == losses[done:], "a cancelled run keeps every step it has done"


@pytest.mark.parametrize("killed_at", [5, 9, 14])
def test_a_run_killed_without_a_word_goes_on_from_its_last_checkpoint(tmp_path, killed_at):
    class KilledError(BaseException):
        """What no code expects, as a power cut."""

    def report(event: Any) -> None:
        if event.step == killed_at:
            raise KilledError

    unbroken, gone_on = network(), network()
    losses = run(unbroken).losses
    with pytest.raises(KilledError):
        run(network(), path=tmp_path / "run.pt", report=report)
    kept = torch.load(tmp_path / "run.pt", weights_only=True)["step"]
    assert kept == (killed_at - 1) // 4 * 4
    assert run(gone_on, path=tmp_path / "run.pt").losses == losses[kept:]
    assert same(gone_on, unbroken)


@pytest.mark.parametrize("stopped_after", [2, 3, 7])
def test_the_best_validation_and_the_patience_survive_a_break(tmp_path, stopped_after):
    """The score falls off after step 6, and three validations later the run ends."""

    def score(learner: Any) -> Any:
        first = float(learner.head[0].weight.detach()[0, 0])
        return lambda: -abs(float(learner.head[0].weight.detach()[0, 0]) - first - 0.02)

    how = schedule(validate_every=2, patience=3)
    whole = network()
    expected = run(whole, how=how, validate=score(whole))
    broken, gone_on = network(), network()
    broken_score, gone_on_score = score(broken), score(gone_on)
    with pytest.raises(Cancelled):
        run(broken, CancelledAfter(stopped_after), tmp_path / "run.pt", how=how, validate=broken_score)
    ended = run(gone_on, path=tmp_path / "run.pt", how=how, validate=gone_on_score)
    assert (ended.step, ended.score) == (expected.step, expected.score)
    assert same(gone_on, whole)


def test_a_cancel_during_a_validation_leaves_it_to_be_done(tmp_path):
    def cancelled() -> float:
        raise Cancelled

    how = schedule(6, validate_every=3)
    with pytest.raises(Cancelled):
        run(network(), path=tmp_path / "run.pt", how=how, validate=cancelled)
    scores = iter((0.9, 0.1))
    gone_on, unbroken = network(), network()
    ended = run(gone_on, path=tmp_path / "run.pt", how=how, validate=lambda: next(scores))
    assert (ended.score, len(ended.losses)) == (0.9, 3)
    scores = iter((0.9, 0.1))
    run(unbroken, how=how, validate=lambda: next(scores))
    assert same(gone_on, unbroken)


def test_a_finished_run_is_not_run_again(tmp_path):
    first, second = network(), network()
    run(first, path=tmp_path / "run.pt")
    assert run(second, path=tmp_path / "run.pt").losses == []
    assert same(first, second)


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
