"""How clusters are laid out and painted: cards that flow in lines, as wide as they have photos, all of one height.

The geometry is a function of sizes alone, so that painting and hit testing cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from photohash.app.icons import picture
from photohash.app.models.clusters import ClustersModel, FindPhoto, photos_in_words
from photohash.app.pages.album_button import SIDE
from photohash.app.pages.painting import (
    CORNER,
    chip_font,
    draw_filled,
    draw_picture,
    draw_text,
    in_steps,
    middle_of,
    outline,
)
from photohash.app.theme import GRID, Colours, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import tr
from photohash.library.cluster_search import ClusterFound

MARGIN = 3 * GRID
GAP = 2 * GRID
PADDING = GRID + GRID // 2
_HALVED_FROM = 8
"""From so many columns on, two cards stand side by side: else a card of a few leaves most of its line white."""

_ROUND = 12
_SIGN = 20


@dataclass(frozen=True, slots=True)
class CardLines:
    """Where cards are: each in a line, beginning at a column and some columns wide.

    Attributes:
        columns: of a line.
        unit: width of a column with its gap, in pixels.
        picture: height of a picture.
        lines: of each card, by row of the model.
        starts: the column of each card.
        spans: how many columns each card has.
        firsts: the first card of each line.
    """

    columns: int
    unit: float
    picture: int
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    spans: tuple[int, ...]
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, sizes: Sequence[int], width: int, least: int) -> CardLines:
        """Lays cards out like words.

        Args:
            sizes: how many photos each cluster has.
            width: of the view.
            least: width that a picture is to have, about.
        """
        room = max(width - 2 * MARGIN + GAP, 1)
        columns = max(room // (least + GAP + PADDING), 2)
        most = columns
        if columns >= _HALVED_FROM:
            columns -= columns % 2
            most = columns // 2
        unit = room / columns
        lines, starts, spans, firsts = [], [], [], []
        line, column = -1, columns
        for row, size in enumerate(sizes):
            span = min(max(size, 1), most)
            if column + span > columns:
                line, column = line + 1, 0
                firsts.append(row)
            lines.append(line)
            starts.append(column)
            spans.append(span)
            column += span
        wide = unit - GAP - 2 * PADDING
        return cls(
            columns, unit, max(round(wide * 3 / 4), 24), tuple(lines), tuple(starts), tuple(spans), tuple(firsts)
        )

    @property
    def line_height(self) -> int:
        """Height of a line with the gap below it."""
        return PADDING + header_height() + GRID // 2 + self.picture + PADDING + GAP

    @property
    def height(self) -> int:
        """Height of all lines."""
        return len(self.firsts) * self.line_height

    def card(self, row: int) -> QRect:
        """A card's place, with the first line at 0."""
        left = round(self.starts[row] * self.unit)
        right = round((self.starts[row] + self.spans[row]) * self.unit)
        top = self.lines[row] * self.line_height
        return QRect(MARGIN + left, top, right - left - GAP, self.line_height - GAP)


def header_height() -> int:
    """Height of the first line of a card."""
    return max(QFontMetrics(font()).height() + 2, _SIGN + GRID // 2)


@dataclass(frozen=True, slots=True)
class ClusterBox:
    """Where everything on a card is.

    Attributes:
        header: its first line.
        album: room for what makes an album of the cluster, before the way.
        way: what leads to the map, at the end of the header.
        photos: the places of the first photos.
        more: the place that stands for the photos that have none, or None.
    """

    header: QRect
    album: QRect
    way: QRect
    photos: tuple[QRect, ...]
    more: QRect | None


def lay_out(card: QRect, photos: int, span: int) -> ClusterBox:
    """Places so many photos on a card that is some columns wide."""
    inner = card.adjusted(PADDING, PADDING, -PADDING, -PADDING)
    header = QRect(inner.x(), inner.y(), inner.width(), header_height())
    way = QRect(header.right() - _SIGN - GRID // 2, header.y(), _SIGN + GRID // 2, header.height())
    album = QRect(way.x() - SIDE, header.y(), SIDE, header.height())
    top = header.bottom() + 1 + GRID // 2
    places = min(photos, span)
    wide = (inner.width() - (places - 1) * GRID) / places
    boxes = [
        QRect(inner.x() + round(place * (wide + GRID)), top, round(wide), inner.bottom() - top + 1)
        for place in range(places)
    ]
    more = boxes.pop() if photos > span else None
    return ClusterBox(header, album, way, tuple(boxes), more)


class ClusterCardState(Protocol):
    """What the delegate asks its view about a card."""

    def current_place(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The photo with the keyboard focus, or None when another card or widget has it."""

    def hovered_place(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """The photo under the pointer, if it is on this card."""

    def span(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """How many columns wide the card is."""

    def best(self, cluster: ClusterFound) -> int | None:
        """The sharpest photo of a cluster where it is known."""

    def photos(self, index: QModelIndex | QPersistentModelIndex) -> tuple[int, ...]:
        """The photos of a cluster in the order in which its card shows them."""


class ClusterDelegate(QStyledItemDelegate):
    """Paints clusters; no widget is made for any."""

    def __init__(self, state: ClusterCardState, photo: FindPhoto, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._state, self._photo, self._theme, self._thumbnails = state, photo, theme, thumbnails

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one card."""
        cluster: ClusterFound | None = index.data(ClustersModel.CLUSTER)
        if cluster is None:
            return
        card: QRect = option.rect
        box = lay_out(card, len(cluster.photos), self._state.span(index))
        colours = self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["surface"])
        painter.drawRoundedRect(card, _ROUND, _ROUND)
        outline(painter, card, colours["border"], width=1, radius=_ROUND)
        self._paint_header(painter, box, cluster, index)
        best, current, hovered = (
            self._state.best(cluster),
            self._state.current_place(index),
            self._state.hovered_place(index),
        )
        photos = self._state.photos(index)
        for place, rect in enumerate(box.photos):
            self._paint_photo(painter, rect, photos[place])
            if photos[place] == best:
                draw_mark(painter, rect, tr("Sharpest"), colours)
            self._frame(painter, rect, current=current == place, hovered=hovered == place)
        if box.more is not None:
            place = len(box.photos)
            self._paint_more(painter, box.more, photos[place], len(photos) - place)
            self._frame(painter, box.more, current=current == place, hovered=hovered == place)
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, *, current: bool, hovered: bool) -> None:
        colours = self._theme.colours
        if hovered:
            outline(painter, rect, colours["border_strong"], width=2, radius=CORNER)
        if current:
            outline(painter, rect.adjusted(-3, -3, 3, 3), colours["accent"], width=2, radius=CORNER + 2)

    def _paint_header(
        self, painter: QPainter, box: ClusterBox, cluster: ClusterFound, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, rect = self._theme.colours, QRect(box.header)
        title, bold = photos_in_words(len(cluster.photos)), font(bold=True)
        draw_text(painter, rect, title, colours["text"], written=bold)
        rect.setLeft(rect.left() + QFontMetrics(bold).horizontalAdvance(title) + GRID)
        rect.setRight(box.album.left() - GRID)
        model = index.model()
        if isinstance(model, ClustersModel):
            draw_text(painter, rect, model.place_of(cluster), colours["text_dim"], written=font(0.92))
        sign = picture("map", colours["text_dim"].name(), _SIGN, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.way.x() + GRID // 2, middle_of(box.way).y() - _SIGN // 2 + 1, sign)

    def _paint_photo(self, painter: QPainter, rect: QRect, number_of: int) -> None:
        draw_photo(painter, rect, number_of, self._photo, self._theme, self._thumbnails)

    def _paint_more(self, painter: QPainter, rect: QRect, under: int, more: int) -> None:
        self._paint_photo(painter, rect, under)
        veil = self._theme.colours["surface"]
        veil.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(rect, CORNER, CORNER)
        words = tr("and {n} more", more).format(n=number(more))
        ink = self._theme.colours["text"]
        draw_text(
            painter,
            rect.adjusted(4, 0, -4, 0),
            words,
            ink,
            written=font(bold=True),
            align=Qt.AlignmentFlag.AlignHCenter,
        )


def draw_photo(
    painter: QPainter,
    rect: QRect,
    number_of: int,
    find: FindPhoto,
    theme: Theme,
    thumbnails: Thumbnails,
    *,
    fill: bool = False,
) -> None:
    """A photo's picture in its box, or a quiet stand-in while it is not there.

    Args:
        painter: on a widget.
        rect: the box.
        number_of: the photo's id.
        find: gives the photo when it is at hand.
        theme: the look.
        thumbnails: the pictures.
        fill: cut off what would leave a part of the box empty.
    """
    photo = find(number_of)
    wanted = rect.size() * 2 if fill else rect.size() * 9 / 8
    asked, ratio = in_steps(wanted), painter.device().devicePixelRatioF()
    pixmap = None if photo is None else thumbnails.pixmap(photo, asked, ratio)
    missing = photo is not None and thumbnails.missing(photo, asked, ratio)
    if pixmap is None or not (fill or _nearly_fills(rect, pixmap)):
        draw_picture(painter, rect, pixmap, theme.colours, missing=missing)
    else:
        draw_filled(painter, rect, pixmap)


def _nearly_fills(rect: QRect, pixmap: QPixmap) -> bool:
    """Whether a picture is of so nearly the shape of its box that a narrow strip would stay empty beside it."""
    shape = pixmap.width() * rect.height() / max(pixmap.height() * rect.width(), 1)
    return 5 / 6 < shape < 6 / 5


def draw_mark(painter: QPainter, rect: QRect, words: str, colours: Colours, *, keep: bool = True) -> None:
    """A small label in the upper left corner of a picture."""
    written = chip_font()
    metrics = QFontMetrics(written)
    wide = min(metrics.horizontalAdvance(words) + 2 * GRID, rect.width() - GRID)
    at = QRect(rect.x() + GRID // 2, rect.y() + GRID // 2, wide, metrics.height() + GRID // 2)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.chip("keep") if keep else colours["surface"])
    painter.drawRoundedRect(at, at.height() / 2, at.height() / 2)
    ink = colours.chip("text") if keep else colours["text"]
    draw_text(painter, at.adjusted(4, 0, -4, 0), words, ink, written=written, align=Qt.AlignmentFlag.AlignHCenter)
    painter.restore()
