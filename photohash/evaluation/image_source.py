"""Photos to measure on: a folder, or a tar archive that is read in place and never unpacked."""

from __future__ import annotations

import io
import tarfile
from abc import ABC, abstractmethod
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from PIL import Image, ImageOps

from photohash.core.errors import KnownError, PhotoError
from photohash.core.files import PHOTO_SUFFIXES, RAW_SUFFIXES
from photohash.core.paths import shown
from photohash.library.decode import PIXEL_LIMIT

LONGEST_SIDE = 1024
"""Photos are measured at this many pixels at most: codes look at far fewer, and transforming more takes long."""


class PhotoSource(ABC):
    """Photos by name, in a fixed order. A context manager; closing it closes the archive.

    Attributes:
        names: the photos' names, sorted; relative paths with forward slashes.
    """

    names: tuple[str, ...] = ()

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The bytes of one photo.

        Raises:
            PhotoError: the file cannot be read.
        """

    @abstractmethod
    def close(self) -> None:
        """Lets go of whatever is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Folder(PhotoSource):
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names = tuple(
            sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if _is_photo(path.name))
        )

    def read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise PhotoError(f"cannot be read: {error.strerror or error}") from error

    def close(self) -> None:
        """Nothing stays open between reads."""


class _Archive(PhotoSource):
    def __init__(self, path: Path, *, everything: bool) -> None:
        self._tar = tarfile.open(path)  # noqa: SIM115 - closed by close()
        files = {member.name: member for member in self._tar.getmembers() if member.isfile() and _is_photo(member.name)}
        photos = {name: member for name, member in files.items() if PurePosixPath(name).parts[0] == "photos"}
        self._members = files if everything else photos or files
        self.names = tuple(sorted(self._members))

    def read(self, name: str) -> bytes:
        try:
            content = self._tar.extractfile(self._members[name])
            return content.read() if content else b""
        except (OSError, EOFError, tarfile.TarError) as error:
            raise PhotoError(f"cannot be read from the archive: {error}") from error

    def close(self) -> None:
        self._tar.close()


def open_source(path: Path, *, everything: bool = False) -> PhotoSource:
    """Lists the photos of a folder and all folders in it, or of a tar archive.

    An archive with a folder ``photos`` at its top is taken to keep other things beside it: only that folder counts.

    Args:
        path: the folder or archive.
        everything: whether the other folders of such an archive count too.

    Raises:
        KnownError: there is nothing at the path, it is neither a folder nor an archive, or it holds no photos.
    """
    if not path.exists():
        raise KnownError(f"There is nothing at {shown(path)}: name a folder of photos or a .tar archive of them.")
    try:
        source = _Folder(path) if path.is_dir() else _Archive(path, everything=everything)
    except (OSError, EOFError, tarfile.TarError) as error:
        raise KnownError(f"{shown(path)} is neither a folder nor a readable .tar archive: {error}.") from error
    if not source.names:
        source.close()
        raise KnownError(f"{shown(path)} holds no photos: nothing in it ends in .jpg, .png or another photo suffix.")
    return source


def picture(content: bytes, longest: int = LONGEST_SIDE) -> Image.Image:
    """Decodes a photo upright, as RGB, with its longest side at most ``longest`` pixels.

    Raises:
        PhotoError: the bytes are no photo, are cut short or hold too many pixels.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:
                raise PhotoError(f"has {opened.width} x {opened.height} pixels, more than photohash decodes")
            opened.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise PhotoError(f"cannot be decoded: {error}") from error
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return upright


def _is_photo(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in PHOTO_SUFFIXES - RAW_SUFFIXES and not path.name.startswith(".")
