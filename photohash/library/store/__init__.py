"""The catalogue of a library: the only user of SQLite.

``Catalogue`` opens it, ``Survey`` compares a scan with it, ``Pairs`` holds what is known of pairs of photos under one
model, ``Ticks`` the saved plan, ``Journal`` what was done to files, and ``Decisions`` what the user said of pairs.
"""

from __future__ import annotations

from photohash.library.store.catalogue import Catalogue
from photohash.library.store.entries import (
    LINKS,
    Action,
    Decision,
    Entry,
    Facts,
    Piece,
    State,
    Tick,
    Verdict,
)
from photohash.library.store.journal import Journal
from photohash.library.store.pairs import Pairs
from photohash.library.store.records import Counts, Root, Trouble
from photohash.library.store.survey import Survey
from photohash.library.store.ticks import Decisions, Ticks

__all__ = [
    "LINKS",
    "Action",
    "Catalogue",
    "Counts",
    "Decision",
    "Decisions",
    "Entry",
    "Facts",
    "Journal",
    "Pairs",
    "Piece",
    "Root",
    "State",
    "Survey",
    "Tick",
    "Ticks",
    "Trouble",
    "Verdict",
]
