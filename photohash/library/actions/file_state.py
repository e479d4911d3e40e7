"""Looking at files without touching them: what is at a path now, and whether it is still what it was."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from blake3 import blake3

from photohash.core.errors import ActionError, PhotoError
from photohash.core.files import in_words, open_regular
from photohash.library.digest import digest
from photohash.library.store import Piece

_READ_WHOLE = 1 << 20
_BLOCK = 1 << 16


class FileState(NamedTuple):
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


def look(path: Path) -> FileState | None:
    """What is at a path, not following a link there; None where there is nothing.

    Raises:
        ActionError: it is no regular file, or nobody may look.
    """
    try:
        info = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ActionError(in_words(error)) from error
    if stat.S_ISLNK(info.st_mode):
        raise ActionError("is a link to a file elsewhere, and not a file of its own")
    if not stat.S_ISREG(info.st_mode):
        raise ActionError("is not a regular file")
    return FileState(info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_nlink)


def is_file_elsewhere(one: FileState, other: FileState) -> bool:
    """Whether two files of equal bytes on two volumes are all but surely one file that both volumes show.

    When anything of a file last changed is noted by the system alone, to parts of a second: two files of equal size and
    time never have that in common too. Where it is only the time of writing once more, or is told in whole seconds, it
    says nothing.
    """
    return (
        one.device != other.device
        and (one.size, one.mtime_ns, one.ctime_ns) == (other.size, other.mtime_ns, other.ctime_ns)
        and one.ctime_ns != one.mtime_ns
        and one.ctime_ns % 1_000_000_000 != 0
    )


def can_be_read(path: Path, seen: FileState, content: bytes) -> bool:
    """Whether a file that was seen before can be opened by its path now and still has its bytes.

    Some file systems go on telling for a while what they told of a file that is gone; only opening it asks them anew.
    Of a large file the first and the last block are read.

    Args:
        path: of the file.
        seen: as it was when all of it was read.
        content: the digest that it had then.
    """
    try:
        with open_regular(path) as file:
            info = os.fstat(file.fileno())
            if (info.st_size, info.st_mtime_ns) != (seen.size, seen.mtime_ns):
                return False
            if seen.size <= _READ_WHOLE:
                return blake3(file.read()).digest() == content
            first = file.read(_BLOCK)
            file.seek(-_BLOCK, os.SEEK_END)
            return len(first) == len(file.read()) == _BLOCK
    except (PhotoError, OSError):
        return False


def can_be_opened(path: Path) -> bool:
    """Whether a regular file can be opened and read at a path."""
    try:
        with open_regular(path) as file:
            file.read(1)
    except (PhotoError, OSError):
        return False
    return True


def seen_now(path: Path | None) -> FileState | None:
    """What ``look`` sees, and None too where it refuses."""
    if path is None:
        return None
    try:
        return look(path)
    except ActionError:
        return None


def still(path: Path, seen: FileState) -> bool:
    """Whether nothing of a file has changed since it was looked at."""
    return seen_now(path) == seen


def is_same_but_for_names(now: FileState | None, before: FileState) -> bool:
    """Whether a file is as it was, but for names of it that came or went."""
    return now is not None and now._replace(ctime_ns=0, links=0) == before._replace(ctime_ns=0, links=0)


def is_taken(path: str | Path) -> bool:
    """Whether a name is taken, by whatever; also where nobody may look. A name that is too long can have nothing."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_piece(path: Path | None, piece: Piece) -> bool:
    """Whether the very file of a piece is at a path.

    Volumes get new numbers when they are plugged in again, and some file systems give files new numbers too: then the
    bytes decide.
    """
    seen = seen_now(path)
    if path is None or seen is None or seen.size != piece.size:
        return False
    if seen.inode == piece.inode and seen.mtime_ns == piece.facts.mtime_ns:
        return True
    return not piece.copied and _has(path, piece.digest) and seen.mtime_ns == piece.facts.mtime_ns


def holds(path: Path | None, content: bytes) -> bool:
    """Whether a regular file is at a path whose bytes have a digest."""
    return path is not None and seen_now(path) is not None and _has(path, content)


def is_one_file(one: Path, other: Path) -> bool:
    """Whether two names lead to the same file, without following links."""
    first, second = seen_now(one), seen_now(other)
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


def _has(path: Path, content: bytes) -> bool:
    try:
        return digest(path) == content
    except PhotoError:
        return False
