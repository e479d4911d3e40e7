"""Which photos are ticked, whatever a person does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.app import action_labels
from photohash.app.models.groups import GroupRow
from photohash.app.models.ticks import Ticks
from photohash.app.models.total import Total
from photohash.library.actions import Action, EntryState, Protection, rule_names
from photohash.library.photo import COPIES, SAFE_COPIES, Group, Kind
from tests.app.records import group

MIXED = group(10, Kind.IDENTICAL, Kind.RESIZED, Kind.CROPPED, octets=1_000)
kinds = st.lists(st.sampled_from(COPIES), min_size=1, max_size=6)


def shown(*groups: Group, protected: tuple[Path, ...] = ()) -> Ticks:
    ticks = Ticks()
    protection = Protection(protected)
    ticks.show([GroupRow.of(protection.mark(one)) for one in groups], {})
    return ticks


def names(ticks: Ticks, of: Group) -> list[int]:
    """The places of the ticked members in their group."""
    return [place for place, member in enumerate(of.members) if member.path in ticks.ticked(of)]


@pytest.mark.parametrize("kind", COPIES)
def test_only_safe_copies_are_ticked_without_the_person(qapp, kind):
    made = group(1, kind)
    assert names(shown(made), made) == ([1] if kind in SAFE_COPIES else [])


def test_any_copy_can_be_ticked_and_unticked_by_hand(qapp, qtbot):
    ticks = shown(MIXED)
    assert names(ticks, MIXED) == [1, 2]
    with qtbot.waitSignal(ticks.changed):
        assert ticks.toggle(MIXED, MIXED.members[3]) == ""
    assert ticks.toggle(MIXED, MIXED.members[1]) == ""
    assert names(ticks, MIXED) == [2, 3]
    ticks.reset([MIXED])
    assert names(ticks, MIXED) == [1, 2]
    ticks.clear([MIXED])
    assert names(ticks, MIXED) == []


def test_the_keeper_cannot_be_ticked_away_unless_another_good_copy_stays(qapp):
    ticks = shown(MIXED)
    keeper, _, small, _ = MIXED.members
    assert "is the last good copy" in ticks.toggle(MIXED, keeper)
    assert keeper.path not in ticks.ticked(MIXED)
    ticks.toggle(MIXED, small)
    assert ticks.toggle(MIXED, keeper) == ""
    assert names(ticks, MIXED) == [0, 1]
    assert "is the last good copy" in ticks.toggle(MIXED, small)
    assert names(ticks, MIXED) == [0, 1]


def test_a_protected_photo_cannot_be_ticked(qapp):
    ticks = shown(MIXED, protected=(Path("/photos"),))
    assert names(ticks, MIXED) == []
    assert "protected folder" in ticks.toggle(MIXED, MIXED.members[1])
    assert names(ticks, MIXED) == []


def test_what_a_person_ticked_holds_for_these_bytes_only(qapp):
    ticks = shown(MIXED)
    ticks.toggle(MIXED, MIXED.members[3])
    other = group(10, Kind.IDENTICAL, Kind.RESIZED, Kind.CROPPED, octets=1_000)
    ticks.show([GroupRow.of(other)], {})
    assert names(ticks, other) == [1, 2, 3]
    crop = MIXED.members[3]
    rewritten = replace(crop, photo=replace(crop.photo, digest=b"other bytes at this path"))
    changed = replace(MIXED, members=(*MIXED.members[:3], rewritten))
    ticks.show([GroupRow.of(changed)], {})
    assert names(ticks, changed) == [1, 2]


def test_a_photo_that_could_not_be_acted_on_is_ticked_still_and_says_why(qapp):
    ticks, crop = Ticks(), MIXED.members[3]
    ticks.show([GroupRow.of(MIXED)], {(crop.path, crop.photo.digest): "is in use"})
    assert names(ticks, MIXED) == [1, 2, 3]
    assert ticks.problem(crop) == "is in use"
    assert ticks.problem(MIXED.members[1]) == ""


@given(kinds, st.lists(st.integers(0, 6), max_size=20), st.booleans())
def test_whatever_is_clicked_a_good_copy_stays(qapp, of, clicks, protect):
    made = group(1, *of)
    guarded = made.members[-1].path
    ticks = shown(made, protected=(guarded,) if protect else ())
    for click in clicks:
        ticks.toggle(made, made.members[click % len(made.members)])
    staying = [member for member in made.members if member.path not in ticks.ticked(made)]
    assert any(member.keeper or member.kind in SAFE_COPIES for member in staying)
    assert not (protect and guarded in ticks.ticked(made))


@given(st.lists(kinds, min_size=1, max_size=4), st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=12))
def test_the_sum_is_that_of_the_ticked_files(qapp, of, clicks):
    made = [group(100 * number, *each, octets=10 + number) for number, each in enumerate(of, start=1)]
    ticks = shown(*made)
    for which, member in clicks:
        one = made[which % len(made)]
        ticks.toggle(one, one.members[member % len(one.members)])
    going = [member for one in made for member in one.members if member.path in ticks.ticked(one)]
    twins = [member for member in going if member.kind is Kind.IDENTICAL]
    total = ticks.total([GroupRow.of(one) for one in made])
    assert total == Total(
        len(going),
        sum(member.photo.bytes for member in going),
        len(twins),
        sum(member.photo.bytes for member in twins),
    )


def test_there_are_words_for_every_action_state_and_rule():
    assert set(action_labels.BY_ACTION) == set(Action) - {Action.RESCUE}
    assert all(action_labels.file_label(action) for action in Action)
    assert set(action_labels.BY_RULE) - {""} <= set(rule_names())
    assert len({action_labels.BY_STATE[state] for state in EntryState}) == len(EntryState)


def test_an_original_in_another_programs_package_is_protected_as_if_its_folder_were(qapp):
    path = Path("/photos/Photos.photoslibrary/originals/1/picture 2.jpg")
    keeper, copy = group(1, Kind.IDENTICAL).members
    file = replace(copy.photo.files[0], path=path)
    made = Group(1, (keeper, replace(copy, path=path, photo=replace(copy.photo, files=(file,)))))
    ticks = shown(made)
    assert names(ticks, made) == []
    assert "protected folder" in ticks.toggle(made, made.members[1])
