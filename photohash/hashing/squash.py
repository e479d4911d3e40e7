"""The one way a picture becomes network input: shared by training, calibration and the runtime, so that codes agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PREPROCESSING = "squash-bilinear"
"""The name of this preprocessing on a model card."""


def squash(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The whole picture as a square, its shape given up so that nothing of it is cut off.

    Reduction is antialiased: Pillow's bilinear filter widens with the scale, and a large picture is first reduced by
    whole steps, which changes the result by less than a grey level or two.

    Args:
        pixels: uint8 [height, width, 3], upright RGB.
        side: of the square, in pixels.

    Returns:
        uint8 [side, side, 3].
    """
    square = Image.fromarray(pixels).resize((side, side), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(square)
