"""The groups of copies as a flat list, filtered, searched and ordered, that never jumps while a scan fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from photohash.app.labels import kind_word
from photohash.app.models.total import Total
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.photo import Group, Kind, Member

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RANGES = 256
"""More separate changes than this are told to the view as one reset."""


class SortOrder(StrEnum):
    """How groups are ordered; the value is what the person reads."""

    MOST_SPACE = "Most space first"
    NEWEST = "Newest first"
    MOST_COPIES = "Most copies first"


@dataclass(frozen=True, slots=True, eq=False)
class GroupRow:
    """A group with what filtering and ordering need, worked out once and off the main thread.

    Attributes:
        id: of the group.
        mark: the same for two states of a group that a person could not tell apart.
        group: the group.
        kinds: of its copies.
        text: what is searched, in small letters.
        newest: ISO time of the newest photo in it.
        spare: bytes that could be freed.
        protected: its files that lie in protected folders.
        safe: its files that are ticked without the person.
        safe_total: what those amount to.
    """

    id: int
    mark: int
    group: Group
    kinds: frozenset[Kind]
    text: str
    newest: str
    spare: int
    protected: frozenset[Path]
    safe: frozenset[Path]
    safe_total: Total

    @classmethod
    def of(cls, group: Group) -> GroupRow:
        """Works out the row of a group."""
        members = group.members
        kept = frozenset(member.path for member in members if member.protected)
        safe = frozenset(member.path for member in members if member.is_safe and member.path not in kept)
        return cls(
            id=group.id,
            mark=hash((kept, *map(_mark, members))),
            group=group,
            kinds=frozenset(member.kind for member in members if member.kind is not None),
            text="\n".join(shown(member.path) for member in members).casefold(),
            newest=max((_moment(member.photo.taken, member.photo.files) for member in members), default=""),
            spare=group.spare_bytes,
            protected=kept,
            safe=safe,
            safe_total=Total.of(group, safe),
        )


def _mark(member: Member) -> tuple[object, ...]:
    return member.photo.id, member.path, member.kind, member.keeper, member.reason, member.shares


def _moment(taken: str | None, files: Sequence[Any]) -> str:
    if taken is not None or not files:
        return taken or ""
    return datetime.fromtimestamp(files[0].mtime_ns / 1e9).isoformat()


@dataclass(frozen=True, slots=True)
class Overview:
    """What a list of groups amounts to.

    Attributes:
        groups: how many groups.
        copies: files that are not a keeper.
        spare_bytes: what those of them that could go take on disk.
        kinds: number of groups that hold each kind.
    """

    groups: int = 0
    copies: int = 0
    spare_bytes: int = 0
    kinds: Mapping[Kind, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[GroupRow]) -> Overview:
        """Sums rows up."""
        rows = list(rows)
        kinds = Counter(kind for row in rows for kind in row.kinds)
        return cls(
            len(rows), sum(len(row.group.members) - 1 for row in rows), sum(row.spare for row in rows), dict(kinds)
        )

    @property
    def sentence(self) -> str:
        """For the head of the page: "12 copies in 9 groups, 48 MB could be freed"."""
        return tr("{copies} in {groups}, {size} could be freed").format(
            copies=count(self.copies, "copy", "copies"),
            groups=count(self.groups, "group"),
            size=size_in_words(self.spare_bytes),
        )


_KEYS: Mapping[SortOrder, Callable[[GroupRow], Any]] = {
    SortOrder.MOST_SPACE: lambda row: (row.spare, -row.id),
    SortOrder.NEWEST: lambda row: (row.newest, -row.id),
    SortOrder.MOST_COPIES: lambda row: (len(row.group.members), row.spare, -row.id),
}
"""Greatest first; groups that tie are in the order of their numbers."""


class GroupsModel(QAbstractListModel):
    """The groups in view.

    Signals:
        summed: the overview of what is shown changed.

    Attributes:
        everything: what all groups amount to.
        overview: what those in view amount to.
        kinds: how many groups hold each kind, of those that the search and the folder let through.
    """

    GROUP = Qt.ItemDataRole.UserRole + 1
    summed = Signal()

    def __init__(self, spoken: Callable[[Group], str] | None = None) -> None:
        super().__init__()
        self._spoken = spoken or in_a_sentence
        self._all: list[GroupRow] = []
        self._shown: list[GroupRow] = []
        self._kinds: frozenset[Kind] = frozenset()
        self._search = ""
        self._folder: Path | None = None
        self._order = SortOrder.MOST_SPACE
        self.everything = Overview()
        self.overview = Overview()
        self.kinds: Mapping[Kind, int] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Groups that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The group itself, or a sentence for screen readers.

        How a group is put into a sentence can be given when the model is made.
        """
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        group = self._shown[index.row()].group
        if role == self.GROUP:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(group)
        return None

    def group(self, row: int) -> Group:
        """The group in a row."""
        return self._shown[row].group

    @property
    def all_rows(self) -> Sequence[GroupRow]:
        """The rows of every group, in view or filtered out."""
        return self._all

    @property
    def rows(self) -> Sequence[GroupRow]:
        """The rows in view."""
        return self._shown

    def row_of(self, group_id: int) -> int | None:
        """Where a group is shown, if it is."""
        return next((row for row, known in enumerate(self._shown) if known.id == group_id), None)

    def refresh(self, rows: Sequence[GroupRow], *, settle: bool, overview: Overview | None = None) -> None:
        """Takes in the library's groups anew.

        What is shown stays where it is, and new groups come last, so nothing moves under the pointer while a scan runs.

        Args:
            rows: all groups there are now.
            settle: put everything in order; done when the scan is over.
            overview: of the rows, where it was worked out already.
        """
        self._all = list(rows)
        self.everything = overview or Overview.of(self._all)
        wanted = {row.id: row for row in self._passing()}
        if settle or not self._shown:
            self._replace(sorted(wanted.values(), key=_KEYS[self._order], reverse=True))
        else:
            self._merge(wanted)
        self._sum()

    def choose_kinds(self, kinds: Collection[Kind]) -> None:
        """Shows only groups that hold one of these kinds; none chosen means all."""
        if frozenset(kinds) != self._kinds:
            self._kinds = frozenset(kinds)
            self._refilter()

    def search(self, text: str) -> None:
        """Shows only groups in which some path holds the text, whatever its case."""
        if text.strip().casefold() != self._search:
            self._search = text.strip().casefold()
            self._refilter()

    def choose_folder(self, folder: Path | None) -> None:
        """Shows only groups with a file below a folder; None for all."""
        if folder != self._folder:
            self._folder = folder
            self._refilter()

    @property
    def is_filtered(self) -> bool:
        """Whether a kind, a text or a folder is asked for."""
        return bool(self._kinds or self._search or self._folder)

    def arrange(self, order: SortOrder) -> None:
        """Orders the groups."""
        if order is not self._order:
            self._order = order
            self._refilter()

    def _refilter(self) -> None:
        self._replace(sorted(self._passing(), key=_KEYS[self._order], reverse=True))
        self._sum()

    def _passing(self) -> Iterable[GroupRow]:
        found, kinds = self._found(), self._kinds
        return [row for row in found if kinds & row.kinds] if kinds else found

    def _found(self) -> Iterable[GroupRow]:
        """The rows that the search and the folder let through, of whatever kind."""
        search, folder = self._search, self._folder
        if not search and folder is None:
            return self._all
        return [
            row
            for row in self._all
            if search in row.text
            and (folder is None or any(member.path.is_relative_to(folder) for member in row.group.members))
        ]

    def _sum(self) -> None:
        self.overview = self.everything if len(self._shown) == len(self._all) else Overview.of(self._shown)
        if not self._kinds:
            self.kinds = self.overview.kinds
        elif not self._search and self._folder is None:
            self.kinds = self.everything.kinds
        else:
            self.kinds = Overview.of(self._found()).kinds
        self.summed.emit()

    def _replace(self, rows: list[GroupRow]) -> None:
        if [(row.id, row.mark) for row in rows] == [(row.id, row.mark) for row in self._shown]:
            self._shown = rows
            return
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def _merge(self, wanted: Mapping[int, GroupRow]) -> None:
        gone = _ranges([row for row, known in enumerate(self._shown) if known.id not in wanted])
        if len(gone) > _RANGES:
            self._replace(sorted(wanted.values(), key=_KEYS[self._order], reverse=True))
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        changed = [row for row, known in enumerate(self._shown) if wanted[known.id].mark != known.mark]
        self._shown = [wanted[known.id] for known in self._shown]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        known_ids = {row.id for row in self._shown}
        new = sorted((row for row in wanted.values() if row.id not in known_ids), key=_KEYS[self._order], reverse=True)
        if new:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(new) - 1)
            self._shown.extend(new)
            self.endInsertRows()


def _ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending row numbers as inclusive runs."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def in_a_sentence(group: Group, ticked: Collection[Path] = ()) -> str:
    """A group for screen readers and type-ahead.

    Args:
        group: the group.
        ticked: its ticked files.
    """
    keeper = next((member for member in group.members if member.path not in ticked), group.keeper)
    others = [member for member in group.members if member is not keeper]
    copies = ", ".join(
        " ".join(
            filter(
                None,
                (
                    shown(member.path.name),
                    kind_word(member.kind, backwards=member.backwards),
                    tr("ticked") if member.path in ticked else "",
                ),
            )
        )
        for member in others
    )
    return tr("{name} to keep, {copies}: {names}").format(
        name=shown(keeper.path.name), copies=count(len(others), "copy", "copies"), names=copies
    )
