"""The icon set: simple strokes in ``resources/icons``, drawn in whatever colour the theme asks for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from photohash.core.resources import resource

_INK = b"#000000"


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """An icon in one colour, sharp at the sizes the window uses, with a fainter copy for disabled controls."""
    return _icon(name, colour.name(), None if disabled is None else disabled.name())


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str | None) -> QIcon:
    made = QIcon()
    for side in (16, 20, 24, 32, 48):
        for ratio in (1.0, 2.0):
            made.addPixmap(picture(name, colour, side, ratio))
            if disabled is not None:
                made.addPixmap(picture(name, disabled, side, ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=512)
def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of ``side`` device-independent pixels.

    Args:
        name: file name in ``resources/icons`` without its ending.
        colour: "#rrggbb"; takes the place of black in the drawing.
        side: width and height.
        ratio: device pixels per device-independent pixel.
    """
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(_INK, colour.encode())))
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=64)
def _drawing(name: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes()
