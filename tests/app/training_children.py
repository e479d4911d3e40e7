"""Stands in for the process that trains: a program of its own that tells what a run tells, in seconds, by the real
files. What it does is read from ``script`` in the run's folder."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from photohash.hashing.card import read_card
from photohash.training.album_report import AlbumChange, AlbumReport, AlbumStrip, Estimate, Reason
from photohash.training.run_folder import Control, RunState, TrainingRun
from photohash.training.run_lock import locked

STEPS = 6
_PATIENCE = 60.0


def start_with(script: str, report: AlbumReport | None = None, model: Path | None = None):
    """A starter of such processes.

    Args:
        script: "whole" works to the end, "hold" works until it is told something, "full" fails as a full disk does,
            "fill" takes all room on the disk and ends.
        report: what comes of it.
        model: the model that is made.
    """

    def start(run: TrainingRun) -> subprocess.Popen[bytes]:
        if run.state() is not RunState.RUNNING:
            run.control(Control.GO)
        order = {"script": script, "model": str(model or ""), "report": report.as_json().decode() if report else ""}
        (run.folder / "script.json").write_text(json.dumps(order))
        return subprocess.Popen([sys.executable, "-m", "tests.app.training_children", str(run.folder)])

    return start


def report_of(names: list[str], digests: list[str], *, model: str, better: bool) -> AlbumReport:
    """What may come of a run on albums of these names."""
    after, gain = (0.9, Estimate(0.4, 0.3, 0.5)) if better else (0.5, Estimate(0.0, -0.1, 0.1))
    return AlbumReport(
        model=model, before_model="dahp-lite0-128-scenes", method="dahp", bits=16, photos=len(digests),
        albums=tuple(AlbumChange(name, 4, 0.5, after) for name in names),
        map_before=Estimate(0.5, 0.4, 0.6), map_after=Estimate(after, after - 0.1, after + 0.05), gain=gain,
        p10_before=0.61, p10_after=0.89, reason=Reason.BETTER if better else Reason.NOT_SURE,
        strips=(AlbumStrip(digests[0], tuple(digests[1:4]), tuple(digests[1:4])),),
        copies_recall_before=0.7, copies_recall_after=0.6, copies_recall_kept=0.97, seconds=3.0,
    )  # fmt: skip


def _tell(run: TrainingRun, **event: object) -> None:
    with (run.folder / "events.jsonl").open("a", encoding="ascii") as log:
        log.write(json.dumps(event) + "\n")


def _told(run: TrainingRun, word: Control) -> bool:
    return run.told() is word


def _wait_for_a_word(run: TrainingRun) -> None:
    until = time.monotonic() + _PATIENCE
    while not (_told(run, Control.FINISH) or _told(run, Control.CANCEL)) and time.monotonic() < until:
        time.sleep(0.02)


def _fill(run: TrainingRun) -> None:
    """Takes all room on the disk, and ends without a word, for which there is none left."""
    with suppress(OSError), (run.folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024))
    sys.exit(1)


def _work(run: TrainingRun) -> None:
    order = json.loads((run.folder / "script.json").read_text())
    if order["script"] == "fill":
        _fill(run)
    _tell(run, kind="began")
    _tell(run, kind="plan", steps=0, views=60.0, heads=30.0, tuning=0.0, writing=30.0)
    _tell(run, kind="stage", stage="training", done=0, total=STEPS)
    for step in range(1, STEPS + 1):
        _tell(run, kind="loss", phase="head", step=step, steps=STEPS, loss=1 / step)
    _tell(run, kind="held_out", phase="head", mean_average_precision=0.7)
    _tell(run, kind="stage", stage="training", done=STEPS, total=STEPS)
    if order["script"] == "full":
        _tell(run, kind="failed", message="The model could not be written: the disk is full.")
        return
    if order["script"] == "hold":
        _wait_for_a_word(run)
    if run.told() is Control.CANCEL:
        _tell(run, kind="cancelled")
        return
    if order["model"]:
        made = Path(order["model"])
        run.model.mkdir(exist_ok=True)
        for name in ("card.json", *read_card(made).files):
            (run.model / name).write_bytes((made / name).read_bytes())
    (run.folder / "report.json").write_text(order["report"])
    _tell(run, kind="done")


if __name__ == "__main__":
    its_run = TrainingRun(Path(sys.argv[1]))
    with locked(its_run.lock):
        _work(its_run)
