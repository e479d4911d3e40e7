"""Measures the window as a person feels it: when it is up, and how long each picture of a scrolled page takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page

_FRAME_MILLISECONDS = 16
_LINES, _PAGES, _PLACES = 300, 150, 150


class FrameMeter(QObject):
    """Scrolls through pages as wheel, keys and a dragged handle do, writes down the times, and ends the program.

    The time of a frame is that between two pictures of the page while one is asked for every 16 milliseconds.

    Args:
        window: to be measured.
        file: where the figures go, as JSON: ``up_at`` in seconds since 1970, ``frames`` by what was done, of each the
            milliseconds it took and those of them that the window's own thread was at work, ``memory_before`` and
            ``memory_after`` in MB, None where the system does not tell.
    """

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__()
        self._window, self._file = window, file
        self._figures: dict[str, object] = {}
        self._frames: dict[str, list[tuple[float, float]]] = {}
        self._steps = self._script()
        self._last: tuple[float, float] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MILLISECONDS)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begins."""
        self._timer.start()

    @Slot()
    def _step(self) -> None:
        if next(self._steps, None) is None:
            self._timer.stop()
            self._figures["frames"] = self._frames
            self._figures["memory_after"] = _memory()
            self._file.write_text(json.dumps(self._figures))
            QApplication.quit()

    def _script(self) -> Iterator[bool]:
        """What is done, one step a frame."""
        while not self._window.is_loaded:
            yield True
        self._figures["up_at"] = time.time()
        yield from self._until_settled()
        self._figures["memory_before"] = _memory()
        yield from self._scroll("Copies", self._window.copies.view)
        self._window.navigation.go_to(Page.LIBRARY)
        begun = time.monotonic()
        yield True
        yield from self._until_settled()
        self._figures["listed"] = time.monotonic() - begun
        yield from self._scroll("All photos", self._window.library.grid)

    def _until_settled(self) -> Iterator[bool]:
        while not self._window.settled:
            yield True

    def _scroll(self, page: str, view: QAbstractScrollArea) -> Iterator[bool]:
        bar = view.verticalScrollBar()
        lines = [60 * number for number in range(_LINES)]
        pages = [bar.pageStep() * number for number in range(_PAGES)]
        places = [bar.maximum() * number // _PLACES for number in range(_PLACES)]
        for way, values in (("by lines", lines), ("by pages", pages), ("by its handle", places)):
            times = self._frames.setdefault(f"{page}, {way}", [])
            self._last = None
            for value in values:
                bar.setValue(value)
                view.viewport().repaint()
                now = time.perf_counter(), time.thread_time()
                if self._last is not None:
                    times.append((1000 * (now[0] - self._last[0]), 1000 * (now[1] - self._last[1])))
                self._last = now
                yield True
            yield from self._until_settled()


def _memory() -> int | None:
    """Memory that the program has, in MB, where the system tells."""
    if sys.platform != "linux":
        return None
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 >> 20
