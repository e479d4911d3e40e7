"""The fourth step: how the training goes, drawn while it does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photohash.app.pages.frame import Flow, label
from photohash.app.theme import GRID, Theme
from photohash.app.wizard.plot import CurvePlot, PlotWords
from photohash.app.wizard.words import stage_in_words
from photohash.core.formatting import number, time_left
from photohash.core.translation import plural, tr
from photohash.training.run_folder import Event, RunState

_NARROW = 76 * GRID
_MINUTE = 60.0


class TrainingStep(QWidget):
    """Stage, time left, two plots, and what can be said to the run.

    Args:
        theme: of the window.

    Attributes:
        planned: seconds that all of it takes, as this computer was measured; 0 before it was.

    Signals:
        pause_chosen: hold it.
        go_on_chosen: let it go on, or try again.
        finish_chosen: stop, and keep the best so far.
    """

    pause_chosen = Signal()
    go_on_chosen = Signal()
    finish_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state: RunState | None = None
        self._finishing = False
        self._stage: tuple[str, int, int] = ("", 0, 0)
        self._steps, self._phase, self._step = 0.0, "", 0.0
        self.heading, self.line = label("", "title", wrap=True), label("", "lead", wrap=True)
        self.plan, self.note = label("", "dim", wrap=True), label("", "note", wrap=True)
        self.often = label("", "dim", wrap=True)
        self.planned = 0.0
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the training"))
        self.loss = CurvePlot(
            PlotWords(tr("Loss"), tr("Steps"), tr("How far off it still is. The curve begins with the first step.")),
            theme,
        )
        self.held_out = CurvePlot(
            PlotWords(
                tr("mAP of photos held back"),
                tr("Steps"),
                tr("How well photos that it does not learn from are told apart, from 0 to 1. It comes a little later."),
            ),
            theme,
            1.0,
        )
        self.pause_button = QPushButton()
        self.finish_button = QPushButton(tr("Stop and keep the best so far"))
        self._arrange()
        self.pause_button.clicked.connect(self._pause)
        self.finish_button.clicked.connect(self._finish)
        self.begin()

    def _arrange(self) -> None:
        self._plots = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._plots.setSpacing(2 * GRID)
        for plot in (self.loss, self.held_out):
            card = QFrame()
            card.setObjectName("card")
            card.setMaximumHeight(plot.maximumHeight() + 2 * GRID)
            inner = QVBoxLayout(card)
            inner.setContentsMargins(2 * GRID, GRID, GRID, GRID)
            inner.addWidget(plot)
            self._plots.addWidget(card, 1)
        held = QWidget()
        buttons = Flow(held)
        buttons.addWidget(self.pause_button)
        buttons.addWidget(self.finish_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self.heading, self.line, self.bar, self.plan, self.note):
            column.addWidget(part)
        column.addWidget(held)
        column.addSpacing(GRID)
        column.addLayout(self._plots, 1)
        column.addWidget(self.often)
        words = tr(
            "You can go on using photohash meanwhile. If you close the window, training stops; next time you can"
            " continue where it left off."
        )
        column.addWidget(label(words, "dim", wrap=True))
        column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window one plot stands below the other."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._plots.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def begin(self) -> None:
        """Another run is shown, of which nothing was told."""
        self._stage, self._steps, self._phase, self._step = ("", 0, 0), 0.0, "", 0.0
        self._finishing = False
        self.loss.clear()
        self.held_out.clear()
        self.planned = 0.0
        for words in (self.plan, self.often):
            words.setText("")
            words.hide()

    @Slot(object)
    def take(self, event: Event) -> None:
        """Shows what the run tells."""
        match event["kind"]:
            case "stage":
                self._stage = str(event.get("stage", "")), _whole(event.get("done")), _whole(event.get("total"))
            case "loss":
                self._take_loss(str(event.get("phase", "")), _real(event.get("step")), _real(event.get("loss")))
            case "held_out":
                self.held_out.add(self._steps + self._step, _real(event.get("mean_average_precision")))
            case "plan":
                self.planned = seconds_planned(event)
                self.plan.setText(plan_in_words(event))
                self.plan.show()
            case _:
                pass

    def _take_loss(self, phase: str, step: float, loss: float) -> None:
        anew = phase != self._phase or step < self._step
        if anew:
            self._steps += self._step
        self._phase, self._step = phase, step
        self.loss.add(self._steps + step, loss, anew=anew)
        if len(self.loss.parts) > 1 and not self.often.text():
            words = tr(
                "The curve begins anew each time photohash learns without some of the photos: on those it measures"
                " honestly what it has learnt."
            )
            self.often.setText(words)
            self.often.show()

    def show_state(self, state: RunState | None, problem: str, seconds_left: float) -> None:
        """Shows how the run stands.

        Args:
            state: None while it is being ended.
            problem: why it does not go on; "" for none.
            seconds_left: of the time it was given.
        """
        self._state = state
        running, paused = state is RunState.RUNNING, state is RunState.PAUSED
        ended = state in (RunState.STOPPED, RunState.FAILED, RunState.WAITING) or bool(problem)
        self.heading.setText(self._heading(state, problem))
        self.line.setText(self._line(seconds_left) if running else "")
        self.line.setVisible(bool(self.line.text()))
        self.note.setText(problem or self._stopped_because(state))
        self.note.setVisible(bool(self.note.text()))
        _, done, total = self._stage
        # A bar that runs to and fro would also run while nothing is done.
        self.bar.setRange(0, total if total else (0 if running else 1))
        self.bar.setValue(min(done, total) if total else 0)
        self.pause_button.setText(
            tr("Pause") if running and not ended else tr("Try again") if state is RunState.FAILED else tr("Continue")
        )
        self.pause_button.setVisible(running or paused or ended)
        _make_primary(self.pause_button, primary=not running)
        self.finish_button.setVisible(running or paused)
        self.finish_button.setEnabled(not self._finishing)

    def _heading(self, state: RunState | None, problem: str) -> str:
        if state is None:
            return tr("Training is being ended")
        if problem or state is RunState.FAILED:
            return tr("Training could not go on")
        if state is RunState.STOPPED:
            return tr("Training was interrupted")
        if state is RunState.PAUSED:
            return tr("Training is paused")
        if self._finishing:
            return tr("Making the best so far the model")
        return stage_in_words(self._stage[0]) if self._stage[0] else tr("Getting ready")

    def _line(self, seconds_left: float) -> str:
        _, done, total = self._stage
        far = tr("{done} of {total}").format(done=number(min(done, total)), total=number(total)) if total else ""
        left = time_left(seconds_left) if seconds_left > 0 else tr("almost done")
        return " · ".join(filter(None, (far, left)))

    def _stopped_because(self, state: RunState | None) -> str:
        if state is RunState.STOPPED:
            return tr("What was learnt so far is kept. Continue picks up where it left off.")
        return ""

    @Slot()
    def _pause(self) -> None:
        if self._state is RunState.RUNNING and not self.note.text():
            self.pause_chosen.emit()
        else:
            self.go_on_chosen.emit()

    @Slot()
    def _finish(self) -> None:
        self._finishing = True
        self.finish_button.setEnabled(False)
        self.finish_chosen.emit()


def seconds_planned(plan: Event) -> float:
    """How long all of a plan takes."""
    return sum(_real(plan.get(part)) for part in ("views", "heads", "tuning", "writing"))


def plan_in_words(plan: Event) -> str:
    """What is done in the time, as this machine was measured."""
    seconds = seconds_planned(plan)
    steps = _whole(plan.get("steps"))
    if not steps:
        words = tr("The plan: learn from what photohash already sees in your photos.")
    else:
        text = plural(
            "The plan: learn from what photohash already sees in your photos, then take {n} step to see them anew.",
            "The plan: learn from what photohash already sees in your photos, then take {n} steps to see them anew.",
            steps,
        )
        words = text.format(n=number(steps))
    if seconds > 0:
        minutes = max(round(seconds / _MINUTE), 1)
        took = plural("About {n} minute in all.", "About {n} minutes in all.", minutes).format(n=number(minutes))
        words = f"{words} {took}"
    return words


def _make_primary(button: QPushButton, *, primary: bool) -> None:
    role = "primary" if primary else ""
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)


def _real(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int | float) else 0
