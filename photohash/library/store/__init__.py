"""The catalogue of a library: the only user of SQLite.

``Catalogue`` opens it, ``ScanDiff`` compares a scan with it, ``Pairs`` holds what is known of pairs of photos under one
model, ``TickStore`` the saved plan, ``Journal`` what was done to files, ``DecisionStore`` what the user said of pairs,
``ChosenKeeperStore`` which files the user chose to be kept, ``AlbumStore`` the user's albums, ``RootStore`` the
folders, ``CoverageStore`` how far they are read, and ``FailureStore`` what could not be taken in. ``Removal`` takes
folders and files out.
"""

from __future__ import annotations

from photohash.library.store.albums import Album, AlbumEntry, AlbumRecord, AlbumStore
from photohash.library.store.catalogue import Catalogue
from photohash.library.store.chosen_keepers import ChosenKeeperStore
from photohash.library.store.connection import LibraryTakenError
from photohash.library.store.coverage import Coverage, CoverageStore
from photohash.library.store.entries import (
    LINKS,
    Action,
    Decision,
    DecisionVerdict,
    DoneRun,
    Entry,
    EntryState,
    FileAttributes,
    Piece,
    Tick,
)
from photohash.library.store.failures import FailureStore
from photohash.library.store.journal import Journal
from photohash.library.store.pairs import Pairs
from photohash.library.store.photo_listing import Mark, Order, PhotoListing, PhotoQuery
from photohash.library.store.records import Counts, FolderState, Root, Trouble
from photohash.library.store.removal import Removal, Removed
from photohash.library.store.roots import RootStore, is_excluded, is_offline, root_of
from photohash.library.store.scan_diff import ScanDiff
from photohash.library.store.ticks import DecisionStore, TickStore

__all__ = [
    "LINKS",
    "Action",
    "Album",
    "AlbumEntry",
    "AlbumRecord",
    "AlbumStore",
    "Catalogue",
    "ChosenKeeperStore",
    "Counts",
    "Coverage",
    "CoverageStore",
    "Decision",
    "DecisionStore",
    "DecisionVerdict",
    "DoneRun",
    "Entry",
    "EntryState",
    "FailureStore",
    "FileAttributes",
    "FolderState",
    "Journal",
    "LibraryTakenError",
    "Mark",
    "Order",
    "Pairs",
    "PhotoListing",
    "PhotoQuery",
    "Piece",
    "Removal",
    "Removed",
    "Root",
    "RootStore",
    "ScanDiff",
    "Tick",
    "TickStore",
    "Trouble",
    "is_excluded",
    "is_offline",
    "root_of",
]
