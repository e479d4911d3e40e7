"""Which groups there are: the one answer that the window and the command line both give.

The library's groups are found by what the photos are. Which file of a group is kept is the person's choice: by rules,
or by hand for a single file. A choice never makes a photo go that its keeper does not hold all of: both stay then.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from photohash.core.errors import UsageError
from photohash.library.actions import KeepRule, Protection, rules_in
from photohash.library.actions.keeper_choice import KeeperChoice, RechosenGroup
from photohash.library.browse import Browser, Radius, Root
from photohash.library.groups.shared_space import without_shared
from photohash.library.photo import COPIES, Group, Kind, Member, Relation

log = logging.getLogger(__name__)

File = tuple[Path, bytes]
"""A file by its path and the digest of what is in it: choices do not pass on to other bytes at the same path."""

Pair = tuple[bytes, bytes]
"""Two contents by their digests, the smaller one first; the same one twice speaks of its byte-identical files."""

CHOSEN = "was chosen by you"
"""Why a file that was chosen by hand is kept."""

_ALSO_CHOSEN = "the place that you gave it"


def pair(one: bytes, other: bytes) -> Pair:
    """Two digests as a pair."""
    return min(one, other), max(one, other)


@dataclass(frozen=True, slots=True)
class GroupPreferences:
    """What the person wants of the groups.

    Attributes:
        rules: which file of a group to keep, in the order in which they count.
        remembered: whether the files count that the library remembers as chosen by hand; they are kept whatever the
            rules say.
        chosen: files chosen by hand (True) or no longer (False), which the library may not know yet.
        decided: pairs that are no duplicates, which the library may not know yet.
    """

    rules: tuple[KeepRule, ...] = ()
    remembered: bool = True
    chosen: Mapping[File, bool] = field(default_factory=dict)
    decided: frozenset[Pair] = frozenset()

    @classmethod
    def saved(cls, settings: Mapping[str, object]) -> Self:
        """What a library's settings say; rules that there are not are left out, as any setting that does not hold."""
        try:
            return cls(tuple(rules_in(str(settings["keep"]))))
        except UsageError as error:
            log.warning("the setting of which photo is kept does not hold (%s); the best picture is kept", error)
            return cls()


@dataclass(frozen=True, slots=True)
class GroupsShown:
    """The groups as the person wants them.

    Attributes:
        groups: the keeper of each first, under the ids of the library's own groups. Members that were never compared
            with a keeper chosen by the person are no more than similar.
        losses: sentences, one for each file that the rules would have kept, had it held all that its keeper does.
        decided: ids of the groups in which the rules alone choose the file that is kept.
    """

    groups: list[Group]
    losses: tuple[str, ...] = ()
    decided: frozenset[int] = frozenset()


def groups_to_show(
    browser: Browser, preferences: GroupPreferences, radius: Radius | None, kinds: Collection[Kind] = COPIES
) -> GroupsShown:
    """The groups there are, kept as the person wants.

    Args:
        browser: of the library.
        preferences: what the person wants.
        radius: leaves out pairs whose codes are farther apart than this; None for no limit.
        kinds: what counts as a copy.
    """
    found = browser.groups(kinds=kinds, radius=radius)
    left = [kept for group in found if (kept := _undecided(group, preferences.decided)) is not None]
    chosen = _chosen(browser, preferences)
    concerned = {group.id: group for group in left if _may_be_rechosen(group, preferences.rules, chosen)}
    if not concerned:
        return GroupsShown(_unshared(left, browser))
    relations = _relations(concerned.values(), browser)
    distances = browser.distances((found.a, found.b) for pairs in relations.values() for found in pairs)
    roots = browser.roots()
    by_rules = KeeperChoice(preferences.rules, roots)
    made: dict[int, Group] = {}
    losses: list[str] = []
    decided: set[int] = set()
    for group in concerned.values():
        by_hand = _by_hand(group, chosen)
        choice = _of_file(by_hand[0].path, roots) if by_hand else by_rules
        rechosen = choice.rechosen(group, relations[group.id], distances, at_any_price=bool(by_hand))
        made[group.id] = _shown(rechosen, group.id, by_hand)
        losses += rechosen.losses
        if rechosen.decided and not by_hand:
            decided.add(group.id)
    wanted = _unshared([made.get(group.id, group) for group in left], browser)
    return GroupsShown(wanted, tuple(losses), frozenset(decided & {group.id for group in wanted}))


def _unshared(groups: Sequence[Group], browser: Browser) -> list[Group]:
    """The groups without those in which no file takes space of its own beside the one that stays.

    What is protected is marked in those that are left.
    """
    clones, protection = browser.clones(), Protection.of(browser.roots())
    return [protection.mark(kept) for group in groups if (kept := without_shared(group, clones)) is not None]


def _of_file(path: Path, roots: Sequence[Root]) -> KeeperChoice:
    """The choice of one file: a rule for a folder holds for it too."""
    return KeeperChoice([KeepRule(f"in:{path}", path)], roots)


def _chosen(browser: Browser, preferences: GroupPreferences) -> frozenset[File]:
    """All files that are chosen by hand now."""
    known = browser.chosen_keepers() if preferences.remembered else frozenset()
    added = {file for file, is_chosen in preferences.chosen.items() if is_chosen}
    return (known - preferences.chosen.keys()) | added


def _may_be_rechosen(group: Group, rules: Sequence[KeepRule], chosen: Collection[File]) -> bool:
    """Whether the person has a say in a group. Pairs of a camera, such as a raw file and its JPEG, are no copies."""
    if not (rules or _by_hand(group, chosen)):
        return False
    return all(member.keeper or member.kind in COPIES for member in group.members)


def _by_hand(group: Group, chosen: Collection[File]) -> list[Member]:
    """The members that were chosen by hand: several where groups have grown together since."""
    return [member for member in group.members if (member.path, member.photo.digest) in chosen] if chosen else []


def _relations(groups: Collection[Group], browser: Browser) -> dict[int, list[Relation]]:
    """Every verified pair within each group, by the group's id."""
    place = {member.photo.id: group.id for group in groups for member in group.members}
    relations: dict[int, list[Relation]] = {group.id: [] for group in groups}
    for found in browser.relations_among(place):
        if place[found.a] == place[found.b]:
            relations[place[found.a]].append(found)
    return relations


def _undecided(group: Group, decided: Collection[Pair]) -> Group | None:
    """The group without members that are no duplicates of its keeper; None when that leaves nothing to compare."""
    if not decided:
        return group
    keeper = group.keeper.photo.digest
    members = tuple(
        member for member in group.members if member.keeper or pair(keeper, member.photo.digest) not in decided
    )
    return replace(group, members=members) if len(members) > 1 else None


def _shown(made: RechosenGroup, number: int, by_hand: Sequence[Member]) -> Group:
    keeper, *others = made.group.members
    if by_hand:
        keeper = replace(keeper, reason=CHOSEN)
        also = {member.path for member in by_hand}
        others = [
            replace(member, beyond=(*member.beyond, _ALSO_CHOSEN)) if member.path in also else member
            for member in others
        ]
    others += [
        replace(member, keeper=False, kind=Kind.SIMILAR, distance=None, score=None,
                reason="was not compared with the one to keep")
        for member in made.strangers
    ]  # fmt: skip
    return Group(number, (keeper, *others))
