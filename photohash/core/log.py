"""Where log records go: to ``photohash.log`` in the library, and to stderr as loudly as the user asked."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import traceback
from pathlib import Path

from photohash.core import native_messages
from photohash.core.paths import shown

_MEGABYTE = 1 << 20
_LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO, 2: logging.DEBUG}


class UnexpectedErrors:
    """Logs exceptions that nobody foresaw, which are bugs, while the work goes on with the next item.

    Each kind of them is logged once with its traceback: what goes wrong with one of a million items may go wrong with
    many. Any number of threads may share one.

    Args:
        logger: of the module that meets them.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._known: set[tuple[object, ...]] = set()

    def log(self, what: str, error: BaseException) -> str:
        """Logs an exception.

        Args:
            what: what was done to which item, as a clause: "photohash failed to ...".
            error: the exception, with its traceback.

        Returns:
            the exception in one line.
        """
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        kind = type(error), place and place.tb_frame.f_code, place and place.tb_lineno
        text = shown(" ".join("".join(traceback.format_exception_only(error)).split()))
        if kind in self._known:
            self._logger.info("%s: %s", what, text)
        else:
            self._known.add(kind)
            self._logger.error("%s, which is a bug: please report it with these lines.", what, exc_info=error)
        return text


class _LogFile(logging.handlers.RotatingFileHandler):
    """The log of a library. While there is no library, or nothing can be written there, there is no log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets warnings in, and whatever C libraries say."""
        wanted = record.levelno >= logging.WARNING or record.name == native_messages.LOGGER
        return wanted and bool(super().filter(record))

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record."""
        if os.path.isdir(os.path.dirname(self.baseFilename)):  # noqa: PTH112, PTH120  Path raises where it may not look
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name is the library's
        """Passes over a disk that is full or read-only: the terminal is told all that is for people."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def set_up(verbosity: int = 0, folder: Path | None = None) -> None:
    """Directs photohash's log records; called once, by whoever owns the process.

    Args:
        verbosity: -1 errors only, 0 warnings, 1 information, 2 or more everything, on stderr.
        folder: the library directory; its ``photohash.log`` keeps warnings and tracebacks, and what C libraries say,
            in at most two files of a megabyte. A folder that is not there or cannot be written is no reason to stop:
            stderr still has everything that is for people.
    """
    logger = logging.getLogger("photohash")
    logger.setLevel(logging.DEBUG)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(_LEVELS[max(-1, min(verbosity, 2))])
    console.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger.addHandler(console)
    if folder is None:
        return
    file = _LogFile(
        folder / "photohash.log", maxBytes=_MEGABYTE, backupCount=1, encoding="utf-8", errors="backslashreplace",
        delay=True,
    )  # fmt: skip
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    logger.addHandler(file)
