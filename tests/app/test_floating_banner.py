"""The banner floats over the page: nothing under the pointer moves when it comes or goes, and no control is covered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from tests.app.libraries import PATIENCE

LONG = "1,200 files were put away, and 14 could not be: their drive was unplugged while they were moved. " * 2
CONTROLS = QAbstractButton, QComboBox, QLineEdit


def go_to(window: MainWindow, page: Page, qtbot) -> None:
    if page is Page.SIMILAR:
        window.navigation.open_photo(window.first_photo() or 0)
    elif page is Page.COMPARE:
        window.compare_controller.compare_first()
    else:
        window.navigation.go_to(page)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def all_places(window: MainWindow) -> dict[QWidget, QRect]:
    page = window.pages.currentWidget()
    assert page is not None
    return {part: place(part, window) for part in (page, *page.findChildren(QWidget)) if part.isVisible()}


@pytest.mark.parametrize("size", [(800, 600), (1440, 900)])
@pytest.mark.parametrize("page", Page)
def test_nothing_moves_and_no_control_is_covered(furnished_window, qtbot, page, size):
    window = furnished_window
    window.resize(*size)
    go_to(window, page, qtbot)
    before = all_places(window)
    window.banner.say(LONG, "Undo", lambda: None)
    qtbot.waitUntil(lambda: window.banner.height() > 40, timeout=PATIENCE)
    assert all_places(window) == before
    over = place(window.banner, window)
    assert place(window.pages, window).contains(over)
    covered = [
        (part.objectName() or type(part).__name__, part.accessibleName(), before[part])
        for part in before
        if isinstance(part, CONTROLS) and before[part].intersects(over)
    ]
    assert covered == []
    assert window.childAt(over.center()) in (window.banner, *window.banner.findChildren(QWidget))
    window.banner.hide()
    assert all_places(window) == before


def test_it_keeps_clear_of_the_bar_of_ticks_whatever_its_height(full_window, qtbot):
    full_window.banner.say(LONG)
    bar = full_window.copies.tick_bar
    for size in [(800, 600), (1440, 900), (800, 600)]:
        full_window.resize(*size)
        qtbot.waitUntil(
            lambda: place(full_window.banner, full_window).bottom() < place(bar, full_window).top(), timeout=PATIENCE
        )
    full_window.banner.hide()


def test_tab_comes_to_it_before_the_page(full_window):
    full_window.banner.say(LONG, "Undo", lambda: None)
    full_window.banner.button.setFocus()
    full_window.focusNextChild()
    full_window.focusNextChild()
    assert full_window.copies.isAncestorOf(full_window.focusWidget())
    full_window.banner.hide()
