from collections import Counter

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from photohash.app.commands import COMMANDS, sections, written
from photohash.core.resources import resource


def test_no_two_commands_share_a_name_or_a_shortcut():
    assert [name for name, times in Counter(command.id for command in COMMANDS).items() if times > 1] == []
    shortcuts = Counter(QKeySequence(keys).toString() for command in COMMANDS for keys in command.shortcuts)
    assert "" not in shortcuts
    assert [shortcut for shortcut, times in shortcuts.items() if times > 1] == []


def test_every_command_has_an_icon_that_exists_a_tip_and_keys_that_qt_knows():
    for command in COMMANDS:
        assert resource("icons", f"{command.icon}.svg").is_file(), command.id
        assert command.tip.endswith("."), command.id
        assert written(command.shortcuts), command.id


def test_every_command_of_the_window_does_something(window):
    idle = [action.objectName() for action in window.commands if action.receivers("2triggered(bool)") == 0]
    assert idle == []


def test_every_command_is_in_the_menu(window):
    found: list[QAction] = []
    for action in window.sidebar.menu.actions():
        below = action.menu()
        found += below.actions() if isinstance(below, QMenu) else [action]
    listed = [action.objectName() for action in found if not action.isSeparator()]
    assert listed == [command.id for part in sections().values() for command in part]
    assert sorted(listed) == sorted(command.id for command in COMMANDS)


def test_no_menu_of_commands_is_higher_than_a_small_screen(window):
    menu = window.sidebar.menu
    below = [inner for action in menu.actions() if isinstance(inner := action.menu(), QMenu)]
    assert [inner.title() for inner in below] == [*sections()][:-1]
    for one in (menu, *below):
        one.ensurePolished()
        assert one.sizeHint().height() <= 600, one.title()
