"""What must never be touched is not touched, whoever ticked it, and the reason is told."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from blake3 import blake3

from photohash.core.errors import UsageError
from photohash.library.actions import ActionPlan, ActionResult, Outcome, Target
from photohash.library.actions.planning import plan_by_ticks
from photohash.library.browse import Browser
from photohash.library.store import Catalogue
from tests.library.actions.worlds import (
    COPIES,
    HARBOUR,
    MODEL,
    World,
    add_file,
    build,
    contents,
    register,
    write_photos,
)
from tests.library.films import make_moving

COPY = "inbox/harbour copy.jpg"


def refusal(world, name: str = COPY, to: str = "quarantine") -> str:
    """Why a file stays; everything is as it was."""
    outcomes: dict[Path, Outcome] = {outcome.tick.path: outcome for outcome in world.apply(to)}
    outcome = outcomes[world / name]
    assert outcome.result is ActionResult.FAILED
    assert (world / name).exists()
    return outcome.note


def test_a_keeper_that_is_gone_keeps_its_copies(world):
    (world / HARBOUR).unlink()
    assert "keeper" in refusal(world)
    assert {name for name in COPIES if not (world / name).exists()} == {"phone/tower.jpg"}


def test_a_keeper_whose_bytes_have_changed_keeps_its_copies(world):
    path, info = world / HARBOUR, (world / HARBOUR).stat()
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert "other bytes" in refusal(world)


def test_a_keeper_that_does_not_decode_keeps_its_copies(tmp_path):
    """Even if a catalogue says that its bytes are right."""
    world = build(tmp_path)
    broken = contents()[HARBOUR][:400]
    (world / HARBOUR).write_bytes(broken)
    with world.actions() as actions:
        plan = world.plan(actions)
        ticks = tuple(replace(tick, keeper_digest=blake3(broken).digest()) for tick in plan.ticks)
        outcomes = list(actions.act(ActionPlan(ticks[:1]), dry_run=False))
    assert [outcome.result for outcome in outcomes] == [ActionResult.FAILED]
    assert "cut short" in outcomes[0].note


SENT = "inbox/harbour sent.jpg"


def with_films(folder: Path, *names: str) -> World:
    """A world in which some photos hold the film of their moment, as a catalogue of before knew nothing of."""
    world = World(folder)
    write_photos(world.photos)
    for name in names:
        make_moving(world / name)
    register(world.library, world.photos)
    forget_holdings(world)
    return world


def forget_holdings(world: World) -> None:
    """Leaves the library without what it knows of films, so that only the look before acting finds them."""
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue._connection.run("UPDATE photo SET moving = 0, holdings = '{}'")


def test_a_photo_with_the_film_of_its_moment_does_not_go_for_a_still(tmp_path):
    assert "a motion photo's film" in refusal(with_films(tmp_path, SENT), SENT)


def test_it_does_not_go_for_one_whose_film_is_cut_short(tmp_path):
    world = World(tmp_path)
    write_photos(world.photos)
    for name in (SENT, HARBOUR):
        make_moving(world / name)
    with (world / HARBOUR).open("r+b") as file:
        file.truncate((world / HARBOUR).stat().st_size - 40)
    register(world.library, world.photos)
    forget_holdings(world)
    assert "a motion photo's film" in refusal(world, SENT)


@pytest.mark.parametrize(("films", "to"), [([SENT], "move:there"), ([SENT, HARBOUR, COPY], "quarantine")])
def test_it_goes_where_nothing_is_lost(tmp_path, films, to):
    world = with_films(tmp_path, *films)
    before = world.tree()
    outcomes = {outcome.tick.path: outcome for outcome in world.apply(to.replace("there", str(tmp_path / "there")))}
    assert outcomes[world / SENT].result is ActionResult.DONE
    assert not (world / SENT).exists()
    world.undo()
    assert world.tree() == before


def test_a_copy_that_has_changed_since_the_scan_stays(world):
    (world / COPY).write_bytes(b"edited since")
    assert "scan again" in refusal(world)


def test_a_copy_with_other_bytes_but_the_same_size_and_time_stays(world):
    path, info = world / COPY, (world / COPY).stat()
    path.write_bytes(bytes(info.st_size))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert "other bytes" in refusal(world)


def test_a_copy_that_is_gone_is_told(world):
    (world / COPY).unlink()
    [outcome] = [outcome for outcome in world.apply() if outcome.tick.path == world / COPY]
    assert outcome.note == "is no longer there"


def test_one_bad_file_does_not_stop_the_rest_and_stays_ticked(world):
    (world / COPY).write_bytes(b"edited since")
    outcomes = world.apply()
    assert [outcome.result for outcome in outcomes].count(ActionResult.DONE) == 3
    [left] = world.saved_plan().ticks
    assert left.path == world / COPY
    assert "scan again" in left.problem


def test_a_hard_link_to_the_keeper_is_not_a_second_copy(world):
    (world / COPY).unlink()
    os.link(world / HARBOUR, world / COPY)
    rescan(world, COPY)
    with world.actions() as actions:
        plan = world.plan(actions)
    assert world / COPY not in {tick.path for tick in plan.ticks}
    [left] = [left for left in plan.left if left.path == world / COPY]
    assert "same file as its keeper" in left.reason


@pytest.mark.parametrize("to", ["trash", "quarantine", "hardlink", "symlink", "move"])
def test_all_names_of_one_copy_go_in_one_run_and_free_its_bytes_once(world, tmp_path, home, to):
    for name in ("inbox/again.jpg", "phone/again.jpg"):
        os.link(world / COPY, world / name)
        rescan(world, name)
    before = world.tree()
    outcomes = {outcome.tick.path: outcome for outcome in world.apply(f"move:{home}" if to == "move" else to)}
    names = [outcomes[world / name] for name in (COPY, "inbox/again.jpg", "phone/again.jpg")]
    assert {outcome.result for outcome in names} == {ActionResult.DONE}
    assert sorted(outcome.frees for outcome in names) == [0, 0, len(contents()[HARBOUR])]
    world.undo()
    assert world.tree() == before


def test_a_copy_of_which_a_name_stays_frees_nothing(world):
    os.link(world / COPY, world.folder / "elsewhere.jpg")
    outcomes = {outcome.tick.path: outcome for outcome in world.apply()}
    assert (outcomes[world / COPY].result, outcomes[world / COPY].frees) == (ActionResult.DONE, 0)


def test_one_name_of_a_copy_in_two_spellings_goes_once(world):
    (world / "again").symlink_to(world / "inbox", target_is_directory=True)
    rescan(world, "again/harbour copy.jpg")
    outcomes = {outcome.tick.path: outcome for outcome in world.apply()}
    assert outcomes[world / COPY].result is not outcomes[world / "again/harbour copy.jpg"].result


def test_a_copy_that_is_only_a_link_to_the_keeper_stays(world):
    (world / COPY).unlink()
    (world / COPY).symlink_to(world / HARBOUR)
    with world.actions() as actions:
        plan = world.plan(actions)
    assert "same file as its keeper" in next(left.reason for left in plan.left if left.path == world / COPY)


def test_a_folder_reached_by_two_names_does_not_make_two_files(world):
    (world / "again").symlink_to(world / "album", target_is_directory=True)
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, world / "again/harbour.jpg", catalogue.roots().all()[0].id)
    before = world.tree()
    world.apply("quarantine")
    assert (world / HARBOUR).read_bytes() == contents()[HARBOUR]
    world.undo()
    assert world.tree() == before


@pytest.mark.parametrize("to", ["trash", "quarantine", "hardlink", "symlink"])
def test_nothing_in_a_protected_folder_is_touched(tmp_path, to):
    world = build(tmp_path, protect=("inbox", "phone"))
    before = world.tree()
    outcomes = world.apply(to)
    assert not outcomes
    assert world.tree() == before


def test_a_protected_folder_is_protected_by_every_path_to_it(world):
    """Named by a link, in other letter case where that is one folder, or by its place on the volume."""
    (world.folder / "vault").symlink_to(world / "inbox", target_is_directory=True)
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.roots().protect(catalogue.roots().add(world.folder / "vault", world.folder))
    with world.actions() as actions:
        plan = world.plan(actions)
        assert [tick.path for tick in plan.ticks] == [world / "phone/tower.jpg"]
        assert {left.reason for left in plan.left} == {"is in a protected folder"}


def test_what_becomes_protected_after_it_was_ticked_stays(world):
    (world.folder / "vault").symlink_to(world / "inbox", target_is_directory=True)
    with world.actions() as actions:
        plan = world.plan(actions)
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.roots().protect(catalogue.roots().add(world.folder / "vault", world.folder))
    with world.actions() as actions:
        outcomes = {outcome.tick.path: outcome for outcome in actions.act(plan, dry_run=False)}
    assert "protected" in outcomes[world / COPY].note
    assert (world / "inbox/small.png").exists()


def test_a_protected_folder_is_no_place_to_move_to(world):
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.roots().protect(catalogue.roots().add(world / "album", world.folder))
    with pytest.raises(UsageError, match="protected"):
        world.apply(f"move:{world / 'album' / 'more'}")


def test_a_keeper_in_a_protected_folder_gets_no_sidecar_and_what_only_the_copy_knows_stays(tmp_path):
    world = build(tmp_path, protect=("album",))
    assert "protected folder" in refusal(world, "inbox/harbour sent.jpg")
    assert not (world / "album/harbour.jpg.xmp").exists()


def test_a_keeper_in_a_trash_can_is_no_keeper(tmp_path):
    world = build(tmp_path)
    can = world / ".Trash-1000" / "files"
    can.mkdir(parents=True)
    shutil.move(world / HARBOUR, can / "harbour.jpg")
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, can / "harbour.jpg", None)
        catalogue.mark_vanished([catalogue.file_at(world / HARBOUR) or 0])
    assert "trash can" in refusal(world)


def test_a_raw_file_and_its_jpeg_are_never_torn_apart(world):
    (world / "inbox/harbour copy.cr2").write_bytes(b"raw")
    assert "pair" in refusal(world)
    assert (world / "inbox/harbour copy.cr2").exists()


def test_a_raw_file_goes_with_its_jpeg_if_the_keeper_has_the_same(world):
    (world / "inbox/harbour copy.cr2").write_bytes(b"raw")
    (world / "album/harbour.CR2").write_bytes(b"raw")
    before = world.tree()
    world.apply("quarantine")
    assert not (world / "inbox/harbour copy.cr2").exists()
    assert not (world / COPY).exists()
    world.undo()
    assert world.tree() == before


def test_the_halves_of_a_live_photo_are_never_torn_apart(world):
    (world / "album/tower.mov").unlink()
    assert "pair" in refusal(world, "phone/tower.jpg")
    assert (world / "phone/tower.mov").exists()


def test_the_halves_of_a_live_photo_are_moved_together_in_any_case(world, tmp_path):
    (world / "album/tower.mov").unlink()
    world.apply(f"move:{tmp_path / 'there'}")
    assert (tmp_path / "there/phone/tower.jpg").exists()
    assert (tmp_path / "there/phone/tower.mov").exists()


def test_a_sidecar_of_two_photos_stays_with_the_other(world):
    (world / "inbox/harbour sent.png").write_bytes(b"another picture of that name")
    world.apply("quarantine")
    assert not (world / "inbox/harbour sent.jpg").exists()
    assert (world / "inbox/harbour sent.xmp").exists()


def test_a_group_all_of_whose_files_are_ticked_is_left_alone(world):
    with Browser(world.library, MODEL) as browser:
        groups = browser.groups()
    ticked = {group.id: {member.path for member in group.members} for group in groups}
    with world.actions() as actions:
        plan = actions.plan_ticked(groups, ticked, Target.named("quarantine"))
    assert plan.ticks == ()
    assert len(plan.warnings) == 2


def test_the_user_may_tick_the_keeper_and_keep_another(world):
    with Browser(world.library, MODEL) as browser:
        groups = browser.groups()
    group = next(group for group in groups if group.keeper.path == world / HARBOUR)
    ticked = {group.id: [member.path for member in group.members if member.path != world / COPY]}
    with world.actions() as actions:
        plan = actions.plan_ticked(groups, ticked, Target.named("quarantine"))
        outcomes = list(actions.act(plan, dry_run=False))
    assert {outcome.result for outcome in outcomes} == {ActionResult.DONE}
    assert not (world / HARBOUR).exists()
    assert (world / COPY).read_bytes() == contents()[HARBOUR]


def test_a_dry_run_checks_everything_and_touches_nothing(world, home):
    (world / COPY).write_bytes(b"edited since")
    before = world.tree()
    with world.actions() as actions:
        outcomes = list(actions.act(world.plan(actions, "trash"), dry_run=True))
        assert actions.history() == []
    assert world.tree() == before
    assert list(home.iterdir()) == []
    assert [outcome.result for outcome in outcomes].count(ActionResult.FAILED) == 1
    assert [outcome.result for outcome in outcomes].count(ActionResult.PLANNED) == 3


def test_a_dry_run_says_exactly_what_the_real_one_does(world):
    with world.actions() as actions:
        planned = list(actions.act(world.plan(actions), dry_run=True))
        done = list(actions.act(world.plan(actions), dry_run=False))
    assert [replace(outcome, entry=None, result=ActionResult.PLANNED) for outcome in done] == planned


def rescan(world, *names: str) -> None:
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        for name in names:
            add_file(catalogue, world / name, catalogue.roots().all()[0].id)


def test_of_a_copy_that_stays_for_its_keeper_it_is_said_that_it_is_kept(tmp_path: Path) -> None:
    world = build(tmp_path)
    with Browser(world.library, MODEL) as browser:
        groups = [group for group in browser.groups() if group.keeper.path == world / HARBOUR]
    (group,) = groups
    (sent,) = [member for member in group.members if member.path.name == "harbour sent.jpg"]
    ticked = {group.id: {member.path for member in group.members if member is not sent}}
    plan = plan_by_ticks(groups, ticked, Target.named("quarantine"), ())
    assert plan.ticks
    for tick in plan.ticks:
        assert tick.reason.endswith("; harbour sent.jpg is kept")
