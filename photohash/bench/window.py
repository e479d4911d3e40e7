"""How quickly the window is up, and how smoothly it scrolls, on a library of very many photos that no disk holds."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from photohash.bench.synthetic_catalogue import write
from photohash.core.errors import KnownError
from photohash.core.task import Task
from photohash.evaluation.machine import describe

UP_SECONDS, FRAME_MILLISECONDS = 2.0, 33.0
"""What is aimed at: the window is up in so many seconds, and no frame takes longer than that."""

_COPIES_OF = 500
"""Of so many photos one has a second file."""


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """Milliseconds from one frame to the next while something is scrolled.

    Attributes:
        median: of all frames.
        worst: of all frames.
        worst_work: the most that the window's own thread was at work for one: what a busy machine does not add to.
        over: how many frames took longer than is aimed at.
        frames: how many there were.
    """

    median: float
    worst: float
    worst_work: float
    over: int
    frames: int


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What was measured.

    Attributes:
        machine: where.
        photos: in the library.
        up: seconds from the start of the program until the window shows the library.
        listed: seconds from the choice of all photos until they are in view.
        frames: by what was scrolled and how.
        memory: MB before and after all scrolling, where the system tells.
    """

    machine: Mapping[str, object]
    photos: int
    up: float
    listed: float
    frames: Mapping[str, FrameTimes]
    memory: tuple[int | None, int | None]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def bench_window(photos: int, run: Callable[[Path, Path], int], *, task: Task) -> WindowResult:
    """Makes a library and measures the window on it.

    Args:
        photos: how many the library has.
        run: opens the window on a library, has it write its figures into a file, and returns its exit code.
        task: progress, and cancelling.

    Raises:
        KnownError: the window could not be opened.
        Cancelled: the user asked to stop.
    """
    with tempfile.TemporaryDirectory() as place:
        library, figures = Path(place) / "library", Path(place) / "figures.json"
        write(library, photos, Path(place) / "photos", doubled=photos // _COPIES_OF, task=task)
        begun = time.time()
        code = run(library, figures)
        if code or not figures.exists():
            raise KnownError("The window could not be measured; the lines above say why.")
        told = json.loads(figures.read_text())
    return WindowResult(
        describe(),
        photos,
        told["up_at"] - begun,
        told["listed"],
        {name: _summed(times) for name, times in told["frames"].items()},
        (told["memory_before"], told["memory_after"]),
    )


def _summed(times: list[tuple[float, float]]) -> FrameTimes:
    whole, work = [one for one, _ in times], [one for _, one in times]
    over = sum(one > FRAME_MILLISECONDS for one in whole)
    return FrameTimes(statistics.median(whole), max(whole), max(work), over, len(times))
