"""The first step: which albums are learnt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.pages.frame import Empty, label
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.wizard.names import AlbumBox
from photohash.app.wizard.photo_strip import PhotoStrip, StripPhoto
from photohash.core.formatting import count, number
from photohash.core.translation import plural, tr
from photohash.library.albums.album import Album
from photohash.library.albums.check import FEWEST_PHOTOS
from photohash.library.photo import Photo

PREVIEWS = 4
"""Photos shown of each album."""

_SIDE = 5 * GRID


class ChooseAlbumsStep(QWidget):
    """A tick for each album.

    Args:
        theme: of the window.
        thumbnails: of the window.

    Signals:
        changed: other albums are ticked.
        albums_wanted: the page on which albums are made is to be shown.
    """

    changed = Signal()
    albums_wanted = Signal()

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self._thumbnails = theme, thumbnails
        self.boxes: dict[int, AlbumBox] = {}
        self._albums: tuple[Album, ...] = ()
        self._previews: Mapping[int, Sequence[Photo]] = {}
        self.all_button = QPushButton(tr("Choose all"))
        self.all_button.clicked.connect(self._choose_all)
        self.summary = label("", "dim", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        there = QWidget()
        column = QVBoxLayout(there)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        lead = tr("photohash learns to tell the albums you tick apart. Choose at least two.")
        column.addWidget(label(lead, "lead", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.empty = Empty(
            "albums",
            tr("No albums yet"),
            tr(
                "Put photos that belong together into albums first, for example each of your children, or dogs and"
                " cats. {n} photos in each of two albums are a beginning."
            ).format(n=number(FEWEST_PHOTOS)),
            theme,
        )
        self.albums_button = QPushButton(tr("Go to the albums"))
        self.albums_button.setProperty("role", "primary")
        self.albums_button.clicked.connect(self.albums_wanted)
        self.empty.offer(self.albums_button)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(there)
        self._stack.addWidget(self.empty)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The albums that are ticked, in their order."""
        return tuple(album for album, box in self.boxes.items() if box.isChecked())

    def leave_out(self, album: int) -> None:
        """Takes the tick of an album away."""
        if album in self.boxes:
            self.boxes[album].setChecked(False)

    def show_albums(
        self, albums: Sequence[Album], previews: Mapping[int, Sequence[Photo]], chosen: Collection[int] | None
    ) -> None:
        """Shows the albums that there are.

        Args:
            albums: all of them.
            previews: some photos of each.
            chosen: those to be ticked; None leaves the ticks as they are, and ticks all where none were shown.
        """
        if chosen is None and self.boxes and (tuple(albums), previews) == (self._albums, self._previews):
            return  # what a person points at stays where it is
        self._previews = previews
        ticked = set(self.chosen) if chosen is None and self.boxes else chosen
        self._albums = tuple(albums)
        focused = next((album for album, box in self.boxes.items() if box.hasFocus()), None)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for album in albums:
            self._rows.addWidget(self._row(album, previews.get(album.id, ())))
            self.boxes[album.id].setChecked(ticked is None or album.id in ticked)
        self._stack.setCurrentIndex(0 if albums else 1)
        if focused in self.boxes:
            self.boxes[focused].setFocus()
        follow_layout(self.window())
        self._tell()

    def _row(self, album: Album, photos: Sequence[Photo]) -> QWidget:
        row = QFrame()
        row.setObjectName("card")
        line = QHBoxLayout(row)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        box = AlbumBox(album.name)
        box.toggled.connect(self._tell)
        self.boxes[album.id] = box
        here = count(album.present, "photo")
        words = here if album.present == album.photos else tr("{here}, {all} in all").format(
            here=here, all=number(album.photos)
        )  # fmt: skip
        box.setAccessibleDescription(words)
        strip = PhotoStrip(self._theme, self._thumbnails, _SIDE)
        said = tr("Some photos of {album}").format(album=album.name)
        strip.show_photos([StripPhoto(photo) for photo in photos], said)
        strip.setFixedWidth(PREVIEWS * (_SIDE + GRID // 2))
        line.addWidget(box, 1)
        line.addWidget(label(words, "dim"))
        line.addWidget(strip)
        return row

    @Slot()
    def _choose_all(self) -> None:
        everything = len(self.chosen) < len(self.boxes)
        for box in self.boxes.values():
            box.setChecked(everything)

    @Slot()
    def _tell(self) -> None:
        chosen = set(self.chosen)
        photos = sum(album.present for album in self._albums if album.id in chosen)
        albums = plural("{n} album chosen", "{n} albums chosen", len(chosen)).format(n=number(len(chosen)))
        self.summary.setText(tr("{albums}, {photos}.").format(albums=albums, photos=count(photos, "photo")))
        everything = len(chosen) < len(self.boxes)
        self.all_button.setText(tr("Choose all") if everything else tr("Choose none"))
        self.changed.emit()
