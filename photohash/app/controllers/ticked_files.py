"""Sees that ticked files are still on the disk as the library knows them, whoever changed them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from photohash.app.controllers.reader import LibraryReader, LibrarySnapshot
from photohash.app.controllers.scan import ScanController
from photohash.app.models.groups import GroupRow
from photohash.app.models.ticks import TickState, TickStep
from photohash.app.pages.copies import CopiesPage
from photohash.library.browse import Browser
from photohash.library.photo import Group, Member, PhotoFile
from photohash.library.store import is_offline, root_of
from photohash.library.watch import Changes

_SOON_MS = 100
"""Ticks that change one after another are looked at once."""

Pair = tuple[PhotoFile, PhotoFile]
"""A ticked file, and the one that stays for it."""

State = tuple[int, int, int, int] | None
"""Size, time of change, volume and number of a file; None where there is none."""


class TickedFiles(QObject):
    """Takes the ticks of files back that are gone, changed or linked to the one that stays, and has them looked at.

    Only files that are ticked are looked at, and those that stay for them: all of them when the window comes to the
    front or the page of copies is opened, and else those that were not ticked before. Where folders are watched the
    library knows most of it already; where they are not, or another program holds the library, it is seen here alone.

    Args:
        page: of copies.
        reader: looks at the files, off the main thread.
        scan: brings the library up to date with what has changed.
        window: the window.

    Signals:
        looked(int): so many ticked files were looked at.
    """

    looked = Signal(int)

    def __init__(self, page: CopiesPage, reader: LibraryReader, scan: ScanController, window: QWidget) -> None:
        super().__init__()
        self._page, self._reader, self._scan = page, reader, scan
        self._looked_at: set[Path] = set()
        self._told: dict[Path, State] = {}
        self._rows: Sequence[GroupRow] = ()
        self._groups: set[int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self._look)
        page.ticks.stepped.connect(self._take_step)
        reader.snapshot_read.connect(self._take_snapshot)
        self._watched = page, window
        for widget in self._watched:
            widget.installEventFilter(self)

    @property
    def idle(self) -> bool:
        """Whether every ticked file was asked about; the reader tells whether the answer is there."""
        return not self._timer.isActive()

    def close(self) -> None:
        """Looks at nothing any more."""
        self._timer.stop()
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._page.ticks.stepped.disconnect(self._take_step)
        self._reader.snapshot_read.disconnect(self._take_snapshot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window came to the front, or the page was opened: all ticked files are looked at anew."""
        wanted = QEvent.Type.Show if watched is self._page else QEvent.Type.WindowActivate
        if event.type() is wanted:
            self._looked_at = set()
            self._groups = None
            self._timer.start()
        return super().eventFilter(watched, event)

    @Slot(object)
    def _take_step(self, step: TickStep) -> None:
        if self._groups is not None:
            self._groups |= step.groups
        self._timer.start()

    @Slot(object)
    def _take_snapshot(self, snapshot: LibrarySnapshot) -> None:
        if snapshot.rows is not self._rows:
            self._rows, self._groups = snapshot.rows, None
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        if not self._page.isVisible():
            return  # looked for again when it is shown
        ticks, groups = self._page.ticks, self._groups
        rows = self._page.model.all_rows if groups is None else ticks.rows_of(groups)
        self._groups = set()
        if rows:
            self._reader.ask(partial(_otherwise, rows, ticks.state(), self._looked_at), self._take)

    def _take(self, answer: tuple[set[Path], dict[Path, dict[Path, State]]]) -> None:
        asked, found = answer
        self._looked_at |= asked
        if asked:
            self.looked.emit(len(asked))
        ticks = self._page.ticks
        new = {path: state for states in found.values() for path, state in states.items()}
        if changed := {path for path, state in new.items() if path not in self._told or self._told[path] != state}:
            self._told |= {path: new[path] for path in changed}
            self._scan.notice(Changes(frozenset(changed)))
        ticks.set_outside((ticks.outside - asked) | found.keys())


def _pairs_of(group: Group, ticked: Collection[Path]) -> Iterator[Pair]:
    """The ticked files of a group, each with one that stays: of the same bytes, or else the one it is a copy of."""
    staying = [member for member in group.members if member.path not in ticked]
    files: dict[int, dict[Path, PhotoFile]] = {}

    def file_of(member: Member) -> PhotoFile:
        if member.photo.id not in files:
            files[member.photo.id] = {file.path: file for file in member.photo.files}
        return files[member.photo.id][member.path]

    for member in group.members:
        if staying and member.path in ticked:
            twin = next((one for one in staying if one.photo.id == member.photo.id), None)
            kept = twin or next((one for one in staying if one.path == member.of), staying[0])
            yield file_of(member), file_of(kept)


def _otherwise(
    rows: Sequence[GroupRow], ticks: TickState, looked_at: Collection[Path], browser: Browser
) -> tuple[set[Path], dict[Path, dict[Path, State]]]:
    """Looks at the ticked files of groups that were not looked at yet, or were not as the library knows them.

    Runs off the main thread: there may be a hundred thousand groups.

    Returns:
        the ticked files that were looked at, and those that are not as the library knows them, each with what the
        library is to look at: nothing on an unplugged drive.
    """
    offline = [root for root in browser.roots() if is_offline(root)]
    pairs = [
        pair
        for row in rows
        if (wanted := ticks.wanted(row))
        for pair in _pairs_of(row.group, wanted)
        if pair[0].path not in looked_at or pair[0].path in ticks.outside
    ]
    seen: dict[Path, State] = {}

    def state(file: PhotoFile) -> State:
        if file.path not in seen:
            seen[file.path] = _state(file.path)
        return seen[file.path]

    found: dict[Path, dict[Path, State]] = {}
    for pair in pairs:
        states = [state(file) for file in pair]
        one, other = states
        changed = [
            (file.path, now)
            for file, now in zip(pair, states, strict=True)
            if now is None or now[:2] != (file.size, file.mtime_ns)
        ]
        if changed:
            found[pair[0].path] = {path: now for path, now in changed if root_of(path, offline) is None}
        elif one is not None and other is not None and one[2:] == other[2:]:
            found[pair[0].path] = {file.path: now for file, now in zip(pair, states, strict=True)}
    return {ticked.path for ticked, _ in pairs}, found


def _state(path: Path) -> State:
    try:
        info = os.lstat(path)
    except OSError:
        return None
    return info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino
