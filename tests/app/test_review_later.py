"""What the window says of files after they were linked, taken away or changed by somebody else."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from photohash.app.models.review import GONE, STAYS, Line
from photohash.app.navigation import Page
from photohash.library.store import Catalogue
from tests.app.desks import COPIES, PHONE, SENT, SMALL, TWIN, lines
from tests.app.libraries import PATIENCE, session_of
from tests.library.actions.worlds import HARBOUR, TOWER


def test_hard_links_are_done_and_neither_ticked_nor_counted(desk):
    desk.choose(desk.window.copies.tick_bar.target, "hardlink")
    desk.agree(desk.review())
    desk.dialog.reject()
    assert desk.ticked() == {SENT, SMALL}
    assert desk.window.copies.tick_bar.words.endswith("none of them can become a link")
    row, member = desk.row(TWIN)
    group = desk.window.copies.model.group(row)
    assert "shares its space" in member.reason
    assert group.spare_bytes == sum((desk.photos / name).stat().st_size for name in (SENT, SMALL))
    desk.point(TWIN)
    desk.press(Qt.Key.Key_T)
    assert desk.ticked() == {SENT, SMALL}
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == COPIES


def test_a_file_that_somebody_took_away_is_said_to_be_gone(desk):
    (desk.photos / SMALL).unlink()
    dialog = desk.review()
    assert lines(dialog, desk.photos)[SMALL][0] == GONE
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("there is nothing to do. " in text for text in said)
    assert not any(".." in text for text in said)
    dialog.reject()


def test_a_reason_does_not_outlive_what_it_is_about(desk):
    changed = desk.photos / SMALL
    os.utime(changed, (1_000_000_000, 1_000_000_000))
    desk.agree(desk.review())
    desk.dialog.reject()
    assert "has changed" in desk.window.copies.ticks.problem(desk.row(SMALL)[1])
    with session_of(desk.photos.parent / "library").open_actions() as actions:
        actions.undo()
    desk.window.scan_controller.add([desk.photos])
    desk.settle()
    assert desk.window.copies.ticks.problem(desk.row(SMALL)[1]) == ""


def test_that_a_file_stays_is_said_once():
    changed = Line(Path("a.jpg"), STAYS, "Stays, because its keeper b.jpg was changed just now", trouble=True)
    assert changed.told == "Stays, because its keeper b.jpg was changed just now"
    protected = Line(Path("a.jpg"), STAYS, "Is in a protected folder", trouble=True)
    assert protected.told == "Stays as it is: Is in a protected folder"


def test_a_reason_goes_once_the_keeper_is_back_and_the_run_is_undone(desk):
    keeper, aside = desk.photos / TOWER, desk.photos.parent / "aside.jpg"
    dialog = desk.review()
    keeper.rename(aside)
    desk.agree(dialog)
    dialog.reject()
    assert "its keeper" in desk.window.copies.ticks.problem(desk.row(PHONE)[1])
    aside.rename(keeper)
    desk.press(Qt.Key.Key_Z)
    assert desk.window.copies.ticks.problem(desk.row(PHONE)[1]) == ""
    assert desk.ticked() == COPIES


def test_a_reason_goes_once_a_scan_finds_the_keeper_again(desk):
    keeper, aside = desk.photos / TOWER, desk.photos.parent / "aside.jpg"
    dialog = desk.review()
    keeper.rename(aside)
    desk.agree(dialog)
    dialog.reject()
    desk.window.scan_controller.again()
    desk.settle()
    aside.rename(keeper)
    desk.window.scan_controller.again()
    desk.settle()
    assert desk.window.copies.ticks.problem(desk.row(PHONE)[1]) == ""


def come_back(desk) -> None:
    """Leaves the window for another one and comes back to it."""
    other = QWidget()
    desk.qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    desk.qtbot.waitUntil(other.isActiveWindow, timeout=PATIENCE)
    other.close()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow, timeout=PATIENCE)
    desk.settle()


@pytest.mark.parametrize("same_time", [True, False])
def test_what_was_hard_linked_outside_is_neither_ticked_nor_counted_once_the_window_is_back(desk, same_time):
    kept, twin = desk.photos / HARBOUR, desk.photos / TWIN
    if same_time:  # the link then looks as the copy did
        times = kept.stat()
        os.utime(twin, ns=(times.st_atime_ns, times.st_mtime_ns))
        desk.window.scan_controller.add([desk.photos])
        desk.settle()
    assert TWIN in desk.ticked()
    before = desk.window.copies.tick_bar.words
    twin.unlink()
    os.link(kept, twin)
    come_back(desk)
    assert TWIN not in desk.ticked()
    assert desk.window.copies.tick_bar.words != before
    assert "shares its space" in desk.row(TWIN)[1].reason


def test_what_went_or_changed_outside_is_not_ticked_even_while_another_program_has_the_library(desk):
    assert {TWIN, PHONE, SMALL} <= desk.ticked()
    with Catalogue.open(desk.photos.parent / "library", write=True):
        (desk.photos / TWIN).unlink()
        (desk.photos / TOWER).unlink()
        os.utime(desk.photos / SMALL, (1_000_000_000, 1_000_000_000))
        desk.window.navigation.go_to(Page.LIBRARY)
        desk.window.navigation.go_to(Page.COPIES)
        desk.qtbot.waitUntil(lambda: desk.ticked() == {SENT}, timeout=PATIENCE)
        desk.point(SMALL)
        desk.qtbot.keyClick(desk.window.copies.view, Qt.Key.Key_Space)
        assert desk.ticked() == {SENT}
    desk.qtbot.waitUntil(lambda: SMALL in desk.ticked(), timeout=PATIENCE)
    assert desk.ticked() == {SENT, SMALL}


def test_on_an_unplugged_drive_nothing_is_ticked_and_all_of_it_is_known_until_it_is_back(desk):
    groups = desk.window.copies.model.rowCount()
    desk.photos.rename(desk.photos.parent / "unplugged")
    come_back(desk)
    assert desk.ticked() == set()
    assert desk.window.copies.model.rowCount() == groups
    (desk.photos.parent / "unplugged").rename(desk.photos)
    come_back(desk)
    assert desk.ticked() == COPIES


def test_ticked_files_are_looked_at_no_more_often_than_needed(desk):
    desk.settle()
    asked: list[int] = []
    desk.window.ticked_files.looked.connect(asked.append)
    desk.point(SMALL)
    for _ in range(2):
        desk.qtbot.keyClick(desk.window.copies.view, Qt.Key.Key_Space)
        desk.settle()
    assert asked == []
    come_back(desk)
    assert asked == [len(COPIES)]


def test_history_says_which_of_two_photos_a_step_was_about(desk):
    for name in (SMALL, HARBOUR):  # the small one is to stay, and its original to go
        desk.point(name)
        desk.qtbot.keyClick(desk.window.copies.view, Qt.Key.Key_Space)
    assert desk.ticked() == COPIES - {SMALL} | {HARBOUR}
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.window.navigation.go_to(Page.HISTORY)
    desk.settle()
    model = desk.window.history.model
    run = model.index(0, 0)
    below = [model.index(row, 0, run) for row in range(model.rowCount(run))]
    tips = {model.entry(index).path.name: index.data(Qt.ItemDataRole.ToolTipRole) for index in below}
    assert f"Larger: {desk.photos / SMALL} was kept" in tips["harbour.jpg"]
    assert f"Identical: {desk.photos / TOWER} was kept" in tips["tower.jpg"]
