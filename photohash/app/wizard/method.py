"""The third step: by which method, with how long a code, in how much time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.app.wizard.words import BITS, BUDGETS, DEFAULT_BITS, METHODS, RECOMMENDED
from photohash.core.formatting import number
from photohash.core.translation import tr

Key = TypeVar("Key")


class MethodStep(QWidget):
    """Choices, each with a sentence; what most people want is chosen already."""

    def __init__(self) -> None:
        super().__init__()
        self.times: dict[float, QRadioButton] = {}
        self.methods: dict[str, QRadioButton] = {}
        self.bits = QComboBox()
        self.bits.setObjectName("code-length")
        for length in BITS:
            self.bits.addItem(tr("{bits} bits").format(bits=number(length)), length)
        self.bits.setCurrentIndex(self.bits.findData(DEFAULT_BITS))
        self._times_group, self._methods_group = QButtonGroup(self), QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        lead = tr("How much time do you have? photohash measures your computer first and then says what it will do.")
        column.addWidget(label(lead, "lead", wrap=True))
        for minutes, time in BUDGETS.items():
            button = QRadioButton(time.title)
            self.times[minutes] = button
            self._times_group.addButton(button)
            column.addWidget(_choice(button, time.sentence))
        self.times[min(self.times)].setChecked(True)
        column.addSpacing(2 * GRID)
        column.addWidget(label(tr("Method"), "heading"))
        for name, method in METHODS.items():
            title = tr("{method} (recommended)").format(method=method.title) if name == RECOMMENDED else method.title
            self.methods[name] = QRadioButton(title)
            self._methods_group.addButton(self.methods[name])
            column.addWidget(_choice(self.methods[name], method.sentence))
        self.methods[RECOMMENDED].setChecked(True)
        column.addSpacing(2 * GRID)
        heading = label(tr("Length of a code"), "heading")
        heading.setBuddy(self.bits)
        words = tr("Longer codes tell more albums apart and take more room. 64 bits are enough for dozens of albums.")
        self.bits.setAccessibleName(heading.text())
        self.bits.setAccessibleDescription(words)
        column.addWidget(heading)
        column.addWidget(label(words, "dim", wrap=True))
        column.addWidget(self.bits, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def minutes(self) -> float:
        """How long all of it may take."""
        return _chosen(self.times)

    @property
    def method(self) -> str:
        """The method."""
        return _chosen(self.methods)

    @property
    def code_length(self) -> int:
        """In bits."""
        return int(self.bits.currentData())


def _chosen(buttons: Mapping[Key, QRadioButton]) -> Key:
    return next(key for key, button in buttons.items() if button.isChecked())


def _choice(button: QRadioButton, sentence: str) -> QWidget:
    """A choice with its sentence, as a card."""
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
    column.setSpacing(GRID // 2)
    button.setProperty("role", "strong")
    button.setAccessibleDescription(sentence)
    column.addWidget(button)
    row = QHBoxLayout()
    row.addSpacing(3 * GRID)
    row.addWidget(label(sentence, "dim", wrap=True), 1)
    column.addLayout(row)
    return card
