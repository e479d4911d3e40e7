"""Comparing more photos than there is room for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.app.comparisons import Comparison
from tests.app.desks import SENT
from tests.app.libraries import PATIENCE, make_photos


@pytest.fixture
def comparison(desk, qtbot) -> Comparison:
    """The group of the harbour, compared."""
    made = Comparison(desk, qtbot)
    desk.point(SENT)
    made.press(Qt.Key.Key_C)
    assert made.is_open
    return made


@pytest.fixture
def photos_of_many(desk, qtbot) -> tuple[int, ...]:
    """Ids of eight photos, after more were added to the library."""
    folder = make_photos(desk.photos / "more", scenes=3)
    desk.window.scan_controller.add([folder])
    desk.settle()
    found: list[tuple[int, ...]] = []
    desk.window.reader.ask(lambda browser: tuple(browser.photo_ids()), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return found[0][:8]


def test_of_more_than_six_the_others_are_swapped_in_by_keyboard(comparison, photos_of_many, qtbot):
    desk = comparison.desk
    view = comparison.page.view
    desk.window.navigation.open_compare(photos_of_many)
    desk.settle()
    assert len(view.places) == 6
    assert len([pane for pane in view.panes if pane.isVisible()]) == 6
    assert view.strip.isVisible()
    further = view.strip.item(1).text()
    comparison.go_to_place(3)
    view.strip.setFocus()
    view.strip.setCurrentRow(1)
    comparison.press(Qt.Key.Key_Return)
    assert view.current == 3
    current = view.current_subject
    assert current is not None
    assert current.name == further
    assert view.places[0] == 0
    assert further not in [view.strip.item(row).text() for row in range(view.strip.count())]
    assert view.panes[3].hasFocus()


def test_of_seven_the_arrows_reach_the_last_one(comparison, photos_of_many):
    view = comparison.page.view
    comparison.desk.window.navigation.open_compare(photos_of_many[:7])
    comparison.desk.settle()
    seventh = view.subjects[6].name
    comparison.go_to_place(5)
    comparison.press(Qt.Key.Key_Right)
    assert view.strip.hasFocus()
    assert view.strip.currentItem().text() == seventh
    comparison.press(Qt.Key.Key_Left)
    assert view.panes[5].hasFocus()
    comparison.press(Qt.Key.Key_Right, times=2)
    assert view.current == 0
    assert view.panes[0].hasFocus()
    comparison.press(Qt.Key.Key_Left)
    assert view.strip.hasFocus()
    comparison.press(Qt.Key.Key_Return)
    current = view.current_subject
    assert current is not None
    assert current.name == seventh
