"""What the catalogue keeps of actions: the files ticked for one, and the journal of what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from photohash.library.photo import Kind


class Action(StrEnum):
    """What is done to a file. Values are the words of the command line."""

    TRASH = "trash"
    QUARANTINE = "quarantine"
    HARDLINK = "hardlink"
    REFLINK = "reflink"
    SYMLINK = "symlink"
    MOVE = "move"
    RESCUE = "rescue"
    """Writing what only a copy knows into a sidecar of its keeper; comes with the others, never by itself."""


LINKS: frozenset[Action] = frozenset({Action.HARDLINK, Action.REFLINK, Action.SYMLINK})
"""Actions that leave the keeper's bytes at the copy's path."""


class EntryState(StrEnum):
    """How far a journal entry has come."""

    INTENDED = "intended"
    DONE = "done"
    FAILED = "failed"
    """Nothing is changed: it could not be done, or was taken back half-way."""
    UNDOING = "undoing"
    UNDONE = "undone"
    DIFFERS = "differs"
    """The disk is not as any step of the entry leaves it: somebody else was there. The note says what was found."""


class DecisionVerdict(StrEnum):
    """What the user said of two photos."""

    NOT_DUPLICATES = "not-duplicates"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class FileAttributes:
    """What a file system keeps of a file beside its bytes.

    Attributes:
        mode: permission bits.
        owner: user id.
        group: group id.
        atime_ns: last access.
        mtime_ns: last change.
        attributes: extended attributes, POSIX access lists among them.
        whole: whether that is all: some systems do not let Python read extended attributes.
    """

    mode: int
    owner: int
    group: int
    atime_ns: int
    mtime_ns: int
    attributes: Mapping[str, bytes] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an entry: the photo, or a sidecar that travels with it.

    Attributes:
        source: where it was.
        destination: where it went or was set aside; None where only the system's trash knows.
        inode: its number on its volume.
        size: bytes.
        digest: BLAKE3 of its bytes.
        facts: what the file system kept of it.
        copied: whether it went to another volume, by a verified copy.
        kept: whether what was set aside stays there; else it is dropped once the link in its place is verified.
        restored: where it was put back; None until then.
    """

    source: Path
    destination: Path | None
    inode: int
    size: int
    digest: bytes
    facts: FileAttributes
    copied: bool = False
    kept: bool = True
    restored: Path | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One action on one photo, as the journal keeps it.

    Attributes:
        id: number in the journal; 0 before it is there.
        run: number of the first entry of the same run.
        action: what is done.
        path: the file it is about.
        digest: of the photo; of the new content where a sidecar is written.
        keeper: the copy that stays, which was verified just before; None where the user chose the photo by hand and
            said yes to its going without one.
        keeper_inode: the keeper's number on its volume: a hard link has the same; 0 without one.
        keeper_digest: of the keeper, or None.
        kind: what the file was to its keeper.
        reason: in words, why.
        state: how far it has come.
        note: what the user should know of it, or "".
        pieces: the files concerned, the photo first; empty for a sidecar that was not there before.
        folders: folders that were made for it.
        made: when, in seconds since 1970 by the clock of that moment.
        backwards: whether the kind tells what became of the keeper; None where an earlier version did not note it.
    """

    id: int
    run: int
    action: Action
    path: Path
    digest: bytes
    keeper: Path | None
    keeper_inode: int
    keeper_digest: bytes | None
    kind: Kind | None
    reason: str
    state: EntryState
    note: str
    pieces: tuple[Piece, ...]
    folders: tuple[Path, ...]
    made: int
    backwards: bool | None = None

    @property
    def bytes(self) -> int:
        """What the pieces take together."""
        return sum(piece.size for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Tick:
    """A file that is to be acted on: one line of the saved plan.

    Attributes:
        path: the file.
        digest: of the photo in it.
        size: bytes, when it was last read.
        mtime_ns: modification time then.
        keeper: the copy to keep; None where the user chose the file by hand and no copy stays. Such a tick is never
            saved, and nothing but the user's yes to its very bytes carries it out.
        keeper_digest: of that, or None.
        kind: what the file is to the keeper, or None.
        action: what is to be done.
        folder: where to, for a move.
        reason: in words, why the file is ticked.
        problem: why it could not be done the last time, or "".
        backwards: whether the kind tells what became of the keeper, as for a member of a group; of a plan just made.
    """

    path: Path
    digest: bytes
    size: int
    mtime_ns: int
    keeper: Path | None
    keeper_digest: bytes | None
    kind: Kind | None
    action: Action
    folder: Path | None
    reason: str
    problem: str = ""
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user said of two contents; ``a <= b``, equal where it is about byte-identical files.

    Attributes:
        a: digest of one.
        b: digest of the other.
        verdict: what was said.
        made: when, in seconds since 1970 by the clock of that moment; 0 where that does not matter.
    """

    a: bytes
    b: bytes
    verdict: DecisionVerdict
    made: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DoneRun:
    """A run of actions of which something can be taken back.

    Attributes:
        number: of the run.
        action: most of what was done.
        files: how many photos' files can be taken back.
        made: when, in seconds since 1970 by the clock of that moment.
    """

    number: int
    action: Action
    files: int
    made: int
