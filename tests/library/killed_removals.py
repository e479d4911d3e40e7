"""Removes one folder from several equal libraries and is killed in the n-th of them at its n-th statement of SQL.

Run as ``python -m tests.library.killed_removals FOLDER LIBRARY...``. Each removal has a process of its own, which ends
itself with SIGKILL just before that statement; one line for each says how it ended.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from photohash.library.folders import LibraryFolders
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.killed_scans import die_before


def remove_and_die(folder: Path, library: Path, statement: int) -> None:
    """Removes a folder; SIGKILL comes before the given statement."""
    with LibraryFolders(Catalogue.open(library, write=True), Previews(library / "thumbnails")) as opened:
        die_before(statement)
        opened.remove([folder])


def main(folder: str, *libraries: str) -> None:
    for statement, library in enumerate(libraries):
        child = os.fork()
        if not child:
            remove_and_die(Path(folder), Path(library), statement)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else f"ended with {os.WEXITSTATUS(status)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
