"""The photos of a run on albums: decoded, with what is known of them, and enough of each album."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_views import Indices
from photohash.training.class_training import try_loss
from photohash.training.image_cache import ImageCache
from photohash.training.photo_sources import Labelled
from photohash.training.said_pairs import SaidPairs
from photohash.training.work_clock import WorkClock

_FEWEST = 2


@dataclass(frozen=True)
class AlbumPhotos:
    """The photos of a run.

    Attributes:
        labelled: all of them, also those that cannot be read.
        images: the same, decoded.
        clock: counts the time worked.
        together: of all of them, int64; photos of the same number are copies of each other. None: nothing is known.
        different: places of two photos that are no duplicates, int64 [m, 2].
    """

    labelled: Labelled
    images: ImageCache
    clock: WorkClock
    together: Indices | None = None
    different: Indices | None = None

    @property
    def places(self) -> Indices:
        """Of the readable ones among all."""
        return np.array(self.images.readable, np.int64)

    @property
    def labels(self) -> Indices:
        """Of the readable ones: int64 [n]."""
        return self.labelled.labels[self.places].astype(np.int64)

    @property
    def copies(self) -> Indices | None:
        """``together`` of the readable ones."""
        return None if self.together is None else self.together[self.places]

    @property
    def said(self) -> SaidPairs:
        """What was said of pairs of the readable ones, by their places among these."""
        where = np.full(len(self.labelled.photos), -1)
        where[self.places] = np.arange(len(self.places))
        different = None if self.different is None else where[self.different]
        if different is not None:
            different = different[(different >= 0).all(axis=1)]
        return SaidPairs.of(self.labels, self.copies, different)


def album_photos(
    recipe: AlbumRecipe, labelled: Labelled, work: Path, task: Task, *, clock: WorkClock | None = None
) -> AlbumPhotos:
    """Decodes the photos of a run.

    Args:
        recipe: says how large they are kept.
        labelled: all photos, one album each.
        work: where the decoded photos are kept.
        task: progress and cancelling.
        clock: counts the time worked; without one, that is counted from now on and kept in the folder.

    Raises:
        UsageError: the photos are not enough or not fit, or the folder is of something else.
        Cancelled: the task was cancelled.
    """
    clock = clock or WorkClock(work)
    _check(labelled)
    if not labelled.single:
        raise UsageError("A recipe for albums needs photos that are in one album each.")
    try_loss(recipe.for_classes(len(labelled.classes)), labelled)
    images = ImageCache.of(labelled.photos, recipe.source, work, task)
    try:
        _check(labelled.take(images.readable))
    except UsageError:
        ImageCache.forget(work)  # a drive may be back at the next try
        raise
    clock.keep()
    return AlbumPhotos(labelled, images, clock)


def _check(labelled: Labelled) -> None:
    """Makes sure that there is enough of each album to learn it.

    Raises:
        UsageError: one sentence on the first thing wrong, naming it.
    """
    if len(labelled.classes) < _FEWEST:
        if not labelled.classes:
            raise UsageError("Albums are told apart from one another, which takes two at least, and there is none.")
        only = shown(labelled.classes[0])
        raise UsageError(f"Albums are told apart from one another, which takes two at least, and there is only {only}.")
    counts = labelled.counts() if labelled.single else None
    if counts is not None and counts.min() < _FEWEST:
        album = shown(labelled.classes[int(counts.argmin())])
        raise UsageError(
            f"The album {album} has too few photos that can be read and are in no other album: {counts.min()}. Each"
            f" needs {_FEWEST} at least; add photos to it or leave it out."
        )
    labelled.check()
