"""The window: puts side bar, pages and job bar together and carries what one says to the others."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionController
from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot, SimilarPhotos
from photohash.app.controllers.review import ReviewController
from photohash.app.controllers.scan import ScanController
from photohash.app.controllers.session import LibrarySession
from photohash.app.dialogs.help import HelpDialog
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.dialogs.shortcuts import ShortcutsDialog
from photohash.app.folder_drop import FolderDrop
from photohash.app.gc_timer import GcTimer
from photohash.app.icons import picture
from photohash.app.job_bar import Banner, JobBar
from photohash.app.jobs import LibraryJob, MainThreadDispatcher
from photohash.app.models.folders import FoldersModel
from photohash.app.navigation import Location, NavigationHistory, Page
from photohash.app.pages.copies import CopiesPage
from photohash.app.pages.failures import FailuresPage
from photohash.app.pages.history import HistoryPage
from photohash.app.pages.library import LibraryPage
from photohash.app.pages.photo import PhotoPage
from photohash.app.pages.welcome import WelcomePage
from photohash.app.sidebar import Sidebar
from photohash.app.theme import GRID, Appearance, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.errors import KnownError
from photohash.core.paths import shown

logger = logging.getLogger(__name__)

_JOIN_SECONDS = 15.0


class MainWindow(QMainWindow):
    """The one window of photohash."""

    def __init__(self, session: LibrarySession, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("photohash")
        self.setWindowIcon(picture("photohash", "#000000", 64))
        self.setMinimumSize(90 * GRID, 60 * GRID)
        self.theme = theme
        self._settings, self._models = session.settings, session.models
        self._collector = GcTimer(self)
        self._collector.start()
        self._dispatcher = MainThreadDispatcher()
        strictness = float(self._settings["strictness"])
        self.reader = LibraryReader(session.open_browser, session.radius, strictness, self._dispatcher)
        self.thumbnails = Thumbnails(session.open_browser, self._dispatcher)
        self.commands = Commands(self, theme)
        self.folders = FoldersModel()
        self.sidebar = Sidebar(self.folders, self.commands, theme)
        self.job = LibraryJob(self._dispatcher)
        self.banner, self.job_bar = Banner(theme), JobBar(self.job, self.commands)
        self.welcome = WelcomePage(self.commands, theme)
        self.copies = CopiesPage(self.commands, theme, self.thumbnails)
        self.library = LibraryPage(theme, self.thumbnails)
        self.photo = PhotoPage(self.commands, theme, self.thumbnails)
        self.failures = FailuresPage(theme)
        self.history = HistoryPage(self.commands, theme)
        self.copies.set_strictness(strictness)
        self.scan_controller = ScanController(session.open_pipeline, self.job, self.commands, self.banner, self)
        self.action_controller = ActionController(session.open_actions, self.job)
        shared = self._settings, self.commands, self.banner, theme, self.thumbnails
        self.review_controller = ReviewController(
            self.action_controller, self.job, self.reader, self.copies, *shared, self
        )
        self.drop = FolderDrop(self)
        self.pages = QStackedWidget()
        self._history = NavigationHistory(Location(Page.COPIES))
        self._photo_ids: tuple[int, ...] = ()
        self._loaded = self._closed = False
        self._arrange()
        self._connect()
        self._connect_actions()
        self._scan_changed()
        self.reader.refresh_now()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way: no job, no question, no picture that is waited for."""
        working = self.job.running or self.scan_controller.running or self.action_controller.running
        return self._loaded and not working and self.reader.idle and not self.thumbnails.waiting

    def _arrange(self) -> None:
        for page, first in {
            self.welcome: self.welcome.button,
            self.copies: self.copies.view,
            self.library: self.library.grid,
            self.photo: self.photo.grid,
            self.failures: self.failures.table,
            self.history: self.history.tree,
        }.items():
            page.setFocusProxy(first)
            self.pages.addWidget(page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        framed = QVBoxLayout()
        framed.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        framed.addSpacing(GRID)
        framed.addWidget(self.banner)
        right.addLayout(framed)
        right.addWidget(self.pages, 1)
        right.addWidget(self.job_bar)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.go_to)
        self.sidebar.folder_opened.connect(self._open_folder)
        self.sidebar.folder_protected.connect(self._protect)
        for page in (self.copies, self.library, self.photo):
            page.chosen.connect(self.open_photo)
        self.copies.strictness_chosen.connect(self._choose_strictness)
        self.library.model.more_wanted.connect(self._load_more)
        self.failures.retry_chosen.connect(self.scan_controller.again)
        self.history.more_wanted.connect(self.reader.ask_history)
        self.history.undo_chosen.connect(self._take_back)
        self.history.changed.connect(self._work_changed)
        self.reader.snapshot_read.connect(self._take_snapshot)
        self.reader.similar_read.connect(self._take_similar)
        self.reader.photo_gone.connect(self._photo_gone)
        self.reader.block_read.connect(self.library.model.append)
        self.reader.history_read.connect(self.history.show_journal_page)
        self.reader.refused.connect(self._be_refused)
        self.reader.broken.connect(self._own_up)
        self.job.committed.connect(self.reader.refresh_soon)
        self.scan_controller.changed.connect(self._scan_changed)
        self.review_controller.changed.connect(self._work_changed)
        self.scan_controller.ended.connect(self._scan_ended)
        self.drop.dropped.connect(self.scan_controller.add)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is an application

    def _connect_actions(self) -> None:
        for name, slot in {
            "add-folder": self.choose_folder,
            "copies": self._go,
            "library": self._go,
            "failures": self._go,
            "history": self._go,
            "take-back": self.history.take_back,
            "stop": self._stop,
            "back": self.back,
            "forward": self.forward,
            "find": self.find_by_name,
            "reveal": self.reveal,
            "copy-path": self.copy_path,
            "settings": self.open_settings,
            "help": self.open_help,
            "shortcuts": self.open_shortcuts,
            "quit": self.close,
        }.items():
            self.commands[name].triggered.connect(slot)

    @Slot()
    def choose_folder(self) -> None:
        """Asks for a folder and searches it."""
        chosen = QFileDialog.getExistingDirectory(self, "Add a folder of photos")
        if chosen:
            self.scan_controller.add([Path(chosen)])

    @Slot()
    def _scan_changed(self) -> None:
        self._work_changed()
        self._show(self._history.current)

    @Slot()
    def _stop(self) -> None:
        self.scan_controller.forget()
        self.job_bar.stop()

    @Slot()
    def _work_changed(self) -> None:
        searching = self.scan_controller.running
        busy = searching or self.action_controller.running
        self.commands["rescan"].setEnabled(not searching and bool(self.folders.rowCount()))
        self.commands["take-back"].setEnabled(not busy and self.history.isVisible() and self.history.can_take_back)
        for name in ("pause", "stop"):
            self.commands[name].setEnabled(busy)
        self.failures.retry_button.setEnabled(not searching)
        self.copies.set_working(working=searching)
        self.job_bar.setVisible(busy and self.review_controller.dialog is None)
        self.review_controller.look()

    @Slot(int, bool)
    def _take_back(self, number: int, whole_run: bool) -> None:
        self.review_controller.take_back(number, whole_run=whole_run)

    @Slot()
    def _scan_ended(self) -> None:
        self.thumbnails.try_again()
        self.reader.refresh_now()

    @Slot(object)
    def _protect(self, folder: Path) -> None:
        self.scan_controller.add([], [folder])

    @Slot(str)
    def _be_refused(self, sentence: str) -> None:
        self._loaded = True
        self.banner.say(sentence)
        self.scan_controller.make_ready()
        self._scan_changed()

    @Slot(str)
    def _own_up(self, message: str) -> None:
        self._loaded = True
        self.banner.say("The library could not be read because of a fault in photohash. The log has the details.")
        logger.info("told the user: %s", message)

    @Slot(object)
    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        first, self._loaded = not self._loaded, True
        self.scan_controller.make_ready()
        self.folders.show(snapshot.folders)
        self.sidebar.set_count(Page.COPIES, len(snapshot.rows))
        self.sidebar.set_count(Page.LIBRARY, snapshot.counts.photos)
        self.sidebar.set_count(Page.FAILURES, snapshot.counts.failures)
        self.failures.model.show(snapshot.failures)
        anchor = self.copies.view.anchor()
        settle = snapshot.settle and not self.scan_controller.running
        self.copies.model.refresh(snapshot.rows, settle=settle, overview=snapshot.overview)
        self.copies.view.return_to(anchor)
        self._take_photo_ids(snapshot.photo_ids)
        self.library.tell(snapshot.counts.photos, snapshot.counts.files, snapshot.counts.bytes)
        self.review_controller.take(snapshot)
        if self._history.current.page is Page.HISTORY:
            self.reader.ask_history()
        self._scan_changed()
        if first:
            (self.pages.currentWidget() or self.copies).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_photo_ids(self, photo_ids: tuple[int, ...]) -> None:
        before, self._photo_ids = self._photo_ids, photo_ids
        if photo_ids[: len(before)] == before:
            self.library.model.grow_to(len(photo_ids))
        else:
            self.library.model.show([], len(photo_ids))

    @Slot()
    def _load_more(self) -> None:
        self.reader.ask_block(self._photo_ids, self.library.model.rowCount())

    @Slot(float)
    def _choose_strictness(self, value: float) -> None:
        self._choose_setting("strictness", value)

    @Slot(object)
    def go_to(self, page: Page) -> None:
        """Goes to a page."""
        self._history.visit(Location(page))
        self._show(self._history.current)

    @Slot(int)
    def open_photo(self, photo_id: int) -> None:
        """Goes to a photo and what is similar to it."""
        self._history.visit(Location(Page.SIMILAR, photo_id))
        self._show(self._history.current)

    def first_photo(self) -> int | None:
        """The keeper of the first group, else the first photo of the library."""
        if self.copies.model.rowCount():
            return self.copies.model.group(0).keeper.photo.id
        return self._photo_ids[0] if self._photo_ids else None

    @Slot()
    def back(self) -> None:
        """Goes to the page before this one; in the search field, empties it first."""
        if self.copies.search.hasFocus() and self.copies.search.text():
            self.copies.search.clear()
        else:
            self._show(self._history.back())

    @Slot()
    def forward(self) -> None:
        """Goes to the page that was left by going back."""
        self._show(self._history.forward())

    @Slot()
    def _go(self) -> None:
        """Goes to the page that has the name of the command."""
        self.go_to(Page(self.sender().objectName()))

    @Slot()
    def find_by_name(self) -> None:
        """Goes to the search field."""
        self.go_to(Page.COPIES)
        self.copies.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.copies.search.selectAll()

    def _show(self, place: Location) -> None:
        first_start = self._loaded and not self.folders.rowCount() and not self.scan_controller.running
        self.sidebar.setVisible(not first_start)
        page: QWidget = {
            Page.COPIES: self.copies,
            Page.LIBRARY: self.library,
            Page.SIMILAR: self.photo,
            Page.FAILURES: self.failures,
            Page.HISTORY: self.history,
        }[place.page]
        if first_start:
            page = self.welcome
        changed = page is not self.pages.currentWidget()
        self.pages.setCurrentWidget(page)
        self.sidebar.show_page(place.page)
        if changed:
            self.thumbnails.next_generation()
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            if page is self.history:
                self.reader.ask_history()
            self._work_changed()
        if place.photo is not None and (self.photo.photo is None or self.photo.photo.id != place.photo):
            self.reader.ask_similar(place.photo)
        on_photo = page is self.photo
        self.commands["back"].setEnabled(self._history.can_go_back or page is self.copies)
        self.commands["forward"].setEnabled(self._history.can_go_forward)
        for name in ("reveal", "copy-path"):
            self.commands[name].setEnabled(on_photo or page is self.copies)

    @Slot(object)
    def _take_similar(self, similar: SimilarPhotos) -> None:
        if self._history.current.photo == similar.photo.id:
            self.thumbnails.next_generation()
            self.photo.show_photo(similar.photo, similar.tiles)

    @Slot()
    def _photo_gone(self) -> None:
        self.banner.say("This photo is no longer in the library.")
        self.back()

    def _path(self) -> Path | None:
        if self.pages.currentWidget() is self.photo:
            return self.photo.path
        member = self.copies.view.current_member()
        return None if member is None else member.path

    @Slot()
    def reveal(self) -> None:
        """Opens the folder of the photo in the file manager."""
        path = self._path()
        if path is not None:
            self._open_folder(path.parent)

    @Slot()
    def copy_path(self) -> None:
        """Puts the photo's path on the clipboard."""
        path = self._path()
        if path is not None:
            QGuiApplication.clipboard().setText(shown(path))

    @Slot(object)
    def _open_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromEncoded(folder.as_uri().encode("ascii"))):
            self.banner.say(f"No file manager opened {shown(folder)}.")

    @Slot()
    def open_settings(self) -> None:
        """Opens the settings."""
        dialog = SettingsDialog(self._settings, self._models(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._choose_setting)
        dialog.open()

    @Slot()
    def open_help(self) -> None:
        """Shows the documents."""
        dialog = HelpDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def open_shortcuts(self) -> None:
        """Shows every shortcut."""
        dialog = ShortcutsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str, object)
    def _choose_setting(self, key: str, value: str | float) -> None:
        try:
            self._settings.set(key, value)
        except KnownError as error:
            self.banner.say(str(error))
        if key == "theme":
            self.theme.choose(Appearance(str(value)))
            return
        if key == "strictness":
            self.reader.strictness = float(value)
            self.copies.set_strictness(float(value))
        else:
            self.reader.reopen()
        self.reader.refresh_now()
        if self.folders.rowCount():
            self.scan_controller.again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The back and forward buttons of a mouse work wherever the pointer is."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and self.isActiveWindow():
            if event.button() is Qt.MouseButton.BackButton:
                self.back()
                return True
            if event.button() is Qt.MouseButton.ForwardButton:
                self.forward()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ends all work before the window goes: job, then questions, then pictures, then the dispatcher."""
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> bool:
        """Ends all work; returns whether every thread ended in time."""
        if self._closed:
            return True
        self._closed = True
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is an application
        self.scan_controller.forget()
        self.review_controller.close()
        ended = [part.close(_JOIN_SECONDS) for part in (self.job, self.reader, self.thumbnails)]
        self._dispatcher.close()
        if all(ended):
            self._collector.stop()
        return all(ended)
