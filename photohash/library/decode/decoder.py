"""A file -> a picture, or why not in words that a person can use."""

from __future__ import annotations

import io
import logging
import os
import re
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, is_raw_name, open_regular
from photohash.library.decode.motion_photo import FILM_FORMATS, film_within
from photohash.library.decode.pixels import FORMATS, developed, silence_pillow, too_large
from photohash.library.photo import Picture

FILE_LIMIT = 2 << 30
"""Bytes of a file beyond which it is refused: it is no photo, or one that would fill the memory."""

_JPEG = b"\xff\xd8\xff"
_BEGINNINGS = re.compile(
    rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP|....ftyp|II\x2a\0|MM\0\x2a|II\x2b\0|MM\0\x2b|BM|GIF8", re.DOTALL
)

_log = logging.getLogger(__name__)


def decode(
    path: Path,
    *,
    at_least: int | None = None,
    described: bool = True,
    large: AbstractContextManager[object] | None = None,
) -> Picture:
    """Decodes a photo: upright, RGB, 8 bits, transparency on white, the first frame of several.

    The content decides what a file is, not its name; camera raw files alone are looked for under their names only. A
    scaled-down raw file is the preview that its camera made, if that is large enough. Colours are in sRGB, whatever
    profile the file has.

    Args:
        path: the file.
        at_least: how many pixels the shorter side needs. Where there are more, the picture comes scaled down by a whole
            factor, which costs far less for a JPEG; its shorter side is under ``at_least`` only if the photo's is.
        described: whether to find out what the file holds beside its pixels, for which all of it is read.
        large: entered while a picture of very many pixels is decoded that no scale makes fewer: a lock lets threads
            decode one such picture at a time.

    Raises:
        PhotoError: the file cannot be opened, is not a whole picture, or has more than ``PIXEL_LIMIT`` pixels. Whatever
            Pillow raises on hostile bytes ends as this. The message is a clause that reads well after the file's name.
    """
    silence_pillow()
    with open_regular(path) as opened:
        size = os.fstat(opened.fileno()).st_size
        if not size:
            raise PhotoError("is empty")
        if size > FILE_LIMIT:
            limit = FILE_LIMIT >> 30
            raise PhotoError(f"is too large: it has {size / (1 << 30):,.1f} GB, and photohash reads up to {limit} GB")
        file = opened
        try:
            file = _at_hand(opened) if described else opened
            if is_raw_name(path.name) and (negative := _negative(file, path, at_least)):
                return negative
            with Image.open(file, formats=FORMATS) as image:
                picture = developed(image, file, at_least, described=described, large=large)
            moving = described and picture.format in FILM_FORMATS and film_within(file) is not None
            return replace(picture, moving=moving)
        except PhotoError:
            raise
        except Exception as error:  # decoders raise anything at all on damaged bytes
            _log.debug("%r: %r", path, error)
            raise PhotoError(_reason(error, file)) from error


def _at_hand(file: BinaryIO) -> BinaryIO:
    """A JPEG file as a whole in memory, since it is looked through for more than its pixels; any other as it is."""
    begins_so = file.read(len(_JPEG)) == _JPEG
    file.seek(0)
    return io.BytesIO(file.read()) if begins_so else file


def _negative(file: BinaryIO, path: Path, at_least: int | None) -> Picture | None:
    """A camera raw file as a picture; None where it is none. LibRaw is needed for nothing else, and loaded here."""
    try:
        from photohash.library.decode import raw
    except ModuleNotFoundError as error:
        raise PhotoError("is a camera raw file, which rawpy reads; run: pip install rawpy") from error
    return raw.developed(file, path, at_least)


def _reason(error: Exception, file: BinaryIO) -> str:
    """Why a decoder gave up, as a clause that reads well after the file's name."""
    text = str(error).lower()
    if isinstance(error, OSError) and error.errno:
        return in_words(error)
    if isinstance(error, MemoryError):
        return "needs more memory than there is"
    if isinstance(error, Image.DecompressionBombError):
        return too_large("a canvas many times that of a photo")
    if isinstance(error, UnidentifiedImageError):
        file.seek(0)
        known = _BEGINNINGS.match(file.read(16))
        return "is cut short or damaged" if known else "is not a picture photohash can read"
    if isinstance(error, EOFError) or re.search(
        r"truncated|end of (file|data)|could not create decoder|cannot load this image", text
    ):
        return "is cut short"
    if re.search(r"unsupported|not (supported|implemented)", text):
        return "is in a variant of its format that photohash cannot read"
    return "is damaged"
