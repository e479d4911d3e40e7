"""While something is scrolled only what is new is painted, and all is seen as if it had been painted anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from photohash.app.main_window import MainWindow
from photohash.app.models.groups import GroupRow, GroupsModel
from photohash.app.models.photos import PhotosModel, Tile
from photohash.app.models.ticks import Ticks
from photohash.app.navigation import Page
from photohash.app.pages.grid_view import PhotoGridView
from photohash.app.pages.group_view import GroupView
from photohash.app.pages.size_slider import LARGEST
from photohash.app.thumbnails import Thumbnails
from photohash.library.photo import Kind
from tests.app.libraries import PATIENCE, session_of
from tests.app.records import group, photo


def on_screen(view: QAbstractItemView) -> np.ndarray:
    """What a person sees of a view."""
    area = in_window(view)
    return pixels(
        QGuiApplication.primaryScreen().grabWindow(
            view.window().winId(), area.x(), area.y(), area.width(), area.height()
        )
    )


def painted_anew(view: QAbstractItemView) -> np.ndarray:
    """What all of a view looks like when it is painted."""
    return pixels(view.window().grab(in_window(view)))


def in_window(view: QAbstractItemView) -> QRect:
    return QRect(view.viewport().mapTo(view.window(), QPoint(0, 0)), view.viewport().size())


def pixels(shot: QPixmap) -> np.ndarray:
    image = shot.toImage().convertToFormat(shot.toImage().Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.parametrize("page", [Page.COPIES, Page.LIBRARY, Page.STACKS])
def test_what_was_scrolled_looks_as_if_painted_anew(
    open_window: Callable[..., MainWindow], alike: Path, searched: Path, tmp_path: Path, page: Page, qtbot
):
    shutil.copytree((alike if page is Page.STACKS else searched) / "library", tmp_path / "library")
    window = open_window()
    window.resize(760, 420)
    pages = window.pages
    view, slider = {
        Page.COPIES: (pages.copies.view, pages.copies.size_slider),
        Page.LIBRARY: (pages.library.grid, pages.library.size_slider),
        Page.STACKS: (pages.stacks.view, pages.stacks.size_slider),
    }[page]
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    window.navigation.go_to(page)
    slider.setValue(LARGEST)
    qtbot.waitUntil(lambda: window.settled and view.verticalScrollBar().maximum() > 100, timeout=PATIENCE)
    bar = view.verticalScrollBar()
    for value in (40, 97, 71, 33, bar.maximum(), bar.maximum() - 60):
        bar.setValue(value)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    for _ in range(3):  # all that is seen is at hand now
        bar.setValue(bar.value() - 11)
        qtbot.wait(20)
    qtbot.wait(50)  # what is to be painted has been
    seen, anew = on_screen(view), painted_anew(view)
    assert seen.shape == anew.shape
    assert np.abs(seen - anew).max() <= 2
    assert seen.std() > 5, "something is seen"


@pytest.fixture
def asked(thumbnails: Thumbnails, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The photos whose pictures were asked for, which is to say those that were painted."""
    found: set[int] = set()
    monkeypatch.setattr(thumbnails, "pixmap", lambda photo, box, ratio, large=False: found.add(photo.id))
    return found


@pytest.fixture
def thumbnails(searched: Path, dispatcher):
    made = Thumbnails(session_of(searched / "library").open_browser, dispatcher)
    yield made
    assert made.close(10.0)


def test_a_picture_that_came_is_painted_and_no_other(theme, thumbnails, asked, qtbot):
    model = GroupsModel()
    view = GroupView(model, Ticks(), theme, thumbnails)
    qtbot.addWidget(view)
    view.resize(900, 600)
    model.refresh([GroupRow.of(group(10 * number, Kind.RESIZED)) for number in range(1, 50)], settle=True)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: {10, 11, 20} <= asked, timeout=PATIENCE)
    qtbot.wait(20)
    asked.clear()
    thumbnails.photos_arrived.emit(frozenset({11, 490}))
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert asked == {11}, "one photo, and nothing of what is out of view"


def test_a_picture_that_came_into_the_grid_is_painted_and_no_other(theme, thumbnails, asked, qtbot):
    model = PhotosModel()
    model.show(Tile(photo(number)) for number in range(1, 400))
    view = PhotoGridView(model, theme, thumbnails, least=144)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: {1, 2, 3} <= asked, timeout=PATIENCE)
    qtbot.wait(20)
    asked.clear()
    thumbnails.photos_arrived.emit(frozenset({2, 399}))
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    assert asked == {2}
