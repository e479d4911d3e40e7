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
Divisor = Literal["possible", "found"]


def average_precision(
    photos: NDArray[np.int64],
    right: NDArray[np.int64],
    k: int | None = None,
    *,
    ties: Ties = "expected",
    among: Divisor = "possible",
) -> NDArray[np.float64]:
    """Average precision of every query.

    The precision at the rank of each right photo, summed and divided by the number of right photos. With ``k`` only
    the first k photos count, and the divisor is the most right photos that k places can hold, min(k, right).
    Most published code divides by the right photos among the first k instead, which rewards finding fewer:
    ``among="found"`` does so too, to compare with its figures. 0 where there is no right photo.

    Args:
        photos: int64 [queries, distances]; how many lie at each distance, the same sum in every row.
        right: int64 [queries, distances]; how many of them are right.
        k: how many photos are looked at; None for all (mAP@ALL).
        ties: how tied photos are ordered; "worst" puts the wrong ones of a tie first.
        among: what the sum is divided by, as above; without ``k`` both are the same.

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
    if among == "found" and ties == "expected":
        return _among_found(n, r, places, gained, harmonic)
    total = np.minimum(r.sum(axis=1), last) if among == "possible" else places.sum(axis=1)
    return np.where(total > 0, gained.sum(axis=1) / np.maximum(total, 1), 0.0)


def _among_found(
    n: NDArray[np.int64],
    r: NDArray[np.int64],
    places: NDArray[np.int64],
    gained: NDArray[np.float64],
    harmonic: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The expected value of the same sums divided by how many right photos are among the first k.

    At most one tie of a query reaches beyond the k-th place. How many of its right photos come before that follows a
    hypergeometric distribution; given their number h among m places, it is as in a whole tie of m photos, h right.
    """
    whole = places == n
    sums, found = np.where(whole, gained, 0.0).sum(axis=1), np.where(whole, r, 0).sum(axis=1)
    result = np.asarray(sums / np.maximum(found, 1), np.float64)
    for query, place in zip(*np.nonzero(~whole & (places > 0)), strict=True):
        m, tied, right = int(places[query, place]), int(n[query, place]), int(r[query, place])
        before = int(n[query, :place].sum())
        hits = np.arange(max(0, m - (tied - right)), min(m, right) + 1)
        inverse = harmonic[before + m] - harmonic[before]
        others = (hits - 1) / max(m - 1, 1)
        gain = hits / m * ((found[query] + 1) * inverse + others * (m - (before + 1) * inverse))
        total = np.maximum(found[query] + hits, 1)
        result[query] = (_hypergeometric(hits, tied, right, m) * (sums[query] + gain) / total).sum()
    return result


def _hypergeometric(hits: NDArray[np.int64], photos: int, right: int, drawn: int) -> NDArray[np.float64]:
    """The chance of each number of hits where some photos are drawn of which so many are right: float64 [hits]."""
    logarithms = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, photos + 1)))])

    def ways(of: int, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(logarithms[of] - logarithms[chosen] - logarithms[of - chosen], np.float64)

    weights = ways(right, hits) + ways(photos - right, drawn - hits)
    chances = np.exp(weights - weights.max())
    return np.asarray(chances / chances.sum(), np.float64)
