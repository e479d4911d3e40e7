"""What the keyboard does where photos are compared, declared once: actions, buttons and their tips follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from photohash.app.pages.frame import label
from photohash.core.translation import Words, tr


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done while photos are compared.

    Attributes:
        text: on its button.
        shortcuts: the first is shown; "" where the widget with the focus gets the key first.
        tip: one sentence on what happens.
        shown: the key as it is shown, where it is no shortcut.
    """

    text: Words
    shortcuts: tuple[str, ...]
    tip: Words
    shown: Words = ""


KEYS: Mapping[str, Key] = {
    "side": Key("Side by side", ("V",), "Show the photos beside each other."),
    "blink": Key("Blink", ("B",), "Show the one to keep and the current one in turn, at the same place."),
    "split": Key("Split", ("S",), "Show two photos with a line between them that can be moved with [ and ]."),
    "difference": Key("Difference", ("X",), "Show where the one to keep and the current one differ."),
    "fit": Key("Fit", ("0",), "Show all of the photos."),
    "pixels": Key("1:1", ("Z",), "Show the pixels of the current photo one to one, or all of it again."),
    "aligned": Key("Align", ("L",), "Lay each photo on the first, turned and moved to match, or show it as it is."),
    "nearer": Key("+", ("+", "="), "Go nearer."),
    "farther": Key("−", ("-",), "Go farther away."),
    "fields": Key("Facts", ("I",), "Show or hide what is known of the photos."),
    "keep": Key("Keep this, drop the rest", ("K",), "Keep the current photo, and tick all others that may go."),
    "tick": Key("Tick", (), "Tick the current photo for the review, or untick it.", "Space"),
    "not-duplicates": Key("Not duplicates", ("D",), "These photos are different ones; they are not offered again."),
    "keep-all": Key("Keep all", ("A",), "Keep all of these photos; they are not offered again."),
    "previous": Key("Previous", ("P",), "Go to the group before this one."),
    "next": Key("Next", ("N",), "Go to the group after this one."),
    "line-left": Key("Move the line to the left", ("[",), "Show more of the second photo."),
    "line-right": Key("Move the line to the right", ("]",), "Show more of the first photo."),
}
"""By name. The digits 1 to 9 keep the photo of that number and drop the rest; Left and Right choose the current photo,
Up and Down the group; with Shift, the arrows move the pictures."""


_SPEAK_FOR_THEMSELVES = frozenset({"nearer", "farther"})
_MAY_REPEAT = frozenset({"nearer", "farther", "line-left", "line-right"})
"""What goes on as long as its key is held."""


class KeyedButton(QPushButton):
    """A button that shows its key, faintly, at its right."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text)
        self.setProperty("role", "keyed")
        self._key = label(key, "key")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key.setVisible(bool(key))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for the words and for the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut off."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the key at the right."""
        super().resizeEvent(event)
        hint = self._key.sizeHint()
        self._key.setGeometry(
            self.width() - hint.width() - 6, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )

    def _key_width(self) -> int:
        return self._key.sizeHint().width() + 3 if not self._key.isHidden() else 0


class KeyActions:
    """The actions of a widget in which photos are compared; they work wherever in it the focus is."""

    def __init__(self, owner: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
        self._owner = owner
        self._actions: dict[str, QAction] = {}
        for name, slot in slots.items():
            key = KEYS[name]
            action = QAction(tr(key.text), owner)
            action.setShortcuts([QKeySequence(keys) for keys in key.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(name in _MAY_REPEAT)
            action.setToolTip(f"{tr(key.tip)} ({shown(key)})")
            action.triggered.connect(_Called(owner, slot).call)
            owner.addAction(action)
            self._actions[name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def button(self, name: str, *, checkable: bool = False) -> KeyedButton:
        """A button for one of them."""
        action = self._actions[name]
        key = shown(KEYS[name])
        button = KeyedButton(action.text(), "" if name in _SPEAK_FOR_THEMSELVES else key)
        button.setToolTip(action.toolTip())
        button.setAccessibleDescription(action.toolTip())
        button.setCheckable(checkable)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button


class _Called(QObject):
    """Calls a function without what the signal carries; lives as long as the widget that owns it."""

    def __init__(self, owner: QWidget, slot: Callable[[], object]) -> None:
        super().__init__(owner)

        self._slot = slot

    @Slot()
    def call(self) -> None:
        """Calls it."""
        self._slot()


def shown(key: Key) -> str:
    """The key as this system writes it."""
    if not key.shortcuts:
        return tr(key.shown) if key.shown else ""
    return QKeySequence(key.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
