"""A library stays whole through any end: other models, interruptions, watching, and the pools that do the work."""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from queue import SimpleQueue

import pytest

from photohash.core.errors import Cancelled, LibraryError
from photohash.core.task import Task
from photohash.library.pipeline import CommitReport, ingest, watch
from photohash.library.pipeline.pools import in_order, pool
from photohash.library.pipeline.verification import Verification
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import MODEL, VERIFIED, browser, build_photos, groups, pipeline, state, update
from tests.library.photos import save, scene
from tests.library.scans import CancelledAt, CountingEncoder, coded, copies, failing, names

CHECKOUT = Path(__file__).parents[2]


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
        assert update(library, encoder=Other()) == [CommitReport()]

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
        assert update(library, encoder=Other()) == [CommitReport()]

    def test_a_wider_radius_joins_and_verifies_what_it_brings_in(self, library, photos, tmp_path):
        update(tmp_path / "wide", photos)
        update(library, photos, radius=3, verify=2)
        assert len(state(library)["relations"]) < 12
        update(library)
        assert state(library) == state(tmp_path / "wide")

    def test_a_crowd_of_equal_pictures_does_not_fill_the_catalogue(self, library, tmp_path, monkeypatch):
        monkeypatch.setattr(ingest, "_NEIGHBOURS_EACH", 3)
        folder = tmp_path / "black"
        folder.mkdir()
        for number in range(12):
            save(scene(20, 20).point(lambda _: 0), folder / f"{number}.jpg", comment=f"frame {number}".encode())
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
    def watching(library: Path) -> Iterator[SimpleQueue[CommitReport]]:
        """Watches a library in a thread while the block runs; gives what it commits."""
        task = Task()
        told: SimpleQueue[CommitReport] = SimpleQueue()

        def run() -> None:
            with suppress(Cancelled):
                for batch in watch(partial(pipeline, library), task):
                    told.put(batch)

        thread = threading.Thread(target=run)
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
            assert told.get(timeout=60) == CommitReport()
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
