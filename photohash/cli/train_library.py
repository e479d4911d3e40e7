"""``photohash train --from-library``: a run on a library's own albums, begun here or by the window."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from photohash.cli.context import CommandContext
from photohash.core.errors import ModelError, UsageError
from photohash.core.paths import shown

if TYPE_CHECKING:
    from photohash.library.browse import Browser
    from photohash.training.album_report import AlbumReport
    from photohash.training.run_folder import RunRequest, TrainingRun


def train_from_library(
    current: CommandContext,
    albums: Sequence[str],
    asked: RunRequest,
    *,
    name: str | None = None,
    out: Path | None = None,
) -> None:
    """Begins a run, or goes on with one that was stopped, and works on it to its end.

    Args:
        current: the session.
        albums: names of the albums to learn; all without any.
        asked: what else is asked for.
        name: of a run that is there already; then nothing else is asked for.
        out: where the model is copied to in the end.

    Raises:
        UsageError: there is no such run or album, or another process works on it.
    """
    from photohash import wiring
    from photohash.library.albums.training_photos import library_albums
    from photohash.training.child import step_back
    from photohash.training.library_run import opened, work_on
    from photohash.training.output_folder import claim
    from photohash.training.run_folder import find_run

    if out:
        claim(out)
    with wiring.open_browser(current.library) as browser:
        if name:
            step_back()
            run = find_run(current.library, name)
        else:
            run = _run(current.library, browser, albums, asked)
        with opened(run) as at_work:
            ids = run.request().album_ids
            chosen = [album.id for album in browser.albums()] if ids is None else list(ids)
            photos = library_albums(browser, chosen)
            with current.watched(at_work.task):
                report = work_on(at_work, photos)
    if out:
        _hand_out(run, out)
    shutil.rmtree(run.work, ignore_errors=True)
    _tell(current, run, report)


def _hand_out(run: TrainingRun, out: Path) -> None:
    """Copies the model to where it was asked for, whole or not at all."""
    from photohash.training.output_folder import built_beside

    try:
        with built_beside(out) as place:
            for path in run.model.iterdir():
                shutil.copy(path, place)
    except ModelError as error:
        raise ModelError(f"{error} It is made all the same: it lies in {shown(run.model)}.") from error


def _run(library: Path, browser: Browser, albums: Sequence[str], asked: RunRequest) -> TrainingRun:
    """A run that was stopped and asks for the same, or a new one."""
    from dataclasses import replace

    from photohash.training.run_folder import Control, RunState, begin_run, runs

    known = {album.name: album.id for album in browser.albums()}
    for name in albums:
        if name not in known:
            raise UsageError(f"There is no album {name!r}; photohash albums lists them.")
    if len(albums or known) < 2:
        raise UsageError("Training tells albums apart: it needs two of them or more. See photohash albums create.")
    chosen = tuple(sorted(known[name] for name in albums)) if albums else None
    asked = replace(asked, album_ids=chosen, albums=tuple(albums) or None)
    for run in reversed(runs(library)):
        if run.state() in (RunState.STOPPED, RunState.FAILED) and run.request() == asked:
            run.control(Control.GO)
            return run
    return begin_run(library, asked)


def _tell(current: CommandContext, run: TrainingRun, report: AlbumReport) -> None:
    if current.json:
        gain = [report.gain.low, report.gain.high]
        current.line(
            {
                "model": report.model,
                "path": str(run.model),
                "run": run.name,
                "before": report.map_before.mean,
                "after": report.map_after.mean,
                "gain": gain,
                "better": report.better,
            }
        )
        return
    current.say(f"Made {report.model} in {shown(run.model)}.")
    current.say(
        f"mAP {report.map_after.mean:.3f} ({report.map_after.low:.3f} to {report.map_after.high:.3f}) on photos held"
        f" out in turn, against {report.map_before.mean:.3f} by {report.before_model}."
    )
    current.say(report.why)
    current.say(report.about_copies)
    current.say(f"Take it up with photohash models import {shown(run.model)}.")
