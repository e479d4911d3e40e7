"""The user's own order of reasons to keep one file of a group rather than another.

The words are those of :data:`photohash.library.groups.RULES`, with hyphens, and a few that are about files and not
about contents. The rules named count first, in their order; what they leave open is decided as ``photohash groups``
does, so nothing is ever left to chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photohash.core.errors import ActionError, UsageError
from photohash.core.paths import shown
from photohash.library import groups
from photohash.library.actions.companions import Neighbourhood
from photohash.library.actions.protection import Protection
from photohash.library.photo import COPIES, Group, Kind, Member, Photo, Relation
from photohash.library.store import Root

_PHOTO_RULES = {rule.name.replace(" ", "-"): rule for rule in groups.RULES}
_IN = "in:"

FILE_RULES: Mapping[str, str] = {
    "newest": "is the newest file",
    "pair": "has its raw file or Live Photo video beside it",
    "protected": "is in a protected folder",
    "shortest-path": "has the shortest path",
    f"{_IN}FOLDER": "is in the folder named",
}
"""Rules about files rather than contents, with what they say of a kept one."""


def names() -> list[str]:
    """Every word that may be named, as it is written."""
    return [*_PHOTO_RULES, *FILE_RULES]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the user named it.

    Attributes:
        name: the word; for a folder ``in:`` and its path.
        folder: of ``in:``, absolute.
    """

    name: str
    folder: Path | None = None


def named(words: Iterable[str]) -> list[Rule]:
    """The rules that words stand for.

    Raises:
        UsageError: a word is no rule; the message lists those there are.
    """
    rules = []
    for word in words:
        if word.startswith(_IN) and len(word) > len(_IN):
            rules.append(Rule(word, Path(word.removeprefix(_IN)).expanduser().absolute()))
        elif word in _PHOTO_RULES or (word in FILE_RULES and not word.startswith(_IN)):
            rules.append(Rule(word))
        else:
            raise UsageError(f"There is no rule {word!r} to keep photos by. The rules are: {', '.join(names())}.")
    return rules


class Choice:
    """Chooses keepers by rules.

    Args:
        rules: in the order in which they count.
        roots: the library's folders.
    """

    def __init__(self, rules: Sequence[Rule], roots: Sequence[Root]) -> None:
        self._rules = rules
        self._protection = Protection.of(roots)
        self._neighbourhood = Neighbourhood()

    def rekept(self, group: Group, relations: Sequence[Relation]) -> tuple[Group, list[Member]]:
        """The same group with the keeper that the rules choose.

        Args:
            group: as ``groups`` made it.
            relations: every verified pair of its photos.

        Returns:
            the group, and members that were never verified against the new keeper: they are not its copies.
        """
        photos = {member.photo.id: member.photo for member in group.members}
        ranks = groups.ranks(photos, relations, [rule.name for rule in _PHOTO_RULES.values()])
        keeper = min(group.members, key=lambda member: self._order(member, ranks[member.photo.id]))
        if keeper is group.keeper:
            return group, []
        to_keeper = {
            (found.b if found.a == keeper.photo.id else found.a): found
            for found in relations
            if keeper.photo.id in (found.a, found.b) and found.kind in COPIES
        }
        kept = replace(
            keeper, keeper=True, kind=None, distance=None, score=None, reason=self._reason(keeper, group, ranks)
        )
        members, strangers = [kept], []
        for member in group.members:
            if member is keeper:
                continue
            relation = to_keeper.get(member.photo.id)
            if member.photo.id == keeper.photo.id:
                members.append(
                    replace(member, keeper=False, kind=Kind.IDENTICAL, distance=0, score=1.0, reason="the same bytes")
                )
            elif relation is None:
                strangers.append(member)
            else:
                reason = groups.difference(relation, keeper.photo, member.photo)
                members.append(
                    replace(
                        member, keeper=False, kind=relation.kind, distance=None, score=relation.score, reason=reason
                    )
                )
        return Group(keeper.photo.id, tuple(members)), strangers

    def _order(self, member: Member, ranks: Mapping[str, Any]) -> tuple[Any, ...]:
        return *(self._rank(rule, member, ranks) for rule in self._rules), not member.keeper, *_default(member, ranks)

    def _rank(self, rule: Rule, member: Member, ranks: Mapping[str, Any]) -> Any:
        if rule.name == "oldest":
            return _mtime(member)
        if rule.name in _PHOTO_RULES:
            return ranks[_PHOTO_RULES[rule.name].name]
        file_ranks: Mapping[str, Callable[[], Any]] = {
            "newest": lambda: -_mtime(member),
            "pair": lambda: not self._has_partner(member.path),
            "protected": lambda: not self._protection.reason(member.path),
            "shortest-path": lambda: (len(member.path.parts), len(str(member.path))),
        }
        if rule.folder is not None:
            return not member.path.is_relative_to(rule.folder)
        return file_ranks[rule.name]()

    def _has_partner(self, path: Path) -> bool:
        try:
            return bool(self._neighbourhood.companions(path).partners)
        except ActionError:
            return False

    def _reason(self, keeper: Member, group: Group, ranks: Mapping[int, Mapping[str, Any]]) -> str:
        """The first rule by which the keeper beats the one that would have been kept, in words."""
        other = group.keeper
        for rule in self._rules:
            if self._rank(rule, keeper, ranks[keeper.photo.id]) != self._rank(rule, other, ranks[other.photo.id]):
                if rule.folder is not None:
                    return f"is in {shown(rule.folder)}"
                if rule.name in FILE_RULES:
                    return FILE_RULES[rule.name]
                return _PHOTO_RULES[rule.name].reason(keeper.photo, other.photo)
        return "comes first"


def _default(member: Member, ranks: Mapping[str, Any]) -> tuple[Any, ...]:
    return *(ranks[rule.name] for rule in groups.RULES), _mtime(member), bytes(member.path)


def _mtime(member: Member) -> int:
    return next((file.mtime_ns for file in member.photo.files if file.path == member.path), 0)


def fewer_pixels(keeper: Photo, other: Photo) -> bool:
    """Whether a keeper shows less than a file that is to go."""
    return keeper.width * keeper.height < other.width * other.height
