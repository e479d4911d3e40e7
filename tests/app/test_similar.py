"""The page of what is like a photo, on the real window: copies, look-alikes, and several photos as a search."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton

from photohash.app.main_window import MainWindow
from photohash.app.models.similar import Heading, Sentence, SimilarModel, SimilarTile, rows_of
from photohash.app.navigation import Location, Page
from photohash.app.pages.frame import ElidedLabel
from photohash.core.settings import Settings
from photohash.core.task import Task
from photohash.library.photo import COPIES
from photohash.library.similar_photos import SimilarPhotos
from tests.app.libraries import PATIENCE, make_photos, session_of
from tests.app.test_window import click_grid, showing
from tests.library.photos import save
from tests.library.test_similar_photos import variant


def tiles(window) -> list[str]:
    return [tile.name for _, tile in window.photo.model.tiles()]


def part(window, heading: str) -> list[str]:
    return [photo.files[0].path.name for photo in window.photo.model.part(heading)]


def headings(window) -> list[str]:
    model = window.photo.model
    rows = [model.index(row, 0).data(SimilarModel.ROW) for row in range(model.rowCount())]
    return [row.text for row in rows if isinstance(row, Heading)]


def sentences(window) -> list[str]:
    model = window.photo.model
    rows = [model.index(row, 0).data(SimilarModel.ROW) for row in range(model.rowCount())]
    return [row.text for row in rows if isinstance(row, Sentence)]


def settle(window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


@pytest.fixture(scope="module")
def viewed(tmp_path_factory):
    """A library of scenes with copies, one of which has other views of it beside it; not to be changed."""
    folder = tmp_path_factory.mktemp("viewed")
    photos = make_photos(folder / "photos", scenes=2)
    for number in range(3):
        save(variant(5, 40 + number), photos / f"view {number}.jpg")
    library = folder / "library"
    scan(library, photos)
    return folder


def scan(library: Path, *folders: Path) -> None:
    with session_of(library).open_pipeline() as pipeline:
        for _ in pipeline.update(list(folders), task=Task()):
            pass


@dataclass
class Opener:
    """Opens the window's page of photos of a library, by their names."""

    window: MainWindow
    folder: Path
    qtbot: Any

    def ids(self, *names: str) -> list[int]:
        with session_of(self.folder / "library").open_browser() as browser:
            found = [browser.find(self.folder / "photos" / name) for name in names]
            return [photo.id for photo in found if photo is not None]

    def __call__(self, *names: str) -> MainWindow:
        self.window.navigation.open_similar(self.ids(*names))
        showing(self.window, self.window.photo, self.qtbot)
        return self.window


@pytest.fixture
def open_photo(open_window, viewed, tmp_path, qtbot) -> Opener:
    """The window on a copy of that library."""
    shutil.copytree(viewed / "library", tmp_path / "library")
    return Opener(open_window(), viewed, qtbot)


def test_copies_and_look_alikes_stand_apart_under_headings(open_photo):
    window = open_photo("scene 0.png")
    assert headings(window) == ["Copies", "Look alike"]
    assert set(part(window, "Copies")) == {"scene 0 small.jpg", "scene 0 again.jpg"}
    assert part(window, "Look alike") == []
    assert sentences(window) == ["Nothing else looks like this photo."]
    assert window.photo.head.line == "2 copies"
    window = open_photo("view 0.jpg")
    assert {"view 1.jpg", "view 2.jpg"} == set(tiles(window))


def test_nothing_is_said_of_bits_and_every_tile_says_when_or_where(open_photo):
    window = open_photo("scene 0.png")
    for row in range(window.photo.model.rowCount()):
        words = window.photo.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert words
        assert "bit" not in words
    assert {tile.caption for _, tile in window.photo.model.tiles()} == {"photos"}


def test_a_person_can_look_further_and_back_by_keyboard(open_photo, qtbot):
    window = open_photo("scene 0.png")
    further = window.photo.further
    window.photo.grid.setFocus()
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        if further.hasFocus():
            break
    assert further.hasFocus()
    qtbot.keyClick(further, Qt.Key.Key_Space)
    assert headings(window) == ["Copies", "Look alike", "Farther away"]
    assert len(part(window, "Farther away")) == 6
    assert further.text() == "Show less"
    qtbot.keyClick(further, Qt.Key.Key_Space)
    assert headings(window) == ["Copies", "Look alike"]
    qtbot.keyClick(further, Qt.Key.Key_Space)
    window.navigation.open_photo(open_photo.ids("scene 1.png")[0])
    settle(window, qtbot)
    assert headings(window) == ["Copies", "Look alike"]


def test_the_keys_go_from_photo_to_photo_over_the_headings_and_enter_opens(open_photo, qtbot):
    window = open_photo("scene 0.png")
    window.photo.further.setChecked(True)
    grid = window.photo.grid
    grid.begin()
    grid.setFocus()
    seen = {window.photo.model.tile(grid.currentIndex().row()).photo.id}
    for _ in range(window.photo.model.rowCount()):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
        tile = window.photo.model.tile(grid.currentIndex().row())
        assert tile is not None
        seen.add(tile.photo.id)
    assert len(seen) == len(tiles(window))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and window.photo.photo.id == tile.photo.id, timeout=PATIENCE)


def test_several_photos_are_searched_by_together_and_are_not_in_the_answer(open_photo):
    window = open_photo("view 0.jpg", "view 1.jpg")
    assert window.photo.strip.isVisible()
    assert not window.photo.picture_side.isVisible()
    assert tiles(window) == ["view 2.jpg"]
    assert window.photo.selected_photos() == tuple(open_photo.ids("view 0.jpg", "view 1.jpg"))
    assert window.navigation.current == Location(Page.SIMILAR, photos=tuple(open_photo.ids("view 0.jpg", "view 1.jpg")))


def test_photos_are_taken_out_of_the_search_and_back_brings_them_again(open_photo, qtbot):
    window = open_photo("view 0.jpg", "view 1.jpg", "view 2.jpg")
    first, second, third = open_photo.ids("view 0.jpg", "view 1.jpg", "view 2.jpg")
    button = window.photo.strip.remove_button(second)
    assert button.accessibleName() == "Remove view 1.jpg from the search"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(window, qtbot)
    assert window.photo.query == (first, third)
    assert tiles(window) == ["view 1.jpg"]
    qtbot.mouseClick(window.photo.strip.remove_button(first), Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.photo.photo.id == third
    assert not window.photo.strip.isVisible()
    window.navigation.back()
    window.navigation.back()
    settle(window, qtbot)
    assert window.photo.query == (first, second, third)


def test_found_photos_are_added_to_the_search_by_keyboard(open_photo, qtbot):
    window = open_photo("view 0.jpg")
    window.activateWindow()
    window.photo.grid.setFocus()
    qtbot.keyClick(window.photo.grid, Qt.Key.Key_Space)
    assert len(window.photo.grid.selected()) == 1
    added = window.photo.grid.selected()[0]
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert window.photo.query == (*open_photo.ids("view 0.jpg"), added)
    window.commands["add-to-search"].trigger()
    assert "Ctrl" in window.banner.text


def test_clicks_with_ctrl_select_and_find_similar_searches_by_these(open_photo, qtbot):
    window = open_photo("view 0.jpg")
    rows = [row for row, _ in window.photo.model.tiles()]
    for row in rows[:2]:
        where = window.photo.grid.visualRect(window.photo.model.index(row, 0)).center()
        qtbot.mouseClick(
            window.photo.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where
        )
    selected = window.photo.selected_photos()
    assert len(selected) == 2
    window.commands["similar"].trigger()
    settle(window, qtbot)
    assert window.photo.query == selected


def test_find_similar_without_a_selection_says_what_to_do(full_window):
    full_window.navigation.go_to(Page.HISTORY)
    full_window.commands["similar"].trigger()
    assert "Select one or more photos first" in full_window.banner.text
    full_window.commands["add-to-search"].trigger()
    assert "Open a photo first" in full_window.banner.text


def test_a_folder_limits_what_is_shown(open_photo, viewed, qtbot):
    window = open_photo("scene 0.png")
    window.photo.set_folder(viewed / "photos" / "backup")
    settle(window, qtbot)
    assert tiles(window) == []
    window.photo.set_folder(None)
    settle(window, qtbot)
    assert len(tiles(window)) == 2


def test_new_photos_appear_on_the_page_that_is_shown_and_the_place_is_kept(open_photo, tmp_path, qtbot):
    window = open_photo("view 0.jpg")
    qtbot.keyClick(window.photo.grid, Qt.Key.Key_Right)
    chosen = window.photo.model.tile(window.photo.grid.currentIndex().row()).photo.id
    more = tmp_path / "more"
    more.mkdir()
    save(variant(5, 44), more / "view 9.jpg")
    scan(tmp_path / "library", more)
    window.reader.refresh_now()
    qtbot.waitUntil(lambda: window.settled and "view 9.jpg" in tiles(window), timeout=PATIENCE)
    assert window.photo.model.tile(window.photo.grid.currentIndex().row()).photo.id == chosen


def test_a_photo_that_left_the_library_is_told_and_left(open_photo, qtbot):
    window = open_photo("scene 0.png")
    window.navigation.open_photo(10_000)
    qtbot.waitUntil(lambda: "no longer in the library" in window.banner.text, timeout=PATIENCE)
    settle(window, qtbot)
    assert window.photo.photo.id == open_photo.ids("scene 0.png")[0]


def test_the_size_of_thumbnails_is_one_for_all_pages_and_kept(open_photo, tmp_path, qtbot):
    window = open_photo("scene 0.png")
    before = window.photo.grid.cell.width()
    window.photo.slider.setFocus()
    qtbot.keyClick(window.photo.slider, Qt.Key.Key_End)
    assert window.photo.grid.cell.width() > before
    assert Settings(tmp_path / "library")["thumbnail-size"] == window.photo.slider.value()


@pytest.mark.parametrize("size", [(800, 600), (1440, 900), (2560, 1440)])
def test_nothing_is_cut_off_at_any_size(open_photo, qtbot, size):
    window = open_photo("scene 0.png")
    window.resize(*size)
    settle(window, qtbot)
    window.photo.head.set_title("PXL_20230714_184422123.jpg")
    title = window.photo.head.findChild(ElidedLabel)
    qtbot.waitUntil(lambda: title.text() == title.full, timeout=PATIENCE)
    assert {"add-to-search", "copy-path", "reveal"} <= {
        button.defaultAction().objectName()
        for button in window.photo.findChildren(QToolButton)
        if button.isVisible() and button.defaultAction() is not None
    }
    assert window.photo.further.width() >= window.photo.further.sizeHint().width()
    right = window.photo.grid.viewport().width()
    for row, _ in window.photo.model.tiles():
        assert window.photo.grid.visualRect(window.photo.model.index(row, 0)).right() <= right


def test_a_screen_reader_gets_every_row_and_the_names_of_what_can_be_pressed(open_photo):
    window = open_photo("view 0.jpg", "view 1.jpg")
    interface = QAccessible.queryAccessibleInterface(window.photo.grid)
    assert interface.text(QAccessible.Text.Name) == "Copies and look-alikes"
    words = [interface.child(row).text(QAccessible.Text.Name) for row in range(window.photo.model.rowCount())]
    assert words == ["Look alike 1", "view 2.jpg, photos"]
    pressed = [button for button in window.photo.findChildren(QAbstractButton) if button.isVisible()]
    assert all(button.accessibleName() or button.text() for button in pressed)


def test_the_page_has_a_place_for_its_stack_and_tells_which_photos_it_holds(open_photo):
    window = open_photo("view 0.jpg")
    window.photo.show_stack(7)
    assert window.photo.stack_button.isVisible()
    assert window.photo.stack_button.text() == "In a stack of 7"
    window.photo.show_stack(0)
    assert not window.photo.stack_button.isVisible()
    found = [tile.photo.id for _, tile in window.photo.model.tiles()]
    assert window.photo.photo_sequence() == (*open_photo.ids("view 0.jpg"), *found)


def test_a_visit_never_begins_with_what_was_shown_at_the_last_one(open_photo, qtbot):
    window = open_photo("scene 0.png")
    window.navigation.go_to(Page.LIBRARY)
    window.navigation.open_photo(open_photo.ids("view 0.jpg")[0])
    assert tiles(window) == []
    assert window.photo.photo is None
    settle(window, qtbot)
    assert set(tiles(window)) == {"view 1.jpg", "view 2.jpg"}


def test_the_menu_of_a_photo_is_asked_for_by_mouse_and_by_keyboard(open_photo, qtbot):
    window = open_photo("view 0.jpg")
    grid = window.photo.grid
    row, tile = next(window.photo.model.tiles())
    at = grid.visualRect(window.photo.model.index(row, 0)).center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        grid.clearSelection()
        with qtbot.waitSignal(grid.menu_wanted, timeout=PATIENCE):
            QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, at, grid.viewport().mapToGlobal(at)))
        assert grid.selected() == (tile.photo.id,)
    heading = grid.visualRect(window.photo.model.index(0, 0)).center()
    with qtbot.assertNotEmitted(grid.menu_wanted):
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, heading, heading))


def test_a_click_opens_and_back_returns(open_photo, qtbot):
    window = open_photo("scene 0.png")
    row, tile = next(window.photo.model.tiles())
    click_grid(window.photo.grid, qtbot, row)
    qtbot.waitUntil(lambda: window.settled and window.photo.photo.id == tile.photo.id, timeout=PATIENCE)
    window.navigation.back()
    settle(window, qtbot)
    assert window.photo.photo.id == open_photo.ids("scene 0.png")[0]


def test_the_model_keeps_the_rules_of_models(qtmodeltester, open_photo):
    answer = open_photo("scene 0.png").photo.answer
    assert isinstance(answer, SimilarPhotos)
    assert {found.kind for found in answer.copies} <= set(COPIES)
    model = SimilarModel()
    qtmodeltester.check(model)
    for farther in (False, True):
        model.show(rows_of(answer, farther=farther, outside=False))
    model.show([Heading("Copies", "1"), SimilarTile(answer.query[0]), Sentence("No more.")])
    flags = [bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable) for row in range(3)]
    assert flags == [False, True, False]
