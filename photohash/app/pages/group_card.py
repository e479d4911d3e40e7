"""How one group is laid out and painted: a card with the keeper first and its copies beside it.

The geometry is a function of sizes alone, so that painting and hit testing cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.icons import picture
from photohash.app.labels import dimensions, sentence
from photohash.app.models.groups import GroupsModel
from photohash.app.models.ticks import Ticks
from photohash.app.models.total import Total
from photohash.app.pages.painting import (
    chip_font,
    draw_chip,
    draw_picture,
    draw_text,
    draw_tick,
    draw_veil,
    in_steps,
    outline,
)
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import said, tr
from photohash.library.photo import Group, Member

MARGIN = 3 * GRID
PADDING = 2 * GRID
GAP = 2 * GRID
PICTURE_HEIGHT = 144
_LEAST_WIDTH = 168
_LINES = 4
_CORNER = 12
_ARROW = 4 * GRID
_TICK = 3 * GRID


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
        tiles: the keeper, then the copies that fit from the offset on.
        before: the button to the copies before, or None.
        after: the button to the copies after, or None.
        hidden_after: copies that do not fit.
    """

    card: QRect
    header: QRect
    tiles: tuple[TileBox, ...]
    before: QRect | None
    after: QRect | None
    hidden_after: int


def line_height() -> int:
    """Height of a line of text on a card."""
    return QFontMetrics(font()).height() + 2


def card_height() -> int:
    """Height of a row of the list: the card and the gap below it."""
    line = line_height()
    return PADDING + line + GRID + PICTURE_HEIGHT + GRID + _LINES * line + PADDING + GAP


def copies_that_fit(width: int) -> int:
    """Copies beside the keeper on a row of this width; at least one."""
    return max((_inner(width) + GAP) // (_LEAST_WIDTH + GAP) - 1, 1)


def picture_width(width: int) -> int:
    """Width of a picture on a row of this width: the keeper and the copies that fit share it evenly."""
    places = copies_that_fit(width) + 1
    return (_inner(width) - (places - 1) * GAP) // places


def _inner(width: int) -> int:
    return width - 2 * MARGIN - 2 * PADDING


def lay_out(row: QRect, members: int, offset: int) -> CardBox:
    """Places a group of some members on its row; the copies shown begin ``offset`` after the first."""
    line = line_height()
    card = QRect(row.x() + MARGIN, row.y(), row.width() - 2 * MARGIN, row.height() - GAP)
    left, top = card.x() + PADDING, card.y() + PADDING
    header = QRect(left, top, card.width() - 2 * PADDING, line)
    fit = copies_that_fit(row.width())
    last_offset = max(members - 1 - fit, 0)
    offset = min(max(offset, 0), last_offset)
    shown_members = [0, *range(1 + offset, min(1 + offset + fit, members))]
    wide = picture_width(row.width())
    tiles = []
    for place, member in enumerate(shown_members):
        x, y = left + place * (wide + GAP), top + line + GRID
        text = y + PICTURE_HEIGHT + GRID // 2
        lines = tuple(QRect(x, text + number * line, wide, line) for number in range(_LINES))
        whole = QRect(x, y, wide, PICTURE_HEIGHT + GRID // 2 + _LINES * line)
        tick = QRect(x + wide - _TICK - GRID // 2, y + GRID // 2, _TICK, _TICK)
        tiles.append(TileBox(member, whole, QRect(x, y, wide, PICTURE_HEIGHT), tick, lines))
    middle = top + line + GRID + PICTURE_HEIGHT // 2 - _ARROW // 2
    hidden_after = max(members - 1 - offset - fit, 0)
    before = QRect(tiles[0].picture.right() + GAP // 2 - _ARROW // 2, middle, _ARROW, _ARROW) if offset else None
    after = None
    if hidden_after:
        after = QRect(tiles[-1].picture.right() - 7 * GRID - GRID // 2, middle, 7 * GRID, _ARROW)
    return CardBox(card, header, tuple(tiles), before, after, hidden_after)


class CardState(Protocol):
    """What the delegate asks its view about a row."""

    def offset(self, group_id: int) -> int:
        """Copies scrolled out on the left of a card."""

    def current_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member with the keyboard focus, or None when another row or widget has it."""

    def hovered_tile(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The member under the pointer, if it is on this row."""


class GroupDelegate(QStyledItemDelegate):
    """Paints groups; no widget is made for any."""

    def __init__(self, state: CardState, ticks: Ticks, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._state, self._ticks, self._theme, self._thumbnails = state, ticks, theme, thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every group."""
        return QSize(320, card_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one group's card."""
        group: Group | None = index.data(GroupsModel.GROUP)
        if group is None:
            return
        rect: QRect = option.rect
        box = lay_out(rect, len(group.members), self._state.offset(group.id))
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(box.card, _CORNER, _CORNER)
        outline(painter, box.card, colours["border"], width=1, radius=_CORNER)
        self._paint_header(painter, box, group)
        for tile in box.tiles:
            self._paint_tile(painter, tile, group, index)
        if box.before is not None:
            self._paint_arrow(painter, box.before, "back", "")
        if box.after is not None:
            self._paint_arrow(painter, box.after, "forward", f"+{box.hidden_after}")
        painter.restore()

    def _paint_header(self, painter: QPainter, box: CardBox, group: Group) -> None:
        colours, rect = self._theme.colours, QRect(box.header)
        title = count(len(group.members) - 1, "copy", "copies")
        bold = font(bold=True)
        draw_text(painter, rect, title, colours["text"], written=bold)
        rect.setLeft(rect.left() + QFontMetrics(bold).horizontalAdvance(title) + GRID)
        total = Total.of(group, self._ticks.ticked(group))
        freed = tr("{size} could be freed").format(size=size_in_words(group.spare_bytes))
        if total.files:
            freed = tr("{files} ticked, {size}").format(files=number(total.files), size=size_in_words(total.bytes))
        draw_text(painter, rect, freed, colours["text_dim"], written=font())
        rect.setLeft(rect.left() + QFontMetrics(font()).horizontalAdvance(freed) + 3 * GRID)
        if group.keeper.reason and rect.width() > 15 * GRID:
            reason = tr("The one to keep {reason}").format(reason=said(group.keeper.reason))
            draw_text(painter, rect, reason, colours["text_dim"], written=font(0.92), align=Qt.AlignmentFlag.AlignRight)

    def _paint_tile(
        self, painter: QPainter, tile: TileBox, group: Group, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, member = self._theme.colours, group.members[tile.member]
        ratio = painter.device().devicePixelRatioF()
        asked = in_steps(tile.picture.size())
        pixmap = self._thumbnails.pixmap(member.photo, asked, ratio)
        missing = self._thumbnails.missing(member.photo, asked, ratio)
        draw_picture(painter, tile.picture, pixmap, colours, missing=missing)
        ticked = member.path in self._ticks.ticked(group)
        if ticked:
            draw_veil(painter, tile.picture, colours)
        if self._state.hovered_tile(index) == tile.member:
            outline(painter, tile.picture, colours["border_strong"], width=2, radius=6)
        if self._state.current_tile(index) == tile.member:
            outline(painter, tile.picture.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=8)
        kind = None if member.keeper else member.kind
        draw_chip(painter, tile.picture, kind, colours, beside=_TICK + GRID // 2)
        protected = self._ticks.is_protected(group, member)
        if ticked or protected or not self._ticks.obstacle(group, member):
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
            painter, tile.lines[1], shown(member.path.parent), colours["text_dim"], written=small,
            elide=Qt.TextElideMode.ElideLeft,
        )  # fmt: skip
        photo = member.photo
        facts = f"{dimensions(photo.width, photo.height)} · {size_in_words(photo.bytes)}"
        draw_text(painter, tile.lines[2], facts, colours["text_dim"], written=small)
        problem = self._ticks.problem(member)
        if problem:
            draw_text(painter, tile.lines[3], sentence(problem), colours["notice_text"], written=small)
        elif not member.keeper:
            draw_text(painter, tile.lines[3], sentence(member.reason), colours["text_dim"], written=small)

    def _paint_arrow(self, painter: QPainter, rect: QRect, drawing: str, text: str) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        outline(painter, rect, colours["border_strong"], width=1, radius=rect.height() / 2)
        side = 2 * GRID
        ratio = painter.device().devicePixelRatioF()
        sign = picture(drawing, colours["text"].name(), side, ratio)
        if text:
            words = rect.adjusted(GRID + 2, 0, -side - GRID // 2, 0)
            draw_text(painter, words, text, colours["text"], written=chip_font())
            painter.drawPixmap(rect.right() - side - GRID // 2, rect.center().y() - side // 2 + 1, sign)
        else:
            painter.drawPixmap(rect.center().x() - side // 2, rect.center().y() - side // 2 + 1, sign)
