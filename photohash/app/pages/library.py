"""All photos of the library in one grid: sorted, under headings, filtered, with a timeline at the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.models.photo_list import PhotoListModel
from photohash.app.pages.frame import Empty, Head
from photohash.app.pages.library_filter import Grouping, LibraryFilter
from photohash.app.pages.photo_grid import PhotoGrid
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.pages.timeline import Timeline, TimelineMonth, month_in_words
from photohash.app.photo_menu import photo_menu
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count, number, size_in_words
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.store import Mark, PhotoListing, PhotoQuery


class LibraryPage(QWidget):
    """Every photo.

    Signals:
        chosen(int): a photo was opened; its id.
        query_changed: other photos are asked for, or another order: see ``query``.
        picked: other photos are selected.
    """

    chosen = Signal(int)
    query_changed = Signal()
    picked = Signal()

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._actions = actions
        self._folder: Path | None = None
        self._marks: Sequence[Mark] = ()
        self._photos = self._files = self._bytes = 0
        self._how_far, self._covered = "", False
        self._asked: PhotoQuery | None = None
        self.model = PhotoListModel()
        self.grid = PhotoGrid(self.model, theme, thumbnails, least=144)
        self.grid.setAccessibleName(tr("All photos"))
        self.head = Head(tr("All photos"))
        self.filter = LibraryFilter(theme)
        self.search = self.filter.search
        self.size_slider = SizeSlider(144)
        self.timeline = Timeline(theme)
        self.clear_button = QPushButton(tr("Clear"))
        self.empty = Empty("picture", tr("No photos yet"), tr("They appear here as they are read."), theme)
        self.empty.offer(self.clear_button)
        self.add_button = self.empty.offer_command(actions["add-folder"])
        for control in (self.search, self.filter.order):
            self.head.add(control)
        self.head.add(self.size_slider, spare=True)
        self._lay_out()
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self._tell)
        self.grid.chosen.connect(self.chosen)
        self.grid.picked.connect(self._telling.start)
        self.grid.picked.connect(self.picked)
        self.grid.menu_wanted.connect(self._offer)
        self.grid.moved.connect(self._follow)
        self.filter.changed.connect(self.query_changed)
        self.filter.grouped.connect(self._regroup)
        self.clear_button.clicked.connect(self.filter.clear)
        self.size_slider.valueChanged.connect(self.set_thumbnail_width)
        self.timeline.valueChanged.connect(self._go_to_month)
        self._tell()

    def _lay_out(self) -> None:
        side_by_side = QHBoxLayout()
        side_by_side.setContentsMargins(2 * GRID, 0, 0, 0)
        side_by_side.setSpacing(0)
        side_by_side.addWidget(self.grid, 1)
        side_by_side.addWidget(self.timeline)
        content = QWidget()
        content.setLayout(side_by_side)
        self._stack = QStackedLayout()
        self._stack.addWidget(content)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.filter)
        column.addLayout(self._stack, 1)

    @property
    def query(self) -> PhotoQuery:
        """What is asked for."""
        query = self.filter.query
        return PhotoQuery(**{name: getattr(query, name) for name in query.__slots__} | {"folder": self._folder})

    @property
    def settled(self) -> bool:
        """Whether all that was typed has been asked for and told."""
        return not (self.filter.waiting or self._telling.isActive() or self.model.asking)

    def selected_photos(self) -> tuple[int, ...]:
        """Ids of the selected photos, or of the one with the keyboard."""
        return self.grid.selected_photos()

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder; with None everything."""
        if folder != self._folder:
            self._folder = folder
            self.query_changed.emit()

    @Slot(int)
    def set_thumbnail_width(self, width: int) -> None:
        """Changes the width of the pictures."""
        self.size_slider.show_width(width)
        self.grid.set_least(width)

    def tell(self, photos: int, files: int, octets: int) -> None:
        """Says how large the library is."""
        self._photos, self._files, self._bytes = photos, files, octets
        self._tell()

    def show_how_far(self, words: str) -> None:
        """Says how far the library is read that is not read whole; "" where it is."""
        if words != self._how_far or not self._covered:
            self._how_far, self._covered = words, True
            self._tell()

    def show_listing(self, listing: PhotoListing, query: PhotoQuery) -> None:
        """Shows the answer to a query.

        The same query asked again, after the library changed, leaves the view, the selection and the keyboard where
        they are; another one begins at the top.
        """
        again, self._asked = query == self._asked, query
        before = _Place.of(self.grid, self.model)
        self.model.show(listing.ids)
        self._marks = listing.marks
        self._regroup()
        if not again:
            self.grid.verticalScrollBar().setValue(0)
        elif not np.array_equal(before.ids, listing.ids):
            before.restore(self.grid, self.model)
        self._tell()

    @Slot()
    def _regroup(self) -> None:
        headings = self.filter.headings
        if self._asked is not None and (headings is Grouping.FOLDER) != self._asked.by_folder:
            self.query_changed.emit()
            return
        sections = _sections(self._marks, headings, self._folder)
        starts = [start for start, _ in sections]
        sizes = [end - start for start, end in pairwise([*starts, len(self.model.ids)])]
        titles = [(title, number(size)) for (_, title), size in zip(sections, sizes, strict=True)]
        self.grid.set_sections(starts, titles)
        self._show_months()

    @Slot()
    def _show_months(self) -> None:
        geometry = self.grid.geometry_of_photos
        whole = max(geometry.height, 1)
        months = [mark for mark in self._marks if mark.folder is None]
        self.timeline.setVisible(len(months) > 1)
        self.timeline.show_months(
            [TimelineMonth(mark.month, mark.start, geometry.rect(mark.start).top() / whole) for mark in months]
        )
        self._follow()

    @Slot()
    def _follow(self) -> None:
        row = self.grid.top_row()
        if row is not None and self.timeline.isVisible():
            self.timeline.follow(row)

    @Slot(int)
    def _go_to_month(self, place: int) -> None:
        if place < len(self.timeline.months):
            index = self.model.index(self.timeline.months[place].row)
            self.grid.scrollTo(index, PhotoGrid.ScrollHint.PositionAtTop)

    @Slot()
    def _tell(self) -> None:
        photos, shown_now = self._photos, len(self.model.ids)
        selected = self.grid.count_selected()
        if shown_now < photos and self._asked is not None and (self._asked.is_filtered or self._asked.folder):
            line = tr("{shown} of {photos}").format(shown=number(shown_now), photos=count(photos, "photo"))
        else:
            words = tr("{photos}, {size}") if self._files == photos else tr("{photos} in {files}, {size}")
            size = size_in_words(self._bytes)
            line = words.format(photos=count(photos, "photo"), files=count(self._files, "file"), size=size)
        if selected:
            line += ". " + tr("{n} selected", selected).format(n=number(selected))
        if self._how_far:
            line += f". {self._how_far}"
        self.head.say(line if photos else "")
        filtered = self._asked is not None and self._asked.is_filtered
        if not shown_now and photos and self._asked is not None:
            if filtered:
                words = tr("No photo passes the filter. Clear it to see all photos.")
                self.empty.say("search", tr("Nothing matches"), f"{words} {self._how_far}".strip())
            else:
                where = shown(self._folder.name) if self._folder is not None else ""
                self.empty.say("folder", tr("No photos in {folder}").format(folder=where), self._how_far)
        elif not photos and self._covered and not self._how_far:
            self.empty.say_no_photos()
        elif not photos:
            words = tr("They appear here as they are read.")
            self.empty.say("picture", tr("No photos yet"), f"{self._how_far} {words}".strip())
        self.clear_button.setVisible(filtered)
        self.add_button.setVisible(not photos and self._covered and not self._how_far)
        self._stack.setCurrentIndex(1 if (self._asked is not None and not shown_now) or not photos else 0)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        photo_menu(self._actions, self).popup(at)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person is in the list: what they see at the top, what they selected, where the keyboard is."""

    ids: NDArray[np.int64]
    selected: NDArray[np.int64]
    current: int
    top: int | None
    beyond: int

    @classmethod
    def of(cls, grid: PhotoGrid, model: PhotoListModel) -> _Place:
        offset, top = grid.verticalOffset(), grid.top_row()
        beyond = 0 if top is None else offset - grid.geometry_of_photos.rect(top).top()
        return cls(
            model.ids,
            grid.selected_rows(),
            grid.currentIndex().row(),
            top if offset and top is not None else None,
            beyond,
        )

    def restore(self, grid: PhotoGrid, model: PhotoListModel) -> None:
        """Goes to the same photos in another list, as far as they are in it."""
        if len(self.selected):
            grid.select_rows(model.rows_of(self.ids[self.selected]))
        row = model.row_of(int(self.ids[self.current])) if self.current >= 0 else None
        if row is not None:
            grid.selectionModel().setCurrentIndex(model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        at = model.row_of(int(self.ids[self.top])) if self.top is not None else None
        grid.verticalScrollBar().setValue(0 if at is None else grid.geometry_of_photos.rect(at).top() + self.beyond)


def _sections(marks: Sequence[Mark], headings: Grouping, below: Path | None) -> list[tuple[int, str]]:
    """Where sections begin, with their headings."""
    if headings is Grouping.NONE:
        return []
    if headings is Grouping.FOLDER:
        return [(mark.start, _folder_in_words(mark.folder, below)) for mark in marks if mark.folder is not None]
    months = [mark for mark in marks if mark.folder is None]
    if headings is Grouping.MONTH:
        return [(mark.start, month_in_words(mark.month)) for mark in months]
    sections: list[tuple[int, str]] = []
    last = None
    for mark in months:
        if mark.month[:4] != last:
            last = mark.month[:4]
            sections.append((mark.start, last or month_in_words("")))
    return sections


def _folder_in_words(folder: Path, below: Path | None) -> str:
    """The end of a path that tells the folder: its name and the one it is in, or all that lies below a chosen one."""
    if below is not None and folder.is_relative_to(below):
        inside = folder.relative_to(below)
        return shown(Path(below.name) / inside)
    return shown(Path(*folder.parts[-2:]))
