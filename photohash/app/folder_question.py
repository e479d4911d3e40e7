"""Asks for a folder or a file, and begins to look where the person looked the last time, else among the pictures."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from photohash.core.errors import KnownError
from photohash.core.settings import Settings

SETTING = "last-folder"
_ENDING = re.compile(r"\*(\.\w+)")


class FolderQuestions(QObject):
    """Remembers in a library's settings where a window's dialogs were the last time.

    Args:
        settings: of the library.
        window: the dialogs of it and of its children are meant.
    """

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings

    @property
    def start(self) -> Path:
        """Where to begin to look."""
        last = str(self._settings[SETTING])
        return Path(last) if last and Path(last).is_dir() else pictures_folder()

    def remember(self, folder: Path) -> None:
        """Keeps where the person looked; that it cannot be kept is not worth a word."""
        try:
            self._settings.set(SETTING, str(folder))
        except (KnownError, UnicodeError):
            return


def ask_for_folder(asking: QWidget, title: str, begin: Path | None = None) -> Path | None:
    """Asks for a folder that is there; None when the person thought better of it.

    Args:
        asking: the widget that asks.
        title: of the dialog.
        begin: where to begin to look, where that is known better than by what was chosen the last time.
    """
    questions = _questions(asking)
    start = begin or (questions.start if questions is not None else pictures_folder())
    chosen = QFileDialog.getExistingDirectory(asking, title, str(start))
    if not chosen:
        return None
    if questions is not None and begin is None:
        # What was chosen as a folder of photos has its neighbours beside it.
        questions.remember(Path(chosen).parent)
    return Path(chosen)


def ask_for_new_file(asking: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Asks where to save a file. A name without an ending of these kinds gets that of the kind chosen.

    Args:
        asking: the widget that asks.
        title: of the dialog.
        name: what it is called if the person has nothing against it.
        kinds: Qt's list of kinds, e.g. "Web page (*.html);;Spreadsheet (*.csv)".
    """
    questions = _questions(asking)
    start = questions.start if questions is not None else pictures_folder()
    chosen, kind = QFileDialog.getSaveFileName(asking, title, str(start / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() not in _ENDING.findall(kinds):
        path = path.with_name(path.name + _ENDING.findall(kind or kinds)[0])
    if questions is not None:
        questions.remember(path.parent)
    return path


def ask_for_file(asking: QWidget, title: str, kinds: str = "") -> Path | None:
    """Asks for a file that is there; ``kinds`` as for ``ask_for_new_file``."""
    questions = _questions(asking)
    start = questions.start if questions is not None else pictures_folder()
    chosen, _ = QFileDialog.getOpenFileName(asking, title, str(start), kinds)
    if not chosen:
        return None
    if questions is not None:
        questions.remember(Path(chosen).parent)
    return Path(chosen)


def pictures_folder() -> Path:
    """The person's folder of pictures, or the home folder where there is none."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures) if pictures and Path(pictures).is_dir() else Path.home()


def _questions(asking: QWidget) -> FolderQuestions | None:
    """Those of the window that a widget or its dialog belongs to."""
    place: QObject | None = asking
    while place is not None:
        found = place.findChild(FolderQuestions)
        if isinstance(found, FolderQuestions):
            return found
        place = place.parent()
    return None
