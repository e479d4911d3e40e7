"""Freed memory goes back to the system, where the C library would keep it for later."""

from __future__ import annotations

import ctypes
import sys

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Parameters of glibc's ``mallopt``, from ``malloc.h``."""

_LARGE, _FREE_AT_END = 1 << 20, 16 << 20


def give_back_freed_memory() -> bool:
    """Has the C library give pieces of a megabyte and more back as soon as they are freed; call it at the start.

    By itself glibc raises the size from which it does so with every larger piece that is freed, up to 32 MB. After one
    search through a large library hundreds of megabytes stay with the program that it does not use.

    Returns:
        whether it does so now: on Linux with glibc, and nowhere else is there need.
    """
    library = _glibc()
    if library is None:
        return False
    return bool(library.mallopt(_MMAP_THRESHOLD, _LARGE)) and bool(library.mallopt(_TRIM_THRESHOLD, _FREE_AT_END))


def give_back_gaps() -> None:
    """Has the C library give back what is free between pieces still in use; call it after much work on many of them."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL(None)
    except OSError:
        return None
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
