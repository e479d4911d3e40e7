"""What was done to files: runs, the newest first, each with its entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from photohash.app import action_labels
from photohash.app.folder_names import folder_in_library
from photohash.app.labels import entry_label, moment_in_words, plain_tip, sentence
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import Words, tr
from photohash.library.actions import Action, Entry, EntryState

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADERS: tuple[Words, ...] = ("What was done", "When", "State", "Folder", "Size")
_RUN = 0
"""Internal number of the index of a run; that of an entry is one more than the row of its run."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run.

    Attributes:
        number: of the run.
        entries: in the order in which they were done.
    """

    number: int
    entries: tuple[Entry, ...]

    @property
    def photos(self) -> list[Entry]:
        """The entries that are about photos, as against notes written beside them."""
        return [entry for entry in self.entries if entry.action is not Action.RESCUE]

    @property
    def title(self) -> str:
        """What was done: "To the trash: 7 photos"."""
        actions = Counter(entry.action for entry in self.photos or self.entries)
        return (
            f"{action_labels.file_label(actions.most_common(1)[0][0])}: {action_labels.photo_count(len(self.photos))}"
        )

    @property
    def state(self) -> str:
        """How its entries stand, in words."""
        states = Counter(action_labels.state_label(entry) for entry in self.photos or self.entries)
        if len(states) == 1:
            return sentence(next(iter(states)))
        return sentence(", ".join(f"{number} {state}" for state, number in states.most_common()))

    @property
    def can_go_back(self) -> bool:
        """Whether any of it can be taken back."""
        return any(entry.state is EntryState.DONE for entry in self.entries)


class JournalModel(QAbstractItemModel):
    """Runs with their entries below them.

    Signals:
        more_wanted(int): the view came to the end; answer with ``append`` of what was done before this entry.
    """

    WHAT, WHEN, STATE, FOLDER, SIZE = range(5)
    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[RunRow] = []
        self._cells: dict[tuple[int, int], tuple[str, ...]] = {}
        self._more = self._asked = False

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """A run at the top, an entry below its run."""
        if not 0 <= column < len(_HEADERS) or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _RUN)

    def parent(self, child: Index | None = None) -> Any:
        """The run of an entry; without an index, the object that owns the model."""
        if child is None:
            return QObject.parent(self)
        if not child.isValid() or child.internalId() == _RUN:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, _RUN)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Runs, or the entries of one."""
        if not parent.isValid():
            return len(self._runs)
        if parent.internalId() != _RUN or parent.column():
            return 0
        return len(self._runs[parent.row()].entries)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """What, when, state, folder, size."""
        return len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(_HEADERS):
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(_HEADERS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNMENTS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a cell; all that is known of an entry as a tip."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._cells_of(index)[index.column()]
            return text or tr("nothing") if role == Qt.ItemDataRole.AccessibleTextRole else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            entry = self.entry(index)
            return None if entry is None else plain_tip(tip(entry))
        return None

    def _cells_of(self, index: Index) -> tuple[str, ...]:
        """The texts of a line, worked out once: a view asks for every cell of it whenever it paints one."""
        key = index.internalId(), index.row()
        cells = self._cells.get(key)
        if cells is None:
            entry = self.entry(index)
            cells = self._cells[key] = _run_cells(self.run(index)) if entry is None else _entry_cells(entry)
        return cells

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older runs can be had."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Asks for older runs."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self._runs[-1].number)

    def run(self, index: Index) -> RunRow:
        """The run that an index is, or belongs to."""
        return self._runs[index.row() if index.internalId() == _RUN else index.internalId() - 1]

    def entry(self, index: Index) -> Entry | None:
        """The entry of an index, or None where it is a run."""
        if index.internalId() == _RUN:
            return None
        return self.run(index).entries[index.row()]

    def show(self, entries: Iterable[Entry], *, more: bool) -> bool:
        """Begins anew; answers whether anything is other than it was.

        Args:
            entries: the newest first, whole runs.
            more: whether there are older ones.
        """
        runs = _runs(entries)
        if runs == self._runs[: len(runs)] and (self._runs[len(runs) :] or more == self._more):
            return False
        self.beginResetModel()
        self._cells.clear()
        self._runs, self._more, self._asked = runs, more, False
        self.endResetModel()
        return True

    def append(self, entries: Iterable[Entry], *, more: bool) -> None:
        """Goes on with older runs."""
        runs = _runs(entries)
        self._more, self._asked = more, False
        if runs:
            self.beginInsertRows(QModelIndex(), len(self._runs), len(self._runs) + len(runs) - 1)
            self._runs += runs
            self.endInsertRows()


def tip(entry: Entry) -> str:
    """All that is known of an entry, a line each."""
    lines = [shown(entry.path)]
    for piece in entry.pieces:
        if piece.restored is not None and entry.state is EntryState.UNDONE and piece.restored != piece.source:
            lines.append(tr("Now at {restored}").format(restored=shown(piece.restored)))
        elif piece.destination is not None and entry.state is EntryState.DONE:
            lines.append(tr("Now at {destination}").format(destination=shown(piece.destination)))
    kind = entry_label(entry.kind, backwards=entry.backwards)
    if entry.keeper is None:
        lines.append(tr("No copy of it stayed"))
    else:
        lines.append((f"{kind}: " if kind else "") + tr("{keeper} was kept").format(keeper=shown(entry.keeper)))
    lines += [sentence(text) for text in (entry.reason, entry.note) if text]
    return "\n".join(lines)


def _runs(entries: Iterable[Entry]) -> list[RunRow]:
    return [RunRow(number, tuple(of)[::-1]) for number, of in groupby(entries, key=lambda entry: entry.run)]


def _run_cells(run: RunRow) -> tuple[str, ...]:
    folders = {entry.path.parent for entry in run.photos or run.entries}
    where = folder_in_library(next(iter(folders))) if len(folders) == 1 else count(len(folders), "folder")
    octets = sum(entry.bytes for entry in run.photos)
    return run.title, _moment(run.entries[0].made), run.state, where, size_in_words(octets)


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    what = shown(entry.path.name)
    if entry.action is Action.RESCUE:
        what = f"{what} ({action_labels.file_label(entry.action)})"
    state = sentence(action_labels.state_label(entry))
    return what, "", state, folder_in_library(entry.path.parent), size_in_words(entry.bytes) if entry.bytes else ""


def _moment(seconds: int) -> str:
    return moment_in_words(datetime.fromtimestamp(seconds), short=True)


_ALIGNMENTS = tuple(
    int(
        (Qt.AlignmentFlag.AlignRight if column == JournalModel.SIZE else Qt.AlignmentFlag.AlignLeft)
        | Qt.AlignmentFlag.AlignVCenter
    )
    for column in range(len(_HEADERS))
)
