"""A thread that watches folders for somebody who has other things to do."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from photohash.core.errors import KnownError
from photohash.library.watch.changes import Changes, ChangeWatcher

_LOOK_SECONDS = 0.5

_log = logging.getLogger(__name__)


class WatchThread:
    """Watches folders in a thread of its own until it is closed. It writes nothing and holds no library.

    Once it watches it tells that everything is to be looked at: what changed before went unseen.

    Args:
        roots: the folders to watch.
        tell: gets each settled change, in the thread.
        failed: gets the sentence on why watching ended, in the thread.
        quiet: seconds without an event after which a change has settled.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        tell: Callable[[Changes], object],
        failed: Callable[[str], object],
        *,
        quiet: float = 1.0,
    ) -> None:
        self.roots = tuple(roots)
        self._tell, self._failed, self._quiet = tell, failed, quiet
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="photohash-watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Has the thread end soon; ``close`` waits for it."""
        self._ending.set()

    def close(self, timeout: float) -> bool:
        """Ends the thread; returns whether it ended in time."""
        self.end()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with ChangeWatcher(self.roots, quiet=self._quiet) as watcher:
                self._tell(Changes(everything=True))
                while not self._ending.is_set():
                    if changes := watcher.wait(_LOOK_SECONDS):
                        self._tell(changes)
        except KnownError as error:
            self._failed(str(error))
        except Exception:  # noqa: BLE001  logged, and told
            _log.exception("watching folders failed")
            self._failed("Folders are not watched because of a fault in photohash. The log has the details.")
