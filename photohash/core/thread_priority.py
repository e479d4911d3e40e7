"""Work behind the window lets the window go first."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_STEPS = 4
"""Of niceness: where both want one core, the window's thread has it seven tenths of the time."""

_CALLING = 0
"""Stands for the thread that asks, and is what sandboxes allow to be named."""


def step_behind() -> None:
    """Has the calling thread, and those that it starts, wait where a thread at the usual priority wants the processor.

    Linux alone has a niceness for every thread; elsewhere a program has one as a whole, and nothing is done. Nor is
    anything where a sandbox forbids it: the work matters more than its turn.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            before = os.getpriority(os.PRIO_PROCESS, _CALLING)
            os.setpriority(os.PRIO_PROCESS, _CALLING, max(before, _STEPS))
