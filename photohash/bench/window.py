"""How quickly the window is up, and how smoothly it scrolls, on a library of very many photos that no disk holds."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from photohash.bench.synthetic_catalogue import Contents, write
from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.evaluation.machine import describe

UP_SECONDS, FRAME_MILLISECONDS = 2.0, 33.0
"""What is aimed at: the window is up in so many seconds, and no frame takes longer than that."""

_COPIES, _CODED, _SAID, _DONE, _FAILED = 20_000, 100_000, 2_000, 5_000, 2_000
"""So many photos have a second file, have codes and pictures, were decided on, were acted on, and could not be read,
where there are ten times as many photos at least."""


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """Milliseconds from one frame to the next while something is scrolled.

    Attributes:
        median: of all frames.
        worst: of all frames.
        median_work: of what the window's own thread was at work for each: what a busy machine does not add to.
        worst_work: the most of that.
        over: how many frames took longer than is aimed at.
        frames: how many there were.
    """

    median: float
    worst: float
    median_work: float
    worst_work: float
    over: int
    frames: int


@dataclass(frozen=True, slots=True)
class PageResult:
    """What was measured on one page.

    Attributes:
        name: of the page.
        shown: seconds until it was in view.
        frames: by how it was scrolled.
        asked: how many pictures it asked for; None where it shows none.
        seen: how many were in view at some time.
        memory: MB before and after it was scrolled, where the system tells.
    """

    name: str
    shown: float
    frames: Mapping[str, FrameTimes]
    asked: int | None
    seen: int | None
    memory: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What was measured.

    Attributes:
        machine: where.
        photos: in the library.
        up: seconds from the start of the program until the window tells how large the library is.
        up_work: of these, seconds that the processor worked for it.
        settled: seconds from the start until the groups of copies are there, too.
        settled_work: of these, seconds that the processor worked for it.
        pages: each page that scrolls.
        minutes: how long they were gone through again and again after that.
        rounds: how often they were.
        memory: MB at the start of it, at its quarters and at its end, where the system tells; empty without it.
    """

    machine: Mapping[str, object]
    photos: int
    up: float
    up_work: float
    settled: float
    settled_work: float
    pages: Sequence[PageResult]
    minutes: float
    rounds: int
    memory: Sequence[int | None]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def bench_window(
    photos: int, run: Callable[[Path, Path, float], int], *, minutes: float = 0.0, task: Task
) -> WindowResult:
    """Makes a library and measures the window on it.

    Args:
        photos: how many the library has.
        run: opens the window on a library, has it write its figures into a file, uses it for so many minutes more, and
            returns its exit code.
        minutes: how long the window is used after it was measured.
        task: progress, and cancelling.

    Raises:
        KnownError: the window could not be opened.
        Cancelled: the user asked to stop.
    """
    with tempfile.TemporaryDirectory() as place:
        library, figures = Path(place) / "library", Path(place) / "figures.json"
        numbers = (_COPIES, _CODED, _SAID, _DONE, _FAILED, _CODED)
        doubled, coded, said, done, failed, pictured = (min(number, photos // 10) for number in numbers)
        contents = Contents(photos, doubled, coded, said, done, failed, pictured)
        write(library, contents, Path(place) / "photos", task=task)
        begun = time.time()
        code = run(library, figures, minutes)
        if code or not figures.exists():
            raise KnownError("The window could not be measured; the lines above say why.")
        told = json.loads(figures.read_text())
    return WindowResult(
        describe(),
        photos,
        told["up_at"] - begun,
        told["up_work"],
        told["settled_at"] - begun,
        told["settled_work"],
        [_page(page) for page in told["pages"]],
        minutes,
        told.get("rounds", 0),
        told.get("memory", []),
    )


def _page(told: Mapping[str, Any]) -> PageResult:
    frames = {way: _summed(times) for way, times in told["frames"].items() if times}
    return PageResult(told["name"], told["shown"], frames, told.get("asked"), told.get("seen"), tuple(told["memory"]))


def _summed(times: list[tuple[float, float]]) -> FrameTimes:
    whole, work = [one for one, _ in times], [one for _, one in times]
    over = sum(one > FRAME_MILLISECONDS for one in whole)
    return FrameTimes(statistics.median(whole), max(whole), statistics.median(work), max(work), over, len(times))
