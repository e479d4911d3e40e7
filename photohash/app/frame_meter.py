"""Measures the window as a person feels it: when it is up, and how long each picture of a scrolled page takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from photohash.app.main_window import MainWindow
from photohash.app.page_tour import Place, Stop, tour

_FRAME_MILLISECONDS = 16
_LINES, _PAGES, _PLACES = 300, 150, 150
_FEW = 25
_OFTEN = 5
"""Of so many frames in a row the pictures in view are counted at one; between them nothing is out of view unseen."""


class FrameMeter(QObject):
    """Scrolls through pages as wheel, keys and a dragged handle do, writes down the times, and ends the program.

    The time of a frame is that between two pictures of the page while one is asked for every 16 milliseconds.

    Args:
        window: to be measured.
        file: where the figures go, as JSON: ``up_at`` in seconds since 1970, when the window told how large the
            library is, ``up_work`` seconds that the processor had worked then; ``settled_at`` and ``settled_work``
            likewise, when all was there; ``pages``, of each its name, ``shown`` seconds until it came, ``frames``
            by how it was scrolled, of each the milliseconds it took and those that the window's own thread was at work,
            ``asked`` and ``seen``, how many pictures were asked for and how many were in view, and ``memory`` before
            and after in MB; ``memory`` of a long use at its start, its quarters and its end. Memory is None where the
            system does not tell.
        minutes: how long the pages are gone through again and again, after they were measured.
    """

    def __init__(self, window: MainWindow, file: Path, minutes: float = 0.0) -> None:
        super().__init__()
        self._window, self._file, self._minutes = window, file, minutes
        self._figures: dict[str, object] = {}
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
            self._file.write_text(json.dumps(self._figures))
            QApplication.quit()

    def _script(self) -> Iterator[bool]:
        """What is done, one step a frame."""
        while not self._window.is_up:
            yield True
        yield True  # by now it is painted
        self._figures["up_at"], self._figures["up_work"] = time.time(), time.process_time()
        yield from self._until_settled()
        self._figures["settled_at"], self._figures["settled_work"] = time.time(), time.process_time()
        pages: list[dict[str, object]] = []
        self._figures["pages"] = pages
        stops = tour(self._window)
        for stop in stops:
            found: dict[str, object] = {"name": stop.name}
            pages.append(found)
            yield from self._measure(stop, found)
        if self._minutes:
            yield from self._use(stops)

    def _until_settled(self) -> Iterator[bool]:
        while not self._window.settled:
            yield True

    def _measure(self, stop: Stop, found: dict[str, object]) -> Iterator[bool]:
        begun = time.monotonic()
        stop.go()
        yield True
        yield from self._until_settled()
        found["shown"] = time.monotonic() - begun
        before, asked = _memory(), self._window.thumbnails.asked
        frames: dict[str, list[tuple[float, float]]] = {}
        seen: set[Place] = set()
        bar = stop.view.verticalScrollBar()
        lines = [60 * number for number in range(_LINES)]
        pages = [bar.pageStep() * number for number in range(_PAGES)]
        places = [bar.maximum() * number // _PLACES for number in range(_PLACES)]
        for way, values in (("by lines", lines), ("by pages", pages), ("by its handle", places)):
            yield from self._scroll(stop, values, frames.setdefault(way, []), seen)
            yield from self._until_settled()
        found["frames"], found["memory"] = frames, (before, _memory())
        if stop.in_view is not None:
            found["asked"], found["seen"] = self._window.thumbnails.asked - asked, len(seen)

    def _scroll(
        self, stop: Stop, values: Sequence[int], times: list[tuple[float, float]], seen: set[Place]
    ) -> Iterator[bool]:
        """Scrolls to one place after another, as long as there is anything to scroll."""
        bar = stop.view.verticalScrollBar()
        self._last = None
        for number, value in enumerate(values):
            bar.setValue(value)
            stop.view.viewport().repaint()
            now = time.perf_counter(), time.thread_time()
            if self._last is not None:
                times.append((1000 * (now[0] - self._last[0]), 1000 * (now[1] - self._last[1])))
            far = number and value - values[number - 1] >= stop.view.viewport().height()
            if stop.in_view is not None and (far or number % _OFTEN == 0 or value >= bar.maximum()):
                seen |= stop.in_view()
            self._last = time.perf_counter(), time.thread_time()  # counting is no part of a frame
            yield True
            if value > bar.maximum():
                return

    def _use(self, stops: Sequence[Stop]) -> Iterator[bool]:
        """Goes through the pages again and again, scrolls, opens photos and comes back."""
        memory: list[int | None] = []
        yield from self._round(stops, 0)  # what is kept of every page is there after one
        begun, rounds = time.monotonic(), 1
        marks = [60 * self._minutes * quarter / 4 for quarter in range(5)]
        while len(memory) < len(marks):
            while len(memory) < len(marks) and time.monotonic() - begun >= marks[len(memory)]:
                memory.append(_memory())
            yield from self._round(stops, rounds)
            rounds += 1
        self._figures["memory"], self._figures["rounds"] = memory, rounds

    def _round(self, stops: Sequence[Stop], number: int) -> Iterator[bool]:
        for stop in stops:
            stop.go()
            yield True
            yield from self._until_settled()
            bar = stop.view.verticalScrollBar()
            for place in range(_FEW):
                bar.setValue((place + number % 7 * _FEW) * bar.pageStep() % max(bar.maximum(), 1))
                yield True
            yield from self._until_settled()
            photos = self._window.navigation.photos()
            if photos and stop.in_view is not None:
                self._window.navigation.open_photo(photos[0])
                yield True
                yield from self._until_settled()
                self._window.navigation.back()
                yield True


def _memory() -> int | None:
    """Memory that the program has, in MB, where the system tells."""
    if sys.platform != "linux":
        return None
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 >> 20
