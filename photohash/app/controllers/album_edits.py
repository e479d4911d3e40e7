"""Changes of albums, each of which answers with the change that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from photohash.library.albums.album import AlbumEntry, AlbumRecord
from photohash.library.store import Catalogue


@dataclass(frozen=True, slots=True)
class AlbumsEdited:
    """What a change of albums came to.

    Attributes:
        back: takes it back.
        album: the album that it was about, the last one of several; 0 for none.
        photos: how many photos came in or went out.
    """

    back: AlbumAct
    album: int = 0
    photos: int = 0


AlbumAct = Callable[[Catalogue], AlbumsEdited]
"""Changes albums in a transaction of the caller's. Raises ``UsageError`` where it cannot be."""


class AlbumChange:
    """A change that is carried out, taken back, and carried out again, one after the other.

    Args:
        act: the first of them.
    """

    def __init__(self, act: AlbumAct) -> None:
        self._next = act

    def run(self, catalogue: Catalogue) -> AlbumsEdited:
        """Does what comes next, all of it or nothing."""
        with catalogue.transaction():
            done = self._next(catalogue)
        self._next = done.back
        return done


def several(acts: Sequence[AlbumAct]) -> AlbumAct:
    """Some changes as one."""

    def act(catalogue: Catalogue) -> AlbumsEdited:
        done = [one(catalogue) for one in acts]
        album = next((one.album for one in reversed(done) if one.album), 0)
        return AlbumsEdited(several([one.back for one in reversed(done)]), album, sum(one.photos for one in done))

    return act


def creating(name: str, photos: Sequence[int] = ()) -> AlbumAct:
    """Makes an album with some photos, by number; where there is one of that name, they are added to it."""

    def act(catalogue: Catalogue) -> AlbumsEdited:
        there = catalogue.albums().named(name)
        if there is not None and photos:
            return adding(there, photos)(catalogue)
        album = catalogue.albums().create(name)
        added = adding(album, photos)(catalogue)
        return AlbumsEdited(removing([album]), album, added.photos)

    return act


def removing(albums: Sequence[int]) -> AlbumAct:
    """Forgets albums."""

    def act(catalogue: Catalogue) -> AlbumsEdited:
        records = [catalogue.albums().remove(album) for album in albums]
        return AlbumsEdited(_restoring(records))

    return act


def _restoring(records: Sequence[AlbumRecord]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        for record in records:
            catalogue.albums().restore(record)
        return AlbumsEdited(removing([record.id for record in records]), records[-1].id if records else 0)

    return act


def renaming(album: int, name: str) -> AlbumAct:
    """Gives an album another name."""
    return lambda catalogue: AlbumsEdited(renaming(album, catalogue.albums().rename(album, name)), album)


def adding(album: int, photos: Sequence[int]) -> AlbumAct:
    """Adds photos to an album, by number."""
    return lambda catalogue: _adding(album, _digests(catalogue, photos))(catalogue)


def _adding(album: int, digests: Sequence[bytes]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        store = catalogue.albums()
        new = store.new_to(album, digests)
        wanted = set(digests)
        down = [digest for digest in store.turned_down(album) if digest in wanted]
        store.add(album, digests)
        back = [_taking_out(album, new), *([_turning_down(album, down)] if down else [])]
        return AlbumsEdited(several(back), album, len(new))

    return act


def taking_out(album: int, photos: Sequence[int]) -> AlbumAct:
    """Takes photos out of an album, by number."""
    return lambda catalogue: _taking_out(album, _digests(catalogue, photos))(catalogue)


def _taking_out(album: int, digests: Sequence[bytes]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        entries = catalogue.albums().entries(album, digests)
        catalogue.albums().take_out(album, digests)
        return AlbumsEdited(_putting_back(album, entries), album, len(entries))

    return act


def _putting_back(album: int, entries: Sequence[AlbumEntry]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        catalogue.albums().put_back(album, entries)
        return AlbumsEdited(_taking_out(album, [entry.digest for entry in entries]), album, len(entries))

    return act


def turning_down(album: int, photos: Sequence[int]) -> AlbumAct:
    """Remembers that photos do not belong to an album, by number."""
    return lambda catalogue: _turning_down(album, _digests(catalogue, photos))(catalogue)


def _turning_down(album: int, digests: Sequence[bytes]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        known = set(catalogue.albums().turned_down(album))
        fresh = [digest for digest in digests if digest not in known]
        catalogue.albums().turn_down(album, fresh)
        return AlbumsEdited(_forgetting(album, fresh), album, len(fresh))

    return act


def _forgetting(album: int, digests: Sequence[bytes]) -> AlbumAct:
    def act(catalogue: Catalogue) -> AlbumsEdited:
        catalogue.albums().forget_turned_down(album, digests)
        return AlbumsEdited(_turning_down(album, digests), album, len(digests))

    return act


def filling(albums: Mapping[str, Sequence[bytes]]) -> AlbumAct:
    """Makes albums by name with photos by content, or adds these to the albums of those names."""

    def act(catalogue: Catalogue) -> AlbumsEdited:
        store, done = catalogue.albums(), []
        for name, digests in albums.items():
            there = store.named(name)
            album = store.create(name) if there is None else there
            added = _adding(album, digests)(catalogue)
            done.append(added if there is not None else AlbumsEdited(removing([album]), album, added.photos))
        back = several([one.back for one in reversed(done)])
        return AlbumsEdited(back, done[-1].album if done else 0, sum(one.photos for one in done))

    return act


def _digests(catalogue: Catalogue, photos: Sequence[int]) -> list[bytes]:
    """The contents of photos, in their order; also of those without a file now."""
    found = catalogue.photo_lists().digests_of(photos)
    gone = [photo for photo in photos if photo not in found]
    if gone:
        found |= {photo.id: photo.digest for photo in catalogue.photos(gone).values()}
    return [found[photo] for photo in photos if photo in found]
