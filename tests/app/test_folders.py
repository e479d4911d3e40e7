"""Folders in the side bar of a real window: shown alone, removed, protected, left out, watched, offline."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from photohash.app.main_window import MainWindow
from photohash.app.models.folders import Folder, FoldersModel
from photohash.app.navigation import Page
from tests.app.libraries import PATIENCE


@pytest.fixture
def window(window: MainWindow, photos: Path, qtbot) -> MainWindow:
    """A window that has searched a folder with a folder in it."""
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and bool(window.copies.model.rowCount()), timeout=PATIENCE)
    window.navigation.go_to(Page.LIBRARY)
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def open_root(window: MainWindow, qtbot: Any) -> QModelIndex:
    """Opens the folder by keyboard, and gives the one in it."""
    tree = window.sidebar.list
    tree.setFocus()
    tree.setCurrentIndex(window.folders.index(0))
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.folders.rowCount(window.folders.index(0)) == 1, timeout=PATIENCE)
    return window.folders.index(0, 0, window.folders.index(0))


def menu_of(window: MainWindow, index: QModelIndex) -> dict[str, Any]:
    """What the menu of a folder offers, asked for as the menu key does; the menu is closed again."""
    tree = window.sidebar.list
    tree.setCurrentIndex(index)
    tree.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions() if action.text()}


def close_menu() -> None:
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


def take(window: MainWindow, index: QModelIndex, words: str, qtbot: Any) -> None:
    action = menu_of(window, index)[words]
    action.trigger()
    close_menu()
    settle(window, qtbot)


def test_a_folder_is_shown_alone_and_all_again_by_keyboard(window, qtbot):
    inner = open_root(window, qtbot)
    tree = window.sidebar.list
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and window.library.model.rowCount() == 1, timeout=PATIENCE)
    assert window.folder_controller.folder == window.folders.folder_at(inner).path
    chip = next(button for button in window.library.head.findChildren(QPushButton) if "Only in" in button.text())
    assert chip.isVisible()
    assert chip.text() == "Only in backup  ✕"
    assert window.library.model.tile(0).caption == "backup"
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.settled and window.library.model.rowCount() == 9, timeout=PATIENCE)
    assert not chip.isVisible()


def test_a_click_on_the_folder_that_is_shown_shows_all_again(window, photos, qtbot):
    tree = window.sidebar.list
    at = tree.visualRect(window.folders.index(0)).center()
    for expected in (photos, None):
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert window.folder_controller.folder == expected
    settle(window, qtbot)


def test_a_folder_chosen_on_a_page_that_shows_all_leads_to_its_photos(window, photos, qtbot):
    window.navigation.go_to(Page.HISTORY)
    window.folder_controller.choose(photos / "backup")
    settle(window, qtbot)
    assert window.pages.currentWidget() is window.library


def test_unreadable_files_are_shown_by_folder_too(window, photos, qtbot):
    window.folder_controller.choose(photos / "backup")
    assert window.failures.model.rowCount() == 0
    window.folder_controller.show_all()
    assert window.failures.model.rowCount() == 1
    settle(window, qtbot)


def test_a_folder_is_removed_once_that_is_agreed_to(window, photos, qtbot):
    before = sorted(path.read_bytes() for path in photos.rglob("*.*"))
    menu_of(window, window.folders.index(0))["Remove from the library…"].trigger()
    close_menu()
    dialog = window.folder_controller.dialog
    assert "Nothing on the disk is changed" in dialog.informativeText()
    remove = next(button for button in dialog.buttons() if button.text() == "Remove from the library")
    remove.click()
    qtbot.waitUntil(lambda: window.settled and not window.folders.rowCount(), timeout=PATIENCE)
    assert window.copies.model.rowCount() == 0
    assert window.banner.text == "photos was removed from the library. Nothing on the disk was changed."
    assert sorted(path.read_bytes() for path in photos.rglob("*.*")) == before


def test_a_folder_stays_when_removing_it_is_cancelled(window, qtbot):
    menu_of(window, window.folders.index(0))["Remove from the library…"].trigger()
    close_menu()
    window.folder_controller.dialog.reject()
    settle(window, qtbot)
    assert window.folders.rowCount() == 1


def test_a_folder_in_another_is_protected_and_no_longer(window, photos, qtbot):
    inner = open_root(window, qtbot)
    take(window, inner, "Protect: always keep its photos", qtbot)
    qtbot.waitUntil(lambda: window.folders.find(photos / "backup").protected, timeout=PATIENCE)
    root = window.folders.index(0)
    assert "Protected in it: backup" in window.folders.data(root, Qt.ItemDataRole.ToolTipRole)
    take(window, window.folders.index(0, 0, root), "Protect no longer", qtbot)
    qtbot.waitUntil(lambda: not window.folders.find(photos / "backup").protected, timeout=PATIENCE)


def test_a_folder_is_left_out_and_taken_in_again(window, photos, qtbot):
    inner = open_root(window, qtbot)
    groups = window.copies.model.rowCount()
    take(window, inner, "Leave this folder out", qtbot)
    qtbot.waitUntil(lambda: window.settled and window.folders.find(photos / "backup").excluded, timeout=PATIENCE)
    assert window.copies.model.rowCount() == groups
    assert all(len(window.copies.model.group(row).members) == 3 for row in range(groups))
    take(window, window.folders.index(0, 0, window.folders.index(0)), "Take this folder in again", qtbot)
    qtbot.waitUntil(
        lambda: window.settled and max(len(row.group.members) for row in window.copies.model.rows) == 4,
        timeout=PATIENCE,
    )


def test_a_folder_in_it_is_chosen_in_a_dialog_that_opens_there(window, photos, qtbot, monkeypatch):
    asked = []

    def choose(_parent: Any, _title: str, place: str) -> str:
        asked.append(place)
        return str(photos / "backup")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    take(window, window.folders.index(0), "Leave out a folder in it…", qtbot)
    assert asked == [str(photos)]
    with window.folder_controller._session.open_browser() as browser:
        assert browser.roots()[0].excludes == (photos / "backup",)


def test_a_folder_elsewhere_is_not_left_out(window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    take(window, window.folders.index(0), "Leave out a folder in it…", qtbot)
    assert "is not in" in window.banner.text


def test_a_folder_is_watched_no_longer_and_again(window, qtbot):
    take(window, window.folders.index(0), "Watch no longer", qtbot)
    qtbot.waitUntil(lambda: not window.folders.folder(0).watched, timeout=PATIENCE)
    assert "not watched" in window.folders.data(window.folders.index(0), Qt.ItemDataRole.AccessibleTextRole)
    take(window, window.folders.index(0), "Watch for new photos", qtbot)
    qtbot.waitUntil(lambda: window.folders.folder(0).watched, timeout=PATIENCE)


def test_a_missing_folder_is_offline_and_no_unreadable_file(window, photos, qtbot):
    shutil.move(photos, photos.with_name("elsewhere"))
    window.scan_controller.again()
    qtbot.waitUntil(lambda: window.settled and window.folders.folder(0).offline, timeout=PATIENCE)
    assert photos not in [window.failures.model.failure(row).path for row in range(window.failures.model.rowCount())]
    assert window.library.model.rowCount() == 9
    assert "offline" in window.folders.data(window.folders.index(0), Qt.ItemDataRole.AccessibleTextRole)


def test_a_search_makes_way_for_a_change_and_goes_on(window, photos, qtbot):
    window.scan_controller.again()
    window.folder_controller.protect(photos, on=True)
    qtbot.waitUntil(lambda: window.settled and window.folders.folder(0).protected, timeout=PATIENCE)


def test_folders_are_a_tree_that_is_read_as_it_is_opened(qtmodeltester, qtbot):
    model = FoldersModel()
    root, inner = Path("/photos"), Path("/photos/raw")
    folders = [Folder(root, 12, protected=False, is_root=True), Folder(inner, None, protected=True)]
    model.show(folders)
    assert model.hasChildren(model.index(0))
    with qtbot.waitSignal(model.children_wanted) as asked:
        model.fetchMore(model.index(0))
    assert asked.args == [root]
    model.put_children(root, [(inner, 5), (root / "trip", 7)])
    below = [model.index(row, 0, model.index(0)).data(FoldersModel.FOLDER) for row in range(2)]
    told = [(folder.path.name, folder.files, folder.protected) for folder in below]
    assert told == [("raw", 5, True), ("trip", 7, False)]
    assert model.protected_above(inner / "old") == inner
    qtmodeltester.check(model)
    model.put_children(root, [(root / "trip", 8)])
    qtmodeltester.check(model)
