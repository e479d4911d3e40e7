"""Which of a few pictures is the sharpest."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from photohash.library.photo import Pixels

_LONGEST = 512
"""Pixels of the longer side at which pictures are compared: that of a preview."""


def sharpness(pixels: Pixels) -> float:
    """The variance of the Laplacian of a picture's grey levels: large where edges are steep, 0 where it is flat.

    Every picture is brought to one size first: a smaller one has steeper edges by the pixel, and yet shows less.

    Args:
        pixels: uint8 [h, w, 3].
    """
    import cv2  # here, since the command line looks at no picture most of the time

    share = _LONGEST / max(pixels.shape[:2])
    height, width = (max(3, round(share * side)) for side in pixels.shape[:2])
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if grey.shape != (height, width):
        way = cv2.INTER_CUBIC if share > 1 else cv2.INTER_AREA
        grey = np.asarray(cv2.resize(grey, (width, height), interpolation=way), np.uint8)
    inner = cv2.Laplacian(grey, cv2.CV_32F)[1:-1, 1:-1]
    deviation = cv2.meanStdDev(inner)[1]
    return float(deviation[0, 0] ** 2)


def sharpest(pictures: Iterable[Pixels | None]) -> int:
    """The place of the sharpest picture, the first of equals; 0 where there is none.

    Args:
        pictures: uint8 [h, w, 3] each, or None where a photo has no picture at hand.
    """
    best, most = 0, -1.0
    for place, pixels in enumerate(pictures):
        if pixels is not None and (found := sharpness(pixels)) > most:
            best, most = place, found
    return best
