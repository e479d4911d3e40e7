"""What was done to files, run by run, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTreeView,
    QWidget,
)

from photohash.app import action_labels
from photohash.app.commands import Commands
from photohash.app.controllers.reader import JournalPage
from photohash.app.folder_names import FolderDelegate
from photohash.app.models.journal import JournalModel
from photohash.app.pages.frame import Empty, Head, lay_out
from photohash.app.theme import GRID, Theme
from photohash.core.formatting import count
from photohash.core.translation import tr
from photohash.library.actions import EntryState

_NARROW, _STATE = 100 * GRID, 17 * GRID
_WIDEST = {JournalModel.WHEN: "28 Nov 2026, 20:00", JournalModel.SIZE: "1000.0 MB"}
"""What the columns of one width have room for, beside that of the states."""


class HistoryPage(QWidget):
    """Runs with their entries, or that nothing was done yet.

    Signals:
        more_wanted(int): what was done before this entry is wanted.
        changed: another run or entry is selected, or it stands otherwise.
        undo_chosen(int, bool): an entry, or with True a whole run, is to be taken back; its number.
    """

    more_wanted = Signal(int)
    changed = Signal()
    undo_chosen = Signal(int, bool)

    def __init__(self, actions: Commands, theme: Theme) -> None:
        super().__init__()
        self.model = JournalModel()
        self.tree = QTreeView()
        self.head = Head(tr("History"))
        self.empty = Empty(
            "history",
            tr("Nothing was done yet"),
            tr("What is done to your photos is listed here, and can be undone."),
            theme,
        )
        self._actions = actions
        self.undo_button = QPushButton(tr("Undo selected"))
        self.undo_button.clicked.connect(actions["take-back"].trigger)
        actions["take-back"].changed.connect(self._follow)
        self.head.add(self.undo_button)
        self._set_up_tree()
        margins = QMargins(3 * GRID, GRID, 3 * GRID, 3 * GRID)
        self._stack = lay_out(self, self.head, self.tree, self.empty, margins)
        self.model.more_wanted.connect(self.more_wanted)
        self._tell()

    @property
    def can_take_back(self) -> bool:
        """Whether the selected run or entry can be taken back."""
        index = self.tree.currentIndex()
        if not index.isValid():
            return False
        entry = self.model.entry(index)
        return self.model.run(index).can_go_back if entry is None else entry.state is EntryState.DONE

    def take_back(self) -> None:
        """Has the selected run or entry taken back."""
        if self.can_take_back:
            index = self.tree.currentIndex()
            self.tree.scrollTo(index)  # what a key is about is seen
            entry = self.model.entry(index)
            number = self.model.run(index).number if entry is None else entry.id
            self.undo_chosen.emit(number, entry is None)

    def show_journal_page(self, page: JournalPage) -> None:
        """Takes in a part of the journal. What was open and selected stays so."""
        if page.before is not None:
            self.model.append(page.entries, more=page.more)
        else:
            tops = [self.model.index(row, 0) for row in range(self.model.rowCount())]
            known, opened = set(), set()
            for index in tops:
                known.add(self.model.run(index).number)
                if self.tree.isExpanded(index):
                    opened.add(self.model.run(index).number)
            chosen = self._chosen()
            if self.model.show(page.entries, more=page.more):
                self._open_again(known, opened, chosen)
        self._tell()

    def _chosen(self) -> tuple[int, int] | None:
        index = self.tree.currentIndex()
        if not index.isValid():
            return None
        return self.model.run(index).number, index.row() if self.model.entry(index) is not None else -1

    def _open_again(self, known: set[int], opened: set[int], chosen: tuple[int, int] | None) -> None:
        """Opens the runs that were open, and the newest when it is new; selects what was selected."""
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            number = self.model.run(index).number
            self.tree.setExpanded(index, number in opened or (row == 0 and number not in known))
            if chosen is not None and chosen[0] == number:
                self.tree.setCurrentIndex(index if chosen[1] < 0 else self.model.index(chosen[1], 0, index))
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window folder and size give way, so that names have room; the tip has them."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for column in (JournalModel.FOLDER, JournalModel.SIZE):
            self.tree.setColumnHidden(column, narrow)
        metrics = self.tree.fontMetrics()
        done, undone = action_labels.BY_STATE[EntryState.DONE], action_labels.BY_STATE[EntryState.UNDONE]
        mixed, plain = (metrics.horizontalAdvance(words) for words in (f"10 {done}, 10 {undone}", undone.capitalize()))
        widest = {column: metrics.horizontalAdvance(words) for column, words in _WIDEST.items()}
        widest[JournalModel.STATE] = min(mixed, max(plain + 2 * GRID, _STATE)) if narrow else mixed
        for column, width in widest.items():
            self.tree.header().resizeSection(column, width + (2 if narrow else 4) * GRID)

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setAccessibleName(tr("What was done to files"))
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._folders = FolderDelegate(self)
        tree.setItemDelegateForColumn(JournalModel.FOLDER, self._folders)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setIndentation(3 * GRID)
        tree.customContextMenuRequested.connect(self._offer)
        tree.selectionModel().currentChanged.connect(self._point)
        header = tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for column in (JournalModel.WHEN, JournalModel.STATE, JournalModel.SIZE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    @Slot(QModelIndex, QModelIndex)
    def _point(self) -> None:
        self.changed.emit()

    @Slot(QPoint)
    def _offer(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self._actions.some(self, ["take-back"]).popup(self.tree.viewport().mapToGlobal(at))

    @Slot()
    def _follow(self) -> None:
        action = self._actions["take-back"]
        self.undo_button.setEnabled(action.isEnabled())
        self.undo_button.setToolTip(action.toolTip())

    def _tell(self) -> None:
        runs = self.model.rowCount()
        told = tr("{runs}. Whatever is marked Done can be undone.")
        if self.model.canFetchMore(QModelIndex()):
            told = tr("{runs} and more. Whatever is marked Done can be undone.")
        self.head.say(told.format(runs=count(runs, "run")) if runs else "")
        self.undo_button.setVisible(bool(runs))
        self._stack.setCurrentIndex(0 if runs else 1)
        self.changed.emit()
