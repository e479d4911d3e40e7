"""``bench originals``: whether a camera's own file is ever ticked beside what programs make of it, and what is.

Each photo is put beside one file at a time: a lossless save, an enlarged copy with and without its EXIF, a later save
of higher quality, a copy stripped of all but the picture. None of them holds all that the camera's file holds, so
ticking the camera's file is an error; ticking the other one is what photohash is for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from PIL.ExifTags import IFD, Base

from photohash.bench.library import OpenBrowser, OpenPipeline
from photohash.core.errors import KnownError, PhotoError
from photohash.core.paths import shown
from photohash.core.task import Stage, Task
from photohash.evaluation import machine
from photohash.evaluation.image_source import open_source, picture
from photohash.evaluation.source_files import SourceFiles
from photohash.library.photo import Failure

_LONGEST = 2400
"""Photos are made no longer than this before a camera is written into them; a camera's own file stays as it is."""

_SMALLEST = 200
"""Pixels of the shorter side under which a file is no photo but a sample of a header."""

_THUMB, _NEARLY_THE_SAME = (16, 16), 4.0
"""Size of a small picture, and the mean difference of two in levels up to which two photos may show the same."""

_QUALITY, _FINER = 88, 97


@dataclass(frozen=True, slots=True)
class CameraOriginal:
    """A camera's own file.

    Attributes:
        content: its bytes, a JPEG.
        shown: its upright picture.
        stored: its picture as it is stored, before it is turned.
        exif: its EXIF.
    """

    content: bytes
    shown: Image.Image
    stored: Image.Image
    exif: bytes


def _png(original: CameraOriginal) -> tuple[str, bytes]:
    return ".png", _saved(original.shown, "PNG")


def _enlarged(original: CameraOriginal) -> tuple[str, bytes]:
    return ".jpg", _saved(_larger(original.shown), "JPEG", quality=95)


def _enlarged_with_exif(original: CameraOriginal) -> tuple[str, bytes]:
    return ".jpg", _saved(_larger(original.stored), "JPEG", quality=95, exif=original.exif)


def _saved_finer(original: CameraOriginal) -> tuple[str, bytes]:
    return ".jpg", _saved(original.stored, "JPEG", quality=_FINER, subsampling=0, exif=original.exif)


def _stripped(original: CameraOriginal) -> tuple[str, bytes]:
    return ".jpg", _saved(original.shown, "JPEG", quality=95)


BESIDE: Mapping[str, Callable[[CameraOriginal], tuple[str, bytes]]] = {
    "PNG of its pixels": _png,
    "enlarged": _enlarged,
    "enlarged, EXIF copied": _enlarged_with_exif,
    "saved again, finer": _saved_finer,
    "stripped": _stripped,
}
"""What each original is put beside, by name: gives the suffix and the bytes of the other file."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What came of all originals beside one kind of file.

    Attributes:
        pairs: how many there are.
        originals_ticked: the camera's files that would be put away, which is wrong.
        copies_ticked: how many of the other files would be.
    """

    pairs: int
    originals_ticked: tuple[Path, ...]
    copies_ticked: int


@dataclass(frozen=True, slots=True)
class OriginalsResult:
    """The outcome.

    Attributes:
        machine: what it ran on; see ``machine.describe``.
        model: the model's id.
        originals: how many there are.
        cameras: how many of them are a camera's own files; a camera was written into the others.
        beside: what came of them, by the names in ``BESIDE``.
        failures: photos that could not be used.
    """

    machine: Mapping[str, Any]
    model: str
    originals: int
    cameras: int
    beside: Mapping[str, Beside]
    failures: tuple[Failure, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The document of ``photohash bench originals --json``."""
        pairs = sum(found.pairs for found in self.beside.values())
        ticked = sum(found.copies_ticked for found in self.beside.values())
        return {
            "machine": dict(self.machine),
            "ratios": {"copies ticked": ticked / pairs if pairs else 0.0},
            "model": self.model,
            "originals": self.originals,
            "of cameras": self.cameras,
            "originals_ticked": sum(len(found.originals_ticked) for found in self.beside.values()),
            "beside": {
                name: {
                    "pairs": found.pairs,
                    "originals_ticked": [str(path) for path in found.originals_ticked],
                    "copies_ticked": found.copies_ticked,
                }
                for name, found in self.beside.items()
            },
            "failures": [{"path": str(failure.path), "error": failure.reason} for failure in self.failures],
        }


def bench_originals(
    source: Path,
    folder: Path,
    open_pipeline: OpenPipeline,
    open_browser: OpenBrowser,
    *,
    photos: int = 70,
    task: Task,
) -> OriginalsResult:
    """Puts originals beside what programs make of them, scans each kind, and looks at what would be ticked.

    Args:
        source: a folder or archive of photos.
        folder: an empty folder, or one to be made, for the files and the libraries.
        open_pipeline: opens a library to bring it up to date.
        open_browser: opens a library to look at it.
        photos: how many originals, the first by name.
        task: progress, and cancelling.

    Raises:
        KnownError: the folder cannot be written, or the source holds no photos that can be read.
        Cancelled: the user asked to stop.
    """
    failures: list[Failure] = []
    opened = open_source(source)
    task.begin(Stage.MEASURING, photos)
    found = list(islice(_originals(opened, failures, task), photos))
    if not found:
        raise KnownError(f"{shown(source)} holds no photos that can be put beside others.")
    beside, model = {}, ""
    for number, (name, make) in enumerate(BESIDE.items()):
        place = folder / str(number)
        try:
            for place_of, (original, _) in enumerate(found):
                suffix, content = make(original)
                _write(place / "photos" / f"{place_of:03}" / "DSC_0001.jpg", original.content)
                _write(place / "photos" / f"{place_of:03}" / f"other{suffix}", content)
        except OSError as error:
            reason = error.strerror or str(error)
            raise KnownError(f"The files to measure cannot be written to {shown(folder)}: {reason}.") from error
        with open_pipeline(place / "library") as pipeline:
            for _ in pipeline.update([place / "photos"], task=task):
                pass
        with open_browser(place / "library") as browser:
            model = browser.model_id
            ticked = {member.path for group in browser.groups() for member in group.members if member.is_safe}
        wrong = sorted(path for path in ticked if path.name == "DSC_0001.jpg")
        beside[name] = Beside(len(found), tuple(wrong), len(ticked) - len(wrong))
    cameras = sum(own for _, own in found)
    return OriginalsResult(machine.describe(), model, len(found), cameras, beside, tuple(failures))


def _originals(source: SourceFiles, failures: list[Failure], task: Task) -> Iterator[tuple[CameraOriginal, bool]]:
    """Originals one after another, and whether each is a camera's own file.

    Of photos that may show the same only the first is taken: the others would lie beside its copies, too.
    """
    taken: list[NDArray[np.int16]] = []
    for name in source.names:
        task.check()
        try:
            content = source.read(name)
            upright = picture(content, _LONGEST)
        except PhotoError as error:
            failures.append(Failure(Path(name), str(error)))
            continue
        thumb = np.asarray(upright.resize(_THUMB, Image.Resampling.BOX), np.int16)
        if min(upright.size) < _SMALLEST or any(np.abs(thumb - other).mean() < _NEARLY_THE_SAME for other in taken):
            continue
        taken.append(thumb)
        task.advance()
        own = _is_of_a_camera(content)
        content = content if own else _with_camera(upright)
        with Image.open(io.BytesIO(content)) as image:
            stored = image.convert("RGB")
            exif = image.info.get("exif", b"")
        yield CameraOriginal(content, picture(content, max(stored.size)), stored, exif), own


def _is_of_a_camera(content: bytes) -> bool:
    """Whether a file is a JPEG with the notes of a camera's maker in it."""
    with Image.open(io.BytesIO(content)) as image:
        return image.format == "JPEG" and bool(image.getexif().get_ifd(IFD.Exif).get(Base.MakerNote))


def _with_camera(upright: Image.Image) -> bytes:
    """A photo as a camera would have written it."""
    tags = Image.Exif()
    tags[Base.Make], tags[Base.Model] = "NIKON CORPORATION", "NIKON D70"
    details = tags.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal] = "2024:05:17 09:30:12"
    details[Base.ExposureTime], details[Base.FNumber], details[Base.ISOSpeedRatings] = 0.008, 5.6, 200
    details[Base.ExifImageWidth], details[Base.ExifImageHeight] = upright.size
    details[Base.MakerNote] = b"Nikon\0\2\x10 notes of the maker"
    return _saved(upright, "JPEG", quality=_QUALITY, exif=tags.tobytes())


def _larger(image: Image.Image) -> Image.Image:
    """Twice the size by Lanczos, and sharpened."""
    size = image.width * 2, image.height * 2
    return image.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(2, 120, 2))


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
