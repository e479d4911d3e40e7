"""What an action means for the catalogue: files that are elsewhere now, plans that are carried out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.library.actions.file_state import look, seen_now
from photohash.library.actions.operations.operation import back_at
from photohash.library.photo import FoundFile
from photohash.library.store import LINKS, Action, Catalogue, Entry, EntryState, Root, root_of


class CatalogueSync:
    """Keeps the catalogue in step with the journal, in the same transaction.

    Args:
        catalogue: opened for writing.
        roots: the library's folders.
    """

    def __init__(self, catalogue: Catalogue, roots: Sequence[Root]) -> None:
        self._catalogue = catalogue
        self._roots = roots

    def intend(self, entries: Iterable[Entry]) -> None:
        """Makes intentions lasting, before the disk is touched."""
        with self._catalogue.transaction():
            self._catalogue.journal().intend(entries)

    def change(self, entries: Iterable[Entry]) -> None:
        """Records other names or another action for entries, before the disk is touched that way."""
        with self._catalogue.transaction():
            self._catalogue.journal().change(entries)

    def conclude(self, entries: Sequence[Entry]) -> None:
        """Records how entries ended, where their files are now, and which ticks are thereby carried out."""
        ticks = self._catalogue.ticks()
        with self._catalogue.transaction():
            self._catalogue.journal().mark(entries)
            for entry in entries:
                if entry.action is Action.RESCUE:
                    continue
                if entry.state is EntryState.DONE:
                    self._record_done(entry)
                elif entry.state is EntryState.UNDONE:
                    for piece in entry.pieces:
                        self._record(back_at(piece), piece.digest)
            ticks.drop(path for entry in entries if entry.state is EntryState.DONE for path in _gone(entry))
            ticks.note((entry.path, entry.note) for entry in entries if entry.state is EntryState.FAILED)

    def refuse(self, problems: Iterable[tuple[Path, str]]) -> None:
        """Records why files could not be acted on; they stay ticked."""
        with self._catalogue.transaction():
            self._catalogue.ticks().note(problems)

    def recheck(self) -> None:
        """Forgets why files could not be acted on where they and their keepers are as the library knows them."""
        settled = [
            (tick.path, "")
            for tick, known in self._catalogue.ticks().troubled()
            if _is_as_known(tick.path, (tick.size, tick.mtime_ns)) and tick.keeper and _is_as_known(tick.keeper, known)
        ]
        if settled:
            with self._catalogue.transaction():
                self._catalogue.ticks().note(settled)

    def mark_stale(self, path: Path) -> None:
        """Has a file read anew by the next scan: what is known of it is not so any more."""
        with self._catalogue.transaction():
            self._catalogue.mark_stale(path)

    def _record_done(self, entry: Entry) -> None:
        if entry.action in LINKS - {Action.SYMLINK}:
            self._record(entry.path, entry.digest)
            return
        numbers = (self._catalogue.file_at(path) for path in _gone(entry))
        self._catalogue.mark_vanished([number for number in numbers if number is not None])

    def _record(self, path: Path, digest: bytes) -> None:
        """Records that a file holds a photo, as a scan would; a photo that was never scanned waits for a scan."""
        photo = self._catalogue.photo_known_as(digest)
        try:
            seen = look(path)
        except ActionError:
            return
        if photo is None or seen is None:
            return
        root = root_of(path, self._roots)
        found = FoundFile(path, seen.size, seen.mtime_ns, seen.device, seen.inode)
        self._catalogue.put_file(found, photo, root.id if root else None)


def _is_as_known(path: Path, known: tuple[int, int]) -> bool:
    seen = seen_now(path)
    return seen is not None and (seen.size, seen.mtime_ns) == known


def _gone(entry: Entry) -> list[Path]:
    """The file that an entry is about, and those that went with it."""
    return list(dict.fromkeys((entry.path, *(piece.source for piece in entry.pieces))))
