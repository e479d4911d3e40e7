"""The search of folders as the window runs it: one job at a time, the next ones waiting, and words on how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol, assert_never

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.job_bar import Banner
from photohash.app.jobs import JobResult, JobStatus, LibraryJob
from photohash.core.formatting import unread_formats_in_words
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.core.translation import said, tr
from photohash.library.photo import Failure


class Commit(Protocol):
    """What a search needs to know of a commit."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Files and folders that could not be taken in."""

    @property
    def not_read(self) -> Mapping[str, int]:
        """Files in formats that are not read, by format."""


class Updater(Protocol):
    """What a search needs of a pipeline."""

    def update(self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task) -> Iterator[Commit]:
        """Brings the library up to date, yielding after each commit."""


OpenPipeline = Callable[[], AbstractContextManager[Updater]]


class ScanController(QObject):
    """Runs searches through the library job, and speaks of them through the banner.

    Signals:
        changed: a search began or ended.
        ended: a search ended, whichever way.
    """

    changed = Signal()
    ended = Signal()

    def __init__(
        self, open_pipeline: OpenPipeline, job: LibraryJob, actions: Commands, banner: Banner, window: QWidget
    ) -> None:
        super().__init__()
        self._open_pipeline, self.job = open_pipeline, job
        self._banner, self._window = banner, window
        self._queue: list[tuple[tuple[Path, ...], tuple[Path, ...]]] = []
        self._ready = self._under_way = False
        job.ended.connect(self._go_on)
        actions["rescan"].triggered.connect(self.again)

    @property
    def running(self) -> bool:
        """Whether a search is under way, or about to be."""
        return self._under_way or bool(self._queue)

    @Slot()
    def make_ready(self) -> None:
        """Starts what waits for the library to have been opened: whoever opens it first makes it, and only one can."""
        self._ready = True
        self._go_on()

    def add(self, folders: Sequence[Path], protect: Sequence[Path] = ()) -> None:
        """Searches folders, after the job that is running.

        Args:
            folders: to be searched from now on.
            protect: folders whose photos are always kept.
        """
        self._banner.hide()
        self._queue.append((tuple(folders), tuple(protect)))
        if self._under_way and folders:
            names = ", ".join(shown(folder.name or folder) for folder in folders)
            self._banner.say(tr("{names} comes next, when this search is done.").format(names=names))
        self._go_on()

    @Slot()
    def again(self) -> None:
        """Looks at all folders again; an interrupted search goes on where it was."""
        if not self.running:
            self.add([])

    def forget(self) -> None:
        """Forgets the searches that wait."""
        self._queue.clear()

    @Slot()
    def _go_on(self) -> None:
        """Starts the next search that waits, if nothing else writes the library."""
        if self._queue and self._ready and not self.job.running:
            folders, protect = self._queue.pop(0)
            self._under_way = True
            self.job.start(partial(_update, self._open_pipeline, folders, protect), self._end)
        self.changed.emit()

    def _end(self, result: JobResult) -> None:
        self._under_way = False
        match result.status:
            case JobStatus.DONE if result.answer:
                self._banner.say(result.answer)
            case JobStatus.DONE:
                self._banner.hide()
            case JobStatus.CANCELLED:
                self._banner.say(tr("Stopped. Everything read so far is kept."), tr("Go on"), self.again)
            case JobStatus.REFUSED:
                self._banner.say(result.message, tr("Try again"), self.again)
            case JobStatus.BROKEN:
                sentence = tr("The search failed because of a fault in photohash. Your photos were not touched.")
                self._banner.say(sentence, tr("Try again"), self.again)
                ErrorReportDialog(result.message, self._window).open()
            case _:
                assert_never(result.status)
        self.changed.emit()
        self.ended.emit()


def _update(
    open_pipeline: OpenPipeline,
    folders: tuple[Path, ...],
    protect: tuple[Path, ...],
    task: Task,
    committed: Callable[[], None],
) -> str:
    """Brings the library up to date; answers with what is to be said of new folders: what was not looked at in them."""
    refused: list[Failure] = []
    not_read: dict[str, int] = {}
    with open_pipeline() as pipeline:
        task.check()
        for commit in pipeline.update(folders, protect=protect, task=task):
            committed()
            refused += [failure for failure in commit.failures if failure.path in folders]
            not_read |= commit.not_read
            task.check()
    names = tr(" and ").join(f"{shown(folder.path)} {said(folder.reason)}" for folder in refused)
    told = [
        tr("{folders}. Nothing was searched there.").format(folders=names) if names else "",
        unread_formats_in_words(not_read) if folders else "",
    ]
    return " ".join(filter(None, told))
