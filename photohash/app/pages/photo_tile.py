"""One photo of a grid: its picture, its name, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.models.photos import PhotosModel, Tile
from photohash.app.pages.painting import draw_chip, draw_picture, draw_text, draw_tick, in_steps, outline
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.library.photo import Kind

_INSET = GRID
_TICK = 22


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
    """Paints photos with their names, and below them where they lie."""

    has_captions = True

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one photo; one that is not read yet as an empty place."""
        tile: Tile | None = index.data(PhotosModel.TILE)
        colours, state = self._theme.colours, option.state
        whole: QRect = option.rect
        wide = whole.width() - 2 * _INSET
        box = QRect(whole.x() + _INSET, whole.y() + _INSET, wide, wide * 3 // 4)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft"])
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), GRID, GRID)
            painter.restore()
        if tile is None:
            draw_picture(painter, box, None, colours, missing=False)
        else:
            self._paint_tile(painter, box, tile)
        if state & QStyle.StateFlag.State_MouseOver:
            outline(painter, box, colours["border_strong"], width=2, radius=6)
        if selected:
            outline(painter, whole.adjusted(2, 2, -2, -2), colours["accent"], width=2, radius=GRID)
            corner = QRect(box.right() - _TICK - GRID // 2, box.top() + GRID // 2, _TICK, _TICK)
            draw_tick(painter, corner, colours, ticked=True)
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_On):
            ink = colours["accent" if state & QStyle.StateFlag.State_HasFocus else "border_strong"]
            outline(painter, box.adjusted(-3, -3, 3, 3), ink, width=2, radius=8)

    def _paint_tile(self, painter: QPainter, box: QRect, tile: Tile) -> None:
        colours = self._theme.colours
        asked = in_steps(box.size())
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.pixmap(tile.photo, asked, ratio)
        missing = pixmap is None and self._thumbnails.missing(tile.photo, asked, ratio)
        draw_picture(painter, box, pixmap, colours, missing=missing)
        if tile.kind is not None and tile.kind is not Kind.SIMILAR:
            draw_chip(painter, box, tile.kind, colours, beside=_TICK + GRID // 2)
        line = _line()
        text = QRect(box.x(), box.bottom() + 1 + GRID // 2, box.width(), line)
        draw_text(painter, text, tile.name, colours["text"], written=font(), elide=Qt.TextElideMode.ElideMiddle)
        if self.has_captions:
            draw_text(painter, text.translated(0, line), tile.caption, colours["text_dim"], written=font(0.92))
