"""Albums in the window: shown, made, filled from every page, labelled by suggestions; each change can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.album_edits import (
    AlbumAct,
    AlbumsEdited,
    AlbumTurn,
    adding,
    creating,
    removing,
    renaming,
    taking_out,
    turning_down,
)
from photohash.app.controllers.album_writer import AlbumWriter
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.session import LibrarySession
from photohash.app.controllers.undo import UndoController
from photohash.app.job_bar import Banner
from photohash.app.jobs import LibraryJob, MainThreadDispatcher, WorkerPool
from photohash.app.navigation import Page
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar
from photohash.app.undo_stack import Step
from photohash.core.errors import KnownError
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.albums.album import Album
from photohash.library.albums.suggestions import Suggestion, SuggestionWay, suggest
from photohash.library.browse import Browser

_SUGGESTED = 240
"""Suggestions asked for at once: several screens full, of which the next come up while more are looked for."""
_COVER, _LOOKED_AT = 3, 24


class AlbumController(QObject):
    """Keeps the pages of albums up to date, and carries out the commands on albums.

    Signals:
        teach_chosen(tuple[int, ...]): a model is to be trained from these albums, by number.
        used(int): an album was made, or photos were added to it; its number.
        followed: other albums, photos or another page are shown.
    """

    teach_chosen = Signal(object)
    used = Signal(int)
    followed = Signal()

    def __init__(
        self,
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
    ) -> None:
        super().__init__()
        self._pages, self._list, self._page = pages, pages.albums, pages.album
        self._navigation, self._sidebar, self._commands = navigation, sidebar, commands
        self._banner, self._undo = banner, undo
        self._pool: WorkerPool[Browser] = WorkerPool(
            "photohash-albums", 1, session.open_browser, dispatcher, newest_first=True
        )
        self._asked = 0
        self._writer = AlbumWriter(session.open_catalogue, job)
        self._writer.drained.connect(self.refresh)
        self._writer.broken.connect(self._own_up)
        self._point: int | None = None
        reader.snapshot_read.connect(self.refresh)
        navigation.place_shown.connect(self._look)
        self._connect()

    def _connect(self) -> None:
        page, albums = self._page, self._list
        albums.chosen.connect(self._navigation.open_album)
        albums.picked.connect(self._follow)
        albums.model.named.connect(self._take_name)
        albums.model.covers_wanted.connect(self._ask_covers)
        page.chosen.connect(self._navigation.open_photo)
        page.picked.connect(self._follow)
        page.renamed.connect(self._rename_shown)
        page.labels.labelled.connect(self.label)
        page.labels.way_chosen.connect(self._ask_suggestions)
        for name, slot in {
            "new-album": self._begin_album,
            "belongs": page.labels.add,
            "belongs-not": page.labels.turn_down,
            "belong-so-far": page.labels.add_so_far,
            "take-out": self._take_out,
            "rename-album": self._rename,
            "remove-album": self._remove,
            "teach": self._teach,
        }.items():
            self._commands[name].triggered.connect(slot)

    @property
    def idle(self) -> bool:
        """Whether everything was read and written."""
        return not self._asked and not self._writer.running and not self._list.model.asking

    @property
    def albums(self) -> Sequence[Album]:
        """The albums, by name."""
        return self._list.model.albums

    def reopen(self) -> None:
        """Has suggestions made by another model."""
        self._pool.reopen()
        self.refresh()

    def close(self, timeout: float) -> bool:
        """Writes what waits, and ends the thread."""
        return all([self._writer.close(timeout), self._pool.close(timeout)])

    def open_first(self) -> None:
        """Goes to the album with the most photos, or where there is none to the page of albums."""
        largest = max(self.albums, key=lambda album: album.photos, default=None)
        if largest is None:
            self._navigation.go_to(Page.ALBUMS)
        else:
            self._navigation.open_album(largest.id)

    def ask(self, work: Callable[[Browser], object], deliver: Callable[..., object]) -> None:
        """Asks the library off the main thread; what goes wrong is said."""
        self._asked += 1

        def take(answer: object) -> None:
            self._asked -= 1
            deliver(answer)

        def fail(error: Exception) -> None:
            self._asked -= 1
            if isinstance(error, KnownError):
                self._banner.say(str(error))
            else:
                self._own_up(str(error))

        self._pool.submit(work, take, fail)

    def change(self, act: AlbumAct, words: str, done: Callable[[AlbumsEdited, Step], object]) -> None:
        """Changes albums: one step of the history.

        Args:
            act: the change.
            words: how the step reads after "Undo: ".
            done: is told once it is in the library.
        """
        edit = AlbumTurn(act)

        def again() -> None:
            self._writer.write(edit, lambda _done: None, self._refuse)

        step = Step(words, undo=again, redo=again)
        self._writer.write(edit, lambda told: done(told, step), self._refuse)

    def say(self, sentence: str, step: Step) -> None:
        """Says what was done, with a way to undo it."""
        self._undo.stack.push(step)
        self._undo.say(sentence, step)

    @Slot()
    def refresh(self) -> None:
        """Reads the albums anew, unless what was changed is still to be written."""
        if not self._writer.running:
            self.ask(Browser.albums, self._take_albums)

    def _take_albums(self, albums: Sequence[Album]) -> None:
        if self._writer.running:
            return  # read again when that is done
        point, self._point = self._point or next((album.id for album in self._list.selected_albums()), None), None
        self._list.model.show(albums)
        if point is not None:
            self._list.list.point_at(point)
        self._sidebar.set_count(Page.ALBUMS, len(albums))
        self._look()

    @Slot()
    def _look(self) -> None:
        """Shows the album that one is at, and asks for what it shows."""
        place = self._navigation.current
        if place.page is Page.ALBUM:
            album = self.album(place.album)
            if album is not None:
                if self._page.album != album.id:
                    self._page.begin(album.id, album.name)
                self._page.show_name(album.name)
                self.ask(partial(_photos, album.id), partial(self._take_photos, album.id))
                self._ask_suggestions()
            elif self._page.album is not None or place.album is None:
                self._page.album = None
                self._navigation.go_to(Page.ALBUMS)
        self._follow()

    def _take_photos(self, album: int, photos: Sequence[int]) -> None:
        if album == self._page.album and not self._writer.running:
            self._page.show_photos(photos)

    @Slot()
    def _ask_suggestions(self) -> None:
        album, way = self._page.album, self._page.labels.way
        if album is not None:
            work = partial(_suggestions, album, way)
            self.ask(work, partial(self._take_suggestions, album, way))

    def _take_suggestions(self, album: int, way: SuggestionWay, found: Sequence[Suggestion]) -> None:
        labels = self._page.labels
        if album != self._page.album or way is not labels.way or self._writer.running:
            return
        if not found:
            few = not self._page.model.rowCount()
            words = tr("Add a few photos, and more like them are suggested here.") if few else (
                tr("Nothing more to suggest. Photos in an album, and copies of them, are left out.")
            )  # fmt: skip
            labels.say(words)
        labels.show_suggestions(found)
        self._follow()

    @Slot(object)
    def _ask_covers(self, albums: Sequence[int]) -> None:
        self.ask(partial(_covers, tuple(albums)), self._list.model.put_covers)

    @Slot(int, str)
    def _take_name(self, album: int, name: str) -> None:
        other = next((one for one in self.albums if one.name.casefold() == name.casefold() and one.id != album), None)
        if other is not None:
            words = tr("There is an album {name} already. Choose another name.").format(name=other.name)
            self._banner.say(words)
            self._list.model.drop_draft()
            self.refresh()
        elif album:
            self._change_name(album, name)
        else:
            said = tr("The album {name} was made.").format(name=name)
            words = tr("New album {name}").format(name=name)
            self.change(creating(name), words, lambda told, step: self._say_made(told, said, step))

    def _say_made(self, told: AlbumsEdited, said: str, step: Step) -> None:
        self._point = told.album
        self.used.emit(told.album)
        self.say(said, step)

    def _change_name(self, album: int, name: str) -> None:
        words = tr("Renaming to {name}").format(name=name)
        said = tr("The album is called {name} now.").format(name=name)
        self.change(renaming(album, name), words, lambda _told, step: self.say(said, step))

    @Slot(str)
    def _rename_shown(self, name: str) -> None:
        if self._page.album is not None:
            self._take_name(self._page.album, name)

    @Slot()
    def _rename(self) -> None:
        if self._navigation.current.page is Page.ALBUM:
            self._page.begin_renaming()
        else:
            self._list.list.begin_renaming()

    @Slot()
    def _begin_album(self) -> None:
        self._navigation.go_to(Page.ALBUMS)
        self._list.begin_album()

    @Slot()
    def _remove(self) -> None:
        chosen = self._meant()
        if chosen:
            names = ", ".join(album.name for album in chosen)
            words = tr("Removing of {albums}").format(albums=names)
            said = tr("{albums} removed. The photos stay where they are.").format(albums=names)
            self.change(removing([album.id for album in chosen]), words, lambda _told, step: self.say(said, step))

    @Slot()
    def _teach(self) -> None:
        picked = self._list.list.selectedIndexes() if self._navigation.current.page is Page.ALBUMS else []
        chosen = self._meant() if len(picked) > 1 else self.albums
        self.teach_chosen.emit(tuple(album.id for album in chosen))

    def _meant(self) -> list[Album]:
        """The albums that commands are about."""
        place = self._navigation.current
        if place.page is Page.ALBUM:
            return [album for album in (self.album(place.album),) if album is not None]
        return self._list.selected_albums() if place.page is Page.ALBUMS else []

    @Slot(object, bool)
    def label(self, photos: Sequence[int], belongs: bool) -> None:
        """Photos that were suggested belong to the album that is shown, or do not; the next come up at once."""
        album = self.album(self._page.album)
        if album is None or not photos:
            return
        self._page.labels.take_away(photos)
        many = count(len(photos), "photo")
        if belongs:
            self._page.show_photos([*map(int, self._page.model.ids), *photos])
            act, words = adding(album.id, photos), tr("Adding of {photos} to {album}")
        else:
            act, words = turning_down(album.id, photos), tr("{photos} not of {album}")
        self.used.emit(album.id)
        step_words = words.format(photos=many, album=album.name)
        self.change(act, step_words, lambda _told, step: self._undo.stack.push(step))

    @Slot()
    def _take_out(self) -> None:
        album = self.album(self._page.album)
        photos = self._page.grid.selected_photos()
        if album is not None and photos and self._page.isVisible():
            gone, many = set(photos), count(len(photos), "photo")
            words = tr("Removing of {photos} from {album}").format(photos=many, album=album.name)
            said = tr("{photos} removed from {album}.").format(photos=many, album=album.name)
            self._page.grid.clearSelection()
            self._page.show_photos([int(photo) for photo in self._page.model.ids if int(photo) not in gone])
            self.change(taking_out(album.id, photos), words, lambda _told, step: self.say(said, step))

    def album(self, album: int | None) -> Album | None:
        """An album by its number."""
        return next((one for one in self.albums if one.id == album), None)

    @Slot()
    def _follow(self) -> None:
        """Lets only those commands be chosen that can do something."""
        page, commands = self._navigation.current.page, self._commands
        on_album, some = page is Page.ALBUM, bool(self.albums)
        labels = on_album and bool(self._page.labels.model.rowCount())
        for name in ("belongs", "belongs-not", "belong-so-far"):
            commands[name].setEnabled(labels)
        commands["take-out"].setEnabled(on_album and bool(self._page.grid.selected_photos()))
        for name in ("rename-album", "remove-album"):
            commands[name].setEnabled(bool(self._meant()))
        for name in ("teach", "export-albums"):
            commands[name].setEnabled(some)
        self.followed.emit()

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self._banner.say(sentence)
        self._list.model.drop_draft()

    @Slot(str)
    def _own_up(self, _message: str) -> None:
        self._banner.say(tr("That failed because of a fault in photohash. Your photos were not touched."))


def _photos(album: int, browser: Browser) -> tuple[int, ...]:
    return browser.album_photos(album)


def _suggestions(album: int, way: SuggestionWay, browser: Browser) -> tuple[Suggestion, ...]:
    return suggest(browser, album, way, _SUGGESTED)


def _covers(albums: Sequence[int], browser: Browser) -> dict[int, tuple[int, ...]]:
    """The first photos of albums that have a file at hand."""
    found = {}
    for album in albums:
        photos = browser.photos(browser.album_photos(album)[:_LOOKED_AT])
        found[album] = tuple(photo.id for photo in photos if photo.files)[:_COVER]
    return found
