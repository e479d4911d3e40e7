"""Stand-ins for the pipeline that hold still, refuse or break on demand."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from photohash.core.errors import LibraryError
from photohash.core.task import Stage, Task
from photohash.library.pipeline import CommitReport
from photohash.library.watch import Changes


class _Context:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def update(
        self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task
    ) -> Iterator[CommitReport]:
        raise NotImplementedError

    def look_at(self, changes: Changes, task: Task) -> Iterator[CommitReport]:
        return self.update(task=task)


class Patient(_Context):
    """Reads five of fifty photos, then waits to be let go or cancelled; opens itself."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.runs = 0
        self.folders: list[tuple[Path, ...]] = []

    def __call__(self) -> Self:
        return self

    def update(
        self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task
    ) -> Iterator[CommitReport]:
        self.runs += 1
        self.folders.append(tuple(folders))
        task.begin(Stage.ENCODING, 50)
        task.advance(5)
        yield CommitReport()
        while not self.let_go.is_set():
            task.sleep(0.01)
        task.advance(45)


class Locked(_Context):
    """A library that another program has."""

    SENTENCE = "The library is being brought up to date by another photohash. Wait until it is done."

    def __enter__(self) -> Self:
        raise LibraryError(self.SENTENCE)

    def update(
        self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task
    ) -> Iterator[CommitReport]:
        raise AssertionError("it cannot be opened")


class Faulty(_Context):
    """Has a bug."""

    def update(
        self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task
    ) -> Iterator[CommitReport]:
        yield CommitReport()
        raise ZeroDivisionError("division by zero")
