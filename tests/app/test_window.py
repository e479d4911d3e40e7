"""A person's way through the window, on real files and a real library with a small encoder."""

import threading
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QListView, QWidget

from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.app.dialogs.help import HelpDialog
from photohash.app.dialogs.settings import SettingsDialog
from photohash.app.dialogs.shortcuts import ShortcutsDialog
from photohash.app.main import ExceptionHook
from photohash.app.main_window import MainWindow
from photohash.app.navigation import Page
from photohash.core.errors import ModelError
from photohash.core.resources import resource
from photohash.core.settings import Settings
from photohash.library.photo import Kind
from tests.app.libraries import PATIENCE, make_photos, session_of
from tests.app.pipelines import Faulty, Locked, Patient

Shown = TypeVar("Shown", bound=QDialog)


def click_tile(window: MainWindow, qtbot: Any, row: int, place: int) -> None:
    view = window.copies.view
    model = window.copies.model
    box = view.box(model.index(row))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.tiles[place].picture.center())


def click_grid(grid: QListView, qtbot: Any, row: int) -> None:
    where = grid.visualRect(grid.model().index(row, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)


def showing(window: MainWindow, page: QWidget, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: window.settled and window.pages.currentWidget() is page, timeout=PATIENCE)


def dropped_on(window: MainWindow, what: QMimeData) -> bool:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, what, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        assert window.drop.isVisible()
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, what, buttons, keys))
    assert not window.drop.isVisible()
    return enter.isAccepted()


def dialogs(kind: type[Shown]) -> list[Shown]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def test_the_first_start_offers_one_thing_to_do(window):
    assert window.pages.currentWidget() is window.welcome
    assert window.welcome.button.isVisible()
    assert window.welcome.button.hasFocus()
    assert not window.sidebar.isVisible()
    assert not window.banner.isVisible()


def test_choosing_a_folder_searches_it(window, photos, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(photos))
    qtbot.mouseClick(window.welcome.button, Qt.MouseButton.LeftButton)
    assert window.sidebar.isVisible()
    showing(window, window.copies, qtbot)
    groups = [window.copies.model.group(row) for row in range(window.copies.model.rowCount())]
    assert len(groups) == 3
    kinds = {member.kind for group in groups for member in group.members}
    assert {None, Kind.IDENTICAL, Kind.RESIZED, Kind.RE_ENCODED} <= kinds
    assert window.copies.head.line.startswith("7 copies in 3 groups")
    assert window.sidebar.button(Page.COPIES).count == 3
    assert window.sidebar.button(Page.LIBRARY).count == 9
    assert window.folders.folder(0).files == 10
    assert not window.banner.isVisible()


def test_what_is_not_read_is_told_once(window, photos, qtbot):
    (photos / "a.psd").write_bytes(b"psd")
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and window.banner.isVisible(), timeout=PATIENCE)
    assert "1 PSD" in window.banner.text
    window.scan_controller.again()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert not window.banner.isVisible()


def test_dropping_a_folder_searches_it(window, photos, qtbot):
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(photos))])
    assert dropped_on(window, what)
    showing(window, window.copies, qtbot)
    assert window.copies.model.rowCount() == 3


def test_what_is_neither_folder_nor_picture_cannot_be_dropped(window):
    what = QMimeData()
    what.setText("a text that names no file")
    assert not dropped_on(window, what)
    assert not window.scan_controller.running


def test_from_photo_to_photo_and_back(full_window, qtbot):
    window = full_window
    click_tile(window, qtbot, 0, 1)
    showing(window, window.photo, qtbot)
    first = window.photo.photo
    assert first.id == window.copies.model.group(0).members[1].photo.id
    qtbot.waitUntil(lambda: window.photo.picture.complete, timeout=PATIENCE)
    assert window.photo.facts.text("Path") == str(first.files[0].path)
    assert window.photo.facts.text("Dimensions") == f"{first.width} × {first.height}"
    kinds = [tile.kind for _, tile in window.photo.model.tiles()]
    assert set(kinds) <= {Kind.RESIZED, Kind.RE_ENCODED, Kind.SAME_PIXELS}
    click_grid(window.photo.grid, qtbot, 1)
    qtbot.waitUntil(lambda: window.settled and window.photo.photo.id != first.id, timeout=PATIENCE)
    second = window.photo.photo
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.settled and window.photo.photo.id == first.id, timeout=PATIENCE)
    window.commands["forward"].trigger()
    qtbot.waitUntil(lambda: window.settled and window.photo.photo.id == second.id, timeout=PATIENCE)
    window.navigation.back()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    showing(window, window.copies, qtbot)


def test_the_mouse_buttons_for_back_and_forward_work_everywhere(full_window, qtbot):
    window = full_window
    window.activateWindow()
    click_tile(window, qtbot, 1, 0)
    showing(window, window.photo, qtbot)
    where = window.photo.grid.viewport()
    for button, page in ((Qt.MouseButton.BackButton, window.copies), (Qt.MouseButton.ForwardButton, window.photo)):
        at = QPointF(5, 5)
        press = QMouseEvent(
            QEvent.Type.MouseButtonPress, at, where.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(where, press)
        showing(window, page, qtbot)


def test_how_large_the_library_is_comes_before_its_copies(full_window, qtbot):
    told = []
    full_window.reader.glanced.connect(lambda glance: told.append(glance.counts.photos))
    full_window.reader.snapshot_read.connect(lambda snapshot: told.append(snapshot.counts.photos))
    full_window.reader.begin()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    assert told[0] == told[1] > 0
    assert full_window.is_up


def test_groups_can_be_walked_by_keyboard(full_window, qtbot):
    window = full_window
    view = window.copies.view
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    row = view.currentIndex().row()
    expected = window.copies.model.group(row).members[1].photo.id
    assert view.current_member().photo.id == expected
    qtbot.keyClick(view, Qt.Key.Key_Return)
    showing(window, window.photo, qtbot)
    assert window.photo.photo.id == expected


def test_escape_empties_the_search_before_it_goes_back(full_window, qtbot):
    window = full_window
    window.commands["find"].trigger()
    qtbot.keyClicks(window.copies.search, "SCENE 2")
    assert window.copies.model.rowCount() == 1
    qtbot.keyClick(window.copies.search, Qt.Key.Key_Escape)
    assert window.copies.search.text() == ""
    assert window.copies.model.rowCount() == 3
    assert window.pages.currentWidget() is window.copies


def test_a_search_without_hits_says_so(full_window):
    full_window.copies.search.setText("no such name")
    assert full_window.copies.empty.isVisible()
    assert full_window.copies.empty.heading == "Nothing matches"


def test_all_photos_are_there_and_lead_on(full_window, qtbot):
    window = full_window
    qtbot.mouseClick(window.sidebar.button(Page.LIBRARY), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 9, timeout=PATIENCE)
    click_grid(window.library.grid, qtbot, 4)
    showing(window, window.photo, qtbot)
    assert window.photo.photo.id == window.library.model.tile(4).photo.id


def test_what_could_not_be_read_is_listed_copied_and_tried_again(window, photos, qtbot):
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    window.commands["failures"].trigger()
    showing(window, window.failures, qtbot)
    assert window.failures.model.failure(0).path == photos / "broken.jpg"
    qtbot.mouseClick(window.failures.copy_button, Qt.MouseButton.LeftButton)
    path, reason = QGuiApplication.clipboard().text().split("\t")
    assert path == str(photos / "broken.jpg")
    assert reason
    (photos / "broken.jpg").write_bytes((photos / "scene 1 again.jpg").read_bytes())
    qtbot.mouseClick(window.failures.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.settled and not window.failures.model.rowCount(), timeout=PATIENCE)
    assert window.failures.empty.isVisible()
    assert window.sidebar.button(Page.FAILURES).count == 0


def test_the_path_of_the_photo_under_the_keyboard_is_copied(full_window, qtbot):
    window = full_window
    qtbot.keyClick(window.copies.view, Qt.Key.Key_Right)
    window.commands["copy-path"].trigger()
    assert QGuiApplication.clipboard().text() == str(window.copies.view.current_member().path)


def test_a_library_that_is_there_opens_at_once(full_window):
    assert full_window.pages.currentWidget() is full_window.copies
    assert full_window.copies.model.rowCount() == 3
    assert not full_window.scan_controller.running


def test_pause_holds_the_search_and_cancel_ends_it(open_window, tmp_path, photos, qtbot):
    patient = Patient()
    window = open_window(session_of(tmp_path / "library", open_pipeline=patient))
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: "5 of 50" in window.job_bar.words, timeout=PATIENCE)
    assert window.job_bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.job_bar.words.endswith("paused"), timeout=PATIENCE)
    assert window.commands["pause"].text() == "Continue"
    window.commands["pause"].trigger()
    qtbot.waitUntil(lambda: not window.job_bar.words.endswith("paused"), timeout=PATIENCE)
    window.commands["stop"].trigger()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert not window.job_bar.isVisible()
    assert window.banner.text == "Stopped. Everything read so far is kept."
    assert window.banner.button.text() == "Continue"
    patient.let_go.set()
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert patient.runs == 2
    assert not window.banner.isVisible()


def test_a_folder_added_during_a_search_comes_next(open_window, tmp_path, photos, qtbot):
    patient = Patient()
    window = open_window(session_of(tmp_path / "library", open_pipeline=patient))
    window.scan_controller.add([photos])
    window.scan_controller.add([tmp_path / "more"])
    assert window.banner.text == "more comes next, when this search is done."
    patient.let_go.set()
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert patient.folders == [(photos,), (tmp_path / "more",)]


def test_trouble_in_the_world_is_told_in_a_calm_sentence(open_window, tmp_path, photos, qtbot):
    window = open_window(session_of(tmp_path / "library", open_pipeline=Locked))
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.settled and window.banner.isVisible(), timeout=PATIENCE)
    assert window.banner.text == Locked.SENTENCE
    assert not dialogs(ErrorReportDialog)


def test_a_fault_is_owned_up_to(open_window, tmp_path, photos, qtbot, expected_logs):
    expected_logs.expect("the library job failed")
    window = open_window(session_of(tmp_path / "library", open_pipeline=Faulty))
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: bool(dialogs(ErrorReportDialog)), timeout=PATIENCE)
    told = dialogs(ErrorReportDialog)[0]
    assert "ZeroDivisionError" in told.details
    assert "fault in photohash" in window.banner.text
    assert not window.scan_controller.running
    told.accept()


def test_closing_during_a_search_leaves_no_thread(open_window, tmp_path, photos, qtbot):
    window = open_window(session_of(tmp_path / "library", open_pipeline=Patient()))
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: "5 of 50" in window.job_bar.words, timeout=PATIENCE)
    window.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("photohash")] == []


def test_closing_during_a_real_search_loses_nothing(open_window, tmp_path, qtbot):
    photos = make_photos(tmp_path / "many", scenes=6)
    window = open_window()
    window.scan_controller.add([photos])
    qtbot.waitUntil(lambda: window.scan_controller.job.task.progress.done > 2, timeout=PATIENCE)
    window.close()
    again = open_window()
    again.scan_controller.again()
    qtbot.waitUntil(lambda: again.settled, timeout=PATIENCE)
    assert again.sidebar.button(Page.LIBRARY).count == 18
    assert again.copies.model.rowCount() == 6


def test_settings_take_effect_and_are_kept(full_window, tmp_path, qtbot):
    window = full_window
    window.commands["settings"].trigger()
    settings = dialogs(SettingsDialog)[0]
    settings.boxes["theme"].setCurrentIndex(settings.boxes["theme"].findData("dark"))
    assert window.theme.colours.name == "dark"
    settings.boxes["strictness"].setCurrentIndex(settings.boxes["strictness"].findData(1e-6))
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    settings.boxes["model"].setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    settings.reject()
    kept = Settings(tmp_path / "library")
    assert (kept["theme"], kept["strictness"], kept["model"]) == ("dark", 1e-6, "other")
    assert window.copies.strictness.label == "Strictness: strict"


def test_help_shows_every_document(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(dialogs(HelpDialog)), timeout=PATIENCE)
    shown = dialogs(HelpDialog)[0]
    titles, text = shown.titles, shown.text
    seen = set()
    for row in range(titles.count()):
        titles.setCurrentRow(row)
        assert text.toPlainText().startswith(titles.item(row).text())
        seen.add(text.source().fileName())
    assert seen == {document.name for document in resource("docs").glob("*.md")}
    shown.reject()


def test_the_shortcuts_are_a_key_away(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialogs(ShortcutsDialog)), timeout=PATIENCE)
    dialogs(ShortcutsDialog)[0].reject()


@pytest.mark.parametrize("page", [Page.COPIES, Page.LIBRARY, Page.DECISIONS, Page.FAILURES, Page.HISTORY])
def test_controls_have_names_for_screen_readers(full_window, page):
    full_window.navigation.go_to(page)
    nameless = [
        type(widget).__name__
        for widget in full_window.findChildren(object)
        if getattr(widget, "focusPolicy", lambda: Qt.FocusPolicy.NoFocus)() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName().startswith("qt_"))
    ]
    assert nameless == []


def test_a_protected_folder_is_marked(full_window, searched, qtbot):
    full_window.folder_controller.protect(searched / "photos", on=True)
    qtbot.waitUntil(lambda: full_window.settled and full_window.folders.folder(0).protected, timeout=PATIENCE)


def test_a_photo_that_vanished_leads_back(full_window, qtbot):
    full_window.navigation.open_photo(987_654)
    showing(full_window, full_window.copies, qtbot)
    assert full_window.banner.text == "This photo is no longer in the library."


def test_a_folder_that_is_not_there_is_told(window, tmp_path, qtbot):
    window.scan_controller.add([tmp_path / "gone"])
    qtbot.waitUntil(lambda: window.settled, timeout=PATIENCE)
    assert window.banner.text == f"{tmp_path / 'gone'} is not there. Nothing was searched there."
    assert window.pages.currentWidget() is window.welcome


def test_a_model_that_is_missing_is_told_and_the_window_stays(open_window, tmp_path):
    def no_model() -> Any:
        raise ModelError("There is no model moon. The models here are: dhida-lite0-256-copies.")

    window = open_window(replace(session_of(tmp_path / "library"), open_browser=no_model))
    assert window.banner.text.startswith("There is no model moon.")
    assert window.pages.currentWidget() is window.welcome


def test_a_fault_while_reading_the_library_is_told(open_window, tmp_path, expected_logs):
    expected_logs.expect("work in photohash-listing-0 failed")

    def faulty(model: Any, strictness: float) -> int:
        raise ZeroDivisionError

    window = open_window(replace(session_of(tmp_path / "library"), radius=faulty))
    assert "fault in photohash" in window.banner.text


def test_an_exception_on_the_main_thread_is_logged_and_shown(window, expected_logs):
    expected_logs.expect("unexpected exception")
    try:
        raise ZeroDivisionError("on the main thread")
    except ZeroDivisionError as error:
        ExceptionHook(window)(type(error), error, error.__traceback__)
    told = dialogs(ErrorReportDialog)[0]
    assert "on the main thread" in told.details
    told.accept()
