"""The table of what is known of the photos compared."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from photohash.app.folder_names import FolderDelegate
from photohash.app.models.comparison import FieldsModel, Index
from photohash.app.theme import GRID, Theme
from photohash.core.translation import tr


class _Table(QTableView):
    """A table that leaves letters, Enter and Space to the page, whose keys they are."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves by arrows and pages only."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


class _FieldsDelegate(FolderDelegate):
    """Draws what differs on a ground of its own; of a folder the end is seen, which is what tells folders apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell."""
        if index.data(FieldsModel.DIFFERS):
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), self._theme.colours["notice"])
        option.textElideMode = Qt.TextElideMode.ElideRight
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Only folders are paths."""
        is_folder = index.model().headerData(index.row(), Qt.Orientation.Vertical) == tr("Folder")
        super().initStyleOption(option, index) if is_folder else QStyledItemDelegate.initStyleOption(
            self, option, index
        )


class FieldsPanel(QWidget):
    """What is known of the photos, differences marked; on wish only those."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = FieldsModel(theme)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("What is known of the photos"))
        self.table.setAccessibleDescription(tr("A column for each photo. Cells that differ from the first say so."))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._delegate = _FieldsDelegate(theme)
        self.table.setItemDelegate(self._delegate)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        across.setMinimumSectionSize(12 * GRID)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(3 * GRID + GRID // 2)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.only = QCheckBox(tr("Only differences"))
        self.only.toggled.connect(self.model.show_only_differences)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.only)
        column.addWidget(self.table, 1)
        theme.changed.connect(self.table.viewport().update)
