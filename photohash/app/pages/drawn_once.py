"""What is painted over and over as it is: put together once, and laid on the widget after that."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

_BYTES = 32 << 20
"""What is kept: some screens full of small pictures."""

_LARGEST = 512
"""Sides beyond this, in device pixels, are painted anew each time: few are in view at once."""


class DrawnOnce:
    """Drawings by key and size, those used last.

    To round off the corners of a scaled picture takes as long as to lay five finished ones down.

    Args:
        most: bytes that are kept.

    Attributes:
        kept: bytes that are kept now.
    """

    def __init__(self, most: int = _BYTES) -> None:
        self._most = most
        self._drawings: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self.kept = 0

    def draw(self, painter: QPainter, box: QRect, key: Hashable, paint: Callable[[QPainter, QRect], object]) -> None:
        """Draws into a box, and nothing beyond it.

        Args:
            painter: on a widget or a picture, moved at most.
            box: where.
            key: the same for what looks the same in a box of this size.
            paint: gets a painter and a box of the same size, and paints it; it may leave parts of it as they are.
        """
        ratio = painter.device().devicePixelRatioF()
        wide, high = round(box.width() * ratio), round(box.height() * ratio)
        if ratio != int(ratio) or not 0 < wide <= _LARGEST or not 0 < high <= _LARGEST:
            paint(painter, box)
            return
        whole = (key, wide, high, ratio)
        drawing = self._drawings.get(whole)
        if drawing is None:
            drawing = self._keep(whole, _drawing(QSize(wide, high), ratio, paint))
        else:
            self._drawings.move_to_end(whole)
        painter.drawPixmap(box.topLeft(), drawing)

    def _keep(self, key: Hashable, drawing: QPixmap) -> QPixmap:
        self._drawings[key] = drawing
        self.kept += _size(drawing)
        while self.kept > self._most and len(self._drawings) > 1:
            self.kept -= _size(self._drawings.popitem(last=False)[1])
        return drawing


def _drawing(size: QSize, ratio: float, paint: Callable[[QPainter, QRect], object]) -> QPixmap:
    made = QPixmap(size)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRect(QPoint(0, 0), made.deviceIndependentSize().toSize()))
    painter.end()
    return made


def _size(drawing: QPixmap) -> int:
    return drawing.width() * drawing.height() * drawing.depth() // 8
