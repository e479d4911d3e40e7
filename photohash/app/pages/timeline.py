"""The years and months of a grid sorted by date, as a thin line at its side: a place to look and a handle to drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from photohash.app.labels import month_name
from photohash.app.pages.painting import draw_text, outline
from photohash.app.theme import GRID, Theme, font
from photohash.core.translation import tr

_WIDTH = 7 * GRID


@dataclass(frozen=True, slots=True)
class TimelineMonth:
    """A month that there are photos of.

    Attributes:
        month: e.g. "2024-05", or "" for photos without a date.
        row: the first of its photos.
        place: how far down the whole grid they begin, 0 to 1.
    """

    month: str
    row: int
    place: float


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the years are written and the ticks of other months are, in a timeline of some size and letters."""

    whole: tuple[int, int, int]
    years: Sequence[tuple[QRect, str]]
    ticks: Sequence[QRect]


def month_in_words(month: str) -> str:
    """A month as people write it: "May 2024" of "2024-05"; what is no month as it is."""
    year, _, number = month.partition("-")
    if not month:
        return tr("Without a date")
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return month
    return f"{month_name(int(number))} {year}"


class Timeline(QAbstractSlider):
    """Goes to a month: drag, click, or use the arrow keys; the value is the place of the month in the list.

    ``sliderMoved`` and ``actionTriggered`` come from the person, ``valueChanged`` also follows the view.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._months: Sequence[TimelineMonth] = ()
        self._lines: _Lines | None = None
        self.setOrientation(Qt.Orientation.Vertical)
        self.setInvertedAppearance(True)
        self.setInvertedControls(True)
        self.setPageStep(12)
        self.setFixedWidth(self.sizeHint().width())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Timeline"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def months(self) -> Sequence[TimelineMonth]:
        """What is shown, from the top."""
        return self._months

    def show_months(self, months: Sequence[TimelineMonth]) -> None:
        """Takes in the months there are now."""
        self._months = tuple(months)
        self._lines = None
        self.setRange(0, max(len(months) - 1, 0))
        self.update()

    def follow(self, row: int) -> None:
        """Marks the month of the photo at the top of the view."""
        if self.isSliderDown() or not self._months:
            return
        low, high = 0, len(self._months)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._months[middle].row <= row else (low, middle)
        words = month_in_words(self._months[low].month)
        if low == self.value() and words == self.accessibleDescription():
            return
        blocker = QSignalBlocker(self)
        self.setValue(low)
        blocker.unblock()
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As thin as its longest words, and as high as there is room."""
        words = QFontMetrics(font(0.85)).horizontalAdvance(tr("No date"))
        return QSize(max(_WIDTH, words + 2 * GRID), 20 * GRID)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the month under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton and self._months:
            self.setSliderDown(True)
            self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer, with a tip that says which month it is."""
        if self.isSliderDown():
            self._drag(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            QToolTip.hideText()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws a tick for each month, the years where there is room, and where the view is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, written, lines = self._theme.colours, font(0.85), self._laid_out()
        high, dim, strong = QFontMetrics(written).height(), colours["text_dim"], colours["border_strong"]
        for rect, text in lines.years:
            draw_text(painter, rect, text, dim, written=written, align=Qt.AlignmentFlag.AlignRight)
        for rect in lines.ticks:
            painter.fillRect(rect, strong)
        if self._months:
            y = self._y(self.sliderPosition())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent"])
            painter.drawRoundedRect(QRect(self.width() - GRID + 2, y, 4, high), 2, 2)
        if self.hasFocus():
            outline(painter, self.rect(), colours["accent"], width=2, radius=GRID)
        painter.end()

    def _laid_out(self) -> _Lines:
        """What does not change while the view is scrolled."""
        high = QFontMetrics(font(0.85)).height()
        whole = (self.width(), self.height(), high)
        if self._lines is not None and self._lines.whole == whole:
            return self._lines
        years, ticks = [], []
        room = self._room()
        free, year = -high, ""
        for month in self._months:
            y = round(month.place * room)
            begins, year = month.month[:4] != year, month.month[:4]
            if begins and y >= free and y + high <= self.height():
                years.append((QRect(0, y, self.width() - 2 * GRID, high), year or tr("No date")))
                free = y + high + GRID // 2
            elif y >= free:
                ticks.append(QRect(self.width() - GRID - GRID // 2, y + high // 2, 4, 1))
        self._lines = _Lines(whole, years, ticks)
        return self._lines

    def _room(self) -> int:
        return max(self.height() - QFontMetrics(font(0.85)).height(), 1)

    def _y(self, place: int) -> int:
        return round(self._months[place].place * self._room())

    def _drag(self, event: QMouseEvent) -> None:
        share = min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0)
        at = max((place for place, month in enumerate(self._months) if month.place <= share), default=0)
        self.setSliderPosition(at)
        self.update()
        tip = QPoint(-self.width() - 8 * GRID, round(event.position().y()) - 4 * GRID)
        QToolTip.showText(self.mapToGlobal(tip), month_in_words(self._months[at].month), self)
