"""The window: puts side bar, pages and job bar together and carries what one says to the others."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.actions import ActionController
from photohash.app.controllers.file_browser import FileBrowser
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot, SimilarPhotos
from photohash.app.controllers.review import ReviewController
from photohash.app.controllers.scan import ScanController
from photohash.app.controllers.session import LibrarySession
from photohash.app.dialogs.help import HelpDialog
from photohash.app.dialogs.settings import OF_THE_WINDOW, SettingsDialog
from photohash.app.dialogs.shortcuts import ShortcutsDialog
from photohash.app.folder_drop import FolderDrop
from photohash.app.folder_question import FolderQuestions, ask_for_folder
from photohash.app.gc_timer import GcTimer
from photohash.app.icons import picture
from photohash.app.job_bar import Banner, JobBar
from photohash.app.jobs import LibraryJob, MainThreadDispatcher
from photohash.app.model_shelf import ModelShelf
from photohash.app.models.folders import FoldersModel
from photohash.app.navigation import Page
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.theme import GRID, Appearance, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.errors import KnownError
from photohash.core.translation import tr

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
        self._folder_questions = FolderQuestions(self._settings, self)
        self._dispatcher = MainThreadDispatcher()
        strictness = float(self._settings["strictness"])
        self.reader = LibraryReader(session.open_browser, session.radius, strictness, self._dispatcher)
        self.thumbnails = Thumbnails(session.open_browser, self._dispatcher)
        self.commands = Commands(self, theme, str(self._settings["keys"]), self._keep_keys)
        self.folders = FoldersModel()
        self.sidebar = Sidebar(self.folders, self.commands, theme)
        self.job = LibraryJob(self._dispatcher)
        self.banner, self.job_bar = Banner(theme), JobBar(self.job, self.commands)
        self.pages = PageStack(self.commands, theme, self.thumbnails)
        self.welcome, self.copies, self.library = self.pages.welcome, self.pages.copies, self.pages.library
        self.photo, self.failures, self.history = self.pages.photo, self.pages.failures, self.pages.history
        self.copies.set_strictness(strictness)
        self.scan_controller = ScanController(session.open_pipeline, self.job, self.commands, self.banner, self)
        self.action_controller = ActionController(session.open_actions, self.job)
        shared = self._settings, self.commands, self.banner, theme, self.thumbnails
        self.review_controller = ReviewController(
            self.action_controller, self.job, self.reader, self.copies, *shared, self
        )
        self.drop = FolderDrop(self)
        self.navigation = NavigationController(
            self.pages, self.sidebar, self.commands, self.reader, self.thumbnails, self._is_first_start
        )
        self.file_browser = FileBrowser(self.pages, self.commands, self.banner)
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
        self.sidebar.folder_opened.connect(self.file_browser.open_folder)
        self.sidebar.folder_protected.connect(self._protect)
        for page in (self.copies, self.library, self.photo):
            page.chosen.connect(self.navigation.open_photo)
        self.navigation.page_changed.connect(self._work_changed)
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
            "take-back": self.history.take_back,
            "stop": self._stop,
            "settings": self.open_settings,
            "help": self.open_help,
            "shortcuts": self.open_shortcuts,
            "quit": self.close,
        }.items():
            self.commands[name].triggered.connect(slot)

    @Slot()
    def choose_folder(self) -> None:
        """Asks for a folder and searches it."""
        chosen = ask_for_folder(self, tr("Add a folder of photos"))
        if chosen is not None:
            self.scan_controller.add([chosen])

    @Slot()
    def _scan_changed(self) -> None:
        self._work_changed()
        self.navigation.show_current()

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
        self.banner.say(tr("The library could not be read because of a fault in photohash. The log has the details."))
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
        if self.navigation.current.page is Page.HISTORY:
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

    def _is_first_start(self) -> bool:
        return self._loaded and not self.folders.rowCount() and not self.scan_controller.running

    def first_photo(self) -> int | None:
        """The keeper of the first group, else the first photo of the library."""
        if self.copies.model.rowCount():
            return self.copies.model.group(0).keeper.photo.id
        return self._photo_ids[0] if self._photo_ids else None

    @Slot(object)
    def _take_similar(self, similar: SimilarPhotos) -> None:
        if self.navigation.current.photo == similar.photo.id:
            self.thumbnails.next_generation()
            self.photo.show_photo(similar.photo, similar.tiles)

    @Slot()
    def _photo_gone(self) -> None:
        self.banner.say(tr("This photo is no longer in the library."))
        self.navigation.back()

    @Slot()
    def open_settings(self) -> None:
        """Opens the settings."""
        dialog = SettingsDialog(self._settings, self._models(), ModelShelf(self._settings.folder), self)
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
        dialog = ShortcutsDialog(self.commands, self)
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
        elif key == "thumbnail-size":
            for slider in self.findChildren(SizeSlider):
                slider.setValue(int(value))
        if key in OF_THE_WINDOW:
            return
        if key == "strictness":
            self.reader.strictness = float(value)
            self.copies.set_strictness(float(value))
        else:
            self.reader.reopen()
        self.reader.refresh_now()
        if self.folders.rowCount():
            self.scan_controller.again()

    def _keep_keys(self, kept: str) -> None:
        try:
            self._settings.set("keys", kept)
        except KnownError as error:
            self.banner.say(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The back and forward buttons of a mouse work wherever the pointer is."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and self.isActiveWindow():
            if event.button() is Qt.MouseButton.BackButton:
                self.navigation.back()
                return True
            if event.button() is Qt.MouseButton.ForwardButton:
                self.navigation.forward()
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
