"""Ways to search by a picture from outside the library: a file chosen, a picture pasted, one dropped on the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.similar import SimilarController
from photohash.app.folder_drop import FolderDrop
from photohash.app.folder_question import ask_for_file
from photohash.app.job_bar import Banner
from photohash.app.offered_picture import OfferedPicture, offered_picture
from photohash.app.picture_pixels import pixels_of
from photohash.core.translation import tr
from photohash.library.outside_picture import picture_of


class PictureSearch(QObject):
    """Takes pictures from outside to the search.

    Args:
        similar: searches.
        drop: takes what is dropped on the window.
        commands: of the window.
        banner: for what is no picture.
        is_first_start: whether there is no library to search yet.
        window: that the file dialog belongs to.
    """

    def __init__(
        self,
        similar: SimilarController,
        drop: FolderDrop,
        commands: Commands,
        banner: Banner,
        is_first_start: Callable[[], bool],
        window: QWidget,
    ) -> None:
        super().__init__()
        self._similar, self._banner, self._window = similar, banner, window
        self._is_first_start = is_first_start
        drop.picture_dropped.connect(self.search)
        commands["search-picture"].triggered.connect(self.choose)
        commands["paste-picture"].triggered.connect(self.paste)

    @Slot()
    def choose(self) -> None:
        """Asks for a picture file."""
        chosen = ask_for_file(self._window, tr("Search by a picture"))
        if chosen is not None:
            self.search(OfferedPicture((chosen,)))

    @Slot()
    def paste(self) -> None:
        """Searches by what is on the clipboard: a picture, a file, or the path of one."""
        offered = offered_picture(QGuiApplication.clipboard().mimeData())
        if offered:
            self.search(offered)
        else:
            self._banner.say(tr("There is no picture on the clipboard. Copy one, or a picture file, and paste again."))

    @Slot(object)
    def search(self, offered: OfferedPicture) -> None:
        """Searches by a picture that was offered."""
        if self._is_first_start():
            self._banner.say(tr("There are no photos to search yet. Add a folder first."))
        elif len(offered.files) > 1:
            self._similar.open_known(offered.files)
        elif offered.files:
            self._similar.search_by_file(offered.files[0])
        elif offered.image is not None:
            self._similar.search_by_picture(picture_of(pixels_of(offered.image)))
        else:
            self._banner.say(
                tr("photohash reads no pictures from the web. Copy the picture in the browser and paste it here.")
            )
