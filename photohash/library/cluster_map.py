"""The way from cluster to cluster: which lie near a photo, and how all of them lie on a plane by likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.task import Task
from photohash.library.cluster_search import ClusterFound, Clustering, ClusterSearch
from photohash.library.clusters.neighbours import weighted_distances

_NEAREST = 48
"""Clusters around a photo that are shown, and photos in none."""

_DIMENSIONS = 16
_PATCH = 12
"""Side of the patches of the plane in which pictures change places to lie beside those that are like them."""

_MOST_MOVES = 60_000
"""Cells looked at while they change places: a second's work or two."""

_WIDE = 1.25
"""How many times as many columns as rows the plane has."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Near:
    """A cluster, or a photo that is in none, as seen from another place.

    Attributes:
        photo: its central photo.
        photos: how many it has.
        likeness: 1 where the codes are equal, 0 where they are as far apart as unrelated ones are.
    """

    photo: int
    photos: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A cluster and what lies around it.

    Attributes:
        asked: the photo that was asked about.
        cluster: the one it is in; of itself alone where it is in none.
        near: the nearest clusters, the nearest first.
        alone: the nearest photos that are in none and copies of none, the nearest first.
    """

    asked: int
    cluster: ClusterFound
    near: tuple[Near, ...]
    alone: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Plane:
    """All clusters on a plane without gaps, each beside those that are like it.

    Attributes:
        columns: how many cells a row has.
        clusters: row by row.
        photos: how many photos the library has.
    """

    columns: int
    clusters: tuple[ClusterFound, ...]
    photos: int


def surroundings(search: ClusterSearch, found: Clustering, photo: int) -> Surroundings | None:
    """The cluster of a photo and what is near it; None for a photo without a code.

    Args:
        search: knows the codes.
        found: the clusters.
        photo: any photo of the library.
    """
    alone = ClusterFound((photo,), (0,), frozenset())
    cluster = next((cluster for cluster in found.clusters if photo in cluster.photos), alone)
    _, own = search.codes_of([cluster.centre])
    if not len(own) or not len(own[0]):
        return None
    clusters = {other.centre: len(other.photos) for other in found.clusters}
    alone_photos = dict.fromkeys((photo for photo in found.alone if photo not in found.copies), 1)
    near, by_themselves = (_nearest(search, sizes, cluster.centre, own) for sizes in (clusters, alone_photos))
    return Surroundings(photo, cluster, near, by_themselves)


def _nearest(search: ClusterSearch, sizes: Mapping[int, int], centre: int, own: Sequence[Codes]) -> tuple[Near, ...]:
    centres, codes = search.codes_of([photo for photo in sizes if photo != centre])
    if not centres:
        return ()
    measure = search.measure
    distances = weighted_distances(codes, own, measure.times)
    order = np.lexsort((np.array(centres), distances))[:_NEAREST]
    return tuple(
        Near(centres[place], sizes[centres[place]], likeness(int(distances[place]), measure.bits))
        for place in order.tolist()
    )


def likeness(distance: int, bits: int) -> float:
    """How alike two codes are: unrelated ones differ in half of their bits."""
    return max(1 - 2 * distance / max(bits, 1), 0.0)


def plane(search: ClusterSearch, found: Clustering, task: Task) -> Plane:
    """Lays all clusters out.

    The codes of the centres are brought to a few dimensions, halved again and again along the longer side of the plane,
    and then let change places in small patches, each towards the place where what surrounds it is like it: a
    self-organising map that leaves no cell empty.

    Raises:
        Cancelled: the user asked to stop.
    """
    by_centre = {cluster.centre: cluster for cluster in found.clusters}
    centres, codes = search.codes_of(list(by_centre))
    if not centres:
        return Plane(1, (), found.photos)
    count = len(centres)
    columns = _columns(count)
    rows = -(-count // columns)
    features = _features(codes, search.measure.times)
    cells = np.full(rows * columns, -1, dtype=np.int64)
    _halve(features, np.arange(count), _cells(rows, columns, count), cells)
    cells[:count] = _settled(features, cells[:count], rows, columns, task)
    return Plane(columns, tuple(by_centre[centres[place]] for place in cells[:count].tolist()), found.photos)


def _features(codes: Sequence[Codes], times: Sequence[int]) -> Floats:
    """The first principal components of the codes, float32 [n, d]."""
    signs = np.concatenate(
        [
            (np.unpackbits(code, axis=1).astype(np.float32) - 0.5) * count**0.5
            for count, code in zip(times, codes, strict=True)
        ],
        axis=1,
    )
    signs -= signs.mean(axis=0)
    _, axes = np.linalg.eigh(signs.T @ signs)
    components = axes[:, ::-1][:, :_DIMENSIONS]
    # The sign of a component is anybody's guess: the largest part of it is made positive.
    components = components * np.sign(components[np.abs(components).argmax(axis=0), np.arange(components.shape[1])])
    return np.asarray(signs @ components, dtype=np.float32)


def _columns(count: int) -> int:
    """How many columns leave the cells largest, on a plane so many times as wide as high."""
    about = round((_WIDE * count) ** 0.5)
    few = range(max(about - 2, 1), min(about + 2, count) + 1)
    return max(few, key=lambda columns: min(_WIDE / columns, 1 / -(-count // columns)), default=1)


def _cells(rows: int, columns: int, count: int) -> NDArray[np.int64]:
    """Row and column of each cell that is filled, int64 [count, 2]: the last row may end early."""
    return np.stack(np.divmod(np.arange(rows * columns), columns), axis=1)[:count]


def _halve(features: Floats, members: NDArray[np.int64], places: NDArray[np.int64], cells: NDArray[np.int64]) -> None:
    """Gives places to members: each half of the places, cut across their longer side, to one half of the members."""
    columns = int(places[:, 1].max()) + 1 if len(places) else 1
    waiting = [(members, places)]
    while waiting:
        some, where = waiting.pop()
        if len(some) == 1:
            cells[where[0, 0] * columns + where[0, 1]] = some[0]
            continue
        spread = where.max(axis=0) - where.min(axis=0)
        side = int(spread[1] >= spread[0])
        where = where[np.lexsort((where[:, 1 - side], where[:, side]))]
        some = some[np.argsort(features[some, 1 - side if features.shape[1] > 1 else 0], kind="stable")]
        half = len(some) // 2
        waiting += [(some[:half], where[:half]), (some[half:], where[half:])]


def _settled(features: Floats, order: NDArray[np.int64], rows: int, columns: int, task: Task) -> NDArray[np.int64]:
    """Lets members change places in patches until each lies among those like it."""
    from scipy.ndimage import uniform_filter  # these take a tenth of a second, which no window should wait for
    from scipy.optimize import linear_sum_assignment

    order, looked_at = order.copy(), 0
    count = len(order)
    reach = max(rows, columns) / 4
    while reach >= 1 and looked_at < _MOST_MOVES:
        filled = np.zeros((rows * columns, features.shape[1]), dtype=np.float32)
        filled[:count] = features[order]
        filled[count:] = features[order[-1]]
        around = uniform_filter(
            filled.reshape(rows, columns, -1), size=(2 * int(reach) + 1, 2 * int(reach) + 1, 1), mode="nearest"
        ).reshape(rows * columns, -1)
        for shift in (0, _PATCH // 2):
            for patch in _patches(rows, columns, count, shift):
                task.check()
                members = order[patch]
                cost = ((features[members][:, None] - around[patch][None]) ** 2).sum(axis=2)
                one, place = linear_sum_assignment(cost)
                order[patch[place]] = members[one]
                looked_at += len(patch)
        reach *= 0.7
    return order


def _patches(rows: int, columns: int, count: int, shift: int) -> list[NDArray[np.int64]]:
    """The cells of each patch of the plane."""
    found = []
    for top in range(-shift, rows, _PATCH):
        for left in range(-shift, columns, _PATCH):
            down = np.arange(max(top, 0), min(top + _PATCH, rows))
            across = np.arange(max(left, 0), min(left + _PATCH, columns))
            cells = (down[:, None] * columns + across[None]).reshape(-1)
            cells = cells[cells < count]
            if len(cells) > 1:
                found.append(cells)
    return found
