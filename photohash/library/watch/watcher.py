"""Events -> settled changes: tells which photos have come, gone or changed below the roots, once all is quiet.

A file that is being copied gives many events and is no whole photo before the last. So a path is told only when there
was no event about it for a while, and its size and time did not change meanwhile.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from photohash.core.errors import LibraryError
from photohash.core.files import Place, in_words, is_passed_by, is_passed_by_below, is_photo_name, place_of
from photohash.core.paths import shown

_KINDS: list[type[FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileClosedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
    getattr(events, "FileAttribEvent", events.FileModifiedEvent),  # a kind of its own since watchdog 7
]
"""What can change a photo. That files are opened and closed is left out: reading the photos would fill the queue."""

_TOO_MANY = frozenset({errno.ENOSPC, errno.EMFILE})
"""How Linux says that its limit on watched folders, or on programs that watch, is reached."""

_IN_DELETE_SELF = 0x400

_GONE = ("deleted", "moved")
_CAME = ("created", "moved")

_log = logging.getLogger(__name__)


class Settling:
    """Paths that something happened to, until they have been quiet for a while. Callers tell the time, in seconds."""

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._paths: dict[
            str, tuple[float, _State]
        ] = {}  # by the time at which they are due, since quiet is one for all

    def touch(self, path: str, now: float) -> None:
        """Something happened to a path."""
        self._paths.pop(path, None)
        self._paths[path] = (now + self._quiet, _state(path))

    def ready(self, now: float) -> set[str]:
        """Takes out the paths about which all has been quiet."""
        settled = set()
        while self._paths:
            path, (due, before) = next(iter(self._paths.items()))
            if due > now:
                break
            if before == _state(path):
                del self._paths[path]
                settled.add(path)
            else:
                self.touch(path, now)
        return settled

    def next_due(self) -> float | None:
        """When the next path can be ready; None while there is none."""
        return next(iter(self._paths.values()))[0] if self._paths else None


class Watcher:
    """Watches folders while its ``with`` block runs, in threads of watchdog's own that end with the block.

    A root that is gone, such as an unplugged drive, is watched again once it is back; its photos then count as changed.
    Folders behind links below a root are not watched. Where the system lets no more folders be watched, that is said
    once in the log, and ``unwatched`` says that the roots are to be looked at by time as well.

    Attributes:
        unwatched: whether changes may go unnoticed in some folders.
    """

    def __init__(self, roots: Sequence[Path], *, quiet: float = 1.0) -> None:
        self._roots = [_Root(os.path.abspath(root)) for root in dict.fromkeys(roots)]  # noqa: PTH100  keeps links
        self._settling = Settling(quiet)
        self._events: SimpleQueue[tuple[_Root, FileSystemEvent]] = SimpleQueue()
        self.unwatched = False

    def __enter__(self) -> Self:
        self._observer: BaseObserver = Observer()  # has a thread of its own from the first
        self._observer.start()
        try:
            self._attend()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def settled(self, timeout: float) -> set[Path]:
        """Waits until changes have settled.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Photos that were created, changed, moved or deleted, as soon as any are settled; a photo that is gone is
            among them under its old path. A folder that is gone is among them as itself, and stands for all photos
            below. Empty when the time is up.

        Raises:
            LibraryError: the system does not let a root be watched.
        """
        deadline = time.monotonic() + timeout
        while True:
            self._attend()
            now = time.monotonic()
            due = self._settling.next_due()
            self._take_events(max(0.0, min(deadline, deadline if due is None else due) - now))
            now = time.monotonic()
            settled = {Path(path) for path in self._settling.ready(now) if _is_told(path)}
            if settled or now >= deadline:
                return settled

    def _stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def _attend(self) -> None:
        """Watches the roots that are there and not watched yet; lets go of those gone, or another folder by now."""
        for root in self._roots:
            place = place_of(root.path) if os.path.isdir(root.path) else None  # noqa: PTH112
            if root.watch and place != root.place:
                self._let_go(root)
            if place and not root.watch and place != root.refused:
                self._watch(root, place)

    def _watch(self, root: _Root, place: Place) -> None:
        root.real = os.path.realpath(root.path)
        try:
            root.watch = self._observer.schedule(
                _Handler(root, self._events), root.real, recursive=True, event_filter=_KINDS
            )
        except (FileNotFoundError, NotADirectoryError):  # gone in this moment: as if it had not been there
            return
        except OSError as error:
            if error.errno not in _TOO_MANY:
                raise LibraryError(f"{shown(root.path)} cannot be watched: it {in_words(error)}.") from error
            root.refused = place
            self._tell_unwatched()
            return
        if not _can_watch_more(root.real):
            self._tell_unwatched()
        root.place = place
        if root.was_watched:
            _log.info("Watching again: %s", shown(root.path))
            for path in _photos_below(root.path):
                self._settling.touch(path, time.monotonic())
        root.was_watched = True

    def _tell_unwatched(self) -> None:
        if not self.unwatched:
            self.unwatched = True
            _log.warning(
                "There are more folders than this system lets be watched, so they are looked at by time as well. A "
                "higher limit (on Linux fs.inotify.max_user_watches, max_user_instances) has changes noticed at once."
            )

    def _let_go(self, root: _Root) -> None:
        if root.watch:
            _log.info("No longer there to watch: %s", shown(root.path))
            self._observer.unschedule(root.watch)
            root.watch = root.place = None

    def _take_events(self, wait: float) -> None:
        """Waits for an event, then takes all there are."""
        try:
            self._note(*self._events.get(timeout=wait) if wait else self._events.get_nowait())
            while True:
                self._note(*self._events.get_nowait())
        except Empty:
            return

    def _note(self, root: _Root, event: FileSystemEvent) -> None:
        now = time.monotonic()
        source, target = root.seen(event.src_path), root.seen(event.dest_path)
        if source == root.path and event.event_type in _GONE:
            self._let_go(root)
            return
        for path, is_gone in ((source, event.event_type in _GONE), (target, False)):
            if path is None or root.passes_by(path if event.is_directory else os.path.dirname(path)):  # noqa: PTH120
                continue
            if not event.is_directory:
                if is_photo_name(os.path.basename(path)):  # noqa: PTH119
                    self._settling.touch(path, now)
            elif is_gone:
                self._settling.touch(path, now)
            elif event.event_type in _CAME:
                if not _can_watch_more(root.real):
                    self._tell_unwatched()
                for photo in _photos_below(path):
                    self._settling.touch(photo, now)


@dataclass(eq=False, slots=True)
class _Root:
    """A watched folder.

    Attributes:
        path: as the user knows it, absolute.
        real: the folder behind all links, by which the system reports events.
        watch: while it is watched.
        place: device and inode of what is watched, to notice another folder under the same path.
        was_watched: whether it was watched before, so that being there means being back.
        refused: device and inode of what the system does not let be watched.
    """

    path: str
    real: str = ""
    watch: ObservedWatch | None = None
    place: Place | None = None
    was_watched: bool = False
    refused: tuple[int, int] | None = None

    def seen(self, reported: bytes | str) -> str | None:
        """A reported path as the user knows it; None when it is empty or lies outside."""
        path = os.fsdecode(reported)
        if path == self.real:
            return self.path
        inside = path.removeprefix(os.path.join(self.real, ""))  # noqa: PTH118
        return os.path.join(self.path, inside) if inside != path else None  # noqa: PTH118

    def passes_by(self, folder: str) -> bool:
        """Whether a folder, or one that it lies in, is not looked into by a scan."""
        return is_passed_by_below(self.real, self.real + folder[len(self.path) :])


class _Handler(FileSystemEventHandler):
    """Hands events from watchdog's thread to the one that asks for settled changes."""

    def __init__(self, root: _Root, queue: SimpleQueue[tuple[_Root, FileSystemEvent]]) -> None:
        self._root, self._queue = root, queue

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._queue.put((self._root, event))


_State = tuple[int, int] | None


def _state(path: str) -> _State:
    """Size and time of a file; None when it is not there."""
    try:
        info = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return info.st_size, info.st_mtime_ns


def _can_watch_more(folder: str) -> bool:
    """Whether one more folder could be watched; watchdog passes over those that could not without a word."""
    if not sys.platform.startswith("linux"):
        return True
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = library.inotify_init1(os.O_CLOEXEC)
    if descriptor < 0:
        return ctypes.get_errno() not in _TOO_MANY
    try:
        watch = library.inotify_add_watch(descriptor, os.fsencode(folder), _IN_DELETE_SELF)
        return watch >= 0 or ctypes.get_errno() not in _TOO_MANY
    finally:
        os.close(descriptor)


def _is_told(path: str) -> bool:
    """Whether a quiet path is news: a folder is only when it is gone, for its photos speak for themselves."""
    return not os.path.isdir(path)  # noqa: PTH112


def _photos_below(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        real = os.path.realpath(parent)
        folders[:] = [name for name in folders if not is_passed_by(name, real)]
        yield from (os.path.join(parent, name) for name in names if is_photo_name(name))  # noqa: PTH118
