"""A few quiet words under the folders on what goes on by itself, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from photohash.app.pages.frame import Flow, label
from photohash.app.tab_order import follow_layout
from photohash.app.theme import GRID


class QuietLine(QWidget):
    """A sentence and some small buttons; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "dim", wrap=True)
        self._held = QWidget()
        self._flow = Flow(self._held, GRID // 2)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addWidget(self._words)
        column.addWidget(self._held)
        self._offered: tuple[str, ...] = ()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Says something, and offers what can be done; nothing where there are no words."""
        self._words.setText(words)
        names = tuple(name for name, _ in offers)
        if names != self._offered:
            self._offered = names
            while (item := self._flow.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.buttons = {}
            for name, act in offers:
                button = QPushButton(name)
                button.setProperty("role", "small")
                button.clicked.connect(act)
                self.buttons[name] = button
                self._flow.addWidget(button)
            self._held.setVisible(bool(offers))
            follow_layout(self.window())
        self.setVisible(bool(words))
