"""A name with an & or with what looks like rich text is shown as it is, in buttons, menus and undo texts too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu

from photohash.app.dialogs.review import ReviewDialog
from photohash.app.labels import button_text
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from tests.app.libraries import PATIENCE, make_photos

NAME = "R&D <b>x & Co"


def marked(window: MainWindow) -> Iterator[str]:
    """What Qt looks for marks in: the words of every button, of every command, and of labels of something."""
    yield from (button.text() for button in window.findChildren(QAbstractButton))
    yield from (action.text() for action in window.findChildren(QAction))
    yield from (label.text() for label in window.findChildren(QLabel) if label.buddy() is not None)


def check(window: MainWindow) -> int:
    """Each text with the name holds it so that all of it is read; answers how many there are."""
    named = [text for text in marked(window) if "R&" in text]
    assert [text for text in named if button_text(NAME) not in text] == []
    for label in window.findChildren(QLabel):
        assert "R&" not in label.text() or label.textFormat() is Qt.TextFormat.PlainText, label.text()
    return len(named)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of such a name, with one more in it."""
    return make_photos(tmp_path / NAME)


@pytest.fixture
def named(window: MainWindow, folder: Path, qtbot) -> MainWindow:
    """A window that has searched it."""
    window.scan_controller.add([folder])
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.settled and window.copies.model.rowCount() > 0, timeout=PATIENCE)


def test_the_chip_of_the_folder_shown(named, folder):
    named.sidebar.folder_chosen.emit(folder)
    assert check(named) >= 4, "one on each page that can be about one folder"


def test_undo_says_the_name_in_full(named, folder, qtbot):
    named.folder_controller.protect(folder, on=True)
    settle(named, qtbot)
    assert named.commands["undo"].text() == f"Undo: Change of the folder {button_text(NAME)}"
    assert button_text(NAME) not in named.commands["undo"].toolTip(), "in a tip an & is an &"
    assert check(named)


def test_the_menu_of_a_folder_says_the_name_in_full(named, folder, qtbot):
    named.folder_controller.protect(folder, on=True)
    settle(named, qtbot)
    tree = named.sidebar.list
    tree.expand(named.folders.index(0))
    qtbot.waitUntil(lambda: named.folders.rowCount(named.folders.index(0)) == 1, timeout=PATIENCE)
    tree.setCurrentIndex(named.folders.index(0, 0, named.folders.index(0)))
    tree.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert f"Protected with {button_text(NAME)}" in [action.text() for action in menu.actions()]
    menu.close()


def test_the_button_that_moves_photos_there_says_the_name_in_full(named, tmp_path, qtbot):
    there = tmp_path / "elsewhere" / NAME
    there.mkdir(parents=True)
    named.navigation.go_to(Page.COPIES)
    box = named.copies.tick_bar.target
    box.show_word(f"move:{there}")
    box.chosen.emit(box.word)
    assert NAME in box.currentText(), "a list knows no marks"
    named.commands["review"].trigger()
    settle(named, qtbot)
    dialog = named.review_controller.dialog
    assert isinstance(dialog, ReviewDialog)
    assert button_text(NAME) in dialog.agree_button.text()
    assert check(named)
    dialog.reject()


def test_a_list_shows_an_ampersand_of_its_own(qtbot, theme):
    pictures = []
    for words in ("R&D", "RD", "R&&D"):
        box = QComboBox()
        qtbot.addWidget(box)
        box.addItem(words)
        box.resize(200, 40)
        pictures.append(box.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0] != pictures[2]
