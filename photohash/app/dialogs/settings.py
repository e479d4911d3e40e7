"""Settings, drawn from their declarations; a choice takes effect at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.settings import SETTINGS, Setting, Settings, Value


class SettingsDialog(QDialog):
    """One row a setting.

    Args:
        settings: of the library.
        models: ids of the models at hand, with their titles.
        parent: the window.

    Signals:
        chosen(str, object): key and value of a setting that was changed.
    """

    chosen = Signal(str, object)

    def __init__(self, settings: Settings, models: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(60 * GRID)
        self.boxes: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(label("Settings", "title"))
        for setting in SETTINGS:
            choices = models if setting.key == "model" else setting.choices
            if choices:
                column.addSpacing(2 * GRID)
                self._add_row(column, setting, choices, settings[setting.key])
        column.addSpacing(3 * GRID)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _add_row(
        self, column: QVBoxLayout, setting: Setting, choices: Sequence[tuple[Value, str]], current: Value
    ) -> None:
        title = QLabel(setting.title)
        title.setProperty("role", "heading")
        box = QComboBox()
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(current), 0))
        box.setObjectName(setting.key)
        box.setAccessibleName(setting.title)
        box.setAccessibleDescription(setting.explanation)
        box.currentIndexChanged.connect(self._tell)
        title.setBuddy(box)
        column.addWidget(title)
        column.addWidget(label(setting.explanation, "dim", wrap=True))
        column.addWidget(box)
        self.boxes[setting.key] = box

    @Slot()
    def _tell(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.chosen.emit(box.objectName(), box.currentData())
