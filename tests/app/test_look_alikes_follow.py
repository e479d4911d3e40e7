"""Look-alikes on the real window follow the library and stay where they were; the choice and the count are kept."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from photohash.app.controllers.look_alike_finder import _PATIENCE_MS
from photohash.app.controllers.session import LibrarySession
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.core.errors import LibraryError
from photohash.core.settings import Settings
from photohash.core.task import Task
from photohash.library.browse import Browser, Counts, Model
from photohash.library.clusters import Level
from tests.app.libraries import PATIENCE, RADIUS, make_frames, session_of
from tests.library.encoders import DifferenceEncoder


@pytest.fixture
def folder(alike: Path, tmp_path: Path) -> Path:
    """Photos of the test's own, and a library of them: two stacks, and a photo like no other."""
    shutil.copytree(alike / "photos", tmp_path / "photos")
    with session_of(tmp_path / "library").open_pipeline() as pipeline:
        for _ in pipeline.update([tmp_path / "photos"], task=Task()):
            pass
    return tmp_path


def sizes(window: MainWindow) -> list[int]:
    model = window.pages.stacks.model
    return [len(model.cluster(row).photos) for row in range(model.rowCount())]


def open_page(window: MainWindow, page: Page, qtbot: Any) -> None:
    window.navigation.go_to(page)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def search_again(window: MainWindow, qtbot: Any) -> None:
    """Looks at all folders again, once a search that is under way has ended: it would not begin another one."""
    qtbot.waitUntil(lambda: window.scan_controller.idle and not window.job.running, timeout=PATIENCE)
    window.scan_controller.again()


def test_an_open_page_follows_the_library_and_keeps_its_place(folder, open_window, qtbot):
    window = open_window()
    open_page(window, Page.STACKS, qtbot)
    view = window.pages.stacks.view
    assert sizes(window) == [6, 3]
    view.setCurrentIndex(window.pages.stacks.model.index(1))
    current = view.current_photo()
    make_frames(folder / "photos" / "bridge", 3, 4)
    search_again(window, qtbot)
    qtbot.waitUntil(lambda: sizes(window) == [6, 4, 3], timeout=PATIENCE)
    assert view.current_photo() == current
    assert window.sidebar.button(Page.STACKS).count == 3
    shutil.rmtree(folder / "photos" / "harbour")
    search_again(window, qtbot)
    qtbot.waitUntil(lambda: sizes(window) == [4, 3], timeout=PATIENCE)
    assert view.current_photo() == current


def test_an_open_map_follows_too(folder, open_window, qtbot):
    window = open_window()
    open_page(window, Page.MAP, qtbot)
    plane = window.pages.map.plane
    tiles = plane.tiles

    def centres() -> set[int]:
        cells = [tiles.index(row, column) for row in range(tiles.rowCount()) for column in range(tiles.columnCount())]
        return {tile.photo for cell in cells if (tile := tiles.tile(cell)) is not None}

    first = centres()
    assert len(first) == 2
    current = max(first)
    plane.setCurrentIndex(tiles.place_of(current))
    make_frames(folder / "photos" / "bridge", 3, 4)
    search_again(window, qtbot)
    qtbot.waitUntil(lambda: len(centres()) == 3, timeout=PATIENCE)
    assert window.pages.map.current_photo() == current
    window.navigation.open_map(current)
    qtbot.waitUntil(lambda: window.settled and window.pages.map.surroundings is not None, timeout=PATIENCE)
    make_frames(folder / "photos" / "gate", 4, 3)
    search_again(window, qtbot)
    qtbot.waitUntil(lambda: len(window.pages.map.surroundings.near) == 3, timeout=PATIENCE)
    assert window.pages.map.current_photo() == current


def test_level_and_strictness_are_those_of_the_last_time(alike_window, open_window, qtbot, tmp_path):
    open_page(alike_window, Page.STACKS, qtbot)
    page = alike_window.pages.stacks
    page.level.button(Level.SUBJECT).click()
    page.strictness.slider.setValue(page.strictness.slider.maximum())
    qtbot.waitUntil(lambda: alike_window.settled, timeout=PATIENCE)
    assert Settings(tmp_path / "library")["look-alikes-strictness"] == pytest.approx(1e-4)
    later = open_window()
    assert (later.look_alikes.level, later.look_alikes.strictness) == (Level.SUBJECT, pytest.approx(1e-4))
    assert later.pages.stacks.strictness.strictness == pytest.approx(1e-4)
    for shown in (later.pages.stacks, later.pages.map):
        assert shown.level.button(Level.SUBJECT).isChecked()


def test_the_count_is_there_before_the_page_is_opened_once_pairs_are_kept(alike_window, open_window, qtbot):
    assert alike_window.sidebar.button(Page.STACKS).count == 0
    open_page(alike_window, Page.STACKS, qtbot)
    later = open_window()
    assert later.navigation.current.page is Page.COPIES
    qtbot.waitUntil(lambda: later.sidebar.button(Page.STACKS).count == 2, timeout=PATIENCE)


class _Unreadable(Browser):
    """A view of a library in which clusters cannot be looked for."""

    def counts(self) -> Counts:
        if threading.current_thread().name.startswith("photohash-look-alikes"):
            raise LibraryError("The library is locked.")
        return super().counts()


class _Held(Browser):
    """A view of a library that holds whoever looks for clusters until it is let go."""

    let_go = threading.Event()

    def counts(self) -> Counts:
        if threading.current_thread().name.startswith("photohash-look-alikes"):
            assert self.let_go.wait(PATIENCE / 1000)
        return super().counts()


def reached(library: Path, browser: type[Browser]) -> LibrarySession:
    model = Model(DifferenceEncoder.model_id, {"1e-5": RADIUS})
    return replace(session_of(library), open_browser=lambda: browser(library, model))


def test_a_map_is_never_just_empty_and_has_its_answer_though_the_library_changes(alike, open_window, qtbot, tmp_path):
    shutil.copytree(alike / "library", tmp_path / "library")
    _Held.let_go.set()
    window = open_window(reached(tmp_path / "library", _Held))
    page = window.pages.map
    _Held.let_go.clear()
    window.navigation.go_to(Page.MAP)
    assert page.empty.isVisible()
    assert page.empty.heading == "Looking for look-alikes…"
    shown: list[object] = []
    window.look_alikes.plane_found.connect(shown.append)
    held = window.look_alikes._asked["plane"]
    for _ in range(2):  # as while a scan runs
        window.look_alikes.outdated.emit()
    assert held.wanted, "asked again and again, it would never be answered"
    _Held.let_go.set()
    qtbot.waitUntil(lambda: bool(shown) and window.settled, timeout=PATIENCE)
    assert page.plane.isVisible()
    assert page.plane.hasFocus()


def test_a_map_that_cannot_be_drawn_says_so(alike, open_window, qtbot, tmp_path):
    shutil.copytree(alike / "library", tmp_path / "library")
    window = open_window(reached(tmp_path / "library", _Unreadable))
    open_page(window, Page.MAP, qtbot)
    assert window.banner.text == "The library is locked."
    assert window.pages.map.empty.isVisible()
    assert window.pages.map.empty.heading == "The map cannot be drawn now"


@pytest.mark.parametrize("around", [False, True])
def test_a_map_that_takes_long_shows_the_level_that_was_chosen_on_it(alike, open_window, qtbot, tmp_path, around):
    shutil.copytree(alike / "library", tmp_path / "library")
    _Held.let_go.set()
    window = open_window(reached(tmp_path / "library", _Held))
    open_page(window, Page.MAP, qtbot)
    if around:
        window.navigation.open_map(window.pages.map.current_photo())
        qtbot.waitUntil(lambda: window.settled and window.pages.map.surroundings is not None, timeout=PATIENCE)
    answers: list[object] = []
    for answered in (window.look_alikes.plane_found, window.look_alikes.surroundings_found):
        answered.connect(answers.append)
    _Held.let_go.clear()
    window.pages.map.level.button(Level.SUBJECT).click()
    qtbot.wait(3 * _PATIENCE_MS)  # what waits for a slider to come to rest has had its turn
    _Held.let_go.set()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert len(answers) == 1
    assert not window.look_alikes.stale
    open_page(window, Page.STACKS, qtbot)
    assert window.sidebar.button(Page.STACKS).count == window.pages.stacks.model.rowCount()
