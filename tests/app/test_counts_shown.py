"""What is counted in the window is what could be done, and what is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from photohash.core.formatting import size_in_words
from photohash.library.photo import Kind
from tests.app.desks import COPIES, PHONE, Desk
from tests.library.actions.worlds import TOWER


def chips(desk: Desk) -> dict[Kind, int]:
    """The numbers on the chips in sight."""
    copies = desk.window.copies
    return {
        kind: int(chip.text().rsplit(maxsplit=1)[-1])
        for kind in Kind
        if (chip := copies.findChild(QPushButton, f"filter-{kind.value}")) is not None and not chip.isHidden()
    }


def size_of(desk: Desk, *names: str) -> int:
    return sum((desk.photos / name).stat().st_size for name in names)


def test_what_is_protected_is_not_counted_as_what_could_be_freed(desk):
    assert size_in_words(size_of(desk, *COPIES)) in desk.window.copies.head.line
    desk.window.folder_controller.protect(desk.photos / "inbox", on=True)
    desk.settle()
    assert desk.window.copies.head.line.startswith("4 copies in 2 groups, ")
    assert size_in_words(size_of(desk, PHONE)) in desk.window.copies.head.line
    desk.window.folder_controller.protect(desk.photos, on=True)
    desk.settle()
    assert "0 bytes could be freed" in desk.window.copies.head.line
    assert all(not row.spare for row in desk.window.copies.model.rows)
    assert desk.ticked() == set()


def test_chips_count_the_groups_that_are_shown(desk):
    everything = chips(desk)
    assert sum(everything.values()) > 2
    desk.window.copies.search.setText("tower")
    row, _ = desk.row(TOWER)
    assert chips(desk) == {kind: int(kind in desk.window.copies.model.rows[row].kinds) for kind in everything}
    desk.window.copies.search.clear()
    assert chips(desk) == everything
    desk.window.copies.set_folder(desk.photos / "phone")
    assert sum(chips(desk).values()) < sum(everything.values())


def test_a_chip_that_is_chosen_leaves_the_numbers_of_the_others(desk):
    everything = chips(desk)
    chosen = next(iter(everything))
    chip = desk.window.copies.findChild(QPushButton, f"filter-{chosen.value}")
    desk.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chips(desk) == everything
    desk.window.copies.search.setText("tower")
    assert chips(desk) != everything
