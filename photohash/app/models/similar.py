"""What is like a photo, as one list: headings, photos, and sentences where there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from photohash.app.labels import kind_meaning, plain_tip, taken
from photohash.core.formatting import number
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.kind_labels import kind_label
from photohash.library.photo import Kind, Photo
from photohash.library.similar_photos import MOST, Found, SimilarPhotos

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the list.

    Attributes:
        text: the title.
        count: how many photos follow, as text.
    """

    text: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said where there are no photos."""

    text: str


@dataclass(frozen=True, slots=True)
class SimilarTile:
    """A photo of the answer.

    Attributes:
        photo: which.
        kind: what it is to the photo asked about, where that was verified.
        backwards: whether that tells what became of the photo asked about.
    """

    photo: Photo
    kind: Kind | None = None
    backwards: bool = False

    @property
    def name(self) -> str:
        """The name of the photo's first file."""
        return shown(self.photo.files[0].path.name) if self.photo.files else tr("No file left")

    @property
    def caption(self) -> str:
        """When it was taken, or else the folder it lies in."""
        if self.photo.taken is not None:
            return taken(self.photo.taken, short=True)
        return shown(self.photo.files[0].path.parent.name) if self.photo.files else ""

    @property
    def short_caption(self) -> str:
        """The same without the hour."""
        return self.caption if self.photo.taken is None else self.caption.rsplit(", ", 1)[0]


Row = Heading | Sentence | SimilarTile


class SimilarModel(QAbstractListModel):
    """The rows of the list; only photos can be chosen."""

    ROW = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of rows of every sort."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and sentences are read, not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not isinstance(self._rows[index.row()], SimilarTile):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, its words, or a photo's full paths and what its kind means as a tip."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == self.ROW:
            return row
        if not isinstance(row, SimilarTile):
            words = f"{row.text} {row.count}".strip() if isinstance(row, Heading) else row.text
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.name, kind_label(row.kind, backwards=row.backwards), row.caption)))
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [shown(file.path) for file in row.photo.files]
            meaning = kind_meaning(row.kind, backwards=row.backwards)
            return plain_tip("\n".join([*lines, *filter(None, [meaning])]))
        return None

    def tile(self, row: int) -> SimilarTile | None:
        """The photo in a row, or None where there is a heading or a sentence."""
        found = self._rows[row]
        return found if isinstance(found, SimilarTile) else None

    def tiles(self) -> Iterator[tuple[int, SimilarTile]]:
        """Every photo with its row, in order."""
        return ((place, row) for place, row in enumerate(self._rows) if isinstance(row, SimilarTile))

    def row_of(self, heading: str) -> int | None:
        """The row of the heading with these words, if there is one."""
        rows = enumerate(self._rows)
        return next((place for place, row in rows if isinstance(row, Heading) and row.text == heading), None)

    def part(self, text: str) -> list[Photo]:
        """The photos below the heading with these words."""
        found: list[Photo] = []
        inside = False
        for row in self._rows:
            if isinstance(row, Heading):
                inside = row.text == text
            elif inside and isinstance(row, SimilarTile):
                found.append(row.photo)
        return found

    def show(self, rows: Sequence[Row]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


def rows_of(answer: SimilarPhotos, *, farther: bool, outside: bool, how_far: str = "") -> list[Row]:
    """An answer as a list.

    Args:
        answer: what was found.
        farther: also show what is beyond the limit.
        outside: whether the answer is about a picture that the library does not have.
        how_far: how far the library is read, as long as that is not all of it: then nothing is said not to be there.
    """
    rows: list[Row] = []
    if answer.copies or outside:
        title = tr("The same picture") if outside else tr("Copies")
        rows += _part(title, answer.copies, how_far or tr("Your library has no copy of this picture."))
    rows += _part(tr("Look alike"), answer.look_alikes, how_far or _nothing(answer))
    if farther:
        rows += _part(tr("Farther away"), answer.farther, tr("There are no more photos."))
    return rows


def _part(title: str, found: Sequence[Found], otherwise: str) -> Iterator[Row]:
    if not found:
        yield Heading(title)
        yield Sentence(otherwise)
        return
    most = len(found) >= MOST
    yield Heading(title, tr("the nearest {n}", MOST).format(n=number(MOST)) if most else number(len(found)))
    yield from (SimilarTile(one.photo, one.kind, one.backwards) for one in found)


def _nothing(answer: SimilarPhotos) -> str:
    if not answer.compared:
        return tr("This photo has not been compared with others yet. Checking the folders again does that.")
    if len(answer.query) > 1:
        return tr("Nothing else looks like these photos.")
    return tr("Nothing else looks like this photo.")
