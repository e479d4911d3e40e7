"""A training run as the window sees it: begun, watched by its files, held, ended; the work is done by another process.

Closing the window ends that process, and the run goes on where it was when a person says so at the next start. Nothing
here loads what trains: the two share a folder and nothing else.
"""

from __future__ import annotations

import logging
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.core.errors import KnownError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.core.translation import said, tr
from photohash.training import child
from photohash.training.album_report import AlbumReport
from photohash.training.disk_room import full
from photohash.training.run_folder import Control, Event, RunRequest, RunState, TrainingRun, begin_run, runs

logger = logging.getLogger(__name__)

_LOOK_MS = 200
_KILL_SECONDS = 10.0

StartChild = Callable[[TrainingRun], "subprocess.Popen[bytes]"]


class TrainingController(QObject):
    """One run at a time.

    Args:
        library: whose albums are learnt.
        start: begins the process that trains, or has it go on.

    Attributes:
        start_child: as it was given.
        run: the run that is looked at; None for none.
        events: all that it has told so far.
        seconds: that were worked on it since this window began to watch.

    Signals:
        changed: it stands otherwise, or another run or none is looked at.
        told(object): one more event.
    """

    changed = Signal()
    told = Signal(object)

    def __init__(self, library: Path, start: StartChild = child.start) -> None:
        super().__init__()
        self._library, self.start_child = library, start
        self.run: TrainingRun | None = None
        self.events: list[Event] = []
        self.seconds = 0.0
        self._problem = ""
        self._offset = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._state: RunState | None = None
        self._cancelled_at: float | None = None
        self._looked = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def state(self) -> RunState | None:
        """How the run stands; None where there is none, or it is being thrown away."""
        return None if self._cancelled_at is not None else self._state

    @property
    def idle(self) -> bool:
        """Whether nothing is watched that could change by itself."""
        return not self._timer.isActive()

    @property
    def problem(self) -> str:
        """Why it does not go on, in the person's language; "" where nothing is wrong."""
        if self._problem:
            return self._problem
        if self.run is not None and self._state is RunState.FAILED:
            return said(self.run.message()) or tr("Training failed. The log has the details.")
        return ""

    @property
    def report(self) -> AlbumReport | None:
        """What came of it; None while nothing has."""
        return None if self.run is None else self.run.report()

    def find(self) -> None:
        """Looks for a run that an earlier window left: one that can go on, or whose outcome nobody has seen."""
        for run in reversed(runs(self._library)):
            if run.state() is RunState.CANCELLED:
                self._remove(run)
            elif self.run is None:
                self._watch(run)
        if self.run is not None:
            self._look()

    def begin(self, request: RunRequest) -> bool:
        """Begins a run; a run before it, which is done or given up, is thrown away. Returns whether it began."""
        if self.run is not None:
            self._forget()
        try:
            self._watch(begin_run(self._library, request))
        except KnownError as error:
            self._problem = said(str(error))
            self.changed.emit()
            return False
        return self.go_on()

    @Slot()
    def go_on(self) -> bool:
        """Has the run worked on: begun, continued after it was held, or again after it stopped or failed."""
        if self.run is None or self._cancelled_at is not None:
            return False
        self._problem = ""
        try:
            self.run.control(Control.GO)
            if not self._alive():
                self._process = self.start_child(self.run)
        except KnownError as error:
            self._problem = said(str(error))
        except OSError as error:
            self._problem = tr("Training cannot be started: {reason}.").format(reason=said(in_words(error)))
        self._looked = time.monotonic()
        self._timer.start()
        self._look()
        self.changed.emit()
        return not self._problem

    def pause(self) -> None:
        """Holds the run."""
        self._say(Control.PAUSE)

    def finish(self) -> None:
        """Makes the best that there is so far the model."""
        self._say(Control.FINISH)

    def cancel(self) -> None:
        """Ends the run and throws it away."""
        if self.run is None:
            return
        self._cancelled_at = time.monotonic()
        self._say(Control.CANCEL)
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        self._timer.start()
        self._look()
        self.changed.emit()

    def close(self, timeout: float) -> bool:
        """Ends the process; the run can go on from where it is. Returns whether it ended in time."""
        self._timer.stop()
        process, self._process = self._process, None
        if process is None:
            return True
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._cancelled_at is not None and self.run is not None:
            self._remove(self.run)
        return True

    def _say(self, word: Control) -> None:
        if self.run is None:
            return
        try:
            self.run.control(word)
        except KnownError as error:
            self._problem = said(str(error))
        self._look()
        self.changed.emit()

    def _watch(self, run: TrainingRun) -> None:
        self.run, self._process, self._state = run, None, run.state()
        self.events, self._offset, self.seconds, self._problem = [], 0, 0.0, ""
        self._looked = time.monotonic()
        self._timer.start()

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @Slot()
    def _look(self) -> None:
        """Reads what was told, and how the run stands."""
        if self.run is None:
            self._timer.stop()
            return
        if self._cancelled_at is not None:
            self._see_it_end()
            return
        before, now = self._state, time.monotonic()
        alive = self._alive()  # first: what it told at its end is read below
        code = None if self._process is None else self._process.poll()
        if before is RunState.RUNNING:
            self.seconds += now - self._looked
        self._looked = now
        found, self._offset = self.run.events_after(self._offset)
        for event in found:
            self.events.append(event)
            self.told.emit(event)
        self._state = self.run.state()
        if alive:
            self._state = RunState.PAUSED if self.run.told() is Control.PAUSE else RunState.RUNNING
        elif self._process is not None and self._state is RunState.WAITING:
            self._state = RunState.STOPPED  # it ended before it said a word
        if code is not None and code > 0 and self._state is RunState.STOPPED:
            self._problem = _why_it_ended(self.run)
        if self._state not in (RunState.RUNNING, RunState.PAUSED):
            self._process = None
            self._timer.stop()
        if self._state is RunState.CANCELLED:
            self._forget()
        if self._state is not before:
            self.changed.emit()

    def _see_it_end(self) -> None:
        """A run that was cancelled is removed once nobody works on it."""
        if self.run is None or self._cancelled_at is None:
            return
        if self._alive():
            if self._process is not None and time.monotonic() - self._cancelled_at > _KILL_SECONDS:
                self._process.kill()
        elif self.run.state() not in (RunState.RUNNING, RunState.PAUSED):
            self._forget()
            self.changed.emit()

    def forget(self) -> None:
        """The run was adopted or discarded: its folder goes."""
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._timer.stop()
        run, self.run, self._process, self._state = self.run, None, None, None
        self._cancelled_at, self.events, self._problem = None, [], ""
        if run is not None:
            self._remove(run)

    def _remove(self, run: TrainingRun) -> None:
        try:
            run.remove()
        except KnownError as error:
            logger.info("%s", error)  # found again, and removed, at the next start


def _why_it_ended(run: TrainingRun) -> str:
    """Of a process that was not killed, and had nothing to say."""
    if (told := full(run.folder)) is not None:
        return said(str(told))
    # A fault of photohash, which would come again and again.
    words = tr("Training ended because of a fault in photohash. {file} has the details.")
    return words.format(file=shown(child.log_of(run)))
