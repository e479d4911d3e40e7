"""Photos to measure on: a folder, or a tar archive that is read in place and never unpacked."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps

from photohash.core.errors import PhotoError, UsageError
from photohash.core.files import PHOTO_SUFFIXES, RAW_SUFFIXES
from photohash.core.paths import shown
from photohash.evaluation.source_files import SourceFiles, open_files
from photohash.library.decode import PIXEL_LIMIT

LONGEST_SIDE = 1024
"""Photos are measured at this many pixels at most: codes look at far fewer, and transforming more takes long."""


def open_source(path: Path, *, everything: bool = False) -> SourceFiles:
    """Lists the photos of a folder and all folders in it, or of a tar archive.

    An archive with a folder ``photos`` at its top is taken to keep other things beside it: only that folder counts.

    Args:
        path: the folder or archive.
        everything: whether the other folders of such an archive count too.

    Raises:
        UsageError: there is nothing at the path, it is neither a folder nor an archive, or it holds no photos.
    """
    source = open_files(path, _is_photo)
    if not source.names:
        raise UsageError(f"{shown(path)} holds no photos: nothing in it ends in .jpg, .png or another photo suffix.")
    if not everything and not path.is_dir():
        photos = [name for name in source.names if PurePosixPath(name).parts[0] == "photos"]
        source.names = photos or source.names
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
