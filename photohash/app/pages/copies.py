"""The page of copies: groups as cards, with what they amount to, filters, search and order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from photohash.app.commands import Commands
from photohash.app.labels import KIND_MEANINGS, how_far
from photohash.app.models.chosen import photo_ids
from photohash.app.models.groups import GroupsModel, SortOrder, in_a_sentence
from photohash.app.models.ticks import Ticks
from photohash.app.pages.frame import Empty, Head, filter_row
from photohash.app.pages.group_view import GroupView
from photohash.app.pages.search_field import SearchField
from photohash.app.pages.size_slider import SMALLEST, SizeSlider
from photohash.app.pages.strictness_box import StrictnessBox
from photohash.app.pages.tick_bar import TickBar
from photohash.app.photo_menu import photo_menu
from photohash.app.theme import Theme
from photohash.app.thumbnails import Thumbnails
from photohash.core.formatting import number
from photohash.core.translation import tr
from photohash.library.kind_labels import KIND_LABELS
from photohash.library.photo import COPIES, Kind
from photohash.library.store import Coverage


class CopiesPage(QWidget):
    """Groups of copies.

    Signals:
        chosen(int): a photo was opened; its id.
        strictness_chosen(float): share of unrelated pairs that the search may let through.
        go_on_chosen: a search that was stopped is to go on.
    """

    chosen = Signal(int)
    strictness_chosen = Signal(float)
    go_on_chosen = Signal()

    def __init__(self, actions: Commands, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.ticks = Ticks()
        self.model = GroupsModel(lambda group: in_a_sentence(group, self.ticks.ticked(group)))
        self.view = GroupView(self.model, self.ticks, theme, thumbnails)
        self.size_slider = SizeSlider(SMALLEST)
        self.tick_bar = self.foot = TickBar(actions)
        self._actions = actions
        self.head = Head(tr("Copies"))
        self.search = SearchField(theme, tr("Find by name or folder"))
        self.search.textChanged.connect(self.model.search)
        self.order = self._order_box()
        self.strictness = self._strictness_box()
        self.empty = Empty("all-clear", tr("No copies"), "", theme)
        self.clear_button = QPushButton(tr("Clear"))
        self.empty.offer(self.clear_button)
        self._working = False
        self._coverage: Coverage | None = None
        self.go_on = QPushButton(tr("Continue"))
        self.go_on.setProperty("role", "primary")
        self.go_on.clicked.connect(self.go_on_chosen)
        self.empty.offer(self.go_on)
        self.add_button = self.empty.offer_command(actions["add-folder"])
        self._chips: dict[Kind, QPushButton] = {}
        self.filters = self._filter_row()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        for control in (self.search, self.order):
            self.head.add(control)
        self.head.add(self.size_slider, spare=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.filters)
        column.addLayout(self._stack, 1)
        column.addWidget(self.tick_bar)
        self.view.chosen.connect(self.chosen)
        self.view.menu_wanted.connect(self._offer)
        self.size_slider.valueChanged.connect(self.view.show_size)
        self.clear_button.clicked.connect(self.clear_filters)
        self.model.summed.connect(self._tell)
        self.ticks.changed.connect(self._add_up)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar below is laid out for the width of the page."""
        super().resizeEvent(event)
        self.tick_bar.fit_into(event.size().width())

    def set_strictness(self, value: float) -> None:
        """Shows a choice without announcing it."""
        blocker = QSignalBlocker(self.strictness)
        self.strictness.setCurrentIndex(max(self.strictness.findData(value), 0))
        blocker.unblock()

    def selected_photos(self) -> tuple[int, ...]:
        """The photos of the groups that are selected, or of the one the keyboard is on, each once; by id."""
        return photo_ids(self.view.selected())

    def set_folder(self, folder: Path | None) -> None:
        """Shows only groups with a photo below a folder; None for all."""
        self.model.choose_folder(folder)

    @Slot()
    def clear_filters(self) -> None:
        """Shows all groups again."""
        self.search.clear()
        for chip in self._chips.values():
            chip.setChecked(False)
        self.model.choose_folder(None)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_working(self, *, working: bool) -> None:
        """Says whether a search is under way, which changes what an empty page says."""
        self._working = working
        self._tell()

    def show_coverage(self, coverage: Coverage) -> None:
        """Takes in how far the library is read: nothing is said not to be there before all of it is."""
        self._coverage = coverage
        self._tell()

    def _order_box(self) -> QComboBox:
        box = QComboBox()
        for order in SortOrder:
            box.addItem(tr(order.value), order)
        box.setAccessibleName(tr("Order of the groups"))
        box.currentIndexChanged.connect(self._arrange)
        return box

    def _strictness_box(self) -> StrictnessBox:
        box = StrictnessBox()
        box.currentIndexChanged.connect(self._choose_strictness)
        return box

    def _filter_row(self) -> QWidget:
        for kind in COPIES:
            chip = QPushButton(KIND_LABELS[kind])
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setToolTip(KIND_MEANINGS[kind])
            chip.setObjectName(f"filter-{kind.value}")
            chip.toggled.connect(self._filter)
            chip.hide()
            self._chips[kind] = chip
        return filter_row(*self._chips.values(), self.strictness)

    @Slot()
    def _filter(self) -> None:
        self.model.choose_kinds([kind for kind, chip in self._chips.items() if chip.isChecked()])

    @Slot(int)
    def _arrange(self, row: int) -> None:
        self.model.arrange(SortOrder(self.order.itemData(row)))

    @Slot(int)
    def _choose_strictness(self, row: int) -> None:
        self.strictness_chosen.emit(float(self.strictness.itemData(row)))

    @Slot()
    def _tell(self) -> None:
        everything, shown = self.model.everything, self.model.overview
        for kind, chip in self._chips.items():
            chip.setText(f"{KIND_LABELS[kind]}  {number(self.model.kinds.get(kind, 0))}")
            chip.setVisible(kind in everything.kinds or chip.isChecked())
        for chip in self._chips.values():
            if len(everything.kinds) < 2 and not chip.isChecked():
                chip.hide()
        if shown.groups:
            self.head.say(shown.sentence)
        else:
            self.head.say(tr("Looking for copies…") if self._working else "")
        self._add_up()
        self.tick_bar.setVisible(bool(everything.groups))
        self._explain_nothing(filtered=bool(everything.groups))
        self._stack.setCurrentWidget(self.view if shown.groups else self.empty)
        for control in (self.search, self.order, self.size_slider):
            control.setEnabled(bool(everything.groups))

    @Slot()
    def _add_up(self) -> None:
        filtered = self.model.overview.groups < self.model.everything.groups
        self.tick_bar.show_total(self.ticks.total(self.model.rows), filtered=filtered)

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        """The commands for one photo and its group."""
        own = ["tick", "keep-this", "", "keep-both", "not-duplicates", "", "tick-folder"]
        photo_menu(self._actions, self, own).popup(at)

    @property
    def unread(self) -> bool:
        """Whether the library is not read whole, as far as the page was told."""
        return self._coverage is not None and not self._coverage.whole

    def _how_far(self) -> str:
        return how_far(self._coverage) if self._coverage is not None and self.unread else ""

    def _explain_nothing(self, *, filtered: bool) -> None:
        self.go_on.setVisible(self.unread and not self._working and not filtered)
        self.clear_button.setVisible(filtered)
        nothing_read = self._coverage is not None and not (self._coverage.read or self.unread or self._working)
        self.add_button.setVisible(nothing_read)
        if nothing_read:
            self.empty.say_no_photos()
        elif filtered:
            self.empty.say(
                "search",
                tr("Nothing matches"),
                tr("No group passes the filter and the search. Clear them to see all groups."),
            )
        elif self._working:
            words = tr("They appear here as soon as the first are found.")
            self.empty.say("search", tr("Looking for copies"), f"{self._how_far()} {words}".strip())
        elif self.unread:
            self.empty.say("search", tr("No copies so far"), self._how_far())
        else:
            self.empty.say("all-clear", tr("No copies found"), tr("Each photo that was read is there once."))
