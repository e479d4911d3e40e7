"""The clusters of look-alikes of a library with their photos, as the command line gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from photohash.core.task import Task
from photohash.library.browse import Browser
from photohash.library.cluster_search import ClusterFound, Clustering
from photohash.library.clusters import Level, sharpest
from photohash.library.photo import Failure, Photo

LOOKED_AT_EACH, _LOOKED_AT = 24, 2000
"""Pictures of a cluster, and of all clusters together, that are looked at to tell the sharpest: some seconds' work."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Photos that look alike, of which two at least are no copies of one another, by id.

    Attributes:
        centre: the photo that all others are near to.
        best: the sharpest of those nearest to the centre that are copies of none, by their previews; else the
            centre.
        photos: all of them, the centre first, then by how near they are to it.
    """

    centre: int
    best: int
    photos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """The clusters of a library.

    Attributes:
        level: what the photos of a cluster have in common.
        models: whose codes were compared.
        limit: the share of bits, weighted as the measure says, that may differ between a photo and its centre.
        clusters: the largest first.
        paths: of the files of each photo in one, its first file first, by id.
        alone: how many photos are in none.
        note: what a person should know of codes that are missing, as a sentence, or "".
    """

    level: Level
    models: tuple[str, ...]
    limit: float
    clusters: tuple[Cluster, ...]
    paths: Mapping[int, tuple[str, ...]]
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
                    "centre": self.paths[cluster.centre][0],
                    "best": self.paths[cluster.best][0],
                    "photos": [self.paths[photo][0] for photo in cluster.photos],
                }
                for number, cluster in enumerate(self.clusters, start=1)
            ],
            "alone": self.alone,
            "failures": [{"path": str(failure.path), "error": failure.reason} for failure in failures],
        }


def look_alikes(browser: Browser, found: Clustering, task: Task) -> LookAlikes:
    """The clusters that were found, with their photos and the best of each.

    Args:
        browser: of the library.
        found: the clusters.
        task: cancelling.

    Raises:
        Cancelled: the user asked to stop.
    """
    paths = browser.paths_of(photo for cluster in found.clusters for photo in cluster.photos)
    looked_at = 0
    clusters = []
    for cluster in found.clusters:
        task.check()
        photos = tuple(photo for photo in cluster.photos if photo in paths)
        if len(photos) < 2 or photos[0] != cluster.centre:
            continue  # the files have gone since
        best = cluster.centre
        if looked_at < _LOOKED_AT:
            sharpest_of, seen = best_of(browser, cluster, browser.photos(photos), _LOOKED_AT - looked_at)
            best, looked_at = sharpest_of.id, looked_at + seen
        clusters.append(Cluster(cluster.centre, best, photos))
    alone = len(browser.photo_ids()) - sum(len(cluster.photos) for cluster in clusters)
    limit = found.limit / found.bits
    return LookAlikes(found.level, found.models, limit, tuple(clusters), paths, max(alone, 0), found.note)


def best_of(browser: Browser, cluster: ClusterFound, photos: Sequence[Photo], most: int) -> tuple[Photo, int]:
    """The sharpest of the photos nearest to the centre that are copies of none.

    Args:
        browser: of the library.
        cluster: the cluster.
        photos: its photos, the centre first; the first ``LOOKED_AT_EACH`` that are no copies are enough.
        most: pictures to look at; with none, it is the centre.

    Returns:
        the photo, and how many pictures were looked at.
    """
    originals = [photo for photo in photos if photo.id not in cluster.copies]
    nearest = originals[: min(LOOKED_AT_EACH, most)]
    best = sharpest(browser.previews.pixels(photo.digest) for photo in nearest)
    return (nearest or photos)[best], len(nearest)
