"""The window and the command line on one library: the same groups, the same photos kept, the same ticks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photohash.__main__ import run
from photohash.app.controllers.session import open_session
from photohash.core.settings import Settings
from photohash.library.store import Catalogue
from tests.app.desks import COPIES, PHONE, SENT, SMALL, TWIN, Desk
from tests.library.actions.worlds import HARBOUR, MODEL, TOWER, World, build

Command = Callable[..., Any]

ONLY_NORMAL, ONLY_LOOSE = 55, 70
"""Distances in bits that the model's card lets through from normal strictness on, and only where that is loose."""


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Runs a command on the window's library; gives its document."""

    def call(*arguments: str) -> Any:
        capfd.readouterr()
        assert run(["--library", str(tmp_path / "library"), *arguments, "--json"]) == 0
        return json.loads(capfd.readouterr().out)

    return call


@pytest.fixture
def coded(home: Path, tmp_path: Path) -> World:
    """A world whose copies are nearer and farther from the harbour, by their codes."""
    world = build(tmp_path)
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        pairs = catalogue.pairs(MODEL)
        for name, distance in ((HARBOUR, 0), (SENT, ONLY_NORMAL), (SMALL, ONLY_LOOSE)):
            photo = catalogue.photo_at(world / name)
            assert photo is not None
            pairs.put_code(photo, ((1 << distance) - 1).to_bytes(32, "big"))
    return world


@pytest.fixture
def open_real(open_window, coded: World, tmp_path: Path, qtbot) -> Callable[[], Desk]:
    """Opens windows on that world as the program does."""
    return lambda: Desk(open_window(open_session(tmp_path / "library", None, watches=False)), coded.photos, qtbot)


def in_window(desk: Desk) -> list[list[tuple[str, str | None]]]:
    """The groups in view: files and what they are, the kept one first."""
    groups = [row.group for row in desk.window.copies.model.rows]
    return sorted(
        [(str(member.path), None if member.kind is None else member.kind.value) for member in group.members]
        for group in groups
    )


def in_terminal(document: Any) -> list[list[tuple[str, str | None]]]:
    return sorted(
        [(photo["path"], photo["relation"] and photo["relation"]["kind"]) for photo in group["photos"]]
        for group in document["groups"]
    )


def ticked(document: Any, photos: Path) -> set[str]:
    return {Path(action["path"]).relative_to(photos).as_posix() for action in document["actions"]}


@pytest.mark.parametrize("by_hand", [(), (SMALL,), (PHONE,), (SENT, PHONE)])
@pytest.mark.parametrize(
    ("keep", "strictness"),
    [("", 1e-4), ("", 1e-5), ("", 1e-6), ("newest", 1e-4), ("shortest-path,newest", 1e-4), ("in:inbox", 1e-4)],
)
def test_both_give_the_same_groups_keepers_and_ticks(open_real, command, coded, keep, strictness, by_hand):
    settings = Settings(coded.library)
    settings.set("keep", keep.replace("in:", f"in:{coded.photos}/"))
    settings.set("strictness", strictness)
    desk = open_real()
    for name in by_hand:
        if any(str(coded / name) == path for group in in_window(desk) for path, _ in group):
            desk.point(name)
            if desk.window.commands["keep-this"].isEnabled():
                desk.trigger("keep-this")
    assert in_terminal(command("groups")) == in_window(desk)
    assert ticked(command("apply", "--to", "quarantine"), coded.photos) == desk.ticked()


def test_both_leave_out_what_was_decided(open_real, command, coded):
    desk = open_real()
    desk.window._choose_strictness(1e-4)
    desk.settle()
    desk.point(SENT)
    desk.trigger("not-duplicates")
    assert desk.ticked() == COPIES - {SENT}
    assert in_terminal(command("groups")) == in_window(desk)
    assert ticked(command("apply"), coded.photos) == desk.ticked()


def test_what_is_set_in_the_window_counts_for_apply_and_an_option_counts_more(open_real, command, coded):
    desk = open_real()
    desk.choose(desk.window.copies.tick_bar.target, "quarantine")
    desk.point(PHONE)
    desk.trigger("keep-this")
    desk.window.close()
    document = command("apply")
    assert {action["action"] for action in document["actions"]} == {"quarantine"}
    assert ticked(document, coded.photos) == {TWIN, SENT, TOWER}
    document = command("apply", "--to", "trash", "--strictness", "1e-4", "--no-chosen")
    assert {action["action"] for action in document["actions"]} == {"trash"}
    assert ticked(document, coded.photos) == COPIES
    assert ticked(command("apply", "--strictness", "1e-6"), coded.photos) == {TWIN, TOWER}
    assert ticked(command("apply", "--keep", "newest"), coded.photos) == {TWIN, HARBOUR, TOWER}


def test_a_rule_of_the_window_can_be_set_aside(command, coded):
    Settings(coded.library).set("keep", "newest")
    assert HARBOUR in ticked(command("apply"), coded.photos)
    assert HARBOUR not in ticked(command("apply", "--keep", ""), coded.photos)


def test_a_saved_rule_that_there_is_not_is_left_out_by_both(open_real, command, coded, expected_logs):
    expected_logs.expect("There is no rule 'prettiest'")
    Settings(coded.library).set("keep", "prettiest")
    desk = open_real()
    assert desk.window.copies.tick_bar.rule.word == ""
    assert in_terminal(command("groups")) == in_window(desk)
    assert ticked(command("apply"), coded.photos) == desk.ticked() == COPIES - {SMALL}


def test_a_chosen_photo_that_lacks_something_makes_the_other_stay(open_real, command, coded):
    Settings(coded.library).set("strictness", 1e-4)
    desk = open_real()
    desk.point(SMALL)
    desk.trigger("keep-this")
    assert desk.row(SMALL)[1].keeper
    assert HARBOUR not in desk.ticked()
    command("apply", "--yes")
    assert (coded / SMALL).exists()
    assert (coded / HARBOUR).exists() or (coded / TWIN).exists()
