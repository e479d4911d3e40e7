"""A window in which photos are compared, and hands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from photohash.app.pages.compare import ComparePage
from tests.app.desks import Desk
from tests.app.libraries import PATIENCE

NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Comparison:
    """A desk on which photos are compared."""

    desk: Desk
    qtbot: Any

    @property
    def page(self) -> ComparePage:
        return self.desk.window.pages.compare

    @property
    def is_open(self) -> bool:
        return self.desk.window.pages.currentWidget() is self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Presses a key as a person does: whatever has the focus gets it."""
        window = self.desk.window
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        for _ in range(times):
            focused: QWidget | None = window.focusWidget()
            self.qtbot.keyClick(focused or window, key, modifier)
        self.desk.settle()

    def names(self) -> list[str]:
        files = [subject.file for subject in self.page.view.subjects if subject.file is not None]
        return [file.path.relative_to(self.desk.photos).as_posix() for file in files]

    def current(self) -> str:
        subject = self.page.view.current_subject
        assert subject is not None
        assert subject.file is not None
        return subject.file.path.relative_to(self.desk.photos).as_posix()

    def go_to(self, name: str) -> None:
        for _ in self.names():
            if self.current() == name:
                return
            self.press(Qt.Key.Key_Right)
        assert self.current() == name

    def go_to_place(self, place: int) -> None:
        while self.page.view.current != place:
            self.press(Qt.Key.Key_Right)

    def keeper(self, name: str) -> str:
        row, _ = self.desk.row(name)
        return self.desk.window.copies.model.group(row).keeper.path.relative_to(self.desk.photos).as_posix()
