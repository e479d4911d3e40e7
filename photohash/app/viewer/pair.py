"""Two photos in one place: blinked, with a line between them, or as their difference."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from photohash.app.models.comparison import ComparedFile
from photohash.app.pages.frame import ElidedLabel, Flow, label
from photohash.app.picture_pixels import image_of
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.canvas import Layer, PictureCanvas
from photohash.app.viewer.difference import AMPLIFIED, CHANGED_COLOUR, OUTSIDE_COLOUR, SMALL_COLOUR, Difference
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.viewer.panes import legend
from photohash.app.viewer.shared_view import SharedView
from photohash.core.translation import number_in_words, tr

_STEPS = 100


class Mode(StrEnum):
    """How photos are compared."""

    SIDE_BY_SIDE = "side"
    BLINK = "blink"
    SPLIT = "split"
    DIFFERENCE = "difference"


class PairView(QWidget):
    """Shows two photos in one pane."""

    split_changed = Signal(float)

    def __init__(self, view: SharedView, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pictures = pictures
        self.canvas = PictureCanvas(view, pictures, thumbnails, theme)
        self.mode = Mode.BLINK
        self._subjects: tuple[ComparedFile, ComparedFile] | None = None
        self._layers: tuple[Layer, Layer] | None = None
        self.shows_second = True
        self.found: Difference | None = None
        self._asked: tuple[bytes, bytes] | None = None
        self.words = ElidedLabel("strong")
        self.right_words = ElidedLabel("strong")
        self.right_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setValue(_STEPS // 2)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(tr("Place of the line between the two photos"))
        self.slider.valueChanged.connect(self._split_by_slider)
        self.canvas.split_moved.connect(self._split_by_mouse)
        self.sentence = label("", "plain", wrap=True)
        self.legend = self._legend()
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.right_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self.sentence)
        column.addWidget(self.legend)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.slider)

    def _legend(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, 2 * GRID)
        amplified = tr("Small differences, drawn {times} times as strong").format(times=AMPLIFIED)
        flow.addWidget(legend(SMALL_COLOUR, amplified))
        flow.addWidget(legend(CHANGED_COLOUR, tr("More than saving again leaves")))
        flow.addWidget(legend(OUTSIDE_COLOUR, tr("Only in the first")))
        return row

    def show_pair(self, subjects: tuple[ComparedFile, ComparedFile], layers: tuple[Layer, Layer], mode: Mode) -> None:
        """Shows two photos.

        Args:
            subjects: the one compared with, and the current one.
            layers: where they lie.
            mode: how to show them.
        """
        keys = layers[0].photo.digest, layers[1].photo.digest
        if mode is not self.mode or self._keys() != keys:
            self.shows_second = True
        if self._keys() != keys:
            self.found = None
        self._subjects, self._layers, self.mode = subjects, layers, mode
        self.slider.setVisible(mode is Mode.SPLIT)
        self.sentence.setVisible(mode is Mode.DIFFERENCE)
        self.legend.setVisible(mode is Mode.DIFFERENCE)
        self._show()

    def swap(self) -> None:
        """Shows the other one of the two, at the same place."""
        self.shows_second = not self.shows_second
        self._show()

    def move_line(self, steps: int) -> None:
        """Moves the line of the split by hundredths."""
        self.slider.setValue(self.slider.value() + steps)

    def _keys(self) -> tuple[bytes, bytes] | None:
        return None if self._layers is None else (self._layers[0].photo.digest, self._layers[1].photo.digest)

    def _show(self) -> None:
        if self._layers is None or self._subjects is None:
            return
        first, second = self._layers
        names = [self._name(subject) for subject in self._subjects]
        self.right_words.setVisible(self.mode is Mode.SPLIT)
        match self.mode:
            case Mode.SPLIT:
                self.words.say(names[0])
                self.right_words.say(names[1])
                self.canvas.show_layers(first, second, split=self.slider.value() / _STEPS)
            case Mode.DIFFERENCE:
                self.words.say(tr("{one} against {other}").format(one=names[0], other=names[1]))
                self.canvas.show_layers(first)
                self._show_difference()
            case _:
                self.words.say(names[1] if self.shows_second else names[0])
                self.canvas.show_layers(second if self.shows_second else first)
        self.canvas.setAccessibleName(self.words.full)
        self.setAccessibleName(self.words.full)

    def _show_difference(self) -> None:
        if self._layers is None:
            return
        if self.found is not None:
            self._take(self.found)
            return
        first, second = self._layers
        self.sentence.setText(tr("Comparing the two…"))
        keys = self._keys()
        self._pictures.compare(
            first.photo,
            second.photo,
            np.asarray(np.linalg.inv(first.matrix) @ second.matrix, np.float64),
            lambda found: self._take_if(keys, found),
            lambda problem: self._fail_if(keys, problem),
        )

    def _take_if(self, keys: tuple[bytes, bytes] | None, found: Difference) -> None:
        if keys == self._keys():
            self.found = found
            if self.mode is Mode.DIFFERENCE:
                self._take(found)

    def _fail_if(self, keys: tuple[bytes, bytes] | None, problem: str) -> None:
        if keys == self._keys() and self.mode is Mode.DIFFERENCE:
            self.sentence.setText(problem)

    def _take(self, found: Difference) -> None:
        self.sentence.setText(in_a_sentence(found))
        if self._layers is not None:
            self.canvas.show_image(image_of(found.pixels), self._layers[0])

    @staticmethod
    def _name(subject: ComparedFile) -> str:
        return " · ".join(filter(None, (subject.name, subject.state)))

    @Slot(int)
    def _split_by_slider(self, value: int) -> None:
        if self.mode is Mode.SPLIT and self._layers is not None:
            self.canvas.show_layers(*self._layers, split=value / _STEPS)
            self.split_changed.emit(value / _STEPS)

    @Slot(float)
    def _split_by_mouse(self, place: float) -> None:
        blocker = QSignalBlocker(self.slider)
        self.slider.setValue(round(place * _STEPS))
        blocker.unblock()
        if self._layers is not None:
            self.canvas.show_layers(*self._layers, split=place)
            self.split_changed.emit(place)


def in_a_sentence(found: Difference) -> str:
    """What share of two photos differs."""
    if found.same:
        return tr("Every pixel is the same.")
    rest = tr("the rest differs by {levels} of 255 levels on average").format(
        levels=number_in_words(f"{found.rest:.1f}")
    )
    if found.changed == 0:
        return tr("Nothing differs by more than saving again leaves; {rest}.").format(rest=rest)
    percent = number_in_words(f"{100 * found.changed:.1f}") if found.changed >= 0.001 else tr("less than 0.1")
    return tr("{percent} % of what both show differs by more than saving again leaves; {rest}.").format(
        percent=percent, rest=rest
    )
