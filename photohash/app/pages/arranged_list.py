"""A list whose rows lie where its own arithmetic says."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView


class ArrangedList(QListView):
    """A list for screen readers, which know it as one; the layout of Qt's list is never used.

    Who derives from it says where rows are, and scrolls.
    """

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
