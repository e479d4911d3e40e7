"""Codes to compare: photohash's own models and the perceptual hashes people use, behind one small face.

The peers come with the extra ``photohash[peers]``; ``installed`` gives those that are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from PIL import Image

from photohash.core.bits import Codes
from photohash.library.encode import Encoder
from photohash.library.photo import Pixels


class Codec(Protocol):
    """Anything that turns pictures into binary codes."""

    @property
    def name(self) -> str:
        """The key in results."""

    @property
    def bits(self) -> int:
        """Length of a code; a multiple of 8."""

    def codes(self, pictures: Sequence[Pixels]) -> Codes:
        """Codes of upright RGB pictures of any sizes: uint8 [len(pictures), bits // 8]."""


class ModelCodec:
    """A photohash model as a codec."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.model_id
        self.bits = encoder.bits
        self._encoder = encoder

    def codes(self, pictures: Sequence[Pixels]) -> Codes:
        """See ``Codec.codes``."""
        if not pictures:
            return np.empty((0, self.bits // 8), np.uint8)
        return self._encoder.encode(np.stack([self._encoder.prepare(picture) for picture in pictures]))


class PerceptualHash:
    """pHash of the ``imagehash`` library: 64 signs of the low frequencies of a cosine transform at 32 x 32."""

    name = "phash"
    bits = 64

    def codes(self, pictures: Sequence[Pixels]) -> Codes:
        """See ``Codec.codes``."""
        import imagehash

        return _packed([imagehash.phash(Image.fromarray(picture)).hash for picture in pictures], self.bits)


class DifferenceHash:
    """dHash of the ``imagehash`` library: 64 signs of differences between neighbours at 9 x 8."""

    name = "dhash"
    bits = 64

    def codes(self, pictures: Sequence[Pixels]) -> Codes:
        """See ``Codec.codes``."""
        import imagehash

        return _packed([imagehash.dhash(Image.fromarray(picture)).hash for picture in pictures], self.bits)


class Pdq:
    """PDQ of ThreatExchange by the ``pdqhash`` library: 256 bits of a 16 x 16 cosine transform against their median."""

    name = "pdq"
    bits = 256

    def codes(self, pictures: Sequence[Pixels]) -> Codes:
        """See ``Codec.codes``."""
        import pdqhash

        return _packed([pdqhash.compute(np.ascontiguousarray(picture))[0] for picture in pictures], self.bits)


def installed() -> list[Codec]:
    """The peers whose libraries are installed."""
    peers: list[Codec] = []
    if find_spec("imagehash"):
        peers += [PerceptualHash(), DifferenceHash()]
    if find_spec("pdqhash"):
        peers.append(Pdq())
    return peers


def _packed(hashes: Sequence[np.ndarray], bits: int) -> Codes:
    """Zeros and ones, any shape of ``bits`` values each, to packed codes."""
    return np.packbits(np.array([np.ravel(value) for value in hashes], bool).reshape(-1, bits), axis=1)
