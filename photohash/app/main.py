"""Opens the window: ``photohash app [FOLDER...]``. With ``--screenshot`` it draws one page into a file and ends."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from photohash.app.controllers.session import open_session
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.frame_meter import FrameMeter
from photohash.app.language import Languages
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.overrides import guard_overrides
from photohash.app.screenshots import VIEWS, ScreenshotTaker, shots
from photohash.app.theme import Appearance, Theme
from photohash.core import log
from photohash.core.freed_memory import give_back_freed_memory
from photohash.core.paths import default_library

logger = logging.getLogger(__name__)

T = TypeVar("T")

_TURN_SECONDS = 0.0005
"""How long a worker may go on with Python code when the window wants its turn: a tenth of what is usual, for painting
one frame takes many turns."""

_SCREENSHOT = (
    "draw into a PNG file and end; with several pages, sizes or themes, {page}, {size} and {theme} in its name"
)


def main(arguments: Sequence[str]) -> int:
    """Runs the window until it is closed.

    Args:
        arguments: what follows ``photohash app``.

    Returns:
        exit code: 0, or 1 when a screenshot could not be written.
    """
    options = _options(arguments)
    if options.screenshot is not None or options.measure is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    log.set_up(folder=options.library)
    sys.setswitchinterval(_TURN_SECONDS)
    give_back_freed_memory()
    guard_overrides()
    application = QApplication.instance() or QApplication(["photohash"])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of Qt application is running")
    application.setApplicationName("photohash")
    application.setApplicationDisplayName("photohash")
    application.setDesktopFileName("photohash")
    session = open_session(
        options.library, options.model, watches=options.screenshot is None and options.measure is None
    )
    languages = Languages(application)
    languages.choose(options.language or str(session.settings["language"]))
    theme = Theme(application)
    theme.choose(Appearance(options.theme[0] if options.theme else str(session.settings["theme"])))
    window = MainWindow(session, theme)
    window.resize(options.size[0])
    sys.excepthook = ExceptionHook(window)
    window.show()
    if options.folders:
        window.scan_controller.add([folder.absolute() for folder in options.folders])
    photographer = None
    if options.screenshot is not None:
        wanted = shots(options.screenshot, options.page, options.size, options.theme or [None])
        photographer = ScreenshotTaker(window, wanted)
        photographer.start()
    if options.measure is not None:
        meter = FrameMeter(window, options.measure, options.minutes)
        meter.start()
    code = application.exec()
    window.shut_down()
    languages.clear()
    sys.excepthook = sys.__excepthook__
    return photographer.code if photographer is not None else code


class ExceptionHook:
    """Takes exceptions that nobody caught on the main thread: into the log, and before the person."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Takes what ``sys.excepthook`` is given."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logger.critical("unexpected exception", exc_info=(kind, error, trace))
        if not self._telling:
            self._telling = True
            try:
                ErrorReportDialog("".join(traceback.format_exception(kind, error, trace)), self._window).open()
            finally:
                self._telling = False


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="photohash app", description="Opens the window.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders to search at once")
    parser.add_argument("--library", type=Path, default=default_library(), metavar="DIR", help="the library directory")
    parser.add_argument("--model", metavar="ID", help="id or directory of the model")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help=_SCREENSHOT)
    parser.add_argument("--measure", type=Path, metavar="FILE", help="scroll, write the times into a file and end")
    parser.add_argument("--minutes", type=float, default=0.0, metavar="N", help="after measuring, use it so long")
    parser.add_argument("--page", type=_several(_view), default=[str(Page.COPIES)], help="which pages, by commas")
    parser.add_argument("--theme", type=_several(_look), help="appearance, whatever the settings say")
    parser.add_argument("--language", metavar="CODE", help="language, whatever the settings say, e.g. de")
    size = QSize(1280, 800)
    parser.add_argument("--size", type=_several(_size), default=[size], metavar="WxH", help="size of the window")
    return parser.parse_args(list(arguments))


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    try:
        return QSize(int(width), int(height))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1280x800") from None


def _view(text: str) -> str:
    return _one_of(text, VIEWS)


def _look(text: str) -> str:
    return _one_of(text, (str(Appearance.LIGHT), str(Appearance.DARK)))


def _one_of(text: str, words: Sequence[str]) -> str:
    if text not in words:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(words)}")
    return text


def _several(read: Callable[[str], T]) -> Callable[[str], list[T]]:
    """Reads words between commas."""

    def several(text: str) -> list[T]:
        return [read(word) for word in text.split(",")]

    return several
