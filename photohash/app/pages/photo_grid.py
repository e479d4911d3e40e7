"""A grid of photos: the whole library, or what is similar to one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.models.photos import PhotosModel, Tile
from photohash.app.pages.painting import draw_chip, draw_picture, draw_text, in_steps, outline
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.library.photo import Kind

_INSET = GRID


def cell(width: int, least: int) -> QSize:
    """The cell of a grid this wide: as many columns as fit, sharing the width evenly.

    A cell is a picture of four by three, two lines, and a margin all round.

    Args:
        width: of the grid.
        least: width of a picture that one more column must leave.
    """
    columns = max(width // (least + 2 * _INSET), 1)
    wide = max(width // columns, 1)
    picture = max(wide - 2 * _INSET, 1)
    return QSize(wide, picture * 3 // 4 + GRID // 2 + 2 * _line() + 2 * _INSET)


def _line() -> int:
    return QFontMetrics(font()).height() + 2


class TileDelegate(QStyledItemDelegate):
    """Paints photos with their names."""

    def __init__(self, view: QListView, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._view, self._theme, self._thumbnails = view, theme, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every photo."""
        return self._view.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one photo."""
        tile: Tile | None = index.data(PhotosModel.TILE)
        if tile is None:
            return
        colours = self._theme.colours
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        wide = whole.width() - 2 * _INSET
        box = QRect(whole.x() + _INSET, whole.y() + _INSET, wide, wide * 3 // 4)
        asked = in_steps(box.size())
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.pixmap(tile.photo, asked, ratio)
        missing = self._thumbnails.missing(tile.photo, asked, ratio)
        draw_picture(painter, box, pixmap, colours, missing=missing)
        if state & QStyle.StateFlag.State_MouseOver:
            outline(painter, box, colours["border_strong"], width=2, radius=6)
        if state & QStyle.StateFlag.State_HasFocus:
            outline(painter, box.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=8)
        if tile.kind is not None and tile.kind is not Kind.SIMILAR:
            draw_chip(painter, box, tile.kind, colours)
        line = _line()
        text = QRect(box.x(), box.bottom() + 1 + GRID // 2, wide, line)
        draw_text(painter, text, tile.name, colours["text"], written=font(), elide=Qt.TextElideMode.ElideMiddle)
        draw_text(painter, text.translated(0, line), tile.caption, colours["text_dim"], written=font(0.92))


class PhotoGrid(QListView):
    """Shows photos as a grid whose columns share the width evenly.

    Args:
        model: the photos.
        theme: the look.
        thumbnails: the pictures.
        least: width that a picture has at least.

    Signals:
        chosen(int): a photo was clicked or opened with Enter; its id.
    """

    chosen = Signal(int)

    def __init__(self, model: PhotosModel, theme: Theme, thumbnails: Thumbnails, *, least: int) -> None:
        super().__init__()
        self._photos, self._least = model, least
        self.setGridSize(cell(640, least))
        self._delegate = TileDelegate(self, theme, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        thumbnails.arrived.connect(self._repaint)
        theme.changed.connect(self._repaint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spreads the columns over the width."""
        self.setGridSize(cell(self.viewport().width() - 2, self._least))
        self.verticalScrollBar().setSingleStep(self.gridSize().height() // 3)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the photo; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._photos.tile(index.row()).photo.id)
