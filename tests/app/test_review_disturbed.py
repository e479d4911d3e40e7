"""Putting copies away through the window while it is stopped, closed, locked out or at fault."""

import sqlite3
import threading
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photohash.app.dialogs.error_report import ErrorReportDialog
from photohash.core.errors import LibraryError
from photohash.core.task import Task
from photohash.library.actions import ActionPlan, FileActions, Outcome
from photohash.library.store import Catalogue
from tests.app.desks import PHONE
from tests.app.libraries import PATIENCE, session_of
from tests.app.pipelines import Locked
from tests.library.actions.worlds import TOWER


class Held(FileActions):
    """Stops at one point of acting until it is cancelled or let go."""

    let_go = threading.Event()
    reached = threading.Event()
    dry = False

    def act(
        self,
        plan: ActionPlan,
        *,
        dry_run: bool,
        rescue: bool = True,
        confirmed: Collection[bytes] = (),
        task: Task | None = None,
    ) -> Iterator[Outcome]:
        if dry_run is not self.dry:
            yield from super().act(plan, dry_run=dry_run, rescue=rescue, confirmed=confirmed, task=task)
            return
        first, rest = replace(plan, ticks=plan.ticks[:1]), replace(plan, ticks=plan.ticks[1:])
        yield from super().act(first, dry_run=dry_run, rescue=rescue, confirmed=confirmed, task=task)
        assert task is not None
        self.reached.set()
        while not self.let_go.is_set():
            task.sleep(0.01)
        yield from super().act(rest, dry_run=dry_run, rescue=rescue, confirmed=confirmed, task=task)


@pytest.fixture
def held(tmp_path: Path) -> type[Held]:
    """A kind of actions that holds, with events of its own."""
    return type("HeldHere", (Held,), {"let_go": threading.Event(), "reached": threading.Event()})


def through(library: Path, kind: type[FileActions]) -> Any:
    """Access to a library that acts in another way."""
    opened = lambda: kind(Catalogue.open(library, write=True))  # noqa: E731
    return replace(session_of(library), open_actions=opened)


def test_acting_can_be_stopped_and_the_rest_stays_ticked(open_desk, tmp_path, held, qtbot):
    desk = open_desk(through(tmp_path / "library", held))
    dialog = desk.review()
    qtbot.mouseClick(dialog.agree_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    assert dialog.words.startswith("Putting 4 photos away")
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert dialog.words.startswith("1 photo moved to the trash")
    assert "Stopped: the others were not touched and are still ticked." in dialog.words
    dialog.reject()
    assert len(desk.ticked()) == 3
    assert all((desk.photos / name).exists() for name in desk.ticked())


def test_closing_the_review_while_it_acts_lets_it_go_on_and_tells_the_end(open_desk, tmp_path, held, qtbot):
    desk = open_desk(through(tmp_path / "library", held))
    dialog = desk.review()
    qtbot.mouseClick(dialog.agree_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    dialog.reject()
    assert desk.window.job_bar.isVisible()
    held.let_go.set()
    desk.settle()
    assert desk.window.banner.text.startswith("4 photos moved to the trash.")
    before = desk.tree()
    qtbot.mouseClick(desk.window.banner.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.tree() != before


def test_closing_the_review_while_it_checks_ends_the_check(open_desk, tmp_path, held, qtbot):
    held.dry = True
    desk = open_desk(through(tmp_path / "library", held))
    before = desk.tree()
    qtbot.mouseClick(desk.window.copies.tick_bar.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    desk.dialog.reject()
    desk.settle()
    assert desk.tree() == before
    assert desk.window.commands["review"].isEnabled()


def test_closing_the_window_while_it_acts_leaves_no_thread_and_can_be_undone(open_desk, tmp_path, held, qtbot):
    desk = open_desk(through(tmp_path / "library", held))
    before = desk.tree()
    dialog = desk.review()
    qtbot.mouseClick(dialog.agree_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE)
    desk.window.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("photohash")] == []
    again = open_desk()
    again.trigger("undo")
    assert again.tree() == before


def test_a_library_that_another_program_has_is_told(open_desk, tmp_path):
    def locked() -> FileActions:
        raise LibraryError(Locked.SENTENCE)

    desk = open_desk(replace(session_of(tmp_path / "library"), open_actions=locked))
    before = desk.tree()
    dialog = desk.review()
    assert Locked.SENTENCE in dialog.words
    dialog.reject()
    desk.point(TOWER)
    desk.trigger("not-duplicates")
    assert desk.window.banner.text == Locked.SENTENCE
    assert desk.window.copies.model.rowCount() == 2
    desk.point(PHONE)
    desk.trigger("keep-this")
    assert desk.window.banner.text == Locked.SENTENCE
    assert desk.row(PHONE)[1].keeper, "until the window closes"
    assert desk.tree() == before


def test_a_fault_while_acting_is_owned_up_to(open_desk, tmp_path, expected_logs):
    expected_logs.expect("the library job failed")

    class Faulty(FileActions):
        def act(self, *_: Any, **__: Any) -> Iterator[Outcome]:
            raise ZeroDivisionError

    desk = open_desk(through(tmp_path / "library", Faulty))
    before = desk.tree()
    dialog = desk.review()
    assert "fault in photohash" in dialog.words
    [told] = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ErrorReportDialog)]
    assert "ZeroDivisionError" in told.details
    told.accept()
    dialog.reject()
    assert desk.tree() == before


def test_a_run_that_was_cut_short_is_settled_at_the_next_start(desk, open_desk, tmp_path):
    desk.choose(desk.window.copies.tick_bar.target, "quarantine")
    desk.agree(desk.review())
    desk.dialog.reject()
    desk.window.close()
    with sqlite3.connect(tmp_path / "library" / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE journal SET state = 'intended' WHERE action != 'rescue'")
    catalogue.close()
    again = open_desk()
    assert again.window.banner.text == (
        "An earlier run was cut short. 4 files of it were finished or put back: see History."
    )
    with session_of(tmp_path / "library").open_browser() as browser:
        assert browser.unfinished() == []
