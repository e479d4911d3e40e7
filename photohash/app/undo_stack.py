"""One history of what the person did, newest first: ticks, decisions, keepers chosen by hand, runs of actions.

A step knows how it is taken back. What the library remembers of a step are its marks: the step lives as long as the
library, or what is on the way to it, has one of them, so that what was taken back elsewhere is not offered again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One thing that was done.

    Attributes:
        text: what it was, as it reads after "Undo: ".
        undo: takes it back.
        redo: does it again; None where that cannot be.
        marks: what the library remembers of it; empty where it remembers nothing.
        moves_files: whether taking it back changes files, which waits for other work.
    """

    text: str
    undo: Callable[[], object]
    redo: Callable[[], object] | None = None
    marks: frozenset[Hashable] = frozenset()
    moves_files: bool = False


class UndoStack(QObject):
    """The steps that can be taken back, and those that were and can be done again.

    Signals:
        changed: another step is the next one to be taken back or done again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._arriving: set[Hashable] = set()
        self._leaving: set[Hashable] = set()
        self._held = False

    @property
    def next_undo(self) -> Step | None:
        """The step that would be taken back."""
        return self._done[-1] if self._done and not self._held else None

    @property
    def next_redo(self) -> Step | None:
        """The step that was taken back last; where it cannot be done again, nothing can."""
        return self._undone[-1] if self._undone and not self._held else None

    def is_done(self, step: Step) -> bool:
        """Whether a step is done and was not taken back."""
        return step in self._done

    def push(self, step: Step) -> None:
        """Takes in what was just done. What was taken back before cannot be done again any more."""
        self._done.append(step)
        self._undone.clear()
        self._arriving |= step.marks
        self._leaving -= step.marks
        self.changed.emit()

    def undo(self, step: Step | None = None) -> None:
        """Takes the newest step back, or a certain one if it still can be."""
        step = step or self.next_undo
        if step is None or step not in self._done:
            return
        self._done.remove(step)
        self._undone.append(step)
        self._leaving |= step.marks
        self._arriving -= step.marks
        step.undo()
        self.changed.emit()

    def redo(self) -> None:
        """Does again what was taken back last."""
        step = self.next_redo
        if step is None or step.redo is None:
            return
        self._undone.pop()
        self._done.append(step)
        self._arriving |= step.marks
        self._leaving -= step.marks
        step.redo()
        self.changed.emit()

    def hold(self) -> None:
        """Offers nothing until the library was read anew: what was just done is not here yet."""
        self._held = True
        self.changed.emit()

    def forget_waiting(self, marks: Collection[Hashable] | None = None) -> None:
        """What was on the way to the library, or out of it, did not come there: all of it, or these marks."""
        gone = self._arriving | self._leaving if marks is None else set(marks)
        self._arriving -= gone
        self._leaving -= gone
        self._undone = [step for step in self._undone if step.redo is not None or not step.marks & gone]

    def sync(self, present: Collection[Hashable], steps: Callable[[Collection[Hashable]], Iterable[Step]]) -> None:
        """Takes in what the library remembers now.

        Args:
            present: all marks there are.
            steps: makes steps of marks that are new, oldest first.
        """
        now = set(present)
        self._arriving -= now
        self._leaving &= now
        alive = now | self._arriving
        self._done = [step for step in self._done if not step.marks or step.marks & alive]
        known = frozenset().union(*(step.marks for step in self._done)) | self._leaving
        self._done += steps(now - known)
        self._held = False
        self.changed.emit()
