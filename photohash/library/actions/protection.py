"""What no action may ever touch: protected folders, and the packages in which other programs keep their photos.

The plan, the last look before a file is touched and the window all ask here, so that they never differ.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

from photohash.core.files import package_around, place_of
from photohash.core.paths import shown
from photohash.library.photo import Group
from photohash.library.store import Root


class Protection:
    """Tells of paths whether they may be touched. Each folder is looked at once.

    Args:
        folders: those that are protected with all that is below them.
    """

    def __init__(self, folders: Collection[Path]) -> None:
        self._names = {os.path.realpath(path) for path in folders} | {os.fspath(path) for path in folders}
        self._places = {place for path in folders if (place := place_of(path))}
        self._known: dict[str, str] = {}

    @classmethod
    def of(cls, roots: Iterable[Root]) -> Self:
        """The protection that a library's folders ask for."""
        return cls([place for root in roots for place in root.protected_places])

    def reason(self, path: Path) -> str:
        """Why a path is not to be touched, as a clause that reads well after its name; "" where it may be.

        Every way to the folder that it lies in counts: links, other letter case where that is one folder, a second name
        of the same place.
        """
        name = os.fspath(path)
        return self.reason_within(name if name in self._names else os.path.dirname(name))  # noqa: PTH120  it is quicker

    def reason_within(self, folder: str | Path) -> str:
        """Why nothing in a folder is to be touched; see ``reason``."""
        name = os.fspath(folder)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._reason(Path(name))
        return known

    def mark(self, group: Group) -> Group:
        """The group, with its files marked that are not to be touched."""
        if not any(self.reason(member.path) for member in group.members):
            return group
        marked = (replace(member, protected=bool(self.reason(member.path))) for member in group.members)
        return replace(group, members=tuple(marked))

    def _reason(self, folder: Path) -> str:
        real = Path(os.path.realpath(folder))
        if package := package_around(folder) or package_around(real):
            return f"is protected: {shown(package)} belongs to another program, which knows its photos by their places"
        above = {folder, *folder.parents, real, *real.parents} if self._names else ()
        if any(os.fspath(place) in self._names or place_of(place) in self._places for place in above):
            return "is in a protected folder"
        return ""
