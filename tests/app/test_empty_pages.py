"""A page with nothing to show says what to do, and gives the keyboard to what it offers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.core.task import Task
from tests.app.libraries import PATIENCE, session_of


def go_to(window: MainWindow, page: Page, qtbot) -> QWidget | None:
    """Goes to a page; answers what has the keyboard then."""
    window.navigation.go_to(page)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    return window.focusWidget()


def test_a_library_of_empty_folders_offers_to_add_another(open_window, tmp_path: Path, qtbot):
    (tmp_path / "empty").mkdir()
    with session_of(tmp_path / "library").open_pipeline() as pipeline:
        list(pipeline.update([tmp_path / "empty"], task=Task()))
    window = open_window()
    for page, shown in ((Page.LIBRARY, window.library), (Page.COPIES, window.copies)):
        assert go_to(window, page, qtbot) is shown.add_button
        assert shown.empty.heading == "No photos yet"
    go_to(window, Page.STACKS, qtbot)
    assert window.pages.stacks.head.line == ""


def test_enter_on_the_page_of_no_albums_begins_one(open_window, searched: Path, qtbot):
    window = open_window(session_of(searched / "library"))
    focused = go_to(window, Page.ALBUMS, qtbot)
    assert focused is window.pages.albums.begin_button
    assert not window.pages.albums.size_slider.isEnabled()
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert window.pages.albums.model.rowCount() == 1


def test_where_nothing_is_offered_no_key_changes_a_value(open_window, searched: Path, qtbot):
    window = open_window(session_of(searched / "library"))
    for page in (Page.DECISIONS, Page.FAILURES, Page.HISTORY):
        before = window.copies.strictness.currentIndex()
        qtbot.keyClick(go_to(window, page, qtbot), Qt.Key.Key_Down)
        assert window.copies.strictness.currentIndex() == before


def test_a_window_that_is_closed_goes_before_its_work_has_ended(open_window, searched: Path, qtbot, monkeypatch):
    window = open_window(session_of(searched / "library"))
    seen: list[bool] = []
    end = window.teaching.close

    def close(seconds: float) -> bool:
        seen.append(window.isVisible())
        return bool(end(seconds))

    monkeypatch.setattr(window.teaching, "close", close)
    window.close()
    assert seen == [False]
