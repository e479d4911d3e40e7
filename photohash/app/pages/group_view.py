"""The list of groups: the photo under the pointer, the one with the keyboard, what is selected and what is clicked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QRubberBand, QToolTip

from photohash.app.labels import kind_meaning, plain_tip, sentence
from photohash.app.models.chosen import Chosen
from photohash.app.models.groups import GroupsModel
from photohash.app.models.ticks import Ticks
from photohash.app.pages.card_list import CardList, Index
from photohash.app.pages.group_card import GroupDelegate
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.paths import shown
from photohash.core.translation import said, tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Group, Member

_FOLD = -2
"""Stands for a member where the pointer is on what unfolds a card."""

_SELECT = QItemSelectionModel.SelectionFlag


class GroupView(CardList):
    """Shows groups as cards.

    The arrows go from photo to photo as they stand, Enter opens one, Space ticks. Ctrl and Shift with a click select
    photos and groups, as does a rectangle drawn beside the cards; Shift with the arrows selects groups.

    Signals:
        chosen(int): a photo was clicked or opened with Enter; its id.
        pointed(Member): the keyboard or a click moved to another photo, or other groups are selected.
        tick_wanted: Space was pressed.
        menu_wanted(QPoint): the commands for the photo are wanted, at this place of the screen.
    """

    chosen = Signal(int)
    pointed = Signal(object)
    tick_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self, model: GroupsModel, ticks: Ticks, theme: Theme, thumbnails: Thumbnails, wanted: int = 144
    ) -> None:
        super().__init__(model, wanted)
        self._ticks = ticks
        self._place = 0
        self._current_id: int | None = None
        self._anchor_row: int | None = None
        self._picked: dict[int, frozenset[Path]] = {}
        self._pressed: QPoint | None = None
        self._hovered: tuple[int, int] | None = None
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._delegate = GroupDelegate(self, ticks, theme, thumbnails)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(tr("Groups of copies"))
        self._tell_photo()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._come_back)
        model.rowsInserted.connect(self._come_back)
        self.selectionModel().selectionChanged.connect(self._selected_anew)
        thumbnails.photos_arrived.connect(self.repaint_photos)
        for changed in (ticks.changed, theme.changed):
            changed.connect(self._repaint)
        for changed in (self.pointed, ticks.changed):
            changed.connect(self._tell_photo)

    def is_chosen(self, index: Index) -> bool:
        """Whether a card is among several that are selected."""
        return self._is_several() and self.selectionModel().isRowSelected(index.row())

    def is_current(self, index: Index) -> bool:
        """Whether commands are about this card, or a photo on it."""
        return index.row() == self.currentIndex().row()

    def is_picked(self, group: Group, member: Member) -> bool:
        """Whether a photo was selected by itself."""
        return member.path in self._picked.get(group.id, ())

    def current_tile(self, index: Index) -> int | None:
        """The member with the keyboard focus, or None when another row or widget has it."""
        return self._place if self.hasFocus() and index.row() == self.currentIndex().row() else None

    def hovered_tile(self, index: Index) -> int | None:
        """The member under the pointer, if it is on this row."""
        return self._hovered[1] if self._hovered is not None and self._hovered[0] == index.row() else None

    def current_member(self) -> Member | None:
        """The file the keyboard is on."""
        group = self.current_group()
        return None if group is None else group.members[min(self._place, len(group.members) - 1)]

    def current_group(self) -> Group | None:
        """The group the keyboard is on."""
        index = self.currentIndex()
        return self.groups.group(index.row()) if index.isValid() else None

    def selected(self) -> list[Chosen]:
        """What commands are about: the selected groups and photos, or the one photo the keyboard is on."""
        if not self._is_several():
            group, member = self.current_group(), self.current_member()
            return [] if group is None or member is None else [Chosen(group, (member,), whole=False)]
        found = []
        for row in sorted(row for part in self._parts() for row in range(part.top(), part.bottom() + 1)):
            group = self.groups.group(row)
            picked = self._picked.get(group.id)
            if picked is None:
                found.append(Chosen(group, group.members, whole=True))
            else:
                members = tuple(one for one in group.members if one.path in picked)
                found.append(Chosen(group, members, whole=False))
        return found

    def point(self, row: int, place: int) -> None:
        """Goes to a photo: the row of its group and its place there. A card is unfolded where that shows it."""
        self._go(row, place)

    def show_current(self) -> bool:
        """Brings the photo that the keyboard is on into view; answers whether it was there already."""
        if not self.currentIndex().isValid():
            return False
        rect = self.tile_rect(self.currentIndex().row(), self._place)
        seen = self.viewport().rect().contains(rect.center())
        if not seen:
            self.bring_into_view(rect)
        return seen

    def select_all_groups(self) -> None:
        """Selects every group that passes the filter."""
        self._picked.clear()
        self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where a click, or a rectangle, begins."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws a rectangle that selects, or follows the pointer for the hover frame and the hand."""
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(at)
            return
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            rect = QRect(self._pressed, QSize(1, 1)).united(QRect(at, QSize(1, 1)))
            self._band.setGeometry(rect)
            self._band.show()
            self._picked.clear()
            self.setSelection(rect, _SELECT.ClearAndSelect)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a photo opens it, on its box it ticks it; with Ctrl or Shift it selects."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if self._band.isVisible():
            self._band.hide()
            return
        at = event.position().toPoint()
        index, place = self._at(at)
        if not index.isValid() or self._at(pressed) != (index, place):
            return
        if place == _FOLD:
            self.fold(index.row(), folded=not self.box(index).hidden)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._select_to(index.row(), place or 0)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pick(index, place)
        elif place is not None:
            self._click(index, place, at)
        else:
            self._go(index.row(), 0)

    def _click(self, index: QModelIndex, place: int, at: QPoint) -> None:
        self._go(index.row(), place)
        box = next(tile.tick for tile in self.box(index).tiles if tile.member == place)
        group = self.groups.group(index.row())
        if box.adjusted(-8, -8, 8, 8).contains(at):
            self.say_obstacle(self._ticks.toggle(group, group.members[place]))
        else:
            self.chosen.emit(group.members[place].photo.id)

    def say_obstacle(self, obstacle: str) -> None:
        """Says beside the photo why it cannot be ticked, if there is anything to say."""
        if obstacle:
            rect = self.tile_rect(self.currentIndex().row(), self._place)
            QToolTip.showText(self.viewport().mapToGlobal(rect.center()), plain_tip(obstacle), self.viewport())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the photo under the pointer, or the one with the keyboard."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index, place = self._at(event.pos())
            if place is None or place < 0:
                return
            if not self.is_chosen(index):
                self._go(index.row(), place)
        elif self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.tile_rect(self.currentIndex().row(), self._place).center())
        self.menu_wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go along the photos as they stand, Enter opens one, Space ticks; Shift selects on the way."""
        aim = (
            self.aim(Qt.Key(event.key()), self.currentIndex().row(), self._place)
            if self.currentIndex().isValid()
            else None
        )
        if aim is not None:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._select_to(*aim)
            else:
                self._go(*aim)
            return
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.tick_wanted.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            member = self.current_member()
            if member is not None:
                self.chosen.emit(member.photo.id)
            return
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells the whole path and the reason in a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index, place = self._at(event.pos())
            if place is not None and place >= 0:
                group = self.groups.group(index.row())
                QToolTip.showText(event.globalPos(), self._tip(group, group.members[place]), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _go(self, row: int, place: int, *, keep_selection: bool = False) -> None:
        """Moves the keyboard to a photo. What was selected is no longer, unless it is kept."""
        index = self.groups.index(row, 0)
        if place > self.last_shown(row):
            self.fold(row, folded=False)
        if not keep_selection:
            self._picked.clear()
            self._anchor_row = row
        self._place = place
        self._current_id = self.groups.group(row).id
        flags = _SELECT.NoUpdate if keep_selection else _SELECT.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.bring_into_view(self.visualRect(index) if place == 0 else self.tile_rect(row, place))
        self.pointed.emit(self.current_member())
        self.viewport().update()

    def _select_to(self, row: int, place: int) -> None:
        """Selects the groups from where the selection began to another one."""
        begin = self.currentIndex().row() if self._anchor_row is None else self._anchor_row
        low, high = sorted((max(begin, 0), row))
        self._picked.clear()
        selection = QItemSelection(self.groups.index(low, 0), self.groups.index(high, 0))
        self.selectionModel().select(selection, _SELECT.ClearAndSelect)
        self._go(row, place, keep_selection=True)

    def _pick(self, index: QModelIndex, place: int | None) -> None:
        """Selects a photo beside what is selected, or takes it out; beside the photos of a card, the group."""
        group, selection = self.groups.group(index.row()), self.selectionModel()
        several = self._is_several()
        if not several:
            selection.clearSelection()
        if place is None:
            self._picked.pop(group.id, None)
            selection.select(index, _SELECT.Toggle)
        else:
            picked = self._picked.get(group.id, frozenset()) ^ {group.members[place].path}
            self._picked[group.id] = picked
            if not picked:
                del self._picked[group.id]
            selection.select(index, _SELECT.Select if picked else _SELECT.Deselect)
        self._anchor_row = index.row()
        self._go(index.row(), place or 0, keep_selection=True)

    def _is_several(self) -> bool:
        if self._picked:
            return True
        return sum(part.height() for part in self._parts()) > 1

    def _parts(self) -> list[QItemSelectionRange]:
        """The runs of selected rows."""
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    @Slot()
    def _remember(self) -> None:
        group = self.current_group()
        self._current_id = None if group is None else group.id

    @Slot()
    def _come_back(self) -> None:
        """After other rows have come the keyboard is on the same group, or where it was, or on the first one."""
        self._picked.clear()
        if not self.groups.rowCount() or self.currentIndex().isValid():
            return
        row = None if self._current_id is None else self.groups.row_of(self._current_id)
        self._place = 0 if row is None else self._place
        self._anchor_row = row or 0
        index = self.groups.index(row or 0, 0)
        self.selectionModel().setCurrentIndex(index, _SELECT.ClearAndSelect)

    @Slot()
    def _selected_anew(self) -> None:
        self.pointed.emit(self.current_member())
        self.viewport().update()

    @Slot()
    def _tell_photo(self) -> None:
        """A screen reader knows the groups as a list; which photo of one has the keyboard is told beside it."""
        group, member = self.current_group(), self.current_member()
        words = [tr("The arrows go from photo to photo, Enter opens, Space ticks, Shift with an arrow selects groups.")]
        if group is not None and member is not None:
            ticked = tr("ticked") if member.path in self._ticks.ticked(group) else ""
            kind = tr("Keep") if member.keeper else kind_label(member.kind, backwards=member.backwards)
            words.insert(0, ", ".join(filter(None, (shown(member.path.name), kind, ticked))) + ".")
        self.setAccessibleDescription(" ".join(words))

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def _tip(self, group: Group, member: Member) -> str:
        lines: list[str] = [shown(member.path)]
        if member.kind is not None:
            lines.append(kind_meaning(member.kind, backwards=member.backwards))
        if member.reason:
            kept = tr("It is the one to keep: it {reason}.").format(reason=said(member.reason))
            lines.append(kept if member.keeper else f"{sentence(member.reason)}.")
        problem = self._ticks.problem(member)
        if problem:
            lines.append(tr("It could not be put away: it {reason}.").format(reason=said(problem)))
        ticked = member.path in self._ticks.ticked(group)
        lines.append(tr("Ticked: it will go.") if ticked else self._ticks.obstacle(group, member))
        return plain_tip("\n".join(filter(None, lines)))

    def _at(self, point: QPoint) -> tuple[QModelIndex, int | None]:
        """The row and the member, or what unfolds the card, at a point."""
        index = self.indexAt(point)
        if not index.isValid():
            return index, None
        box = self.box(index)
        if box.fold is not None and box.fold.contains(point):
            return index, _FOLD
        return index, next((tile.member for tile in box.tiles if tile.whole.contains(point)), None)

    def _hover(self, point: QPoint) -> None:
        index, place = self._at(point)
        hovered = (index.row(), place) if place is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            hand = Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand)
            self.viewport().update()
