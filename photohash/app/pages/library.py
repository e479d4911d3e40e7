"""All photos of the library in one grid, each a way into its similar photos."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from photohash.app.models.photos import PhotosModel
from photohash.app.pages.frame import Empty, Head
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, size_in_words


class LibraryPage(QWidget):
    """Every photo.

    Signals:
        chosen(int): a photo was opened; its id.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.model = PhotosModel()
        self.grid = PhotoGrid(self.model, theme, thumbnails, least=144)
        self.grid.setAccessibleName("All photos")
        self.head = Head("All photos")
        self._empty = Empty("picture", "No photos yet", "They appear here as they are read.", theme)
        self._framed = QWidget()
        frame = QVBoxLayout(self._framed)
        frame.setContentsMargins(2 * GRID, 0, 0, 0)
        frame.addWidget(self.grid)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._framed)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._stack, 1)
        self.grid.chosen.connect(self.chosen)
        self.tell(0, 0, 0)

    def tell(self, photos: int, files: int, octets: int) -> None:
        """Says how large the library is."""
        extra = f" in {count(files, 'file')}" if files != photos else ""
        self.head.say(
            f"{count(photos, 'photo')}{extra}, {size_in_words(octets)}. Open one to see what is similar."
            if photos
            else ""
        )
        self._stack.setCurrentWidget(self._framed if photos else self._empty)
