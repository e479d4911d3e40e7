"""A small plot that grows while a run goes on: one line, axes with their names, and the same said in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from photohash.app.pages.painting import draw_text
from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import number
from photohash.core.translation import number_in_words, tr

Point = tuple[float, float]

_HIGHEST = 44 * GRID
"""A plot that is much higher than it is wide shows every fall as a cliff."""

_WIDEST = "0.0008"
"""Of the values that are to be expected beside the end of a line: the plot does not grow when it becomes shorter."""


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What a plot is called.

    Attributes:
        title: above it; what goes up.
        across: under it; what goes on.
        empty: said while there is no point.
    """

    title: str
    across: str
    empty: str


@dataclass(frozen=True, slots=True)
class PlotLayout:
    """Where a plot draws what, in its own pixels.

    Attributes:
        area: between the axes.
        top: the value at its upper edge.
        last: the step at its right edge.
        parts: of the line.
        words: the last value.
        figure: where that stands.
    """

    area: QRect
    top: float
    last: float
    parts: list[list[QPointF]]
    words: str
    figure: QRect


class CurvePlot(QWidget):
    """A line through points, in parts where it begins anew.

    Args:
        words: what it is called.
        theme: of the window.
        top: the greatest value that there can be; None for the greatest there is.
    """

    def __init__(self, words: PlotWords, theme: Theme, top: float | None = None) -> None:
        super().__init__()
        self._words, self._theme, self._top = words, theme, top
        self.parts: list[list[Point]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(28 * GRID, 20 * GRID)
        self.setMaximumHeight(_HIGHEST)
        self.setAccessibleName(words.title)
        theme.changed.connect(self.update)
        self.clear()

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(44 * GRID, 26 * GRID)

    def clear(self) -> None:
        """Takes all points away."""
        self.parts = []
        self._tell()

    def add(self, across: float, up: float, *, anew: bool = False) -> None:
        """Adds a point; ``anew`` begins another part of the line. What is no number is left out."""
        if not (math.isfinite(across) and math.isfinite(up)):
            return
        if anew or not self.parts:
            self.parts.append([])
        self.parts[-1].append((across, up))
        self._tell()

    @property
    def said(self) -> str:
        """What is to be seen, in words."""
        points = [point for part in self.parts for point in part]
        if not points:
            return self._words.empty
        words = tr("{title}: {first} at first, {last} now, {best} at most, {least} at least.")
        values = [up for _, up in points]
        return words.format(
            title=self._words.title, first=_short(values[0]), last=_short(values[-1]),
            best=_short(max(values)), least=_short(min(values)),
        )  # fmt: skip

    def _tell(self) -> None:
        self.setAccessibleDescription(self.said)
        self.setToolTip(self.said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws axes, line and the last value."""
        colours, small = self._theme.colours, font(0.92)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = QRect(0, 0, self.width(), QFontMetrics(small).height() + GRID)
        draw_text(painter, title, self._words.title, colours["text"], written=font(bold=True))
        shown = self.layout_now()
        if shown is None:
            room = self.rect().adjusted(0, title.height(), 0, 0)
            painter.setFont(small)
            painter.setPen(colours["text_dim"])
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._words.empty)
            painter.end()
            return
        self._draw_axes(painter, shown.area, shown.top, shown.last)
        self._draw_line(painter, shown.area, shown.parts)
        draw_text(painter, shown.figure, shown.words, colours["text"], written=font(bold=True))
        painter.end()

    def layout_now(self) -> PlotLayout | None:
        """Where everything is drawn, or None while there is no point.

        The last value stands beside the end of the line, where the line never comes, and keeps its room whatever it is.
        """
        points = [point for part in self.parts for point in part]
        if not points:
            return None
        small, bold = QFontMetrics(font(0.92)), QFontMetrics(font(bold=True))
        top = self._top or _round_up(max(up for _, up in points))
        last = max(across for across, _ in points) or 1.0
        words = _short(points[-1][1])
        wide = max(map(bold.horizontalAdvance, (words, _WIDEST))) + 2
        left = max(small.horizontalAdvance(_short(share * top)) for share in (0, 0.5, 1)) + GRID
        above = small.height() + GRID + GRID + GRID // 2
        area = QRect(left, above, self.width() - left - wide - GRID, self.height() - 2 * small.height() - GRID - above)
        parts = [[_place(area, point, last, top) for point in _thinned(part, area.width())] for part in self.parts]
        figure = QRect(self.width() - wide, 0, wide, bold.height())
        figure.moveTop(round(parts[-1][-1].y()) - bold.height() // 2)
        return PlotLayout(area, top, last, parts, words, figure)

    def _draw_axes(self, painter: QPainter, area: QRect, top: float, last: float) -> None:
        colours, small = self._theme.colours, font(0.92)
        line = QFontMetrics(small).height()
        for share in (0.0, 0.5, 1.0):
            y = round(area.bottom() - share * area.height())
            painter.setPen(QPen(colours["border_strong" if not share else "border"], 1))
            painter.drawLine(area.left(), y, area.right(), y)
            beside = QRect(0, y - line // 2, area.left() - GRID // 2, line)
            align = Qt.AlignmentFlag.AlignRight
            draw_text(painter, beside, _short(share * top), colours["text_dim"], written=small, align=align)
        below = QRect(area.left(), area.bottom() + GRID // 2, area.width(), line)
        draw_text(painter, below, "0", colours["text_dim"], written=small)
        align = Qt.AlignmentFlag.AlignRight
        draw_text(painter, below, number(round(last)), colours["text_dim"], written=small, align=align)
        below.moveTop(below.bottom())
        align = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, below, self._words.across, colours["text_dim"], written=small, align=align)

    def _draw_line(self, painter: QPainter, area: QRect, parts: Sequence[Sequence[QPointF]]) -> None:
        colours = self._theme.colours
        for part in parts[1:]:
            painter.setPen(QPen(colours["border"], 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(part[0].x(), area.top()), QPointF(part[0].x(), area.bottom()))
        painter.setPen(QPen(colours["accent"], 2))
        for part in parts:
            painter.drawPolyline(QPolygonF(list(part)))
        end = parts[-1][-1]
        painter.setBrush(colours["accent"])
        painter.drawEllipse(QRectF(end.x() - 3, end.y() - 3, 6, 6))


def _place(area: QRect, point: Point, last: float, top: float) -> QPointF:
    across, up = point
    share = min(max(up / top, 0.0), 1.0)
    return QPointF(area.left() + area.width() * across / last, area.bottom() - area.height() * share)


def _thinned(part: Sequence[Point], most: int) -> Sequence[Point]:
    """Of more points than there are pixels, one a pixel, and the last."""
    step = max(len(part) // max(most, 1), 1)
    return [*part[:-1:step], part[-1]]


def _round_up(value: float) -> float:
    """To the next number that is easily read."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(times * power for times in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if times * power >= value)


def _short(value: float) -> str:
    return number_in_words(f"{value:.3g}" if value < 100 else f"{value:,.0f}")
