"""What must hold before a file is touched, whoever ticked it.

- Its keeper exists, is a file of its own, has the bytes that the catalogue knows (read now), and decodes.
- The file itself has the bytes that the catalogue knows (read now), and size and time of when it was last looked at.
- It and its keeper are two files: two paths that lead to one (a link, a folder reached twice, other letter case, a
  second mount) have the same device and inode. A second file system that shows the same folder gives other ones: what
  can be known of that before is looked at here, the rest after each step, see ``act``.
- It is not below a protected folder or in another program's package, by whatever path that is reached.
- If a film of its moment is inside it, the very same is inside its keeper; a move throws nothing away, so it may go.
- It is nobody's keeper, and its keeper is not to go in the same run, nor lies in a trash can.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import Place, is_trash_folder, place_of
from photohash.core.paths import shown
from photohash.library.actions.file_state import FileState, is_file_elsewhere, look, read_digest, still
from photohash.library.actions.protection import Protection
from photohash.library.decode import decode, film_digest
from photohash.library.store import Action, Root, Tick

NO_LONGER_THERE = "is no longer there"
"""Said of a ticked file that somebody else took away."""

_ENOUGH_TO_SEE = 32
"""Pixels of the shorter side to which a keeper is decoded: all of the file is read, and little of it drawn."""

_Name = tuple[Place | None, str]
"""A name in a folder: the folder's place, and the name there."""


class StaleError(ActionError):
    """A file has the size and time that the catalogue knows, and other bytes: it is to be read anew.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, sentence: str = "") -> None:
        super().__init__(sentence or "has other bytes than when it was last read; the next scan reads it again")
        self.path = path


@dataclass(slots=True)
class _Names:
    """The names that are to go of one file that has several.

    Attributes:
        links: how many names it has in all.
        paths: one path for each that goes.
    """

    links: int
    paths: dict[_Name, Path] = field(default_factory=dict)


class SafetyCheck:
    """The invariants of one run.

    Args:
        roots: the library's folders.
        ticks: all files of the run.
    """

    def __init__(self, roots: Collection[Root], ticks: Iterable[Tick]) -> None:
        self.protection = Protection.of(roots)
        self._leaving: set[str] = set()
        self._leaving_files: dict[Place, Path] = {}
        self._leaving_names: dict[Place, _Names] = {}
        self._folders: dict[str, Place | None] = {}
        keepers: dict[Path, Place | None] = {}
        for tick in ticks:
            self._leaving.add(os.fspath(tick.path))
            info = _info(tick.path)
            if tick.keeper not in keepers:
                keepers[tick.keeper] = place_of(tick.keeper)
            if info is not None and (place := (info.st_dev, info.st_ino)) != keepers[tick.keeper]:
                self._is_to_go(tick.path, place, info.st_nlink)
        self._keepers: dict[tuple[Path, bytes], FileState | ActionError] = {}

    def _is_to_go(self, path: Path, place: Place, links: int) -> None:
        """Notes a file by its place, and by its names where it has, or seems to have, several."""
        first = self._leaving_files.setdefault(place, path)
        if links > 1 or first is not path:
            names = self._leaving_names.setdefault(place, _Names(links, {self._name(first): first}))
            names.paths.setdefault(self._name(path), path)

    def keeper(self, tick: Tick) -> FileState:
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
        elif isinstance(known, FileState) and not still(tick.keeper, known):
            raise ActionError(f"stays, because its keeper {shown(tick.keeper)} was changed just now")
        if isinstance(known, StaleError):
            raise StaleError(known.path, str(known)) from known.__cause__
        if isinstance(known, ActionError):
            raise ActionError(str(known)) from known.__cause__
        return known

    def file(self, tick: Tick, keeper: FileState) -> FileState:
        """Makes sure of a file that is to be acted on.

        Raises:
            ActionError: it must not be touched, or is not what was ticked.
        """
        if reason := self.protection.reason(tick.path):
            raise ActionError(reason)
        seen = look(tick.path)
        if seen is None:
            raise ActionError(NO_LONGER_THERE)
        if seen.place == keeper.place or (tick.digest == tick.keeper_digest and is_file_elsewhere(seen, keeper)):
            raise ActionError(f"is the same file as its keeper {shown(tick.keeper)}, reached by another path")
        first = self._first_name(tick.path, seen)
        if first != tick.path:
            raise ActionError(f"is the same file as {shown(first)}, reached by another path")
        if (seen.size, seen.mtime_ns) != (tick.size, tick.mtime_ns):
            raise ActionError("has changed since it was last looked at: scan again")
        if tick.action is not Action.MOVE and _loses_film(tick):
            raise ActionError("has a motion photo's film inside that its keeper lacks: it may only be moved")
        if read_digest(tick.path) != tick.digest or look(tick.path) != seen:
            raise StaleError(tick.path)
        return seen

    def frees(self, path: Path, seen: FileState) -> bool:
        """Whether putting a file away frees what it takes: not if a name of it stays, and once if several go."""
        names = self._leaving_names.get(seen.place)
        if names is None:
            return seen.links == 1
        return len(names.paths) >= names.links and next(iter(names.paths.values())) == path

    def _first_name(self, path: Path, seen: FileState) -> Path:
        """The path under which a file is to go: its own, unless that is only another way to a name that goes already.

        Hard links are names of their own, and each may go.
        """
        names = self._leaving_names.get(seen.place)
        if names is None:
            return path
        if len(names.paths) > names.links:  # more than it has: some are one name in two spellings
            return next(iter(names.paths.values()))
        return names.paths.get(self._name(path), path)

    def _name(self, path: Path) -> _Name:
        """A name as its folder has it, by whatever path that is reached."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = place_of(folder)
        return self._folders[folder], name

    def _verified(self, tick: Tick) -> FileState:
        keeper = tick.keeper
        try:
            seen = look(keeper)
            if seen is None:
                raise ActionError("is no longer there")
            if os.fspath(keeper) in self._leaving or seen.place in self._leaving_files:
                raise ActionError("is to go in the same run")
            if any(is_trash_folder(name) for name in keeper.parts[:-1]):
                raise ActionError("lies in a trash can")
            if read_digest(keeper) != tick.keeper_digest:
                raise StaleError(keeper)
            decode(keeper, at_least=_ENOUGH_TO_SEE, described=False)
            if look(keeper) != seen:
                raise ActionError("was changed just now")
        except StaleError as error:
            raise StaleError(keeper, f"stays, because its keeper {shown(keeper)} {error}") from error
        except (ActionError, PhotoError) as error:
            raise ActionError(f"stays, because its keeper {shown(keeper)} {error}") from error
        return seen


def _loses_film(tick: Tick) -> bool:
    """Whether a film would go that does not stay byte for byte: another may be cut short, or of less quality."""
    if tick.digest == tick.keeper_digest:
        return False
    try:
        film = film_digest(tick.path)
        return film is not None and film != film_digest(tick.keeper)
    except PhotoError as error:
        raise ActionError(str(error)) from error


def _info(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
