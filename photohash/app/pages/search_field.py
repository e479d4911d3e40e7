"""The field in the head of a page that finds by name: one look, one width, on every page that has one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QLineEdit

from photohash.app.icons import icon
from photohash.app.theme import GRID, Theme
from photohash.core.translation import tr

_SIGNS = 8 * GRID
"""What the lens and the cross take of the width, with the padding of the field."""


class SearchField(QLineEdit):
    """A field with a lens, which offers to be emptied once something stands in it.

    Args:
        theme: of the window.
        name: what is found, for those who do not see the field.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "search")
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(tr("Find by name"))
        self.setAccessibleName(name)
        self.setMinimumWidth(14 * GRID)
        self.setMaximumWidth(26 * GRID)
        self._lens = self.addAction(icon("search", theme.colours["text_dim"]), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._colour)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """So wide that all of what it says while it is empty is seen."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + _SIGNS, super().minimumSizeHint().height())

    @Slot()
    def _colour(self) -> None:
        self._lens.setIcon(icon("search", self._theme.colours["text_dim"]))
