"""The page on which photos are compared large, and decided on by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photohash.app.commands import Commands, native
from photohash.app.pages.compare_keys import KEYS, KeyActions, KeyedButton, shown
from photohash.app.pages.frame import ElidedLabel, Flow, label
from photohash.app.photo_menu import photo_menu
from photohash.app.sidebar import icon_button
from photohash.app.theme import GRID, Theme
from photohash.app.thumbnails import Thumbnails
from photohash.app.viewer.compare_view import CompareView
from photohash.app.viewer.large_pictures import LargePictures
from photohash.core.translation import said, tr

_GROUP_KEYS = ("keep", "not-duplicates", "keep-all", "previous", "next")


class ComparePage(QWidget):
    """Photos compared, with what can be decided of them.

    Attributes:
        view: the photos.
        pictures: the large ones.

    Signals:
        keep_wanted(ComparedFile): keep this one, and tick the others that may go.
        tick_wanted(ComparedFile): tick this one, or untick it.
        not_duplicates_wanted: they are different photos.
        keep_all_wanted: all are kept.
        step_wanted(int): another group, by so many.
        left: back to where one came from.
    """

    keep_wanted = Signal(object)
    tick_wanted = Signal(object)
    not_duplicates_wanted = Signal()
    keep_all_wanted = Signal()
    step_wanted = Signal(int)
    left = Signal()

    def __init__(self, commands: Commands, theme: Theme, thumbnails: Thumbnails, pictures: LargePictures) -> None:
        super().__init__()
        self.setObjectName("comparePage")
        self.pictures, self._commands = pictures, commands
        self.view = CompareView(pictures, thumbnails, theme)
        self._title, self._line = label(tr("Compare"), "title"), ElidedLabel("dim", Qt.TextElideMode.ElideRight)
        self.note = label(tr("Compare"), "note", wrap=True)
        self.note.ensurePolished()
        # Its line is there before it says anything: the photos are not to move.
        self.note.setMinimumHeight(self.note.sizeHint().height())
        self.say("")
        self.keys = KeyActions(
            self,
            {
                "keep": self._keep,
                "not-duplicates": self.not_duplicates_wanted.emit,
                "keep-all": self.keep_all_wanted.emit,
                "previous": lambda: self.step_wanted.emit(-1),
                "next": lambda: self.step_wanted.emit(1),
            },
        )
        self._steps = [self.keys.button(name) for name in ("previous", "next")]
        self._digits = [self._digit(number) for number in range(1, 10)]
        self.tick_button = KeyedButton(tr("Tick"), shown(KEYS["tick"]))
        self.tick_button.setToolTip(tr(KEYS["tick"].tip))
        self.tick_button.clicked.connect(self._tick)
        self.undo_button = KeyedButton(
            commands["undo"].text(), commands["undo"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.undo_button.clicked.connect(commands["undo"].trigger)
        self._undo = commands["undo"]
        self._undo.changed.connect(self._follow_undo)
        self.bar = self._bar()
        self._in_group, self._hint = False, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._head(commands))
        column.addWidget(self.view, 1)
        column.addWidget(self._framed(self.note))
        self.foot = self._framed(self.bar)
        column.addWidget(self.foot)
        column.addSpacing(GRID // 2)
        self.view.tick_wanted.connect(self.tick_wanted)
        self.view.current_changed.connect(self._follow_current)
        self.be_in_group(in_group=False)
        self._follow_undo()

    @property
    def line(self) -> str:
        """What is compared, in words."""
        return self._line.full

    @property
    def said(self) -> str:
        """What the note under the photos says; "" where there is none."""
        return self.note.text()

    def selected_photos(self) -> tuple[int, ...]:
        """The current photo."""
        subject = self.view.current_subject
        return () if subject is None else (subject.compared.photo.id,)

    def tell(self, line: str) -> None:
        """Says what is compared."""
        self._line.say(line)
        self._follow_current()

    def say(self, sentence: str, *, done: bool = False) -> None:
        """Says why something could not be done, or what was; with nothing, takes back what was said."""
        self._hint = ""
        self.note.setText(said(sentence))
        self.note.setProperty("says", ("done" if done else "problem") if sentence else "")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        if sentence and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.note.text()))

    def say_done(self, sentence: str, *, undo: bool) -> bool:
        """Says under the photos what was done, and that Undo takes it back; answers whether the page is there."""
        if self.isVisible():
            keys = native(self._undo.shortcut())
            hint = tr("{keys} undoes it.").format(keys=keys) if undo and keys else ""
            self.say(f"{said(sentence)} {hint}".strip(), done=True)
            self._hint = hint
        return self.isVisible()

    def say_more(self, sentence: str) -> None:
        """Says something more of what was done."""
        if sentence:
            done, hint = self.said.removesuffix(self._hint).strip(), self._hint
            self.say(" ".join(filter(None, (done, sentence, hint))), done=True)
            self._hint = hint

    def be_in_group(self, *, in_group: bool) -> None:
        """Offers what can be decided of a group of copies, or hides it."""
        self._in_group = in_group
        for name in _GROUP_KEYS:
            self.keys[name].setEnabled(in_group)
        for button in self._steps:
            button.setVisible(in_group)
        self.bar.setVisible(in_group)
        self._follow_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to another group, Space ticks, Enter goes back; on a button Enter presses it."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self._in_group:
                self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self._tick()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                button = self.focusWidget()
                if isinstance(button, QPushButton):
                    button.click()
                else:
                    self.left.emit()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands for the current photo."""
        if self.selected_photos():
            photo_menu(self._commands, self).popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the photos."""
        super().resizeEvent(event)
        self.view.hold_fields_back()

    def _head(self, commands: Commands) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        row.setSpacing(GRID)
        self._title.setMinimumHeight(5 * GRID)
        row.addWidget(icon_button(commands["back"]))
        row.addWidget(self._title)
        row.addWidget(self._line, 1)
        for button in self._steps:
            row.addWidget(button)
        row.addWidget(icon_button(commands["full-screen"]))
        return row

    def _bar(self) -> QWidget:
        bar = QWidget()
        flow = Flow(bar, GRID // 2)
        keep = self.keys.button("keep")
        for widget in (keep, self.tick_button, self.keys.button("not-duplicates"), self.keys.button("keep-all")):
            flow.addWidget(widget)
        flow.addWidget(self.undo_button)
        return bar

    @staticmethod
    def _framed(inside: QWidget) -> QWidget:
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        row.addWidget(inside)
        return outer

    def _digit(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.setObjectName(str(number))
        shortcut.activated.connect(self._keep_number)
        return shortcut

    @Slot()
    def _keep_number(self) -> None:
        place = int(self.sender().objectName()) - 1
        if place < len(self.view.places):
            self.view.choose_current(place)
            self._keep()

    def _keep(self) -> None:
        subject = self.view.current_subject
        if subject is not None:
            self.keep_wanted.emit(subject)

    @Slot()
    def _tick(self) -> None:
        subject = self.view.current_subject
        if subject is not None and self._in_group:
            self.tick_wanted.emit(subject)

    @Slot()
    def _follow_current(self) -> None:
        subject = self.view.current_subject
        self.tick_button.setText(tr("Untick") if subject is not None and subject.ticked else tr("Tick"))
        self.tick_button.setEnabled(self._in_group and subject is not None)

    @Slot()
    def _follow_undo(self) -> None:
        self.undo_button.setEnabled(self._undo.isEnabled())
        self.undo_button.setToolTip(self._undo.toolTip())
