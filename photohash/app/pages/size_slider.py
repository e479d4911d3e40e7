"""How large thumbnails are: one size for every page, chosen on any of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSlider

from photohash.app.theme import GRID
from photohash.core.translation import tr

SMALLEST, LARGEST, STEP = 96, 320, 16
"""Widths of a picture in device-independent pixels."""


class SizeSlider(QSlider):
    """Chooses the width of thumbnails; ``valueChanged`` tells of it."""

    def __init__(self, width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(SMALLEST, LARGEST)
        self.setSingleStep(STEP)
        self.setPageStep(3 * STEP)
        self.setValue(width)
        self.setFixedWidth(10 * GRID)
        self.setAccessibleName(tr("Size of the thumbnails"))
        self.setToolTip(tr("Size of the thumbnails"))

    def show_width(self, width: int) -> None:
        """Shows a size without announcing it."""
        blocker = QSignalBlocker(self)
        self.setValue(width)
        blocker.unblock()
