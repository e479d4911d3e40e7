"""The steps of the wizard in a row, and which of them one is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photohash.app.icons import picture
from photohash.app.pages.painting import draw_text, outline
from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import number
from photohash.core.translation import tr

_BALL = 3 * GRID


class StepRail(QWidget):
    """Numbers and names of steps; those that are done have a tick, and where there is no room only one is named.

    Args:
        names: of the steps.
        theme: of the window.
    """

    def __init__(self, names: Sequence[str], theme: Theme) -> None:
        super().__init__()
        self._names, self._theme, self._current = tuple(names), theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_step(0)

    def show_step(self, place: int) -> None:
        """Marks a step as the current one."""
        self._current = place
        self.setAccessibleName(
            tr("Step {place} of {steps}: {name}").format(
                place=number(place + 1), steps=number(len(self._names)), name=self._names[place]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(40 * GRID, _BALL + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the steps, with a line between each two."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, bold = font(), font(bold=True)
        widths = [QFontMetrics(bold).horizontalAdvance(name) + GRID for name in self._names]
        least = len(widths) * (_BALL + 2 * GRID)
        named = {place for place in range(len(widths)) if sum(widths) + least <= self.width()} or {self._current}
        taken = sum(_BALL + GRID + (widths[place] if place in named else 0) for place in range(len(widths)))
        gap = min(max((self.width() - taken) // max(len(widths) - 1, 1), GRID), 5 * GRID)
        left, middle = 0, self.height() // 2
        for place, name in enumerate(self._names):
            if place:
                painter.setPen(self._theme.colours["border_strong"])
                painter.drawLine(left, middle, left + gap - GRID, middle)
                left += gap
            self._draw_ball(painter, QRect(left, middle - _BALL // 2, _BALL, _BALL), place)
            left += _BALL + GRID
            if place in named:
                room = QRect(left, 0, min(widths[place], self.width() - left), self.height())
                ink = self._theme.colours["text" if place == self._current else "text_dim"]
                draw_text(painter, room, name, ink, written=bold if place == self._current else plain)
                left += widths[place]
        painter.end()

    def _draw_ball(self, painter: QPainter, box: QRect, place: int) -> None:
        colours = self._theme.colours
        here = place == self._current
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent" if here else "accent_soft" if place < self._current else "surface"])
        painter.drawEllipse(box)
        if place < self._current:
            side = _BALL - GRID
            sign = picture("check", colours["accent"].name(), side, self.devicePixelRatioF())
            painter.drawPixmap(box.x() + GRID // 2, box.y() + GRID // 2, sign)
            return
        if not here:
            outline(painter, box, colours["border_strong"], width=1, radius=_BALL / 2)
        ink = colours["accent_text" if here else "text_dim"]
        align = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, box, number(place + 1), ink, written=font(0.92, bold=True), align=align)
