"""A scrolling list of cards that stand side by side: where each row of a model is, and which one is at a point."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.models.groups import GroupsModel
from photohash.app.pages.arranged_list import ArrangedList
from photohash.app.pages.card_flow import CardFlow, CardSizes
from photohash.app.pages.grid_view import tell_focus
from photohash.app.pages.group_card import CardBox, lay_out, line_height
from photohash.app.theme import GRID

MARGIN = 3 * GRID
"""From the edge of the page to the cards, as for its title and controls."""

Index = QModelIndex | QPersistentModelIndex


class CardList(ArrangedList):
    """Shows the groups of a model as cards. Only those in view are painted.

    Args:
        model: of the groups.
        wanted: width of a picture, in device-independent pixels.
    """

    # Asked for it, PySide would keep it, and with it all it knows, for ever.
    _delegate: QStyledItemDelegate

    def __init__(self, model: GroupsModel, wanted: int) -> None:
        super().__init__()
        self.groups = model
        self._wanted = wanted
        self._unfolded: set[int] = set()
        self._flow: CardFlow | None = None
        self._painted = QRegion()
        self.setModel(model)
        self.setObjectName("cards")
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._lay_out_anew)

    @property
    def card_flow(self) -> CardFlow:
        """Where the cards are now."""
        if self._flow is None:
            sizes = CardSizes.fitting(max(self.width() - 2 * MARGIN, 1), self._wanted, line_height())
            rows = self.groups.rows
            unfolded = {row for row, shown in enumerate(rows) if shown.id in self._unfolded} if self._unfolded else ()
            self._flow = CardFlow([len(row.group.members) for row in rows], sizes, unfolded)
        return self._flow

    def box(self, index: Index) -> CardBox:
        """Where everything on a card is, in the viewport."""
        group = self.groups.group(index.row())
        return lay_out(
            self.visualRect(index), len(group.members), self.card_flow.sizes, unfolded=group.id in self._unfolded
        )

    def show_size(self, wanted: int) -> None:
        """Shows pictures of about another width; what is at the top stays there."""
        if wanted != self._wanted:
            anchor = self.anchor()
            self._wanted = wanted
            self._lay_out_anew()
            self.return_to(anchor)

    def fold(self, row: int, *, folded: bool) -> None:
        """Shows all photos of a long group, or as many as have room in a few rows."""
        number = self.groups.group(row).id
        (self._unfolded.discard if folded else self._unfolded.add)(number)
        self._lay_out_anew()

    def anchor(self) -> tuple[int, int] | None:
        """The group at the top of the view and how far it is scrolled, to come back to after rows change."""
        top = self.verticalScrollBar().value()
        rows = self.card_flow.rows_between(top, top + self.viewport().height())
        if not rows or top == 0:
            return None
        return self.groups.group(rows.start).id, self.card_flow.card(rows.start)[1] - top

    def return_to(self, anchor: tuple[int, int] | None) -> None:
        """Scrolls so that the anchored group is where it was; without one, to the top."""
        if anchor is None:
            self.verticalScrollBar().setValue(0)
            return
        row = self.groups.row_of(anchor[0])
        if row is not None:
            self.updateGeometries()
            self.verticalScrollBar().setValue(self.card_flow.card(row)[1] - anchor[1])

    def aim(self, key: Qt.Key, row: int, place: int) -> tuple[int, int] | None:
        """Where a key leads from a photo: the row of a group and the place there; None for other keys."""
        last = len(self.groups.group(row).members) - 1
        if key == Qt.Key.Key_Left:
            return (row, place - 1) if place else (row - 1, self.last_shown(row - 1)) if row else (0, 0)
        if key == Qt.Key.Key_Right:
            if place < last:
                return row, place + 1
            return (row + 1, 0) if row + 1 < len(self.card_flow) else (row, place)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._vertical(row, place, down=key == Qt.Key.Key_Down)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = self.viewport().height() * (1 if key == Qt.Key.Key_PageDown else -1)
            left, top, wide, high = self.card_flow.card(row)
            return self.card_flow.nearest_in(self.card_flow.shelf_at(top + high // 2 + step), left + wide // 2), 0
        if key == Qt.Key.Key_Home:
            return 0, 0
        return (len(self.card_flow) - 1, 0) if key == Qt.Key.Key_End else None

    def _vertical(self, row: int, place: int, *, down: bool) -> tuple[int, int]:
        """The photo below or above another: on its card, else on the nearest card of the next line."""
        box = self.box(self.groups.index(row, 0))
        there, columns = place + (box.columns if down else -box.columns), box.columns
        if down and place // columns < (len(box.tiles) - 1) // columns:
            return row, min(there, len(box.tiles) - 1)
        if not down and there >= 0:
            return row, there
        shelf = self.card_flow.shelf_of(row) + (1 if down else -1)
        if not 0 <= shelf < self.card_flow.shelves:
            return row, place
        middle = self.tile_rect(row, place).center().x()
        other = self.card_flow.nearest_in(shelf, middle - MARGIN)
        tiles = self.box(self.groups.index(other, 0)).tiles
        edge = tiles[0 if down else -1].whole.top()
        near = [tile for tile in tiles if tile.whole.top() == edge]
        return other, min(near, key=lambda tile: abs(tile.whole.center().x() - middle)).member

    def last_shown(self, row: int) -> int:
        """The place of the last photo shown of a group."""
        return len(self.box(self.groups.index(row, 0)).tiles) - 1

    def tile_rect(self, row: int, place: int) -> QRect:
        """Where a photo is in the viewport, with its words; the last one shown where it is not."""
        tiles = self.box(self.groups.index(row, 0)).tiles
        return tiles[min(place, len(tiles) - 1)].whole

    def visualRect(self, index: Index) -> QRect:
        """Where the card of a row is in the viewport."""
        if not index.isValid() or index.row() >= len(self.card_flow):
            return QRect()
        left, top, wide, high = self.card_flow.card(index.row())
        return QRect(left + MARGIN, top - self.verticalOffset(), wide, high)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row of the card at a point of the viewport."""
        row = self.card_flow.row_at(point.x() - MARGIN, point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.groups.index(row, 0)

    def scrollTo(
        self, index: Index, _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scrolls as little as shows a card, its upper edge at least."""
        self.bring_into_view(self.visualRect(index))

    def bring_into_view(self, rect: QRect) -> None:
        """Scrolls as little as shows a part of the viewport's plane, its upper edge at least."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        below = rect.bottom() + 1 - high
        if below > 0:
            bar.setValue(bar.value() + min(below, rect.top()))
        elif rect.top() < 0:
            bar.setValue(bar.value() + rect.top())

    def moveCursor(self, _action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The arrows go from photo to photo, which a subclass sees to."""
        return self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the cards that a rectangle of the viewport touches."""
        self.selectionModel().select(self._selection(rect), command)

    def visualRegionForSelection(self, _selection: object) -> QRegion:
        """All that is in view is painted again when the selection changes."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """The scroll bar spans all cards."""
        QAbstractItemView.updateGeometries(self)
        high, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setRange(0, max(self.card_flow.height + 2 * GRID - high, 0))
        bar.setPageStep(high)
        bar.setSingleStep(max(self.card_flow.sizes.card_height(1) // 4, 1))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What stays in view is moved, and only the rest painted."""
        self.viewport().scroll(dx, dy)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another card has the keyboard: screen readers are told."""
        QAbstractItemView.currentChanged(self, current, previous)
        tell_focus(self, current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cards in view."""
        painter, option = QPainter(self.viewport()), QStyleOptionViewItem()
        offset, area = self.verticalOffset(), event.rect()
        self._painted = event.region()
        self.paint_ground(painter, event.rect())
        for row in self.card_flow.rows_between(area.top() + offset, area.bottom() + 1 + offset):
            index = self.groups.index(row, 0)
            option.rect = self.visualRect(index)
            if self._painted.intersects(option.rect):
                self._delegate.paint(painter, option, index)
        painter.end()

    def is_painted(self, rect: QRect) -> bool:
        """Whether a part of the viewport is among what is being painted."""
        return self._painted.intersects(rect)

    @Slot(object)
    def repaint_photos(self, photos: Collection[int]) -> None:
        """Paints those of some photos again that are in view."""
        top, area = self.verticalOffset(), self.viewport().rect()
        for row in self.card_flow.rows_between(top, top + area.height()):
            members = self.groups.group(row).members
            if any(member.photo.id in photos for member in members):
                for tile in self.box(self.groups.index(row, 0)).tiles:
                    if members[tile.member].photo.id in photos:
                        self.viewport().update(tile.picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other columns; what is at the top stays there."""
        if self._flow is not None and self._flow.sizes.width != max(self.width() - 2 * MARGIN, 1):
            anchor = self.anchor()
            self._flow = None
            QAbstractItemView.resizeEvent(self, event)
            self.updateGeometries()
            if anchor is not None:
                self.return_to(anchor)
            return
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs lines of another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._flow = None

    def sizeHint(self) -> QSize:
        """One card at least."""
        return QSize(50 * GRID, 30 * GRID)

    def _selection(self, rect: QRect) -> QItemSelection:
        found = QItemSelection()
        offset = self.verticalOffset()
        for row in self.card_flow.rows_between(rect.top() + offset, rect.bottom() + 1 + offset):
            index = self.groups.index(row, 0)
            if self.visualRect(index).intersects(rect):
                found.select(index, index)
        return found

    @Slot()
    def _lay_out_anew(self) -> None:
        self._flow = None
        self.updateGeometries()
        self.viewport().update()
