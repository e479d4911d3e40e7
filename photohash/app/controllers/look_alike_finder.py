"""Looks for clusters of look-alikes while their pages are shown, and takes a person from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.app.controllers.photo_records import PhotoRecords
from photohash.app.controllers.reader import LibraryReader, OpenBrowser
from photohash.app.jobs import MainThreadDispatcher, Request, WorkerPool
from photohash.app.models.clusters import Listed
from photohash.core.errors import Cancelled, KnownError
from photohash.core.freed_memory import give_back_gaps
from photohash.core.task import Task
from photohash.core.translation import tr
from photohash.library.cluster_map import Plane, Surroundings, plane, surroundings
from photohash.library.cluster_search import ClusterFound, Clustering, ClusterSearch
from photohash.library.clusters import Level
from photohash.library.look_alikes import LOOKED_AT_EACH, best_of

T = TypeVar("T")

_PATIENCE_MS = 120
"""A slider that is drawn along has no question asked at every step, nor has a page that scrolls."""

_LOOK_MS = 200
_FOLLOW_MS = 1500
"""Changes of the library are followed so seldom that a scan does not wait for look-alikes."""
_BESTS, _IN_VIEW = 4096, 150
"""Clusters whose sharpest photo is remembered, and that are in view at once, at the most."""


@dataclass(frozen=True, slots=True)
class _Answer:
    found: Clustering
    listing: Mapping[int, Listed]


class LookAlikeFinder(QObject):
    """The clusters of the library, looked for off the main thread: once, and then only for what is new.

    Args:
        open_browser: a view of the library, for the thread that searches.
        reader: tells when the library has changed.
        records: the photos at hand; theirs are drawn.
        dispatcher: brings answers back.

    Attributes:
        level: what the photos of a cluster have in common.
        strictness: how alike they are, as a share of unrelated pairs that may pass.

    Signals:
        searching(str): clusters are looked for; how far that is, in words.
        found(Clustering, dict): clusters, and what is known of each photo.
        plane_found(Plane): the answer to ``ask_plane``.
        surroundings_found(Surroundings): the answer to ``ask_around``.
        unknown: the photo asked about by ``ask_around`` has no code.
        best_found(int, int): the central photo of a cluster, and its sharpest one.
        outdated: the library has changed a moment ago.
        stopped: nothing is looked for any more, and nothing was found.
        refused(str): it cannot be; a sentence.
    """

    searching = Signal(str)
    found = Signal(object, object)
    plane_found = Signal(object)
    surroundings_found = Signal(object)
    unknown = Signal()
    best_found = Signal(int, int)
    outdated = Signal()
    stopped = Signal()
    refused = Signal(str)

    def __init__(
        self, open_browser: OpenBrowser, reader: LibraryReader, records: PhotoRecords, dispatcher: MainThreadDispatcher
    ) -> None:
        super().__init__()
        self.level, self.strictness = Level.STACK, 1e-5
        self._pool: WorkerPool[ClusterSearch] = WorkerPool(
            "photohash-look-alikes", 1, partial(_searching, open_browser), dispatcher, newest_first=True
        )
        self._task = Task()
        self._asked: dict[str, Request[ClusterSearch, object]] = {}
        self._bests: dict[tuple[int, ...], int | None] = {}
        self._epoch, self._found_at = 0, -1
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._find)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_MS)
        self._follow.timeout.connect(self.outdated)
        self._sought: dict[tuple[int, ...], ClusterFound] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PATIENCE_MS)
        self._rest.timeout.connect(self._seek_bests)
        reader.snapshot_read.connect(self.be_stale)
        reader.snapshot_read.connect(records.refresh)

    @property
    def idle(self) -> bool:
        """Whether every question has been answered."""
        return not (self._asked or self._timer.isActive() or self._rest.isActive())

    @property
    def stale(self) -> bool:
        """Whether the library has changed since clusters were looked for."""
        return self._found_at != self._epoch

    @Slot()
    def be_stale(self) -> None:
        """The library has changed: what was found is looked for again when it is shown."""
        self._epoch += 1
        self.wait()

    def wait(self) -> None:
        """Tells a moment later that the library has changed; it may change again in between."""
        if not self._closed and not self._follow.isActive():
            self._follow.start()

    def choose(self, level: Level, strictness: float) -> None:
        """Looks for other clusters, soon."""
        self.level, self.strictness = level, strictness
        self._epoch += 1
        self._stop()
        self._timer.start()

    def ask(self) -> None:
        """Looks for the clusters, unless that is under way."""
        if not self._closed and "find" not in self._asked and not self._timer.isActive():
            self._find()

    def ask_plane(self) -> None:
        """Asks how all clusters lie by likeness."""
        self._stop()
        work = partial(_plane, self.level, self.strictness, self._task)
        self._submit("plane", work, self._take_plane)

    def ask_around(self, photo: int) -> None:
        """Asks for the cluster of a photo and what lies around it."""
        self._stop()
        work = partial(_around, self.level, self.strictness, photo, self._task)
        self._submit("around", work, self._take_around)

    def best(self, cluster: ClusterFound) -> int | None:
        """The sharpest photo of a cluster, or None while that is not known.

        It is looked for once no further cluster has been asked about for a moment: not while they scroll by.
        """
        key = cluster.photos[: 2 * LOOKED_AT_EACH]
        if key not in self._bests:
            if len(self._bests) > _BESTS:
                self._bests.clear()
            self._bests[key] = None
            self._sought[key] = cluster
            self._rest.start()
        return self._bests[key]

    def close(self, timeout: float) -> bool:
        """Ends the thread; returns whether it ended in time."""
        self._closed = True
        for timer in (self._timer, self._watch, self._follow, self._rest):
            timer.stop()
        self._task.cancel()
        return self._pool.close(timeout)

    def reopen(self) -> None:
        """Has the library opened anew, after another model was chosen."""
        self._pool.reopen()
        self._epoch += 1

    @Slot()
    def _seek_bests(self) -> None:
        """Looks at those asked about last, which are in view; what has scrolled by is asked about again one day."""
        sought, self._sought = list(self._sought.items()), {}
        for key, _ in sought[:-_IN_VIEW]:
            self._bests.pop(key, None)
        for key, cluster in sought[-_IN_VIEW:]:
            self._submit(f"best {cluster.centre}", partial(_best, cluster), partial(self._take_best, key))

    @Slot()
    def _find(self) -> None:
        self._stop()
        work = partial(_find, self.level, self.strictness, self._task)
        self._submit("find", work, partial(self._take_found, self._epoch))

    def _stop(self) -> None:
        """Ends a search that nobody waits for any more, also one that is still to begin."""
        self._timer.stop()
        self._task.cancel()
        self._task = Task()
        for name in ("find", "plane", "around"):
            request = self._asked.pop(name, None)
            if request is not None:
                request.cancel()

    def _submit(self, name: str, work: Callable[[ClusterSearch], T], deliver: Callable[[T], object]) -> None:
        self._asked[name] = self._pool.submit(work, partial(self._take, name, deliver), partial(self._fail, name))
        if not self._watch.isActive():
            self._watch.start()

    def _take(self, name: str, deliver: Callable[[T], object], answer: T) -> None:
        self._end(name)
        deliver(answer)

    def _end(self, name: str) -> None:
        self._asked.pop(name, None)
        if not self._asked:
            self._watch.stop()

    def _take_found(self, epoch: int, answer: _Answer | None) -> None:
        if answer is not None:
            self._found_at = epoch
            self.found.emit(answer.found, answer.listing)

    def _take_plane(self, answer: Plane | None) -> None:
        if answer is not None:
            self.plane_found.emit(answer)

    def _take_around(self, answer: Surroundings | None) -> None:
        if answer is None:
            self.unknown.emit()
        else:
            self.surroundings_found.emit(answer)

    def _take_best(self, key: tuple[int, ...], best: int) -> None:
        self._bests[key] = best
        self.best_found.emit(key[0], best)

    def _fail(self, name: str, error: Exception) -> None:
        self._end(name)
        self.stopped.emit()
        if isinstance(error, KnownError):
            self.refused.emit(str(error))

    @Slot()
    def _look(self) -> None:
        if self._asked.keys() & {"find", "plane", "around"}:
            self.searching.emit(_in_words(self._task))


def _in_words(task: Task) -> str:
    progress = task.progress
    if progress.total and progress.done:
        percent = min(100 * progress.done // progress.total, 100)
        return tr("Looking for look-alikes, {percent} %").format(percent=percent)
    return tr("Looking for look-alikes…")


@contextmanager
def _searching(open_browser: OpenBrowser) -> Iterator[ClusterSearch]:
    with open_browser() as browser:
        yield ClusterSearch(browser)


def _find(level: Level, strictness: float, task: Task, search: ClusterSearch) -> _Answer | None:
    try:
        found = search.find(level, strictness, task)
    except Cancelled:
        return None
    listing: dict[int, Listed] = {}
    clustered = (photo for cluster in found.clusters for photo in cluster.photos)
    for photo, taken, path in search.browser.files_of(clustered):
        earlier = listing.get(photo)
        listing[photo] = Listed(taken, (*earlier.paths, path) if earlier else (path,))
    give_back_gaps()
    return _Answer(found, listing)


def _plane(level: Level, strictness: float, task: Task, search: ClusterSearch) -> Plane | None:
    try:
        return plane(search, search.find(level, strictness, task), task)
    except Cancelled:
        return None


def _around(level: Level, strictness: float, photo: int, task: Task, search: ClusterSearch) -> Surroundings | None:
    try:
        return surroundings(search, search.find(level, strictness, task), photo)
    except Cancelled:
        return None


def _best(cluster: ClusterFound, search: ClusterSearch) -> int:
    photos = search.browser.photos(cluster.photos[: 2 * LOOKED_AT_EACH])
    if not photos:
        return cluster.centre
    return best_of(search.browser, cluster, photos, LOOKED_AT_EACH)[0].id
