"""Two bars, before and after, with how sure each figure is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photohash.app.pages.painting import draw_text
from photohash.app.theme import GRID, Theme, font
from photohash.core.translation import number_in_words, tr
from photohash.training.album_report import Estimate

_BAR = 3 * GRID
_WIDEST = 80 * GRID


class ScoreBars(QWidget):
    """How well albums are told apart, 0 to 1, by the model before and the one made; a whisker is the interval.

    Args:
        theme: of the window.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scores: tuple[Estimate, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        theme.changed.connect(self.update)

    def show_scores(self, before: Estimate, after: Estimate) -> None:
        """Shows two figures."""
        self._scores = before, after
        words = tr("How well your albums are told apart, from 0 to 1: {before} before, {after} after")
        self.setAccessibleName(words.format(before=_two(before.mean), after=_two(after.mean)))
        self.update()

    def sizeHint(self) -> QSize:
        """Two bars, one under the other."""
        return QSize(60 * GRID, 2 * (_BAR + GRID))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars."""
        if not self._scores:
            return
        colours, plain, bold = self._theme.colours, font(), font(bold=True)
        names = tr("Before"), tr("After")
        left = max(QFontMetrics(plain).horizontalAdvance(name) for name in names) + 2 * GRID
        right = QFontMetrics(bold).horizontalAdvance("0.00") + 2 * GRID
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (name, score) in enumerate(zip(names, self._scores, strict=True)):
            line = QRect(0, place * (_BAR + GRID) + GRID // 2, self.width(), _BAR)
            draw_text(painter, line.adjusted(0, 0, left - self.width(), 0), name, colours["text"], written=plain)
            track = line.adjusted(left, 0, -right, 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["sunken"])
            painter.drawRoundedRect(track, GRID // 2, GRID // 2)
            bar = QRect(track)
            bar.setWidth(max(round(track.width() * min(max(score.mean, 0.0), 1.0)), GRID))
            painter.setBrush(colours["accent" if place else "text_dim"])
            painter.drawRoundedRect(bar, GRID // 2, GRID // 2)
            self._draw_whisker(painter, track, score)
            value = QRect(track.right() + GRID, line.y(), right - GRID, _BAR)
            draw_text(painter, value, _two(score.mean), colours["text"], written=bold)
        painter.end()

    def _draw_whisker(self, painter: QPainter, track: QRect, score: Estimate) -> None:
        colours = self._theme.colours
        low, high = (track.left() + round(track.width() * min(max(end, 0.0), 1.0)) for end in (score.low, score.high))
        middle, half = track.center().y(), _BAR // 4
        for ink, width in ((colours["surface"], 5), (colours["text"], 2)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(low, middle, high, middle)
            for end in (low, high):
                painter.drawLine(end, middle - half, end, middle + half)


def _two(value: float) -> str:
    return number_in_words(f"{value:.2f}")
