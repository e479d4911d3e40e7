"""Watching as the window does it: folders, and what others do to the library; a quiet line says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot
from photohash.app.controllers.scan import ScanController
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.jobs import MainThreadDispatcher
from photohash.app.labels import how_far
from photohash.app.pages.frame import label
from photohash.core.formatting import number
from photohash.core.translation import plural, tr
from photohash.library.store import Coverage
from photohash.library.watch import Changes, WatchThread

_POLL_MS = 2000
_NEWS_MS = 60_000
"""How long the line says what was read just now."""


class WatchController(QObject):
    """Has the search look at what has changed on disk, and the reader at what others have changed in the library.

    Nothing is written here: a change that has settled starts a search in the background.

    Args:
        reader: of the window; its first snapshot tells what to watch.
        scan: searches.
        banner: says why folders cannot be watched.
        dispatcher: brings changes to the main thread.
        window: others' changes are looked for only while it is seen.
        watches: whether folders are watched, and looked through at the start.

    Attributes:
        line: says in a few quiet words what is going on.
    """

    def __init__(
        self,
        reader: LibraryReader,
        scan: ScanController,
        banner: Banner,
        dispatcher: MainThreadDispatcher,
        window: QWidget,
        *,
        watches: bool,
    ) -> None:
        super().__init__()
        self._reader, self._scan, self._banner = reader, scan, banner
        self._dispatcher, self._window, self._watches = dispatcher, window, watches
        self.line = label("", "dim")
        self.line.hide()
        self._roots: tuple[Path, ...] = ()
        self._coverage: Coverage | None = None
        self._threads: list[WatchThread] = []
        self._has_looked = False
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(_NEWS_MS)
        self._news.timeout.connect(self._tell)
        self._photos_read = 0
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look_for_others)
        self._poll.start()
        reader.snapshot_read.connect(self._take)
        scan.changed.connect(self._tell)
        scan.read_quietly.connect(self._take_news)

    @property
    def idle(self) -> bool:
        """Whether the folders are watched that are to be, and looking through them was asked for."""
        return not self._roots or self._has_looked

    def close(self, timeout: float) -> bool:
        """Ends the threads; returns whether they ended in time."""
        self._poll.stop()
        self._news.stop()
        for thread in self._threads:
            thread.end()
        ended = [thread.close(timeout) for thread in self._threads]
        return all(ended)

    @Slot(object)
    def _take(self, snapshot: LibrarySnapshot) -> None:
        self._coverage = snapshot.coverage
        if self._watches and snapshot.watched != self._roots:
            self._watch(snapshot.watched)
        elif self._watches and not self._roots and snapshot.folders and not self._has_looked:
            self._look(Changes(everything=True))
        self._tell()

    def _watch(self, roots: Sequence[Path]) -> None:
        for thread in self._threads:
            thread.end()
        self._roots = tuple(roots)
        self._has_looked = False
        if roots:
            self._threads.append(WatchThread(self._roots, self._post_changes, self._post_failure))

    def _post_changes(self, changes: Changes) -> None:
        self._dispatcher.post(self._look, changes)

    def _post_failure(self, sentence: str) -> None:
        self._dispatcher.post(self._fail, sentence)

    def _look(self, changes: Changes) -> None:
        self._has_looked = True
        self._scan.notice(changes)

    def _fail(self, sentence: str) -> None:
        self._banner.say(sentence, kind=BannerKind.WARNING)
        self._look(Changes(everything=True))

    @Slot()
    def _look_for_others(self) -> None:
        if self._window.isVisible() and not self._window.isMinimized():
            self._reader.look_for_changes()

    @Slot(int, bool)
    def _take_news(self, photos: int, anything: bool) -> None:
        if photos:
            self._photos_read = photos
            self._news.start()
        if anything or (self._coverage is not None and not self._coverage.whole):
            self._reader.refresh_now(settle=False)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        words = self._words()
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def _words(self) -> str:
        if not self._watches or not self._roots:
            return ""
        if self._scan.stopped and self._coverage is not None and not self._coverage.whole:
            return tr("Stopped. {how_far}").format(how_far=how_far(self._coverage))
        if self._scan.quiet:
            return tr("Looking at what has changed")
        if self._news.isActive():
            text = plural("Read one new photo just now", "Read {n} new photos just now", self._photos_read)
            return text.format(n=number(self._photos_read))
        text = plural("Watching one folder", "Watching {n} folders", len(self._roots))
        return text.format(n=number(len(self._roots)))
