"""Reading a library: its photos, groups of copies and look-alikes, even while another process writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.closing import Closing
from photohash.core.errors import LibraryError, PhotoError
from photohash.library.decode import decode_unchanged
from photohash.library.encode import ENOUGH_PIXELS
from photohash.library.groups import group
from photohash.library.index import HammingIndex
from photohash.library.photo import COPIES, Failure, Group, Kind, Photo, Pixels, Relation, Similar
from photohash.library.preview import Previews
from photohash.library.store import Catalogue, Counts, Decision, Entry, EntryState, Root, Tick, Trouble

__all__ = ["Browser", "Counts", "Model", "Root"]


@dataclass(frozen=True, slots=True)
class Model:
    """What a browser needs to know of a model; the model itself is not loaded.

    Attributes:
        id: the name its codes are stored under.
        radii: search radii in bits by the share of unrelated pairs that they let through, e.g. ``{"1e-5": 61}``.
    """

    id: str
    radii: Mapping[str, int] = field(default_factory=dict)


class Browser(Closing):
    """A view of a library through one model.

    It has a connection of its own and belongs to the thread that first asks it something: make one for each thread.
    Nothing is opened before that first question. Every question is answered from what is committed at that moment.

    Args:
        folder: the library directory.
        model: the model whose codes are used, or its id.
        create: whether an empty library is made where there is none; else the first question raises ``LibraryError``.

    Attributes:
        model: the model.
        previews: the library's small pictures, by digest; safe in any thread.
    """

    def __init__(self, folder: Path, model: Model | str, *, create: bool = False) -> None:
        self.folder = folder
        self.model = Model(model) if isinstance(model, str) else model
        self.previews = Previews(folder / "thumbnails")
        self._create = create
        self._opened: Catalogue | None = None
        self._index: HammingIndex | None = None
        self._indexed_to = 0
        self._indexed: str | None = None
        self._revision = -1

    def close(self) -> None:
        """Closes the connection; a later question would open it again."""
        if self._opened:
            self._opened.close()
            self._opened = None
        self._index, self._indexed_to, self._revision = None, 0, -1

    @property
    def model_id(self) -> str:
        """The id of the model whose codes are used."""
        return self.model.id

    def codes(self, model: str) -> tuple[NDArray[np.int64], Codes]:
        """The codes by any model of the photos that have a file now.

        Args:
            model: the id of the model.

        Returns:
            photo ids int64 [n] in ascending order, and codes uint8 [n, ceil(bits / 8)]; [0, 0] where there are none.
        """
        with self._catalogue.snapshot():
            blocks = [(ids, codes) for _, ids, codes in self._catalogue.pairs(model).all_codes()]
            present = np.array(self._catalogue.present(), dtype=np.int64)
        if not blocks:
            return np.empty(0, dtype=np.int64), np.empty((0, 0), dtype=np.uint8)
        ids, codes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        _, places, _ = np.intersect1d(ids, present, assume_unique=True, return_indices=True)
        return ids[places], codes[places]

    def groups(self, *, kinds: Collection[Kind] = COPIES, radius: int | None = None) -> list[Group]:
        """Groups of copies, from what is verified; nothing is searched or decoded.

        Args:
            kinds: what counts as a copy.
            radius: leaves out pairs whose codes are farther apart than this.
        """
        # All copies have a say in which photo is kept, whichever kinds are shown.
        read = [kind for kind in Kind if kind in kinds or kind in COPIES]
        with self._catalogue.snapshot():
            pairs = self._catalogue.pairs(self.model_id)
            photos = self._catalogue.photos_in_copies(read, doubled=Kind.IDENTICAL in kinds)
            relations = [found for found in pairs.relations(read) if found.a in photos and found.b in photos]
            photos, relations, apart = _as_decided(photos, relations, self._catalogue.decisions().all())
            distances = pairs.distances((found.a, found.b) for found in relations)
        return group(photos, relations, distances, kinds=kinds, radius=radius, apart=apart)

    def relations_among(self, photo_ids: Iterable[int]) -> list[Relation]:
        """Every verified pair of some photos."""
        return self._catalogue.pairs(self.model_id).relations_among(photo_ids)

    def distances(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The Hamming distances of the codes of pairs of photos; pairs without two codes are left out."""
        return self._catalogue.pairs(self.model_id).distances(pairs)

    def similar(self, photo_id: int, k: int = 20) -> list[Similar]:
        """The photos nearest to one of the library, nearest first, without itself.

        Raises:
            KeyError: no such photo.
        """
        with self._catalogue.snapshot():
            pairs = self._catalogue.pairs(self.model_id)
            if photo_id not in self._catalogue.photos([photo_id]):
                raise KeyError(photo_id)
            code = pairs.codes([photo_id]).get(photo_id)
            if code is None:
                return []
            kinds = {found.b if found.a == photo_id else found.a: found.kind for found in pairs.relations_of(photo_id)}
            return self._near(np.frombuffer(code, dtype=np.uint8)[None], k, kinds, without=photo_id)

    def similar_to(self, code: Codes, k: int = 20, *, made_by: str | None = None) -> list[Similar]:
        """The photos nearest to a picture from outside the library, nearest first; no relation is known of them.

        Args:
            code: uint8 [1, ceil(bits / 8)], of this browser's model.
            k: how many.
            made_by: the network file that made the code, by its digests, as the pipeline was told of its own.

        Raises:
            LibraryError: the library's codes were made by another network file, and so do not compare.
        """
        with self._catalogue.snapshot():
            pairs = self._catalogue.pairs(self.model_id)
            if pairs.maker != made_by and pairs.has_codes():
                raise LibraryError(
                    f"The photos of this library were coded by another network file of the model {self.model_id} than"
                    " the one here. Scan its folders again with this model, and they are coded anew: photohash scan"
                )
            return self._near(code.reshape(1, -1), k, {}, without=None)

    def photo(self, photo_id: int) -> Photo:
        """One photo.

        Raises:
            KeyError: no such photo.
        """
        return self._catalogue.photos([photo_id])[photo_id]

    def photos(self, photo_ids: Iterable[int]) -> list[Photo]:
        """Photos in the order asked for; unknown ones are left out."""
        wanted = list(photo_ids)
        found = self._catalogue.photos(wanted)
        return [found[number] for number in wanted if number in found]

    def photo_ids(self) -> list[int]:
        """The photos that have a file now, in the order in which they came into the library."""
        return self._catalogue.present()

    def listing(self) -> list[tuple[int, bytes, str | None, Path]]:
        """Every file there is now, by photo, the photo's first file first: photo, digest, capture time and path."""
        return self._catalogue.listing()

    def find(self, path: Path) -> Photo | None:
        """The photo in a file, if the library knows the file at this path."""
        number = self._catalogue.photo_at(path)
        return None if number is None else self.photo(number)

    def history(self, limit: int = 100, before: int | None = None) -> list[Entry]:
        """What was done to files: the newest entries of the journal, newest first.

        Args:
            limit: the most in one answer.
            before: only entries with a smaller number.
        """
        return self._catalogue.journal().newest(limit, before)

    def last_run(self) -> int | None:
        """The newest run of actions of which something can be taken back."""
        return self._catalogue.journal().last_run(EntryState.DONE)

    def unfinished(self) -> list[Entry]:
        """Entries of the journal that were cut short; opening the library for actions can settle them."""
        return self._catalogue.journal().in_states(EntryState.INTENDED, EntryState.UNDOING)

    def ticks(self) -> list[Tick]:
        """The saved plan: files ticked for an action and not acted on yet, with the reason where that failed."""
        return self._catalogue.ticks().all()

    def decisions(self) -> list[Decision]:
        """What the user said of pairs of photos."""
        return self._catalogue.decisions().all()

    def chosen_keepers(self) -> frozenset[tuple[Path, bytes]]:
        """The files that the user chose by hand to be kept, by path and digest, as long as they are there."""
        return self._catalogue.chosen_keepers().all()

    def failures(self) -> list[Failure]:
        """The files and folders that could not be taken in."""
        return self._catalogue.failures().all()

    def troubles(self) -> list[Trouble]:
        """The pairs of photos on which photohash failed; they are not grouped as copies."""
        return self._catalogue.pairs(self.model_id).troubles()

    def roots(self) -> list[Root]:
        """The folders of the library."""
        return self._catalogue.roots().all()

    def counts(self) -> Counts:
        """The library in numbers."""
        return self._catalogue.counts()

    def preview(self, photo_id: int) -> Pixels | None:
        """A small upright picture of a photo: from the cache, else from one of its files, else None.

        Returns:
            uint8 [h, w, 3], longest side at most ``Previews.LONGEST``.
        """
        photo = self._catalogue.photos([photo_id]).get(photo_id)
        if photo is None:
            return None
        cached = self.previews.pixels(photo.digest)
        return cached if cached is not None else self._fresh_preview(photo)

    def revision(self) -> int:
        """A number that has changed when the library has: ask again what is shown."""
        return self._catalogue.revision()

    def problem(self) -> str | None:
        """What is wrong with the catalogue's file, or None. Reads all of it."""
        return self._catalogue.problem()

    @property
    def _catalogue(self) -> Catalogue:
        if self._opened is None:
            if self._create and not Catalogue.exists(self.folder):
                Catalogue.make(self.folder)
            self._opened = Catalogue.open(self.folder, write=False)
        return self._opened

    def _fresh_preview(self, photo: Photo) -> Pixels | None:
        try:
            self.previews.keep(photo.digest, decode_unchanged(photo, at_least=ENOUGH_PIXELS))
        except (OSError, PhotoError):
            return None
        return self.previews.pixels(photo.digest)

    def _near(self, query: Codes, k: int, kinds: Mapping[int, Kind], *, without: int | None) -> list[Similar]:
        index = self._index_now(query.shape[1] * 8)
        wanted = k + (without is not None)
        while True:
            ids, distances = index.nearest(query, wanted)
            there = set(self._catalogue.present(ids[0])) - {without}
            if len(there) >= k or wanted >= len(index):
                break
            wanted *= 2  # some of the nearest have vanished
        photos = self._catalogue.photos(there)
        near = [
            Similar(photos[number], distance, kinds.get(number))
            for number, distance in zip(ids[0].tolist(), distances[0].tolist(), strict=True)
            if number in there
        ]
        return near[:k]

    def _index_now(self, bits: int) -> HammingIndex:
        """The index of all codes of the model, with what was committed since it was last used."""
        revision, pairs = self._catalogue.revision(), self._catalogue.pairs(self.model_id)
        if self._index is None or pairs.maker != self._indexed:
            # What another network file made is gone from the library, and goes from here as a whole.
            self._index, self._indexed_to, self._indexed, self._revision = HammingIndex(bits), 0, pairs.maker, -1
        if revision != self._revision:
            for place, ids, codes in pairs.all_codes(after=self._indexed_to):
                self._index.add(ids, codes)
                self._indexed_to = place
            self._revision = revision
        if self._index.bits != bits:
            raise LibraryError(f"A code of {bits} bits cannot be compared with codes of {self._index.bits} bits.")
        return self._index


def _as_decided(
    photos: Mapping[int, Photo], relations: Sequence[Relation], decisions: Sequence[Decision]
) -> tuple[dict[int, Photo], list[Relation], set[tuple[int, int]]]:
    """Photos and relations without what the user has decided, and the pairs of photos that are decided.

    Such pairs are not offered as copies any more, nor both as copies of a third.

    A photo of which the user keeps several byte-identical files stands with the first of them alone.
    """
    decided = {(decision.a, decision.b) for decision in decisions}
    if not decided:
        return dict(photos), list(relations), set()
    kept = {
        number: replace(photo, files=photo.files[:1]) if (photo.digest, photo.digest) in decided else photo
        for number, photo in photos.items()
    }
    numbers = {photo.digest: number for number, photo in photos.items()}
    pairs = ((numbers[a], numbers[b]) for a, b in decided if a != b and a in numbers and b in numbers)
    apart = {(min(pair), max(pair)) for pair in pairs}
    return kept, [found for found in relations if (found.a, found.b) not in apart], apart
