"""All photos of the library in one grid, each a way into its similar photos."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from photohash.app.models.photos import PhotosModel
from photohash.app.pages.frame import Empty, Head, lay_out
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, size_in_words
from photohash.core.translation import tr


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
        self.grid.setAccessibleName(tr("All photos"))
        self.head = Head(tr("All photos"))
        self._empty = Empty("picture", tr("No photos yet"), tr("They appear here as they are read."), theme)
        self._stack = lay_out(self, self.head, self.grid, self._empty, QMargins(2 * GRID, 0, 0, 0))
        self.grid.chosen.connect(self.chosen)
        self.tell(0, 0, 0)

    def tell(self, photos: int, files: int, octets: int) -> None:
        """Says how large the library is."""
        if files == photos:
            words = tr("{photos}, {size}. Open one to see what is similar.")
        else:
            words = tr("{photos} in {files}, {size}. Open one to see what is similar.")
        told = words.format(photos=count(photos, "photo"), files=count(files, "file"), size=size_in_words(octets))
        self.head.say(told if photos else "")
        self._stack.setCurrentIndex(0 if photos else 1)
