"""The button that makes an album of a cluster: it stands on the card under the pointer, or else on the current one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolButton

from photohash.app.theme import GRID

SIDE = 3 * GRID + GRID // 2
_ICON = 20


class Cards(Protocol):
    """What the button needs of the view that it stands in."""

    def album_place(self, index: QModelIndex) -> QRect:
        """Where on a card the button has room, in the viewport."""


class AlbumButton(QToolButton):
    """One button for all cards, so that it is there for screen readers too; by keyboard its command has a key.

    Args:
        view: of the cards.
        cards: tells where on a card it has room; the same view.
        action: makes an album of the current card.
    """

    def __init__(self, view: QAbstractItemView, cards: Cards, action: QAction) -> None:
        super().__init__(view.viewport())
        self._view, self._cards = view, cards
        self._on = QModelIndex()
        self.setDefaultAction(action)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(action.text())
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.pressed.connect(self._choose)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._follow)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.model().modelReset.connect(self._follow)
        view.selectionModel().currentChanged.connect(self._follow)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer has come to another card, has gone, or the cards are laid out anew."""
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._stand_on(self._view.indexAt(event.position().toPoint()))
        elif event.type() is QEvent.Type.Resize:
            self._soon.start()  # the cards are where they were before until the view has seen this
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Show):
            self._follow()
        return super().eventFilter(watched, event)

    @Slot()
    def _follow(self) -> None:
        viewport = self._view.viewport()
        under = QModelIndex()
        if viewport.underMouse():
            under = self._view.indexAt(viewport.mapFromGlobal(viewport.cursor().pos()))
        self._stand_on(under)

    def _stand_on(self, index: QModelIndex) -> None:
        """Goes to a card, or without one to the current card, where that is seen."""
        self._on = index if index.isValid() else self._view.currentIndex()
        place = self._cards.album_place(self._on) if self._on.isValid() else QRect()
        seen = self._view.viewport().rect().contains(place) and not place.isNull()
        if seen:
            self.move(place.center() - QPoint(SIDE // 2, SIDE // 2))
        self.setVisible(seen)

    @Slot()
    def _choose(self) -> None:
        if self._on.isValid() and self._on != self._view.currentIndex():
            self._view.setCurrentIndex(self._on)
