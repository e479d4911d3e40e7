"""The catalogue keeps what was committed, tells in words what is wrong with its file, and never has two writers."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.errors import LibraryError
from photohash.library.photo import COPIES, Failure, FoundFile, Kind, Neighbour, Picture, Relation
from photohash.library.store import Catalogue, Pairs
from photohash.library.store.connection import Connection
from photohash.library.store.schema import MIGRATIONS, Migration, migrate, version

CHECKOUT = Path(__file__).parents[2]
MODEL = "difference-256"
PICTURE = Picture(np.empty((0, 0, 3), np.uint8), 640, 480, "JPEG", "2024-05-17T09:30:12.25", "Canon EOS R6")


def found(path: str | Path, size: int = 1000, mtime_ns: int = 1_700_000_000_123_456_789) -> FoundFile:
    return FoundFile(Path(path), size, mtime_ns, 1, 1)


def digest(number: int) -> bytes:
    return number.to_bytes(32, "big")


def add_photo(catalogue: Catalogue, number: int, *paths: str | Path, code: int | None = None) -> int:
    """Adds a photo of a number with files at some paths; gives its id."""
    photo = catalogue.add_photo(digest(number), PICTURE, 1000)
    for path in paths:
        catalogue.put_file(found(path), photo, None)
    if code is not None:
        catalogue.pairs(MODEL).put_code(photo, code.to_bytes(32, "big"))
    return photo


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def catalogue(folder):
    with Catalogue.open(folder, write=True) as opened:
        yield opened


class TestOpening:
    def test_there_is_nothing_to_read_before_the_first_scan(self, folder):
        with pytest.raises(LibraryError, match="photohash scan FOLDER"):
            Catalogue.open(folder, write=False)
        assert not folder.exists()

    def test_a_writer_makes_the_library_with_the_folders_it_lies_in(self, tmp_path):
        deep = tmp_path / "a" / "b" / "library"
        Catalogue.open(deep, write=True).close()
        with Catalogue.open(deep, write=False) as catalogue:
            assert catalogue.counts().photos == 0

    def test_the_tables_are_the_documented_ones(self, catalogue, folder):
        with sqlite3.connect(folder / "catalogue.sqlite") as plain:
            tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            mode = plain.execute("PRAGMA journal_mode").fetchone()
        plain.close()
        assert tables == {
            "volume", "root", "file", "photo", "code", "neighbour", "relation", "decision", "album", "album_photo",
            "plan", "journal", "journal_file", "failure",
        }  # fmt: skip
        assert mode == ("wal",)

    def test_many_threads_may_make_one_library_at_once(self, folder):
        with ThreadPoolExecutor(8) as pool:
            for made in [pool.submit(Catalogue.make, folder) for _ in range(8)]:
                made.result()
        with Catalogue.open(folder, write=False) as catalogue:
            assert catalogue.problem() is None

    def test_a_file_where_the_folder_should_be_is_told(self, tmp_path):
        (tmp_path / "library").write_text("not a folder")
        with pytest.raises(LibraryError, match="cannot be made"):
            Catalogue.open(tmp_path / "library", write=True)


class TestOneWriter:
    def test_a_second_writer_is_refused_until_the_first_is_done(self, folder):
        with Catalogue.open(folder, write=True), pytest.raises(LibraryError, match="by another photohash"):
            Catalogue.open(folder, write=True)
        Catalogue.open(folder, write=True).close()

    @pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
    def test_a_writer_in_another_process_is_respected_and_its_lock_dies_with_it(self, folder):
        holder = subprocess.Popen(
            [
                sys.executable, "-c",
                "import sys; from pathlib import Path; from photohash.library.store import Catalogue\n"
                "catalogue = Catalogue.open(Path(sys.argv[1]), write=True)\n"
                "print('open', flush=True); sys.stdin.read()",
                str(folder),
            ],
            cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "open\n"
            with pytest.raises(LibraryError, match="by another photohash"):
                Catalogue.open(folder, write=True)
            Catalogue.open(folder, write=False).close()
            holder.send_signal(signal.SIGKILL)
        Catalogue.open(folder, write=True).close()

    def test_readers_see_what_is_committed_and_nothing_else(self, catalogue, folder):
        with Catalogue.open(folder, write=False) as reader:
            before = reader.revision()
            with catalogue.transaction():
                add_photo(catalogue, 1, "/photos/a.jpg")
                assert reader.counts().photos == 0
            assert reader.counts().photos == 1
            assert reader.revision() != before

    def test_a_snapshot_shows_one_moment(self, catalogue, folder):
        with Catalogue.open(folder, write=False) as reader, reader.snapshot():
            assert reader.counts().photos == 0
            with catalogue.transaction():
                add_photo(catalogue, 1, "/photos/a.jpg")
            assert reader.counts().photos == 0

    def test_a_reader_cannot_write(self, catalogue, folder):
        with Catalogue.open(folder, write=False) as reader, pytest.raises(LibraryError, match="read-only"):
            add_photo(reader, 1)

    def test_a_transaction_is_kept_whole_or_not_at_all(self, catalogue):
        def fail_half_way() -> None:
            with catalogue.transaction():
                add_photo(catalogue, 1, "/photos/a.jpg")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail_half_way()
        assert catalogue.photo_known_as(digest(1)) is None


class TestTrouble:
    def test_a_catalogue_from_a_newer_version_is_left_alone(self, folder):
        Catalogue.open(folder, write=True).close()
        path = folder / "catalogue.sqlite"
        with sqlite3.connect(path) as plain:
            plain.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        plain.close()
        before = path.read_bytes()
        for write in (True, False):
            with pytest.raises(LibraryError, match="newer version of photohash"):
                Catalogue.open(folder, write=write)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("write", [True, False])
    def test_a_file_that_is_no_catalogue_is_told(self, folder, write):
        folder.mkdir()
        (folder / "catalogue.sqlite").write_bytes(b"This is no catalogue. " * 400)
        with pytest.raises(LibraryError, match=r"catalogue\.sqlite is damaged"):
            Catalogue.open(folder, write=write)

    def test_damaged_pages_are_told_when_they_are_read(self, folder):
        with Catalogue.open(folder, write=True) as catalogue, catalogue.transaction():
            for number in range(2000):
                add_photo(catalogue, number, f"/photos/{number}.jpg")
        path = folder / "catalogue.sqlite"
        content = bytearray(path.read_bytes())
        content[len(content) // 4 :] = bytes(len(content) - len(content) // 4)
        path.write_bytes(content)
        with Catalogue.open(folder, write=False) as catalogue:
            with pytest.raises(LibraryError, match="is damaged"):
                catalogue.photos(range(2000))
            assert catalogue.problem()

    def test_a_full_disk_keeps_what_was_committed(self, folder):
        with Catalogue.open(folder, write=True) as catalogue:
            with catalogue.transaction():
                first = add_photo(catalogue, 0, "/photos/kept.jpg")
            # SQLite's own limit on a file's pages answers just as a full disk does.
            catalogue._connection.rows("PRAGMA max_page_count = 60")

            def fill() -> None:
                with catalogue.transaction():
                    for number in range(1, 5000):
                        add_photo(catalogue, number, f"/photos/{number}.jpg")

            with pytest.raises(LibraryError, match=r"disk that holds .*catalogue\.sqlite is full"):
                fill()
            assert catalogue.present() == [first]
            assert catalogue.problem() is None

    def test_a_folder_without_the_right_to_write_can_be_read(self, ordinary_folder):
        library = ordinary_folder / "library"
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a.jpg")
        for path in library.iterdir():
            path.chmod(0o444)
        library.chmod(0o555)
        try:
            with pytest.raises(LibraryError, match="is read-only"):
                Catalogue.open(library, write=True)
            with Catalogue.open(library, write=False) as catalogue:
                assert catalogue.counts().photos == 1
        finally:
            library.chmod(0o755)

    def test_a_library_cannot_be_made_where_nothing_may_be_written(self, ordinary_folder):
        ordinary_folder.chmod(0o555)
        with pytest.raises(LibraryError, match="cannot be made: Permission denied"):
            Catalogue.open(ordinary_folder / "library", write=True)
        ordinary_folder.chmod(0o755)

    def test_our_own_mistakes_are_not_excused(self, catalogue):
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            catalogue._connection.rows("SELECT * FROM nowhere")


class TestMigrations:
    FIRST = Migration("first", ("CREATE TABLE one (x INTEGER)",))
    SECOND = Migration("second", ("ALTER TABLE one ADD COLUMN y INTEGER", "UPDATE one SET y = 2 * x"))
    BROKEN = Migration("broken", ("UPDATE one SET x = 0", "UPDATE nowhere SET x = 0"))

    @pytest.fixture
    def connection(self, tmp_path):
        path = tmp_path / "catalogue.sqlite"
        opened = Connection(f"{path.as_uri()}?mode=rwc", path)
        yield opened
        opened.close()

    def test_an_older_catalogue_goes_through_what_it_lacks(self, connection):
        migrate(connection, [self.FIRST])
        connection.run("INSERT INTO one VALUES (21)")
        migrate(connection, [self.FIRST, self.SECOND])
        assert connection.rows("SELECT x, y FROM one") == [(21, 42)]
        assert connection.value("PRAGMA user_version") == 2
        migrate(connection, [self.FIRST, self.SECOND])
        assert connection.rows("SELECT x, y FROM one") == [(21, 42)]

    def test_a_migration_that_fails_changes_nothing(self, connection):
        migrate(connection, [self.FIRST])
        connection.run("INSERT INTO one VALUES (21)")
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, [self.FIRST, self.BROKEN])
        assert connection.rows("SELECT x FROM one") == [(21,)]
        assert connection.value("PRAGMA user_version") == 1

    def test_a_photo_of_an_older_catalogue_is_kept_and_its_compression_unknown(self, connection):
        migrate(connection, MIGRATIONS[:2])
        connection.run(
            "INSERT INTO photo (digest, width, height, format, bytes) VALUES (?, 4, 3, 'JPEG', 9)", (bytes(32),)
        )
        migrate(connection)
        assert connection.rows("SELECT width, quality, details FROM photo") == [(4, None, 0)]

    def test_a_reader_brings_an_older_catalogue_up_to_date(self, folder):
        folder.mkdir()
        sqlite3.connect(folder / "catalogue.sqlite").close()
        with Catalogue.open(folder, write=False) as catalogue:
            assert catalogue.counts().files == 0
            assert version(catalogue._connection) == len(MIGRATIONS)


@pytest.fixture(scope="module")
def library_of_all(tmp_path_factory):
    """A catalogue for the examples of a test that do not get into each other's way."""
    with Catalogue.open(tmp_path_factory.mktemp("library"), write=True) as opened:
        yield opened


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
            catalogue.add_root(Path("/photos"), Path("/"))
            add_photo(catalogue, 1, "/photos/a.jpg", "/photos/a copy.jpg")
            gone = add_photo(catalogue, 2, "/photos/b.jpg")
            catalogue.put_failure(found("/photos/c.jpg"), "is cut short", retry=False)
        counts = catalogue.counts()
        assert (counts.files, counts.photos, counts.failures, counts.roots, counts.bytes) == (3, 2, 1, 1, 3000)
        with catalogue.transaction():
            catalogue.mark_vanished([3])
        assert (catalogue.counts().files, catalogue.counts().photos) == (2, 1)
        assert catalogue.photos([gone])[gone].files == ()
        assert catalogue.failures() == [Failure(Path("/photos/c.jpg"), "is cut short")]

    def test_a_file_that_can_no_longer_be_read_no_longer_holds_its_photo(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a.jpg")
            catalogue.put_failure(found("/photos/a.jpg", size=5), "is cut short", retry=False)
        assert catalogue.photo_at(Path("/photos/a.jpg")) is None
        with catalogue.transaction():
            catalogue.put_file(found("/photos/a.jpg"), 1, None)
        assert catalogue.photo_at(Path("/photos/a.jpg")) == 1
        assert catalogue.failures() == []


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
                    catalogue.put_failure(found(path, size, mtime_ns), "is broken", retry=path in retried)
            survey = catalogue.survey()
            survey.add(found(path, size, mtime_ns) for path, (size, mtime_ns) in now.items())
            survey.compare()
            kept = [Path("/photos/a")] if blind else []
            assert [os.fspath(file.path) for file in survey.changed()] == sorted(
                path
                for path, state in now.items()
                if before.get(path) != state and (failed.get(path) != state or path in retried)
            )
            assert survey.count == len(list(survey.changed()))
            assert set(survey.returned()) == {
                numbers[path] for path in gone & before.keys() if now.get(path) == before[path]
            }
            assert set(survey.vanished(kept)) == {
                numbers[path]
                for path in before.keys() - gone - now.keys()
                if not (blind and path.startswith("/photos/a/"))
            }
            with catalogue.transaction():
                survey.replace_failures([Failure(path, "may not be read") for path in kept])
            assert {os.fspath(failure.path) for failure in catalogue.failures()} == {
                path
                for path, state in failed.items()
                if now.get(path) == state or (blind and path.startswith("/photos/a/"))
            } | {os.fspath(path) for path in kept}

    def test_a_folder_whose_name_begins_like_an_unreadable_one_is_not_spared(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a/1.jpg", "/photos/ab/1.jpg")
        survey = catalogue.survey()
        survey.compare()
        assert survey.vanished([Path("/photos/a")]) == [2]

    def test_only_touched_paths_can_vanish_when_only_they_were_looked_at(self, catalogue):
        with catalogue.transaction():
            add_photo(catalogue, 1, "/photos/a/1.jpg", "/photos/a/2.jpg", "/photos/ab/1.jpg", "/photos/b.jpg")
        survey = catalogue.survey()
        survey.add([found("/photos/a/2.jpg")])
        survey.compare()
        assert survey.vanished_among([Path("/photos/a")]) == [1]
        assert survey.vanished_among([Path("/photos/b.jpg")]) == [4]


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
