"""Joins the pages of look-alikes with what finds them, and with the rest of the window.

What is shown follows the library, and stays where it was. The choice of level and strictness is remembered. Where near
pairs are kept from an earlier start, clusters cost little, and their number is told before the page is opened.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.look_alike_finder import LookAlikeFinder
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.photo_records import PhotoRecords
from photohash.app.navigation import Location, Page
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.core.errors import LibraryError
from photohash.core.settings import Settings
from photohash.core.translation import tr
from photohash.library.cluster_map import Plane, Surroundings
from photohash.library.cluster_search import Clustering
from photohash.library.clusters import Level, PairsFile


class LookAlikePages(QObject):
    """Asks for clusters when a page shows them, and shows them.

    Args:
        settings: of the library.
        look_alikes: finds them.
        records: the photos at hand.
        pages: of the window.
        navigation: goes from page to page.
        sidebar: shows how many clusters there are.
        commands: of the window.
    """

    def __init__(
        self,
        settings: Settings,
        look_alikes: LookAlikeFinder,
        records: PhotoRecords,
        pages: PageStack,
        navigation: NavigationController,
        sidebar: Sidebar,
        commands: Commands,
    ) -> None:
        super().__init__()
        self._look_alikes, self._navigation, self._sidebar, self._pages = look_alikes, navigation, sidebar, pages
        self._stacks, self._map, self._photo = pages.stacks, pages.map, pages.photo
        self._settings = settings
        self._shown: Clustering | None = None
        self._map_shows: tuple[Level, float, int | None] | None = None
        self._take_settings()
        look_alikes.outdated.connect(self._look_again)
        for page in (self._stacks, self._map):
            page.chosen.connect(navigation.open_photo)
            page.map_wanted.connect(navigation.open_map)
            page.level.chosen.connect(self._choose_level)
        self._stacks.strictness.chosen.connect(self._choose_strictness)
        records.arrived.connect(self._stacks.view.repaint_all)
        records.arrived.connect(self._map.repaint_all)
        look_alikes.found.connect(self._take_found)
        look_alikes.searching.connect(self._tell)
        look_alikes.stopped.connect(self._stop_waiting)
        look_alikes.plane_found.connect(self._take_plane)
        look_alikes.surroundings_found.connect(self._take_around)
        look_alikes.unknown.connect(self._be_unknown)
        look_alikes.best_found.connect(self._take_best)
        navigation.place_shown.connect(self._look)
        self._photo.shown.connect(self._look_for_stack)
        self._photo.stack_button.clicked.connect(self._open_stack)
        commands["show-on-map"].triggered.connect(self._show_on_map)

    @property
    def _is_map(self) -> bool:
        return self._navigation.current.page is Page.MAP

    @Slot()
    def _look(self) -> None:
        """Asks for what the current page shows, if it is not there or the library has changed."""
        place = self._navigation.current
        if place.page is Page.STACKS and self._look_alikes.stale:
            self._look_alikes.ask()
        if place.page is not Page.MAP:
            self._map_shows = None
        else:
            wanted = (self._look_alikes.level, self._look_alikes.strictness, place.photo)
            if wanted == self._map_shows:
                return
            self._map_shows = wanted
            if self._map.is_empty:
                self._map.show_progress(tr("Looking for look-alikes…"))
            if place.photo is None:
                self._look_alikes.ask_plane()
            else:
                self._look_alikes.ask_around(place.photo)

    def _take_settings(self) -> None:
        """Shows what was chosen the last time; a strictness that there is none of is left out."""
        strictness = float(self._settings["look-alikes-strictness"])
        self._look_alikes.level = Level(str(self._settings["look-alikes-level"]))
        if 1e-6 <= strictness <= 1e-4:
            self._look_alikes.strictness = strictness
        self._stacks.strictness.show_strictness(self._look_alikes.strictness)
        for page in (self._stacks, self._map):
            page.level.show_level(self._look_alikes.level)

    @Slot()
    def _look_again(self) -> None:
        """Shows the library as it is now; on other pages only the number of clusters, where that costs little."""
        page = self._navigation.current.page
        if not self._look_alikes.idle:  # what was asked for comes first: while a scan runs, it never would otherwise
            self._look_alikes.wait()
        elif page is Page.MAP:
            self._map_shows = None
            self._look()
        elif page is Page.STACKS:
            self._look()
        elif self._look_alikes.stale and PairsFile(self._settings.folder).path.is_file():
            self._look_alikes.ask()

    @Slot(object)
    def _choose_level(self, level: Level) -> None:
        self._choose(level, self._look_alikes.strictness)

    @Slot(float)
    def _choose_strictness(self, strictness: float) -> None:
        self._choose(self._look_alikes.level, strictness)

    def _choose(self, level: Level, strictness: float) -> None:
        for page in (self._stacks, self._map):
            page.level.show_level(level)
        try:
            self._settings.set("look-alikes-level", str(level))
            self._settings.set("look-alikes-strictness", strictness)
        except LibraryError as error:
            self._look_alikes.refused.emit(str(error))
        self._look_alikes.choose(level, strictness)
        if self._is_map:
            self._look()

    @Slot(object, object)
    def _take_found(self, found: Clustering, listing: object) -> None:
        if found is not self._shown:  # else nothing has changed
            self._stacks.show_clusters(found, listing)  # type: ignore[arg-type]  # signals carry objects
            self._shown = found
        else:
            self._stacks.stop_waiting()
        self._sidebar.set_count(Page.STACKS, len(found.clusters))
        self._look()

    @Slot(str)
    def _tell(self, words: str) -> None:
        if self._is_map:
            self._map.show_progress(words)
        elif self._navigation.current.page is Page.STACKS:
            self._stacks.show_progress(words)

    @Slot()
    def _stop_waiting(self) -> None:
        self._stacks.stop_waiting()
        self._map.stop_waiting()

    @Slot(object)
    def _take_plane(self, found: Plane) -> None:
        if self._navigation.current == Location(Page.MAP):
            self._map.show_plane(found)
            self._count()

    @Slot(object)
    def _take_around(self, found: Surroundings) -> None:
        place = self._navigation.current
        if place.photo != found.asked:
            return
        if place.page is Page.MAP:
            self._map.show_around(found)
            best = self._look_alikes.best(found.cluster) if len(found.cluster.photos) > 1 else None
            if best is not None:
                self._map.show_best(best)
            self._count()
        elif place.page is Page.SIMILAR:
            self._photo.show_stack(len(found.cluster.photos))

    def _count(self) -> None:
        """Asks for all clusters once the map has its answer, which has found them: their number stands beside it."""
        if self._look_alikes.stale:
            self._look_alikes.ask()

    @Slot(int, int)
    def _take_best(self, centre: int, best: int) -> None:
        self._stacks.view.repaint_all()
        shown = self._map.surroundings
        if shown is not None and shown.cluster.centre == centre:
            self._map.show_best(best)

    @Slot()
    def _be_unknown(self) -> None:
        if self._is_map:
            self._map.show_nothing(
                tr("Not on the map"), tr("This photo cannot be compared yet. Check its folder again.")
            )

    @Slot(int)
    def _look_for_stack(self, photo_id: int) -> None:
        """A photo is shown: its page is to say how many photos its stack has."""
        self._photo.show_stack(0)
        if photo_id:
            self._look_alikes.ask_around(photo_id)

    @Slot()
    def _open_stack(self) -> None:
        if self._photo.photo is not None:
            self._navigation.open_map(self._photo.photo.id)

    @Slot()
    def _show_on_map(self) -> None:
        """Goes to the photo that the current page is about, on the map."""
        page = self._pages.currentWidget()
        photo = None
        if page in (self._stacks, self._map):
            photo = page.current_photo()
        elif page is self._photo and self._photo.photo is not None:
            photo = self._photo.photo.id
        else:
            photo = next(iter(getattr(page, "selected_photos", tuple)()), None)
        if photo is not None:
            self._navigation.open_map(photo)
