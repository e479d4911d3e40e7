"""A run on the disk: how it stands, what is said to it, and what a power cut leaves of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from photohash.core.errors import UsageError
from photohash.training.album_report import AlbumChange, AlbumReport, AlbumStrip, Estimate, Reason
from photohash.training.run_control import EventLog
from photohash.training.run_folder import RunRequest, RunState, TrainingRun, begin_run, find_run, runs
from photohash.training.run_lock import is_locked, locked


@pytest.fixture
def run(tmp_path) -> TrainingRun:
    return begin_run(tmp_path, RunRequest("dah", 32, 1.5, (1, 2), ("sea", "snow")))


def report(reason: Reason = Reason.BETTER) -> AlbumReport:
    figure = Estimate(0.5, 0.4, 0.6)
    return AlbumReport(
        "m", "b", "dah", 32, 4, (AlbumChange("sea", 4, 0.5, 0.75),), figure, figure, figure, 0.5, 0.6, reason,
        (AlbumStrip("aa", ("bb",), ("cc",)),), 0.5, 0.4, 0.9, 12.5,
    )  # fmt: skip


def test_a_request_and_a_report_are_read_as_they_were_written(run):
    assert run.request() == RunRequest("dah", 32, 1.5, (1, 2), ("sea", "snow"))
    assert AlbumReport.from_json(report().as_json()) == report()
    assert find_run(run.library, run.name) == run
    with pytest.raises(UsageError, match="no training run"):
        find_run(run.library, "albums99")


@pytest.mark.parametrize("reason", Reason)
def test_a_report_says_why_in_sentences_and_is_better_for_one_reason_only(reason):
    made = report(reason)
    assert made.better is (reason is Reason.BETTER)
    assert "{" not in made.why + made.about_copies


def test_a_figure_of_which_little_is_known_is_told_as_a_range():
    rough, exact = Estimate(0.8, 0.7, 0.9), Estimate(0.8, 0.77, 0.83)
    assert "between 0.70 and 0.90 instead of about 0.50" in replace(report(), map_after=rough).why
    assert "mAP is 0.80 instead of 0.50" in replace(report(), map_after=exact).why


def test_no_number_is_given_twice_while_a_model_has_it(run, tmp_path):
    (tmp_path / "models" / "dah-lite0-32-albums7").mkdir(parents=True)
    second = begin_run(tmp_path, RunRequest())
    assert [found.name for found in runs(tmp_path)] == ["albums1", "albums8"]
    second.remove()
    assert runs(tmp_path) == (run,)


def test_the_state_follows_from_the_lock_the_last_event_and_the_word(run):
    assert run.state() is RunState.WAITING
    log = EventLog(run)
    with locked(run.lock):
        log.tell({"kind": "began"})
        assert run.state() is RunState.RUNNING
        run.control("pause")
        assert run.state() is RunState.PAUSED
        with pytest.raises(UsageError, match="going on"):
            run.remove()
    assert run.state() is RunState.STOPPED
    log.tell_last({"kind": "failed", "message": "The disk is full."})
    assert (run.state(), run.message()) == (RunState.FAILED, "The disk is full.")
    run.control("cancel")
    assert run.state() is RunState.CANCELLED
    (run.folder / "report.json").write_bytes(report().as_json())
    log.tell({"kind": "done"})
    assert (run.state(), run.report()) == (RunState.DONE, report())


def test_a_second_one_is_refused_and_nobody_is_kept_out_afterwards(run):
    with locked(run.lock), pytest.raises(UsageError, match="already"), locked(run.lock):
        pass
    assert not is_locked(run.lock)


def test_events_are_read_on_from_where_one_was_and_a_torn_line_is_passed_over(run):
    log = EventLog(run)
    log.tell({"kind": "began"})
    events, offset = run.events_after(0)
    assert events == ({"kind": "began"},)
    with (run.folder / "events.jsonl").open("ab") as file:
        file.write(json.dumps({"kind": "stage"}).encode()[:9])
    assert run.events_after(offset) == ((), offset)
    EventLog(run).tell({"kind": "done"})
    assert run.events_after(offset)[0] == ({"kind": "done"},)


def test_a_damaged_report_is_none(run):
    (run.folder / "report.json").write_bytes(b"{}")
    assert run.report() is None
