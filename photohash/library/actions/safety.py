"""What must hold before a file is touched, whoever ticked it.

- Its keeper exists, is a file of its own, has the bytes that the catalogue knows (read now), and decodes.
- The file itself has the bytes that the catalogue knows (read now), and size and time of when it was last looked at.
- It and its keeper are two files: two paths that lead to one (a link, a folder reached twice, other letter case, a
  second mount) have the same device and inode. A second file system that shows the same folder gives other ones: what
  can be known of that before is looked at here, the rest after each step, see ``act``.
- It is not below a protected folder or in another program's package, by whatever path that is reached.
- If a film of its moment is inside it, the very same is inside its keeper; a move throws nothing away, so it may go.
- It is nobody's keeper, and its keeper is not to go in the same run, nor lies in a trash can.

A photo may go without a keeper only where the user chose it by hand and then said yes to the very bytes of it and of
all that goes with it. No rule makes such a tick, none is saved, and nothing that is some copy's keeper in the same run
goes so. All else that is said above holds for it too.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import Place, is_trash_folder, place_of
from photohash.core.paths import shown
from photohash.library.actions.file_state import FileState, is_file_elsewhere, look, read_digest, still
from photohash.library.actions.protection import Protection
from photohash.library.decode import decode, film_digest
from photohash.library.store import Action, Piece, Root, Tick

NO_LONGER_THERE = "is no longer there"
"""Said of a ticked file that somebody else took away."""

NOTHING_TO_LINK = "has no copy that stays, so there is nothing that a link could lead to: choose the trash"
"""Said of a file chosen by hand that was to become a link."""

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
        confirmed: the contents that the user said may go though no copy of them stays; None where nothing is touched,
            so that nobody needs to have said so yet.
    """

    def __init__(
        self, roots: Collection[Root], ticks: Iterable[Tick], confirmed: Collection[bytes] | None = frozenset()
    ) -> None:
        self.protection = Protection.of(roots)
        self._confirmed = None if confirmed is None else frozenset(confirmed)
        self._leaving: set[str] = set()
        self._leaving_files: dict[Place, Path] = {}
        self._leaving_names: dict[Place, _Names] = {}
        self._folders: dict[str, Place | None] = {}
        keepers: dict[Path, Place | None] = {}
        for tick in ticks:
            self._leaving.add(os.fspath(tick.path))
            info = _info(tick.path)
            if tick.keeper is not None and tick.keeper not in keepers:
                keepers[tick.keeper] = place_of(tick.keeper)
            beside = None if tick.keeper is None else keepers[tick.keeper]
            if info is not None and (place := (info.st_dev, info.st_ino)) != beside:
                self._is_to_go(tick.path, place, info.st_nlink)
        self._keepers_at = {os.fspath(path) for path in keepers}
        self._keeper_places = {place for place in keepers.values() if place is not None}
        self._keepers: dict[tuple[Path, bytes], FileState | ActionError] = {}

    def _is_to_go(self, path: Path, place: Place, links: int) -> None:
        """Notes a file by its place, and by its names where it has, or seems to have, several."""
        first = self._leaving_files.setdefault(place, path)
        if links > 1 or first is not path:
            names = self._leaving_names.setdefault(place, _Names(links, {self._name(first): first}))
            names.paths.setdefault(self._name(path), path)

    def keeper(self, tick: Tick) -> FileState | None:
        """Makes sure of the copy that is to stay. It is read once, and looked at again every time.

        Returns:
            the copy as it is now; None where none is to stay, which is for ``check_confirmed``.

        Raises:
            ActionError: it cannot be relied on.
        """
        if tick.keeper is None:
            if tick.keeper_digest is not None or tick.kind is not None:
                raise ActionError("stays: it is not said which copy of it is kept")
            return None
        return self._keeper_of(tick.keeper, tick.keeper_digest or b"")

    def check_confirmed(self, pieces: Sequence[Piece]) -> None:
        """Makes sure that the user said yes to the going of a photo without a copy, and of all that goes with it.

        Args:
            pieces: the photo and what goes with it, as they are now.

        Raises:
            ActionError: something of it was not shown before, or is some copy's keeper.
        """
        for piece in pieces:
            place = place_of(piece.source)
            if os.fspath(piece.source) in self._keepers_at or place in self._keeper_places:
                raise ActionError(f"stays, because {shown(piece.source)} is kept for a copy that goes in the same run")
            if self._confirmed is not None and piece.digest not in self._confirmed:
                raise ActionError(f"stays: nobody said that {shown(piece.source)} may go as it is now, without a copy")

    def _keeper_of(self, keeper: Path, digest: bytes) -> FileState:
        name = keeper, digest
        known = self._keepers.get(name)
        if known is None:
            try:
                known = self._verified(keeper, digest)
            except ActionError as error:
                known = error
            self._keepers[name] = known
        elif isinstance(known, FileState) and not still(keeper, known):
            raise ActionError(f"stays, because its keeper {shown(keeper)} was changed just now")
        if isinstance(known, StaleError):
            raise StaleError(known.path, str(known)) from known.__cause__
        if isinstance(known, ActionError):
            raise ActionError(str(known)) from known.__cause__
        return known

    def file(self, tick: Tick, keeper: FileState | None) -> FileState:
        """Makes sure of a file that is to be acted on.

        Args:
            tick: the file.
            keeper: as ``keeper`` gives it.

        Raises:
            ActionError: it must not be touched, or is not what was ticked.
        """
        if reason := self.protection.reason(tick.path):
            raise ActionError(reason)
        seen = look(tick.path)
        if seen is None:
            raise ActionError(NO_LONGER_THERE)
        if keeper is not None and tick.keeper is not None and _is_keeper(tick, seen, keeper):
            raise ActionError(f"is the same file as its keeper {shown(tick.keeper)}, reached by another path")
        first = self._first_name(tick.path, seen)
        if first != tick.path:
            raise ActionError(f"is the same file as {shown(first)}, reached by another path")
        if (seen.size, seen.mtime_ns) != (tick.size, tick.mtime_ns):
            raise ActionError("has changed since it was last looked at: scan again")
        if tick.action is not Action.MOVE and tick.keeper is not None and _loses_film(tick, tick.keeper):
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

    def _verified(self, keeper: Path, digest: bytes) -> FileState:
        try:
            seen = look(keeper)
            if seen is None:
                raise ActionError("is no longer there")
            if os.fspath(keeper) in self._leaving or seen.place in self._leaving_files:
                raise ActionError("is to go in the same run")
            if any(is_trash_folder(name) for name in keeper.parts[:-1]):
                raise ActionError("lies in a trash can")
            if read_digest(keeper) != digest:
                raise StaleError(keeper)
            decode(keeper, at_least=_ENOUGH_TO_SEE, described=False)
            if look(keeper) != seen:
                raise ActionError("was changed just now")
        except StaleError as error:
            raise StaleError(keeper, f"stays, because its keeper {shown(keeper)} {error}") from error
        except (ActionError, PhotoError) as error:
            raise ActionError(f"stays, because its keeper {shown(keeper)} {error}") from error
        return seen


def _is_keeper(tick: Tick, seen: FileState, keeper: FileState) -> bool:
    same = tick.digest == tick.keeper_digest
    return seen.place == keeper.place or (same and is_file_elsewhere(seen, keeper))


def _loses_film(tick: Tick, keeper: Path) -> bool:
    """Whether a film would go that does not stay byte for byte: another may be cut short, or of less quality."""
    if tick.digest == tick.keeper_digest:
        return False
    try:
        film = film_digest(tick.path)
        return film is not None and film != film_digest(keeper)
    except PhotoError as error:
        raise ActionError(str(error)) from error


def _info(path: str | Path) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
