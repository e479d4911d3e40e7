"""Putting copies away through the window, on real files: the whole tree before, after, and after the way back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from photohash.app.controllers.actions import ActionReport
from photohash.app.dialogs.review import result_in_words
from photohash.app.models.journal import JournalModel
from photohash.app.models.review import STAYS
from photohash.app.navigation import Page
from photohash.core.formatting import size_in_words
from photohash.core.settings import Settings
from photohash.library.actions import Target
from tests.app.desks import COPIES, PHONE, SENT, SMALL, TRAVELLING, TWIN, lines
from tests.app.libraries import PATIENCE, session_of
from tests.app.pipelines import Patient
from tests.library.actions.worlds import HARBOUR, TOWER, Look, tree


def test_what_is_safe_is_ticked_and_what_it_frees_is_in_sight(desk):
    assert desk.ticked() == COPIES
    octets = size_in_words(sum((desk.photos / name).stat().st_size for name in COPIES))
    assert desk.window.copies.tick_bar.words == f"4 photos ticked: {octets} freed when you empty the trash"
    desk.trigger("untick-all")
    assert desk.window.copies.tick_bar.words.startswith("No photo ticked")
    desk.press(Qt.Key.Key_Return)
    assert desk.dialog is None
    assert desk.window.banner.text.startswith("No photo is ticked, so there is nothing to review.")
    desk.trigger("tick-safe")
    assert desk.ticked() == COPIES


def test_ticks_are_changed_by_mouse_and_keyboard(desk, qtbot):
    view = desk.window.copies.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=desk.tick_box(PHONE))
    assert desk.ticked() == COPIES - {PHONE}
    assert desk.window.pages.currentWidget() is desk.window.copies
    desk.point(SENT)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.ticked() == COPIES - {PHONE, SENT}
    desk.press(Qt.Key.Key_T)
    assert desk.ticked() == COPIES - {PHONE}
    row, _ = desk.row(SENT)
    spoken = desk.window.copies.model.data(desk.window.copies.model.index(row, 0))
    assert "harbour sent.jpg re-encoded ticked" in spoken


def test_only_groups_in_view_are_acted_on(desk):
    desk.window.copies.search.setText("TOWER")
    assert desk.window.copies.tick_bar.words.startswith("1 photo ticked in the groups shown")
    assert lines(desk.review(), desk.photos).keys() == {PHONE}
    desk.dialog.reject()


def beside_the_library(folder: Path) -> dict[str, dict[str, Look]]:
    """Everything but the library, in which small pictures are being made meanwhile."""
    return {path.name: tree(path, hidden=True) for path in folder.iterdir() if path.name != "library"}


def test_looking_changes_nothing(desk, tmp_path):
    before = beside_the_library(tmp_path)
    dialog = desk.review()
    assert lines(dialog, desk.photos) == dict.fromkeys(COPIES, ("To the trash", ""))
    assert "Nothing is touched yet." in dialog.words
    assert dialog.agree_button.text() == "Move 4 photos to the trash"
    dialog.reject()
    desk.settle()
    assert beside_the_library(tmp_path) == before


@pytest.mark.parametrize("to", ["trash", "quarantine", "move"])
def test_copies_go_away_and_come_back_exactly(desk, tmp_path, monkeypatch, to):
    before = desk.tree()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    bar = desk.window.copies.tick_bar
    desk.choose(bar.target, "move:…" if to == "move" else to)
    dialog = desk.review()
    desk.agree(dialog)
    assert dialog.words.startswith("4 photos moved")
    after = {name: look for name, look in desk.tree().items() if not name.startswith(".photohash")}
    assert before.keys() - after.keys() == COPIES | TRAVELLING
    assert after.keys() - before.keys() == {"album/harbour.jpg.xmp"}
    assert all(after[name] == before[name] for name in after.keys() & before.keys())
    assert desk.window.copies.model.rowCount() == 0
    desk.qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert dialog.words.startswith("Everything is back in its place")
    dialog.reject()
    assert desk.tree() == before
    assert list(elsewhere.iterdir()) == []
    assert desk.ticked() == COPIES


@pytest.mark.parametrize("to", ["hardlink", "symlink"])
def test_byte_identical_copies_become_links_and_files_again(desk, to):
    before = desk.tree()
    copy, keeper = desk.photos / TWIN, desk.photos / HARBOUR
    bar = desk.window.copies.tick_bar
    desk.choose(bar.target, to)
    assert "2 can become links" in bar.words
    dialog = desk.review()
    said = lines(dialog, desk.photos)
    assert {name for name, (what, _) in said.items() if what == STAYS} == {SENT, SMALL}
    desk.agree(dialog)
    assert copy.samefile(keeper)
    assert copy.is_symlink() == (to == "symlink")
    after = desk.tree()
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= {TWIN, HARBOUR, PHONE, TOWER}
    dialog.reject()
    desk.press(Qt.Key.Key_Z)
    assert desk.window.banner.text.endswith("Everything is back in its place.")
    assert desk.window.banner.kind == "success"
    assert desk.tree() == before


def test_a_file_that_changed_is_refused_listed_and_ticked_still(desk, open_desk):
    changed = desk.photos / SMALL
    changed.write_bytes(changed.read_bytes() + b"more")
    dialog = desk.review()
    what, note = lines(dialog, desk.photos)[SMALL]
    assert what == STAYS
    assert note.startswith("Has changed since it was last looked at")
    assert dialog.agree_button.text() == "Move 3 photos to the trash"
    desk.agree(dialog)
    assert "1 photo could not be put away and is still ticked." in dialog.words
    assert lines(dialog, desk.photos)[SMALL] == (what, note)
    assert dialog.model.line(0).path == changed
    dialog.reject()
    assert changed.exists()
    assert desk.ticked() == {SMALL}
    desk.window.close()
    again = open_desk()
    assert again.ticked() == {SMALL}
    _, member = again.row(SMALL)
    assert "has changed" in again.window.copies.ticks.problem(member)


def test_controls_of_the_review_have_names_for_screen_readers(desk):
    dialog = desk.review()
    nameless = [
        type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    dialog.reject()


def test_nothing_to_do_is_said_and_no_button_offers_it(desk):
    for name in COPIES:
        (desk.photos / name).write_bytes(b"something else")
    before = desk.tree()
    dialog = desk.review()
    assert dialog.words.startswith("Nothing can be done")
    assert not dialog.agree_button.isVisible()
    assert dialog.close_button.hasFocus()
    dialog.reject()
    assert desk.tree() == before


def test_the_last_good_copy_cannot_be_ticked(desk, qtbot):
    view = desk.window.copies.view
    desk.point(TOWER)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.ticked() == COPIES
    desk.point(PHONE)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    desk.point(TOWER)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.ticked() == (COPIES - {PHONE}) | {TOWER}
    desk.agree(desk.review())
    desk.dialog.reject()
    assert not (desk.photos / TOWER).exists()
    assert (desk.photos / PHONE).exists()


def test_protected_photos_are_never_ticked_and_say_why(desk, qtbot):
    desk.window.scan_controller.add([], [desk.photos / "phone"])
    desk.settle()
    assert desk.ticked() == COPIES - {PHONE}
    row, member = desk.row(PHONE)
    group = desk.window.copies.model.group(row)
    assert "protected folder" in desk.window.copies.ticks.obstacle(group, member)
    desk.point(PHONE)
    qtbot.keyClick(desk.window.copies.view, Qt.Key.Key_Space)
    assert desk.ticked() == COPIES - {PHONE}


def test_what_only_a_copy_knows_is_shown_and_kept_only_if_wanted(desk):
    dialog = desk.review()
    row = next(row for row in range(dialog.model.rowCount()) if dialog.model.line(row).differences)
    dialog.table.selectRow(row)
    assert dialog.model.line(row).path == desk.photos / SENT
    assert [one.field for one in dialog.model.line(row).differences] == ["rating", "keywords"]
    assert "sea, boats" in dialog.comparison.differences
    assert dialog.rescue.isVisible()
    dialog.rescue.setChecked(False)
    desk.agree(dialog)
    dialog.reject()
    assert not (desk.photos / "album/harbour.jpg.xmp").exists()


def test_a_rule_chooses_the_keeper_and_is_remembered(desk, open_desk):
    assert desk.row(HARBOUR)[1].keeper
    desk.choose(desk.window.copies.tick_bar.rule, "newest")
    assert desk.row(SENT)[1].keeper, "the newest of those that hold all that the keeper does"
    assert desk.row(SMALL)[1].reason == "was not compared with the one to keep"
    assert desk.ticked() == {HARBOUR, TWIN, TOWER}
    desk.window.close()
    again = open_desk()
    assert again.window.copies.tick_bar.rule.word == "newest"
    assert again.row(SENT)[1].keeper


def test_photos_in_a_folder_can_be_preferred(desk, monkeypatch):
    rule = desk.window.copies.tick_bar.rule
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    desk.choose(rule, "in:…")
    assert rule.word == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(desk.photos / "phone"))
    desk.choose(rule, "in:…")
    assert rule.currentText() == "In phone"
    assert desk.row(PHONE)[1].keeper
    assert TOWER in desk.ticked()


def test_another_one_can_be_kept_by_hand(desk):
    desk.point(PHONE)
    desk.trigger("keep-this")
    _, kept = desk.row(PHONE)
    assert kept.keeper
    assert kept.reason == "was chosen by you"
    desk.agree(desk.review())
    desk.dialog.reject()
    assert (desk.photos / PHONE).exists()
    assert not (desk.photos / TOWER).exists()


def test_what_was_chosen_by_hand_is_remembered_and_can_be_taken_back(desk, open_desk, qtbot):
    desk.point(PHONE)
    desk.trigger("keep-this")
    assert desk.window.banner.text == "tower.jpg is kept, whatever the rule says."
    desk.window.close()
    again = open_desk()
    assert again.row(PHONE)[1].keeper
    again.choose(again.window.copies.tick_bar.rule, "oldest")
    assert again.row(PHONE)[1].keeper
    again.point(TOWER)
    again.trigger("keep-this")
    assert again.row(TOWER)[1].reason == "was chosen by you"
    qtbot.mouseClick(again.window.banner.button, Qt.MouseButton.LeftButton)
    again.settle()
    assert again.row(PHONE)[1].keeper
    with session_of(again.photos.parent / "library").open_browser() as browser:
        assert {path for path, _ in browser.chosen_keepers()} == {again.photos / PHONE}


def test_a_choice_during_a_search_counts_at_once_and_is_written_after_it(open_desk, tmp_path):
    patient = Patient()
    desk = open_desk(session_of(tmp_path / "library", open_pipeline=patient))
    for name in (PHONE, TOWER):
        desk.point(name)
        desk.trigger("keep-this")
    desk.window.scan_controller.again()
    desk.qtbot.waitUntil(lambda: "5 of 50" in desk.window.job_bar.words, timeout=PATIENCE)
    desk.point(PHONE)
    desk.window.commands["keep-this"].trigger()
    desk.qtbot.waitUntil(lambda: desk.row(PHONE)[1].keeper, timeout=PATIENCE)
    with session_of(tmp_path / "library").open_browser() as browser:
        assert {path for path, _ in browser.chosen_keepers()} == {desk.photos / TOWER}
    patient.let_go.set()
    desk.settle()
    with session_of(tmp_path / "library").open_browser() as browser:
        assert {path for path, _ in browser.chosen_keepers()} == {desk.photos / PHONE}
    assert desk.row(PHONE)[1].keeper


def test_several_rules_of_the_settings_are_in_sight(open_desk, tmp_path):
    Settings(tmp_path / "library").set("keep", "shortest-path,newest")
    assert open_desk().window.copies.tick_bar.rule.currentText() == "Shortest path, then newest file"


def test_photos_that_are_no_duplicates_are_not_offered_again(desk, open_desk, qtbot):
    desk.point(HARBOUR)
    desk.trigger("not-duplicates")
    assert desk.ticked() == {PHONE}
    assert desk.window.copies.view.verticalScrollBar().value() == 0
    assert "no longer offered as duplicates" in desk.window.banner.text
    desk.window.close()
    again = open_desk()
    assert again.ticked() == {PHONE}
    again.point(TOWER)
    again.trigger("keep-both")
    assert again.window.copies.empty.isVisible()
    qtbot.mouseClick(again.window.banner.button, Qt.MouseButton.LeftButton)
    again.settle()
    assert again.ticked() == {PHONE}


def test_one_copy_can_be_kept_beside_the_others(desk):
    desk.point(SMALL)
    desk.trigger("keep-both")
    members = desk.window.copies.model.group(desk.row(HARBOUR)[0]).members
    assert {member.path.relative_to(desk.photos).as_posix() for member in members} == {HARBOUR, TWIN, SENT}


def test_a_decision_during_a_search_counts_at_once_and_is_written_after_it(open_desk, tmp_path):
    patient = Patient()
    desk = open_desk(session_of(tmp_path / "library", open_pipeline=patient))
    desk.window.scan_controller.again()
    desk.qtbot.waitUntil(lambda: "5 of 50" in desk.window.job_bar.words, timeout=PATIENCE)
    assert not desk.window.copies.tick_bar.button.isEnabled()
    desk.point(TOWER)
    desk.window.commands["not-duplicates"].trigger()
    desk.qtbot.waitUntil(lambda: desk.window.copies.model.rowCount() == 1, timeout=PATIENCE)
    with session_of(tmp_path / "library").open_browser() as browser:
        assert browser.decisions() == []
    patient.let_go.set()
    desk.settle()
    with session_of(tmp_path / "library").open_browser() as browser:
        assert len(browser.decisions()) == 1
    assert desk.window.copies.model.rowCount() == 1


def test_the_commands_for_a_photo_are_in_its_menu(desk, qtbot):
    desk.point(SMALL)
    desk.window.copies.view.menu_wanted.emit(QPoint(10, 10))
    [menu] = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    own = ["Tick or untick", "Keep this one", "Keep this one too", "Not duplicates", "Tick all in a folder…"]
    assert texts[: len(own)] == own
    assert {"Open", "Show in folder", "Copy path", "Put away…"} <= set(texts)
    menu.close()


def test_the_history_tells_what_was_done_and_takes_one_entry_back(desk, qtbot):
    before = desk.tree()
    desk.window.navigation.go_to(Page.HISTORY)
    assert desk.window.history.empty.isVisible()
    desk.window.navigation.go_to(Page.COPIES)
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.window.commands["history"].trigger()
    desk.settle()
    history = desk.window.history
    top = history.model.index(0, JournalModel.WHAT)
    assert top.data() == "To the trash: 4 photos"
    below = [history.model.index(row, JournalModel.WHAT, top) for row in range(history.model.rowCount(top))]
    assert next(index.data() for index in below) == "harbour.jpg.xmp (Notes)"
    assert history.tree.isExpanded(top)
    one = next(index for index in below if index.data() == "small.png")
    history.tree.setCurrentIndex(one)
    qtbot.mouseClick(history.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert (desk.photos / SMALL).exists()
    assert not (desk.photos / TWIN).exists()
    top = history.model.index(0, JournalModel.STATE)
    assert top.data() == "3 done, 1 undone"
    assert not history.undo_button.isEnabled()
    history.tree.setCurrentIndex(history.model.index(0, 0))
    desk.press(Qt.Key.Key_Backspace)
    assert desk.tree() == before
    assert not desk.window.commands["undo"].isEnabled()


def test_a_run_that_photohash_stopped_says_why():
    report = ActionReport(Target.named("trash"), (), problem="a and b are one file, and the run was stopped.")
    assert "one file, and the run was stopped." in result_in_words(report)
