"""Between Qt's images and the pixels of the library."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from photohash.library.photo import Pixels


def image_of(pixels: Pixels) -> QImage:
    """An image of its own of uint8 [h, w, 3]."""
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image, uint8 [h, w, 3], what is transparent on white, as photos are read."""
    opaque = QImage(image.size(), QImage.Format.Format_RGB888)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(opaque.rect(), image)
    painter.end()
    rows = np.frombuffer(opaque.constBits(), dtype=np.uint8).reshape(opaque.height(), opaque.bytesPerLine())
    return rows[:, : 3 * opaque.width()].reshape(opaque.height(), opaque.width(), 3).copy()
