import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from shiboken6 import isValid

from photohash.app.commands import COMMANDS
from photohash.app.dialogs.shortcuts import HANDS_ON, ShortcutsDialog
from photohash.app.key_bindings import KeyBindings
from photohash.core.settings import Settings
from tests.app.libraries import PATIENCE
from tests.app.windows import open_dialog

DEFAULTS = {"find": ("Ctrl+F",), "back": ("Alt+Left", "Esc"), "keep": ("Ctrl+K",)}
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def bindings(kept: str = "") -> tuple[KeyBindings, list[str]]:
    saved: list[str] = []
    return KeyBindings(DEFAULTS, kept, saved.append), saved


@pytest.fixture
def dialog(window):
    window.commands["shortcuts"].trigger()
    opened = open_dialog()
    assert isinstance(opened, ShortcutsDialog)
    yield opened
    if isValid(opened):
        opened.reject()


def press(dialog: ShortcutsDialog, qtbot: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """Goes to the field and presses keys in it, until it has taken them."""
    dialog.field.setFocus()
    with qtbot.waitSignal(dialog.field.editingFinished, timeout=PATIENCE):
        qtbot.keyClick(dialog.field, key, modifiers)


def test_changed_keys_are_kept_and_read_again():
    made, saved = bindings()
    made.change("find", ["Ctrl+J"])
    again, _ = bindings(saved[-1])
    assert (again.of("find"), again.of("keep")) == (("Ctrl+J",), ("Ctrl+K",))
    assert again.is_changed("find")
    again.reset("find")
    assert not again.is_changed("find")


def test_keys_belong_to_one_command_only():
    made, _ = bindings()
    assert made.holder("Ctrl+K", but="find") == "keep"
    assert made.holder("Ctrl+J") is None
    made.change("find", ["Ctrl+K"])
    assert (made.of("find"), made.of("keep")) == (("Ctrl+K",), ())
    made.reset("keep")
    assert (made.of("find"), made.of("keep")) == ((), ("Ctrl+K",))
    made.reset_all()
    assert [made.of(command) for command in DEFAULTS] == list(DEFAULTS.values())


@pytest.mark.parametrize(
    "kept",
    [
        "not json",
        "[1, 2]",
        '{"find": "Ctrl+J"}',
        '{"find": ["Hyper+Nothing"]}',
        '{"find": [3]}',
        '{"find": [""]}',
        '{"gone": ["Ctrl+J"]}',
        '{"find": ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"]}',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_understood_is_as_if_never_changed(kept):
    made, _ = bindings(kept)
    assert [made.of(command) for command in DEFAULTS] == list(DEFAULTS.values())


def test_the_same_keys_for_two_commands_are_taken_once():
    made, _ = bindings('{"find": ["Ctrl+J"], "keep": ["Ctrl+J"]}')
    assert sorted([made.of("find"), made.of("keep")]) == [("Ctrl+J",), ("Ctrl+K",)]


def test_new_keys_work_at_once_and_are_in_menu_and_tip(dialog, window, tmp_path, qtbot):
    dialog.point_at("settings")
    press(dialog, qtbot, Qt.Key.Key_J)
    action = window.commands["settings"]
    assert action.shortcut() == QKeySequence("Ctrl+J")
    assert "Ctrl+J" in action.toolTip()
    assert action in window.sidebar.menu.actions()
    assert json.loads(str(Settings(tmp_path / "library")["keys"])) == {"settings": ["Ctrl+J"]}
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    with qtbot.waitSignal(action.triggered, timeout=PATIENCE):
        qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    open_dialog().reject()


def test_keys_are_kept_for_the_next_window(open_window, qtbot):
    first = open_window()
    first.commands.bindings.change("settings", ["Ctrl+J"])
    second = open_window()
    assert second.commands["settings"].shortcut() == QKeySequence("Ctrl+J")


def test_a_conflict_is_told_and_settled_by_the_person(dialog, window, qtbot):
    dialog.point_at("find")
    press(dialog, qtbot, Qt.Key.Key_K)
    assert "Keep this one" in dialog.note.text()
    assert window.commands["find"].shortcut() == QKeySequence("Ctrl+F")
    qtbot.mouseClick(dialog.take_over, Qt.MouseButton.LeftButton)
    assert window.commands["find"].shortcut() == QKeySequence("Ctrl+K")
    assert window.commands["keep-this"].shortcut().isEmpty()
    assert "(" not in window.commands["keep-this"].toolTip()
    qtbot.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    for command in COMMANDS:
        usual = [QKeySequence(keys) for keys in command.shortcuts]
        assert window.commands[command.id].shortcuts() == usual, command.id


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Delete, CTRL),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_delete_and_plain_keys_are_no_shortcuts(dialog, window, qtbot, key, modifiers):
    dialog.point_at("find")
    press(dialog, qtbot, key, modifiers)
    assert window.commands["find"].shortcut() == QKeySequence("Ctrl+F")
    assert "Plain keys" in dialog.note.text()


def test_one_command_gets_its_usual_keys_back(dialog, window, qtbot):
    dialog.point_at("back")
    press(dialog, qtbot, Qt.Key.Key_J, CTRL_SHIFT)
    assert [keys.toString() for keys in window.commands["back"].shortcuts()] == ["Ctrl+Shift+J"]
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert [keys.toString() for keys in window.commands["back"].shortcuts()] == ["Alt+Left", "Back"]


def test_commands_are_found_by_word_and_by_keys(dialog, qtbot):
    def found() -> list[str]:
        return [line.text(0) for line in dialog._lines() if not line.isHidden()]

    qtbot.keyClicks(dialog.search, "trash nothing")
    assert found() == []
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "ctrl+f")
    assert found() == ["Find by name"]
    dialog.search.clear()
    assert len(found()) == len(COMMANDS) + len(HANDS_ON)


def test_keys_of_lists_are_shown_but_stay(dialog):
    line = next(line for line in dialog._lines() if line.text(0) == "Along a group")
    dialog.list.setCurrentItem(line)
    assert not dialog.field.isEnabled()
    assert "stay" in dialog.note.text()


def test_new_keys_go_to_no_command_that_the_search_hides(dialog, window, qtbot):
    dialog.point_at("add-folder")
    dialog.search.setText("compare")
    assert not dialog.list.currentItem().isHidden()
    assert dialog.command.id != "add-folder"
    before = window.commands["add-folder"].shortcuts()
    press(dialog, qtbot, Qt.Key.Key_J, CTRL_SHIFT)
    assert window.commands["add-folder"].shortcuts() == before
    dialog.search.setText("no command is called so")
    assert dialog.list.currentItem() is None
    assert dialog.command is None
    assert not dialog.field.isEnabled()
    assert dialog.note.text() == "Nothing matches"
    dialog.search.clear()
    assert dialog.field.isEnabled()
