"""How far a search goes at a strictness: the share of unrelated pairs that it lets through."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from photohash.core.errors import UsageError

_ROUNDING = 1e-9
"""Part of a bit by which a logarithm may fall short of the whole number it should be."""


def radius_at(radii: Mapping[str, int], strictness: float) -> int:
    """The radius at a rate between those of a card: a straight line over the rate's logarithm, rounded down.

    Args:
        radii: bits by rate, e.g. ``{"1e-5": 61}``.
        strictness: anywhere between the rates.

    Raises:
        UsageError: it is beyond them.
    """
    known = sorted((float(rate), bits) for rate, bits in radii.items())
    for (rate, bits), (wider, more) in pairwise(known):
        if rate <= strictness <= wider:
            way = math.log(strictness / rate) / math.log(wider / rate)
            return bits + math.floor(way * (more - bits) + _ROUNDING)
    raise UsageError(
        f"There is no search radius for a strictness of {strictness:g}. It is the share of unrelated pairs that the "
        f"search lets through, from {min(radii, key=float)} to {max(radii, key=float)}."
        if radii
        else "The model's card gives no search radius."
    )
