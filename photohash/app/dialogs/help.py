"""The documents that ship with photohash, to read in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from photohash.app.theme import GRID
from photohash.core.resources import resource
from photohash.core.translation import tr

DOCUMENTS = ("safety", "command-line", "models", "evaluation", "researchers", "architecture", "decisions")
"""File names in ``resources/docs`` without their ending, in the order of the list."""


class HelpDialog(QDialog):
    """A list of the documents, and the one that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.resize(112 * GRID, 80 * GRID)
        self.titles = QListWidget()
        self.titles.setAccessibleName(tr("Documents"))
        self.titles.setFixedWidth(24 * GRID)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Document"))
        self.text.document().setDocumentMargin(2 * GRID)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.titles)
        row.addWidget(self.text, 1)
        for name in DOCUMENTS:
            self.titles.addItem(QListWidgetItem(_title(resource("docs", f"{name}.md"))))
        self.titles.currentRowChanged.connect(self._open)
        self.titles.setCurrentRow(0)

    @Slot(int)
    def _open(self, row: int) -> None:
        document = QUrl.fromLocalFile(str(resource("docs", f"{DOCUMENTS[row]}.md")))
        self.text.setSource(document, QTextDocument.ResourceType.MarkdownResource)
        _space_out(self.text.document())


def _space_out(document: QTextDocument) -> None:
    """Gives paragraphs, lists and headings room: the reader of Markdown leaves none between them."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        form.setTopMargin(2 * GRID if level > 1 else 0)
        form.setBottomMargin(GRID // 2 if block.textList() is not None else GRID)
        QTextCursor(block).mergeBlockFormat(form)
        block = block.next()


def _title(document: Path) -> str:
    """The first heading of a document."""
    with document.open(encoding="utf-8") as lines:
        return next(line for line in lines if line.startswith("# ")).removeprefix("# ").strip()
