"""Between Qt's images and the pixels of the library."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from photohash.library.photo import Pixels


def image_of(pixels: Pixels) -> QImage:
    """Pixels, uint8 [h, w, 3], as an RGB32 image of its own, which the screen draws fastest."""
    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    into = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
    into[...] = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2BGRA)
    return image


def resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """A picture of another width and height. Unlike Qt's own, it lets the window go on meanwhile."""
    shrinks = size[0] * size[1] < pixels.shape[0] * pixels.shape[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image, uint8 [h, w, 3], what is transparent on white, as photos are read."""
    opaque = QImage(image.size(), QImage.Format.Format_RGB888)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(opaque.rect(), image)
    painter.end()
    rows = np.frombuffer(opaque.constBits(), dtype=np.uint8).reshape(opaque.height(), opaque.bytesPerLine())
    return rows[:, : 3 * opaque.width()].reshape(opaque.height(), opaque.width(), 3).copy()
