"""Files to measure on or to learn from: of a folder, or of a tar archive that is read in place and never unpacked."""

from __future__ import annotations

import lzma
import os
import tarfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import in_words, is_passed_by
from photohash.core.paths import shown

_IN_MEMORY = 4 << 30
"""How much of a packed archive is held in memory, where its members cannot be sought."""


class SourceFiles(ABC):
    """Files of a folder or an archive by name.

    Attributes:
        path: of the folder or archive.
        names: sorted; paths with forward slashes.
    """

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self.path, self.names = path, sorted(names)

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            PhotoError: it cannot be read.
        """


class _Folder(SourceFiles):
    def __init__(self, path: Path, is_wanted: Callable[[str], bool]) -> None:
        names = []
        for folder, folders, files in os.walk(path):
            folders[:] = [name for name in folders if not is_passed_by(name, folder)]
            names += [(Path(folder) / name).relative_to(path).as_posix() for name in files if is_wanted(name)]
        super().__init__(path, names)

    def read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise PhotoError(in_words(error)) from error


class _Archive(SourceFiles):
    """A tar archive. Of a plain one the places of its files are kept; a packed one is read into memory at once."""

    def __init__(self, path: Path, is_wanted: Callable[[str], bool]) -> None:
        self._is_wanted = is_wanted
        self._places: dict[str, tuple[int, int]] = {}
        self._contents: dict[str, bytes] = {}
        try:
            with tarfile.open(path, "r:") as plain:
                for member in plain:
                    if self._takes(member):
                        self._places[_name(member)] = member.offset_data, member.size
        except tarfile.ReadError:
            self._unpack(path)
        super().__init__(path, [*self._places, *self._contents])

    def _takes(self, member: tarfile.TarInfo) -> bool:
        return member.isfile() and self._is_wanted(PurePosixPath(member.name).name)

    def _unpack(self, path: Path) -> None:
        self._places.clear()
        held = 0
        with tarfile.open(path, "r|*") as packed:
            for member in packed:
                if not self._takes(member):
                    continue
                held += member.size
                if held > _IN_MEMORY:
                    raise UsageError(
                        f"{shown(path)} holds more than {_IN_MEMORY >> 30} GB; unpack it and name the folder."
                    )
                content = packed.extractfile(member)
                self._contents[_name(member)] = content.read() if content else b""

    def read(self, name: str) -> bytes:
        if name in self._contents:
            return self._contents[name]
        offset, size = self._places[name]
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        except OSError as error:
            raise PhotoError(in_words(error)) from error


def open_files(path: Path, is_wanted: Callable[[str], bool]) -> SourceFiles:
    """Lists the files of a folder and all folders in it that a scan would look into, or of a tar archive.

    Args:
        path: the folder or archive.
        is_wanted: tells by a file's bare name whether it counts.

    Raises:
        UsageError: there is nothing at the path, it is neither a folder nor an archive, or one packed and too large.
    """
    if not path.exists():
        raise UsageError(f"There is nothing at {shown(path)}: name a folder or an archive of photos.")
    try:
        return _Folder(path, is_wanted) if path.is_dir() else _Archive(path, is_wanted)
    except (OSError, EOFError, tarfile.TarError, lzma.LZMAError, zlib.error) as error:
        raise UsageError(f"{shown(path)} is neither a folder nor a whole .tar archive: {error}.") from error


def _name(member: tarfile.TarInfo) -> str:
    return PurePosixPath(member.name).as_posix()
