"""A library kept up to date: the folders are watched, and the library is opened only while there is something to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from photohash.core.task import Stage, Task
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.update import Pipeline
from photohash.library.store import Catalogue, LibraryTakenError
from photohash.library.watch import Changes, ChangeWatcher

_LOOK_SECONDS = 0.5
_PATIENCE_SECONDS = 2.0
"""How long it is between two tries while another program writes the library."""


def watch(open_pipeline: Callable[[], Pipeline], task: Task) -> Iterator[CommitReport]:
    """Brings a library up to date and keeps it so until the task is cancelled.

    Between changes the library is closed, so that anybody else may write it. Folders that others add to it meanwhile
    are watched too.

    Args:
        open_pipeline: opens the library to be written.
        task: progress; cancelling is how this ends.

    Yields:
        after each commit, what it brought.

    Raises:
        Cancelled: the task was cancelled.
        LibraryError: the library cannot be written; while another program writes it, this waits, but for the start.
    """
    with open_pipeline() as pipeline:
        folder = pipeline.folder
    due = Changes(everything=True)
    patient = False
    with closing(Catalogue.open(folder, write=False)) as catalogue:
        while True:
            roots = watched(catalogue)
            # The watcher comes before the update, so that nothing that changes during the update is missed.
            with ChangeWatcher(roots) as watcher:
                while watched(catalogue) == roots:
                    try:
                        with open_pipeline() as pipeline:
                            began = time.monotonic()
                            reports = pipeline.look_at(due, task)
                            yield from news(reports) if due.by_time else reports
                            if due.everything:
                                watcher.looked(time.monotonic() - began)
                        due, patient = Changes(), True
                    except LibraryTakenError:
                        if not patient:
                            raise
                        task.sleep(_PATIENCE_SECONDS)
                    due |= _changed(watcher, catalogue, roots, due, task)
            due |= Changes(everything=True)


def watched(catalogue: Catalogue) -> list[Path]:
    """The folders of a library that are to be watched."""
    return [root.path for root in catalogue.roots().all() if root.watched]


def news(reports: Iterable[CommitReport]) -> Iterator[CommitReport]:
    """The commits that brought anything: a look by time finds nothing mostly, and the same folders closed."""
    for number, report in enumerate(reports):
        if report.files or report.photos or report.relations or (number and report.failures):
            yield report


def _changed(watcher: ChangeWatcher, catalogue: Catalogue, roots: list[Path], due: Changes, task: Task) -> Changes:
    """Waits for a change of the photos, or of the folders that are watched; not at all where some change waits."""
    task.begin(Stage.WATCHING)
    revision = catalogue.revision()
    while True:
        task.check()
        found = watcher.wait(0.0 if due else _LOOK_SECONDS)
        if found or due:
            return found
        if (now := catalogue.revision()) != revision:
            revision = now
            if watched(catalogue) != roots:
                return found
