"""What holds for every control of the application, whoever made it: one filter of events sees to it.

- The wheel turns a box, a slider or a spin box only where the person has gone to it; else the page scrolls.
- The list of a drop-down is as wide as its longest line.
- The cross that clears a field is drawn in the colours of the theme, and the buttons in a field have names.
- Enter presses the button that has the keyboard, in a page as in a dialog.
- Tab goes from control to control in reading order, and out of a table again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QKeySequenceEdit,
    QLineEdit,
    QMainWindow,
    QRadioButton,
    QScrollBar,
    QStyledItemDelegate,
    QTableView,
    QToolButton,
)

from photohash.app.tab_order import follow_layout
from photohash.core.translation import tr

_LIST = "QComboBoxPrivateContainer"
_CROSS = "_q_qlineeditclearaction"
"""Names that Qt gives to the list of a drop-down and to the command that clears a field."""


class ControlGuard(QObject):
    """The filter of one application.

    Args:
        parent: with it the filter goes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cross = QIcon()

    def colour(self, cross: QIcon) -> None:
        """Draws the cross of every field anew."""
        self._cross = cross
        for widget in QApplication.allWidgets():
            if isinstance(widget, QLineEdit):
                self._draw_cross(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds back the wheel, and looks after a control when it is first shown."""
        kind = event.type()
        if kind is QEvent.Type.Wheel:
            if turns(watched) and not watched.hasFocus():  # type: ignore[attr-defined]  # it is a widget
                event.ignore()
                return True
        elif kind is QEvent.Type.KeyPress and _is_pressed(watched) and _is_enter(event):
            watched.click()  # type: ignore[attr-defined]  # it is a button
            return True
        elif kind is QEvent.Type.Polish:
            self._polish(watched)
        elif kind is QEvent.Type.Show and isinstance(watched, QMainWindow | QDialog):
            follow_layout(watched)
        elif kind is QEvent.Type.Show and isinstance(watched, QFrame) and watched.metaObject().className() == _LIST:
            _make_room(watched)
        return False

    def _polish(self, watched: QObject) -> None:
        """Looks after a control before it is seen."""
        # Qt lets the wheel itself give the focus, which would make the guard above of no use.
        if turns(watched) and watched.focusPolicy() is Qt.FocusPolicy.WheelFocus:  # type: ignore[attr-defined]
            watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # type: ignore[attr-defined]
            if isinstance(watched, QComboBox):
                # The delegate that a box comes with knows nothing of the style sheet's lines.
                watched.setItemDelegate(QStyledItemDelegate(watched))
        elif isinstance(watched, QLineEdit):
            self._draw_cross(watched)
            around = watched.parentWidget()
            if isinstance(around, QKeySequenceEdit):
                watched.setAccessibleName(around.accessibleName())
            _name_buttons(watched)
        elif isinstance(watched, QTableView):
            watched.setTabKeyNavigation(False)

    def _draw_cross(self, field: QLineEdit) -> None:
        action = field.findChild(QAction, _CROSS)
        if isinstance(action, QAction):
            action.setIcon(self._cross)


def _is_pressed(control: QObject) -> bool:
    """Whether Enter presses it; a box to tick leaves Enter to the dialog."""
    return isinstance(control, QAbstractButton) and not isinstance(control, QCheckBox | QRadioButton)


def _is_enter(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    )


def turns(control: QObject) -> bool:
    """Whether the wheel would change a value of this control."""
    if isinstance(control, QScrollBar):
        return False
    return isinstance(control, QComboBox | QAbstractSlider | QAbstractSpinBox)


def _name_buttons(field: QLineEdit) -> None:
    """Names what lies in a field: what clears it, and the sign of what it is for."""
    for button in field.findChildren(QToolButton):
        clears = any(action.objectName() == _CROSS for action in button.actions())
        button.setAccessibleName(tr("Clear") if clears else field.accessibleName())


def _make_room(drop_down: QFrame) -> None:
    lines = drop_down.findChild(QAbstractItemView)
    if lines is None:
        return
    margins = drop_down.contentsMargins()
    edges = margins.left() + margins.right() + 2 * lines.frameWidth()
    bar = lines.verticalScrollBar()
    needed = lines.sizeHintForColumn(0) + edges + (bar.sizeHint().width() if bar.maximum() else 0)
    room = drop_down.screen().availableGeometry().width()
    if drop_down.width() < needed:
        drop_down.setMinimumWidth(min(needed, room))
