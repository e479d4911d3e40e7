"""The window: puts side bar, pages and job bar together and carries what one says to the others."""

from __future__ import annotations

import logging

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from photohash.app.controllers.actions import ActionController
from photohash.app.controllers.album_exchange import make_albums
from photohash.app.controllers.compare import CompareController
from photohash.app.controllers.deciding import DecidingController
from photohash.app.controllers.decisions import DecisionsController
from photohash.app.controllers.exporting import ExportController
from photohash.app.controllers.file_browser import FileBrowser
from photohash.app.controllers.folders import FolderController
from photohash.app.controllers.look_alike_finder import LookAlikeFinder
from photohash.app.controllers.look_alike_pages import LookAlikePages
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.photo_list import PhotoListController
from photohash.app.controllers.photo_records import PhotoRecords
from photohash.app.controllers.picture_search import PictureSearch
from photohash.app.controllers.previews import PreviewController
from photohash.app.controllers.put_away import PutAwayController
from photohash.app.controllers.reader import LibraryGlance, LibraryReader, LibrarySnapshot
from photohash.app.controllers.review import ReviewController
from photohash.app.controllers.scan import ScanController
from photohash.app.controllers.session import LibrarySession
from photohash.app.controllers.settings import SettingsController
from photohash.app.controllers.similar import SimilarController
from photohash.app.controllers.teaching_desk import TeachingDesk
from photohash.app.controllers.ticked_files import TickedFiles
from photohash.app.controllers.undo import UndoController
from photohash.app.controllers.watching import WatchController
from photohash.app.floating_layout import FloatingLayout
from photohash.app.folder_drop import FolderDrop
from photohash.app.folder_names import know_roots
from photohash.app.folder_question import FolderQuestions, ask_for_folder
from photohash.app.gc_timer import GcTimer
from photohash.app.icons import picture
from photohash.app.job_bar import Banner, JobBar, StatusStrip
from photohash.app.jobs import LibraryJob, MainThreadDispatcher
from photohash.app.models.folders import FoldersModel
from photohash.app.navigation import Page
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.large_pictures import LargePictures
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
        self._collector = GcTimer(self)
        self._collector.start()
        self._folder_questions = FolderQuestions(session.settings, self)
        self._dispatcher = MainThreadDispatcher()
        strictness = float(session.settings["strictness"])
        self.reader = LibraryReader(session.open_browser, session.radius, strictness, self._dispatcher)
        self.thumbnails = Thumbnails(session.open_browser, self._dispatcher)
        self.pictures = LargePictures(self._dispatcher)
        self.banner = Banner(theme)
        self.settings = SettingsController(session.settings, session.models, self.banner, theme, self)
        self.commands = self.settings.make_commands()
        self.folders = FoldersModel()
        self.sidebar = Sidebar(self.folders, self.commands, theme)
        self.job = LibraryJob(self._dispatcher)
        self.job_bar = JobBar(self.job, self.commands)
        self.status = StatusStrip(self.job_bar)
        self.records = PhotoRecords(self.reader)
        self.look_alikes = LookAlikeFinder(session.open_browser, self.reader, self.records, self._dispatcher)
        self.pages = PageStack(self.commands, theme, self.thumbnails, self.pictures, self.records, self.look_alikes)
        self.welcome, self.copies, self.library = self.pages.welcome, self.pages.copies, self.pages.library
        self.photo, self.failures, self.history = self.pages.photo, self.pages.failures, self.pages.history
        self.copies.set_strictness(strictness)
        self.settings.give_one_size(self.pages.findChildren(SizeSlider))
        self._first_photo: int | None = None
        self._up = self._loaded = self._closed = False
        self._page = Page.COPIES
        self._make_controllers(session)
        self._arrange()
        self._connect()
        self._connect_actions()
        self._scan_changed()
        self.reader.begin()

    def _make_controllers(self, session: LibrarySession) -> None:
        """Makes what carries things out; whoever is used by another comes before it."""
        theme = self.theme
        self.scan_controller = ScanController(session.open_pipeline, self.job, self.commands, self.banner, self)
        self.action_controller = ActionController(session.open_actions, self.job)
        self.undo_controller = UndoController(self.commands, self.action_controller, self.job, self.banner)
        shared = session.settings, self.commands, self.banner, theme, self.thumbnails
        self.review_controller = ReviewController(
            self.action_controller, self.job, self.reader, self.copies, *shared, self.undo_controller, self
        )
        self.deciding = DecidingController(
            self.copies, self.reader, self.action_controller, self.commands, self.banner, self.undo_controller
        )
        self.decisions_controller = DecisionsController(
            self.pages.decisions, self.reader, self.deciding, self.undo_controller, self.sidebar
        )
        self.previews = PreviewController(self.copies, self.reader, session.radius, self.commands, self)
        self.exporting = ExportController(self.copies, self.reader, self.commands, self.banner)
        self.drop = FolderDrop(self)
        self.navigation = NavigationController(
            self.pages, self.sidebar, self.commands, self.reader, self.thumbnails, self._is_first_start
        )
        self.similar = SimilarController(
            session, self.reader, self._dispatcher, self.navigation, self.pages, *shared[1:3], self.thumbnails
        )
        self.picture_search = PictureSearch(
            self.similar, self.drop, self.commands, self.banner, self._is_first_start, self
        )
        self.file_browser = FileBrowser(self.pages, self.commands, self.banner, self.reader)
        self.photo_list = PhotoListController(self.library, self.reader, session.open_browser, self._dispatcher)
        self.folder_controller = FolderController(
            session, self.job, self.folders, self.sidebar, self.pages, self.navigation, self.scan_controller,
            self.reader, self.file_browser, self.banner, self,
        )  # fmt: skip
        self.watch_controller = WatchController(
            self.reader, self.scan_controller, self.banner, self._dispatcher, self, watches=session.watches
        )
        self.ticked_files = TickedFiles(self.copies, self.reader, self.scan_controller, self)
        self.status.show_line(self.watch_controller.line)
        beside = self.reader, self.deciding, self.review_controller, self.banner, theme, self.thumbnails, self
        self.compare_controller = CompareController(self.pages, self.navigation, self.commands, *beside)
        self.undo_controller.say_on_page = lambda words, undo: self.pages.compare.say_done(words, undo=undo)
        self.put_away = PutAwayController(
            self.pages, self.navigation, self.reader, self.review_controller, self.commands, self.banner
        )
        self.look_alike_pages = LookAlikePages(
            session.settings, self.look_alikes, self.records, self.pages, self.navigation, self.sidebar, self.commands
        )
        core = session, self.job, self.reader, self._dispatcher, self.pages, self.navigation, self.sidebar, *shared[1:3]
        self.albums, self.album_filling, self.album_exchange = make_albums(*core, self.undo_controller, self)
        self.teaching = TeachingDesk(
            session, self.settings, self.scan_controller, self.reader, (self.similar, self.look_alikes, self.albums),
            self.albums, self.navigation, self.pages, self.sidebar, self.banner, self,
        )  # fmt: skip

    @property
    def is_up(self) -> bool:
        """Whether it was told how large the library is, or why that cannot be said."""
        return self._up or self._loaded

    @property
    def is_loaded(self) -> bool:
        """Whether the library was shown once, or it was told why it cannot be."""
        return self._loaded

    @property
    def settled(self) -> bool:
        """Whether nothing is under way: no job, no question, no picture that is waited for."""
        parts = self.scan_controller, self.watch_controller, self.reader, self.photo_list, self.similar
        more = self.records, self.look_alikes, self.albums, self.ticked_files
        acting = self.job.running or self.action_controller.running or self.folder_controller.running
        waiting = self.thumbnails.waiting or self.pictures.waiting
        return self._loaded and not acting and all(part.idle for part in (*parts, *more)) and not waiting

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        over = FloatingLayout(self.banner, self.pages, self.pages.foot)
        self.pages.currentChanged.connect(over.look)
        right.addLayout(over, 1)
        right.addWidget(self.status)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.folder_controller.add_wanted.connect(self.choose_folder)
        for page in (self.copies, self.library, self.photo, self.pages.decisions):
            page.chosen.connect(self.navigation.open_photo)
        self.navigation.page_changed.connect(self._work_changed)
        self.navigation.page_changed.connect(self._page_changed)
        self.folder_controller.stepped.connect(self.undo_controller.stack.push)
        self.copies.strictness_chosen.connect(self._choose_strictness)
        self.copies.go_on_chosen.connect(self.scan_controller.again)
        self.exporting.folder_wanted.connect(self.file_browser.open_folder)
        self.navigation.page_changed.connect(self.photo_list.look)
        self.failures.file_opened.connect(self.file_browser.open_file)
        self.settings.search_changed.connect(self._search_anew)
        self.failures.retry_chosen.connect(self.scan_controller.again)
        self.history.more_wanted.connect(self.reader.ask_history)
        self.history.undo_chosen.connect(self._take_back)
        self.history.changed.connect(self._work_changed)
        self.pages.decisions.changed.connect(self._work_changed)
        self.reader.glanced.connect(self._take_glance)
        self.reader.snapshot_read.connect(self._take_snapshot)
        self.reader.history_read.connect(self.history.show_journal_page)
        self.reader.refused.connect(self._be_refused)
        self.look_alikes.refused.connect(self._be_refused)
        self.reader.broken.connect(self._own_up)
        self.photo_list.refused.connect(self._be_refused)
        self.photo_list.broken.connect(self._own_up)
        self.job.committed.connect(self.reader.refresh_soon)
        self.scan_controller.changed.connect(self._scan_changed)
        self.review_controller.changed.connect(self._work_changed)
        self.scan_controller.ended.connect(self._scan_ended)
        self.drop.dropped.connect(self.scan_controller.add)
        self.navigation.hear_mouse()

    def _connect_actions(self) -> None:
        for name, slot in {
            "add-folder": self.choose_folder,
            "take-back": self._take_back_selected,
            "stop": self._stop,
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
    def _page_changed(self) -> None:
        """What was said on the page before goes, unless only the welcome came or went in the same place."""
        before, self._page = self._page, self.navigation.current.page
        if before is not self._page:
            self.banner.leave_page()

    @Slot()
    def _scan_changed(self) -> None:
        self._work_changed()
        self.navigation.show_current()

    @Slot()
    def _stop(self) -> None:
        self.scan_controller.stop()
        self.job_bar.stop()

    @Slot()
    def _work_changed(self) -> None:
        searching = self.scan_controller.running
        busy = searching or self.action_controller.running
        self.commands["rescan"].setEnabled(not searching and bool(self.folders.rowCount()))
        decisions = self.pages.decisions
        self.commands["take-back"].setEnabled(
            (decisions.isVisible() and decisions.can_take_back)
            or (not busy and self.history.isVisible() and self.history.can_take_back)
        )
        self.failures.retry_button.setEnabled(not searching)
        reading = not self._loaded or searching or (self.copies.unread and not self.scan_controller.idle)
        self.copies.set_working(working=reading)
        self.pages.set_reading(reading=reading)
        self.status.show_job(shown=busy and self.review_controller.dialog is None)
        for name in ("pause", "stop"):  # after the strip: a button that loses its use is out of sight by then
            self.commands[name].setEnabled(busy)
        for controller in (self.review_controller, self.deciding, self.undo_controller, self.exporting):
            controller.look()

    @Slot()
    def _take_back_selected(self) -> None:
        page = self.pages.decisions if self.pages.decisions.isVisible() else self.history
        page.take_back()

    @Slot(int, bool)
    def _take_back(self, number: int, whole_run: bool) -> None:
        self.review_controller.take_back(number, whole_run=whole_run)

    @Slot()
    def _scan_ended(self) -> None:
        self.thumbnails.try_again()
        self.pictures.try_again()
        self.reader.refresh_now()

    @Slot(str)
    def _be_refused(self, sentence: str) -> None:
        self._loaded = True
        self.banner.say(sentence)
        self.scan_controller.make_ready()
        self._scan_changed()

    @Slot(str)
    def _own_up(self, message: str) -> None:
        self._loaded = True
        self._work_changed()
        self.banner.say(tr("The library could not be read because of a fault in photohash. The log has the details."))
        logger.info("told the user: %s", message)

    @Slot(object)
    def _take_glance(self, glance: LibraryGlance | LibrarySnapshot) -> None:
        """Shows how large the library is, and its folders."""
        counts, self._up = glance.counts, True
        self.folders.show(glance.folders)
        know_roots(folder.path for folder in glance.folders if folder.is_root)
        self.sidebar.set_count(Page.LIBRARY, counts.photos)
        self.sidebar.set_count(Page.FAILURES, counts.failures)
        self.library.tell(counts.photos, counts.files, counts.bytes)

    @Slot(object)
    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        first, self._loaded = not self._loaded, True
        self.scan_controller.make_ready()
        self._take_glance(snapshot)
        self.sidebar.set_count(Page.COPIES, len(snapshot.rows))
        self.failures.model.show(snapshot.failures)
        self.pages.show_coverage(snapshot.coverage)
        anchor = self.copies.view.anchor()
        settle = snapshot.settle and not self.scan_controller.running
        self.copies.model.refresh(snapshot.rows, settle=settle, overview=snapshot.overview)
        self.copies.view.return_to(anchor)
        self._first_photo = snapshot.first_photo
        self.review_controller.take(snapshot)
        self.undo_controller.take(snapshot.past)
        self.decisions_controller.take(snapshot.past)
        self.compare_controller.take()
        self.deciding.take()
        if self.navigation.current.page is Page.HISTORY:
            self.reader.ask_history()
        self._scan_changed()
        if first:
            self.pages.take_focus()

    @Slot(float)
    def _choose_strictness(self, value: float) -> None:
        self.settings.choose("strictness", value)

    def _is_first_start(self) -> bool:
        return self._loaded and not self.folders.rowCount() and not self.scan_controller.running

    def first_photo(self) -> int | None:
        """The keeper of the first group, else the first photo of the library."""
        if self.copies.model.rowCount():
            return self.copies.model.group(0).keeper.photo.id
        return self._first_photo

    @Slot(str, object)
    def _search_anew(self, key: str, value: str | float) -> None:
        """Reads the library by another setting, and searches by it."""
        if key == "strictness":
            self.reader.strictness = float(value)
            self.copies.set_strictness(float(value))
        else:
            self.teaching.look_anew()
        self.reader.refresh_now()
        if self.folders.rowCount():
            self.scan_controller.again()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Has the keyboard go to what the page is about when what had it is hidden; Qt would give it to what is next.

        What is next to the strip of a job that has ended, or to a message, has nothing to do with it.
        """
        lost = QApplication.focusWidget()
        if lost is not None and not lost.isVisible():
            self.pages.take_focus()
            return True
        return super().focusNextPrevChild(forwards)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ends all work; the window goes at once, as a frozen one would look broken."""
        self.hide()
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> bool:
        """Ends all work: job, questions, pictures, then the dispatcher. Returns whether every thread ended in time."""
        if self._closed:
            return True
        self._closed = True
        self.navigation.hear_mouse(heard=False)
        self.scan_controller.forget()
        self.ticked_files.close()
        self.review_controller.close()
        self.compare_controller.close()
        self.records.close()
        parts = self.job, self.albums, self.teaching, self.watch_controller, self.look_alikes, self.reader
        more = self.photo_list, self.similar, self.thumbnails, self.pictures
        ended = [part.close(_JOIN_SECONDS) for part in (*parts, *more)]
        self._dispatcher.close()
        if all(ended):
            self._collector.stop()
        return all(ended)
