"""A library of photos with known truth: photos, copies of some of them, bursts and subjects to confuse, and others.

Photos come from a folder or archive. What lies in ``bursts/<series>/`` are frames taken one after another, in
``subjects/<series>/`` photos of one subject: no two of a series are copies of each other, however alike they look.
Every second burst is given capture times a quarter of a second apart, as a camera writes them; the others have none.
From some photos, and from one of every series, copies are made by transformations dealt out in turn, so that each is
there about as often as any other.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path, PurePosixPath

import numpy as np
from blake3 import blake3
from PIL import Image
from PIL.ExifTags import IFD, Base

from photohash.core.errors import KnownError, PhotoError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.edits import transformations
from photohash.edits.pixel_edits import unchanged
from photohash.edits.transformations import Transformation, random_for
from photohash.evaluation.image_source import LONGEST_SIDE, picture
from photohash.evaluation.source_files import SourceFiles
from photohash.library.photo import SAFE_COPIES, Failure, Kind

BURSTS, SUBJECTS = "bursts", "subjects"
"""The folders whose folders are series of photos that are no copies of each other."""

SAME_BYTES = Transformation("same-bytes", "The file copied.", unchanged(), (Kind.IDENTICAL,))
_LOSSLESS = (SAME_BYTES, Transformation("png", "Saved without loss as PNG.", unchanged(), (Kind.SAME_PIXELS,), "PNG"))

FAMILIES: Mapping[str, tuple[Transformation, ...]] = {
    name: (*_LOSSLESS, *family) for name, family in transformations.FAMILIES.items()
}
"""The families of ``bench copies``, each with the two kinds of copies that lose nothing."""

DEALT = FAMILIES["whole"]
"""What copies are made by."""

_SUFFIXES = {"JPEG": ".jpg", "WEBP": ".webp", "PNG": ".png"}
_TAKEN = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
_FRAME = timedelta(milliseconds=250)
_COPIED_AFTER = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A photo that the library is to hold.

    Attributes:
        name: of the photo in its source.
        path: in the library, with forward slashes and without suffix.
        series: the series it is of, e.g. "bursts/camel", or None.
        taken: the capture time it is to have, or None where it keeps whatever its file says.
        copies: what copies are to be made of it.
    """

    name: str
    path: str
    series: str | None = None
    taken: datetime | None = None
    copies: tuple[Transformation, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of the library, and the truth about it.

    Attributes:
        path: where it is.
        photo: name, in the source, of the photo it shows; two files are copies where this is the same.
        copied_by: name of the transformation, or None for the photo itself.
        kinds: what it rightly is to the photo itself; empty for the photo itself. What changed nothing of its pixels,
            as stronger colours of a photo without any, is also rightly called saved again.
        series: see ``PlannedPhoto``.
        timed: whether it was given a capture time.
    """

    path: Path
    photo: str
    copied_by: str | None = None
    kinds: tuple[Kind, ...] = ()
    series: str | None = None
    timed: bool = False


def plan(names: Sequence[str], *, photos: int, copies: int, others: int | None, seed: int = 0) -> list[PlannedPhoto]:
    """Says what a library is to hold; the same arguments give the same plan.

    Args:
        names: of the photos of a source, with forward slashes. Where some lie in a folder ``photos`` at the top,
            photos elsewhere count only as series.
        photos: how many photos, drawn by ``seed``, get copies, besides one of every series.
        copies: how many copies each of them gets, at most the number of transformations.
        others: how many more photos are there only to be confused with; None for all that are left.
        seed: of the draw, and of the order in which transformations are dealt.
    """
    random = np.random.default_rng(seed)
    plain = [name for name in names if _series(name) is None]
    plain = [name for name in plain if PurePosixPath(name).parts[0] == "photos"] or plain
    drawn = [plain[place] for place in random.permutation(len(plain))]
    kept = drawn[:photos] + drawn[photos:][:others]
    planned = [PlannedPhoto(name, f"photos/{number:05}") for number, name in enumerate(kept)]
    dealt = cycle([DEALT[place] for place in random.permutation(len(DEALT))])
    deal = min(copies, len(DEALT))
    planned[:photos] = [replace(photo, copies=tuple(islice(dealt, deal))) for photo in planned[:photos]]
    series: dict[str, list[str]] = {}
    for name in names:
        if (found := _series(name)) is not None:
            series.setdefault(found, []).append(name)
    for number, (title, members) in enumerate(sorted(series.items())):
        timed = title.startswith(BURSTS) and number % 2 == 0
        begun = _TAKEN + timedelta(hours=number)
        frames = [
            PlannedPhoto(name, f"{title}/{place:03}", title, begun + place * _FRAME if timed else None)
            for place, name in enumerate(members)
        ]
        chosen = int(random.integers(len(frames)))
        frames[chosen] = replace(frames[chosen], copies=tuple(islice(dealt, deal)))
        planned += frames
    return planned


def build(
    source: SourceFiles, planned: Sequence[PlannedPhoto], folder: Path, *, seed: int = 0, task: Task
) -> tuple[list[MadeFile], list[Failure]]:
    """Writes a planned library into a folder.

    Photos longer than 1024 pixels are made smaller first. Of photos with the same bytes only the first is taken: the
    others would be copies that the truth does not know.

    Args:
        source: where the photos are.
        planned: from ``plan``.
        folder: an empty folder, or one to be made.
        seed: of what the transformations leave to chance.
        task: progress, and cancelling at every photo.

    Returns:
        every file written, and the photos that could not be read.

    Raises:
        KnownError: the folder cannot be written.
        Cancelled: the user asked to stop.
    """
    made: list[MadeFile] = []
    failures: list[Failure] = []
    seen: set[bytes] = set()
    task.begin(Stage.MEASURING, len(planned))
    for photo in planned:
        task.check()
        task.advance()
        try:
            content = source.read(photo.name)
            picture(content)
        except PhotoError as error:
            failures.append(Failure(Path(photo.name), str(error)))
            continue
        digest = blake3(content).digest()
        if digest in seen:
            continue
        seen.add(digest)
        try:
            made += _written(photo, content, folder, seed)
        except OSError as error:
            reason = error.strerror or str(error)
            raise KnownError(f"The library to measure cannot be written to {shown(folder)}: {reason}.") from error
    return made, failures


def _series(name: str) -> str | None:
    """The series a photo is of, by its name."""
    parts = PurePosixPath(name).parts
    return "/".join(parts[:2]) if len(parts) > 2 and parts[0] in {BURSTS, SUBJECTS} else None


def _written(photo: PlannedPhoto, content: bytes, folder: Path, seed: int) -> Iterator[MadeFile]:
    """Writes a photo and its copies."""
    content, suffix = _as_taken(photo, content)
    path = folder / f"{photo.path}{suffix}"
    _write(path, content, _TAKEN)
    yield MadeFile(path, photo.name, series=photo.series, timed=photo.taken is not None)
    upright = picture(content)
    for row in photo.copies:
        same = row is SAME_BYTES
        copy = content if same else row.copy(upright, random_for(photo.name, row.name, seed))
        ending = suffix if same else _SUFFIXES[row.format]
        path = folder / "copies" / f"{photo.path.replace('/', ' ')} {row.name}{ending}"
        _write(path, copy, _TAKEN + _COPIED_AFTER)
        unchanged = not same and row.leaves(upright, random_for(photo.name, row.name, seed))
        kinds = (*row.kinds, Kind.RE_ENCODED) if unchanged and not set(row.kinds) & set(SAFE_COPIES) else row.kinds
        yield MadeFile(path, photo.name, row.name, kinds, photo.series)


def _as_taken(photo: PlannedPhoto, content: bytes) -> tuple[bytes, str]:
    """The bytes of a photo as the library is to hold it, and their suffix: unchanged where nothing asks for more."""
    with Image.open(io.BytesIO(content)) as opened:
        small = max(opened.size) <= LONGEST_SIDE
    if small and photo.taken is None:
        return content, PurePosixPath(photo.name).suffix.lower()
    exif = Image.Exif()
    if photo.taken is not None:
        exif[Base.Make], exif[Base.Model] = "Canon", "Canon EOS 600D"
        details = exif.get_ifd(IFD.Exif)
        details[Base.DateTimeOriginal] = photo.taken.strftime("%Y:%m:%d %H:%M:%S")
        details[Base.SubsecTimeOriginal] = f"{photo.taken.microsecond // 10_000:02}"
    file = io.BytesIO()
    picture(content).save(file, "JPEG", quality=95, exif=exif)
    return file.getvalue(), ".jpg"


def _write(path: Path, content: bytes, changed: datetime) -> None:
    """Writes a file that was last changed at a given time, which a keeper may be chosen by."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed.timestamp(), changed.timestamp()))
