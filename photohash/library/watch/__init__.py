"""Events -> settled changes: what has come, gone or changed below the roots, once all is quiet."""

from __future__ import annotations

from photohash.library.watch.changes import Changes, ChangeWatcher
from photohash.library.watch.thread import WatchThread
from photohash.library.watch.watcher import Settling, Watcher

__all__ = ["ChangeWatcher", "Changes", "Settling", "WatchThread", "Watcher"]
