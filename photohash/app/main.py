"""Opens the window: ``photohash app [FOLDER...]``. With ``--screenshot`` it draws one page into a file and ends."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication

from photohash.app.controllers.session import open_session
from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.frame_meter import FrameMeter
from photohash.app.language import Languages
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.theme import Appearance, Theme
from photohash.core import log
from photohash.core.paths import default_library

logger = logging.getLogger(__name__)

_EMPTY = "empty"


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
    theme.choose(Appearance(options.theme or str(session.settings["theme"])))
    window = MainWindow(session, theme)
    window.resize(options.size)
    sys.excepthook = ExceptionHook(window)
    window.show()
    if options.folders:
        window.scan_controller.add([folder.absolute() for folder in options.folders])
    photographer = None
    if options.screenshot is not None:
        photographer = ScreenshotTaker(window, options.screenshot, options.page)
        photographer.start()
    if options.measure is not None:
        meter = FrameMeter(window, options.measure, options.minutes)
        meter.start()
    code = application.exec()
    window.shut_down()
    languages.clear()
    sys.excepthook = sys.__excepthook__
    return photographer.code if photographer is not None else code


class ScreenshotTaker(QObject):
    """Waits until a window has nothing left to do, goes to a page, waits again, and saves what is seen.

    Attributes:
        code: 0 after a picture was saved, else 1.
    """

    def __init__(self, window: MainWindow, file: Path, page: str) -> None:
        super().__init__()
        self._window, self._file, self._page = window, file, page
        self._there = False
        self._quiet = 0
        self.code = 1
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begins to wait."""
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._quiet = self._quiet + 1 if self._window.settled else 0
        if self._quiet < 3:
            return
        self._quiet = 0
        if not self._there:
            self._there = True
            self._go()
            return
        self._timer.stop()
        self.code = 0 if self._window.grab().save(str(self._file)) else 1
        if self.code:
            logger.error("the screenshot could not be written to %s", self._file)
        QApplication.exit(self.code)

    def _go(self) -> None:
        if self._page == _EMPTY:
            self._window.sidebar.hide()
            self._window.pages.setCurrentWidget(self._window.welcome)
        elif self._page == Page.SIMILAR:
            photo = self._window.first_photo()
            if photo is not None:
                self._window.navigation.open_photo(photo)
        elif self._page == Page.COMPARE:
            self._window.compare_controller.compare_first()
        else:
            self._window.navigation.go_to(Page(self._page))


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
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="draw one page into a PNG file and end")
    parser.add_argument("--measure", type=Path, metavar="FILE", help="scroll, write the times into a file and end")
    parser.add_argument("--minutes", type=float, default=0.0, metavar="N", help="after measuring, use it so long")
    pages = [*Page, _EMPTY]
    parser.add_argument("--page", choices=[str(page) for page in pages], default=str(Page.COPIES), help="which page")
    looks = [str(Appearance.LIGHT), str(Appearance.DARK)]
    parser.add_argument("--theme", choices=looks, help="appearance, whatever the settings say")
    parser.add_argument("--language", metavar="CODE", help="language, whatever the settings say, e.g. de")
    parser.add_argument("--size", type=_size, default=QSize(1280, 800), metavar="WxH", help="size of the window")
    return parser.parse_args(list(arguments))


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    try:
        return QSize(int(width), int(height))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1280x800") from None
