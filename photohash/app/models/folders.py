"""The folders of the library, as the side bar lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is searched for photos.

    Attributes:
        path: where it is.
        files: photo files found in it, or None while that is not known.
        protected: its photos are always kept.
    """

    path: Path
    files: int | None
    protected: bool


class FoldersModel(QAbstractListModel):
    """One row a folder."""

    FOLDER = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._folders: tuple[Folder, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of folders."""
        return 0 if parent.isValid() else len(self._folders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The folder, its name, its full path as a tip."""
        if not index.isValid() or index.row() >= len(self._folders):
            return None
        folder = self._folders[index.row()]
        if role == self.FOLDER:
            return folder
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(folder.path.name or folder.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [shown(folder.path), "protected" if folder.protected else ""]
            return ", ".join(filter(None, [*parts, "" if folder.files is None else count(folder.files, "photo")]))
        if role == Qt.ItemDataRole.ToolTipRole:
            protected = tr("\nProtected: photos in here are always kept.") if folder.protected else ""
            return shown(folder.path) + protected
        return None

    def folder(self, row: int) -> Folder:
        """The folder in a row."""
        return self._folders[row]

    def show(self, folders: Sequence[Folder]) -> None:
        """Takes in the folders there are now."""
        if tuple(folders) == self._folders:
            return
        self.beginResetModel()
        self._folders = tuple(folders)
        self.endResetModel()
