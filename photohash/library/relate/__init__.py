"""Candidate pair -> verified relation: aligns two small pictures, compares them in windows, and names what they are."""

from photohash.library.relate.judgement import Relater, relate
from photohash.library.relate.look import Side

__all__ = ["Relater", "Side", "relate"]
