"""What must hold before a file is touched, whoever ticked it.

- Its keeper exists, is a file of its own, has the bytes that the catalogue knows (read now), and decodes.
- The file itself has the bytes that the catalogue knows (read now), and size and time of when it was last looked at.
- It and its keeper are two files: two paths that lead to one (a link, a folder reached twice, other letter case, a
  second mount) have the same device and inode.
- It is not below a protected folder, by whatever path that is reached.
- If a film of its moment is inside it, the very same is inside its keeper; a move throws nothing away, so it may go.
- It is nobody's keeper, and its keeper is not to go in the same run, nor lies in a trash can.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import is_trash_folder
from photohash.core.paths import shown
from photohash.library.actions.sight import Seen, look, read_digest
from photohash.library.decode import decode, film_digest
from photohash.library.store import Action, Root, Tick

_ENOUGH_TO_SEE = 32
"""Pixels of the shorter side to which a keeper is decoded: all of the file is read, and little of it drawn."""

_Place = tuple[int, int]


class Guard:
    """The invariants of one run.

    Args:
        roots: the library's folders.
        ticks: all files of the run.
    """

    def __init__(self, roots: Collection[Root], ticks: Iterable[Tick]) -> None:
        protected = [root.path for root in roots if root.protected]
        self._protected = {os.path.realpath(path) for path in protected} | {os.fspath(path) for path in protected}
        self._protected_places = {place for path in protected if (place := _place(path))}
        self._leaving: set[Path] = set()
        self._leaving_places: dict[_Place, Path] = {}
        keepers: dict[Path, _Place | None] = {}
        for tick in ticks:
            self._leaving.add(tick.path)
            place = _place(tick.path)
            if tick.keeper not in keepers:
                keepers[tick.keeper] = _place(tick.keeper)
            if place is not None and place != keepers[tick.keeper]:
                self._leaving_places.setdefault(place, tick.path)
        self._folders: dict[Path, bool] = {}
        self._keepers: dict[tuple[Path, bytes], Seen | ActionError] = {}

    def keeper(self, tick: Tick) -> Seen:
        """Makes sure of the copy that is to stay. It is read once, and looked at again every time.

        Raises:
            ActionError: it cannot be relied on.
        """
        name = tick.keeper, tick.keeper_digest
        known = self._keepers.get(name)
        if known is None:
            try:
                known = self._verified(tick)
            except ActionError as error:
                known = error
            self._keepers[name] = known
        elif isinstance(known, Seen) and _now(tick.keeper) != known:
            raise ActionError(f"stays, because its keeper {shown(tick.keeper)} was changed just now")
        if isinstance(known, ActionError):
            raise ActionError(str(known)) from known.__cause__
        return known

    def file(self, tick: Tick, keeper: Seen) -> Seen:
        """Makes sure of a file that is to be acted on.

        Raises:
            ActionError: it must not be touched, or is not what was ticked.
        """
        if self.is_protected(tick.path):
            raise ActionError("is in a protected folder")
        seen = look(tick.path)
        if seen is None:
            raise ActionError("is no longer there")
        if seen.place == keeper.place:
            raise ActionError(f"is the same file as its keeper {shown(tick.keeper)}, reached by another path")
        first = self._leaving_places.get(seen.place, tick.path)
        if first != tick.path:
            raise ActionError(f"is the same file as {shown(first)}, reached by another path")
        if (seen.size, seen.mtime_ns) != (tick.size, tick.mtime_ns):
            raise ActionError("has changed since it was last looked at: scan again")
        if tick.action is not Action.MOVE and _loses_film(tick):
            raise ActionError("has a film of its moment inside that its keeper has not: it may only be moved")
        if read_digest(tick.path) != tick.digest or look(tick.path) != seen:
            raise ActionError("has other bytes than when it was last looked at: scan again")
        return seen

    def is_protected(self, path: Path) -> bool:
        """Whether a path leads below a protected folder, under any name of that."""
        return self._is_protected_folder(path.parent)

    def _is_protected_folder(self, folder: Path) -> bool:
        known = self._folders.get(folder)
        if known is None:
            real = Path(os.path.realpath(folder))
            above = {folder, *folder.parents, real, *real.parents}
            known = any(os.fspath(place) in self._protected or _place(place) in self._protected_places
                        for place in above)  # fmt: skip
            self._folders[folder] = known
        return known

    def _verified(self, tick: Tick) -> Seen:
        keeper = tick.keeper
        try:
            seen = look(keeper)
            if seen is None:
                raise ActionError("is no longer there")
            if keeper in self._leaving or seen.place in self._leaving_places:
                raise ActionError("is to go in the same run")
            if any(is_trash_folder(name) for name in keeper.parts[:-1]):
                raise ActionError("lies in a trash can")
            if read_digest(keeper) != tick.keeper_digest:
                raise ActionError("has other bytes than when it was last looked at: scan again")
            decode(keeper, at_least=_ENOUGH_TO_SEE)
            if look(keeper) != seen:
                raise ActionError("was changed just now")
        except (ActionError, PhotoError) as error:
            raise ActionError(f"stays, because its keeper {shown(keeper)} {error}") from error
        return seen


def still(path: Path, seen: Seen) -> bool:
    """Whether nothing of a file has changed since it was looked at."""
    return _now(path) == seen


def _loses_film(tick: Tick) -> bool:
    """Whether a film would go that does not stay byte for byte: another may be cut short, or of less quality."""
    if tick.digest == tick.keeper_digest:
        return False
    try:
        film = film_digest(tick.path)
        return film is not None and film != film_digest(tick.keeper)
    except PhotoError as error:
        raise ActionError(str(error)) from error


def _now(path: Path) -> Seen | None:
    try:
        return look(path)
    except ActionError:
        return None


def _place(path: Path) -> _Place | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino
