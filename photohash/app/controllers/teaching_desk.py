"""Puts together what teaches: the run, the adoption of its model, and the wizard over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.controllers.adopting import AdoptionController
from photohash.app.controllers.albums import AlbumController
from photohash.app.controllers.navigation import NavigationController
from photohash.app.controllers.reader import LibraryReader
from photohash.app.controllers.scan import ScanController
from photohash.app.controllers.session import LibrarySession
from photohash.app.controllers.settings import SettingsController
from photohash.app.controllers.teaching import TeachingController
from photohash.app.controllers.training import TrainingController
from photohash.app.job_bar import Banner
from photohash.app.pages.stack import PageStack
from photohash.app.sidebar import Sidebar


class OpensAnew(Protocol):
    """What holds the library open, and reads it by a model."""

    def reopen(self) -> None:
        """Opens the library anew, after another model was chosen."""


class TeachingDesk(QObject):
    """The controllers of teaching, for the window.

    Args:
        session: opens the library.
        settings: of the window; a browsing model that is chosen by hand ends an adoption.
        scan: codes photos.
        reader: answers what the library holds.
        others: open the library anew with it, where another model tells look-alikes.
        albums: changes albums, and says which are to be learnt.
        navigation: of the window.
        pages: of the window.
        sidebar: has the quiet lines.
        banner: of the window.
        window: of which dialogs are.
    """

    def __init__(
        self,
        session: LibrarySession,
        settings: SettingsController,
        scan: ScanController,
        reader: LibraryReader,
        others: Sequence[OpensAnew],
        albums: AlbumController,
        navigation: NavigationController,
        pages: PageStack,
        sidebar: Sidebar,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._reader, self._others = reader, others
        self.adopting = AdoptionController(session.settings, reader, scan, banner)
        self.training = TrainingController(session.settings.folder)
        self.wizard = TeachingController(
            pages.teach, self.training, self.adopting, reader, albums, navigation, banner, window
        )
        self.adopting.switched.connect(self.look_anew)
        settings.roll_back_chosen.connect(self.adopting.roll_back)
        settings.search_changed.connect(self.adopting.see_chosen)
        for line in (self.wizard.line, self.adopting.line):
            sidebar.show_below_folders(line)

    @Slot()
    def look_anew(self) -> None:
        """Has the library opened anew, where another model tells copies or look-alikes."""
        for part in (self._reader, *self._others):
            part.reopen()
        self._reader.refresh_now()

    def close(self, timeout: float) -> bool:
        """Ends the training, which can go on later."""
        return self.training.close(timeout)
