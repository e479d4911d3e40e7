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

_MANY = 30_000
"""So many new objects are not looked through while somebody scrolls: it would be seen."""


class GcTimer(QObject):
    """Collects by the interpreter's own thresholds, but looks through very many objects only while nobody scrolls.

    With a large library on show there are millions of records and no garbage to speak of, and to look through them
    takes as long as several frames. What came while the window was not at rest, and is that much, is put aside; at most
    once a minute, when the window has been at rest for two seconds, all is looked through, and every ten minutes where
    it never rests.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full_at = time.monotonic()
        self._worked = time.thread_time()
        self._looks_at_rest = 0
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
        counts, thresholds = gc.get_count(), gc.get_threshold()
        now = time.monotonic()
        at_rest = time.thread_time() - self._worked < _REST_SHARE * _LOOK_MILLISECONDS / 1000
        self._looks_at_rest = self._looks_at_rest + 1 if at_rest else 0
        since = now - self._full_at
        is_time = since > _SECONDS_BETWEEN_FULL and self._looks_at_rest >= _REST_LOOKS
        if is_time or since > _SECONDS_AT_MOST:
            self._full_at = now
            if counts[_OLD] > thresholds[_OLD] or gc.get_freeze_count():
                gc.unfreeze()
                gc.collect(_OLD)
        elif counts[_YOUNG] > _MANY and not at_rest:
            gc.freeze()
        elif counts[_YOUNG] > thresholds[_YOUNG]:
            gc.collect(_MIDDLE if counts[_MIDDLE] > thresholds[_MIDDLE] else _YOUNG)
        self._worked = time.thread_time()
