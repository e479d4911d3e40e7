"""photohash apply, undo, history and decide, on whole trees of files and as DESIGN describes them."""

import os
import shutil
from pathlib import Path

import pytest

from photohash.library.actions import rule_names
from photohash.library.store import Catalogue
from tests.library.actions.faults import FaultyFileSystem, in_a_process, kill
from tests.library.actions.worlds import COPIES, DAY, HARBOUR, OLD, World, add_file, build

pytestmark = pytest.mark.usefixtures("home")

TARGETS = ["trash", "quarantine", "hardlink", "symlink", "move"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def target(to: str, tmp_path: Path) -> str:
    return f"move:{tmp_path / 'elsewhere'}" if to == "move" else to


def keepers(outcome) -> dict[str, str]:
    return {Path(action["path"]).name: Path(action["keeper"]).name for action in outcome.document["actions"]}


@pytest.mark.parametrize("to", TARGETS)
def test_apply_acts_and_undo_brings_the_whole_tree_back(photohash, world, tmp_path, to):
    before = world.tree()
    planned = photohash("apply", "--to", target(to, tmp_path), "--json")
    assert planned.code == 0
    assert planned.document["dry_run"]
    assert world.tree() == before
    done = photohash("apply", "--to", target(to, tmp_path), "--yes", "--json")
    assert done.code == 0
    assert {action["state"] for action in done.document["actions"]} == {"done"}
    assert [action["path"] for action in done.document["actions"]] == [
        action["path"] for action in planned.document["actions"]
    ]
    assert world.tree() != before
    undone = photohash("undo", "--json")
    assert undone.code == 0
    assert {entry["state"] for entry in undone.document["entries"]} == {"undone"}
    assert world.tree() == before


def test_without_yes_nothing_is_touched_and_the_reason_of_each_file_is_told(photohash, world):
    outcome = photohash("apply", "--to", "quarantine")
    assert outcome.code == 0
    assert "Nothing was touched" in outcome.out
    for name in COPIES:
        assert Path(name).name in outcome.out
    assert "the same bytes" in outcome.out
    assert "rating" in outcome.out


def test_the_document_of_apply_names_everything(photohash, world):
    document = photohash("apply", "--to", "quarantine", "--yes", "--json").document
    assert set(document) == {"dry_run", "actions", "left", "warnings", "freed", "failures"}
    assert document["freed"] == sum(action["bytes"] for action in document["actions"]) > 0
    sent = next(action for action in document["actions"] if action["path"].endswith("harbour sent.jpg"))
    assert sent["keeper"] == str(world / HARBOUR)
    assert sent["kind"] == "re-encoded"
    assert {Path(name).suffix for name in sent["with"]} == {".xmp", ".aae"}
    assert Path(sent["destination"]).exists()
    assert {one["field"]: one["rescued"] for one in sent["metadata"]} == {"rating": "4", "keywords": "sea, boats"}
    assert "4" in (world / "album/harbour.jpg.xmp").read_text()


def test_files_that_cannot_be_acted_on_are_listed_and_the_others_go(photohash, world):
    (world / "inbox/harbour copy.jpg").write_bytes(b"edited since")
    outcome = photohash("apply", "--to", "quarantine", "--yes", "--json")
    assert outcome.code == 3
    assert [Path(failure["path"]).name for failure in outcome.document["failures"]] == ["harbour copy.jpg"]
    assert "harbour copy.jpg has changed since it was last looked at: scan again" in outcome.err
    assert (world / "inbox/harbour copy.jpg").exists()
    assert not (world / "inbox/small.png").exists()


def test_history_says_what_was_done_to_each_file(photohash, world):
    assert "Nothing was done yet" in photohash("history").out
    photohash("apply", "--to", "quarantine", "--yes")
    photohash("undo", 2)
    entries = photohash("history", "--json").document["entries"]
    assert {entry["state"] for entry in entries} == {"done", "undone"}
    assert [entry["entry"] for entry in entries] == sorted((entry["entry"] for entry in entries), reverse=True)
    assert "quarantine" in photohash("history").out


def test_undo_takes_back_one_entry_or_a_run(photohash, world):
    before = world.tree()
    photohash("apply", "--to", "quarantine", "--yes")
    entries = photohash("history", "--json").document["entries"]
    small = next(entry for entry in entries if entry["path"].endswith("small.png"))
    assert photohash("undo", small["entry"]).code == 0
    assert (world / "inbox/small.png").exists()
    assert not (world / "inbox/harbour copy.jpg").exists()
    assert photohash("undo", "--run", small["run"]).code == 0
    assert world.tree() == before
    assert photohash("undo").code == 2
    assert photohash("undo", 99).code == 2


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ("oldest", "harbour.jpg"),
        ("newest", "harbour sent.jpg"),
        ("most-pixels,newest", "harbour sent.jpg"),
        ("shortest-path", "harbour.jpg"),
    ],
)
def test_rules_choose_the_keeper(photohash, world, rules, kept):
    for place, name in enumerate(["inbox/harbour copy.jpg", "inbox/harbour sent.jpg", "inbox/small.png"], start=10):
        os.utime(world / name, ns=(OLD, OLD + place * DAY))
    rescan(world)
    assert set(keepers(photohash("apply", "--keep", rules, "--json")).values()) & {
        "harbour.jpg", "harbour copy.jpg", "harbour sent.jpg", "small.png",
    } == {kept}  # fmt: skip


def test_a_folder_named_keeps_its_files(photohash, world):
    outcome = photohash("apply", "--keep", f"in:{world / 'phone'}", "--to", "quarantine", "--yes", "--json")
    assert {"tower.jpg"} <= {Path(action["path"]).name for action in outcome.document["actions"]}
    assert (world / "phone/tower.jpg").exists()
    assert not (world / "album/tower.jpg").exists()


def test_a_pair_or_a_protected_file_is_kept_by_rule(photohash, world):
    (world / "inbox/harbour copy.dng").write_bytes(b"raw")
    assert keepers(photohash("apply", "--keep", "pair", "--json"))["harbour.jpg"] == "harbour copy.jpg"
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        catalogue.roots().protect(catalogue.roots().add(world / "phone", world.folder))
    outcome = photohash("apply", "--keep", "protected", "--json")
    assert str(world / "phone/tower.jpg") in {action["keeper"] for action in outcome.document["actions"]}


def test_the_rules_are_listed(photohash):
    assert photohash("apply", "--keep", "list").out.split() == rule_names()


def test_a_smaller_picture_that_the_rules_would_keep_stays_beside_the_larger_one(photohash, world):
    outcome = photohash("apply", "--keep", f"in:{world / 'inbox'},shortest-path", "--json")
    (warning,) = outcome.document["warnings"]
    assert "small.png is the one your rules keep" in warning
    assert "lacks what that has: more pixels" in warning
    assert not {"small.png"} & {Path(action["path"]).name for action in outcome.document["actions"]}


def test_an_undo_that_was_cut_short_is_finished_and_the_run_before_it_stays(photohash, world):
    photohash("apply", "--to", "hardlink", "--yes")
    photohash("apply", "--to", "quarantine", "--yes")
    assert in_a_process(world.undo, None, FaultyFileSystem(4, kill))
    outcome = photohash("undo", "--json")
    assert outcome.code == 0
    assert {entry["action"] for entry in outcome.document["entries"]} == {"quarantine", "rescue"}
    assert (world / "inbox/small.png").exists()
    assert (world / "inbox/harbour copy.jpg").samefile(world / HARBOUR)


def test_what_was_cut_short_is_settled_before_the_groups_are_read(photohash, world):
    photohash("apply", "--to", "quarantine", "--yes")
    assert in_a_process(world.undo, None, FaultyFileSystem(4, kill))
    outcome = photohash("apply", "--to", "quarantine", "--json")
    assert outcome.code == 0
    assert "Left unfinished by an earlier run" in outcome.err
    back = {name for name in COPIES if (world / name).exists()}
    assert back
    assert {Path(action["path"]) for action in outcome.document["actions"]} == {world / name for name in back}


def test_a_folder_with_a_comma_in_its_name_can_be_named(photohash, world):
    (world / "phone, old").mkdir()
    shutil.copy2(world / "phone/tower.jpg", world / "phone, old")
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        add_file(catalogue, world / "phone, old/tower.jpg", catalogue.roots().all()[0].id)
    outcome = photohash("apply", "--keep", f"in:{world / 'phone, old'},newest", "--json")
    assert str(world / "phone, old/tower.jpg") in {action["keeper"] for action in outcome.document["actions"]}


def test_files_never_compared_with_the_new_keeper_stay_and_are_told(photohash, world):
    outcome = photohash("apply", "--keep", f"in:{world / 'inbox'},newest", "--to", "quarantine", "--yes", "--json")
    assert outcome.code == 0
    assert "small.png" in {Path(left["path"]).name for left in outcome.document["left"]} | set(
        keepers(outcome).values()
    )


def test_a_wrong_word_is_explained(photohash, world):
    outcome = photohash("apply", "--keep", "best")
    assert outcome.code == 2
    assert all(name in outcome.err for name in rule_names())
    for wrong in ("delete", "move", "rescue"):
        outcome = photohash("apply", "--to", wrong)
        assert outcome.code == 2
        assert "trash" in outcome.err


def test_apply_without_a_library_says_what_to_do(photohash, tmp_path):
    outcome = photohash("apply", library=tmp_path / "nowhere")
    assert outcome.code == 1
    assert "photohash scan FOLDER" in outcome.err
    assert not (tmp_path / "nowhere").exists()


def test_decided_photos_are_not_offered_again(photohash, world):
    def shown() -> set[str]:
        document = photohash("groups", "--json").document
        return {Path(photo["path"]).name for group in document["groups"] for photo in group["photos"]}

    assert photohash("decide", "not-duplicates", world / HARBOUR, world / "inbox/small.png").code == 0
    assert "small.png" not in shown()
    assert photohash("decide", "keep-both", world / HARBOUR, world / "inbox/harbour copy.jpg").code == 0
    assert "harbour copy.jpg" not in shown()
    assert "harbour sent.jpg" in shown()
    assert {Path(action["path"]).name for action in photohash("apply", "--json").document["actions"]} == {
        "harbour sent.jpg",
        "tower.jpg",
    }
    photohash("decide", "undecided", world / HARBOUR, world / "inbox/small.png")
    assert "small.png" in shown()


def test_a_decision_needs_two_photos_of_the_library(photohash, world, tmp_path):
    assert photohash("decide", "not-duplicates", world / HARBOUR).code == 2
    assert photohash("decide", "perhaps", world / HARBOUR, world / "inbox/small.png").code == 2
    stranger = shutil.copy(world / HARBOUR, tmp_path / "stranger.jpg")
    outcome = photohash("decide", "keep-both", world / HARBOUR, stranger)
    assert outcome.code == 2
    assert "not in the library" in outcome.err


def test_only_one_photohash_acts_at_a_time(photohash, world):
    with world.actions():
        outcome = photohash("apply", "--yes")
    assert outcome.code == 1
    assert "another photohash" in outcome.err
    assert (world / "inbox/small.png").exists()


def test_the_plan_is_saved_with_what_could_not_be_done(photohash, world):
    (world / "inbox/small.png").write_bytes(b"edited since")
    photohash("apply", "--to", "quarantine", "--yes")
    [tick] = world.saved_plan().ticks
    assert tick.path == world / "inbox/small.png"
    assert "scan again" in tick.problem


def rescan(world: World) -> None:
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        for name in (HARBOUR, *COPIES):
            add_file(catalogue, world / name, catalogue.roots().all()[0].id)
