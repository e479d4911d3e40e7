"""Keeps None, True and False alive on interpreters older than 3.12.

WORKAROUND: the PySide6 6.12.0 wheels are built for interpreters in which these objects are immortal (PEP 683), but
install on 3.10 and 3.11 too, where they are counted. There every method that returns nothing takes one reference of
None, and every signal with a bool one of True, until Python ends with "none_dealloc: deallocating None". Raising the
three counts far beyond what any session can use up does by hand what PEP 683 does.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40


def needed() -> bool:
    """Whether this interpreter counts references to its singletons."""
    return sys.implementation.name == "cpython" and sys.version_info < (3, 12)


def make_singletons_immortal() -> None:
    """Raises the counts once; further calls, and calls where it is not needed, do nothing."""
    if not needed():
        return
    for singleton in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(singleton))
        if count.value < _ENOUGH:
            count.value += _ENOUGH
