"""What a screen reader and a person without a mouse find in the window: names, roles, states, and where Tab goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QMenu, QScrollBar, QWidget

from photohash.app.job_bar import Banner
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.viewer.pair import Mode
from tests.app.comparisons import Comparison
from tests.app.desks import SENT, Desk
from tests.app.libraries import PATIENCE
from tests.app.windows import menu_at, places

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
        what = f"{role} of {type(widget).__name__} at {one.rect().getRect()}"
        clickable = isinstance(widget, QAbstractButton)
        of_qt = str(getattr(widget, "objectName", str)()).startswith("qt_")  # the sign of a message box
        if role is Role.Graphic and not (one.text(NAME) or one.text(DESCRIPTION) or of_qt):
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
    """Where Tab goes, once around."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    begin: QWidget | None = root.focusWidget()
    QTest.keyClick(root if begin is None else begin, key)
    seen: list[QWidget] = []
    for _ in range(200):
        now: QWidget | None = root.focusWidget()
        assert now is not None
        if seen and now is seen[0]:
            return seen
        assert now not in seen, f"stuck between {now} and {seen[seen.index(now) :]}"
        seen.append(now)
        QTest.keyClick(now, key)
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


def check(name: str, shown: QWidget, qtbot: Any) -> None:
    """Fails where a reader could not tell something, or Tab leads astray."""
    assert faults(shown) == [], name
    if isinstance(shown, QMenu):
        return  # goes by the arrows
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow, timeout=PATIENCE)
    assert shown.focusWidget() is not None, name
    way = tabbed(shown)
    missed = [one for one in tab_stops(shown) if one not in way]
    assert not missed, (name, missed)
    assert all(one.isVisible() and one.isEnabled() for one in way), name
    assert set(tabbed(shown, back=True)) == set(way), name
    first = min(range(len(way)), key=lambda place: tab_rank(way[place]))
    in_view = [one for one in way[first:] + way[:first] if not one.visibleRegion().isEmpty()]
    order = [one for one in in_view if not any(bar.isAncestorOf(one) for bar in shown.findChildren(Banner))]  # floats
    wrong = [(one, other.accessibleName(), place_of(other)) for one, other in pairwise(order) if goes_back(one, other)]
    assert not wrong, (name, wrong)


def tab_rank(widget: QWidget) -> tuple[int, int]:
    """Where somebody who reads begins: in the column at the left, at its top."""
    at = place_of(widget)
    return at.left() // 200, at.top()


def items(view: QAbstractItemView) -> list[tuple[str, QRect]]:
    """What a list has for a screen reader: names and where they are."""
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() in (Role.List, Role.Tree, Role.Table), found.role()
    children = [found.child(place) for place in range(found.childCount())]
    parts = [one for one in children if one.role() in (Role.ListItem, Role.TreeItem, Role.Cell)]
    return [(one.text(NAME), one.rect()) for one in parts if one.state().selectable or one.text(NAME)]


def is_told(view: QAbstractItemView, expected: int) -> None:
    """Fails unless so many things of a view are told, each by a name of its own, none over another."""
    told = items(view)
    assert len(told) == expected
    assert all(name.strip() for name, _ in told)
    assert all(not rect.isEmpty() for _, rect in told)
    overlapping = [(one, other) for (one, a), (other, b) in combinations(told, 2) if a.intersects(b)]
    assert not overlapping


def test_every_page_and_dialog_can_be_heard_and_gone_through_with_tab(
    furnished_window: MainWindow, tmp_path, qtbot
) -> None:
    for name, shown in places(furnished_window, qtbot, tmp_path):
        check(name, shown, qtbot)


def test_groups_photos_and_folders_are_told(full_window: MainWindow, qtbot) -> None:
    window = full_window
    is_told(window.copies.view, 3)
    assert all("to keep" in name for name, _ in items(window.copies.view))
    is_told(window.sidebar.list, 1)
    window.navigation.go_to(Page.LIBRARY)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    is_told(window.library.grid, 9)
    qtbot.keyClick(window.library.grid, Qt.Key.Key_Space)
    first = QAccessible.queryAccessibleInterface(window.library.grid).child(0)
    assert first.state().selected == window.library.grid.selectionModel().isRowSelected(0)
    window.navigation.go_to(Page.COPIES)
    window.copies.view.setFocus()
    qtbot.keyClick(window.copies.view, Qt.Key.Key_End)
    states = [QAccessible.queryAccessibleInterface(window.copies.view).child(row).state() for row in range(3)]
    assert [state.focused for state in states] == [False, False, True]


def test_stacks_and_the_map_are_told(alike_window: MainWindow, qtbot) -> None:
    window = alike_window
    window.navigation.go_to(Page.STACKS)
    qtbot.waitUntil(lambda: window.settled and window.pages.stacks.view.isVisible(), timeout=PATIENCE)
    assert window.pages.stacks.view.hasFocus(), "the list takes the keyboard once there is something in it"
    is_told(window.pages.stacks.view, 2)
    check("stacks", window, qtbot)
    assert menu_at(window.pages.stacks.view) >= {"Show on the map", "Open", "Compare"}
    window.navigation.go_to(Page.MAP)
    page = window.pages.map
    qtbot.waitUntil(lambda: window.settled and page.plane.isVisible(), timeout=PATIENCE)
    is_told(page.plane, 2)
    check("map", window, qtbot)
    page.plane.setFocus()
    assert menu_at(page.plane) >= {"Show on the map", "Open", "Compare"}
    qtbot.keyClick(page.plane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and page.photos.isVisible(), timeout=PATIENCE)
    around = page.surroundings
    assert around is not None
    is_told(page.photos, len(around.cluster.photos))
    check("around a cluster", window, qtbot)


def test_what_is_compared_is_told_pane_by_pane(desk: Desk, qtbot) -> None:
    comparison = Comparison(desk, qtbot)
    desk.point(SENT)
    comparison.press(Qt.Key.Key_C)
    panes = [pane for pane in comparison.page.view.panes if pane.isVisible()]
    heard_names = [QAccessible.queryAccessibleInterface(pane).text(NAME) for pane in panes]
    assert len(set(heard_names)) == len(panes) == 4
    assert not any(place_of(one).intersects(place_of(other)) for one, other in combinations(panes, 2))
    check("compare", desk.window, qtbot)
    for mode in (Mode.BLINK, Mode.SPLIT, Mode.DIFFERENCE):
        comparison.page.view.choose(mode)
        desk.settle()
        check(mode, desk.window, qtbot)


def test_a_photo_on_the_whole_screen_is_told(desk: Desk, qtbot) -> None:
    desk.point(SENT)
    desk.window.commands["view-photo"].trigger()
    desk.settle()
    viewer = desk.window.compare_controller.viewer
    assert viewer is not None
    assert viewer.hasFocus()
    assert QAccessible.queryAccessibleInterface(viewer).text(NAME) == SENT.split("/")[-1]
    assert faults(viewer) == []
    viewer.close()


def test_review_history_and_decisions_are_told(desk: Desk, qtbot) -> None:
    dialog = desk.review()
    check("review", dialog, qtbot)
    desk.agree(dialog)
    check("report", dialog, qtbot)
    dialog.reject()
    desk.window.commands["history"].trigger()
    desk.settle()
    assert items(desk.window.history.tree)
    check("history", desk.window, qtbot)
    desk.window.navigation.go_to(Page.COPIES)
    desk.window.commands["rules"].trigger()
    desk.settle()
    assert desk.window.previews.dialog is not None
    check("rules", desk.window.previews.dialog, qtbot)
    desk.window.previews.dialog.reject()
    desk.press(Qt.Key.Key_Z)
    desk.point(SENT)
    desk.press(Qt.Key.Key_D)
    desk.window.navigation.go_to(Page.DECISIONS)
    desk.settle()
    is_told(desk.window.pages.decisions.list, 1)
    check("decisions", desk.window, qtbot)


@pytest.fixture
def listening() -> Iterator[None]:
    """Somebody listens, as a screen reader does."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening")
def test_while_somebody_listens_what_happens_is_told(desk: Desk, qtbot) -> None:
    view = desk.window.copies.view
    desk.point(SENT)
    desk.trigger("keep-this")
    banner = QAccessible.queryAccessibleInterface(desk.window.banner)
    assert banner.text(NAME) == "harbour sent.jpg is kept, whatever the rule says."
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    desk.window.navigation.go_to(Page.LIBRARY)
    desk.settle()
    qtbot.keyClick(desk.window.library.grid, Qt.Key.Key_End)
    assert [name for name, _ in items(desk.window.library.grid)]
