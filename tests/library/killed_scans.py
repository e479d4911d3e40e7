"""Scans one folder into several libraries and is killed in each of them, at a chosen statement of SQL.

Run as ``python -m tests.library.killed_scans PHOTOS LIBRARY STATEMENT [LIBRARY STATEMENT ...]``. Each scan has a
process of its own, which ends itself with SIGKILL just before that statement; one line for each says how it ended.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from photohash.core.task import Task
from photohash.library.pipeline import ingest, verification
from photohash.library.store.connection import Connection
from tests.library.libraries import pipeline


def die_before(statement: int) -> None:
    """Has this process end itself with SIGKILL before the given statement that writes, counted from now."""
    left = statement

    def counted(run: Any) -> Any:
        def call(*arguments: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return run(*arguments)

        return call

    Connection.run = counted(Connection.run)  # type: ignore[method-assign]
    Connection.run_many = counted(Connection.run_many)  # type: ignore[method-assign]


def scan_and_die(photos: Path, library: Path, statement: int) -> None:
    """Scans with a commit every few photos; SIGKILL comes before the given statement."""
    die_before(statement)
    ingest._PHOTOS_A_COMMIT = ingest._TOGETHER = 4
    verification._PAIRS_A_COMMIT = 4
    with pipeline(library) as opened:
        for _ in opened.update([photos], task=Task()):
            pass


def main(photos: str, *kills: str) -> None:
    for library, statement in zip(kills[::2], kills[1::2], strict=True):
        child = os.fork()
        if not child:
            scan_and_die(Path(photos), Path(library), int(statement))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else f"ended with {os.WEXITSTATUS(status)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
