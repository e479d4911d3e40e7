"""What C libraries write to the terminal by themselves, kept from it and put into the log line by line.

libtiff, LibRaw and others tell file descriptor 2 what they find odd in a picture, without a name and in words for
programmers. No setting of theirs can be reached from Python on every system, so the descriptor itself leads into a pipe
meanwhile. Python's own messages do not go that way: they are written to the terminal as before, by a copy of the
descriptor.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LOGGER = "photohash.libraries"
"""The logger of these lines. They are information, and ``log.set_up`` lets them into the log file all the same."""

_STDERR = 2
_END = b"\0photohash: no more\0"
_LONGEST = 1 << 16
"""Bytes without an end of line beyond which they count as a line."""

_log = logging.getLogger(LOGGER)
_open = threading.Lock()


@contextmanager
def kept_from_terminal() -> Iterator[None]:
    """A context in which what is written to descriptor 2 goes into the log, but for what Python writes.

    Within another such context, or where there is no descriptor 2, it changes nothing.
    """
    if not _open.acquire(blocking=False):
        yield
        return
    try:
        try:
            terminal = os.dup(_STDERR)
        except OSError:  # a window without a terminal
            yield
            return
        before = sys.stderr
        reading, writing = os.pipe()
        # A library that is faster than the reader, which needs the interpreter, must not wait for it.
        os.set_blocking(writing, False)
        reader = threading.Thread(target=_read, args=(reading,), name="photohash-native-messages", daemon=True)
        reader.start()
        led = _led_to(terminal)
        os.dup2(writing, _STDERR)
        try:
            yield
        finally:
            with suppress(OSError, ValueError):
                sys.stderr.flush()
            os.dup2(terminal, _STDERR)
            sys.stderr = before
            if not led:
                os.close(terminal)
            os.set_blocking(writing, True)
            os.write(writing, _END)
            os.close(writing)
            reader.join()
            os.close(reading)
    finally:
        _open.release()


def stderr_of_a_child() -> int | None:
    """Where a program that is started writes its messages, so that they come to the terminal; None for its default."""
    try:
        return sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):  # none, or not a file
        return None


def _led_to(terminal: int) -> bool:
    """Has Python write to the terminal itself where it wrote to descriptor 2; says whether that is so.

    Log handlers keep what they write to, so it stays open.
    """
    if stderr_of_a_child() != _STDERR:
        return False
    sys.stderr.flush()
    sys.stderr = io.TextIOWrapper(
        os.fdopen(terminal, "wb", buffering=0, closefd=False),
        encoding=sys.stderr.encoding,
        errors="backslashreplace",
        line_buffering=True,
        write_through=True,
    )
    return True


def _read(reading: int) -> None:
    """Puts lines into the log until the end is told. Runs in a thread of its own."""
    waiting = b""
    while _END not in waiting:
        block = os.read(reading, _LONGEST)
        if not block:
            break
        *lines, waiting = (waiting + block).split(b"\n")
        if len(waiting) > _LONGEST:
            lines, waiting = [*lines, waiting], b""
        for line in lines:
            _tell(line)
    _tell(waiting.partition(_END)[0])


def _tell(line: bytes) -> None:
    if text := line.decode("utf-8", "backslashreplace").strip():
        _log.info("%s", text)
