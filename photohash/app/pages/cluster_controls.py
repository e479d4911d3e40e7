"""What the pages of look-alikes have in common: the switch between stacks and subjects, and from tight to loose."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID, font
from photohash.core.translation import tr
from photohash.library.clusters import Level

_STEPS = 8
_TIGHT, _LOOSE = -6.0, -4.0
"""Powers of ten of the strictnesses at the ends of the slider."""


class LevelSwitch(QWidget):
    """Stacks or subjects.

    Signals:
        chosen(Level): the other one was chosen.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Level, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for level, words, meaning in (
            (Level.STACK, tr("Stacks"), tr("Photos of one moment or scene: bursts, retakes, frames of one place.")),
            (Level.SUBJECT, tr("Subjects"), tr("Photos that show the same thing, also at other times and places.")),
        ):
            button = QPushButton(words)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setMinimumWidth(QFontMetrics(font(bold=True)).horizontalAdvance(words) + 4 * GRID)
            button.setToolTip(meaning)
            button.setAccessibleDescription(meaning)
            self._group.addButton(button)
            self._buttons[level] = button
            row.addWidget(button)
        self.show_level(Level.STACK)
        self._group.buttonClicked.connect(self._choose)

    def button(self, level: Level) -> QPushButton:
        """The button of a level."""
        return self._buttons[level]

    def show_level(self, level: Level) -> None:
        """Shows a choice without announcing it."""
        self._buttons[level].setChecked(True)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(next(level for level, button in self._buttons.items() if button.isChecked()))


class StrictnessSlider(QWidget):
    """From tight to loose.

    Signals:
        chosen(float): a strictness.
    """

    chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 4)
        self.slider.setFixedWidth(14 * GRID)
        meaning = tr(
            "How alike photos of one cluster are. Tight: hardly any photo that does not belong. "
            "Loose: hardly any photo left out, and now and then a stranger."
        )
        self.slider.setAccessibleName(tr("How alike, from tight to loose"))
        self.slider.setAccessibleDescription(meaning)
        self.setToolTip(meaning)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label(tr("Tight"), "dim"))
        row.addWidget(self.slider)
        row.addWidget(label(tr("Loose"), "dim"))
        self.slider.setValue(_STEPS // 2)
        self.slider.valueChanged.connect(self._choose)

    @property
    def strictness(self) -> float:
        """The share of unrelated pairs that may pass."""
        value: float = 10 ** (_TIGHT + (_LOOSE - _TIGHT) * self.slider.value() / _STEPS)
        # The ends are the ends, whatever the powers come out as.
        return min(max(value, 1e-6), 1e-4)

    def show_value(self, value: int) -> None:
        """Shows a step without announcing it."""
        blocker = QSignalBlocker(self.slider)
        self.slider.setValue(value)
        blocker.unblock()

    def show_strictness(self, strictness: float) -> None:
        """Shows the step nearest to a strictness without announcing it."""
        self.show_value(round(_STEPS * (math.log10(strictness) - _TIGHT) / (_LOOSE - _TIGHT)))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.strictness)
