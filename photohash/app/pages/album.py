"""The page of one album: its photos, and below them the photos that may belong to it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.models.albums import FoundPhotosModel
from photohash.app.models.clusters import FindPhoto
from photohash.app.pages.album_labels import LabelEditor
from photohash.app.pages.frame import Head, label
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.photo_menu import photo_menu
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number
from photohash.core.translation import tr


class AlbumPage(QWidget):
    """An album.

    Signals:
        chosen(int): a photo was opened; its number.
        picked: other photos are selected, or the other list has the keyboard.
        renamed(str): another name was typed.
    """

    chosen = Signal(int)
    picked = Signal()
    renamed = Signal(str)

    def __init__(
        self,
        commands: Commands,
        theme: Theme,
        thumbnails: Thumbnails,
        find: FindPhoto,
        name: Callable[[int], str],
    ) -> None:
        super().__init__()
        self._commands = commands
        self._name = ""
        self.album: int | None = None
        self.model = FoundPhotosModel(find)
        self.grid = PhotoGrid(self.model, theme, thumbnails, least=144)
        self.grid.setAccessibleName(tr("Photos of the album"))
        self.labels = LabelEditor(commands, theme, thumbnails, find, name)
        self.size_slider = SizeSlider(144)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Name of the album"))
        self.field.setMaximumWidth(40 * GRID)
        self.field.hide()
        self.head = Head("")
        for command in ("back", "forward"):
            self.head.lead_with(icon_button(commands[command]))
        self.head.lead_with(self.field)
        self.head.add(icon_button(commands["rename-album"]))
        self.head.add(self.size_slider, spare=True)
        self._lay_out()
        self.grid.chosen.connect(self.chosen)
        self.labels.chosen.connect(self.chosen)
        self.grid.picked.connect(self._tell)
        self.grid.picked.connect(self.picked)
        self.labels.picked.connect(self.picked)
        self.grid.menu_wanted.connect(self._offer)
        self.size_slider.valueChanged.connect(self._resize)
        self.field.editingFinished.connect(self._end_renaming)

    def _lay_out(self) -> None:
        """The album's photos above, what may belong to it below."""
        words = tr(
            "Drag photos onto the album, or choose Add to album in their menu. A few are enough to suggest more."
        )
        self._nothing = label(words, "lead", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        upper = QWidget()
        self._stack = QStackedLayout(upper)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._nothing)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2 * GRID)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.labels)
        self.splitter.setStretchFactor(0, 4)
        self.splitter.setStretchFactor(1, 5)
        self.splitter.setSizes([400, 500])
        self._moved = False
        self.splitter.splitterMoved.connect(self._take_move)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(2 * GRID, 0, 0, 0)
        framed.addWidget(self.splitter)
        column.addWidget(self.head)
        column.addLayout(framed, 1)

    def selected_photos(self) -> tuple[int, ...]:
        """The photos that commands are about: of the list that has the keyboard."""
        return (self.labels.grid if self.labels.grid.hasFocus() else self.grid).selected_photos()

    def begin(self, album: int, name: str) -> None:
        """Shows another album, whose photos come later."""
        self.album = album
        self.show_name(name)
        self.model.show(np.empty(0, dtype=np.int64))
        self.labels.begin(album)
        self._tell()

    def show_name(self, name: str) -> None:
        """Shows the name."""
        self._name = name
        if self.field.isHidden():
            self.head.set_title(name)

    def show_photos(self, photos: Sequence[int]) -> None:
        """Shows the album's photos; the place in the list stays."""
        offset, row = self.grid.verticalScrollBar().value(), self.grid.currentIndex().row()
        self.model.show(np.array(photos, dtype=np.int64))
        if row >= 0 and len(photos):
            self.grid.selectionModel().setCurrentIndex(
                self.model.index(min(row, len(photos) - 1)), self.grid.selectionModel().SelectionFlag.NoUpdate
            )
        self.grid.verticalScrollBar().setValue(offset)
        self._tell()

    @Slot()
    def begin_renaming(self) -> None:
        """Has the name typed in place of the title."""
        self.field.setText(self._name)
        self.head.set_title("")
        self.field.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _end_renaming(self) -> None:
        if self.field.isHidden():
            return
        name = " ".join(self.field.text().split())
        self.field.hide()
        self.head.set_title(self._name)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if name and name != self._name:
            self.renamed.emit(name)

    @Slot()
    def _tell(self) -> None:
        photos, selected = self.model.rowCount(), self.grid.count_selected()
        line = count(photos, "photo")
        if selected:
            line += ". " + tr("{n} selected", selected).format(n=number(selected))
        self.head.say(line)
        self._stack.setCurrentIndex(0 if photos else 1)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the height out anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Gives the photos no more height than they fill, and less than half, unless a hand has moved the line."""
        whole = sum(self.splitter.sizes())
        if self._moved or not whole or not self.grid.geometry_of_photos.height:
            return
        cell = self.grid.geometry_of_photos.cell.height()
        upper = min(self.grid.geometry_of_photos.height + GRID, max(whole * 4 // 9, cell))
        self.splitter.setSizes([upper, whole - upper])

    @Slot()
    def _take_move(self) -> None:
        self._moved = True

    @Slot(int)
    def _resize(self, width: int) -> None:
        self.grid.set_least(width)
        self.labels.grid.set_least(width)
        self._share()

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        photo_menu(self._commands, self, ["take-out"]).popup(at)
