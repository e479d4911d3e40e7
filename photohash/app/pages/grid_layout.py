"""Where each photo of a grid stands, by arithmetic alone: a million of them cost no more than ten.

A grid is sections of rows of equal cells, one below the other; a section may have a heading above it. All figures are
device-independent pixels from the top left corner of the whole grid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a section.

    Attributes:
        section: number of the section.
        rect: where it is.
    """

    section: int
    rect: QRect


class GridLayout:
    """The geometry of one grid; it does not change.

    Args:
        total: how many photos there are.
        starts: the first photo of each section, ascending, the first one 0; empty for one section.
        columns: photos side by side, at least 1.
        cell: size of a photo's place.
        heading: height of a heading; 0 for none.
    """

    def __init__(self, total: int, starts: Sequence[int], columns: int, cell: QSize, heading: int) -> None:
        self.total, self.columns, self.cell, self.heading = total, max(columns, 1), cell, heading
        self._starts = list(starts) or [0]
        self._tops: list[int] = []
        self._first_lines: list[int] = []
        top = lines = 0
        for start, end in pairwise([*self._starts, total]):
            self._tops.append(top)
            self._first_lines.append(lines)
            lines += self._lines(end - start)
            top += heading + self._lines(end - start) * cell.height()
        self._all_lines = lines
        self.height = top if total else 0

    def rect(self, row: int) -> QRect:
        """The place of a photo."""
        section = self.section_of(row)
        line, column = divmod(row - self._starts[section], self.columns)
        top = self._tops[section] + self.heading + line * self.cell.height()
        return QRect(QPoint(column * self.cell.width(), top), self.cell)

    def row_at(self, point: QPoint) -> int | None:
        """The photo whose place a point is in, or None."""
        if not 0 <= point.x() < self.columns * self.cell.width() or not 0 <= point.y() < self.height:
            return None
        section = self._section_at(point.y())
        inside = point.y() - self._tops[section] - self.heading
        if inside < 0:
            return None
        row = self._starts[section] + inside // self.cell.height() * self.columns + point.x() // self.cell.width()
        return row if row < self._end(section) else None

    def section_of(self, row: int) -> int:
        """The section that a photo is in."""
        return max(bisect_right(self._starts, row) - 1, 0)

    def section_at(self, y: int) -> int:
        """The section at a height; the nearest one beyond both ends."""
        return self._section_at(min(max(y, 0), max(self.height - 1, 0)))

    def top_of(self, section: int) -> int:
        """Where a section begins, its heading included."""
        return self._tops[section]

    def runs(self, area: QRect) -> Iterator[range]:
        """The photos whose places meet an area, as ranges of neighbours, from the top."""
        left = max(area.left(), 0) // max(self.cell.width(), 1)
        right = min(area.right() // max(self.cell.width(), 1), self.columns - 1)
        if right < left or area.right() < 0:
            return
        for section in self._sections(area):
            above = self._tops[section] + self.heading
            start, end = self._starts[section], self._end(section)
            first = max(area.top() - above, 0) // self.cell.height()
            last = min((area.bottom() - above) // self.cell.height(), self._lines(end - start) - 1)
            if left == 0 and right == self.columns - 1 and last >= first:
                yield range(start + first * self.columns, min(start + (last + 1) * self.columns, end))
                continue
            for line in range(first, last + 1):
                begin = start + line * self.columns
                run = range(begin + left, min(begin + right + 1, end))
                if run:
                    yield run

    def headings(self, area: QRect) -> Iterator[Heading]:
        """The headings that meet an area, from the top."""
        if not self.heading or not self.total:
            return
        width = self.columns * self.cell.width()
        for section in self._sections(area):
            rect = QRect(0, self._tops[section], width, self.heading)
            if rect.bottom() >= area.top() and rect.top() <= area.bottom():
                yield Heading(section, rect)

    def below(self, row: int, lines: int) -> int:
        """The photo some lines further down, in the same column or the last before it; upwards for fewer than 0."""
        section = self.section_of(row)
        line, column = divmod(row - self._starts[section], self.columns)
        wanted = min(max(self._first_lines[section] + line + lines, 0), self._all_lines - 1)
        section = bisect_right(self._first_lines, wanted) - 1
        start = self._starts[section] + (wanted - self._first_lines[section]) * self.columns
        return min(start + column, self._end(section) - 1)

    @property
    def _last(self) -> int:
        return len(self._starts) - 1

    def _lines(self, photos: int) -> int:
        return -(-photos // self.columns)

    def _end(self, section: int) -> int:
        return self._starts[section + 1] if section < self._last else self.total

    def _section_at(self, y: int) -> int:
        return max(bisect_right(self._tops, y) - 1, 0)

    def _sections(self, area: QRect) -> range:
        if not self.total or area.bottom() < 0 or area.top() >= self.height:
            return range(0)
        return range(self._section_at(max(area.top(), 0)), self._section_at(area.bottom()) + 1)
