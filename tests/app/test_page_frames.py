"""What all pages have in common stands at the same place on each, and nothing of it is cut off."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSlider, QWidget

from photohash.app.folder_names import shortened
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.app.pages.frame import ElidedLabel
from photohash.app.pages.search_field import SearchField
from photohash.app.pages.size_slider import SizeSlider
from photohash.app.theme import font
from tests.app.libraries import PATIENCE, session_of
from tests.app.pipelines import Patient

TOP_PAGES = [Page.COPIES, Page.STACKS, Page.LIBRARY, Page.ALBUMS, Page.DECISIONS, Page.FAILURES, Page.HISTORY]
SIZES = [(800, 600), (1440, 900), (2560, 1440)]


def test_of_facts_and_clauses_whole_ones_are_left_out(theme):
    metrics = QFontMetrics(font())
    for mark in (" · ", "; "):
        text = mark.join(["1280 × 853", "239 KB", "25 %"])
        room = metrics.horizontalAdvance(text) - 1
        assert shortened(metrics, text, Qt.TextElideMode.ElideRight, room) == mark.join(["1280 × 853", "239 KB", "…"])
        assert shortened(metrics, text, Qt.TextElideMode.ElideRight, room + 1) == text


def go_to(window: MainWindow, page: Page, qtbot) -> QWidget:
    window.navigation.go_to(page)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    return window.pages.by_page[page]


def title(page: QWidget) -> ElidedLabel:
    (found,) = (made for made in page.findChildren(ElidedLabel) if made.property("role") == "title")
    return found


def place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", SIZES)
def test_title_and_controls_stand_at_the_same_place_on_every_page(full_window, qtbot, size):
    full_window.resize(*size)
    titles, sliders, searches = set(), set(), set()
    for page in TOP_PAGES:
        shown = go_to(full_window, page, qtbot)
        at = place(title(shown), full_window)
        titles.add((at.left(), at.top(), at.height()))
        sliders |= {place(made, full_window).getRect() for made in shown.findChildren(SizeSlider)}
        searches |= {place(made, full_window).center().y() for made in shown.findChildren(SearchField)}
    assert len(titles) == 1
    assert len(sliders) == 1
    assert len(searches) == 1


@pytest.mark.parametrize("size", SIZES)
def test_what_a_page_shows_begins_right_below_its_row_of_controls(full_window, qtbot, size):
    full_window.resize(*size)
    controls = {
        Page.STACKS: full_window.pages.stacks.level,
        Page.LIBRARY: full_window.library.filter.grouping,
        Page.MAP: full_window.pages.map.level,
    }
    tops = set()
    for page, control in controls.items():
        go_to(full_window, page, qtbot)
        at = place(control, full_window)
        tops.add((at.left(), at.top(), at.height()))
    assert len(tops) == 1


@pytest.mark.parametrize("page", TOP_PAGES)
def test_a_small_window_shows_the_title_and_the_field_in_full(full_window, qtbot, page):
    full_window.resize(800, 600)
    shown = go_to(full_window, page, qtbot)
    assert title(shown).text() == title(shown).full
    for field in shown.findChildren(SearchField):
        words = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert field.width() >= words + 40
    right = place(shown, full_window).right()
    for made in shown.findChildren(QWidget):
        if made.isVisible() and isinstance(made, QLineEdit | QSlider | QLabel):
            assert place(made, full_window).right() <= right, made


def test_a_large_window_leaves_no_gap_above_the_bar_of_ticks(full_window, qtbot):
    copies = full_window.copies
    for size in [(800, 600), (1440, 900), (800, 600)]:
        full_window.resize(*size)
        qtbot.waitUntil(lambda: full_window.settled, timeout=PATIENCE)
        qtbot.waitUntil(lambda: copies.view.geometry().bottom() + 1 == copies.tick_bar.geometry().top())


@pytest.mark.parametrize("size", SIZES[:2])
def test_nothing_moves_when_a_job_comes_and_goes(open_window, searched, tmp_path, qtbot, size):
    shutil.copytree(searched / "library", tmp_path / "library")
    patient = Patient()
    window = open_window(session_of(tmp_path / "library", open_pipeline=patient))
    window.resize(*size)

    def places() -> list[QRect]:
        QApplication.processEvents()
        fixed = (window.copies.tick_bar, window.copies.tick_bar.button, window.copies.view, window.status)
        return [place(widget, window) for widget in (*fixed, window.sidebar.list)]

    before = places()
    window.scan_controller.again()
    qtbot.waitUntil(lambda: "5 of 50" in window.job_bar.words, timeout=PATIENCE)
    assert window.job_bar.isVisible()
    assert places() == before
    patient.let_go.set()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert not window.job_bar.isVisible()
    assert places() == before


def test_the_map_belongs_to_the_look_alikes(full_window, qtbot):
    go_to(full_window, Page.MAP, qtbot)
    assert [page for page in TOP_PAGES if full_window.sidebar.button(page).isChecked()] == [Page.STACKS]


def test_a_line_goes_on_in_the_next_before_it_is_shortened(qtbot, theme):
    made = ElidedLabel("plain", most=2)
    qtbot.addWidget(made)
    wide = made.fontMetrics().horizontalAdvance("21 September 2019,") + 4
    made.resize(wide, 60)
    made.say("21 September 2019, 09:02")
    assert made.text() == "21 September 2019,\n09:02"
    assert made.toolTip() == ""
    made.say("21 September 2019, at nine in the morning, and two minutes")
    assert made.text().count("\n") == 1
    assert "…" in made.text()
    assert made.toolTip() == made.full
