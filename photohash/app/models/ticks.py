"""Which photos are ticked: by what is safe, changed by hand, and never so that a group loses its last good copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photohash.app.models.groups import GroupRow
from photohash.app.models.total import Total
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.group_preferences import File
from photohash.library.photo import SAFE_COPIES, Group, Member


class Ticks(QObject):
    """The ticks of every group.

    Ticked without the person are only copies that are safe to part with. What the person ticks or unticks counts
    instead, for that file with these bytes.

    Signals:
        changed: some tick is other than it was.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, GroupRow] = {}
        self._marks: dict[File, bool] = {}
        self._by_hand: dict[int, frozenset[Path]] = {}
        self._problems: Mapping[File, str] = {}

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
        marked = {path for path, _ in self._marks}
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

    def problem(self, member: Member) -> str:
        """Why a file could not be acted on the last time, as a clause that reads well after its name, or ""."""
        return self._problems.get((member.path, member.photo.digest), "")

    def is_protected(self, group: Group, member: Member) -> bool:
        """Whether a file lies in a protected folder."""
        row = self._rows.get(group.id)
        return row is not None and member.path in row.protected

    def obstacle(self, group: Group, member: Member) -> str:
        """Why a file cannot be ticked, as a sentence, or "" where it can."""
        if self.is_protected(group, member):
            return tr("{name} is in a protected folder, in which nothing is changed.").format(
                name=shown(member.path.name)
            )
        if _leaves_none(group, self.ticked(group) | {member.path}):
            return tr("{name} is the last good copy. Untick another one first, or choose another one to keep.").format(
                name=shown(member.path.name)
            )
        return ""

    def toggle(self, group: Group, member: Member) -> str:
        """Ticks a file, or takes its tick away; answers with what stands against it, as ``obstacle`` does."""
        ticked = member.path not in self.ticked(group)
        obstacle = self.obstacle(group, member) if ticked else ""
        if not obstacle:
            self._mark(group.id, {(member.path, member.photo.digest): ticked})
        return obstacle

    def clear(self, groups: Iterable[Group]) -> None:
        """Takes every tick of some groups away."""
        for group in groups:
            self._mark(group.id, {(member.path, member.photo.digest): False for member in group.members}, quietly=True)
        self.changed.emit()

    def reset(self, groups: Iterable[Group]) -> None:
        """Forgets what was changed by hand in some groups: ticked are the safe copies."""
        for group in groups:
            for member in group.members:
                self._marks.pop((member.path, member.photo.digest), None)
            self._by_hand.pop(group.id, None)
        self.changed.emit()

    def total(self, rows: Iterable[GroupRow]) -> Total:
        """What the ticked files of some groups amount to."""
        totals = []
        for row in rows:
            by_hand = self._by_hand.get(row.id)
            totals.append(row.safe_total if by_hand is None else Total.of(row.group, by_hand))
        return Total.sum(totals)

    def _mark(self, group_id: int, marks: Mapping[File, bool], *, quietly: bool = False) -> None:
        self._marks.update(marks)
        row = self._rows.get(group_id)
        if row is not None:
            self._by_hand[group_id] = self._worked_out(row)
        if not quietly:
            self.changed.emit()

    def _worked_out(self, row: GroupRow) -> frozenset[Path]:
        ticked = set()
        for member in row.group.members:
            wanted = self._marks.get((member.path, member.photo.digest), member.path in row.safe)
            if wanted and member.path not in row.protected:
                ticked.add(member.path)
        if _leaves_none(row.group, ticked):
            ticked.discard(row.group.keeper.path)
        return frozenset(ticked)


def _leaves_none(group: Group, ticked: Collection[Path]) -> bool:
    """Whether no good copy would stay: the keeper, or one that is as good as it."""
    return not any(
        member.path not in ticked and (member.keeper or member.kind in SAFE_COPIES) for member in group.members
    )
