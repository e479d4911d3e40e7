"""The map of look-alikes: all clusters at a glance, and the way from one to those that are like it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.folder_names import folder_in_library
from photohash.app.icons import icon
from photohash.app.models.clusters import ClusterTile, FindPhoto, PlaneModel, TilesModel, photos_in_words
from photohash.app.pages.cluster_controls import LevelSwitch
from photohash.app.pages.cluster_tiles import PlaneView, TileGrid
from photohash.app.pages.frame import Empty, Head, filter_row, label
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.photo_menu import photo_menu
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import plural, tr
from photohash.library.cluster_map import Plane, Surroundings


class ClusterMapPage(QWidget):
    """All clusters on a plane, or one with its photos and what lies around it.

    Signals:
        chosen(int): a photo was opened; its id.
        map_wanted(object): another place of the map is wanted: around a photo, by its id, or all of it, with None.
    """

    chosen = Signal(int)
    map_wanted = Signal(object)

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails, photo: FindPhoto) -> None:
        super().__init__()
        self._actions, self._theme, self._photo = actions, theme, photo
        self.asked: int | None = None
        self.surroundings: Surroundings | None = None
        self.plane = PlaneView(PlaneModel(photo), photo, theme, thumbnails)
        self.plane.setAccessibleName(tr("All clusters by likeness"))
        self.plane.setAccessibleDescription(tr("Enter opens a cluster. Plus and minus zoom, 0 shows all."))
        self.photos = TileGrid(TilesModel(photo), photo, theme, thumbnails, captions=False, roomy=True)
        self.photos.setAccessibleName(tr("Photos of this cluster"))
        self.near = TileGrid(TilesModel(photo), photo, theme, thumbnails, captions=True)
        self.near.setAccessibleName(tr("Clusters near this one"))
        self.alone = TileGrid(TilesModel(photo), photo, theme, thumbnails, captions=True)
        self.alone.setAccessibleName(tr("Photos near this cluster that are in none"))
        self.head = Head(tr("Map"))
        self.level, self.size_slider = LevelSwitch(), SizeSlider(144)
        self.all_button = QPushButton(tr("All clusters"))
        self._known, self._photos = False, 0
        self._reading, self._how_far, self._progress = False, "", ""
        self.empty = Empty("map", tr("Map"), "", theme)
        for name in ("back", "forward"):
            self.head.lead_with(icon_button(actions[name]))
        self.head.add(self.size_slider)
        self._stack = QStackedLayout()
        for widget in (self._framed(self.plane), self._wandering(), self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(filter_row(self.level, self.all_button))
        column.addLayout(self._stack, 1)
        self.plane.chosen.connect(self._enter)
        for grid in (self.near, self.alone):
            grid.chosen.connect(self._enter)
        self.photos.chosen.connect(self._open)
        self.all_button.clicked.connect(self._ask_for_all)
        for view in (self.plane, self.photos, self.near, self.alone):
            view.menu_wanted.connect(self._offer)
        self.size_slider.valueChanged.connect(self.photos.set_width)
        theme.changed.connect(self._colour)
        self._colour()
        for control in (self.all_button, self.size_slider):
            control.setVisible(False)
        self._say_why_empty()

    def _framed(self, widget: QWidget) -> QWidget:
        framed = QWidget()
        row = QHBoxLayout(framed)
        # A tile keeps half a step between itself and the edge; with it, pictures begin where the title does.
        row.setContentsMargins(3 * GRID - GRID // 2, 0, 3 * GRID - GRID // 2, GRID)
        row.addWidget(widget)
        return framed

    def _wandering(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(2 * GRID)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self._near_title, self._alone_title = label(tr("Near it"), "heading"), label(tr("In no cluster"), "heading")
        column.addWidget(self._near_title)
        column.addWidget(self.near, 3)
        column.addWidget(self._alone_title)
        column.addWidget(self.alone, 2)
        right.setMinimumWidth(22 * GRID)
        for grid in (self.near, self.alone):
            grid.set_width(128)
        splitter.addWidget(self._framed(self.photos))
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([660, 330])
        return splitter

    @property
    def first(self) -> QWidget:
        """What has the keyboard when the page is gone to."""
        return self.plane if self.surroundings is None else self.photos

    @property
    def path(self) -> Path | None:
        """The path that commands for one photo are about."""
        numbers = self._current()
        photo = None if numbers is None else self._photo(numbers)
        return photo.files[0].path if photo is not None and photo.files else None

    def current_photo(self) -> int | None:
        """The photo the keyboard is on."""
        return self._current()

    def selected_photos(self) -> tuple[int, ...]:
        """The photos of the cluster that is shown, or of the one the keyboard is on, as far as they are known here."""
        if self.surroundings is not None:
            return self.surroundings.cluster.photos
        number_of = self._current()
        return () if number_of is None else (number_of,)

    def set_folder(self, _folder: Path | None) -> None:
        """The map is of the whole library."""

    def set_reading(self, *, reading: bool) -> None:
        """Says whether photos are still being read, which changes what an empty map says."""
        if reading != self._reading:
            self._reading = reading
            self._say_why_empty()

    def show_how_far(self, words: str) -> None:
        """Says how far the library is read that is not read whole; "" where it is."""
        if words != self._how_far:
            self._how_far = words
            self._say_why_empty()

    def show_progress(self, words: str) -> None:
        """Says that clusters are looked for, and how far that is."""
        self._progress = words
        self.head.say(words)
        self._say_why_empty()

    def stop_waiting(self) -> None:
        """What was looked for cannot be had."""
        waited, self._progress = bool(self._progress), ""
        if waited:
            self.head.say("")
        if waited and self.is_empty and not self._known:
            self.show_nothing(
                tr("The map cannot be drawn now"), tr("Go to another page and come back here to try again.")
            )

    @property
    def is_empty(self) -> bool:
        """Whether neither all clusters nor one of them is shown."""
        return not self.plane.tiles.rowCount() and self.surroundings is None

    def _say_why_empty(self) -> None:
        """Where there is nothing to show, says why: it is never just empty."""
        if not self.is_empty:
            return
        heading, sentence = tr("Nothing on the map yet"), tr("No two photos that were read are alike enough.")
        if self._reading:
            heading = tr("Photos are still being read")
            sentence = tr("The map is drawn as soon as the first look-alikes are found.")
        elif self._progress or not self._known:
            heading = self._progress or tr("Looking for look-alikes…")
            sentence = tr("The map is drawn as soon as they are found.")
        elif not self._photos:
            heading, sentence = tr("No photos yet"), tr("Look-alikes appear here once photos were read.")
        self.empty.say("map", heading, f"{self._how_far} {sentence}".strip())
        self._stack.setCurrentIndex(2)

    def show_plane(self, plane: Plane) -> None:
        """Shows all clusters; where they were shown already, the place stays."""
        again = self.surroundings is None and self._stack.currentIndex() == 0
        offset = self.plane.verticalScrollBar().value()
        last = self._current() if again else self.surroundings.cluster.centre if self.surroundings is not None else None
        self.surroundings, self.asked = None, None
        self._known, self._photos, self._progress = True, plane.photos, ""
        tiles = [ClusterTile(cluster.centre, len(cluster.photos)) for cluster in plane.clusters]
        self.plane.tiles.show(plane.columns, tiles)
        self.head.set_title(tr("Map"))
        self.head.say(
            plural(
                "{n} cluster. Open it to look inside.",
                "{n} clusters, each beside those like it. Open one to look inside.",
                len(tiles),
            ).format(n=number(len(tiles)))
            if tiles
            else ""
        )
        if tiles:
            self._stack.setCurrentIndex(0)
        self._say_why_empty()
        self.all_button.setVisible(False)
        self.size_slider.setVisible(False)
        index = self.plane.tiles.place_of(last) if last is not None else self.plane.tiles.index(0, 0)
        self.plane.setCurrentIndex(index if index.isValid() else self.plane.tiles.index(0, 0))
        if again:
            self.plane.verticalScrollBar().setValue(offset)
        self._take_keyboard(self.plane)

    def show_around(self, around: Surroundings) -> None:
        """Shows one cluster and what lies around it; where that was shown already, the place stays."""
        self._progress = ""
        if around == self.surroundings:
            self._say_around(around)
            return
        again = self.surroundings is not None and self.asked == around.asked
        before, offset = self._current() if again else None, self.photos.verticalScrollBar().value()
        self.surroundings, self.asked = around, around.asked
        members = around.cluster.photos
        self.photos.delegate.best = None
        self.photos.tiles.show([ClusterTile(photo) for photo in members])
        for grid, title, places in (
            (self.near, self._near_title, around.near),
            (self.alone, self._alone_title, around.alone),
        ):
            grid.tiles.show([ClusterTile(near.photo, near.photos, near.likeness) for near in places])
            if not again:
                grid.scrollToTop()
            for widget in (grid, title):
                widget.setVisible(bool(places))
        self._say_around(around)
        self.all_button.setVisible(True)
        self.size_slider.setVisible(True)
        self._stack.setCurrentIndex(1)
        wanted = before if before in members else around.asked
        place = members.index(wanted) if wanted in members else 0
        self.photos.setCurrentIndex(self.photos.tiles.index(place))
        if again:
            self.photos.verticalScrollBar().setValue(offset)
            return
        self.photos.scrollTo(self.photos.currentIndex())
        self._take_keyboard(self.photos)

    def _say_around(self, around: Surroundings) -> None:
        members = around.cluster.photos
        centre = self._photo(members[0])
        self.head.set_title(photos_in_words(len(members)) if len(members) > 1 else tr("Like no other"))
        self.head.say(folder_in_library(centre.files[0].path.parent) if centre is not None and centre.files else "")

    def show_nothing(self, heading: str, sentence: str) -> None:
        """Says why there is nothing to show."""
        self.surroundings, self._progress = None, ""
        self.head.set_title(tr("Map"))
        self.head.say("")
        self.empty.say("map", heading, sentence)
        self.all_button.setVisible(True)
        self._stack.setCurrentIndex(2)

    def show_best(self, photo: int) -> None:
        """Marks the sharpest photo."""
        self.photos.delegate.best = photo
        self.photos.repaint_all()

    @Slot()
    def repaint_all(self) -> None:
        """Photos that are painted have come."""
        for view in (self.plane, self.photos, self.near, self.alone):
            view.repaint_all()
        if self.surroundings is not None and not self.head.line:
            centre = self._photo(self.surroundings.cluster.centre)
            self.head.say(folder_in_library(centre.files[0].path.parent) if centre is not None and centre.files else "")

    def _take_keyboard(self, view: QWidget) -> None:
        focused = self.focusWidget()
        if self.isVisible() and focused in (self, self.plane, self.photos, self.near, self.alone):
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> int | None:
        grid = next((grid for grid in (self.near, self.alone) if grid.hasFocus()), self.photos)
        tile = (
            self.plane.tiles.tile(self.plane.currentIndex())
            if self.surroundings is None
            else grid.tiles.tile(grid.currentIndex())
        )
        return None if tile is None else tile.photo

    @Slot(object)
    def _enter(self, tile: ClusterTile) -> None:
        self.map_wanted.emit(tile.photo)

    @Slot(object)
    def _open(self, tile: ClusterTile) -> None:
        self.chosen.emit(tile.photo)

    @Slot()
    def _ask_for_all(self) -> None:
        self.map_wanted.emit(None)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        photo_menu(self._actions, self, ["show-on-map", "album-of-cluster"]).popup(at)

    @Slot()
    def _colour(self) -> None:
        self.all_button.setIcon(icon("map", self._theme.colours["text"]))
