"""A fresh library for every test of actions, and a trash can of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.actions.worlds import World, build


@pytest.fixture(autouse=True)
def _trash_of_its_own(home: Path) -> None:
    """No test reaches the user's own trash can."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


@pytest.fixture
def other_volume(tmp_path: Path) -> Iterator[Path]:
    """An empty folder on another volume than the test's own."""
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second volume here")
    folder = Path(tempfile.mkdtemp(prefix="photohash-", dir=shared))
    yield folder
    shutil.rmtree(folder)
    can = shared / f".Trash-{os.getuid()}"
    for place in (can / "files", can / "info", can):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
