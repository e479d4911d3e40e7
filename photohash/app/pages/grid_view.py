"""A grid of photos, the whole library or some; only what is in view is laid out, read and painted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
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
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from photohash.app.pages.arranged_list import ArrangedList
from photohash.app.pages.grid_layout import GridLayout
from photohash.app.pages.painting import draw_text
from photohash.app.pages.photo_tile import TileDelegate, cell
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
_HEADING = 5 * GRID
_NONE = QItemSelectionModel.SelectionFlag.NoUpdate


class Photos(Protocol):
    """What a grid needs of its model beside what Qt asks."""

    def photo_id(self, row: int) -> int:
        """The id of the photo in a row."""


class PhotoGridView(ArrangedList):
    """Lays photos out in columns that share the width evenly, in sections with headings, and paints those in view.

    The list's own layout is never used: it would hold a place for every photo. Every question of it is answered here.

    Args:
        model: the photos; it has ``photo_id`` too.
        theme: the look.
        thumbnails: the pictures.
        least: width that a picture has at least.

    Signals:
        moved: another part of the photos is in view, or they are laid out anew.
    """

    moved = Signal()
    extra_height = 0
    """Pixels that each photo has below what every grid shows of it."""
    keys_reach_it = False
    """Whether keys of the page are about the current photo while the keyboard is elsewhere: it is marked then too."""

    def __init__(self, model: QAbstractItemModel, theme: Theme, thumbnails: Thumbnails, *, least: int) -> None:
        super().__init__()
        self._theme, self._thumbnails, self._least = theme, thumbnails, least
        self._titles: Sequence[tuple[str, str]] = ()
        self._starts: Sequence[int] = ()
        self._geometry = GridLayout(0, (), 1, cell(640, least), 0)
        self._hovered = -1
        self._delegate = TileDelegate(theme, thumbnails)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self.lay_out)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        thumbnails.photos_arrived.connect(self._repaint_photos)
        theme.changed.connect(self.repaint_all)

    @Slot(int, int)
    def _follow_range(self, least: int, most: int) -> None:
        """The bar keeps its place, and shows nothing to hold where there is nothing to scroll."""
        self.verticalScrollBar().setEnabled(most > least)

    @property
    def geometry_of_photos(self) -> GridLayout:
        """Where everything is."""
        return self._geometry

    @property
    def photos(self) -> Photos:
        """The model, as the photos that it holds."""
        return self.model()  # type: ignore[return-value]  # the constructor takes none without photo_id

    def set_least(self, least: int) -> None:
        """Changes the width of the pictures; the photo at the top stays there."""
        row = self.top_row()
        self._least = least
        self.lay_out()
        if row is not None:
            self.verticalScrollBar().setValue(self._geometry.rect(row).top())

    def set_sections(self, starts: Sequence[int], titles: Sequence[tuple[str, str]]) -> None:
        """Puts headings above some photos.

        Args:
            starts: the first photo of each section, ascending from 0; empty for none.
            titles: of each section: its heading, and what stands beside it in small letters.
        """
        self._starts, self._titles = starts, titles
        self.lay_out()

    def top_row(self) -> int | None:
        """The first photo in view."""
        top = self.verticalOffset()
        run = next(self._geometry.runs(QRect(0, top, self.viewport().width(), self.viewport().height())), None)
        return run.start if run is not None else None

    @Slot()
    def lay_out(self) -> None:
        """Works the geometry out anew."""
        total = self.model().rowCount()
        starts = self._starts if total and (not self._starts or self._starts[-1] < total) else ()
        width = max(self.viewport().width(), 1)
        place = cell(width, self._least) + QSize(0, self.extra_height)
        heading = _HEADING if starts else 0
        self._geometry = GridLayout(total, starts, max(width // place.width(), 1), place, heading)
        self.updateGeometries()
        self.viewport().update()
        self.moved.emit()

    @Slot()
    def repaint_all(self) -> None:
        """Paints what is in view again."""
        self.viewport().update()

    @Slot(object)
    def _repaint_photos(self, photos: Collection[int]) -> None:
        """Paints those of some photos again that are in view."""
        offset = self.verticalOffset()
        for run in self._geometry.runs(self.viewport().rect().translated(0, offset)):
            for row in run:
                if self.photos.photo_id(row) in photos:
                    self.viewport().update(self._geometry.rect(row).translated(0, -offset))

    def updateGeometries(self) -> None:
        """How far can be scrolled."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self._geometry.height + GRID - height, 0))
        bar.setPageStep(height)
        bar.setSingleStep(max(self._geometry.cell.height() // 3, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spreads the columns over the width; the photo at the top stays there."""
        row = self.top_row() if event.oldSize().width() != event.size().width() else None
        at_top = self.verticalOffset() == 0
        QAbstractItemView.resizeEvent(self, event)
        self.lay_out()
        if row is not None and not at_top:
            self.verticalScrollBar().setValue(self._geometry.rect(row).top())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Moves what is in view; far jumps leave behind what was asked for on the way."""
        if abs(dy) > 2 * self.viewport().height():
            self._thumbnails.next_generation()
        self.viewport().scroll(dx, dy)
        self.moved.emit()

    def visualRect(self, index: Index) -> QRect:
        """The place of a photo in the viewport."""
        if not index.isValid() or index.row() >= self._geometry.total:
            return QRect()
        return self._geometry.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The photo at a point of the viewport."""
        row = self._geometry.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self.model().index(row, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Brings a photo into view, with the heading above it where it is in its section's first line."""
        if not index.isValid() or index.row() >= self._geometry.total:
            return
        rect, bar, height = self._geometry.rect(index.row()), self.verticalScrollBar(), self.viewport().height()
        section = self._geometry.top_of(self._geometry.section_of(index.row()))
        top = section if rect.top() - section <= self._geometry.heading else rect.top()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif hint is QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif rect.bottom() > bar.value() + height or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(rect.bottom() + 1 - height)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the photos whose places meet a rectangle of the viewport."""
        selection = QItemSelection()
        for run in self._geometry.runs(rect.translated(0, self.verticalOffset())):
            selection.select(self.model().index(run.start, 0), self.model().index(run.stop - 1, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What is painted again when the selection changes."""
        return QRegion(self.viewport().rect())

    def selected_rows(self) -> NDArray[np.int64]:
        """The rows that are selected, ascending, int64 [n]."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        runs = sorted((one.top(), one.bottom() + 1) for one in ranges)
        return np.concatenate([np.arange(*run) for run in runs]) if runs else np.empty(0, dtype=np.int64)

    def count_selected(self) -> int:
        """How many photos are selected."""
        selection = self.selectionModel().selection()
        return sum(selection.at(place).height() for place in range(selection.count()))

    def selectAll(self) -> None:
        """Selects every photo, without a look at each."""
        total = self.model().rowCount()
        if total:
            selection = QItemSelection(self.model().index(0, 0), self.model().index(total - 1, 0))
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_rows(self, rows: NDArray[np.int64]) -> None:
        """Selects some rows and no others; ascending, int64 [n]."""
        selection = QItemSelection()
        for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
            if len(part):
                selection.select(self.model().index(int(part[0]), 0), self.model().index(int(part[-1]), 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another photo has the keyboard: screen readers are told."""
        QAbstractItemView.currentChanged(self, current, previous)
        tell_focus(self, current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the photos and headings in the area that is to be painted, and nothing else."""
        painter = QPainter(self.viewport())
        region, offset = event.region(), self.verticalOffset()
        self.paint_ground(painter, event.rect())
        area = event.rect().translated(0, offset)
        selected = self.selectionModel()
        current, focused = self.currentIndex().row(), self.hasFocus()
        for run in self._geometry.runs(area):
            for row in run:
                rect = self._geometry.rect(row).translated(0, -offset)
                if not region.intersects(rect):
                    continue
                index = self.model().index(row, 0)
                option = QStyleOptionViewItem()
                option.rect = rect
                option.state = QStyle.StateFlag.State_Enabled
                if row == current and focused:
                    option.state |= QStyle.StateFlag.State_HasFocus
                elif row == current and self.keys_reach_it:
                    option.state |= QStyle.StateFlag.State_On
                if row == self._hovered:
                    option.state |= QStyle.StateFlag.State_MouseOver
                if selected.isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                self._delegate.paint(painter, option, index)
        for heading in self._geometry.headings(area):
            self._paint_heading(painter, heading.rect.translated(0, -self.verticalOffset()), heading.section)
        self.paint_above(painter, self._theme.colours["accent"])
        painter.end()

    def paint_above(self, painter: QPainter, accent: QColor) -> None:
        """Paints what lies over the photos."""

    def _paint_heading(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self._titles):
            return
        title, beside = self._titles[section]
        written = font(1.1, bold=True)
        words = rect.adjusted(GRID, GRID, -GRID, 0)
        draw_text(painter, words, title, self._theme.colours["text"], written=written)
        painter.setFont(written)
        left = painter.fontMetrics().horizontalAdvance(title) + 2 * GRID
        draw_text(painter, words.adjusted(left, 1, 0, 1), beside, self._theme.colours["text_dim"], written=font(0.92))


def tell_focus(view: QAbstractItemView, row: int) -> None:
    """Tells screen readers, where there are any, that the keyboard is on a row."""
    if row >= 0 and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)
