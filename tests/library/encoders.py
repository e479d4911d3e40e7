"""A small real encoder for tests: a difference hash of 256 bits, which needs no model and no training."""

from __future__ import annotations

import numpy as np
from PIL import Image

from photohash.core.bits import Codes
from photohash.library.photo import Pixels


class DifferenceEncoder:
    """Codes a picture by which of two neighbouring blocks is brighter, over a 16 x 16 grid of blocks.

    Re-encoded and resized copies come out within a few bits, unrelated photos about 128 bits apart.
    """

    model_id = "difference-256"
    bits = 256
    side = 64
    preparation = "boxes 64"

    def prepare(self, pixels: Pixels) -> Pixels:
        """uint8 [h, w, 3] to uint8 [64, 64, 3]."""
        return np.asarray(Image.fromarray(pixels).resize((self.side, self.side), Image.Resampling.BOX))

    def encode(self, batch: Pixels) -> Codes:
        """uint8 [n, 64, 64, 3] to uint8 [n, 32]."""
        grey = batch.astype(np.int64) @ np.array([299, 587, 114])
        blocks = grey.reshape(len(batch), 16, 4, 16, 4).sum(axis=(2, 4))
        brighter = blocks > np.roll(blocks, -1, axis=2)
        return np.packbits(brighter.reshape(len(batch), -1), axis=1)
