"""Who works on a run: one process at a time, told by a lock that the system takes back when the process ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.paths import shown

_PATIENCE = 2.0
"""Seconds to try for: somebody who only looks whether a lock is held holds it for a moment."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a lock that no other process can hold at the same time.

    Args:
        path: its file; the folder exists.

    Raises:
        UsageError: another process holds it.
        OSError: the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + _PATIENCE
        while not _take(descriptor):
            if time.monotonic() > until:
                raise UsageError(f"Another photohash is training in {shown(path.parent)} already.")
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Whether some process holds a lock."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _take(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
