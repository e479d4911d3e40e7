"""Folders and pictures dropped anywhere on the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from photohash.app.offered_picture import OfferedPicture, offered_picture, path_of
from photohash.core.translation import tr


class FolderDrop(QLabel):
    """Lies over a window while folders or pictures are dragged across it, and takes them.

    Signals:
        dropped(list[Path]): folders were dropped.
        picture_dropped(OfferedPicture): a picture was dropped, or what may be one.
    """

    dropped = Signal(object)
    picture_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("dropHint")
        self.setTextFormat(Qt.TextFormat.PlainText)
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
            offered = offered_picture(event.mimeData())
            if folders or offered:
                event.acceptProposedAction()
                self._answer(event, folders, offered)
                return True
        return super().eventFilter(watched, event)

    def _answer(self, event: QDropEvent, folders: list[Path], offered: OfferedPicture) -> None:
        if event.type() == QEvent.Type.Drop:
            self.hide()
            if folders:
                self.dropped.emit(folders)
            else:
                self.picture_dropped.emit(offered)
            return
        self.setText(tr("Drop folders to search them") if folders else tr("Drop the picture to search by it"))
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()


def folders_of(urls: Sequence[QUrl]) -> list[Path]:
    """The folders among dropped things."""
    paths = [path_of(url) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_dir()]
