"""Candidate pair -> verified relation: aligns two small pictures, compares them in windows, and names what they are."""

from photohash.library.relate.damage import is_cut_from
from photohash.library.relate.look import Side
from photohash.library.relate.relater import Relater, relate

__all__ = ["Relater", "Side", "is_cut_from", "relate"]
