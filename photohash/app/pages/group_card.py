"""How one group is laid out and painted: a card with the keeper first and its copies after it.

The geometry is a function of sizes alone, so that painting and hit testing cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.folder_names import folder_in_library
from photohash.app.labels import dimensions, sentence
from photohash.app.models.groups import GroupsModel
from photohash.app.models.ticks import Ticks
from photohash.app.models.total import Total
from photohash.app.pages.card_flow import PADDING, TEXT_LINES, TILE_GAP, CardSizes
from photohash.app.pages.painting import (
    draw_chip,
    draw_picture,
    draw_text,
    draw_tick,
    draw_wrapped,
    in_steps,
    outline,
)
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.photo import Group, Member

_CORNER = 12
_TICK = 3 * GRID
_AROUND = (-4, -4, 4, 4)
"""Pixels around a photo that its frames may take."""


@dataclass(frozen=True, slots=True)
class TileBox:
    """Where one member of a group is: all of it, its picture, the box of its tick, and its lines of text."""

    member: int
    whole: QRect
    picture: QRect
    tick: QRect
    lines: tuple[QRect, ...]


@dataclass(frozen=True, slots=True)
class CardBox:
    """Where everything on a card is.

    Attributes:
        card: the card itself.
        header: its first line.
        tiles: the members shown, the keeper first.
        fold: what shows the members that are not, or folds the card again; None where all fit.
        hidden: members that are not shown.
        columns: members beside one another.
    """

    card: QRect
    header: QRect
    tiles: tuple[TileBox, ...]
    fold: QRect | None
    hidden: int
    columns: int


def line_height() -> int:
    """Height of a line of text on a card."""
    return QFontMetrics(font()).height() + 2


def lay_out(card: QRect, members: int, sizes: CardSizes, *, unfolded: bool = False) -> CardBox:
    """Places a group of some members on its card."""
    line, wide, high = sizes.line, sizes.tile, sizes.tile_height
    left, top = card.x() + PADDING, card.y() + PADDING
    shown_members, places = sizes.slots(members, unfolded=unfolded)
    columns = min(places, sizes.columns)
    corners = [
        (
            left + place % columns * (wide + TILE_GAP),
            top + line + GRID + place // columns * (high + TILE_GAP),
        )
        for place in range(places)
    ]
    tiles = tuple(_tile(place, x, y, sizes) for place, (x, y) in enumerate(corners[:shown_members]))
    fold = QRect(*corners[-1], wide, sizes.picture) if places > shown_members else None
    header = QRect(left, top, card.width() - 2 * PADDING, line)
    return CardBox(card, header, tiles, fold, members - shown_members, columns)


def _tile(place: int, x: int, y: int, sizes: CardSizes) -> TileBox:
    text = y + sizes.picture + GRID // 2
    lines = tuple(QRect(x, text + row * sizes.line, sizes.tile, sizes.line) for row in range(TEXT_LINES))
    tick = QRect(x + sizes.tile - _TICK - GRID // 2, y + GRID // 2, _TICK, _TICK)
    return TileBox(
        place, QRect(x, y, sizes.tile, sizes.tile_height), QRect(x, y, sizes.tile, sizes.picture), tick, lines
    )


class CardState(Protocol):
    """What the delegate asks its view about a card."""

    def box(self, index: QModelIndex | QPersistentModelIndex) -> CardBox:
        """Where everything on a card is, in the viewport."""

    def is_painted(self, rect: QRect) -> bool:
        """Whether a part of the viewport is among what is being painted."""

    def is_chosen(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a card is among several that are selected."""

    def is_current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether commands are about this card, or a photo on it."""

    def is_picked(self, group: Group, member: Member) -> bool:
        """Whether a photo was selected by itself."""

    def current_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member with the keyboard focus, or None when another row or widget has it."""

    def hovered_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member under the pointer, if it is on this row."""


class GroupDelegate(QStyledItemDelegate):
    """Paints groups; no widget is made for any."""

    def __init__(self, state: CardState, ticks: Ticks, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._state, self._ticks, self._theme, self._thumbnails = state, ticks, theme, thumbnails

    def paint(
        self, painter: QPainter, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one group's card."""
        group: Group | None = index.data(GroupsModel.GROUP)
        if group is None:
            return
        box, colours = self._state.box(index), self._theme.colours
        chosen = self._state.is_chosen(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent_soft" if chosen else "surface"])
        painter.drawRoundedRect(box.card, _CORNER, _CORNER)
        if self._state.is_current(index):
            outline(painter, box.card, colours["accent" if chosen else "border_strong"], width=2, radius=_CORNER)
        else:
            outline(painter, box.card, colours["accent" if chosen else "border"], width=1, radius=_CORNER)
        if self._state.is_painted(box.header):
            self._paint_header(painter, box, group)
        for tile in box.tiles:
            if self._state.is_painted(tile.whole.adjusted(*_AROUND)):
                self._paint_tile(painter, tile, group, index)
        if box.fold is not None:
            self._paint_fold(painter, box.fold, box.hidden)
        painter.restore()

    def _paint_header(self, painter: QPainter, box: CardBox, group: Group) -> None:
        colours, rect = self._theme.colours, QRect(box.header)
        title = count(len(group.members) - 1, "copy", "copies")
        bold = font(bold=True)
        draw_text(painter, rect, title, colours["text"], written=bold)
        rect.setLeft(rect.left() + QFontMetrics(bold).horizontalAdvance(title) + GRID)
        total = Total.of(group, self._ticks.ticked(group))
        freed = tr("{size} could be freed").format(size=size_in_words(group.spare_bytes))
        if not group.spare:
            freed = tr("protected: nothing of it can go")
        if total.files:
            freed = tr("{n} ticked, {size}", total.files).format(n=number(total.files), size=size_in_words(total.bytes))
        draw_text(painter, rect, freed, colours["text_dim"], written=font())

    def _paint_tile(
        self, painter: QPainter, tile: TileBox, group: Group, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, member = self._theme.colours, group.members[tile.member]
        ratio = painter.device().devicePixelRatioF()
        asked = in_steps(tile.picture.size())
        pixmap = self._thumbnails.pixmap(member.photo, asked, ratio)
        missing = self._thumbnails.missing(member.photo, asked, ratio)
        ticked = member.path in self._ticks.ticked(group)
        draw_picture(painter, tile.picture, pixmap, colours, missing=missing, veiled=ticked)
        if self._state.is_picked(group, member):
            outline(painter, tile.picture, colours["accent"], width=4, radius=6)
        if self._state.hovered_tile(index) == tile.member:
            outline(painter, tile.picture, colours["border_strong"], width=2, radius=6)
        if self._state.current_tile(index) == tile.member:
            outline(painter, tile.picture.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=8)
        stays = member is self._ticks.stays(group)
        kind = None if stays else member.kind
        protected = self._ticks.is_protected(group, member)
        marked = ticked or protected or not self._ticks.obstacle(group, member)
        if stays or kind is not None:  # the one to keep says nothing of itself once it is ticked
            draw_chip(painter, tile.picture, kind, colours, beside=_TICK + GRID // 2, backwards=member.backwards)
        if marked:
            draw_tick(painter, tile.tick, colours, ticked=ticked, protected=protected)
        self._write_tile(painter, tile, member)

    def _write_tile(self, painter: QPainter, tile: TileBox, member: Member) -> None:
        colours = self._theme.colours
        small = font(0.92)
        draw_text(
            painter, tile.lines[0], shown(member.path.name), colours["text"], written=font(),
            elide=Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip
        draw_text(
            painter, tile.lines[1], folder_in_library(member.path.parent), colours["text_dim"], written=small,
            elide=Qt.TextElideMode.ElideLeft,
        )  # fmt: skip
        photo = member.photo
        facts = [dimensions(photo.width, photo.height), size_in_words(photo.bytes)]
        place = 2
        if QFontMetrics(small).horizontalAdvance(" · ".join(facts)) <= tile.picture.width():
            facts = [" · ".join(facts)]
        for fact in facts:
            draw_text(painter, tile.lines[place], fact, colours["text_dim"], written=small)
            place += 1
        problem = self._ticks.problem(member)
        rest = tile.lines[place].united(tile.lines[-1])
        ink = colours["notice_text" if problem else "text_dim"]
        draw_wrapped(painter, rest, sentence(problem or member.reason), ink, written=small)

    def _paint_fold(self, painter: QPainter, rect: QRect, hidden: int) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["sunken"])
        painter.drawRoundedRect(rect, GRID, GRID)
        words = tr("and {n} more", hidden).format(n=number(hidden)) if hidden else tr("Show fewer")
        draw_text(painter, rect, words, colours["text"], written=font(bold=True), align=Qt.AlignmentFlag.AlignHCenter)
