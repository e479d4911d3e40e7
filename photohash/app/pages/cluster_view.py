"""The list of clusters: scrolling, the photo under the pointer, the photo with the keyboard, and what is clicked."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip

from photohash.app.labels import plain_tip
from photohash.app.models.clusters import ClustersModel, FindPhoto
from photohash.app.pages.arranged_list import ArrangedList
from photohash.app.pages.cluster_card import CardLines, ClusterBox, ClusterDelegate, lay_out
from photohash.app.pages.grid_view import tell_focus
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.cluster_search import ClusterFound

_WAY = -2
"""Stands for a place where the pointer is on what leads to the map."""

Index = QModelIndex | QPersistentModelIndex


class ClusterView(ArrangedList):
    """Shows clusters as cards. Only those in view are painted, and nothing is asked for any other.

    Up and Down go from cluster to cluster, Left and Right from photo to photo, Enter opens one.

    Signals:
        chosen(int): a photo was clicked or opened with Enter; its id.
        map_wanted(int): the way to the map was taken from a cluster; its central photo.
        menu_wanted(QPoint): the commands for the photo are wanted, at this place of the screen.
    """

    chosen = Signal(int)
    map_wanted = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        model: ClustersModel,
        photo: FindPhoto,
        best: Callable[[ClusterFound], int | None],
        theme: Theme,
        thumbnails: Thumbnails,
    ) -> None:
        super().__init__()
        self._clusters, self._photo, self.best = model, photo, best
        self._least = 144
        self._place = 0
        self._hovered: tuple[int, int] | None = None
        self._flow = CardLines.of((), 640, self._least)
        self._delegate = ClusterDelegate(self, photo, theme, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Clusters of look-alikes"))
        self.setAccessibleDescription(tr("Up and Down change the cluster, Left and Right the photo, Enter opens it."))
        model.modelReset.connect(self._rows_changed)
        thumbnails.photos_arrived.connect(self._repaint_photos)
        theme.changed.connect(self.repaint_all)

    @property
    def card_flow(self) -> CardLines:
        """Where the cards are."""
        return self._flow

    def set_width(self, least: int) -> None:
        """Changes how wide pictures are to be."""
        row = self.currentIndex().row()
        self._least = least
        self._arrange()
        if row >= 0:
            self.scrollTo(self._clusters.index(row))

    def current_cluster(self) -> ClusterFound | None:
        """The cluster the keyboard is on."""
        index = self.currentIndex()
        return self._clusters.cluster(index.row()) if index.isValid() else None

    def current_photo(self) -> int | None:
        """The photo the keyboard is on."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        photos = self.photos(index)
        return photos[min(self._place, len(photos) - 1)]

    def current_place(self, index: Index) -> int | None:
        """The photo with the keyboard focus, or None when another card or widget has it."""
        return self._place if self.hasFocus() and index.row() == self.currentIndex().row() else None

    def hovered_place(self, index: Index) -> int | None:
        """The photo under the pointer, if it is on this card."""
        return self._hovered[1] if self._hovered is not None and self._hovered[0] == index.row() else None

    def photos(self, index: Index) -> tuple[int, ...]:
        """The photos of a cluster as its card shows them: the sharpest comes second where it would not be seen."""
        cluster = self._clusters.cluster(index.row())
        best, span = self.best(cluster), self.span(index)
        seen = span if len(cluster.photos) <= span else span - 1
        if best is None or best in cluster.photos[:seen]:
            return cluster.photos
        return (cluster.photos[0], best, *(photo for photo in cluster.photos[1:] if photo != best))

    def span(self, index: Index) -> int:
        """How many columns wide a card is."""
        return self._flow.spans[index.row()] if index.row() < len(self._flow.spans) else 1

    def visualRect(self, index: Index) -> QRect:
        """Where a card is in the viewport."""
        if not index.isValid() or index.row() >= len(self._flow.lines):
            return QRect()
        return self._flow.card(index.row()).translated(0, -self.verticalOffset())

    def box(self, index: Index) -> ClusterBox:
        """Where everything on a card is in the viewport."""
        return lay_out(self.visualRect(index), len(self._clusters.cluster(index.row()).photos), self.span(index))

    def album_place(self, index: QModelIndex) -> QRect:
        """Where on a card there is room for what makes an album of it, in the viewport."""
        return self.box(index).album

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The card at a point of the viewport."""
        line = (point.y() + self.verticalOffset()) // self._flow.line_height
        for row in self._rows_of(line, line):
            if self.visualRect(self._clusters.index(row)).contains(point):
                return self._clusters.index(row)
        return QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scrolls no farther than it takes to show a card whole."""
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if rect.isNull():
            return
        if rect.top() < 0 or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + 1)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the card at a rectangle's corner."""
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(index, index) if index.isValid() else QItemSelection(), command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What is painted again when the selection changes."""
        return QRegion(self.viewport().rect())

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and Down to the nearest card of the next line, pages by what is seen, Home and End to the ends."""
        moves = QAbstractItemView.CursorAction
        current, last = self.currentIndex(), self._clusters.rowCount() - 1
        if last < 0:
            return QModelIndex()
        if action is moves.MoveEnd:
            return self._clusters.index(last)
        if not current.isValid() or action is moves.MoveHome:
            return self._clusters.index(0)
        page = max(self.viewport().height() // self._flow.line_height - 1, 1)
        steps = {moves.MoveUp: -1, moves.MoveDown: 1, moves.MovePageUp: -page, moves.MovePageDown: page}
        if action in steps:
            return self._beside(current.row(), steps[action])
        by_one = {moves.MovePrevious: -1, moves.MoveNext: 1}.get(action, 0)
        return self._clusters.index(min(max(current.row() + by_one, 0), last))

    def _beside(self, row: int, lines: int) -> QModelIndex:
        """The card so many lines farther that is nearest sideways."""
        line = min(max(self._flow.lines[row] + lines, 0), len(self._flow.firsts) - 1)
        if line == self._flow.lines[row]:
            return self._clusters.index(row)
        at = self._flow.starts[row] + min(self._place, self._flow.spans[row] - 1)
        rows = self._rows_of(line, line)
        return self._clusters.index(min(rows, key=lambda other: self._away(other, at)))

    def _away(self, row: int, column: int) -> int:
        start, end = self._flow.starts[row], self._flow.starts[row] + self._flow.spans[row] - 1
        return max(start - column, column - end, 0)

    def _rows_of(self, first: int, last: int) -> range:
        """The cards in some lines."""
        firsts = self._flow.firsts
        if not firsts or last < 0 or first >= len(firsts):
            return range(0)
        end = firsts[last + 1] if last + 1 < len(firsts) else len(self._flow.lines)
        return range(firsts[max(first, 0)], end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cards in view."""
        painter = QPainter(self.viewport())
        self.paint_ground(painter, event.rect())
        offset, height = self.verticalOffset(), self._flow.line_height
        lines = (offset + event.rect().top()) // height, (offset + event.rect().bottom()) // height
        for row in self._rows_of(*lines):
            option = QStyleOptionViewItem()
            QAbstractItemView.initViewItemOption(self, option)
            index = self._clusters.index(row)
            option.rect = self.visualRect(index)
            if event.region().intersects(option.rect):
                self._delegate.paint(painter, option, index)
        painter.end()

    def scrollContentsBy(self, _across: int, down: int) -> None:
        """What stays in view is moved, and only the rest painted."""
        self.viewport().scroll(0, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines; the card at the top stays there."""
        top = self._rows_of(*[self.verticalOffset() // self._flow.line_height] * 2)
        self._arrange()
        if top and self.verticalOffset():
            self.scrollTo(self._clusters.index(top[0]), QAbstractItemView.ScrollHint.PositionAtTop)
        QAbstractItemView.resizeEvent(self, event)

    def updateGeometries(self) -> None:
        """Tells the scroll bar how much there is."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self._flow.height - height, 0))
        bar.setPageStep(height)
        bar.setSingleStep(max(self._flow.line_height // 4, 1))
        QAbstractItemView.updateGeometries(self)

    @Slot()
    def _rows_changed(self) -> None:
        self._place, self._hovered = 0, None
        self._arrange()

    def _arrange(self) -> None:
        sizes = [len(self._clusters.cluster(row).photos) for row in range(self._clusters.rowCount())]
        self._flow = CardLines.of(sizes, self.width(), self._least)
        self.updateGeometries()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right from photo to photo, Enter opens one; the rest is the list's own."""
        index = self.currentIndex()
        if not index.isValid() and event.key() in _MOVES and self._clusters.rowCount():
            self.setCurrentIndex(self._clusters.index(0))
            return
        if index.isValid() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_along(index, 1 if event.key() == Qt.Key.Key_Right else -1)
            return
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index, self._place)
            return
        super().keyPressEvent(event)

    def _go_along(self, index: QModelIndex, step: int) -> None:
        place = self._place + step
        if 0 <= place < self._places(index):
            self._place = place
            self.viewport().update()
            return
        other = self._clusters.index(index.row() + step)
        if other.isValid():
            self.setCurrentIndex(other)
            self._place = 0 if step > 0 else self._places(other) - 1
            self.viewport().update()

    def _places(self, index: Index) -> int:
        box = self.box(index)
        return len(box.photos) + (box.more is not None)

    def _open(self, index: Index, place: int) -> None:
        cluster, box = self._clusters.cluster(index.row()), self.box(index)
        if place >= len(box.photos):
            self.map_wanted.emit(cluster.centre)
        else:
            self.chosen.emit(self.photos(index)[place])

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another cluster has the keyboard: begin at its first photo."""
        QAbstractItemView.currentChanged(self, current, previous)
        tell_focus(self, current.row())
        if current.row() != previous.row():
            self._place = 0
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer for the hover frame and the hand."""
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The photo that is pressed has the keyboard."""
        index, place = self._at(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
            self._place = max(place or 0, 0)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a photo opens it; on the count of what is not shown, or the sign, it leads to the map."""
        index, place = self._at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or place is None:
            return
        if place == _WAY:
            self.map_wanted.emit(self._clusters.cluster(index.row()).centre)
        elif index == self.currentIndex() and place == self._place:
            self._open(index, place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the photo under the pointer, or the one with the keyboard."""
        at = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        elif not self._at(event.pos())[0].isValid():
            return
        if self.currentIndex().isValid():
            self.menu_wanted.emit(at)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells the whole path in a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index, place = self._at(event.pos())
            photo = self._photo(self.photos(index)[place]) if place is not None and place >= 0 else None
            if place == _WAY:
                QToolTip.showText(event.globalPos(), tr("Show on the map"), self.viewport())
            elif photo is not None:
                paths = plain_tip("\n".join(shown(file.path) for file in photo.files))
                QToolTip.showText(event.globalPos(), paths, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    @Slot()
    def repaint_all(self) -> None:
        """Something that is painted has come."""
        self.viewport().update()

    @Slot(object)
    def _repaint_photos(self, photos: Collection[int]) -> None:
        """Paints those of some photos again that are in view."""
        top, height = self.verticalOffset(), self._flow.line_height
        for row in self._rows_of(top // height, (top + self.viewport().height()) // height):
            index = self._clusters.index(row)
            box = self.box(index)
            rects = [*box.photos, *filter(None, [box.more])]
            for photo, rect in zip(self.photos(index), rects, strict=False):
                if photo in photos:
                    self.viewport().update(rect)

    def _at(self, point: QPoint) -> tuple[QModelIndex, int | None]:
        """The card at a point, and the place on it."""
        index = self.indexAt(point)
        if not index.isValid():
            return index, None
        box = self.box(index)
        if box.way.contains(point):
            return index, _WAY
        boxes = [*box.photos, *([box.more] if box.more is not None else [])]
        return index, next((place for place, rect in enumerate(boxes) if rect.contains(point)), None)

    def _hover(self, point: QPoint) -> None:
        index, place = self._at(point)
        hovered = (index.row(), place) if place is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            hand = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            self.viewport().update()


_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
