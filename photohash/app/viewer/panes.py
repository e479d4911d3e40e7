"""Photos side by side: a pane for each with its words, in the arrangement that shows them largest."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from photohash.app.labels import dimensions, plain_tip
from photohash.app.models.comparison import ComparedFile
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.canvas import Layer, PictureCanvas
from photohash.app.viewer.geometry import Matrix, grid
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.viewer.shared_view import SharedView
from photohash.core.formatting import size_in_words
from photohash.core.translation import tr

_TURNED = 0.7
"""Degrees from which a picture is said to be turned."""


class PhotoPane(QFrame):
    """One of the photos compared: its number, what becomes of it, its name and size, and below them the picture.

    Signals:
        chosen(int): it became the current one; its place.
        tick_wanted(int): its box was clicked.
    """

    chosen = Signal(int)
    tick_wanted = Signal(int)

    def __init__(
        self, place: int, view: SharedView, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place, self._pictures, self._view = place, pictures, view
        self.subject: ComparedFile | None = None
        self.canvas = PictureCanvas(view, pictures, thumbnails, theme)
        self._number, self.chip = label(str(place + 1), "number"), label("", "chip")
        self._name = ElidedLabel("strong")
        self._facts = ElidedLabel("dim", Qt.TextElideMode.ElideRight)
        self.tick = QCheckBox()
        self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tick.clicked.connect(self._want_tick)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2 + 2)
        row.addWidget(self._number)
        row.addWidget(self._name, 1)
        row.addWidget(self.tick)
        below = QHBoxLayout()
        below.setSpacing(GRID // 2 + 2)
        below.addWidget(self.chip)
        below.addWidget(self._facts, 1)
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self.canvas, 1)
        self.canvas.pressed.connect(self._press)
        view.changed.connect(self._tell_facts)
        pictures.arrived.connect(self._tell_facts)

    @property
    def facts(self) -> str:
        """The line under the name."""
        return self._facts.full

    @property
    def layer(self) -> Layer | None:
        """The picture and where it lies."""
        return self.canvas.layers[0] if self.canvas.layers else None

    def show_subject(self, subject: ComparedFile, layer: Layer, *, current: bool) -> None:
        """Shows a photo, or another state of it."""
        self.subject = subject
        if self.layer is None or self.layer.photo != layer.photo or (self.layer.matrix != layer.matrix).any():
            self.canvas.show_layers(layer)
        self._name.say(subject.name)
        self.canvas.setAccessibleName(subject.name)
        chip = tr("Keep") if subject.is_kept else ""
        chip = chip or subject.relation
        self.chip.setText(chip)
        self.chip.setVisible(bool(chip))
        self.chip.setProperty("kept", subject.is_kept)
        self.tick.setVisible(subject.member is not None)
        self.tick.setChecked(subject.ticked)
        self.tick.setToolTip(plain_tip(subject.obstacle) or tr("Choose whether this photo goes. (Space)"))
        self.tick.setAccessibleName(tr("Tick {name}").format(name=subject.name))
        self._tell_facts()
        self.be_current(current=current)

    def be_current(self, *, current: bool) -> None:
        """Shows whether it is the one that commands are about."""
        self.setProperty("current", current)
        for widget in (self, self.chip):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        if self.subject is not None:
            parts = [
                tr("Photo {number}: {name}").format(number=self._place + 1, name=self.subject.name),
                self.chip.text(),
                self.subject.state,
                tr("current") if current else "",
            ]
            self.setAccessibleName(", ".join(filter(None, parts)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the keyboard comes being the current one."""
        super().focusInEvent(event)
        self.chosen.emit(self._place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the picture chooses it, too."""
        super().mousePressEvent(event)
        self._press()

    @Slot()
    def _press(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self._place)

    @Slot()
    def _want_tick(self) -> None:
        if self.subject is not None:
            self.tick.setChecked(self.subject.ticked)
        self.tick_wanted.emit(self._place)

    @Slot()
    def _tell_facts(self) -> None:
        if self.subject is None or self.layer is None:
            return
        photo = self.subject.compared.photo
        problem = self._pictures.problem(photo)
        if problem:
            self._facts.say(tr("This file {reason}").format(reason=problem))
            return
        zoom = tr("{percent} %").format(percent=round(100 * self.canvas.magnification(self.layer)))
        parts = [dimensions(photo.width, photo.height), size_in_words(photo.bytes), zoom, _changed(self.layer.matrix)]
        self._facts.say(" · ".join(filter(None, parts)))


def _changed(matrix: Matrix) -> str:
    """How a picture is shown other than it is, to lie on the first one."""
    mirrored = float(np.linalg.det(matrix[:2, :2])) < 0
    turned = abs(math.degrees(math.atan2(matrix[1, 0], -matrix[0, 0] if mirrored else matrix[0, 0])))
    if mirrored:
        return tr("mirrored to match")
    return tr("turned by {angle}° to match").format(angle=round(turned)) if turned >= _TURNED else ""


class PaneGrid(QWidget):
    """Panes of one size, arranged by the shapes of their photos and the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID // 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._panes: list[PhotoPane] = []
        self._arranged: tuple[int, int] = (0, 0)

    @property
    def arrangement(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._arranged

    def add(self, pane: PhotoPane) -> None:
        """Takes a pane that will be shown, hidden as yet."""
        pane.hide()
        self._grid.addWidget(pane, 0, self._grid.count())

    def show_panes(self, panes: Sequence[PhotoPane]) -> None:
        """Shows some panes, and no others."""
        self._panes = list(panes)
        self._arrange(anew=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape may have another arrangement that is best."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """However little there is, it is arranged in it."""
        return QSize(20 * GRID, 15 * GRID)

    def _arrange(self, *, anew: bool = False) -> None:
        shapes = [
            (max(right - left, 1.0), max(bottom - top, 1.0))
            for pane in self._panes
            if pane.layer is not None
            for left, top, right, bottom in (pane.layer.box,)
        ]
        if not shapes:
            return
        wanted = grid(shapes, (self.width(), self.height()), GRID / 2, 7.0 * GRID)
        if wanted == self._arranged and not anew:
            return
        while self._grid.takeAt(0) is not None:
            pass
        for row in range(self._arranged[0]):
            self._grid.setRowStretch(row, 0)
        for column in range(self._arranged[1]):
            self._grid.setColumnStretch(column, 0)
        self._arranged = wanted
        for place, pane in enumerate(self._panes):
            row, column = divmod(place, wanted[1])
            self._grid.addWidget(pane, row, column)
            self._grid.setRowStretch(row, 1)
            self._grid.setColumnStretch(column, 1)


def legend(colour: tuple[int, int, int], words: str) -> QWidget:
    """A small square of a colour, and what it stands for."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID // 2 + 2)
    square = label()
    square.setFixedSize(GRID + GRID // 2, GRID + GRID // 2)
    square.setStyleSheet(f"background: rgb{colour}; border-radius: 3px;")
    row.addWidget(square)
    row.addWidget(label(words, "dim"))
    return made
