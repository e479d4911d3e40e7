"""A small photo library to try photohash on: believable folders full of copies, made from pictures of Python packages.

The originals, and series of photos of one scene, are made from pictures of scikit-image and, where they are installed,
scikit-learn and matplotlib; nothing is
downloaded. Their copies are what phones, messengers and editors leave behind. ``COPIES`` says of every copy what it is
a copy of and how, so that a test can compare.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from photohash.core.errors import KnownError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Stage, Task
from photohash.edits.transformations import FAMILY, random_for
from photohash.library.photo import Kind

_LONGEST, _LONGEST_CLOSE_UP = 1280, 480
_ORIENTATION, _MAKER, _CAMERA, _DATE, _EXIF, _TAKEN = 0x0112, 0x010F, 0x0110, 0x0132, 0x8769, 0x9003
_TURN_RIGHT_TO_SHOW = 6
_CHANGES = {transformation.name: transformation.apply for transformation in FAMILY}


@dataclass(frozen=True, slots=True)
class DemoPhoto:
    """A photo of the demo library.

    Attributes:
        path: in the demo folder, with forward slashes.
        picture: package and file it is made from.
        taken: capture time as ISO text, written to its EXIF; None leaves it without EXIF.
        camera: maker and model, separated by the first space.
        step: how many moments after the first it was taken, where a series was made of one scene: the camera has moved
            on a little and the grain is another.
        part: of the picture all that is seen, where it was cut into columns and rows: column, row, columns, rows.
    """

    path: str
    picture: str
    taken: str | None = None
    camera: str = ""
    step: int = 0
    part: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class DemoCopy:
    """A copy in the demo library.

    Attributes:
        path: in the demo folder; the suffix names the container.
        of: path of the original.
        kind: what the pair is, by the words of photohash.
        changes: names of transformations, one after another.
        quality: of the encoder.
        keeps_exif: whether capture time and camera survive.
        sideways: stored turned, with the orientation in EXIF that turns it back.
    """

    path: str
    of: str
    kind: Kind
    changes: tuple[str, ...] = ()
    quality: int = 88
    keeps_exif: bool = False
    sideways: bool = False


_CANON, _IPHONE, _GALAXY = "Canon Canon EOS 600D", "Apple iPhone 12", "samsung SM-G991B"

ORIGINALS: tuple[DemoPhoto, ...] = (
    DemoPhoto("2019 Beijing/IMG_2041 Summer Palace.jpg", "sklearn/china.jpg", "2019-05-03T10:12:44", _CANON),
    DemoPhoto("2019 Beijing/IMG_2077 Dahlia.jpg", "sklearn/flower.jpg", "2019-05-03T15:40:09", _CANON),
    DemoPhoto("2019 Lisbon/IMG_0412 Café.jpg", "skimage/coffee.png", "2019-09-21T09:02:31", _IPHONE),
    DemoPhoto("2019 Lisbon/IMG_0431 Pavement.jpg", "skimage/brick.png", "2019-09-21T11:48:02", _IPHONE),
    DemoPhoto("2019 Lisbon/IMG_0440 Beach.jpg", "skimage/gravel.png", "2019-09-22T16:20:57", _IPHONE),
    DemoPhoto("2020 Space Centre/DSC_1101 Launch pad.jpg", "skimage/rocket.jpg", "2020-02-17T20:05:13", _CANON),
    DemoPhoto("2020 Space Centre/DSC_1118 Eileen.jpg", "skimage/astronaut.png", "2020-02-18T11:31:40", _CANON),
    DemoPhoto("2020 Space Centre/DSC_1125 Grace.jpg", "matplotlib/grace_hopper.jpg", "2020-02-18T12:07:22", _CANON),
    DemoPhoto("Home/20210814_183012 Chelsea.jpg", "skimage/chelsea.png", "2021-08-14T18:30:12", _GALAXY),
    DemoPhoto("Home/20210902_101500 Garage.jpg", "skimage/motorcycle_left.png", "2021-09-02T10:15:00", _GALAXY),
    DemoPhoto("Home/20210902_101504 Garage.jpg", "skimage/motorcycle_right.png", "2021-09-02T10:15:04", _GALAXY),
    DemoPhoto("Home/20210905_170233 Lawn.jpg", "skimage/grass.png", "2021-09-05T17:02:33", _GALAXY),
    DemoPhoto("Telescope/Deep field.jpg", "skimage/hubble_deep_field.jpg"),
    DemoPhoto("Telescope/Moon.jpg", "skimage/moon.png", "2022-01-17T22:41:05", _CANON),
    DemoPhoto("Scans/Grandfather filming, 1978.jpg", "skimage/camera.png"),
    DemoPhoto("Scans/Coin collection.jpg", "skimage/coins.png"),
    DemoPhoto("Scans/Page.jpg", "skimage/page.png"),
    DemoPhoto("Scans/Blackboard.jpg", "skimage/text.png"),
    DemoPhoto("Scans/Eye test.jpg", "skimage/retina.jpg"),
    DemoPhoto("Scans/Horse stencil.jpg", "skimage/horse.png"),
)
"""The photos everything else is made from. The two of the garage are two photos, a step apart, and no copies."""


def _series(folder: str, name: str, picture: str, first: str, camera: str, steps: int) -> tuple[DemoPhoto, ...]:
    """Photos of one scene, two seconds apart."""
    began = datetime.fromisoformat(first)
    moments = [began + timedelta(seconds=2 * step) for step in range(steps)]
    return tuple(
        DemoPhoto(f"{folder}/{moment:%Y%m%d_%H%M%S} {name}.jpg", picture, moment.isoformat(), camera, step)
        for step, moment in enumerate(moments, 1)
    )


RETAKES: tuple[DemoPhoto, ...] = (
    *_series("Home/Series", "Garage", "skimage/motorcycle_left.png", "2021-09-02T10:16:10", _GALAXY, 5),
    *_series("2019 Beijing/Series", "Palace", "sklearn/china.jpg", "2019-05-03T10:14:10", _CANON, 4),
    *_series("2019 Beijing/Series", "Dahlia", "sklearn/flower.jpg", "2019-05-03T15:41:30", _CANON, 7),
    *_series("2020 Space Centre/Series", "Launch pad", "skimage/rocket.jpg", "2020-02-17T20:06:01", _CANON, 3),
    *_series("2019 Lisbon/Series", "Café", "skimage/coffee.png", "2019-09-21T09:03:15", _IPHONE, 3),
)
"""Series of one scene: photos that look alike and are no copies."""


def _close_ups(name: str, picture: str, first: str, columns: int, rows: int) -> tuple[DemoPhoto, ...]:
    """Ten photos of one kind of thing, some hours apart."""
    began = datetime.fromisoformat(first)
    return tuple(
        DemoPhoto(
            f"Close-ups/{name}/{name} {place + 1:02}.jpg", picture, (began + timedelta(hours=3 * place)).isoformat(),
            _CANON, part=(place % columns, place // columns, columns, rows),
        )
        for place in range(_CLOSE_UPS)
    )  # fmt: skip


_CLOSE_UPS = 10

CLOSE_UPS: tuple[DemoPhoto, ...] = (
    *_close_ups("Coins", "skimage/coins.png", "2018-03-05T09:00:00", 6, 4),
    *_close_ups("Grass", "skimage/grass.png", "2018-04-09T09:00:00", 4, 3),
    *_close_ups("Microscope", "skimage/ihc.png", "2018-05-14T09:00:00", 4, 3),
    *_close_ups("Stones", "skimage/gravel.png", "2018-06-11T09:00:00", 4, 3),
)
"""Folders of different photos of one kind of thing: enough for albums that a model can be taught."""

_PALACE, _DAHLIA, _CAFE = (original.path for original in ORIGINALS[:3])
_LAUNCH, _EILEEN, _GRACE, _CHELSEA, _GARAGE = (original.path for original in ORIGINALS[5:10])
_DEEP_FIELD, _FILMING, _COINS = ORIGINALS[12].path, ORIGINALS[14].path, ORIGINALS[15].path

COPIES: tuple[DemoCopy, ...] = (
    DemoCopy("Phone backup/DCIM/IMG_0412.jpg", _CAFE, Kind.IDENTICAL),
    DemoCopy("Phone backup/DCIM/IMG_0412 (1).jpg", _CAFE, Kind.IDENTICAL),
    DemoCopy("Phone backup/DCIM/20210814_183012.jpg", _CHELSEA, Kind.IDENTICAL),
    DemoCopy("Phone backup/DCIM/20210902_101500.heic", _GARAGE, Kind.RE_ENCODED, quality=75, keeps_exif=True),
    DemoCopy("Phone backup/DCIM/20200218_113140.jpg", _EILEEN, Kind.RE_ENCODED, keeps_exif=True, sideways=True),
    DemoCopy("Phone backup/WhatsApp/IMG-20190503-WA0003.jpg", _PALACE, Kind.RESIZED, ("resize-50",), 70),
    DemoCopy("Phone backup/WhatsApp/IMG-20190503-WA0007.jpg", _DAHLIA, Kind.RESIZED, ("resize-50",), 70),
    DemoCopy("Phone backup/WhatsApp/IMG-20190921-WA0001.jpg", _CAFE, Kind.RESIZED, ("resize-50",), 65),
    DemoCopy("Phone backup/WhatsApp/IMG-20210815-WA0012.jpg", _CHELSEA, Kind.EDITED, ("caption",), 70),
    DemoCopy("Phone backup/WhatsApp/IMG-20200217-WA0002.webp", _LAUNCH, Kind.RE_ENCODED, quality=60),
    DemoCopy("To sort/Summer Palace wallpaper.jpg", _PALACE, Kind.CROPPED, ("crop-60",), 90),
    DemoCopy("To sort/dahlia square.jpg", _DAHLIA, Kind.CROPPED, ("crop-60-aside",), 90),
    DemoCopy("To sort/Chelsea close.jpg", _CHELSEA, Kind.CROPPED, ("crop-40",), 90),
    DemoCopy("To sort/launch pad turned.jpg", _LAUNCH, Kind.ROTATED, ("turn-90",), 92),
    DemoCopy("To sort/upside down.jpg", _GARAGE, Kind.ROTATED, ("turn-180",), 92),
    DemoCopy("To sort/selfie.jpg", _GRACE, Kind.MIRRORED, ("mirror",), 92),
    DemoCopy("To sort/coffee mirrored.jpg", _CAFE, Kind.MIRRORED, ("mirror", "resize-50"), 85),
    DemoCopy("To sort/Coins.png", _COINS, Kind.SAME_PIXELS),
    DemoCopy("To sort/deep field small.png", _DEEP_FIELD, Kind.RESIZED, ("resize-50",)),
    DemoCopy("To sort/horizon straightened.jpg", _PALACE, Kind.ROTATED, ("straighten-5",), 90),
    DemoCopy("Edits/Eileen black and white.jpg", _EILEEN, Kind.EDITED, ("grey",), 92, keeps_exif=True),
    DemoCopy("Edits/Eileen with border.jpg", _EILEEN, Kind.EDITED, ("border",), 92, keeps_exif=True),
    DemoCopy("Edits/Café warm.jpg", _CAFE, Kind.EDITED, ("colour",), 92, keeps_exif=True),
    DemoCopy("Edits/Launch pad brighter.jpg", _LAUNCH, Kind.EDITED, ("brighter",), 92, keeps_exif=True),
    DemoCopy("Edits/Grandfather contrast.jpg", _FILMING, Kind.EDITED, ("contrast",), 92),
    DemoCopy("Edits/Dahlia card.jpg", _DAHLIA, Kind.EDITED, ("crop-80", "caption"), 85),
)
"""Every copy in the demo library."""

_CUT_SHORT, _NO_PHOTO = "Phone backup/DCIM/20210905_170233.jpg", "To sort/shopping list.jpg"

BROKEN: tuple[str, ...] = (_CUT_SHORT, _NO_PHOTO)
"""Files that look like photos by their names and cannot be read as such."""


def build_demo(folder: Path, *, task: Task) -> None:
    """Fills a folder with the demo library.

    The same packages give the same files. Files that are there already are left alone, so a second call writes nothing
    and a call after an interrupted one finishes its work. Pictures of packages that are not installed are left out, and
    so are their copies.

    Raises:
        KnownError: scikit-image is not installed, or the folder cannot be written.
        Cancelled: the user asked to stop.
    """
    if not find_spec("skimage"):
        raise KnownError(
            "The demo needs the pictures of scikit-image; install them with: pip install 'photohash[bench]'."
        )
    files = list(_contents(folder))
    task.begin(Stage.WAITING, len(files))
    try:
        for path, made_from in files:
            task.check()
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, _content(folder, made_from))
                _date(path, made_from)
            task.advance()
    except OSError as error:
        raise KnownError(
            f"The demo library cannot be written to {shown(folder)}: {error.strerror or error}."
        ) from error


def _contents(folder: Path) -> Iterator[tuple[Path, DemoPhoto | DemoCopy | str]]:
    """Every file to be, with what it is made from; originals come before their copies."""
    there = [original for original in (*ORIGINALS, *RETAKES, *CLOSE_UPS) if _bundled(original.picture) is not None]
    paths = {original.path for original in there}
    for original in there:
        yield folder / original.path, original
    for copy in COPIES:
        if copy.of in paths:
            yield folder / copy.path, copy
    for name in BROKEN:
        yield folder / name, name


def _content(folder: Path, made_from: DemoPhoto | DemoCopy | str) -> bytes:
    match made_from:
        case DemoPhoto():
            return _taken(made_from)
        case DemoCopy(kind=Kind.IDENTICAL):
            return (folder / made_from.of).read_bytes()
        case DemoCopy():
            return _copied(folder / made_from.of, made_from)
    if made_from == _CUT_SHORT:
        whole = (folder / _CHELSEA).read_bytes()
        return whole[: len(whole) * 2 // 5]
    return b"Milk\nBread\nCoffee\nNew memory card\n"


def _bundled(picture: str) -> Path | None:
    """Where a package keeps a picture, or None if it is not there."""
    package, name = picture.split("/")
    inside = {"skimage": "data", "sklearn": "datasets/images", "matplotlib": "mpl-data/sample_data"}[package]
    found = find_spec(package)
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / inside / name
    return path if path.is_file() else None


def _taken(original: DemoPhoto) -> bytes:
    """An original as a camera would have saved it."""
    path = _bundled(original.picture)
    if path is None:
        raise FileNotFoundError(original.picture)
    with Image.open(path) as opened:
        picture = opened.convert("RGBA")
    photo = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    if original.part is not None:
        column, row, columns, rows = original.part
        wide, high = photo.width / columns, photo.height / rows
        photo = photo.crop((column * wide, row * high, (column + 1) * wide, (row + 1) * high))
    scale = (_LONGEST if original.part is None else _LONGEST_CLOSE_UP) / max(photo.size)
    photo = photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.Resampling.LANCZOS)
    if original.step:
        photo = _moved_on(photo, original)
    exif = Image.Exif()
    if original.taken:
        stamp = original.taken.replace("-", ":").replace("T", " ")
        maker, _, camera = original.camera.partition(" ")
        exif[_MAKER], exif[_CAMERA], exif[_DATE] = maker, camera, stamp
        exif.get_ifd(_EXIF)[_TAKEN] = stamp
    return _saved(photo, ".jpg", 92, exif)


def _moved_on(photo: Image.Image, retake: DemoPhoto) -> Image.Image:
    """The scene some moments later: seen from a little aside and tilted, in another light, with grain of its own.

    Every second one is a little out of focus.
    """
    random = np.random.default_rng(zlib.crc32(retake.path.encode()))
    width, height = photo.size
    corners = np.array([(0, 0), (0, height), (width, height), (width, 0)], np.float64)
    middle = np.array([width / 2, height / 2])
    aside = (random.uniform(-0.05, 0.05, 2) + random.uniform(-0.02, 0.02, (4, 2))) * (width, height)
    seen = (corners - middle) * 0.82 + middle + aside
    photo = photo.transform(photo.size, Image.Transform.QUAD, tuple(seen.ravel()), Image.Resampling.BICUBIC)
    if retake.step % 2 == 0:
        photo = photo.filter(ImageFilter.GaussianBlur(1.6))
    light = np.asarray(photo, np.float32) * random.uniform(0.9, 1.1)
    grain = random.normal(0, 7, (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(light + grain, 0, 255).astype(np.uint8))


def _copied(original: Path, copy: DemoCopy) -> bytes:
    """A copy made from the original's file, as other programs would make it."""
    with Image.open(original) as opened:
        exif = opened.getexif() if copy.keeps_exif else Image.Exif()
        photo = opened.convert("RGB")
    for change in copy.changes:
        photo = _CHANGES[change](photo, random_for(copy.path, change))
    if copy.sideways:
        photo = photo.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _TURN_RIGHT_TO_SHOW
    return _saved(photo, Path(copy.path).suffix, copy.quality, exif)


def _saved(photo: Image.Image, suffix: str, quality: int, exif: Image.Exif) -> bytes:
    file = io.BytesIO()
    match suffix:
        case ".png":
            photo.save(file, "PNG")
        case ".heic":
            import pillow_heif

            pillow_heif.register_heif_opener()
            photo.save(file, "HEIF", quality=quality, exif=exif)
        case ".webp":
            photo.save(file, "WEBP", quality=quality, exif=exif)
        case _:
            photo.save(file, "JPEG", quality=quality, exif=exif)
    return file.getvalue()


def _date(path: Path, made_from: DemoPhoto | DemoCopy | str) -> None:
    """Gives a file the modification time it would have: the day it was taken, copies some weeks later."""
    originals = {original.path: original for original in ORIGINALS}
    of = (
        made_from
        if isinstance(made_from, DemoPhoto)
        else originals[made_from.of if isinstance(made_from, DemoCopy) else _CHELSEA]
    )
    moment = datetime.fromisoformat(of.taken or "2018-06-01T12:00:00").replace(tzinfo=UTC)
    if not isinstance(made_from, DemoPhoto):
        moment += timedelta(days=40)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
