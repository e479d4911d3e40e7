"""What the window does to photos' files, all through the one library job: check, act, take back, decide, recover."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.jobs import JobResult, JobStatus, LibraryJob, Work
from photohash.core.task import Task
from photohash.library import actions
from photohash.library.actions import (
    ActionPlan,
    ActionResult,
    ChosenPhoto,
    DecisionVerdict,
    FileActions,
    Target,
    Undone,
)
from photohash.library.group_preferences import File, Pair
from photohash.library.photo import Group

OpenActions = Callable[[], AbstractContextManager[FileActions]]


@dataclass(frozen=True, slots=True)
class ReviewedPlan:
    """What would happen: a plan, and of each of its files what a dry run found.

    Attributes:
        plan: the plan.
        target: what is to be done.
        outcomes: of the dry run.
    """

    plan: ActionPlan
    target: Target
    outcomes: tuple[actions.Outcome, ...]

    @property
    def feasible(self) -> list[actions.Outcome]:
        """What can be done."""
        return [outcome for outcome in self.outcomes if outcome.result is ActionResult.PLANNED]

    @property
    def without_copy(self) -> list[actions.Outcome]:
        """What can be done to photos of which no copy stays."""
        return [outcome for outcome in self.feasible if outcome.tick.keeper is None]


@dataclass(frozen=True, slots=True)
class ActionReport:
    """What was done.

    Attributes:
        target: what was wanted.
        outcomes: what became of each file, as far as it came.
        stopped: whether the person ended it early.
        problem: why photohash ended it early, as a sentence, or "".
    """

    target: Target
    outcomes: tuple[actions.Outcome, ...]
    stopped: bool = False
    problem: str = ""

    @property
    def done(self) -> list[actions.Outcome]:
        """The files that were acted on."""
        return [outcome for outcome in self.outcomes if outcome.result is ActionResult.DONE]

    @property
    def failed(self) -> list[actions.Outcome]:
        """The files that could not be; they stay ticked."""
        return [outcome for outcome in self.outcomes if outcome.result is not ActionResult.DONE]


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back.

    Attributes:
        undone: what became of each entry, as far as it came.
        stopped: whether the person ended it early.
    """

    undone: tuple[Undone, ...]
    stopped: bool = False

    @property
    def problems(self) -> list[Undone]:
        """Entries that could not be taken back."""
        return [found for found in self.undone if found.problem]


class ActionController(QObject):
    """Runs one piece of work after the other, as soon as nothing else writes the library.

    Signals:
        changed: work began, ended, or was added.
        checked(ReviewedPlan): the answer to ``check``.
        acted(ActionReport): the answer to ``act``; also when it was stopped.
        taken_back(UndoReport): the answer to ``undo``; also when it was stopped.
        decided(list[Pair]): these decisions are in the library.
        keepers_chosen(dict[File, bool]): these choices are in the library.
        recovered(list[Undone]): the answer to ``recover``.
        refused(str): something could not be done; a sentence.
        broken(str): a fault in photohash; the traceback.
        stopped: a check was ended by the person.
    """

    changed = Signal()
    checked = Signal(object)
    acted = Signal(object)
    taken_back = Signal(object)
    decided = Signal(object)
    keepers_chosen = Signal(object)
    recovered = Signal(object)
    refused = Signal(str)
    broken = Signal(str)
    stopped = Signal()

    def __init__(self, open_actions: OpenActions, job: LibraryJob) -> None:
        super().__init__()
        self._open = open_actions
        self._job = job
        self._waiting: deque[tuple[Work, Callable[[JobResult], object]]] = deque()
        self._under_way = False
        job.ended.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether work is under way or waits."""
        return self._under_way or bool(self._waiting)

    def check(
        self,
        groups: Sequence[Group],
        ticked: Mapping[int, Collection[Path]],
        target: Target,
        chosen: Sequence[ChosenPhoto] = (),
    ) -> None:
        """Makes a plan of ticked files and checks all that carrying it out would check; touches nothing.

        Args:
            groups: the groups concerned.
            ticked: files by the id of their group.
            target: what is to be done.
            chosen: photos that the person chose by hand, of which no copy stays.
        """
        self._add(partial(_check, self._open, groups, ticked, target, chosen), self._told(self.checked))

    def act(self, review: ReviewedPlan, *, rescue: bool) -> None:
        """Carries out what was reviewed, and with it what the person saw of photos of which no copy stays.

        Args:
            review: what was shown before the person said yes.
            rescue: whether what only a copy knows is written beside its keeper.
        """
        outcomes: list[actions.Outcome] = []
        self._add(
            partial(_act, self._open, review, rescue, outcomes.append),
            self._told(
                self.acted,
                lambda result: ActionReport(review.target, tuple(outcomes), _is_stopped(result), result.answer or ""),
            ),
        )

    def undo(self, number: int, *, whole_run: bool) -> None:
        """Takes back an entry of the journal, or a whole run.

        Args:
            number: of the entry or the run.
            whole_run: whether it is that of a run.
        """
        undone: list[Undone] = []
        self._add(
            partial(_undo, self._open, number, whole_run, undone.append),
            self._told(self.taken_back, lambda result: UndoReport(tuple(undone), _is_stopped(result))),
        )

    def decide(self, pairs: Collection[Pair], verdict: DecisionVerdict | None) -> None:
        """Remembers what the person says of pairs; without a verdict, forgets it."""
        self._add(partial(_decide, self._open, tuple(pairs), verdict), self._told(self.decided))

    def choose_keepers(self, choices: Mapping[File, bool]) -> None:
        """Remembers which files the person chose by hand to be kept, or no longer wants kept so."""
        self._add(partial(_choose_keepers, self._open, dict(choices)), self._told(self.keepers_chosen))

    def recover(self) -> None:
        """Settles what an earlier start left unfinished."""
        self._add(partial(_recover, self._open), self._told(self.recovered))

    def forget(self) -> None:
        """Forgets what waits."""
        self._waiting.clear()

    def _told(self, signal: Any, report: Callable[[JobResult], object] | None = None) -> Callable[[JobResult], object]:
        """How an ending is told: by a signal of its own with the answer or a report, or by those for trouble."""

        def tell(result: JobResult) -> None:
            if result.status is JobStatus.REFUSED:
                self.refused.emit(result.message)
            elif result.status is JobStatus.BROKEN:
                self.broken.emit(result.message)
            elif report is None and result.status is JobStatus.CANCELLED:
                self.stopped.emit()
            else:
                signal.emit(result.answer if report is None else report(result))

        return tell

    def _add(self, work: Work, finished: Callable[[JobResult], object]) -> None:
        self._waiting.append((work, finished))
        self._job.make_way()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        if self._waiting and not self._job.running:
            work, finished = self._waiting.popleft()
            self._under_way = True
            self._job.start(work, partial(self._end, finished))
        self.changed.emit()

    def _end(self, finished: Callable[[JobResult], object], result: JobResult) -> None:
        self._under_way = False
        finished(result)


def _is_stopped(result: JobResult) -> bool:
    return result.status is JobStatus.CANCELLED


def _check(
    open_actions: OpenActions,
    groups: Sequence[Group],
    ticked: Mapping[int, Collection[Path]],
    target: Target,
    chosen: Sequence[ChosenPhoto],
    task: Task,
    _committed: Callable[[], None],
) -> ReviewedPlan:
    with open_actions() as opened:
        opened.recover()
        plan = opened.plan_chosen(groups, ticked, chosen, target)
        return ReviewedPlan(plan, target, tuple(opened.act(plan, dry_run=True, task=task)))


def _act(
    open_actions: OpenActions,
    review: ReviewedPlan,
    rescue: bool,
    tell: Callable[[actions.Outcome], object],
    task: Task,
    committed: Callable[[], None],
) -> str:
    with open_actions() as opened:
        opened.recover()
        confirmed = frozenset(content for outcome in review.without_copy for content in outcome.contents)
        for outcome in opened.act(review.plan, dry_run=False, rescue=rescue, confirmed=confirmed, task=task):
            tell(outcome)
            committed()
        return opened.stopped


def _undo(
    open_actions: OpenActions,
    number: int,
    whole_run: bool,
    tell: Callable[[Undone], object],
    task: Task,
    committed: Callable[[], None],
) -> None:
    with open_actions() as opened:
        opened.recover()
        for undone in opened.undo(number, whole_run=whole_run, task=task):
            tell(undone)
            committed()


def _decide(
    open_actions: OpenActions,
    pairs: Sequence[Pair],
    verdict: DecisionVerdict | None,
    _task: Task,
    _committed: Callable[[], None],
) -> list[Pair]:
    with open_actions() as opened:
        opened.decide_pairs(pairs, verdict)
    return list(pairs)


def _choose_keepers(
    open_actions: OpenActions, choices: Mapping[File, bool], _task: Task, _committed: Callable[[], None]
) -> Mapping[File, bool]:
    with open_actions() as opened:
        opened.choose_keepers(choices)
    return choices


def _recover(open_actions: OpenActions, _task: Task, _committed: Callable[[], None]) -> list[Undone]:
    with open_actions() as opened:
        return opened.recover()
