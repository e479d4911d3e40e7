"""A drive that refuses everything from some moment on: nothing is called done that is not, and all comes right."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from photohash.library.actions import ActionResult, EntryState
from tests.library.actions.faults import CloningFileSystem, FaultyFileSystem, kill
from tests.library.actions.laws import check_nothing_is_lost, entries
from tests.library.actions.worlds import COPIES, HARBOUR, TOWER, build


class RefusingDisk(FaultyFileSystem):
    """A disk that refuses every step from one on, but goes on saying that what was done is lasting."""

    def __init__(self, at: int) -> None:
        super().__init__(0, kill)
        self.refuses_from = at


def _refused(name: str) -> Any:
    def step(self: RefusingDisk, *arguments: Any) -> Any:
        if len(self.done) + 1 >= self.refuses_from:
            self.done.append(name)
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(arguments[0]))
        return getattr(super(RefusingDisk, self), name)(*arguments)

    return step


for _name in ("make_folder", "rename", "hard_link", "soft_link", "clone", "copy", "write", "restore", "remove"):
    setattr(RefusingDisk, _name, _refused(_name))


@pytest.mark.parametrize("to", ["trash", "quarantine", "hardlink", "symlink"])
def test_what_could_be_neither_done_nor_taken_back_is_not_called_done(tmp_path: Path, home: Path, to: str) -> None:
    counting = FaultyFileSystem(0, kill)
    build(tmp_path / "count").apply(to, counting)
    for step in range(1, len(counting.done) + 1):
        world = build(tmp_path / f"{to} {step}")
        for outcome in world.apply(to, RefusingDisk(step)):
            if outcome.result is ActionResult.DONE:
                path = outcome.tick.path
                arrived = outcome.destination is not None and outcome.destination.exists() and not path.exists()
                linked = path.exists() and any(path.samefile(world / keeper) for keeper in (HARBOUR, TOWER))
                assert arrived or linked, f"step {step}: {path.name} is called done"
        check_nothing_is_lost(world, home)
        world.recover(CloningFileSystem())
        assert not [entry for entry in entries(world) if entry.state is EntryState.INTENDED]
        if any(entry.state is EntryState.DONE for entry in entries(world)):
            assert not [undone.problem for undone in world.undo(filesystem=CloningFileSystem()) if undone.problem]
        for name in COPIES:
            assert (world / name).exists(), f"{name} is not back after step {step}"
