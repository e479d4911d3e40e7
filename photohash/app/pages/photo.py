"""One photo, large, with its facts, beside its copies and what looks alike; or several photos and what is like them."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.labels import dimensions, taken
from photohash.app.models.similar import SimilarModel, rows_of
from photohash.app.pages.frame import ElidedLabel, Head, label
from photohash.app.pages.painting import draw_picture, in_steps
from photohash.app.pages.query_strip import QueryStrip
from photohash.app.pages.similar_view import SimilarView
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.picture_pixels import image_of
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.outside_picture import OutsidePicture
from photohash.library.photo import Photo, Pixels
from photohash.library.similar_photos import SimilarPhotos

_STEP = 128
_PREVIEW = QSize(192, 144)


class LargePicture(QWidget):
    """A photo as large as its place allows; its thumbnail stands in until it is read."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self._photo: Photo | None = None
        self._given: QPixmap | None = None
        self.setMinimumSize(200, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        thumbnails.arrived.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def complete(self) -> bool:
        """Whether the picture itself is there, as against its stand-in."""
        return self._photo is not None and self._large(self._photo) is not None

    def show_photo(self, photo: Photo, pixels: Pixels | None = None) -> None:
        """Shows another photo.

        Args:
            photo: which.
            pixels: the picture itself, uint8 [h, w, 3], where the library does not have it.
        """
        self._photo = photo
        self._given = None if pixels is None else QPixmap.fromImage(image_of(pixels))
        self.setAccessibleName(shown(photo.files[0].path.name) if photo.files else "Photo")
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
        if self._given is not None:
            return self._given
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

    _ROWS = ("Path", "Dimensions", "Size", "Captured", "Camera", "Format", "Also at")

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
            value.setAccessibleName(name)
            self._form.addRow(label(name, "dim"), value)
            self._values[name] = value

    def text(self, name: str) -> str:
        """The text beside a name."""
        return self._values[name].full

    def show_photo(self, photo: Photo) -> None:
        """Shows another photo's facts."""
        paths = [shown(file.path) for file in photo.files]
        more = [f"and {count(len(paths) - 4, 'more place')}"] if paths[4:] else []
        texts = {
            "Path": paths[0] if paths else "no file left",
            "Dimensions": dimensions(photo.width, photo.height),
            "Size": size_in_words(photo.bytes),
            "Captured": taken(photo.taken),
            "Camera": photo.camera or "",
            "Format": photo.format + (", with a motion photo's film inside" if photo.moving else ""),
            "Also at": "\n".join([*paths[1:4], *more]),
        }
        for row, name in enumerate(self._ROWS):
            self._values[name].say(texts[name])
            self._form.setRowVisible(row, bool(texts[name]))


class PhotoPage(QWidget):
    """A photo, several, or a picture from outside, and what is like it: its copies, and what looks alike.

    Signals:
        chosen(int): a photo was opened; its id.
        query_chosen(tuple[int, ...]): other photos are to be searched by; their ids.
        shown(int): another photo is shown; its id, or 0 where it is not one photo of the library.
        thumbnail_width_chosen(int): pictures are to be this wide.
        folder_chosen(Path | None): only photos below this folder are to be shown.
    """

    chosen = Signal(int)
    query_chosen = Signal(object)
    shown = Signal(int)
    thumbnail_width_chosen = Signal(int)
    folder_chosen = Signal(object)

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.answer: SimilarPhotos | None = None
        self.model = SimilarModel()
        self.slider = SizeSlider(144)
        self.grid = SimilarView(self.model, theme, thumbnails, width=self.slider.value())
        self.grid.setAccessibleName(tr("Copies and look-alikes"))
        self.picture = LargePicture(theme, thumbnails)
        self.facts = PhotoDetails()
        self.strip = QueryStrip(theme, thumbnails)
        self.strip.hide()
        self.head = Head("")
        self.stack_button = QPushButton()
        self.stack_button.setToolTip(tr("See the photos of this stack, and what is near."))
        self.stack_button.hide()
        self.further = QPushButton()
        self.further.setCheckable(True)
        for name in ("back", "forward"):
            self.head.lead_with(icon_button(actions[name]))
        self._buttons = [icon_button(actions[name]) for name in ("add-to-search", "copy-path", "reveal")]
        for button in self._buttons:
            self.head.add(button)
        self.picture_side = self._left()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GRID)
        splitter.addWidget(self.picture_side)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 11)
        splitter.setStretchFactor(1, 9)
        splitter.setSizes([550, 450])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        links = QHBoxLayout()
        links.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        links.addWidget(self.stack_button)
        links.addStretch(1)
        column.addLayout(links)
        column.addWidget(self.strip)
        column.addWidget(splitter, 1)
        for opened in (self.grid, self.strip):
            opened.chosen.connect(self.chosen)
        self.strip.taken_out.connect(self._take_out)
        self.further.toggled.connect(self._look_further)
        self.slider.valueChanged.connect(self._resize_thumbnails)

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
        side.setMinimumWidth(34 * GRID)
        column = QVBoxLayout(side)
        column.setContentsMargins(GRID, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.grid, 1)
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, 2 * GRID, GRID)
        row.addWidget(self.further)
        row.addStretch(1)
        row.addWidget(self.slider)
        column.addLayout(row)
        return side

    @property
    def photo(self) -> Photo | None:
        """The photo or picture that the page is about, where it is one."""
        return self.answer.query[0] if self.answer is not None and len(self.answer.query) == 1 else None

    @property
    def path(self) -> Path | None:
        """The path that the page's commands are about."""
        return self.photo.files[0].path if self.photo is not None and self.photo.files else None

    @property
    def query(self) -> tuple[int, ...]:
        """Ids of the photos of the library that the search began with."""
        return tuple(photo.id for photo in self.answer.query if photo.id) if self.answer is not None else ()

    def selected_photos(self) -> tuple[int, ...]:
        """Ids of the selected photos; where none is selected, of those the page is about."""
        return self.grid.selected() or self.query

    def show_stack(self, photos: int) -> None:
        """Says how many photos the stack has that this one is in; nothing where it is in none."""
        self.stack_button.setText(tr("In a stack of {count}").format(count=number(photos)))
        self.stack_button.setVisible(photos > 1)

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder, or everything."""
        self.folder_chosen.emit(folder)

    def show_searching(self, picture: OutsidePicture) -> None:
        """Shows a picture from outside while it is being looked for."""
        self.answer = None
        self.strip.hide()
        self.picture_side.show()
        self._show_one(picture.photo, picture)
        self.head.say(tr("Looking for this picture in your library…"))
        for button in self._buttons:
            button.hide()
        self.further.hide()
        self.model.show([])

    def set_thumbnail_width(self, width: int) -> None:
        """Shows pictures of another size."""
        self.slider.show_width(width)
        self.grid.set_thumbnail_width(self.slider.value())

    def show_answer(self, answer: SimilarPhotos, picture: OutsidePicture | None = None) -> None:
        """Shows another answer.

        Args:
            answer: what was found.
            picture: what was searched by, where it is no photo of the library.
        """
        same = self.answer is not None and self.answer.query == answer.query
        self.answer = answer
        photo = self.photo
        self.strip.setVisible(photo is None)
        self.picture_side.setVisible(photo is not None)
        if photo is None:
            self.strip.show_photos(answer.query)
            self.head.set_title(tr("Similar to {n} photos").format(n=number(len(answer.query))))
        else:
            self.strip.show_photos(())
            self._show_one(photo, picture)
        self.head.say(self._sum(answer, outside=picture is not None))
        for button in self._buttons:
            button.setVisible((photo is not None and bool(photo.files)) or button is self._buttons[0])
        self._buttons[0].setVisible(picture is None)
        if not same:
            self._show_farther(farther=False)
            self.shown.emit(photo.id if photo is not None else 0)
        self._show_rows(keep=same)

    def _show_one(self, photo: Photo, picture: OutsidePicture | None) -> None:
        named = tr("Copied picture") if picture is not None else tr("Photo")
        self.head.set_title(shown(photo.files[0].path.name) if photo.files else named)
        self.picture.show_photo(photo, None if picture is None else picture.large)
        self.facts.show_photo(photo)

    def _show_rows(self, *, keep: bool) -> None:
        if self.answer is None:
            return
        outside = self.answer.query[0].id == 0
        tile = self.model.tile(self.grid.currentIndex().row()) if keep and self.grid.currentIndex().isValid() else None
        at = self.grid.verticalScrollBar().value()
        self.model.show(rows_of(self.answer, farther=self.further.isChecked(), outside=outside))
        self.further.setVisible(bool(self.answer.farther))
        self.grid.begin()
        if tile is not None:
            self.grid.point_at(tile.photo.id)
        if keep:
            self.grid.doItemsLayout()
            self.grid.verticalScrollBar().setValue(at)

    def _show_farther(self, *, farther: bool) -> None:
        self.further.setText(tr("Show less") if farther else tr("Look further"))
        tip = tr("Also show the photos that are nearest among those that do not look alike.")
        self.further.setToolTip("" if farther else tip)
        if self.further.isChecked() is not farther:
            self.further.setChecked(farther)

    @Slot(bool)
    def _look_further(self, farther: bool) -> None:
        self._show_farther(farther=farther)
        self._show_rows(keep=True)
        beyond = self.model.row_of(tr("Farther away"))
        if beyond is not None:
            self.grid.scrollTo(self.model.index(beyond, 0), SimilarView.ScrollHint.PositionAtTop)

    @Slot(int)
    def _resize_thumbnails(self, width: int) -> None:
        self.grid.set_thumbnail_width(width)
        self.thumbnail_width_chosen.emit(width)

    @Slot(int)
    def _take_out(self, photo_id: int) -> None:
        self.query_chosen.emit(tuple(other for other in self.query if other != photo_id))

    def _sum(self, answer: SimilarPhotos, *, outside: bool) -> str:
        copies, alike = len(answer.copies), len(answer.look_alikes)
        parts = [
            tr("{n} copies", copies).format(n=number(copies)) if copies != 1 else tr("1 copy"),
            tr("{n} look alike", alike).format(n=number(alike)) if alike != 1 else tr("1 looks alike"),
        ]
        where = tr("Not in your library") if outside and not copies else ""
        return " · ".join(filter(None, (where, parts[0] if copies else "", parts[1] if alike else "")))
