"""Verified relations -> groups of copies, each with the file to keep and the reason in words.

A group is a star: every member is a verified copy of the keeper itself. Chains (A like B, B like C) never join photos
that are not copies of each other, so nothing is offered for deletion on hearsay.
"""

from photohash.library.groups.decided import without_decided
from photohash.library.groups.difference import difference, is_backwards
from photohash.library.groups.dominance import beyond, dominates
from photohash.library.groups.grouping import (
    Copies,
    arranged,
    files_in_order,
    group,
    keepers,
    pairs_to_verify,
    ranks,
    related,
)
from photohash.library.groups.ranking import CRITERIA, Criterion

__all__ = [
    "CRITERIA",
    "Copies",
    "Criterion",
    "arranged",
    "beyond",
    "difference",
    "dominates",
    "files_in_order",
    "group",
    "is_backwards",
    "keepers",
    "pairs_to_verify",
    "ranks",
    "related",
    "without_decided",
]
