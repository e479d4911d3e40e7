"""Files with what happens, or happened, to each and why, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.app import action_labels
from photohash.app.folder_names import folder_in_library
from photohash.app.labels import entry_label, plain_tip, sentence
from photohash.core.formatting import size_in_words
from photohash.core.paths import shown
from photohash.core.translation import Words, tr
from photohash.library.actions import NO_LONGER_THERE, Action, ActionResult, FieldDifference, Outcome, Undone
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Failure

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADERS: tuple[Words, ...] = ("Photo", "What happens", "Why", "Size")

STAYS: Words = "Stays as it is"
GONE: Words = "Is gone already"
NO_COPY: Words = "No copy stays"


@dataclass(frozen=True, slots=True)
class Line:
    """One file.

    Attributes:
        path: the file.
        what: what happens to it.
        note: more about that: where it goes, or why nothing happens.
        relation: what it is to the kept photo, in words, or that none is kept.
        why: the reason.
        size: bytes on disk; None where that is of no interest.
        trouble: whether nothing can be done, or something is to be looked at.
        digest: of its content, or None.
        keeper: the photo that is kept, or None.
        keeper_digest: of that.
        companions: sidecars that go with it.
        differences: fields in which its metadata and the keeper's differ.
    """

    path: Path
    what: str
    note: str = ""
    relation: str = ""
    why: str = ""
    size: int | None = None
    trouble: bool = False
    digest: bytes | None = None
    keeper: Path | None = None
    keeper_digest: bytes | None = None
    companions: tuple[Path, ...] = ()
    differences: tuple[FieldDifference, ...] = ()

    @property
    def told(self) -> str:
        """What happens to it and more about that, in one; where that begins as what happens does, it says both."""
        if self.trouble and _first_word(self.what) == _first_word(self.note):
            return self.note
        return ": ".join(filter(None, (self.what, self.note)))

    @classmethod
    def of_outcome(cls, outcome: Outcome) -> Line:
        """What is to become of a ticked file, or what became of it."""
        tick = outcome.tick
        stays = outcome.result in (ActionResult.FAILED, ActionResult.UNFINISHED)
        gone = stays and outcome.note == NO_LONGER_THERE
        note = tr("Another program, or you, took it away; there is nothing to do.") if gone else sentence(outcome.note)
        if not note and outcome.destination is not None and outcome.action is not Action.TRASH:
            note = shown(outcome.destination.parent)
        return cls(
            path=tick.path,
            what=tr(GONE) if gone else tr(STAYS) if stays else action_labels.file_label(outcome.action),
            note=note,
            relation=tr(NO_COPY) if tick.kind is None else kind_label(tick.kind, backwards=tick.backwards),
            why=sentence(tick.reason),
            size=tick.size,
            trouble=stays or bool(outcome.note),
            digest=tick.digest,
            keeper=tick.keeper,
            keeper_digest=tick.keeper_digest,
            companions=outcome.companions,
            differences=outcome.differences,
        )

    @classmethod
    def of_left(cls, left: Failure, digest: bytes | None = None) -> Line:
        """A ticked file that the plan leaves alone.

        Args:
            left: the file, and why.
            digest: of its content, where that is known.
        """
        return cls(path=left.path, what=tr(STAYS), note=sentence(left.reason), trouble=True, digest=digest)

    @classmethod
    def of_undone(cls, undone: Undone) -> Line:
        """What became of an entry that was to be taken back."""
        entry = undone.entry
        note = undone.problem or entry.note
        return cls(
            path=entry.path,
            what=tr("Could not be undone") if undone.problem else tr("Back in its place"),
            note=sentence(note),
            relation=entry_label(entry.kind, backwards=entry.backwards),
            why=sentence(entry.reason),
            size=None if entry.action is Action.RESCUE else entry.bytes,
            trouble=bool(note),
            digest=entry.digest,
            keeper=entry.keeper,
            keeper_digest=entry.keeper_digest,
        )


class ReviewModel(QAbstractTableModel):
    """One row a file, those with trouble first."""

    PHOTO, WHAT, WHY, SIZE = range(4)
    LINE = Qt.ItemDataRole.UserRole + 1
    SECOND = Qt.ItemDataRole.UserRole + 2
    """The second line of a cell, in small letters."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._past = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of files."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Photo, what happens, why, size."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(_HEADERS):
            if role == Qt.ItemDataRole.DisplayRole:
                return tr("What happened") if self._past and section == self.WHAT else tr(_HEADERS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section == self.SIZE else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, the two lines of a cell, or all of a cell as a tip."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        first, second = self._cell(line, index.column())
        if role == self.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return first
        if role == self.SECOND:
            return second
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            told = (line.told,) if index.column() == self.WHAT else (first, second)
            words = shown(line.path) if index.column() == self.PHOTO else ". ".join(filter(None, told))
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def line(self, row: int) -> Line:
        """The file in a row."""
        return self._lines[row]

    def show(self, lines: Iterable[Line], *, past: bool = False) -> None:
        """Takes in other files.

        Args:
            lines: the files.
            past: whether all has happened already.
        """
        self.beginResetModel()
        self._past = past
        self._lines = sorted(lines, key=lambda line: not line.trouble)
        self.endResetModel()

    def _cell(self, line: Line, column: int) -> tuple[str, str]:
        if column == self.PHOTO:
            return shown(line.path.name), folder_in_library(line.path.parent)
        if column == self.WHAT:
            return line.what, line.note
        if column == self.WHY:
            return line.relation, line.why
        return ("" if line.size is None else size_in_words(line.size)), ""


def _first_word(words: str) -> str:
    return words.partition(" ")[0].rstrip(",")
