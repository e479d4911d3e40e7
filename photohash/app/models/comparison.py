"""What is known of the photos compared, a column each, with the differences from the first one marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from photohash.app.folder_names import folder_in_library
from photohash.app.labels import dimensions, plain_tip, sentence, taken
from photohash.app.theme import Theme, font
from photohash.core.formatting import size_in_words
from photohash.core.paths import shown
from photohash.core.translation import Words, said, tr
from photohash.library.actions.xmp import Fields
from photohash.library.comparison import ComparedPhoto
from photohash.library.group_preferences import File
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Group, Member, PhotoFile

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """One file that is compared.

    Attributes:
        compared: its photo beside the reference.
        file: which of the photo's files, or None where none is left.
        member: its place in its group of copies, where it is in one.
        ticked: whether it is ticked, so that it goes with the next review.
        protected: whether it lies in a folder in which nothing is changed.
        obstacle: why it cannot be ticked, as a sentence, or "".
    """

    compared: ComparedPhoto
    file: PhotoFile | None
    member: Member | None = None
    ticked: bool = False
    protected: bool = False
    obstacle: str = ""

    @property
    def name(self) -> str:
        """The name of the file."""
        return shown(self.file.path.name) if self.file is not None else tr("no file left")

    @property
    def key(self) -> File | None:
        """What tells it from every other file."""
        return None if self.file is None else (self.file.path, self.compared.photo.digest)

    @property
    def relation(self) -> str:
        """What it is to the one kept of its group, or else to the reference, in a word or two; "" for none."""
        one = self.compared if self.member is None or self.member.kind is None else self.member
        return kind_label(one.kind, backwards=one.backwards)

    @property
    def is_kept(self) -> bool:
        """Whether it is the one to keep of its group."""
        return self.member is not None and self.member.keeper

    @property
    def state(self) -> str:
        """What becomes of it, as far as it is in a group."""
        if self.member is None:
            return ""
        if self.ticked:
            return tr("Ticked: it will go.")
        if self.member.keeper:
            return tr("To keep")
        return tr("Protected: stays") if self.protected else tr("Stays, not ticked")

    @property
    def fields(self) -> Fields:
        """What the file and the sidecars beside it say."""
        told = self.compared.fields.get(self.file.path) if self.file is not None else None
        return told if told is not None else Fields()


def subjects_of(group: Group | None, compared: Sequence[ComparedPhoto]) -> list[ComparedFile]:
    """The files to compare, in the order of their photos: those of the group, else the first file of each photo."""
    if group is None:
        return [ComparedFile(one, one.photo.files[0] if one.photo.files else None) for one in compared]
    by_id = {one.photo.id: one for one in compared}
    found = []
    for member in group.members:
        one = by_id.get(member.photo.id)
        if one is not None:
            file = next((file for file in one.photo.files if file.path == member.path), None)
            found.append(ComparedFile(one, file, member))
    return found


def _why(subject: ComparedFile) -> str:
    member = subject.member
    if member is None:
        return subject.relation
    kind_name = f"{subject.relation}: " if member.kind is not None else ""
    return kind_name + (said(member.reason) if kind_name else sentence(member.reason))


def _place(subject: ComparedFile) -> str:
    place = subject.fields.place
    return "" if place is None else f"{place[0]:.5f}, {place[1]:.5f}"


def _rating(subject: ComparedFile) -> str:
    rating = subject.fields.rating
    if rating is None:
        return ""
    return tr("rejected") if rating < 0 else "★" * rating


def _pages(subject: ComparedFile) -> str:
    holdings = subject.compared.photo.holdings
    parts = [
        tr("{bits} bits per colour").format(bits=holdings.depth) if holdings.depth > 8 else "",
        holdings.profile or "",
        tr("transparency") if holdings.transparent else "",
        *map(said, holdings.extras),
        tr("a film") if subject.compared.photo.moving else "",
    ]
    return ", ".join(filter(None, parts))


def _format(subject: ComparedFile) -> str:
    photo = subject.compared.photo
    if photo.quality is None:
        return photo.format
    return tr("{format}, quality {quality}").format(format=photo.format, quality=photo.quality)


ROWS: Mapping[Words, Callable[[ComparedFile], str]] = {
    "State": lambda subject: subject.state,
    "Name": lambda subject: subject.name,
    "Folder": lambda subject: "" if subject.file is None else folder_in_library(subject.file.path.parent),
    "Size": lambda subject: size_in_words(subject.compared.photo.bytes),
    "Dimensions": lambda subject: dimensions(subject.compared.photo.width, subject.compared.photo.height),
    "Format": _format,
    "Captured": lambda subject: "" if subject.compared.photo.taken is None else taken(subject.compared.photo.taken),
    "Camera": lambda subject: subject.compared.photo.camera or "",
    "Lens": lambda subject: subject.compared.photo.holdings.shot.get("lens", ""),
    "Place": _place,
    "Rating": _rating,
    "Keywords": lambda subject: ", ".join(subject.fields.keywords),
    "Description": lambda subject: subject.fields.description or "",
    "People": lambda subject: ", ".join(subject.fields.people),
    "Holds": _pages,
    "Only here": lambda subject: ", ".join(map(said, subject.compared.only_here)),
    "Lacks": lambda subject: ", ".join(map(said, subject.compared.only_there)),
    "Why": _why,
}
"""What is said of a photo, by the heading of its row."""

_NO_DIFFERENCES = frozenset({"State", "Only here", "Lacks", "Why"})
"""Rows that are about differences already, or about what becomes of the photo."""


class FieldsModel(QAbstractTableModel):
    """The photos compared as columns, what is known of them as rows. Rows that say nothing are left out."""

    DIFFERS = Qt.ItemDataRole.UserRole + 1
    """Whether a cell says other than that of the first photo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._subjects: list[ComparedFile] = []
        self._rows: list[tuple[str, list[str]]] = []
        self._only_differences = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows that say something."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Photos."""
        return 0 if parent.isValid() else len(self._subjects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell: its words, its emphasis where it differs, and both for screen readers."""
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self._subjects):
            return None
        name, cells = self._rows[index.row()]
        text, differs = cells[index.column()], self._differs(name, cells, index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text or "–"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip_of(name, index.column()) or text) or "–"
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = text or tr("nothing")
                return tr("{text}, differs").format(text=spoken) if differs else spoken
            case Qt.ItemDataRole.FontRole:
                return font(bold=True) if differs else QFont(font())
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(text, differs=differs)
            case self.DIFFERS:
                return differs
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number and name of a photo, or the name of a row."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return tr(self._rows[section][0]) if section < len(self._rows) else None
        return f"{section + 1}  {self._subjects[section].name}" if section < len(self._subjects) else None

    def _tip_of(self, name: str, column: int) -> str:
        """All of what a cell says in short; "" where it says all."""
        file = self._subjects[column].file
        return shown(file.path.parent) if name == "Folder" and file is not None else ""

    def text(self, name: str, column: int) -> str:
        """What a row says of a photo; "" where there is no such row."""
        return next((cells[column] for row, cells in self._rows if row == name), "")

    def differs(self, name: str, column: int) -> bool:
        """Whether a row says other of a photo than of the first one."""
        return any(row == name and self._differs(row, cells, column) for row, cells in self._rows)

    def show(self, subjects: Sequence[ComparedFile]) -> None:
        """Shows other photos, the reference first."""
        self._subjects = list(subjects)
        self._fill()

    def show_only_differences(self, only: bool) -> None:
        """Leaves out what all photos have in common, or shows it again."""
        self._only_differences = only
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        rows = [(name, [say(subject) for subject in self._subjects]) for name, say in ROWS.items()]
        self._rows = [
            (name, cells)
            for name, cells in rows
            if any(cells) and not (self._only_differences and len(set(cells)) == 1 and len(cells) > 1)
        ]
        self.endResetModel()

    def _differs(self, name: str, cells: Sequence[str], column: int) -> bool:
        return name not in _NO_DIFFERENCES and cells[column] != cells[0]

    def _ink(self, text: str, *, differs: bool) -> QColor:
        if differs:
            return self._theme.colours["notice_text"]
        return self._theme.colours["text" if text else "text_dim"]
