"""Which photos of a library lie in one cluster: by id alone, and kept so that the next question is answered quickly.

A verified copy is no look-alike of its photo. Clusters are made of the photos that groups of copies keep; their copies
lie with them where they are near the centre, too, but a photo and its copies alone are no cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, pairwise

import numpy as np

from photohash.core.bits import Codes
from photohash.core.task import Stage, Task
from photohash.library.browse import Browser
from photohash.library.cluster_codes import CodesRead, read_codes
from photohash.library.clusters import (
    DistinctCodes,
    KeptPairs,
    Level,
    Measure,
    NearPairs,
    Neighbours,
    PairsFile,
    RowLists,
    condensed,
    is_dense,
    keys_of,
    places_in,
    stars,
)
from photohash.library.clusters.distinct_codes import Keys, Rows, in_order
from photohash.library.clusters.neighbours import MOST_PAIRS, weighted_distances
from photohash.library.photo import COPIES, Kind

_AT_ONCE = 1 << 16
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


@dataclass(slots=True)
class _Library:
    """What was read of a library at one revision; ``ranks`` are the places of the photos by their digests."""

    revision: int
    read: CodesRead
    owners: Rows
    copies_of: RowLists
    distinct: DistinctCodes
    ranks: Rows
    found: dict[tuple[Level, int], Clustering] = field(default_factory=dict)


class ClusterSearch:
    """Answers which clusters there are, at any level and strictness.

    It keeps the near pairs that it found, out to the widest limit of the level, in a file beside the catalogue, and
    here only what is not in there: another strictness needs no search, nor does the next start, and new photos are
    compared with the others once. It belongs to the thread of its browser.

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
        self._reach = -1
        self._file = None if alone else PairsFile(browser.folder)
        self._kept, self._is_kept = 0, False  # rows whose pairs were written into the file, and whether that went well

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
            clustered = np.fromiter(chain.from_iterable(cluster.photos for cluster in made), dtype=np.int64)
            alone = tuple(library.read.photos[~np.isin(library.read.photos, clustered)].tolist())
            centres = np.searchsorted(library.read.photos, [cluster.centre for cluster in made])
            sizes = np.array([len(cluster.photos) for cluster in made], dtype=np.int64)
            made = [made[place] for place in np.lexsort((library.ranks[centres], -sizes)).tolist()]
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
            ranks = _ranks(self._browser.by_digest(), read.photos)
            kept = ranks >= 0
            if not kept.all():  # files went between the two questions
                read = CodesRead(read.measure, read.photos[kept], tuple(codes[kept] for codes in read.codes), read.note)
                ranks = ranks[kept]
            owners = _originals(self._browser, read)
            is_copy = owners != np.arange(len(owners))
            copies = np.flatnonzero(is_copy)
            distinct = DistinctCodes.of(read.codes, np.flatnonzero(~is_copy))
            copies_of = RowLists.of(owners[copies], copies, len(owners))
            self._library = _Library(revision, read, owners, copies_of, distinct, ranks)
        return self._library

    def _clusters(self, library: _Library, level: Level, limit: int, task: Task) -> list[ClusterFound]:
        read, distinct = library.read, library.distinct
        stars = list(self._stars(read, distinct, level, limit, task))
        if not stars:
            return []
        star_of = np.repeat(np.arange(len(stars)), [len(star) for star in stars])
        own, of = distinct.rows.joined(np.concatenate(stars))
        star_of = star_of[of]
        centres = own[np.searchsorted(star_of, np.arange(len(stars)))]
        copies, of = library.copies_of.joined(own)
        rows, star_of = np.concatenate([own, copies]), np.concatenate([star_of, star_of[of]])
        is_copy = np.arange(len(rows)) >= len(own)
        distances = np.concatenate(
            [
                weighted_distances(
                    [codes[rows[part]] for codes in read.codes],
                    [codes[centres[star_of[part]]] for codes in read.codes],
                    read.measure.times,
                )
                for part in _parts(len(rows), task)
            ]
        )
        near = np.flatnonzero(distances <= limit)
        order = near[np.lexsort((library.ranks[rows[near]], is_copy[near], distances[near], star_of[near]))]
        ends = np.cumsum(np.bincount(star_of[order], minlength=len(stars))).tolist()
        photos, apart, copied = read.photos[rows[order]].tolist(), distances[order].tolist(), is_copy[order].tolist()
        return [
            ClusterFound(
                tuple(photos[begin:end]),
                tuple(apart[begin:end]),
                frozenset(compress(photos[begin:end], copied[begin:end])),
            )
            for begin, end in pairwise([0, *ends])
            if end - begin > 1
        ]

    def _stars(
        self, read: CodesRead, distinct: DistinctCodes, level: Level, limit: int, task: Task
    ) -> Iterator[list[int]]:
        """The rows of each cluster, its centre first."""
        codes, times = distinct.codes, read.measure.times
        if is_dense(codes, times, limit, most=self._most):
            task.begin(Stage.COMPARING, len(distinct.keys))
            few = condensed(codes, times, limit, most=self._most, task=task)
            led = RowLists.of(few.own, np.arange(len(few.own)), len(few.leaders))
            for star in stars(np.bincount(few.own, distinct.counts, len(few.leaders)).astype(np.int64), few.near):
                first = [row for row in led[star.centre].tolist() if row != few.leaders[star.centre]]
                rest = [row for leader in star.others for row in led[leader].tolist()]
                yield [int(few.leaders[star.centre]), *first, *rest]
            return
        for star in stars(distinct.counts, self._near_pairs(read, distinct, level, limit, task)):
            yield [star.centre, *star.others]

    def _near_pairs(self, read: CodesRead, distinct: DistinctCodes, level: Level, limit: int, task: Task) -> Neighbours:
        """The near pairs of these rows: those known, and those of rows that are new."""
        keys = distinct.keys
        if self._near is not None and (read.measure.models != self._models or self._known().dtype != keys.dtype):
            self._near = None
        if self._near is None:
            self._restore(read, keys, limit)
        if self._near is None or self._reach < limit:
            self._begin(read, max(read.measure.limits[level].values()))
        elif self._near.limit < min(self._reach, limit):  # fewer rows have fewer pairs, so that a greater limit may do
            gone = bool((places_in(keys, self._known()) < 0).any())
            self._begin(read, max(read.measure.limits[level].values()) if gone else limit)
        near = self._extended(distinct, task)
        if near.limit < limit < self._reach:
            self._begin(read, limit)
            near = self._extended(distinct, task)
        self._keep(read, near)
        place_of = places_in(keys, self._known()).astype(np.int32)
        found = near.within(min(limit, near.limit))
        a, b = place_of[found.a], place_of[found.b]
        there = (a >= 0) & (b >= 0)
        if self._is_kept and self._kept == len(self._near or ()):
            self._near = None
        return Neighbours(a[there], b[there], found.distances[there], found.limit)

    def _known(self) -> Keys:
        """The codes of the rows whose pairs are found."""
        return keys_of(self._near.codes) if self._near is not None and len(self._near) else np.empty(0, dtype="V1")

    def _restore(self, read: CodesRead, keys: Keys, limit: int) -> None:
        """Takes what an earlier start found from the file, as far as it is of codes that are here."""
        times, models = read.measure.times, read.measure.models
        kept = self._file.read(models, times, self._most) if self._file else None
        widths = [codes.shape[1] for codes in read.codes]
        if kept is None or kept.reach < limit or [codes.shape[1] for codes in kept.codes] != widths:
            return
        here = places_in(keys, keys_of(kept.codes)) >= 0
        pairs, codes = kept.pairs, list(kept.codes)
        if not here.all():
            if pairs.limit < kept.reach:
                return  # fewer rows have fewer pairs, so that a greater limit may do
            place_of = np.cumsum(here, dtype=np.int32) - 1
            there = here[pairs.a] & here[pairs.b]
            pairs = Neighbours(place_of[pairs.a[there]], place_of[pairs.b[there]], pairs.distances[there], pairs.limit)
            codes = [np.ascontiguousarray(code[here]) for code in codes]
        self._models, self._reach = models, kept.reach
        self._near = NearPairs.restored(times, kept.reach, codes, pairs, most=self._most)
        self._kept, self._is_kept = len(self._near), True

    def _keep(self, read: CodesRead, near: Neighbours) -> None:
        """Writes what was found into the file; of very few new rows not before there are more of them."""
        if self._near is None or self._file is None or len(self._near) - self._kept <= self._kept // _FEW:
            return
        self._is_kept = self._file.write(
            KeptPairs(read.measure.models, tuple(read.measure.times), self._reach, self._most, self._near.codes, near)
        )
        self._kept = len(self._near)

    def _begin(self, read: CodesRead, limit: int) -> None:
        self._kept, self._is_kept = 0, False
        self._models, self._reach = read.measure.models, limit
        self._near = NearPairs(read.measure.times, limit, most=self._most)

    def _extended(self, distinct: DistinctCodes, task: Task) -> Neighbours:
        if self._near is None:
            raise RuntimeError("a search was not begun")
        known = self._known() if len(self._near) else distinct.keys[:0]
        new = np.flatnonzero(places_in(known[in_order(known)], distinct.keys) < 0)
        if len(new):
            task.begin(Stage.COMPARING, len(new))
            # What was compared before a person lost patience need not be compared again.
            self._near.extend([code[new] for code in distinct.codes], task)
        return self._near.pairs()


def _originals(browser: Browser, read: CodesRead) -> Rows:
    """For the row of each photo that of the photo it is a copy of, int64 [n]; its own where it is none."""
    owners = np.arange(len(read.photos))
    # Files of the same bytes are one photo.
    kept = browser.keepers([kind for kind in COPIES if kind is not Kind.IDENTICAL])
    stars = [[keeper, *others] for keeper, others in kept.items()]
    if not stars or not len(owners):
        return owners
    photos = np.concatenate(stars)
    star_of = np.repeat(np.arange(len(stars)), [len(star) for star in stars])
    rows = np.minimum(np.searchsorted(read.photos, photos), len(owners) - 1)
    coded = read.photos[rows] == photos
    rows, star_of = rows[coded], star_of[coded]
    first = np.searchsorted(star_of, star_of)  # the photo to keep stands first
    owners[rows] = rows[first]
    return owners


def _ranks(ordered: Rows, photos: Rows) -> Rows:
    """The place of each photo, by id, among all in an order, int64 [n]; -1 for those that are not there."""
    by_id = np.argsort(ordered)
    if not len(by_id):
        return np.full(len(photos), -1)
    places = by_id[np.minimum(np.searchsorted(ordered, photos, sorter=by_id), len(by_id) - 1)]
    return np.where(ordered[places] == photos, places, -1)


def _parts(rows: int, task: Task) -> Iterator[slice]:
    """So many rows in parts, so that what is worked out of them together stays small."""
    for begin in range(0, rows, _AT_ONCE):
        task.check()
        yield slice(begin, begin + _AT_ONCE)
