"""Changing albums: each change is one transaction, and can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from photohash.core.closing import Closing
from photohash.core.errors import UsageError
from photohash.library.store import Album, AlbumRecord, AlbumStore, Catalogue


@dataclass(frozen=True, slots=True)
class AlbumEdit:
    """One change of an album.

    Attributes:
        album: its number.
        before: what it was; None where it was made.
        after: what it became; None where it was removed.
    """

    album: int
    before: AlbumRecord | None
    after: AlbumRecord | None

    @property
    def added(self) -> tuple[bytes, ...]:
        """The photos that came into it, by content."""
        return _missing(self.after, self.before)

    @property
    def taken_out(self) -> tuple[bytes, ...]:
        """The photos that left it, by content."""
        return _missing(self.before, self.after)

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after

    def reversed(self) -> AlbumEdit:
        """The change that takes this one back."""
        return AlbumEdit(self.album, self.after, self.before)


class AlbumEditor(Closing):
    """Changes the albums of a library. Use it as a context, in one thread: it closes the catalogue.

    Each method does all of it or nothing. It raises ``UsageError`` where a name is taken or none, or an album is not
    there any more, and ``LibraryError`` where the catalogue cannot be written.

    Args:
        catalogue: opened for writing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._store = catalogue.albums()

    def close(self) -> None:
        """Closes the catalogue."""
        self._catalogue.close()

    def all(self) -> list[Album]:
        """Every album, by name."""
        return self._store.all()

    def named(self, name: str) -> int:
        """The album of a name.

        Raises:
            UsageError: there is none.
        """
        found = self._store.named(name)
        if found is None:
            raise UsageError(f"There is no album {name}. See the albums with: photohash albums")
        return found

    def create(self, name: str, digests: Sequence[bytes] = ()) -> AlbumEdit:
        """Makes an album of some photos, by content."""
        with self._catalogue.transaction():
            album = self._store.create(name)
            self._store.add(album, digests)
            return AlbumEdit(album, None, self._store.record(album))

    def rename(self, album: int, name: str) -> AlbumEdit:
        """Gives an album another name."""
        return self._edit(album, lambda store: store.rename(album, name))

    def remove(self, album: int) -> AlbumEdit:
        """Forgets an album; its photos are not touched."""
        with self._catalogue.transaction():
            return AlbumEdit(album, self._store.remove(album), None)

    def add(self, album: int, digests: Sequence[bytes]) -> AlbumEdit:
        """Adds photos at the end of an album."""
        return self._edit(album, lambda store: store.add(album, digests))

    def take_out(self, album: int, digests: Sequence[bytes]) -> AlbumEdit:
        """Takes photos out of an album."""
        return self._edit(album, lambda store: store.take_out(album, digests))

    def turn_down(self, album: int, digests: Sequence[bytes]) -> AlbumEdit:
        """Remembers that photos do not belong to an album; they are not suggested for it again."""
        return self._edit(album, lambda store: store.turn_down(album, digests))

    def put_all(self, labels: dict[str, list[bytes]]) -> list[AlbumEdit]:
        """Adds photos to albums by their names, and makes the albums that are not there: all of it, or nothing."""
        edits = []
        with self._catalogue.transaction():
            for name, digests in labels.items():
                album = self._store.named(name)
                before = None if album is None else self._store.record(album)
                album = self._store.create(name) if album is None else album
                self._store.add(album, digests)
                edits.append(AlbumEdit(album, before, self._store.record(album)))
        return edits

    def take_back(self, edit: AlbumEdit) -> None:
        """Takes a change back. What was done to the album by others since then stays.

        Raises:
            UsageError: the name that an album had is another's now.
        """
        self.do_again(edit.reversed())

    def do_again(self, edit: AlbumEdit) -> None:
        """Does a change again that was taken back.

        Raises:
            UsageError: the name that an album is to have is another's now.
        """
        before, after = edit.before, edit.after
        with self._catalogue.transaction():
            if after is None:
                with suppress(UsageError):  # it is gone already
                    self._store.remove(edit.album)
            elif before is None:
                self._store.restore(after)
            else:
                _apply(self._store, before, after)

    def _edit(self, album: int, change: Callable[[AlbumStore], object]) -> AlbumEdit:
        with self._catalogue.transaction():
            before = self._store.record(album)
            change(self._store)
            return AlbumEdit(album, before, self._store.record(album))


def _apply(store: AlbumStore, before: AlbumRecord, after: AlbumRecord) -> None:
    """Makes of an album what it became, as far as the change went."""
    album = after.id
    if before.name != after.name:
        store.rename(album, after.name)
    left = set(_missing(before, after))
    store.take_out(album, [entry.digest for entry in before.entries if entry.digest in left])
    came = set(_missing(after, before))
    store.put_back(album, [entry for entry in after.entries if entry.digest in came])
    store.forget_turned_down(album, set(before.turned_down) - set(after.turned_down))
    store.turn_down(album, set(after.turned_down) - set(before.turned_down))


def _missing(there: AlbumRecord | None, elsewhere: AlbumRecord | None) -> tuple[bytes, ...]:
    """The photos of one album as it was that it does not have as it was at another time."""
    known = {entry.digest for entry in elsewhere.entries} if elsewhere else set()
    return tuple(entry.digest for entry in (there.entries if there else ()) if entry.digest not in known)
