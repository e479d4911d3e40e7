"""Folders dropped anywhere on the window."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from photohash.core.translation import tr


class FolderDrop(QLabel):
    """Lies over a window while folders are dragged across it, and takes them.

    Signals:
        dropped(list[Path]): folders were dropped.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(tr("Drop folders to search them"), window)
        self.setObjectName("dropHint")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows what is dragged over the window."""
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            folders = folders_of(event.mimeData().urls())
            if folders:
                event.acceptProposedAction()
                self._answer(event, folders)
                return True
        return super().eventFilter(watched, event)

    def _answer(self, event: QDropEvent, folders: list[Path]) -> None:
        if event.type() == QEvent.Type.Drop:
            self.hide()
            self.dropped.emit(folders)
            return
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()


def folders_of(urls: Sequence[QUrl]) -> list[Path]:
    """The folders among dropped things."""
    paths = [_path_of(url) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_dir()]


def _path_of(url: QUrl) -> Path:
    """The path of a local address, whatever bytes it is of; Qt itself would have it be text."""
    if os.name == "nt":
        return Path(url.toLocalFile())
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
