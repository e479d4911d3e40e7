"""How strictly candidates are chosen, with what each choice means in numbers of this library."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from photohash.app.theme import GRID
from photohash.core.formatting import count
from photohash.core.settings import STRICTNESS
from photohash.core.translation import tr
from photohash.library.group_preview import StrictnessPreview


class StrictnessBox(QComboBox):
    """Strict, normal or loose; the open list says how many groups there are at each and what else is let through.

    Signals:
        numbers_wanted: the list was opened.
    """

    numbers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        for value, title in STRICTNESS:
            self.addItem(tr(title), value)
        self._titles = [tr(title) for _, title in STRICTNESS]
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setAccessibleName(tr("Strictness"))
        self.setToolTip(
            tr(
                "How alike two photos must look to be compared closely. Every copy shown was verified, at any of "
                "these; a loose one finds more small crops and takes longer."
            )
        )

    @property
    def label(self) -> str:
        """What the closed box says."""
        row = self.currentIndex()
        return tr("Strictness: {choice}").format(choice=self._titles[row].lower()) if row >= 0 else ""

    def show_numbers(self, previews: Iterable[StrictnessPreview]) -> None:
        """Says in the list what each choice comes to."""
        for preview in previews:
            row = self.findData(preview.value)
            if row >= 0:
                words = tr("{title}: {groups}, {pairs} looked at closely").format(
                    title=self._titles[row], groups=count(preview.groups, "group"),
                    pairs=_pairs(preview.unrelated),
                )  # fmt: skip
                self.setItemText(row, words)
                self.setItemData(row, words, Qt.ItemDataRole.AccessibleTextRole)
        self._widen()

    def showPopup(self) -> None:
        """Opens the list, and asks for its numbers."""
        self.numbers_wanted.emit()
        self._widen()
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Closed, it says what it is and what is chosen, without the numbers."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.label
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _widen(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        self.view().setMinimumWidth(widest + 6 * GRID)


def _pairs(expected: float) -> str:
    if expected < 1:
        return tr("no unrelated pair")
    return tr("about {pairs}").format(pairs=count(round(expected), "unrelated pair"))
