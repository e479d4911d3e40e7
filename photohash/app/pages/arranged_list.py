"""A list whose rows lie where its own arithmetic says."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView


class ArrangedList(QListView):
    """A list for screen readers, which know it as one; the layout of Qt's list is never used.

    Who derives from it says where rows are, scrolls, and paints everything, the ground first: so nothing behind it has
    to be painted, and what stays in view while it is scrolled is moved and not painted again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Paints what is behind the rows: the colour of a page."""
        painter.fillRect(area, QApplication.palette().window())

    def doItemsLayout(self) -> None:
        """Nothing is laid out ahead."""
        QAbstractItemView.doItemsLayout(self)

    def reset(self) -> None:
        """The list is another one."""
        QAbstractItemView.reset(self)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Other rows are selected."""
        QAbstractItemView.selectionChanged(self, selected, deselected)

    def horizontalOffset(self) -> int:
        """It is never scrolled sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Pixels scrolled out at the top."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: QModelIndex | QPersistentModelIndex) -> bool:
        """No row is hidden: the model leaves out what is not to be shown."""
        return False
