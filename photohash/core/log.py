"""Where log records go: to ``photohash.log`` in the library, and to stderr as loudly as the user asked."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from pathlib import Path

from photohash.core.paths import shown

_MEGABYTE = 1 << 20
_LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO, 2: logging.DEBUG}


class Surprises:
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


def set_up(verbosity: int = 0, folder: Path | None = None) -> None:
    """Directs photohash's log records; called once, by whoever owns the process.

    Args:
        verbosity: -1 errors only, 0 warnings, 1 information, 2 or more everything, on stderr.
        folder: the library directory; its ``photohash.log`` keeps warnings and tracebacks, in at most two files of a
            megabyte. A folder that cannot be written is no reason to stop: stderr still has everything.
    """
    logger = logging.getLogger("photohash")
    logger.setLevel(logging.DEBUG)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(_LEVELS[max(-1, min(verbosity, 2))])
    console.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger.addHandler(console)
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            folder / "photohash.log", maxBytes=_MEGABYTE, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError as error:
        logger.info("no log file in %s: %s", folder, error)
        return
    file.setLevel(logging.WARNING)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    logger.addHandler(file)
