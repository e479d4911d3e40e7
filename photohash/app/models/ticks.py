"""Which photos are ticked: by what is safe, changed by hand, and never so that a group loses its last good copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photohash.app.models.groups import GroupRow
from photohash.app.models.total import Total
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.group_preferences import File
from photohash.library.photo import SAFE_COPIES, Group, Member


@dataclass(frozen=True, slots=True)
class TickStep:
    """Ticks that were changed by hand at once.

    Attributes:
        before: of each file, whether it had been ticked (True) or unticked (False) by hand, or neither (None).
        after: the same after it.
        changes: files that are ticked now and were not, or the other way round.
        groups: ids of the groups they are in.
    """

    before: Mapping[File, bool | None]
    after: Mapping[File, bool | None]
    changes: int
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TickState:
    """The ticks of one moment, to be looked at in another thread.

    Attributes:
        by_hand: the ticked files of groups that were changed by hand; of others those that are safe are ticked.
        outside: see ``Ticks.outside``.
        problems: why files could not be acted on the last time.
    """

    by_hand: Mapping[int, frozenset[Path]]
    outside: frozenset[Path]
    problems: Mapping[File, str]

    def wanted(self, row: GroupRow) -> frozenset[Path]:
        """The files of a group that are ticked, or would be had nobody changed them; without those with a problem."""
        ticked = self.by_hand.get(row.id, row.safe)
        if self.outside:
            ticked |= self.outside.intersection(member.path for member in row.group.members)
        if not self.problems:
            return ticked
        return ticked - {one.path for one in row.group.members if (one.path, one.photo.digest) in self.problems}


class Ticks(QObject):
    """The ticks of every group.

    Ticked without the person are only copies that are safe to part with. What the person ticks or unticks counts
    instead, for that file with these bytes.

    Signals:
        changed: some tick is other than it was.
        stepped(TickStep): the person changed ticks.
    """

    changed = Signal()
    stepped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, GroupRow] = {}
        self._marks: dict[File, bool] = {}
        self._by_hand: dict[int, frozenset[Path]] = {}
        self._totals: dict[int, Total] = {}
        self._problems: Mapping[File, str] = {}
        self._outside: frozenset[Path] = frozenset()

    @property
    def outside(self) -> frozenset[Path]:
        """Files that were changed outside photohash, and that the library may not know of yet: none is ticked."""
        return self._outside

    def set_outside(self, paths: Collection[Path]) -> None:
        """Tells which files were changed outside photohash; those of before count again."""
        paths = frozenset(paths)
        if paths != self._outside:
            self._outside, before = paths, self._outside
            self._work_out(before | paths)
            self.changed.emit()

    def show(self, rows: Collection[GroupRow], problems: Mapping[File, str]) -> None:
        """Takes in the groups there are now.

        Args:
            rows: all groups.
            problems: why files could not be acted on the last time; they are ticked still.
        """
        self._rows = {row.id: row for row in rows}
        for file in problems.keys() - self._problems.keys():
            self._marks.setdefault(file, True)
        self._problems = problems
        self._totals.clear()
        marked = {path for path, _ in self._marks} | self._outside
        self._by_hand = {
            row.id: self._worked_out(row)
            for row in rows
            if marked and not marked.isdisjoint(member.path for member in row.group.members)
        }
        self.changed.emit()

    def ticked(self, group: Group) -> frozenset[Path]:
        """The ticked files of a group."""
        row = self._rows.get(group.id)
        if row is None:
            return frozenset()
        return self._by_hand.get(group.id, row.safe)

    def state(self) -> TickState:
        """The ticks as they are now."""
        return TickState(dict(self._by_hand), self._outside, self._problems)

    def rows_of(self, groups: Iterable[int]) -> list[GroupRow]:
        """The rows of those of some groups that there are."""
        return [self._rows[number] for number in groups if number in self._rows]

    def problem(self, member: Member) -> str:
        """Why a file could not be acted on the last time, as a clause that reads well after its name, or ""."""
        return self._problems.get((member.path, member.photo.digest), "")

    def is_protected(self, group: Group, member: Member) -> bool:
        """Whether a file lies in a protected folder."""
        row = self._rows.get(group.id)
        return row is not None and member.path in row.protected

    def stays(self, group: Group) -> Member:
        """The file that stays for the others: the one to keep, or where that is ticked the first that is not."""
        ticked = self.ticked(group)
        return next((member for member in group.members if member.path not in ticked), group.keeper)

    def obstacle(self, group: Group, member: Member) -> str:
        """Why a file cannot be ticked, as a sentence, or "" where it can."""
        if self.is_protected(group, member):
            return tr("{name} is in a protected folder, in which nothing is changed.").format(
                name=shown(member.path.name)
            )
        if member.shares is not None:
            return tr("{name} shares its space on disk with {other}. Nothing would be freed.").format(
                name=shown(member.path.name), other=shown(member.shares.name)
            )
        if member.path in self._outside:
            return tr("{name} was changed outside photohash.").format(name=shown(member.path.name))
        if leaves_none(group, self.ticked(group) | {member.path}):
            return tr("{name} is the last good copy. Untick another one first, or choose another one to keep.").format(
                name=shown(member.path.name)
            )
        return ""

    def toggle(self, group: Group, member: Member) -> str:
        """Ticks a file, or takes its tick away; answers with what stands against it, as ``obstacle`` does."""
        ticked = member.path not in self.ticked(group)
        obstacle = self.obstacle(group, member) if ticked else ""
        if not obstacle:
            self.put([(group, {member.path: ticked})])
        return obstacle

    def put(self, wanted: Iterable[tuple[Group, Mapping[Path, bool]]]) -> TickStep:
        """Ticks and unticks files of any number of groups at once.

        What cannot go stays unticked: files in protected folders, those whose space would not be free, and of each
        group the last good copy.

        Args:
            wanted: by group, whether files of it are to be ticked; of files not named nothing changes.
        """
        before: dict[File, bool | None] = {}
        changes, wanted = 0, list(wanted)
        for group, marks in wanted:
            row = self._rows.get(group.id)
            if row is None:
                continue
            had = self.ticked(group)
            self._by_hand[group.id] = now = self._worked_out(row, marks)
            self._totals.pop(group.id, None)
            for member in row.group.members:
                if member.path in marks:
                    file = member.path, member.photo.digest
                    before.setdefault(file, self._marks.get(file))
                    # What did not come true is not to come true by itself when another tick goes.
                    self._marks[file] = member.path in now
            changes += len(had ^ now)
        return self._stepped(before, changes, [group for group, _ in wanted])

    def clear(self, groups: Iterable[Group]) -> TickStep:
        """Takes every tick of some groups away."""
        before: dict[File, bool | None] = {}
        changes, groups = 0, list(groups)
        for group in groups:
            row = self._rows.get(group.id)
            if row is None:
                continue
            changes += len(self.ticked(group))
            for member in row.group.members:
                file = member.path, member.photo.digest
                before.setdefault(file, self._marks.get(file))
                self._marks[file] = False
            self._by_hand[group.id] = frozenset()
            self._totals[group.id] = Total()
        return self._stepped(before, changes, groups)

    def reset(self, groups: Iterable[Group]) -> TickStep:
        """Forgets what was changed by hand in some groups: ticked are the safe copies."""
        before: dict[File, bool | None] = {}
        changes, groups = 0, list(groups)
        for group in groups:
            had = self.ticked(group)
            for member in group.members:
                file = member.path, member.photo.digest
                if file in self._marks:
                    before[file] = self._marks.pop(file)
            self._by_hand.pop(group.id, None)
            changes += len(had ^ self.ticked(group))
        return self._stepped(before, changes, groups)

    def restore(self, marks: Mapping[File, bool | None]) -> None:
        """Puts ticks back as they were; files that are gone since are passed over."""
        for file, mark in marks.items():
            if mark is None:
                self._marks.pop(file, None)
            else:
                self._marks[file] = mark
        self._work_out({path for path, _ in marks})
        self.changed.emit()

    def _work_out(self, paths: Collection[Path]) -> None:
        """Works out the ticks of the groups anew that hold one of some files."""
        paths = frozenset(paths)
        for row in self._rows.values():
            if not paths.isdisjoint(member.path for member in row.group.members):
                self._by_hand[row.id] = self._worked_out(row)
                self._totals.pop(row.id, None)

    def _stepped(self, before: Mapping[File, bool | None], changes: int, groups: Iterable[Group]) -> TickStep:
        after = {file: self._marks.get(file) for file in before}
        step = TickStep(before, after, changes, frozenset(group.id for group in groups))
        if changes:
            self.stepped.emit(step)
        self.changed.emit()
        return step

    def total(self, rows: Iterable[GroupRow]) -> Total:
        """What the ticked files of some groups amount to."""
        totals = []
        for row in rows:
            by_hand = self._by_hand.get(row.id)
            if by_hand is None:
                totals.append(row.safe_total)
                continue
            total = self._totals.get(row.id)
            if total is None:
                total = self._totals[row.id] = Total.of(row.group, by_hand)
            totals.append(total)
        return Total.sum(totals)

    def _worked_out(self, row: GroupRow, wanted: Mapping[Path, bool] | None = None) -> frozenset[Path]:
        """The ticked files of a group by what is wanted of some now, and by what was marked of the others."""
        ticked, wanted = set(), wanted or {}
        for member in row.group.members:
            mark = wanted.get(member.path)
            if mark is None:
                mark = self._marks.get((member.path, member.photo.digest), member.path in row.safe)
            if mark and member.shares is None and member.path not in row.protected and member.path not in self._outside:
                ticked.add(member.path)
        if leaves_none(row.group, ticked):
            ticked.discard(row.group.keeper.path)
        return frozenset(ticked)


def leaves_none(group: Group, ticked: Collection[Path]) -> bool:
    """Whether no good copy would stay: the keeper, or one that is as good as it."""
    return not any(
        member.path not in ticked and (member.keeper or (member.kind in SAFE_COPIES and member.shares is None))
        for member in group.members
    )
