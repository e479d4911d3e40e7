"""A training run on a library's albums as it lies on the disk: what was asked for, how far it is, what came of it.

``<library>/training/<run>/`` holds ``request.json``, ``events.jsonl`` (one JSON document a line), ``control`` (one word
for whoever works on it), ``lock``, ``work/`` (what takes long and is gone on from), ``model/`` and ``report.json``. The
window and the process that trains share nothing else, so either can end at any time.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from photohash.core.errors import LibraryError, UsageError
from photohash.core.files import write_in_words
from photohash.core.paths import shown, write_atomically
from photohash.training.album_report import AlbumReport
from photohash.training.run_lock import is_locked

Event = dict[str, Any]
"""What is told while a run goes on: ``"kind"`` says which of ``EVENTS`` it is."""

EVENTS = ("began", "stage", "plan", "loss", "held_out", "done", "failed", "cancelled")
"""Kinds of events.

``began`` has nothing more, ``stage`` has stage, done and total; ``plan`` has what is done in the time, in seconds;
``loss`` has phase, step, steps, loss; ``held_out`` has phase and mean_average_precision; ``failed`` has message.
"""

_FOLDER = "training"
_NAME = re.compile(r"albums(\d+)$")
_TAIL = 16_384


class RunState(StrEnum):
    """How a run stands."""

    WAITING = "waiting"  # nobody has worked on it
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"  # killed, or the power was cut: it can go on
    FAILED = "failed"  # the last event says why; it can be tried again
    CANCELLED = "cancelled"


class Control(StrEnum):
    """What may be said to whoever works on a run."""

    GO = "go"
    PAUSE = "pause"
    FINISH = "finish"  # keep the best so far
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What is asked for.

    Attributes:
        method: dah, dahp or dhida.
        bits: length of a code.
        minutes: that all of it may take.
        album_ids: the library's albums to learn; None for all that there are.
        albums: their names, for people.
        seed: of everything drawn at random.
        device: auto, cpu or cuda.
    """

    method: str = "dahp"
    bits: int = 64
    minutes: float = 10.0
    album_ids: tuple[int, ...] | None = None
    albums: tuple[str, ...] | None = None
    seed: int = 7
    device: str = "auto"

    def as_json(self) -> bytes:
        """For a file."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, content: bytes) -> RunRequest:
        """As it was written.

        Raises:
            ValueError: it is no request.
        """
        try:
            found = json.loads(content)
            for name in ("album_ids", "albums"):
                found[name] = tuple(found[name]) if found[name] is not None else None
            return cls(**found)
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError("no request") from error


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One run.

    Attributes:
        folder: where it lies.
    """

    folder: Path

    @property
    def name(self) -> str:
        """Of the run: the last word of its model's id."""
        return self.folder.name

    @property
    def library(self) -> Path:
        """The library whose albums it learns."""
        return self.folder.parent.parent

    @property
    def model(self) -> Path:
        """The model directory, where the run is done."""
        return self.folder / "model"

    @property
    def work(self) -> Path:
        """What takes long and is gone on from."""
        return self.folder / "work"

    @property
    def lock(self) -> Path:
        """Held by the process that works on it."""
        return self.folder / "lock"

    def request(self) -> RunRequest:
        """What was asked for.

        Raises:
            UsageError: it cannot be read.
        """
        path = self.folder / "request.json"
        try:
            return RunRequest.from_json(path.read_bytes())
        except (OSError, ValueError) as error:
            raise UsageError(f"{shown(path)} cannot be read; remove the run and begin another.") from error

    def state(self) -> RunState:
        """How it stands now."""
        told = self.told()
        if is_locked(self.lock):
            return RunState.PAUSED if told is Control.PAUSE else RunState.RUNNING
        last = self._last_kind()
        if last == "done" and self.report() is not None:
            return RunState.DONE
        if told is Control.CANCEL:
            return RunState.CANCELLED
        return {None: RunState.WAITING, "failed": RunState.FAILED}.get(last, RunState.STOPPED)

    def told(self) -> Control:
        """The word that was said last."""
        try:
            return Control((self.folder / "control").read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            return Control.GO

    def control(self, word: str) -> None:
        """Says a word of ``Control`` to whoever works on it; it is heard within a second or two.

        Raises:
            LibraryError: the folder cannot be written.
        """
        try:
            write_atomically(self.folder / "control", Control(word).value.encode(), lasting=False)
        except OSError as error:
            raise LibraryError(f"The training run {shown(self.folder)} {write_in_words(error)}.") from error

    def events_after(self, offset: int) -> tuple[tuple[Event, ...], int]:
        """What was told since, and where to go on reading; begin with 0."""
        try:
            with (self.folder / "events.jsonl").open("rb") as file:
                file.seek(offset)
                read = file.read()
        except OSError:
            return (), offset
        whole = read[: read.rfind(b"\n") + 1]
        return tuple(_events(whole)), offset + len(whole)

    def message(self) -> str:
        """Why it failed; empty where it did not."""
        last = self._last_events()
        return str(last[-1].get("message", "")) if last and last[-1]["kind"] == "failed" else ""

    def report(self) -> AlbumReport | None:
        """What came of it; None while nothing has, and where it is damaged."""
        try:
            return AlbumReport.from_json((self.folder / "report.json").read_bytes())
        except (OSError, ValueError):
            return None

    def remove(self) -> None:
        """Removes all of it.

        Raises:
            UsageError: somebody works on it.
            LibraryError: it cannot be removed.
        """
        if is_locked(self.lock):
            raise UsageError(f"The training run {shown(self.folder)} is going on; cancel it first.")
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise LibraryError(f"The training run {shown(self.folder)} could not be removed: {error}.") from error

    def _last_kind(self) -> str | None:
        last = self._last_events()
        return str(last[-1]["kind"]) if last else None

    def _last_events(self) -> list[Event]:
        """Some of the last events, in order."""
        try:
            with (self.folder / "events.jsonl").open("rb") as file:
                size = file.seek(0, 2)
                file.seek(max(size - _TAIL, 0))
                return list(_events(file.read()))
        except OSError:
            return []


def _events(content: bytes) -> Iterator[Event]:
    """Events of whole lines; one that a power cut tore is passed over."""
    for line in content.splitlines():
        with suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict) and event.get("kind") in EVENTS:
                yield event


def runs(library: Path) -> tuple[TrainingRun, ...]:
    """The runs of a library, the newest last."""
    try:
        found = [folder for folder in (library / _FOLDER).iterdir() if (folder / "request.json").is_file()]
    except OSError:
        return ()
    return tuple(TrainingRun(folder) for folder in sorted(found, key=_order))


def find_run(library: Path, name: str) -> TrainingRun:
    """A run by its name.

    Raises:
        UsageError: there is none.
    """
    for run in runs(library):
        if run.name == name:
            return run
    raise UsageError(f"There is no training run {name!r} in {shown(library)}.")


def begin_run(library: Path, request: RunRequest) -> TrainingRun:
    """Makes the folder of a new run; nobody works on it yet.

    Raises:
        LibraryError: it cannot be made.
    """
    home = library / _FOLDER
    try:
        home.mkdir(parents=True, exist_ok=True)
        folder = home / f"albums{_next_number(library)}"
        folder.mkdir()
        try:
            write_atomically(folder / "request.json", request.as_json())
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise LibraryError(f"No training run can be made in {shown(home)}: it {write_in_words(error)}.") from error
    return TrainingRun(folder)


def _next_number(library: Path) -> int:
    """Greater than that of every run and every model made by one, so that no two models have one id."""
    numbers = [0]
    for home in (library / _FOLDER, library / "models"):
        with suppress(OSError):
            found = (_NAME.search(folder.name) for folder in home.iterdir())
            numbers += [int(match[1]) for match in found if match]
    return max(numbers) + 1


def _order(folder: Path) -> tuple[int, str]:
    match = _NAME.match(folder.name)
    return (int(match[1]) if match else 0, folder.name)
