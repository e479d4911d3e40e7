"""Where files are: one folder by two ways, packages of other programs, what belongs to a photo, what is not read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.menagerie.conftest import Case
from tests.library.photos import save, scene
from tests.mounts import shown_again

TARGETS = ["trash", "quarantine", "symlink", "move"]


def contents_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.jpg"))}


@pytest.mark.parametrize("to", TARGETS)
def test_one_folder_over_two_file_systems_loses_no_photo_and_the_run_says_why_it_stopped(case: Case, tmp_path, to):
    one = case.folder / "nas"
    one.mkdir()
    for seed in range(3):
        save(scene(480, 320, seed), one / f"{seed}.jpg")
    before = contents_below(one)
    with shown_again(one, case.folder / "share"):
        case.scan()
        outcome = case.photohash("apply", "--yes", "--to", f"move:{tmp_path / 'there'}" if to == "move" else to)
        assert outcome.code == 1
        [sentence] = [line for line in outcome.err.splitlines() if "two file systems" in line]
        assert str(case.folder / "nas") in sentence
        assert str(case.folder / "share") in sentence
        assert contents_below(one) == before
        assert contents_below(case.folder / "share") == before


def test_two_ways_to_one_old_file_are_known_before_anything_is_touched(case: Case):
    one = case.folder / "nas"
    one.mkdir()
    os.utime(save(scene(480, 320), one / "a.jpg"), ns=(1, 10**18 + 7))
    with shown_again(one, case.folder / "share"):
        case.scan()
        plan = case.plan()
        assert [action["state"] for action in plan["actions"]] == ["failed"]
        assert "is the same file as its keeper" in plan["failures"][0]["error"]
