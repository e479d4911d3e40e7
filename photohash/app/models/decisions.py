"""What the person said of photos, newest first, searched by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.app.labels import plain_tip, taken
from photohash.core.formatting import count, number
from photohash.core.paths import shown
from photohash.core.translation import Words, tr
from photohash.library.actions import DecisionVerdict
from photohash.library.said import Said

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_TITLES: Mapping[DecisionVerdict | None, Words] = {
    DecisionVerdict.NOT_DUPLICATES: "Not duplicates",
    DecisionVerdict.KEEP_BOTH: "All kept",
    None: "Kept by hand",
}


def title(said: Said) -> str:
    """What was said: "Not duplicates: 3 photos"."""
    words = tr(_TITLES[said.verdict])
    if said.verdict is None:
        return words
    files = sum(max(len(photo.files), 1) for photo in said.photos)
    return f"{words}: {count(max(files, 2), 'photo')}"


def names(said: Said) -> str:
    """The names of the files, and how many photos have none in the library now."""
    known = [shown(path.name) for path in said.paths]
    gone = sum(not photo.files for photo in said.photos) if said.file is None else 0
    if gone:
        known.append(tr("{n} not in the library now", gone).format(n=number(gone)))
    return ", ".join(known)


def moment(said: Said) -> str:
    """When it was said."""
    return taken(datetime.fromtimestamp(said.made).isoformat())


class DecisionsModel(QAbstractListModel):
    """One row for each thing said."""

    SAID = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Said] = ()
        self._rows: Sequence[Said] = ()
        self._search = ""

    @property
    def total(self) -> int:
        """How many there are, whatever is searched for."""
        return len(self._all)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of things said that match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The record, or a sentence."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        said = self._rows[index.row()]
        if role == self.SAID:
            return said
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{title(said)}, {names(said)}, {moment(said)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(shown(path) for path in said.paths))
        return None

    def said(self, row: int) -> Said:
        """What is in a row."""
        return self._rows[row]

    def search(self, text: str) -> None:
        """Leaves those in which some path, or what was said, holds the text, whatever its case."""
        self._search = text.strip().casefold()
        self._filter()

    def show(self, everything: Sequence[Said]) -> None:
        """Takes in everything said, newest first."""
        if list(everything) != list(self._all):
            self._all = everything
            self._filter()

    def _filter(self) -> None:
        found = [said for said in self._all if self._search in _text(said)] if self._search else self._all
        self.beginResetModel()
        self._rows = found
        self.endResetModel()


def _text(said: Said) -> str:
    return "\n".join([title(said), *(shown(path) for path in said.paths)]).casefold()


def photo_ids(rows: Collection[Said]) -> tuple[int, ...]:
    """The photos that some of these are about, each once."""
    return tuple(dict.fromkeys(photo.id for said in rows for photo in said.photos if photo.files))
