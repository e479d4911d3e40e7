"""Albums in the real window: made, named, filled, taken apart and undone, by mouse and by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from shiboken6 import isValid

from photohash.app.controllers.album_edits import filling
from photohash.app.main_window import MainWindow
from photohash.app.models.albums import AlbumsModel, FoundPhotosModel, SuggestionsModel
from photohash.app.navigation import Page
from photohash.app.pages.album_suggestions import LabelAnswer
from photohash.app.photo_drag import as_mime_data, photos_in
from photohash.core.task import Task
from photohash.library.albums.album import Album
from photohash.library.albums.suggestions import SuggestionWay
from photohash.library.store import Catalogue
from tests.app.libraries import PATIENCE, make_frames, session_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``photos`` and a ``library``: two subjects of eight photos each."""
    folder = tmp_path_factory.mktemp("albums")
    for name, seed in (("harbour", 1), ("tower", 2)):
        make_frames(folder / "photos" / name, seed, 8)
    with session_of(folder / "library").open_pipeline() as pipeline:
        for _ in pipeline.update([folder / "photos"], task=Task()):
            pass
    return folder


@pytest.fixture
def window(open_window: Callable[[], MainWindow], scanned: Path, tmp_path: Path) -> MainWindow:
    shutil.copytree(scanned / "library", tmp_path / "library")
    return open_window()


@pytest.fixture
def taught(open_window: Callable[[], MainWindow], scanned: Path, tmp_path: Path) -> MainWindow:
    """A window on a library with two albums of two photos each."""
    shutil.copytree(scanned / "library", tmp_path / "library")
    with Catalogue.open(tmp_path / "library", write=True) as catalogue:
        photos = catalogue.photos(catalogue.present()).values()
        found = {
            name: sorted(photo.digest for photo in photos if photo.files[0].path.parent.name == name)[:2]
            for name in ("harbour", "tower")
        }
        with catalogue.transaction():
            filling(found)(catalogue)
    return open_window()


def settle(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)


def press(window: MainWindow, qtbot: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Presses a key where the keyboard is."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window.focusWidget(), key, modifiers)
    settle(window, qtbot)


def albums(window: MainWindow) -> dict[str, int]:
    """What the library has, read anew."""
    with Catalogue.open(window.settings.folder, write=False) as catalogue:
        return {album.name: album.photos for album in catalogue.albums().all()}


def go_to(window: MainWindow, page: Page, qtbot: Any) -> None:
    window.navigation.go_to(page)
    settle(window, qtbot)


def open_album(window: MainWindow, name: str, qtbot: Any) -> None:
    album = next(one for one in window.albums.albums if one.name == name)
    window.navigation.open_album(album.id)
    settle(window, qtbot)


def name_album(window: MainWindow, name: str, qtbot: Any) -> None:
    fields = window.pages.albums.list.viewport().findChildren(QLineEdit)
    [field] = [one for one in fields if one.isVisible()]
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(field) and window.settled, timeout=PATIENCE)


def names(window: MainWindow, model: FoundPhotosModel, qtbot: Any) -> list[str]:
    """The folder of each photo in a list."""
    rows = range(model.rowCount())
    qtbot.waitUntil(lambda: all(model.tile(row) is not None for row in rows), timeout=PATIENCE)
    return [tile.caption for row in rows if (tile := model.tile(row)) is not None]


def test_an_empty_page_says_what_albums_are_for_and_the_first_is_made_by_keyboard(window, qtbot):
    press(window, qtbot, Qt.Key.Key_4, CTRL)
    page = window.pages.albums
    assert page.empty.isVisible()
    assert page.empty.sentence.startswith("Teach photohash what belongs together")
    assert page.begin_button.isVisible()
    assert page.folders_button.isVisible()
    press(window, qtbot, Qt.Key.Key_N, CTRL)
    name_album(window, "Cats", qtbot)
    assert albums(window) == {"Cats": 0}
    assert window.sidebar.button(Page.ALBUMS).count == 1
    assert window.banner.text == "The album Cats was made."
    press(window, qtbot, Qt.Key.Key_F2)
    name_album(window, "Dogs", qtbot)
    assert albums(window) == {"Dogs": 0}
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    assert albums(window) == {"Cats": 0}
    assert window.banner.text == "Undone: Renaming to Dogs"
    press(window, qtbot, Qt.Key.Key_Z, CTRL)
    assert albums(window) == {}
    press(window, qtbot, Qt.Key.Key_Y, CTRL)
    assert albums(window) == {"Cats": 0}


def test_a_new_album_without_a_name_goes_again_and_a_name_is_given_once(taught, qtbot):
    press(taught, qtbot, Qt.Key.Key_N, CTRL)
    [field] = taught.pages.albums.list.viewport().findChildren(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    settle(taught, qtbot)
    assert taught.pages.albums.model.rowCount() == 2
    press(taught, qtbot, Qt.Key.Key_N, CTRL)
    name_album(taught, "HARBOUR", qtbot)
    assert taught.banner.text == "There is an album harbour already. Choose another name."
    assert albums(taught) == {"harbour": 2, "tower": 2}


def test_albums_are_removed_and_come_back(taught, qtbot):
    go_to(taught, Page.ALBUMS, qtbot)
    taught.pages.albums.list.setFocus()
    taught.pages.albums.list.selectAll()
    press(taught, qtbot, Qt.Key.Key_Backspace, CTRL | SHIFT)
    assert albums(taught) == {}
    assert taught.pages.albums.empty.isVisible()
    press(taught, qtbot, Qt.Key.Key_Z, CTRL)
    assert albums(taught) == {"harbour": 2, "tower": 2}


def test_photos_are_added_from_all_photos_by_a_digit_a_name_and_the_last_album(taught, qtbot):
    go_to(taught, Page.LIBRARY, qtbot)
    taught.library.grid.selectAll()
    press(taught, qtbot, Qt.Key.Key_T)
    chooser = taught.album_filling.chooser
    qtbot.keyClicks(chooser.field, "tow")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settle(taught, qtbot)
    assert albums(taught) == {"harbour": 2, "tower": 16}
    assert taught.banner.text == "14 photos added to tower."
    press(taught, qtbot, Qt.Key.Key_Z, CTRL)
    assert albums(taught) == {"harbour": 2, "tower": 2}
    assert taught.commands["add-to-last-album"].text() == "Add to tower"
    press(taught, qtbot, Qt.Key.Key_T, SHIFT)
    assert albums(taught)["tower"] == 16
    press(taught, qtbot, Qt.Key.Key_Z, CTRL)
    press(taught, qtbot, Qt.Key.Key_T)
    qtbot.keyClick(taught.album_filling.chooser.field, Qt.Key.Key_2)
    settle(taught, qtbot)
    assert albums(taught) == {"harbour": 16, "tower": 2}
    press(taught, qtbot, Qt.Key.Key_T)
    qtbot.keyClicks(taught.album_filling.chooser.field, "All of it")
    qtbot.keyClick(taught.album_filling.chooser.field, Qt.Key.Key_Return)
    settle(taught, qtbot)
    assert albums(taught) == {"All of it": 16, "harbour": 16, "tower": 2}


def drop(widget: Any, photos: tuple[int, ...], at: QPoint) -> None:
    data, copy = as_mime_data(photos), Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, data, LEFT, PLAIN))
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, data, LEFT, PLAIN))


def test_selected_photos_are_dragged_onto_an_album_and_onto_the_side_bar(taught, qtbot, monkeypatch):
    go_to(taught, Page.LIBRARY, qtbot)
    grid, dragged = taught.library.grid, []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: dragged.append(photos_in(drag.mimeData())))
    grid.selectAll()
    first = grid.visualRect(grid.model().index(0, 0)).center()
    qtbot.mousePress(grid.viewport(), LEFT, PLAIN, first)
    qtbot.mouseMove(grid.viewport(), first + QPoint(60, 0))
    qtbot.mouseRelease(grid.viewport(), LEFT, PLAIN, first + QPoint(60, 0))
    assert dragged == [grid.selected_photos()]
    go_to(taught, Page.ALBUMS, qtbot)
    view = taught.pages.albums.list
    drop(view.viewport(), dragged[0], view.visualRect(view.model().index(1, 0)).center())
    settle(taught, qtbot)
    assert albums(taught) == {"harbour": 2, "tower": 16}
    drop(taught.sidebar.button(Page.ALBUMS), dragged[0][:3], QPoint(10, 10))
    qtbot.keyClicks(taught.album_filling.chooser.field, "New")
    qtbot.keyClick(taught.album_filling.chooser.field, Qt.Key.Key_Return)
    settle(taught, qtbot)
    assert albums(taught)["New"] == 3


def test_an_album_is_made_of_a_stack_with_one_key(window, qtbot):
    go_to(window, Page.STACKS, qtbot)
    press(window, qtbot, Qt.Key.Key_B, CTRL | SHIFT)
    assert list(albums(window).values()) == [8]
    assert next(iter(albums(window))) in ("harbour", "tower")


def test_photos_are_taken_out_of_an_album_and_put_back(taught, qtbot):
    open_album(taught, "tower", qtbot)
    page = taught.pages.album
    assert names(taught, page.model, qtbot) == ["tower", "tower"]
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_Home)
    press(taught, qtbot, Qt.Key.Key_Backspace)
    assert albums(taught)["tower"] == 1
    assert page.head.line == "1 photo"
    assert taught.banner.text == "1 photo removed from tower."
    press(taught, qtbot, Qt.Key.Key_Z, CTRL)
    assert page.model.rowCount() == 2


def test_a_key_is_about_a_suggestion_that_is_marked_and_seen(taught, qtbot):
    open_album(taught, "tower", qtbot)
    page, grid = taught.pages.album, taught.pages.album.labels.grid
    page.grid.setFocus()
    taught.resize(800, 480)
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > grid.height() // 2, timeout=PATIENCE)
    cell = grid.visualRect(page.labels.model.index(0))
    drawn = grid.viewport().grab(cell).toImage()
    assert taught.theme.colours["border_strong"].rgb() in {drawn.pixel(cell.width() // 2, y) for y in range(8)}
    bar.setValue(bar.maximum())
    press(taught, qtbot, Qt.Key.Key_Y)
    assert albums(taught)["tower"] == 2, "what was out of sight is shown first"
    press(taught, qtbot, Qt.Key.Key_Y)
    assert albums(taught)["tower"] == 3


def test_suggestions_are_answered_by_keyboard_alone_and_undone(taught, qtbot):
    open_album(taught, "tower", qtbot)
    page = taught.pages.album
    grid, model = page.labels.grid, page.labels.model
    before = model.rowCount()
    assert before
    assert set(names(taught, model, qtbot)[:3]) == {"tower"}
    page.grid.setFocus()
    for _ in range(12):
        if grid.hasFocus():
            break
        qtbot.keyClick(taught.focusWidget(), Qt.Key.Key_Tab)
    assert grid.hasFocus()
    first, second, third = (model.photo_id(row) for row in range(3))
    press(taught, qtbot, Qt.Key.Key_Y)
    assert albums(taught)["tower"] == 3
    assert first in page.model.ids
    assert grid.selected_photos() == (second,), "the next one has come up"
    press(taught, qtbot, Qt.Key.Key_N)
    assert second not in model.ids
    assert albums(taught)["tower"] == 3
    press(taught, qtbot, Qt.Key.Key_Return)
    assert third in page.model.ids
    for _ in range(3):
        press(taught, qtbot, Qt.Key.Key_Z, CTRL)
    assert taught.banner.text == "Undone: Adding of 1 photo to tower"
    assert albums(taught)["tower"] == 2
    assert {first, second, third} <= set(model.ids.tolist())


def test_all_up_to_one_and_those_selected_are_added_at_once(taught, qtbot):
    open_album(taught, "tower", qtbot)
    page = taught.pages.album
    grid, model = page.labels.grid, page.labels.model
    wanted = {model.photo_id(row) for row in range(3)}
    qtbot.mouseClick(grid.viewport(), LEFT, PLAIN, grid.button(2, LabelAnswer.ADD_SO_FAR).center())
    settle(taught, qtbot)
    assert wanted <= set(page.model.ids.tolist())
    assert albums(taught)["tower"] == 5
    grid.setFocus()
    grid.selectAll()
    chosen = grid.count_selected()
    assert page.labels.add_button.isVisible()
    qtbot.mouseClick(page.labels.not_button, LEFT)
    settle(taught, qtbot)
    assert chosen
    assert albums(taught)["tower"] == 5
    assert not set(grid.selected_photos())


def test_the_switch_shows_what_is_in_doubt(taught, qtbot):
    open_album(taught, "tower", qtbot)
    labels = taught.pages.album.labels
    qtbot.mouseClick(labels.buttons[SuggestionWay.DOUBT], LEFT)
    settle(taught, qtbot)
    assert labels.way is SuggestionWay.DOUBT
    assert labels.model.rowCount()
    assert labels.model.suggestion(0) is not None


def test_an_album_is_renamed_on_its_own_page(taught, qtbot):
    open_album(taught, "tower", qtbot)
    page = taught.pages.album
    press(taught, qtbot, Qt.Key.Key_F2)
    assert page.field.hasFocus()
    qtbot.keyClicks(page.field, "Towers")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    settle(taught, qtbot)
    assert albums(taught) == {"harbour": 2, "Towers": 2}


def test_subfolders_become_albums(window, scanned, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(scanned / "photos"))
    window.commands["folders-as-albums"].trigger()
    settle(window, qtbot)
    dialog = window.album_exchange.dialog
    assert [dialog.list.item(row).text() for row in range(2)] == [
        "harbour   (8 photo files)", "tower   (8 photo files)",
    ]  # fmt: skip
    assert dialog.make_button.text() == "Make 2 albums"
    dialog.make_button.click()
    settle(window, qtbot)
    assert albums(window) == {"harbour": 8, "tower": 8}
    window.commands["undo"].trigger()
    settle(window, qtbot)
    assert albums(window) == {}


def choose(window: MainWindow, command: str, words: str, qtbot: Any) -> None:
    """Chooses one of the ways that a command offers."""
    window.commands[command].trigger()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    settle(window, qtbot)


@pytest.mark.parametrize("way", ["From a table (CSV)…", "From folders of links…"])
def test_albums_go_out_as_csv_and_links_and_come_back(taught, tmp_path, qtbot, monkeypatch, way):
    path, links = tmp_path / "albums.csv", tmp_path / "links"
    links.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(links))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    for words in ("As a table (CSV)…", "As folders of links…"):
        choose(taught, "export-albums", words, qtbot)
    assert len(path.read_text().splitlines()) == 5
    assert len(list(links.glob("*/*"))) == 4
    go_to(taught, Page.ALBUMS, qtbot)
    taught.pages.albums.list.selectAll()
    taught.commands["remove-album"].trigger()
    settle(taught, qtbot)
    assert albums(taught) == {}
    choose(taught, "import-albums", way, qtbot)
    assert albums(taught) == {"harbour": 2, "tower": 2}


def test_teaching_is_asked_for_with_the_albums(taught, qtbot):
    with qtbot.waitSignal(taught.albums.teach_chosen, timeout=PATIENCE) as asked:
        taught.commands["teach"].trigger()
    assert asked.args == [tuple(album.id for album in taught.albums.albums)]


def test_what_is_said_while_something_else_writes_is_written_when_the_window_closes(taught, qtbot):
    taught.albums._writer._under_way = True  # as if the job had not ended
    taught.albums._writer._job.ended.disconnect(taught.albums._writer._go_on)
    taught.albums._writer._job.start(lambda *_: None, lambda _result: None)
    open_album_id = taught.albums.albums[0]
    taught.album_filling.add(open_album_id.id, open_album_id.name, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    taught.albums._writer._under_way = False
    taught.close()
    assert albums(taught)["harbour"] > 2


def test_the_models_keep_the_rules(qtbot, theme):
    model = AlbumsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Album(1, "a", 2, 2), Album(2, "b", 0, 0)])
    model.begin_draft()
    assert model.setData(model.index(0), "c")
    model.show([Album(1, "a", 2, 2)])
    assert not model.is_naming
    for kind in (FoundPhotosModel, SuggestionsModel):
        photos = kind(lambda _photo: None)
        QAbstractItemModelTester(photos, QAbstractItemModelTester.FailureReportingMode.Fatal)
        photos.show(FoundPhotosModel(lambda _photo: None).ids)
