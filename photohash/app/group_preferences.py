"""The library's groups as the person wants them: kept by their rules and choices, less what they decided just now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photohash.library.actions import KeepRule
from photohash.library.actions.keeper_choice import KeeperChoice
from photohash.library.browse import Browser
from photohash.library.photo import Group, Kind, Member, Relation

File = tuple[Path, bytes]
"""A file by its path and the digest of what is in it: choices do not pass on to other bytes at the same path."""

Pair = tuple[bytes, bytes]
"""Two contents by their digests, the smaller one first; the same one twice speaks of its byte-identical files."""


def pair(one: bytes, other: bytes) -> Pair:
    """Two digests as a pair."""
    return min(one, other), max(one, other)


@dataclass(frozen=True, slots=True)
class GroupPreferences:
    """What the person wants of the groups.

    Attributes:
        rules: which file of a group to keep, in the order in which they count.
        chosen: files chosen by hand to be kept, whatever the rules say.
        decided: pairs that are no duplicates, which the library may not know yet.
    """

    rules: tuple[KeepRule, ...] = ()
    chosen: frozenset[File] = frozenset()
    decided: frozenset[Pair] = frozenset()

    def applied(self, groups: Sequence[Group], browser: Browser) -> list[Group]:
        """The groups with other keepers where that is wanted, under the same ids.

        Members that were never compared with a new keeper stay in the group, as no more than similar.

        Args:
            groups: as the library makes them.
            browser: tells how their photos are related.
        """
        left = [kept for group in groups if (kept := self._undecided(group)) is not None]
        concerned = [group for group in left if self.rules or self._by_hand(group)]
        if not concerned:
            return left
        place = {member.photo.id: group.id for group in concerned for member in group.members}
        relations: dict[int, list[Relation]] = {group.id: [] for group in concerned}
        for found in browser.relations_among(place):
            if place[found.a] == place[found.b]:
                relations[place[found.a]].append(found)
        roots = browser.roots()
        by_rules = KeeperChoice(self.rules, roots)
        wanted = {}
        for group in concerned:
            by_hand = self._by_hand(group)
            # A rule for a folder holds for a single file too.
            choice = (
                by_rules if by_hand is None else KeeperChoice([KeepRule(f"in:{by_hand.path}", by_hand.path)], roots)
            )
            wanted[group.id] = _rechosen(choice, group, relations[group.id], chosen=by_hand is not None)
        return [wanted.get(group.id, group) for group in left]

    def _by_hand(self, group: Group) -> Member | None:
        if not self.chosen:
            return None
        return next((member for member in group.members if (member.path, member.photo.digest) in self.chosen), None)

    def _undecided(self, group: Group) -> Group | None:
        """The group without members that are no duplicates of its keeper; None when that leaves nothing to compare."""
        if not self.decided:
            return group
        keeper = group.keeper.photo.digest
        members = tuple(
            member for member in group.members if member.keeper or pair(keeper, member.photo.digest) not in self.decided
        )
        return replace(group, members=members) if len(members) > 1 else None


def _rechosen(choice: KeeperChoice, group: Group, relations: Sequence[Relation], *, chosen: bool) -> Group:
    made = choice.rechosen(group, relations, at_any_price=chosen)
    keeper, *others = made.group.members
    if chosen:
        keeper = replace(keeper, reason="was chosen by you")
    others += [
        replace(member, keeper=False, kind=Kind.SIMILAR, distance=None, score=None,
                reason="was not compared with the one to keep")
        for member in made.strangers
    ]  # fmt: skip
    return Group(group.id, (keeper, *others))
