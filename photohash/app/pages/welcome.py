"""The first start: one thing to do, and the promise."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from photohash.app.commands import Commands
from photohash.app.pages.frame import Empty, label
from photohash.app.theme import Theme
from photohash.core.translation import tr


class WelcomePage(Empty):
    """Shown until the library has a folder."""

    def __init__(self, actions: Commands, theme: Theme) -> None:
        super().__init__(
            "photohash",
            tr("Find every copy of every photo"),
            tr(
                "Resized, cropped, turned or saved again: each is found and named.\n"
                "Nothing is ever deleted without you."
            ),
            theme,
            hero=True,
        )
        self.button = QPushButton(tr("Add a folder of photos"))
        self.button.setProperty("role", "big")
        self.button.setAccessibleDescription(tr("Choose a folder of photos to search."))
        self.button.clicked.connect(actions["add-folder"].trigger)
        self.offer(self.button)
        self.note(label(tr("or drop folders anywhere in this window"), "dim"))
