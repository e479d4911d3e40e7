"""Acting on a library's files: plan, act, undo, and what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from photohash.core.closing import Closing
from photohash.core.errors import UsageError
from photohash.core.paths import shown
from photohash.core.task import Task
from photohash.library.actions.execution import ActionRun
from photohash.library.actions.filesystem import FileSystem
from photohash.library.actions.outcomes import ActionPlan, Outcome, Undone
from photohash.library.actions.planning import ChosenPhoto, Target, plan_by_hand, plan_by_ticks, plan_safe
from photohash.library.actions.undo import Undoing
from photohash.library.photo import Group
from photohash.library.store import Catalogue, Decision, DecisionVerdict, Entry, EntryState


class FileActions(Closing):
    """The one place that changes photos' files. One thread opens the catalogue and uses this.

    Use it as a context: it closes the catalogue, which lets the next writer in. Call ``recover`` first: it finishes or
    takes back what an earlier start left unfinished.

    Args:
        catalogue: opened for writing.
        filesystem: the steps by which files are changed.

    Attributes:
        stopped: why the last ``act`` ended before all of its plan, as a sentence; "" where it did not.
    """

    def __init__(self, catalogue: Catalogue, filesystem: FileSystem | None = None) -> None:
        self._catalogue = catalogue
        self._filesystem = filesystem or FileSystem()
        self._roots = catalogue.roots().all()
        self.stopped = ""

    def close(self) -> None:
        """Closes the catalogue."""
        self._catalogue.close()

    def recover(self) -> list[Undone]:
        """Settles what an earlier start left unfinished: finished or taken back, by looking at the disk."""
        return list(Undoing(self._catalogue, self._filesystem, self._roots).settle())

    def plan(self, groups: Iterable[Group], target: Target, losses: Iterable[str] = ()) -> ActionPlan:
        """Plans all that is safe, and saves the plan in place of the one before.

        Args:
            groups: groups of copies, kept as the user wants; read after ``recover``, which may change them.
            target: what is to be done.
            losses: sentences on files that the user's rules would have kept, had they held all that their keepers do.

        Raises:
            UsageError: the target cannot be used.
        """
        return self._saved(plan_safe(groups, target, self._roots, losses))

    def plan_ticked(
        self, groups: Iterable[Group], ticked: Mapping[int, Collection[Path]], target: Target
    ) -> ActionPlan:
        """Plans what the user ticked, and saves the plan in place of the one before.

        Args:
            groups: groups of copies.
            ticked: files by the id of their group; any kind of copy, but not all files of a group.
            target: what is to be done.

        Raises:
            UsageError: the target cannot be used.
        """
        return self._saved(plan_by_ticks(groups, ticked, target, self._roots))

    def plan_chosen(
        self,
        groups: Iterable[Group],
        ticked: Mapping[int, Collection[Path]],
        photos: Iterable[ChosenPhoto],
        target: Target,
    ) -> ActionPlan:
        """Plans what the user chose photo by photo, and saves what of it has a copy that stays; the rest is not saved.

        Args:
            groups: groups of copies.
            ticked: files by the id of their group, of which a copy stays.
            photos: those of which no copy stays.
            target: what is to be done.

        Raises:
            UsageError: the target cannot be used.
        """
        return self._saved(plan_by_hand(groups, ticked, photos, target, self._roots))

    def act(
        self,
        plan: ActionPlan,
        *,
        dry_run: bool,
        rescue: bool = True,
        confirmed: Collection[bytes] = (),
        task: Task | None = None,
    ) -> Iterator[Outcome]:
        """Carries out a plan, or only checks everything that carrying it out would check.

        Args:
            plan: what to do.
            dry_run: whether to stop before the first thing that would be written.
            rescue: whether what only a copy knows is written into a sidecar of its keeper.
            confirmed: the contents to whose going without a copy the user said yes, as ``Outcome.contents`` of a dry
                run tells them. Without it no file goes of which no copy stays.
            task: shows progress, pauses and cancels.

        Yields:
            what became of each file.

        Raises:
            Cancelled: the task was cancelled; what is done is done and can be undone.
            LibraryError: the catalogue cannot be written.
        """
        run = ActionRun(
            self._catalogue, self._filesystem, self._roots, plan.ticks, dry=dry_run, rescue=rescue, confirmed=confirmed
        )
        self.stopped = ""
        for outcome in run.outcomes(task or Task()):
            self.stopped = run.stopped
            yield outcome

    def undo(self, number: int | None = None, *, whole_run: bool = False, task: Task | None = None) -> Iterator[Undone]:
        """Takes back one entry of the journal, a whole run, or without a number the last run.

        Args:
            number: of the entry, or of the run's first one.
            whole_run: whether the number is that of a run.
            task: shows progress, pauses and cancels.

        Yields:
            what became of each entry.

        Raises:
            UsageError: there is no such entry, or nothing of it is left to take back.
        """
        yield from Undoing(self._catalogue, self._filesystem, self._roots).undo(
            self._to_undo(number, whole_run), task or Task()
        )

    def history(self, limit: int = 100, before: int | None = None) -> list[Entry]:
        """The newest entries of the journal, newest first."""
        return self._catalogue.journal().newest(limit, before)

    def decide(self, digests: Sequence[bytes], verdict: DecisionVerdict | None) -> list[tuple[bytes, bytes]]:
        """Records what the user says of photos, for every two of them; without a verdict, forgets what was said.

        Args:
            digests: of the contents; the same one twice speaks of its byte-identical files.
            verdict: what they are to one another.

        Returns:
            the pairs decided.
        """
        pairs = [(one, other) for place, one in enumerate(digests) for other in digests[place + 1 :]]
        self.decide_pairs(pairs, verdict)
        return pairs

    def decide_pairs(self, pairs: Iterable[tuple[bytes, bytes]], verdict: DecisionVerdict | None) -> None:
        """Records what the user says of pairs of photos, all or none; without a verdict, forgets what was said."""
        decisions = self._catalogue.decisions()
        with self._catalogue.transaction():
            for one, other in pairs:
                if verdict is None:
                    decisions.drop(one, other)
                else:
                    decisions.put(one, other, verdict)

    def choose_keepers(self, choices: Mapping[tuple[Path, bytes], bool]) -> None:
        """Remembers which files the user wants to be kept whatever the rules say.

        Those of files that are gone are forgotten.

        Args:
            choices: files by path and digest: chosen, or no longer.
        """
        chosen = self._catalogue.chosen_keepers()
        with self._catalogue.transaction():
            for (path, digest), is_chosen in choices.items():
                if is_chosen:
                    chosen.put(path, digest)
                else:
                    chosen.drop(path)
            chosen.prune()

    def decisions(self) -> list[Decision]:
        """Everything that was decided."""
        return self._catalogue.decisions().all()

    def _saved(self, plan: ActionPlan) -> ActionPlan:
        with self._catalogue.transaction():
            self._catalogue.ticks().save(plan.ticks)
        return plan

    def _to_undo(self, number: int | None, whole_run: bool) -> list[Entry]:
        journal = self._catalogue.journal()
        if number is not None and not whole_run:
            entry = journal.entry(number)
            if entry is None:
                raise UsageError(f"There is no entry {number} in the journal. See it with: photohash history")
            if entry.state is not EntryState.DONE:
                raise UsageError(
                    f"There is nothing to take back of entry {number} ({shown(entry.path)}): it is {entry.state}."
                )
            return [entry]
        run = journal.last_run(EntryState.DONE) if number is None else number
        entries = [entry for entry in journal.run(run) if entry.state is EntryState.DONE] if run is not None else []
        if not entries:
            raise UsageError("There is nothing to take back. See what was done with: photohash history")
        return entries
