"""The process that trains: begun from the window, on its own, at low priority, and told what to do by files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from photohash.training.run_folder import Control, RunState, TrainingRun

_NICENESS = 10


def start(run: TrainingRun) -> subprocess.Popen[bytes]:
    """Begins or goes on with a run in a process of its own; it ends by itself when the run does.

    The run's word is ``go`` from now on. What the process prints goes to ``log.txt`` in the run's folder. Closing the
    window does not end it.

    Raises:
        LibraryError: the run's folder cannot be written.
        OSError: the process cannot be begun.
    """
    if run.state() not in (RunState.RUNNING, RunState.PAUSED):
        run.control(Control.GO)
    command = [sys.executable, "-m", "photohash", "--library", os.fspath(run.library), "--quiet"]
    command += ["train", "--from-library", "--run", run.name]
    with (run.folder / "log.txt").open("ab") as log:
        if sys.platform == "win32":
            flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NEW_PROCESS_GROUP
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, creationflags=flags)  # noqa: S603
        return subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def step_back() -> None:
    """Lets everything else on the computer go first; on Windows the process was begun that way."""
    if sys.platform != "win32":
        os.nice(max(_NICENESS - os.nice(0), 0))


def log_of(run: TrainingRun) -> Path:
    """What the process printed."""
    return run.folder / "log.txt"
