"""One photo, large, and the facts of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from photohash.app.labels import dimensions, photo_name, taken
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.pages.painting import in_steps, paint_picture
from photohash.app.picture_pixels import image_of
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import Words, said, tr
from photohash.library.photo import Photo, Pixels

_STEP = 128
_PREVIEW = QSize(192, 144)


class LargePicture(QWidget):
    """A photo as large as its place allows; its thumbnail stands in until it is read.

    Signals:
        opened: it was double-clicked.
    """

    opened = Signal()

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
        self.setAccessibleName(shown(photo.files[0].path.name) if photo.files else tr("Photo"))
        self._be_no_higher()
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Opens it."""
        self.opened.emit()

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
        paint_picture(painter, self.rect(), pixmap, self._theme.colours, missing=missing, enlarge=True, boxed=False)
        painter.end()


_ELIDED = {"Path": Qt.TextElideMode.ElideLeft, "Also at": Qt.TextElideMode.ElideLeft}
"""Of a path the end is seen, which tells it from others."""
_LINES = {"Path": 2, "Captured": 2, "Camera": 2}


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
            value = ElidedLabel("plain", _ELIDED.get(name, Qt.TextElideMode.ElideRight), _LINES.get(name, 1))
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
        film = tr(", with a motion photo's film inside") if photo.moving else ""
        is_file = bool(photo.files or photo.id)  # a picture that was pasted is none
        texts = {
            "Path": paths[0] if paths else photo_name(photo),
            "Dimensions": dimensions(photo.width, photo.height),
            "Size": size_in_words(photo.bytes) if is_file else "",
            "Captured": taken(photo.taken) if is_file else "",
            "Camera": photo.camera or "",
            "Format": said(photo.format) + film if is_file else "",
            "Also at": "\n".join([*paths[1:4], *more]),
        }
        for row, name in enumerate(self._ROWS):
            self._values[name].say(texts[name])
            self._form.setRowVisible(row, bool(texts[name]))
