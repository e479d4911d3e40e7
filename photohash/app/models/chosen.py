"""What commands about groups of copies are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photohash.library.photo import Group, Member


@dataclass(frozen=True, slots=True)
class Chosen:
    """A group that commands are about.

    Attributes:
        group: the group.
        members: those selected by themselves, or of a group that is selected as a whole all.
        whole: whether the group is selected as a whole.
    """

    group: Group
    members: tuple[Member, ...]
    whole: bool


def photo_ids(chosen: Sequence[Chosen]) -> tuple[int, ...]:
    """The photos of the groups that were chosen, each once."""
    return tuple(dict.fromkeys(member.photo.id for one in chosen for member in one.group.members))
