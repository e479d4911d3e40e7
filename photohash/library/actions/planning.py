"""Groups -> a plan: which files go, why, and which are left alone.

Without the user only the kinds that are safe are ticked: the same bytes, the same pixels, the same picture saved again
or made smaller. What the user ticks by hand may be any kind; but in every group at least one file stays unticked.

A photo of which no copy stays is in a plan only where the user chose that very photo, see ``plan_by_hand``; it goes
only after a yes to its bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photohash.core.errors import UsageError
from photohash.core.files import is_photo_name, place_of
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.library.actions.keeper_choice import RULE_WORDS, fewer_pixels
from photohash.library.actions.outcomes import ActionPlan
from photohash.library.actions.protection import Protection
from photohash.library.actions.safety import NOTHING_TO_LINK
from photohash.library.photo import Failure, Group, Kind, Member, Photo, PhotoFile
from photohash.library.store import LINKS, Action, Root, Tick

_ACTIONS = tuple(action for action in Action if action is not Action.RESCUE)


class NoCopy(StrEnum):
    """Why no copy stays of a photo that the user chose by hand: the reason of its going, as a clause after its name."""

    NONE = "has no copy in your library"
    ALL_CHOSEN = "was chosen together with all its copies"
    HIDDEN = "has a copy that the strictness leaves out, so nobody makes sure of it"


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A photo that the user chose by hand, of which no copy stays.

    Attributes:
        photo: the photo; all its files go.
        why: why no copy of it stays.
    """

    photo: Photo
    why: NoCopy


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be done to the ticked files.

    Attributes:
        action: the action.
        folder: where to, for a move; absolute.
    """

    action: Action = Action.TRASH
    folder: Path | None = None

    @classmethod
    def named(cls, word: str) -> Target:
        """The target that a word of the command line stands for: an action, or ``move:`` and a folder.

        Raises:
            UsageError: it stands for none.
        """
        action, _, folder = word.partition(":")
        if action == Action.MOVE and folder:
            return cls(Action.MOVE, Path(folder).expanduser().absolute())
        if word in _ACTIONS and word != Action.MOVE:
            return cls(Action(word))
        raise UsageError(f"{word!r} is nothing to do to files. Choose one of: {', '.join(_ACTIONS)}:FOLDER.")


def plan_safe(groups: Iterable[Group], target: Target, roots: Sequence[Root], losses: Iterable[str] = ()) -> ActionPlan:
    """A plan of all files that may go without the user having looked at them.

    Args:
        groups: groups of copies, kept as the user wants.
        target: what is to be done.
        roots: the library's folders.
        losses: sentences on files that the user's rules would have kept, had they held all that their keepers do.
    """
    draft = _Draft(target, roots)
    for sentence in losses:
        draft.warn(sentence)
    for group in groups:
        at = {member.path: member for member in group.members}
        for member in group.members[1:]:
            if member.kind is Kind.SIMILAR:
                draft.leave(member, f"was never compared with {shown(group.keeper.path)}, which is kept")
            if member.is_safe and member.kind is not None:
                draft.tick(member, at.get(member.of, group.keeper) if member.of else group.keeper, member.kind)
    return draft.plan()


def plan_by_ticks(
    groups: Iterable[Group], ticked: Mapping[int, Collection[Path]], target: Target, roots: Sequence[Root]
) -> ActionPlan:
    """A plan of the files that the user ticked.

    Args:
        groups: groups of copies.
        ticked: files by the id of their group. A group all of whose files are ticked is left alone.
        target: what is to be done.
        roots: the library's folders.
    """
    draft = _Draft(target, roots)
    _tick(draft, groups, ticked)
    return draft.plan()


def _tick(draft: _Draft, groups: Iterable[Group], ticked: Mapping[int, Collection[Path]]) -> None:
    for group in groups:
        wanted = set(ticked.get(group.id, ()))
        staying = [member for member in group.members if member.path not in wanted]
        going = [member for member in group.members if member.path in wanted]
        if going and not staying:
            draft.warn(f"All files of the group of {shown(group.keeper.path)} are ticked: one of them has to stay.")
            continue
        for member in going:
            draft.count_loss(member, staying)
            twin = next((stays for stays in staying if stays.photo.id == member.photo.id), None)
            kept = twin or next((stays for stays in staying if stays.path == member.of), staying[0])
            kind = Kind.IDENTICAL if twin else member.kind or staying[0].kind or Kind.SIMILAR
            flipped = member.keeper and kind in _FLIPPED and not kept.backwards
            draft.tick(member, kept, kind, backwards=not twin and (member.backwards or flipped))


def plan_by_hand(
    groups: Iterable[Group],
    ticked: Mapping[int, Collection[Path]],
    photos: Iterable[ChosenPhoto],
    target: Target,
    roots: Sequence[Root],
) -> ActionPlan:
    """A plan of photos that the user chose one by one, also of such of which no copy stays.

    Args:
        groups: groups of copies.
        ticked: files by the id of their group, of which a copy stays; as for ``plan_by_ticks``.
        photos: those of which no copy stays.
        target: what is to be done.
        roots: the library's folders.
    """
    draft = _Draft(target, roots)
    _tick(draft, groups, ticked)
    for chosen in photos:
        for file in chosen.photo.files:
            draft.tick_by_hand(chosen.photo, file, chosen.why)
    return draft.plan()


def _is_one_file(path: Path, keeper: Path) -> bool:
    """Whether two paths lead to one file now, as after somebody else made a hard link."""
    place = place_of(path)
    return place is not None and place == place_of(keeper)


_FLIPPED = (Kind.CROPPED, Kind.RESIZED)
"""What a copy is to its keeper of which it is known what the keeper is to the copy: the whole photo, the larger one."""


class _Draft:
    """A plan in the making."""

    def __init__(self, target: Target, roots: Sequence[Root]) -> None:
        self._target = target
        self._protection = Protection.of(roots)
        self._ticks: list[Tick] = []
        self._left: list[Failure] = []
        self._warnings: list[str] = []
        self._smaller = self._losing = 0
        self._files: tuple[int, dict[Path, PhotoFile]] = -1, {}
        if target.folder is not None:
            if reason := self._protection.reason_within(target.folder):
                raise UsageError(f"{shown(target.folder)} {reason}. Nothing is changed in there.")
            if any(target.folder.is_relative_to(root.path) for root in roots):
                self.warn(f"{shown(target.folder)} is in a folder of the library: what is moved there is found again.")

    def tick(self, member: Member, keeper: Member, kind: Kind, *, backwards: bool = False) -> None:
        """Ticks a file, if that can be done at all; the rest is verified when it is acted on."""
        file = self._file(member)
        if reason := self._protection.reason(member.path):
            self.leave(member, reason)
        elif not is_photo_name(member.path.name):
            self.leave(member, "does not have the name of a photo")
        elif member.shares or _is_one_file(member.path, keeper.path):
            self.leave(member, f"is the same file as its keeper {shown(keeper.path)}, or shares its space: done")
        elif self._target.action in LINKS and member.photo.digest != keeper.photo.digest:
            self.leave(member, "has other bytes than its keeper, so a link would change what is in it")
        else:
            self._smaller += fewer_pixels(keeper.photo, member.photo)
            reason = _reason(member, keeper)
            self._ticks.append(
                Tick(
                    member.path, member.photo.digest, file.size, file.mtime_ns, keeper.path, keeper.photo.digest, kind,
                    self._target.action, self._target.folder, reason,
                    backwards=backwards,
                )
            )  # fmt: skip

    def tick_by_hand(self, photo: Photo, file: PhotoFile, why: NoCopy) -> None:
        """Ticks a file of which no copy stays."""
        if reason := self._protection.reason(file.path):
            self._left.append(Failure(file.path, reason))
        elif not is_photo_name(file.path.name):
            self._left.append(Failure(file.path, "does not have the name of a photo"))
        elif self._target.action in LINKS:
            self._left.append(Failure(file.path, NOTHING_TO_LINK))
        else:
            self._ticks.append(
                Tick(
                    file.path, photo.digest, file.size, file.mtime_ns, None, None, None,
                    self._target.action, self._target.folder, why.value,
                )
            )  # fmt: skip

    def _file(self, member: Member) -> PhotoFile:
        """The file that a member is. Those of one photo come together: looking through them for each takes minutes."""
        if self._files[0] != member.photo.id:
            self._files = member.photo.id, {file.path: file for file in member.photo.files}
        return self._files[1][member.path]

    def count_loss(self, member: Member, staying: Sequence[Member]) -> None:
        """Counts a file that may hold what none of those that stay holds; another file of the same bytes holds it."""
        kept = any(stays.photo.id == member.photo.id for stays in staying)
        self._losing += not kept and (member.keeper or not member.is_safe)

    def leave(self, member: Member, reason: str) -> None:
        """Notes a file that stays although it is a copy."""
        self._left.append(Failure(member.path, reason))

    def warn(self, sentence: str) -> None:
        """Notes something that the user should know before saying yes."""
        self._warnings.append(sentence)

    def plan(self) -> ActionPlan:
        """The finished plan."""
        if self._smaller:
            files = count(self._smaller, "file that has", "files that have")
            rule = RULE_WORDS["most-pixels"].title
            self.warn(f"{files} more pixels than the keeper would go. The rule {rule!r} keeps the larger ones.")
        if self._losing:
            files = count(self._losing, "file")
            self.warn(f"{files} may hold more than what is kept. Look at the reasons below before you agree.")
        return ActionPlan(tuple(self._ticks), tuple(self._left), tuple(self._warnings))


def _reason(member: Member, keeper: Member) -> str:
    """Why a file goes, and why the other stays: a photo kept beside the group's own has no rule that speaks for it."""
    beside = "is kept" if not keeper.keeper else keeper.reason
    return f"{member.reason}; {shown(keeper.path.name)} {beside}"
