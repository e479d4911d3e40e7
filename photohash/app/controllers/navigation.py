"""Goes from page to page, and tells the side bar and the commands where one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.reader import LibraryReader
from photohash.app.navigation import Location, NavigationHistory, Page
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.thumbnails import Thumbnails


class NavigationController(QObject):
    """Shows the page that was asked for, and asks for what it needs.

    Args:
        pages: of the window.
        sidebar: shows where one is.
        commands: of the window.
        reader: is asked for what a page shows.
        thumbnails: of the pages.
        is_first_start: whether there is nothing to show yet but the welcome.

    Signals:
        page_changed: another page is shown.
        place_shown: a place is shown, or shown again.
    """

    page_changed = Signal()
    place_shown = Signal()

    def __init__(
        self,
        pages: PageStack,
        sidebar: Sidebar,
        commands: Commands,
        reader: LibraryReader,
        thumbnails: Thumbnails,
        is_first_start: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._pages, self._sidebar, self._commands = pages, sidebar, commands
        self._reader, self._thumbnails, self._is_first_start = reader, thumbnails, is_first_start
        self._history = NavigationHistory(Location(Page.COPIES))
        sidebar.page_chosen.connect(self.go_to)
        for name, slot in {
            "copies": self._go,
            "stacks": self._go,
            "map": self._go,
            "library": self._go,
            "failures": self._go,
            "history": self._go,
            "back": self.back,
            "forward": self.forward,
            "find": self.find_by_name,
        }.items():
            commands[name].triggered.connect(slot)

    @property
    def current(self) -> Location:
        """Where the person is."""
        return self._history.current

    @Slot(object)
    def go_to(self, page: Page) -> None:
        """Goes to a page."""
        self._history.visit(Location(page))
        self.show_current()

    @Slot(int)
    def open_photo(self, photo_id: int) -> None:
        """Goes to a photo and what is similar to it."""
        self._history.visit(Location(Page.SIMILAR, photo_id))
        self.show_current()

    @Slot(object)
    def open_map(self, photo_id: int | None) -> None:
        """Goes to the map: to a photo and what looks like it, or to all of it."""
        self._history.visit(Location(Page.MAP, photo_id))
        self.show_current()

    @Slot()
    def back(self) -> None:
        """Goes to the page before this one; in the search field, empties it first."""
        search = self._pages.copies.search
        if search.hasFocus() and search.text():
            search.clear()
        else:
            self._history.back()
            self.show_current()

    @Slot()
    def forward(self) -> None:
        """Goes to the page that was left by going back."""
        self._history.forward()
        self.show_current()

    @Slot()
    def _go(self) -> None:
        """Goes to the page that has the name of the command."""
        self.go_to(Page(self.sender().objectName()))

    @Slot()
    def find_by_name(self) -> None:
        """Goes to the search field."""
        self.go_to(Page.COPIES)
        self._pages.copies.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pages.copies.search.selectAll()

    def show_current(self) -> None:
        """Shows the current page, or the welcome where nothing was added yet."""
        place, pages = self.current, self._pages
        first_start = self._is_first_start()
        self._sidebar.setVisible(not first_start)
        page = pages.welcome if first_start else pages.by_page[place.page]
        changed = page is not pages.currentWidget()
        pages.setCurrentWidget(page)
        self._sidebar.show_page(place.page)
        if changed:
            self._thumbnails.next_generation()
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            if page is pages.history:
                self._reader.ask_history()
            self.page_changed.emit()
        asked = place.photo if place.page is Page.SIMILAR else None
        if asked is not None and (pages.photo.photo is None or pages.photo.photo.id != asked):
            self._reader.ask_similar(asked)
        self._commands["back"].setEnabled(self._history.can_go_back or page is pages.copies)
        self._commands["forward"].setEnabled(self._history.can_go_forward)
        for name in ("reveal", "copy-path"):
            self._commands[name].setEnabled(page in (pages.photo, pages.copies, pages.stacks, pages.map))
        self.place_shown.emit()
