"""A running piece of work as its owner sees it: progress to read, and pause and cancel to press.

Work functions get a ``Task`` and call ``check`` at every photo. They never know who watches. The watcher reads
``progress`` a few times a second; nothing is sent per photo.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from enum import StrEnum

from photohash.core.errors import Cancelled


class Stage(StrEnum):
    """What a task is busy with; the value is the verb shown to people."""

    WAITING = "Waiting"
    SCANNING = "Looking for photos"
    ENCODING = "Reading photos"
    COMPARING = "Comparing photos"
    VERIFYING = "Verifying copies"
    COMPLETING = "Preparing look-alikes"
    ACTING = "Putting copies away"
    UNDOING = "Taking back"
    WATCHING = "Watching folders"
    TRAINING = "Training"
    MEASURING = "Measuring"


@dataclass(frozen=True, slots=True)
class Progress:
    """A snapshot of a task.

    Attributes:
        stage: what it is busy with.
        done: items finished in this stage.
        total: items expected in this stage, or None while that is unknown.
        rate: items a second in this stage, pauses left out; 0.0 before the first item.
        seconds_left: an estimate, or None while it cannot be told.
        paused: whether the user has paused it.
    """

    stage: Stage
    done: int
    total: int | None
    rate: float
    seconds_left: float | None
    paused: bool


class Task:
    """Progress and control of one piece of work, shared by the worker and the watcher."""

    def __init__(self) -> None:
        self._stage = Stage.WAITING
        self._done = 0
        self._total: int | None = None
        self._began = time.monotonic()
        self._paused_at: float | None = None
        self._paused_for = 0.0
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()

    def begin(self, stage: Stage, total: int | None = None) -> None:
        """Enters a stage; its counter and clock start again."""
        self._stage, self._done, self._total = stage, 0, total
        self._began, self._paused_for = time.monotonic(), 0.0

    def advance(self, items: int = 1) -> None:
        """Counts finished items."""
        self._done += items

    def check(self) -> None:
        """Waits while paused.

        Raises:
            Cancelled: the user asked to stop.
        """
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Waits for a time that a cancel cuts short.

        Raises:
            Cancelled: the user asked to stop.
        """
        self._cancelled.wait(seconds)
        self.check()

    def pause(self) -> None:
        """Holds the work at its next ``check``."""
        if self._paused_at is None:
            self._paused_at = time.monotonic()
            self._running.clear()

    def resume(self) -> None:
        """Lets paused work go on."""
        if self._paused_at is not None:
            self._paused_for += time.monotonic() - self._paused_at
            self._paused_at = None
            self._running.set()

    def cancel(self) -> None:
        """Ends the work at its next ``check``, paused or not."""
        self._cancelled.set()
        self.resume()

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancelled.is_set()

    @property
    def progress(self) -> Progress:
        """Where the work stands now. Safe to read from any thread."""
        until = self._paused_at or time.monotonic()
        elapsed = max(until - self._began - self._paused_for, 1e-9)
        done, total = self._done, self._total
        rate = done / elapsed if done else 0.0
        left = max(total - done, 0) / rate if total is not None and rate else None
        return Progress(self._stage, done, total, rate, left, self._paused_at is not None)
