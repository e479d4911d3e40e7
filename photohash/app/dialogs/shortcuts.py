"""Every shortcut at a glance, from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from photohash.app.commands import keys, sections
from photohash.app.pages.frame import label
from photohash.app.theme import GRID

_HANDS_ON = (
    ("Next or previous group", "Up, Down"),
    ("Along a group", "Left, Right"),
    ("Open the photo", "Enter"),
    ("Tick or untick the photo", "Space"),
)
"""Keys of the lists themselves, which are no commands."""


class ShortcutsDialog(QDialog):
    """The overview of shortcuts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label("Keyboard shortcuts", "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        tables = {name: [(command.text, keys(command)) for command in of] for name, of in sections().items()}
        tables["Photo"] = [*_HANDS_ON, *tables["Photo"]]
        for number, (name, rows) in enumerate(tables.items()):
            grid.addLayout(_table(name, rows), number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addSpacing(GRID)
        column.addWidget(buttons)


def _table(name: str, rows: list[tuple[str, str]]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(3 * GRID)
    table.setVerticalSpacing(GRID // 2)
    table.setContentsMargins(0, GRID, 0, GRID)
    table.setColumnMinimumWidth(0, 22 * GRID)
    table.addWidget(label(name, "section"), 0, 0, 1, 2)
    for number, (text, shortcut) in enumerate(rows, start=1):
        cap = QLabel(shortcut)
        cap.setObjectName("keys")
        table.addWidget(QLabel(text.rstrip("…")), number, 0)
        table.addWidget(cap, number, 1, Qt.AlignmentFlag.AlignLeft)
    return table
