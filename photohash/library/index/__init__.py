"""Packed codes -> all within a Hamming distance, exactly: every answer is the one that comparing all pairs gives."""

from photohash.library.index.hamming import Distances, HammingIndex, Ids

__all__ = ["Distances", "HammingIndex", "Ids"]
