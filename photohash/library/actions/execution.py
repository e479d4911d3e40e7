"""Carrying out a plan: verify, write the intention down, act, make it last, write down what was done.

Files are taken in batches, so that the disk need not flush for each; within a batch the order of these five is kept for
every file. A dry run is the same code up to the first thing that would be written.

One folder may be reached over two file systems, such as a share and its disk: then a copy and its keeper are one file,
and nothing about the two says so until the copy goes. So after every step the keeper is opened and read, and before
anything is made final once more; a keeper that has gone with its copy stops the whole run, for what else is there is of
the same kind.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from itertools import groupby
from pathlib import Path

from photohash.core.errors import ActionError, KnownError
from photohash.core.log import UnexpectedErrors
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.library.actions.batching import PairedFiles, batches, group_of
from photohash.library.actions.catalogue_sync import CatalogueSync
from photohash.library.actions.error_messages import explain
from photohash.library.actions.file_state import can_be_opened, can_be_read, is_same_but_for_names, seen_now, still
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.operations.operation import Operation
from photohash.library.actions.operations.registry import operation_of
from photohash.library.actions.outcomes import ActionResult, Outcome
from photohash.library.actions.preflight import CheckedTick, Preflight
from photohash.library.actions.safety import SafetyCheck, StaleError
from photohash.library.actions.xmp import Fields
from photohash.library.store import LINKS, Action, Catalogue, Entry, EntryState, Root, Tick

_log = logging.getLogger(__name__)

UNTOUCHED = "was not touched, because the run was stopped"
"""What is told of the files of a run that was stopped before them."""

_UNSURE = "is done, but the disk did not confirm it; it is rechecked at the next start"

_COPYING = frozenset({Action.MOVE, Action.QUARANTINE})
"""What is done by a copy where a folder is mounted twice, so that no name can be given from one place to the other."""

_TRIES = 4
"""How often a file is tried again under other names, or in another way, before it stays."""


class ActionRun:
    """One run of actions.

    Args:
        catalogue: opened for writing.
        filesystem: the steps.
        roots: the library's folders.
        ticks: the files, those of a group together.
        dry: whether nothing is written or touched.
        rescue: whether what only a copy knows is written beside its keeper.
        confirmed: the contents to whose going without a copy the user said yes. A dry run asks for no yes.

    Attributes:
        stopped: why the run was stopped before its end, as a sentence; "" where it was not.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        filesystem: FileSystem,
        roots: Sequence[Root],
        ticks: Sequence[Tick],
        *,
        dry: bool,
        rescue: bool,
        confirmed: Collection[bytes] = (),
    ) -> None:
        self._filesystem = filesystem
        self._ticks = ticks
        self._dry = dry
        self._rescue = rescue
        self._catalogue_sync = CatalogueSync(catalogue, roots)
        self._next = self.number = catalogue.journal().next_number()
        self._preparation = Preflight(SafetyCheck(roots, ticks, None if dry else confirmed), roots, self.number)
        self._contents: dict[int, bytes] = {}
        self._pairs = PairedFiles()
        self._error: Exception | None = None  # of the latest attempt
        self._surprises = UnexpectedErrors(_log)
        self._acted_on: set[tuple[int, int]] = set()  # files that are gone from one of their names
        self._unsettled: set[int] = set()  # entries that could be neither finished nor taken back just now
        self.stopped = ""

    def outcomes(self, task: Task) -> Iterator[Outcome]:
        """Acts, and tells of every file what became of it, in the order of the plan within each batch.

        Raises:
            Cancelled: the task was cancelled; what is done is done and can be undone.
            LibraryError: the catalogue cannot be written; nothing more is touched.
        """
        task.begin(Stage.ACTING, len(self._ticks))
        for batch in batches(self._ticks):
            if self.stopped:
                untouched = [_refused(tick, UNTOUCHED) for tick in batch]
                self._catalogue_sync.refuse((outcome.tick.path, outcome.note) for outcome in untouched)
                yield from untouched
                continue
            self._preparation.look_again()
            refused, jobs = self._prepared(batch, task)
            if refused and not self._dry:
                self._catalogue_sync.refuse((outcome.tick.path, outcome.note) for outcome in refused)
            yield from refused
            yield from self._planned(jobs) if self._dry else self._carried_out(jobs)
            along = self._pairs.outcomes()
            if not self._dry:
                self._catalogue_sync.refuse(
                    (late.tick.path, late.note) for late in along if late.result is ActionResult.FAILED
                )
            yield from along

    def _prepared(self, batch: Sequence[Tick], task: Task) -> tuple[list[Outcome], list[_Job]]:
        """What can be done of a batch, and what cannot."""
        refused: list[Outcome] = []
        jobs: list[_Job] = []
        for _, group in groupby(batch, key=group_of):
            prepared: list[CheckedTick] = []
            for tick in group:
                task.check()
                task.advance()
                if self._pairs.goes_along(tick):
                    continue
                try:
                    prepared.append(self._preparation.prepare(tick, self._next + len(prepared)))
                except (ActionError, OSError) as error:
                    if isinstance(error, StaleError):
                        self._catalogue_sync.mark_stale(error.path)
                    refused.append(_refused(tick, explain(error)))
                except KnownError:
                    raise
                except Exception as error:  # noqa: BLE001  one file never stops the rest, and nothing is touched yet
                    self._surprises.log(f"photohash failed to check {shown(tick.path)}", error)
                    refused.append(_refused(tick, "makes photohash fail, which is a bug: please report it"))
            try:
                sidecar = self._rescued(prepared, self._next)
            except (ActionError, OSError) as error:
                refused += [_refused(one.tick, explain(error)) for one in prepared if one.fields]
                prepared = [one for one in prepared if not one.fields]
                sidecar = None
            self._next += bool(sidecar)  # written before the group goes, so that it is taken back after it
            prepared = [
                one if one.entry.id == number else replace(one, entry=replace(one.entry, id=number))
                for number, one in enumerate(prepared, self._next)
            ]
            self._next += len(prepared)
            self._pairs.take(prepared)
            jobs += [_Job(one, sidecar if one.fields else None) for one in prepared]
        return refused, jobs

    def _planned(self, jobs: Sequence[_Job]) -> Iterator[Outcome]:
        for job in jobs:
            yield self._outcome(job, ActionResult.PLANNED, job.entry.note)

    def _rescued(self, prepared: Sequence[CheckedTick], number: int) -> Entry | None:
        """The entry that keeps what only the copies of a group know, or None where they know nothing more."""
        fields = Fields()
        for one in prepared:
            fields = fields.joined(one.fields)
        if not fields or not self._rescue:
            return None
        keeper, digest = group_of(prepared[0].tick)  # what only a file chosen by hand knows goes with it
        entry, self._contents[number] = self._preparation.rescue(keeper, digest, fields, number)
        return entry

    def _carried_out(self, jobs: Sequence[_Job]) -> Iterator[Outcome]:
        sidecars = {job.sidecar.id: job.sidecar for job in jobs if job.sidecar}
        entries = sorted([*sidecars.values(), *(job.prepared.entry for job in jobs)], key=lambda entry: entry.id)
        self._catalogue_sync.intend(entries)
        for number, entry in sidecars.items():
            sidecars[number] = self._attempt(entry)
        for job in jobs:
            sidecar = sidecars[job.sidecar.id] if job.sidecar else None
            if self.stopped:
                job.entry = replace(job.entry, state=EntryState.FAILED, note=UNTOUCHED)
            elif sidecar is not None and not self._is_as_good_as_done(sidecar):
                told = f"has metadata that its keeper lacks, and the sidecar {shown(sidecar.path.name)} {sidecar.note}"
                job.entry = replace(job.entry, state=EntryState.FAILED, note=told)
            else:
                job.entry = self._act(job)
        lasting = self._synced([*sidecars.values(), *(job.entry for job in jobs)])
        if lasting:
            for job in jobs:
                job.entry = self._finished(job)
            done = {
                number: replace(entry, state=EntryState.DONE) if self._is_as_good_as_done(entry) else entry
                for number, entry in sidecars.items()
            }
            self._catalogue_sync.conclude([entry for entry in [*done.values(), *(job.entry for job in jobs)]
                                  if entry.state is not EntryState.INTENDED])  # fmt: skip
        for job in jobs:
            result = {EntryState.DONE: ActionResult.DONE, EntryState.FAILED: ActionResult.FAILED}.get(
                job.entry.state, ActionResult.UNFINISHED
            )
            yield self._outcome(job, result, job.entry.note if lasting else _UNSURE)

    def _outcome(self, job: _Job, result: ActionResult, note: str) -> Outcome:
        outcome = _outcome(job.prepared, job.entry, result, note)
        self._pairs.tell(outcome, job.entry)
        return outcome

    def _act(self, job: _Job) -> Entry:
        """Acts on one file; in another way, or under another name, where the first does not do."""
        prepared, entry = job.prepared, job.entry
        for _ in range(_TRIES):
            if not self._is_as_seen(prepared):
                return replace(entry, state=EntryState.FAILED, note="was changed just now")
            if not self._keeper_is_as_seen(prepared):
                return replace(
                    entry, state=EntryState.FAILED, note=f"stays, because its keeper {_named(prepared)} changed"
                )
            tried = self._attempt(entry, prepared)
            self._acted_on.add(prepared.seen.place)
            if self.stopped or tried.state is not EntryState.FAILED or tried.action is Action.RESCUE:
                return tried
            other = self._otherwise(prepared, entry, tried)
            if other is None:
                return tried
            entry = other
            self._catalogue_sync.change([entry])
        return replace(entry, state=EntryState.FAILED, note="every candidate name is taken")

    def _attempt(self, entry: Entry, prepared: CheckedTick | None = None) -> Entry:
        """Performs an entry, or takes back what was begun of it. An entry that is as good as done stays intended."""
        operation = self._operation(entry)
        self._error = None
        try:
            operation.perform(entry)
        except (OSError, ActionError) as error:
            self._error = error
        keeper = _Keeper.STANDS if prepared is None else self._see_keeper(prepared)
        if prepared is not None and keeper is _Keeper.GONE:
            return self._stop(entry, prepared)
        if prepared is not None and keeper is _Keeper.CHANGED and self._error is None:
            self._error = ActionError(f"stays, because its keeper {_named(prepared)} was changed just now")
        return entry if self._error is None else self._settled(entry, back=True, reason=explain(self._error))

    def _see_keeper(self, prepared: CheckedTick) -> _Keeper:
        """Opens and reads a keeper, now that its copy was acted on.

        One of which only the time of change is another was renamed with it, though its path may still be answered for.
        """
        keeper, seen = prepared.tick.keeper, prepared.keeper
        if keeper is None or seen is None:
            return _Keeper.STANDS  # chosen by hand: none was to stay
        if not _keeper_can_be_read(prepared):
            return _Keeper.CHANGED if can_be_opened(keeper) else _Keeper.GONE
        now = seen_now(keeper)
        if now == seen or self._was_linked(prepared):
            return _Keeper.STANDS
        return _Keeper.GONE if is_same_but_for_names(now, seen) else _Keeper.CHANGED

    def _stop(self, entry: Entry, prepared: CheckedTick) -> Entry:
        """Takes back what took a keeper away, and ends the run."""
        settled = self._settled(entry, back=True, reason="")
        copy, keeper = shown(prepared.tick.path), _named(prepared)
        back = settled.state is EntryState.FAILED
        if back and _keeper_can_be_read(prepared):
            told = f"and its keeper {keeper} are one file, reached over two file systems: it was put back"
        else:
            told = f"stays, because its keeper {keeper} could not be read any more once it was acted on"
        note = "; ".join(filter(None, (f"{told}, and the run was stopped", settled.note)))
        self.stopped = f"{copy} {told}, and the run was stopped."
        return replace(settled, note=note) if settled.state is not EntryState.DONE else settled

    def _finished(self, job: _Job) -> Entry:
        entry = job.entry
        if not self._is_as_good_as_done(entry):
            return entry
        keeper = self._see_keeper(job.prepared)
        if keeper is _Keeper.GONE:
            return self._stop(entry, job.prepared)
        if keeper is _Keeper.CHANGED:
            reason = f"stays, because its keeper {_named(job.prepared)} was changed just now"
            return self._settled(entry, back=True, reason=reason)
        try:
            self._operation(entry).finish(entry)
        except (OSError, ActionError) as error:
            return self._settled(entry, back=False, reason=explain(error))
        return replace(entry, state=EntryState.DONE)

    def _settled(self, entry: Entry, *, back: bool, reason: str) -> Entry:
        try:
            settled = self._operation(entry).settle(entry, back=back)
        except (OSError, ActionError) as error:
            _log.info("%s of %r is left for the next start: %r", entry.action, entry.path, error)
            self._unsettled.add(entry.id)
            note = "; ".join(filter(None, (reason, "what was begun is taken back at the next start")))
            return replace(entry, state=EntryState.INTENDED, note=note)
        note = "; ".join(filter(None, (reason if settled.state is not EntryState.DONE else "", settled.note)))
        return replace(entry, state=settled.state, note=note)

    def _otherwise(self, prepared: CheckedTick, entry: Entry, tried: Entry) -> Entry | None:
        """Another way to act on a file that could not be acted on as intended; None where there is none."""
        error = self._error
        if isinstance(error, FileExistsError):
            return self._preparation.renamed(entry) if entry.action not in LINKS else None
        if isinstance(error, OSError) and error.errno == errno.EXDEV and entry.action in _COPYING:
            pieces = tuple(replace(piece, copied=True) for piece in entry.pieces)
            return None if pieces == entry.pieces else replace(entry, pieces=pieces)
        if isinstance(error, OSError) and entry.action is Action.TRASH:
            with suppress(ActionError):
                return self._preparation.in_quarantine(
                    prepared, f"was refused by the trash: it {tried.note}; so it goes to the quarantine"
                )
        return None

    def _is_as_good_as_done(self, entry: Entry) -> bool:
        """Whether an entry was performed, and only waits to be made lasting."""
        return entry.state is EntryState.INTENDED and entry.id not in self._unsettled

    def _keeper_is_as_seen(self, prepared: CheckedTick) -> bool:
        keeper, seen = prepared.tick.keeper, prepared.keeper
        return keeper is None or seen is None or still(keeper, seen) or self._was_linked(prepared)

    def _was_linked(self, prepared: CheckedTick) -> bool:
        """Whether a keeper differs only in how many names it has, which hard links to it change."""
        if prepared.tick.action is not Action.HARDLINK or prepared.keeper is None:
            return False
        return is_same_but_for_names(seen_now(prepared.tick.keeper), prepared.keeper)

    def _is_as_seen(self, prepared: CheckedTick) -> bool:
        """Whether a file is as it was, but for names of it that this run has put away."""
        path, seen = prepared.tick.path, prepared.seen
        return still(path, seen) or (seen.place in self._acted_on and is_same_but_for_names(seen_now(path), seen))

    def _synced(self, entries: Iterable[Entry]) -> bool:
        """Makes a batch last; False where the disk will not say so."""
        folders: dict[Path, None] = {}
        for entry in entries:
            if entry.state is EntryState.INTENDED:
                paths = [entry.path, *(path for piece in entry.pieces for path in (piece.source, piece.destination))]
                folders |= {path.parent: None for path in paths if path is not None}
        try:
            for folder in folders:
                self._filesystem.sync(folder)
        except OSError as error:
            _log.info("folders could not be synced: %r", error)
            return False
        return True

    def _operation(self, entry: Entry) -> Operation:
        return operation_of(entry, self._filesystem, self._contents)


class _Keeper(Enum):
    """How a keeper is found once its copy was acted on."""

    STANDS = auto()
    CHANGED = auto()
    GONE = auto()


class _Job:
    """A prepared file on its way through a batch: its entry as it is now, and the sidecar that has to come first."""

    def __init__(self, prepared: CheckedTick, sidecar: Entry | None) -> None:
        self.prepared = prepared
        self.entry = prepared.entry
        self.sidecar = sidecar


def _refused(tick: Tick, why: str) -> Outcome:
    return Outcome(tick, ActionResult.FAILED, tick.action, note=why)


def _outcome(prepared: CheckedTick, entry: Entry, result: ActionResult, note: str) -> Outcome:
    photo, *others = entry.pieces
    there = (
        photo.destination if entry.action not in LINKS and result in (ActionResult.PLANNED, ActionResult.DONE) else None
    )
    return Outcome(
        prepared.tick, result, entry.action, None if result is ActionResult.PLANNED else entry.id, there,
        tuple(piece.source for piece in others), prepared.differences, note,
        prepared.frees if result in (ActionResult.PLANNED, ActionResult.DONE) else 0,
        tuple(piece.digest for piece in entry.pieces),
    )  # fmt: skip


def _keeper_can_be_read(prepared: CheckedTick) -> bool:
    tick, seen = prepared.tick, prepared.keeper
    if tick.keeper is None or tick.keeper_digest is None or seen is None:
        return False
    return can_be_read(tick.keeper, seen, tick.keeper_digest)


def _named(prepared: CheckedTick) -> str:
    return shown(prepared.tick.keeper or "")
