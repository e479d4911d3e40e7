"""A small dialog that asks for an album: by the first letters of its name, or by a digit for those used last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.albums.album import Album

_DIGITS = 9


class AlbumChooser(QDialog):
    """Asks for an album.

    Args:
        albums: by name.
        last: numbers of those used last, the latest first.
        photos: how many are to be added.
        parent: the window.

    Signals:
        decided(int, str): the album's number, 0 for a new one, and its name.
    """

    decided = Signal(int, str)

    def __init__(self, albums: Sequence[Album], last: Sequence[int], photos: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add to album"))
        self.setMinimumWidth(46 * GRID)
        known = {album.id: album for album in albums}
        recent = [known[number] for number in last if number in known]
        self._albums = [*recent, *(album for album in albums if album not in recent)]
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText(tr("Type a name, or press 1 to 9") if albums else tr("Name of a new album"))
        self.field.setAccessibleName(tr("Album"))
        self.list.setAccessibleName(tr("Albums"))
        self.list.setFixedHeight(36 * GRID)
        words = tr("Add {photos} to an album").format(photos=count(photos, "photo"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(words, "heading", wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._take_current)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits choose while nothing was typed; up and down go through the list while the field has the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            place = event.key() - int(Qt.Key.Key_1)
            if 0 <= place < min(_DIGITS, len(self._albums)) and not self.field.text() and not event.modifiers():
                self._take(self.list.item(place))
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, text: str) -> None:
        wanted = " ".join(text.split())
        found = [album for album in self._albums if wanted.casefold() in album.name.casefold()]
        found.sort(key=lambda album: not album.name.casefold().startswith(wanted.casefold()))
        self.list.clear()
        for place, album in enumerate(found):
            digit = f"{place + 1}   " if place < _DIGITS and not wanted else ""
            self._put(f"{digit}{album.name}   ({count(album.photos, 'photo')})", album.id, album.name)
        if wanted and all(album.name.casefold() != wanted.casefold() for album in found):
            self._put(tr("New album “{name}”").format(name=wanted), 0, wanted)
        self.list.setCurrentRow(0)

    def _put(self, words: str, album: int, name: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, (album, name))
        self.list.addItem(item)

    @Slot()
    def _take_current(self) -> None:
        if self.list.currentItem() is not None:
            self._take(self.list.currentItem())

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        album, name = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.decided.emit(album, name)
