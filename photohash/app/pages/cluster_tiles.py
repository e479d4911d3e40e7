"""Tiles of the map: a grid of photos or clusters, and the plane on which all clusters lie."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from photohash.app.models.clusters import ClusterTile, FindPhoto, PlaneModel, TilesModel
from photohash.app.pages.cluster_card import draw_mark, draw_photo
from photohash.app.pages.painting import CORNER, draw_text, outline
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import tr

_LEAST_CELL, _LARGEST_CELL, _ZOOM = 40, 480, 1.2
_PILE = 5
"""Pixels that each photo of a pile stands out above the one before it, at most."""
_WRITTEN_FROM = 72
"""A cell this wide has room for the count of its photos."""


class ClusterTileDelegate(QStyledItemDelegate):
    """Paints tiles: a cluster as a little pile with its count, a photo by itself.

    Args:
        photo: gives a photo by id when it is at hand.
        theme: the look.
        thumbnails: the pictures.
        captions: whether a line below says what a tile stands for.
    """

    def __init__(self, photo: FindPhoto, theme: Theme, thumbnails: Thumbnails, *, captions: bool) -> None:
        super().__init__()
        self._photo, self._theme, self._thumbnails, self._captions = photo, theme, thumbnails, captions
        self.best: int | None = None
        self.cell = QSize(144, 108)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every tile."""
        return self.cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one tile."""
        tile: ClusterTile | None = index.data(TilesModel.TILE)
        if tile is None:
            return
        colours, whole = self._theme.colours, QRect(option.rect)
        line = caption_height() if self._captions else 0
        margin = min(GRID // 2, whole.width() // 16)
        box = whole.adjusted(margin, margin, -margin, -margin - line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(box)
        if tile.photos > 1:
            rect = self._pile(painter, box)
        draw_photo(
            painter,
            rect,
            tile.photo,
            self._photo,
            self._theme,
            self._thumbnails,
            fill=not self._captions and tile.photos > 1,
        )
        if tile.photos > 1 and whole.width() >= _WRITTEN_FROM:
            draw_mark(painter, rect, number(tile.photos), colours, keep=False)
        if tile.photo == self.best:
            draw_mark(painter, rect, tr("Sharpest"), colours)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_MouseOver:
            outline(painter, rect, colours["border_strong"], width=2, radius=CORNER)
        if state & QStyle.StateFlag.State_HasFocus:
            outline(painter, rect.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=CORNER + 2)
        if self._captions:
            words = QRect(box.x(), box.bottom() + 1, box.width(), line)
            draw_text(painter, words, tile.words, colours["text_dim"], written=font(0.92))
        painter.restore()

    def _pile(self, painter: QPainter, box: QRect) -> QRect:
        """Edges of photos behind the first; returns where that one is."""
        step = min(max(box.width() // 32, 2), _PILE)
        colours = self._theme.colours
        front = box.adjusted(0, 2 * step, 0, 0)
        for depth in (2, 1):
            edge = QRect(front.x() + depth * 2 * step, front.y() - depth * step, front.width() - depth * 4 * step, 40)
            edge.setHeight(min(edge.height(), front.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            paper = QColor(colours["border_strong"])
            paper.setAlphaF(0.6 / depth)
            painter.setBrush(paper)
            painter.drawRoundedRect(edge, CORNER, CORNER)
        return front


def caption_height() -> int:
    """Height of the line below a tile."""
    return QFontMetrics(font()).height() + 2


class TileGrid(QListView):
    """Tiles in a grid whose columns share the width evenly.

    Args:
        model: the tiles.
        photo: gives a photo by id when it is at hand.
        theme: the look.
        thumbnails: the pictures.
        captions: whether a line below says what a tile stands for.
        roomy: whether a few tiles are drawn larger, as long as all are seen at once.

    Signals:
        chosen(ClusterTile): a tile was clicked or opened with Enter.
        menu_wanted(QPoint): the commands for the photo are wanted, at this place of the screen.
    """

    chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        model: TilesModel,
        photo: FindPhoto,
        theme: Theme,
        thumbnails: Thumbnails,
        *,
        captions: bool,
        roomy: bool = False,
    ) -> None:
        super().__init__()
        self._least, self._captions, self._roomy = 144, captions, roomy
        self.tiles = model
        self.delegate = ClusterTileDelegate(photo, theme, thumbnails, captions=captions)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
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
        model.modelReset.connect(self._spread)
        self.clicked.connect(self._choose)
        thumbnails.arrived.connect(self.repaint_all)
        theme.changed.connect(self.repaint_all)

    def set_width(self, least: int) -> None:
        """Changes how wide pictures are to be."""
        self._least = least
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spreads the columns over the width."""
        self._spread()
        super().resizeEvent(event)

    @Slot()
    def _spread(self) -> None:
        # The width with the scroll bar, be it there or not: else its coming and going would go on for ever.
        width = max(self.width() - self.verticalScrollBar().sizeHint().width() - 2, 1)
        columns = max(width // (self._least + GRID), 1)
        while (
            self._roomy
            and columns > 1
            and width // (columns - 1) <= _LARGEST_CELL
            and -(-self.tiles.rowCount() // (columns - 1)) * self._high(width // (columns - 1)) <= self.height()
        ):
            columns -= 1
        wide = min(width // columns, _LARGEST_CELL)
        self.delegate.cell = QSize(wide, self._high(wide))
        self.setGridSize(self.delegate.cell)
        self.verticalScrollBar().setSingleStep(max(self._high(wide) // 3, 1))

    def _high(self, wide: int) -> int:
        return (wide - GRID) * 3 // 4 + GRID + (caption_height() if self._captions else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the tile; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the photo under the pointer, or the one with the keyboard."""
        index, at = _meant(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(at)

    @Slot()
    def repaint_all(self) -> None:
        """Something that is painted has come."""
        self.viewport().update()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.tiles.tile(index))


class PlaneView(QTableView):
    """All clusters on a plane, which is scrolled both ways and drawn nearer or farther with Ctrl and the wheel.

    Signals:
        chosen(ClusterTile): a tile was clicked or opened with Enter.
        menu_wanted(QPoint): the commands for the photo are wanted, at this place of the screen.
    """

    chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: PlaneModel, photo: FindPhoto, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.tiles = model
        self._cell, self._chosen_by_hand = 144, False
        self._delegate = ClusterTileDelegate(photo, theme, thumbnails, captions=False)
        self.setObjectName("plane")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(8)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        model.modelReset.connect(self.fit)
        thumbnails.arrived.connect(self.repaint_all)
        theme.changed.connect(self.repaint_all)

    @property
    def cell(self) -> int:
        """Width of a tile in pixels."""
        return self._cell

    @Slot()
    def fit(self) -> None:
        """Draws the plane so near that all of it is seen, if it can be."""
        self._chosen_by_hand = False
        rows, columns = max(self.tiles.rowCount(), 1), max(self.tiles.columnCount(), 1)
        room = self.viewport().size()
        self._draw(min(room.width() // columns, room.height() * 4 // (3 * rows)))

    def zoom(self, factor: float) -> None:
        """Draws it nearer or farther."""
        self._chosen_by_hand = True
        self._draw(round(self._cell * factor))

    def _draw(self, cell: int) -> None:
        self._cell = min(max(cell, _LEAST_CELL), _LARGEST_CELL)
        self.horizontalHeader().setDefaultSectionSize(self._cell)
        self.verticalHeader().setDefaultSectionSize(self._cell * 3 // 4)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the plane to the room, unless it was drawn nearer or farther by hand."""
        super().resizeEvent(event)
        if not self._chosen_by_hand:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, draws it nearer or farther."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the tile, plus and minus draw the plane nearer or farther, 0 shows all of it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the cluster under the pointer, or the one with the keyboard."""
        index, at = _meant(self, event)
        if self.tiles.tile(index) is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(at)

    @Slot()
    def repaint_all(self) -> None:
        """Something that is painted has come."""
        self.viewport().update()

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        tile = self.tiles.tile(index)
        if tile is not None:
            self.chosen.emit(tile)


def _meant(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """What a menu was asked for, and where it is to be: under the pointer, or where the keyboard is."""
    if event.reason() is QContextMenuEvent.Reason.Mouse:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    return index, view.viewport().mapToGlobal(view.visualRect(index).center())
