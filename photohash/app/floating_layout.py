"""A layout in which one widget floats over another, so that nothing below it moves when it comes and goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from photohash.app.item_layout import ItemLayout
from photohash.app.theme import GRID

_WIDEST = 90 * GRID


class FloatingLayout(ItemLayout):
    """Gives all of its room to one widget, and lays another over the foot of it.

    Args:
        floating: keeps clear of the edges and of what ``foot`` answers; Tab comes to it first.
        below: has all of the room.
        foot: what of the widget below is not to be covered at its foot, such as a bar of buttons; or None.
    """

    def __init__(self, floating: QWidget, below: QWidget, foot: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._floating, self._below, self._foot = floating, below, foot
        self._watched: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(floating)
        self.addWidget(below)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes all the room there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def sizeHint(self) -> QSize:
        """What the widget below would like; the other one takes no room."""
        return self._below.sizeHint()

    def minimumSize(self) -> QSize:
        """What the widget below needs."""
        return self._below.minimumSizeHint().expandedTo(self._below.minimumSize())

    def setGeometry(self, rect: QRect) -> None:
        """Places both."""
        super().setGeometry(rect)
        self._below.setGeometry(rect)
        self._float()

    def look(self) -> None:
        """Places the floating widget anew, after another page has come."""
        self._float()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is not to be covered has come, gone or become higher."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move):
            self._float()
        return super().eventFilter(watched, event)

    def _float(self) -> None:
        rect, foot = self.geometry(), self._foot()
        if foot is not self._watched:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            if foot is not None:
                foot.installEventFilter(self)
            self._watched = foot
        wide = min(rect.width() - 6 * GRID, _WIDEST)
        high = max(self._floating.heightForWidth(wide), self._floating.minimumSizeHint().height())
        bottom = rect.bottom() - GRID
        if foot is not None and not foot.isHidden():
            bottom -= foot.height()
        left = rect.left() + (rect.width() - wide) // 2
        self._floating.setGeometry(QRect(left, bottom - high + 1, wide, high))
        self._floating.raise_()
