"""What a library holds that is like a photo, several photos or a picture from outside: copies, and what looks alike.

The one answer that the window and the command line both give. Copies are what was verified, whatever codes say. Look-
alikes are told by the same codes, weights and limits as the clusters of the level "subject", and end where these do:
at the limit for one in 100,000 pairs, nine of ten photos shown are of the subject asked about
(resources/docs/evaluation.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.errors import LibraryError
from photohash.library.browse import Browser
from photohash.library.cluster_codes import CodesRead, read_codes
from photohash.library.clusters import Level
from photohash.library.encode import Encoder
from photohash.library.groups import is_backwards
from photohash.library.outside_picture import OutsidePicture, same_pictures
from photohash.library.photo import COPIES, Kind, Photo, Relation
from photohash.library.store import DecisionVerdict

MOST = 500
"""Look-alikes in one answer: of five thousand frames of one camera nobody looks at more."""

FARTHER = 60
"""How many photos are found in all where somebody looks beyond the limit."""

STRICTNESS = "1e-5"
"""The strictness whose limit look-alikes keep to."""

_SAME_SHOT = (*COPIES, Kind.RAW_JPEG, Kind.LIVE)
_LOOKED_AT = 4096
"""Photos that are looked at, nearest first, for those of one folder."""

_BLOCK = 64
_CANDIDATES = 32
"""So many of the nearest photos that may be copies a picture from outside is compared with: a second's work."""

Known = Mapping[int, tuple[Photo, Relation]]
"""The photo asked about and what another one was verified to be to it, by the other's id."""

Distances = NDArray[np.int32]
LoadEncoder = Callable[[str], tuple[Encoder, str | None]]
"""Loads a model by its id, and tells by which network file it makes codes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A photo of an answer.

    Attributes:
        photo: which.
        distance: from what was asked about, in the bits of the answer; None where it cannot be told.
        kind: what it is to what was asked about, where that was verified.
        backwards: whether that tells what became of what was asked about; see ``groups.is_backwards``.
    """

    photo: Photo
    distance: int | None
    kind: Kind | None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class SimilarPhotos:
    """What is like the photos asked about, which are in no part of the answer themselves.

    Attributes:
        query: the photos asked about, as far as they are there; the picture's record for one from outside.
        copies: verified to show the same, the surest kind first.
        look_alikes: within the limit, nearest first; ``MOST`` of them where more were not asked for.
        farther: the nearest beyond the limit that make up, with the look-alikes, the number asked for.
        models: whose codes were compared.
        bits: the greatest distance there can be.
        limit: the greatest distance of a look-alike.
        compared: whether what was asked about has codes to compare.
    """

    query: tuple[Photo, ...]
    copies: tuple[Found, ...]
    look_alikes: tuple[Found, ...]
    farther: tuple[Found, ...]
    models: tuple[str, ...]
    bits: int
    limit: int
    compared: bool

    def photos(self, *, alike: bool, k: int | None = None) -> list[Found]:
        """The whole answer in one list, copies first where only what is alike counts, else all by distance.

        Args:
            alike: leave out what is beyond the limit.
            k: the most to give.
        """
        if alike:
            return [*self.copies, *self.look_alikes][:k]
        everything = [*self.copies, *self.look_alikes, *self.farther]
        coded = (found for found in everything if found.distance is not None)
        return sorted(coded, key=lambda found: (found.distance, found.photo.id))[:k]

    def as_dict(self, query: Sequence[Path], *, alike: bool, k: int | None) -> dict[str, Any]:
        """The document of ``photohash similar --json``; see ``photos``.

        Args:
            query: the pictures asked about.
            alike: as for ``photos``; by what measure, and up to which distance, is then told as well.
            k: as for ``photos``.
        """
        several = {"queries": [str(path) for path in query]} if len(query) > 1 else {}
        measure = {"models": list(self.models), "bits": self.bits, "limit": self.limit} if alike else {}
        found = [
            {"path": str(one.photo.files[0].path), "distance": one.distance, "kind": one.kind}
            for one in self.photos(alike=alike, k=k)
        ]
        return {"model": self.models[0], "query": str(query[0]), **several, **measure, "photos": found}


@dataclass(frozen=True, slots=True)
class _Words:
    """Codes laid out for a search: for each model uint64 [n, words], photo by photo as in the codes read."""

    read: CodesRead
    codes: tuple[NDArray[np.uint64], ...]

    @classmethod
    def of(cls, read: CodesRead) -> _Words:
        return cls(read, tuple(_as_words(codes) for codes in read.codes))

    def rows(self, photos: Iterable[int]) -> NDArray[np.int64]:
        """The rows of those photos that have codes."""
        wanted = np.array(sorted(set(photos)), dtype=np.int64)
        return np.flatnonzero(np.isin(self.read.photos, wanted, assume_unique=True))

    def distances(self, query: Sequence[NDArray[np.uint64]]) -> Distances:
        """How far every photo is from those asked about, int32 [n].

        From several it is halfway between the nearest of them and their mean. The nearest alone lets through whatever
        is like any of them, and the mean alone only what is like all: of three photos of a subject, halfway finds 0.62
        of the others at a precision of 0.92, the nearest 0.75 at 0.80, the mean 0.48 at 0.97 (one photo: 0.55 at 0.93).

        Args:
            query: for each model, uint64 [q, words].
        """
        least: Distances | None = None
        total = np.zeros(len(self.read.photos), dtype=np.int64)
        count = len(query[0])
        for row in range(count):
            one = _weighted(self.codes, [words[row] for words in query], self.read.measure.times)
            least = one if least is None else np.minimum(least, one)
            total += one
        if least is None or count == 1:
            return total.astype(np.int32)
        return (-(-(count * least + total) // (2 * count))).astype(np.int32)


def similar_to_photos(
    browser: Browser, photo_ids: Sequence[int], *, k: int = FARTHER, folder: Path | None = None, alone: bool = False
) -> SimilarPhotos:
    """What is like one or several photos of the library.

    Args:
        browser: of the library.
        photo_ids: the photos; those that are not in the library any more are left out.
        k: how many photos beside the copies there are at least, those beyond the limit counted.
        folder: only photos with a file below it.
        alone: whether only the codes of the browser's own model count.

    Raises:
        KeyError: none of the photos is in the library.
    """
    query = browser.photos(dict.fromkeys(photo_ids))
    if not query:
        raise KeyError(photo_ids)
    words = browser.remembered(_read_alone if alone else _read)
    rows = words.rows(photo.id for photo in query)
    known = _surest(browser, query)
    return _answer(browser, words, [codes[rows] for codes in words.codes], query, known, k, folder)


def similar_to_picture(
    browser: Browser,
    picture: OutsidePicture,
    load: LoadEncoder,
    *,
    k: int = FARTHER,
    folder: Path | None = None,
    alone: bool = False,
) -> SimilarPhotos:
    """What is like a picture from outside the library; copies are verified on the spot.

    Args:
        browser: of the library.
        picture: the picture.
        load: of the models whose codes the library has.
        k: as for photos of the library.
        folder: only photos with a file below it.
        alone: whether only the codes of the browser's own model count.

    Raises:
        LibraryError: the library's codes were made by another network file, and so do not compare.
        ModelError: a model cannot be used.
    """
    words = browser.remembered(_read_alone if alone else _read)
    codes = (
        [_code(browser, picture, model, load) for model in words.read.measure.models] if len(words.read.photos) else []
    )
    query = [_as_words(code) for code in codes]
    candidates = _candidates(browser, words, query)
    same = browser.known_as(picture.photo.digest)
    if same is not None and same.id not in {photo.id for photo in candidates}:
        candidates.append(same)
    known = {relation.b: (picture.photo, relation) for relation in same_pictures(picture, candidates, browser)}
    return _answer(browser, words, query, [picture.photo], known, k, folder)


def _read(browser: Browser) -> _Words:
    return _Words.of(read_codes(browser, alone=False))


def _read_alone(browser: Browser) -> _Words:
    return _Words.of(read_codes(browser, alone=True))


def _as_words(codes: Codes) -> NDArray[np.uint64]:
    """Codes eight bytes at a time, filled up with zeros."""
    missing = -codes.shape[1] % 8
    filled = np.pad(codes, ((0, 0), (0, missing))) if missing else codes
    return np.ascontiguousarray(filled).view(np.uint64)


def _weighted(
    codes: Sequence[NDArray[np.uint64]], query: Sequence[NDArray[np.uint64]], times: Sequence[int]
) -> Distances:
    """How far photos are from one, int32 [n].

    Args:
        codes: for each model, uint64 [n, words].
        query: for each model, uint64 [words].
        times: how many times each model's Hamming distance counts.
    """
    total: Distances = np.zeros(len(codes[0]), dtype=np.int32)
    for words, own, count in zip(codes, query, times, strict=True):
        total += count * np.bitwise_count(words ^ own).sum(axis=1, dtype=np.int32)
    return total


def _code(browser: Browser, picture: OutsidePicture, model: str, load: LoadEncoder) -> Codes:
    encoder, made_by = load(model)
    if browser.maker(model) != made_by:
        raise LibraryError(
            f"The photos of this library were coded by another network file of the model {model} than the one here."
            f" Scan its folders again with this model, and they are coded anew: photohash scan --model {model}"
        )
    return encoder.encode(encoder.prepare(picture.coded)[None])


def _candidates(browser: Browser, words: _Words, query: Sequence[NDArray[np.uint64]]) -> list[Photo]:
    """The photos that a picture may be a copy of, the nearest first.

    They are within the widest radius of the browser's model; where the codes read are not of that model, they are those
    that look alike.
    """
    if not len(words.read.photos):
        return []
    measure, own = words.read.measure, browser.model_id
    if own in measure.models and browser.model.radii:
        place = measure.models.index(own)
        distances = _weighted([words.codes[place]], [query[place][0]], [1])
        limit = max(browser.model.radii.values())
    else:
        distances, limit = words.distances(query), measure.limits[Level.SUBJECT][STRICTNESS]
    near = np.flatnonzero(distances <= limit)
    near = near[np.argsort(distances[near], kind="stable")][:_CANDIDATES]
    return [photo for photo in browser.photos(words.read.photos[near].tolist()) if photo.files]


def _surest(browser: Browser, query: Sequence[Photo]) -> Known:
    """What other photos are verified to be to any of these, the surest relation of each."""
    asked = {photo.id: photo for photo in query}
    found: dict[int, tuple[Photo, Relation]] = {}
    for relation in sorted(_relations(browser, query), key=lambda one: list(Kind).index(one.kind)):
        for one, other in ((relation.a, relation.b), (relation.b, relation.a)):
            if one in asked and other not in asked:
                found.setdefault(other, (asked[one], relation))
    return found


def _relations(browser: Browser, query: Sequence[Photo]) -> Iterator[Relation]:
    """The verified pairs of these photos that nobody said are different."""
    digests = {photo.digest for photo in query}
    different = {
        frozenset((decision.a, decision.b))
        for decision in browser.decisions()
        if decision.verdict is DecisionVerdict.NOT_DUPLICATES and digests & {decision.a, decision.b}
    }
    found = [relation for photo in query for relation in browser.relations_of(photo.id)]
    if not different:
        yield from found
        return
    concerned = {number for relation in found for number in (relation.a, relation.b)}
    by_id = {photo.id: photo.digest for photo in browser.photos(concerned)}
    yield from (
        relation for relation in found if frozenset((by_id.get(relation.a), by_id.get(relation.b))) not in different
    )


def _answer(
    browser: Browser,
    words: _Words,
    query: Sequence[NDArray[np.uint64]],
    photos: Sequence[Photo],
    known: Known,
    k: int,
    folder: Path | None,
) -> SimilarPhotos:
    measure = words.read.measure
    limit = measure.limits[Level.SUBJECT][STRICTNESS]
    compared = bool(query) and len(query[0]) > 0 and len(words.read.photos) > 0
    distances = words.distances(query) if compared else np.zeros(0, dtype=np.int32)
    same = [number for number, (_, relation) in known.items() if relation.kind in _SAME_SHOT]
    copies = _copies(browser.photos(same), known, words, distances, folder)
    left_out = {photo.id for photo in photos} | set(same)
    near = list(_nearest(browser, words.read.photos, distances, left_out, limit, k, known, folder))
    look_alikes = [found for found in near if found.distance is not None and found.distance <= limit]
    return SimilarPhotos(
        tuple(photos),
        tuple(copies),
        tuple(look_alikes),
        tuple(near[len(look_alikes) :]),
        measure.models,
        measure.bits,
        limit,
        compared,
    )


def _copies(
    photos: Sequence[Photo], known: Known, words: _Words, distances: Distances, folder: Path | None
) -> list[Found]:
    rows = words.rows(photo.id for photo in photos) if len(distances) else np.zeros(0, dtype=np.int64)
    apart = dict(zip(words.read.photos[rows].tolist(), distances[rows].tolist(), strict=True))
    order = [*Kind, None]
    found = [_found(photo, apart.get(photo.id), known) for photo in photos if _lies_in(photo, folder)]
    return sorted(found, key=lambda one: (order.index(one.kind), one.distance is None, one.distance, one.photo.id))


def _found(photo: Photo, distance: int | None, known: Known) -> Found:
    asked, relation = known[photo.id]
    return Found(photo, distance, relation.kind, is_backwards(relation, asked, photo))


def _nearest(
    browser: Browser,
    ids: NDArray[np.int64],
    distances: Distances,
    left_out: Collection[int],
    limit: int,
    k: int,
    known: Known,
    folder: Path | None,
) -> Iterator[Found]:
    """The photos within the limit, and beyond it those that make up the number asked for, nearest first."""
    given = 0
    for photo, distance in _nearest_first(browser, ids, distances, left_out, max(_LOOKED_AT, k)):
        if given >= (max(MOST, k) if distance <= limit else k):
            return
        if _lies_in(photo, folder):
            given += 1
            burst = photo.id in known and known[photo.id][1].kind is Kind.BURST
            yield Found(photo, distance, Kind.BURST if burst else None)


def _nearest_first(
    browser: Browser, ids: NDArray[np.int64], distances: Distances, left_out: Collection[int], most: int
) -> Iterator[tuple[Photo, int]]:
    """Photos with their distances, read of the library a few at a time."""
    most = min(most + len(left_out), len(distances))
    if not most:
        return
    near = np.flatnonzero(distances <= np.partition(distances, most - 1)[most - 1])
    near = near[np.lexsort((ids[near], distances[near]))][:most]
    near = near[~np.isin(ids[near], np.array(sorted(left_out), dtype=np.int64))]
    for start in range(0, len(near), _BLOCK):
        rows = near[start : start + _BLOCK]
        apart = dict(zip(ids[rows].tolist(), distances[rows].tolist(), strict=True))
        yield from ((photo, apart[photo.id]) for photo in browser.photos(apart))


def _lies_in(photo: Photo, folder: Path | None) -> bool:
    if not photo.files:
        return False
    return folder is None or any(folder in file.path.parents for file in photo.files)
