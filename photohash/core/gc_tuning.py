"""Python's search for garbage, where hundreds of thousands of records are made and none of them is garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MORE_SELDOM = 100


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Has Python look for cycles of garbage a hundred times more seldom than usual.

    It looks whenever some hundreds of objects more are there than before, and sooner or later through all that there
    are: a fifth of the time of a command that makes a record of every file. What is in no cycle is freed at once as
    ever, and a cycle only waits longer.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0] * _MORE_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
