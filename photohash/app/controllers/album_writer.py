"""Writes changes of albums through the one job that writes the library, in their order, as soon as it is free."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.controllers.album_edits import AlbumChange, AlbumsEdited
from photohash.app.jobs import JobResult, JobStatus, LibraryJob
from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.library.store import Catalogue

logger = logging.getLogger(__name__)

OpenCatalogue = Callable[[], AbstractContextManager[Catalogue]]


@dataclass(frozen=True, slots=True)
class _Order:
    edit: AlbumChange
    done: Callable[[AlbumsEdited], object]
    failed: Callable[[str], object]


class AlbumWriter(QObject):
    """What was clicked during a search is written after it, and when the window closes at the latest.

    Args:
        open_catalogue: to write.
        job: the one job that writes the library.

    Signals:
        drained: everything that waited was written, or could not be.
        broken(str): a fault in photohash; the traceback.
    """

    drained = Signal()
    broken = Signal(str)

    def __init__(self, open_catalogue: OpenCatalogue, job: LibraryJob) -> None:
        super().__init__()
        self._open, self._job = open_catalogue, job
        self._waiting: list[_Order] = []
        self._under_way = False
        job.ended.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether a change is under way or waits."""
        return self._under_way or bool(self._waiting)

    def write(self, edit: AlbumChange, done: Callable[[AlbumsEdited], object], failed: Callable[[str], object]) -> None:
        """Has a change carried out.

        Args:
            edit: does what comes next of it.
            done: is told on the main thread what it came to.
            failed: is told the sentence of why it could not be.
        """
        self._waiting.append(_Order(edit, done, failed))
        self._job.make_way()
        self._go_on()

    def close(self, _timeout: float) -> bool:
        """Writes what still waits; the job has ended by now."""
        left, self._waiting = self._waiting, []
        if left:
            try:
                _write(self._open, left, Task(), lambda: None)
            except KnownError:
                logger.exception("changes of albums could not be written")
        return True

    @Slot()
    def _go_on(self) -> None:
        if self._waiting and not self._job.running:
            orders, self._waiting = self._waiting, []
            self._under_way = True
            self._job.start(partial(_write, self._open, orders), partial(self._end, orders))

    def _end(self, orders: Sequence[_Order], result: JobResult) -> None:
        self._under_way = False
        if result.status is JobStatus.DONE:
            for order, answer in zip(orders, result.answer, strict=True):
                if isinstance(answer, AlbumsEdited):
                    order.done(answer)
                else:
                    order.failed(str(answer))
        else:
            for order in orders:
                order.failed(result.message if result.status is JobStatus.REFUSED else "")
            if result.status is JobStatus.BROKEN:
                self.broken.emit(result.message)
        if not self._waiting:
            self.drained.emit()


def _write(
    open_catalogue: OpenCatalogue, orders: Sequence[_Order], _task: Task, _committed: Callable[[], None]
) -> list[AlbumsEdited | KnownError]:
    """Carries each change out in a transaction of its own; one that cannot be leaves the others as they are."""
    answers: list[AlbumsEdited | KnownError] = []
    with open_catalogue() as catalogue:
        for order in orders:
            try:
                answers.append(order.edit.run(catalogue))
            except KnownError as error:
                answers.append(error)
    return answers
