"""What surprised people at the keyboard once: where Esc, Enter, Ctrl+F and End lead, and where the keyboard begins."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from photohash.app.main_window import MainWindow
from photohash.app.navigation import TOP_PAGES, Location, Page
from photohash.app.viewer.pair import Mode
from tests.app.comparisons import Comparison
from tests.app.desks import PHONE, SENT, SMALL, TWIN, Desk
from tests.app.libraries import PATIENCE, session_of
from tests.app.pipelines import Patient
from tests.app.windows import menu_at
from tests.library.actions.worlds import HARBOUR

CTRL = Qt.KeyboardModifier.ControlModifier


def press(window: MainWindow, qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    """Presses a key where the keyboard is."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    focused: QWidget | None = window.focusWidget()
    qtbot.keyClick(focused or window, key, modifier)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


@pytest.mark.parametrize("page", sorted(TOP_PAGES))
def test_escape_never_leaves_a_page_of_the_side_bar(full_window, qtbot, page):
    window = full_window
    window.navigation.go_to(Page.LIBRARY if page is not Page.LIBRARY else Page.COPIES)
    window.navigation.go_to(page)
    for _ in range(3):
        press(window, qtbot, Qt.Key.Key_Escape)
        assert window.navigation.current == Location(page)


def test_escape_leaves_what_was_opened_and_then_full_screen(full_window, qtbot):
    window = full_window
    press(window, qtbot, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(window, qtbot, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.photo
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.copies
    assert window.isFullScreen()
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.pages.currentWidget() is window.copies


def test_ctrl_f_filters_look_alikes_in_place_and_clear_shows_them_again(alike_window: MainWindow, qtbot) -> None:
    window, page = alike_window, alike_window.pages.stacks
    window.navigation.go_to(Page.STACKS)
    qtbot.waitUntil(lambda: window.settled and page.view.hasFocus(), timeout=PATIENCE)
    press(window, qtbot, Qt.Key.Key_F, CTRL)
    assert window.pages.currentWidget() is page
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "tower")
    assert page.model.rowCount() == 1
    qtbot.keyClicks(page.search, " nowhere")
    assert page.empty.heading == "Nothing matches"
    page.clear_button.setFocus()
    qtbot.keyClick(page.clear_button, Qt.Key.Key_Return)
    assert page.model.rowCount() == 2
    assert page.view.hasFocus()
    press(window, qtbot, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == 1


@pytest.mark.parametrize("page", [Page.COPIES, Page.LIBRARY, Page.DECISIONS])
def test_ctrl_f_stays_on_a_page_that_can_be_filtered(desk, qtbot, page):
    if page is Page.DECISIONS:
        desk.point(HARBOUR)
        desk.press(Qt.Key.Key_D)
    desk.window.navigation.go_to(page)
    desk.settle()
    before = desk.window.pages.currentWidget()
    desk.press(Qt.Key.Key_F)
    assert desk.window.pages.currentWidget() is before
    assert before.search.hasFocus()
    qtbot.keyClick(before.search, Qt.Key.Key_Escape)
    assert not before.search.hasFocus(), "once it is empty, Esc gives the keyboard back to the list"


@pytest.mark.parametrize(
    ("page", "first"),
    [
        (Page.COPIES, "copies.view"),
        (Page.LIBRARY, "library.grid"),
        (Page.FAILURES, "failures.table"),
    ],
)
def test_the_list_of_a_page_has_the_keyboard_first(full_window, qtbot, page, first):
    window = full_window
    window.navigation.go_to(Page.HISTORY)
    window.navigation.go_to(page)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    owner, name = first.split(".")
    assert getattr(getattr(window, owner), name).hasFocus()


@pytest.mark.parametrize("page", list(Page))
def test_the_keyboard_is_always_on_something_that_is_seen(full_window, qtbot, page):
    full_window.navigation.go_to(page)
    qtbot.waitUntil(lambda: full_window.settled, timeout=PATIENCE)
    focused = full_window.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    assert focused.isEnabled()


def test_enter_presses_the_button_that_has_the_keyboard(desk, qtbot):
    button = desk.window.copies.tick_bar.button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    desk.settle()
    assert desk.dialog is not None
    desk.dialog.reject()


def test_enter_adds_a_folder_on_the_first_start(window, qtbot, photos, monkeypatch):
    asked: list[bool] = []
    monkeypatch.setattr("photohash.app.main_window.ask_for_folder", lambda *_: asked.append(True))
    assert window.welcome.button.hasFocus()
    qtbot.keyClick(window.welcome.button, Qt.Key.Key_Enter)
    assert asked == [True]


def test_end_and_home_go_to_the_real_ends(desk, qtbot):
    view = desk.window.copies.view
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == desk.window.copies.model.rowCount() - 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


def test_nothing_ticked_is_said_when_the_review_is_asked_for(desk, qtbot):
    desk.press(Qt.Key.Key_A)
    desk.window.commands["untick-all"].trigger()
    press(desk.window, qtbot, Qt.Key.Key_Return, CTRL)
    assert desk.dialog is None
    assert desk.window.banner.text.startswith("No photo is ticked")


def test_ticks_of_a_comparison_are_one_step_of_the_history(desk, qtbot):
    desk.point(HARBOUR)
    desk.window.commands["untick-all"].trigger()
    comparison = Comparison(desk, qtbot)
    comparison.press(Qt.Key.Key_C)
    comparison.go_to(HARBOUR)
    comparison.press(Qt.Key.Key_K)
    assert desk.ticked() == {SENT, SMALL, TWIN}
    comparison.press(Qt.Key.Key_Z, CTRL)
    assert desk.ticked() == set()
    comparison.press(Qt.Key.Key_Y, CTRL)
    assert desk.ticked() == {SENT, SMALL, TWIN}
    comparison.press(Qt.Key.Key_Z, CTRL)
    comparison.press(Qt.Key.Key_Z, CTRL)
    assert PHONE in desk.ticked(), "the step before is undone next"


WANTED = {"Open", "View large", "Compare", "Find similar", "Show in folder", "Copy path", "Put away…"}


def test_every_page_with_photos_has_their_menu(desk: Desk, qtbot, searched: Path):
    window = desk.window
    assert menu_at(window.copies.view) >= WANTED
    window.navigation.go_to(Page.LIBRARY)
    desk.settle()
    window.library.grid.setCurrentIndex(window.library.model.index(0))
    assert menu_at(window.library.grid) >= WANTED
    window.navigation.go_to(Page.COPIES)
    desk.point(HARBOUR)
    comparison = Comparison(desk, qtbot)
    comparison.press(Qt.Key.Key_C)
    assert menu_at(comparison.page.view.panes[0]) >= WANTED
    comparison.page.view.choose(Mode.SPLIT)
    assert menu_at(comparison.page.view.pair) >= WANTED
    desk.window.navigation.open_photo(desk.row(HARBOUR)[1].photo.id)
    desk.settle()
    assert menu_at(window.photo.grid) >= WANTED
    window.navigation.go_to(Page.COPIES)
    desk.point(HARBOUR)
    desk.press(Qt.Key.Key_D)
    window.navigation.go_to(Page.DECISIONS)
    desk.settle()
    assert menu_at(window.pages.decisions.list) >= WANTED


def test_protecting_a_folder_is_a_step_of_the_history(desk: Desk) -> None:
    folder = desk.photos / "inbox"
    ticked = desk.ticked()
    desk.window.folder_controller.protect(folder, on=True)
    desk.settle()
    assert not {name for name in desk.ticked() if name.startswith("inbox/")}
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == ticked
    desk.press(Qt.Key.Key_Y)
    assert not {name for name in desk.ticked() if name.startswith("inbox/")}


def test_the_photo_with_the_keyboard_is_told_beside_its_group(desk: Desk, qtbot) -> None:
    view = desk.window.copies.view
    desk.point(SENT)
    assert view.accessibleDescription().startswith("harbour sent.jpg, Re-encoded, ticked.")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.accessibleDescription().startswith("harbour sent.jpg, Re-encoded.")
    desk.point(HARBOUR)
    assert view.accessibleDescription().startswith("harbour.jpg, Keep.")


def test_view_large_begins_with_the_photo_that_has_the_keyboard(desk: Desk) -> None:
    desk.point(SENT)
    desk.trigger("view-photo")
    viewer = desk.window.compare_controller.viewer
    assert viewer is not None
    assert viewer.accessibleName() == "harbour sent.jpg"
    viewer.close()


def compared_after_c(window: MainWindow, qtbot) -> int:
    """How many photos are compared after C was pressed; Esc leads back to where one was."""
    before = window.pages.currentWidget()
    press(window, qtbot, Qt.Key.Key_C)
    assert window.pages.currentWidget() is window.pages.compare
    found = len(window.pages.compare.view.subjects)
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is before
    return found


def test_c_compares_from_every_page_with_photos(alike_window: MainWindow, qtbot) -> None:
    window = alike_window
    window.navigation.go_to(Page.STACKS)
    qtbot.waitUntil(lambda: window.settled and window.pages.stacks.view.hasFocus(), timeout=PATIENCE)
    press(window, qtbot, Qt.Key.Key_Home)
    assert compared_after_c(window, qtbot) == 6
    window.navigation.go_to(Page.LIBRARY)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    press(window, qtbot, Qt.Key.Key_Home)
    press(window, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert compared_after_c(window, qtbot) == 2
    press(window, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and bool(list(window.photo.model.tiles())), timeout=PATIENCE)
    press(window, qtbot, Qt.Key.Key_Home)
    press(window, qtbot, Qt.Key.Key_A, CTRL)
    assert compared_after_c(window, qtbot) > 1


def test_another_browsing_model_hides_no_copy(full_window: MainWindow, qtbot) -> None:
    window = full_window
    before = [row.id for row in window.copies.model.rows]
    window.settings.choose("browsing-model", "other")
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert [row.id for row in window.copies.model.rows] == before != []


@pytest.mark.parametrize("last", ["pause", "stop"])
def test_what_goes_away_under_the_keyboard_leaves_it_to_the_page(searched, open_window, tmp_path, qtbot, last):
    shutil.copytree(searched / "library", tmp_path / "library")
    patient = Patient()
    window = open_window(session_of(tmp_path / "library", open_pipeline=patient))
    window.scan_controller.again()
    qtbot.waitUntil(window.job_bar.isVisible, timeout=PATIENCE)
    button = window.job_bar.buttons["pause"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.job_bar.words.endswith("paused"), timeout=PATIENCE)
    assert button.hasFocus()
    assert button.accessibleName() == "Continue"
    button = window.job_bar.buttons[last]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    patient.let_go.set()
    qtbot.waitUntil(lambda: window.settled and not window.job_bar.isVisible(), timeout=PATIENCE)
    assert window.copies.view.hasFocus()


def test_a_message_that_is_closed_leaves_the_keyboard_to_the_page(full_window, qtbot):
    full_window.banner.say("Something happened.", "Again", full_window.banner.hide)
    full_window.banner.button.setFocus()
    qtbot.keyClick(full_window.banner.button, Qt.Key.Key_Return)
    assert not full_window.banner.isVisible()
    assert full_window.copies.view.hasFocus()
