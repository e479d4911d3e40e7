"""What the window reads of the library: asked for off the main thread, no more often than there is time for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photohash.app.jobs import MainThreadDispatcher, WorkerPool
from photohash.app.models.folders import Folder
from photohash.app.models.groups import GroupRow, Overview
from photohash.core.errors import KnownError
from photohash.library.actions import Decision, DoneRun, Entry, Tick
from photohash.library.browse import Browser, Counts, Coverage, Model, Radius
from photohash.library.group_preferences import File, GroupPreferences, groups_to_show
from photohash.library.photo import Failure, Group

T = TypeVar("T")

OpenBrowser = Callable[[], AbstractContextManager[Browser]]
FindRadius = Callable[[Model, float], Radius | None]
"""Search radius in bits of a model, and of others that find copies, at a share of unrelated pairs that may pass."""

_LEAST_SECONDS = 1.0
_SHARE = 4
"""A refresh comes at the earliest this many times its own duration after the last one."""

_BLOCK = 100
"""Entries of the journal in one answer: to show more of them takes longer than a frame."""


@dataclass(frozen=True, slots=True)
class LibraryPast:
    """What the person did and said that can be taken back.

    Attributes:
        runs: the newest runs of actions, oldest first.
        decisions: on pairs of photos.
        chosen: when each file was chosen by hand to be kept, in seconds since 1970.
        files: how many files there are of each photo that was decided on, by digest.
    """

    runs: tuple[DoneRun, ...] = ()
    decisions: tuple[Decision, ...] = ()
    chosen: Mapping[File, int] = field(default_factory=dict)
    files: Mapping[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LibraryGlance:
    """What can be told of a library at once, before its groups are worked out.

    Attributes:
        counts: the library in numbers.
        folders: where photos are looked for.
        revision: of the catalogue, to tell later whether it has changed.
    """

    counts: Counts
    folders: tuple[Folder, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class LibrarySnapshot:
    """The library at one moment.

    Attributes:
        rows: the groups of copies.
        overview: what they amount to.
        counts: the library in numbers.
        folders: where photos are looked for.
        failures: what could not be read.
        first_photo: the photo that came into the library first, or None.
        revision: of the catalogue, to tell later whether it has changed.
        problems: why files that are ticked still could not be acted on.
        past: what was done and said, as far as it can be taken back.
        unfinished: entries of the journal that were cut short.
        settle: whether this is a state to settle in, as against a glance at a running scan.
        coverage: how far the library is read.
        watched: the folders that are to be watched.
        asked: what it answers: with the same library and the same wishes it need not be made again.
    """

    rows: tuple[GroupRow, ...]
    overview: Overview
    counts: Counts
    folders: tuple[Folder, ...]
    failures: tuple[Failure, ...]
    first_photo: int | None
    revision: int
    problems: Mapping[File, str]
    past: LibraryPast
    unfinished: int
    settle: bool
    coverage: Coverage
    watched: tuple[Path, ...]
    asked: object = None


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
        glanced(LibraryGlance): once at the start, what can be told at once.
        snapshot_read(LibrarySnapshot): the library anew.
        history_read(JournalPage): the answer to ``ask_history``.
        refused(str): the library cannot be read; a sentence.
        broken(str): a bug; its message. The traceback is in the log.
    """

    glanced = Signal(object)
    snapshot_read = Signal(object)
    history_read = Signal(object)
    refused = Signal(str)
    broken = Signal(str)

    def __init__(
        self, open_browser: OpenBrowser, radius: FindRadius, strictness: float, dispatcher: MainThreadDispatcher
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
        self._revision: int | None = None
        self._looking = False
        self._last: LibrarySnapshot | None = None
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

    def begin(self) -> None:
        """Reads the library for the first time: what can be told at once, then its contents."""
        self._listing.submit(_glance, self.glanced.emit, self._fail_looking)
        self.refresh_now()

    def look_for_changes(self) -> None:
        """Reads the contents anew if another program or window has changed them, without moving anything."""
        if self._revision is not None and not self._listing_since and not self._looking:
            self._looking = True
            self._listing.submit(Browser.revision, self._take_revision, self._fail_looking)

    def _take_revision(self, revision: int) -> None:
        self._looking = False
        if revision != self._revision and not self._listing_since:
            self.refresh_soon()

    def _fail_looking(self, _error: Exception) -> None:
        self._looking = False  # the next reading tells the person what is wrong

    def ask(self, work: Callable[[Browser], T], deliver: Callable[[T], object]) -> None:
        """Asks the library anything.

        Args:
            work: runs off the main thread, with a browser of that thread.
            deliver: gets the answer on the main thread. It may come late: see that it is still wanted.
        """
        self._under_way += 1
        self._searching.submit(work, partial(self._take_answer, deliver), self._fail)

    def ask_history(self, before: int | None = None) -> None:
        """Asks what was done to files, the newest first.

        Args:
            before: only what was done before this entry.
        """
        self._under_way += 1
        self._searching.submit(partial(_journal_page, before), self._take_history, self._fail)

    def reopen(self) -> None:
        """Has every thread open the library anew, after another model was chosen."""
        self._last = None
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
            partial(_snapshot, self._radius, self.strictness, self.preferences, settle, self._last),
            self._take_snapshot,
            self._fail_snapshot,
        )

    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        self._under_way -= 1
        self._revision = snapshot.revision
        self._last = snapshot
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

    def _take_history(self, page: JournalPage) -> None:
        self._under_way -= 1
        self.history_read.emit(page)

    def _fail(self, error: Exception) -> None:
        self._under_way -= 1
        if isinstance(error, KnownError):
            self.refused.emit(str(error))
        else:
            self.broken.emit(f"{type(error).__name__}: {error}")


def _glance(browser: Browser) -> LibraryGlance:
    return LibraryGlance(browser.counts(), _folders(browser), browser.revision())


def _snapshot(
    radius: FindRadius,
    strictness: float,
    preferences: GroupPreferences,
    settle: bool,
    last: LibrarySnapshot | None,
    browser: Browser,
) -> LibrarySnapshot:
    revision = browser.revision()  # first: a change that comes meanwhile is seen later
    limit = radius(browser.model, strictness)
    asked = revision, browser.model_id, limit, preferences
    folders = _folders(browser)
    offline = {folder.path for folder in folders if folder.offline}
    failures = tuple(failure for failure in browser.failures() if failure.path not in offline)
    if last is not None and last.asked == asked:
        return replace(last, folders=folders, failures=failures, settle=settle)
    roots = browser.roots()
    found = groups_to_show(browser, preferences, limit)
    rows = tuple(GroupRow.of(group) for group in found.groups)
    return LibrarySnapshot(
        rows=rows,
        overview=Overview.of(rows),
        counts=browser.counts(),
        folders=folders,
        failures=failures,
        first_photo=browser.first_photo(),
        revision=revision,
        problems=_problems(browser.ticks(), found.groups),
        past=_past(browser),
        unfinished=len(browser.unfinished()),
        settle=settle,
        coverage=browser.coverage(),
        watched=tuple(root.path for root in roots if root.watched),
        asked=asked,
    )


def _past(browser: Browser) -> LibraryPast:
    return LibraryPast(
        tuple(browser.done_runs()), tuple(browser.decisions()), browser.chosen_since(), browser.decided_files()
    )


def _folders(browser: Browser) -> tuple[Folder, ...]:
    """The folders of the library with how each is treated; below each what is protected or left out in it."""
    found: list[Folder] = []
    for state in browser.folder_states():
        root = state.root
        found.append(
            Folder(root.path, state.files, root.protected, watched=root.watched, offline=state.offline, is_root=True)
        )
        found += [Folder(path, None, protected=True) for path in root.protected_subfolders]
        found += [Folder(path, None, protected=False, excluded=True) for path in root.excludes]
    return tuple(found)


def _problems(ticks: Iterable[Tick], groups: Iterable[Group]) -> dict[File, str]:
    """Why ticked files could not be acted on, as long as they and the one kept are as they were then."""
    troubled = {tick.path: tick for tick in ticks if tick.problem}
    if not troubled:
        return {}
    found: dict[File, str] = {}
    for group in groups:
        files = {file.path: file for member in group.members for file in member.photo.files}
        for tick in (troubled[path] for path in files if path in troubled):
            file = files[tick.path]
            if (file.size, file.mtime_ns) == (tick.size, tick.mtime_ns) and tick.keeper in files:
                found[tick.path, tick.digest] = tick.problem
    return found


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
