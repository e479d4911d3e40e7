"""Candidate pair -> verified relation: aligns two small pictures, compares them in windows, and names what they are."""

from photohash.library.relate.cascade import COMPLETE_SINCE, RULES
from photohash.library.relate.damage import is_cut_from
from photohash.library.relate.features import Side, luma
from photohash.library.relate.glimpse import glimpse_of, glimpses, may_be_copies
from photohash.library.relate.registration import registration
from photohash.library.relate.relater import Relater, relate

__all__ = [
    "COMPLETE_SINCE",
    "RULES",
    "Relater",
    "Side",
    "glimpse_of",
    "glimpses",
    "is_cut_from",
    "luma",
    "may_be_copies",
    "registration",
    "relate",
]
