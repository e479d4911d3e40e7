"""What the store tells of the library as a whole."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from photohash.core.paths import as_text
from photohash.library.photo import Holdings, PhotoFile

_NOTHING_MORE = Holdings()
_SEPARATOR = os.fsencode(os.sep)


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
        protected_subfolders: folders under it in which nothing may be proposed for removal, whatever goes for the rest.
    """

    id: int
    path: Path
    watched: bool
    protected: bool
    excludes: tuple[Path, ...]
    mount: Path
    protected_subfolders: tuple[Path, ...] = ()

    @property
    def protected_places(self) -> tuple[Path, ...]:
        """The folders in which nothing may be touched: all of it, or those under it that are protected."""
        return (self.path, *self.protected_subfolders) if self.protected else self.protected_subfolders


@dataclass(frozen=True, slots=True)
class FolderState:
    """A folder of the library as it is now.

    Attributes:
        root: the folder, with how it is treated.
        offline: whether it is not there, or empty because its drive is not.
        files: photo files known in it, those of a folder of the library inside it left aside.
    """

    root: Root
    offline: bool
    files: int


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


@dataclass(frozen=True, slots=True)
class Trouble:
    """A pair of photos on which photohash failed: a bug of its own, and no fault of the files.

    Attributes:
        a: a file of one.
        b: a file of the other.
        error: what was raised.
    """

    a: Path
    b: Path
    error: str


def path_bytes(path: Path) -> bytes:
    """A path as the catalogue stores it: a file name need not be text."""
    return os.fsencode(path)


def sentence(text: str) -> str:
    """A sentence as the catalogue stores it: SQLite's text is UTF-8, and what tells of a name may have any bytes."""
    return as_text(text)


def path_of(stored: bytes) -> Path:
    """A path out of the catalogue."""
    folder, _, name = stored.rpartition(_SEPARATOR)
    if not name or not folder or folder.endswith(b":"):  # a drive and a name in it would be another path
        return Path(os.fsdecode(stored))
    return _folder(folder) / os.fsdecode(name)


@lru_cache(maxsize=1024)
def _folder(stored: bytes) -> Path:
    """A folder out of the catalogue: the files of one come together, and taking its path apart is most of the work."""
    return Path(os.fsdecode(stored))


def file_of(path: bytes, size: int, mtime_ns: int, device: int, inode: int) -> PhotoFile:
    """A photo's file out of the catalogue."""
    return PhotoFile(path_of(path), size, mtime_ns, (device, inode))


def below(folder: Path) -> tuple[bytes, bytes]:
    """The open range of stored paths that are below a folder."""
    stem = inside(folder)
    return stem, stem[:-1] + bytes([stem[-1] + 1])


def inside(folder: Path) -> bytes:
    """What the stored paths below a folder begin with."""
    return path_bytes(folder).rstrip(_SEPARATOR) + _SEPARATOR


def holdings_stored(holdings: Holdings) -> str:
    """What a photo holds, as the catalogue stores it: what most photos have is left out."""
    usual = asdict(_NOTHING_MORE)
    return json.dumps({name: value for name, value in asdict(holdings).items() if value != usual[name]})


def holdings_of(stored: str) -> Holdings:
    """What a photo holds, out of the catalogue."""
    if stored == "{}":
        return _NOTHING_MORE
    facts = json.loads(stored)
    size = facts.pop("own_size", None)
    return Holdings(**facts, own_size=(size[0], size[1]) if size else None)


def signed(number: int) -> int:
    """The low 64 bits of a number as SQLite holds integers; device and inode numbers may use the top one."""
    low = number & 0xFFFF_FFFF_FFFF_FFFF
    return low - (1 << 64) if low >> 63 else low
