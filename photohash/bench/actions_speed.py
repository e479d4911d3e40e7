"""``bench actions``: how fast thousands of copies are put away and brought back, beside reading and renaming alone.

The copies are real files on a real disk and the run is that of ``photohash apply``: every file and keeper is read,
every step is written down and flushed before it is taken. The library is recorded without being scanned, which is not
what is measured here.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photohash.bench.synthetic_data import small_jpegs
from photohash.core.errors import KnownError
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.library.actions import Action, ActionResult, FileActions, Target
from photohash.library.browse import Browser
from photohash.library.decode import decode
from photohash.library.digest import digest
from photohash.library.photo import FoundFile
from photohash.library.store import Catalogue

CHECKING, ACTING, UNDOING, RENAMING = "checked only", "put into quarantine", "brought back", "read and renamed only"
"""What is timed: a dry run, the run, its undo, and a loop that does no more than read each file and rename it."""

_MODEL = "none"
COPIES = 5
"""Copies of each photo where no other number is asked for."""


@dataclass(frozen=True, slots=True)
class ActionsResult:
    """What ``bench actions`` found.

    Attributes:
        machine: what it ran on.
        files: how many were put away.
        bytes: what they take together.
        seconds: by what was timed.
    """

    machine: Mapping[str, Any]
    files: int
    bytes: int
    seconds: Mapping[str, float]

    @property
    def rates(self) -> dict[str, float]:
        """Files a second."""
        return {name: self.files / seconds for name, seconds in self.seconds.items()}

    @property
    def ratios(self) -> dict[str, float]:
        """Our rate as a multiple of that of renaming alone."""
        rates = self.rates
        return {f"{name} / {RENAMING}": rates[name] / rates[RENAMING] for name in (ACTING, UNDOING)}

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench actions --json``."""
        return {
            "machine": dict(self.machine),
            "ratios": self.ratios,
            "files": self.files,
            "bytes": self.bytes,
            "seconds": {name: round(seconds, 2) for name, seconds in self.seconds.items()},
            "rates": self.rates,
        }


def bench_actions(
    files: int = 10_000, *, copies: int = COPIES, folder: Path | None = None, task: Task
) -> ActionsResult:
    """Puts copies into the quarantine and takes that back.

    Args:
        files: how many are put away; the photos that they are copies of lie on the disk besides.
        copies: of each photo. As many as there are files makes one group of them all.
        folder: on the disk to be measured; removed again. None takes the system's folder for passing files.
        task: progress and cancelling.

    Raises:
        KnownError: not all files went, or came back.
        Cancelled: the user asked to stop.
    """
    with tempfile.TemporaryDirectory(prefix="photohash-actions-", dir=folder) as place:
        photos, library = Path(place, "photos"), Path(place, "library")
        task.begin(Stage.MEASURING, files)
        groups = list(_written(photos, files, copies, task))
        going = [copy for _, *group in groups for copy in group]
        seconds = {RENAMING: _timed(_renamed(going))}
        _register(library, photos, groups)
        with Browser(library, _MODEL) as browser, FileActions(Catalogue.open(library, write=True)) as actions:
            plan = actions.plan(browser.groups(), Target(Action.QUARANTINE))
            for name, dry_run in ((CHECKING, True), (ACTING, False)):
                began = time.perf_counter()
                results = {outcome.result for outcome in actions.act(plan, dry_run=dry_run, task=task)}
                seconds[name] = time.perf_counter() - began
            if results != {ActionResult.DONE} or len(plan.ticks) != files or any(copy.exists() for copy in going):
                raise KnownError("Not all files went into the quarantine, so there is nothing to measure.")
            began = time.perf_counter()
            problems = [undone.problem for undone in actions.undo(task=task) if undone.problem]
            seconds[UNDOING] = time.perf_counter() - began
        if problems or not all(copy.exists() for copy in going):
            raise KnownError("Not all files came back, so there is nothing to measure.")
        size = sum(copy.stat().st_size for copy in going)
    return ActionsResult(machine.describe(), files, size, seconds)


def _written(folder: Path, files: int, copies: int, task: Task) -> Iterator[list[Path]]:
    """Photos with their copies, each group in a folder of its own, the photo first."""
    for number, content in enumerate(small_jpegs(-(-files // copies))):
        place = folder / f"{number:05}"
        place.mkdir(parents=True)
        group = [place / f"IMG_{number:05}{ending}.jpg" for ending in ("", *(f" ({n + 1})" for n in range(copies)))]
        group = group[: 1 + min(copies, files - number * copies)]
        for path in group:
            task.check()
            path.write_bytes(content)
        yield group
        task.advance(len(group) - 1)


def _renamed(files: Iterable[Path]) -> Iterator[None]:
    """Reads each file and renames it to and fro, with nothing made sure of."""
    for path in files:
        path.read_bytes()
        there = path.with_suffix(".away")
        path.rename(there)
        there.rename(path)
        yield


def _timed(work: Iterator[None]) -> float:
    began = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - began


def _register(library: Path, photos: Path, groups: Sequence[Sequence[Path]]) -> None:
    """Records the files as a scan would."""
    picture = decode(groups[0][0], at_least=64)
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        root = catalogue.roots().add(photos, Path(photos.anchor))
        for group in groups:
            photo = catalogue.add_photo(digest(group[0]), picture, group[0].stat().st_size)
            for path in group:
                info = path.stat()
                found = FoundFile(path, info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino)
                catalogue.put_file(found, photo, root)
