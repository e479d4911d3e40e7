"""Settled changes -> what is to be looked at: some paths, or all folders."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from photohash.library.watch.watcher import Watcher

_BY_TIME_SECONDS, _BY_TIME_SHARE = 10.0, 5.0
"""How long it is at least until folders that cannot be watched are looked at again, in seconds and in times of what
looking took."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be looked at.

    Attributes:
        paths: photos and folders that something happened to.
        everything: whether all folders are to be looked through instead.
        by_time: whether that is only because some cannot be watched, and mostly finds nothing.
    """

    paths: frozenset[Path] = frozenset()
    everything: bool = False
    by_time: bool = False

    def __or__(self, other: Changes) -> Changes:
        by_time = (self.by_time or not self) and (other.by_time or not other)
        return Changes(self.paths | other.paths, self.everything or other.everything, by_time)

    def __bool__(self) -> bool:
        return self.everything or bool(self.paths)


class ChangeWatcher:
    """Watches folders while its ``with`` block runs, and writes nothing.

    Everything is to be looked at when a drive came or went, and from time to time where the system lets no more folders
    be watched.

    Args:
        roots: the folders to watch.
        quiet: seconds without an event after which a change has settled.
    """

    def __init__(self, roots: Sequence[Path], *, quiet: float = 1.0) -> None:
        self._roots = tuple(roots)
        self._watcher = Watcher(self._roots, quiet=quiet)
        self._holder = ExitStack()
        self._there: list[bool] = []
        self._due = 0.0

    def __enter__(self) -> Self:
        self._there = [root.is_dir() for root in self._roots]
        self._holder.enter_context(self._watcher)
        self.looked(0.0)
        return self

    def __exit__(self, *_: object) -> None:
        self._holder.close()

    def looked(self, seconds: float) -> None:
        """All folders were looked through, which took so long."""
        self._due = time.monotonic() + max(_BY_TIME_SECONDS, _BY_TIME_SHARE * seconds)

    def wait(self, timeout: float) -> Changes:
        """Waits until changes have settled.

        Args:
            timeout: seconds to wait at most.

        Returns:
            what is to be looked at; nothing when the time is up.

        Raises:
            LibraryError: the system does not let a root be watched.
        """
        paths = frozenset(self._watcher.settled(timeout))
        there = [root.is_dir() for root in self._roots]
        if there != self._there:  # a drive that comes or goes brings or takes everything on it
            self._there = there
            return Changes(paths, everything=True)
        if paths or not self._watcher.unwatched or time.monotonic() < self._due:
            return Changes(paths)
        self.looked(0.0)
        return Changes(everything=True, by_time=True)
