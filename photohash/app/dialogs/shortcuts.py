"""Every shortcut at a glance, from the table of commands, and changed where a person likes other keys better."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photohash.app.commands import COMMANDS, Command, Commands, sections
from photohash.app.pages.frame import label
from photohash.app.theme import GRID
from photohash.core.translation import Words, tr

HANDS_ON: tuple[tuple[Words, Words], ...] = (
    ("Next or previous group", "Up, Down"),
    ("Along a group", "Left, Right"),
    ("Open the photo", "Enter"),
    ("Tick or untick the photo", "Space"),
)
"""Keys of the lists themselves, which are no commands and stay as they are."""

_ID = Qt.ItemDataRole.UserRole
_BY_ID = {command.id: command for command in COMMANDS}


class ShortcutsDialog(QDialog):
    """A list of commands with their keys, and a field that takes new ones.

    Args:
        commands: of the window; they get the new keys at once.
        parent: the window.
    """

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(QSize(84 * GRID, 84 * GRID).boundedTo(parent.size() - QSize(4 * GRID, 4 * GRID)))
        self._commands, self._bindings = commands, commands.bindings
        self.search, self.list, self.field = QLineEdit(), QTreeWidget(), QKeySequenceEdit()
        self.note = label("", "dim", wrap=True)
        self.take_over = QPushButton(tr("Take them over"))
        self.reset, self.reset_all = QPushButton(tr("Reset")), QPushButton(tr("Reset all"))
        self._prepare()
        self._fill()
        self._arrange()
        self.search.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(self._point)
        self.list.itemActivated.connect(self._begin)
        self.field.editingFinished.connect(self._pressed)
        self.take_over.clicked.connect(self._take_over)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self._point()

    @property
    def command(self) -> Command | None:
        """The command whose line is chosen."""
        item = self.list.currentItem()
        return _BY_ID.get(str(item.data(0, _ID))) if item is not None else None

    def point_at(self, command: str) -> None:
        """Chooses the line of a command."""
        for item in self._lines():
            if item.data(0, _ID) == command:
                self.list.setCurrentItem(item)

    def _prepare(self) -> None:
        self.search.setPlaceholderText(tr("Find a command or keys"))
        self.search.setAccessibleName(tr("Find a command or keys"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(tr("Commands and their keys"))
        self.list.setHeaderLabels([tr("Command"), tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(2 * GRID)
        self.list.setUniformRowHeights(True)
        self.list.setItemsExpandable(False)
        self.list.header().setSectionsMovable(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.field.setMaximumSequenceLength(1)
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(tr("New keys of the chosen command"))
        for line in self.field.findChildren(QLineEdit):
            line.setPlaceholderText(tr("Press new keys"))
        self.take_over.hide()
        for button in (self.take_over, self.reset, self.reset_all):
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(tr("Keyboard shortcuts"), "title"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.field, 1)
        for button in (self.take_over, self.reset, self.reset_all):
            row.addWidget(button)
        column.addLayout(row)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        column.addWidget(close)

    def _fill(self) -> None:
        self.list.clear()
        for name, commands in sections().items():
            section = self._section(tr(name))
            for command in commands:
                line = QTreeWidgetItem(section, [tr(command.text).rstrip("…"), ""])
                line.setData(0, _ID, command.id)
                line.setToolTip(0, tr(command.tip))
        section = self._section(tr("In lists of photos"))
        for text, keys in HANDS_ON:
            QTreeWidgetItem(section, [tr(text), tr(keys)])
        self.list.expandAll()
        self._show_keys()
        self.list.setCurrentItem(next(iter(self._lines())))

    def _section(self, title: str) -> QTreeWidgetItem:
        section = QTreeWidgetItem(self.list, [title, ""])
        section.setFlags(Qt.ItemFlag.ItemIsEnabled)
        bold = self.list.font()
        bold.setBold(True)
        section.setFont(0, bold)
        section.setFirstColumnSpanned(True)
        return section

    def _lines(self) -> list[QTreeWidgetItem]:
        tops = [self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount())]
        lines = [top.child(place) for top in tops if top is not None for place in range(top.childCount())]
        return [line for line in lines if line is not None]

    def _show_keys(self) -> None:
        for line in self._lines():
            command = line.data(0, _ID)
            if command is None:
                continue
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(QKeySequence(one).toString(native) for one in self._bindings.of(str(command)))
            changed = self._bindings.is_changed(str(command))
            line.setText(1, tr("{keys} (changed)").format(keys=keys or tr("none")) if changed else keys)

    @Slot(str)
    def _find(self, text: str) -> None:
        wanted = text.casefold().strip()
        for line in self._lines():
            line.setHidden(wanted not in f"{line.text(0)} {line.text(1)}".casefold())
        for place in range(self.list.topLevelItemCount()):
            section = self.list.topLevelItem(place)
            if section is not None:
                children = [section.child(number) for number in range(section.childCount())]
                section.setHidden(all(child is None or child.isHidden() for child in children))
        chosen = self.list.currentItem()
        if chosen is None or chosen.isHidden():
            # New keys never go to a command that is not seen.
            seen = next((line for line in self._lines() if not line.isHidden()), None)
            self.list.setCurrentIndex(QModelIndex() if seen is None else self.list.indexFromItem(seen))

    @Slot()
    def _point(self) -> None:
        command = self.command
        self.take_over.hide()
        self.field.setEnabled(command is not None)
        self.reset.setEnabled(command is not None and self._bindings.is_changed(command.id))
        if command is None:
            self.field.clear()
            belongs = tr("These keys belong to the list itself and stay as they are.")
            self._say(belongs if self.list.currentItem() is not None else tr("Nothing matches"))
            return
        held = self._bindings.of(command.id)
        self.field.setKeySequence(QKeySequence(held[0]) if held else QKeySequence())
        self._say(tr("Choose the field below and press the new keys; empty it for none."))

    @Slot()
    def _begin(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _pressed(self) -> None:
        command, keys = self.command, self.field.keySequence().toString()
        if command is None or (keys and keys in self._bindings.of(command.id)):
            return
        self.take_over.hide()
        if keys and not _fits(self.field.keySequence()):
            self._say(tr("Plain keys are for lists and for typing: take Ctrl, Alt or a function key with them."))
            return
        holder = self._bindings.holder(keys, but=command.id) if keys else None
        if holder is not None:
            name = tr(_BY_ID[holder].text).rstrip("…")
            self._say(tr("{keys} already belongs to “{command}”.").format(keys=_native(keys), command=name))
            self.take_over.show()
            return
        self._change(command, keys)

    @Slot()
    def _take_over(self) -> None:
        if self.command is not None:
            self._change(self.command, self.field.keySequence().toString())

    def _change(self, command: Command, keys: str) -> None:
        self._bindings.change(command.id, (keys,) if keys else ())
        self._follow(tr("Changed. It holds at once, in menus and tips too."))

    @Slot()
    def _reset(self) -> None:
        if self.command is not None:
            self._bindings.reset(self.command.id)
            self._follow(tr("It has its usual keys again."))

    @Slot()
    def _reset_all(self) -> None:
        self._bindings.reset_all()
        self._follow(tr("Every command has its usual keys again."))

    def _follow(self, words: str) -> None:
        self._commands.bind()
        self._show_keys()
        self._point()
        self._say(words)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.field.setAccessibleDescription(words)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _fits(keys: QKeySequence) -> bool:
    """Whether keys may be a command's: with Ctrl, Alt or Meta, or a function key; never Delete."""
    pressed = keys[0]  # type: ignore[index]  # PySide6 declares no __getitem__
    if pressed.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
        held = pressed.keyboardModifiers()
        return pressed.key() is not Qt.Key.Key_Delete and bool(held & _HELD)
    function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    return bool(function or pressed.keyboardModifiers() & _HELD)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
