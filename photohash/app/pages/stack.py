"""The pages of the window, of which one is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.look_alikes import LookAlikes
from photohash.app.controllers.photo_records import PhotoRecords
from photohash.app.navigation import Page
from photohash.app.pages.cluster_map import ClusterMapPage
from photohash.app.pages.compare import ComparePage
from photohash.app.pages.copies import CopiesPage
from photohash.app.pages.decisions import DecisionsPage
from photohash.app.pages.failures import FailuresPage
from photohash.app.pages.history import HistoryPage
from photohash.app.pages.library import LibraryPage
from photohash.app.pages.photo import PhotoPage
from photohash.app.pages.stacks import StacksPage
from photohash.app.pages.welcome import WelcomePage
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.large_pictures import LargePictures


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
        look_alikes: LookAlikes,
    ) -> None:
        super().__init__()
        self.welcome = WelcomePage(commands, theme)
        self.copies = CopiesPage(commands, theme, thumbnails)
        self.stacks = StacksPage(commands, theme, thumbnails, records.photo, look_alikes.best)
        self.map = ClusterMapPage(commands, theme, thumbnails, records.photo)
        self.library = LibraryPage(commands, theme, thumbnails)
        self.photo = PhotoPage(commands, theme, thumbnails)
        self.compare = ComparePage(commands, theme, thumbnails, pictures)
        self.decisions = DecisionsPage(commands, theme, thumbnails)
        self.failures = FailuresPage(commands, theme)
        self.history = HistoryPage(commands, theme)
        self.by_page: dict[Page, QWidget] = {
            Page.COPIES: self.copies,
            Page.STACKS: self.stacks,
            Page.MAP: self.map,
            Page.LIBRARY: self.library,
            Page.SIMILAR: self.photo,
            Page.COMPARE: self.compare,
            Page.DECISIONS: self.decisions,
            Page.FAILURES: self.failures,
            Page.HISTORY: self.history,
        }
        for page, first in {
            self.welcome: self.welcome.button,
            self.copies: self.copies.view,
            self.stacks: self.stacks.view,
            self.map: self.map.plane,
            self.library: self.library.grid,
            self.photo: self.photo.grid,
            self.compare: self.compare.view,
            self.decisions: self.decisions.list,
            self.failures: self.failures.table,
            self.history: self.history.tree,
        }.items():
            page.setFocusProxy(first)
            self.addWidget(page)
