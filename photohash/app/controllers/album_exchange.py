"""Albums from folders, and albums exchanged as CSV and as folders of links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.album_edits import AlbumsEdited, filling
from photohash.app.controllers.album_filling import AlbumFilling
from photohash.app.controllers.albums import AlbumController
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.session import LibrarySession
from photohash.app.controllers.undo import UndoController
from photohash.app.folder_question import ask_for_file, ask_for_folder, ask_for_new_file
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import LibraryJob, MainThreadDispatcher
from photohash.app.pages.album_folders import FolderAlbumsDialog
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.undo_stack import Step
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.albums.album import Album
from photohash.library.albums.exchange import (
    Labels,
    Linked,
    link_folders,
    read_albums_csv,
    read_folders,
    write_albums_csv,
)
from photohash.library.browse import Browser
from photohash.library.store import PhotoQuery


class AlbumExchange(QObject):
    """Carries out the commands that bring albums from elsewhere, and take them there.

    Args:
        albums: makes albums, and asks the library.
        pages: of the window.
        commands: of the window.
        banner: says what came of it.
        window: of which dialogs are.
    """

    def __init__(
        self, albums: AlbumController, pages: PageStack, commands: Commands, banner: Banner, window: QWidget
    ) -> None:
        super().__init__()
        self._albums, self._pages, self._banner, self._window = albums, pages, banner, window
        self.dialog: FolderAlbumsDialog | None = None
        commands["folders-as-albums"].triggered.connect(self._choose_folder)
        commands["import-albums"].triggered.connect(self._offer_import)
        commands["export-albums"].triggered.connect(self._offer_export)

    @Slot()
    def _choose_folder(self) -> None:
        folder = ask_for_folder(self._window, tr("Folders as albums: choose the folder that they are in"))
        if folder is not None:
            self._albums.ask(lambda browser: browser.subfolders(folder), partial(self._ask_which, folder))

    def _ask_which(self, folder: Path, found: Sequence[tuple[Path, int]]) -> None:
        if not found:
            words = tr("There are no folders with photos of the library in {folder}.").format(folder=shown(folder))
            self._banner.say(words, kind=BannerKind.INFO)
            return
        self.dialog = FolderAlbumsDialog(folder, found, self._window)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.decided.connect(self._read_folders)
        self.dialog.open()

    @Slot(object)
    def _read_folders(self, folders: Sequence[Path]) -> None:
        self._albums.ask(partial(_contents, tuple(folders)), self._fill)

    @Slot()
    def _offer_import(self) -> None:
        self._offer({tr("From a table (CSV)…"): self._import_table, tr("From folders of links…"): self._import_folders})

    @Slot()
    def _import_folders(self) -> None:
        """Each folder in the chosen one is an album: of links to photos, of photos, or of copies of them."""
        folder = ask_for_folder(self._window, tr("Choose the folder that the albums are in"))
        if folder is not None:
            self._albums.ask(lambda browser: read_folders(browser, folder), self._take_labels)

    @Slot()
    def _import_table(self) -> None:
        path = ask_for_file(self._window, tr("Import albums"), tr("Spreadsheet") + " (*.csv)")
        if path is not None:
            self._albums.ask(lambda browser: read_albums_csv(browser, path), self._take_labels)

    def _take_labels(self, labels: Labels) -> None:
        left = ""
        if labels.failures:
            left = tr("{entries} could not be taken.").format(entries=count(len(labels.failures), "entry", "entries"))
        if labels.albums:
            self._fill(labels.albums, left)
        else:
            self._banner.say(" ".join(filter(None, (tr("No album was found in it."), left))))

    def _fill(self, found: Mapping[str, Sequence[bytes]], left: str = "") -> None:
        albums = count(len(found), "album")

        def tell(told: AlbumsEdited, step: Step) -> None:
            words = tr("{photos} added to {album}.").format(photos=count(told.photos, "photo"), album=albums)
            self._albums.say(" ".join(filter(None, (words, left))), step)

        self._albums.change(filling(found), tr("Taking in of {albums}").format(albums=albums), tell)

    @Slot()
    def _offer_export(self) -> None:
        self._offer({tr("As a table (CSV)…"): self._export_table, tr("As folders of links…"): self._export_links})

    def _offer(self, ways: Mapping[str, Callable[[], object]]) -> None:
        """Lets the person choose one of some ways."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, way in ways.items():
            menu.addAction(words).triggered.connect(way)
        button = self._pages.albums.more_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @property
    def _chosen(self) -> Sequence[Album]:
        """The albums that are selected where several are, else all."""
        page = self._pages.albums
        return page.selected_albums() if len(page.list.selectedIndexes()) > 1 else self._albums.albums

    @Slot()
    def _export_table(self) -> None:
        kinds = tr("Spreadsheet") + " (*.csv)"
        path = ask_for_new_file(self._window, tr("Export albums"), "albums.csv", kinds)
        if path is not None:
            albums = tuple(self._chosen)
            self._albums.ask(lambda browser: write_albums_csv(browser, albums, path), partial(self._say_written, path))

    def _say_written(self, path: Path, written: tuple[int, int]) -> None:
        words = tr("{photos} written to {path}.").format(photos=count(written[0], "photo"), path=shown(path))
        self._banner.say(words, kind=BannerKind.SUCCESS)

    @Slot()
    def _export_links(self) -> None:
        folder = ask_for_folder(self._window, tr("Choose where the folders of links are made"))
        if folder is not None:
            albums = tuple(self._chosen)
            self._albums.ask(lambda browser: link_folders(browser, albums, folder), partial(self._say_linked, folder))

    def _say_linked(self, folder: Path, linked: Linked) -> None:
        words = tr("{links} in {path}.").format(links=count(linked.made + linked.there, "link"), path=shown(folder))
        if linked.failures:
            words += " " + tr("{photos} could not be linked.").format(photos=count(len(linked.failures), "photo"))
        self._banner.say(words, kind=BannerKind.WARNING if linked.failures else BannerKind.SUCCESS)


def make_albums(
    session: LibrarySession,
    job: LibraryJob,
    reader: LibraryReader,
    dispatcher: MainThreadDispatcher,
    pages: PageStack,
    navigation: NavigationController,
    sidebar: Sidebar,
    commands: Commands,
    banner: Banner,
    undo: UndoController,
    window: QWidget,
) -> tuple[AlbumController, AlbumFilling, AlbumExchange]:
    """All that a window has for albums."""
    albums = AlbumController(session, job, reader, dispatcher, pages, navigation, sidebar, commands, banner, undo)
    filling_albums = AlbumFilling(albums, pages, sidebar, commands, banner, session.settings, window)
    return albums, filling_albums, AlbumExchange(albums, pages, commands, banner, window)


def _contents(folders: Sequence[Path], browser: Browser) -> dict[str, list[bytes]]:
    """The photos below folders, by the name of each folder."""
    found: dict[str, list[bytes]] = {}
    for folder in folders:
        photos = browser.listing(PhotoQuery(folder=folder)).ids.tolist()
        digests = browser.digests_of(photos)
        found.setdefault(shown(folder.name), []).extend(digests[photo] for photo in photos if photo in digests)
    return found
