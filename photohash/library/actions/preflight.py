"""A ticked file -> a journal entry: everything is checked and every name chosen before anything is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from blake3 import blake3

from photohash.core.errors import ActionError
from photohash.core.files import in_words
from photohash.core.paths import shown
from photohash.library.actions import takeout, xmp
from photohash.library.actions.companions import Companions, Neighbourhood
from photohash.library.actions.destinations import (
    LONGEST_NAME,
    QUARANTINE,
    free_name,
    missing_folders,
    move_for,
    quarantine_above,
)
from photohash.library.actions.file_state import FileState, device_of, is_taken, look, read_digest
from photohash.library.actions.filesystem import facts_of, own_name
from photohash.library.actions.freedesktop_trash import can_for, has_known_places, place_in
from photohash.library.actions.metadata import FieldDifference, differences, fields_of, read_sidecar
from photohash.library.actions.safety import NOTHING_TO_LINK, SafetyCheck
from photohash.library.actions.xmp import Fields
from photohash.library.photo import Kind
from photohash.library.store import LINKS, Action, Entry, EntryState, Piece, Root, Tick

_NOTHING = Fields()


@dataclass(frozen=True, slots=True)
class CheckedTick:
    """A file that may be acted on.

    Attributes:
        tick: what was wanted.
        entry: what is to be done, with all names.
        seen: the file as it was when it was read.
        keeper: its keeper, likewise; None where the file was chosen by hand and none stays.
        alone: whether no other name of the file stays; see ``SafetyCheck.frees``.
        differences: fields of metadata in which the two differ.
        fields: what only the file knows.
    """

    tick: Tick
    entry: Entry
    seen: FileState
    keeper: FileState | None
    alone: bool = True
    differences: tuple[FieldDifference, ...] = ()
    fields: Fields = _NOTHING

    @property
    def frees(self) -> int:
        """Bytes that the file itself takes; none where it has other names that stay, or whose going tells them."""
        return self.entry.bytes if self.alone else 0


class Preflight:
    """Prepares the files of one run.

    Args:
        safety: what must hold before a file is touched.
        roots: the library's folders.
        run: number of the run.
    """

    def __init__(self, safety: SafetyCheck, roots: Sequence[Root], run: int) -> None:
        self._safety = safety
        self._roots = roots
        self._run = run
        self._promised: set[str] = set()
        self._neighbourhood = Neighbourhood()
        self._quarantines: dict[str, Path] = {}
        self._cans: dict[str, Path | ActionError] = {}
        self._missing: dict[str, list[Path]] = {}
        self._devices: dict[str, int | None] = {}

    def look_again(self) -> None:
        """Forgets what was seen of folders: others may have changed them."""
        self._neighbourhood = Neighbourhood()
        for seen in (self._quarantines, self._cans, self._missing, self._devices):
            seen.clear()

    def prepare(self, tick: Tick, number: int) -> CheckedTick:
        """Checks a file and decides what exactly is to be done.

        Args:
            tick: the file.
            number: of the journal entry.

        Raises:
            ActionError: it stays; the message says why.
        """
        keeper = self._safety.keeper(tick)
        seen = self._safety.file(tick, keeper)
        if tick.action in LINKS:
            if keeper is None or tick.keeper is None:
                raise ActionError(NOTHING_TO_LINK)
            alone = self._safety.frees(tick.path, seen)
            return CheckedTick(tick, self._link(tick, number, seen, keeper), seen, keeper, alone)
        companions = self._neighbourhood.companions(tick.path)
        if companions.fixed:
            raise ActionError(
                f"has settings in another program's folder that cannot go with it ({shown(companions.fixed[0])})"
            )
        files = [tick.path, *companions.sidecars, *self._partners(tick, companions)]
        action, note, targets = self._destinations(tick, files)
        photo, *beside = targets  # in one folder, as the files are
        pieces = self._piece(tick.path, photo, (seen, tick.digest)), *map(self._piece, files[1:], beside)
        if keeper is None:
            self._safety.check_confirmed(pieces)
        folders: tuple[Path, ...] = ()
        if photo and action is not Action.TRASH:  # a trash can is on the volume of its files, and makes its own folders
            folders = tuple(self._missing_folders(photo))
            if self._device(photo) != self._device(tick.path):
                pieces = tuple(replace(piece, copied=True) for piece in pieces)
        entry = _entry(tick, number, self._run, keeper, action, note, pieces, folders)
        found, fields = self._metadata(tick, companions)
        return CheckedTick(tick, entry, seen, keeper, self._safety.frees(tick.path, seen), found, fields)

    def in_quarantine(self, prepared: CheckedTick, why: str) -> Entry:
        """The same entry with the quarantine in place of the trash, which refused.

        Raises:
            ActionError: there is no quarantine either.
        """
        entry = prepared.entry
        targets = self._quarantine([piece.source for piece in entry.pieces])
        pieces = tuple(replace(piece, destination=target) for piece, target in zip(entry.pieces, targets, strict=True))
        folders = dict.fromkeys(folder for target in targets for folder in missing_folders(target.parent))
        return replace(entry, action=Action.QUARANTINE, note=why, pieces=pieces, folders=tuple(folders))

    def renamed(self, entry: Entry) -> Entry:
        """The same entry with free names in place of those that others took meanwhile."""
        pieces = tuple(
            replace(piece, destination=self._promise(piece.destination)) if piece.destination else piece
            for piece in entry.pieces
        )
        return replace(entry, pieces=pieces)

    def rescue(self, keeper: Path, digest: bytes, fields: Fields, number: int) -> tuple[Entry, bytes]:
        """An entry that writes what only copies know into the sidecar of their keeper, and the sidecar's content.

        Raises:
            ActionError: it cannot be written there.
        """
        if reason := self._safety.protection.reason(keeper):
            raise ActionError(f"has metadata that its keeper {shown(keeper)} lacks, and that {reason}")
        sidecar, old = self._sidecar(keeper), None
        if is_taken(sidecar):
            old = read_sidecar(sidecar)
        try:
            content = xmp.added(old, fields)
        except ActionError as error:
            raise ActionError(f"has metadata that its keeper lacks, and {shown(sidecar)} {error}") from error
        pieces: tuple[Piece, ...] = ()
        if old is not None:
            [target] = self._quarantine([sidecar])
            pieces = (self._piece(sidecar, target),)
        folders = tuple(missing_folders(pieces[0].destination.parent)) if pieces and pieces[0].destination else ()
        info = look(keeper)
        return Entry(
            number, self._run, Action.RESCUE, sidecar, _digest_of(content), keeper, info.inode if info else 0, digest,
            None, "saves metadata found only in the copies", EntryState.INTENDED, "", pieces, folders, 0,
        ), content  # fmt: skip

    def _link(self, tick: Tick, number: int, seen: FileState, keeper: FileState) -> Entry:
        if tick.digest != tick.keeper_digest:
            raise ActionError("has other bytes than its keeper, so a link would change what is in it")
        if tick.action is not Action.SYMLINK and seen.device != keeper.device:
            raise ActionError(f"is on another volume than its keeper {shown(tick.keeper or '')}")
        piece = self._piece(tick.path, None, (seen, tick.digest))
        folders: tuple[Path, ...] = ()
        if seen.links > 1 or not piece.facts.whole:
            [target] = self._quarantine([tick.path])
            folders = tuple(missing_folders(target.parent))
        else:
            target = tick.path.with_name(own_name(number, 0, "", tick.path.suffix))
            piece = replace(piece, kept=False)
        pieces = (replace(piece, destination=target),)
        return _entry(tick, number, self._run, keeper, tick.action, "", pieces, folders)

    def _partners(self, tick: Tick, companions: Companions) -> Iterator[Path]:
        """The raw file or Live Photo video of a photo, which goes with it if it is kept beside the keeper too.

        Moving to a folder throws nothing away, so there pairs always go together. So they do where the user chose one
        of them by hand.

        Raises:
            ActionError: it is not: then neither goes.
        """
        if not companions.partners:
            return
        if tick.keeper is None:  # they are one picture in two files, and the user is told of both
            yield from companions.partners
            return
        kept = self._neighbourhood.companions(tick.keeper).partners
        for partner in companions.partners:
            same = [other for other in kept if other.suffix.lower() == partner.suffix.lower() and other != partner]
            if tick.action is not Action.MOVE and not any(read_digest(other) == read_digest(partner) for other in same):
                raise ActionError(
                    f"and {shown(partner.name)} are a pair, and its keeper has no copy of that: keep pairs with "
                    "--keep pair"
                )
            yield partner

    def _destinations(self, tick: Tick, files: list[Path]) -> tuple[Action, str, list[Path | None]]:
        """What is done in the end, a note on that, and where each file goes."""
        if tick.action is Action.TRASH and not has_known_places():
            return Action.TRASH, "", [None] * len(files)
        if tick.action is Action.TRASH:
            try:
                can = self._can(files[0])
                return Action.TRASH, "", [self._reserve(place_in(can, file.name, self._promised)) for file in files]
            except ActionError as error:
                return Action.QUARANTINE, f"{error}; so it goes to the quarantine", [*self._quarantine(files)]
        if tick.action is Action.QUARANTINE:
            return Action.QUARANTINE, "", [*self._quarantine(files)]
        if tick.folder is None:
            raise ActionError("has no folder to go to")
        return Action.MOVE, "", [*self._together(files, move_for(files[0], tick.folder, self._roots))]

    def _can(self, file: Path) -> Path:
        """The trash can for a file; whether there is one is looked at once for each folder."""
        folder = _folder(file)
        if folder not in self._cans:
            try:
                self._cans[folder] = can_for(Path(folder))
            except ActionError as error:
                self._cans[folder] = error
        can = self._cans[folder]
        if isinstance(can, ActionError):
            raise ActionError(str(can))
        return can

    def _missing_folders(self, target: Path) -> list[Path]:
        """The folders that are to be made for a file to go to a place."""
        folder = _folder(target)
        if folder not in self._missing:
            self._missing[folder] = missing_folders(Path(folder))
        return self._missing[folder]

    def _device(self, file: Path) -> int | None:
        """The volume that a file's folder is on, or will be once it is made."""
        folder = _folder(file)
        if folder not in self._devices:
            above = Path(folder)
            self._devices[folder] = device_of(next(place for place in (above, *above.parents) if place.exists()))
        return self._devices[folder]

    def _quarantine(self, files: list[Path]) -> list[Path]:
        """Places in the quarantine of the files' own volume, in which they lie as they lay below it before."""
        folder = _folder(files[0])
        if folder not in self._quarantines:
            self._quarantines[folder] = quarantine_above(Path(folder), self._roots)
        above = self._quarantines[folder]
        place = above / QUARANTINE / f"run-{self._run}" / files[0].relative_to(above)
        if self._safety.protection.reason(place):
            raise ActionError("cannot be put into a quarantine: that would lie in a protected folder")
        return self._together(files, place)

    def _together(self, files: list[Path], wanted: Path) -> list[Path]:
        """Places for a photo and its sidecars, whose names go on belonging together."""
        photo = self._promise(wanted)
        places = [photo]
        places += [self._promise(photo.with_name(_renamed(file.name, files[0], photo))) for file in files[1:]]
        return places

    def _promise(self, wanted: Path) -> Path:
        return self._reserve(free_name(wanted, self._promised))

    def _reserve(self, place: Path) -> Path:
        self._promised.add(os.fspath(place))
        return place

    def _piece(self, path: Path, target: Path | None, read: tuple[FileState, bytes] | None = None) -> Piece:
        """A file on its way to a place. It is looked at before it is read: see ``SafetyCheck.file``."""
        try:
            seen, facts = read[0] if read else look(path), facts_of(path)
        except OSError as error:
            raise ActionError(in_words(error)) from error
        if seen is None:
            raise ActionError("is no longer there")
        digest = read[1] if read else read_digest(path)
        return Piece(path, target, seen.inode, seen.size, digest, facts)

    def _sidecar(self, keeper: Path) -> Path:
        """The sidecar that a keeper has, else the one that it would get."""
        usual = {f"{keeper.name}.xmp".lower(), f"{keeper.stem}.xmp".lower()}
        mine = [path for path in self._neighbourhood.companions(keeper).sidecars if path.name.lower() in usual]
        if mine:
            return mine[0]
        name = f"{keeper.name}.xmp"
        return keeper.with_name(name if len(os.fsencode(name)) <= LONGEST_NAME else f"{keeper.stem}.xmp")

    def _metadata(self, tick: Tick, companions: Companions) -> tuple[tuple[FieldDifference, ...], Fields]:
        """In what a copy and its keeper differ, and what only the copy knows."""
        if tick.keeper is None or (tick.kind is Kind.IDENTICAL and not (companions.sidecars or companions.shared)):
            return (), _NOTHING
        beside_keeper = self._neighbourhood.companions(tick.keeper)
        copy = fields_of(tick.path, [*companions.sidecars, *companions.shared])
        keeper = fields_of(tick.keeper, [*beside_keeper.sidecars, *beside_keeper.shared])
        return differences(copy, keeper), copy.beyond(keeper)


def _entry(
    tick: Tick,
    number: int,
    run: int,
    keeper: FileState | None,
    action: Action,
    note: str,
    pieces: tuple[Piece, ...],
    folders: tuple[Path, ...],
) -> Entry:
    return Entry(
        number, run, action, tick.path, tick.digest, tick.keeper, keeper.inode if keeper else 0, tick.keeper_digest,
        tick.kind, tick.reason, EntryState.INTENDED, note, pieces, folders, 0,
        None if tick.kind is None else tick.backwards,
    )  # fmt: skip


def _renamed(name: str, photo: Path, target: Path) -> str:
    """What a companion is called beside its photo's new name, so that it goes on belonging to it."""
    if target.name == photo.name:
        return name
    for old, new in ((photo.name, target.name), (photo.stem, target.stem)):
        if name.lower().startswith(old.lower()):
            return new + name[len(old) :]
    suffix = Path(name).suffix
    return f"{target.name if suffix.lower() == takeout.SUFFIX else target.stem}{suffix}"


def _folder(path: Path) -> str:
    """The folder of a file, to look up what is known of it: as a path it would take longer to make and to hash."""
    return os.path.dirname(path)  # noqa: PTH120


def _digest_of(content: bytes) -> bytes:
    return blake3(content).digest()
