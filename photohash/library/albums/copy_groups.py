"""Which photos hang together by pairs: copies and near-copies, also over photos between."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photohash.library.photo import COPIES, Kind

Ids = NDArray[np.int64]

ONE_SHOT: tuple[Kind, ...] = (*COPIES, Kind.RAW_JPEG, Kind.LIVE)
"""The kinds of which a person would label both photos at once."""

NEAR_COPIES: tuple[Kind, ...] = (*ONE_SHOT, Kind.BURST)
"""The kinds that give an answer away where one photo is learnt from and the other held back."""


def hanging_together(photos: Ids, pairs: Ids) -> Ids:
    """A number for each photo; photos that hang together share one.

    Args:
        photos: ids, int64 [n].
        pairs: ids, int64 [m, 2]; also of photos that are not among these.

    Returns:
        int64 [n], from 0 on.
    """
    known, places = np.unique(np.concatenate([photos, pairs.reshape(-1)]), return_inverse=True)
    a, b = places.reshape(-1)[len(photos) :].reshape(-1, 2).T
    root = np.arange(len(known))
    while True:
        least = root.copy()
        np.minimum.at(least, a, root[b])
        np.minimum.at(least, b, root[a])
        np.minimum.at(least, root[a], least[b])
        np.minimum.at(least, root[b], least[a])
        least = least[least]
        if (least == root).all():
            break
        root = least
    own = root[places.reshape(-1)[: len(photos)]]
    return np.unique(own, return_inverse=True)[1].reshape(-1).astype(np.int64)
