"""The label editor of an album: photos that may belong to it, by likeness or in doubt, answered by click or key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.models.albums import SuggestionsModel
from photohash.app.models.clusters import FindPhoto
from photohash.app.pages.album_suggestions import LabelAnswer, SuggestionGrid
from photohash.app.pages.frame import ElidedLabel, label
from photohash.app.photo_menu import photo_menu
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import tr
from photohash.library.albums.suggestions import Suggestion, SuggestionWay


class LabelEditor(QWidget):
    """Suggestions with a switch between the two ways.

    Signals:
        labelled(tuple[int, ...], bool): photos belong to the album, or do not; by number.
        way_chosen: the other way was chosen; see ``way``.
        chosen(int): a photo was opened; its number.
        picked: other photos are selected.
    """

    labelled = Signal(object, bool)
    way_chosen = Signal()
    chosen = Signal(int)
    picked = Signal()

    def __init__(
        self,
        commands: Commands,
        theme: Theme,
        thumbnails: Thumbnails,
        find: FindPhoto,
        name: Callable[[int], str],
    ) -> None:
        super().__init__()
        self._commands = commands
        self.way = SuggestionWay.LIKENESS
        self.model = SuggestionsModel(find)
        self.grid = SuggestionGrid(self.model, theme, thumbnails, least=144, name=name)
        self.add_button, self.not_button = QPushButton(tr("Add selected")), QPushButton(tr("Not these"))
        self.add_button.setProperty("role", "primary")
        self._line, self._nothing = ElidedLabel("dim", Qt.TextElideMode.ElideRight), label("", "lead", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._top())
        column.addLayout(self._stack, 1)
        self.grid.answered.connect(self._answer)
        self.grid.chosen.connect(self.chosen)
        self.grid.picked.connect(self._tell)
        self.grid.picked.connect(self.picked)
        self.grid.menu_wanted.connect(self._offer)
        self.add_button.clicked.connect(self.add)
        self.not_button.clicked.connect(self.turn_down)
        self.begin(0)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, 2 * GRID, 0)
        row.setSpacing(GRID)
        self._group = QButtonGroup(self)
        self.buttons: dict[SuggestionWay, QPushButton] = {}
        for way, words, tip in (
            (SuggestionWay.LIKENESS, tr("Suggested"), tr("Photos most like those of the album, the surest first.")),
            (SuggestionWay.DOUBT, tr("In doubt"), tr("Photos that are hardest to tell: each answer teaches the most.")),
        ):
            button = QPushButton(words)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self._group.addButton(button)
            self.buttons[way] = button
            row.addWidget(button)
        self.buttons[self.way].setChecked(True)
        self._group.buttonClicked.connect(self._choose)
        row.addWidget(self._line, 1)
        row.addWidget(self.not_button)
        row.addWidget(self.add_button)
        return row

    def begin(self, album: int) -> None:
        """Shows another album's suggestions, of which there are none yet."""
        self.grid.album = album
        self.model.suggestions = {}
        self.model.show(np.empty(0, dtype=np.int64))
        self.say(tr("Looking for photos that may belong here…"))

    def say(self, words: str) -> None:
        """What is said while there is no suggestion."""
        self._nothing.setText(words)
        self._tell()

    def show_suggestions(self, found: Sequence[Suggestion]) -> None:
        """Shows what was found; what is in view stays where it is, as long as it still is among it."""
        numbers = {one.photo: one for one in found}
        seen = [int(photo) for photo in self.model.ids[: self.grid.in_view()] if int(photo) in numbers]
        self.model.suggestions = numbers
        self._show([*seen, *(photo for photo in numbers if photo not in set(seen))])

    def take_away(self, photos: Sequence[int]) -> None:
        """Takes out what was answered; the next ones come up."""
        gone = set(photos)
        self._show([int(photo) for photo in self.model.ids if int(photo) not in gone])

    @Slot()
    def add(self) -> None:
        """The photos that are selected, or the one that is marked, belong to the album."""
        if (photos := self.grid.selected_photos()) and self._is_seen():
            self._answer_with(photos, LabelAnswer.ADD)

    @Slot()
    def turn_down(self) -> None:
        """They do not."""
        if (photos := self.grid.selected_photos()) and self._is_seen():
            self._answer_with(photos, LabelAnswer.NOT_THIS)

    @Slot()
    def add_so_far(self) -> None:
        """All suggestions up to the one that is marked belong to the album."""
        if self.grid.currentIndex().isValid() and self._is_seen():
            self._answer(LabelAnswer.ADD_SO_FAR, self.model.photo_id(self.grid.currentIndex().row()))

    def _is_seen(self) -> bool:
        """Whether the person sees what a key is about; a photo out of sight is shown first, and answered after that."""
        if self.grid.has_selection():
            return True
        index = self.grid.currentIndex()
        seen = self.grid.viewport().rect().contains(self.grid.visualRect(index).center())
        if not seen:
            self.grid.scrollTo(index)
        return seen

    @Slot(object, int)
    def _answer(self, answer: LabelAnswer, photo: int) -> None:
        selected = self.grid.selected_photos() if self.grid.has_selection() else ()
        photos = selected if photo in selected else (photo,)
        if answer is LabelAnswer.ADD_SO_FAR:
            photos = self.grid.photos_so_far(photo)
        self._answer_with(photos, answer)

    def _answer_with(self, photos: Sequence[int], answer: LabelAnswer) -> None:
        self.labelled.emit(photos, answer is not LabelAnswer.NOT_THIS)

    def _show(self, photos: Sequence[int]) -> None:
        row, offset = self.grid.currentIndex().row(), self.grid.verticalScrollBar().value()
        selected = self.model.ids[self.grid.selected_rows()]
        self.model.show(np.array(photos, dtype=np.int64))
        if len(selected):
            self.grid.select_rows(self.model.rows_of(selected))
        if len(photos):
            index = self.model.index(min(max(row, 0), len(photos) - 1))
            self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.grid.verticalScrollBar().setValue(offset)
        self._tell()

    @Slot()
    def _choose(self) -> None:
        self.way = next(way for way, button in self.buttons.items() if button.isChecked())
        self.grid.doubts = self.way is SuggestionWay.DOUBT
        self.begin(self.grid.album)
        self.way_chosen.emit()

    @Slot()
    def _tell(self) -> None:
        selected = self.grid.count_selected()
        some = bool(self.model.rowCount())
        self._line.say(tr("{n} selected", selected).format(n=number(selected)) if selected else "")
        for button in (self.add_button, self.not_button):
            button.setVisible(bool(selected))
        self._stack.setCurrentIndex(0 if some else 1)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        photo_menu(self._commands, self, ["belongs", "belongs-not", "belong-so-far"]).popup(at)
