"""Neighbours to relations: each near pair is looked at once, in threads, and groups are completed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image

from photohash.core.errors import PhotoError
from photohash.core.task import Stage, Task
from photohash.library.decode import coded_picture_of, decode, encoding_of
from photohash.library.encode import ENOUGH_PIXELS
from photohash.library.groups import pairs_to_verify
from photohash.library.photo import COPIES, Photo, Pixels, Relation
from photohash.library.pipeline.batch import Batch
from photohash.library.pipeline.pools import in_order, pool
from photohash.library.preview import Previews
from photohash.library.relate import Relater, Side
from photohash.library.store import Catalogue

_PAIRS_A_COMMIT, _SECONDS_A_COMMIT = 256, 1.0

Pair = tuple[int, int]
Read = TypeVar("Read")


class Verification:
    """Relates the pairs of photos that are near each other and have not been looked at.

    Args:
        catalogue: opened for writing.
        model: whose neighbours are looked at.
        radius: distance out to which they are.
        previews: the small pictures.
        threads: how many pairs are looked at side by side.
    """

    def __init__(self, catalogue: Catalogue, model: str, radius: int, previews: Previews, threads: int) -> None:
        self._catalogue, self._pairs = catalogue, catalogue.pairs(model)
        self._radius = radius
        self._previews = previews
        self._threads = threads
        self._relater = Relater()

    def run(self, task: Task) -> Iterator[Batch]:
        """Relates what is open, then what the groups that come of it ask for, until nothing is."""
        if not self._pairs.unsettled(self._radius):
            return
        task.begin(Stage.VERIFYING, self._pairs.count_candidates(self._radius))
        pairs: Iterable[Pair] = chain(chain.from_iterable(self._pairs.candidates(self._radius)), self._of_one_save())
        unreadable: set[Pair] = set()
        while True:
            yield from self._relate(iter(pairs), unreadable, task)
            # A pair that cannot be read now is not asked for again before the next start.
            pairs = [pair for pair in self._asked_for() if pair not in unreadable]
            if not pairs:
                break
            task.begin(Stage.VERIFYING, len(pairs))
        with self._catalogue.transaction():
            self._pairs.settle(self._radius)

    def _of_one_save(self) -> Iterator[Pair]:
        """Pairs of files that begin alike, one of which may be damaged: their codes need not be near each other."""
        yield from self._pairs.of_one_save()

    def _asked_for(self) -> list[Pair]:
        """Pairs without which it cannot be told whether a photo belongs to a group."""
        photos = self._catalogue.photos_in_copies([kind.value for kind in COPIES], doubled=False)
        asked = pairs_to_verify(photos, self._pairs.relations_among(photos))
        return [(min(pair), max(pair)) for pair in asked]

    def _relate(self, pairs: Iterator[Pair], unreadable: set[Pair], task: Task) -> Iterator[Batch]:
        waiting: list[Relation] = []
        since = time.monotonic()
        with pool(self._threads, "relate") as executor:
            for pair, relation in in_order(executor, self._related, self._with_photos(pairs), 4 * self._threads):
                task.check()
                task.advance()
                if relation is None:
                    unreadable.add(pair)
                else:
                    waiting.append(relation)
                late = time.monotonic() - since >= _SECONDS_A_COMMIT
                if len(waiting) >= _PAIRS_A_COMMIT or (waiting and late):
                    yield self._commit(waiting)
                    waiting, since = [], time.monotonic()
            if waiting:
                yield self._commit(waiting)

    def _with_photos(self, pairs: Iterator[Pair]) -> Iterator[tuple[Photo, Photo]]:
        while block := list(islice(pairs, _PAIRS_A_COMMIT)):
            photos = self._catalogue.photos({number for pair in block for number in pair})
            yield from ((photos[a], photos[b]) for a, b in block)

    def _commit(self, relations: list[Relation]) -> Batch:
        with self._catalogue.transaction():
            self._pairs.put_relations(relations)
        return Batch(relations=len(relations))

    def _related(self, pair: tuple[Photo, Photo]) -> tuple[Pair, Relation | None]:
        """Looks at a pair; None when one of the two cannot be read just now. Runs in a thread of the pool."""
        a, b = pair
        try:
            relation = self._relater.relate(self._side(a), self._side(b))
        except PhotoError:
            relation = None
        return (a.id, b.id), relation

    def _side(self, photo: Photo) -> Side:
        return Side(
            photo,
            small=lambda: self._small(photo),
            full=lambda: _decoded(photo, at_least=None),
            encoding=lambda: _first_readable(photo, encoding_of),
            coded=lambda: _first_readable(photo, coded_picture_of),
        )

    def _small(self, photo: Photo) -> Pixels:
        pixels = self._previews.pixels(photo.digest)
        if pixels is not None:
            return pixels
        decoded = _decoded(photo, at_least=ENOUGH_PIXELS)
        self._previews.keep(photo.digest, decoded)
        pixels = self._previews.pixels(photo.digest)
        return _shrunk(decoded, Previews.LONGEST) if pixels is None else pixels


def _shrunk(pixels: Pixels, longest: int) -> Pixels:
    """A small picture for when none can be kept, as on a full disk."""
    image = Image.fromarray(pixels)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return np.asarray(image)


def _decoded(photo: Photo, *, at_least: int | None) -> Pixels:
    """The pixels of the first file that still is what it was.

    Raises:
        PhotoError: there is none.
    """
    return _first_readable(photo, lambda path: decode(path, at_least=at_least, described=False).pixels)


def _first_readable(photo: Photo, read: Callable[[Path], Read]) -> Read:
    """What is read of the first file that still is what it was.

    Raises:
        PhotoError: there is none.
    """
    trouble = PhotoError("is no longer there")
    for file in photo.files:
        try:
            info = file.path.stat()
            if (info.st_size, info.st_mtime_ns) == (file.size, file.mtime_ns):
                return read(file.path)
        except OSError:
            continue
        except PhotoError as error:
            trouble = error
    raise trouble
