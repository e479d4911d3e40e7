"""One file that goes beside the photo that stays, with all there is to know before saying yes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photohash.app.folder_names import folder_in_library
from photohash.app.labels import FIELD_LABELS, dimensions, sentences
from photohash.app.models.review import Line
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.pages.painting import draw_picture
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.photo import Photo

_PICTURE = QSize(160, 112)


class SmallPicture(QWidget):
    """The preview of a photo, which is there even when its file is not any more."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self._photo: Photo | None = None
        self.setFixedHeight(_PICTURE.height())
        thumbnails.arrived.connect(self.update)
        theme.changed.connect(self.update)

    def show_photo(self, photo: Photo | None) -> None:
        """Shows another photo."""
        self._photo = photo
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the picture in the middle."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        pixmap = self._thumbnails.pixmap(self._photo, _PICTURE, ratio) if self._photo else None
        missing = self._photo is None or self._thumbnails.missing(self._photo, _PICTURE, ratio)
        draw_picture(painter, self.rect(), pixmap, self._theme.colours, missing=missing)
        painter.end()


class _Side(QWidget):
    """One of the two photos: a heading, the picture, its name, folder and size."""

    def __init__(self, heading: str, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.picture = SmallPicture(theme, thumbnails)
        self._lines = [ElidedLabel("strong"), ElidedLabel("dim", Qt.TextElideMode.ElideLeft), ElidedLabel("dim")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(heading, "section"))
        column.addSpacing(GRID // 2)
        column.addWidget(self.picture)
        column.addSpacing(GRID // 2)
        for line in self._lines:
            column.addWidget(line)

    def say(self, *lines: str) -> None:
        for label_of, text in zip(self._lines, lines, strict=True):
            label_of.say(text)

    def say_folder(self, folder: Path) -> None:
        """Says where the photo lies, as the library knows it; the tip has the whole path."""
        self._lines[1].say(folder_in_library(folder), shown(folder))


class ComparisonPanel(QScrollArea):
    """What goes and what stays, why, and in which entries of their metadata the two differ.

    Signals:
        compare_wanted(tuple[int, ...]): the two are to be seen large; their ids, the one that stays first.
    """

    compare_wanted = Signal(object)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The photo and the one that is kept"))
        self._goes, self._stays = _Side(tr("This one"), theme, thumbnails), _Side(tr("Kept"), theme, thumbnails)
        self._pair: tuple[int, ...] = ()
        self.compare_button = QPushButton(tr("Compare large"))
        self.compare_button.setAutoDefault(False)
        self.compare_button.clicked.connect(self._want_compare)
        self._why = label("", "dim", wrap=True)
        self._along = label("", "dim", wrap=True)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID + GRID // 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        inside = self._inside = QWidget()
        inside.setObjectName("details")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID + GRID // 2)
        sides = QHBoxLayout()
        sides.setSpacing(2 * GRID)
        sides.addWidget(self._goes, 1)
        sides.addWidget(self._stays, 1)
        column.addLayout(sides)
        column.addWidget(self.compare_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._why, self._along, self._fields):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)

    @property
    def differences(self) -> str:
        """The table of metadata as text, a line a field."""
        cells = [item.widget() for number in range(self._grid.count()) if (item := self._grid.itemAt(number))]
        return "\n".join(cell.text() for cell in cells if isinstance(cell, QLabel))

    def show_line(self, line: Line | None, photos: Mapping[bytes, Photo]) -> None:
        """Shows another file.

        Args:
            line: the file.
            photos: what is known of the contents, by digest.
        """
        self._inside.setVisible(line is not None)
        if line is None:
            return
        _show_side(self._goes, photos.get(line.digest or b""), line.path)
        self._stays.setVisible(line.keeper is not None)
        if line.keeper is not None:
            kept = photos.get(line.keeper_digest or b"")
            _show_side(self._stays, kept, line.keeper)
        both = [photos.get(digest or b"") for digest in (line.keeper_digest, line.digest)]
        self._pair = tuple(dict.fromkeys(photo.id for photo in both if photo is not None))
        self.compare_button.setVisible(len(self._pair) > 1)
        self._why.setText(sentences(line.told, line.why))
        names = ", ".join(shown(path.name) for path in line.companions)
        self._along.setText(tr("Goes with it: {names}.").format(names=names))
        self._along.setVisible(bool(names))
        self._show_differences(line)

    @Slot()
    def _want_compare(self) -> None:
        self.compare_wanted.emit(self._pair)

    def _show_differences(self, line: Line) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._fields.setVisible(bool(line.differences))
        if not line.differences:
            return
        for column, heading in enumerate(("", tr("This one"), tr("Kept"))):
            self._grid.addWidget(label(heading, "section"), 0, column)
        for row, one in enumerate(line.differences, start=1):
            rescued = tr("not there") if one.rescued and not one.keeper else one.keeper
            for column, text in enumerate((FIELD_LABELS[one.field], one.copy, rescued)):
                cell = label(text, "strong" if column == 1 and one.rescued else "dim", wrap=True)
                cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, row, column)


def _show_side(side: _Side, photo: Photo | None, path: Path) -> None:
    facts = "" if photo is None else f"{dimensions(photo.width, photo.height)} · {size_in_words(photo.bytes)}"
    side.picture.show_photo(photo)
    side.say(shown(path.name), "", facts)
    side.say_folder(path.parent)
