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
_SECONDS_BETWEEN_FULL = 60.0


class GcTimer(QObject):
    """Collects by the interpreter's own thresholds, but looks at the oldest generation at most once a minute.

    With a large library on show that generation holds millions of records and no garbage to speak of.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full_at = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Takes over."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Hands back to the interpreter; no worker may be left."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if counts[_YOUNG] <= thresholds[_YOUNG]:
            return
        now = time.monotonic()
        if counts[_OLD] > thresholds[_OLD] and now - self._full_at > _SECONDS_BETWEEN_FULL:
            self._full_at = now
            gc.collect(_OLD)
        else:
            gc.collect(_MIDDLE if counts[_MIDDLE] > thresholds[_MIDDLE] else _YOUNG)
