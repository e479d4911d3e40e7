"""The folders of the library: which one the pages show, and all that can be done with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, assert_never

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QWidget

from photohash.app.controllers.file_browser import FileBrowser
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.scan import ScanController
from photohash.app.controllers.session import LibrarySession
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.folder_question import ask_for_folder
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import JobResult, JobStatus, LibraryJob
from photohash.app.labels import button_text
from photohash.app.models.folders import Folder, FoldersModel
from photohash.app.navigation import Page
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.undo_stack import Step
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.core.translation import tr
from photohash.library.actions import FileActions
from photohash.library.folders import Change, LibraryFolders

Changing = Callable[[LibraryFolders], Sequence[Change]]


class FolderController(QObject):
    """Shows one folder on every page, and changes how folders are treated, one change after another.

    Args:
        session: opens the library to change it.
        job: the one job that writes the library.
        model: the folders.
        sidebar: shows them.
        pages: of the window; those with ``set_folder`` can show one folder alone.
        navigation: goes to a page that can.
        scan: is held up for a change, and looks at the copies of photos that are left afterwards.
        reader: answers what lies in a folder.
        file_browser: opens folders.
        banner: says what came of a change.
        window: of which dialogs are.

    Signals:
        folder_changed(Path | None): the pages show another folder, or all again.
        add_wanted: another folder is to be added.
        stepped(Step): a folder is treated otherwise, which can be undone.
    """

    folder_changed = Signal(object)
    stepped = Signal(object)
    add_wanted = Signal()

    def __init__(
        self,
        session: LibrarySession,
        job: LibraryJob,
        model: FoldersModel,
        sidebar: Sidebar,
        pages: PageStack,
        navigation: NavigationController,
        scan: ScanController,
        reader: LibraryReader,
        file_browser: FileBrowser,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._session, self._job, self._model, self._sidebar = session, job, model, sidebar
        self._pages, self._navigation, self._scan, self._reader = pages, navigation, scan, reader
        self._file_browser, self._banner, self._window = file_browser, banner, window
        self._folder: Path | None = None
        self._waiting: list[tuple[Changing, str, bool, Step | None]] = []
        self._under_way = False
        self._scan_again = False
        self.dialog: QMessageBox | None = None
        sidebar.folder_chosen.connect(self.choose)
        sidebar.folder_menu_wanted.connect(self._offer)
        model.children_wanted.connect(self._ask_children)
        model.modelReset.connect(self._look)
        job.ended.connect(self._go_on)
        for page in self._pages_with_folder():
            page.head.filter_cleared.connect(self.show_all)

    @property
    def running(self) -> bool:
        """Whether a change is under way, or about to be."""
        return self._under_way or bool(self._waiting)

    @property
    def folder(self) -> Path | None:
        """The folder that the pages show, or None for all."""
        return self._folder

    @Slot(object)
    def choose(self, folder: Path) -> None:
        """Shows only what lies below a folder; once more, and everything is shown again."""
        self._show(None if folder == self._folder else folder)
        if not hasattr(self._pages.currentWidget(), "set_folder"):
            self._navigation.go_to(Page.LIBRARY)

    @Slot()
    def show_all(self) -> None:
        """Shows everything again."""
        self._show(None)

    def remove(self, folder: Folder) -> None:
        """Asks whether a folder is to leave the library, and takes it out."""
        name = shown(folder.path.name or folder.path)
        asked = QMessageBox(self._window)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setWindowTitle(tr("Remove a folder"))
        asked.setText(tr("Remove {name} from the library?").format(name=name))
        files = tr("The photos") if folder.files is None else count(folder.files, "photo file")
        words = tr(
            "{files} of {path} will leave the library. Nothing on the disk is changed: the photos stay where they are. "
            "What you decided about them is remembered, and holds again once the folder is back."
        )
        asked.setInformativeText(words.format(files=files, path=shown(folder.path)))
        for line in asked.findChildren(QLabel):
            line.setTextFormat(Qt.TextFormat.PlainText)
        sure = asked.addButton(tr("Remove from the library"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(QMessageBox.StandardButton.Cancel)
        asked.setDefaultButton(QMessageBox.StandardButton.Cancel)
        sure.clicked.connect(partial(self._remove, folder.path))
        asked.finished.connect(self._answered)
        self.dialog = asked
        asked.open()

    def protect(self, folder: Path, *, on: bool, noted: bool = True) -> None:
        """Puts a folder, or one in it, out of reach of every action, or takes that back."""
        said = tr("{name} is protected: its photos are always kept.") if on else tr("{name} is not protected any more.")
        self._change(
            lambda opened: opened.protect([folder]) if on else opened.unprotect([folder]),
            said.format(name=shown(folder.name or folder)),
            step=self._step(self.protect, folder, on=on) if noted else None,
        )

    def watch(self, folder: Path, *, on: bool, noted: bool = True) -> None:
        """Has new photos in a folder read by themselves, or not."""
        name = shown(folder.name or folder)
        said = (
            tr("{name} is watched: new photos are read by themselves.")
            if on
            else tr("{name} is not watched; its photos are read when folders are checked again.")
        )
        step = self._step(self.watch, folder, on=on) if noted else None
        self._change(lambda opened: opened.watch([folder], on=on), said.format(name=name), step=step)

    def exclude(self, folder: Path, *, on: bool, noted: bool = True) -> None:
        """Leaves a folder out of the one that it lies in, or takes it in again."""
        said = (
            tr("{name} is left out of the library. Nothing on the disk was changed.")
            if on
            else tr("{name} is in the library again.")
        )
        self._change(
            lambda opened: opened.exclude([folder]) if on else opened.include([folder]),
            said.format(name=shown(folder.name or folder)),
            photos=True,
            step=self._step(self.exclude, folder, on=on) if noted else None,
        )

    def _step(self, act: Callable[..., None], folder: Path, *, on: bool) -> Step:
        """What was done to a folder as a step of the history."""
        words = tr("Change of the folder {name}").format(name=shown(folder.name or folder))
        back, again = partial(act, folder, on=not on, noted=False), partial(act, folder, on=on, noted=False)
        return Step(words, undo=back, redo=again)

    def _remove(self, folder: Path) -> None:
        said = tr("{name} was removed from the library. Nothing on the disk was changed.")
        named = said.format(name=shown(folder.name or folder))
        self._change(lambda opened: opened.remove([folder]), named, photos=True)

    @Slot()
    def _answered(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _show(self, folder: Path | None) -> None:
        self._folder = folder
        name = "" if folder is None else shown(folder.name or folder)
        for page in self._pages_with_folder():
            page.set_folder(folder)
            page.head.show_filter(name)
        self._sidebar.show_folder(folder)
        self.folder_changed.emit(folder)

    def _pages_with_folder(self) -> list[Any]:
        pages = [self._pages.widget(place) for place in range(self._pages.count())]
        return [page for page in pages if hasattr(page, "set_folder") and hasattr(page, "head")]

    @Slot()
    def _look(self) -> None:
        """Shows everything where the folder shown has left the library."""
        folder = self._folder
        roots = [self._model.folder(row).path for row in range(self._model.rowCount())]
        if folder is not None and not any(folder.is_relative_to(root) for root in roots):
            self._show(None)

    @Slot(object)
    def _ask_children(self, folder: Path) -> None:
        self._reader.ask(lambda browser: browser.subfolders(folder), partial(self._model.put_children, folder))

    @Slot(object, QPoint)
    def _offer(self, folder: Folder, at: QPoint) -> None:
        """The menu of a folder."""
        menu = QMenu(self._sidebar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in self._offers(folder):
            if not text:
                menu.addSeparator()
            elif act is None:
                menu.addAction(button_text(text)).setEnabled(False)
            else:
                menu.addAction(button_text(text)).triggered.connect(act)
        menu.popup(at)

    def _offers(self, folder: Folder) -> list[tuple[str, Callable[[], object] | None]]:
        path = folder.path
        if folder.excluded:
            return [
                (tr("Take this folder in again"), partial(self.exclude, path, on=False)),
                (tr("Open in the file manager"), partial(self._file_browser.open_folder, path)),
            ]
        above = self._model.protected_above(path)
        offers: list[tuple[str, Callable[[], object] | None]] = [
            (
                tr("Show all photos") if path == self._folder else tr("Show only this folder"),
                partial(self.choose, path),
            ),
            (tr("Open in the file manager"), partial(self._file_browser.open_folder, path)),
            ("", None),
        ]
        if folder.protected:
            offers.append((tr("Protect no longer"), partial(self.protect, path, on=False)))
        elif above is not None:
            offers.append((tr("Protected with {name}").format(name=shown(above.name or above)), None))
        else:
            offers.append((tr("Protect: always keep its photos"), partial(self.protect, path, on=True)))
            offers.append((tr("Protect a folder in it…"), partial(self._choose_inside, path, protect=True)))
        if folder.is_root:
            words = tr("Watch no longer") if folder.watched else tr("Watch for new photos")
            offers.append((words, partial(self.watch, path, on=not folder.watched)))
            offers.append((tr("Leave out a folder in it…"), partial(self._choose_inside, path, protect=False)))
            offers += [("", None), (tr("Add folder…"), self.add_wanted.emit)]
            offers.append((tr("Remove from the library…"), partial(self.remove, folder)))
        else:
            offers.append((tr("Leave this folder out"), partial(self.exclude, path, on=True)))
        return offers

    def _choose_inside(self, folder: Path, *, protect: bool) -> None:
        title = tr("Protect a folder") if protect else tr("Leave out a folder")
        chosen = ask_for_folder(self._window, title, folder)
        if chosen is None:
            return
        if not chosen.is_relative_to(folder):
            said = tr("{chosen} is not in {folder}. Nothing was changed.")
            self._banner.say(said.format(chosen=shown(chosen), folder=shown(folder)))
        elif protect:
            self.protect(chosen, on=True)
        else:
            self.exclude(chosen, on=True)

    def _change(self, change: Changing, said: str, *, photos: bool = False, step: Step | None = None) -> None:
        """Changes something once nothing else writes the library; a search makes way, and goes on afterwards.

        Args:
            change: what is to be done.
            said: what to say once it is.
            photos: whether photos leave or come, so that the copies of others are looked at again.
            step: what the history is to have of it once it is done.
        """
        self._waiting.append((change, said, photos, step))
        if self._scan.running and not self._under_way:
            self._scan_again = True
            self._scan.forget()
            self._job.task.cancel()
        self._job.make_way()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        if not self._waiting or self._job.running:
            return
        change, said, photos, step = self._waiting.pop(0)
        self._under_way = True
        self._scan_again = self._scan_again or photos
        work = partial(_work, self._session.open_actions if photos else None, self._session.open_folders, change)
        self._job.start(work, partial(self._end, said, step))

    def _end(self, said: str, step: Step | None, result: JobResult) -> None:
        self._under_way = False
        match result.status:
            case JobStatus.DONE:
                self._banner.say(said, kind=BannerKind.SUCCESS)
                if step is not None:
                    self.stepped.emit(step)
            case JobStatus.REFUSED:
                self._banner.say(result.message)
            case JobStatus.CANCELLED:
                self._banner.say(tr("Stopped. Nothing was changed."), kind=BannerKind.INFO)
            case JobStatus.BROKEN:
                self._banner.say(tr("That failed because of a fault in photohash. Your photos were not touched."))
                ErrorReportDialog(result.message, self._window).open()
            case _:
                assert_never(result.status)
        self._reader.refresh_now()
        if self._scan_again and not self._waiting:
            self._scan_again = False
            self._scan.go_on_quietly()


def pictures_folder() -> str:
    """Where a person's photos are likely to be, for dialogs to open at."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)


def _work(
    open_actions: Callable[[], AbstractContextManager[FileActions]] | None,
    open_folders: Callable[[], AbstractContextManager[LibraryFolders]],
    change: Changing,
    task: Task,
    committed: Callable[[], None],
) -> list[Change]:
    """Settles what an earlier run left unfinished where photos leave, and makes a change."""
    if open_actions is not None:
        with open_actions() as actions:
            actions.recover()
    task.check()
    with open_folders() as opened:
        changes = list(change(opened))
    committed()
    return changes
