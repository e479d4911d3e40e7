"""The search of folders as the window runs it: one job at a time, the next ones waiting, and words on how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.actions import Actions
from photohash.app.dialogs.fault import FaultDialog
from photohash.app.job_bar import Banner, JobBar
from photohash.app.jobs import Ending, LibraryJob, Mailbox, Outcome, Updater
from photohash.core.paths import shown


class Search(QObject):
    """Runs library jobs, and speaks of them through the job bar and the banner.

    Signals:
        changed: a job began or ended.
        committed: there is something new to show.
        ended: a job ended, whichever way.
    """

    changed = Signal()
    committed = Signal()
    ended = Signal()

    def __init__(
        self,
        open_pipeline: Callable[[], AbstractContextManager[Updater]],
        mailbox: Mailbox,
        actions: Actions,
        bar: JobBar,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__()
        self.job = LibraryJob(open_pipeline, mailbox)
        self._actions, self._bar, self._banner, self._window = actions, bar, banner, window
        self._queue: list[tuple[tuple[Path, ...], tuple[Path, ...]]] = []
        self._ready = False
        self.job.started.connect(self._tell)
        self.job.progressed.connect(bar.read)
        self.job.committed.connect(self.committed)
        self.job.ended.connect(self._end)
        actions["rescan"].triggered.connect(self.again)
        actions["pause"].triggered.connect(self.pause_or_go_on)
        actions["stop"].triggered.connect(self.stop)
        banner.button.clicked.connect(self.again)
        self._tell()

    @property
    def running(self) -> bool:
        """Whether a job is under way, or about to be."""
        return self.job.running or (bool(self._queue) and not self._ready)

    @Slot()
    def make_ready(self) -> None:
        """Starts what waits for the library to have been opened: whoever opens it first makes it, and only one can."""
        self._ready = True
        if self._queue and not self.job.running:
            self.job.start(*self._queue.pop(0))

    def add(self, folders: Sequence[Path], protect: Sequence[Path] = ()) -> None:
        """Searches folders, after the job that is running.

        Args:
            folders: to be searched from now on.
            protect: folders whose photos are always kept.
        """
        self._banner.hide()
        if self._ready and not self.running:
            self.job.start(folders, protect)
            return
        self._queue.append((tuple(folders), tuple(protect)))
        if folders and self._ready:
            names = ", ".join(shown(folder.name or folder) for folder in folders)
            self._banner.say(f"{names} comes next, when this search is done.")

    @Slot()
    def again(self) -> None:
        """Looks at all folders again; an interrupted search goes on where it was."""
        if not self.running:
            self.add([])

    @Slot()
    def pause_or_go_on(self) -> None:
        """Holds the job, or lets it go on."""
        if self.job.task.progress.paused:
            self.job.task.resume()
        else:
            self.job.task.pause()

    @Slot()
    def stop(self) -> None:
        """Ends the job and forgets those that wait; what was committed stays."""
        self._queue.clear()
        self.job.task.cancel()

    def close(self, timeout: float) -> bool:
        """Ends the job; returns whether its thread ended in time."""
        self._queue.clear()
        return self.job.close(timeout)

    @Slot()
    def _tell(self) -> None:
        self._bar.setVisible(self.running)
        for name in ("pause", "stop"):
            self._actions[name].setEnabled(self.running)
        self.changed.emit()

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        match ending.outcome:
            case Outcome.DONE if ending.refused:
                said = " and ".join(f"{shown(folder.path)} {folder.reason}" for folder in ending.refused)
                self._banner.say(f"{said}. Nothing was searched there.")
            case Outcome.DONE:
                self._banner.hide()
            case Outcome.CANCELLED:
                self._banner.say("Stopped. Everything read so far is kept.", "Go on")
            case Outcome.REFUSED:
                self._banner.say(ending.message, "Try again")
            case Outcome.BROKEN:
                sentence = "The search failed because of a fault in photohash. Your photos were not touched."
                self._banner.say(sentence, "Try again")
                FaultDialog(ending.message, self._window).open()
            case _:
                assert_never(ending.outcome)
        if self._queue and ending.outcome is Outcome.DONE:
            self.job.start(*self._queue.pop(0))
        self._tell()
        self.ended.emit()
