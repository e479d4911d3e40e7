"""Photos in a grid: the whole library, or what is similar to one photo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.app.labels import kind_meaning, plain_tip
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Kind, Photo

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Tile:
    """A photo in a grid.

    Attributes:
        photo: which.
        kind: what it is to the photo asked about, where that was verified.
    """

    photo: Photo
    kind: Kind | None = None

    @property
    def name(self) -> str:
        """File name of the photo's first file."""
        return shown(self.photo.files[0].path.name) if self.photo.files else tr("No file left")

    @property
    def caption(self) -> str:
        """A second line: where it lies."""
        return shown(self.photo.files[0].path.parent.name) if self.photo.files else ""


def tile_data(tile: Tile, role: int) -> Any:
    """What a view asks of a tile: its name, what is said of it, or its full path and meaning as a tip."""
    if role == Qt.ItemDataRole.DisplayRole:
        return tile.name
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return ", ".join(filter(None, (tile.name, kind_label(tile.kind), tile.caption)))
    if role == Qt.ItemDataRole.ToolTipRole:
        lines = [shown(file.path) for file in tile.photo.files]
        return plain_tip("\n".join([*lines, *filter(None, [kind_meaning(tile.kind)])]))
    return None


class PhotosModel(QAbstractListModel):
    """A list of tiles, all of them at hand."""

    TILE = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[Tile] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of photos."""
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile, its name, or its full path and meaning as a tip."""
        if not index.isValid() or index.row() >= len(self._tiles):
            return None
        tile = self._tiles[index.row()]
        return tile if role == self.TILE else tile_data(tile, role)

    def tile(self, row: int) -> Tile | None:
        """The tile in a row."""
        return self._tiles[row]

    def photo_id(self, row: int) -> int:
        """The id of the photo in a row."""
        return self._tiles[row].photo.id

    def show(self, tiles: Iterable[Tile]) -> None:
        """Begins a new list."""
        self.beginResetModel()
        self._tiles = list(tiles)
        self.endResetModel()
