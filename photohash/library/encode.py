"""What the library asks of a model: pictures in, packed codes out.

The library knows no network. Anything that has these attributes and methods can code photos: a model of
``photohash.hashing``, or the small difference hash of the tests.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from photohash.core.bits import Codes
from photohash.library.photo import Pixels

ENOUGH_PIXELS = 341
"""The shorter side that a photo is decoded to, at least, for its code and its preview.

With it a photo of the usual 3:2 fills a preview of 512 pixels. Asking for 512 here would cost a quarter more time in
all, since a JPEG of 12 megapixels could then not be decoded at an eighth of its size, and would show nothing more.
"""


@runtime_checkable
class Encoder(Protocol):
    """Turns pictures into packed codes."""

    @property
    def model_id(self) -> str:
        """The name its codes are stored under, e.g. ``"dhida-lite0-256-copies"``."""
        ...

    @property
    def bits(self) -> int:
        """Length of a code."""
        ...

    @property
    def side(self) -> int:
        """Pixels on a side of the square pictures that ``encode`` takes."""
        ...

    @property
    def preparation(self) -> str:
        """What ``prepare`` does, in a word: encoders of one preparation take the same prepared picture."""
        ...

    def prepare(self, pixels: Pixels) -> Pixels:
        """Brings a picture to the size the model sees. Called in several threads at once.

        Args:
            pixels: uint8 [h, w, 3], any size, upright RGB.

        Returns:
            uint8 [side, side, 3].
        """
        ...

    def encode(self, batch: Pixels) -> Codes:
        """Codes a batch of prepared pictures. Called in one thread at a time.

        Args:
            batch: uint8 [n, side, side, 3], n of at least 1.

        Returns:
            uint8 [n, ceil(bits / 8)].
        """
        ...
