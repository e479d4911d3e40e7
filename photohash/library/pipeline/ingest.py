"""Files to photos, codes and neighbours: read in threads, coded together, committed about once a second."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.core.errors import KnownError, PhotoError
from photohash.core.files import in_words, open_regular
from photohash.core.task import Stage, Task
from photohash.library.decode import decode, opening_of
from photohash.library.digest import digest
from photohash.library.index import HammingIndex, Ids
from photohash.library.photo import Failure, FoundFile, Neighbour
from photohash.library.pipeline.coding import Coding
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.folders import Folders
from photohash.library.pipeline.pending_content import PendingContent
from photohash.library.pipeline.pools import in_order, pool
from photohash.library.preview import Previews
from photohash.library.relate import glimpse_of, glimpses, may_be_copies
from photohash.library.store import Catalogue, Pairs, ScanDiff

_TOGETHER = 32
"""Photos coded in one call of the encoder."""

_AHEAD = 64
"""Photos read ahead of the encoder: what bounds memory, beside one decoded picture a thread."""

_PHOTOS_A_COMMIT, _FILES_A_COMMIT, _SECONDS_A_COMMIT = 64, 1000, 1.0

_LARGE = 32 << 20
"""Files of more bytes are decoded one at a time, as are pictures of very many pixels: each may take a gigabyte."""

_NEIGHBOURS_EACH = 256
"""A new photo is stored with this many of its nearest neighbours, so that ten thousand black frames do not fill the
disk with fifty million pairs."""

_CONSIDERED_EACH = 1024
"""Of so many of the nearest it is looked whether they may be copies at all, which leaves out most of the icons and
glyphs that are near one another by the thousand."""

_CHANGED = "is being written just now"

_NO_PIXELS = np.empty((0, 0, 3), dtype=np.uint8)


@dataclass(slots=True)
class _Waiting:
    """What the next commit will hold."""

    contents: list[PendingContent] = field(default_factory=list)
    uncoded: list[PendingContent] = field(default_factory=list)
    coded: int = 0
    since: float = field(default_factory=time.monotonic)

    def due(self) -> bool:
        full = self.coded + len(self.uncoded) >= _PHOTOS_A_COMMIT or len(self.contents) >= _FILES_A_COMMIT
        return bool(self.contents) and (full or time.monotonic() - self.since >= _SECONDS_A_COMMIT)


class Ingest:
    """Takes files into the catalogue.

    Args:
        catalogue: opened for writing.
        coding: codes the photos.
        radius: distance out to which neighbours are stored.
        previews: gets a small picture of every photo that is decoded.
        folders: tells which root a file belongs to.
        threads: how many photos are decoded side by side.
    """

    def __init__(
        self, catalogue: Catalogue, coding: Coding, radius: int, previews: Previews, folders: Folders, threads: int
    ) -> None:
        self._catalogue, self._pairs = catalogue, coding.pairs
        self._coding, self._radius = coding, radius
        self._previews, self._folders = previews, folders
        self._threads = threads
        self._index: HammingIndex | None = None
        self._under_way: dict[bytes, PendingContent] = {}
        self._large = threading.RLock()

    def files(self, scan_diff: ScanDiff, task: Task) -> Iterator[CommitReport]:
        """Takes in the files that a scan found new or changed."""
        if not scan_diff.count:
            return
        task.begin(Stage.ENCODING, scan_diff.count)
        with pool(2, "digest") as executor:
            digested = in_order(executor, _digested, scan_diff.changed(), _AHEAD)
            yield from self._contents(self._identified(digested, task), task)

    def photos(self, task: Task) -> Iterator[CommitReport]:
        """Codes the photos that are known but have no code of the model that finds copies."""
        if count := self._pairs.count_uncoded():
            task.begin(Stage.ENCODING, count)
            yield from self._contents(self._uncoded(self._pairs, self._coding.all), task)

    def complete(self, task: Task) -> Iterator[CommitReport]:
        """Codes the photos that have no code of a browsing model, once all that finds copies is done.

        What lacks a code of the one in use gets one of each in the same pass.
        """
        lacking = {pairs.model for pairs in self._coding.browsing_pairs}
        for pairs in self._coding.browsing_pairs:
            if count := pairs.count_uncoded():
                task.begin(Stage.COMPLETING, count)
                yield from self._contents(self._uncoded(pairs, frozenset(lacking)), task)
            lacking.discard(pairs.model)

    def join(self, task: Task) -> Iterator[CommitReport]:
        """Stores the neighbours of codes that were stored without, or with a smaller radius."""
        if count := self._pairs.count_unjoined(self._radius):
            task.begin(Stage.COMPARING, count)
        while count:
            task.check()
            photos, codes = self._pairs.unjoined(self._radius, _FILES_A_COMMIT)
            if not photos:
                break
            with self._transaction():
                self._join(photos, codes)
            task.advance(len(photos))
            yield CommitReport()

    def _identified(self, digested: Iterable[PendingContent], task: Task) -> Iterator[PendingContent]:
        """Tells known contents from new ones; of files with one content that come close together, one is read."""
        for content in digested:
            if content.reason is None:
                twin = self._under_way.get(content.digest)
                if twin is not None:
                    twin.sources.extend(content.sources)
                    task.advance()
                    continue
                self._under_way[content.digest] = content
                content.photo = self._catalogue.photo_known_as(content.digest)
                if content.photo is None or not self._pairs.is_coded(content.photo):
                    content.lacking = self._coding.all
            yield content

    def _uncoded(self, pairs: Pairs, lacking: frozenset[str]) -> Iterator[PendingContent]:
        last = 0
        while self._coding.usable(pairs.model) and (found := pairs.uncoded(last, _AHEAD)):
            last = found[-1][0]
            for number, name, files in found:
                sources = [FoundFile(file.path, file.size, file.mtime_ns, 0, 0) for file in files]
                yield PendingContent(sources, name, number, lacking, recorded=True)

    def _contents(self, contents: Iterable[PendingContent], task: Task) -> Iterator[CommitReport]:
        waiting = _Waiting()
        try:
            with pool(self._threads, "decode") as executor:
                for content in in_order(executor, self._read, contents, _AHEAD):
                    task.check()
                    task.advance()
                    waiting.contents.append(content)
                    if content.prepared:
                        waiting.uncoded.append(content)
                    if len(waiting.uncoded) == _TOGETHER:
                        self._encode(waiting)
                    if waiting.due():
                        yield self._commit(waiting)
                        waiting = _Waiting()
                if waiting.contents:
                    yield self._commit(waiting)
        finally:
            self._under_way.clear()

    def _read(self, content: PendingContent) -> PendingContent:
        """Decodes a content once, for its codes and its preview. Runs in a thread of the pool."""
        if content.reason is not None or not content.lacking:
            return content
        whole = self._coding.copies in content.lacking  # else all but the second code is known
        for source in tuple(content.sources):
            try:
                with self._large if source.size > _LARGE else nullcontext():
                    enough = self._coding.enough_pixels
                    picture = decode(source.path, at_least=enough, described=whole, large=self._large)
                    _see_unchanged(source)
                    content.prepared = self._coding.prepare(picture.pixels, content.lacking)
                    if whole:
                        content.glimpse = glimpse_of(picture.pixels, picture.width, picture.height)
                    self._previews.keep(content.digest, picture.pixels)
            except PhotoError as error:
                content.fail(error)
                content.opening = _opening(source.path)
                continue
            except KnownError:
                raise
            except Exception as error:  # noqa: BLE001  one photo never stops the rest
                self._coding.stumble(content, error)
                continue
            content.picture = replace(picture, pixels=_NO_PIXELS) if whole else None
            content.reason = None
            break
        return content

    def _encode(self, waiting: _Waiting) -> None:
        self._coding.code([content for content in waiting.uncoded if content.prepared])
        waiting.coded += len(waiting.uncoded)
        waiting.uncoded.clear()

    def _commit(self, waiting: _Waiting) -> CommitReport:
        """One transaction: photos, files, codes, neighbours and failures."""
        self._encode(waiting)
        files, failures = 0, list[Failure]()
        codes: dict[int, bytes] = {}
        with self._transaction():
            for content in waiting.contents:
                if content.reason is not None:
                    failures += self._put_failures(content, content.reason)
                    continue
                number = self._number(content)
                self._coding.put(number, content)
                if (code := content.codes.get(self._coding.copies)) is not None:
                    codes[number] = code
                if not content.recorded:
                    files += self._put_files(content, number)
            self._join(list(codes), list(codes.values()))
            self._catalogue.coverage().took_in(sum(len(one.sources) for one in waiting.contents if not one.recorded))
        for content in waiting.contents:
            self._under_way.pop(content.digest, None)
        return CommitReport(files, tuple(codes), 0, tuple(failures))

    def _number(self, content: PendingContent) -> int:
        if content.picture is not None:
            return self._catalogue.add_photo(content.digest, content.picture, content.sources[0].size)
        if content.photo is None:
            raise RuntimeError("a content that is not known was not decoded")
        return content.photo

    def _put_files(self, content: PendingContent, number: int) -> int:
        for source in content.sources:
            root = self._folders.root_of(source.path)
            self._catalogue.put_file(source, number, root.id if root else None)
        return len(content.sources)

    def _put_failures(self, content: PendingContent, reason: str) -> list[Failure]:
        for source in content.sources:
            self._catalogue.failures().put(source, reason, retry=content.retry, opening=content.opening)
        return [Failure(source.path, reason) for source in content.sources]

    def _join(self, photos: list[int], codes: list[bytes]) -> None:
        """Stores the neighbours of new codes among all joined before them and among themselves."""
        if not photos:
            return
        index = self._index = self._index or self._loaded_index()
        ids = np.array(photos, dtype=np.int64)
        packed = np.frombuffer(b"".join(codes), dtype=np.uint8).reshape(len(codes), -1)
        index.add(ids, packed)
        rows, others, distances = index.within(packed, self._radius)
        kept = ~np.isin(others, ids) | (others < ids[rows])
        rows, others, distances = rows[kept], others[kept], distances[kept]
        kept = _first_of_each(rows, _CONSIDERED_EACH)
        kept[kept] = self._may_be_copies(ids, rows[kept], others[kept])
        rows, others, distances = rows[kept], others[kept], distances[kept]
        kept = _first_of_each(rows, _NEIGHBOURS_EACH)
        rows, others, distances = rows[kept], others[kept], distances[kept]
        neighbours = [
            Neighbour(min(photo, other), max(photo, other), distance)
            for photo, other, distance in zip(ids[rows].tolist(), others.tolist(), distances.tolist(), strict=True)
        ]
        self._pairs.put_neighbours(photos, neighbours, self._radius)
        self._catalogue.coverage().set_compared(compared=False)

    def _may_be_copies(self, photos: Ids, rows: Ids, others: Ids) -> NDArray[np.bool_]:
        """Which pairs may be copies as far as a glimpse tells: bool [m], of photos at the rows and others."""
        known = self._pairs.glimpses({*photos.tolist(), *others.tolist()})
        may = np.ones(len(rows), np.bool_)
        if not known:
            return may
        numbers, seen = np.array(sorted(known), np.int64), glimpses(b"".join(known[number] for number in sorted(known)))
        places = np.minimum(np.searchsorted(numbers, others), len(numbers) - 1)
        compared = numbers[places] == others
        bounds = np.searchsorted(rows, np.arange(len(photos) + 1)).tolist()
        for photo, start, end in zip(photos.tolist(), bounds[:-1], bounds[1:], strict=True):
            if photo in known and start < end:
                may[start:end] = may_be_copies(glimpses(known[photo]), seen[places[start:end]])
        return np.asarray(may | ~compared, np.bool_)

    def _loaded_index(self) -> HammingIndex:
        index = HammingIndex(self._coding.bits)
        for _, ids, codes in self._pairs.all_codes(joined=self._radius):
            index.add(ids, codes)
        return index

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._catalogue.transaction():
                yield
        except BaseException:
            self._index = None  # it may hold codes that were not kept
            raise


def _first_of_each(rows: Ids, most: int) -> NDArray[np.bool_]:
    """Which places are among the first so many of their row: sorted int64 [m] to bool [m]."""
    return np.asarray(np.arange(len(rows)) - np.searchsorted(rows, rows) < most, np.bool_)


def _digested(found: FoundFile) -> PendingContent:
    """Reads a file for its name. Runs in a thread of the pool."""
    content = PendingContent([found])
    try:
        content.digest = digest(found.path)
        _see_unchanged(found)
    except PhotoError as error:
        content.fail(error)
        content.retry = True  # reading failed, not understanding: that may pass
    return content


def _opening(path: Path) -> str:
    try:
        with open_regular(path) as file:
            return opening_of(file)
    except (PhotoError, OSError):
        return ""


def _see_unchanged(found: FoundFile) -> None:
    """Makes sure that what was read is what the scan saw.

    Raises:
        PhotoError: it is not.
    """
    try:
        info = found.path.stat()
    except OSError as error:
        raise PhotoError(in_words(error)) from error
    if (info.st_size, info.st_mtime_ns) != (found.size, found.mtime_ns):
        raise PhotoError(_CHANGED) from OSError(errno.EAGAIN, _CHANGED)
