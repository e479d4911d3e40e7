"""The photos to learn from: files in folders and members of tar files, read one at a time."""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps

from photohash.core.errors import PhotoError, UsageError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.library.photo import Failure

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Example:
    """One photo to learn from.

    Attributes:
        name: its path inside its source, with forward slashes; sorting by it fixes the order of examples.
        path: the file to read: the photo itself, or the tar file that holds it.
        offset: where the photo begins in the file, in bytes.
        size: bytes of the photo.
    """

    name: str
    path: Path
    offset: int
    size: int

    def image(self) -> Image.Image:
        """The photo upright in RGB.

        Raises:
            PhotoError: it cannot be read or decoded; the message reads well after the name.
        """
        try:
            with self.path.open("rb") as file:
                file.seek(self.offset)
                content = file.read(self.size)
            with Image.open(io.BytesIO(content)) as image:
                return ImageOps.exif_transpose(image).convert("RGB")
        except Exception as error:  # decoders raise anything at all on damaged bytes
            raise PhotoError(f"in {shown(self.path)} cannot be read: {error}") from error


def find_examples(sources: Iterable[Path]) -> list[Example]:
    """Every photo under the sources, in an order that depends on their names alone.

    Args:
        sources: folders, searched to any depth, and uncompressed tar files.

    Raises:
        UsageError: a source is neither, or there is no photo in any.
    """
    found = [example for source in sources for example in _examples(source)]
    if not found:
        raise UsageError("There is no photo to learn from in the folders and tar files given.")
    return sorted(found, key=lambda example: example.name)


def readable(examples: Sequence[Example], task: Task) -> tuple[list[Example], list[Failure]]:
    """Tries every photo once, so that one that is damaged is left out at the start and not met hours later.

    Args:
        examples: all photos.
        task: counts photos; cancelling it ends the work.

    Returns:
        The photos that can be read, and the others with their reasons.
    """
    task.begin(Stage.ENCODING, len(examples))
    whole: list[Example] = []
    failures: list[Failure] = []
    for example in examples:
        task.check()
        try:
            example.image()
            whole.append(example)
        except PhotoError as error:
            failures.append(Failure(Path(example.name), str(error)))
        task.advance()
    return whole, failures


def hold_out(examples: Sequence[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Splits examples into those to learn from and those to measure on.

    A photo's side is decided by its name alone, so that it never changes sides when others are added.

    Args:
        examples: all photos.
        share: of them to hold out, 0 to 1, met on average.

    Returns:
        The examples to learn from and the ones held out.
    """
    limit = round(share * 2**32)
    learnt: list[Example] = []
    held: list[Example] = []
    for example in examples:
        place = zlib.crc32(example.name.encode("utf-8", "surrogateescape"))
        (held if place < limit else learnt).append(example)
    return learnt, held


def _examples(source: Path) -> list[Example]:
    """The photos of one source."""
    if source.is_dir():
        return [
            Example(path.relative_to(source).as_posix(), path, 0, path.stat().st_size)
            for path in sorted(source.rglob("*"))
            if path.suffix.lower() in _SUFFIXES and path.is_file()
        ]
    try:
        with tarfile.open(source, "r:") as archive:
            return [
                Example(PurePosixPath(member.name).as_posix(), source, member.offset_data, member.size)
                for member in archive
                if member.isfile() and PurePosixPath(member.name).suffix.lower() in _SUFFIXES
            ]
    except (OSError, tarfile.TarError) as error:
        raise UsageError(f"{shown(source)} is neither a folder nor an uncompressed tar file: {error}") from error
