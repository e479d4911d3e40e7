"""What people saw and should not have: cut names, pages that jump, success in yellow, "none" before all was read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QWidget

from photohash.app.folder_question import pictures_folder
from photohash.app.job_bar import BannerKind
from photohash.app.main_window import MainWindow
from photohash.app.models.failures import FailuresModel
from photohash.app.models.journal import JournalModel
from photohash.app.models.review import ReviewModel
from photohash.app.navigation import Page
from photohash.app.pages.frame import ElidedLabel, Head
from photohash.app.pages.size_slider import LARGEST, SMALLEST, SizeSlider
from photohash.app.theme import font
from photohash.core.task import Task
from photohash.library.store import Catalogue
from tests.app.desks import SENT, SMALL, Desk
from tests.app.libraries import PATIENCE, session_of
from tests.app.windows import places
from tests.library.actions.worlds import HARBOUR

SIZES = [(800, 600), (1440, 900), (2560, 1440)]


@pytest.mark.parametrize("size", SIZES)
def test_history_and_review_name_every_file_at_any_size(desk, size):
    desk.window.resize(*size)
    dialog = desk.review()
    table, metrics = dialog.table, QFontMetrics(font())
    for row in range(dialog.model.rowCount()):
        name = dialog.model.line(row).path.name
        room = table.columnWidth(ReviewModel.PHOTO) - 64
        assert metrics.horizontalAdvance(name) <= room, (size, name)
    desk.agree(dialog)
    dialog.reject()
    desk.window.commands["history"].trigger()
    desk.settle()
    tree, model = desk.window.history.tree, desk.window.history.model
    top = model.index(0, JournalModel.WHAT)
    for row in range(model.rowCount(top)):
        index = model.index(row, JournalModel.WHAT, top)
        assert metrics.horizontalAdvance(index.data()) <= tree.visualRect(index).width(), (size, index.data())


@pytest.mark.parametrize("size", [*SIZES, (1100, 720)])
def test_what_is_ticked_can_be_read_whole_at_any_size(desk, size):
    desk.window.resize(*size)
    desk.settle()
    bar = desk.window.copies.tick_bar
    lines = bar.findChildren(ElidedLabel)
    desk.qtbot.waitUntil(lambda: [line.text() for line in lines] == [line.full for line in lines], timeout=PATIENCE)
    assert all(bar.rect().contains(part.geometry()) for part in (bar.rule, bar.target, bar.tick_button, bar.button))


@pytest.mark.parametrize("size", SIZES)
def test_titles_are_whole_and_stand_at_one_place_on_every_page(furnished_window, tmp_path, qtbot, size):
    window = furnished_window
    window.resize(*size)
    found: dict[str, tuple[QPoint, int, int]] = {}
    for name, shown in places(window, qtbot, tmp_path):
        heads = [head for head in shown.findChildren(Head) if head.isVisible()]
        if shown is window and heads and name in set(Page) - {Page.SIMILAR, Page.MAP, Page.COMPARE}:
            [head] = heads
            title = next(part for part in head.findChildren(ElidedLabel) if part.property("role") == "title")
            assert title.text() == title.full, (name, size)
            top = title.mapTo(window, QPoint(0, 0))
            found[name] = top, title.height(), head.mapTo(window, QPoint(0, 0)).y()
    assert len(found) >= 6
    assert len(set(map(str, found.values()))) == 1, found


def test_a_reason_stands_beside_its_photo_on_a_large_screen(desk):
    desk.window.resize(2560, 1440)
    desk.settle()
    view = desk.window.copies.view
    for row in range(desk.window.copies.model.rowCount()):
        card = view.visualRect(desk.window.copies.model.index(row, 0))
        tiles = view.box(desk.window.copies.model.index(row, 0)).tiles
        right = max(tile.whole.right() for tile in tiles)
        assert card.right() - right < 200, "a card is no wider than its photos need"


@pytest.mark.parametrize(
    ("command", "kind"),
    [("not-duplicates", BannerKind.SUCCESS), ("keep-both", BannerKind.SUCCESS), ("tick-safe", BannerKind.INFO)],
)
def test_what_went_well_is_not_told_as_a_warning(desk, command, kind):
    desk.point(SENT)
    desk.trigger(command)
    assert desk.window.banner.isVisible()
    assert desk.window.banner.kind is kind


def test_what_was_put_away_and_taken_back_is_told_as_done(desk):
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.press(Qt.Key.Key_Z)
    assert desk.window.banner.isVisible()
    assert desk.window.banner.kind is BannerKind.SUCCESS
    assert (desk.photos / SMALL).exists()


def test_a_folder_that_was_treated_otherwise_is_told_as_done(desk):
    folder = desk.photos
    desk.window.folder_controller.protect(folder, on=True)
    desk.settle()
    assert desk.window.banner.kind is BannerKind.SUCCESS


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where dialogs for folders began to look; each is closed without a choice."""
    found: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str = "") -> str:
        found.append(start)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answer)
    return found


def test_dialogs_for_folders_never_open_in_the_working_directory(desk: Desk, asked: list[str]) -> None:
    window = desk.window
    bar = window.copies.tick_bar
    for box, word in ((bar.rule, "in:…"), (bar.target, "move:…")):
        box.activated.emit(box.findData(word))
    desk.point(SENT)
    desk.trigger("tick-folder")
    desk.trigger("rules")
    dialog = window.previews.dialog
    assert dialog is not None
    for row in range(dialog.offered.count()):
        if "folder" in dialog.offered.item(row).text():
            dialog.offered.setCurrentRow(row)
            dialog.add_button.click()
    dialog.reject()
    window.commands["add-folder"].trigger()
    assert len(asked) >= 5
    assert set(asked) == {str(pictures_folder()), str(desk.photos / "inbox")}


def cut_short(library: Path, photos: Path) -> None:
    """Reads a library in part: folders are known, and not all was looked at."""
    with session_of(library).open_pipeline() as pipeline:
        for _ in pipeline.update([photos], task=Task()):
            pass
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        catalogue.coverage().folders_came()


def test_no_page_says_none_before_all_is_read(
    open_window: Callable[..., MainWindow], photos: Path, tmp_path: Path, qtbot: Any
) -> None:
    cut_short(tmp_path / "library", photos)
    window = open_window(replace(session_of(tmp_path / "library"), watches=False))
    assert window.copies.unread
    words = "Not all folders were looked through yet."
    window.navigation.go_to(Page.STACKS)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert window.pages.stacks.empty.heading == "No stacks so far"
    assert words in window.pages.stacks.empty.sentence
    window.navigation.go_to(Page.LIBRARY)
    window.library.search.setText("no such name")
    qtbot.waitUntil(lambda: window.settled and window.library.empty.isVisible(), timeout=PATIENCE)
    assert words in window.library.empty.sentence
    assert words in window.library.head.line
    photo = window.first_photo()
    assert photo is not None
    window.navigation.open_photo(photo)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert words in window.photo.head.line
    said = [window.photo.model.index(row, 0).data() for row in range(window.photo.model.rowCount())]
    assert not any(str(text).startswith("Nothing else") for text in said)


def filtered_pages(desk: Desk) -> Iterator[tuple[Page, Any, Any]]:
    pages = desk.window.pages
    yield Page.COPIES, pages.copies, pages.copies.clear_button
    yield Page.LIBRARY, pages.library, pages.library.clear_button
    yield Page.DECISIONS, pages.decisions, pages.decisions.clear_button


def test_nothing_that_matches_can_be_cleared_on_every_page_that_filters(desk: Desk, qtbot: Any) -> None:
    desk.point(HARBOUR)
    desk.window.copies.search.setText("small")
    desk.window.copies.search.clear()
    desk.point("phone/tower.jpg")
    desk.press(Qt.Key.Key_D)
    for page, widget, button in filtered_pages(desk):
        desk.window.navigation.go_to(page)
        desk.press(Qt.Key.Key_F)
        qtbot.keyClicks(widget.search, "no such name")
        desk.settle()
        assert widget.empty.heading == "Nothing matches", page
        assert button.isVisible(), page
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        desk.settle()
        assert widget.search.text() == "", page
        assert not widget.empty.isVisible(), page


def test_an_open_page_follows_the_size_chosen_on_another(full_window, qtbot):
    window = full_window
    sliders = window.pages.findChildren(SizeSlider)
    assert len(sliders) >= 5
    window.navigation.go_to(Page.LIBRARY)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    before = window.library.grid.geometry_of_photos.cell.width()
    window.copies.size_slider.setValue(300)
    assert {slider.value() for slider in sliders} == {300}
    assert window.library.grid.geometry_of_photos.cell.width() > before
    assert window.copies.view.card_flow.sizes.tile > 200


@pytest.mark.parametrize("size", [QSize(800, 600), QSize(1440, 900)], ids=["800x600", "1440x900"])
def test_where_a_file_lies_that_could_not_be_read_is_told_at_any_width(full_window, qtbot, size):
    window, table = full_window, full_window.failures.table
    window.resize(size)
    window.navigation.go_to(Page.FAILURES)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    name = table.model().index(0, FailuresModel.NAME)
    folder = name.siblingAtColumn(FailuresModel.FOLDER)
    assert folder.data() == "photos"
    assert name.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "photos"
    if not table.isColumnHidden(FailuresModel.FOLDER):
        assert not table.files.folders
        return
    cell = table.visualRect(name)
    below = table.viewport().grab(cell.adjusted(0, cell.height() // 2, -cell.width() // 2, -4)).toImage()
    inks = {below.pixelColor(x, y).lightness() for x in range(below.width()) for y in range(below.height())}
    assert max(inks) - min(inks) > 100, "the folder is written under the name"


@pytest.mark.parametrize("chosen", [SMALLEST, 144, LARGEST])
def test_the_size_of_thumbnails_that_was_chosen_last_is_that_of_the_next_start(searched, open_window, tmp_path, chosen):
    shutil.copytree(searched / "library", tmp_path / "library")
    session = session_of(tmp_path / "library")
    session.settings.set("thumbnail-size", chosen)
    window = open_window(session)
    assert {slider.value() for slider in window.pages.findChildren(SizeSlider)} == {chosen}
    view = window.copies.view
    before = view.card_flow.sizes.tile
    view.show_size(chosen)
    assert view.card_flow.sizes.tile == before, "it was shown at that size already"
