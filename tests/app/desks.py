"""A window on a library of its own, and hands on it: what tests of clearing away share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt

from photohash.app.dialogs.review import ReviewDialog
from photohash.app.main_window import MainWindow
from photohash.app.pages.tick_bar import ChoiceBox
from photohash.library.photo import Member
from tests.app.libraries import PATIENCE
from tests.library.actions.worlds import Look, tree

SENT, SMALL, TWIN, PHONE = "inbox/harbour sent.jpg", "inbox/small.png", "inbox/harbour copy.jpg", "phone/tower.jpg"
COPIES = {SENT, SMALL, TWIN, PHONE}
TRAVELLING = {"inbox/harbour sent.xmp", "inbox/harbour sent.aae", "phone/tower.mov"}


@dataclass
class Desk:
    """A window on a library of its own, and hands on it."""

    window: MainWindow
    photos: Path
    qtbot: Any

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.settled, timeout=PATIENCE)

    def tree(self) -> dict[str, Look]:
        return tree(self.photos)

    def row(self, name: str) -> tuple[int, Member]:
        """The row of the group that a file is in, and its place there."""
        model = self.window.copies.model
        return next(
            (row, member)
            for row in range(model.rowCount())
            for member in model.group(row).members
            if member.path == self.photos / name
        )

    def point(self, name: str) -> None:
        """Goes to a file by keyboard."""
        row, member = self.row(name)
        view, model = self.window.copies.view, self.window.copies.model
        view.setFocus()
        self.qtbot.keyClick(view, Qt.Key.Key_Home)
        steps = sum(len(model.group(before).members) for before in range(row))
        for _ in range(steps + model.group(row).members.index(member)):
            self.qtbot.keyClick(view, Qt.Key.Key_Right)
        assert view.current_member() == member

    def tick_box(self, name: str) -> QPoint:
        row, member = self.row(name)
        view, group = self.window.copies.view, self.window.copies.model.group(row)
        view.scrollTo(self.window.copies.model.index(row, 0))
        box = view.box(self.window.copies.model.index(row, 0))
        return box.tiles[group.members.index(member)].tick.center()

    def ticked(self) -> set[str]:
        ticks = self.window.copies.ticks
        paths = {path for row in self.window.copies.model.rows for path in ticks.ticked(row.group)}
        return {path.relative_to(self.photos).as_posix() for path in paths}

    def choose(self, box: ChoiceBox, word: str) -> None:
        place = box.findData(word)
        assert place >= 0, word
        box.setCurrentIndex(place)
        box.activated.emit(place)
        self.settle()

    def review(self) -> ReviewDialog:
        """Presses the button under the groups, and waits until everything was checked."""
        self.qtbot.mouseClick(self.window.copies.tick_bar.button, Qt.MouseButton.LeftButton)
        self.settle()
        dialog = self.dialog
        assert dialog is not None
        return dialog

    def agree(self, dialog: ReviewDialog) -> None:
        self.qtbot.mouseClick(dialog.agree_button, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        """Presses a key with Ctrl, once no dialog is in the way any more."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE)
        self.qtbot.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    @property
    def dialog(self) -> ReviewDialog | None:
        return self.window.review_controller.dialog

    def trigger(self, command: str) -> None:
        assert self.window.commands[command].isEnabled(), command
        self.window.commands[command].trigger()
        self.settle()


def lines(dialog: ReviewDialog, photos: Path) -> dict[str, tuple[str, str]]:
    """What the table of a dialog says of each file."""
    model = dialog.model
    found = [model.line(row) for row in range(model.rowCount())]
    return {line.path.relative_to(photos).as_posix(): (line.what, line.note) for line in found}
