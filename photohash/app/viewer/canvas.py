"""A pane that shows a picture from the shared viewpoint, or two with a line between them, or their difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QSizePolicy, QWidget

from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.geometry import Box, Matrix, around, box_of, size_at
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.viewer.shared_view import SharedView
from photohash.library.photo import Photo

_STAND_IN = QSize(512, 512)
_CRISP = 2.0
"""Device pixels to a picture's pixel from which pixels are shown as squares."""

_WHEEL = 1.0015
"""Factor of one unit of the wheel, of which a notch has 120."""

_REACH = GRID
"""Pixels beside the line of the split that still take hold of it."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A picture in a pane.

    Attributes:
        photo: whose.
        matrix: float64 [3, 3], from its full-size pixels to reference pixels.
    """

    photo: Photo
    matrix: Matrix

    @property
    def box(self) -> Box:
        """The reference pixels that it covers."""
        return box_of(self.matrix, (0.0, 0.0, float(self.photo.width), float(self.photo.height)))

    @property
    def finest(self) -> float:
        """Its pixels to a reference pixel, in its middle."""
        return 1 / max(size_at(self.matrix, self.photo.width / 2, self.photo.height / 2), 1e-9)


class PictureCanvas(QWidget):
    """Shows pictures as large as they are wanted.

    Args:
        view: where they are looked at from; all canvases that have the same one move together.
        pictures: the large ones.
        thumbnails: stand in until those come.
        theme: of the window.

    Signals:
        pressed: it was clicked.
        split_moved(float): the line was dragged; its place, 0 at the left to 1.
    """

    pressed = Signal()
    split_moved = Signal(float)

    def __init__(self, view: SharedView, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__()
        self._view, self._pictures, self._thumbnails, self._theme = view, pictures, thumbnails, theme
        self.layers: tuple[Layer, ...] = ()
        self._split: float | None = None
        self._drawn: tuple[QImage, Layer] | None = None
        self._grabbed: QPointF | None = None
        self._drags_line = False
        self.setMinimumSize(8 * GRID, 8 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        for signal in (view.changed, pictures.arrived, thumbnails.arrived, theme.changed):
            signal.connect(self.update)

    @property
    def split(self) -> float | None:
        """Where the second picture begins, 0 at the left to 1; None where one picture fills the pane."""
        return self._split

    @property
    def complete(self) -> bool:
        """Whether every picture is there as sharp as it is wanted, as against a stand-in."""
        return all(self._tiles(layer) for layer in self.layers) and not self._pictures.waiting

    def show_layers(self, *layers: Layer, split: float | None = None) -> None:
        """Shows one picture, or two with a line between them."""
        self.layers, self._split, self._drawn = layers, split, None
        self.update()

    def show_image(self, image: QImage, over: Layer) -> None:
        """Shows an image in the place of a picture."""
        self._drawn = image, over
        self.update()

    def pane_point(self, x: float, y: float, layer: int = 0) -> QPointF:
        """Where a point of a picture's full-size pixels is seen, from the upper left corner of the pane."""
        transform = _transform(self._to_widget() @ self.layers[layer].matrix)
        return transform.map(QPointF(x, y))

    def one_to_one(self, layer: Layer) -> float:
        """The scale at which a pixel of a picture is a pixel of the screen."""
        return layer.finest / self.devicePixelRatioF()

    def magnification(self, layer: Layer) -> float:
        """Device pixels of the screen that a pixel of a picture takes."""
        return self._view.viewpoint.scale / layer.finest * self.devicePixelRatioF()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws what there is; what is missing has been asked for then."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colours["placeholder"])
        if self._drawn is not None:
            image, over = self._drawn
            painter.setTransform(_transform(self._to_widget() @ over.matrix))
            smooth = self.magnification(over) * over.photo.width / max(image.width(), 1) < _CRISP
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(QRectF(0, 0, over.photo.width, over.photo.height), image)
        elif self._split is not None and len(self.layers) > 1:
            line = self._split * self.width()
            for layer, left, right in ((self.layers[0], 0.0, line), (self.layers[1], line, float(self.width()))):
                painter.setClipRect(QRectF(left, 0, right - left, self.height()))
                self._draw(painter, layer)
            painter.setClipping(False)
            self._draw_line(painter, line)
        elif self.layers:
            self._draw(painter, self.layers[0])
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All panes in sight have one size, so each may tell it."""
        super().resizeEvent(event)
        if self.isVisible():
            self._view.resize((float(self.width()), float(self.height())))

    def showEvent(self, event: QShowEvent) -> None:
        """What comes in sight may have another size than what was."""
        super().showEvent(event)
        self._view.resize((float(self.width()), float(self.height())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel goes nearer around the pointer; two fingers on a pad move, and with Ctrl go nearer."""
        by_pad = not event.pixelDelta().isNull() and event.phase() is not Qt.ScrollPhase.NoScrollPhase
        if by_pad and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.move(event.pixelDelta().x(), event.pixelDelta().y())
        else:
            self._zoom(_WHEEL ** event.angleDelta().y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinches, by pad and by touch."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the picture, or of the line of a split."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.pressed.emit()
        self._grabbed = event.position()
        self._drags_line = self._is_on_line(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags what is held."""
        at = event.position()
        if self._grabbed is None:
            over_line = self._is_on_line(at)
            self.setCursor(Qt.CursorShape.SplitHCursor if over_line else Qt.CursorShape.OpenHandCursor)
            return
        if self._drags_line:
            self.split_moved.emit(min(max(at.x() / max(self.width(), 1), 0.0), 1.0))
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._view.move(at.x() - self._grabbed.x(), at.y() - self._grabbed.y())
        self._grabbed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        self._grabbed, self._drags_line = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Goes to the pixels under the pointer, or back to all of the picture."""
        if event.button() is Qt.MouseButton.LeftButton and self.layers and not self._is_on_line(event.position()):
            self.toggle_pixels(self.layers[0], event.position())

    def toggle_pixels(self, layer: Layer, at: QPointF | None = None) -> None:
        """Shows a picture's pixels one to one around a point of the pane, or all of it if they are shown so already."""
        across, down = (0.0, 0.0) if at is None else (at.x() - self.width() / 2, at.y() - self.height() / 2)
        if abs(self.magnification(layer) - 1) < 1e-3 and not self._view.is_fitted:
            self._view.fit()
        else:
            self._view.go_to_scale(self.one_to_one(layer), across, down)

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._view.zoom(factor, at.x() - self.width() / 2, at.y() - self.height() / 2)

    def _is_on_line(self, at: QPointF) -> bool:
        return self._split is not None and abs(at.x() - self._split * self.width()) <= _REACH

    def _to_widget(self) -> Matrix:
        """From reference pixels to pixels from the upper left corner of the pane."""
        middle = np.array([[1.0, 0.0, self.width() / 2], [0.0, 1.0, self.height() / 2], [0.0, 0.0, 1.0]])
        return np.asarray(middle @ self._view.viewpoint.matrix, np.float64)

    def _tiles(self, layer: Layer) -> list[tuple[QImage, Box]]:
        back = np.asarray(np.linalg.inv(self._to_widget() @ layer.matrix), np.float64)
        visible = box_of(back, (0.0, 0.0, float(self.width()), float(self.height())))
        return list(self._pictures.tiles(layer.photo, self.magnification(layer), visible))

    def _draw(self, painter: QPainter, layer: Layer) -> None:
        painter.save()
        painter.setTransform(_transform(self._to_widget() @ layer.matrix))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.magnification(layer) < _CRISP)
        tiles = self._tiles(layer)
        for image, (left, top, right, bottom) in tiles:
            painter.drawImage(QRectF(left, top, right - left, bottom - top), image)
        if not tiles:
            stand_in = self._thumbnails.pixmap(layer.photo, _STAND_IN, 1.0)
            if stand_in is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                whole = QRectF(0, 0, layer.photo.width, layer.photo.height)
                painter.drawPixmap(whole, stand_in, QRectF(stand_in.rect()))
        painter.restore()

    def _draw_line(self, painter: QPainter, at: float) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.drawLine(QPointF(at, 0), QPointF(at, self.height()))
        painter.setPen(QPen(QColor(255, 255, 255), 2))
        painter.drawLine(QPointF(at, 0), QPointF(at, self.height()))
        painter.setBrush(colours["accent"])
        painter.drawEllipse(QPointF(at, self.height() / 2), 1.5 * GRID, 1.5 * GRID)
        painter.setPen(QPen(colours["accent_text"], 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle, wing = self.height() / 2, GRID / 2
        for side in (-1, 1):
            tip = QPointF(at + side * 1.0 * GRID, middle)
            painter.drawLine(tip, QPointF(at + side * wing, middle - wing))
            painter.drawLine(tip, QPointF(at + side * wing, middle + wing))


def bounds_of(layers: tuple[Layer, ...] | list[Layer]) -> Box:
    """The reference pixels that some pictures cover together."""
    return around(layer.box for layer in layers)


def _transform(matrix: Matrix) -> QTransform:
    m = (matrix / matrix[2, 2]).T
    return QTransform(*(float(value) for value in m.reshape(-1)))
