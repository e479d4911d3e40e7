"""The pipeline: every station in its turn."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from photohash.core.closing import Closing
from photohash.core.task import Stage, Task
from photohash.library.encode import Encoder
from photohash.library.pipeline.coding import Coding
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.damaged import trace_damaged
from photohash.library.pipeline.folders import Folders
from photohash.library.pipeline.ingest import Ingest
from photohash.library.pipeline.verification import Verification
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from photohash.library.watch import Changes


class Pipeline(Closing):
    """Brings a library up to date. One thread opens the catalogue and runs the generators.

    Use it as a context: it closes the catalogue, which lets the next writer in.

    Args:
        catalogue: opened for writing.
        encoder: codes the photos to find copies by.
        radius: distance in bits out to which neighbours are stored, the widest that may ever be asked for.
        previews: the cache of small pictures.
        browsing: code them once more each, to tell look-alikes by; none for no second code.
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
        browsing: Sequence[Encoder] = (),
        verify: int | None = None,
        threads: int | None = None,
    ) -> None:
        threads = threads or min(8, max(2, os.cpu_count() or 2))
        self._catalogue = catalogue
        self._folders = Folders(catalogue)
        self._ingest = Ingest(catalogue, Coding(catalogue, encoder, browsing), radius, previews, self._folders, threads)
        self._verification = Verification(
            catalogue, encoder.model_id, radius if verify is None else min(verify, radius), previews, threads
        )

    @property
    def folder(self) -> Path:
        """The library directory."""
        return self._catalogue.folder

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
        added = self._folders.add(folders, protect)
        if added.failures or added.inside or added.taken_in:
            yield added
        scan_diff = self._catalogue.scan_diff()
        yield self._folders.compare(scan_diff, task)
        yield from self._ingest.join(task)
        yield from self._ingest.files(scan_diff, task)
        yield from self._ingest.photos(task)
        trace_damaged(self._catalogue, task)
        yield from self._verification.run(task)
        yield from self._ingest.complete(task)

    def look_at(self, changes: Changes, task: Task) -> Iterator[CommitReport]:
        """Brings the library up to date with what has changed.

        Args:
            changes: the photos and folders to look at; all folders are looked through where it says so.
            task: as for ``update``.

        Yields:
            after each commit, what it brought.

        Raises:
            Cancelled: the task was cancelled.
        """
        if changes.everything:
            yield from self.update(task=task)
            return
        scan_diff = self._catalogue.scan_diff()
        yield self._folders.compare_touched(scan_diff, set(changes.paths), task)
        yield from self._ingest.files(scan_diff, task)
        trace_damaged(self._catalogue, task)
        yield from self._verification.run(task)
