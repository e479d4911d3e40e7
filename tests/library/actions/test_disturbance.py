"""Other programs do what they like at any moment; what they wrote is never lost, and neither is a photo."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photohash.library.actions import ActionResult, EntryState
from tests.library.actions.faults import CloningFileSystem, FaultyFileSystem, kill
from tests.library.actions.laws import check_nothing_is_lost, entries
from tests.library.actions.worlds import COPIES, HARBOUR, World, build, bytes_below, contents

TARGETS = ["trash", "quarantine", "hardlink", "reflink", "symlink", "move"]
THEIRS = b"what another program wrote just now"
COPY = "inbox/harbour copy.jpg"

Disturbance = Callable[[World, str, tuple[Any, ...]], None]


def replace_the_file(world: World, _step: str, _arguments: tuple[Any, ...]) -> None:
    """Saves over the copy as editors do, by a new file that takes its name."""
    fresh = world.folder / "fresh"
    fresh.write_bytes(THEIRS)
    fresh.replace(world / COPY)


def write_into_the_file(world: World, _step: str, _arguments: tuple[Any, ...]) -> None:
    """Writes into the copy, if it is there as a file of its own."""
    path = world / COPY
    if path.exists() and not path.is_symlink() and path.stat().st_nlink == 1:
        path.write_bytes(THEIRS)


def take_the_new_name(_world: World, step: str, arguments: tuple[Any, ...]) -> None:
    """Makes a file under the name that is about to be given."""
    if step in {"rename", "hard_link", "soft_link"} and not arguments[1].exists():
        arguments[1].write_bytes(THEIRS)


def take_the_old_name(world: World, _step: str, _arguments: tuple[Any, ...]) -> None:
    """Makes a file where the copy was, if it has just gone."""
    if not os.path.lexists(world / COPY):
        (world / COPY).write_bytes(THEIRS)


DISTURBANCES = [replace_the_file, write_into_the_file, take_the_new_name, take_the_old_name]


def disturb_at_every_step(folder: Path, home: Path, to: str, disturbance: Disturbance, stride: int) -> None:
    elsewhere = folder / "elsewhere"
    wanted = f"move:{elsewhere}" if to == "move" else to
    counting = FaultyFileSystem(0, kill)
    build(folder / "count").apply(wanted, CloningFileSystem())
    build(folder / "count again").apply(wanted, counting)
    for step in range(1, len(counting.done) + 1, stride):
        world = build(folder / str(step))
        wrote = False

        def fault(name: str, arguments: tuple[Any, ...], world: World = world) -> None:
            nonlocal wrote
            before = bytes_below(folder)
            disturbance(world, name, arguments)
            wrote = THEIRS in bytes_below(folder) and THEIRS not in before

        world.apply(wanted, FaultyFileSystem(step, fault))
        check(world, home, elsewhere, wrote)
        world.recover(CloningFileSystem())
        check(world, home, elsewhere, wrote)
        if any(entry.state is EntryState.DONE for entry in entries(world)):
            world.undo(filesystem=CloningFileSystem())
        check(world, home, elsewhere, wrote)
        for name in COPIES:
            assert (world / name).exists(), f"{name} is not back after step {step}"


def check(world: World, home: Path, elsewhere: Path, wrote: bool) -> None:
    # The copy itself is what the other program overwrote; its bytes are its keeper's, so they are still there.
    check_nothing_is_lost(world, home, elsewhere, also={THEIRS} if wrote else set())
    assert (world / HARBOUR).read_bytes() == contents()[HARBOUR]


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("disturbance", DISTURBANCES)
def test_what_another_program_writes_at_any_step_is_not_lost(tmp_path, home, to, disturbance):
    disturb_at_every_step(tmp_path / "worlds", home, to, disturbance, 6)


@pytest.mark.slow
@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("disturbance", DISTURBANCES)
def test_what_another_program_writes_at_every_single_step_is_not_lost(tmp_path, home, to, disturbance):
    disturb_at_every_step(tmp_path / "worlds", home, to, disturbance, 1)


@pytest.mark.parametrize("to", TARGETS)
def test_a_keeper_that_goes_at_any_step_takes_no_copy_with_it(tmp_path, home, to):
    counting = FaultyFileSystem(0, kill)
    wanted = f"move:{tmp_path / 'elsewhere'}" if to == "move" else to
    build(tmp_path / "count").apply(wanted, counting)
    for step in range(1, len(counting.done) + 1, 3):
        world = build(tmp_path / str(step))
        keeper = world / HARBOUR

        def fault(name: str, _arguments: tuple[Any, ...], keeper: Path = keeper) -> None:
            # Before its copy is dropped a symbolic link was verified; from then on the keeper is the only file.
            if name != "remove" or to != "symlink":
                keeper.unlink()

        world.apply(wanted, FaultyFileSystem(step, fault))
        world.recover(CloningFileSystem())
        check_nothing_is_lost(world, home, tmp_path / "elsewhere")


@pytest.mark.parametrize("to", TARGETS)
def test_a_clock_that_jumps_changes_nothing(world, tmp_path, monkeypatch, to):
    before = world.tree()
    now = time.time()
    moments = iter([now - 3e8, now + 3e8, now] * 1000)
    monkeypatch.setattr(time, "time", lambda: next(moments))
    wanted = f"move:{tmp_path / 'elsewhere'}" if to == "move" else to
    assert {outcome.result for outcome in world.apply(wanted, CloningFileSystem())} == {ActionResult.DONE}
    world.undo()
    assert world.tree() == before


@pytest.mark.parametrize("to", ["trash", "quarantine", "symlink", "move"])
def test_a_keeper_that_is_edited_meanwhile_keeps_its_copies_and_stops_nothing_else(tmp_path, home, to):
    world = build(tmp_path / "world")
    edited = []

    def edit(name: str, _arguments: tuple[Any, ...]) -> None:
        edited.append(name)
        (world / HARBOUR).write_bytes(THEIRS)

    filesystem = FaultyFileSystem(0, edit)
    wanted = f"move:{tmp_path / 'elsewhere'}" if to == "move" else to
    build(tmp_path / "count").apply(wanted, filesystem)
    filesystem.at, filesystem.done = filesystem.done.index("rename") + 1, []
    outcomes = {outcome.tick.path: outcome for outcome in world.apply(wanted, filesystem, rescue=False)}
    assert edited
    tower = outcomes.pop(world / "phone/tower.jpg")
    assert {outcome.result for outcome in outcomes.values()} == {ActionResult.FAILED}
    assert "stopped" not in tower.note
    check_nothing_is_lost(world, home, tmp_path / "elsewhere", also={THEIRS})
