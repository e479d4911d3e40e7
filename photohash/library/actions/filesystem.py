"""Every way in which photohash changes a disk that holds photos, none of which can overwrite or destroy a file.

Names are given, never taken from another file: renaming and creating fail where something has the name already. The
one method that removes a file removes only what photohash itself set aside under a name of its own. Whatever else
happens to files in this package is put together from these steps, so a test that stops, refuses or disturbs each of
them has seen all that can happen in between.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from photohash.core.paths import shown
from photohash.library.store import FileAttributes

_BLOCK = 1 << 20
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCL = 4
_FICLONE = 0x40049409
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})

_OURS = re.compile(r"\.photohash-\d+-\d+[a-z]?(\.\w+)?|.+\.trashinfo", re.DOTALL)
"""Names of what may be removed: files that photohash set aside or was still writing, and its notes in trash cans."""


def own_name(entry: int, place: int, letter: str = "", suffix: str = "") -> str:
    """A name for a file set aside, hidden from scans: of a journal entry, a piece of it, and what it is there for."""
    plain = suffix if re.fullmatch(r"\.\w{1,9}", suffix, re.ASCII) else ""
    return f".photohash-{entry}-{place}{letter}{plain}"


def is_own_name(name: str) -> bool:
    """Whether only photohash gives files such a name."""
    return bool(_OURS.fullmatch(name))


class FileSystem:
    """The steps. Each raises ``OSError`` and then has done nothing, unless it says otherwise."""

    def make_folder(self, folder: Path, mode: int = 0o777) -> None:
        """Makes one folder, lasting; it is no error if it is there."""
        try:
            folder.mkdir(mode)
        except FileExistsError:
            if not folder.is_dir():
                raise
        else:
            self.sync(folder.parent)

    def rename(self, source: Path, destination: Path) -> None:
        """Gives a file another name on its volume.

        Raises:
            FileExistsError: something has that name already.
            OSError: with ``errno.EXDEV`` where it is on another volume.
        """
        if os.name == "nt":
            source.rename(destination)  # never replaces on Windows
        elif not _renamed_exclusively(os.fsencode(source), os.fsencode(destination)):
            _rename_by_link(source, destination)

    def hard_link(self, file: Path, name: Path) -> None:
        """Gives a file a second name. Raises ``FileExistsError`` where something has that name."""
        os.link(file, name)

    def soft_link(self, target: Path, name: Path) -> None:
        """Makes a symbolic link. Raises ``FileExistsError`` where something has that name."""
        name.symlink_to(target)

    def clone(self, source: Path, name: Path) -> None:
        """Makes a file that shares the blocks of another until one of them is written to.

        Raises:
            OSError: the file system cannot do that; nothing is left behind.
        """
        if not sys.platform.startswith("linux"):
            raise OSError(errno.ENOTSUP, "this system has no reflinks that photohash can make")
        import fcntl

        with source.open("rb") as read, _created(name) as written:
            try:
                fcntl.ioctl(written.fileno(), _FICLONE, read.fileno())
            except OSError:
                self.remove(name)
                raise
            os.fsync(written.fileno())

    def copy(self, source: Path, name: Path) -> None:
        """Writes the bytes of a file to a new one, lasting. What was written stays there if it fails half-way."""
        with source.open("rb") as read, _created(name) as written:
            shutil.copyfileobj(read, written, _BLOCK)
            written.flush()
            os.fsync(written.fileno())

    def write(self, name: Path, content: bytes) -> None:
        """Writes a new file, lasting. What was written stays there if it fails half-way."""
        with _created(name) as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())

    def restore(self, file: Path, facts: FileAttributes) -> None:
        """Gives a file the permissions, owner, extended attributes and times of another.

        Owner and attributes are given as far as this user may; what was not possible is not an error, since the bytes
        matter more.
        """
        if hasattr(os, "chown"):
            with _as_far_as_allowed():
                os.chown(file, facts.owner, facts.group)
        for name, value in facts.attributes.items():
            with _as_far_as_allowed():
                os.setxattr(file, name, value)
        file.chmod(facts.mode)
        os.utime(file, ns=(facts.atime_ns, facts.mtime_ns))
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, name: Path) -> None:
        """Removes a file that photohash set aside or made.

        Raises:
            ValueError: it does not have a name of photohash's own: that is never removed.
        """
        if not is_own_name(name.name):
            raise ValueError(f"{shown(name)} is not a file of photohash's own")
        name.unlink()

    def remove_folder(self, folder: Path) -> None:
        """Removes an empty folder; raises ``OSError`` for any other."""
        folder.rmdir()

    def sync(self, folder: Path) -> None:
        """Makes what was done to the names in a folder last through a power cut, where the system can."""
        if os.name != "posix":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
        finally:
            os.close(descriptor)

    def send_to_trash(self, file: Path) -> None:
        """Hands a file to the trash of macOS or Windows, which alone knows where it goes."""
        from send2trash import send2trash

        send2trash(file)


def facts_of(file: Path) -> FileAttributes:
    """What the file system keeps of a file beside its bytes."""
    info = file.lstat()
    attributes: dict[str, bytes] = {}
    if hasattr(os, "listxattr"):
        try:
            for name in os.listxattr(file, follow_symlinks=False):
                attributes[name] = os.getxattr(file, name, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    return FileAttributes(
        info.st_mode & 0o7777, info.st_uid, info.st_gid, info.st_atime_ns, info.st_mtime_ns, attributes,
        whole=hasattr(os, "listxattr"),
    )  # fmt: skip


def _created(name: Path) -> BinaryIO:
    """A new file, to write to; one that is there already is never opened."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(name, flags, 0o600), "wb")


@contextmanager
def _as_far_as_allowed() -> Iterator[None]:
    """Passes over what this user or this file system may not have, and nothing else."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED | {errno.EPERM, errno.EACCES}:
            raise


def _renamed_exclusively(source: bytes, destination: bytes) -> bool:
    """Renames by the call that fails where the name is taken; False where this system or file system has none."""
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, source, _AT_FDCWD, destination, _RENAME_NOREPLACE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(source, destination, _RENAME_EXCL)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), os.fsdecode(source), None, os.fsdecode(destination))


def _rename_by_link(source: Path, destination: Path) -> None:
    """Renames where there is no such call: by a second name, which is never given where one is taken.

    Where there are no second names either, an empty file takes the name first, and only that is ever replaced.
    """
    try:
        os.link(source, destination)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _UNSUPPORTED | {errno.EPERM}:
            raise
        _replace_placeholder(source, destination)
    else:
        source.unlink()


def _replace_placeholder(source: Path, destination: Path) -> None:
    _created(destination).close()
    try:
        source.replace(destination)
    except OSError:
        destination.unlink()  # the empty file made a line above
        raise
