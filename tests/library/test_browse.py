"""What can be asked of a library: its photos, groups, look-alikes, failures and numbers."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from photohash.core.bits import distances
from photohash.core.errors import LibraryError
from photohash.core.task import Task
from photohash.library.browse import Browser, Model
from photohash.library.decode import decode
from photohash.library.photo import COPIES, Kind
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import MODEL, browser, build_photos, pipeline, update
from tests.library.photos import save, scene


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A library of four sources with three copies each, that no test changes."""
    folder = tmp_path_factory.mktemp("browse")
    update(folder / "library", build_photos(folder / "photos"))
    return folder


@pytest.fixture
def view(scanned):
    with browser(scanned / "library") as opened:
        yield opened


def code_of(path: Path) -> np.ndarray:
    encoder = DifferenceEncoder()
    return encoder.encode(encoder.prepare(decode(path).pixels)[None])


class TestGroups:
    def test_distances_are_those_of_the_codes(self, view):
        for group in view.groups():
            keeper = code_of(group.keeper.path)
            for member in group.members[1:]:
                assert member.distance == distances(keeper, code_of(member.path))[0, 0]

    def test_a_smaller_radius_leaves_out_what_is_farther(self, view):
        groups = view.groups()
        farthest = max(member.distance or 0 for group in groups for member in group.members)
        nearer = view.groups(radius=farthest - 1)
        assert view.groups(radius=farthest) == groups
        assert sum(len(group.members) for group in nearer) < sum(len(group.members) for group in groups)

    def test_only_the_kinds_asked_for_are_shown_and_the_keeper_stays_the_same(self, view):
        keepers = {group.keeper.path for group in view.groups()}
        for kinds in ([Kind.RESIZED], [Kind.RE_ENCODED], [Kind.IDENTICAL], {Kind.RESIZED, Kind.IDENTICAL}):
            groups = view.groups(kinds=kinds)
            assert {group.keeper.path for group in groups} == keepers
            # A photo stands in its group with all its files, so byte-identical ones are always there.
            shown = {member.kind for group in groups for member in group.members[1:]}
            assert shown == {*kinds, Kind.IDENTICAL}
        assert view.groups(kinds=[Kind.MIRRORED]) == []

    def test_another_model_shows_the_same_groups_without_distances(self, scanned):
        with Browser(scanned / "library", "another-64") as other:
            groups = other.groups()
        assert len(groups) == 4
        assert {member.distance for group in groups for member in group.members if member.kind in COPIES[1:]} == {None}


class TestPhotos:
    def test_an_unknown_photo_is_a_mistake(self, view):
        with pytest.raises(KeyError):
            view.photo(10_000)

    def test_a_photo_is_known_by_its_content_while_it_has_a_file(self, view, scanned):
        photo = view.find(scanned / "photos" / "1.jpg")
        assert view.known_as(photo.digest) == photo
        assert view.known_as(bytes(32)) is None

    def test_photos_come_in_the_order_asked_for(self, view):
        ids = view.photo_ids()[::-1]
        assert [photo.id for photo in view.photos([*ids, 10_000])] == ids
        assert view.photo(ids[0]) == view.photos(ids)[0]

    def test_a_photo_knows_all_its_files(self, view, scanned):
        photo = view.find(scanned / "photos" / "0 copy.jpg")
        assert {file.path.name for file in photo.files} == {"0.jpg", "0 copy.jpg"}
        assert (photo.width, photo.height, photo.format) == (240, 160, "JPEG")
        assert view.find(scanned / "photos" / "nowhere.jpg") is None

    def test_the_library_in_numbers(self, view, scanned):
        counts = view.counts()
        assert (counts.files, counts.photos, counts.failures, counts.roots) == (16, 12, 1, 1)
        assert counts.bytes == sum(
            path.stat().st_size for path in (scanned / "photos").iterdir() if path.name != "broken.jpg"
        )
        assert [root.path for root in view.roots()] == [scanned / "photos"]
        assert [failure.path.name for failure in view.failures()] == ["broken.jpg"]
        assert view.problem() is None

    def test_previews_are_made_again_when_the_cache_is_gone(self, tmp_path):
        library, photos = tmp_path / "library", build_photos(tmp_path / "photos", 1)
        update(library, photos)
        shutil.rmtree(library / "thumbnails")
        with browser(library) as view:
            photo = view.find(photos / "0.jpg")
            assert photo is not None
            pixels = view.preview(photo.id)
            assert pixels is not None
            assert pixels.shape == (160, 240, 3)
            assert view.previews.path(photo.digest).exists()
            assert view.preview(10_000) is None

    def test_there_is_no_preview_of_a_photo_that_is_gone_or_another_now(self, tmp_path):
        library, photos = tmp_path / "library", build_photos(tmp_path / "photos", 1)
        update(library, photos)
        shutil.rmtree(library / "thumbnails")
        with browser(library) as view:
            gone, other = view.find(photos / "0 small.png"), view.find(photos / "0 sent.jpg")
            assert gone is not None
            assert other is not None
            (photos / "0 small.png").unlink()
            save(scene(64, 64, 9), photos / "0 sent.jpg")
            assert view.preview(gone.id) is None
            assert view.preview(other.id) is None


class TestOpening:
    def test_nothing_is_opened_before_the_first_question(self, tmp_path):
        view = Browser(tmp_path / "library", Model(MODEL, {"1e-5": 40}))
        assert (view.model_id, view.model.radii) == (MODEL, {"1e-5": 40})
        with pytest.raises(LibraryError, match="photohash scan"):
            view.counts()
        assert not (tmp_path / "library").exists()
        view.close()

    def test_a_library_can_be_made_by_looking(self, tmp_path):
        with Browser(tmp_path / "library", MODEL, create=True) as view:
            assert view.counts().photos == 0
            assert view.groups() == []
            assert view.photo_ids() == []

    def test_many_threads_may_make_it_at_once(self, tmp_path):
        def look(_: int) -> int:
            with Browser(tmp_path / "library", MODEL, create=True) as view:
                return view.counts().photos

        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(look, range(6))) == [0] * 6

    def test_a_view_shows_what_is_committed_while_a_scan_runs(self, tmp_path):
        library, photos = tmp_path / "library", build_photos(tmp_path / "photos")
        with pipeline(library) as opened, browser(library) as view:
            before = view.revision()
            assert view.counts().photos == 0
            for batch in opened.update([photos], task=Task()):
                assert set(batch.photos) <= set(view.photo_ids())
            assert view.revision() != before
            assert len(view.groups()) == 4

    def test_what_was_read_once_is_read_anew_only_when_the_library_has_changed(self, tmp_path):
        library, photos = tmp_path / "library", build_photos(tmp_path / "photos", 1)
        update(library, photos)
        asked: list[int] = []

        def read(view: Browser) -> list[int]:
            asked.append(1)
            return view.photo_ids()

        with browser(library) as view:
            assert view.remembered(read) is view.remembered(read)
            assert len(asked) == 1
            save(scene(240, 160, 9), photos / "new.jpg")
            update(library)
            assert view.remembered(read) == view.photo_ids()
            assert len(asked) == 2

    def test_a_closed_view_opens_again(self, scanned):
        view = browser(scanned / "library")
        before = view.groups()
        view.close()
        assert view.groups() == before
        view.close()
