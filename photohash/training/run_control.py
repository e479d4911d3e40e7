"""The hand on a run from inside: tells its events, hears the words said to it, and keeps its clock.

Nothing here waits in a thread of its own: the words are looked for at every photo and step, a few times a second.
"""

from __future__ import annotations

import json
import os
import time

from photohash.core.task import Stage, Task
from photohash.training.loop import Event as StepEvent
from photohash.training.run_folder import Control, Event, TrainingRun
from photohash.training.work_clock import WorkClock

_LOOKS_EVERY = 0.3
_KEEPS_EVERY = 2.0
_SPARE = 65_536


class EventLog:
    """Writes the events of a run. A little room is kept, so that a full disk can still be told."""

    def __init__(self, run: TrainingRun) -> None:
        self._path, self._spare = run.folder / "events.jsonl", run.folder / "spare"
        self._whole_line()
        if not self._spare.exists():
            self._spare.write_bytes(os.urandom(_SPARE))

    def tell(self, event: Event) -> None:
        """Appends an event.

        Raises:
            OSError: it cannot be written.
        """
        with self._path.open("ab") as file:
            file.write(json.dumps(event).encode() + b"\n")

    def tell_last(self, event: Event) -> None:
        """Appends an event for which there is room on a full disk too, and makes it last."""
        self._spare.unlink(missing_ok=True)
        with self._path.open("ab") as file:
            file.write(json.dumps(event).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    @classmethod
    def tell_at_the_end(cls, run: TrainingRun, event: Event) -> None:
        """Appends an event to a run that cannot go on, from the room that was kept."""
        log = cls.__new__(cls)
        log._path, log._spare = run.folder / "events.jsonl", run.folder / "spare"
        log.tell_last(event)

    def _whole_line(self) -> None:
        """Ends a line that a power cut tore."""
        with self._path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")


class RunTask(Task):
    """A task that hears the words of a run and tells its stages."""

    def __init__(self, run: TrainingRun, log: EventLog, clock: WorkClock) -> None:
        super().__init__()
        self.finished = False
        self._run, self._log, self._clock = run, log, clock
        self._looked = self._kept = self._told = 0.0

    def begin(self, stage: Stage, total: int | None = None) -> None:
        """See ``Task``."""
        super().begin(stage, total)
        self._tell()

    def advance(self, items: int = 1) -> None:
        """See ``Task``."""
        super().advance(items)
        if time.monotonic() - self._told > _LOOKS_EVERY:
            self._tell()

    def check(self) -> None:
        """See ``Task``; a pause is waited for here."""
        now = time.monotonic()
        if now - self._looked > _LOOKS_EVERY:
            self._looked = now
            self._hear(self._run.told())
        if now - self._kept > _KEEPS_EVERY:
            self._kept = now
            self._clock.keep()
        super().check()

    def report(self, event: StepEvent) -> None:
        """Tells a step."""
        phase = event.run.split(" ", 1)[-1]
        told = {"kind": "loss", "phase": phase, "step": event.step, "steps": event.steps, "loss": round(event.loss, 5)}
        self._log.tell(told)

    def _hear(self, word: Control) -> None:
        if word is Control.PAUSE:
            self.pause()
            self._clock.pause()
            while word is Control.PAUSE:
                if self._cancelled.wait(_LOOKS_EVERY):
                    break
                word = self._run.told()
            self._clock.resume()
            self.resume()
        if word is Control.CANCEL:
            self.cancel()
        self.finished = self.finished or word is Control.FINISH

    def _tell(self) -> None:
        self._told = time.monotonic()
        progress = self.progress
        stage = progress.stage.name.lower()
        self._log.tell({"kind": "stage", "stage": stage, "done": progress.done, "total": progress.total})
