"""All photos on a real window: sorted, under headings, filtered, selected, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from photohash.app.main_window import MainWindow
from photohash.app.models.photo_list import BLOCK, PhotoListModel
from photohash.app.models.photos import Tile
from photohash.app.navigation import Page
from photohash.core.settings import Settings
from photohash.library.store import Mark, PhotoListing
from tests.app.libraries import PATIENCE
from tests.app.records import photo

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(full_window: MainWindow, qtbot) -> MainWindow:
    """A window that shows all photos."""
    full_window.navigation.go_to(Page.LIBRARY)
    qtbot.waitUntil(lambda: full_window.settled and len(names(full_window)) == 9, timeout=PATIENCE)
    return full_window


def settle(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def names(window: MainWindow) -> list[str]:
    tiles = [window.library.model.tile(row) for row in range(window.library.model.rowCount())]
    return [tile.name for tile in tiles if tile is not None]


def choose(window: MainWindow, box: Any, words: str, qtbot: Any) -> None:
    box.setCurrentIndex(box.findText(words))
    settle(window, qtbot)


def click(window: MainWindow, row: int, qtbot: Any, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    grid = window.library.grid
    at = grid.visualRect(grid.model().index(row, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def rows(window: MainWindow) -> list[int]:
    return [int(row) for row in window.library.grid.selected_rows()]


def test_photos_are_sorted_both_ways(window, qtbot):
    choose(window, window.library.filter.order, "Name A to Z", qtbot)
    qtbot.waitUntil(lambda: len(names(window)) == 9, timeout=PATIENCE)
    forwards = names(window)
    assert forwards == sorted(forwards, key=str.lower)
    choose(window, window.library.filter.order, "Name Z to A", qtbot)
    qtbot.waitUntil(lambda: names(window) == forwards[::-1], timeout=PATIENCE)
    choose(window, window.library.filter.order, "Largest first", qtbot)
    qtbot.waitUntil(lambda: len(names(window)) == 9, timeout=PATIENCE)
    sizes = [window.library.model.tile(row).photo.bytes for row in range(9)]
    assert sizes == sorted(sizes, reverse=True)


def test_headings_tell_the_folder(window, qtbot):
    choose(window, window.library.filter.grouping, "By folder", qtbot)
    assert [mark.folder.name for mark in window.library._marks] == ["photos"]
    choose(window, window.library.filter.grouping, "No headings", qtbot)
    assert list(window.library.grid.geometry_of_photos.headings(window.library.grid.viewport().rect())) == []


def test_headings_that_do_not_go_with_the_order_cannot_be_chosen(window, qtbot):
    choose(window, window.library.filter.order, "Smallest first", qtbot)
    items = window.library.filter.grouping.model()
    assert [items.item(row).isEnabled() for row in range(items.rowCount())] == [False, False, True, True]


def test_ctrl_f_filters_the_page_one_is_on(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.pages.currentWidget() is window.library
    assert window.library.search.hasFocus()
    qtbot.keyClicks(window.library.search, "SMALL scene")
    qtbot.waitUntil(lambda: window.settled and window.library.model.rowCount() == 3, timeout=PATIENCE)
    assert window.library.head.line == "3 of 9 photos"
    qtbot.keyClick(window.library.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.settled and window.library.model.rowCount() == 9, timeout=PATIENCE)
    assert window.pages.currentWidget() is window.library


def test_ctrl_f_on_a_page_without_a_filter_goes_to_all_photos(window, qtbot):
    window.navigation.go_to(Page.HISTORY)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.pages.currentWidget() is window.library
    assert window.library.search.hasFocus()


def test_nothing_that_matches_can_be_cleared(window, qtbot):
    window.library.search.setText("no such name")
    qtbot.waitUntil(lambda: window.settled and window.library.empty.isVisible(), timeout=PATIENCE)
    assert window.library.empty.heading == "Nothing matches"
    qtbot.keyClick(window.library.clear_button, Qt.Key.Key_Space)
    settle(window, qtbot)
    assert window.library.model.rowCount() == 9
    assert window.library.search.text() == ""


def test_photos_are_filtered_by_kind_and_date(window, qtbot):
    library = window.library
    choose(window, library.filter.kind, "No copies", qtbot)
    assert library.model.rowCount() == 0
    choose(window, library.filter.kind, "With copies", qtbot)
    assert library.model.rowCount() == 9
    choose(window, library.filter.kind, "PNG", qtbot)
    assert library.model.rowCount() == 3
    choose(window, library.filter.when, "No date", qtbot)
    assert library.model.rowCount() == 3
    choose(window, library.filter.when, "From … to …", qtbot)
    assert library.filter.since.isVisible()
    assert library.model.rowCount() == 0


def test_ctrl_shift_and_ctrl_a_select_and_escape_takes_it_back(window, qtbot):
    click(window, 1, qtbot, CTRL)
    click(window, 3, qtbot, CTRL)
    assert rows(window) == [1, 3]
    click(window, 5, qtbot, SHIFT)
    assert rows(window) == [3, 4, 5]
    qtbot.waitUntil(lambda: window.library.head.line.endswith("3 selected"), timeout=PATIENCE)
    grid = window.library.grid
    qtbot.keyClick(grid, Qt.Key.Key_A, CTRL)
    assert rows(window) == list(range(9))
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert rows(window) == []
    assert window.pages.currentWidget() is window.library


def test_a_frame_selects_what_it_touches(window, qtbot):
    grid, view = window.library.grid, window.library.grid.viewport()
    first, last = (grid.visualRect(grid.model().index(row, 0)) for row in (0, 1))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, PLAIN, first.center())
    for at in (last.center() - QPoint(5, 0), last.center()):
        move = QEvent.Type.MouseMove
        QApplication.sendEvent(view, mouse(move, at, view))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, PLAIN, last.center())
    assert rows(window) == [0, 1]
    assert window.pages.currentWidget() is window.library


def mouse(kind: QEvent.Type, at: QPoint, view: Any) -> Any:
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(kind, at.toPointF(), view.mapToGlobal(at).toPointF(), left, left, PLAIN)


def test_keys_go_to_the_real_ends_and_enter_opens(window, qtbot):
    grid = window.library.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().row() == 8
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.currentIndex().row() == 0
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert rows(window) == [1, 2]
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert rows(window) == [1]
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and window.pages.currentWidget() is window.photo, timeout=PATIENCE)
    assert window.photo.photo.id == window.library.model.photo_id(2)


def test_selected_photos_are_those_selected_or_the_current_one(window, qtbot):
    grid, model = window.library.grid, window.library.model
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert window.library.selected_photos() == (model.photo_id(0),)
    click(window, 2, qtbot, CTRL)
    click(window, 4, qtbot, CTRL)
    assert window.library.selected_photos() == (model.photo_id(2), model.photo_id(4))


def test_the_menu_copies_the_paths_of_all_that_are_selected(window, qtbot):
    grid = window.library.grid
    click(window, 0, qtbot, CTRL)
    click(window, 1, qtbot, CTRL)
    at = grid.visualRect(grid.model().index(1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(grid.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text(): action for action in menu.actions()}
    assert {"Open", "Show in folder", "Copy path"} <= offered.keys()
    offered["Copy path"].trigger()
    menu.close()
    settle(window, qtbot)
    paths = QGuiApplication.clipboard().text().splitlines()
    assert [Path(path).name for path in paths] == names(window)[:2]


def test_the_size_of_the_pictures_is_chosen_and_remembered(window, qtbot):
    before = window.library.grid.geometry_of_photos.cell.width()
    window.library.size_slider.setValue(320)
    assert window.library.grid.geometry_of_photos.cell.width() > before
    assert Settings(window.settings.folder)["thumbnail-size"] == 320


def test_a_selection_and_the_place_outlive_what_a_search_brings(window, qtbot):
    window.resize(700, 500)
    click(window, 2, qtbot, CTRL)
    grid, library = window.library.grid, window.library
    selected = library.selected_photos()
    grid.verticalScrollBar().setValue(200)
    row = grid.top_row()
    top, height = library.model.photo_id(row), grid.visualRect(library.model.index(row)).top()
    ids = np.concatenate([[987_654, 987_655], library.model.ids])
    library.show_listing(PhotoListing(ids, (Mark(0),)), library.query)
    assert library.selected_photos() == selected
    assert grid.visualRect(library.model.index(library.model.row_of(top))).top() == height


def test_photos_with_a_copy_are_put_away_through_the_review(window, qtbot):
    row = names(window).index("scene 1 small.jpg")
    click(window, row, qtbot, CTRL)
    window.commands["put-away"].trigger()
    settle(window, qtbot)
    dialog = window.review_controller.dialog
    assert [dialog.model.line(place).path.name for place in range(dialog.model.rowCount())] == ["scene 1 small.jpg"]
    dialog.close()
    settle(window, qtbot)


def test_the_timeline_leads_to_a_month_by_keyboard_and_follows(window, qtbot):
    library = window.library
    ids = np.arange(1, 2001, dtype=np.int64)
    marks = (Mark(0, "2024-05"), Mark(700, "2023-12"), Mark(1400, ""))
    library.show_listing(PhotoListing(ids, marks), library.query)
    assert library.timeline.isVisible()
    library.timeline.setFocus()
    qtbot.keyClick(library.timeline, Qt.Key.Key_Down)
    assert library.grid.top_row() == 700
    assert library.timeline.accessibleDescription() == "December 2023"
    library.grid.scrollToBottom()
    assert library.timeline.accessibleDescription() == "Without a date"
    end = library.timeline.rect().bottomRight() - QPoint(8, 2)
    qtbot.mouseClick(library.timeline, Qt.MouseButton.LeftButton, PLAIN, QPoint(end.x(), 2))
    assert library.grid.top_row() == 0
    qtbot.mouseClick(library.timeline, Qt.MouseButton.LeftButton, PLAIN, end)
    assert library.grid.top_row() == 1400
    settle(window, qtbot)


def test_what_could_not_be_read_has_a_menu(window, qtbot):
    window.navigation.go_to(Page.FAILURES)
    table = window.failures.table
    table.selectRow(0)
    table.setFocus()
    table.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text(): action for action in menu.actions() if action.text()}
    assert list(offered) == ["Open in another program", "Show in folder", "Copy path"]
    offered["Copy path"].trigger()
    menu.close()
    assert Path(QGuiApplication.clipboard().text()).name == "broken.jpg"


def test_a_screen_reader_reaches_every_photo(window):
    grid = window.library.grid
    seen = QAccessible.queryAccessibleInterface(grid)
    assert seen.role() is QAccessible.Role.List
    assert seen.text(QAccessible.Text.Name) == "All photos"
    assert seen.childCount() == 9
    names_heard = [seen.child(row).text(QAccessible.Text.Name) for row in range(9)]
    assert names_heard == [f"{name}, photos" for name in names(window)]
    assert seen.child(3).rect().topLeft() == grid.viewport().mapToGlobal(
        grid.visualRect(grid.model().index(3, 0)).topLeft()
    )


def test_photos_are_asked_for_only_as_they_are_looked_at(qtmodeltester, qtbot):
    model = PhotoListModel()
    model.show(np.arange(1, 1_000_001, dtype=np.int64))
    with qtbot.waitSignal(model.blocks_wanted) as asked:
        assert model.data(model.index(500_000), Qt.ItemDataRole.DisplayRole) is None
    assert asked.args == [[500_000 // BLOCK]]
    block = 500_000 // BLOCK
    model.put(block, {number: Tile(photo(number)) for number in model.ids_of(block)})
    assert model.data(model.index(500_000)) == "picture 500001.jpg"
    model.show(np.arange(1, 200, dtype=np.int64))
    qtmodeltester.check(model)
    qtbot.waitUntil(lambda: not model.asking, timeout=PATIENCE)


def test_the_list_keeps_only_what_was_looked_at_last(qtbot):
    model = PhotoListModel()
    model.show(np.arange(1, 1_000_001, dtype=np.int64))
    for block in range(200):
        model.put(block, {number: Tile(photo(number)) for number in model.ids_of(block)})
    assert len(model._blocks) <= 48
    assert model.tile(199 * BLOCK) is not None


def test_after_the_end_nothing_is_asked_for(qapp):
    model = PhotoListModel()
    model.show(np.arange(1, 200, dtype=np.int64))
    model.tile(0)
    assert model.asking
    model.close()
    assert model.tile(100) is None
    assert not model.asking
