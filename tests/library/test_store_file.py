"""The catalogue tells in words what is wrong with its file, brings old ones up to date, and never has two writers."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photohash.core.errors import LibraryError
from photohash.library.store import Catalogue
from photohash.library.store.albums import AlbumStore
from photohash.library.store.connection import Connection
from photohash.library.store.migration import Migration, migrate, version
from photohash.library.store.pairs import Pairs
from photohash.library.store.schema import MIGRATIONS
from photohash.wiring import library_problem
from tests.library.catalogues import add_photo, digest

CHECKOUT = Path(__file__).parents[2]


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
            "volume", "root", "file", "photo", "code", "neighbour", "relation", "decision", "plan",
            "journal", "journal_file", "failure", "model", "trouble", "glimpse", "chosen_keeper", "coverage",
            "album", "album_photo", "turned_down", "sqlite_sequence",
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
        with Catalogue.open(folder, write=False) as catalogue, pytest.raises(LibraryError, match="is damaged"):
            catalogue.photos(range(2000))
        assert "is damaged" in (library_problem(folder) or "")

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
        for number in range(2):
            connection.run(
                "INSERT INTO photo (digest, width, height, format, bytes) VALUES (?, 4, 3, 'JPEG', 9)",
                (bytes([number]) * 32,),
            )
        connection.run("INSERT INTO code (photo, model, bits) VALUES (1, 'model', ?)", (bytes(8),))
        connection.run("INSERT INTO relation (a, b, kind, score) VALUES (1, 2, 're-encoded', 1.0)")
        migrate(connection, MIGRATIONS)
        facts = connection.rows("SELECT width, quality, details, moving, holdings FROM photo")
        assert facts == [(4, None, 0, 0, "{}")] * 2
        assert not connection.rows("SELECT photo FROM code"), "without one it is read again, for all that is not known"
        assert not connection.rows("SELECT a FROM relation"), "pairs are looked at more closely than before"

    def test_codes_of_a_catalogue_that_knew_weights_alone_are_made_anew(self, connection):
        place = next(number for number, step in enumerate(MIGRATIONS) if "made_by" in step.statements[0])
        migrate(connection, MIGRATIONS[:place])
        connection.run("INSERT INTO photo (digest, width, height, format, bytes) VALUES (zeroblob(32), 1, 1, 'PNG', 1)")
        connection.run("INSERT INTO code (photo, model, bits) VALUES (1, 'a-64', zeroblob(8))")
        connection.run("INSERT INTO model (id, weights) VALUES ('a-64', 'weights')")
        migrate(connection, MIGRATIONS)
        pairs = Pairs(connection, "a-64")
        assert pairs.maker is None
        pairs.made_by("weights")
        assert not pairs.has_codes()

    def test_the_old_tables_of_albums_go_and_the_photos_stay(self, connection):
        migrate(connection, MIGRATIONS[:11])
        connection.run("INSERT INTO photo (digest, width, height, format, bytes) VALUES (zeroblob(32), 1, 1, 'PNG', 1)")
        connection.run("INSERT INTO album (name, made) VALUES ('summer', 0)")
        connection.run("INSERT INTO album_photo (album, photo) VALUES (1, 1)")
        migrate(connection, MIGRATIONS)
        assert connection.value("SELECT count(*) FROM photo") == 1
        assert AlbumStore(connection).all() == [], "nothing ever filled them"

    def test_a_reader_brings_an_older_catalogue_up_to_date(self, folder):
        folder.mkdir()
        sqlite3.connect(folder / "catalogue.sqlite").close()
        with Catalogue.open(folder, write=False) as catalogue:
            assert catalogue.counts().files == 0
            assert version(catalogue._connection, len(MIGRATIONS)) == len(MIGRATIONS)
