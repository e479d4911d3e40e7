from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from photohash.app.models.failures import FailuresModel
from photohash.app.models.folders import Folder, FoldersModel
from photohash.app.models.groups import GroupRow, GroupsModel, SortOrder
from photohash.app.models.photos import PhotosModel, Tile
from photohash.library.photo import Failure, Group, Kind
from tests.app.records import group, photo

LARGE = group(10, Kind.RESIZED, Kind.CROPPED, octets=9_000_000, taken="2020-01-01T00:00:00")
SMALL = group(20, Kind.IDENTICAL, octets=1_000, taken="2024-01-01T00:00:00")
MANY = group(30, *[Kind.RE_ENCODED] * 4, octets=10_000, taken="2022-01-01T00:00:00")


def rows(*groups: Group) -> list[GroupRow]:
    return [GroupRow.of(one) for one in groups]


def ids(model: GroupsModel) -> list[int]:
    return [model.group(row).id for row in range(model.rowCount())]


@pytest.fixture
def groups():
    model = GroupsModel()
    model.refresh(rows(LARGE, SMALL, MANY), settle=True)
    return model


def test_the_groups_keep_qts_rules_through_every_change(groups, qtmodeltester):
    qtmodeltester.check(groups)
    groups.refresh(rows(SMALL, group(40, Kind.EDITED)), settle=False)
    groups.choose_kinds([Kind.EDITED])
    groups.search("picture 4")
    groups.arrange(SortOrder.NEWEST)
    groups.refresh([], settle=True)
    qtmodeltester.check(groups, force_py=True)


@pytest.mark.parametrize(
    ("order", "expected"),
    [(SortOrder.MOST_SPACE, [10, 30, 20]), (SortOrder.NEWEST, [20, 30, 10]), (SortOrder.MOST_COPIES, [30, 10, 20])],
)
def test_groups_come_in_the_order_asked_for(groups, order, expected):
    groups.arrange(order)
    assert ids(groups) == expected


def test_a_filter_shows_groups_that_hold_a_kind(groups):
    groups.choose_kinds([Kind.CROPPED, Kind.IDENTICAL])
    assert ids(groups) == [10, 20]
    assert groups.overview.copies == 3
    groups.choose_kinds([])
    assert len(ids(groups)) == 3


def test_search_looks_at_every_path_whatever_its_case(groups):
    groups.search(" PICTURE 31 ")
    assert ids(groups) == [30]
    groups.search("nowhere")
    assert ids(groups) == []
    assert groups.everything.groups == 3


def test_the_overview_says_what_could_be_freed(groups):
    assert groups.overview.sentence == "7 copies in 3 groups, 18 MB could be freed"
    assert groups.overview.kinds == {Kind.RESIZED: 1, Kind.CROPPED: 1, Kind.IDENTICAL: 1, Kind.RE_ENCODED: 1}


def test_while_a_scan_runs_nothing_moves_and_new_groups_come_last(groups):
    huge = group(50, Kind.RESIZED, octets=99_000_000)
    groups.refresh(rows(huge, SMALL, LARGE, MANY), settle=False)
    assert ids(groups) == [10, 30, 20, 50]
    groups.refresh(rows(huge, SMALL, MANY), settle=False)
    assert ids(groups) == [30, 20, 50]
    groups.refresh(rows(huge, SMALL, MANY), settle=True)
    assert ids(groups) == [50, 30, 20]


def test_a_group_that_grew_is_told_in_place(groups, qtbot):
    grown = group(20, Kind.IDENTICAL, Kind.RESIZED, octets=1_000)
    with qtbot.waitSignal(groups.dataChanged) as signal:
        groups.refresh(rows(LARGE, grown, MANY), settle=False)
    assert signal.args[0].row() == signal.args[1].row() == 2
    assert len(groups.group(2).members) == 3


def test_a_refresh_without_news_tells_the_view_nothing(groups, qtbot):
    with qtbot.assertNotEmitted(groups.modelReset), qtbot.assertNotEmitted(groups.dataChanged):
        groups.refresh(rows(LARGE, SMALL, MANY), settle=True)
        groups.refresh(rows(LARGE, SMALL, MANY), settle=False)


@given(st.lists(st.sets(st.integers(1, 30), max_size=12), max_size=6))
def test_glancing_ends_with_the_same_groups_as_settling(states):
    glanced, settled = GroupsModel(), GroupsModel()
    for state in states:
        found = rows(*(group(100 * number, Kind.RESIZED) for number in state))
        glanced.refresh(found, settle=False)
        settled.refresh(found, settle=True)
        assert sorted(ids(glanced)) == sorted(ids(settled))


def test_a_group_is_spoken_in_a_sentence(groups):
    assert groups.data(groups.index(0)) == (
        "picture 10.jpg to keep, 2 copies: picture 11.jpg resized, picture 12.jpg cropped"
    )


def test_photos_that_are_at_hand_are_a_list(qtmodeltester):
    model = PhotosModel()
    model.show([Tile(photo(1)), Tile(photo(2), Kind.CROPPED)])
    qtmodeltester.check(model)
    assert [model.photo_id(row) for row in range(model.rowCount())] == [1, 2]


def test_failures_stand_in_a_table(qtmodeltester):
    model = FailuresModel()
    model.show([Failure(Path("/photos/b.jpg"), "is cut short"), Failure(Path("/photos/a.jpg"), "is empty")])
    qtmodeltester.check(model)
    cells = [model.data(model.index(0, column)) for column in range(3)]
    assert cells == ["a.jpg", "Is empty", "/photos"]


def test_a_name_that_is_not_text_is_still_shown():
    model = FailuresModel()
    model.show([Failure(Path("/photos/caf\udce9.jpg"), "is empty")])
    assert model.data(model.index(0, 0)) == "caf\\xe9.jpg"


def test_folders_tell_their_count_and_protection(qtmodeltester):
    model = FoldersModel()
    model.show([Folder(Path("/photos"), 12, protected=True), Folder(Path("/more"), None, protected=False)])
    qtmodeltester.check(model)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "/photos, protected, 12 photos"
