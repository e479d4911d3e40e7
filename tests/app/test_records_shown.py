"""What was planned, done and taken back, as tables that keep Qt's rules."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex

from photohash.app.labels import EITHER_LABELS
from photohash.app.models.journal import JournalModel, tip
from photohash.app.models.review import GONE, STAYS, Line, ReviewModel
from photohash.library.actions import Action, ActionResult, EntryState, Outcome, Tick, Undone
from photohash.library.kind_labels import BACKWARDS_LABELS, KIND_LABELS, kind_label
from photohash.library.photo import COPIES, Failure, Kind
from tests.app.records import entry


def outcome(name: str, result: ActionResult, note: str = "") -> Outcome:
    path, keeper = Path("/photos") / name, Path("/photos/kept.jpg")
    tick = Tick(path, bytes(32), 10, 0, keeper, bytes(32), Kind.RESIZED, Action.QUARANTINE, None, "smaller")
    there = Path("/photos/.photohash-quarantine/run-1") / name if result is not ActionResult.FAILED else None
    return Outcome(tick, result, Action.QUARANTINE, destination=there, note=note)


def cells(model: ReviewModel, row: int) -> list[tuple[str, str]]:
    indexes = [model.index(row, column) for column in range(3)]
    return [(index.data(), index.data(ReviewModel.SECOND)) for index in indexes]


def test_a_review_tells_of_every_file_and_of_trouble_first(qtmodeltester):
    model = ReviewModel()
    good, bad = outcome("a.jpg", ActionResult.PLANNED), outcome("b.jpg", ActionResult.FAILED, "is no longer there")
    left = Failure(Path("/photos/c.jpg"), "is in a protected folder")
    model.show([Line.of_outcome(good), Line.of_outcome(bad), Line.of_left(left)])
    qtmodeltester.check(model)
    assert cells(model, 0) == [
        ("b.jpg", "/photos"),
        (GONE, "Another program, or you, took it away; there is nothing to do."),
        ("Resized", "Smaller"),
    ]
    assert cells(model, 1)[1] == (STAYS, "Is in a protected folder")
    assert cells(model, 2)[1] == ("To the quarantine", "/photos/.photohash-quarantine/run-1")


def test_what_was_taken_back_and_what_was_not_is_told(qtmodeltester):
    model = ReviewModel()
    model.show(
        [Line.of_undone(Undone(entry(2, 2))), Line.of_undone(Undone(entry(3, 2), "is no longer there"))], past=True
    )
    qtmodeltester.check(model)
    assert cells(model, 0)[1] == ("Could not be undone", "Is no longer there")
    assert cells(model, 1)[1] == ("Back in its place", "")


def test_runs_stand_in_a_tree_that_grows_as_the_view_asks_for_more(qtmodeltester, qtbot):
    model = JournalModel()
    assert model.show([entry(4, 3), entry(3, 3, EntryState.UNDONE)], more=True)
    assert not model.show([entry(4, 3), entry(3, 3, EntryState.UNDONE)], more=True)
    assert model.canFetchMore(QModelIndex())
    with qtbot.waitSignal(model.more_wanted) as asked:
        model.fetchMore(QModelIndex())
    assert asked.args == [3]
    model.append([entry(2, 1), entry(1, 1, action=Action.RESCUE)], more=False)
    assert not model.canFetchMore(QModelIndex())
    qtmodeltester.check(model)
    newest, oldest = model.index(0, 0), model.index(1, 0)
    assert newest.data() == "To the trash: 2 photos"
    assert oldest.data() == "To the trash: 1 photo"
    assert model.index(0, JournalModel.STATE).data() == "1 undone, 1 done"
    below = [model.index(row, 0, oldest).data() for row in range(model.rowCount(oldest))]
    assert below == ["picture 1.jpg (Notes)", "picture 2.jpg"]
    assert model.run(oldest).can_go_back


def test_all_that_is_known_of_an_entry_is_in_its_tip():
    known = ["/photos/picture 7.jpg", "Larger: /photos/kept.jpg was kept", "Smaller"]
    assert tip(replace(entry(7, 7), backwards=True)).splitlines() == known


@pytest.mark.parametrize("backwards", [None, False, True])
@pytest.mark.parametrize("kind", COPIES)
def test_every_kind_of_step_is_named_whatever_the_journal_noted(kind, backwards):
    named = tip(replace(entry(7, 7), kind=kind, backwards=backwards)).splitlines()[1]
    label = named.removesuffix(": /photos/kept.jpg was kept")
    if backwards is not None:
        assert label == kind_label(kind, backwards=backwards)
    else:
        assert (label == kind_label(kind)) == (kind not in BACKWARDS_LABELS)
        assert label in {*KIND_LABELS.values(), *EITHER_LABELS.values()}
