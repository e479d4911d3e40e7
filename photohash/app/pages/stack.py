"""The pages of the window, of which one is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from photohash.app.commands import Commands
from photohash.app.control_guard import turns
from photohash.app.controllers.look_alike_finder import LookAlikeFinder
from photohash.app.controllers.photo_records import PhotoRecords
from photohash.app.labels import how_far
from photohash.app.navigation import Page
from photohash.app.pages.album import AlbumPage
from photohash.app.pages.albums import AlbumsPage
from photohash.app.pages.cluster_map import ClusterMapPage
from photohash.app.pages.compare import ComparePage
from photohash.app.pages.copies import CopiesPage
from photohash.app.pages.decisions import DecisionsPage
from photohash.app.pages.failures import FailuresPage
from photohash.app.pages.frame import Empty
from photohash.app.pages.history import HistoryPage
from photohash.app.pages.library import LibraryPage
from photohash.app.pages.photo import PhotoPage
from photohash.app.pages.stacks import StacksPage
from photohash.app.pages.welcome import WelcomePage
from photohash.app.tab_order import stops
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.wizard.teach_page import TeachPage
from photohash.library.store import Coverage


class PageStack(QStackedWidget):
    """Every page there is, and the one that greets a new user.

    Attributes:
        by_page: the widget of each page; the welcome has no place of its own.
    """

    def __init__(
        self,
        commands: Commands,
        theme: Theme,
        thumbnails: Thumbnails,
        pictures: LargePictures,
        records: PhotoRecords,
        look_alikes: LookAlikeFinder,
    ) -> None:
        super().__init__()
        self.welcome = WelcomePage(commands, theme)
        self.copies = CopiesPage(commands, theme, thumbnails)
        self.stacks = StacksPage(commands, theme, thumbnails, records.photo, look_alikes.best)
        self.map = ClusterMapPage(commands, theme, thumbnails, records.photo)
        self.library = LibraryPage(commands, theme, thumbnails)
        self.albums = AlbumsPage(commands, theme, thumbnails, records.photo)
        self.album = AlbumPage(commands, theme, thumbnails, records.photo, self._name_of_album)
        self.photo = PhotoPage(commands, theme, thumbnails)
        self.compare = ComparePage(commands, theme, thumbnails, pictures)
        self.teach = TeachPage(theme, thumbnails)
        self.decisions = DecisionsPage(commands, theme, thumbnails)
        self.failures = FailuresPage(commands, theme)
        self.history = HistoryPage(commands, theme)
        self.by_page: dict[Page, QWidget] = {
            Page.COPIES: self.copies,
            Page.STACKS: self.stacks,
            Page.MAP: self.map,
            Page.LIBRARY: self.library,
            Page.ALBUMS: self.albums,
            Page.ALBUM: self.album,
            Page.SIMILAR: self.photo,
            Page.COMPARE: self.compare,
            Page.TEACH: self.teach,
            Page.DECISIONS: self.decisions,
            Page.FAILURES: self.failures,
            Page.HISTORY: self.history,
        }
        # No focus proxies: Tab would go from the window straight to them, past all that stands above.
        self._firsts: dict[QWidget, QWidget] = {
            self.welcome: self.welcome.button,
            self.copies: self.copies.view,
            self.stacks: self.stacks.view,
            self.library: self.library.grid,
            self.albums: self.albums.list,
            self.album: self.album.grid,
            self.photo: self.photo.grid,
            self.decisions: self.decisions.list,
            self.failures: self.failures.table,
            self.history: self.history.tree,
        }
        for told in (self.albums.list, self.album.grid, self.album.labels.grid):
            records.arrived.connect(told.repaint_all)
        self._stand_in: QWidget | None = None
        for page in (self.welcome, *self.by_page.values()):
            self.addWidget(page)
        empties = self.findChildren(Empty)
        offered = [button for empty in empties for button in empty.findChildren(QPushButton)]
        for watched in (*self._firsts.values(), self.map.plane, self.map.photos, *empties, *offered):
            watched.installEventFilter(self)

    def _name_of_album(self, album: int) -> str:
        row = self.albums.model.row_of(album)
        return "" if row is None else self.albums.model.album(row).name

    def show_coverage(self, coverage: Coverage) -> None:
        """Has every page that says "none" say how far the library is read, as long as that is not all of it."""
        self.copies.show_coverage(coverage)
        words = "" if coverage.whole else how_far(coverage)
        for page in (self.stacks, self.map, self.library, self.photo):
            page.show_how_far(words)

    def set_reading(self, *, reading: bool) -> None:
        """Has the pages of look-alikes say that photos are still being read, where they are empty."""
        for page in (self.stacks, self.map):
            page.set_reading(reading=reading)

    def foot(self) -> QWidget | None:
        """What stands at the foot of the page that is shown and is not to be covered; None where nothing does."""
        return getattr(self.currentWidget(), "foot", None)

    def take_focus(self) -> None:
        """Gives the keyboard to what the page shown is about; where that is not there, to what is offered instead."""
        page: QWidget | None = self.currentWidget()
        if page is None:
            return
        if page is self.compare:
            self.compare.view.take_focus()
            return
        if page is self.teach:
            self.teach.take_focus()
            return
        self._stand_in, first = None, self._first(page)
        if not first.isVisibleTo(page):
            instead = (empty for empty in page.findChildren(Empty) if empty.isVisibleTo(page))
            roots = (*instead, page, self.window())
            first = next((stop for root in roots for stop in stops(root) if _can_be_used(stop)), page)
            self._stand_in = first
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What a page is about comes to be shown: it gets the keyboard, if that is still where it was put instead.

        Words that stand where it was do not: Qt would give it to them.
        """
        if event.type() is QEvent.Type.Show and self._stand_in is not None:
            wanted = watched is self._first(self.currentWidget()) or isinstance(watched, QPushButton)
            if wanted and self._stand_in.hasFocus():
                self.take_focus()
        elif event.type() is QEvent.Type.FocusIn and isinstance(watched, Empty):
            self.take_focus()
        return super().eventFilter(watched, event)

    def _first(self, page: QWidget | None) -> QWidget:
        if page is None or page is self.map:
            return self.map.first
        return self._firsts.get(page, page)


def _can_be_used(control: QWidget) -> bool:
    """Whether it is there; where nobody chose it, a key is not to change a value either."""
    return not turns(control) and control.isEnabled() and control.isVisibleTo(control.window())
