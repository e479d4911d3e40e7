"""No room on the disk while something is trained or written: told in a sentence, nothing half-written, gone on with."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import LibraryError, ModelError
from photohash.library.albums.training_photos import LibraryAlbums
from photohash.training.disk_room import array_in_file, require_room, room_in
from photohash.training.run_folder import RunRequest, RunState, TrainingRun, begin_run, runs
from tests.limits import no_file_over
from tests.mounts import small_disk
from tests.training.test_library_run import albums, begin, worked  # noqa: F401

pytestmark = pytest.mark.usefixtures("one_thread", "in_float32")


def left(run: TrainingRun) -> set[str]:
    """What is half-written in the folder of a run."""
    return {path.name for path in run.folder.rglob("*") if ".part" in path.name or "unfinished" in path.name}


def refused(run: TrainingRun, of: LibraryAlbums, words: str) -> None:
    """Works on a run, in vain, and sees what a person is told and what is left."""
    with pytest.raises(LibraryError, match=words):
        worked(run, of)
    assert run.state() is RunState.FAILED
    assert str(run.folder) in run.message()
    assert "what was learnt so far is kept" in run.message()
    assert not run.model.exists()
    assert run.report() is None
    assert not left(run)


def test_wherever_a_file_finds_no_room_the_person_reads_it_and_the_run_goes_on_from_there(begin, albums):  # noqa: F811
    """One run, since it goes on each time: images, a view and the weights find no room in turn."""
    run, kept = begin("full"), []
    for octets in (80_000, 110_000, 5_000_000):
        with no_file_over(octets):
            refused(run, albums, "no file may be as large")
        kept.append(sum(path.is_file() for path in run.work.rglob("*")))
    assert kept[0] < kept[1] < kept[2]


def test_a_disk_that_is_full_is_told_at_first_and_when_a_model_is_written(begin, albums, tmp_path):  # noqa: F811
    with small_disk(tmp_path / "small", 120_000) as resize:
        run = begin("small")
        refused(run, albums, "The disk is full")
        resize(4_000_000)
        refused(run, albums, "The disk is full")
        assert run.work.stat()


def test_no_run_is_begun_where_there_is_no_room_at_all(tmp_path):
    with small_disk(tmp_path / "small", 8_192):
        (tmp_path / "small" / "photo.jpg").write_bytes(bytes(8192))
        with pytest.raises(LibraryError, match=r"No training run can be made .* cannot be written: the disk is full"):
            begin_run(tmp_path / "small", RunRequest())
        assert runs(tmp_path / "small") == ()


def test_a_mapped_array_takes_its_room_at_once(tmp_path):
    made = array_in_file(tmp_path / "there.npy", np.uint8, (3, 700))
    made[:] = 7
    made.flush()
    assert (np.load(tmp_path / "there.npy") == 7).all()
    with no_file_over(2000), pytest.raises(OSError, match="large"):
        array_in_file(tmp_path / "not.npy", np.uint8, (3, 700))
    assert not (tmp_path / "not.npy").exists()


def test_on_a_full_disk_a_mapped_array_is_refused_before_it_is_written(tmp_path):
    with small_disk(tmp_path / "small", 1_000_000):
        with pytest.raises(OSError, match="No space"):
            array_in_file(tmp_path / "small" / "not.npy", np.uint8, (2_000_000,))
        assert not list((tmp_path / "small").iterdir())


def test_where_the_system_reserves_nothing_the_array_is_written_through(tmp_path, monkeypatch):
    monkeypatch.delattr("os.posix_fallocate", raising=False)
    made = array_in_file(tmp_path / "there.npy", np.uint16, (1_500_000,))
    made[:] = 9
    made.flush()
    assert (np.load(tmp_path / "there.npy") == 9).all()


def test_room_that_is_asked_for_leaves_nothing(tmp_path):
    require_room(tmp_path, 3_000_000)
    with no_file_over(2_000_000), pytest.raises(OSError, match="large"):
        require_room(tmp_path, 3_000_000)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_the_folder_that_the_system_names_is_told(tmp_path, code):
    one, other = tmp_path / "one", tmp_path / "other"
    with pytest.raises(LibraryError, match=f"full.* in {other}[.]"), room_in(one, other):
        raise OSError(code, "No space", str(other / "x" / "view.npz"))
    with pytest.raises(LibraryError, match=f"full.* in {one}[.]"), room_in(one, other):
        raise OSError(code, "No space")


def test_all_else_that_goes_wrong_passes_as_it_is(tmp_path: Path):
    with pytest.raises(PermissionError), room_in(tmp_path):
        raise PermissionError(errno.EACCES, "no")
    with pytest.raises(ModelError, match="damaged"), room_in(tmp_path):
        raise ModelError("damaged")
