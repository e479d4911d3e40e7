"""Clusters of look-alikes for the views: the ordered, searched and filtered list, and tiles of the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from photohash.app.labels import day_in_words, plain_tip
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.cluster_search import ClusterFound
from photohash.library.photo import Photo

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_MUCH, _SOMEWHAT = 0.33, 0.15
"""Likenesses: photos of one subject are much alike, strangers seldom even somewhat."""

FindPhoto = Callable[[int], Photo | None]


class Listed(NamedTuple):
    """What is known of every photo: when it was taken, and its paths, the first file's first."""

    taken: str | None
    paths: tuple[str, ...]


class ClusterOrder(Enum):
    """Orders of the clusters; the values are their words."""

    LARGEST = "Largest first"
    NEWEST = "Newest first"
    OLDEST = "Oldest first"
    FOLDER = "By folder"


def date_of(taken: str | None) -> str:
    """The day of a capture time for reading, or "" where there is none."""
    try:
        return day_in_words(datetime.fromisoformat(taken or ""))
    except ValueError:
        return ""


def photos_in_words(photos: int) -> str:
    """How many photos: "7 photos"."""
    return count(photos, "photo")


class ClustersModel(QAbstractListModel):
    """The clusters that pass the search and the folder, in order.

    Args:
        photo: gives a photo by id when it is at hand.

    Signals:
        changed: after the rows changed.
    """

    CLUSTER = Qt.ItemDataRole.UserRole + 1
    changed = Signal()

    def __init__(self, photo: FindPhoto) -> None:
        super().__init__()
        self._photo = photo
        self._all: tuple[ClusterFound, ...] = ()
        self._listing: Mapping[int, Listed] = {}
        self._rows: list[ClusterFound] = []
        self._text = ""
        self._folder: Path | None = None
        self._order = ClusterOrder.LARGEST

    @property
    def total(self) -> int:
        """How many clusters there are without search and folder."""
        return len(self._all)

    @property
    def filtered(self) -> bool:
        """Whether anything is searched for, or a folder chosen."""
        return bool(self._text) or self._folder is not None

    @property
    def photos(self) -> int:
        """How many photos are in the clusters that are listed."""
        return sum(len(cluster.photos) for cluster in self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of clusters listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cluster, or what it is in words."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        cluster = self._rows[index.row()]
        if role == self.CLUSTER:
            return cluster
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            listed = self._listing.get(cluster.centre)
            name = shown(Path(listed.paths[0]).name) if listed else ""
            words = (photos_in_words(len(cluster.photos)), name, self.place_of(cluster))
            return ", ".join(filter(None, words))
        return None

    def cluster(self, row: int) -> ClusterFound:
        """The cluster in a row."""
        return self._rows[row]

    def row_of(self, photo: int) -> int | None:
        """The row of the cluster that holds a photo."""
        return next((row for row, cluster in enumerate(self._rows) if photo in cluster.photos), None)

    def place_of(self, cluster: ClusterFound) -> str:
        """When and where its central photo was taken, as far as that is known."""
        listed = self._listing.get(cluster.centre)
        if listed is None:
            return ""
        return " · ".join(filter(None, (date_of(listed.taken), shown(Path(listed.paths[0]).parent.name))))

    def path_of(self, photo: int) -> Path | None:
        """The first path of a photo."""
        listed = self._listing.get(photo)
        return Path(listed.paths[0]) if listed else None

    def show(self, clusters: Sequence[ClusterFound], listing: Mapping[int, Listed]) -> None:
        """Lists other clusters.

        Args:
            clusters: all, the largest first.
            listing: what is known of each photo.
        """
        self._all, self._listing = tuple(clusters), listing
        self._fill()

    def search(self, text: str) -> None:
        """Lists only clusters with this text in a path of one of their photos."""
        self._text = text.strip().casefold()
        self._fill()

    def set_folder(self, folder: Path | None) -> None:
        """Lists only what lies below a folder; everything without one."""
        self._folder = folder
        self._fill()

    def arrange(self, order: ClusterOrder) -> None:
        """Lists them in another order."""
        self._order = order
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        rows = list(self._all)
        if self._folder is not None:
            inside = [self._inside(cluster, self._folder) for cluster in rows]
            rows = sorted((found for found in inside if found), key=lambda found: -len(found.photos))
        if self._text:
            rows = [cluster for cluster in rows if any(self._matches(photo) for photo in cluster.photos)]
        self._rows = self._arranged(rows)
        self.endResetModel()
        self.changed.emit()

    def _matches(self, photo: int) -> bool:
        listed = self._listing.get(photo)
        return listed is not None and any(self._text in path.casefold() for path in listed.paths)

    def _inside(self, cluster: ClusterFound, folder: Path) -> ClusterFound | None:
        """What of a cluster lies below a folder; None where that is no cluster any more."""
        begin = str(folder / "x")[:-1]
        kept = [
            (photo, distance)
            for photo, distance in zip(cluster.photos, cluster.distances, strict=True)
            if photo in self._listing and any(path.startswith(begin) for path in self._listing[photo].paths)
        ]
        if sum(photo not in cluster.copies for photo, _ in kept) < 2:
            return None
        photos, distances = zip(*kept, strict=True)
        return ClusterFound(photos, distances, cluster.copies)

    def _arranged(self, rows: list[ClusterFound]) -> list[ClusterFound]:
        unknown = Listed(None, ("",))

        def taken(cluster: ClusterFound) -> str:
            return self._listing.get(cluster.centre, unknown).taken or ""

        def folder(cluster: ClusterFound) -> str:
            return str(Path(self._listing.get(cluster.centre, unknown).paths[0]).parent).casefold()

        if self._order is ClusterOrder.FOLDER:
            return sorted(rows, key=folder)
        if self._order is ClusterOrder.NEWEST:
            return sorted(rows, key=taken, reverse=True)
        if self._order is ClusterOrder.OLDEST:  # those of no known time come last either way
            return sorted(rows, key=lambda cluster: (not taken(cluster), taken(cluster)))
        return rows


@dataclass(frozen=True, slots=True)
class ClusterTile:
    """A photo on the map, by itself or as the picture of its cluster.

    Attributes:
        photo: its id.
        photos: how many photos it stands for; 1 for itself alone.
        likeness: from 0 to 1, how like the cluster in the middle it is; None where that is not said.
    """

    photo: int
    photos: int = 1
    likeness: float | None = None

    @property
    def words(self) -> str:
        """What it stands for and how near it is."""
        counted = photos_in_words(self.photos) if self.photos > 1 else ""
        return " · ".join(filter(None, (counted, "" if self.likeness is None else _how_like(self.likeness))))


def _how_like(likeness: float) -> str:
    """How like something is, in words: figures would be taken for more than they are."""
    if likeness >= _MUCH:
        return tr("much alike")
    return tr("somewhat alike") if likeness >= _SOMEWHAT else tr("a little alike")


class _Tiles:
    """What both shapes of tiles have in common: what they say of a tile."""

    TILE = Qt.ItemDataRole.UserRole + 1
    _photo: FindPhoto

    def _said(self, tile: ClusterTile | None, role: int) -> Any:
        if tile is None:
            return None
        if role == self.TILE:
            return tile
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            photo = self._photo(tile.photo)
            path = photo.files[0].path if photo is not None and photo.files else None
            name = "" if path is None else shown(path if role == Qt.ItemDataRole.ToolTipRole else path.name)
            said = filter(None, (name, tile.words))
            return plain_tip("\n".join(said)) if role == Qt.ItemDataRole.ToolTipRole else ", ".join(said)
        return None


class TilesModel(_Tiles, QAbstractListModel):
    """Tiles one after another.

    Args:
        photo: gives a photo by id when it is at hand.
    """

    def __init__(self, photo: FindPhoto) -> None:
        super().__init__()
        self._photo = photo
        self._tiles: tuple[ClusterTile, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of tiles."""
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile, or its name and what it stands for."""
        return self._said(self.tile(index), role)

    def tile(self, index: Index) -> ClusterTile | None:
        """The tile at an index."""
        return self._tiles[index.row()] if index.isValid() and index.row() < len(self._tiles) else None

    def show(self, tiles: Sequence[ClusterTile]) -> None:
        """Shows other tiles."""
        self.beginResetModel()
        self._tiles = tuple(tiles)
        self.endResetModel()


class PlaneModel(_Tiles, QAbstractTableModel):
    """Tiles on a plane.

    Args:
        photo: gives a photo by id when it is at hand.
    """

    def __init__(self, photo: FindPhoto) -> None:
        super().__init__()
        self._photo = photo
        self._tiles: tuple[ClusterTile, ...] = ()
        self._columns = 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows of the plane."""
        return 0 if parent.isValid() else -(-len(self._tiles) // self._columns)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns of the plane."""
        return 0 if parent.isValid() else min(self._columns, len(self._tiles))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile, or its name and what it stands for; nothing in the cells after the last."""
        return self._said(self.tile(index), role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The cells after the last tile cannot be gone to."""
        return super().flags(index) if self.tile(index) is not None else Qt.ItemFlag.NoItemFlags

    def tile(self, index: Index) -> ClusterTile | None:
        """The tile at an index."""
        place = index.row() * self._columns + index.column()
        return self._tiles[place] if index.isValid() and place < len(self._tiles) else None

    def place_of(self, photo: int) -> QModelIndex:
        """Where the tile of a photo is; nowhere where there is none."""
        for place, tile in enumerate(self._tiles):
            if tile.photo == photo:
                return self.index(*divmod(place, self._columns))
        return QModelIndex()

    def show(self, columns: int, tiles: Sequence[ClusterTile]) -> None:
        """Shows other tiles, row by row."""
        self.beginResetModel()
        self._columns, self._tiles = max(columns, 1), tuple(tiles)
        self.endResetModel()
