"""One folder reached over two file systems: a copy is its own keeper, and nothing but its going says so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from photohash.library.actions import Action, ActionPlan, ActionResult, EntryState, preflight
from photohash.library.store import Catalogue
from tests.library.actions.faults import CloningFileSystem, TwofoldFileSystem
from tests.library.actions.laws import check_journal_and_disk_agree, entries
from tests.library.actions.worlds import World, add_file
from tests.library.photos import save, scene
from tests.mounts import shown_again

TARGETS = ["trash", "quarantine", "hardlink", "symlink", "move"]
MANY = 230
"""More files than are acted on in one batch."""


def twofold(folder: Path, number: int) -> tuple[World, TwofoldFileSystem]:
    """A world in which every photo of ``nas`` is in ``share`` too, since the two are one folder."""
    world = World(folder)
    (world.photos / "share").mkdir(parents=True)
    (world.photos / "nas").mkdir()
    picture = save(scene(32, 24), folder / "picture.jpg").read_bytes()
    names = [f"{side}/{place:04}.jpg" for place in range(number) for side in ("nas", "share")]
    for name in names:
        (world / name).write_bytes(picture + name[-8:].encode())  # what follows the end of a JPEG is no part of it
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        root = catalogue.roots().add(world.photos, Path("/"))
        for name in names:
            add_file(catalogue, world / name, root)
    shadow = folder / "shadow"
    shadow.mkdir()
    return world, TwofoldFileSystem(world / "nas", world / "share", shadow)


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("number", [3, MANY])
def test_the_first_move_is_taken_back_and_stops_the_run(tmp_path, home, to, number):
    world, filesystem = twofold(tmp_path / "world", number)
    before = world.tree()
    with world.actions(filesystem) as actions:
        plan = world.plan(actions, f"move:{tmp_path / 'elsewhere'}" if to == "move" else to)
        outcomes = list(actions.act(plan, dry_run=False))
        stopped = actions.stopped
    assert len(plan.ticks) == len(outcomes) == number
    assert {outcome.result for outcome in outcomes} == {ActionResult.FAILED}
    assert [outcome.note for outcome in outcomes[1:]] == ["was not touched, because the run was stopped"] * (number - 1)
    first = plan.ticks[0]
    assert str(first.path) in stopped
    assert str(first.keeper) in stopped
    assert "one file, reached over two file systems" in outcomes[0].note
    assert world.tree() == before
    assert EntryState.DONE not in {entry.state for entry in entries(world) if entry.action is not Action.RESCUE}
    check_journal_and_disk_agree(world)


def test_a_run_that_was_stopped_can_be_begun_anew(tmp_path, home):
    """Where the second way is gone, the copies there are none; nothing is left ticked that could not be done."""
    world, filesystem = twofold(tmp_path / "world", 2)
    world.apply("quarantine", filesystem)
    outcomes = world.apply("quarantine")
    assert {outcome.result for outcome in outcomes} == {ActionResult.DONE}
    world.undo()
    assert (world / "nas/0000.jpg").exists()
    assert (world / "share/0000.jpg").exists()


def test_a_keeper_is_read_once_more_before_its_copies_are_gone_for_good(tmp_path, home):
    """It may have gone as another keeper's copy, later in the same batch."""
    world, filesystem = twofold(tmp_path / "world", 1)
    for name in ("third.jpg", "fourth.jpg"):
        (world / name).write_bytes((world / "nas/0000.jpg").read_bytes())
        with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
            add_file(catalogue, world / name, catalogue.roots().all()[0].id)
    with world.actions(filesystem) as actions:
        ticks = {tick.path: tick for tick in world.plan(actions).ticks}
        some = next(iter(ticks.values()))
        wanted = [("third.jpg", "nas/0000.jpg"), ("share/0000.jpg", "fourth.jpg")]
        times = {name: (world / name).stat().st_mtime_ns for name, _ in wanted}
        chosen = [
            replace(some, path=world / name, mtime_ns=times[name], keeper=world / keeper) for name, keeper in wanted
        ]
        outcomes = list(actions.act(ActionPlan(tuple(chosen)), dry_run=False))
        assert str(world / "third.jpg") in actions.stopped
    assert [outcome.result for outcome in outcomes] == [ActionResult.FAILED, ActionResult.DONE]
    assert (world / "third.jpg").exists()
    check_journal_and_disk_agree(world)


class CannedFileSystem(CloningFileSystem):
    """A disk with a trash that keeps its places to itself, as those of macOS and Windows do."""

    def __init__(self, can: Path) -> None:
        self.can = can

    def send_to_trash(self, file: Path) -> None:
        shutil.move(file, self.can / file.name)


def test_a_trash_that_gives_nothing_back_gets_no_photo_that_is_its_own_keeper(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "has_known_places", lambda: False)
    (tmp_path / "can").mkdir()
    world, _ = twofold(tmp_path / "world", 1)
    (world / "share/0000.jpg").unlink()
    (world / "share").rmdir()
    with shown_again(world / "nas", world / "share"):
        with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
            add_file(catalogue, world / "share/0000.jpg", catalogue.roots().all()[0].id)
        [outcome] = world.apply("trash", CannedFileSystem(tmp_path / "can"))
        assert outcome.result is ActionResult.FAILED
        assert "one file, reached over two file systems" in outcome.note
        assert (world / "nas/0000.jpg").exists()
        assert [path.name for path in (world / "nas").iterdir()] == ["0000.jpg"]
    assert not list((tmp_path / "can").iterdir())


def test_such_a_trash_gets_a_copy_from_another_volume(tmp_path, home, monkeypatch):
    monkeypatch.setattr(preflight, "has_known_places", lambda: False)
    (tmp_path / "can").mkdir()
    world, _ = twofold(tmp_path / "world", 1)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "0000.jpg").write_bytes((world / "share/0000.jpg").read_bytes())
    (world / "share/0000.jpg").unlink()
    (world / "share").rmdir()
    with shown_again(elsewhere, world / "share"):
        with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
            add_file(catalogue, world / "share/0000.jpg", catalogue.roots().all()[0].id)
        [outcome] = world.apply("trash", CannedFileSystem(tmp_path / "can"))
    assert outcome.result is ActionResult.DONE
    assert [path.name for path in (tmp_path / "can").iterdir()] == ["0000.jpg"]
