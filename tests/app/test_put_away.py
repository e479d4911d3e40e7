"""Putting away photos that have no copy, through the window, on real files: asked in plain words, and back whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from photohash.app.models.review import NO_COPY, STAYS
from photohash.app.navigation import Page
from photohash.library.actions import EntryState
from photohash.library.store import Catalogue
from tests.app.desks import COPIES, Desk, lines
from tests.app.libraries import PATIENCE
from tests.library.actions.worlds import HARBOUR, TOWER, World, add_file
from tests.library.photos import save, scene

ALONE, BESIDE = "album/alone.jpg", "album/alone.xmp"
TOWERS = {TOWER, "phone/tower.jpg", "album/tower.mov", "phone/tower.mov"}


@pytest.fixture
def desk(open_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    """A window on a world with a photo more, which has no copy, and a sidecar beside it."""
    world = World(tmp_path)
    save(scene(96, 64, 9), world / ALONE)
    (world / BESIDE).write_bytes(b"<x/>")
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, world / ALONE, catalogue.roots().all()[0].id)
    return open_desk()


def choose(desk: Desk, *names: str) -> None:
    """Selects the photos in some files among all photos."""
    desk.window.navigation.go_to(Page.LIBRARY)
    grid, model = desk.window.library.grid, desk.window.library.model
    desk.qtbot.waitUntil(lambda: desk.window.settled and model.rowCount() > 0, timeout=PATIENCE)
    found: list[int] = []
    desk.window.reader.ask(
        lambda browser: [photo.id for name in names if (photo := browser.find(desk.photos / name))], found.extend
    )
    desk.qtbot.waitUntil(lambda: len(found) == len(names), timeout=PATIENCE)
    grid.selectionModel().clear()
    for photo in found:
        row = model.row_of(photo)
        assert row is not None
        grid.selectionModel().select(model.index(row), QItemSelectionModel.SelectionFlag.Select)


def test_it_is_asked_in_plain_words_and_goes_and_comes_back(desk):
    before = desk.tree()
    choose(desk, ALONE)
    desk.trigger("put-away")
    dialog = desk.dialog
    assert dialog is not None
    assert dialog.notes.text() == "This photo has no copy in your library: alone.jpg."
    assert dialog.words.startswith("Move 1 photo to the trash?")
    [line] = [dialog.model.line(row) for row in range(dialog.model.rowCount())]
    assert (line.relation, line.why) == (NO_COPY, "Has no copy in your library")
    assert [path.name for path in line.companions] == ["alone.xmp"]
    assert desk.tree() == before
    desk.agree(dialog)
    assert before.keys() - desk.tree().keys() == {ALONE, BESIDE}
    dialog.reject()
    desk.press(Qt.Key.Key_Z)
    assert desk.tree() == before


def test_enter_says_no(desk):
    before = desk.tree()
    choose(desk, ALONE)
    desk.trigger("put-away")
    desk.qtbot.keyClick(desk.dialog, Qt.Key.Key_Return)
    desk.settle()
    assert desk.dialog is None
    assert desk.tree() == before


def test_of_a_photo_that_is_chosen_beside_its_copy_a_copy_stays(desk):
    choose(desk, ALONE, "inbox/small.png")
    desk.trigger("put-away")
    assert lines(desk.dialog, desk.photos).keys() == {ALONE, "inbox/small.png"}
    assert desk.dialog.notes.text().splitlines()[0] == "This photo has no copy in your library: alone.jpg."
    desk.agree(desk.dialog)
    assert (desk.photos / HARBOUR).exists()
    with Catalogue.open(desk.photos.parent / "library", write=False) as catalogue:
        done = [entry for entry in catalogue.journal().newest(9) if entry.state is EntryState.DONE]
    assert {entry.path.name: entry.keeper is None for entry in done if entry.kind or not entry.keeper} == {
        "alone.jpg": True,
        "small.png": False,
    }
    desk.dialog.reject()


def test_where_all_copies_are_chosen_it_is_said_that_none_stays(desk):
    before = desk.tree()
    choose(desk, TOWER)
    desk.trigger("put-away")
    assert "no copy stays" in desk.dialog.notes.text()
    desk.agree(desk.dialog)
    assert before.keys() - desk.tree().keys() == TOWERS
    dialog = desk.dialog
    desk.qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    dialog.reject()
    assert desk.tree() == before


def test_on_the_page_of_copies_a_copy_always_stays(desk):
    desk.window.navigation.go_to(Page.COPIES)
    desk.settle()
    desk.point(TOWER)
    desk.trigger("put-away")
    assert lines(desk.dialog, desk.photos).keys() <= COPIES
    assert "no copy" not in desk.dialog.notes.text()
    desk.dialog.reject()


def test_it_becomes_no_link_and_that_is_said(desk):
    desk.choose(desk.window.copies.tick_bar.target, "hardlink")
    choose(desk, ALONE)
    desk.trigger("put-away")
    what, note = lines(desk.dialog, desk.photos)[ALONE]
    assert what == STAYS
    assert "nothing that a link could lead to" in note
    assert not desk.dialog.agree_button.isVisible()
    desk.dialog.reject()


def test_a_photo_changed_after_the_question_stays(desk):
    choose(desk, ALONE)
    desk.trigger("put-away")
    dialog = desk.dialog
    (desk.photos / ALONE).write_bytes(b"edited since")
    desk.agree(dialog)
    assert "1 photo could not be put away and stays where it is." in dialog.words
    assert (desk.photos / ALONE).read_bytes() == b"edited since"
    dialog.reject()
