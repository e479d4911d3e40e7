"""Shows files and folders outside photohash: in the file manager, and as a path on the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from photohash.app.commands import Commands
from photohash.app.job_bar import Banner
from photohash.app.pages.stack import PageStack
from photohash.core.paths import shown
from photohash.core.translation import tr


class FileBrowser(QObject):
    """Takes the photo that is shown, or the chosen member of a group, to where the system has it."""

    def __init__(self, pages: PageStack, commands: Commands, banner: Banner) -> None:
        super().__init__()
        self._pages, self._banner = pages, banner
        commands["reveal"].triggered.connect(self.reveal)
        commands["copy-path"].triggered.connect(self.copy_path)

    @Slot()
    def reveal(self) -> None:
        """Opens the folder of the photo in the file manager."""
        path = self._path()
        if path is not None:
            self.open_folder(path.parent)

    @Slot()
    def copy_path(self) -> None:
        """Puts the photo's path on the clipboard."""
        path = self._path()
        if path is not None:
            QGuiApplication.clipboard().setText(shown(path))

    @Slot(object)
    def open_folder(self, folder: Path) -> None:
        """Opens a folder in the file manager."""
        if not QDesktopServices.openUrl(QUrl.fromEncoded(folder.as_uri().encode("ascii"))):
            self._banner.say(tr("No file manager opened {folder}.").format(folder=shown(folder)))

    def _path(self) -> Path | None:
        if self._pages.currentWidget() is self._pages.photo:
            return self._pages.photo.path
        member = self._pages.copies.view.current_member()
        return None if member is None else member.path
