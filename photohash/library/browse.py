"""Reading a library: its photos, groups of copies and look-alikes, even while another process writes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes
from photohash.core.closing import Closing
from photohash.core.errors import PhotoError
from photohash.library.decode import decode_unchanged
from photohash.library.encode import ENOUGH_PIXELS
from photohash.library.groups import group, keepers, without_decided
from photohash.library.photo import COPIES, Failure, Group, Kind, Photo, Pixels, Relation
from photohash.library.preview import Previews
from photohash.library.store import (
    Album,
    Catalogue,
    Counts,
    Coverage,
    Decision,
    DoneRun,
    Entry,
    EntryState,
    FolderState,
    PhotoListing,
    PhotoQuery,
    Root,
    Tick,
    Trouble,
)

__all__ = ["Browser", "Counts", "Coverage", "Model", "Radius", "Root"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Model:
    """What a browser needs to know of a model; the model itself is not loaded.

    Attributes:
        id: the name its codes are stored under.
        radii: search radii in bits by the share of unrelated pairs that they let through, e.g. ``{"1e-5": 61}``.
        copies: the models that find copies: a verified pair is shown if it is near by any of them. Without any, the
            model itself.
        browsing: the id of the model that tells look-alikes beside it; "" for none.
    """

    id: str
    radii: Mapping[str, int] = field(default_factory=dict)
    copies: tuple[Model, ...] = ()
    browsing: str = ""


Radius = int | Mapping[str, int]
"""How far apart the codes of copies may be, in bits: by the browser's own model, or by the id of each."""


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
        self._remembered: dict[Callable[[Browser], Any], tuple[Hashable, Any]] = {}

    def close(self) -> None:
        """Closes the connection; a later question would open it again."""
        if self._opened:
            self._opened.close()
            self._opened = None
        self._remembered.clear()

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
            present = self._catalogue.photo_lists().present()
        if not blocks:
            return np.empty(0, dtype=np.int64), np.empty((0, 0), dtype=np.uint8)
        ids, codes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        _, places, _ = np.intersect1d(ids, present, assume_unique=True, return_indices=True)
        return ids[places], codes[places]

    def left_to_code(self, model: str) -> int:
        """How many photos have no code of a model though a file of theirs is there that nothing was wrong with."""
        return self._catalogue.pairs(model).count_unread()

    def remembered(self, read: Callable[[Browser], T], state: Hashable = None) -> T:
        """What a function reads of the library: read once, and anew when the library has changed.

        Args:
            read: always the same function for the same question, since it stands for the question.
            state: of what it reads, where that is less than the library; it is read anew when this has changed.
        """
        revision = self.revision() if state is None else state
        known = self._remembered.get(read)
        if known is None or known[0] != revision:
            known = self._remembered[read] = revision, read(self)
        return cast("T", known[1])

    def maker(self, model: str) -> str | None:
        """The network file that made the codes of a model here, by its digests; None where none is told of."""
        return self._catalogue.pairs(model).maker

    def groups(self, *, kinds: Collection[Kind] = COPIES, radius: Radius | None = None) -> list[Group]:
        """Groups of copies, from what is verified; nothing is searched or decoded.

        Args:
            kinds: what counts as a copy.
            radius: leaves out pairs whose codes are farther apart than this by every model that has codes of both.
        """
        with self._catalogue.snapshot():
            photos, relations, apart = self._related(kinds)
            pairs = self._catalogue.pairs(self.model_id)
            distances = pairs.distances((found.a, found.b) for found in relations)
            far = set[tuple[int, int]]() if radius is None else self._far(relations, distances, radius)
        return group(photos, relations, distances, kinds=kinds, far=far, apart=apart)

    def keepers(self, kinds: Collection[Kind]) -> dict[int, list[int]]:
        """The photos that the groups of some kinds of copies keep, each with its copies, by id."""
        with self._catalogue.snapshot():
            photos, relations, apart = self._related(kinds)
        return keepers(photos, relations, kinds, apart)

    def _related(self, kinds: Collection[Kind]) -> tuple[dict[int, Photo], list[Relation], set[tuple[int, int]]]:
        """The photos that may be copies, what is known of them, and the pairs that are to stay apart."""
        # All copies have a say in which photo is kept, whichever kinds are shown.
        read = [kind for kind in Kind if kind in kinds or kind in COPIES]
        photos = self._catalogue.photos_in_copies(read, doubled=Kind.IDENTICAL in kinds)
        relations = self._catalogue.pairs(self.model_id).relations(read)
        decided = {(decision.a, decision.b) for decision in self._catalogue.decisions().all()}
        return without_decided(photos, [one for one in relations if one.a in photos and one.b in photos], decided)

    def relations_among(self, photo_ids: Iterable[int]) -> list[Relation]:
        """Every verified pair of some photos."""
        return self._catalogue.pairs(self.model_id).relations_among(photo_ids)

    def relations_of(self, photo_id: int) -> list[Relation]:
        """Every verified pair of a photo and another one, whichever model brought them together."""
        return self._catalogue.pairs(self.model_id).relations_of(photo_id)

    def distances(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The Hamming distances of the codes of pairs of photos; pairs without two codes are left out."""
        return self._catalogue.pairs(self.model_id).distances(pairs)

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

    def photos_with(self, digests: Iterable[bytes]) -> dict[bytes, Photo]:
        """The photos that the library knows by their contents, also those without a file now."""
        numbers = {digest: self._catalogue.photo_known_as(digest) for digest in digests}
        found = self._catalogue.photos(number for number in numbers.values() if number is not None)
        return {photo.digest: photo for photo in found.values()}

    def photo_ids(self) -> list[int]:
        """The photos that have a file now, in the order in which they came into the library."""
        return self._catalogue.present()

    def listing(self, query: PhotoQuery) -> PhotoListing:
        """The photos of a query, in its order."""
        return self._catalogue.photo_lists().listing(query)

    def subfolders(self, folder: Path) -> list[tuple[Path, int]]:
        """The folders right below one in which there are photos, with the number of files in each, by name."""
        return self._catalogue.photo_lists().subfolders(folder)

    def formats(self) -> list[str]:
        """The formats of the photos, the most frequent first."""
        return self._catalogue.photo_lists().formats()

    def first_photo(self) -> int | None:
        """The photo that came into the library first, of those that have a file now."""
        return self._catalogue.first_present()

    def files_of(self, photo_ids: Iterable[int]) -> list[tuple[int, str | None, str]]:
        """The files of some photos that are there now, by photo, its first file first: photo, capture time and path."""
        return self._catalogue.photo_lists().files_of(photo_ids)

    def paths_of(self, photo_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Where the files of some photos are now, the first file of each first; photos without one are left out."""
        return self._catalogue.photo_lists().paths_of(photo_ids)

    def by_digest(self) -> NDArray[np.int64]:
        """All photos that were ever known, in the order of their digests, int64 [n]."""
        return self._catalogue.photo_lists().by_digest()

    def digests_of(self, photo_ids: Iterable[int]) -> dict[int, bytes]:
        """The digests of those of some photos that have a file now."""
        return self._catalogue.photo_lists().digests_of(photo_ids)

    def find(self, path: Path) -> Photo | None:
        """The photo in a file, if the library knows the file at this path."""
        number = self._catalogue.photo_at(path)
        return None if number is None else self.photo(number)

    def known_as(self, digest: bytes) -> Photo | None:
        """The photo with this content, if the library has a file of it now."""
        number = self._catalogue.photo_known_as(digest)
        photo = None if number is None else self.photo(number)
        return photo if photo is not None and photo.files else None

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

    def decided_files(self) -> dict[bytes, int]:
        """How many files each photo has that the user said something of, by digest; those without one are left out."""
        return self._catalogue.decisions().files()

    def done_runs(self, limit: int = 50) -> list[DoneRun]:
        """The newest runs of actions of which something can be taken back, oldest first."""
        return self._catalogue.journal().done_runs(limit)

    def clones(self) -> dict[Path, tuple[Path, bytes]]:
        """The files that photohash made clones of a keeper: the keeper and the digest of both, by path."""
        return self._catalogue.journal().clones()

    def albums(self) -> tuple[Album, ...]:
        """The user's albums, by name."""
        return tuple(self._catalogue.albums().all())

    def album_photos(self, album: int) -> tuple[int, ...]:
        """The photos of an album in the order in which they were added, also those without a file now."""
        return self._catalogue.albums().photos(album)

    def albums_of(self, photos: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """The albums that each of some photos is in, by name; photos in none are left out."""
        return self._catalogue.albums().albums_of(photos)

    def turned_down(self) -> set[tuple[int, int]]:
        """The albums and photos of which the user said that they do not belong together."""
        return self._catalogue.albums().all_turned_down()

    def related(self, kinds: Sequence[Kind]) -> NDArray[np.int64]:
        """Every pair of photos whose verified relation is one of these: ids int64 [n, 2]."""
        return self._catalogue.pairs(self.model_id).related(kinds)

    def codes_state(self, model: str) -> tuple[object, ...]:
        """What differs once ``codes`` would answer otherwise."""
        return self._catalogue.pairs(model).state()

    def chosen_since(self) -> dict[tuple[Path, bytes], int]:
        """When each file that the user chose by hand was chosen, in seconds since 1970."""
        return self._catalogue.chosen_keepers().dated()

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

    def folder_states(self) -> list[FolderState]:
        """The folders of the library as they are now: which are offline, and how many files are known in each."""
        with self._catalogue.snapshot():
            return self._catalogue.roots().states()

    def counts(self) -> Counts:
        """The library in numbers."""
        return self._catalogue.counts()

    def coverage(self) -> Coverage:
        """How far the library is read."""
        with self._catalogue.snapshot():
            return self._catalogue.coverage_by(self.model_id)

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

    def _far(
        self, relations: Iterable[Relation], distances: Mapping[tuple[int, int], int], radius: Radius
    ) -> set[tuple[int, int]]:
        """The pairs that are beyond the radius of each model that has codes of both; none that no model has."""
        far: set[tuple[int, int]] = set()
        near: set[tuple[int, int]] = set()
        pairs = [(found.a, found.b) for found in relations]
        for model, bits in ({self.model_id: radius} if isinstance(radius, int) else radius).items():
            stored = self._catalogue.pairs(model)
            known = distances if model == self.model_id else stored.distances(pairs if stored.has_codes() else [])
            for pair, distance in known.items():
                (near if distance <= bits else far).add(pair)
        return far - near

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
