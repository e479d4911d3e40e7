"""The clusters of look-alikes of a library with their photos, as the command line gives them."""

from __future__ import annotations

from collections.abc import Sequence
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


def look_alikes(browser: Browser, found: Clustering, task: Task) -> LookAlikes:
    """The clusters that were found, with their photos and the best of each.

    Args:
        browser: of the library.
        found: the clusters.
        task: cancelling.

    Raises:
        Cancelled: the user asked to stop.
    """
    by_id = {photo.id: photo for photo in browser.photos(one for cluster in found.clusters for one in cluster.photos)}
    looked_at = 0
    clusters = []
    for cluster in found.clusters:
        task.check()
        photos = [by_id[photo] for photo in cluster.photos if photo in by_id and by_id[photo].files]
        if len(photos) < 2 or photos[0].id != cluster.centre:
            continue  # the files have gone since
        best, seen = best_of(browser, cluster, photos, _LOOKED_AT - looked_at)
        looked_at += seen
        clusters.append(Cluster(photos[0], best, tuple(photos)))
    alone = len(browser.photo_ids()) - sum(len(cluster.photos) for cluster in clusters)
    return LookAlikes(found.level, found.models, found.limit / found.bits, tuple(clusters), max(alone, 0), found.note)


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


def _path(photo: Photo) -> str:
    return str(photo.files[0].path)
