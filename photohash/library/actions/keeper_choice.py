"""The user's own order of reasons to keep one file of a group rather than another.

The words are those of :data:`photohash.library.groups.RULES`, with hyphens, and a few that are about files and not
about contents. The rules named count first, in their order; what they leave open is decided as ``photohash groups``
does, so nothing is ever left to chance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photohash.core.errors import ActionError, UsageError
from photohash.core.paths import shown
from photohash.core.translation import Words
from photohash.library import groups
from photohash.library.actions.companions import Neighbourhood
from photohash.library.actions.protection import Protection
from photohash.library.photo import COPIES, SAFE_COPIES, Group, Member, Photo, Relation
from photohash.library.store import Root

_PHOTO_RULES = {rule.name.replace(" ", "-"): rule for rule in groups.CRITERIA}
_IN = "in:"
_WANTED = "the place that your rules give it"

FILE_RULES: Mapping[str, str] = {
    "newest": "is the newest file",
    "pair": "has its raw file or Live Photo video beside it",
    "protected": "is in a protected folder",
    "shortest-path": "has the shortest path",
    f"{_IN}FOLDER": "is in the folder named",
}
"""Rules about files rather than contents, with what they say of a kept one."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule as people read it.

    Attributes:
        title: in a list.
        meaning: one sentence on which file it keeps.
    """

    title: Words
    meaning: Words


RULE_WORDS: Mapping[str, RuleWords] = {
    "sound": RuleWords("Undamaged file", "A sound file, rather than a damaged one."),
    "unaltered": RuleWords("Unaltered", "The picture that was not cropped, framed, written on or made grey."),
    "unturned": RuleWords("Not turned", "The picture that was not turned or mirrored from another one."),
    "fullest": RuleWords("Most complete", "A file that holds all that another one does, and more."),
    "true-size": RuleWords("Not enlarged", "The picture at its own size, rather than one that was enlarged."),
    "most-pixels": RuleWords("Most pixels", "The largest picture, even where it was altered."),
    "unedited": RuleWords("Like most others", "The picture that looks like most of the others."),
    "more-than-can-be-seen": RuleWords("Pages, depth, transparency", "A file with pages, depth or transparency."),
    "moving": RuleWords("Motion photo", "A photo with a film of its moment inside."),
    "least-lossy": RuleWords("Raw or lossless", "A raw or lossless file, rather than one that loses detail."),
    "capture-time": RuleWords("Has its capture time", "A photo that still has its capture time."),
    "most-metadata": RuleWords("Most metadata", "The photo that tells the most of how it was taken."),
    "least-compressed": RuleWords("Least compressed", "The JPEG that was saved at the highest quality."),
    "most-bytes": RuleWords("Largest file", "The file with the most bytes."),
    "own-folder": RuleWords("In a folder of its own", "A file outside of backups, downloads and exports."),
    "oldest": RuleWords("Oldest file", "The file that was changed least recently."),
    "plainest-name": RuleWords("Plainest name", "The file whose name has no mark of a copy."),
    "digest": RuleWords("Any", "Always the same one, whichever it is. For groups that no other rule decides."),
    "newest": RuleWords("Newest file", "The file that was changed most recently."),
    "pair": RuleWords("Has its other half", "A photo with its raw file or Live Photo video beside it."),
    "protected": RuleWords("In a protected folder", "A photo in a folder whose photos are always kept."),
    "shortest-path": RuleWords("Shortest path", "The file nearest to the top of your folders."),
    f"{_IN}FOLDER": RuleWords("In a folder…", "A photo in a folder of your choice, wherever there is one."),
}
"""Every rule in words, by the name that the command line takes."""


def rule_names() -> list[str]:
    """Every word that may be named, as it is written."""
    return [*_PHOTO_RULES, *FILE_RULES]


@dataclass(frozen=True, slots=True)
class KeepRule:
    """One rule as the user named it.

    Attributes:
        name: the word; for a folder ``in:`` and its path.
        folder: of ``in:``, absolute.
    """

    name: str
    folder: Path | None = None


def rules_in(text: str) -> list[KeepRule]:
    """The rules that words stand for which are set apart by commas; a folder's path may have commas of its own.

    Raises:
        UsageError: a word is no rule; the message lists those there are.
    """
    words: list[str] = []
    for word in text.split(","):
        if words and words[-1].startswith(_IN) and not _is_rule(word.strip()):
            words[-1] += f",{word}"
        elif word.strip():
            words.append(word.strip())
    rules = []
    for word in words:
        if not _is_rule(word):
            raise UsageError(f"There is no rule {word!r} to keep photos by. The rules are: {', '.join(rule_names())}.")
        folder = Path(word.removeprefix(_IN)).expanduser().absolute() if word.startswith(_IN) else None
        rules.append(KeepRule(word, folder))
    return rules


def _is_rule(word: str) -> bool:
    if word.startswith(_IN):
        return len(word) > len(_IN)
    return word in _PHOTO_RULES or word in FILE_RULES


class KeeperChoice:
    """Chooses keepers by rules.

    Args:
        rules: in the order in which they count.
        roots: the library's folders.
    """

    def __init__(self, rules: Sequence[KeepRule], roots: Sequence[Root]) -> None:
        self._rules = rules
        self._protection = Protection.of(roots)
        self._neighbourhood = Neighbourhood()
        self._times: dict[Path, int] = {}  # of the files of the group at hand

    def rechosen(
        self,
        group: Group,
        relations: Sequence[Relation],
        distances: Mapping[tuple[int, int], int],
        *,
        at_any_price: bool = False,
    ) -> RechosenGroup:
        """The same group with the keeper that the rules choose, of the files that hold all that its keeper does.

        Args:
            group: as ``groups`` made it.
            relations: every verified pair of its photos.
            distances: Hamming distances of these pairs, by (a, b) with a < b; of those that have codes.
            at_any_price: whether the file that the rules choose is kept although others hold more than it. Those stay
                beside it.
        """
        photos = {member.photo.id: member.photo for member in group.members}
        self._times = {file.path: file.mtime_ns for photo in photos.values() for file in photo.files}
        ranks = groups.ranks(photos, relations, [rule.name for rule in _PHOTO_RULES.values()])
        copies = groups.related(photos, relations, COPIES)
        ordered = sorted(group.members, key=lambda member: self._order(member, ranks[member.photo.id]))
        wanted = ordered[0]
        keeper = next(
            member for member in ordered if at_any_price or _holds_all(member.photo, group.keeper.photo, copies)
        )
        spared = () if keeper is wanted else (wanted,)
        decided = keeper is wanted and self._tells(ordered, ranks)
        if keeper.path == group.keeper.path:
            return RechosenGroup(_sparing(group, spared), (), _losses(spared, group.keeper, copies), decided)
        others = dict.fromkeys(member.photo.id for member in group.members if member.photo.id != keeper.photo.id)
        compared = [other for other in others if other in copies.get(keeper.photo.id, {})]
        files = sorted(groups.files_in_order(keeper.photo), key=lambda file: file.path != keeper.path)
        members = groups.arranged(photos, files, keeper.photo.id, compared, copies, distances)
        kept = replace(members[0], reason=self._reason(keeper, group, ranks))
        strangers = tuple(
            member for member in group.members if member.photo.id != keeper.photo.id and member.photo.id not in compared
        )
        made = Group(keeper.photo.id, (kept, *members[1:]))
        return RechosenGroup(_sparing(made, spared), strangers, _losses(spared, kept, copies), decided)

    def _tells(self, ordered: Sequence[Member], ranks: Mapping[int, Mapping[str, Any]]) -> bool:
        """Whether the rules alone tell the first of the files from the second."""
        first, second = ([self._rank(rule, one, ranks[one.photo.id]) for rule in self._rules] for one in ordered[:2])
        return bool(first != second)

    def _order(self, member: Member, ranks: Mapping[str, Any]) -> tuple[Any, ...]:
        return (
            *(self._rank(rule, member, ranks) for rule in self._rules),
            not member.keeper,
            *self._default(member, ranks),
        )

    def _rank(self, rule: KeepRule, member: Member, ranks: Mapping[str, Any]) -> Any:
        if rule.name == "oldest":
            return self._mtime(member)
        if rule.name in _PHOTO_RULES:
            return ranks[_PHOTO_RULES[rule.name].name]
        file_ranks: Mapping[str, Callable[[], Any]] = {
            "newest": lambda: -self._mtime(member),
            "pair": lambda: not self._has_partner(member.path),
            "protected": lambda: not self._protection.reason(member.path),
            "shortest-path": lambda: (len(member.path.parts), len(str(member.path))),
        }
        if rule.folder is not None:
            return not member.path.is_relative_to(rule.folder)
        return file_ranks[rule.name]()

    def _default(self, member: Member, ranks: Mapping[str, Any]) -> tuple[Any, ...]:
        return *(ranks[rule.name] for rule in groups.CRITERIA), self._mtime(member), bytes(member.path)

    def _mtime(self, member: Member) -> int:
        return self._times.get(member.path, 0)

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


@dataclass(frozen=True, slots=True)
class RechosenGroup:
    """A group after the user's rules.

    Attributes:
        group: with the keeper chosen. A file that the rules would have kept, had it held all that the keeper does, is
            not safe to put away.
        strangers: members that were never verified against the new keeper: they are not its copies.
        losses: sentences, one for each file that the rules would have kept at a loss.
        decided: whether the rules alone choose the keeper: nothing else tells it from the others.
    """

    group: Group
    strangers: tuple[Member, ...] = ()
    losses: tuple[str, ...] = ()
    decided: bool = False


def _holds_all(photo: Photo, keeper: Photo, copies: groups.Copies) -> bool:
    """Whether a photo may be kept rather than the keeper: it is the same content, or dominates it."""
    if photo.id == keeper.id:
        return True
    relation = copies.get(photo.id, {}).get(keeper.id)
    return relation is not None and groups.dominates(photo, keeper, relation)


def _sparing(group: Group, spared: Collection[Member]) -> Group:
    """The group with some of its members not to be ticked."""
    paths = {member.path for member in spared}
    if not paths:
        return group
    members = (
        replace(member, beyond=(*member.beyond, _WANTED)) if member.path in paths else member
        for member in group.members
    )
    return replace(group, members=tuple(members))


def _losses(spared: Collection[Member], keeper: Member, copies: groups.Copies) -> tuple[str, ...]:
    return tuple(_loss(member, keeper, copies) for member in spared)


def _loss(wanted: Member, keeper: Member, copies: groups.Copies) -> str:
    """Why a file is not kept in place of the keeper although the rules ask for it."""
    relation = copies.get(wanted.photo.id, {}).get(keeper.photo.id)
    if relation is None or relation.kind not in SAFE_COPIES:
        why = "is not just a copy of it"
    else:
        why = f"lacks what that has: {' and '.join(groups.beyond(keeper.photo, wanted.photo, relation))}"
    return f"{shown(wanted.path)} is the one your rules keep. Beside {shown(keeper.path)} it {why}. Both stay."


def fewer_pixels(keeper: Photo, other: Photo) -> bool:
    """Whether a keeper shows less than a file that is to go."""
    return keeper.width * keeper.height < other.width * other.height
