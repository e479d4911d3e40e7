"""Keeps Python's garbage collection on the main thread while workers run.

Python collects cycles in whatever thread happens to allocate. A cycle may hold a dialog or a model, and a QObject that
is destroyed outside its own thread takes the process with it. So automatic collection is off while a window is open,
and a timer on the main thread does the same work.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

_YOUNG, _MIDDLE, _OLD = range(3)
_SECONDS_BETWEEN_FULL, _SECONDS_AT_MOST = 60.0, 600.0
_LOOK_MILLISECONDS = 500
_REST_SHARE, _REST_LOOKS = 0.02, 4
"""The window is at rest where its thread was at work for less than this share of so many looks in a row."""

_PAUSE = 500
"""All is looked through no sooner than so many times as long after the last time as that took."""


class GcTimer(QObject):
    """Collects by the interpreter's own thresholds, but looks through many objects only while nobody scrolls.

    With a large library on show there are millions of records and no garbage to speak of, and to look through them
    takes as long as several frames. How many came is not known: the interpreter's count of what is new falls with
    everything that goes. So they are looked through at once only where the program rested while they came. What came
    while it was at work is put aside unseen; at most once a minute, when the window has been at rest for two seconds,
    all is looked through, and every ten minutes where it never rests.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full_at, self._pause = time.monotonic(), _SECONDS_BETWEEN_FULL
        self._worked, self._all_worked = time.thread_time(), time.process_time()
        self._looks_at_rest = 0
        self._aside = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Takes over."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Hands back to the interpreter; no worker may be left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        little = _REST_SHARE * _LOOK_MILLISECONDS / 1000
        self._looks_at_rest = self._looks_at_rest + 1 if time.thread_time() - self._worked < little else 0
        since = time.monotonic() - self._full_at
        if since > _SECONDS_AT_MOST or (since > self._pause and self._looks_at_rest >= _REST_LOOKS):
            self._look_through_all()
        elif time.process_time() - self._all_worked >= little:
            gc.freeze()
            self._aside = True
        else:
            _look_through_new()
        self._worked, self._all_worked = time.thread_time(), time.process_time()

    def _look_through_all(self) -> None:
        begun = time.monotonic()
        if self._aside or gc.get_count()[_OLD] > gc.get_threshold()[_OLD]:
            gc.unfreeze()
            gc.collect(_OLD)
            self._aside = False
        self._full_at = time.monotonic()
        self._pause = max(_SECONDS_BETWEEN_FULL, _PAUSE * (self._full_at - begun))


def _look_through_new() -> None:
    counts, thresholds = gc.get_count(), gc.get_threshold()
    if counts[_YOUNG] > thresholds[_YOUNG]:
        gc.collect(_MIDDLE if counts[_MIDDLE] > thresholds[_MIDDLE] else _YOUNG)
