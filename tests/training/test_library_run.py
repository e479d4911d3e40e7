"""Working on a run: paused, ended, cancelled, killed, on a full disk, and gone on with to the same weights."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photohash.core import paths
from photohash.core.errors import Cancelled, LibraryError, UsageError
from photohash.hashing.card import WEIGHTS, check
from photohash.library.albums.training_photos import LibraryAlbums
from photohash.training import library_run, run_control
from photohash.training.album_report import AlbumReport, Reason
from photohash.training.library_run import opened, work_on
from photohash.training.run_folder import Control, RunRequest, RunState, TrainingRun, begin_run
from tests.training.albums import COLOURS, IN_MINUTES, fill

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def albums(tmp_path_factory: pytest.TempPathFactory) -> LibraryAlbums:
    folder = fill(tmp_path_factory.mktemp("albums") / "albums", photos=8)
    names = tuple(sorted(list(COLOURS)[:3]))
    found = [path for name in names for path in sorted((folder / name).iterdir())]
    labels = np.repeat(np.arange(3), 8)
    digests = tuple(hashlib.sha256(path.read_bytes()).digest() for path in found)
    together = np.arange(24)
    together[1] = 0
    return LibraryAlbums(names, tuple(found), labels, digests, together, np.array([[0, 8], [2, 3]]))


def beginner(folder: Path, patch: pytest.MonkeyPatch) -> Callable[[str], TrainingRun]:
    recipe = folder / "small.toml"
    recipe.write_text(IN_MINUTES, encoding="utf-8")
    patch.setattr(library_run, "find_recipe", lambda name: recipe)
    patch.setattr(run_control, "_LOOKS_EVERY", 0.0)
    return lambda name: begin_run(folder / name, RunRequest("dhida", 12, 2.0))


@pytest.fixture
def begin(tmp_path, monkeypatch) -> Callable[[str], TrainingRun]:
    return beginner(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def whole(one_thread, albums, tmp_path_factory) -> tuple[TrainingRun, AlbumReport]:
    """A run that nothing disturbed, and what came of it."""
    with pytest.MonkeyPatch.context() as patch:
        run = beginner(tmp_path_factory.mktemp("whole"), patch)("whole")
        return run, worked(run, albums)


def worked(run: TrainingRun, albums: LibraryAlbums) -> AlbumReport:
    with opened(run) as at_work:
        return work_on(at_work, albums)


def weights(run: TrainingRun) -> str:
    return check(run.model).files[WEIGHTS]


def told(run: TrainingRun) -> list[str]:
    return [event["kind"] for event in run.events_after(0)[0]]


def say_at(monkeypatch: pytest.MonkeyPatch, kind: str, then: Callable[[TrainingRun], None]) -> None:
    """Does something when a run first tells an event of a kind."""
    tell = run_control.EventLog.tell
    done: list[object] = []

    def telling(self, event):
        tell(self, event)
        if event["kind"] == kind and not done:
            done.append(event)
            then(TrainingRun(self._path.parent))

    monkeypatch.setattr(run_control.EventLog, "tell", telling)


def test_a_run_ends_with_a_model_a_report_and_every_kind_of_event(whole, albums):
    run, report = whole
    assert run.state() is RunState.DONE
    assert run.report() == report
    assert {"began", "stage", "plan", "loss", "held_out", "done"} == set(told(run))
    assert report.model == check(run.model).id == "dhida-lite0-12-albums1"
    assert check(run.model).title == "grass, sea, sunset (1)"
    assert [album.photos for album in report.albums] == [8, 8, 8]
    digests = {digest.hex() for digest in albums.digests}
    labels = {digest.hex(): label for digest, label in zip(albums.digests, albums.labels.tolist(), strict=True)}
    for strip in report.strips:
        assert {strip.query, *strip.before, *strip.after} <= digests
        assert strip.query not in strip.before + strip.after
        own = labels[strip.query]
        others = [found for found, label in labels.items() if label == own and found != strip.query]
        assert 0 < len(strip.before) == len(strip.after) <= len(others), "all of them could be right"
    assert len({labels[strip.query] for strip in report.strips[:3]}) == 3, "the first strips are of all albums"
    assert report.reason in Reason
    assert 0 <= report.copies_recall_after <= report.copies_recall_kept <= 1


@pytest.mark.usefixtures("in_float32")
def test_a_run_that_was_stopped_goes_on_and_the_same_seed_gives_the_same_weights(whole, begin, albums, monkeypatch):
    broken = begin("broken")
    with monkeypatch.context() as patch:
        say_at(patch, "loss", lambda run: run.control("cancel"))
        with pytest.raises(Cancelled):
            worked(broken, albums)
    assert broken.state() is RunState.CANCELLED
    broken.control("go")
    assert broken.state() is RunState.STOPPED
    worked(broken, albums)
    assert weights(broken) == weights(whole[0])


@pytest.mark.usefixtures("in_float32")
def test_a_pause_is_waited_for_and_does_not_count(begin, albums, monkeypatch):
    run, heard = begin("paused"), []
    say_at(monkeypatch, "loss", lambda run: run.control("pause"))

    def word(self):
        found = Control((self.folder / "control").read_text())
        if found is Control.PAUSE:
            self.control("go")
            heard.append(found)
        return found

    (run.folder / "control").write_text("go")
    monkeypatch.setattr(TrainingRun, "told", word)
    worked(run, albums)
    assert heard
    assert run.report() is not None


@pytest.mark.usefixtures("in_float32")
def test_one_who_has_had_enough_gets_the_best_so_far(begin, albums, monkeypatch):
    run = begin("finished")
    say_at(monkeypatch, "loss", lambda run: run.control("finish"))
    worked(run, albums)
    assert check(run.model).training["tuned_steps"] == 0
    assert run.state() is RunState.DONE


@pytest.mark.usefixtures("in_float32")
def test_a_disk_that_is_full_at_the_very_end_costs_nothing_that_was_learnt(begin, albums, monkeypatch):
    run = begin("full")
    replace = Path.replace

    def full(self, target):
        if "report.json" in str(target):
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(LibraryError, match="The disk is full"):
            worked(run, albums)
    assert run.state() is RunState.FAILED
    assert str(run.folder) in run.message()
    assert "Free some space" in run.message()
    worked(run, albums)
    assert run.state() is RunState.DONE


def test_an_album_whose_photos_are_gone_is_named_and_they_are_looked_for_again(begin, albums, tmp_path, monkeypatch):
    run = begin("gone")
    missing = replace(
        albums, paths=tuple(tmp_path / path.name if "sea" in str(path) else path for path in albums.paths)
    )
    for _ in range(2):
        with pytest.raises(UsageError, match="The album sea has too few photos that can be read"):
            worked(run, missing)
        assert run.state() is RunState.FAILED
        assert "sea" in run.message()
    for path in albums.paths[8:10]:
        shutil.copy(path, tmp_path / path.name)
    say_at(monkeypatch, "plan", lambda run: run.control("cancel"))  # as far as that
    with pytest.raises(Cancelled):
        worked(run, missing)


def test_albums_that_are_gone_altogether_are_missed_in_a_sentence(begin, albums):
    none = LibraryAlbums((), (), np.zeros(0, np.int64), (), np.zeros(0, np.int64), np.zeros((0, 2), np.int64))
    one = LibraryAlbums(
        albums.names[:1], albums.paths[:8], albums.labels[:8], albums.digests[:8], np.arange(8), none.different
    )
    for left, words in ((none, "there is none"), (one, "there is only grass")):
        with pytest.raises(UsageError, match=words):
            worked(begin(words), left)


@pytest.mark.usefixtures("in_float32")
def test_albums_that_nothing_tells_apart_are_never_called_better(begin, albums):
    labels = np.random.default_rng(5).permutation(albums.labels)
    mixed = LibraryAlbums(albums.names, albums.paths, labels, albums.digests, np.arange(24), np.zeros((0, 2), np.int64))
    report = worked(begin("mixed"), mixed)
    assert not report.better
    assert paths.shown(report.why)
