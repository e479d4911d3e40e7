"""One photo, large, with its facts, beside its copies and what looks alike; or several photos and what is like them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import Commands
from photohash.app.labels import photo_name
from photohash.app.models.similar import SimilarModel, rows_of
from photohash.app.pages.frame import Head
from photohash.app.pages.large_picture import LargePicture, PhotoDetails
from photohash.app.pages.query_strip import QueryStrip
from photohash.app.pages.similar_view import SimilarView
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.photo_menu import photo_menu
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number
from photohash.core.translation import plural, tr
from photohash.library.outside_picture import OutsidePicture
from photohash.library.photo import Photo
from photohash.library.similar_photos import SimilarPhotos


class PhotoPage(QWidget):
    """A photo, several, or a picture from outside, and what is like it: its copies, and what looks alike.

    Signals:
        chosen(int): a photo was opened; its id.
        query_chosen(tuple[int, ...]): other photos are to be searched by; their ids.
        shown(int): another photo is shown; its id, or 0 where it is not one photo of the library.
        folder_chosen(Path | None): only photos below this folder are to be shown.
    """

    chosen = Signal(int)
    query_chosen = Signal(object)
    shown = Signal(int)
    folder_chosen = Signal(object)

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.answer: SimilarPhotos | None = None
        self._how_far = ""
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
        links = self._links(actions)
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
        column.addLayout(links)
        column.addWidget(self.strip)
        column.addWidget(splitter, 1)
        QWidget.setTabOrder(self.grid, self.further)  # it goes on from the list, wherever it stands
        for opened in (self.grid, self.strip):
            opened.chosen.connect(self.chosen)
        self.grid.menu_wanted.connect(lambda at: photo_menu(actions, self).popup(at))
        self.strip.taken_out.connect(self._take_out)
        self.further.toggled.connect(self._look_further)
        self.slider.valueChanged.connect(self._resize_thumbnails)
        self._show_farther(farther=False)
        self.clear()

    def _links(self, actions: Commands) -> QHBoxLayout:
        """The row under the head: what else there is to see, and what can be done with the photo."""
        row = QHBoxLayout()
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID + GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self.stack_button)
        row.addWidget(self.further)
        row.addStretch(1)
        row.addWidget(self.slider)
        self._buttons: dict[str, QToolButton] = {}
        for name in ("add-to-search", "copy-path", "reveal"):
            self._buttons[name] = icon_button(actions[name])
            self._buttons[name].setFixedHeight(4 * GRID)
            row.addWidget(self._buttons[name])
        return row

    def _show_buttons(self) -> None:
        """Shows the buttons that fit what is shown."""
        photo = self.photo
        for name, button in self._buttons.items():
            button.setVisible(bool(self.query) if name == "add-to-search" else photo is not None and bool(photo.files))

    def _left(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(3 * GRID, 0, 0, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.picture, 1)
        column.addWidget(self.facts)
        column.addStretch(0)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        self.grid.setMinimumWidth(32 * GRID)
        column = QVBoxLayout(side)
        column.setSpacing(GRID)
        column.addWidget(self.grid, 1)
        self._beside = column
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
        self.stack_button.setText(tr("In a stack of {n}", photos).format(n=number(photos)))
        self.stack_button.setVisible(photos > 1)

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder, or everything."""
        self.folder_chosen.emit(folder)

    def show_how_far(self, words: str) -> None:
        """Says how far the library is read that is not read whole; "" where it is."""
        if words != self._how_far:
            self._how_far = words
            if self.answer is not None:
                self.head.say(self._sum(self.answer))
                self._show_rows(keep=True)

    def show_searching(self, picture: OutsidePicture) -> None:
        """Shows a picture from outside while it is being looked for."""
        self.clear()
        self.picture_side.show()
        self._show_one(picture.photo, picture)
        self.head.say(tr("Looking for this picture in your library…"))

    def clear(self) -> None:
        """Shows nothing, until there is an answer."""
        self.answer = None
        self.head.set_title("")
        self.head.say("")
        for part in (self.strip, self.picture_side, self.further, self.stack_button):
            part.hide()
        self._show_buttons()
        self.model.show([])

    def photo_sequence(self) -> tuple[int, ...]:
        """Ids of every photo of the page, those it is about first: the way that arrows take on the whole screen."""
        return (*self.query, *(tile.photo.id for _, tile in self.model.tiles()))

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
        self._beside.setContentsMargins(GRID if photo is not None else 2 * GRID, 0, 0, GRID)
        if photo is None:
            self.strip.show_photos(answer.query)
            self.head.set_title(
                plural("Similar to {n} photo", "Similar to {n} photos", len(answer.query)).format(
                    n=number(len(answer.query))
                )
            )
        else:
            self.strip.show_photos(())
            self._show_one(photo, picture)
        self.head.say(self._sum(answer))
        self._show_buttons()
        if not same:
            self._show_farther(farther=False)
            self.shown.emit(photo.id if photo is not None else 0)
        self._show_rows(keep=same)

    def _show_one(self, photo: Photo, picture: OutsidePicture | None) -> None:
        self.head.set_title(photo_name(photo))
        self.picture.show_photo(photo, None if picture is None else picture.large)
        self.facts.show_photo(photo)

    def _show_rows(self, *, keep: bool) -> None:
        if self.answer is None:
            return
        outside = self.answer.query[0].id == 0
        tile = self.model.tile(self.grid.currentIndex().row()) if keep and self.grid.currentIndex().isValid() else None
        at = self.grid.verticalScrollBar().value()
        self.model.show(rows_of(self.answer, farther=self.further.isChecked(), outside=outside, how_far=self._how_far))
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

    @Slot(int)
    def _take_out(self, photo_id: int) -> None:
        self.query_chosen.emit(tuple(other for other in self.query if other != photo_id))

    def _sum(self, answer: SimilarPhotos) -> str:
        outside = answer.query[0].id == 0
        copies, alike = len(answer.copies), len(answer.look_alikes)
        parts = [
            count(copies, "copy", "copies"),
            plural("{n} looks alike", "{n} look alike", alike).format(n=number(alike)),
        ]
        where = tr("Not in your library") if outside and not copies and not self._how_far else ""
        found = where, parts[0] if copies else "", parts[1] if alike else "", self._how_far
        return " · ".join(filter(None, found))
