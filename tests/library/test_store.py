"""The catalogue keeps what was committed: files, photos, scans and pairs."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.library.photo import COPIES, Failure, FoundFile, Kind, Neighbour, Relation
from photohash.library.store import Catalogue, Pairs
from tests.library.catalogues import MODEL, PICTURE, add_photo, digest, found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def catalogue(folder):
    with Catalogue.open(folder, write=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def library_of_all(tmp_path_factory):
    """A catalogue for the examples of a test that do not get into each other's way."""
    with Catalogue.open(tmp_path_factory.mktemp("library"), write=True) as opened:
        yield opened


def changed(catalogue: Catalogue, *files: FoundFile) -> list[Path]:
    """What a scan that found some files says must be read; what it says of files that are back is recorded."""
    scan_diff = catalogue.scan_diff()
    scan_diff.add(files)
    scan_diff.compare()
    with catalogue.transaction():
        catalogue.mark_returned(scan_diff.returned())
    return [file.path for file in scan_diff.changed()]


class TestFilesAndPhotos:
    @settings(deadline=None)
    @given(name=st.binary(min_size=1, max_size=30).filter(lambda name: not {0, ord("/")} & set(name)))
    @pytest.mark.skipif(os.name != "posix", reason="elsewhere names are text")
    def test_any_name_comes_back_as_it_was(self, library_of_all, name):
        path = Path(os.fsdecode(b"/photos/" + name))
        with library_of_all.transaction():
            photo = library_of_all.add_photo(name.rjust(32, b"\0"), PICTURE, 1)
            library_of_all.put_file(found(path), photo, None)
        assert library_of_all.photos([photo])[photo].files[0].path == path
        assert library_of_all.photo_at(path) == photo

    def test_a_photo_comes_back_as_it_was_with_its_files_oldest_first(self, catalogue):
        with catalogue.transaction():
            photo = add_photo(catalogue, 7)
            for path, mtime_ns in (("/p/new.jpg", 30), ("/p/old.jpg", 10), ("/p/b.jpg", 20), ("/p/a.jpg", 20)):
                catalogue.put_file(found(path, mtime_ns=mtime_ns), photo, None)
        back = catalogue.photos([photo])[photo]
        assert (back.digest, back.width, back.height, back.format) == (digest(7), 640, 480, "JPEG")
        assert (back.bytes, back.taken, back.camera) == (1000, "2024-05-17T09:30:12.25", "Canon EOS R6")
        assert [file.path.name for file in back.files] == ["old.jpg", "a.jpg", "b.jpg", "new.jpg"]

    def test_numbers_of_devices_and_files_may_use_all_64_bits(self, catalogue):
        with catalogue.transaction():
            photo = catalogue.add_photo(digest(1), PICTURE, 1)
            catalogue.put_file(FoundFile(Path("/a.jpg"), 1, 1, 2**64 - 1, 2**127 + 5), photo, None)
        assert catalogue.counts().files == 1

    def test_the_library_in_numbers(self, catalogue):
        with catalogue.transaction():
            catalogue.roots().add(Path("/photos"), Path("/"))
            add_photo(catalogue, 1, "/photos/a.jpg", "/photos/a copy.jpg")
            gone = add_photo(catalogue, 2, "/photos/b.jpg")
            catalogue.failures().put(found("/photos/c.jpg"), "is cut short", retry=False)
        counts = catalogue.counts()
        assert (counts.files, counts.photos, counts.failures, counts.roots, counts.bytes) == (3, 2, 1, 1, 3000)
        with catalogue.transaction():
            catalogue.mark_vanished([3])
        assert (catalogue.counts().files, catalogue.counts().photos) == (2, 1)
        assert catalogue.photos([gone])[gone].files == ()
        assert catalogue.failures().all() == [Failure(Path("/photos/c.jpg"), "is cut short")]

    def test_a_file_that_can_no_longer_be_read_no_longer_holds_its_photo(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a.jpg")
            catalogue.failures().put(found("/photos/a.jpg", size=5), "is cut short", retry=False)
        assert catalogue.photo_at(Path("/photos/a.jpg")) is None
        with catalogue.transaction():
            catalogue.put_file(found("/photos/a.jpg"), 1, None)
        assert catalogue.photo_at(Path("/photos/a.jpg")) == 1
        assert catalogue.failures().all() == []


names = st.sampled_from([f"/photos/{folder}/{name}.jpg" for folder in "ab" for name in "123"])
states = st.dictionaries(names, st.tuples(st.integers(1, 2), st.integers(-1, 1)))


class TestSurvey:
    @settings(deadline=None, max_examples=50)
    @given(before=states, gone=st.sets(names), failed=states, retried=st.sets(names), now=states, blind=st.booleans())
    def test_it_tells_what_comparing_file_by_file_tells(
        self, tmp_path_factory, before, gone, failed, retried, now, blind
    ):
        with Catalogue.open(tmp_path_factory.mktemp("library"), write=True) as catalogue:
            with catalogue.transaction():
                photo = add_photo(catalogue, 1)
                numbers = {}
                for number, (path, (size, mtime_ns)) in enumerate(before.items(), start=1):
                    catalogue.put_file(found(path, size, mtime_ns), photo, None)
                    numbers[path] = number
                catalogue.mark_vanished(numbers[path] for path in gone & before.keys())
                failed = {path: state for path, state in failed.items() if path not in before}
                for path, (size, mtime_ns) in failed.items():
                    catalogue.failures().put(found(path, size, mtime_ns), "is broken", retry=path in retried)
            scan_diff = catalogue.scan_diff()
            scan_diff.add(found(path, size, mtime_ns) for path, (size, mtime_ns) in now.items())
            scan_diff.compare()
            kept = [Path("/photos/a")] if blind else []
            assert [os.fspath(file.path) for file in scan_diff.changed()] == sorted(
                path
                for path, state in now.items()
                if before.get(path) != state and (failed.get(path) != state or path in retried)
            )
            assert scan_diff.count == len(list(scan_diff.changed()))
            assert set(scan_diff.returned()) == {
                numbers[path] for path in gone & before.keys() if now.get(path) == before[path]
            }
            assert set(scan_diff.vanished(kept)) == {
                numbers[path]
                for path in before.keys() - gone - now.keys()
                if not (blind and path.startswith("/photos/a/"))
            }
            with catalogue.transaction():
                scan_diff.replace_failures([Failure(path, "may not be read") for path in kept])
            assert {os.fspath(failure.path) for failure in catalogue.failures().all()} == {
                path
                for path, state in failed.items()
                if now.get(path) == state or (blind and path.startswith("/photos/a/"))
            } | {os.fspath(path) for path in kept}

    def test_a_folder_whose_name_begins_like_an_unreadable_one_is_not_spared(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a/1.jpg", "/photos/ab/1.jpg")
        scan_diff = catalogue.scan_diff()
        scan_diff.compare()
        assert scan_diff.vanished([Path("/photos/a")]) == [2]

    def test_a_stale_file_counts_as_changed_until_it_was_read_and_does_not_return_by_itself(self, catalogue):
        file = found("/p/a.jpg", mtime_ns=5)
        with catalogue.transaction():
            photo = add_photo(catalogue, 7)
            catalogue.put_file(file, photo, None)
            catalogue.mark_stale(file.path)
        assert changed(catalogue, file) == [file.path]
        with catalogue.transaction():
            catalogue.failures().put(file, "is damaged", retry=False)
        assert catalogue.counts().files == 0
        assert changed(catalogue, file) == []
        with catalogue.transaction():
            catalogue.put_file(file, photo, None)
        assert changed(catalogue, file) == []
        assert catalogue.counts().files == 1

    def test_only_touched_paths_can_vanish_when_only_they_were_looked_at(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a/1.jpg", "/photos/a/2.jpg", "/photos/ab/1.jpg", "/photos/b.jpg")
        scan_diff = catalogue.scan_diff()
        scan_diff.add([found("/photos/a/2.jpg")])
        scan_diff.compare()
        assert scan_diff.vanished_among([Path("/photos/a")]) == [1]
        assert scan_diff.vanished_among([Path("/photos/b.jpg")]) == [4]


class TestPairs:
    @pytest.fixture
    def pairs(self, catalogue):
        """Five photos with files, codes and these neighbours: 1-2 at 3, 1-3 at 30, 2-3 at 10, 4-5 at 5."""
        with catalogue.transaction():
            for number in range(1, 6):
                add_photo(catalogue, number, f"/photos/{number}.jpg", code=number)
            found = [Neighbour(1, 2, 3), Neighbour(1, 3, 30), Neighbour(2, 3, 10), Neighbour(4, 5, 5)]
            catalogue.pairs(MODEL).put_neighbours(range(1, 6), found, 40)
        return catalogue.pairs(MODEL)

    @staticmethod
    def candidates(pairs: Pairs, radius: int) -> list[tuple[int, int]]:
        return [pair for block in pairs.candidates(radius) for pair in block]

    @staticmethod
    def relate(catalogue: Catalogue, pairs: Pairs, *related: tuple[int, int]) -> None:
        with catalogue.transaction():
            pairs.put_relations([Relation(a, b, Kind.RESIZED, 0.9, {"scale": 0.5}) for a, b in related])

    def test_candidates_are_the_near_pairs_that_are_not_related(self, catalogue, pairs):
        assert self.candidates(pairs, 10) == [(1, 2), (2, 3), (4, 5)]
        assert pairs.count_candidates(10) == 3
        self.relate(catalogue, pairs, (2, 3))
        assert self.candidates(pairs, 30) == [(1, 2), (1, 3), (4, 5)]

    def test_what_is_settled_is_not_looked_at_again_until_something_changes(self, catalogue, pairs):
        self.relate(catalogue, pairs, *self.candidates(pairs, 10))
        with catalogue.transaction():
            pairs.settle(10)
        assert pairs.unsettled(10) == 0
        assert pairs.unsettled(30) == 5
        assert self.candidates(pairs, 30) == [(1, 3)]
        with catalogue.transaction():
            catalogue.put_file(found("/photos/3 again.jpg"), 3, None)
        assert pairs.unsettled(10) == 1
        with catalogue.transaction():
            pairs.settle(10)
            catalogue.mark_vanished([1])
        assert pairs.unsettled(10) == 1

    def test_pairs_that_could_not_be_looked_at_stay_open(self, catalogue, pairs):
        with catalogue.transaction():
            catalogue.mark_vanished([1])
        assert self.candidates(pairs, 10) == [(2, 3), (4, 5)]
        self.relate(catalogue, pairs, (2, 3), (4, 5))
        with catalogue.transaction():
            pairs.settle(10)
        assert pairs.unsettled(10) == 1
        with catalogue.transaction():
            catalogue.mark_returned([1])
        assert self.candidates(pairs, 10) == [(1, 2)]

    def test_a_crowd_is_verified_with_its_nearest_only(self, catalogue):
        with catalogue.transaction():
            for number in range(1, 101):
                add_photo(catalogue, number, f"/photos/{number}.jpg", code=number)
            crowd = [Neighbour(a, 100, 100 - a) for a in range(1, 100)]
            catalogue.pairs(MODEL).put_neighbours([100], crowd, 128)
        asked = self.candidates(catalogue.pairs(MODEL), 128)
        assert asked == [(a, 100) for a in range(68, 100)]
        assert catalogue.pairs(MODEL).count_candidates(128) == len(asked)

    def test_a_wider_radius_has_codes_joined_again(self, pairs):
        assert pairs.count_unjoined(40) == 0
        assert pairs.count_unjoined(41) == 5
        assert pairs.unjoined(41, 2) == ([1, 2], [digest(1), digest(2)])

    def test_codes_of_two_models_do_not_mix(self, catalogue, pairs):
        other = catalogue.pairs("another-64")
        assert other.count_uncoded() == 5
        assert [number for number, _, _ in other.uncoded(0, 3)] == [1, 2, 3]
        with catalogue.transaction():
            other.put_code(1, b"12345678")
        assert other.codes([1, 2]) == {1: b"12345678"}
        assert pairs.codes([1]) == {1: digest(1)}
        assert not other.is_coded(2)
        assert pairs.is_coded(2)

    def test_another_network_file_drops_the_codes_of_the_one_before_and_nothing_else(self, catalogue, pairs):
        other = catalogue.pairs("another-64")
        with catalogue.transaction():
            other.put_code(1, b"12345678")
            pairs.put_relations([Relation(1, 2, Kind.RESIZED, 0.9, {})])
            assert pairs.made_by("a")
        assert pairs.maker == "a"
        assert other.maker is None
        assert pairs.count_uncoded() == 5
        with catalogue.transaction():
            pairs.put_code(1, digest(1))
            assert not pairs.made_by("a")
            assert pairs.codes([1]) == {1: digest(1)}
            assert pairs.made_by("b")
        assert pairs.codes([1]) == {}
        assert other.codes([1]) == {1: b"12345678"}
        assert pairs.relations(COPIES) == [Relation(1, 2, Kind.RESIZED, 0.9, {})]

    def test_codes_come_in_the_order_in_which_they_were_stored(self, catalogue, pairs):
        ((place, ids, codes),) = pairs.all_codes()
        assert ids.tolist() == [1, 2, 3, 4, 5]
        assert codes.shape == (5, 32)
        with catalogue.transaction():
            new = add_photo(catalogue, 9, "/photos/9.jpg", code=9)
        ((_, later, _),) = pairs.all_codes(after=place)
        assert later.tolist() == [new]
        assert [ids.tolist() for _, ids, _ in pairs.all_codes(joined=40)] == [[1, 2, 3, 4, 5]]

    def test_distances_are_those_of_the_codes(self, pairs):
        assert pairs.distances([(1, 2), (1, 3), (3, 99)]) == {(1, 2): 2, (1, 3): 1}

    def test_relations_come_back_as_they_were(self, catalogue, pairs):
        self.relate(catalogue, pairs, (1, 2))
        with catalogue.transaction():
            pairs.put_relations([Relation(2, 3, Kind.SIMILAR, 0.25)])
        resized, similar = Relation(1, 2, Kind.RESIZED, 0.9, {"scale": 0.5}), Relation(2, 3, Kind.SIMILAR, 0.25, {})
        assert pairs.relations(COPIES) == [resized]
        assert pairs.relations_of(2) == [resized, similar]
        assert pairs.relations_among([1, 2, 3]) == [resized, similar]
        assert pairs.relations_among([1, 3]) == []
