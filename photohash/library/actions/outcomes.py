"""What planning and acting tell whoever asked: a plan, and what became of each file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photohash.library.actions.metadata import FieldDifference
from photohash.library.photo import Failure
from photohash.library.store import Action, Entry, Tick


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """What is proposed, before anything is touched.

    Attributes:
        ticks: the files to act on, group by group.
        left: other files of these groups that are left alone although they are copies, and why.
        warnings: sentences about the plan as a whole or about a group.
    """

    ticks: tuple[Tick, ...]
    left: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """What the ticked files take on disk."""
        return sum(tick.size for tick in self.ticks)


class ActionResult(StrEnum):
    """What became of a file."""

    PLANNED = "planned"
    """A dry run: everything was checked and nothing touched."""
    DONE = "done"
    FAILED = "failed"
    """Nothing is changed; it stays ticked."""
    UNFINISHED = "unfinished"
    """It could not be told; the next start finishes it or takes it back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one ticked file.

    Attributes:
        tick: the file and what was wanted.
        result: what became of it.
        action: what was done, or would be; a file whose trash refused it goes to the quarantine.
        entry: number in the journal, or None.
        destination: where it is now, or would be; None where it is at its place, or where only the system knows.
        companions: sidecars that went with it.
        differences: fields of metadata in which it and its keeper differ.
        note: what the user should know; why it failed, as a clause that reads well after the file's name.
        frees: bytes that are free once trash or quarantine is emptied.
        contents: digests of the file and of all that goes with it: what a yes to it is a yes to.
    """

    tick: Tick
    result: ActionResult
    action: Action
    entry: int | None = None
    destination: Path | None = None
    companions: tuple[Path, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    note: str = ""
    frees: int = 0
    contents: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a journal entry that was to be taken back, or was found unfinished.

    Attributes:
        entry: the entry as it is now.
        problem: why it could not be, as a clause that reads well after the file's name; "" where it was.
    """

    entry: Entry
    problem: str = ""
