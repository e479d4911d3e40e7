"""One slip of a key in Compare: each decision says what it did and is taken back, and a held key decides once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.comparisons import Comparison
from tests.app.desks import SENT, TWIN
from tests.library.actions.worlds import HARBOUR, TOWER

CTRL = Qt.KeyboardModifier.ControlModifier
DECIDING = {
    Qt.Key.Key_D: "are no longer offered as duplicates.",
    Qt.Key.Key_A: "are all kept and no longer offered as duplicates.",
    Qt.Key.Key_K: "harbour sent.jpg is kept, whatever the rule says.",
    Qt.Key.Key_1: "harbour.jpg is kept.",
    Qt.Key.Key_2: "is kept, whatever the rule says.",
    Qt.Key.Key_Space: "harbour sent.jpg is not ticked any more.",
}


@pytest.fixture
def comparison(desk, qtbot) -> Comparison:
    """The group of the harbour, compared, with one of its copies current."""
    made = Comparison(desk, qtbot)
    desk.point(SENT)
    made.press(Qt.Key.Key_C)
    assert made.is_open
    return made


def state(comparison: Comparison) -> tuple[object, ...]:
    groups = [row.group for row in comparison.desk.window.copies.model.rows]
    return sorted([str(member.path) for member in group.members] for group in groups), comparison.desk.ticked()


@pytest.mark.parametrize("key", DECIDING)
def test_a_bare_key_says_what_it_did_and_ctrl_z_takes_it_back(comparison, key):
    if key is Qt.Key.Key_1:  # the first is the one that is kept already
        copies = comparison.desk.window.copies
        copies.ticks.clear([row.group for row in copies.model.rows])
    before = state(comparison)
    comparison.press(key)
    assert DECIDING[key] in comparison.page.said
    assert "Ctrl+Z undoes it." in comparison.page.said
    assert state(comparison) != before
    assert not comparison.desk.window.banner.isVisible()
    comparison.press(Qt.Key.Key_Z, CTRL)
    assert state(comparison) == before
    assert comparison.page.said.startswith("Undone: ")


def test_what_is_said_moves_nothing(comparison):
    panes = [pane.geometry() for pane in comparison.page.view.panes]
    assert comparison.page.said == ""
    comparison.press(Qt.Key.Key_Space)
    assert comparison.page.said
    assert [pane.geometry() for pane in comparison.page.view.panes] == panes


def test_keeping_says_how_many_are_ticked(comparison):
    comparison.press(Qt.Key.Key_K)
    said = "harbour sent.jpg is kept, whatever the rule says. 3 photos ticked. Ctrl+Z undoes it."
    assert comparison.page.said == said


def test_going_to_another_group_takes_back_what_was_said(comparison):
    comparison.press(Qt.Key.Key_Space)
    comparison.press(Qt.Key.Key_N if comparison.desk.row(HARBOUR)[0] == 0 else Qt.Key.Key_P)
    assert TOWER in comparison.names()
    assert comparison.page.said == ""


def hold(comparison: Comparison, key: Qt.Key, text: str) -> None:
    """A key is pressed, and repeats as long as it is held."""
    is_repeated = True
    window = comparison.desk.window
    comparison.press(key)
    for _ in range(5):
        focused: QWidget | None = window.focusWidget()
        widget = focused or window
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, is_repeated)
            QApplication.sendEvent(widget, event)
    comparison.desk.settle()


def test_space_held_ticks_once(comparison):
    ticked = comparison.desk.ticked()
    hold(comparison, Qt.Key.Key_Space, " ")
    assert comparison.desk.ticked() == ticked - {SENT}
    comparison.press(Qt.Key.Key_Escape)
    comparison.desk.point(TWIN)
    hold(comparison, Qt.Key.Key_Space, " ")
    assert comparison.desk.ticked() == ticked - {SENT, TWIN}


def test_no_key_that_decides_repeats(comparison):
    page = comparison.page
    shortcuts = page.findChildren(QShortcut)
    assert [shortcut.key().toString() for shortcut in shortcuts] == [str(digit) for digit in range(1, 10)]
    assert not any(shortcut.autoRepeat() for shortcut in shortcuts)
    names = {"Keep this, drop the rest", "Not duplicates", "Keep all"}
    actions = [action for action in page.findChildren(QAction) if action.text() in names]
    assert {action.text() for action in actions} == names
    assert not any(action.autoRepeat() for action in actions)
    for name in ("keep-this", "keep-both", "not-duplicates", "tick", "untick", "put-away", "take-back", "review"):
        assert not comparison.desk.window.commands[name].autoRepeat(), name
