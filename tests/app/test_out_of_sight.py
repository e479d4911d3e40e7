"""A key never decides unseen: the group that it is about is marked, and brought into view."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from photohash.app.main_window import MainWindow
from tests.app.libraries import PATIENCE, make_photos

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scrolled(window: MainWindow, tmp_path: Path, qtbot) -> MainWindow:
    """A window in which the group with the keyboard was scrolled out of view."""
    window.scan_controller.add([make_photos(tmp_path / "photos", scenes=8)])
    qtbot.waitUntil(lambda: window.settled and window.copies.model.rowCount() >= 8, timeout=PATIENCE)
    window.copies.size_slider.setValue(320)
    view = window.copies.view
    view.point(0, 0)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert not view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    return window


def press(window: MainWindow, key: Qt.Key, qtbot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window.copies.view, key, CTRL)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def in_sight(window: MainWindow) -> bool:
    view = window.copies.view
    return view.viewport().rect().contains(view.tile_rect(view.currentIndex().row(), 0).center())


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_B])
def test_what_would_go_unseen_is_shown_before_it_is_decided_on(scrolled, qtbot, key):
    group, groups = scrolled.copies.view.current_group(), scrolled.copies.model.rowCount()
    press(scrolled, key, qtbot)
    assert scrolled.copies.model.rowCount() == groups
    assert in_sight(scrolled)
    assert scrolled.copies.view.current_group() is group
    assert "out of sight" in scrolled.banner.text
    press(scrolled, key, qtbot)
    assert scrolled.copies.model.row_of(group.id) is None


@pytest.mark.parametrize("command", ["tick", "untick"])
def test_what_is_ticked_is_brought_into_view(scrolled, qtbot, command):
    scrolled.copies.view.point(0, 1)
    view = scrolled.copies.view
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    before = scrolled.copies.ticks.ticked(view.current_group())
    scrolled.commands[command].trigger()
    assert scrolled.copies.ticks.ticked(view.current_group()) != before
    assert in_sight(scrolled)


def test_the_current_group_is_marked_though_something_else_has_the_keyboard(scrolled):
    scrolled.copies.size_slider.setValue(scrolled.copies.size_slider.minimum())
    view = scrolled.copies.view
    view.point(0, 0)
    scrolled.copies.search.setFocus()

    def edge(row: int) -> object:
        card = view.box(view.groups.index(row, 0)).card
        return view.viewport().grab().toImage().pixelColor(card.left() + card.width() // 2, card.top())

    row = next(
        row
        for row in range(1, 8)
        if view.viewport().rect().contains(QPoint(9, view.visualRect(view.groups.index(row, 0)).top()))
    )
    assert edge(0) != edge(row)
