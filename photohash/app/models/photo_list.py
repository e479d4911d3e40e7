"""Every photo that was asked for, as many as there are: the list knows ids, and facts only of what is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from photohash.app.models.photos import PhotosModel, Tile, tile_data
from photohash.core.translation import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

BLOCK = 64
"""Photos that are read at a time."""

_BLOCKS = 48
"""Blocks that are kept, the last used ones: several screens full, however large the library is."""


class PhotoListModel(QAbstractListModel):
    """A list of photos in the order of their ids' array; what is not read yet has no tile, and is asked for.

    Signals:
        blocks_wanted(list[int]): numbers of blocks that were looked at and are not there; answer with ``put``.
    """

    blocks_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ids: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._blocks: OrderedDict[int, list[Tile | None]] = OrderedDict()
        self._missing: dict[int, None] = {}
        self._open = True
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    @property
    def ids(self) -> NDArray[np.int64]:
        """The photos in order, int64 [n]."""
        return self._ids

    @property
    def asking(self) -> bool:
        """Whether something was looked at that is about to be asked for."""
        return self._asking.isActive()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of all photos."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile, its name, or its full path as a tip; of a photo that is not read yet only that it is coming."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        tile = self.tile(index.row())
        if tile is None:
            return tr("Photo") if role == Qt.ItemDataRole.AccessibleTextRole else None
        return tile if role == PhotosModel.TILE else tile_data(tile, role)

    def tile(self, row: int) -> Tile | None:
        """The tile in a row, or None while it is not read; it is asked for then."""
        block, place = divmod(row, BLOCK)
        tiles = self._blocks.get(block)
        if tiles is None:
            self._missing[block] = None
            if self._open and not self._asking.isActive():
                self._asking.start()
            return None
        self._blocks.move_to_end(block)
        return tiles[place] if place < len(tiles) else None

    def photo_id(self, row: int) -> int:
        """The id of the photo in a row."""
        return int(self._ids[row])

    def ids_of(self, block: int) -> list[int]:
        """The photos of a block."""
        return [int(number) for number in self._ids[block * BLOCK : (block + 1) * BLOCK]]

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo, or None."""
        found = np.flatnonzero(self._ids == photo_id)
        return int(found[0]) if len(found) else None

    def rows_of(self, photo_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of photos, ascending; those that are not in the list are left out."""
        return np.flatnonzero(np.isin(self._ids, photo_ids))

    def show(self, ids: NDArray[np.int64]) -> None:
        """Begins a new list; with the same photos in the same order only their facts are read again."""
        if np.array_equal(ids, self._ids):
            self._blocks.clear()
            if len(ids):
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self._blocks.clear()
        self._missing.clear()
        self.endResetModel()

    def put(self, block: int, tiles: Mapping[int, Tile]) -> None:
        """Takes in a block that was read: tiles by photo id; a photo that is gone has none."""
        ids = self.ids_of(block)
        if not ids:
            return
        self._blocks[block] = [tiles.get(number) for number in ids]
        while len(self._blocks) > _BLOCKS:
            self._blocks.popitem(last=False)
        self.dataChanged.emit(self.index(block * BLOCK), self.index(block * BLOCK + len(ids) - 1))

    def close(self) -> None:
        """Asks nothing more."""
        self._open = False
        self._asking.stop()

    @Slot()
    def _ask(self) -> None:
        wanted, self._missing = list(self._missing), {}
        self.blocks_wanted.emit([block for block in wanted if block not in self._blocks])
