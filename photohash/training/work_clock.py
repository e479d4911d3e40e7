"""How long has been worked: neither pauses, nor a closed lid, nor what lies between two starts of a run count."""

from __future__ import annotations

import ctypes
import json
import sys
import time
from contextlib import suppress
from pathlib import Path

from photohash.core.paths import write_atomically

if sys.platform == "win32":

    def running_seconds() -> float:
        """Seconds that the computer has been running, asleep or not; on Windows the usual clock goes on in sleep."""
        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7

else:

    def running_seconds() -> float:
        """Seconds that the computer has been awake, whatever anybody sets its clock to."""
        return time.monotonic()


class WorkClock:
    """Counts seconds of work from now on.

    Args:
        folder: where they are kept, so that a run that was broken off goes on counting; None keeps them nowhere.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / "worked.json" if folder else None
        self._before = self._read()
        self._began: float | None = running_seconds()

    @property
    def seconds(self) -> float:
        """Worked so far."""
        return self._before + (running_seconds() - self._began if self._began is not None else 0.0)

    def pause(self) -> None:
        """Counts no more until ``resume``."""
        self._before, self._began = self.seconds, None

    def resume(self) -> None:
        """Counts on."""
        if self._began is None:
            self._began = running_seconds()

    def keep(self) -> None:
        """Writes down what was counted; what is lost with it is a few seconds."""
        if self._path:
            write_atomically(self._path, json.dumps({"seconds": round(self.seconds, 1)}).encode(), lasting=False)

    def _read(self) -> float:
        with suppress(OSError, ValueError, TypeError, KeyError):
            if self._path:
                return max(float(json.loads(self._path.read_bytes())["seconds"]), 0.0)
        return 0.0
