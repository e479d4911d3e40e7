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
from photohash.core.formatting import count
from photohash.core.task import Stage, Task
from photohash.library.browse import Browser
from photohash.library.clusters import (
    Level,
    Measure,
    NearPairs,
    Neighbours,
    condensed,
    is_dense,
    measure_of,
    stars,
)
from photohash.library.clusters.limits import other_model
from photohash.library.clusters.neighbours import MOST_PAIRS, weighted_distances

_ENOUGH_CODED = 0.9
"""Share of the photos that must have a second model's codes for these to count; photos without them are left alone."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The codes that photos are compared by.

    Attributes:
        measure: how.
        photos: ids of the photos that have all of these codes, int64 [n], ascending.
        codes: for each model of the measure, uint8 [n, bytes].
        note: what a person should know of codes that are missing, as a sentence, or "".
    """

    measure: Measure
    photos: Rows
    codes: tuple[Codes, ...]
    note: str


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
    """What was read of a library at one revision."""

    revision: int
    read: CodesRead
    owners: Rows
    digests: Mapping[int, bytes]
    found: dict[tuple[Level, int], Clustering] = field(default_factory=dict)


class ClusterSearch:
    """Answers which clusters there are, at any level and strictness.

    It keeps the near pairs that it found, out to the widest limit of the level: another strictness needs no search, and
    new photos are compared with the others once. It belongs to the thread of its browser.

    Args:
        browser: of the library.
        alone: whether only the codes of the browser's own model count.
        most: pairs held at once.
    """

    def __init__(self, browser: Browser, *, alone: bool = False, most: int = MOST_PAIRS) -> None:
        self._browser, self._alone, self._most = browser, alone, most
        self._library: _Library | None = None
        self._models: tuple[str, ...] = ()
        self._near: NearPairs | None = None
        self._row_of: dict[bytes, int] = {}
        self._reach = -1

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
                photos=len(library.digests),
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
            digests = {photo: digest for photo, digest, _, _ in self._browser.listing()}
            kept = np.array([photo in digests for photo in read.photos.tolist()], dtype=bool)
            if not kept.all():  # files went between the two questions
                read = CodesRead(read.measure, read.photos[kept], tuple(codes[kept] for codes in read.codes), read.note)
            self._library = _Library(revision, read, _originals(self._browser, read), digests)
        return self._library

    def _clusters(self, library: _Library, level: Level, limit: int, task: Task) -> list[ClusterFound]:
        read, owners = library.read, library.owners
        originals = np.flatnonzero(owners == np.arange(len(owners)))
        # Photos of the same codes are one to the search: ten thousand black pictures have no more neighbours than one.
        joined, places, counts = np.unique(
            np.concatenate([codes[originals] for codes in read.codes], axis=1),
            axis=0,
            return_inverse=True,
            return_counts=True,
        )
        rows_of = _rows_by(places.reshape(-1), originals, len(counts))
        copies = np.flatnonzero(owners != np.arange(len(owners)))
        copies_of = _rows_by(owners[copies], copies, len(owners))
        made = []
        for number, star in enumerate(self._stars(read, joined, counts, level, limit, task)):
            if number % 256 == 0:
                task.check()
            own = np.concatenate([rows_of[row] for row in star])
            rows = np.concatenate([own, *(copies_of[row] for row in own)])
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

    def _stars(
        self, read: CodesRead, joined: Codes, counts: Rows, level: Level, limit: int, task: Task
    ) -> Iterator[list[int]]:
        """The rows of each cluster, its centre first."""
        ends = np.cumsum([codes.shape[1] for codes in read.codes])[:-1]
        codes = [np.ascontiguousarray(part) for part in np.split(joined, ends, axis=1)]
        if is_dense(codes, read.measure.times, limit, most=self._most):
            task.begin(Stage.COMPARING, len(joined))
            few = condensed(codes, read.measure.times, limit, most=self._most, task=task)
            led = _rows_by(few.own, np.arange(len(few.own)), len(few.leaders))
            for star in stars(np.bincount(few.own, counts, len(few.leaders)).astype(np.int64), few.near):
                first = [row for row in led[star.centre].tolist() if row != few.leaders[star.centre]]
                rest = [row for leader in star.others for row in led[leader].tolist()]
                yield [int(few.leaders[star.centre]), *first, *rest]
            return
        for star in stars(counts, self._near_pairs(read, joined, codes, level, limit, task)):
            yield [star.centre, *star.others]

    def _near_pairs(
        self, read: CodesRead, joined: Codes, codes: Sequence[Codes], level: Level, limit: int, task: Task
    ) -> Neighbours:
        """The near pairs of these rows: those known, and those of rows that are new."""
        keys = [row.tobytes() for row in joined]
        widest = max(read.measure.limits[level].values())
        gone = self._near is not None and len(self._row_of) > len(self._row_of.keys() & set(keys))
        drawn_in = self._near is not None and self._near.limit < min(self._reach, limit)
        if self._near is None or read.measure.models != self._models or self._reach < limit or (drawn_in and gone):
            self._begin(read, widest)
        elif drawn_in:
            self._begin(read, limit)
        near = self._extended(keys, codes, task)
        if near.limit < limit < self._reach:
            self._begin(read, limit)
            near = self._extended(keys, codes, task)
        place_of = np.full(len(self._row_of), -1, dtype=np.int64)
        place_of[[self._row_of[key] for key in keys]] = np.arange(len(keys))
        found = near.within(min(limit, near.limit))
        a, b = place_of[found.a], place_of[found.b]
        there = (a >= 0) & (b >= 0)
        return Neighbours(a[there].astype(np.int32), b[there].astype(np.int32), found.distances[there], found.limit)

    def _begin(self, read: CodesRead, limit: int) -> None:
        self._models, self._reach = read.measure.models, limit
        self._near, self._row_of = NearPairs(read.measure.times, limit, most=self._most), {}

    def _extended(self, keys: Sequence[bytes], codes: Sequence[Codes], task: Task) -> Neighbours:
        if self._near is None:
            raise RuntimeError("a search was not begun")
        new = [place for place, key in enumerate(keys) if key not in self._row_of]
        before = len(self._near)
        try:
            if new:
                task.begin(Stage.COMPARING, len(new))
                self._near.extend([code[new] for code in codes], task)
        finally:  # what was compared before a person lost patience need not be compared again
            for row, place in enumerate(new[: len(self._near) - before], start=before):
                self._row_of[keys[place]] = row
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


def read_codes(browser: Browser, *, alone: bool) -> CodesRead:
    """Reads the codes that tell look-alikes best, of those that the library holds.

    Args:
        browser: of the library.
        alone: whether only the codes of the browser's own model count.
    """
    own = browser.model_id
    second = None if alone else other_model(own)
    by_model = {model: browser.codes(model) for model in (own, second) if model is not None}
    if second is not None:
        both = np.intersect1d(by_model[own][0], by_model[second][0], assume_unique=True)
        missing = len(np.union1d(by_model[own][0], by_model[second][0])) - len(both)
        if len(both) and missing <= (1 - _ENOUGH_CODED) * (len(both) + missing):
            measure = measure_of(by_model, own, 0, alone=False)
            codes = tuple(codes[np.isin(photos, both)] for photos, codes in map(by_model.__getitem__, measure.models))
            return CodesRead(measure, both, codes, _left_alone(missing, measure.models))
    # Of equally many codes those of the library's own model count: max takes the first.
    model = max(by_model, key=lambda name: len(by_model[name][0]))
    photos, codes_alone = by_model[model]
    measure = measure_of({model}, model, 8 * codes_alone.shape[1], alone=True)
    return CodesRead(measure, photos, (codes_alone,), _lacking(model, len(photos), second and other_model(model)))


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


def _left_alone(missing: int, models: Sequence[str]) -> str:
    if not missing:
        return ""
    are = f"{count(missing, 'photo')} cannot be compared yet: the code of one model is missing."
    return " ".join([are, *map(_to_make, models)])


def _lacking(model: str, coded: int, second: str | None) -> str:
    if not coded:
        return f"No photo has a code of {model}. {_to_make(model)}"
    if second is None:
        return ""
    return f"Photos lack codes of {second}, and look-alikes are told better by both models. {_to_make(second)}"


def _to_make(model: str) -> str:
    return f"To make them: photohash scan --model {model}"
