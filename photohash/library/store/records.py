"""What the store tells of the library as a whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from photohash.core.paths import as_text


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of the library.

    Attributes:
        id: the catalogue's number.
        path: absolute path as the user named it.
        watched: whether ``watch`` follows it.
        protected: whether nothing under it may ever be proposed for removal.
        excludes: folders under it that are left out.
        mount: the mount point it was on when photos were last found in it.
    """

    id: int
    path: Path
    watched: bool
    protected: bool
    excludes: tuple[Path, ...]
    mount: Path


@dataclass(frozen=True, slots=True)
class Counts:
    """The library in numbers.

    Attributes:
        files: paths that are there now.
        photos: contents that have at least one of these files.
        failures: files and folders that could not be taken in.
        roots: folders of the library.
        bytes: what the files take on disk together.
    """

    files: int
    photos: int
    failures: int
    roots: int
    bytes: int


def path_bytes(path: Path) -> bytes:
    """A path as the catalogue stores it: a file name need not be text."""
    return os.fsencode(path)


def sentence(text: str) -> str:
    """A sentence as the catalogue stores it: SQLite's text is UTF-8, and what tells of a name may have any bytes."""
    return as_text(text)


def path_of(stored: bytes) -> Path:
    """A path out of the catalogue."""
    return Path(os.fsdecode(stored))


def signed(number: int) -> int:
    """The low 64 bits of a number as SQLite holds integers; device and inode numbers may use the top one."""
    low = number & 0xFFFF_FFFF_FFFF_FFFF
    return low - (1 << 64) if low >> 63 else low
