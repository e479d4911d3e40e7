"""Keeps the page of all photos up to date: asks for the list it wants while it is shown, and for what is in view."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.app.controllers.reader import LibraryGlance, LibraryReader, LibrarySnapshot
from photohash.app.jobs import MainThreadDispatcher, Request, WorkerPool
from photohash.app.models.photos import Tile
from photohash.app.pages.library import LibraryPage
from photohash.core.errors import KnownError
from photohash.library.browse import Browser
from photohash.library.photo import Photo
from photohash.library.store import PhotoListing, PhotoQuery

_WAITING = 12
"""Blocks that may wait: more than two screens full are for photos that are out of view again."""

_SHARE = 4
"""The same list is asked for again, after the library changed, when so many times its own duration have passed."""


@dataclass(frozen=True, slots=True)
class _Answer:
    query: PhotoQuery
    listing: PhotoListing
    formats: Sequence[str]


class PhotoListController(QObject):
    """Asks for lists one at a time, and for blocks of photos as they come into view, the latest first.

    Args:
        page: shows the photos.
        reader: answers what takes long.
        open_browser: a view of the library for the thread that reads blocks.
        dispatcher: brings answers back.

    Signals:
        refused(str): the library cannot be read; a sentence.
        broken(str): a bug; its message. The traceback is in the log.
    """

    refused = Signal(str)
    broken = Signal(str)

    def __init__(
        self,
        page: LibraryPage,
        reader: LibraryReader,
        open_browser: Callable[[], AbstractContextManager[Browser]],
        dispatcher: MainThreadDispatcher,
    ) -> None:
        super().__init__()
        self._page, self._reader = page, reader
        self._blocks: WorkerPool[Browser] = WorkerPool(
            "photohash-photos", 1, open_browser, dispatcher, newest_first=True, limit=_WAITING, overflow=self._forget
        )
        self._waiting: dict[int, Request[Browser, dict[int, Tile]]] = {}
        self._shown: tuple[PhotoQuery, int] | None = None
        self._revision = -1
        self._asking = False
        self._asked_at = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.look)
        page.query_changed.connect(self.look)
        page.model.blocks_wanted.connect(self._ask_blocks)
        page.model.modelReset.connect(self._drop)
        for told in (reader.glanced, reader.snapshot_read):
            told.connect(self._take_revision)

    @property
    def idle(self) -> bool:
        """Whether everything asked for has come, and nothing is about to be asked."""
        resting = self._rest.isActive() and self._page.isVisible() and self._shown != (self._page.query, self._revision)
        return not (self._asking or self._waiting or resting) and self._page.settled

    @Slot()
    def look(self) -> None:
        """Asks for the list if the page is shown and another one is wanted than it shows."""
        wanted = self._page.query, self._revision
        if self._asking or self._revision < 0 or wanted == self._shown or not self._page.isVisible():
            return
        again = self._shown is not None and wanted[0] == self._shown[0]
        if again and self._rest.isActive():
            return
        self._asking = True
        self._asked_at = time.monotonic()
        self._reader.ask(partial(_list, wanted[0]), partial(self._take_list, wanted[1]))

    def close(self, timeout: float) -> bool:
        """Ends the thread; returns whether it ended in time."""
        self._rest.stop()
        self._page.model.close()
        return self._blocks.close(timeout)

    @Slot(object)
    def _take_revision(self, told: LibraryGlance | LibrarySnapshot) -> None:
        self._revision = told.revision
        self.look()

    def _take_list(self, revision: int, answer: _Answer) -> None:
        self._asking = False
        self._rest.start(round(1000 * _SHARE * (time.monotonic() - self._asked_at)))
        self._shown = answer.query, revision
        self._page.filter.offer_formats(answer.formats)
        if answer.query == self._page.query:
            self._drop()
            self._page.show_listing(answer.listing, answer.query)
        self.look()

    @Slot(object)
    def _ask_blocks(self, blocks: Sequence[int]) -> None:
        for block in blocks:
            if block not in self._waiting:
                ids = self._page.model.ids_of(block)
                self._waiting[block] = self._blocks.submit(
                    partial(_read, ids, self._page.query.folder),
                    partial(self._take_block, block),
                    partial(self._fail, block),
                )

    def _take_block(self, block: int, tiles: dict[int, Tile]) -> None:
        self._waiting.pop(block, None)
        self._page.model.put(block, tiles)

    def _fail(self, block: int, error: Exception) -> None:
        self._waiting.pop(block, None)
        if isinstance(error, KnownError):
            self.refused.emit(str(error))
        else:
            self.broken.emit(f"{type(error).__name__}: {error}")

    @Slot()
    def _drop(self) -> None:
        """Forgets the blocks of the list that was."""
        for request in self._waiting.values():
            request.cancel()
        self._waiting.clear()

    def _forget(self, request: Request[Browser, dict[int, Tile]]) -> None:
        for block, waiting in list(self._waiting.items()):
            if waiting is request:
                del self._waiting[block]


def _list(query: PhotoQuery, browser: Browser) -> _Answer:
    return _Answer(query, browser.listing(query), browser.formats())


def _read(ids: Sequence[int], folder: Path | None, browser: Browser) -> dict[int, Tile]:
    return {photo.id: Tile(_seen_from(photo, folder)) for photo in browser.photos(ids)}


def _seen_from(photo: Photo, folder: Path | None) -> Photo:
    """The photo with its files below a folder first: there it goes by the name that it has there."""
    if folder is None or len(photo.files) < 2:
        return photo
    return replace(photo, files=tuple(sorted(photo.files, key=lambda file: not file.path.is_relative_to(folder))))
