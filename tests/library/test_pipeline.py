"""A library follows its folders: what came, changed, moved and went, read and joined once, kept through any end."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from photohash.core.bits import Codes, distances
from photohash.core.errors import Cancelled, LibraryError
from photohash.core.task import Stage, Task
from photohash.library.photo import Failure, Pixels
from photohash.library.pipeline import Batch, intake, verification
from photohash.library.pipeline.pools import in_order, pool
from photohash.library.pipeline.verification import Verification
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import MODEL, VERIFIED, WIDEST, browser, build_photos, groups, pipeline, state, update
from tests.library.photos import save, scene

CHECKOUT = Path(__file__).parents[2]


class CountingEncoder(DifferenceEncoder):
    """Counts the photos it codes."""

    def __init__(self) -> None:
        self.coded = 0

    def encode(self, batch: Pixels) -> Codes:
        self.coded += len(batch)
        return super().encode(batch)


class CancelledAt(Task):
    """A task that the user cancels at the n-th time it is asked."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self.left = asked

    def check(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.cancel()
        super().check()


@pytest.fixture
def photos(tmp_path):
    return build_photos(tmp_path / "photos")


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def small_commits(monkeypatch):
    """Commits every few photos and pairs, so that a small library has many."""
    monkeypatch.setattr(intake, "_PHOTOS_A_COMMIT", 4)
    monkeypatch.setattr(intake, "_TOGETHER", 4)
    monkeypatch.setattr(verification, "_PAIRS_A_COMMIT", 4)


def coded(batches: list[Batch]) -> int:
    return sum(len(batch.photos) for batch in batches)


def names(library: Path) -> set[str]:
    """The names of the files that are there."""
    with browser(library) as view:
        return {file.path.name for photo in view.photos(view.photo_ids()) for file in photo.files}


def failing(library: Path) -> dict[str, str]:
    with browser(library) as view:
        return {failure.path.name: failure.reason for failure in view.failures()}


def copies(seed: int) -> frozenset[tuple[str, str]]:
    """The group that ``build_photos`` makes of one source."""
    return frozenset(
        {
            (f"{seed}.jpg", "keeper"),
            (f"{seed} copy.jpg", "identical"),
            (f"{seed} sent.jpg", "re-encoded"),
            (f"{seed} small.png", "resized"),
        }
    )


class TestFirstScan:
    def test_every_photo_is_taken_in_and_every_copy_grouped(self, library, photos):
        batches = update(library, photos)
        assert sum(batch.files for batch in batches) == 16
        assert coded(batches) == 12
        assert sum(batch.relations for batch in batches) == len(state(library)["relations"]) == 12
        assert groups(library) == {copies(seed) for seed in range(4)}

    def test_a_broken_file_is_listed_and_the_rest_goes_on(self, library, photos):
        batches = update(library, photos)
        assert [failure for batch in batches for failure in batch.failures] == [
            Failure(photos / "broken.jpg", "is cut short")
        ]
        assert failing(library) == {"broken.jpg": "is cut short"}

    def test_byte_identical_files_are_read_once(self, library, photos):
        encoder = CountingEncoder()
        update(library, photos, encoder=encoder)
        assert encoder.coded == 12

    def test_stored_neighbours_are_all_pairs_within_the_widest_radius(self, library, photos):
        update(library, photos)
        found = state(library)
        names = [digest for digest, *_ in found["codes"]]
        codes = np.array([list(bytes.fromhex(bits)) for _, _, bits, *_ in found["codes"]], dtype=np.uint8)
        table = distances(codes, codes)
        expected = [
            (names[a], names[b], MODEL, int(table[a, b]))
            for a in range(len(names))
            for b in range(a + 1, len(names))
            if table[a, b] <= WIDEST
        ]
        assert len(expected) > 12
        assert found["neighbours"] == expected

    def test_a_name_that_is_not_text_goes_through(self, library, tmp_path):
        folder = tmp_path / "photos"
        folder.mkdir()
        path = folder / os.fsdecode(b"caf\xe9.png")
        try:
            save(scene(), path)
        except OSError:
            pytest.skip("this file system refuses names that are not UTF-8")
        update(library, folder)
        with browser(library) as view:
            found = view.find(path)
            assert found is not None
            assert found.files[0].path == path

    def test_a_library_may_be_kept_among_the_photos(self, photos):
        update(photos, photos)
        update(photos)
        assert len(names(photos)) == 16

    def test_a_library_inside_a_scanned_folder_does_not_take_in_its_own_previews(self, photos):
        library = photos / "library"
        update(library, photos)
        assert list(library.rglob("*.jpg"))
        update(library)
        assert len(names(library)) == 16

    def test_progress_is_told_for_each_stage(self, library, photos):
        task, seen = Task(), {}
        with pipeline(library) as opened:
            for _ in opened.update([photos], task=task):
                progress = task.progress
                seen[progress.stage] = (progress.done, progress.total)
        assert seen == {Stage.SCANNING: (17, None), Stage.ENCODING: (17, 17), Stage.VERIFYING: (12, 12)}


class TestFolders:
    def test_folders_that_are_not_there_are_told_and_not_added(self, library, photos, tmp_path):
        (tmp_path / "file.jpg").write_bytes(b"")
        batches = update(library, photos, tmp_path / "nowhere", tmp_path / "file.jpg")
        assert batches[0].failures == (
            Failure(tmp_path / "nowhere", "is not there"),
            Failure(tmp_path / "file.jpg", "is not a folder"),
        )
        with browser(library) as view:
            assert [root.path for root in view.roots()] == [photos]

    def test_one_folder_under_two_names_is_one_folder(self, library, photos, tmp_path):
        (tmp_path / "link").symlink_to(photos)
        update(library, photos, photos, tmp_path / "link", photos / ".." / "photos")
        with browser(library) as view:
            assert [root.path for root in view.roots()] == [photos]
            assert view.counts().files == 16

    def test_a_folder_inside_another_adds_no_file_twice(self, library, photos):
        (photos / "inner").mkdir()
        shutil.move(photos / "1.jpg", photos / "inner")
        update(library, photos / "inner", photos)
        with browser(library) as view:
            assert [root.path for root in view.roots()] == [photos / "inner", photos]
            assert view.counts().files == 16

    def test_a_protected_folder_stays_protected(self, library, photos):
        update(library, photos, protect=[photos])
        update(library, photos)
        with browser(library) as view:
            assert [root.protected for root in view.roots()] == [True]

    def test_an_unplugged_root_keeps_its_files_and_says_so(self, library, photos, tmp_path):
        update(library, photos)
        before = state(library)
        photos.rename(tmp_path / "elsewhere")
        batches = update(library)
        assert batches[0].failures == (Failure(photos, "is not there"),)
        assert state(library)["files"] == before["files"]
        assert groups(library) == before["groups"]
        assert "photos" in failing(library)
        (tmp_path / "elsewhere").rename(photos)
        assert coded(update(library)) == 0
        assert state(library) == before

    def test_an_empty_mount_point_is_an_unplugged_drive(self, library, photos, tmp_path):
        update(library, photos)
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            catalogue.move_root(catalogue.roots()[0].id, photos)  # as if a drive had been mounted there
        photos.rename(tmp_path / "elsewhere")
        photos.mkdir()
        update(library)
        assert len(names(library)) == 16
        assert "plug the drive in" in failing(library)["photos"]

    def test_an_emptied_folder_is_empty(self, library, photos):
        update(library, photos)
        for path in photos.iterdir():
            path.unlink()
        update(library)
        assert names(library) == set()
        assert failing(library) == {}

    def test_a_folder_that_may_not_be_read_keeps_its_files(self, library, ordinary_folder):
        library, photos = ordinary_folder / "library", build_photos(ordinary_folder / "photos")
        (photos / "private").mkdir()
        (photos / "3.jpg").rename(photos / "private" / "3.jpg")
        update(library, photos)
        (photos / "private").chmod(0)
        (photos / "2.jpg").unlink()
        update(library)
        assert names(library) >= {"3.jpg"}
        assert "2.jpg" not in names(library)
        assert failing(library)["private"] == "may not be read: permission denied"
        (photos / "private").chmod(0o755)
        update(library)
        assert set(failing(library)) == {"broken.jpg"}


class TestRescan:
    def test_an_unchanged_library_is_neither_read_nor_written(self, library, photos):
        update(library, photos)
        with browser(library) as view:
            before = view.revision()
            encoder = CountingEncoder()
            batches = update(library, encoder=encoder)
            assert view.revision() == before
        assert encoder.coded == 0
        assert batches == [Batch()]

    def test_a_new_photo_joins_its_copies(self, library, photos):
        late = (photos / "1 sent.jpg").read_bytes()
        (photos / "1 sent.jpg").unlink()
        update(library, photos)
        assert copies(1) not in groups(library)
        (photos / "1 sent.jpg").write_bytes(late)
        assert coded(update(library)) == 1
        assert groups(library) == {copies(seed) for seed in range(4)}

    def test_photos_that_came_one_after_another_know_what_they_would_know_together(self, library, photos, tmp_path):
        update(tmp_path / "together", photos)
        waiting = tmp_path / "waiting"
        photos.rename(waiting)
        photos.mkdir()
        update(library, photos)
        paths = sorted(waiting.iterdir())
        random.Random(5).shuffle(paths)
        for part in range(4):
            for path in paths[part::4]:
                path.rename(photos / path.name)
            update(library)
        assert state(library) == state(tmp_path / "together")

    def test_a_renamed_photo_is_not_coded_again(self, library, photos):
        update(library, photos)
        (photos / "0.jpg").rename(photos / "holiday.jpg")
        batches = update(library)
        assert coded(batches) == 0
        assert sum(batch.files for batch in batches) == 2
        assert "holiday.jpg" in names(library)
        assert "0.jpg" not in names(library)

    @pytest.mark.parametrize("younger", [-(10**9), 10**9])
    def test_a_replaced_file_is_read_again_even_when_it_is_older(self, library, photos, younger):
        update(library, photos)
        path = photos / "0.jpg"
        before = path.stat()
        save(scene(240, 160, 77), path)
        os.truncate(path, path.stat().st_size)
        os.utime(path, ns=(before.st_mtime_ns + younger, before.st_mtime_ns + younger))
        assert coded(update(library)) == 1
        assert copies(0) not in groups(library)

    def test_a_touched_file_is_looked_at_but_not_coded_again(self, library, photos):
        update(library, photos)
        os.utime(photos / "0.jpg", ns=(1, 1))
        batches = update(library)
        assert (coded(batches), sum(batch.files for batch in batches)) == (0, 1)
        assert update(library) == [Batch()]

    def test_a_deleted_photo_leaves_its_group_and_comes_back_without_being_coded(self, library, photos, tmp_path):
        update(library, photos)
        before = state(library)
        (photos / "1 small.png").rename(tmp_path / "kept.png")
        update(library)
        assert copies(1) - {("1 small.png", "resized")} in groups(library)
        (tmp_path / "kept.png").rename(photos / "1 small.png")
        assert coded(update(library)) == 0
        assert state(library) == before

    def test_a_photo_that_is_overwritten_with_something_broken_is_no_longer_there(self, library, photos):
        update(library, photos)
        (photos / "1 small.png").write_bytes(b"not a picture at all")
        update(library)
        assert "1 small.png" not in names(library)
        assert "1 small.png" in failing(library)

    def test_a_repaired_file_is_no_longer_listed(self, library, photos):
        update(library, photos)
        shutil.copy(photos / "2.jpg", photos / "broken.jpg")
        update(library)
        assert failing(library) == {}
        assert "broken.jpg" in names(library)

    def test_a_deleted_broken_file_is_no_longer_listed(self, library, photos):
        update(library, photos)
        (photos / "broken.jpg").unlink()
        update(library)
        assert failing(library) == {}

    def test_a_broken_file_is_read_again_only_when_it_has_changed(self, ordinary_folder):
        library, photos = ordinary_folder / "library", build_photos(ordinary_folder / "photos", 1)
        update(library, photos)
        (photos / "broken.jpg").chmod(0)
        update(library)
        assert failing(library) == {"broken.jpg": "is cut short"}
        os.utime(photos / "broken.jpg", ns=(1, 1))
        update(library)
        assert failing(library) == {"broken.jpg": "may not be read: permission denied"}

    def test_a_file_that_may_not_be_read_is_tried_again(self, ordinary_folder):
        library, photos = ordinary_folder / "library", build_photos(ordinary_folder / "photos", 1)
        (photos / "0.jpg").chmod(0)
        update(library, photos)
        assert failing(library)["0.jpg"] == "may not be read: permission denied"
        (photos / "0.jpg").chmod(0o644)
        update(library)
        assert failing(library) == {"broken.jpg": "is cut short"}
        assert groups(library) == {copies(0)}


class TestModels:
    def test_a_new_model_codes_every_photo_and_the_old_codes_stay(self, library, photos):
        class Other(CountingEncoder):
            model_id = "another-256"

        update(library, photos)
        before = state(library)
        batches = update(library, encoder=Other())
        assert coded(batches) == 12
        assert sum(batch.relations for batch in batches) == 0
        after = state(library)
        assert [code for code in after["codes"] if code[1] == MODEL] == before["codes"]
        assert len(after["neighbours"]) == 2 * len(before["neighbours"])
        assert update(library, encoder=Other()) == [Batch()]

    def test_a_photo_that_fails_under_a_new_model_is_not_tried_for_ever(self, library, photos):
        class Other(DifferenceEncoder):
            model_id = "another-256"

        update(library, photos)
        path = photos / "1 small.png"
        times = path.stat().st_mtime_ns
        path.write_bytes(bytes(path.stat().st_size))
        os.utime(path, ns=(times, times))  # a drive that has lost what it held
        assert coded(update(library, encoder=Other())) == 11
        assert set(failing(library)) == {"broken.jpg", "1 small.png"}
        assert update(library, encoder=Other()) == [Batch()]

    def test_a_wider_radius_joins_and_verifies_what_it_brings_in(self, library, photos, tmp_path):
        update(tmp_path / "wide", photos)
        update(library, photos, radius=3, verify=2)
        assert len(state(library)["relations"]) < 12
        update(library)
        assert state(library) == state(tmp_path / "wide")

    def test_a_crowd_of_equal_pictures_does_not_fill_the_catalogue(self, library, tmp_path, monkeypatch):
        monkeypatch.setattr(intake, "_NEIGHBOURS_EACH", 3)
        folder = tmp_path / "black"
        folder.mkdir()
        for side in range(10, 22):
            save(scene(side, side).point(lambda _: 0), folder / f"{side}.png")
        update(library, folder)
        assert len(state(library)["neighbours"]) == 0 + 1 + 2 + 9 * 3
        update(library)
        assert len(state(library)["neighbours"]) == 0 + 1 + 2 + 9 * 3


class TestInterruption:
    @pytest.fixture
    def undisturbed(self, tmp_path, photos):
        library = tmp_path / "undisturbed"
        update(library, photos)
        return state(library)

    @pytest.mark.parametrize("asked", [1, 17, 18, 25, 34, 42])
    def test_a_scan_cancelled_at_any_photo_goes_on_where_it_was(
        self, library, photos, undisturbed, small_commits, asked
    ):
        with pytest.raises(Cancelled):
            update(library, photos, task=CancelledAt(asked))
        update(library, photos)
        assert state(library) == undisturbed

    def test_what_was_committed_before_a_cancel_stays(self, library, photos, small_commits):
        task = Task()
        with pipeline(library) as opened:
            update = opened.update([photos], task=task)
            batch = next(batch for batch in update if batch.photos)
            task.cancel()
            with pytest.raises(Cancelled):
                list(update)
        with browser(library) as view:
            assert set(view.photo_ids()) == set(batch.photos)

    @pytest.mark.parametrize("fatal", [1, 2, 3])
    def test_an_encoder_that_fails_loses_the_batch_in_flight_only(
        self, library, photos, undisturbed, small_commits, fatal
    ):
        class Failing(DifferenceEncoder):
            calls = count(1)

            def encode(self, batch):
                if next(self.calls) == fatal:
                    raise MemoryError
                return super().encode(batch)

        with pytest.raises(MemoryError):
            update(library, photos, encoder=Failing())
        with browser(library) as view:
            assert len(view.photo_ids()) == 4 * (fatal - 1)
        update(library, photos)
        assert state(library) == undisturbed

    def test_a_full_disk_stops_with_a_sentence_and_goes_on_when_there_is_room(self, library, tmp_path, small_commits):
        photos = build_photos(tmp_path / ("a long name takes more pages " * 7))
        with pipeline(library) as opened:
            # SQLite's own limit on a file's pages answers just as a full disk does.
            connection = opened._catalogue._connection
            connection.rows(f"PRAGMA max_page_count = {connection.value('PRAGMA page_count')}")
            with pytest.raises(LibraryError, match="is full"):
                list(opened.update([photos], task=Task()))
        with browser(library) as view:
            assert view.problem() is None
            assert len(view.photo_ids()) in {4, 8}
        update(library, photos)
        update(tmp_path / "undisturbed", photos)
        assert state(library) == state(tmp_path / "undisturbed")

    def test_a_pair_whose_photo_cannot_be_read_just_now_is_verified_later(self, library, photos, undisturbed):
        update(library, photos, verify=-1)
        shutil.rmtree(library / "thumbnails")
        (photos / "1.jpg").rename(photos.parent / "1.jpg")
        (photos / "1 copy.jpg").rename(photos.parent / "1 copy.jpg")

        def verify() -> int:
            with Catalogue.open(library, write=True) as catalogue:
                run = Verification(catalogue, MODEL, VERIFIED, Previews(library / "thumbnails"), 2).run(Task())
                return sum(batch.relations for batch in run)

        assert verify() == 10
        for name in ("1.jpg", "1 copy.jpg"):
            (photos.parent / name).rename(photos / name)
        assert verify() == 2
        assert state(library)["groups"] == undisturbed["groups"]

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX")
    @pytest.mark.parametrize("kills", [6, pytest.param(158, marks=pytest.mark.slow)])
    def test_a_scan_killed_at_any_statement_is_finished_by_the_next(
        self, tmp_path, photos, undisturbed, small_commits, kills
    ):
        # An undisturbed scan runs 159 statements that write, the first 22 of them to make the tables.
        moments = sorted(random.Random(2021).sample(range(1, 159), kills))
        libraries = [tmp_path / f"killed at {moment}" for moment in moments]
        arguments = [str(part) for pair in zip(libraries, moments, strict=True) for part in pair]
        outcome = subprocess.run(
            [sys.executable, "-m", "tests.library.killed_scans", str(photos), *arguments],
            cwd=CHECKOUT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert outcome.stdout.splitlines() == ["killed"] * kills
        for library in libraries:
            with browser(library) as view:
                assert view.problem() is None
            update(library, photos)
            assert state(library) == undisturbed, library.name


class TestWatch:
    @staticmethod
    @contextmanager
    def watching(library: Path) -> Iterator[SimpleQueue[Batch]]:
        """Watches a library in a thread while the block runs; gives what it commits."""
        task = Task()
        told: SimpleQueue[Batch] = SimpleQueue()

        def watch() -> None:
            with pipeline(library) as opened, suppress(Cancelled):
                for batch in opened.watch(task):
                    told.put(batch)

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield told
        finally:
            task.cancel()
            thread.join()

    def test_changes_are_taken_in_once_they_have_settled(self, library, photos):
        late = (photos / "1 sent.jpg").read_bytes()
        (photos / "1 sent.jpg").unlink()
        update(library, photos)
        with self.watching(library) as told:
            assert told.get(timeout=60) == Batch()
            (photos / "1 sent.jpg").write_bytes(late)
            (photos / "2 small.png").unlink()
            (photos / "broken.jpg").unlink()
            while "2 small.png" in names(library) or copies(1) not in groups(library) or failing(library):
                told.get(timeout=60)

    def test_a_drive_that_goes_and_comes_back_is_noticed(self, library, photos, tmp_path):
        update(library, photos)
        with self.watching(library) as told:
            told.get(timeout=60)
            photos.rename(tmp_path / "elsewhere")
            while not failing(library).get("photos"):
                told.get(timeout=60)
            assert "0.jpg" in names(library)
            (tmp_path / "elsewhere").rename(photos)
            while failing(library).get("photos"):
                told.get(timeout=60)
            assert len(names(library)) == 16


class TestPools:
    def test_results_come_in_order_and_never_far_ahead(self):
        asked: list[int] = []

        def items() -> Iterator[int]:
            for item in range(20):
                asked.append(item)
                yield item

        with pool(3, "test") as executor:
            for taken, result in enumerate(in_order(executor, lambda item: item * item, items(), 5)):
                assert result == taken * taken
                assert len(asked) <= taken + 5

    def test_what_the_work_raises_is_raised_in_its_turn(self):
        def work(item: int) -> float:
            return 1 / (3 - item)

        with pool(2, "test") as executor:
            results = in_order(executor, work, range(6), 6)
            assert [next(results) for _ in range(3)] == [1 / 3, 1 / 2, 1]
            with pytest.raises(ZeroDivisionError):
                next(results)

    def test_work_that_was_not_begun_is_dropped_at_the_end(self):
        gate = threading.Event()
        with pool(1, "test") as executor:
            first = executor.submit(gate.wait)
            rest = [executor.submit(gate.wait) for _ in range(9)]
            # The block ends only when the first piece does, which ends when the rest is dropped.
            rest[-1].add_done_callback(lambda _: gate.set())
        assert first.result()
        assert all(piece.cancelled() for piece in rest)
