"""One photo on the whole screen, and photos of a review seen large."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from photohash.app.viewer.pair import Mode
from tests.app.desks import SENT
from tests.app.libraries import PATIENCE
from tests.library.actions.worlds import HARBOUR, TOWER


@pytest.fixture
def viewer(desk, qtbot):
    """The photo page's photo on the whole screen, opened by keyboard."""
    window = desk.window
    window.navigation.open_photo(desk.row(HARBOUR)[1].photo.id)
    desk.settle()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_F)
    desk.settle()
    opened = window.compare_controller.viewer
    assert opened is not None
    assert opened.isFullScreen()
    return opened


def test_the_arrows_go_along_the_photos_and_escape_leaves(desk, viewer, qtbot):
    harbour, tower = (desk.row(name)[1].photo.id for name in (HARBOUR, TOWER))
    viewer.begin((harbour, tower), harbour)
    desk.settle()
    for key, expected in (("Left", "harbour"), ("Right", "tower"), ("Right", "tower"), ("Left", "harbour")):
        qtbot.keyClick(viewer, getattr(Qt.Key, f"Key_{key}"))
        desk.settle()
        assert viewer.accessibleName() == f"{expected}.jpg"
    assert "1 of 2" in viewer.line.full
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert desk.window.compare_controller.viewer is None
    assert desk.window.pages.currentWidget() is desk.window.photo
    assert desk.window.pictures.octets == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_Z])
def test_it_goes_down_to_the_pixels_and_beyond(desk, viewer, qtbot, key):
    layer = viewer.canvas.layers[0]
    assert viewer.view.is_fitted
    qtbot.keyClick(viewer, key)
    assert viewer.canvas.magnification(layer) == pytest.approx(1.0)
    for _ in range(8):
        qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.magnification(layer) > 4
    desk.settle()
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.view.is_fitted
    assert viewer.canvas.complete


def test_the_wheel_keeps_the_point_under_the_pointer_and_a_double_click_shows_the_pixels(desk, viewer, qtbot):
    canvas = viewer.canvas
    at = canvas.rect().center() / 2
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.magnification(canvas.layers[0]) == pytest.approx(1.0)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert viewer.view.is_fitted


def test_it_is_closed_with_the_window(desk, viewer):
    desk.window.close()
    assert desk.window.compare_controller.viewer is None


def test_a_double_click_on_the_photo_opens_it(desk, qtbot):
    window = desk.window
    window.navigation.open_photo(desk.row(HARBOUR)[1].photo.id)
    desk.settle()
    qtbot.mouseDClick(window.photo.picture, Qt.MouseButton.LeftButton)
    desk.settle()
    assert window.compare_controller.viewer is not None
    qtbot.keyClick(window.compare_controller.viewer, Qt.Key.Key_Return)
    assert window.compare_controller.viewer is None


def test_the_whole_window_takes_the_screen_and_gives_it_back(desk, qtbot):
    window = desk.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_pair_of_the_review_is_seen_large_over_it(desk, qtbot):
    review = desk.review()
    row = next(row for row in range(review.model.rowCount()) if review.model.line(row).path == desk.photos / SENT)
    review.table.setCurrentIndex(review.model.index(row, 0))
    button = review.comparison.compare_button
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()
    dialog = desk.window.compare_controller.dialog
    assert dialog is not None
    names = [subject.name for subject in dialog.view.subjects]
    assert names == ["harbour.jpg", "harbour sent.jpg"]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(dialog, Qt.Key.Key_B)
    assert dialog.view.mode is Mode.BLINK
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.window.compare_controller.dialog is None
    assert desk.dialog is review
    assert review.isVisible()
    review.close()
