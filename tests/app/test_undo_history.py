"""One history for ticks, keepers, decisions and runs: newest first, by name, and across a restart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from photohash.app.models.decisions import DecisionsModel
from photohash.app.navigation import Page
from photohash.app.undo_stack import Step, UndoStack
from tests.app.desks import COPIES, PHONE, SENT, SMALL, Desk
from tests.app.libraries import PATIENCE, session_of
from tests.app.pipelines import Patient
from tests.library.actions.worlds import HARBOUR, TOWER


def undo_text(desk: Desk) -> str:
    return desk.window.commands["undo"].text()


def redo(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Y)


def test_undo_takes_back_what_was_done_last_whatever_it_was(desk):
    before = desk.tree()
    desk.window.copies.search.setText("tower")
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.window.copies.search.clear()
    assert undo_text(desk) == "Undo: 1 photo moved to the trash"
    after = desk.tree()
    desk.point(SENT)
    desk.press(Qt.Key.Key_T)
    assert undo_text(desk) == "Undo: Unticking of harbour sent.jpg"
    desk.point(HARBOUR)
    desk.press(Qt.Key.Key_D)
    assert desk.window.copies.model.rowCount() == 0
    assert undo_text(desk) == "Undo: Not duplicates of 4 photos"
    desk.press(Qt.Key.Key_Z)
    assert desk.tree() == after, "no file comes back for a decision"
    assert desk.ticked() == COPIES - {PHONE, SENT}
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == COPIES - {PHONE}
    desk.press(Qt.Key.Key_Z)
    assert desk.tree() == before
    assert desk.ticked() == COPIES
    assert not desk.window.commands["undo"].isEnabled()


def test_what_was_undone_is_done_again(desk):
    desk.point(SMALL)
    desk.press(Qt.Key.Key_T)
    desk.press(Qt.Key.Key_B)
    assert desk.window.commands["redo"].text() == "Redo"
    desk.press(Qt.Key.Key_Z)
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == COPIES
    assert desk.window.commands["redo"].text() == "Redo: Unticking of small.png"
    redo(desk)
    assert desk.ticked() == COPIES - {SMALL}
    redo(desk)
    row, _ = desk.row(HARBOUR)
    names = {member.path.name for member in desk.window.copies.model.group(row).members}
    assert "small.png" not in names
    assert not desk.window.commands["redo"].isEnabled()


def test_undo_and_redo_say_what_they_did(desk):
    banner = desk.window.banner
    desk.point(SMALL)
    desk.press(Qt.Key.Key_T)
    desk.press(Qt.Key.Key_Z)
    assert banner.isVisible()
    assert banner.text == "Undone: Unticking of small.png"
    redo(desk)
    assert banner.text == "Done again: Unticking of small.png"
    desk.qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert desk.ticked() == COPIES
    desk.point(HARBOUR)
    desk.press(Qt.Key.Key_D)
    assert banner.button.isVisible()
    desk.press(Qt.Key.Key_Z)
    assert banner.text == "Undone: Not duplicates of 4 photos"
    assert not banner.button.isVisible()


def test_the_undo_of_a_banner_is_that_of_its_own_step(desk):
    banner, before = desk.window.banner, desk.tree()
    desk.trigger("tick-but-oldest")
    desk.trigger("untick-all")
    assert "changed" in banner.text
    assert not banner.button.isVisible(), "another step is newer"
    desk.press(Qt.Key.Key_Z)
    desk.window.copies.search.setText("tower")
    desk.agree(desk.review())
    desk.dialog.reject()
    assert banner.text.startswith("1 photo moved to the trash.")
    desk.qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.tree() == before
    assert banner.text == "Undone: 1 photo moved to the trash. Everything is back in its place."
    assert not banner.button.isVisible()
    command = desk.window.commands["redo"]
    assert not command.isEnabled()
    assert "only after a review" in command.toolTip()
    redo(desk)
    assert desk.tree() == before


def test_what_was_said_goes_with_its_page(desk):
    desk.point(SENT)
    desk.trigger("keep-this")
    assert desk.window.banner.isVisible()
    desk.window.navigation.go_to(Page.LIBRARY)
    assert not desk.window.banner.isVisible()


def test_many_ticks_at_once_are_one_step(desk):
    desk.trigger("untick-all")
    assert undo_text(desk) == "Undo: 4 ticks"
    desk.trigger("tick-but-oldest")
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == set()
    desk.press(Qt.Key.Key_Z)
    assert desk.ticked() == COPIES


def test_a_keeper_chosen_by_hand_is_a_step_with_its_ticks(desk):
    desk.point(PHONE)
    desk.press(Qt.Key.Key_T)
    desk.trigger("keep-this")
    assert undo_text(desk) == "Undo: Keep tower.jpg"
    assert desk.row(PHONE)[1].keeper
    desk.press(Qt.Key.Key_Z)
    assert desk.row(TOWER)[1].keeper
    assert desk.ticked() == COPIES - {PHONE}
    redo(desk)
    assert desk.row(PHONE)[1].keeper


def test_runs_and_decisions_can_be_undone_after_a_restart(desk, open_desk):
    before = desk.tree()
    desk.window.copies.search.setText("tower")
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.window.copies.search.clear()
    desk.point(HARBOUR)
    desk.trigger("not-duplicates")
    desk.window.close()
    again = open_desk()
    texts = []
    for _ in range(2):
        texts.append(undo_text(again))
        again.press(Qt.Key.Key_Z)
    assert set(texts) == {"Undo: 1 photo moved to the trash", "Undo: Not duplicates of 4 photos"}
    assert again.tree() == before
    assert again.ticked() == COPIES
    assert not again.window.commands["undo"].isEnabled()


def test_what_was_undone_elsewhere_is_not_offered(desk):
    desk.point(TOWER)
    desk.trigger("not-duplicates")
    with session_of(desk.photos.parent / "library").open_actions() as actions:
        [decision] = actions.decisions()
        actions.decide((decision.a, decision.b), None)
    desk.window.reader.refresh_now()
    desk.settle()
    assert not desk.window.commands["undo"].isEnabled()
    assert desk.ticked() == COPIES


def test_a_decision_is_undone_before_it_is_written(open_desk, tmp_path):
    patient = Patient()
    desk = open_desk(session_of(tmp_path / "library", open_pipeline=patient))
    desk.window.scan_controller.again()
    desk.qtbot.waitUntil(lambda: "5 of 50" in desk.window.job_bar.words, timeout=PATIENCE)
    desk.point(TOWER)
    desk.window.commands["not-duplicates"].trigger()
    desk.qtbot.waitUntil(lambda: desk.window.copies.model.rowCount() == 1, timeout=PATIENCE)
    desk.window.commands["undo"].trigger()
    desk.qtbot.waitUntil(lambda: desk.window.copies.model.rowCount() == 2, timeout=PATIENCE)
    patient.let_go.set()
    desk.settle()
    with session_of(tmp_path / "library").open_browser() as browser:
        assert browser.decisions() == []
    assert desk.window.copies.model.rowCount() == 2


def test_decisions_are_listed_searched_and_undone_many_at_once(desk, open_desk, qtbot):
    desk.window.navigation.go_to(Page.DECISIONS)
    assert desk.window.pages.decisions.empty.heading == "Nothing was decided yet"
    desk.window.navigation.go_to(Page.COPIES)
    desk.point(SMALL)
    desk.trigger("keep-both")
    desk.point(SENT)
    desk.trigger("keep-this")
    desk.point(TOWER)
    desk.trigger("not-duplicates")
    desk.window.close()
    again = open_desk()
    again.press(Qt.Key.Key_5)
    page = again.window.pages.decisions
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.isVisible()
    assert page.list.hasFocus()
    told = [page.model.index(row).data() for row in range(page.model.rowCount())]
    assert len(told) == 3
    assert {one.split(",")[0] for one in told} == {"All kept: 4 photos", "Kept by hand", "Not duplicates: 2 photos"}
    page.search.setText("TOWER")
    assert page.model.rowCount() == 1
    assert "tower.jpg" in page.model.index(0).data()
    page.search.setText("no such name")
    qtbot.mouseClick(page.clear_button, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 3
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    again.press(Qt.Key.Key_Backspace)
    assert page.model.rowCount() == 0
    assert undo_text(again) == "Undo: 3 decisions undone"
    again.window.navigation.go_to(Page.COPIES)
    assert again.ticked() == COPIES
    again.press(Qt.Key.Key_Z)
    assert page.model.rowCount() == 3
    assert again.ticked() != COPIES


def test_one_decision_is_undone_and_leads_to_its_photos(desk, qtbot):
    desk.point(TOWER)
    desk.trigger("not-duplicates")
    desk.point(SENT)
    desk.trigger("keep-this")
    page = desk.window.pages.decisions
    desk.window.navigation.go_to(Page.DECISIONS)
    assert desk.window.sidebar.button(Page.DECISIONS).count == 2
    row = next(row for row in range(2) if "tower" in page.model.index(row).data())
    page.list.setCurrentIndex(page.model.index(row))
    assert len(page.selected_photos()) == 1
    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.model.rowCount() == 1
    assert desk.window.sidebar.button(Page.DECISIONS).count == 1
    page.list.activated.emit(page.model.index(0))
    desk.settle()
    assert desk.window.pages.currentWidget() is desk.window.photo


def test_the_empty_list_of_decisions_keeps_the_rules_of_models(qapp):
    model = DecisionsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.search("x")
    model.show([])
    assert model.rowCount() == 0


def offered(stack: UndoStack) -> Step | None:
    return stack.next_undo


def test_a_step_that_the_library_does_not_know_yet_lives_on(qapp):
    stack, undone = UndoStack(), []
    step = Step("Keep a", undo=lambda: undone.append("a"), marks=frozenset({"a"}))
    stack.push(step)
    stack.sync(set(), lambda marks: [])
    assert stack.next_undo is step
    stack.sync({"a"}, lambda marks: [Step(f"made anew: {mark}", undo=int) for mark in marks])
    assert stack.next_undo is step
    stack.undo()
    stack.sync({"a"}, lambda marks: [Step(str(mark), undo=int) for mark in marks])
    assert not offered(stack), "what is on its way out is not offered"
    stack.sync(set(), lambda marks: [])
    stack.sync({"a"}, lambda marks: [Step("a", undo=int, marks=frozenset(marks))])
    assert offered(stack), "somebody said it again"
    assert undone == ["a"]
