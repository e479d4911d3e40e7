"""What the window says of files after they were linked, taken away or changed by somebody else."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from photohash.app.models.review import GONE, STAYS, Line
from tests.app.desks import COPIES, PHONE, SENT, SMALL, TWIN, lines
from tests.app.libraries import session_of
from tests.library.actions.worlds import TOWER


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
