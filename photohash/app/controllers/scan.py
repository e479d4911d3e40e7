"""The search of folders as the window runs it: one job at a time, the next ones waiting, and words on how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol, assert_never

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import JobResult, JobStatus, LibraryJob
from photohash.core.formatting import known_folders_in_words, unread_formats_in_words
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.core.translation import said, tr
from photohash.library.photo import Failure
from photohash.library.store import LibraryTakenError
from photohash.library.watch import Changes


class Commit(Protocol):
    """What a search needs to know of a commit."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Files and folders that could not be taken in."""

    @property
    def not_read(self) -> Mapping[str, int]:
        """Files in formats that are not read, by format."""

    @property
    def inside(self) -> Mapping[Path, Path]:
        """Folders that were to be added and lie in one of the library, and that one."""

    @property
    def taken_in(self) -> Mapping[Path, Path]:
        """Folders of the library that are part of one that was added since, and that one."""

    @property
    def photos(self) -> tuple[int, ...]:
        """Photos that were read."""

    @property
    def files(self) -> int:
        """Files that were recorded, are gone or back."""

    @property
    def relations(self) -> int:
        """Pairs that were verified."""


class Updater(Protocol):
    """What a search needs of a pipeline."""

    def update(self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task) -> Iterator[Commit]:
        """Brings the library up to date, yielding after each commit."""

    def look_at(self, changes: Changes, task: Task) -> Iterator[Commit]:
        """Brings the library up to date with what has changed, yielding after each commit."""


_QUIET_MS = 2000
"""How long a search that nobody asked for goes on before the job bar shows it."""

_SOON_MS, _LATER_MS = 250, 3000
"""How long the next such search waits: for work that a person has asked for, and for another program."""

OpenPipeline = Callable[[], AbstractContextManager[Updater]]


class ScanController(QObject):
    """Runs searches through the library job, and speaks of them through the banner.

    What has changed on disk is looked at in the background: such a search makes way for anything that a person asks for
    and goes on afterwards, waits while another program writes the library, and does not begin once a person has stopped
    one.

    Signals:
        changed: a search began or ended.
        ended: a search ended, whichever way.
        read_quietly(int, bool): one that nobody asked for ended; how many photos it read, and whether it changed
            anything.
    """

    changed = Signal()
    ended = Signal()
    read_quietly = Signal(int, bool)

    def __init__(
        self, open_pipeline: OpenPipeline, job: LibraryJob, actions: Commands, banner: Banner, window: QWidget
    ) -> None:
        super().__init__()
        self._open_pipeline, self.job = open_pipeline, job
        self._banner, self._window = banner, window
        self._queue: list[tuple[tuple[Path, ...], tuple[Path, ...]]] = []
        self._ready = self._under_way = False
        self._changes, self._looked_at = Changes(), Changes()
        self.stopped = False
        self._soon, self._patience = QTimer(self), QTimer(self)
        for timer in (self._soon, self._patience):
            timer.setSingleShot(True)
        self._soon.timeout.connect(self._look_at_changes)
        self._patience.setInterval(_QUIET_MS)
        self._patience.timeout.connect(self.changed)
        job.ended.connect(self._go_on)
        actions["rescan"].triggered.connect(self.again)

    @property
    def running(self) -> bool:
        """Whether a search is under way that is to be seen, or about to be."""
        return (self._under_way and not self.quiet) or bool(self._queue)

    @property
    def quiet(self) -> bool:
        """Whether a search is under way that nobody asked for and that has not taken long yet."""
        return self._under_way and bool(self._looked_at) and self._patience.isActive()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or waits."""
        return not (self._under_way or self._queue or self._soon.isActive())

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
        self.stopped = False
        self._queue.append((tuple(folders), tuple(protect)))
        self.job.make_way()
        if self._under_way and folders:
            names = ", ".join(shown(folder.name or folder) for folder in folders)
            sentence = tr("{folders} comes next, when this search is done.").format(folders=names)
            self._banner.say(sentence, kind=BannerKind.INFO)
        self._go_on()

    @Slot()
    def again(self) -> None:
        """Looks at all folders again; an interrupted search goes on where it was."""
        if not self.running:
            self.add([])

    def notice(self, changes: Changes) -> None:
        """Has something looked at that has changed, in the background, as soon as nothing else writes the library."""
        self._changes |= changes
        self._go_on()

    def stop(self) -> None:
        """Ends the search and those that wait; what has changed is looked at only once a person asks for a search."""
        if self._under_way or self._queue:
            self.stopped = True
        self.forget()

    def go_on_quietly(self) -> None:
        """Looks at all folders again, and leaves what the banner says."""
        if not self.running:
            self._queue.append(((), ()))
            self._go_on()

    def forget(self) -> None:
        """Forgets the searches that wait."""
        self._queue.clear()
        self._soon.stop()
        self._patience.stop()

    @Slot()
    def _go_on(self) -> None:
        """Starts the next search that waits, if nothing else writes the library."""
        if not self._ready or self.job.running:
            pass  # called again when the job has ended, or the library was opened
        elif self._queue:
            folders, protect = self._queue.pop(0)
            self._changes = Changes()  # it looks at all folders
            self._under_way = True
            self.job.start(partial(_update, self._open_pipeline, folders, protect), self._end)
        elif self._changes and not self.stopped and not self._soon.isActive():
            self._soon.start(_SOON_MS)  # what a person asks for comes first
        self.changed.emit()

    @Slot()
    def _look_at_changes(self) -> None:
        if not self._changes or self.stopped or self._queue or self.job.running:
            return  # looked for again when the job has ended
        self._looked_at, self._changes = self._changes, Changes()
        self._under_way = True
        self._patience.start()
        self.job.start(partial(_look_at, self._open_pipeline, self._looked_at), self._end_quietly, gives_way=True)

    def _end_quietly(self, result: JobResult) -> None:
        looked_at, self._looked_at = self._looked_at, Changes()
        self._patience.stop()
        if result.status is JobStatus.DONE and result.answer is not None:
            self._under_way = False
            self.read_quietly.emit(*result.answer)
            self.changed.emit()
        elif result.status is JobStatus.DONE or (result.status is JobStatus.CANCELLED and not self.stopped):
            # Another program writes the library, or a person has something done first.
            self._under_way = False
            taken = result.status is JobStatus.DONE
            self._changes |= looked_at if taken else Changes(everything=True)
            self._soon.start(_LATER_MS if taken else _SOON_MS)
            self.changed.emit()
        else:
            self._end(result)

    def _end(self, result: JobResult) -> None:
        self._under_way = False
        match result.status:
            case JobStatus.DONE if result.answer:
                sentence, kind = result.answer
                self._banner.say(sentence, kind=kind)
            case JobStatus.DONE:
                self._banner.hide()
            case JobStatus.CANCELLED:
                self._banner.say(
                    tr("Stopped. Everything read so far is kept."), tr("Continue"), self.again, BannerKind.INFO
                )
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


def _look_at(
    open_pipeline: OpenPipeline, changes: Changes, task: Task, committed: Callable[[], None]
) -> tuple[int, bool] | None:
    """Brings the library up to date with what has changed.

    Returns:
        how many photos were read, and whether anything has changed; None where another program writes the library.
    """
    photos, anything = 0, False
    try:
        with open_pipeline() as pipeline:
            task.check()
            for commit in pipeline.look_at(changes, task):
                if commit.files or commit.photos or commit.failures or commit.relations:
                    anything = True
                    committed()
                photos += len(commit.photos)
                task.check()
    except LibraryTakenError:
        return None
    return photos, anything


def _update(
    open_pipeline: OpenPipeline,
    folders: tuple[Path, ...],
    protect: tuple[Path, ...],
    task: Task,
    committed: Callable[[], None],
) -> tuple[str, BannerKind] | None:
    """Brings the library up to date; answers with what is to be said of new folders, and how."""
    refused: list[Failure] = []
    not_read: dict[str, int] = {}
    known: list[str] = []
    with open_pipeline() as pipeline:
        task.check()
        for commit in pipeline.update(folders, protect=protect, task=task):
            committed()
            refused += [failure for failure in commit.failures if failure.path in folders]
            not_read |= commit.not_read
            known += known_folders_in_words(commit.inside, commit.taken_in)
            task.check()
    names = tr(" and ").join(f"{shown(folder.path)} {said(folder.reason)}" for folder in refused)
    told = [
        tr("{folders}. Nothing was searched there.").format(folders=names) if names else "",
        unread_formats_in_words(not_read) if folders else "",
    ]
    kind = BannerKind.WARNING if any(told) else BannerKind.INFO
    sentence = " ".join(filter(None, [*told, *known]))
    return (sentence, kind) if sentence else None
