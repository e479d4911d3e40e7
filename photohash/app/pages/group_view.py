"""The list of groups: scrolling, the tile under the pointer, the tile with the keyboard, and what is clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip

from photohash.app.labels import KIND_MEANINGS, sentence
from photohash.app.models.groups import GroupsModel
from photohash.app.models.ticks import Ticks
from photohash.app.pages.group_card import CardBox, GroupDelegate, card_height, copies_that_fit, lay_out
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.paths import shown
from photohash.core.translation import said, tr
from photohash.library.photo import Group, Member

_BEFORE, _AFTER = -2, -3
"""Stand-ins for a member where the pointer is on a card's arrows."""


class GroupView(QListView):
    """Shows groups as cards.

    Up and Down go from group to group, Left and Right along a group, Enter opens a photo, Space ticks it.

    Signals:
        chosen(int): a photo was clicked or opened with Enter; its id.
        pointed(Member): the keyboard or a click moved to another photo.
        menu_wanted(QPoint): the commands for the photo are wanted, at this place of the screen.
    """

    chosen = Signal(int)
    pointed = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: GroupsModel, ticks: Ticks, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._groups, self._ticks = model, ticks
        self._offsets: dict[int, int] = {}
        self._tile = 0
        self._hovered: tuple[int, int] | None = None
        self._delegate = GroupDelegate(self, ticks, theme, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(card_height() // 4)
        self.setAccessibleName(tr("Groups of copies"))
        self.setAccessibleDescription(
            tr("Up and Down change the group, Left and Right the photo, Enter opens, Space ticks.")
        )
        ticks.changed.connect(self._repaint)
        thumbnails.arrived.connect(self._repaint)
        theme.changed.connect(self._repaint)

    def offset(self, group_id: int) -> int:
        """Copies scrolled out on the left of a card."""
        return self._offsets.get(group_id, 0)

    def current_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member with the keyboard focus, or None when another row or widget has it."""
        return self._tile if self.hasFocus() and index.row() == self.currentIndex().row() else None

    def hovered_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member under the pointer, if it is on this row."""
        return self._hovered[1] if self._hovered is not None and self._hovered[0] == index.row() else None

    def current_member(self) -> Member | None:
        """The file the keyboard is on."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        members = self._groups.group(index.row()).members
        return members[min(self._tile, len(members) - 1)]

    def current_group(self) -> Group | None:
        """The group the keyboard is on."""
        index = self.currentIndex()
        return self._groups.group(index.row()) if index.isValid() else None

    def toggle(self) -> None:
        """Ticks the photo the keyboard is on, or says what stands against it."""
        group, member = self.current_group(), self.current_member()
        if group is None or member is None:
            return
        obstacle = self._ticks.toggle(group, member)
        if obstacle:
            tile = next((tile for tile in self._box(self.currentIndex()).tiles if tile.member == self._tile), None)
            at = tile.tick.bottomLeft() if tile is not None else self.visualRect(self.currentIndex()).center()
            QToolTip.showText(self.viewport().mapToGlobal(at), obstacle, self.viewport())

    def anchor(self) -> tuple[int, int] | None:
        """The group at the top of the view and how far it is scrolled, to come back to after rows change."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, 1))
        if not index.isValid() or self.verticalScrollBar().value() == 0:
            return None
        return self._groups.group(index.row()).id, self.visualRect(index).top()

    def return_to(self, anchor: tuple[int, int] | None) -> None:
        """Scrolls so that the anchored group is where it was; without one, to the top."""
        if anchor is None:
            self.scrollToTop()
            return
        row = self._groups.row_of(anchor[0])
        if row is None:
            return
        wanted = row * card_height() - anchor[1]
        if wanted != self.verticalScrollBar().value():
            self.doItemsLayout()
            self.verticalScrollBar().setValue(wanted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer for the hover frame and the hand."""
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a photo opens it, on its box it ticks it; on an arrow it moves along the card."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        index, member = self._at(at)
        if member is None:
            return
        group = self._groups.group(index.row())
        if member in (_BEFORE, _AFTER):
            self._turn(group, forward=member == _AFTER)
            return
        self._point(index, member)
        if self._tick_area(index, member).contains(at):
            self.toggle()
            return
        self.chosen.emit(group.members[member].photo.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the photo under the pointer, or the one with the keyboard."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index, member = self._at(event.pos())
            if member is None or member < 0:
                return
            self._point(index, member)
        elif self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right along the group, Enter opens the photo, Space ticks it; the rest is the list's own."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            members = self._groups.group(index.row()).members
            self._point(index, min(max(self._tile + step, 0), len(members) - 1))
            return
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            member = self.current_member()
            if member is not None:
                self.chosen.emit(member.photo.id)
            return
        super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another group has the keyboard: begin at its keeper."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self._tile = 0
            self.pointed.emit(self.current_member())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells the whole path and the reason in a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index, number = self._at(event.pos())
            if number is not None and number >= 0:
                group = self._groups.group(index.row())
                QToolTip.showText(event.globalPos(), self._tip(group, group.members[number]), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def _point(self, index: QModelIndex, member: int) -> None:
        self.setCurrentIndex(index)
        self._tile = member
        group = self._groups.group(index.row())
        fit = copies_that_fit(self.viewport().width())
        if member > 0:
            lowest = max(member - fit, 0)
            self._offsets[group.id] = min(max(self.offset(group.id), lowest), member - 1)
        self.pointed.emit(group.members[member])
        self.viewport().update()

    def _turn(self, group: Group, *, forward: bool) -> None:
        fit = copies_that_fit(self.viewport().width())
        last = max(len(group.members) - 1 - fit, 0)
        wanted = self.offset(group.id) + (fit if forward else -fit)
        self._offsets[group.id] = min(max(wanted, 0), last)
        self.viewport().update()

    def _box(self, index: QModelIndex) -> CardBox:
        group = self._groups.group(index.row())
        return lay_out(self.visualRect(index), len(group.members), self.offset(group.id))

    def _tick_area(self, index: QModelIndex, member: int) -> QRect:
        """Where a click ticks a photo: its box and a little around it."""
        tile = next((tile for tile in self._box(index).tiles if tile.member == member), None)
        return QRect() if tile is None else tile.tick.adjusted(-8, -8, 8, 8)

    def _tip(self, group: Group, member: Member) -> str:
        lines = [shown(member.path)]
        if member.kind is not None:
            lines.append(KIND_MEANINGS[member.kind])
        if member.reason:
            kept = tr("It is the one to keep: it {reason}.").format(reason=said(member.reason))
            lines.append(kept if member.keeper else f"{sentence(member.reason)}.")
        problem = self._ticks.problem(member)
        if problem:
            lines.append(tr("It could not be put away: it {problem}.").format(problem=said(problem)))
        ticked = member.path in self._ticks.ticked(group)
        lines.append(tr("Ticked: it will go.") if ticked else self._ticks.obstacle(group, member))
        return "\n".join(filter(None, lines))

    def _at(self, point: QPoint) -> tuple[QModelIndex, int | None]:
        """The row and the member, or arrow, at a point."""
        index = self.indexAt(point)
        if not index.isValid():
            return index, None
        box = self._box(index)
        if box.before is not None and box.before.contains(point):
            return index, _BEFORE
        if box.after is not None and box.after.contains(point):
            return index, _AFTER
        return index, next((tile.member for tile in box.tiles if tile.whole.contains(point)), None)

    def _hover(self, point: QPoint) -> None:
        index, member = self._at(point)
        hovered = (index.row(), member) if member is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            hand = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            self.viewport().update()
