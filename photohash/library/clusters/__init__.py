"""Look-alikes from stored codes: near pairs, stars around centres, how near is near, and the sharpest of a few."""

from photohash.library.clusters.condensation import Condensed, condensed, is_dense
from photohash.library.clusters.distinct_codes import DistinctCodes, RowLists, keys_of, places_in
from photohash.library.clusters.limits import Level, Measure, measure_beside, measure_of
from photohash.library.clusters.neighbours import NearPairs, Neighbours, near_pairs
from photohash.library.clusters.pairs_file import KeptPairs, PairsFile
from photohash.library.clusters.sharpness import sharpest
from photohash.library.clusters.stars import Star, stars

__all__ = [
    "Condensed",
    "DistinctCodes",
    "KeptPairs",
    "Level",
    "Measure",
    "NearPairs",
    "Neighbours",
    "PairsFile",
    "RowLists",
    "Star",
    "condensed",
    "is_dense",
    "keys_of",
    "measure_beside",
    "measure_of",
    "near_pairs",
    "places_in",
    "sharpest",
    "stars",
]
