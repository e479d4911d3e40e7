"""One list of copies and look-alikes under headings: photos flow in rows, headings stand on their own."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from photohash.app.models.similar import Heading, SimilarModel, SimilarTile
from photohash.app.pages.painting import draw_chip, draw_picture, draw_text, in_steps, outline
from photohash.app.photo_drag import drag_photos
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.library.photo import Kind

_INSET = GRID
_HEADING = 5 * GRID
Index = QModelIndex | QPersistentModelIndex


def cell(width: int, wanted: int) -> QSize:
    """The place of one photo in rows this wide: as many share the width evenly as bring pictures nearest to a width.

    Args:
        width: of a row.
        wanted: width of a picture.
    """
    columns = max(round(width / (wanted + 2 * _INSET)), 1)
    wide = max(width // columns, 1)
    return QSize(wide, max(wide - 2 * _INSET, 1) * 3 // 4 + GRID // 2 + 2 * _line() + 2 * _INSET)


def _line() -> int:
    return QFontMetrics(font()).height() + 2


class SimilarDelegate(QStyledItemDelegate):
    """Paints headings, sentences and photos."""

    def __init__(self, view: SimilarView, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._view, self._theme, self._thumbnails = view, theme, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A photo's cell; a heading or sentence has a row of its own."""
        row = index.data(SimilarModel.ROW)
        if isinstance(row, SimilarTile):
            return self._view.cell
        if isinstance(row, Heading):
            return QSize(self._view.row_width, _HEADING)
        words = QRect(0, 0, self._view.row_width - 2 * _INSET, 10_000)
        wrapped = QFontMetrics(font()).boundingRect(words, Qt.TextFlag.TextWordWrap, index.data())
        return QSize(self._view.row_width, wrapped.height() + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row of the model."""
        row = index.data(SimilarModel.ROW)
        rect = QRect(option.rect)
        if isinstance(row, SimilarTile):
            self._paint_tile(painter, rect, option.state, row)
        elif isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif row is not None:
            painter.setFont(font())
            painter.setPen(self._theme.colours["text_dim"])
            painter.drawText(rect.adjusted(_INSET, 0, -_INSET, 0), Qt.TextFlag.TextWordWrap, row.text)

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        colours, written = self._theme.colours, font(1.15, bold=True)
        line = rect.adjusted(_INSET, GRID, -_INSET, 0)
        draw_text(painter, line, heading.text, colours["text"], written=written)
        left = QFontMetrics(written).horizontalAdvance(heading.text) + GRID
        draw_text(painter, line.adjusted(left, 0, 0, 0), heading.count, colours["text_dim"], written=font())

    def _paint_tile(self, painter: QPainter, whole: QRect, state: QStyle.StateFlag, tile: SimilarTile) -> None:
        colours = self._theme.colours
        wide = self._view.cell.width() - 2 * _INSET
        box = QRect(whole.x() + _INSET, whole.y() + _INSET, wide, wide * 3 // 4)
        asked, ratio = in_steps(box.size()), painter.device().devicePixelRatioF()
        if state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft"])
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), GRID, GRID)
            painter.restore()
        pixmap = self._thumbnails.pixmap(tile.photo, asked, ratio)
        draw_picture(painter, box, pixmap, colours, missing=self._thumbnails.missing(tile.photo, asked, ratio))
        if state & QStyle.StateFlag.State_MouseOver:
            outline(painter, box, colours["border_strong"], width=2, radius=6)
        if state & QStyle.StateFlag.State_HasFocus:
            outline(painter, box.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=8)
        if tile.kind is not None and tile.kind is not Kind.SIMILAR:
            draw_chip(painter, box, tile.kind, colours, backwards=tile.backwards)
        line = _line()
        text = QRect(box.x(), box.bottom() + 1 + GRID // 2, wide, line)
        draw_text(painter, text, tile.name, colours["text"], written=font(), elide=Qt.TextElideMode.ElideMiddle)
        small = font(0.92)
        fits = QFontMetrics(small).horizontalAdvance(tile.caption) <= wide
        caption = tile.caption if fits else tile.short_caption
        draw_text(painter, text.translated(0, line), caption, colours["text_dim"], written=small)


class SimilarView(QListView):
    """Shows copies and look-alikes.

    A plain click or Enter opens a photo; Ctrl, Shift and a frame drawn with the mouse select several.

    Signals:
        chosen(int): a photo was opened; its id.
        menu_wanted(QPoint): the commands for the photos are wanted, at this place of the screen.
    """

    chosen = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: SimilarModel, theme: Theme, thumbnails: Thumbnails, *, width: int) -> None:
        super().__init__()
        self._similar, self._wanted = model, width
        self._pressed, self._carried = QModelIndex(), QPoint()
        self._theme = theme
        self._delegate = SimilarDelegate(self, theme, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(6 * GRID)
        thumbnails.arrived.connect(self._repaint)
        theme.changed.connect(self._repaint)

    @property
    def row_width(self) -> int:
        """Pixels that a row has; as many whether or not there is a scroll bar, so that it never changes the rows."""
        return max(self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 2, 1)

    @property
    def cell(self) -> QSize:
        """The place of one photo."""
        return cell(self.row_width, self._wanted)

    def set_thumbnail_width(self, width: int) -> None:
        """Changes the size of the pictures."""
        if width != self._wanted:
            self._wanted = width
            self.scheduleDelayedItemsLayout()

    def selected(self) -> tuple[int, ...]:
        """Ids of the photos that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(tile.photo.id for tile in map(self._similar.tile, rows) if tile is not None)

    def begin(self) -> None:
        """Goes to the first photo without selecting it."""
        first = next((row for row, _ in self._similar.tiles()), None)
        if first is not None:
            index = self._similar.index(first, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollToTop()

    def point_at(self, photo_id: int) -> None:
        """Goes to a photo again after the list was made anew."""
        for row, tile in self._similar.tiles():
            if tile.photo.id == photo_id:
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(self._similar.index(row, 0), flag)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spreads the photos over the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes what a plain click begins on; with a key held it selects."""
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self.indexAt(event.position().toPoint()) if plain else QModelIndex()
        self._carried = QPoint()
        if self._pressed.isValid() and self.selectionModel().isSelected(self._pressed):
            self._carried = event.position().toPoint()  # what is selected may be dragged: it stays selected
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags what is selected, or draws the frame that selects."""
        if self._carried.isNull():
            super().mouseMoveEvent(event)
        elif (event.position().toPoint() - self._carried).manhattanLength() >= QApplication.startDragDistance():
            self._pressed, self._carried = QModelIndex(), QPoint()
            drag_photos(self, self.selected(), self._theme)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click opens the photo it began and ended on."""
        pressed, self._pressed = self._pressed, QModelIndex()
        super().mouseReleaseEvent(event)
        if pressed.isValid() and pressed == self.indexAt(event.position().toPoint()):
            self._choose(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the photo; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the commands for the photo under the pointer or with the keyboard, or for those selected with it."""
        mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if not index.isValid() or self._similar.tile(index.row()) is None:
            return
        if not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        at = event.pos() if mouse else self.visualRect(index).center()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        tile = self._similar.tile(index.row())
        if tile is not None:
            self.chosen.emit(tile.photo.id)
