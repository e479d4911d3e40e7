"""The albums as a list whose names can be typed in place, and lists of photos of which only those in view are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from photohash.app.models.clusters import FindPhoto
from photohash.app.models.photo_list import PhotoListModel
from photohash.app.models.photos import Tile
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.albums.album import Album
from photohash.library.albums.suggestions import Suggestion

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

DRAFT = Album(0, "", 0, 0)
"""An album whose name is being typed."""


class AlbumsModel(QAbstractListModel):
    """One row for each album, by name; before them the one that is being named.

    Signals:
        covers_wanted(list[int]): albums that were looked at and whose first photos are not known; answer with
            ``put_covers``.
        named(int, str): another name was typed for an album; 0 for a new one.
    """

    ALBUM = Qt.ItemDataRole.UserRole + 1

    covers_wanted = Signal(object)
    named = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._albums: list[Album] = []
        self._draft: Album | None = None
        self._covers: dict[int, tuple[Album, tuple[int, ...]]] = {}
        self._missing: dict[int, Album] = {}
        self._asked: dict[int, Album] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    @property
    def asking(self) -> bool:
        """Whether something was looked at that is about to be asked for."""
        return self._asking.isActive()

    @property
    def albums(self) -> Sequence[Album]:
        """The albums, by name, without one that is being named."""
        return self._albums

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of albums."""
        return 0 if parent.isValid() else len(self._albums) + (self._draft is not None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The album, its name, or a sentence on it."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        album = self.album(index.row())
        if role == self.ALBUM:
            return album
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return album.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((album.name or tr("New album"), count(album.photos, "photo")))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A name was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        album, name = self.album(index.row()), " ".join(str(value).split())
        if not name or name == album.name:
            return False
        shown = replace(album, name=name)
        if album.id:
            self._albums[index.row() - (self._draft is not None)] = shown
        else:
            self._draft = shown
        self.dataChanged.emit(index, index)
        self.named.emit(album.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every name can be typed anew."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.isValid() else known

    def album(self, row: int) -> Album:
        """The album in a row."""
        if self._draft is not None:
            return self._draft if row == 0 else self._albums[row - 1]
        return self._albums[row]

    def row_of(self, album: int) -> int | None:
        """The row of an album."""
        return next((row for row in range(self.rowCount()) if self.album(row).id == album), None)

    def begin_draft(self) -> QModelIndex:
        """Puts an album without a name before the others."""
        if self._draft is None:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._draft = DRAFT
            self.endInsertRows()
        return self.index(0)

    def drop_draft(self) -> None:
        """Takes the album without a name away again."""
        if self._draft is not None:
            self.beginRemoveRows(QModelIndex(), 0, 0)
            self._draft = None
            self.endRemoveRows()

    @property
    def is_naming(self) -> bool:
        """Whether there is an album whose name is not in the library yet."""
        return self._draft is not None

    def show(self, albums: Sequence[Album]) -> None:
        """Lists other albums; one that is still being named stays before them."""
        if list(albums) == self._albums and not (self._draft is not None and self._draft.name):
            return
        self.beginResetModel()
        if self._draft is not None and self._draft.name:
            self._draft = None
        self._albums = list(albums)
        self.endResetModel()

    def covers(self, album: Album) -> tuple[int, ...]:
        """The first photos of an album; those known so far, and asked for where they may be others now."""
        known = self._covers.get(album.id)
        stale = album.id > 0 and album.photos and (known is None or known[0] != album)
        if stale and self._asked.get(album.id) != album:
            self._missing[album.id] = album
            if not self._asking.isActive():
                self._asking.start()
        return known[1] if known is not None and album.photos else ()

    def put_covers(self, covers: Mapping[int, tuple[int, ...]]) -> None:
        """Takes in the first photos of albums."""
        for album, photos in covers.items():
            if album in self._asked:
                self._covers[album] = self._asked.pop(album), photos
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    @Slot()
    def _ask(self) -> None:
        wanted, self._missing = self._missing, {}
        self._asked |= wanted
        self.covers_wanted.emit(list(wanted))


class FoundPhotosModel(PhotoListModel):
    """Photos by number; of those in view the facts are asked for one by one.

    Args:
        find: gives a photo when it is at hand.
    """

    def __init__(self, find: FindPhoto) -> None:
        super().__init__()
        self._find = find

    def tile(self, row: int) -> Tile | None:
        """The tile in a row, or None while it is not read; it is asked for then."""
        photo = self._find(self.photo_id(row))
        return None if photo is None else Tile(photo)


class SuggestionsModel(FoundPhotosModel):
    """Photos that may belong to an album, with what is known of each beside the photo."""

    def __init__(self, find: FindPhoto) -> None:
        super().__init__(find)
        self.suggestions: Mapping[int, Suggestion] = {}

    def suggestion(self, row: int) -> Suggestion | None:
        """What was found of the photo in a row."""
        return self.suggestions.get(self.photo_id(row))
