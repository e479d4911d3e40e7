"""Small upright copies of the photos, kept on disk by digest: what verification, the window and reports look at.

It is a cache: a preview that is missing or damaged is made again from the photo, and trouble with keeping one never
fails the photo itself.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from photohash.core.files import in_words
from photohash.core.paths import shown, write_atomically
from photohash.library.photo import Pixels

_QUALITY = 85
_COARSE = 192
"""Pixels of the longer side that a coarse look needs, where the preview has as many."""

_log = logging.getLogger(__name__)


class Previews:
    """The previews of one library, for any number of threads.

    Attributes:
        LONGEST: no preview has a longer side, in pixels; smaller photos keep their size.
    """

    LONGEST = 512

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._has_warned = False

    def path(self, digest: bytes) -> Path:
        """Where the preview of a photo is kept, whether or not it is there."""
        name = digest.hex()
        return self._folder / name[:2] / f"{name}.jpg"

    def keep(self, digest: bytes, pixels: Pixels) -> None:
        """Keeps a preview, made from a decoded picture, unless there is one.

        Where it cannot be written, as on a full disk, a warning is logged the first time, and all goes on without.

        Args:
            digest: of the photo.
            pixels: uint8 [h, w, 3], upright, of any size.
        """
        path = self.path(digest)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, _as_jpeg(pixels, self.LONGEST), lasting=False)
        except OSError as error:
            if not self._has_warned:
                self._has_warned = True
                _log.warning("Previews cannot be kept: %s %s. Going on without.", shown(path), in_words(error))

    def pixels(self, digest: bytes) -> Pixels | None:
        """The preview of a photo: uint8 [h, w, 3], or None where there is none. A damaged one is dropped."""
        return self._read(digest, lambda image: image.convert("RGB"))

    def coarse(self, digest: bytes) -> Pixels | None:
        """The luma of the preview, large ones at half their size: uint8 [h, w], or None where there is none.

        JPEG is decoded to half its size, and without colours, in half the time.
        """
        return self._read(digest, _coarsely)

    def _read(self, digest: bytes, decoded: Callable[[Image.Image], Image.Image]) -> Pixels | None:
        path = self.path(digest)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        try:
            with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
                return np.array(decoded(image))
        except Exception as error:  # noqa: BLE001  decoders raise anything at all on damaged bytes
            _log.info("Dropping a damaged preview: %s: %r", shown(path), error)
        self.drop(digest)
        return None

    def drop(self, digest: bytes) -> None:
        """Drops the preview of a photo, if there is one and it can be."""
        path = self.path(digest)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _log.debug("%s: %r", shown(path), error)


def _coarsely(image: Image.Image) -> Image.Image:
    share = min(1.0, _COARSE / max(image.size))
    image.draft("L", (max(1, int(image.width * share)), max(1, int(image.height * share))))
    return image.convert("L")


def _as_jpeg(pixels: Pixels, longest: int) -> bytes:
    image = Image.fromarray(pixels)
    share = longest / max(image.size)
    if share < 1:
        width, height = (max(1, round(side * share)) for side in image.size)
        image = image.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
