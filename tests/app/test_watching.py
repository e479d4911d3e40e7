"""The window watches: what comes, changes and goes on disk appears by itself, and nothing is in anybody's way."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from photohash.app.controllers.session import LibrarySession
from photohash.app.main_window import MainWindow
from photohash.app.models.folders import Folder
from photohash.core.errors import Cancelled
from photohash.core.task import Task
from photohash.library.store import Catalogue
from photohash.library.watch import Changes
from tests.app.desks import SMALL, Desk
from tests.app.libraries import PATIENCE, make_photos, session_of
from tests.app.pipelines import Patient
from tests.library.actions.worlds import build
from tests.library.photos import save, scene
from tests.library.scans import CancelledAt


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def session(library: Path) -> LibrarySession:
    return session_of(library, watches=True)


@pytest.fixture
def scanned(session: LibrarySession, photos: Path) -> Path:
    """The photos, in the library."""
    read(session, photos)
    return photos


@pytest.fixture
def watching(open_window: Callable[..., MainWindow], session: LibrarySession, scanned: Path) -> MainWindow:
    """A window that watches them, with nothing under way."""
    return open_window(session)


def read(session: LibrarySession, *folders: Path, task: Task | None = None) -> None:
    with session.open_pipeline() as pipeline:
        for _ in pipeline.update(folders, task=task or Task()):
            pass


def line(window: MainWindow) -> str:
    shown = window.watch_controller.line
    return shown.text() if shown.isVisible() else ""


def write_to(library: Path) -> None:
    """As another program would: fails at once where somebody holds the library."""
    Catalogue.open(library, write=True).close()


def test_it_says_quietly_that_it_watches_and_holds_no_library(watching, library, qtbot):
    assert line(watching) == "Watching one folder"
    assert not watching.job_bar.isVisible()
    write_to(library)


def test_a_new_photo_and_its_copy_appear_by_themselves(watching, scanned, qtbot):
    groups = watching.copies.model.rowCount()
    picture = scene(480, 320, seed=50)
    save(picture, scanned / "new.png")
    save(picture, scanned / "new again.jpg", quality=90)
    qtbot.waitUntil(lambda: watching.copies.model.rowCount() == groups + 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "new photo" in line(watching), timeout=PATIENCE)
    assert "just now" in line(watching)


def test_a_file_that_is_being_written_is_read_once_it_is_whole(watching, scanned, tmp_path, qtbot):
    whole = save(scene(480, 320, seed=51), tmp_path / "whole.jpg", quality=90).read_bytes()
    failures = watching.failures.model.rowCount()
    before = len(shown_files(watching))
    with (scanned / "slow.jpg").open("wb") as file:
        for part in range(0, len(whole), len(whole) // 4 + 1):
            file.write(whole[part : part + len(whole) // 4 + 1])
            file.flush()
            os.fsync(file.fileno())
            qtbot.wait(300)
    qtbot.waitUntil(lambda: len(shown_files(watching)) == before + 1, timeout=PATIENCE)
    assert watching.failures.model.rowCount() == failures


def test_what_is_deleted_goes(watching, scanned, qtbot):
    before = len(shown_files(watching))
    (scanned / "scene 2 small.jpg").unlink()
    qtbot.waitUntil(lambda: len(shown_files(watching)) == before - 1, timeout=PATIENCE)


def test_a_folder_that_is_unplugged_and_comes_back_is_noticed(watching, scanned, tmp_path, qtbot):
    scanned.rename(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: any(folder.offline for folder in folders(watching)), timeout=PATIENCE)
    save(scene(480, 320, seed=52), tmp_path / "elsewhere" / "taken meanwhile.png")
    photos = len(shown_files(watching))
    (tmp_path / "elsewhere").rename(scanned)
    qtbot.waitUntil(lambda: len(shown_files(watching)) == photos + 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not any(folder.offline for folder in folders(watching)), timeout=PATIENCE)


def test_what_changed_while_it_was_closed_is_looked_at_when_it_opens(open_window, session, scanned, qtbot):
    picture = scene(480, 320, seed=53)
    save(picture, scanned / "while closed.png")
    save(picture, scanned / "while closed again.jpg", quality=90)
    window = open_window(session)
    qtbot.waitUntil(lambda: window.copies.model.rowCount() == 4, timeout=PATIENCE)


def test_a_scan_that_was_cut_short_goes_on_when_the_window_opens(open_window, session, photos, qtbot):
    with pytest.raises(Cancelled):
        read(session, photos, task=CancelledAt(3))
    window = open_window(session)
    qtbot.waitUntil(lambda: window.copies.model.rowCount() == 3 and window.settled, timeout=PATIENCE)
    assert not window.copies.unread


def test_until_all_is_read_the_page_says_how_far_and_offers_to_go_on(open_window, session, photos, qtbot):
    with pytest.raises(Cancelled):
        read(session, photos, task=CancelledAt(3))
    window = open_window(replace(session, watches=False))
    page = window.copies
    assert page.empty.heading == "No copies so far"
    assert page.empty.sentence == "Not all folders were looked through yet."
    assert page.go_on.isVisible()
    page.go_on.setFocus()
    qtbot.keyClick(page.go_on, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and window.settled, timeout=PATIENCE)


def test_what_a_person_stops_stays_stopped_until_they_say_so(open_window, session, scanned, qtbot):
    pipeline = Patient()
    window = open_window(replace(session, open_pipeline=pipeline, watches=False))
    window.scan_controller.again()
    qtbot.waitUntil(lambda: pipeline.runs == 1, timeout=PATIENCE)
    window.commands["stop"].trigger()
    qtbot.waitUntil(lambda: not window.job.running, timeout=PATIENCE)
    assert window.banner.text == "Stopped. Everything read so far is kept."
    window.scan_controller.notice(Changes(everything=True))
    qtbot.wait(600)
    assert (pipeline.runs, window.job.running) == (1, False)
    pipeline.let_go.set()
    window.banner.button.click()
    qtbot.waitUntil(lambda: pipeline.runs == 2 and window.settled, timeout=PATIENCE)


def test_another_program_that_writes_is_waited_for(watching, library, scanned, qtbot):
    before = len(shown_files(watching))
    with Catalogue.open(library, write=True):
        save(scene(480, 320, seed=54), scanned / "new.png")
        qtbot.waitUntil(lambda: watching.scan_controller._soon.isActive(), timeout=PATIENCE)
        qtbot.wait(500)
        assert not watching.banner.isVisible()
    qtbot.waitUntil(lambda: len(shown_files(watching)) == before + 1, timeout=PATIENCE)


def test_what_another_program_reads_is_seen_within_seconds(watching, session, tmp_path, qtbot):
    before = watching.copies.model.rowCount()
    other = make_photos(tmp_path / "other", scenes=2)
    for number, path in enumerate(sorted(other.glob("scene*"))):
        path.write_bytes(path.read_bytes() + bytes([number]))
    program = threading.Thread(target=read, args=(session, other))
    program.start()
    qtbot.waitUntil(lambda: watching.folders.rowCount() == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: line(watching) == "Watching 2 folders", timeout=PATIENCE)
    program.join()
    qtbot.waitUntil(lambda: watching.copies.model.rowCount() == before, timeout=PATIENCE)


def test_a_second_window_sees_what_the_first_decides(open_window, session, scanned, qtbot):
    first, second = open_window(session), open_window(session)
    assert second.copies.model.rowCount() == first.copies.model.rowCount() == 3
    view = first.copies.view
    view.setFocus()
    view.setCurrentIndex(first.copies.model.index(0, 0))
    first.review_controller.look()
    first.commands["not-duplicates"].trigger()
    qtbot.waitUntil(lambda: second.copies.model.rowCount() == 2, timeout=PATIENCE)


class TestReview:
    @pytest.fixture
    def desk(self, open_window: Callable[..., MainWindow], home: Path, tmp_path: Path, qtbot: Any) -> Desk:
        world = build(tmp_path)
        return Desk(open_window(session_of(tmp_path / "library", watches=True)), world.photos, qtbot)

    def test_copies_are_reviewed_and_put_away_while_it_watches(self, desk, tmp_path, qtbot):
        desk.choose(desk.window.copies.tick_bar.target, "quarantine")
        dialog = desk.review()
        save(scene(480, 320, seed=55), desk.photos / "inbox" / "came meanwhile.png")
        desk.agree(dialog)
        assert SMALL not in desk.tree()
        dialog.close()
        qtbot.waitUntil(
            lambda: "came meanwhile.png" in {path.name for path in shown_files(desk.window)}, timeout=PATIENCE
        )

    def test_a_look_in_the_background_makes_way_for_a_decision(self, desk, qtbot, tmp_path):
        window = desk.window
        window.job.start(lambda task, committed: task.sleep(60), window.scan_controller._end_quietly, gives_way=True)
        window.scan_controller._under_way = True
        desk.point(SMALL)
        window.review_controller.look()
        desk.trigger("not-duplicates")
        with session_of(tmp_path / "library").open_browser() as browser:
            assert browser.decisions()


def folders(window: MainWindow) -> list[Folder]:
    model = window.folders
    found = (model.folder_at(model.index(row)) for row in range(model.rowCount()))
    return [folder for folder in found if folder is not None]


def shown_files(window: MainWindow) -> list[Path]:
    with session_of(window.settings.folder).open_browser() as browser:
        return [file.path for photo in browser.photos(browser.photo_ids()) for file in photo.files]


def test_a_window_that_does_not_watch_says_nothing_of_it(open_window, session, scanned):
    assert line(open_window(replace(session, watches=False))) == ""
