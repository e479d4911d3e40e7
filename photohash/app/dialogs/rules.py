"""An ordered list of rules by which one photo of each group is kept, with what they come to beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photohash.app import action_labels
from photohash.app.folder_question import ask_for_folder
from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.formatting import count, number
from photohash.core.translation import tr
from photohash.library.actions import RULE_WORDS, KeepRule
from photohash.library.group_preview import RulesPreview

_RULE = Qt.ItemDataRole.UserRole
_IN = "in:FOLDER"


class _RuleList(QListWidget):
    """Rules one below the other; Alt with an arrow moves one, Delete takes it out.

    Signals:
        removed: the person wants the selected rule out.
        moved(int): the selected rule is to go so many places down.
    """

    removed = Signal()
    moved = Signal(int)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty list says what holds without a rule."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            where = self.viewport().rect().adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
            words = tr("No rule yet: the best picture of each group is kept.")
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, words)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves and removes by keyboard; the rest is the list's own."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class RulesDialog(QDialog):
    """Rules are added from the left, ordered on the right by dragging or by keyboard.

    Args:
        rules: in force.
        parent: the window.

    Signals:
        changed: other rules are listed; what they come to is wanted.
        agreed(str): take them over; the words of the command line, set apart by commas.
    """

    changed = Signal()
    agreed = Signal(str)

    def __init__(self, rules: Sequence[KeepRule], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Rules for what is kept"))
        self.resize(min(88 * GRID, parent.width() - 4 * GRID), min(64 * GRID, parent.height() - 4 * GRID))
        self.offered, self.chosen = QListWidget(), _RuleList()
        self.add_button, self.remove_button = QPushButton(tr("Add")), QPushButton(tr("Remove"))
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.agree_button, self.cancel_button = QPushButton(tr("Use these rules")), QPushButton(tr("Cancel"))
        self.preview = label("", "strong", wrap=True)
        self._fill(rules)
        self._arrange()
        self._connect()
        self._follow()

    @property
    def rules(self) -> list[KeepRule]:
        """The rules listed, in their order."""
        return [self.chosen.item(row).data(_RULE) for row in range(self.chosen.count())]

    @property
    def words(self) -> str:
        """The same as the command line takes them."""
        return ",".join(rule.name for rule in self.rules)

    def show_preview(self, preview: RulesPreview | None) -> None:
        """Says what the rules come to; None while that is being worked out."""
        if preview is None:
            self.preview.setText(tr("Working out what they come to…"))
            return
        left, changes = preview.groups - preview.decided, count(preview.changes, "tick changes", "ticks change")
        if not self.rules:
            words = tr("The best picture stays in each of {groups}. {changes}.")
            self.preview.setText(words.format(groups=count(preview.groups, "group"), changes=changes))
            return
        self.preview.setText(
            tr("In {decided} of {groups} this chooses which photo stays; {left} left to you. {changes}.").format(
                decided=number(preview.decided), groups=count(preview.groups, "group"), left=count(left, "is", "are"),
                changes=changes,
            )
        )  # fmt: skip

    def _fill(self, rules: Sequence[KeepRule]) -> None:
        for name, words in RULE_WORDS.items():
            item = QListWidgetItem(tr(words.title))
            item.setData(_RULE, name)
            item.setToolTip(tr(words.meaning))
            self.offered.addItem(item)
        self.offered.setCurrentRow(0)
        for rule in rules:
            self._append(rule)

    def _append(self, rule: KeepRule) -> None:
        item = QListWidgetItem(action_labels.rule_title(rule))
        item.setData(_RULE, rule)
        words = RULE_WORDS[_IN if rule.folder is not None else rule.name]
        item.setToolTip(tr(words.meaning))
        self.chosen.addItem(item)
        self.chosen.setCurrentItem(item)

    def _arrange(self) -> None:
        self.chosen.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.chosen.setAccessibleName(tr("Rules in the order in which they count"))
        self.chosen.setAccessibleDescription(tr("Alt with an arrow moves a rule, Delete takes it out."))
        self.offered.setAccessibleName(tr("Rules to add"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(tr("Rules for what is kept"), "title"))
        column.addWidget(
            label(
                tr("The first rule counts first; where it does not tell, the next one does, and at last the best "
                   "picture. A photo that holds more than the one kept always stays beside it."), "dim", wrap=True,
            )
        )  # fmt: skip
        column.addSpacing(GRID)
        lists = QHBoxLayout()
        lists.setSpacing(2 * GRID)
        for title, rules, buttons in (
            (tr("All rules"), self.offered, (self.add_button,)),
            (tr("Rules used, in this order"), self.chosen, (self.up_button, self.down_button, self.remove_button)),
        ):
            part, row = QVBoxLayout(), QHBoxLayout()
            name = label(title, "heading", wrap=True)
            name.setBuddy(rules)
            rules.setObjectName("boxedList")
            part.addWidget(name)
            part.addWidget(rules, 1)
            for button in buttons:
                button.setAutoDefault(False)
                row.addWidget(button)
            part.addLayout(row)
            lists.addLayout(part, 1)
        column.addLayout(lists, 1)
        column.addSpacing(GRID)
        column.addWidget(self.preview)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.agree_button)
        self.cancel_button.setAutoDefault(False)
        self.agree_button.setProperty("role", "primary")
        self.agree_button.setDefault(True)
        column.addLayout(row)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.offered.itemDoubleClicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.chosen.removed.connect(self._remove)
        self.chosen.moved.connect(self._move)
        self.chosen.model().rowsMoved.connect(self._follow)
        self.chosen.currentRowChanged.connect(self._enable)
        self.up_button.clicked.connect(self._up)
        self.down_button.clicked.connect(self._down)
        self.cancel_button.clicked.connect(self.reject)
        self.agree_button.clicked.connect(self._agree)

    @Slot()
    def _add(self) -> None:
        name, folder = str(self.offered.currentItem().data(_RULE)), None
        if name == _IN:
            folder = ask_for_folder(self, tr("Keep the photos in this folder"))
            if folder is None:
                return
            name = f"in:{folder}"
        if name not in {rule.name for rule in self.rules}:
            self._append(KeepRule(name, folder))
            self._follow()

    @Slot()
    def _remove(self) -> None:
        if self.chosen.currentRow() >= 0:
            self.chosen.takeItem(self.chosen.currentRow())
            self._follow()

    @Slot()
    def _up(self) -> None:
        self._move(-1)

    @Slot()
    def _down(self) -> None:
        self._move(1)

    @Slot(int)
    def _move(self, step: int) -> None:
        row = self.chosen.currentRow()
        if row >= 0 and 0 <= row + step < self.chosen.count():
            item = self.chosen.takeItem(row)
            self.chosen.insertItem(row + step, item)
            self.chosen.setCurrentItem(item)
            self._follow()

    @Slot()
    def _follow(self) -> None:
        self._enable()
        self.show_preview(None)
        self.changed.emit()

    @Slot()
    def _enable(self) -> None:
        row = self.chosen.currentRow()
        self.remove_button.setEnabled(row >= 0)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.chosen.count() - 1)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self.words)
        self.accept()
