"""Comparing photos through the real window, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from photohash.app.viewer.pair import Mode
from tests.app.comparisons import Comparison
from tests.app.desks import COPIES, PHONE, SENT, SMALL, TWIN
from tests.app.libraries import PATIENCE, session_of
from tests.library.actions.worlds import HARBOUR, TOWER


@pytest.fixture
def comparison(desk, qtbot) -> Comparison:
    """The group of the harbour, compared."""
    made = Comparison(desk, qtbot)
    desk.point(SENT)
    made.press(Qt.Key.Key_C)
    assert made.is_open
    return made


def test_a_group_of_copies_is_compared_in_the_whole_window(comparison):
    window = comparison.desk.window
    assert set(comparison.names()) == {HARBOUR, SENT, TWIN, SMALL}
    assert comparison.names()[0] == HARBOUR
    assert comparison.current() == SENT
    assert not window.sidebar.isVisible()
    assert comparison.page.line.startswith("Group ")
    shown = [pane for pane in comparison.page.view.panes if pane.isVisible()]
    assert len(shown) == 4
    assert comparison.page.view.complete
    assert all(pane.accessibleName().startswith("Photo ") for pane in shown)
    assert "Keep" in shown[0].accessibleName()


@pytest.mark.parametrize("way_back", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_way_back_leads_to_the_group(comparison, way_back):
    window = comparison.desk.window
    comparison.press(way_back)
    assert window.pages.currentWidget() is window.copies
    assert window.sidebar.isVisible()
    assert window.copies.view.hasFocus()
    group = window.copies.view.current_group()
    assert group is not None
    assert group.keeper.path == comparison.desk.photos / HARBOUR


def test_the_arrows_choose_the_current_photo_and_say_so(comparison):
    seen = set()
    for _ in comparison.names():
        seen.add(comparison.current())
        pane = comparison.page.view.panes[comparison.page.view.current]
        assert pane.hasFocus()
        assert pane.accessibleName().endswith("current")
        comparison.press(Qt.Key.Key_Right)
    assert seen == set(comparison.names())
    comparison.press(Qt.Key.Key_Left)
    assert len([pane for pane in comparison.page.view.panes if pane.property("current") and pane.isVisible()]) == 1


def test_space_ticks_and_unticks_for_the_review_and_touches_nothing(comparison):
    before = comparison.desk.tree()
    comparison.go_to(SENT)
    comparison.press(Qt.Key.Key_Space)
    assert comparison.desk.ticked() == COPIES - {SENT}
    assert comparison.page.tick_button.text() == "Tick"
    comparison.press(Qt.Key.Key_Space)
    assert comparison.desk.ticked() == COPIES
    assert comparison.page.tick_button.text() == "Untick"
    assert comparison.desk.tree() == before


def test_the_last_copy_is_not_ticked_and_it_says_why(comparison):
    comparison.go_to(HARBOUR)
    comparison.press(Qt.Key.Key_Space)
    assert HARBOUR not in comparison.desk.ticked()
    assert "last good copy" in comparison.page.said
    comparison.go_to(SENT)
    comparison.press(Qt.Key.Key_Space)
    assert comparison.page.said == "harbour sent.jpg is not ticked any more. Ctrl+Z undoes it."


def test_k_keeps_the_current_one_and_drops_the_rest(comparison):
    comparison.go_to(SENT)
    comparison.press(Qt.Key.Key_K)
    assert comparison.keeper(SENT) == SENT
    assert comparison.desk.ticked() == {HARBOUR, TWIN, SMALL, PHONE}
    assert comparison.current() == SENT
    assert comparison.page.view.subjects[0].is_kept


def test_one_undo_takes_back_what_k_did(comparison):
    desk = comparison.desk
    comparison.go_to(SMALL)
    comparison.press(Qt.Key.Key_Space)
    before = desk.ticked()
    comparison.go_to(SENT)
    comparison.press(Qt.Key.Key_K)
    assert comparison.keeper(SENT) == SENT
    dropped = desk.ticked()
    assert {HARBOUR, TWIN, SMALL} <= dropped
    comparison.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert comparison.keeper(SENT) == HARBOUR
    assert desk.ticked() == before
    with session_of(desk.photos.parent / "library").open_browser() as browser:
        assert not browser.chosen_since()
    comparison.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert comparison.keeper(SENT) == SENT
    assert desk.ticked() == dropped


def test_what_k_ticks_comes_even_when_the_page_is_left_at_once(comparison, qtbot):
    comparison.go_to(SENT)
    qtbot.keyClick(comparison.desk.window.focusWidget(), Qt.Key.Key_K)
    qtbot.keyClick(comparison.desk.window.focusWidget(), Qt.Key.Key_Escape)
    comparison.desk.settle()
    assert comparison.keeper(SENT) == SENT
    assert {HARBOUR, TWIN, SMALL} <= comparison.desk.ticked()


def test_a_digit_keeps_the_photo_of_that_number(comparison):
    place = comparison.names().index(TWIN)
    comparison.press(Qt.Key(Qt.Key.Key_1 + place))
    assert comparison.keeper(TWIN) == TWIN
    assert TWIN not in comparison.desk.ticked()
    assert {HARBOUR, SENT, SMALL} <= comparison.desk.ticked()
    comparison.press(Qt.Key.Key_9)
    assert comparison.keeper(TWIN) == TWIN


def test_the_next_and_the_last_group(comparison):
    for key, back in ((Qt.Key.Key_N, Qt.Key.Key_P), (Qt.Key.Key_Down, Qt.Key.Key_Up)):
        first = comparison.names()
        row = comparison.desk.row(HARBOUR)[0]
        forward, backward = (key, back) if row == 0 else (back, key)
        comparison.press(forward)
        assert set(comparison.names()) == {TOWER, PHONE}
        comparison.press(forward)
        assert "group." in comparison.page.said
        comparison.press(backward)
        assert comparison.names() == first
        assert comparison.page.said == ""
    comparison.press(Qt.Key.Key_Escape)
    assert comparison.desk.window.pages.currentWidget() is comparison.desk.window.copies


def test_not_duplicates_goes_on_to_the_next_group_and_then_back(comparison):
    comparison.go_to(HARBOUR)
    comparison.press(Qt.Key.Key_D)
    assert comparison.is_open
    assert set(comparison.names()) == {TOWER, PHONE}
    assert "no longer offered" in comparison.page.said
    assert not comparison.desk.window.banner.isVisible()
    comparison.press(Qt.Key.Key_A)
    assert comparison.desk.window.pages.currentWidget() is comparison.desk.window.copies
    assert comparison.desk.window.copies.model.rowCount() == 0
    assert comparison.desk.window.banner.isVisible()


def test_a_single_copy_that_is_none_leaves_the_rest_of_its_group(comparison):
    comparison.go_to(SMALL)
    comparison.press(Qt.Key.Key_D)
    assert set(comparison.names()) == {HARBOUR, SENT, TWIN}
    assert comparison.page.view.complete


def test_ctrl_z_takes_the_last_run_back_from_here_too(comparison):
    desk, window = comparison.desk, comparison.desk.window
    comparison.press(Qt.Key.Key_Escape)
    desk.trigger("untick-all")
    comparison.press(Qt.Key.Key_C)
    comparison.go_to(TWIN)
    comparison.press(Qt.Key.Key_Space)
    assert desk.ticked() == {TWIN}
    comparison.press(Qt.Key.Key_Escape)
    before = desk.tree()
    dialog = desk.review()
    desk.agree(dialog)
    dialog.close()
    desk.settle()
    assert desk.tree() != before
    window.copies.view.setFocus()
    comparison.press(Qt.Key.Key_C)
    assert TWIN not in comparison.names()
    assert comparison.page.undo_button.isEnabled()
    comparison.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.tree() == before
    assert TWIN in comparison.names()


def test_zoom_and_pan_keep_the_panes_together(comparison):
    view = comparison.page.view

    def places(x: float, y: float) -> list[QPointF]:
        """Where the point at these fractions of each picture is seen."""
        panes = [pane for pane in view.panes if pane.isVisible()]
        found = []
        for pane in panes:
            layer = pane.layer
            assert layer is not None
            at = pane.canvas.pane_point(x * layer.photo.width, y * layer.photo.height)
            found.append(QPointF(at.x() - pane.canvas.width() / 2, at.y() - pane.canvas.height() / 2))
        return found

    def assert_together() -> None:
        for x, y in ((0.0, 0.0), (0.3, 0.8), (1.0, 0.5)):
            first, *others = places(x, y)
            assert all((other - first).manhattanLength() < 0.01 for other in others)

    assert_together()
    fitted = view.view.viewpoint
    comparison.press(Qt.Key.Key_Plus, times=9)
    assert view.view.viewpoint.scale > 3 * fitted.scale
    assert_together()
    middle = view.view.viewpoint
    comparison.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    comparison.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.view.viewpoint.x > middle.x
    assert view.view.viewpoint.y > middle.y
    assert_together()
    comparison.press(Qt.Key.Key_Minus)
    assert view.view.viewpoint.scale < middle.scale
    comparison.press(Qt.Key.Key_0)
    assert view.view.viewpoint == fitted
    assert_together()


def test_z_shows_the_pixels_of_the_current_photo_one_to_one_and_all_again(comparison):
    view = comparison.page.view
    comparison.go_to(SMALL)
    comparison.press(Qt.Key.Key_Plus, times=3)
    comparison.press(Qt.Key.Key_Z)
    pane = view.panes[view.current]
    assert pane.canvas.magnification(pane.layer) == pytest.approx(1.0)
    assert "100 %" in pane.facts
    assert "50 %" in view.panes[0].facts
    comparison.press(Qt.Key.Key_Z)
    assert view.view.is_fitted


def test_blinking_shows_the_two_at_the_same_place(comparison):
    view = comparison.page.view
    comparison.go_to(SMALL)
    comparison.press(Qt.Key.Key_B)
    assert view.mode is Mode.BLINK
    assert view.pair.isVisible()
    assert "small.png" in view.pair.words.full
    point = view.pair.canvas.pane_point(24, 16)
    comparison.press(Qt.Key.Key_B)
    assert "harbour.jpg" in view.pair.words.full
    assert (view.pair.canvas.pane_point(48, 32) - point).manhattanLength() < 0.01
    comparison.press(Qt.Key.Key_V)
    assert not view.pair.isVisible()


def test_the_line_of_a_split_is_moved_by_keyboard_and_by_mouse(comparison, qtbot):
    view = comparison.page.view
    comparison.go_to(SENT)
    comparison.press(Qt.Key.Key_S)
    canvas = view.pair.canvas
    assert canvas.split == 0.5
    comparison.press(Qt.Key.Key_BracketRight, times=5)
    assert canvas.split == pytest.approx(0.6)
    at = canvas.rect().center()
    at.setX(round(0.6 * canvas.width()))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    at.setX(round(0.25 * canvas.width()))
    qtbot.mouseMove(canvas, at)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.split == pytest.approx(0.25, abs=0.01)
    assert view.pair.slider.value() == 25
    comparison.press(Qt.Key.Key_S)
    assert view.mode is Mode.SIDE_BY_SIDE


def test_the_difference_is_told_in_a_sentence(comparison, qtbot):
    view = comparison.page.view
    comparison.go_to(TWIN)
    comparison.press(Qt.Key.Key_X)
    qtbot.waitUntil(lambda: view.pair.found is not None, timeout=PATIENCE)
    assert view.pair.sentence.text() == "Every pixel is the same."
    comparison.go_to(SENT)
    qtbot.waitUntil(lambda: view.pair.found is not None and not view.pair.found.same, timeout=PATIENCE)
    assert "of 255 levels" in view.pair.sentence.text()
    assert view.pair.legend.isVisible()


def test_the_facts_stand_side_by_side_with_the_differences_marked(comparison):
    model = comparison.page.view.fields.model
    names = comparison.names()
    sent, small, twin = names.index(SENT), names.index(SMALL), names.index(TWIN)
    assert model.text("Rating", sent) == "★★★★"
    assert model.differs("Rating", sent)
    assert model.differs("Dimensions", small)
    assert not model.differs("Dimensions", twin)
    assert model.text("State", 0) == "To keep"
    assert model.text("State", twin).startswith("Ticked")
    assert "a rating" in model.text("Only here", sent)
    assert model.headerData(sent, Qt.Orientation.Horizontal) == f"{sent + 1}  harbour sent.jpg"
    comparison.press(Qt.Key.Key_I)
    assert not comparison.page.view.fields.isVisible()


def test_everything_that_can_be_reached_has_a_name(comparison):
    page = comparison.page
    reachable = [
        child
        for child in page.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled()
    ]
    assert len(reachable) > 15
    nameless = [type(child).__name__ for child in reachable if not (child.accessibleName() or _text(child))]
    assert nameless == []


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def test_at_the_smallest_size_nothing_is_cut_off(comparison, qtbot):
    window, page = comparison.desk.window, comparison.page
    window.resize(800, 600)
    comparison.desk.settle()
    assert (window.width(), window.height()) == (800, 600)
    for pane in page.view.panes:
        if pane.isVisible():
            assert pane.canvas.height() >= 60
            assert pane.mapTo(window, pane.rect().bottomRight()).x() <= window.width()
    for bar in (page.bar, page.view.bar):
        for button in bar.findChildren(QWidget):
            if button.isVisible() and button.parent() is bar:
                assert bar.rect().contains(button.geometry()), button.accessibleName()


def test_photos_that_are_no_copies_are_compared_and_nothing_is_decided(comparison):
    desk = comparison.desk
    harbour, tower = (desk.row(name)[1].photo.id for name in (HARBOUR, TOWER))
    desk.window.navigation.open_compare((harbour, tower))
    desk.settle()
    assert comparison.names() == [HARBOUR, TOWER]
    assert not comparison.page.bar.isVisible()
    before = desk.ticked()
    for key in (Qt.Key.Key_K, Qt.Key.Key_D, Qt.Key.Key_A, Qt.Key.Key_Space):
        comparison.press(key)
    assert desk.ticked() == before
    assert comparison.is_open
    comparison.press(Qt.Key.Key_2)
    assert comparison.names() == [TOWER, HARBOUR]
    assert desk.ticked() == before


def test_leaving_gives_the_memory_back(comparison):
    pictures = comparison.desk.window.pictures
    assert pictures.octets > 0
    comparison.press(Qt.Key.Key_Escape)
    assert pictures.octets == 0
