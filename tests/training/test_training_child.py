"""The process that trains: begun on a real library, killed at work, and gone on with."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from blake3 import blake3

from photohash.core.errors import UsageError
from photohash.library.albums.editing import AlbumEditor
from photohash.library.store import Catalogue
from photohash.training import child
from photohash.training.run_folder import RunRequest, RunState, TrainingRun, begin_run
from photohash.training.run_lock import locked
from tests.library.catalogues import PICTURE, found
from tests.training.albums import COLOURS, fill


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two albums of four photos each."""
    photos = fill(tmp_path / "photos", albums=2, photos=4)
    folder = tmp_path / "library"
    with Catalogue.open(folder, write=True) as catalogue, catalogue.transaction():
        for path in sorted(photos.rglob("*.jpg")):
            content = path.read_bytes()
            photo = catalogue.add_photo(blake3(content).digest(), PICTURE, len(content))
            catalogue.put_file(found(path, len(content)), photo, None)
    with AlbumEditor(Catalogue.open(folder, write=True)) as editor:
        for name in list(COLOURS)[:2]:
            paths = sorted((photos / name).iterdir())
            editor.create(name, [blake3(path.read_bytes()).digest() for path in paths])
    return folder


def waits_for(run: TrainingRun, kind: str) -> bool:
    """Whether an event of a kind comes while the process works."""
    for _ in range(6000):
        if any(event["kind"] == kind for event in run.events_after(0)[0]):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_process_that_is_killed_leaves_a_run_that_goes_on_to_a_model(library):
    run = begin_run(library, RunRequest("dah", 16, 0.1, device="cpu"))
    first = child.start(run)
    assert waits_for(run, "loss"), child.log_of(run).read_text()
    assert run.state() is RunState.RUNNING
    assert os.getpriority(os.PRIO_PROCESS, first.pid) >= 10
    assert os.getpgid(first.pid) == first.pid
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert run.state() is RunState.STOPPED
    assert child.start(run).wait() == 0, child.log_of(run).read_text()
    assert run.state() is RunState.DONE
    report = run.report()
    assert report is not None
    assert [album.photos for album in report.albums] == [4, 4]
    assert not run.work.exists()


def test_a_second_process_on_one_run_is_refused(library):
    run = begin_run(library, RunRequest("dah", 16, 0.1, device="cpu"))
    with locked(run.lock):
        assert child.start(run).wait() == 2
        assert "already" in child.log_of(run).read_text()
    with pytest.raises(UsageError), locked(run.lock), locked(run.lock):
        pass
