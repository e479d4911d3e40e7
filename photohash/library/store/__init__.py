"""The catalogue of a library: the only user of SQLite.

``Catalogue`` opens it, ``Survey`` compares a scan with it, ``Pairs`` holds what is known of pairs of photos under one
model.
"""

from __future__ import annotations

from photohash.library.store.catalogue import Catalogue
from photohash.library.store.pairs import Pairs
from photohash.library.store.records import Counts, Root
from photohash.library.store.survey import Survey

__all__ = ["Catalogue", "Counts", "Pairs", "Root", "Survey"]
