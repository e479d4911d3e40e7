"""Which photos of a library lie in one cluster: by id alone, and kept so that the next question is answered quickly.

A verified copy is no look-alike of its photo. Clusters are made of the photos that groups of copies keep; their copies
lie with them where they are near the centre, too, but a photo and its copies alone are no cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.task import Stage, Task
from photohash.library.browse import Browser
from photohash.library.cluster_codes import CodesRead, read_codes
from photohash.library.clusters import (
    KeptPairs,
    Level,
    Measure,
    NearPairs,
    Neighbours,
    PairsFile,
    condensed,
    is_dense,
    stars,
)
from photohash.library.clusters.neighbours import MOST_PAIRS, weighted_distances

Rows = NDArray[np.int64]

_FEW = 200
"""One row in so many is compared again at the next start rather than have the whole file written anew for it."""


@dataclass(frozen=True, slots=True)
class ClusterFound:
    """Photos that look alike, of which two at least are no copies of one another.

    Attributes:
        photos: their ids, the centre first, then by how near they are to it.
        distances: from the centre, by the measure.
        copies: those that are verified copies of another photo.
    """

    photos: tuple[int, ...]
    distances: tuple[int, ...]
    copies: frozenset[int]

    @property
    def centre(self) -> int:
        """The photo that all others are near to."""
        return self.photos[0]


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters of a library.

    Attributes:
        level: what the photos of a cluster have in common.
        models: whose codes were compared.
        limit: the greatest distance of a photo from the centre of its cluster.
        bits: the greatest distance there can be.
        clusters: the largest first.
        alone: photos that were compared and are in none.
        copies: photos that are verified copies of another one.
        photos: how many photos the library has.
        note: what a person should know of codes that are missing, as a sentence, or "".
    """

    level: Level
    models: tuple[str, ...]
    limit: int
    bits: int
    clusters: tuple[ClusterFound, ...]
    alone: tuple[int, ...]
    copies: frozenset[int]
    photos: int
    note: str


@dataclass(frozen=True, slots=True)
class _Distinct:
    """The different codes of the photos that are copies of none.

    Attributes:
        codes: for each model, uint8 [k, bytes].
        keys: the same joined, as bytes.
        counts: how many photos have each, int64 [k].
        rows: which.
    """

    codes: tuple[Codes, ...]
    keys: tuple[bytes, ...]
    counts: Rows
    rows: Sequence[Rows]

    @classmethod
    def of(cls, read: CodesRead, originals: Rows) -> _Distinct:
        """Photos of the same codes are one: ten thousand black pictures have no more neighbours than a single one."""
        joined, places, counts = np.unique(
            np.concatenate([codes[originals] for codes in read.codes], axis=1),
            axis=0,
            return_inverse=True,
            return_counts=True,
        )
        ends = np.cumsum([codes.shape[1] for codes in read.codes])[:-1]
        return cls(
            tuple(np.ascontiguousarray(part) for part in np.split(joined, ends, axis=1)),
            tuple(row.tobytes() for row in joined),
            counts.astype(np.int64),
            _rows_by(places.reshape(-1), originals, len(counts)),
        )


@dataclass(slots=True)
class _Library:
    """What was read of a library at one revision."""

    revision: int
    read: CodesRead
    owners: Rows
    copies_of: Sequence[Rows]
    distinct: _Distinct
    digests: Mapping[int, bytes]
    found: dict[tuple[Level, int], Clustering] = field(default_factory=dict)


class ClusterSearch:
    """Answers which clusters there are, at any level and strictness.

    It keeps the near pairs that it found, out to the widest limit of the level, here and in a file beside the
    catalogue: another strictness needs no search, nor does the next start, and new photos are compared with the others
    once. It belongs to the thread of its browser.

    Args:
        browser: of the library.
        alone: whether only the codes of the browser's own model count; then nothing is kept in the file.
        most: pairs held at once.
    """

    def __init__(self, browser: Browser, *, alone: bool = False, most: int = MOST_PAIRS) -> None:
        self._browser, self._alone, self._most = browser, alone, most
        self._library: _Library | None = None
        self._models: tuple[str, ...] = ()
        self._near: NearPairs | None = None
        self._row_of: dict[bytes, int] = {}
        self._reach = -1
        self._file = None if alone else PairsFile(browser.folder)
        self._kept = 0  # rows whose pairs are in the file

    @property
    def browser(self) -> Browser:
        """Of the library."""
        return self._browser

    def find(self, level: Level, strictness: float, task: Task) -> Clustering:
        """Puts the photos into clusters; the order in which they came into the library changes nothing.

        Args:
            level: what the photos of a cluster are to have in common.
            strictness: from 1e-6 (tight) to 1e-4 (loose).
            task: progress, and cancelling.

        Raises:
            UsageError: the strictness is beyond these.
            Cancelled: the user asked to stop.
        """
        library = self._read()
        measure = library.read.measure
        limit = measure.limit(level, strictness)
        key = (level, limit)
        if key not in library.found:
            made = self._clusters(library, level, limit, task) if len(library.read.photos) else []
            clustered = {photo for cluster in made for photo in cluster.photos}
            alone = tuple(photo for photo in library.read.photos.tolist() if photo not in clustered)
            made.sort(key=lambda cluster: (-len(cluster.photos), library.digests[cluster.centre]))
            is_copy = library.owners != np.arange(len(library.owners))
            library.found[key] = Clustering(
                level=level,
                models=measure.models,
                limit=limit,
                bits=measure.bits,
                clusters=tuple(made),
                alone=alone,
                copies=frozenset(library.read.photos[is_copy].tolist()),
                photos=self._browser.counts().photos,
                note=library.read.note,
            )
        return library.found[key]

    def codes_of(self, photos: Sequence[int]) -> tuple[list[int], tuple[Codes, ...]]:
        """The codes that are compared, of those of some photos that have them.

        Returns:
            their ids in the order asked for, and for each model uint8 [n, bytes].
        """
        read = self._read().read
        places = np.searchsorted(read.photos, np.array(photos, dtype=np.int64))
        there = [
            (photo, place)
            for photo, place in zip(photos, places.tolist(), strict=True)
            if place < len(read.photos) and read.photos[place] == photo
        ]
        rows = np.array([place for _, place in there], dtype=np.int64)
        return [photo for photo, _ in there], tuple(codes[rows] for codes in read.codes)

    @property
    def measure(self) -> Measure:
        """How photos are compared."""
        return self._read().read.measure

    def _read(self) -> _Library:
        revision = self._browser.revision()
        if self._library is None or self._library.revision != revision:
            read = read_codes(self._browser, alone=self._alone)
            digests = self._browser.digests_of(read.photos.tolist())
            kept = np.array([photo in digests for photo in read.photos.tolist()], dtype=bool)
            if not kept.all():  # files went between the two questions
                read = CodesRead(read.measure, read.photos[kept], tuple(codes[kept] for codes in read.codes), read.note)
            owners = _originals(self._browser, read)
            is_copy = owners != np.arange(len(owners))
            copies = np.flatnonzero(is_copy)
            distinct = _Distinct.of(read, np.flatnonzero(~is_copy))
            copies_of = _rows_by(owners[copies], copies, len(owners))
            self._library = _Library(revision, read, owners, copies_of, distinct, digests)
        return self._library

    def _clusters(self, library: _Library, level: Level, limit: int, task: Task) -> list[ClusterFound]:
        read, distinct = library.read, library.distinct
        made = []
        for number, star in enumerate(self._stars(read, distinct, level, limit, task)):
            if number % 256 == 0:
                task.check()
            own = np.concatenate([distinct.rows[row] for row in star])
            rows = np.concatenate([own, *(library.copies_of[row] for row in own)])
            centre = [codes[rows[:1]] for codes in read.codes]
            distances = weighted_distances([codes[rows] for codes in read.codes], centre, read.measure.times)
            members = [
                _Member(distance, place >= len(own), library.digests[photo], photo)
                for place, (distance, photo) in enumerate(
                    zip(distances.tolist(), read.photos[rows].tolist(), strict=True)
                )
                if distance <= limit
            ]
            if len(members) > 1:
                made.append(_nearest_first(members))
        return made

    def _stars(self, read: CodesRead, distinct: _Distinct, level: Level, limit: int, task: Task) -> Iterator[list[int]]:
        """The rows of each cluster, its centre first."""
        codes, times = distinct.codes, read.measure.times
        if is_dense(codes, times, limit, most=self._most):
            task.begin(Stage.COMPARING, len(distinct.keys))
            few = condensed(codes, times, limit, most=self._most, task=task)
            led = _rows_by(few.own, np.arange(len(few.own)), len(few.leaders))
            for star in stars(np.bincount(few.own, distinct.counts, len(few.leaders)).astype(np.int64), few.near):
                first = [row for row in led[star.centre].tolist() if row != few.leaders[star.centre]]
                rest = [row for leader in star.others for row in led[leader].tolist()]
                yield [int(few.leaders[star.centre]), *first, *rest]
            return
        for star in stars(distinct.counts, self._near_pairs(read, distinct, level, limit, task)):
            yield [star.centre, *star.others]

    def _near_pairs(self, read: CodesRead, distinct: _Distinct, level: Level, limit: int, task: Task) -> Neighbours:
        """The near pairs of these rows: those known, and those of rows that are new."""
        keys = distinct.keys
        if self._near is None:
            self._restore(read, keys, limit)
        gone = self._near is not None and len(self._row_of) > len(self._row_of.keys() & set(keys))
        drawn_in = self._near is not None and self._near.limit < min(self._reach, limit)
        if self._near is None or read.measure.models != self._models or self._reach < limit or (drawn_in and gone):
            self._begin(read, max(read.measure.limits[level].values()))
        elif drawn_in:
            self._begin(read, limit)
        near = self._extended(distinct, task)
        if near.limit < limit < self._reach:
            self._begin(read, limit)
            near = self._extended(distinct, task)
        self._keep(read, near)
        place_of = np.full(len(self._row_of), -1, dtype=np.int32)
        place_of[[self._row_of[key] for key in keys]] = np.arange(len(keys), dtype=np.int32)
        found = near.within(min(limit, near.limit))
        a, b = place_of[found.a], place_of[found.b]
        there = (a >= 0) & (b >= 0)
        return Neighbours(a[there], b[there], found.distances[there], found.limit)

    def _restore(self, read: CodesRead, keys: Sequence[bytes], limit: int) -> None:
        """Takes what an earlier start found from the file, as far as it is of codes that are here."""
        times, models = read.measure.times, read.measure.models
        kept = self._file.read(models, times, self._most) if self._file else None
        widths = [codes.shape[1] for codes in read.codes]
        if kept is None or kept.reach < limit or [codes.shape[1] for codes in kept.codes] != widths:
            return
        wanted = set(keys)
        rows = [row.tobytes() for row in np.concatenate(kept.codes, axis=1)]
        here = np.array([row in wanted for row in rows], dtype=bool)
        if kept.pairs.limit < kept.reach and not here.all():
            return  # fewer rows have fewer pairs, so that a greater limit may do
        place_of = np.cumsum(here, dtype=np.int32) - 1
        there = here[kept.pairs.a] & here[kept.pairs.b]
        a, b = place_of[kept.pairs.a[there]], place_of[kept.pairs.b[there]]
        pairs = Neighbours(a, b, kept.pairs.distances[there], kept.pairs.limit)
        codes = [np.ascontiguousarray(code[here]) for code in kept.codes]
        self._models, self._reach = models, kept.reach
        self._near = NearPairs.restored(times, kept.reach, codes, pairs, most=self._most)
        self._row_of = {rows[row]: place for place, row in enumerate(np.flatnonzero(here).tolist())}
        self._kept = len(self._near)

    def _keep(self, read: CodesRead, near: Neighbours) -> None:
        """Writes what was found into the file; of very few new rows not before there are more of them."""
        if self._near is None or self._file is None or len(self._near) - self._kept <= self._kept // _FEW:
            return
        self._file.write(
            KeptPairs(read.measure.models, tuple(read.measure.times), self._reach, self._most, self._near.codes, near)
        )
        self._kept = len(self._near)

    def _begin(self, read: CodesRead, limit: int) -> None:
        self._kept = 0
        self._models, self._reach = read.measure.models, limit
        self._near, self._row_of = NearPairs(read.measure.times, limit, most=self._most), {}

    def _extended(self, distinct: _Distinct, task: Task) -> Neighbours:
        if self._near is None:
            raise RuntimeError("a search was not begun")
        new = [place for place, key in enumerate(distinct.keys) if key not in self._row_of]
        before = len(self._near)
        try:
            if new:
                task.begin(Stage.COMPARING, len(new))
                self._near.extend([code[new] for code in distinct.codes], task)
        finally:  # what was compared before a person lost patience need not be compared again
            for row, place in enumerate(new[: len(self._near) - before], start=before):
                self._row_of[distinct.keys[place]] = row
        return self._near.pairs()


class _Member(NamedTuple):
    """A photo of a cluster: how far from the centre it is, whether it is a copy of another one, digest and id."""

    distance: int
    is_copy: bool
    digest: bytes
    photo: int


def _nearest_first(members: list[_Member]) -> ClusterFound:
    members.sort()
    return ClusterFound(
        tuple(member.photo for member in members),
        tuple(member.distance for member in members),
        frozenset(member.photo for member in members if member.is_copy),
    )


def _originals(browser: Browser, read: CodesRead) -> Rows:
    """For the row of each photo that of the photo it is a copy of, int64 [n]; its own where it is none."""
    row_of = {photo: row for row, photo in enumerate(read.photos.tolist())}
    owners = np.arange(len(row_of))
    for group in browser.groups():
        rows = [row_of[member.photo.id] for member in group.members if member.photo.id in row_of]
        if rows:
            owners[rows] = rows[0]  # the photo to keep stands first
    return owners


def _rows_by(places: Rows, rows: Rows, count: int) -> list[Rows]:
    """The rows at each of so many places."""
    order = np.argsort(places, kind="stable")
    return np.split(rows[order], np.cumsum(np.bincount(places, minlength=count))[:-1])
