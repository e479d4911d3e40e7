"""Photos that may belong to an album, each with its buttons: add it, not this, or add all up to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip

from photohash.app.icons import picture
from photohash.app.models.albums import SuggestionsModel
from photohash.app.pages.cluster_card import draw_mark
from photohash.app.pages.painting import draw_text
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.pages.photo_tile import TileDelegate
from photohash.app.theme import GRID, Theme, font
from photohash.app.thumbnails import Thumbnails
from photohash.core.translation import TextTable, Words, tr

_GAP = GRID // 2
_SIGN = 18


class LabelAnswer(IntEnum):
    """What can be said of a suggestion."""

    ADD = 0
    NOT_THIS = 1
    ADD_SO_FAR = 2


_SIGNS = {LabelAnswer.ADD: "check", LabelAnswer.NOT_THIS: "close", LabelAnswer.ADD_SO_FAR: "add-up-to"}
ANSWERS: Mapping[LabelAnswer, Words] = TextTable(
    {
        LabelAnswer.ADD: "Add to the album (Enter or Y)",
        LabelAnswer.NOT_THIS: "Not this (N)",
        LabelAnswer.ADD_SO_FAR: "Add all up to this (Shift+Y)",
    }
)


def answer_places(cell: QRect) -> dict[LabelAnswer, QRect]:
    """Where the buttons of a suggestion are in its place: a row at the bottom, the first as wide as there is room."""
    high = QFontMetrics(font()).height() + GRID
    row = QRect(cell.x() + GRID, cell.bottom() - GRID // 2 - high, cell.width() - 2 * GRID, high)
    small = min(high + GRID // 2, (row.width() - 2 * _GAP) // 3)
    right = QRect(row.right() - small + 1, row.y(), small, high)
    middle = right.translated(-small - _GAP, 0)
    first = QRect(row.x(), row.y(), middle.x() - _GAP - row.x(), high)
    return {LabelAnswer.ADD: first, LabelAnswer.NOT_THIS: middle, LabelAnswer.ADD_SO_FAR: right}


class SuggestionGrid(PhotoGrid):
    """A grid of suggestions. A click on a photo opens it as everywhere; the buttons and keys answer.

    Args:
        model: the suggestions.
        theme: the look.
        thumbnails: the pictures.
        least: width that a picture has at least.
        name: gives the name of an album by its number.

    Signals:
        answered(LabelAnswer, int): a button was pressed, or Enter, at a photo; its number.
    """

    answered = Signal(object, int)
    extra_height = GRID + GRID // 2
    keys_reach_it = True

    def __init__(
        self,
        model: SuggestionsModel,
        theme: Theme,
        thumbnails: Thumbnails,
        *,
        least: int,
        name: Callable[[int], str],
    ) -> None:
        self._pointed: tuple[int, LabelAnswer] | None = None
        super().__init__(model, theme, thumbnails, least=least)
        self._suggestions = model
        self.album, self.doubts = 0, False
        self._delegate = _SuggestionDelegate(self, theme, thumbnails, name)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Suggestions"))
        self.setAccessibleDescription(
            tr(
                "Enter or Y adds the photo, or all that are selected. N says that it is not of the album. Shift and Y "
                "adds all up to it."
            )
        )

    @property
    def pointed(self) -> tuple[int, LabelAnswer] | None:
        """The button under the pointer: its row and what it says."""
        return self._pointed

    def photos_so_far(self, photo: int) -> tuple[int, ...]:
        """The photos from the first suggestion up to one, which is among them."""
        row = self._suggestions.row_of(photo)
        return () if row is None else tuple(self._suggestions.photo_id(place) for place in range(row + 1))

    def in_view(self) -> int:
        """How many suggestions are in view, or were scrolled past."""
        area = QRect(0, self.verticalOffset(), self.viewport().width(), self.viewport().height())
        return max((run.stop for run in self.geometry_of_photos.runs(area)), default=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; all else is as in every grid."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not event.modifiers():
            self.answered.emit(LabelAnswer.ADD, self._suggestions.photo_id(index.row()))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a button begins no frame."""
        if self._button_at(event.position().toPoint()) is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a button answers."""
        found = self._button_at(event.position().toPoint())
        if found is None or self._pressed is not None or event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        row, answer = found
        self.answered.emit(answer, self._suggestions.photo_id(row))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the button under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self._button_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._point_at(None)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tells what a button does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._button_at(event.pos())
            if found is not None:
                QToolTip.showText(event.globalPos(), ANSWERS[found[1]], self.viewport())
                return True
        return super().viewportEvent(event)

    def button(self, row: int, answer: LabelAnswer) -> QRect:
        """Where a button is in the viewport."""
        return answer_places(self.visualRect(self._suggestions.index(row)))[answer]

    def _button_at(self, point: QPoint) -> tuple[int, LabelAnswer] | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        places = answer_places(self.visualRect(index))
        return next(((index.row(), answer) for answer, rect in places.items() if rect.contains(point)), None)

    def _point_at(self, found: tuple[int, LabelAnswer] | None) -> None:
        if found != self._pointed:
            self._pointed = found
            self.viewport().update()


class _SuggestionDelegate(TileDelegate):
    has_captions = False

    def __init__(self, view: SuggestionGrid, theme: Theme, thumbnails: Thumbnails, name: Callable[[int], str]) -> None:
        super().__init__(theme, thumbnails)
        self._view, self._name = view, name

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        colours, pointed = self._theme.colours, self._view.pointed
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for answer, rect in answer_places(QRect(option.rect)).items():
            under = pointed == (index.row(), answer)
            add = answer is LabelAnswer.ADD
            painter.setPen(Qt.PenStyle.NoPen if add else colours["border_strong"])
            if add:
                painter.setBrush(colours["accent_hover" if under else "accent"])
            else:
                painter.setBrush(colours["hover" if under else "surface"])
            painter.drawRoundedRect(rect, GRID // 2 + 2, GRID // 2 + 2)
            self._paint_words(painter, rect, answer)
        painter.restore()
        if second := self._second(index):
            draw_mark(painter, QRect(option.rect).adjusted(GRID, GRID, -GRID, -GRID), second, colours, keep=False)

    def _paint_words(self, painter: QPainter, rect: QRect, answer: LabelAnswer) -> None:
        ink = self._theme.colours["accent_text" if answer is LabelAnswer.ADD else "text"]
        sign = picture(_SIGNS[answer], ink.name(), _SIGN, painter.device().devicePixelRatioF())
        words, written = tr("Add"), font(bold=True)
        wide = QFontMetrics(written).horizontalAdvance(words)
        at = QPoint(rect.center().x() - _SIGN // 2 + 1, rect.center().y() - _SIGN // 2 + 1)
        if answer is LabelAnswer.ADD and _SIGN + _GAP + wide + GRID <= rect.width():
            at.setX(rect.center().x() - (_SIGN + _GAP + wide) // 2)
            text = QRect(at.x() + _SIGN + _GAP, rect.y(), wide + 2, rect.height())
            draw_text(painter, text, words, ink, written=written)
        painter.drawPixmap(at, sign)

    def _second(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Which other album the photo may be of."""
        model = index.model()
        found = model.suggestion(index.row()) if isinstance(model, SuggestionsModel) else None
        if found is None or found.second is None or not self._view.doubts:
            return ""
        other = found.second if found.album == self._view.album else found.album
        return tr("or {album}?").format(album=self._name(other))
