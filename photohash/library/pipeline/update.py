"""The pipeline: every station in its turn."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from photohash.core.task import Stage, Task
from photohash.library.encode import Encoder
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.damaged import trace_damaged
from photohash.library.pipeline.folders import Folders
from photohash.library.pipeline.ingest import Ingest
from photohash.library.pipeline.verification import Verification
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from photohash.library.watch import Watcher

_LOOK_SECONDS = 0.5

_BY_TIME_SECONDS, _BY_TIME_SHARE = 10.0, 5.0
"""How long it is at least until folders that cannot be watched are looked at again, in seconds and in times of what
looking took."""


class Pipeline:
    """Brings a library up to date. One thread opens the catalogue and runs the generators.

    Use it as a context: it closes the catalogue, which lets the next writer in.

    Args:
        catalogue: opened for writing.
        encoder: codes the photos.
        radius: distance in bits out to which neighbours are stored, the widest that may ever be asked for.
        previews: the cache of small pictures.
        verify: distance in bits out to which neighbours are verified; ``radius`` where it is not given.
        threads: how many photos are read side by side; by default one a processor, between 2 and 8.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        encoder: Encoder,
        radius: int,
        previews: Previews,
        *,
        verify: int | None = None,
        threads: int | None = None,
    ) -> None:
        threads = threads or min(8, max(2, os.cpu_count() or 2))
        self._catalogue = catalogue
        self._folders = Folders(catalogue)
        self._ingest = Ingest(catalogue, encoder, radius, previews, self._folders, threads)
        self._verification = Verification(
            catalogue, encoder.model_id, radius if verify is None else min(verify, radius), previews, threads
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the catalogue."""
        self._catalogue.close()

    def update(
        self, folders: Sequence[Path] = (), *, protect: Sequence[Path] = (), task: Task
    ) -> Iterator[CommitReport]:
        """Brings the library up to date with the disk.

        Args:
            folders: folders to add to the library first.
            protect: folders to add that no action may ever touch.
            task: shows progress, pauses and cancels; it is asked at every photo.

        Yields:
            after each commit, what it brought.

        Raises:
            Cancelled: the task was cancelled; what was committed stays.
            LibraryError: the catalogue or the previews cannot be written.
            ModelError: the model cannot be used.
        """
        task.begin(Stage.SCANNING)
        if unusable := self._folders.add(folders, protect):
            yield CommitReport(failures=tuple(unusable))
        scan_diff = self._catalogue.scan_diff()
        yield self._folders.compare(scan_diff, task)
        yield from self._ingest.join(task)
        yield from self._ingest.files(scan_diff, task)
        yield from self._ingest.photos(task)
        trace_damaged(self._catalogue, task)
        yield from self._verification.run(task)

    def watch(self, task: Task) -> Iterator[CommitReport]:
        """Brings the library up to date and keeps it so until the task is cancelled.

        Yields:
            after each commit, what it brought.

        Raises:
            Cancelled: the task was cancelled, which is how this ends.
        """
        watched = [root.path for root in self._catalogue.roots().all() if root.watched]

        def there() -> list[bool]:
            return [path.is_dir() for path in watched]

        # The watcher comes first, so that nothing that changes during the update is missed.
        with Watcher(watched) as watcher:
            # Looked at before each update, so that a drive that comes or goes meanwhile is seen after it.
            before = there()
            began = time.monotonic()
            yield from self.update(task=task)
            while True:
                task.begin(Stage.WATCHING)
                took = time.monotonic() - began
                due = time.monotonic() + max(_BY_TIME_SECONDS, _BY_TIME_SHARE * took)
                while not (touched := watcher.settled(_LOOK_SECONDS)) and there() == before:
                    task.check()
                    if watcher.unwatched and time.monotonic() >= due:
                        break
                # A drive that comes or goes brings or takes everything on it.
                now = there()
                changed, before = now != before, now
                if touched and not changed:
                    yield from self._update_touched(touched, task)
                else:
                    began = time.monotonic()
                    yield from self.update(task=task) if changed else _news(self.update(task=task))

    def _update_touched(self, touched: set[Path], task: Task) -> Iterator[CommitReport]:
        scan_diff = self._catalogue.scan_diff()
        yield self._folders.compare_touched(scan_diff, touched, task)
        yield from self._ingest.files(scan_diff, task)
        trace_damaged(self._catalogue, task)
        yield from self._verification.run(task)


def _news(batches: Iterable[CommitReport]) -> Iterator[CommitReport]:
    """The batches that brought anything: a look by time finds nothing most of the time, and the same folders closed."""
    for number, batch in enumerate(batches):
        if batch.files or batch.photos or batch.relations or (number and batch.failures):
            yield batch
