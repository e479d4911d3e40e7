"""The photos that a search began with, in a row; each can be opened or taken out of the search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QToolButton, QWidget

from photohash.app.icons import icon
from photohash.app.labels import photo_name, plain_tip
from photohash.app.pages.painting import draw_picture, outline
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.photo import Photo

_PICTURE = QSize(12 * GRID, 9 * GRID)
_CROSS = 20
"""Side of the button in the corner of a picture."""


class QueryPicture(QAbstractButton):
    """One photo of the search; pressing it opens the photo."""

    def __init__(self, photo: Photo, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.photo = photo
        self._theme, self._thumbnails = theme, thumbnails
        name = photo_name(photo)
        self.setAccessibleName(tr("Open {name}").format(name=name))
        self.setToolTip(plain_tip(shown(photo.files[0].path)) if photo.files else name)
        self.setFixedSize(_PICTURE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        thumbnails.arrived.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the picture."""
        painter = QPainter(self)
        colours, ratio = self._theme.colours, self.devicePixelRatioF()
        pixmap = self._thumbnails.pixmap(self.photo, _PICTURE, ratio)
        missing = self._thumbnails.missing(self.photo, _PICTURE, ratio)
        draw_picture(painter, self.rect(), pixmap, colours, missing=missing)
        if self.hasFocus():
            outline(painter, self.rect(), colours["accent"], width=2, radius=6)
        elif self.underMouse():
            outline(painter, self.rect(), colours["border_strong"], width=2, radius=6)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer shows that it can be pressed."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


class QueryStrip(QScrollArea):
    """The photos of a search.

    Signals:
        chosen(int): a photo was pressed; its id.
        taken_out(int): a photo is to be left out of the search; its id.
    """

    chosen = Signal(int)
    taken_out = Signal(int)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self._photos: tuple[Photo, ...] = ()
        self._buttons: list[QToolButton] = []
        self.setAccessibleName(tr("Photos of this search"))
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_PICTURE.height() + 3 * GRID)
        theme.changed.connect(self._colour)
        self.show_photos(())

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos shown."""
        return self._photos

    def remove_button(self, photo_id: int) -> QToolButton:
        """The button that takes a photo out of the search."""
        return self._buttons[[photo.id for photo in self._photos].index(photo_id)]

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Shows other photos."""
        self._photos = tuple(photos)
        self._buttons = []
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID)
        row.setSpacing(GRID)
        for photo in self._photos:
            row.addWidget(self._one(photo))
        row.addStretch(1)
        self.setWidget(inside)
        self._colour()
        follow_layout(self.window())

    def _one(self, photo: Photo) -> QueryPicture:
        made = QueryPicture(photo, self._theme, self._thumbnails)
        made.clicked.connect(self._open)
        name = photo_name(photo)
        button = QToolButton(made)
        button.setProperty("role", "over")
        button.setAccessibleName(tr("Remove {name} from the search").format(name=name))
        button.setToolTip(tr("Remove from the search"))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(_CROSS, _CROSS)
        corner = QHBoxLayout(made)
        corner.setContentsMargins(0, GRID // 2, GRID // 2, 0)
        corner.addWidget(button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._take_out)
        self._buttons.append(button)
        return made

    @Slot()
    def _open(self) -> None:
        made = self.sender()
        if isinstance(made, QueryPicture):
            self.chosen.emit(made.photo.id)

    @Slot()
    def _take_out(self) -> None:
        place = [button is self.sender() for button in self._buttons].index(True)
        self.taken_out.emit(self._photos[place].id)

    @Slot()
    def _colour(self) -> None:
        for button in self._buttons:
            button.setIcon(icon("close", self._theme.colours["text_dim"]))
