"""Files that could not be read, and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.folder_names import FolderDelegate
from photohash.app.models.failures import FailuresModel
from photohash.app.pages.frame import Empty, Head, lay_out
from photohash.app.pages.painting import draw_text
from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr

_NARROW = 80 * GRID
_SHARES, _SHARES_OF_TWO = (26, 44, 30), (36, 64)
"""Hundredths of the width that file, reason and folder have."""


class FileDelegate(QStyledItemDelegate):
    """Writes the name of a file, and its folder under it where the table has no column for that.

    Attributes:
        folders: whether the folder is written.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.folders = False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints what is behind the words as ever, and then both lines."""
        if not self.folders:
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        style, line = drawn.widget.style(), drawn.fontMetrics.height()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, drawn, drawn.widget) + 1
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, drawn, drawn.widget)
        room.adjust(margin, 0, -margin, 0)
        name, drawn.text = drawn.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        above = QRect(room.x(), room.center().y() - line, room.width(), line)
        colours, middle = self._theme.colours, Qt.TextElideMode.ElideMiddle
        draw_text(painter, above, name, colours["text"], written=font(), elide=middle)
        below, folder = above.translated(0, line), index.sibling(index.row(), FailuresModel.FOLDER).data()
        left = Qt.TextElideMode.ElideLeft
        draw_text(painter, below, folder, colours["text_dim"], written=font(0.92), elide=left)


class FailureTable(QTableView):
    """A table whose selected rows can be copied as text."""

    def __init__(self, model: FailuresModel, theme: Theme) -> None:
        super().__init__()
        self._failures = model
        self.setModel(model)
        self.setAccessibleName(tr("Files that could not be read"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files, self._folders = FileDelegate(theme), FolderDelegate(self)
        self.setItemDelegateForColumn(FailuresModel.NAME, self.files)
        self.setItemDelegateForColumn(FailuresModel.FOLDER, self._folders)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 2 * GRID)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What happened has the most room, on two lines where it needs them; on a narrow page so has the file."""
        super().resizeEvent(event)
        room = self.viewport().width()
        narrow = room < _NARROW
        for column, share in enumerate(_SHARES_OF_TWO if narrow else _SHARES):
            self.setColumnWidth(column, room * share // 100)
        self.setColumnHidden(FailuresModel.FOLDER, narrow)
        self.files.folders = narrow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes the selected rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the selected rows, or all when none is selected, on the clipboard: path, tab, reason."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        chosen = rows or range(self._failures.rowCount())
        lines = [f"{shown(self._failures.failure(row).path)}\t{self._failures.failure(row).reason}" for row in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))


class FailuresPage(QWidget):
    """The table, or the good news that there is nothing in it.

    Signals:
        retry_chosen: the files are to be tried again.
        file_opened(Path): a file is to be opened in the program that the system has for it.
    """

    retry_chosen = Signal()
    file_opened = Signal(object)

    def __init__(self, actions: Commands, theme: Theme) -> None:
        super().__init__()
        self._actions = actions
        self.model = FailuresModel()
        self.table = FailureTable(self.model, theme)
        self.head = Head(tr("Could not read"))
        self.empty = Empty("all-clear", tr("Everything could be read"), tr("No file was left out."), theme)
        self.copy_button, self.retry_button = QPushButton(tr("Copy list")), QPushButton(tr("Try again"))
        self.copy_button.clicked.connect(self.table.copy)
        self.retry_button.clicked.connect(self.retry_chosen)
        self.retry_button.setToolTip(tr("Look at all folders again; files that were repaired are taken in."))
        for button in (self.copy_button, self.retry_button):
            self.head.add(button)
        margins = QMargins(3 * GRID, GRID, 3 * GRID, 3 * GRID)
        self._stack = lay_out(self, self.head, self.table, self.empty, margins)
        self.model.modelReset.connect(self._tell)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self._tell()

    @property
    def path(self) -> Path | None:
        """The file with the keyboard."""
        row = self.table.currentIndex().row()
        return self.model.failure(row).path if row >= 0 else None

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder; with None everything."""
        self.model.set_folder(folder)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        if self.path is not None:
            menu = self._actions.some(self, ["reveal", "copy-path"])
            first = menu.actions()[0]
            opening = QAction(tr("Open in another program"), menu)
            opening.triggered.connect(lambda: self.file_opened.emit(self.path))
            menu.insertAction(first, opening)
            menu.insertSeparator(first)
            menu.popup(self.table.viewport().mapToGlobal(at))

    @Slot()
    def _tell(self) -> None:
        rows = self.model.rowCount()
        self.head.say(
            tr("{files} left out. Nothing was changed or removed.").format(files=count(rows, "file")) if rows else ""
        )
        self.copy_button.setVisible(bool(rows))
        self.retry_button.setVisible(bool(rows))
        self._stack.setCurrentIndex(0 if rows else 1)
