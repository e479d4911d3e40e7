"""Killed at any step, or refused by the system at any step, an action loses nothing and the next start settles it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from photohash.library.actions import ActionResult, EntryState
from tests.library.actions.faults import (
    CloningFileSystem,
    FaultyFileSystem,
    in_a_process,
    kill,
    kill_half_way,
    out_of_space,
    refuse,
)
from tests.library.actions.laws import (
    check_journal_and_disk_agree,
    check_keepers_stand,
    check_nothing_is_lost,
    entries,
)
from tests.library.actions.worlds import HARBOUR, World, build, bytes_below, contents

TARGETS = ["trash", "quarantine", "hardlink", "reflink", "symlink", "move"]
REFUSALS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EXDEV, errno.EEXIST)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


class Place:
    """Fresh worlds in one folder, on one volume or with what is moved on another."""

    def __init__(self, folder: Path, home: Path, to: str, elsewhere: Path) -> None:
        self.folder, self.home, self.elsewhere = folder, home, elsewhere
        self.to = f"move:{elsewhere}" if to == "move" else to
        self._built = 0

    def world(self) -> World:
        self._built += 1
        return build(self.folder / str(self._built))

    def check(self, world: World) -> None:
        check_nothing_is_lost(world, self.home, self.elsewhere)
        check_keepers_stand(world)
        check_journal_and_disk_agree(world)


@pytest.fixture(params=TARGETS)
def place(request, tmp_path, home) -> Place:
    return Place(tmp_path / "worlds", home, request.param, tmp_path / "elsewhere")


@pytest.fixture
def far_place(tmp_path, home, other_volume) -> Place:
    return Place(tmp_path / "worlds", home, "move", other_volume / "kept")


def count_steps(place: Place) -> tuple[int, int]:
    """How many steps acting takes, and undoing, once there is a trash can."""
    place.world().apply(place.to, CloningFileSystem())
    world = place.world()
    acting, undoing = FaultyFileSystem(0, kill), FaultyFileSystem(0, kill)
    assert {outcome.result for outcome in world.apply(place.to, acting)} == {ActionResult.DONE}
    world.undo(filesystem=undoing)
    return len(acting.done), len(undoing.done)


def kill_at_every_step(place: Place, stride: int) -> None:
    acting, undoing = count_steps(place)
    for step in range(1, acting + 1, stride):
        world = place.world()
        before = world.tree()
        assert in_a_process(world.apply, place.to, FaultyFileSystem(step, kill_half_way))
        check_nothing_is_lost(world, place.home, place.elsewhere)
        world.recover(CloningFileSystem())
        place.check(world)
        if any(entry.state is EntryState.DONE for entry in entries(world)):
            world.undo(filesystem=CloningFileSystem())
        assert world.tree() == before, f"killed before step {step} of acting"
    for step in range(1, undoing + 1, stride):
        world = place.world()
        before = world.tree()
        world.apply(place.to, CloningFileSystem())
        assert in_a_process(world.undo, None, FaultyFileSystem(step, kill_half_way))
        check_nothing_is_lost(world, place.home, place.elsewhere)
        world.recover(CloningFileSystem())
        place.check(world)
        assert world.tree() == before, f"killed before step {step} of undoing"


def refuse_at_every_step(place: Place, stride: int, numbers: tuple[int, ...]) -> None:
    acting, undoing = count_steps(place)
    for step in range(1, acting + 1, stride):
        for fault in (out_of_space, *map(refuse, numbers)):
            world = place.world()
            before = world.tree()
            outcomes = world.apply(place.to, FaultyFileSystem(step, fault))
            assert all(outcome.note for outcome in outcomes if outcome.result is not ActionResult.DONE)
            world.recover(CloningFileSystem())
            place.check(world)
            if any(entry.state is EntryState.DONE for entry in entries(world)):
                world.undo(filesystem=CloningFileSystem())
            assert world.tree(hidden=False) == before, f"step {step} of acting"
    for step in range(1, undoing + 1, stride):
        world = place.world()
        before = world.tree()
        world.apply(place.to, CloningFileSystem())
        undone = world.undo(filesystem=FaultyFileSystem(step, out_of_space))
        if any(found.problem for found in undone):
            world.recover(CloningFileSystem())
        place.check(world)
        assert world.tree(hidden=False) == before, f"step {step} of undoing"


def test_killed_at_any_step_it_is_settled_at_the_next_start(place):
    kill_at_every_step(place, 5)


@pytest.mark.slow
def test_killed_at_every_single_step_it_is_settled_at_the_next_start(place):
    kill_at_every_step(place, 1)


def test_killed_while_moving_to_another_volume_it_is_settled_at_the_next_start(far_place):
    kill_at_every_step(far_place, 5)


@pytest.mark.slow
def test_killed_at_every_step_to_another_volume_it_is_settled_at_the_next_start(far_place):
    kill_at_every_step(far_place, 1)


def test_refused_at_any_step_every_file_is_here_or_there(place):
    refuse_at_every_step(place, 7, ())


@pytest.mark.slow
def test_refused_at_every_single_step_every_file_is_here_or_there(place):
    refuse_at_every_step(place, 1, REFUSALS)


def test_refused_while_moving_to_another_volume_every_file_is_here_or_there(far_place):
    refuse_at_every_step(far_place, 7, ())


@pytest.mark.slow
def test_refused_at_every_step_to_another_volume_every_file_is_here_or_there(far_place):
    refuse_at_every_step(far_place, 1, REFUSALS)


@pytest.mark.parametrize("to", ["hardlink", "reflink", "symlink"])
def test_what_an_undo_that_was_cut_short_has_written_is_kept_when_the_keeper_goes(tmp_path, home, to):
    """It may be the last copy by then."""
    for step in range(1, 31):
        world = build(tmp_path / f"{step}")
        world.apply(to, CloningFileSystem())
        world.undo(filesystem=FaultyFileSystem(step, out_of_space))
        before = bytes_below(world.folder)
        (world / HARBOUR).unlink()
        left = bytes_below(world.folder)
        world.recover(CloningFileSystem())
        world.apply("trash", CloningFileSystem())
        assert left & before & set(contents().values()) <= bytes_below(world.folder, home), f"step {step}"
