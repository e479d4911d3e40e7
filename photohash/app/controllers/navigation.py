"""Goes from page to page, and tells the side bar and the commands where one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from photohash.app.commands import Commands
from photohash.app.controllers.reader import LibraryReader
from photohash.app.navigation import TOP_PAGES, Location, NavigationHistory, Page
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.thumbnails import Thumbnails
from photohash.library.outside_picture import OutsidePicture


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
        similar_wanted(Location): the page of what is like a photo is shown, and has to show this place.
        located(Location): where one is, each time it is shown.
        place_shown: a place is shown, or shown again.
    """

    page_changed = Signal()
    similar_wanted = Signal(object)
    located = Signal(object)
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
            "albums": self._go,
            "decisions": self._go,
            "failures": self._go,
            "history": self._go,
            "back": self.back,
            "leave": self.leave,
            "forward": self.forward,
            "find": self.find_by_name,
            "open": self.open_selected,
        }.items():
            commands[name].triggered.connect(slot)

    @property
    def current(self) -> Location:
        """Where the person is."""
        return self._history.current

    def hear_mouse(self, *, heard: bool = True) -> None:
        """The back and forward buttons of a mouse work wherever the pointer is, or no longer."""
        application = QApplication.instance()
        if application is not None:
            (application.installEventFilter if heard else application.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Goes back or forward."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            way = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}.get(event.button())
            if way is not None and self._pages.window().isActiveWindow():
                way()
                return True
        return super().eventFilter(watched, event)

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

    def open_similar(self, photo_ids: Sequence[int]) -> None:
        """Goes to what is like several photos; to the photo itself where it is only one."""
        query = tuple(dict.fromkeys(photo_ids))
        if len(query) > 1:
            self._history.visit(Location(Page.SIMILAR, photos=query))
            self.show_current()
        elif query:
            self.open_photo(query[0])

    def open_picture(self, picture: OutsidePicture) -> None:
        """Goes to what is like a picture from outside the library."""
        self._history.visit(Location(Page.SIMILAR, picture=picture))
        self.show_current()

    def open_album(self, album: int) -> None:
        """Goes to an album."""
        self._history.visit(Location(Page.ALBUM, album=album))
        self.show_current()

    def open_compare(self, photo_ids: tuple[int, ...]) -> None:
        """Goes to some photos side by side."""
        self._history.visit(Location(Page.COMPARE, photos=photo_ids))
        self.show_current()

    def replace_compare(self, photo_ids: tuple[int, ...]) -> None:
        """Compares other photos; going back leads where it led before."""
        self._history.amend(Location(Page.COMPARE, photos=photo_ids))
        self.show_current()

    @Slot(object)
    def open_map(self, photo_id: int | None) -> None:
        """Goes to the map: to a photo and what looks like it, or to all of it."""
        self._history.visit(Location(Page.MAP, photo_id))
        self.show_current()

    @Slot()
    def back(self) -> None:
        """Goes to the page before this one."""
        self._history.back()
        self.show_current()

    @Slot()
    def leave(self) -> None:
        """Empties the search field that is typed in, else goes back from what was opened, else leaves full screen.

        A page of the side bar is never left: whoever presses a key too often stays where they are.
        """
        search = self._search()
        if search is not None and search.hasFocus() and search.text():
            search.clear()
        elif self.current.page not in TOP_PAGES:
            self.back()
        elif self._pages.window().isFullScreen():
            self._commands["full-screen"].trigger()
        elif search is not None and search.hasFocus():
            self._pages.take_focus()

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
        """Goes to the filter of the page that is shown; from a page without one, to that of all photos."""
        if self._search() is None:
            self.go_to(Page.LIBRARY)
        search = self._search()
        if search is not None:
            search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            search.selectAll()

    @Slot()
    def open_selected(self) -> None:
        """Goes to the photo with the keyboard, or the first one selected."""
        photos = self.photos()
        if photos:
            self.open_photo(photos[0])

    def photos(self) -> tuple[int, ...]:
        """Ids of the photos that commands are about: those selected on the page, or the one with the keyboard."""
        page = self._pages.currentWidget()
        if page is self._pages.copies:
            member = self._pages.copies.view.current_member()
            return () if member is None else (member.photo.id,)
        current: Callable[[], int | None] = getattr(page, "current_photo", lambda: None)
        if (photo := current()) is not None:
            return (photo,)
        selected: Callable[[], tuple[int, ...]] = getattr(page, "selected_photos", tuple)
        return selected()

    def _search(self) -> QLineEdit | None:
        """The filter of the page that is shown."""
        found = getattr(self._pages.currentWidget(), "search", None)
        return found if isinstance(found, QLineEdit) else None

    def show_current(self) -> None:
        """Shows the current page, or the welcome where nothing was added yet."""
        place, pages = self.current, self._pages
        first_start = self._is_first_start()
        self._sidebar.setVisible(not first_start and place.page is not Page.COMPARE)
        page = pages.welcome if first_start else pages.by_page[place.page]
        changed = page is not pages.currentWidget()
        pages.setCurrentWidget(page)
        self._sidebar.show_page(place.page)
        if changed:
            self._thumbnails.next_generation()
            pages.take_focus()
            if page is pages.history:
                self._reader.ask_history()
            self.page_changed.emit()
        if page is pages.photo:
            self.similar_wanted.emit(place)
        self._commands["back"].setEnabled(self._history.can_go_back or page is pages.copies)
        self._commands["forward"].setEnabled(self._history.can_go_forward)
        for name in ("reveal", "copy-path"):
            self._commands[name].setEnabled(page not in (pages.welcome, pages.history))
        for name in ("open", "put-away"):
            self._commands[name].setEnabled(page not in (pages.welcome, pages.history, pages.failures))
        self.located.emit(place)
        self.place_shown.emit()
