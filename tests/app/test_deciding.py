"""Saying something of many groups at once, through the real window on real files."""

import csv

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.app.desks import COPIES, PHONE, SENT, SMALL, TWIN, Desk
from tests.app.libraries import PATIENCE
from tests.library.actions.worlds import HARBOUR, TOWER

ALL = COPIES | {HARBOUR, TOWER}


def click(desk: Desk, name: str, *keys: Qt.KeyboardModifier) -> None:
    row, member = desk.row(name)
    view, model = desk.window.copies.view, desk.window.copies.model
    tile = view.box(model.index(row)).tiles[model.group(row).members.index(member)]
    modifiers = Qt.KeyboardModifier.NoModifier
    for key in keys:
        modifiers |= key
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, tile.picture.center())


def test_the_arrows_go_from_photo_to_photo_as_they_stand(full_window, qtbot):
    view, model = full_window.copies.view, full_window.copies.model
    order = [member.path for row in range(model.rowCount()) for member in model.group(row).members]
    walked = [view.current_member().path]
    for _ in order[1:]:
        qtbot.keyClick(view, Qt.Key.Key_Right)
        walked.append(view.current_member().path)
    assert walked == order
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current_member().path == order[-1]
    for path in reversed(order[:-1]):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert view.current_member().path == path
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_group().id == model.group(model.rowCount() - 1).id
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_member().path == order[0]


def test_up_and_down_lead_to_the_photo_above_and_below(full_window, qtbot):
    view, model = full_window.copies.view, full_window.copies.model
    below = next(row for row in range(model.rowCount()) if view.card_flow.shelf_of(row) == 1)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_group().id == model.group(below).id
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current_group().id == model.group(0).id
    assert view.current_member().keeper


def test_the_list_of_groups_has_the_keyboard_first(full_window):
    assert full_window.copies.view.hasFocus()
    assert full_window.copies.view.current_member().keeper


def test_all_groups_are_selected_unticked_and_ticked_by_keyboard_alone(desk):
    desk.point(HARBOUR)
    desk.press(Qt.Key.Key_A)
    assert len(desk.window.copies.view.selected()) == 2
    view = desk.window.copies.view
    desk.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.ticked() == set()
    desk.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.ticked() == COPIES
    desk.trigger("untick")
    assert desk.ticked() == set()


def test_photos_of_several_groups_are_selected_with_ctrl(desk):
    click(desk, SENT, Qt.KeyboardModifier.ControlModifier)
    click(desk, PHONE, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.pages.currentWidget() is desk.window.copies
    desk.trigger("untick")
    assert desk.ticked() == COPIES - {SENT, PHONE}
    click(desk, SENT, Qt.KeyboardModifier.ControlModifier)
    desk.trigger("tick")
    assert desk.ticked() == COPIES - {SENT}


def test_shift_selects_from_one_group_to_another(desk):
    desk.point(HARBOUR)
    row, _ = desk.row(HARBOUR)
    other, _ = desk.row(TOWER)
    key = Qt.Key.Key_Down if other > row else Qt.Key.Key_Up
    desk.qtbot.keyClick(desk.window.copies.view, key, Qt.KeyboardModifier.ShiftModifier)
    assert {one.group.id for one in desk.window.copies.view.selected()} == {
        desk.window.copies.model.group(row).id,
        desk.window.copies.model.group(other).id,
    }
    assert set(desk.window.copies.selected_photos()) == {
        member.photo.id for group in (0, 1) for member in desk.window.copies.model.group(group).members
    }


def test_a_rectangle_selects_the_groups_it_touches(desk):
    view = desk.window.copies.view
    corner = view.viewport().rect().bottomRight() - QPoint(2, 2)
    begin, none, left = QPointF(2, 2), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, begin, left, left),
        (QEvent.Type.MouseMove, QPointF(corner), none, left),
        (QEvent.Type.MouseButtonRelease, QPointF(corner), left, none),
    ):
        event = QMouseEvent(kind, at, view.viewport().mapToGlobal(at), button, held, plain)
        QApplication.sendEvent(view.viewport(), event)
    assert len(view.selected()) == 2
    desk.trigger("untick")
    assert desk.ticked() == set()
    assert desk.window.pages.currentWidget() is desk.window.copies


def test_several_groups_are_no_duplicates_at_once_and_come_back(desk):
    desk.press(Qt.Key.Key_A)
    desk.press(Qt.Key.Key_D)
    assert desk.window.copies.model.rowCount() == 0
    assert desk.window.commands["undo"].text() == "Undo: Not duplicates of 6 photos"
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == COPIES


def test_ticking_all_in_a_folder_spares_the_last_good_copy_and_what_is_protected(desk, monkeypatch):
    desk.window.scan_controller.add([], [desk.photos / "phone"])
    desk.settle()
    desk.trigger("untick-all")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(desk.photos))
    desk.trigger("tick-folder")
    assert desk.ticked() == {TWIN, SENT, SMALL, TOWER}
    assert "stays" in desk.window.banner.text
    desk.trigger("untick-all")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(desk.photos / "inbox"))
    desk.trigger("tick-folder")
    assert desk.ticked() == {TWIN, SENT, SMALL}


@pytest.mark.parametrize(
    ("command", "stay"),
    [("tick-but-newest", {SMALL, PHONE}), ("tick-but-oldest", {HARBOUR, TOWER}), ("tick-but-largest", None)],
)
def test_all_but_one_are_ticked(desk, command, stay):
    desk.trigger(command)
    left = ALL - desk.ticked()
    assert len(left) == 2, "one of each group"
    if stay is not None:
        assert left == stay


def test_what_keeps_photos_says_how_many(desk):
    desk.point(HARBOUR)
    assert desk.window.commands["keep-both"].text() == "Keep all 4"
    desk.point(SMALL)
    assert desk.window.commands["keep-both"].text() == "Keep this one too"
    desk.point(TOWER)
    assert desk.window.commands["keep-both"].text() == "Keep both"


def test_long_groups_show_a_few_rows_and_unfold(desk):
    view = desk.window.copies.view
    row, _ = desk.row(HARBOUR)
    desk.window.copies.size_slider.setValue(320)
    desk.window.resize(760, 620)
    assert view.box(view.groups.index(row, 0)).columns < 4
    assert not view.box(view.groups.index(row, 0)).hidden
    assert view.visualRect(view.groups.index(row, 0)).height() > view.card_flow.sizes.card_height(1)


def test_the_size_of_thumbnails_is_kept(desk, open_desk):
    before = desk.window.copies.view.card_flow.sizes.tile
    desk.window.copies.size_slider.setValue(300)
    assert desk.window.copies.view.card_flow.sizes.tile > before
    desk.window.close()
    again = open_desk()
    assert again.window.copies.size_slider.value() == 300


def test_only_groups_below_a_folder_are_shown_and_clear_shows_all(desk):
    desk.window.copies.set_folder(desk.photos / "phone")
    assert desk.window.copies.model.rowCount() == 1
    desk.window.copies.search.setText("harbour")
    assert desk.window.copies.empty.heading == "Nothing matches"
    desk.qtbot.mouseClick(desk.window.copies.clear_button, Qt.MouseButton.LeftButton)
    assert desk.window.copies.model.rowCount() == 2
    assert desk.window.copies.search.text() == ""
    assert desk.window.copies.view.hasFocus()


def test_several_rules_are_previewed_ordered_and_taken_over_by_keyboard(desk):
    desk.press(Qt.Key.Key_R)
    dialog = desk.window.previews.dialog
    assert dialog is not None
    best = "The best picture stays in each of 2 groups."
    desk.qtbot.waitUntil(lambda: dialog.preview.text().startswith(best), timeout=PATIENCE)
    names = [dialog.offered.item(row).text() for row in range(dialog.offered.count())]
    for title in ("Shortest path", "Newest file"):
        dialog.offered.setCurrentRow(names.index(title))
        desk.qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.words == "shortest-path,newest"
    desk.qtbot.keyClick(dialog.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.words == "newest,shortest-path"
    desk.qtbot.keyClick(dialog.chosen, Qt.Key.Key_Down)
    desk.qtbot.keyClick(dialog.chosen, Qt.Key.Key_Delete)
    assert dialog.words == "newest"
    desk.settle()
    assert dialog.preview.text().startswith("In 1 of 2 groups this chooses which photo stays; 1 is left to you.")
    assert "ticks change." in dialog.preview.text()
    assert desk.row(HARBOUR)[1].keeper, "nothing is changed before it is taken over"
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.copies.tick_bar.rule.word == "newest"
    assert desk.row(SENT)[1].keeper


@pytest.mark.parametrize("name", ["list.csv", "list.html", "list"])
def test_what_is_shown_is_exported_and_the_folder_is_a_button_away(desk, tmp_path, monkeypatch, name):
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    desk.window.copies.search.setText("tower")
    desk.trigger("export")
    path = tmp_path / (name if "." in name else f"{name}.html")
    assert desk.window.banner.text == f"1 group written to {path}."
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            assert {row["path"] for row in csv.DictReader(file)} == {str(desk.photos / TOWER), str(desk.photos / PHONE)}
    else:
        assert "tower.jpg" in path.read_text("utf-8")
    desk.qtbot.mouseClick(desk.window.banner.button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_an_export_that_fails_says_why(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "list.csv"), ""))
    desk.trigger("export")
    assert "could not be written: its folder is not there." in desk.window.banner.text


def test_strictness_says_what_each_choice_means(desk):
    box = desk.window.copies.strictness
    assert box.label == "Strictness: normal"
    box.showPopup()
    desk.settle()
    box.hidePopup()
    assert [box.itemText(row) for row in range(3)] == [
        f"{title}: 2 groups, no unrelated pair looked at closely" for title in ("Strict", "Normal", "Loose")
    ]
    assert box.label == "Strictness: normal"
