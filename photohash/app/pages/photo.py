"""One photo, large, with its facts, beside the photos that are similar to it."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.labels import dimensions, taken
from photohash.app.models.photos import PhotosModel, Tile
from photohash.app.pages.frame import ElidedLabel, Empty, Head, label
from photohash.app.pages.painting import draw_picture, in_steps
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import Words, tr
from photohash.library.photo import Photo

_STEP = 128
_PREVIEW = QSize(192, 144)


class LargePicture(QWidget):
    """A photo as large as its place allows; its thumbnail stands in until it is read."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self._photo: Photo | None = None
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        thumbnails.arrived.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def complete(self) -> bool:
        """Whether the picture itself is there, as against its stand-in."""
        return self._photo is not None and self._large(self._photo) is not None

    def show_photo(self, photo: Photo) -> None:
        """Shows another photo."""
        self._photo = photo
        self.setAccessibleName(shown(photo.files[0].path.name) if photo.files else tr("Photo"))
        self._be_no_higher()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width allows another height."""
        super().resizeEvent(event)
        self._be_no_higher()

    def _be_no_higher(self) -> None:
        """Takes no more height than the photo has at this width, so that its facts stand right below it."""
        if self._photo is not None and self._photo.width > 0:
            self.setMaximumHeight(max(math.ceil(self.width() * self._photo.height / self._photo.width), 120))

    def _large(self, photo: Photo) -> QPixmap | None:
        """The picture read at a size in steps, so that resizing the window does not read it again and again."""
        return self._thumbnails.pixmap(photo, in_steps(self.size(), _STEP), self.devicePixelRatioF(), large=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the picture in the middle."""
        if self._photo is None:
            return
        ratio = self.devicePixelRatioF()
        pixmap = self._large(self._photo)
        stand_in = pixmap is None
        if pixmap is None:
            pixmap = self._thumbnails.pixmap(self._photo, _PREVIEW, ratio)
        painter = QPainter(self)
        missing = stand_in and self._thumbnails.missing(self._photo, _PREVIEW, ratio)
        draw_picture(painter, self.rect(), pixmap, self._theme.colours, missing=missing, enlarge=True, boxed=False)
        painter.end()


class PhotoDetails(QWidget):
    """What is known of a photo, one line each, shortened where it must be."""

    _ROWS: tuple[Words, ...] = ("Path", "Dimensions", "Size", "Captured", "Camera", "Format", "Also at")

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID + GRID // 2)
        self._form.setHorizontalSpacing(2 * GRID)
        self._form.setVerticalSpacing(GRID // 2)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._values: dict[str, ElidedLabel] = {}
        for name in self._ROWS:
            value = ElidedLabel("plain")
            value.setAccessibleName(tr(name))
            self._form.addRow(label(tr(name), "dim"), value)
            self._values[name] = value

    def text(self, name: str) -> str:
        """The text beside a name."""
        return self._values[name].full

    def show_photo(self, photo: Photo) -> None:
        """Shows another photo's facts."""
        paths = [shown(file.path) for file in photo.files]
        more = [tr("and {more}").format(more=count(len(paths) - 4, "more place"))] if paths[4:] else []
        texts = {
            "Path": paths[0] if paths else tr("no file left"),
            "Dimensions": dimensions(photo.width, photo.height),
            "Size": size_in_words(photo.bytes),
            "Captured": taken(photo.taken),
            "Camera": photo.camera or "",
            "Format": tr("{format}, with a motion photo's film inside").format(format=photo.format)
            if photo.moving
            else photo.format,
            "Also at": "\n".join([*paths[1:4], *more]),
        }
        for row, name in enumerate(self._ROWS):
            self._values[name].say(texts[name])
            self._form.setRowVisible(row, bool(texts[name]))


class PhotoPage(QWidget):
    """A photo and what is similar to it.

    Signals:
        chosen(int): one of the similar photos was opened; its id.
    """

    chosen = Signal(int)

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.photo: Photo | None = None
        self.model = PhotosModel()
        self.grid = PhotoGrid(self.model, theme, thumbnails, least=112)
        self.grid.setAccessibleName(tr("Similar photos"))
        self.picture = LargePicture(theme, thumbnails)
        self.facts = PhotoDetails()
        self.head = Head("")
        self.empty = Empty(
            "picture", tr("Nothing similar"), tr("No other photo in the library comes near this one."), theme
        )
        for name in ("back", "forward"):
            self.head.lead_with(icon_button(actions[name]))
        for name in ("copy-path", "reveal"):
            self.head.add(_text_button(actions, name))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GRID)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 11)
        splitter.setStretchFactor(1, 9)
        splitter.setSizes([550, 450])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(splitter, 1)
        self.grid.chosen.connect(self.chosen)

    def _left(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(3 * GRID, GRID, 0, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.picture, 1)
        column.addWidget(self.facts)
        column.addStretch(0)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(26 * GRID)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        row = QHBoxLayout()
        row.setContentsMargins(GRID + 1, 0, 0, 0)
        row.addWidget(label(tr("Similar photos"), "heading"))
        column.addLayout(row)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        return side

    @property
    def path(self) -> Path | None:
        """The path that the page's commands are about."""
        return self.photo.files[0].path if self.photo is not None and self.photo.files else None

    def show_photo(self, photo: Photo, tiles: list[Tile]) -> None:
        """Shows another photo and what is similar to it."""
        self.photo = photo
        self.head.set_title(shown(photo.files[0].path.name) if photo.files else tr("Photo"))
        self.head.say(self._sum(tiles))
        self.picture.show_photo(photo)
        self.facts.show_photo(photo)
        self.model.show(tiles)
        self.grid.scrollToTop()
        self._stack.setCurrentWidget(self.grid if tiles else self.empty)

    def _sum(self, tiles: list[Tile]) -> str:
        copies = sum(tile.is_copy for tile in tiles)
        if not tiles:
            return tr("Nothing similar in the library")
        words = tr("{copies}, nearest {photos} shown") if copies else tr("nearest {photos} shown")
        verified = count(copies, "verified copy", "verified copies")
        return words.format(copies=verified, photos=count(len(tiles), "photo"))


def _text_button(actions: Commands, name: str) -> QPushButton:
    action = actions[name]
    button = QPushButton(action.text())
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button
