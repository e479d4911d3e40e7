"""The page of the wizard: where one is, the step itself, and the buttons that lead on, back and out."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from photohash.app.pages.frame import Head
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.wizard.before_after import BeforeAfterStep
from photohash.app.wizard.check import CheckStep
from photohash.app.wizard.choose_albums import ChooseAlbumsStep
from photohash.app.wizard.method import MethodStep
from photohash.app.wizard.step_rail import StepRail
from photohash.app.wizard.training import TrainingStep
from photohash.core.translation import tr

_WIDEST = 112 * GRID


class WizardStep(IntEnum):
    """The steps in their order."""

    CHOOSE = 0
    CHECK = 1
    METHOD = 2
    TRAINING = 3
    RESULT = 4


class TeachPage(QWidget):
    """Five steps, one at a time. It shows and asks; ``TeachingController`` does.

    Args:
        theme: of the window.
        thumbnails: of the window.

    Signals:
        next_chosen: on to the next step, or what the main button of this one says.
        back_chosen: to the step before.
        cancel_chosen: out of the wizard, or an end to the training.
    """

    next_chosen = Signal()
    back_chosen = Signal()
    cancel_chosen = Signal()

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.head = Head(tr("Teach photohash"))
        self.head.say(tr("A model of your own that tells your albums apart the way you do."))
        self.choose = ChooseAlbumsStep(theme, thumbnails)
        self.check = CheckStep(theme, thumbnails)
        self.method, self.training = MethodStep(), TrainingStep(theme)
        self.result = BeforeAfterStep(theme, thumbnails)
        names = tr("Albums"), tr("Check"), tr("Method"), tr("Learning"), tr("Before and after")
        self.rail = StepRail(names, theme)
        self.steps = QStackedWidget()
        for step in (self.choose, self.check, self.method, self.training, self.result):
            self.steps.addWidget(_StepArea(step))
        self.cancel_button, self.back_button, self.next_button = QPushButton(), QPushButton(tr("Back")), QPushButton()
        for button in (self.cancel_button, self.back_button, self.next_button):
            button.setAutoDefault(False)
        self._arrange()
        self.next_button.clicked.connect(self.next_chosen)
        self.back_button.clicked.connect(self.back_chosen)
        self.cancel_button.clicked.connect(self.cancel_chosen)
        self.choose.changed.connect(self.follow)
        self.check.changed.connect(self.follow)
        self.show_step(WizardStep.CHOOSE)

    @property
    def step(self) -> WizardStep:
        """The step that is shown."""
        return WizardStep(self.steps.currentIndex())

    def show_step(self, step: WizardStep) -> None:
        """Shows a step."""
        self.steps.setCurrentIndex(step)
        self.rail.show_step(step)
        area = self.steps.currentWidget()
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)
        self.follow()
        follow_layout(self.window())

    def show_adopting(self) -> None:
        """The model is being adopted; there is nothing left to decide."""
        self.next_button.setEnabled(False)
        self.cancel_button.setEnabled(False)

    @Slot()
    def follow(self) -> None:
        """Gives the buttons the words of the step, and enables what can be done."""
        step, result = self.step, self.result.report
        better = result is not None and result.better
        words = {
            WizardStep.CHOOSE: (tr("Cancel"), tr("Continue")),
            WizardStep.CHECK: (tr("Cancel"), tr("Continue")),
            WizardStep.METHOD: (tr("Cancel"), tr("Begin training")),
            WizardStep.TRAINING: (tr("Cancel training…"), ""),
            WizardStep.RESULT: (tr("Discard") if not better else tr("Discard…"), tr("Adopt")),
        }
        cancel, onward = words[step]
        self.cancel_button.setText(cancel)
        self.cancel_button.setEnabled(True)
        self.next_button.setText(onward)
        self.next_button.setVisible(bool(onward))
        self.back_button.setVisible(step in (WizardStep.CHECK, WizardStep.METHOD))
        allowed = {WizardStep.CHOOSE: len(self.choose.chosen) > 1, WizardStep.CHECK: self.check.may_go_on}
        self.next_button.setEnabled(allowed.get(step, True))
        leads = step is not WizardStep.RESULT or better
        _mark(self.next_button, primary=leads)
        _mark(self.cancel_button, primary=not leads)

    def take_focus(self) -> None:
        """Gives the keyboard to what leads on; where that cannot be, to what can be done instead."""
        first = self.choose.albums_button
        if self.step is WizardStep.CHOOSE and first.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        leads = self.next_button if self.next_button.property("role") == "primary" else self.cancel_button
        if self.step is WizardStep.TRAINING:
            leads = self.training.pause_button
        if leads.isVisible() and leads.isEnabled():
            leads.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.step is WizardStep.CHOOSE and self.choose.boxes:
            next(iter(self.choose.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.step is not WizardStep.CHECK or not self.check.take_focus():
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        rail = QHBoxLayout()
        rail.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID + GRID // 2)
        rail.addWidget(self.rail)
        self.foot = bar = QWidget()
        bar.setObjectName("wizardBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        held = QWidget()
        held.setMaximumWidth(_WIDEST + 6 * GRID)
        outer = QHBoxLayout(bar)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(held, 1)
        outer.addStretch(0)
        row = QHBoxLayout(held)
        row.setContentsMargins(3 * GRID, GRID + GRID // 2, 3 * GRID, GRID + GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(rail)
        column.addWidget(self.steps, 1)
        column.addWidget(bar)


def _mark(button: QPushButton, *, primary: bool) -> None:
    role = "primary" if primary else ""
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)


class _StepArea(QScrollArea):
    """A step that scrolls where it is higher than the page, and is no wider than can be read."""

    def __init__(self, step: QWidget) -> None:
        super().__init__()
        held = QWidget()
        self._row = QHBoxLayout(held)
        step.setMaximumWidth(_WIDEST)
        self._row.addWidget(step, 1)
        self._row.addStretch(0)
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its right edge is that of the buttons below, with a bar to scroll by and without."""
        beside = self.width() - self.viewport().width()
        self._row.setContentsMargins(3 * GRID, 0, 3 * GRID - beside, 2 * GRID)
        super().resizeEvent(event)
