"""Which clusters of look-alikes a library holds: the one answer that the window and the command line both give.

A verified copy is no look-alike of its photo. Clusters are made of the photos that groups of copies keep; their copies
lie with them where they are near the centre, too, but a photo and its copies alone are no cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.formatting import count
from photohash.core.task import Task
from photohash.library.browse import Browser
from photohash.library.clusters import Level, Measure, measure_of, near_pairs, sharpest, stars
from photohash.library.clusters.limits import other_model
from photohash.library.clusters.neighbours import weighted_distances
from photohash.library.photo import Failure, Photo

_ENOUGH_CODED = 0.9
"""Share of the photos that must have a second model's codes for these to count; photos without them are left alone."""

_LOOKED_AT_EACH, _LOOKED_AT = 24, 2000
"""Pictures of a cluster, and of all clusters together, that are looked at to tell the sharpest: some seconds' work."""

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
class Cluster:
    """Photos that look alike, of which two at least are no copies of one another.

    Attributes:
        centre: the photo that all others are near to.
        best: the sharpest of those nearest to the centre that are copies of none, by their previews; else the
            centre.
        photos: all of them, the centre first, then by how near they are to it.
    """

    centre: Photo
    best: Photo
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """The clusters of a library.

    Attributes:
        level: what the photos of a cluster have in common.
        models: whose codes were compared.
        limit: the share of bits, weighted as the measure says, that may differ between a photo and its centre.
        clusters: the largest first.
        alone: how many photos are in none.
        note: what a person should know of codes that are missing, as a sentence, or "".
    """

    level: Level
    models: tuple[str, ...]
    limit: float
    clusters: tuple[Cluster, ...]
    alone: int
    note: str

    def as_dict(self, failures: Sequence[Failure]) -> dict[str, Any]:
        """The document of ``photohash clusters --json``."""
        return {
            "model": self.models[0],
            "models": list(self.models),
            "level": str(self.level),
            "limit": round(self.limit, 6),
            "clusters": [
                {
                    "id": number,
                    "centre": _path(cluster.centre),
                    "best": _path(cluster.best),
                    "photos": [_path(photo) for photo in cluster.photos],
                }
                for number, cluster in enumerate(self.clusters, start=1)
            ],
            "alone": self.alone,
            "failures": [{"path": str(failure.path), "error": failure.reason} for failure in failures],
        }


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


def find_clusters(browser: Browser, read: CodesRead, level: Level, limit: int, task: Task) -> LookAlikes:
    """Puts the photos of a library into clusters; the order in which they came into it changes nothing.

    Args:
        browser: of the library.
        read: the codes.
        level: what the limit is of.
        limit: the greatest distance of a photo from the centre of its cluster, by the measure.
        task: progress, and cancelling.

    Raises:
        Cancelled: the user asked to stop.
    """
    made = list(_members(browser, read, limit, task)) if len(read.photos) else []
    photos = {photo.id: photo for photo in browser.photos(member.photo for members in made for member in members)}
    found = [(_nearest_first(members, photos), {one.photo for one in members if one.is_copy}) for members in made]
    whole = sorted(
        ((kept, copies) for kept, copies in found if len(kept) > 1),
        key=lambda cluster: (-len(cluster[0]), cluster[0][0].digest),
    )
    looked_at = 0
    clusters = []
    for kept, copies in whole:
        task.check()
        originals = [photo for photo in kept if photo.id not in copies]
        nearest = originals[: min(_LOOKED_AT_EACH, _LOOKED_AT - looked_at)]
        looked_at += len(nearest)
        best = sharpest(browser.previews.pixels(photo.digest) for photo in nearest)
        clusters.append(Cluster(kept[0], (nearest or kept)[best], tuple(kept)))
    alone = len(browser.photo_ids()) - sum(len(kept) for kept, _ in whole)
    return LookAlikes(level, read.measure.models, limit / read.measure.bits, tuple(clusters), max(alone, 0), read.note)


class _Member(NamedTuple):
    """A photo of a cluster: how far from the centre it is, whether it is a copy of another one, and its id."""

    distance: int
    is_copy: bool
    photo: int


def _members(browser: Browser, read: CodesRead, limit: int, task: Task) -> Iterator[list[_Member]]:
    """The photos of each cluster, in no order."""
    owners = _originals(browser, read)
    originals = np.flatnonzero(owners == np.arange(len(owners)))
    # Photos of the same codes are one to the search: ten thousand black pictures have no more neighbours than one.
    joined, places, counts = np.unique(
        np.concatenate([codes[originals] for codes in read.codes], axis=1),
        axis=0,
        return_inverse=True,
        return_counts=True,
    )
    ends = np.cumsum([codes.shape[1] for codes in read.codes])[:-1]
    distinct = [np.ascontiguousarray(codes) for codes in np.split(joined, ends, axis=1)]
    near = near_pairs(distinct, read.measure.times, limit, task=task)
    rows_of = _rows_by(places.reshape(-1), originals, len(counts))
    copies = np.flatnonzero(owners != np.arange(len(owners)))
    copies_of = _rows_by(owners[copies], copies, len(owners))
    for star in stars(counts, near):
        own = np.concatenate([rows_of[row] for row in (star.centre, *star.others)])
        beside = np.concatenate([copies_of[row] for row in own])
        rows = np.concatenate([own, beside])
        centre = [codes[rows[:1]] for codes in read.codes]
        distances = weighted_distances([codes[rows] for codes in read.codes], centre, read.measure.times)
        yield [
            _Member(distance, place >= len(own), photo)
            for place, (distance, photo) in enumerate(zip(distances.tolist(), read.photos[rows].tolist(), strict=True))
            if distance <= limit
        ]


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


def _nearest_first(members: Sequence[_Member], photos: Mapping[int, Photo]) -> list[Photo]:
    """The photos of a cluster that are still there, the centre first; none where the centre is gone."""
    there = sorted(
        (member.distance, member.is_copy, photos[member.photo].digest, member.photo)
        for member in members
        if member.photo in photos and photos[member.photo].files
    )
    return [photos[number] for *_, number in there] if there and there[0][0] == 0 else []


def _path(photo: Photo) -> str:
    return str(photo.files[0].path)


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
