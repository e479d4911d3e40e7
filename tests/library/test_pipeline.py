"""A library follows its folders: what came, changed, moved and went, read and joined once."""

import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from photohash.core.bits import distances
from photohash.core.task import Stage, Task
from photohash.library.photo import Failure
from photohash.library.pipeline import CommitReport
from photohash.library.store import Catalogue
from photohash.library.watch import Changes
from tests.library.libraries import MODEL, WIDEST, browser, build_photos, groups, pipeline, state, update
from tests.library.photos import save, scene
from tests.library.scans import CountingEncoder, coded, copies, failing, names


def cut_short(photos: Path) -> str:
    """What is said of the broken file of ``build_photos``, which was cut from its first source."""
    return f"is cut short; it is a damaged copy of {photos / '0.jpg'}"


def look_at(library: Path, changes: Changes) -> None:
    with pipeline(library) as opened:
        list(opened.look_at(changes, Task()))


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
        assert failing(library) == {"broken.jpg": cut_short(photos)}

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
            assert [root.path for root in view.roots()] == [photos]
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
            catalogue.roots().move(catalogue.roots().all()[0].id, photos)  # as if a drive had been mounted there
        photos.rename(tmp_path / "elsewhere")
        photos.mkdir()
        update(library)
        assert len(names(library)) == 16
        assert "plug the drive in" in failing(library)["photos"]

    def test_of_an_unplugged_drive_nothing_is_gone_whatever_was_seen_to_change_there(self, library, photos, tmp_path):
        update(library, photos)
        before = state(library)
        seen = Changes(frozenset({*photos.iterdir(), photos}))
        photos.rename(tmp_path / "elsewhere")
        look_at(library, seen)
        assert state(library) == before
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            catalogue.roots().move(catalogue.roots().all()[0].id, photos)  # as if a drive had been mounted there
        photos.mkdir()
        look_at(library, seen)
        assert len(names(library)) == 16
        assert groups(library) == before["groups"]

    def test_what_may_not_be_looked_at_is_not_gone(self, library, ordinary_folder):
        library, photos = ordinary_folder / "library", build_photos(ordinary_folder / "photos")
        (photos / "private").mkdir()
        (photos / "3.jpg").rename(photos / "private" / "3.jpg")
        update(library, photos)
        before = names(library)
        (photos / "private").chmod(0)
        look_at(library, Changes(frozenset({photos / "private" / "3.jpg", photos / "private"})))
        look_at(library, Changes(frozenset({photos})))
        (photos / "private").chmod(0o700)
        assert names(library) == before

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
        assert batches == [CommitReport()]

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
        assert update(library) == [CommitReport()]

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
        assert failing(library) == {"broken.jpg": cut_short(photos)}
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
        assert failing(library) == {"broken.jpg": cut_short(photos)}
        assert groups(library) == {copies(0)}
