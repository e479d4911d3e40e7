"""Taking back what was done, and settling what was cut short."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from photohash.core.errors import ActionError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.library.actions.catalogue_sync import CatalogueSync
from photohash.library.actions.destinations import free_name
from photohash.library.actions.error_messages import explain
from photohash.library.actions.file_state import holds, is_taken
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.journal_check import check_places
from photohash.library.actions.operations.registry import operation_of
from photohash.library.actions.outcomes import Undone
from photohash.library.store import LINKS, Action, Catalogue, Entry, EntryState, Root

_log = logging.getLogger(__name__)

_FILES_A_BATCH = 200
_TRIES = 4


class Undoing:
    """Takes entries back.

    Args:
        catalogue: opened for writing.
        filesystem: the steps.
        roots: the library's folders.
    """

    def __init__(self, catalogue: Catalogue, filesystem: FileSystem, roots: Sequence[Root]) -> None:
        self._journal = catalogue.journal()
        self._filesystem = filesystem
        self._roots = roots
        self._catalogue_sync = CatalogueSync(catalogue, roots)

    def undo(self, entries: Iterable[Entry], task: Task) -> Iterator[Undone]:
        """Takes entries back, the latest first.

        Raises:
            Cancelled: the task was cancelled; what was not taken back yet stays done.
        """
        waiting = sorted(entries, key=lambda entry: -entry.id)
        task.begin(Stage.UNDOING, len(waiting))
        remaining = iter(waiting)
        while batch := list(islice(remaining, _FILES_A_BATCH)):
            task.check()
            yield from self._batch(batch)
            task.advance(len(batch))
        self._catalogue_sync.recheck()

    def settle(self) -> Iterator[Undone]:
        """Finishes or takes back what an earlier start left unfinished, by looking at the disk."""
        settled = [self._settled(entry) for entry in self._journal.in_states(EntryState.INTENDED)]
        if settled:
            self._sync([found.entry for found in settled])
            self._catalogue_sync.conclude(
                [found.entry for found in settled if found.entry.state is not EntryState.INTENDED]
            )
            yield from settled
        if undoing := self._journal.in_states(EntryState.UNDOING):
            yield from self._batch(undoing[::-1])

    def _settled(self, entry: Entry) -> Undone:
        operation = operation_of(entry, self._filesystem)
        try:
            check_places(entry, self._roots)
        except ActionError as error:
            return Undone(replace(entry, state=EntryState.DIFFERS, note=str(error)), str(error))
        # What is not sure to have a good copy elsewhere goes back to its place, as does what has none.
        back = entry.keeper_digest is None or not holds(entry.keeper, entry.keeper_digest)
        try:
            state, note = operation.settle(entry, back=back)
        except (OSError, ActionError) as error:
            _log.info("%s of %r is left for the next start: %r", entry.action, entry.path, error)
            return Undone(entry, f"is left as it is until the next start: it {explain(error)}")
        if state is EntryState.FAILED and not note:
            note = "was cut short; nothing is changed"
        return Undone(replace(entry, state=state, note=note), note if state is EntryState.DIFFERS else "")

    def _batch(self, batch: Sequence[Entry]) -> Iterator[Undone]:
        sound, unsound = [], []
        promised: set[str] = set()
        for entry in batch:
            try:
                check_places(entry, self._roots)
                sound.append(_named_anew(entry, promised))
            except ActionError as error:
                state = EntryState.DIFFERS if entry.state is EntryState.UNDOING else entry.state
                unsound.append(Undone(replace(entry, state=state, note=str(error)), str(error)))
        self._catalogue_sync.conclude([found.entry for found in unsound if found.entry.state is EntryState.DIFFERS])
        self._catalogue_sync.change(sound)
        undone = [self._undone(entry) for entry in sound]
        if self._sync([found.entry for found in undone]):
            self._catalogue_sync.conclude([found.entry for found in undone])
        else:
            unsure = "is taken back, but the disk did not confirm it; it is rechecked at the next start"
            undone = [
                Undone(replace(found.entry, state=EntryState.UNDOING), found.problem or unsure) for found in undone
            ]
        yield from unsound
        yield from undone

    def _undone(self, entry: Entry) -> Undone:
        problem = "every candidate name is taken"
        for _ in range(_TRIES):
            try:
                state, note = operation_of(entry, self._filesystem).undo(entry)
            except FileExistsError:
                entry = _named_anew(
                    replace(entry, pieces=tuple(replace(p, restored=None) for p in entry.pieces)), set(), taken=True
                )
                self._catalogue_sync.change([entry])
            except ActionError as error:
                problem = str(error)
                break
            except OSError as error:  # something may be half-way
                problem = f"{explain(error)}; it is tried again at the next start"
                return Undone(replace(entry, note=problem), problem)
            else:
                return Undone(replace(entry, state=state, note=note))
        return Undone(replace(entry, state=EntryState.DONE, note=problem), problem)

    def _sync(self, entries: Iterable[Entry]) -> bool:
        folders: dict[Path, None] = {}
        for entry in entries:
            paths = [entry.path]
            paths += [path for piece in entry.pieces for path in (piece.restored, piece.destination) if path]
            folders |= {path.parent: None for path in paths}
        for folder in folders:
            with suppress(FileNotFoundError, NotADirectoryError):
                try:
                    self._filesystem.sync(folder)
                except (FileNotFoundError, NotADirectoryError):
                    raise
                except OSError as error:
                    _log.info("%s could not be synced: %r", shown(folder), error)
                    return False
        return True


def _named_anew(entry: Entry, promised: set[str], *, taken: bool = False) -> Entry:
    """An entry that is about to be taken back, with the places where its pieces go.

    A link's own name is where its file goes, unless others have taken it since the link was set aside.
    """
    pieces = []
    for piece in entry.pieces:
        target = piece.restored
        if target is None:
            in_place = (entry.action in LINKS and not taken) or entry.action is Action.RESCUE
            target = piece.source if in_place or not _is_others(piece.source, promised) else None
            target = target or free_name(piece.source, promised)
        promised.add(os.fspath(target))
        pieces.append(replace(piece, restored=target))
    return replace(entry, state=EntryState.UNDOING, pieces=tuple(pieces))


def _is_others(path: Path, promised: set[str]) -> bool:
    return os.fspath(path) in promised or is_taken(path)
