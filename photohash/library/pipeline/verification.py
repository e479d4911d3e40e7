"""Neighbours to relations: each near pair is looked at once, in threads, and groups are completed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import cv2
import numpy as np
from PIL import Image

from photohash import __version__
from photohash.core.errors import KnownError, PhotoError
from photohash.core.log import UnexpectedErrors
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.library.decode import coded_picture_of, decode_unchanged, encoding_of, read_unchanged
from photohash.library.encode import ENOUGH_PIXELS
from photohash.library.groups import pairs_to_verify
from photohash.library.photo import COPIES, Photo, Pixels, Relation
from photohash.library.pipeline.commit_report import CommitReport
from photohash.library.pipeline.pools import in_order, pool
from photohash.library.preview import Previews
from photohash.library.relate import COMPLETE_SINCE, RULES, Relater, Side, luma
from photohash.library.store import Catalogue

_log = logging.getLogger(__name__)

_VERSION = f"photohash {__version__}, opencv {cv2.__version__}, numpy {np.__version__}"
"""What relates pairs: where it fails on one, another version of any of these may not."""

_PAIRS_A_COMMIT, _SECONDS_A_COMMIT = 256, 1.0

Pair = tuple[int, int]


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
        self._surprises = UnexpectedErrors(_log)

    def run(self, task: Task) -> Iterator[CommitReport]:
        """Relates what is open, then what the groups that come of it ask for, until nothing is.

        Open is also what was related by rules that have said more since. It stands as it is until it is done.
        A pair on which relating fails in a way that nobody foresaw is noted and left alone from then on.
        """
        with self._catalogue.transaction():
            self._pairs.retry_troubles(_VERSION)
        outdated = self._pairs.outdated(COMPLETE_SINCE)
        if not outdated and not self._pairs.unsettled(self._radius):
            self._end()
            return
        task.begin(Stage.VERIFYING, self._pairs.count_candidates(self._radius) + len(outdated))
        unknowable = self._pairs.troubled()
        near = chain.from_iterable(self._pairs.candidates(self._radius))
        pairs: Iterable[Pair] = chain(near, self._begun_alike(unknowable), outdated)
        while True:
            yield from self._relate(iter(pairs), unknowable, task)
            # A pair that cannot be read now is not asked for again before the next start.
            pairs = [pair for pair in self._asked_for() if pair not in unknowable]
            if not pairs:
                break
            task.begin(Stage.VERIFYING, len(pairs))
        with self._catalogue.transaction():
            self._pairs.settle(self._radius)
        self._end()

    def _end(self) -> None:
        coverage = self._catalogue.coverage()
        if not coverage.read()[1]:
            with self._catalogue.transaction():
                coverage.set_compared(compared=True)

    def _begun_alike(self, unknowable: set[Pair]) -> Iterator[Pair]:
        """Pairs of files that begin alike, one of which may be damaged: their codes need not be near each other."""
        yield from (pair for pair in self._pairs.of_one_save() if pair not in unknowable)

    def _asked_for(self) -> list[Pair]:
        """Pairs without which it cannot be told whether a photo belongs to a group."""
        photos = self._catalogue.photos_in_copies([kind.value for kind in COPIES], doubled=False)
        asked = pairs_to_verify(photos, self._pairs.relations_among(photos))
        return [(min(pair), max(pair)) for pair in asked]

    def _relate(self, pairs: Iterator[Pair], unknowable: set[Pair], task: Task) -> Iterator[CommitReport]:
        waiting: list[Relation] = []
        since = time.monotonic()
        with pool(self._threads, "relate") as executor:
            for pair, found in in_order(executor, self._related, self._with_photos(pairs), 4 * self._threads):
                task.check()
                task.advance()
                if isinstance(found, Relation):
                    waiting.append(found)
                else:
                    unknowable.add(pair)
                    if found is not None:
                        self._note(pair, found)
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

    def _commit(self, relations: list[Relation]) -> CommitReport:
        with self._catalogue.transaction():
            self._pairs.put_relations(relations, RULES)
        return CommitReport(relations=len(relations))

    def _note(self, pair: Pair, error: Exception) -> None:
        """Keeps a pair on which relating failed from stopping the rest, now and at every later start."""
        photos = self._catalogue.photos(pair)
        names = [shown(photos[number].files[0].path) if photos[number].files else "a photo" for number in pair]
        text = self._surprises.log(f"photohash failed to compare {names[0]} with {names[1]}", error)
        with self._catalogue.transaction():
            self._pairs.put_trouble(*pair, text, _VERSION)

    def _related(self, pair: tuple[Photo, Photo]) -> tuple[Pair, Relation | Exception | None]:
        """Looks at a pair. Runs in a thread of the pool.

        Returns:
            the pair; what it is, None when one of the two cannot be read just now, or an error that is a bug.
        """
        a, b = pair
        found: Relation | Exception | None
        try:
            found = self._relater.relate(self._side(a), self._side(b))
        except (PhotoError, MemoryError):
            found = None
        except KnownError:
            raise
        except Exception as error:  # noqa: BLE001  one pair never stops the rest
            found = None if getattr(error, "code", None) == cv2.Error.StsNoMem else error
        return (a.id, b.id), found

    def _side(self, photo: Photo) -> Side:
        return Side(
            photo,
            small=lambda: self._small(photo),
            full=lambda: decode_unchanged(photo, at_least=None),
            encoding=lambda: read_unchanged(photo, encoding_of),
            coded=lambda: read_unchanged(photo, coded_picture_of),
            coarse=lambda: self._coarse(photo),
        )

    def _coarse(self, photo: Photo) -> Pixels:
        grey = self._previews.coarse(photo.digest)
        return luma(self._small(photo)) if grey is None else grey

    def _small(self, photo: Photo) -> Pixels:
        pixels = self._previews.pixels(photo.digest)
        if pixels is not None:
            return pixels
        decoded = decode_unchanged(photo, at_least=ENOUGH_PIXELS)
        self._previews.keep(photo.digest, decoded)
        pixels = self._previews.pixels(photo.digest)
        return _shrunk(decoded, Previews.LONGEST) if pixels is None else pixels


def _shrunk(pixels: Pixels, longest: int) -> Pixels:
    """A small picture for when none can be kept, as on a full disk."""
    image = Image.fromarray(pixels)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return np.asarray(image)
