"""What to tick in many groups at once: all in a folder, all but one, or what the selection says.

These are wishes: which of them come true is for :class:`photohash.app.models.ticks.Ticks`, which never lets the last
good copy of a group be ticked, nor what is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from photohash.library.group_preferences import CHOSEN
from photohash.library.photo import Group, Member

Wishes = Iterable[tuple[Group, Mapping[Path, bool]]]


class Spared(StrEnum):
    """The one photo of a group that is not ticked when all others are; the value is that of its command."""

    NEWEST = "tick-but-newest"
    OLDEST = "tick-but-oldest"
    LARGEST = "tick-but-largest"


def _changed(member: Member) -> int:
    return next((file.mtime_ns for file in member.photo.files if file.path == member.path), 0)


def _largeness(member: Member) -> tuple[int, int]:
    return member.photo.width * member.photo.height, member.photo.bytes


_RANKS: Mapping[Spared, Callable[[Member], Any]] = {
    Spared.NEWEST: _changed,
    Spared.OLDEST: lambda member: -_changed(member),
    Spared.LARGEST: _largeness,
}
"""The greatest is spared; of equals the one that is kept, or that comes first."""


def _is_chosen(member: Member) -> bool:
    return member.keeper and member.reason == CHOSEN


def all_but(groups: Iterable[Group], spared: Spared) -> Iterator[tuple[Group, Mapping[Path, bool]]]:
    """Ticks for all photos of groups but one of each, and but those that the person chose to keep."""
    for group in groups:
        stays = max(group.members, key=_RANKS[spared]).path
        yield group, {member.path: stays != member.path and not _is_chosen(member) for member in group.members}


def all_below(groups: Iterable[Group], folder: Path) -> Iterator[tuple[Group, Mapping[Path, bool]]]:
    """Ticks for the photos below a folder; the others stay as they are."""
    for group in groups:
        members = [member for member in group.members if member.path.is_relative_to(folder)]
        found = {member.path: True for member in members if not _is_chosen(member)}
        if found:
            yield group, found
