"""Every action does what it says to the whole tree of files, and undo brings the tree back as it was."""

import os
from pathlib import Path

import pytest

from photohash.library.actions import ActionResult
from photohash.library.browse import Browser
from tests.library.actions.faults import CloningFileSystem
from tests.library.actions.worlds import COPIES, HARBOUR, MODEL, TOWER, build, tree

TARGETS = ["trash", "quarantine", "hardlink", "reflink", "symlink", "move"]
AWAY = ["trash", "quarantine", "move"]
LINKED = ["inbox/harbour copy.jpg", "phone/tower.jpg"]
TRAVELLING = ["inbox/harbour sent.xmp", "inbox/harbour sent.aae", "phone/tower.mov"]


def target(name: str, folder: Path) -> str:
    return f"move:{folder}" if name == "move" else name


@pytest.mark.parametrize("to", TARGETS)
def test_undo_restores_every_byte_time_permission_attribute_and_link(world, tmp_path, to):
    before = world.tree()
    outcomes = world.apply(target(to, tmp_path / "elsewhere"), CloningFileSystem())
    assert {outcome.result for outcome in outcomes} == {ActionResult.DONE}
    if to != "reflink":  # a clone is the same to every program that looks
        assert world.tree() != before
    assert not [undone.problem for undone in world.undo() if undone.problem]
    assert world.tree() == before
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("to", AWAY)
def test_copies_go_with_their_sidecars_and_the_rest_stays_as_it_was(world, tmp_path, to):
    before = world.tree()
    world.apply(target(to, tmp_path / "elsewhere"))
    after = world.tree(hidden=False)
    gone = {*COPIES, *TRAVELLING}
    assert before.keys() - after.keys() == gone
    assert after.keys() - before.keys() == {"album/harbour.jpg.xmp"}
    assert {name: look for name, look in after.items() if name in before} == {
        name: look for name, look in before.items() if name not in gone
    }


@pytest.mark.parametrize("to", AWAY)
def test_what_went_is_whole_where_it_went(world, home, tmp_path, to):
    before = world.tree()
    outcomes = world.apply(target(to, tmp_path / "elsewhere"))
    places = {outcome.tick.path.relative_to(world.photos).as_posix(): outcome.destination for outcome in outcomes}
    assert places.keys() == COPIES.keys()
    for name, place in places.items():
        assert place is not None
        look = tree(place.parent)[place.name]
        assert look[:4] == before[name][:4]


def test_the_quarantine_keeps_the_tree_so_that_people_find_things_in_it(world):
    world.apply("quarantine")
    kept = world / ".photohash-quarantine" / "run-1"
    assert {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()} == {*COPIES, *TRAVELLING}


def test_the_trash_is_one_that_file_managers_can_restore_from(world, home):
    world.apply("trash")
    note = (home / "Trash" / "info" / "small.png.trashinfo").read_text()
    assert note.startswith(f"[Trash Info]\nPath={world / 'inbox/small.png'}\nDeletionDate=20")
    assert (home / "Trash" / "files" / "small.png").read_bytes()


def test_a_hard_link_is_one_file_with_its_keeper(world):
    world.apply("hardlink")
    assert (world / LINKED[0]).samefile(world / HARBOUR)
    assert (world / LINKED[1]).samefile(world / TOWER)
    assert (world / HARBOUR).stat().st_nlink == 2


def test_a_symbolic_link_leads_to_its_keeper(world):
    world.apply("symlink")
    assert (world / LINKED[0]).readlink() == world / HARBOUR


def test_links_are_made_of_byte_identical_copies_only(world):
    outcomes = world.apply("hardlink")
    assert sorted(outcome.tick.path.relative_to(world.photos).as_posix() for outcome in outcomes) == LINKED
    assert (world / "inbox/small.png").exists()


def test_a_reflink_that_the_file_system_cannot_make_leaves_the_copy_in_place(world):
    before = world.tree()
    outcomes = world.apply("reflink")
    if {outcome.result for outcome in outcomes} == {ActionResult.DONE}:
        pytest.skip("this file system has reflinks")
    assert {outcome.result for outcome in outcomes} == {ActionResult.FAILED}
    assert world.tree() == before


def test_undone_hard_links_are_separate_files_again(world):
    world.apply("hardlink")
    world.undo()
    (world / HARBOUR).write_bytes(b"edited")
    assert (world / LINKED[0]).read_bytes() != b"edited"


def test_one_entry_can_be_taken_back_and_the_rest_later(world):
    before = world.tree()
    outcomes = world.apply("quarantine")
    one = next(outcome for outcome in outcomes if outcome.tick.path.name == "small.png")
    world.undo(one.entry)
    assert (world / "inbox/small.png").exists()
    assert not (world / "inbox/harbour copy.jpg").exists()
    world.undo()
    assert world.tree() == before


def test_acting_and_undoing_again_and_again_ends_where_it_began(world, tmp_path):
    before = world.tree()
    for to in (*TARGETS, *TARGETS[::-1]):
        assert world.apply(target(to, tmp_path / "elsewhere"), CloningFileSystem())
        world.undo()
    assert world.tree() == before


def test_a_copy_on_another_volume_is_verified_before_the_original_goes(tmp_path, other_volume):
    world = build(tmp_path)
    before = world.tree()
    outcomes = world.apply(f"move:{other_volume / 'kept'}")
    assert {outcome.result for outcome in outcomes} == {ActionResult.DONE}
    assert (other_volume / "kept" / "inbox" / "small.png").stat().st_dev != world.photos.stat().st_dev
    assert tree(other_volume / "kept")["inbox/small.png"][:4] == before["inbox/small.png"][:4]
    world.undo()
    assert world.tree() == before
    assert not (other_volume / "kept").exists()


def test_a_volume_without_a_home_trash_gets_one_at_its_top(other_volume):
    world = build(other_volume)
    before = world.tree()
    outcomes = world.apply("trash")
    assert {outcome.action for outcome in outcomes} == {"trash"}
    assert all(f".Trash-{os.getuid()}" in (outcome.destination or Path()).parts for outcome in outcomes)
    world.undo()
    assert world.tree() == before


def test_where_there_is_no_trash_the_quarantine_takes_it_and_says_so(world, home):
    (home / "Trash").write_text("not a folder")
    outcomes = world.apply("trash")
    assert {outcome.action for outcome in outcomes} == {"quarantine"}
    assert all("quarantine" in outcome.note for outcome in outcomes)
    assert all(outcome.destination and outcome.destination.exists() for outcome in outcomes)


def test_a_file_that_is_back_in_its_place_is_not_overwritten_by_undo(world):
    world.apply("quarantine")
    (world / "inbox/small.png").write_bytes(b"new")
    undone = world.undo()
    assert (world / "inbox/small.png").read_bytes() == b"new"
    assert (world / "inbox/small (2).png").exists()
    assert any("small (2).png" in found.entry.note for found in undone)


def test_a_name_taken_at_the_target_is_left_alone(world, tmp_path):
    there = tmp_path / "elsewhere" / "inbox" / "harbour sent.jpg"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"somebody else's")
    world.apply(f"move:{tmp_path / 'elsewhere'}")
    assert there.read_bytes() == b"somebody else's"
    assert there.with_name("harbour sent (2).jpg").exists()
    assert there.with_name("harbour sent (2).xmp").exists()


def test_a_copy_with_other_names_frees_nothing_and_is_kept_when_it_becomes_a_link(world):
    os.link(world / LINKED[0], world / "inbox/other name.jpg")
    before = world.tree()
    [first, *_] = world.apply("hardlink")
    assert first.frees == 0
    world.undo()
    assert world.tree() == before


def test_the_catalogue_knows_at_once_what_is_gone_and_what_is_back(world):
    with Browser(world.library, MODEL) as browser:
        before = browser.groups()
    world.apply("quarantine")
    with Browser(world.library, MODEL) as browser:
        assert browser.groups() == []
    world.undo()
    with Browser(world.library, MODEL) as browser:
        assert browser.groups() == before
