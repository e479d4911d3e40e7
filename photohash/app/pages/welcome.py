"""The first start: one thing to do, and the promise."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from photohash.app.commands import Commands
from photohash.app.pages.frame import Empty, label
from photohash.app.theme import Theme


class WelcomePage(Empty):
    """Shown until the library has a folder."""

    def __init__(self, actions: Commands, theme: Theme) -> None:
        super().__init__(
            "photohash",
            "Find every copy of every photo",
            "Resized, cropped, turned or saved again: each is found and named.\nNothing is ever deleted without you.",
            theme,
            hero=True,
        )
        self.button = QPushButton("Add a folder of photos")
        self.button.setProperty("role", "big")
        self.button.setAccessibleDescription("Choose a folder of photos to search.")
        self.button.clicked.connect(actions["add-folder"].trigger)
        self.offer(self.button)
        self.note(label("or drop folders anywhere in this window", "dim"))
