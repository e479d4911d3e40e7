"""What a screen reader and a person without a mouse find in the window: names, roles, states, and where Tab goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget

from photohash.app.main_window import MainWindow
from tests.app.libraries import PATIENCE
from tests.app.windows import places

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role

PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.ButtonDropDown, Role.Link}
CHANGED = {Role.ComboBox, Role.Slider, Role.SpinBox, Role.EditableText, Role.Client}
LISTED = {Role.List, Role.ListItem, Role.Tree, Role.TreeItem, Role.Table, Role.Cell, Role.ColumnHeader}
"""What something that can be pressed, changed or gone through may be said to be."""


def heard(root: QWidget) -> Iterator[QAccessibleInterface]:
    """All that a screen reader finds in a window, of long lists the beginning."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        found = waiting.pop()
        if not found.isValid() or found.state().invisible or isinstance(found.object(), QScrollBar):
            continue
        yield found
        waiting += [found.child(place) for place in range(min(found.childCount(), 40))]


def label_of(found: QAccessibleInterface) -> str:
    """What somebody hears of a control before its value: on this system a box's name is its value."""
    widget = found.object()
    if found.role() is Role.ComboBox and isinstance(widget, QWidget):
        said = widget.accessibleName() or found.text(DESCRIPTION)
        labels = [one.text(NAME) for one, how in found.relations() if how & QAccessible.RelationFlag.Label]
        return said or " ".join(labels)
    return found.text(NAME)


def faults(root: QWidget) -> list[str]:
    """What a screen reader could not tell."""
    found = []
    for one in heard(root):
        widget, role, state = one.object(), one.role(), one.state()
        what = f"{type(widget).__name__ if widget is not None else role} at {one.rect().getRect()}"
        clickable = isinstance(widget, QAbstractButton)
        if role is Role.Graphic and not (one.text(NAME) or one.text(DESCRIPTION)):
            found.append(f"a picture without a description: {what}")
        if not (state.focusable or clickable) or state.readOnly:
            continue
        if not label_of(one).strip():
            found.append(f"no name: {what}")
        if role not in PRESSED | CHANGED | LISTED and type(widget).__name__ not in ("PhotoPane", "Timeline"):
            found.append(f"an odd role {role}: {what}")
        if isinstance(widget, QWidget) and state.disabled == widget.isEnabled():
            found.append(f"enabled or not is told wrong: {what}")
        if isinstance(widget, QAbstractButton) and widget.isCheckable() and state.checked != widget.isChecked():
            found.append(f"checked or not is told wrong: {what}")
        if one.rect().isEmpty() and not state.offscreen:
            found.append(f"is nowhere: {what}")
    return found


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab is to reach: all that is seen and can be used; of buttons of which one is down, one."""
    wanted = []
    for widget in [root, *root.findChildren(QWidget)]:
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if reached and widget.isVisibleTo(root) and widget.isEnabled() and widget.window() is root:
            wanted.append(widget)
    return wanted


def tabbed(root: QWidget, *, back: bool = False) -> list[QWidget]:
    """Where Tab goes from where the keyboard is, once around."""
    begin = root.focusWidget()
    assert begin is not None
    seen, now = [begin], begin
    for _ in range(200):
        QTest.keyClick(now, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        now = root.focusWidget()
        if now is begin:
            return seen
        assert now not in seen, f"stuck between {now} and {seen[seen.index(now) :]}"
        seen.append(now)
    raise AssertionError("Tab goes on for ever")


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())


def goes_back(before: QWidget, after: QWidget) -> bool:
    """Whether a control that comes after another stands before it, as one reads: above it, or left in its line."""
    first, second = place_of(before), place_of(after)
    if second.bottom() < first.top():
        return second.left() <= first.right()
    in_line = (
        first.top() <= second.center().y() <= first.bottom() and second.top() <= first.center().y() <= second.bottom()
    )
    return in_line and second.right() < first.left()


def test_everything_on_every_page_and_dialog_has_a_name_a_role_and_its_state(full_window: MainWindow, qtbot) -> None:
    found = {name: faults(shown) for name, shown in places(full_window, qtbot)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_tab_reaches_every_control_once_in_reading_order(full_window: MainWindow, qtbot) -> None:
    for name, shown in places(full_window, qtbot):
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow, timeout=PATIENCE)
        assert shown.focusWidget() is not None, name
        way, wanted = tabbed(shown), tab_stops(shown)
        missed = [one for one in wanted if one not in way]
        assert not missed, (name, missed)
        assert all(one.isVisible() and one.isEnabled() for one in way), name
        assert set(tabbed(shown, back=True)) == set(way), name
        first = min(range(len(way)), key=lambda place: tab_rank(way[place], shown))
        order = way[first:] + way[:first]
        wrong = [(one, other) for one, other in pairwise(order) if goes_back(one, other)]
        assert not wrong, (name, wrong)


def tab_rank(widget: QWidget, shown: QWidget) -> tuple[int, int]:
    at = place_of(widget)
    return at.left() // 200, at.top()
