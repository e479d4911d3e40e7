"""Some photos in a row, as many as there is room for, each marked where it is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photohash.app.icons import picture
from photohash.app.pages.painting import CORNER, draw_picture, draw_veil, outline
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.library.photo import Photo

_SIGN = 18


@dataclass(frozen=True, slots=True)
class StripPhoto:
    """A photo of a strip.

    Attributes:
        photo: which; None for one that is not in the library any more.
        right: whether it is what was looked for; None where that is not asked.
    """

    photo: Photo | None
    right: bool | None = None


class PhotoStrip(QWidget):
    """Pictures beside each other.

    Args:
        theme: of the window.
        thumbnails: of the window.
        side: of each picture's box, in pixels.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails, side: int = 9 * GRID) -> None:
        super().__init__()
        self._theme, self._thumbnails, self._side = theme, thumbnails, side
        self._photos: tuple[StripPhoto, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def photos(self) -> tuple[StripPhoto, ...]:
        """What it shows."""
        return self._photos

    def show_photos(self, photos: Sequence[StripPhoto], said: str) -> None:
        """Shows photos.

        Args:
            photos: in their order.
            said: what they are, for those who do not see them.
        """
        self._photos = tuple(photos)
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of them beside each other."""
        return QSize(len(self._photos) * (self._side + GRID // 2), self._side)

    def minimumSizeHint(self) -> QSize:
        """One of them."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws those that there is room for; they get smaller first, down to a half."""
        if not self._photos:
            return
        step = min(self._side + GRID // 2, max(self.width() // len(self._photos), self._side // 2 + GRID // 2))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, one in enumerate(self._photos):
            box = QRect(place * step, 0, step - GRID // 2, step - GRID // 2)
            if box.right() >= self.width():
                break
            self._draw(painter, box, one)
        painter.end()

    def _draw(self, painter: QPainter, box: QRect, one: StripPhoto) -> None:
        colours, ratio = self._theme.colours, self.devicePixelRatioF()
        size = QSize(self._side, self._side)
        shown = None if one.photo is None else self._thumbnails.pixmap(one.photo, size, ratio)
        missing = one.photo is None or self._thumbnails.missing(one.photo, size, ratio)
        draw_picture(painter, box, shown, colours, missing=missing)
        if one.right is None:
            return
        if one.right:
            outline(painter, box, colours["accent"], width=3, radius=CORNER)
        else:
            draw_veil(painter, box, colours)
        sign = QRect(box.right() - _SIGN - 1, box.bottom() - _SIGN - 1, _SIGN, _SIGN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent" if one.right else "surface"])
        painter.drawEllipse(sign)
        ink = colours["accent_text" if one.right else "text_dim"]
        if not one.right:
            outline(painter, sign, colours["border_strong"], width=1, radius=_SIGN / 2)
        inner = sign.adjusted(3, 3, -3, -3)
        drawing = picture("check" if one.right else "close", ink.name(), inner.width(), ratio)
        painter.drawPixmap(inner.topLeft(), drawing)
