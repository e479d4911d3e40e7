"""Owns up to a bug: says so, says that nothing was lost, and hands over the details."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.translation import tr


class ErrorReportDialog(QDialog):
    """Shown for an exception that nobody expected; the traceback is in the log as well."""

    def __init__(self, details: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("A fault in photohash"))
        self.resize(72 * GRID, 48 * GRID)
        self.details = details
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(label(tr("Something went wrong in photohash"), "title", wrap=True))
        sentence = tr(
            "This is a fault in the program, not in your photos. What was read so far is kept; what was done to files, "
            "if anything, is in the history and can be undone. The details below are in the log too; they help "
            "whoever repairs it."
        )
        column.addWidget(label(sentence, "dim", wrap=True))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(tr("Details of the fault"))
        column.addWidget(text, 1)
        row = QHBoxLayout()
        copy, close = QPushButton(tr("Copy details")), QPushButton(tr("Close"))
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        column.addLayout(row)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
