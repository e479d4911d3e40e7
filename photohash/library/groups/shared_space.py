"""Files of a group that take no space of their own: hard links to a file that stays, and clones made by photohash.

They are done: putting them away would free nothing, and they can become no link. A group in which nothing else is left
is no group. Two hard links to one copy are not meant: when both go, its space is free.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from photohash.core.paths import shown
from photohash.library.photo import Group, Kind, Member

Clones = Mapping[Path, tuple[Path, bytes]]
"""The keeper that a file was made a clone of, and the digest of both."""


def without_shared(group: Group, clones: Clones) -> Group | None:
    """The group with its members marked that share the space of one that stays, or None where that is all of them.

    Args:
        group: its keeper first.
        clones: made by photohash and not taken back; on the disk nothing tells a clone.
    """
    if all(len(member.photo.files) == 1 for member in group.members) or (not clones and _lie_apart(group)):
        return group
    staying = {member.path: member for member in group.members}
    members = [group.keeper]
    for member in group.members[1:]:
        beside = staying.get(member.of or group.keeper.path, group.keeper)
        owner = next((one for one in (group.keeper, beside) if _share(member, one, clones)), None)
        members.append(member if owner is None else _marked(member, owner))
    if all(member.shares for member in members[1:]):
        return None
    return replace(group, members=tuple(members))


def _lie_apart(group: Group) -> bool:
    """Whether it is known of all files that each lies in a place of its own."""
    files = [
        file for photo in {member.photo.id: member.photo for member in group.members}.values() for file in photo.files
    ]
    return len({file.place for file in files} - {None}) == len(files)


def _share(member: Member, other: Member, clones: Clones) -> bool:
    """Whether two files have one content in one place on the disk."""
    if member.photo.digest != other.photo.digest or member.path == other.path:
        return False
    if (place := member.place) is not None and place == other.place:
        return True
    digest = member.photo.digest
    roots = {clones[path][0] if path in clones and clones[path][1] == digest else path
             for path in (member.path, other.path)}  # fmt: skip
    return len(roots) == 1


def _marked(member: Member, owner: Member) -> Member:
    reason = f"shares its space on disk with {shown(owner.path.name)}: nothing would be freed"
    return replace(member, kind=Kind.IDENTICAL, reason=reason, shares=owner.path)
