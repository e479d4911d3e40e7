"""Shows files and folders outside photohash: in the file manager, and as a path on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.reader import LibraryReader
from photohash.app.job_bar import Banner
from photohash.app.pages.stack import PageStack
from photohash.core.paths import shown
from photohash.core.translation import tr
from photohash.library.browse import Browser


class FileBrowser(QObject):
    """Takes the photos that are selected, or the one that is shown, to where the system has them."""

    def __init__(self, pages: PageStack, commands: Commands, banner: Banner, reader: LibraryReader) -> None:
        super().__init__()
        self._pages, self._banner, self._reader = pages, banner, reader
        commands["reveal"].triggered.connect(self.reveal)
        commands["copy-path"].triggered.connect(self.copy_path)

    @Slot()
    def reveal(self) -> None:
        """Opens the folder of the first photo in the file manager."""
        self._with_paths(lambda paths: self.open_folder(paths[0].parent))

    @Slot()
    def copy_path(self) -> None:
        """Puts the paths of the photos on the clipboard, one a line."""
        self._with_paths(lambda paths: QGuiApplication.clipboard().setText("\n".join(map(shown, paths))))

    @Slot(object)
    def open_folder(self, folder: Path) -> None:
        """Opens a folder in the file manager."""
        self._open(folder, tr("No file manager opened {path}.").format(path=shown(folder)))

    def open_file(self, file: Path) -> None:
        """Opens a file in the program that the system has for it."""
        self._open(file, tr("No program opened {path}.").format(path=shown(file)))

    def _open(self, path: Path, refusal: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromEncoded(path.as_uri().encode("ascii"))):
            self._banner.say(refusal)

    def _with_paths(self, act: Callable[[Sequence[Path]], object]) -> None:
        """Finds the files that the commands are about, and does something with them where there are any."""
        page = self._pages.currentWidget()
        if page is self._pages.copies:
            member = self._pages.copies.view.current_member()
            paths = [] if member is None else [member.path]
        elif ids := _selected(page):
            self._reader.ask(partial(_paths, ids), lambda paths: act(paths) if paths else None)
            return
        else:
            path = getattr(page, "path", None)
            paths = [] if path is None else [path]
        if paths:
            act(paths)


def _selected(page: QWidget | None) -> tuple[int, ...]:
    """The photos that commands are about: on a page that knows it the one with the keyboard, else those selected."""
    current: Callable[[], int | None] = getattr(page, "current_photo", lambda: None)
    if (photo := current()) is not None:
        return (photo,)
    chosen: Callable[[], tuple[int, ...]] = getattr(page, "selected_photos", tuple)
    return chosen()


def _paths(photo_ids: Sequence[int], browser: Browser) -> list[Path]:
    """The first file of each photo, as pages name it."""
    return [photo.files[0].path for photo in browser.photos(photo_ids) if photo.files]
