"""Two to six photos compared: side by side, blinked, split or as a difference, with what is known of them below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from photohash.app.models.comparison import ComparedFile
from photohash.app.pages.compare_fields import FieldsPanel
from photohash.app.pages.compare_keys import KeyActions
from photohash.app.pages.frame import Flow
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.canvas import Layer, bounds_of
from photohash.app.viewer.geometry import placement
from photohash.app.viewer.large_pictures import LargePictures
from photohash.app.viewer.pair import Mode, PairView
from photohash.app.viewer.panes import PaneGrid, PhotoPane
from photohash.app.viewer.shared_view import STEP, SharedView
from photohash.core.translation import tr

MOST_SHOWN = 6
_STEP_OF_VIEW = 0.15
"""Share of a pane that an arrow moves the pictures by."""

_ROOM_FOR_FIELDS = 620
"""Height of the window from which there is room for the table without asking."""


_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Strip(QListWidget):
    """A list in a line, in which Enter chooses and does nothing else.

    Signals:
        passed(int): an arrow goes on from its first or its last photo: -1 to the left, 1 to the right.
    """

    passed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is not handed on to the page, which it would leave; the arrows go on to the photos in sight."""
        across = _ACROSS.get(Qt.Key(event.key()), 0)
        if across and not event.modifiers() and not 0 <= self.currentRow() + across < self.count():
            self.passed.emit(across)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item: QListWidgetItem | None = self.currentItem()
            if item is not None:
                self.itemActivated.emit(item)
            return
        super().keyPressEvent(event)


class CompareView(QWidget):
    """Compares photos.

    Args:
        pictures: the large ones, of the window.
        thumbnails: of the window.
        theme: of the window.

    Attributes:
        subjects: all that are compared; the first is what the others are laid on.
        places: those that are in sight, as places among them.
        current: the one that commands are about, as a place among those in sight.

    Signals:
        current_changed: another one is the current one.
        tick_wanted(ComparedFile): its box was clicked.
    """

    current_changed = Signal()
    tick_wanted = Signal(object)

    def __init__(self, pictures: LargePictures, thumbnails: Thumbnails, theme: Theme) -> None:
        super().__init__()
        self._pictures = pictures
        self.view = SharedView()
        self.subjects: list[ComparedFile] = []
        self.places: list[int] = []
        self.current = 0
        self.mode = Mode.SIDE_BY_SIDE
        self.is_aligned = True
        self._layers: list[Layer] = []
        self.grid, self.pair = PaneGrid(), PairView(self.view, pictures, thumbnails, theme)
        self.panes = [PhotoPane(place, self.view, pictures, thumbnails, theme) for place in range(MOST_SHOWN)]
        for pane in self.panes:
            self.grid.add(pane)
        self.fields = FieldsPanel(theme)
        self.strip = self._strip()
        self.actions_of_view = KeyActions(
            self,
            {
                "side": lambda: self.choose(Mode.SIDE_BY_SIDE),
                "blink": self._blink,
                "split": lambda: self._toggle(Mode.SPLIT),
                "difference": lambda: self._toggle(Mode.DIFFERENCE),
                "farther": lambda: self.view.zoom(1 / STEP),
                "nearer": lambda: self.view.zoom(STEP),
                "fit": self.view.fit,
                "pixels": self._toggle_pixels,
                "aligned": self._toggle_aligned,
                "fields": self._toggle_fields,
                "line-left": lambda: self.pair.move_line(-2),
                "line-right": lambda: self.pair.move_line(2),
            },
        )
        self._modes: dict[Mode, QWidget] = {}
        self.bar = self._bar()
        self._arrange()
        for pane in self.panes:
            pane.chosen.connect(self.choose_current)
            pane.tick_wanted.connect(self._want_tick)

    @property
    def current_subject(self) -> ComparedFile | None:
        """The photo that commands are about."""
        return self.subjects[self.places[self.current]] if self.current < len(self.places) else None

    @property
    def complete(self) -> bool:
        """Whether every picture in sight is as sharp as it is wanted."""
        canvases = [self.pair.canvas] if self.pair.isVisible() else [pane.canvas for pane in self._panes_in_use()]
        return all(canvas.complete for canvas in canvases)

    def show_subjects(self, subjects: Sequence[ComparedFile], current: ComparedFile | None = None) -> None:
        """Shows photos, or another state of the same ones; as long as they are the same, one stays where one is.

        Args:
            subjects: the one that the others are laid on first.
            current: the one that is current then; else the one that was, if it is still there.
        """
        wanted = current or self.current_subject
        focused = any(pane.hasFocus() for pane in self.panes)
        others = [one.key for one in self.subjects] != [one.key for one in subjects]
        before = self._layers
        self.subjects = list(subjects)
        self._layers = _laid(self.subjects, aligned=self.is_aligned)
        if others:
            self.places = list(range(min(len(self.subjects), MOST_SHOWN)))
            self._pictures.share_among(max(len(self.places), 2))
        key = wanted.key if wanted is not None else None
        keys = [self.subjects[place].key for place in self.places]
        self.current = keys.index(key) if key in keys else min(1, max(len(keys) - 1, 0))
        if others or len(before) != len(self._layers):
            self._look_anew(before)
        elif self._layers:
            self.view.widen(bounds_of([self._layers[place] for place in self.places]))
        self.fields.model.show([self.subjects[place] for place in self.places])
        self._fill_strip()
        self._show()
        if focused:
            self.take_focus()

    def choose(self, mode: Mode) -> None:
        """Compares in another way; two at a time with the current one and the one to keep."""
        if mode is not Mode.SIDE_BY_SIDE and len(self.places) < 2:
            return
        self.mode = mode
        self._show()
        self.take_focus()

    def take_focus(self) -> None:
        """Gives the keyboard to what is looked at."""
        panes = self._panes_in_use()
        if not panes:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.mode is Mode.SIDE_BY_SIDE:
            panes[min(self.current, len(panes) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pair.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def choose_current(self, place: int) -> None:
        """Makes another photo the current one."""
        if place != self.current and 0 <= place < len(self.places):
            self.current = place
            self._show()
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the current photo; with Shift the arrows move the pictures."""
        key = Qt.Key(event.key())
        across, down = _ACROSS.get(key, 0), _DOWN.get(key, 0)
        if (across or down) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.view.move_by_share(_STEP_OF_VIEW * across, _STEP_OF_VIEW * down)
        elif across and self.places:
            self._go_across(self.current + across)
        else:
            super().keyPressEvent(event)

    def _go_across(self, place: int) -> None:
        """Goes to a photo in sight; beyond the last or the first one to those that are not, where there are some."""
        if not 0 <= place < len(self.places) and self.strip.count():
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
            self.strip.setCurrentRow(0 if place > 0 else self.strip.count() - 1)
            return
        self.choose_current(place % len(self.places))
        self.take_focus()

    @Slot(int)
    def _leave_strip(self, across: int) -> None:
        self.choose_current(0 if across > 0 else len(self.places) - 1)
        self.take_focus()

    def _bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, GRID // 2)
        group = QButtonGroup(bar)
        for mode in Mode:
            button = self.actions_of_view.button(mode.value, checkable=True)
            button.setAutoExclusive(True)
            group.addButton(button)
            flow.addWidget(button)
            self._modes[mode] = button
        for name in ("fit", "pixels", "farther", "nearer"):
            flow.addWidget(self.actions_of_view.button(name))
        self._aligned = self.actions_of_view.button("aligned", checkable=True)
        self._aligned.setChecked(True)
        self._facts = self.actions_of_view.button("fields", checkable=True)
        for button in (self._aligned, self._facts):
            flow.addWidget(button)
        return bar

    def _strip(self) -> QListWidget:
        strip = _Strip()
        strip.setObjectName("strip")
        strip.setFlow(QListWidget.Flow.LeftToRight)
        strip.setFixedHeight(6 * GRID)
        strip.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setAccessibleName(tr("Further photos"))
        strip.setAccessibleDescription(tr("Enter puts a photo in the place of the current one."))
        strip.itemActivated.connect(self._swap_in)
        strip.itemClicked.connect(self._swap_in)
        strip.passed.connect(self._leave_strip)
        return strip

    def _arrange(self) -> None:
        above = QWidget()
        self._stack = QStackedLayout(above)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.pair)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GRID)
        splitter.addWidget(above)
        splitter.addWidget(self.fields)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([700, 200])
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.bar)
        column.addWidget(splitter, 1)
        column.addWidget(self.strip)
        self.strip.hide()
        self._fields_chosen = False

    def hold_fields_back(self) -> None:
        """Hides the table where there is no room for it, unless somebody asked for it."""
        if not self._fields_chosen:
            self._show_fields(shown=self.window().height() >= _ROOM_FOR_FIELDS)

    def _panes_in_use(self) -> list[PhotoPane]:
        return self.panes[: len(self.places)]

    def _look_anew(self, before: Sequence[Layer]) -> None:
        """Fits other photos; where they only changed places, the view stays."""
        if not self._layers:
            return
        known, wanted = ([layer.photo.digest for layer in layers] for layers in (before, self._layers))
        same = set(known) == set(wanted) and known[0] == wanted[0]
        bounds = bounds_of([self._layers[place] for place in self.places])
        if same:
            self.view.widen(bounds)
        else:
            self.view.begin(bounds)

    def _show(self) -> None:
        side_by_side = self.mode is Mode.SIDE_BY_SIDE or len(self.places) < 2
        for number, place in enumerate(self.places):
            self.panes[number].show_subject(self.subjects[place], self._layers[place], current=number == self.current)
        panes = self._panes_in_use()
        for pane in self.panes:
            pane.setVisible(pane in panes)
        self.grid.show_panes(panes)
        if not side_by_side:
            first, second = self._pair_places()
            self.pair.show_pair(
                (self.subjects[first], self.subjects[second]), (self._layers[first], self._layers[second]), self.mode
            )
        self._stack.setCurrentWidget(self.grid if side_by_side else self.pair)
        for mode, button in self._modes.items():
            button.setProperty("checked", mode is self.mode)
        for name in ("line-left", "line-right"):
            self.actions_of_view[name].setEnabled(self.mode is Mode.SPLIT)

    def _pair_places(self) -> tuple[int, int]:
        """The one to keep, else the first, and the current one, else the one after it."""
        kept = next((place for place in self.places if self.subjects[place].is_kept), self.places[0])
        current = self.places[self.current]
        if current == kept:
            current = next(place for place in self.places if place != kept)
        return kept, current

    def _blink(self) -> None:
        if self.mode is Mode.BLINK:
            self.pair.swap()
        self.choose(Mode.BLINK)

    def _toggle(self, mode: Mode) -> None:
        self.choose(Mode.SIDE_BY_SIDE if self.mode is mode else mode)

    def _toggle_pixels(self) -> None:
        if self.current < len(self.places):
            canvas = self.pair.canvas if self.pair.isVisible() else self.panes[self.current].canvas
            canvas.toggle_pixels(self._layers[self.places[self.current]])

    def _toggle_aligned(self) -> None:
        self.is_aligned = not self.is_aligned
        self._aligned.setChecked(self.is_aligned)
        self._layers = _laid(self.subjects, aligned=self.is_aligned)
        if self._layers:
            self.view.widen(bounds_of([self._layers[place] for place in self.places]))
        self._show()

    def _toggle_fields(self) -> None:
        self._fields_chosen = True
        self._show_fields(shown=self.fields.isHidden())

    def _show_fields(self, *, shown: bool) -> None:
        self.fields.setVisible(shown)
        self._facts.setChecked(shown)

    @Slot(int)
    def _want_tick(self, place: int) -> None:
        if place < len(self.places):
            self.choose_current(place)
            self.tick_wanted.emit(self.subjects[self.places[place]])

    def _fill_strip(self) -> None:
        hidden = [place for place in range(len(self.subjects)) if place not in self.places]
        self.strip.clear()
        for place in hidden:
            item = QListWidgetItem(self.subjects[place].name)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setToolTip(tr("Put in the place of the current one"))
            self.strip.addItem(item)
        self.strip.setVisible(bool(hidden))

    @Slot(QListWidgetItem)
    def _swap_in(self, item: QListWidgetItem) -> None:
        """Shows one of the further photos in the place of the current one; the first, on which all lie, stays."""
        number = self.current if self.current > 0 else len(self.places) - 1
        self.places[number] = int(item.data(Qt.ItemDataRole.UserRole))
        self.current = number
        self.fields.model.show([self.subjects[place] for place in self.places])
        self._fill_strip()
        self.view.widen(bounds_of([self._layers[place] for place in self.places]))
        self._show()
        self.take_focus()
        self.current_changed.emit()


def _laid(subjects: Sequence[ComparedFile], *, aligned: bool) -> list[Layer]:
    """Where the photos lie on the first one; as they are where they are not to be aligned."""
    if not subjects:
        return []
    reference = subjects[0].compared.photo
    layers = [Layer(reference, np.eye(3))]
    for subject in subjects[1:]:
        compared = subject.compared
        matrix = placement(
            (reference.width, reference.height),
            (compared.photo.width, compared.photo.height),
            compared.registration if aligned else None,
            same=compared.same or compared.photo.digest == reference.digest,
        )
        layers.append(Layer(compared.photo, matrix))
    return layers
