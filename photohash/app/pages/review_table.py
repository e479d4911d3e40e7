"""A table of files with what happens to each, two lines a cell and the picture in front."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from photohash.app.icons import picture
from photohash.app.models.review import Line, ReviewModel
from photohash.app.pages.painting import draw_picture, draw_text
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.translation import tr
from photohash.library.photo import Photo

_ROW = 7 * GRID
_PICTURE = QSize(64, 40)
_SIGN = 16
_SIZE_COLUMN = 10 * GRID
_INDENT = 15
"""As far in as the words of the header are."""


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, table: ReviewTable, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(table)
        self._table, self._theme, self._thumbnails = table, theme, thumbnails

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line | None = index.data(ReviewModel.LINE)
        if line is None:
            return
        colours, rect = self._theme.colours, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours["accent_soft"])
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours["border"])
        ratio = painter.device().devicePixelRatioF()
        inner = rect.adjusted(_INDENT, 0, -GRID, 0)
        if index.column() == ReviewModel.PHOTO:
            box = QRect(inner.x(), rect.center().y() - _PICTURE.height() // 2, _PICTURE.width(), _PICTURE.height())
            photo = self._table.photos.get(line.digest or b"")
            pixmap = self._thumbnails.pixmap(photo, _PICTURE, ratio) if photo else None
            missing = photo is None or self._thumbnails.missing(photo, _PICTURE, ratio)
            draw_picture(painter, box, pixmap, colours, missing=missing)
            inner.setLeft(box.right() + GRID + GRID // 2)
        trouble = line.trouble and index.column() == ReviewModel.WHAT
        if trouble:
            sign = picture("notice", colours["notice_text"].name(), _SIGN, ratio)
            painter.drawPixmap(inner.x(), rect.center().y() - _SIGN - 1, sign)
        self._write(painter, inner, index, indent=_SIGN + GRID // 2 if trouble else 0)
        painter.restore()

    def _write(
        self, painter: QPainter, inner: QRect, index: QModelIndex | QPersistentModelIndex, *, indent: int
    ) -> None:
        colours = self._theme.colours
        first, second = index.data(), index.data(ReviewModel.SECOND)
        half = inner.height() // 2 - 5
        upper = QRect(inner.x() + indent, inner.y() + 5, inner.width() - indent, half)
        if not second:
            upper = inner.adjusted(indent, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignRight if index.column() == ReviewModel.SIZE else Qt.AlignmentFlag.AlignLeft
        middle, left = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideLeft
        right = Qt.TextElideMode.ElideRight
        draw_text(painter, upper, first, colours["text"], written=font(), align=align, elide=middle)
        if second:
            lower = QRect(inner.x(), upper.bottom() + 1, inner.width(), half)
            elide = {ReviewModel.PHOTO: left, ReviewModel.WHAT: middle}.get(index.column(), right)
            draw_text(painter, lower, second, colours["text_dim"], written=font(0.92), elide=elide)


class ReviewTable(QTableView):
    """The table.

    Signals:
        pointed(Line): another file is selected; None when there is none.

    Attributes:
        photos: what is known of the contents, by digest.
    """

    pointed = Signal(object)

    def __init__(self, model: ReviewModel, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.photos: Mapping[bytes, Photo] = {}
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self, theme, thumbnails))
        self.setAccessibleName(tr("Photos and what happens to them"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        thumbnails.arrived.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width."""
        super().resizeEvent(event)
        room = self.viewport().width() - _SIZE_COLUMN
        shares = {ReviewModel.PHOTO: 38, ReviewModel.WHAT: 22, ReviewModel.WHY: 40}
        for column, share in shares.items():
            self.setColumnWidth(column, room * share // 100)
        self.setColumnWidth(ReviewModel.SIZE, self.viewport().width() - sum(map(self.columnWidth, shares)))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another row has the keyboard."""
        super().currentChanged(current, previous)
        self.pointed.emit(self._lines.line(current.row()) if current.isValid() else None)

    def _begin(self) -> None:
        if self._lines.rowCount():
            self.selectRow(0)
        else:
            self.pointed.emit(None)
