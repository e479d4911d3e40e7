"""Looking at files without touching them: what is at a path now, and whether it is still what it was."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import in_words
from photohash.library.digest import digest
from photohash.library.store import Piece


@dataclass(frozen=True, slots=True)
class Seen:
    """A regular file as the file system had it at one moment.

    Attributes:
        device: the volume it is on.
        inode: its number there; with ``device`` it is the same for all paths that lead to one file.
        size: bytes.
        mtime_ns: modification time.
        ctime_ns: when anything of it last changed; no program can set this back.
        links: how many names it has.
    """

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int
    links: int

    @property
    def place(self) -> tuple[int, int]:
        """What is the same for all paths that lead to one file."""
        return self.device, self.inode


def look(path: Path) -> Seen | None:
    """What is at a path, not following a link there; None where there is nothing.

    Raises:
        ActionError: it is no regular file, or nobody may look.
    """
    try:
        info = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ActionError(in_words(error)) from error
    if stat.S_ISLNK(info.st_mode):
        raise ActionError("is a link to a file elsewhere, and not a file of its own")
    if not stat.S_ISREG(info.st_mode):
        raise ActionError("is not a regular file")
    return Seen(info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_nlink)


def is_taken(path: Path) -> bool:
    """Whether a name is taken, by whatever; also where nobody may look."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def is_piece(path: Path | None, piece: Piece) -> bool:
    """Whether the very file of a piece is at a path.

    Volumes get new numbers when they are plugged in again, and some file systems give files new numbers too: then the
    bytes decide.
    """
    seen = _seen(path)
    if path is None or seen is None or seen.size != piece.size:
        return False
    if seen.inode == piece.inode and seen.mtime_ns == piece.facts.mtime_ns:
        return True
    return not piece.copied and _has(path, piece.digest) and seen.mtime_ns == piece.facts.mtime_ns


def holds(path: Path | None, content: bytes) -> bool:
    """Whether a regular file is at a path whose bytes have a digest."""
    return path is not None and _seen(path) is not None and _has(path, content)


def is_one_file(one: Path, other: Path) -> bool:
    """Whether two names lead to the same file, without following links."""
    first, second = _seen(one), _seen(other)
    return first is not None and second is not None and first.place == second.place


def read_digest(path: Path) -> bytes:
    """The digest of a file's bytes, read now.

    Raises:
        ActionError: it cannot be read.
    """
    try:
        return digest(path)
    except PhotoError as error:
        raise ActionError(str(error)) from error


def device_of(folder: Path) -> int | None:
    """The volume that a folder is on; None where there is no such folder."""
    try:
        return os.stat(folder).st_dev  # noqa: PTH116
    except OSError:
        return None


def _seen(path: Path | None) -> Seen | None:
    if path is None:
        return None
    try:
        return look(path)
    except ActionError:
        return None


def _has(path: Path, content: bytes) -> bool:
    try:
        return digest(path) == content
    except PhotoError:
        return False
