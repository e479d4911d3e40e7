"""Average precision of a ranking by Hamming distance, in which photos at one distance are tied.

A distance says nothing of the order of the photos at it. What is worked out here is the **expected value over every
order of the tied photos**, exactly, from the numbers of photos at each distance (McSherry and Najork, "Computing
information retrieval performance measures efficiently in the presence of tied scores", ECIR 2008). So it neither
depends on a sorting routine nor rewards a lucky order.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ties = Literal["expected", "worst"]


def average_precision(
    photos: NDArray[np.int64], right: NDArray[np.int64], k: int | None = None, *, ties: Ties = "expected"
) -> NDArray[np.float64]:
    """Average precision of every query.

    The precision at the rank of each right photo, summed and divided by the number of right photos. With ``k`` only
    the first k photos count, and the divisor is the most right photos that k places can hold, min(k, right): unlike a
    division by the right photos that were found, it never rewards finding fewer. 0 where there is no right photo.

    Args:
        photos: int64 [queries, distances]; how many lie at each distance, the same sum in every row.
        right: int64 [queries, distances]; how many of them are right.
        k: how many photos are looked at; None for all (mAP@ALL).
        ties: how tied photos are ordered; "worst" puts the wrong ones of a tie first.

    Returns:
        float64 [queries]; its mean is the mAP.
    """
    n, r = photos, right
    database = int(n[0].sum()) if len(n) else 0
    before, right_before = np.cumsum(n, axis=1) - n, np.cumsum(r, axis=1) - r
    last = database if k is None else min(k, database)
    harmonic = np.concatenate([[0.0], np.cumsum(1.0 / np.arange(1, database + 1))])
    if ties == "expected":
        # At place i of a tie a photo is right with chance r/n, and then (i-1)(r-1)/(n-1) of those before it in the
        # tie are. The sums of 1/(before+i) and (i-1)/(before+i) over the places have closed forms.
        places = np.clip(last - before, 0, n)
        inverse = harmonic[before + places] - harmonic[before]
        share = r / np.maximum(n, 1)
        others = np.where(n > 1, (r - 1) / np.maximum(n - 1, 1), 0.0)
        gained = share * ((right_before + 1) * inverse + others * (places - (before + 1) * inverse))
    else:
        first = before + n - r  # the wrong photos of the tie have gone by
        places = np.clip(last - first, 0, r)
        inverse = harmonic[first + places] - harmonic[first]
        gained = places + (right_before - first) * inverse
    total = np.minimum(r.sum(axis=1), last)
    return np.where(total > 0, gained.sum(axis=1) / np.maximum(total, 1), 0.0)
