"""The page of look-alikes: clusters as cards, on two levels, from tight to loose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.icons import icon
from photohash.app.models.clusters import ClusterOrder, ClustersModel, FindPhoto, Listed, photos_in_words
from photohash.app.pages.album_button import AlbumButton
from photohash.app.pages.cluster_controls import LevelSwitch, StrictnessSlider
from photohash.app.pages.cluster_view import ClusterView
from photohash.app.pages.frame import Empty, Head, filter_row
from photohash.app.pages.search_field import SearchField
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.photo_menu import photo_menu
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.cluster_search import ClusterFound, Clustering
from photohash.library.clusters import Level


class StacksPage(QWidget):
    """Clusters of photos that look alike. Nothing here is ever ticked.

    Signals:
        chosen(int): a photo was opened; its id.
        map_wanted(object): the map is wanted: around a photo, by its id, or all of it, with None.
    """

    chosen = Signal(int)
    map_wanted = Signal(object)

    def __init__(
        self,
        actions: Commands,
        theme: Theme,
        thumbnails: Thumbnails,
        photo: FindPhoto,
        best: Callable[[ClusterFound], int | None],
    ) -> None:
        super().__init__()
        self.model = ClustersModel(photo)
        self.view = ClusterView(self.model, photo, best, theme, thumbnails)
        self.album_button = AlbumButton(self.view, self.view, actions["album-of-cluster"])
        self._actions, self._theme = actions, theme
        self._level, self._note, self._how_far = Level.STACK, "", ""
        self._found: Clustering | None = None
        self._working, self._progress = False, ""
        self._reading = False
        self.head = Head(tr("Look-alikes"))
        self.search, self.order = SearchField(theme, tr("Find by name or folder")), self._order_box()
        self.level, self.strictness, self.size_slider = LevelSwitch(), StrictnessSlider(), SizeSlider(144)
        self.map_button = QPushButton(tr("Map"))
        self.map_button.setToolTip(tr("See all clusters at a glance, and wander from one to those like it."))
        self.empty = Empty("stacks", tr("Look-alikes"), "", theme)
        self.clear_button = QPushButton(tr("Clear"))
        self.empty.offer(self.clear_button)
        for control in (self.search, self.order):
            self.head.add(control)
        self.head.add(self.size_slider, spare=True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(filter_row(self.level, self.strictness, self.map_button))
        column.addLayout(self._stack, 1)
        self._connect()
        self._colour()
        self._tell()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.model.search)
        self.view.chosen.connect(self.chosen)
        self.view.map_wanted.connect(self.map_wanted)
        self.view.menu_wanted.connect(self._offer)
        self.map_button.clicked.connect(self._ask_for_all)
        self.clear_button.clicked.connect(self.clear)
        self.size_slider.valueChanged.connect(self.view.set_width)
        self.model.changed.connect(self._tell)
        self._theme.changed.connect(self._colour)

    def _order_box(self) -> QComboBox:
        box = QComboBox()
        for order in ClusterOrder:
            box.addItem(tr(order.value), order)
        box.setAccessibleName(tr("Order of the clusters"))
        box.currentIndexChanged.connect(self._arrange)
        return box

    @property
    def path(self) -> Path | None:
        """The path that commands for one photo are about."""
        photo = self.view.current_photo()
        return None if photo is None else self.model.path_of(photo)

    @property
    def alone(self) -> tuple[int, ...]:
        """The photos that are in no cluster."""
        return self._found.alone if self._found is not None else ()

    def current_photo(self) -> int | None:
        """The photo the keyboard is on."""
        return self.view.current_photo()

    def selected_photos(self) -> tuple[int, ...]:
        """The photos of the cluster the keyboard is on."""
        cluster = self.view.current_cluster()
        return () if cluster is None else cluster.photos

    def set_folder(self, folder: Path | None) -> None:
        """Shows only what lies below a folder; everything without one."""
        self.model.set_folder(folder)

    def show_clusters(self, found: Clustering, listing: Mapping[int, Listed]) -> None:
        """Shows the clusters that were found; the photo with the keyboard keeps it where it can."""
        current, offset = self.view.current_photo(), self.view.verticalOffset()
        again = self._found is not None and self._found.level is found.level
        self._found, self._level = found, found.level
        lacking = tr("Some photos cannot be compared yet. Check folders again, and they will be.")
        self._note = lacking if found.note and found.photos else ""
        self._working, self._progress = False, ""
        self.model.show(found.clusters, listing)
        row = self.model.row_of(current) if current is not None and again else None
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
        if again:
            self.view.verticalScrollBar().setValue(offset)

    def set_reading(self, *, reading: bool) -> None:
        """Says whether photos are still being read, which changes what an empty page says."""
        if reading != self._reading:
            self._reading = reading
            self._tell()

    def show_how_far(self, words: str) -> None:
        """Says how far the library is read that is not read whole; "" where it is."""
        if words != self._how_far:
            self._how_far = words
            self._tell()

    def show_progress(self, words: str) -> None:
        """Says that clusters are looked for, and how far that is."""
        self._working, self._progress = True, words
        self._tell()

    def stop_waiting(self) -> None:
        """Nothing is looked for any more."""
        self._working, self._progress = False, ""
        self._tell()

    @Slot()
    def clear(self) -> None:
        """Lists everything again."""
        self.search.clear()
        self.model.set_folder(None)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _arrange(self, row: int) -> None:
        self.model.arrange(ClusterOrder(self.order.itemData(row)))

    @Slot()
    def _ask_for_all(self) -> None:
        self.map_wanted.emit(None)

    @Slot()
    def _tell(self) -> None:
        """Says what is shown, or why nothing is."""
        listed, found = self.model.rowCount(), self._found
        self.head.say(self._progress or self._sum())
        self._stack.setCurrentWidget(self.view if listed else self.empty)
        for control in (self.search, self.order, self.map_button, self.size_slider):
            control.setEnabled(bool(self.model.total))
        self.clear_button.setVisible(not listed and self.model.filtered and bool(self.model.total))
        if listed:
            return
        if self.model.total:
            self.empty.say("search", tr("Nothing matches"), tr("No cluster has this name or lies in this folder."))
        elif self._reading:
            words = tr("Photos are still being read")
            why = tr("Look-alikes appear here as soon as the first are found.")
            self.empty.say("stacks", words, f"{self._how_far} {why}".strip())
        elif self._working or found is None:
            words = self._progress or tr("Looking for look-alikes…")
            self.empty.say("stacks", words, tr("Photos of one moment, and photos of one subject, appear here."))
        elif not found.photos:
            why = tr("Look-alikes appear here once photos were read.")
            self.empty.say("picture", tr("No photos yet"), f"{self._how_far} {why}".strip())
        elif self._how_far:
            heading = tr("No stacks so far") if self._level is Level.STACK else tr("No subjects so far")
            self.empty.say("stacks", heading, f"{self._how_far} {self._note}".strip())
        else:
            heading = tr("No stacks found") if self._level is Level.STACK else tr("No subjects found")
            why = tr("No two photos that were read are alike enough. A looser search may find some.")
            self.empty.say("stacks", heading, f"{why} {self._note}".strip())

    def _sum(self) -> str:
        if not self.model.rowCount() or self._found is None:
            return self._note
        clusters = self.model.rowCount()
        shown = count(clusters, "stack") if self._level is Level.STACK else count(clusters, "subject")
        parts = [tr("{clusters} with {photos}.").format(clusters=shown, photos=photos_in_words(self.model.photos))]
        if not self.model.filtered:
            parts.append(tr("{photos} in none.").format(photos=photos_in_words(len(self._found.alone))))
        return " ".join(filter(None, [*parts, self._how_far, self._note]))

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        """The commands for one photo and its cluster."""
        photo_menu(self._actions, self, ["show-on-map", "album-of-cluster"]).popup(at)

    @Slot()
    def _colour(self) -> None:
        self.map_button.setIcon(icon("map", self._theme.colours["text"]))
