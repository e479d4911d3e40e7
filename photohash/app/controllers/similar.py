"""Shows what is like a photo, several photos or a picture from outside, and keeps it right as the library changes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot
from photohash.app.controllers.session import LibrarySession
from photohash.app.job_bar import Banner
from photohash.app.jobs import MainThreadDispatcher, WorkerPool
from photohash.app.navigation import Location, Page
from photohash.app.pages.stack import PageStack
from photohash.app.thumbnails import Thumbnails
from photohash.core.errors import KnownError, PhotoError
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.browse import Browser
from photohash.library.encode import Encoder
from photohash.library.outside_picture import OutsidePicture, read_picture
from photohash.library.similar_photos import LoadEncoder, SimilarPhotos, similar_to_photos, similar_to_picture

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Question:
    """What the page is to show: a place, and the folder that it is limited to."""

    place: Location
    folder: Path | None


class SimilarController(QObject):
    """Answers the page of what is like a photo.

    Args:
        session: gives models to code pictures with.
        reader: of the library.
        dispatcher: brings answers back from the thread that codes pictures.
        navigation: says which photos are asked about.
        pages: of the window.
        commands: of the window.
        banner: for what went wrong.
        thumbnails: of the pages.
    """

    def __init__(
        self,
        session: LibrarySession,
        reader: LibraryReader,
        dispatcher: MainThreadDispatcher,
        navigation: NavigationController,
        pages: PageStack,
        commands: Commands,
        banner: Banner,
        thumbnails: Thumbnails,
    ) -> None:
        super().__init__()
        self._reader, self._navigation = reader, navigation
        self._pages, self._page, self._thumbnails = pages, pages.photo, thumbnails
        self._banner = banner
        self._encoders = _Encoders(session.load_encoder)
        self._pool = WorkerPool("photohash-pictures", 1, session.open_browser, dispatcher, newest_first=True)
        self._folder: Path | None = None
        self._asked: _Question | None = None
        self._under_way = 0
        self._said = ""
        self._arrived = False
        navigation.page_changed.connect(self._arrive)
        navigation.similar_wanted.connect(self._want)
        reader.snapshot_read.connect(self._take_snapshot)
        self._page.query_chosen.connect(navigation.open_similar)
        self._page.folder_chosen.connect(self.set_folder)
        commands["similar"].triggered.connect(self.find_similar)
        commands["add-to-search"].triggered.connect(self.add_to_search)

    @property
    def idle(self) -> bool:
        """Whether every picture was looked for."""
        return not self._under_way

    def reopen(self) -> None:
        """Has the library opened anew after another model was chosen."""
        self._pool.reopen()
        self._asked = None

    def close(self, timeout: float) -> bool:
        """Ends the thread; returns whether it ended in time."""
        return self._pool.close(timeout)

    @Slot(object)
    def set_folder(self, folder: Path | None) -> None:
        """Shows only photos below a folder, or all of them."""
        self._folder = folder
        if self._navigation.current.page is Page.SIMILAR:
            self._want(self._navigation.current)

    @Slot()
    def find_similar(self) -> None:
        """Searches by the photos that are selected on the page that is shown."""
        chosen = self._selected()
        if chosen:
            self._navigation.open_similar(chosen)
        else:
            self._say(tr("Select one or more photos first; then find what is like them."))

    @Slot()
    def add_to_search(self) -> None:
        """Searches by the selected photos as well as by those that were searched by."""
        if self._pages.currentWidget() is not self._page or not self._page.query:
            self._say(tr("Open a photo first. What is like it can then be added to the search."))
        elif added := self._page.grid.selected():
            self._navigation.open_similar([*self._page.query, *added])
        else:
            self._say(tr("Select photos to add first: click them with Ctrl held."))

    def search_by_file(self, path: Path) -> None:
        """Searches by a picture file; one that is in the library is opened there."""
        self._submit(partial(_read, path.absolute()), self._take_file)

    def search_by_picture(self, picture: OutsidePicture) -> None:
        """Searches by a picture."""
        self._navigation.open_picture(picture)

    def open_known(self, paths: tuple[Path, ...]) -> None:
        """Searches by several files of the library."""
        self._submit(partial(_find_all, paths), self._take_known)

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._banner.say(sentence)

    def _selected(self) -> tuple[int, ...]:
        ask = getattr(self._pages.currentWidget(), "selected_photos", None)
        return tuple(ask()) if ask is not None else ()

    @Slot()
    def _arrive(self) -> None:
        self._arrived = True

    @Slot(object)
    def _want(self, place: Location) -> None:
        question = _Question(place, self._folder)
        if question != self._asked:
            self._ask(question)

    def _ask(self, question: _Question) -> None:
        self._asked = question
        place = question.place
        ids = place.photos or ((place.photo,) if place.photo is not None else ())
        if self._arrived and self._page.query != ids:
            self._page.clear()  # what was shown at the last visit is not what was asked for now
        self._arrived = False
        if place.picture is not None:
            if self._page.photo is not place.picture.photo:
                self._page.show_searching(place.picture)
            work = partial(_like_picture, place.picture, self._encoders, question.folder)
            self._submit(work, partial(self._take, question))
        else:
            self._reader.ask(partial(_like_photos, ids, question.folder), partial(self._take, question))

    def _submit(self, work: Callable[[Browser], T], deliver: Callable[[T], object]) -> None:
        self._under_way += 1
        self._pool.submit(work, partial(self._deliver, deliver), self._fail)

    def _deliver(self, deliver: Callable[[T], object], answer: T) -> None:
        self._under_way -= 1
        deliver(answer)

    def _fail(self, error: Exception) -> None:
        self._under_way -= 1
        if self._page.answer is None:
            self._page.head.say("")  # nothing is being looked for any more
        if isinstance(error, KnownError):
            self._say(str(error))
        else:
            self._say(tr("The search failed because of a fault in photohash. The log has the details."))

    def _take(self, question: _Question, answer: SimilarPhotos | None) -> None:
        if question != self._asked or self._navigation.current != question.place:
            return
        if answer is None:
            self._say(tr("This photo is no longer in the library."))
            self._navigation.back()
        elif answer != self._page.answer:
            self._thumbnails.next_generation()
            self._page.show_answer(answer, question.place.picture)

    def _take_file(self, found: int | OutsidePicture) -> None:
        if self._banner.text == self._said:
            self._banner.hide()  # what was said of the picture before this one
        if isinstance(found, int):
            self._navigation.open_photo(found)
        else:
            self._navigation.open_picture(found)

    def _take_known(self, found: tuple[int, ...] | None) -> None:
        if found is None:
            self._say(tr("Search by one picture at a time: not all of these are in the library."))
        else:
            self._navigation.open_similar(found)

    @Slot(object)
    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        """The library has changed: what is shown may have."""
        if self._asked is None or self._navigation.current != self._asked.place:
            self._asked = None
        elif self._asked.place.picture is None or snapshot.settle:
            self._ask(self._asked)


class _Encoders:
    """The models that coded pictures before; used in one thread."""

    def __init__(self, load: LoadEncoder) -> None:
        self._load = load
        self._loaded: dict[str, tuple[Encoder, str | None]] = {}

    def get(self, browser: Browser, model: str) -> tuple[Encoder, str | None]:
        """A model, loaded anew where the library's codes were made by another network file since."""
        known = self._loaded.get(model)
        if known is None or known[1] != browser.maker(model):
            known = self._loaded[model] = self._load(model)
        return known


def _like_photos(ids: tuple[int, ...], folder: Path | None, browser: Browser) -> SimilarPhotos | None:
    try:
        return similar_to_photos(browser, ids, folder=folder)
    except KeyError:
        return None


def _like_picture(picture: OutsidePicture, encoders: _Encoders, folder: Path | None, browser: Browser) -> SimilarPhotos:
    return similar_to_picture(browser, picture, partial(encoders.get, browser), folder=folder)


def _read(path: Path, browser: Browser) -> int | OutsidePicture:
    known = browser.find(path)
    if known is not None and known.files:
        return known.id
    try:
        return read_picture(path)
    except PhotoError as error:
        raise PhotoError(f"{shown(path.name)} {error}.") from error


def _find_all(paths: tuple[Path, ...], browser: Browser) -> tuple[int, ...] | None:
    found = [browser.find(path.absolute()) for path in paths]
    known = [photo.id for photo in found if photo is not None and photo.files]
    return tuple(known) if len(known) == len(paths) else None
