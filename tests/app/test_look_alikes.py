"""The pages of look-alikes in the real window, on a small real library with a small encoder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from photohash.app.main_window import MainWindow
from photohash.app.models.clusters import ClusterOrder, ClustersModel, ClusterTile, PlaneModel, TilesModel
from photohash.app.navigation import Location, Page
from photohash.app.pages.cluster_card import CardLines
from photohash.app.pages.stacks import StacksPage
from photohash.core.settings import Settings
from photohash.core.task import Task
from photohash.library.cluster_search import ClusterFound
from photohash.library.clusters import Level
from tests.app.libraries import PATIENCE, make_frames, session_of
from tests.app.pipelines import Patient
from tests.library.photos import save, scene

FRAMES = 12


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``photos`` and a ``library``: a stack of many, one of few, and photos like no other."""
    folder = tmp_path_factory.mktemp("look-alikes")
    make_frames(folder / "photos" / "harbour", 1, FRAMES)
    make_frames(folder / "photos" / "tower", 2, 3)
    for seed in (7, 8):
        save(scene(480, 320, seed=seed), folder / "photos" / f"alone {seed}.jpg")
    with session_of(folder / "library").open_pipeline() as pipeline:
        for _ in pipeline.update([folder / "photos"], task=Task()):
            pass
    return folder


@pytest.fixture
def window(open_window: Callable[[], MainWindow], scanned: Path, tmp_path: Path) -> MainWindow:
    shutil.copytree(scanned / "library", tmp_path / "library")
    return open_window()


def settle(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def showing(window: MainWindow, page: QWidget, qtbot) -> None:
    qtbot.waitUntil(lambda: window.settled and window.pages.currentWidget() is page, timeout=PATIENCE)


@pytest.fixture
def stacks(window: MainWindow, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    showing(window, window.pages.stacks, qtbot)
    return window.pages.stacks


def sizes(page) -> list[int]:
    return [len(page.model.cluster(row).photos) for row in range(page.model.rowCount())]


def test_stacks_are_cards_the_largest_first_and_nothing_is_ticked(stacks, window):
    assert sizes(stacks) == [FRAMES, 3]
    assert stacks.head.line == f"2 stacks with {FRAMES + 3} photos. 2 photos in none."
    assert window.sidebar.button(Page.STACKS).count == 2
    assert window.sidebar.button(Page.STACKS).isChecked()
    assert stacks.view.hasFocus()
    assert not any(window.copies.ticks.ticked(row.group) for row in window.copies.model.rows)
    said = stacks.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"{FRAMES} photos, harbour ")


def test_the_sharpest_is_marked_once_it_is_known(stacks, window, qtbot):
    cluster = stacks.model.cluster(1)
    qtbot.waitUntil(lambda: window.settled and window.look_alikes.best(cluster) is not None, timeout=PATIENCE)
    assert window.look_alikes.best(cluster) in cluster.photos


def test_the_sharpest_is_seen_at_any_width(stacks, window, qtbot):
    window.resize(800, 600)
    settle(window, qtbot)
    index = stacks.model.index(0)
    cluster = stacks.model.cluster(0)
    qtbot.waitUntil(lambda: stacks.view.best(cluster) is not None, timeout=PATIENCE)
    photos, seen = stacks.view.photos(index), stacks.view.box(index).photos
    assert set(photos) == set(cluster.photos)
    assert photos[0] == cluster.centre
    assert len(seen) < len(photos)
    assert stacks.view.best(cluster) in photos[: len(seen)]


def test_on_a_wide_page_two_cards_stand_side_by_side():
    lines = CardLines.of([14, 9, 3, 2], 2300, 144)
    assert lines.columns % 2 == 0
    assert lines.spans == (lines.columns // 2, lines.columns // 2, 3, 2)
    assert lines.lines == (0, 0, 1, 1)
    assert lines.card(1).right() <= 2300 - 24


def seen_on_first_card(stacks: StacksPage, qtbot: Any) -> tuple[int, ...]:
    """Its photos as they stand there once the sharpest is known, which may bring that one forward."""
    first = stacks.model.cluster(0)
    qtbot.waitUntil(lambda: stacks.view.best(first) is not None, timeout=PATIENCE)
    return stacks.view.photos(stacks.model.index(0))


def test_by_keyboard_from_photo_to_photo_and_from_cluster_to_cluster(stacks, window, qtbot):
    view, seen = stacks.view, seen_on_first_card(stacks, qtbot)
    assert view.current_photo() == stacks.model.cluster(0).centre
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current_photo() == seen[1]
    assert stacks.selected_photos() == stacks.model.cluster(0).photos
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_photo() in stacks.model.cluster(1).photos
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_photo() == stacks.model.cluster(1).centre
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    showing(window, window.photo, qtbot)
    assert window.photo.photo.id == stacks.model.cluster(1).centre


def test_a_click_opens_a_photo_and_the_count_of_the_rest_leads_to_the_map(stacks, window, qtbot):
    seen, box = seen_on_first_card(stacks, qtbot), stacks.view.box(stacks.model.index(0))
    qtbot.mouseClick(stacks.view.viewport(), Qt.MouseButton.LeftButton, pos=box.photos[1].center())
    showing(window, window.photo, qtbot)
    assert window.photo.photo.id == seen[1]
    window.navigation.back()
    showing(window, stacks, qtbot)
    box = stacks.view.box(stacks.model.index(0))
    assert box.more is not None
    qtbot.mouseClick(stacks.view.viewport(), Qt.MouseButton.LeftButton, pos=box.more.center())
    showing(window, window.pages.map, qtbot)
    assert window.pages.map.surroundings.cluster == stacks.model.cluster(0)


def test_levels_and_strictness_show_other_clusters_without_another_search(stacks, window, qtbot):
    qtbot.mouseClick(stacks.level.button(Level.SUBJECT), Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert "subject" in stacks.head.line
    assert window.pages.map.level.button(Level.SUBJECT).isChecked()
    loose = sum(sizes(stacks))
    stacks.strictness.slider.setFocus()
    qtbot.keyClick(stacks.strictness.slider, Qt.Key.Key_Home)
    settle(window, qtbot)
    assert stacks.strictness.strictness == 1e-6
    assert sum(sizes(stacks)) <= loose
    qtbot.keyClick(stacks.strictness.slider, Qt.Key.Key_End)
    settle(window, qtbot)
    assert stacks.strictness.strictness == 1e-4
    assert sum(sizes(stacks)) >= loose


def test_search_folder_and_clear(stacks, window, scanned, qtbot):
    qtbot.keyClicks(stacks.search, "tower")
    assert sizes(stacks) == [3]
    qtbot.keyClicks(stacks.search, " of babel")
    assert stacks.empty.isVisible()
    assert stacks.empty.heading == "Nothing matches"
    qtbot.mouseClick(stacks.clear_button, Qt.MouseButton.LeftButton)
    assert sizes(stacks) == [FRAMES, 3]
    stacks.set_folder(scanned / "photos" / "harbour")
    assert sizes(stacks) == [FRAMES]
    stacks.set_folder(scanned / "photos" / "harb")
    assert sizes(stacks) == []
    stacks.set_folder(None)
    assert sizes(stacks) == [FRAMES, 3]


@pytest.mark.parametrize("order", list(ClusterOrder))
def test_orders(stacks, order):
    stacks.order.setCurrentIndex(stacks.order.findData(order))
    assert sorted(sizes(stacks)) == [3, FRAMES]


def test_new_photos_join_while_the_page_is_shown(stacks, window, tmp_path, qtbot):
    make_frames(tmp_path / "more" / "bridge", 30, 4)
    window.scan_controller.add([tmp_path / "more"])
    qtbot.waitUntil(lambda: window.settled and sizes(stacks) == [FRAMES, 4, 3], timeout=PATIENCE)


def test_the_menu_has_commands_for_the_photo(stacks, window, qtbot):
    stacks.view.menu_wanted.emit(QPoint(5, 5))
    menu = next(found for found in QApplication.topLevelWidgets() if isinstance(found, QMenu) and found.isVisible())
    assert "Show on the map" in [action.text() for action in menu.actions()]
    menu.close()
    window.commands["copy-path"].trigger()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert QGuiApplication.clipboard().text() == str(stacks.path)
    window.commands["show-on-map"].trigger()
    showing(window, window.pages.map, qtbot)
    assert window.pages.map.asked == stacks.view.current_photo()


def test_the_map_shows_all_clusters_and_one_is_entered_and_left_by_keyboard(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.map
    showing(window, page, qtbot)
    tiles = page.plane.tiles
    indexes = [tiles.index(row, column) for row in range(tiles.rowCount()) for column in range(tiles.columnCount())]
    assert sorted(tiles.tile(index).photos for index in indexes) == [3, FRAMES]
    assert page.plane.hasFocus()
    qtbot.keyClick(page.plane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and page.surroundings is not None, timeout=PATIENCE)
    first = page.surroundings.cluster
    assert page.photos.tiles.rowCount() == len(first.photos)
    assert page.photos.hasFocus()
    assert page.selected_photos() == first.photos
    near = page.near.tiles
    assert near.rowCount() == 1
    assert page.alone.tiles.rowCount() == 2
    assert "alike" in near.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    page.near.setFocus()
    page.near.setCurrentIndex(near.index(0))
    qtbot.keyClick(page.near, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.settled and page.surroundings.cluster != first, timeout=PATIENCE)
    window.navigation.back()
    qtbot.waitUntil(lambda: window.settled and page.surroundings.cluster == first, timeout=PATIENCE)
    window.navigation.back()
    qtbot.waitUntil(lambda: window.settled and page.surroundings is None, timeout=PATIENCE)
    assert window.navigation.current == Location(Page.MAP)


def test_a_photo_like_no_other_is_on_the_map_with_what_is_nearest(window, stacks, qtbot):
    alone = stacks.alone[0]
    window.navigation.open_map(alone)
    page = window.pages.map
    qtbot.waitUntil(lambda: window.settled and page.surroundings is not None, timeout=PATIENCE)
    assert page.surroundings.cluster.photos == (alone,)
    assert {page.near.tiles.rowCount(), page.alone.tiles.rowCount()} == {1, 2}


def test_zooming_the_map(window, qtbot):
    window.navigation.open_map(None)
    plane = window.pages.map.plane
    showing(window, window.pages.map, qtbot)
    fitting = plane.cell
    qtbot.keyClick(plane, Qt.Key.Key_Minus)
    assert plane.cell < fitting
    qtbot.keyClick(plane, Qt.Key.Key_0)
    assert plane.cell == fitting


def test_the_page_of_a_photo_leads_to_its_stack(window, stacks, qtbot):
    window.navigation.open_photo(stacks.model.cluster(1).photos[2])
    showing(window, window.photo, qtbot)
    qtbot.waitUntil(window.photo.stack_button.isVisible, timeout=PATIENCE)
    assert window.photo.stack_button.text() == "In a stack of 3"
    qtbot.mouseClick(window.photo.stack_button, Qt.MouseButton.LeftButton)
    showing(window, window.pages.map, qtbot)
    assert window.pages.map.surroundings.cluster == stacks.model.cluster(1)


def test_one_size_of_thumbnails_for_both_pages_and_the_next_start(window, stacks, tmp_path):
    before = stacks.view.card_flow.columns
    stacks.size_slider.setValue(stacks.size_slider.maximum())
    assert stacks.view.card_flow.columns < before
    assert window.pages.map.size_slider.value() == stacks.size_slider.maximum()
    assert Settings(tmp_path / "library")["thumbnail-size"] == stacks.size_slider.maximum()


def test_an_empty_library_says_so(open_window, qtbot):
    window = open_window()
    window.navigation.go_to(Page.STACKS)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.pages.stacks.empty.heading == "No photos yet", timeout=PATIENCE)


@pytest.mark.parametrize("page", [Page.STACKS, Page.MAP])
def test_while_photos_are_read_an_empty_page_says_so(open_window, tmp_path, photos, qtbot, page):
    patient = Patient()
    window = open_window(session_of(tmp_path / "library", open_pipeline=patient))
    window.scan_controller.add([photos])
    window.navigation.go_to(page)
    empty = window.pages.by_page[page].empty
    qtbot.waitUntil(lambda: empty.heading == "Photos are still being read", timeout=PATIENCE)
    assert empty.isVisible()
    patient.let_go.set()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert empty.heading == "No photos yet"


def test_models_keep_to_the_rules_of_qt(qtbot):
    clusters = ClustersModel(lambda _photo: None)
    tiles, plane = TilesModel(lambda _photo: None), PlaneModel(lambda _photo: None)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (clusters, tiles, plane)
    ]
    found = [ClusterFound((2 * number, 2 * number + 1), (0, 1), frozenset()) for number in range(7)]
    clusters.show(found, {})
    clusters.search("nothing")
    clusters.search("")
    tiles.show([ClusterTile(number) for number in range(5)])
    plane.show(3, [ClusterTile(number, 2) for number in range(7)])
    assert (plane.rowCount(), plane.columnCount()) == (3, 3)
    assert plane.tile(plane.index(2, 1)) is None
    assert clusters.rowCount() == 7
    for tester in testers:
        tester.deleteLater()


def test_the_button_of_a_card_stands_on_it_at_any_width(stacks, window, qtbot):
    button, cards = stacks.album_button, [stacks.model.index(row) for row in range(stacks.model.rowCount())]

    def stands() -> bool:
        """On the current card, or that under the pointer, wherever that is."""
        return any(stacks.view.box(card).album.contains(button.geometry().center()) for card in cards)

    for width in (800, 1440, 800):
        window.resize(width, 700)
        qtbot.waitUntil(stands, timeout=PATIENCE)


@pytest.mark.parametrize("level", Level)
def test_one_click_makes_an_album_of_a_card(stacks, window, qtbot, level):
    stacks.level.button(level).click()
    qtbot.waitUntil(lambda: window.settled and stacks.model.rowCount() > 1, timeout=PATIENCE)
    button, cluster = stacks.album_button, stacks.model.cluster(1)
    stacks.view.setCurrentIndex(stacks.model.index(0))
    assert button.isVisible(), "it stands on the current card"
    assert button.accessibleName() == "Make an album of these photos"
    box = stacks.view.box(stacks.model.index(1))
    qtbot.mouseMove(stacks.view.viewport(), box.header.center())
    qtbot.waitUntil(lambda: box.album.contains(button.geometry().center()), timeout=PATIENCE)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.settled and bool(window.albums.albums), timeout=PATIENCE)
    (album,) = window.albums.albums
    assert album.photos == len(cluster.photos)
    assert window.banner.text == f"{len(cluster.photos)} photos added to {album.name}."
    with qtbot.waitSignal(window.albums.followed, timeout=PATIENCE):
        window.commands["undo"].trigger()
    qtbot.waitUntil(lambda: not window.albums.albums, timeout=PATIENCE)
