"""Pictures of the window: each page or dialog, in each theme, at each size, drawn into files without a screen."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from photohash.app.navigation import Page
from photohash.app.theme import Appearance

if TYPE_CHECKING:
    from photohash.app.main_window import MainWindow

logger = logging.getLogger(__name__)

_QUIET_LOOKS = 3
_LOOK_EVERY = 40
_VEIL = QColor(0, 0, 0, 60)


class View(StrEnum):
    """What else than a page can be drawn: dialogs, the steps of the wizard, and the window of somebody new."""

    REVIEW = "review"
    RULES = "rules"
    SETTINGS = "settings"
    SHORTCUTS = "shortcuts"
    TEACH_CHECK = "teach-check"
    TEACH_METHOD = "teach-method"
    TEACH_TRAINING = "teach-training"
    TEACH_RESULT = "teach-result"
    TEACH_NO_GAIN = "teach-no-gain"
    EMPTY = "empty"


VIEWS: tuple[str, ...] = (*(str(page) for page in Page), *(str(view) for view in View))
"""Names of everything that can be drawn."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to be taken.

    Attributes:
        view: a page's name, or a ``View``.
        size: of the window in pixels.
        theme: "light" or "dark"; None leaves it as it is.
        file: where the PNG goes.
    """

    view: str
    size: QSize
    theme: str | None
    file: Path


def shots(pattern: Path, views: Sequence[str], sizes: Sequence[QSize], themes: Sequence[str | None]) -> list[Shot]:
    """Every view in every theme at every size.

    Args:
        pattern: path in whose name ``{page}``, ``{size}`` and ``{theme}`` are replaced.
        views: names of pages and dialogs.
        sizes: of the window.
        themes: names of themes.
    """

    def file(view: str, size: QSize, theme: str | None) -> Path:
        name = pattern.name.replace("{page}", view).replace("{theme}", theme or "")
        return pattern.with_name(name.replace("{size}", f"{size.width()}x{size.height()}"))

    return [Shot(view, size, theme, file(view, size, theme)) for view, theme, size in product(views, themes, sizes)]


class ScreenshotTaker(QObject):
    """Waits until a window has nothing left to do, goes to a view, waits again, saves what is seen, and goes on.

    Attributes:
        code: 0 after every picture was saved, else 1.
    """

    def __init__(self, window: MainWindow, wanted: Sequence[Shot]) -> None:
        super().__init__()
        self._window, self._left = window, list(wanted)
        self._going_to: Shot | None = None
        self._quiet = 0
        self.code = 1
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begins to wait."""
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._quiet = self._quiet + 1 if self._window.settled else 0
        if self._quiet < _QUIET_LOOKS:
            return
        self._quiet = 0
        if self._going_to is not None:
            taken, self._going_to = self._going_to, None
            if not self._picture().save(str(taken.file)):
                logger.error("the screenshot could not be written to %s", taken.file)
                self._end(1)
                return
            self._close_dialog()
        if not self._left:
            self._end(0)
            return
        self._going_to = self._left.pop(0)
        self._go(self._going_to)

    def _end(self, code: int) -> None:
        self._timer.stop()
        self._close_dialog()
        self.code = code
        QApplication.exit(code)

    def _go(self, shot: Shot) -> None:
        window = self._window
        if shot.theme is not None and window.theme.colours.name != shot.theme:
            window.theme.choose(Appearance(shot.theme))
        window.resize(shot.size)
        navigation = window.navigation
        match shot.view:
            case View.EMPTY:
                window.sidebar.hide()
                window.pages.setCurrentWidget(window.welcome)
            case Page.SIMILAR:
                photo = window.first_photo()
                if photo is not None:
                    navigation.open_photo(photo)
            case Page.ALBUM:
                window.albums.open_first()
            case Page.COMPARE:
                window.compare_controller.compare_first()
            case Page.TEACH:
                window.teaching.wizard.open()
            case View.TEACH_CHECK | View.TEACH_METHOD | View.TEACH_TRAINING | View.TEACH_RESULT | View.TEACH_NO_GAIN:
                window.teaching.wizard.show_sample(str(shot.view))
            case View.REVIEW | View.RULES | View.SETTINGS | View.SHORTCUTS:
                navigation.go_to(Page.COPIES)
                window.commands[shot.view].trigger()
            case _:
                navigation.go_to(Page(shot.view))

    def _dialog(self) -> QDialog | None:
        dialog = QApplication.activeModalWidget()
        return dialog if isinstance(dialog, QDialog) else None

    def _close_dialog(self) -> None:
        dialog = self._dialog()
        if dialog is not None:
            dialog.reject()

    def _picture(self) -> QPixmap:
        """The window, with the dialog in its middle where one is open."""
        drawn, dialog = self._window.grab(), self._dialog()
        if dialog is None:
            return drawn
        above = dialog.grab()
        area = QRect(QPoint(0, 0), above.deviceIndependentSize().toSize())
        area.moveCenter(self._window.rect().center())
        painter = QPainter(drawn)
        painter.fillRect(self._window.rect(), _VEIL)
        painter.drawPixmap(area.topLeft(), above)
        painter.setPen(self._window.theme.colours["border_strong"])
        painter.drawRect(area.adjusted(-1, -1, 0, 0))
        painter.end()
        return drawn
