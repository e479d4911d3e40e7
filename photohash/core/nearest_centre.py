"""What a classifier would make of codes: the class whose mean code is nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photohash.core.bits import Codes


def nearest_centre(queries: Codes, database: Codes, labels: NDArray[np.integer]) -> NDArray[np.int64]:
    """The class whose mean code is nearest to each query.

    Args:
        queries: uint8 [q, bytes].
        database: uint8 [n, bytes].
        labels: integers [n], from 0; a class without a photo is nobody's.

    Returns:
        int64 [q]; of equally near classes the first.
    """
    signs = 2.0 * np.unpackbits(database, axis=1) - 1.0
    sums = np.zeros((int(labels.max()) + 1, signs.shape[1]))
    np.add.at(sums, labels, signs)
    counted = np.bincount(labels)[:, None]
    centres = sums / np.maximum(counted, 1)
    # |q - c|^2 up to what is the same for every class: the length of a code is.
    apart = (centres**2).sum(axis=1) - 2.0 * (2.0 * np.unpackbits(queries, axis=1) - 1.0) @ centres.T
    told: NDArray[np.int64] = np.where(counted[:, 0] > 0, apart, np.inf).argmin(axis=1).astype(np.int64)
    return told
