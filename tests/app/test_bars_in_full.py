"""From 1024 pixels on no bar and no head shortens its words or cuts its controls, in whichever language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from photohash.app.language import Languages
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.pages.frame import ElidedLabel, Head
from tests.app.libraries import PATIENCE

WIDTHS = [1024, 1100, 1180, 1280, 1366, 1440, 1680, 1920]
TOP_PAGES = [Page.COPIES, Page.STACKS, Page.MAP, Page.LIBRARY, Page.DECISIONS, Page.FAILURES, Page.HISTORY]


@pytest.fixture(params=["en", "de"])
def speaking(request, qapp, open_window, searched, tmp_path) -> Iterator[MainWindow]:
    """A window on a small library that speaks one of the languages."""
    languages = Languages(qapp)
    languages.choose(request.param)
    shutil.copytree(searched / "library", tmp_path / "library")
    yield open_window()
    languages.clear()


def settle() -> None:
    """Lays everything out: a bar that is laid out anew makes room only the next time."""
    for _ in range(3):
        QApplication.processEvents()


def cut(bar: QWidget) -> list[str]:
    """What of a bar is not read whole."""
    shown = [part for part in (bar, *bar.findChildren(QWidget)) if part.isVisible()]
    found = [part.full for part in shown if isinstance(part, ElidedLabel) and part.text() != part.full]
    for part in shown:
        in_field = isinstance(part.parentWidget(), QLineEdit)
        if isinstance(part, QAbstractButton | QComboBox) and not in_field and part.width() < part.sizeHint().width():
            found.append(f"{type(part).__name__} {part.accessibleName()}")
        if isinstance(part, QLineEdit):
            words = part.fontMetrics().horizontalAdvance(part.placeholderText())
            found += [f"{part.placeholderText()} {part.width()} {words}"] if part.width() < words else []
        if part is not bar and part.parentWidget() is bar and part.geometry().right() > bar.width():
            found.append(f"{type(part).__name__} is cut off")
    return found


def test_the_bar_of_ticks(speaking, qtbot):
    bar = speaking.copies.tick_bar
    for command in ("untick-all", "tick-safe"):
        speaking.commands[command].trigger()
        for search in ("", "scene 1"):
            speaking.copies.search.setText(search)
            for width in WIDTHS:
                speaking.resize(width, 800)
                settle()
                assert cut(bar) == [], (width, command, search)
    speaking.copies.search.clear()
    for action in range(bar.target.count() - 1):
        bar.target.setCurrentIndex(action)
        for width in WIDTHS:
            speaking.resize(width, 800)
            settle()
            assert cut(bar) == [], (width, bar.target.currentText())


def test_the_height_of_the_bar_does_not_follow_the_ticks(speaking, qtbot):
    bar = speaking.copies.tick_bar
    for width in WIDTHS:
        speaking.resize(width, 800)
        heights = set()
        for command in ("untick-all", "tick-safe"):
            speaking.commands[command].trigger()
            settle()
            heights.add(bar.height())
        assert len(heights) == 1, width


@pytest.mark.parametrize("page", TOP_PAGES)
def test_the_head_and_the_controls_of_each_page(speaking, qtbot, page):
    speaking.navigation.go_to(page)
    qtbot.waitUntil(lambda: speaking.settled, timeout=PATIENCE)
    shown = speaking.pages.by_page[page]
    for width in WIDTHS:
        speaking.resize(width, 800)
        settle()
        for head in shown.findChildren(Head):
            assert cut(head) == [], width


def test_the_bars_of_compare(speaking, qtbot):
    speaking.compare_controller.compare_first()
    qtbot.waitUntil(lambda: speaking.settled, timeout=PATIENCE)
    page = speaking.pages.compare
    for width in WIDTHS:
        speaking.resize(width, 800)
        settle()
        for bar in (page.bar, page.view.bar):
            assert cut(bar) == [], width
