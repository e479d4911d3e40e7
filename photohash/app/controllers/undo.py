"""The commands Undo and Redo: one history for ticks, decisions, keepers chosen by hand and runs of actions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app import action_labels
from photohash.app.commands import COMMANDS, Commands, native, tip
from photohash.app.controllers.actions import ActionController
from photohash.app.controllers.reader import LibraryPast
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import LibraryJob
from photohash.app.labels import button_text, plain_tip
from photohash.app.undo_stack import Step, UndoStack
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.actions import Action, DecisionVerdict, DoneRun, Target
from photohash.library.group_preferences import File, Pair


class UndoController(QObject):
    """Offers the newest step of the history, by name.

    Args:
        commands: of the window.
        action_controller: says whether files may be touched now.
        job: does too.
        banner: says what was taken back, and offers to take back what was just done.

    Signals:
        run_unwanted(int): a run of actions is to be taken back; its number.
        decision_wanted(Collection[Pair], DecisionVerdict | None): this is to be said of pairs, or forgotten.
        choice_wanted(Mapping[File, bool]): these files are to be kept by hand, or no longer.

    Attributes:
        stack: the history.
        say_on_page: has the page that is shown say what was done or undone, and whether Undo takes that back; answers
            whether it did. What it does not say is for the banner.
    """

    run_unwanted = Signal(int)
    decision_wanted = Signal(object, object)
    choice_wanted = Signal(object)

    def __init__(
        self, commands: Commands, action_controller: ActionController, job: LibraryJob, banner: Banner
    ) -> None:
        super().__init__()
        self.stack = stack = UndoStack()
        self.say_on_page: Callable[[str, bool], bool] = lambda _sentence, _undo: False
        self._commands, self._action_controller, self._job, self._banner = commands, action_controller, job, banner
        self._past = LibraryPast()
        self._offered: tuple[Step, Callable[[], object]] | None = None
        self._runs_before: frozenset[int] = frozenset()
        self._run_said: tuple[str, BannerKind] | None = None
        commands["undo"].triggered.connect(self._undo)
        commands["redo"].triggered.connect(self._redo)
        stack.changed.connect(self.look)
        action_controller.changed.connect(self.look)

    def take(self, past: LibraryPast) -> None:
        """Takes in what the library remembers."""
        self._past = past
        present: set[Hashable] = {("run", run.number) for run in past.runs}
        present |= {pair_mark((decision.a, decision.b)) for decision in past.decisions}
        present |= {keeper_mark(file) for file in past.chosen}
        self.stack.sync(present, self._steps)
        step = self.stack.next_undo
        new = {("run", run.number) for run in past.runs if run.number not in self._runs_before}
        if self._run_said is not None and step is not None and step.marks & new:
            (sentence, kind), self._run_said = self._run_said, None
            self.say(sentence, step, kind)

    def say(self, sentence: str, step: Step | None, kind: BannerKind = BannerKind.SUCCESS) -> None:
        """Says what was done, with a button that takes this step back and no other, as long as it is the newest."""
        offered = step is not None and step is self.stack.next_undo
        if (step is None or not step.moves_files) and self.say_on_page(sentence, offered):
            return
        if step is None or not offered:
            self._banner.say(sentence, kind=kind)
            return
        then = partial(self._take_back, step)
        self._offered = step, then
        self._banner.say(sentence, tr("Undo"), then, kind)

    def expect_run(self) -> None:
        """A run of actions begins: one that the library has from now on is it."""
        self._runs_before = frozenset(run.number for run in self._past.runs)

    def say_run(self, sentence: str, kind: BannerKind) -> None:
        """Says what a run did, as soon as the library has it, so that it can be taken back."""
        self.stack.hold()
        self._run_said = sentence, kind

    def run_undone(self) -> None:
        """The run is taken back: nothing is to be said of it any more."""
        self._run_said = None

    def run_words(self, number: int) -> str:
        """What a run did, as it reads after "Undone: ", or "" where it is not known."""
        return next((_run_words(run) for run in self._past.runs if run.number == number), "")

    @Slot()
    def look(self) -> None:
        """Says what Undo and Redo would do, and whether they can now."""
        free = not self._job.busy and not self._action_controller.running
        for name, step, words in (
            ("undo", self.stack.next_undo, tr("Undo: {step}")),
            ("redo", self.stack.next_redo, tr("Redo: {step}")),
        ):
            command, action = _BY_ID[name], self._commands[name]
            blocked = name == "redo" and step is not None and step.redo is None
            action.setEnabled(step is not None and not blocked and (free or not step.moves_files))
            text = tr(command.text) if step is None else words.format(step=step.text)
            action.setText(button_text(text))
            if step is None:
                action.setToolTip(tip(command, self._commands.bindings.of(name)))
            elif blocked:
                why = tr("{step}: this is not done again by itself. Files are moved only after a review.")
                action.setToolTip(plain_tip(why.format(step=step.text)))
            else:
                action.setToolTip(plain_tip(f"{text} ({native(action.shortcut())})"))
        if self._offered is not None and self.stack.next_undo is not self._offered[0]:
            self._banner.withdraw(self._offered[1])
            self._offered = None

    @Slot()
    def _undo(self) -> None:
        self._take_back(self.stack.next_undo)

    def _take_back(self, step: Step | None) -> None:
        if step is None or step is not self.stack.next_undo:
            return
        self._banner.hide()
        self.stack.undo(step)
        if not step.moves_files:  # of files it is said once they are back
            self.say(tr("Undone: {step}").format(step=step.text), None, BannerKind.INFO)

    @Slot()
    def _redo(self) -> None:
        step = self.stack.next_redo
        if step is None or step.redo is None:
            return
        self._banner.hide()
        self.stack.redo()
        self.say(tr("Done again: {step}").format(step=step.text), step, BannerKind.INFO)

    def _steps(self, marks: Collection[Hashable]) -> Iterable[Step]:
        """Steps of what the library remembers and nobody here did, oldest first."""
        dated = [(run.made, run.number, self._run_step(run)) for run in self._past.runs if ("run", run.number) in marks]
        said = [one for one in self._past.decisions if pair_mark((one.a, one.b)) in marks]
        said.sort(key=lambda one: (one.made, one.verdict))
        for (made, verdict), decisions in groupby(said, key=lambda one: (one.made, one.verdict)):
            pairs = [(one.a, one.b) for one in decisions]
            dated.append((made, 0, self.decision_step(pairs, verdict, self._files_of(pairs))))
        for file, made in self._past.chosen.items():
            if keeper_mark(file) in marks:
                dated.append((made, 0, self.keeper_step({file: True}, {file: False})))
        return [step for *_, step in sorted(dated, key=lambda one: one[:2])]

    def _run_step(self, run: DoneRun) -> Step:
        return Step(
            _run_words(run),
            undo=lambda: self.run_unwanted.emit(run.number),
            marks=frozenset({("run", run.number)}),
            moves_files=True,
        )

    def _files_of(self, pairs: Collection[Pair]) -> int:
        """How many files pairs are about, as far as that is known: a photo that has none now was one at least."""
        return sum(self._past.files.get(digest, 1) for digest in {digest for pair in pairs for digest in pair})

    def decision_step(self, pairs: Collection[Pair], verdict: DecisionVerdict, files: int) -> Step:
        """What was said of pairs.

        Args:
            pairs: of contents.
            verdict: on each.
            files: how many there are of them: what the person sees, who counts each copy.
        """
        words = {
            DecisionVerdict.NOT_DUPLICATES: tr("Not duplicates of {photos}"),
            DecisionVerdict.KEEP_BOTH: tr("Keep all of {photos}"),
        }[verdict]
        return Step(
            words.format(photos=action_labels.photo_count(max(files, 2))),
            undo=lambda: self.decision_wanted.emit(pairs, None),
            redo=lambda: self.decision_wanted.emit(pairs, verdict),
            marks=frozenset(map(pair_mark, pairs)),
        )

    def keeper_step(
        self,
        after: Mapping[File, bool],
        before: Mapping[File, bool],
        *,
        undo_more: Callable[[], None] = lambda: None,
        redo_more: Callable[[], None] = lambda: None,
    ) -> Step:
        """Which files are kept, chosen by hand.

        Args:
            after: the files concerned, chosen or not.
            before: the same before it.
            undo_more: takes back what went with it.
            redo_more: does that again.
        """
        kept = [path for (path, _), chosen in after.items() if chosen]
        words = tr("Keep {name}").format(name=shown(kept[0].name)) if len(kept) == 1 else (
            tr("Keep {photos}").format(photos=action_labels.photo_count(len(kept)))
        )  # fmt: skip

        def undo() -> None:
            undo_more()
            self.choice_wanted.emit(before)

        def redo() -> None:
            redo_more()
            self.choice_wanted.emit(after)

        marks = frozenset(keeper_mark(file) for file, chosen in after.items() if chosen)
        return Step(words, undo, redo, marks)


_BY_ID = {command.id: command for command in COMMANDS}


def _run_words(run: DoneRun) -> str:
    """How a run reads after "Undo: "."""
    if run.action is Action.RESCUE:
        return tr("Notes beside photos")
    return action_labels.done_label(Target(run.action), run.files)


def pair_mark(pair: Pair) -> Hashable:
    """What the library remembers of a decision."""
    return "pair", *pair


def keeper_mark(file: File) -> Hashable:
    """What the library remembers of a keeper chosen by hand."""
    return "keeper", *file
