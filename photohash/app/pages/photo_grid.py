"""A grid of photos and hands on it: clicks open, Ctrl, Shift, Space and a frame select, what is selected is dragged."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication

from photohash.app.pages.grid_view import PhotoGridView
from photohash.app.photo_drag import drag_photos
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.translation import tr

_SCROLL_MILLISECONDS = 30
_FLAG = QItemSelectionModel.SelectionFlag
_ACTION = QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Left: _ACTION.MoveLeft,
    Qt.Key.Key_Right: _ACTION.MoveRight,
    Qt.Key.Key_Up: _ACTION.MoveUp,
    Qt.Key.Key_Down: _ACTION.MoveDown,
    Qt.Key.Key_Home: _ACTION.MoveHome,
    Qt.Key.Key_End: _ACTION.MoveEnd,
    Qt.Key.Key_PageUp: _ACTION.MovePageUp,
    Qt.Key.Key_PageDown: _ACTION.MovePageDown,
}


class PhotoGrid(PhotoGridView):
    """Shows photos as a grid whose columns share the width evenly.

    Args:
        model: the photos.
        theme: the look.
        thumbnails: the pictures.
        least: width that a picture has at least.

    Signals:
        chosen(int): a photo was clicked or opened with Enter; its id.
        picked: other photos are selected, or another has the keyboard.
        menu_wanted(QPoint): the commands for the photos are wanted, at this place of the screen.
    """

    chosen = Signal(int)
    picked = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: QAbstractItemModel, theme: Theme, thumbnails: Thumbnails, *, least: int) -> None:
        self._anchor = 0
        self._pressed: QPoint | None = None
        self._frame: QRect | None = None
        self._carrying = False
        self._before = QItemSelection()
        super().__init__(model, theme, thumbnails, least=least)
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MILLISECONDS)
        self._scrolling.timeout.connect(self._draw_on)
        self._at = QPoint()
        self.setAccessibleDescription(
            tr("Enter opens a photo, Space selects it, Shift and an arrow select several, Ctrl+A all.")
        )
        self.selectionModel().selectionChanged.connect(self.picked)
        self.selectionModel().currentChanged.connect(self.picked)

    def selected_photos(self) -> tuple[int, ...]:
        """Ids of the photos that are selected, in their order; without any that of the one with the keyboard."""
        rows = self.selected_rows().tolist()
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return tuple(self.photos.photo_id(row) for row in rows)

    def has_selection(self) -> bool:
        """Whether photos are selected."""
        return self.selectionModel().hasSelection()

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The photo that a key leads to: real ends, whole pages, straight up and down over headings."""
        total, row = self._geometry.total, self.currentIndex().row()
        if not total:
            return QModelIndex()
        page = max(self.viewport().height() // max(self._geometry.cell.height(), 1), 1)
        lines = {_ACTION.MoveUp: -1, _ACTION.MoveDown: 1, _ACTION.MovePageUp: -page, _ACTION.MovePageDown: page}
        if action is _ACTION.MoveEnd:
            row = total - 1
        elif row < 0 or action is _ACTION.MoveHome:
            row = 0
        elif action in lines:
            row = self._geometry.below(row, lines[action])
        else:
            row += -1 if action in (_ACTION.MoveLeft, _ACTION.MovePrevious) else 1
        return self.model().index(min(max(row, 0), total - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space selects, Shift selects on the way, Ctrl+A selects all, Esc none."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        index = self.currentIndex()
        if key in _MOVES:
            self._go(self.moveCursor(_MOVES[key], event.modifiers()), extend=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.chosen.emit(self.photos.photo_id(index.row()))
        elif key == Qt.Key.Key_Space and index.isValid():
            self.selectionModel().select(index, _FLAG.Toggle)
            self._anchor = index.row()
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.selectAll()
        elif key == Qt.Key.Key_Escape and self.has_selection():
            self.clearSelection()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Esc takes the selection back before it leads back; Ctrl+A is the grid's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape and self.has_selection()
            if escape or (event.key() in (Qt.Key.Key_Space, *_MOVES) and not self._is_command(event)):
                event.accept()
                return True
        return super().event(event)

    @staticmethod
    def _is_command(event: QKeyEvent) -> bool:
        return bool(event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier))

    def _go(self, index: QModelIndex, *, extend: bool) -> None:
        if not index.isValid():
            return
        if extend:
            self._extend_to(index)
        else:
            self._anchor = index.row()
        self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)

    def _extend_to(self, index: QModelIndex) -> None:
        """Selects from where a selection began up to a photo."""
        first = min(self._anchor, self.model().rowCount() - 1)
        low, high = sorted((first, index.row()))
        selection = QItemSelection(self.model().index(low, 0), self.model().index(high, 0))
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a frame begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
            adding = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._before = QItemSelection(self.selectionModel().selection()) if adding else QItemSelection()
            under = self.indexAt(event.position().toPoint())
            self._carrying = not event.modifiers() and self.selectionModel().isSelected(under)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click opened the photo already."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer: for the hover frame, the hand and the frame that selects."""
        self._at = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            here = self._at + QPoint(0, self.verticalOffset())
            if self._frame is None and (here - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            if self._carrying:
                self._pressed = None
                drag_photos(self, self.selected_photos(), self._theme)
                return
            self._draw_frame()
            if not self._scrolling.isActive():
                self._scrolling.start()
            return
        self._hover(self.indexAt(self._at).row())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click opens a photo; with Ctrl or Shift it selects; on no photo it takes the selection back."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._scrolling.stop()
        pressed, self._pressed = self._pressed, None
        if self._frame is not None:
            self._frame = None
            self.viewport().update()
            return
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self._geometry.row_at(pressed) != index.row():
            if not index.isValid() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.clearSelection()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(index)
        else:
            self._anchor = index.row()
        self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().select(index, _FLAG.Toggle)
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.chosen.emit(self.photos.photo_id(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the photo under the pointer, or the one with the keyboard, and all that are selected."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            if not self.selectionModel().isSelected(index):
                self.clearSelection()
                self._anchor = index.row()
            self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
        else:
            index = self.currentIndex()
            if not index.isValid():
                return
            self.scrollTo(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(at)

    def paint_above(self, painter: QPainter, accent: QColor) -> None:
        """Paints the frame that selects."""
        if self._frame is None:
            return
        frame = self._frame.translated(0, -self.verticalOffset())
        fill = QColor(accent)
        fill.setAlphaF(0.15)
        painter.setPen(accent)
        painter.setBrush(fill)
        painter.drawRect(frame)

    @Slot()
    def _draw_on(self) -> None:
        """Scrolls while the frame is drawn beyond an edge."""
        beyond = self._at.y() if self._at.y() < 0 else max(self._at.y() - self.viewport().height(), 0)
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + beyond // 2 + (GRID if beyond > 0 else -GRID))
            self._draw_frame()

    def _draw_frame(self) -> None:
        if self._pressed is None:
            return
        self._frame = QRect(self._pressed, self._at + QPoint(0, self.verticalOffset())).normalized()
        selection = QItemSelection(self._before)
        for run in self._geometry.runs(self._frame):
            selection.merge(
                QItemSelection(self.model().index(run.start, 0), self.model().index(run.stop - 1, 0)), _FLAG.Select
            )
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        self._hovered = row
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
        self.viewport().update()
