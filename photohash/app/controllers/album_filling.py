"""Photos put into albums from every page: by a chooser, by the album used last, by dragging, from a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.album_edits import AlbumsEdited, adding, creating
from photohash.app.controllers.albums import AlbumController
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.navigation import Page
from photohash.app.pages.album_chooser import AlbumChooser
from photohash.app.pages.stack import PageStack
from photohash.app.photo_drag import PhotoDrop
from photohash.app.sidebar import Sidebar
from photohash.app.undo_stack import Step
from photohash.core.errors import KnownError
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.settings import Settings
from photohash.core.translation import tr

LAST = "last-albums"
_MOST_LAST = 9


class AlbumFilling(QObject):
    """Carries out the commands that add photos to albums.

    Args:
        albums: makes albums and changes them.
        pages: of the window.
        sidebar: takes photos that are dropped on its entry.
        commands: of the window.
        banner: says what came of it.
        settings: remember which albums were used last.
        window: of which the chooser is.
    """

    def __init__(
        self,
        albums: AlbumController,
        pages: PageStack,
        sidebar: Sidebar,
        commands: Commands,
        banner: Banner,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._albums, self._pages, self._commands = albums, pages, commands
        self._banner, self._settings, self._window = banner, settings, window
        self.chooser: AlbumChooser | None = None
        self._drop = PhotoDrop(sidebar.button(Page.ALBUMS))
        self._drop.dropped.connect(self.choose_for)
        pages.albums.list.photos_dropped.connect(self._take_dropped)
        albums.used.connect(self._remember)
        albums.followed.connect(self._follow)
        commands["add-to-album"].triggered.connect(self._add_selected)
        commands["add-to-last-album"].triggered.connect(self._add_to_last)
        commands["album-of-cluster"].triggered.connect(self._make_of_cluster)

    @Slot()
    def _add_selected(self) -> None:
        self.choose_for(self._photos())

    @Slot(object)
    def choose_for(self, photos: Sequence[int]) -> None:
        """Asks which album photos are to be added to."""
        if not photos:
            self._banner.say(tr("Select photos first, then choose an album for them."), kind=BannerKind.INFO)
            return
        self.chooser = AlbumChooser(self._albums.albums, self.last_albums, len(photos), self._window)
        self.chooser.finished.connect(self.chooser.deleteLater)
        self.chooser.decided.connect(partial(self._take_choice, tuple(photos)))
        self.chooser.open()

    def _take_choice(self, photos: Sequence[int], album: int, name: str) -> None:
        self.add(album, name, photos)

    @Slot(int, object)
    def _take_dropped(self, album: int, photos: Sequence[int]) -> None:
        found = self._albums.album(album)
        if found is None:
            self.choose_for(photos)
        else:
            self.add(found.id, found.name, photos)

    @Slot()
    def _add_to_last(self) -> None:
        found = self._albums.album(next(iter(self.last_albums), None))
        if found is None:
            self._add_selected()
        elif photos := self._photos():
            self.add(found.id, found.name, photos)

    def add(self, album: int, name: str, photos: Sequence[int]) -> None:
        """Adds photos to an album, or to a new one of this name (0)."""
        words = tr("Adding of {photos} to {album}").format(photos=count(len(photos), "photo"), album=name)

        def tell(told: AlbumsEdited, step: Step) -> None:
            self._remember(told.album)
            if told.photos:
                said = tr("{photos} added to {album}.").format(photos=count(told.photos, "photo"), album=name)
                self._albums.say(said, step)
            else:
                self._banner.say(tr("Already in {album}.").format(album=name), kind=BannerKind.INFO)

        self._albums.change(adding(album, photos) if album else creating(name, photos), words, tell)

    @Slot()
    def _make_of_cluster(self) -> None:
        photos = self._photos()
        if photos:
            name = self._free_name(_cluster_name(getattr(self._pages.currentWidget(), "path", None)))
            self.add(0, name, photos)

    def _free_name(self, name: str) -> str:
        taken = {album.name.casefold() for album in self._albums.albums}
        numbered = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
        return next(one for one in numbered if one.casefold() not in taken)

    @property
    def last_albums(self) -> list[int]:
        """The albums used last that are still there, the latest first, by number."""
        kept = [int(part) for part in str(self._settings[LAST]).split(",") if part.isdigit()]
        return [album for album in kept if self._albums.album(album) is not None]

    @Slot(int)
    def _remember(self, album: int) -> None:
        kept = [int(part) for part in str(self._settings[LAST]).split(",") if part.isdigit()]
        wanted = [album, *(other for other in kept if other != album)][:_MOST_LAST]
        if album and wanted != kept:
            try:
                self._settings.set(LAST, ",".join(map(str, wanted)))
            except KnownError:
                return  # that it cannot be kept is not worth a word

    def _photos(self) -> tuple[int, ...]:
        chosen: Callable[[], tuple[int, ...]] = getattr(self._pages.currentWidget(), "selected_photos", tuple)
        return chosen()

    @Slot()
    def _follow(self) -> None:
        """Lets only those commands be chosen that can do something, and names the album used last."""
        pages = self._pages
        self._commands["album-of-cluster"].setEnabled(pages.currentWidget() in (pages.stacks, pages.map))
        last, command = self._albums.album(next(iter(self.last_albums), None)), self._commands["add-to-last-album"]
        command.setVisible(last is not None)
        words = tr("Add to {album}")
        command.setText(tr("Add to the last album") if last is None else words.format(album=last.name))


def _cluster_name(path: Path | None) -> str:
    return shown(path.parent.name) if path is not None and path.parent.name else tr("New album")
