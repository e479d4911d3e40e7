"""Writes the groups that are shown into a file for a spreadsheet or a page for people."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from photohash.app.commands import Commands
from photohash.app.controllers.reader import LibraryReader
from photohash.app.folder_question import ask_for_new_file
from photohash.app.job_bar import Banner, BannerKind
from photohash.app.pages.copies import CopiesPage
from photohash.core.formatting import count
from photohash.core.paths import shown
from photohash.core.translation import TextTable, Words, tr
from photohash.library import export
from photohash.library.browse import Browser
from photohash.library.photo import Group

_REASONS: Mapping[int, Words] = TextTable(
    {
        errno.ENOENT: "its folder is not there",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.EROFS: "the drive can only be read",
        errno.ENOSPC: "the disk is full",
    }
)


class ExportController(QObject):
    """Asks where to, writes off the main thread, and says where it went.

    Signals:
        folder_wanted(Path): the folder with the file is to be shown.
    """

    folder_wanted = Signal(object)

    def __init__(self, page: CopiesPage, reader: LibraryReader, commands: Commands, banner: Banner) -> None:
        super().__init__()
        self._page, self._reader, self._banner = page, reader, banner
        self._command = commands["export"]
        self._command.triggered.connect(self.export)
        page.model.summed.connect(self.look)

    @Slot()
    def look(self) -> None:
        """There is something to write where groups are shown."""
        self._command.setEnabled(self._page.isVisible() and bool(self._page.model.rows))

    @Slot()
    def export(self) -> None:
        """Asks for a file and writes what is shown into it."""
        kinds = f"{tr('Web page with pictures')} (*.html *.htm);;{tr('Spreadsheet')} (*.csv)"
        path = ask_for_new_file(self._page, tr("Export the groups shown"), tr("copies.html"), kinds)
        if path is None:
            return
        groups = [row.group for row in self._page.model.rows]
        self._banner.say(tr("Writing {groups}…").format(groups=count(len(groups), "group")), kind=BannerKind.INFO)
        self._reader.ask(partial(_write, path, groups), partial(self._tell, path, len(groups)))

    def _tell(self, path: Path, groups: int, problem: OSError | None) -> None:
        if problem is not None:
            self._banner.say(
                tr("{path} could not be written: {reason}.").format(path=shown(path), reason=_in_words(problem))
            )
            return
        words = tr("{groups} written to {path}.").format(groups=count(groups, "group"), path=shown(path))
        show: Callable[[], object] = partial(self.folder_wanted.emit, path.parent)
        self._banner.say(words, tr("Show in folder"), show, BannerKind.SUCCESS)


def _write(path: Path, groups: Sequence[Group], browser: Browser) -> OSError | None:
    """Writes the file; what stood against it, if anything did."""
    try:
        if path.suffix.lower() == ".csv":
            export.write_csv(path, groups)
        else:
            roots = [root.path for root in browser.roots()]
            export.write_html(path, groups, preview=lambda photo: browser.preview(photo.id), roots=roots)
    except OSError as error:
        return error
    return None


def _in_words(problem: OSError) -> str:
    known = problem.errno in _REASONS
    return _REASONS[problem.errno or 0] if known else problem.strerror or str(problem)
