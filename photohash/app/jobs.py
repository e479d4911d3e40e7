"""Everything that runs off the main thread; the only place in the window that makes threads.

Workers are plain Python and never touch a widget or model. What they have to say goes into a ``MainThreadDispatcher``,
which hands it out on the main thread. The dispatcher lives longer than every worker, so nothing is ever emitted from an
object that is gone.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.core.thread_priority import step_behind

logger = logging.getLogger(__name__)

R = TypeVar("R")
T = TypeVar("T")

_SLICE_SECONDS = 0.008
"""Deliveries give the event loop its turn after this long, so that a flood of thumbnails never costs a frame."""


class MainThreadDispatcher(QObject):
    """Brings results from worker threads to the main thread, in order."""

    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._letters: deque[tuple[Callable[..., object], tuple[Any, ...]]] = deque()
        self._lock = threading.Lock()
        self._open = True
        self._called = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, receiver: Callable[..., object], *arguments: object) -> None:
        """Has ``receiver(*arguments)`` called on the main thread soon. May be called from any thread."""
        with self._lock:
            if not self._open:
                return
            self._letters.append((receiver, arguments))
            if not self._called:
                self._called = True
                self._arrived.emit()

    def close(self) -> None:
        """Drops what was not delivered and takes nothing more."""
        with self._lock:
            self._open = False
            self._letters.clear()

    @Slot()
    def _deliver(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while True:
            with self._lock:
                if not self._letters:
                    self._called = False
                    return
                if time.monotonic() >= until:
                    self._arrived.emit()
                    return
                receiver, arguments = self._letters.popleft()
            try:
                receiver(*arguments)
            except BaseException:
                self._arrived.emit()
                raise


@dataclass(eq=False, slots=True)
class Request(Generic[R, T]):
    """A piece of work handed to a pool; ``cancel`` it when nobody wants the answer any more."""

    work: Callable[[R], T]
    deliver: Callable[[T], object]
    failed: Callable[[Exception], object]
    wanted: bool = True

    def cancel(self) -> None:
        """The answer will not be delivered, and the work is not begun if it has not been."""
        self.wanted = False


class WorkerPool(Generic[R]):
    """A few threads that each hold a resource of their own and take requests, the newest or the oldest first.

    Args:
        name: of the threads, as logs and tests show it.
        size: number of threads; they start with the first order.
        open_resource: called in each thread before its first order; closed in the same thread.
        dispatcher: brings the answers back.
        newest_first: what was asked for last is what the person is looking at now.
        limit: orders that wait; beyond it the oldest are dropped and reported to ``overflow``.
        overflow: called on the thread that orders, with each dropped order.
    """

    def __init__(
        self,
        name: str,
        size: int,
        open_resource: Callable[[], AbstractContextManager[R]],
        dispatcher: MainThreadDispatcher,
        *,
        newest_first: bool = False,
        limit: int | None = None,
        overflow: Callable[[Request[R, Any]], object] | None = None,
    ) -> None:
        self._name, self._size = name, size
        self._open_resource = open_resource
        self._dispatcher = dispatcher
        self._newest_first, self._limit, self._overflow = newest_first, limit, overflow
        self._requests: deque[Request[R, Any]] = deque()
        self._ready = threading.Condition()
        self._open = True
        self._epoch = 0
        self._threads: list[threading.Thread] = []

    def submit(
        self, work: Callable[[R], T], deliver: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> Request[R, T]:
        """Queues work.

        Args:
            work: runs in a thread of the pool with the thread's resource.
            deliver: gets the answer on the main thread.
            failed: gets the exception on the main thread instead; one that is a bug is in the log already.
        """
        placed = Request(work, deliver, failed)
        with self._ready:
            if not self._open:
                return placed
            self._requests.append(placed)
            if self._limit is not None and len(self._requests) > self._limit:
                oldest = self._requests.popleft()
                oldest.cancel()
                if self._overflow is not None:
                    self._overflow(oldest)
            if len(self._threads) < self._size:
                self._hire()
            self._ready.notify()
        return placed

    def cancel_waiting(self) -> None:
        """Forgets every order that has not been begun, and the answers of those that have."""
        with self._ready:
            for request in self._requests:
                request.cancel()
            self._requests.clear()

    def reopen(self) -> None:
        """Has every thread close its resource and open it anew before its next request."""
        self._epoch += 1

    def close(self, timeout: float) -> bool:
        """Ends the threads; returns whether all ended in time."""
        with self._ready:
            self._open = False
            self._requests.clear()
            self._ready.notify_all()
        until = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))
        late = [thread.name for thread in self._threads if thread.is_alive()]
        if late:
            logger.warning("threads still busy at the end: %s", ", ".join(late))
        return not late

    def _hire(self) -> None:
        thread = threading.Thread(target=self._serve, name=f"{self._name}-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _next(self) -> Request[R, Any] | None:
        with self._ready:
            while self._open and not self._requests:
                self._ready.wait()
            if not self._open:
                return None
            return self._requests.pop() if self._newest_first else self._requests.popleft()

    def _serve(self) -> None:
        step_behind()
        holder = ExitStack()
        opened: tuple[R, int] | None = None
        while (request := self._next()) is not None:
            if not request.wanted:
                continue
            try:
                if opened is None or opened[1] != self._epoch:
                    holder.close()
                    opened = None
                    epoch = self._epoch
                    opened = holder.enter_context(self._open_resource()), epoch
                answer = request.work(opened[0])
            except Exception as error:
                if not isinstance(error, KnownError):
                    logger.exception("work in %s failed", threading.current_thread().name)
                self._dispatcher.post(_hand_over, request, request.failed, error)
            else:
                self._dispatcher.post(_hand_over, request, request.deliver, answer)
        holder.close()


def _hand_over(request: Request[Any, Any], receiver: Callable[[Any], object], answer: object) -> None:
    if request.wanted:
        receiver(answer)


class JobStatus(StrEnum):
    """How a library job ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class JobResult:
    """The end of a library job.

    Attributes:
        status: REFUSED when the world failed (a KnownError), BROKEN when photohash did.
        message: the sentence of a KnownError, the traceback of a bug, else empty.
        answer: what the work returned; None unless it is done.
    """

    status: JobStatus
    message: str = ""
    answer: Any = None


Work = Callable[[Task, Callable[[], None]], object]
"""What a library job does: gets its task, and something to call after each commit."""


class LibraryJob(QObject):
    """The one job that writes the library: at most one runs at a time, in a thread of its own.

    Signals:
        started: a job began.
        progressed(Progress): every 100 ms while it runs.
        committed: something new is in the catalogue; several commits between two readings are one signal.
        ended(Ending): it ended, whichever way; after whoever started it was told.
    """

    started = Signal()
    progressed = Signal(object)
    committed = Signal()
    ended = Signal(object)

    def __init__(self, dispatcher: MainThreadDispatcher) -> None:
        super().__init__()
        self._dispatcher = dispatcher
        self._thread: threading.Thread | None = None
        self._commits = 0
        self._commits_told = 0
        self.task = Task()
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._look)
        self._gives_way = False

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._thread is not None

    @property
    def busy(self) -> bool:
        """Whether a job is under way that does not make way for others."""
        return self.running and not self._gives_way

    def make_way(self) -> None:
        """Ends a job that gives way to others; it is for whoever asked for it to have it go on later."""
        if self.running and self._gives_way:
            self.task.cancel()

    def start(self, work: Work, finished: Callable[[JobResult], object], *, gives_way: bool = False) -> None:
        """Starts a job.

        Args:
            work: runs in the job's thread.
            finished: is told on the main thread how it ended.
            gives_way: whether ``make_way`` may end it.

        Raises:
            RuntimeError: a job is running.
        """
        if self._thread is not None:
            raise RuntimeError("a library job is running")
        self.task = Task()
        self._gives_way = gives_way
        self._commits = self._commits_told = 0
        self._thread = threading.Thread(
            target=self._run, args=(self.task, work, finished), name="photohash-library", daemon=True
        )
        self._thread.start()
        self._timer.start()
        self.started.emit()
        self._look()

    def close(self, timeout: float) -> bool:
        """Cancels a running job and waits for it; returns whether it ended in time. Nothing is signalled any more."""
        self._timer.stop()
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self.task.cancel()
        thread.join(timeout)
        if thread.is_alive():
            logger.warning("the library job did not stop within %.0f seconds", timeout)
        return not thread.is_alive()

    def _run(self, task: Task, work: Work, finished: Callable[[JobResult], object]) -> None:
        step_behind()
        try:
            result = JobResult(JobStatus.DONE, answer=work(task, self._count))
        except Cancelled:
            result = JobResult(JobStatus.CANCELLED)
        except KnownError as error:
            result = JobResult(JobStatus.REFUSED, str(error))
        except Exception:
            logger.exception("the library job failed")
            result = JobResult(JobStatus.BROKEN, traceback.format_exc())
        self._dispatcher.post(self._end, finished, result)

    def _count(self) -> None:
        self._commits += 1

    def _end(self, finished: Callable[[JobResult], object], result: JobResult) -> None:
        thread = self._thread
        if thread is None:
            return
        self._timer.stop()
        thread.join()
        self._thread = None
        self._look()
        finished(result)
        self.ended.emit(result)

    @Slot()
    def _look(self) -> None:
        self.progressed.emit(self.task.progress)
        commits = self._commits
        if commits != self._commits_told:
            self._commits_told = commits
            self.committed.emit()
