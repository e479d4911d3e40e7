"""Names of albums where there is little room: shortened, never so wide that the page beside them is cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

from photohash.app.labels import plain_tip
from photohash.app.theme import GRID

_LONGEST = 32
"""Letters of a name in a sentence or on a button; of the widest ones they fill the narrowest page."""

_NARROWEST = 16 * GRID


def short_name(name: str) -> str:
    """A name for a sentence or a button, which cannot be shortened by themselves."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


class AlbumBox(QCheckBox):
    """A tick for an album, as narrow as need be; the tip has the whole name.

    Args:
        name: of the album.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the tick and some letters."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or less of the name."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect.setWidth(self.width())
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        fitting = self.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, max(room, 0))
        if fitting.replace("&", "&&") != self.text():
            self.setText(fitting.replace("&", "&&"))
