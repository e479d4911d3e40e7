"""What of the library is shown, and in which order: the controls above all photos."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from photohash.app.pages.frame import filter_row
from photohash.app.pages.search_field import SearchField
from photohash.app.theme import Theme
from photohash.core.translation import Words, tr
from photohash.library.photo import RAW_FORMATS
from photohash.library.store import Order, PhotoQuery

_TYPING_MILLISECONDS = 200
"""A question is asked once so long nothing was typed."""


class Grouping(StrEnum):
    """What stands under one heading."""

    MONTH = "By month"
    YEAR = "By year"
    FOLDER = "By folder"
    NONE = "No headings"


_ORDERS: tuple[tuple[Words, Order, bool], ...] = (
    ("Newest first", Order.DATE, True),
    ("Oldest first", Order.DATE, False),
    ("Name A to Z", Order.NAME, False),
    ("Name Z to A", Order.NAME, True),
    ("Folder A to Z", Order.FOLDER, False),
    ("Folder Z to A", Order.FOLDER, True),
    ("Largest first", Order.SIZE, True),
    ("Smallest first", Order.SIZE, False),
)

_ANY, _COPIES, _ALONE, _RAW, _FILM = "", "copies", "alone", "raw", "film"
_KINDS: tuple[tuple[str, Words], ...] = (
    (_ANY, "All kinds"),
    (_COPIES, "With copies"),
    (_ALONE, "No copies"),
    (_RAW, "Camera raw"),
    (_FILM, "With a film"),
)

_THIS_YEAR, _LAST_YEAR, _BETWEEN, _UNDATED = "this", "last", "between", "undated"
_DATES: tuple[tuple[str, Words], ...] = (
    (_ANY, "Any date"),
    (_THIS_YEAR, "This year"),
    (_LAST_YEAR, "Last year"),
    (_BETWEEN, "From … to …"),
    (_UNDATED, "No date"),
)


class LibraryFilter(QWidget):
    """Order, headings, kind and date; search field and order are made here and stand in the head of the page.

    Signals:
        changed: another query is asked for.
        grouped: only the headings change.
    """

    changed = Signal()
    grouped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = SearchField(theme, tr("Find photos by name or folder"))
        self.order = self._box(tr("Order of the photos"), [(row, text) for row, (text, *_) in enumerate(_ORDERS)])
        self.grouping = self._box(tr("Headings"), [(grouping, grouping.value) for grouping in Grouping])
        self.kind = self._box(tr("Kind of photo"), _KINDS)
        self.when = self._box(tr("When the photos were taken"), _DATES)
        today = QDate.currentDate()
        self.since = self._day(tr("First day"), QDate(today.year() - 1, today.month(), 1))
        self.until = self._day(tr("Last day"), today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(filter_row(self.grouping, self.kind, self.when, self.since, self.until))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._announce)
        self.search.textChanged.connect(self._typing.start)
        for box in (self.order, self.kind, self.when):
            box.currentIndexChanged.connect(self._announce)
        self.grouping.currentIndexChanged.connect(self._regroup)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._announce)
            day.hide()

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not asked for yet."""
        return self._typing.isActive()

    @property
    def headings(self) -> Grouping:
        """The headings that go with the order."""
        chosen, order = Grouping(self.grouping.currentData()), self._order()[1]
        if order is Order.FOLDER and chosen is not Grouping.NONE:
            return Grouping.FOLDER
        if order is not Order.DATE and chosen in (Grouping.MONTH, Grouping.YEAR):
            return Grouping.NONE
        return chosen

    @property
    def query(self) -> PhotoQuery:
        """What is asked for; the folder aside."""
        _, order, descending = self._order()
        kind, when = self.kind.currentData(), self.when.currentData()
        since, until = self._days(when)
        formats: Sequence[str] = ()
        if kind == _RAW:
            formats = sorted(RAW_FORMATS)
        elif kind not in {kind for kind, _ in _KINDS}:
            formats = (kind,)
        return PhotoQuery(
            order=order,
            descending=descending,
            by_folder=self.headings is Grouping.FOLDER,
            text=self.search.text().strip(),
            formats=tuple(formats),
            copies={_COPIES: True, _ALONE: False}.get(kind),
            moving=kind == _FILM,
            since=since,
            until=until,
            dated=False if when == _UNDATED else None,
        )

    def clear(self) -> None:
        """Shows all photos again, in the order that is chosen."""
        blockers = [QSignalBlocker(control) for control in (self.search, self.kind, self.when)]
        self.search.clear()
        self.kind.setCurrentIndex(0)
        self.when.setCurrentIndex(0)
        for blocker in blockers:
            blocker.unblock()
        self._announce()

    def offer_formats(self, formats: Sequence[str]) -> None:
        """Offers the formats that there are; a raw file's is among the camera raw ones."""
        plain = [form for form in formats if form not in RAW_FORMATS]
        if [self.kind.itemData(row) for row in range(len(_KINDS), self.kind.count())] == plain:
            return
        blocker = QSignalBlocker(self.kind)
        chosen = self.kind.currentData()
        while self.kind.count() > len(_KINDS):
            self.kind.removeItem(self.kind.count() - 1)
        for form in plain:
            self.kind.addItem(form, form)
        self.kind.setCurrentIndex(max(self.kind.findData(chosen), 0))
        blocker.unblock()

    def _order(self) -> tuple[str, Order, bool]:
        return _ORDERS[self.order.currentIndex()]

    def _days(self, when: str) -> tuple[str, str]:
        year = QDate.currentDate().year()
        if when == _THIS_YEAR:
            return f"{year}", f"{year + 1}"
        if when == _LAST_YEAR:
            return f"{year - 1}", f"{year}"
        if when == _BETWEEN:
            first, last = sorted((self.since.date(), self.until.date()), key=QDate.toJulianDay)
            iso = Qt.DateFormat.ISODate
            return first.toString(iso), last.addDays(1).toString(iso)
        return "", ""

    @Slot()
    def _announce(self) -> None:
        self._typing.stop()
        between = self.when.currentData() == _BETWEEN
        for day in (self.since, self.until):
            day.setVisible(between)
        by_date = self._order()[1] is Order.DATE
        items = self.grouping.model()
        if isinstance(items, QStandardItemModel):
            for row, grouping in enumerate(Grouping):
                items.item(row).setEnabled(by_date or grouping in (Grouping.FOLDER, Grouping.NONE))
        self.changed.emit()

    @Slot()
    def _regroup(self) -> None:
        self.grouped.emit()

    def _box(self, name: str, items: Sequence[tuple[object, str]]) -> QComboBox:
        box = QComboBox()
        for value, text in items:
            box.addItem(tr(text), value)
        box.setAccessibleName(name)
        box.setToolTip(name)
        return box

    def _day(self, name: str, day: QDate) -> QDateEdit:
        edit = QDateEdit(day)
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        return edit
