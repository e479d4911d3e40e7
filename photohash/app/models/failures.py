"""Files that could not be read, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.app.folder_names import folder_in_library, paths_in_library
from photohash.app.labels import plain_tip, sentence
from photohash.core.paths import shown
from photohash.core.translation import Words, tr
from photohash.library.photo import Failure

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADERS: tuple[Words, ...] = ("File", "What happened", "Folder")


class FailuresModel(QAbstractTableModel):
    """One row a file: its name, why it was left out, and where it lies."""

    NAME, REASON, FOLDER = range(3)

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Failure, ...] = ()
        self._failures: tuple[Failure, ...] = ()
        self._folder: Path | None = None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of files."""
        return 0 if parent.isValid() else len(self._failures)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """File, reason, folder."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_HEADERS):
                return tr(_HEADERS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell; the full path or the whole reason as a tip."""
        if not index.isValid() or index.row() >= len(self._failures):
            return None
        failure = self._failures[index.row()]
        reason = paths_in_library(sentence(failure.reason))
        cells = (shown(failure.path.name), reason, folder_in_library(failure.path.parent))
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.column() == self.NAME:
            return cells[self.FOLDER]  # a narrow table has no column for it
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown(failure.path) if index.column() != self.REASON else sentence(failure.reason))
        return None

    def failure(self, row: int) -> Failure:
        """The failure in a row."""
        return self._failures[row]

    def show(self, failures: Sequence[Failure]) -> None:
        """Takes in the failures there are now."""
        self._all = tuple(sorted(failures, key=lambda failure: str(failure.path)))
        self._choose()

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder; with None everything."""
        self._folder = folder
        self._choose()

    def _choose(self) -> None:
        folder = self._folder
        ordered = tuple(one for one in self._all if folder is None or one.path.is_relative_to(folder))
        if ordered == self._failures:
            return
        self.beginResetModel()
        self._failures = ordered
        self.endResetModel()
