"""Photos dragged within the window: from where they are selected to an album."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDropEvent, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from photohash.app.theme import GRID, Theme, font
from photohash.core.formatting import count

FORMAT = "application/x-photohash-photos"
_LINGER_MS = 700
"""So long photos are held over a button until it does what a click would do."""


def photos_in(what: QMimeData) -> tuple[int, ...]:
    """The photos that are dragged, by number; none where it is something else."""
    if not what.hasFormat(FORMAT):
        return ()
    return tuple(int(number) for number in json.loads(bytes(what.data(FORMAT).data())))


def as_mime_data(photos: Sequence[int]) -> QMimeData:
    """Photos as what is dragged. Other programs are given nothing: no file can be moved by it."""
    made = QMimeData()
    made.setData(FORMAT, json.dumps(list(photos)).encode())
    return made


def drag_photos(source: QWidget, photos: Sequence[int], theme: Theme) -> None:
    """Drags photos from a widget until they are dropped."""
    if not photos:
        return
    drag = QDrag(source)
    drag.setMimeData(as_mime_data(photos))
    drag.setPixmap(_label(count(len(photos), "photo"), theme, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-GRID, -GRID))
    drag.exec(Qt.DropAction.CopyAction)


def _label(words: str, theme: Theme, ratio: float) -> QPixmap:
    written = font(bold=True)
    metrics = QFontMetrics(written)
    size = QSize(metrics.horizontalAdvance(words) + 3 * GRID, metrics.height() + 2 * GRID)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours["accent"])
    painter.drawRoundedRect(0, 0, size.width(), size.height(), GRID, GRID)
    painter.setPen(theme.colours["accent_text"])
    painter.setFont(written)
    painter.drawText(0, 0, size.width(), size.height(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap


class PhotoDrop(QObject):
    """Has a button take photos that are dropped on it; held over it for a while, they press it.

    Args:
        button: takes them.

    Signals:
        dropped(tuple[int, ...]): photos were dropped, by number.
    """

    dropped = Signal(object)

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(_LINGER_MS)
        self._linger.timeout.connect(button.click)
        button.setAcceptDrops(True)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows what is dragged over the button."""
        if event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._linger.stop()
            self._button.setDown(False)
        if isinstance(event, QDropEvent) and photos_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() == QEvent.Type.DragEnter:
                self._button.setDown(True)
                self._linger.start()
            elif event.type() == QEvent.Type.Drop:
                self.dropped.emit(photos_in(event.mimeData()))
            return True
        return super().eventFilter(watched, event)
