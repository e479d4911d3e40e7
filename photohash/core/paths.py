"""Where things live on disk, names fit for a screen, and writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import platformdirs


def default_library() -> Path:
    """The library directory used when none is named."""
    return Path(platformdirs.user_data_dir("photohash", appauthor=False))


_COMMANDING = {
    code: chr(code).encode("unicode_escape").decode("ascii")
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Characters that tell a screen what to do: controls, and those that turn the direction of writing."""


def as_text(path: Path | str) -> str:
    r"""A path as text that any UTF-8 file can take: bytes of a name that are not UTF-8 come as ``\xNN``."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown(path: Path | str) -> str:
    r"""A path as text that any screen can take.

    Bytes that are not UTF-8 come as ``\xNN``, and so do characters that command a terminal; the real path keeps them.
    """
    return as_text(path).translate(_COMMANDING)


def shown_within(folder: Path, roots: Iterable[Path]) -> str:
    """A folder from the name of the root on that it lies in: "Photos/2024/Rome"; one outside by its whole path."""
    root = max((root for root in roots if folder.is_relative_to(root)), key=lambda root: len(root.parts), default=None)
    if root is None or not root.name:
        return shown(folder)
    return shown(Path(root.name, folder.relative_to(root)))


def write_atomically(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replaces a file so that a reader sees the old content or the new, never a part.

    Args:
        path: the file; its folder exists.
        content: all of it.
        lasting: whether the new content must still be there after a power cut. What can be made again need not wait for
            the disk; a cut may then leave any of it, so whoever reads it has to notice damage.

    Raises:
        OSError: the folder cannot be written or the disk is full; the old content is untouched.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if lasting:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
