"""Work behind the window lets the window go first."""

from __future__ import annotations

import os
import sys
import threading

_STEPS = 4
"""Of niceness: where both want one core, the window's thread has it seven tenths of the time."""


def step_behind() -> None:
    """Has the calling thread, and those that it starts, wait where a thread at the usual priority wants the processor.

    Linux alone has a niceness for every thread; elsewhere a program has one as a whole, and nothing is done.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(os.getpriority(os.PRIO_PROCESS, thread), _STEPS))
