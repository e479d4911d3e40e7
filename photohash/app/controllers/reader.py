"""What the window reads of the library: asked for off the main thread, no more often than there is time for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.app.jobs import MainThreadDispatcher, WorkerPool
from photohash.app.models.folders import Folder
from photohash.app.models.groups import GroupRow, Overview
from photohash.app.models.photos import Tile
from photohash.core.errors import KnownError
from photohash.library.actions import Entry, Protection
from photohash.library.browse import Browser, Counts, Model, Root
from photohash.library.group_preferences import File, GroupPreferences, groups_to_show
from photohash.library.photo import Failure

T = TypeVar("T")

OpenBrowser = Callable[[], AbstractContextManager[Browser]]
Radius = Callable[[Model, float], int | None]
"""Search radius in bits of a model at a share of unrelated pairs that may pass."""

_LEAST_SECONDS = 1.0
_SHARE = 4
"""A refresh comes at the earliest this many times its own duration after the last one."""

_BLOCK = 400
_COUNTED = 50_000
"""Up to so many photos the side bar says how many files each folder holds; beyond, counting would cost too much."""


@dataclass(frozen=True, slots=True)
class LibrarySnapshot:
    """The library at one moment.

    Attributes:
        rows: the groups of copies.
        overview: what they amount to.
        counts: the library in numbers.
        folders: where photos are looked for.
        failures: what could not be read.
        photo_ids: all photos, in the order in which they came.
        problems: why files that are ticked still could not be acted on.
        last_run: the newest run of actions of which something can be taken back.
        unfinished: entries of the journal that were cut short.
        settle: whether this is a state to settle in, as against a glance at a running scan.
    """

    rows: tuple[GroupRow, ...]
    overview: Overview
    counts: Counts
    folders: tuple[Folder, ...]
    failures: tuple[Failure, ...]
    photo_ids: tuple[int, ...]
    problems: Mapping[File, str]
    last_run: int | None
    unfinished: int
    settle: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A part of the journal, made of whole runs.

    Attributes:
        entries: the newest first.
        before: the entry that it was asked to begin before, or None where it begins with the newest.
        more: whether there are older ones.
    """

    entries: tuple[Entry, ...]
    before: int | None
    more: bool


class LibraryReader(QObject):
    """Asks the library and tells the window.

    Signals:
        snapshot_read(LibrarySnapshot): the library anew.
        block_read(list[Tile]): the answer to ``ask_block``.
        history_read(JournalPage): the answer to ``ask_history``.
        refused(str): the library cannot be read; a sentence.
        broken(str): a bug; its message. The traceback is in the log.
    """

    snapshot_read = Signal(object)
    block_read = Signal(object)
    history_read = Signal(object)
    refused = Signal(str)
    broken = Signal(str)

    def __init__(
        self, open_browser: OpenBrowser, radius: Radius, strictness: float, dispatcher: MainThreadDispatcher
    ) -> None:
        super().__init__()
        self._listing = WorkerPool("photohash-listing", 1, open_browser, dispatcher)
        self._searching = WorkerPool("photohash-searching", 1, open_browser, dispatcher, newest_first=True)
        self._radius = radius
        self.strictness = strictness
        self.preferences = GroupPreferences()
        self._under_way = 0
        self._again = False
        self._settle = self._at_once = False
        self._listing_since = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)

    @property
    def idle(self) -> bool:
        """Whether every question has been answered."""
        return not self._under_way and not self._timer.isActive() and not self._again

    def refresh_soon(self) -> None:
        """Reads the contents when there is time: while a scan runs, about once a second."""
        if self._listing_since:
            self._again = True
        elif not self._timer.isActive():
            self._timer.start(round(1000 * _LEAST_SECONDS))

    def refresh_now(self, *, settle: bool = True) -> None:
        """Reads the contents at once, to settle in or, without moving anything, to show what was just changed."""
        self._at_once = True
        self._settle = self._settle or settle
        if self._listing_since:
            self._again = True
            return
        self._timer.stop()
        self._read()

    def ask(self, work: Callable[[Browser], T], deliver: Callable[[T], object]) -> None:
        """Asks the library anything.

        Args:
            work: runs off the main thread, with a browser of that thread.
            deliver: gets the answer on the main thread. It may come late: see that it is still wanted.
        """
        self._under_way += 1
        self._searching.submit(work, partial(self._take_answer, deliver), self._fail)

    def ask_block(self, photo_ids: Sequence[int], start: int) -> None:
        """Asks for the next photos of the whole library."""
        self._under_way += 1
        wanted = tuple(photo_ids[start : start + _BLOCK])
        self._searching.submit(partial(_block, wanted), self._take_block, self._fail)

    def ask_history(self, before: int | None = None) -> None:
        """Asks what was done to files, the newest first.

        Args:
            before: only what was done before this entry.
        """
        self._under_way += 1
        self._searching.submit(partial(_journal_page, before), self._take_history, self._fail)

    def reopen(self) -> None:
        """Has every thread open the library anew, after another model was chosen."""
        self._listing.reopen()
        self._searching.reopen()

    def close(self, timeout: float) -> bool:
        """Ends the threads; returns whether they ended in time."""
        self._timer.stop()
        ended = [pool.close(timeout) for pool in (self._listing, self._searching)]
        return all(ended)

    @Slot()
    def _read(self) -> None:
        self._listing_since = time.monotonic()
        self._under_way += 1
        settle, self._settle, self._at_once = self._settle, False, False
        self._listing.submit(
            partial(_snapshot, self._radius, self.strictness, self.preferences, settle),
            self._take_snapshot,
            self._fail_snapshot,
        )

    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        self._under_way -= 1
        self.snapshot_read.emit(snapshot)
        self._pause_before_next()

    def _pause_before_next(self) -> None:
        took = time.monotonic() - self._listing_since
        self._listing_since = 0.0
        if self._again:
            self._again = False
            wait = 0.0 if self._at_once else max(_LEAST_SECONDS, _SHARE * took)
            self._timer.start(round(1000 * wait))

    def _fail_snapshot(self, error: Exception) -> None:
        self._pause_before_next()
        self._fail(error)

    def _take_answer(self, deliver: Callable[[T], object], answer: T) -> None:
        self._under_way -= 1
        deliver(answer)

    def _take_block(self, tiles: list[Tile]) -> None:
        self._under_way -= 1
        self.block_read.emit(tiles)

    def _take_history(self, page: JournalPage) -> None:
        self._under_way -= 1
        self.history_read.emit(page)

    def _fail(self, error: Exception) -> None:
        self._under_way -= 1
        if isinstance(error, KnownError):
            self.refused.emit(str(error))
        else:
            self.broken.emit(f"{type(error).__name__}: {error}")


def _snapshot(
    radius: Radius, strictness: float, preferences: GroupPreferences, settle: bool, browser: Browser
) -> LibrarySnapshot:
    roots = browser.roots()
    protection = Protection.of(roots)
    found = groups_to_show(browser, preferences, radius(browser.model, strictness))
    rows = tuple(GroupRow.of(group, protection) for group in found.groups)
    photo_ids = browser.photo_ids()
    files = _files_by_root(browser, photo_ids, roots) if len(photo_ids) <= _COUNTED else {}
    return LibrarySnapshot(
        rows=rows,
        overview=Overview.of(rows),
        counts=browser.counts(),
        folders=tuple(Folder(root.path, files.get(root.path), root.protected) for root in roots),
        failures=tuple(browser.failures()),
        photo_ids=tuple(photo_ids),
        problems={(tick.path, tick.digest): tick.problem for tick in browser.ticks() if tick.problem},
        last_run=browser.last_run(),
        unfinished=len(browser.unfinished()),
        settle=settle,
    )


def _files_by_root(browser: Browser, photo_ids: Sequence[int], roots: Sequence[Root]) -> Mapping[Path, int]:
    found = dict.fromkeys((root.path for root in roots), 0)
    for photo in browser.photos(photo_ids):
        for file in photo.files:
            for folder in file.path.parents:
                if folder in found:
                    found[folder] += 1
    return found


def _block(photo_ids: Sequence[int], browser: Browser) -> list[Tile]:
    return [Tile(photo) for photo in browser.photos(photo_ids)]


def _journal_page(before: int | None, browser: Browser) -> JournalPage:
    entries = browser.history(_BLOCK, before)
    while entries and entries[-1].id != entries[-1].run:  # a run has the number of its first entry
        older = browser.history(_BLOCK, entries[-1].id)
        rest = [entry for entry in older if entry.run == entries[-1].run]
        entries += rest
        if not rest:
            break
    more = bool(entries) and bool(browser.history(1, entries[-1].id))
    return JournalPage(tuple(entries), before, more)
