"""Photos compared over another dialog, to look at and to go back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photohash.app.models.comparison import ComparedFile
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.compare_view import CompareView
from photohash.app.viewer.large_pictures import LargePictures
from photohash.core.translation import tr


class CompareDialog(QDialog):
    """Shows photos large; nothing is decided here."""

    def __init__(self, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Compare"))
        window = parent.window().parentWidget() or parent.window()
        self.resize(window.width() - 4 * GRID, window.height() - 4 * GRID)
        self.view = CompareView(pictures, thumbnails, theme)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.addWidget(self.view, 1)
        column.addLayout(row)

    def show_subjects(self, subjects: Sequence[ComparedFile]) -> None:
        """Shows the photos once they are known."""
        self.view.show_subjects(subjects)
        self.view.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the photos."""
        super().resizeEvent(event)
        self.view.hold_fields_back()
