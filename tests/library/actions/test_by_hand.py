"""A photo of which no copy stays goes only by hand, only after a yes to its bytes, and comes back as it was."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from photohash.library.actions import ActionPlan, ActionResult, ChosenPhoto, EntryState, NoCopy, Outcome, Target
from photohash.library.actions.file_actions import FileActions
from photohash.library.actions.filesystem import FileSystem
from photohash.library.browse import Browser
from photohash.library.store import Catalogue
from tests.library.actions.faults import FaultyFileSystem, in_a_process, kill, kill_half_way, out_of_space, refuse
from tests.library.actions.laws import check_journal_and_disk_agree, check_nothing_is_lost, entries
from tests.library.actions.worlds import HARBOUR, MODEL, TOWER, World, add_file, build
from tests.library.films import make_moving
from tests.library.photos import save, scene
from tests.library.raws import dng

SENT, COPY, TWIN = "inbox/harbour sent.jpg", "inbox/harbour copy.jpg", "phone/tower.jpg"
AWAY = ["trash", "quarantine", "move"]


def target(to: str, elsewhere: Path) -> str:
    return f"move:{elsewhere}" if to == "move" else to


def plan(world: World, actions: FileActions, names: Collection[str], to: str = "quarantine", ticked=()) -> ActionPlan:
    """A plan by hand of the photos in some files, and of ticks on files of which a copy stays."""
    with Browser(world.library, MODEL) as browser:
        photos = [browser.find(world / name) for name in names]
        groups = [one for one in browser.groups() if {member.path for member in one.members} & set(ticked)]
    chosen = [ChosenPhoto(photo, NoCopy.NONE) for photo in photos if photo is not None]
    return actions.plan_chosen(groups, {one.id: ticked for one in groups}, chosen, Target.named(to))


def yes(outcomes: Collection[Outcome]) -> frozenset[bytes]:
    """What a person says yes to who was shown a dry run."""
    return frozenset(content for outcome in outcomes for content in outcome.contents)


def put_away(
    world: World, names: Collection[str], to: str = "quarantine", filesystem: FileSystem | None = None, ticked=()
) -> list[Outcome]:
    """Asks, is told yes, and acts, as the window does."""
    with world.actions(filesystem) as actions:
        actions.recover()
        found = plan(world, actions, names, to, ticked)
        asked = list(actions.act(found, dry_run=True))
        return list(actions.act(found, dry_run=False, confirmed=yes(asked)))


@pytest.mark.parametrize("to", AWAY)
def test_it_goes_with_all_that_belongs_to_it_and_comes_back_byte_for_byte(world, tmp_path, to):
    before = world.tree()
    outcomes = put_away(world, [SENT, TOWER], target(to, tmp_path / "elsewhere"))
    assert {outcome.result for outcome in outcomes} == {ActionResult.DONE}
    gone = before.keys() - world.tree(hidden=False).keys()
    pair = {"album/tower.mov", "phone/tower.mov"}
    assert gone == {SENT, "inbox/harbour sent.xmp", "inbox/harbour sent.aae", TOWER, TWIN, *pair}
    told = {path.relative_to(world.photos).as_posix() for outcome in outcomes for path in outcome.companions}
    assert pair < told
    assert all(entry.keeper is None and entry.keeper_digest is None for entry in entries(world))
    assert not [undone.problem for undone in world.undo() if undone.problem]
    assert world.tree() == before


def test_looking_touches_nothing_and_saves_no_tick(world):
    before = world.tree()
    with world.actions() as actions:
        outcomes = list(actions.act(plan(world, actions, [SENT]), dry_run=True))
    assert [outcome.result for outcome in outcomes] == [ActionResult.PLANNED]
    assert world.tree() == before
    assert not world.saved_plan().ticks
    assert not entries(world)


@pytest.mark.parametrize("said", [frozenset(), frozenset({bytes(32)})])
def test_without_a_yes_to_these_very_bytes_nothing_goes(world, said):
    before = world.tree()
    with world.actions() as actions:
        found = plan(world, actions, [SENT])
        [outcome] = actions.act(found, dry_run=False, confirmed=said)
    assert outcome.result is ActionResult.FAILED
    assert "nobody said" in outcome.note
    assert world.tree() == before


def test_a_sidecar_written_after_the_question_keeps_its_photo(world):
    with world.actions() as actions:
        found = plan(world, actions, [SENT])
        asked = yes(list(actions.act(found, dry_run=True)))
        (world / "inbox/harbour sent.xmp").write_bytes(b"<x/>")
        [outcome] = actions.act(found, dry_run=False, confirmed=asked)
    assert outcome.result is ActionResult.FAILED
    assert (world / SENT).exists()


def test_no_plan_of_copies_leaves_none_and_a_tick_without_a_keeper_is_not_saved(world):
    with world.actions() as actions:
        ticks = plan(world, actions, [SENT]).ticks
        by_rule = world.plan(actions)
    assert [tick.keeper for tick in ticks] == [None]
    assert all(tick.keeper is not None and tick.kind is not None for tick in by_rule.ticks)
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.ticks().save(ticks)
        assert catalogue.ticks().all() == []


def test_a_tick_whose_keeper_was_struck_out_is_none_by_hand(world):
    """A digest or a kind of a keeper that is not named is no word of the user's."""
    with world.actions() as actions:
        ticks = tuple(replace(tick, keeper=None) for tick in world.plan(actions).ticks)
        said = frozenset(tick.digest for tick in ticks)
        outcomes = list(actions.act(ActionPlan(ticks), dry_run=False, confirmed=said))
    assert {outcome.result for outcome in outcomes} == {ActionResult.FAILED}


def test_what_lies_protected_stays(tmp_path):
    world = build(tmp_path, protect=("inbox",))
    with world.actions() as actions:
        found = plan(world, actions, [SENT])
    assert not found.ticks
    assert [left.path for left in found.left] == [world / SENT]


def test_what_has_changed_since_the_scan_stays(world):
    (world / SENT).write_bytes(b"edited since")
    [outcome] = put_away(world, [SENT])
    assert "scan again" in outcome.note
    assert (world / SENT).exists()


@pytest.mark.parametrize("to", ["hardlink", "reflink", "symlink"])
def test_it_becomes_no_link_and_that_is_said(world, to):
    with world.actions() as actions:
        found = plan(world, actions, [SENT], to)
    assert not found.ticks
    assert "nothing that a link could lead to" in found.left[0].reason


def test_the_keeper_of_a_copy_does_not_go_in_the_same_run(world):
    """Chosen by hand beside a copy that it is kept for: neither goes, and both are told."""
    outcomes = {outcome.tick.path: outcome for outcome in put_away(world, [HARBOUR], ticked={world / SENT})}
    assert "is to go in the same run" in outcomes[world / SENT].note
    assert "is kept for a copy" in outcomes[world / HARBOUR].note
    assert (world / SENT).exists()
    assert (world / HARBOUR).exists()


def test_a_raw_file_and_its_picture_go_as_one(world):
    photo = save(scene(96, 64, 7), world / "album/shot.jpg")
    raw = dng(world / "album/shot.dng", scene(96, 64, 8))
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        for path in (photo, raw):
            add_file(catalogue, path, 1)
    before = world.tree()
    [outcome] = put_away(world, ["album/shot.jpg"])
    assert outcome.result is ActionResult.DONE
    assert [path.name for path in outcome.companions] == ["shot.dng"]
    assert not photo.exists()
    assert not raw.exists()
    world.undo()
    assert world.tree() == before


def test_a_photo_with_the_film_of_its_moment_inside_goes_whole(world):
    make_moving(save(scene(96, 64, 7), world / "album/moving.jpg"))
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, world / "album/moving.jpg", 1)
    before = world.tree()
    [outcome] = put_away(world, ["album/moving.jpg"])
    assert outcome.result is ActionResult.DONE
    assert not (world / "album/moving.jpg").exists()
    world.undo()
    assert world.tree() == before


def test_a_journal_that_names_a_link_without_a_keeper_is_left_alone(world):
    put_away(world, [SENT])
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue._connection.run("UPDATE journal SET action = 'symlink'")
    [undone] = world.undo()
    assert "never uses" in undone.problem


@pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")
@pytest.mark.parametrize("to", AWAY)
class TestInterrupted:
    """Killed or refused at any step, the photo is whole, and the next start puts it back or finishes."""

    NAMES = (SENT, TOWER)

    def steps(self, folder: Path, to: str) -> tuple[int, int]:
        put_away(build(folder / "first"), self.NAMES, to)
        world = build(folder / "second")
        acting, undoing = FaultyFileSystem(0, kill), FaultyFileSystem(0, kill)
        put_away(world, self.NAMES, to, acting)
        world.undo(filesystem=undoing)
        return len(acting.done), len(undoing.done)

    def test_killed_at_any_step_it_is_settled_at_the_next_start(self, tmp_path, home, to):
        elsewhere = tmp_path / "elsewhere"
        to = target(to, elsewhere)
        acting, undoing = self.steps(tmp_path, to)
        for step in range(1, acting + 1):
            world = build(tmp_path / f"acting {step}")
            before = world.tree()
            assert in_a_process(put_away, world, self.NAMES, to, FaultyFileSystem(step, kill_half_way))
            check_nothing_is_lost(world, home, elsewhere)
            world.recover()
            check_nothing_is_lost(world, home, elsewhere)
            check_journal_and_disk_agree(world)
            if any(entry.state is EntryState.DONE for entry in entries(world)):
                world.undo()
            assert world.tree() == before, f"killed before step {step} of acting"
        for step in range(1, undoing + 1):
            world = build(tmp_path / f"undoing {step}")
            before = world.tree()
            put_away(world, self.NAMES, to)
            assert in_a_process(world.undo, None, FaultyFileSystem(step, kill_half_way))
            check_nothing_is_lost(world, home, elsewhere)
            world.recover()
            check_journal_and_disk_agree(world)
            assert world.tree() == before, f"killed before step {step} of undoing"

    def test_refused_at_any_step_it_is_here_or_there(self, tmp_path, home, to):
        elsewhere = tmp_path / "elsewhere"
        to = target(to, elsewhere)
        acting, _ = self.steps(tmp_path, to)
        for step in range(1, acting + 1, 2):
            for number, fault in enumerate((out_of_space, refuse(errno.EACCES), refuse(errno.EXDEV))):
                world = build(tmp_path / f"{step} {number}")
                before = world.tree()
                outcomes = put_away(world, self.NAMES, to, FaultyFileSystem(step, fault))
                assert all(outcome.note for outcome in outcomes if outcome.result is not ActionResult.DONE)
                world.recover()
                check_nothing_is_lost(world, home, elsewhere)
                check_journal_and_disk_agree(world)
                if any(entry.state is EntryState.DONE for entry in entries(world)):
                    world.undo()
                assert world.tree(hidden=False) == before, f"step {step}"
