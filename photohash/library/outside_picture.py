"""A picture from outside the library: read to be compared, and never taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from photohash.core.errors import PhotoError
from photohash.library.browse import Browser
from photohash.library.decode import coded_picture_of, decode, decode_unchanged, encoding_of, read_unchanged
from photohash.library.digest import digest
from photohash.library.encode import ENOUGH_PIXELS
from photohash.library.photo import Kind, Photo, PhotoFile, Picture, Pixels, Relation
from photohash.library.relate import Relater, Side

_OUTSIDE = 0
"""The id of a picture that the library does not have; the catalogue's numbers begin at 1."""

_COMPARED, _SHOWN = 512, 2048
"""Longest sides of the picture that is compared, and of the one that is shown."""


@dataclass(frozen=True, eq=False, slots=True)
class OutsidePicture:
    """A picture to search by.

    Attributes:
        photo: its facts, with the id 0; without files where it was no file.
        coded: uint8 [h, w, 3], upright, as photos of the library are decoded for their codes.
        small: the same, as large as it is compared.
        large: uint8 [h, w, 3], upright, as large as it is shown.
    """

    photo: Photo
    coded: Pixels
    small: Pixels
    large: Pixels


def read_picture(path: Path) -> OutsidePicture:
    """Reads a picture file.

    Raises:
        PhotoError: it cannot be read, or is no picture.
    """
    content = digest(path)
    picture = decode(path, at_least=_SHOWN)
    coded = decode(path, at_least=ENOUGH_PIXELS, described=False).pixels
    info = path.stat()
    return _outside(picture, coded, content, info.st_size, (PhotoFile(path, info.st_size, info.st_mtime_ns),))


def picture_of(pixels: Pixels) -> OutsidePicture:
    """A picture that is no file, such as one on the clipboard.

    Args:
        pixels: uint8 [h, w, 3], upright.
    """
    height, width = pixels.shape[:2]
    content = hashlib.sha256(pixels.tobytes()).digest()
    return _outside(Picture(pixels, width, height, "copied picture"), pixels, content, pixels.nbytes, ())


def same_pictures(picture: OutsidePicture, candidates: Iterable[Photo], browser: Browser) -> Iterator[Relation]:
    """What the picture is to photos of the library, verified as a scan verifies pairs.

    The picture is a of each relation. A photo that cannot be read is left out.

    Args:
        picture: the picture.
        candidates: photos whose codes are near its own.
        browser: of the library.
    """
    relater = Relater(remembered=8)
    own = _side_of_picture(picture)
    for photo in candidates:
        if photo.digest == picture.photo.digest:
            yield Relation(_OUTSIDE, photo.id, Kind.IDENTICAL, 1.0)
            continue
        try:
            yield relater.relate(own, _side_of_photo(photo, browser))
        except PhotoError:
            continue


def _outside(
    picture: Picture, coded: Pixels, content: bytes, size: int, files: tuple[PhotoFile, ...]
) -> OutsidePicture:
    photo = Photo(
        _OUTSIDE, content, picture.width, picture.height, picture.format, size, picture.taken, picture.camera, files,
        picture.quality, picture.details, picture.moving, picture.holdings, picture.opening,
    )  # fmt: skip
    return OutsidePicture(photo, coded, _shrunk(coded, _COMPARED), _shrunk(picture.pixels, _SHOWN))


def _side_of_picture(picture: OutsidePicture) -> Side:
    photo = picture.photo
    if not photo.files:
        return Side(photo, small=lambda: picture.small, full=lambda: picture.large)
    return _side(photo, picture.small)


def _side_of_photo(photo: Photo, browser: Browser) -> Side:
    small = browser.preview(photo.id)
    if small is None:
        raise PhotoError("cannot be read")
    return _side(photo, small)


def _side(photo: Photo, small: Pixels) -> Side:
    return Side(
        photo,
        small=lambda: small,
        full=lambda: decode_unchanged(photo, at_least=None),
        encoding=lambda: read_unchanged(photo, encoding_of),
        coded=lambda: read_unchanged(photo, coded_picture_of),
    )


def _shrunk(pixels: Pixels, longest: int) -> Pixels:
    image = Image.fromarray(pixels)
    if max(image.size) <= longest:
        return pixels
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return np.asarray(image)
