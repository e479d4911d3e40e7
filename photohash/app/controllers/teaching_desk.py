"""Puts together what teaches: the run, the adoption of its model, changes of albums, and the wizard over them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from photohash.app.commands import Commands
from photohash.app.controllers.adopting import AdoptionController
from photohash.app.controllers.album_writer import AlbumWriter
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


class TeachingDesk:
    """The controllers of teaching, for the window.

    Args:
        session: opens the library.
        settings: of the window; a browsing model that is chosen by hand ends an adoption.
        scan: codes photos, and has the job that writes the library.
        reader: answers what the library holds.
        navigation: of the window.
        pages: of the window.
        sidebar: has the quiet lines.
        commands: of the window.
        banner: of the window.
        window: of which dialogs are.
    """

    def __init__(
        self,
        session: LibrarySession,
        settings: SettingsController,
        scan: ScanController,
        reader: LibraryReader,
        navigation: NavigationController,
        pages: PageStack,
        sidebar: Sidebar,
        commands: Commands,
        banner: Banner,
        window: QWidget,
    ) -> None:
        self.adopting = AdoptionController(session.settings, reader, scan, banner)
        self.writer = AlbumWriter(session.open_catalogue, scan.job)
        self.training = TrainingController(session.settings.folder)
        self.wizard = TeachingController(
            pages.teach, self.training, self.adopting, reader, self.writer, navigation, commands, banner, window
        )
        settings.roll_back_chosen.connect(self.adopting.roll_back)
        settings.search_changed.connect(self.adopting.see_chosen)
        for line in (self.wizard.line, self.adopting.line):
            sidebar.show_below_folders(line)

    @property
    def idle(self) -> bool:
        """Whether no change of an album waits."""
        return not self.writer.running

    def close(self, timeout: float) -> bool:
        """Ends the training, which can go on later, and writes what waits; the job has ended by now."""
        ended = [part.close(timeout) for part in (self.training, self.writer)]
        return all(ended)
