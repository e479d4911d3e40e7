"""Files chosen by hand to be kept: remembered by path and bytes, for as long as they are there."""

from pathlib import Path

import pytest

from photohash.library.browse import Browser
from photohash.library.group_preferences import GroupPreferences, groups_to_show
from photohash.library.photo import Kind
from photohash.library.store import Catalogue
from tests.library.actions.worlds import COPIES, HARBOUR, MODEL, TOWER, World, add_file, build

TWIN, SENT, SMALL, PHONE = COPIES


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def choose(world: World, *names: str) -> None:
    with Browser(world.library, MODEL) as browser:
        found = {name: browser.find(world / name) for name in names}
    with world.actions() as actions:
        actions.choose_keepers({(world / name, photo.digest): True for name, photo in found.items() if photo})


def chosen(world: World) -> set[Path]:
    with Browser(world.library, MODEL) as browser:
        return {path for path, _ in browser.chosen_keepers()}


def vanish(world: World, name: str) -> int:
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        number = catalogue.file_at(world / name)
        assert number is not None
        catalogue.mark_vanished([number])
    return number


def stored(world: World) -> int:
    with Catalogue.open(world.library, write=False) as catalogue:
        return int(catalogue._connection.value("SELECT count(*) FROM chosen_keeper"))


def test_a_file_that_is_gone_does_not_count_but_does_again_once_it_is_back(world):
    choose(world, PHONE)
    number = vanish(world, PHONE)
    assert chosen(world) == set()
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.mark_returned([number])
    assert chosen(world) == {world / PHONE}


def test_the_next_choice_forgets_those_of_files_that_are_gone(world):
    choose(world, PHONE)
    vanish(world, PHONE)
    choose(world, SENT)
    assert stored(world) == 1
    assert chosen(world) == {world / SENT}


def test_a_choice_does_not_pass_on_to_other_bytes_at_the_same_path(world):
    choose(world, PHONE)
    (world / PHONE).write_bytes((world / SMALL).read_bytes())
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, world / PHONE, catalogue.roots().all()[0].id)
    assert chosen(world) == set()


def test_of_several_chosen_files_in_one_group_none_is_ticked(world):
    choose(world, TWIN, HARBOUR)
    with Browser(world.library, MODEL) as browser:
        shown = groups_to_show(browser, GroupPreferences(), None)
    group = next(group for group in shown.groups if world / HARBOUR in {member.path for member in group.members})
    safe = {member.path for member in group.members if member.is_safe}
    assert safe == {world / SENT, world / SMALL}


def test_a_choice_does_not_bring_in_kinds_that_were_not_asked_for(world):
    choose(world, SENT)
    with Browser(world.library, MODEL) as browser:
        shown = groups_to_show(browser, GroupPreferences(), None, [Kind.IDENTICAL])
        every = groups_to_show(browser, GroupPreferences(), None)
    assert {member.kind for group in shown.groups for member in group.members} == {None, Kind.IDENTICAL}
    assert {world / SENT, world / TOWER} <= {group.keeper.path for group in every.groups}
