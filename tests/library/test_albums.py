"""Albums: labels by content, changed with a way back, gathered and checked for training."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photohash.core.errors import UsageError
from photohash.library.albums.check import AlbumProblem, check_albums
from photohash.library.albums.editing import AlbumEditor
from photohash.library.albums.suggestions import SuggestionWay, suggest
from photohash.library.albums.training_photos import library_albums
from photohash.library.browse import Browser
from photohash.library.photo import Kind, Relation
from photohash.library.store import Catalogue, DecisionVerdict
from tests.library.catalogues import MODEL, add_photo, digest

DIGESTS = st.lists(st.integers(0, 9).map(digest), max_size=6)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Thirty photos: 0-9 have few bits of one kind, 10-19 of another, 20-29 of neither."""
    folder = tmp_path / "library"
    with Catalogue.open(folder, write=True) as catalogue, catalogue.transaction():
        for number in range(30):
            path = tmp_path / f"{number}.jpg"
            path.write_bytes(b"photo")
            family = (0xFFFF << 200, 0xFFFF << 100, 0)[number // 10]
            add_photo(catalogue, number, path, code=family | (0x11 << (8 * (number % 10))))
    return folder


def edit(library: Path) -> AlbumEditor:
    return AlbumEditor(Catalogue.open(library, write=True))


def photo_of(browser: Browser, number: int) -> int:
    return browser.photos_with([digest(number)])[digest(number)].id


def relate(library: Path, *pairs: tuple[int, int, Kind]) -> None:
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        for one, other, kind in pairs:
            a, b = sorted(catalogue.photo_known_as(digest(number)) or 0 for number in (one, other))
            catalogue.pairs(MODEL).put_relations([Relation(a, b, kind, 1.0)])


def numbers(browser: Browser, photos) -> list[int]:
    return [int.from_bytes(photo.digest, "big") for photo in browser.photos(photos)]


def make(library: Path, **albums: list[int]) -> dict[str, int]:
    with edit(library) as editor:
        return {name: editor.create(name, list(map(digest, photos))).album for name, photos in albums.items()}


class TestStore:
    def test_photos_keep_the_order_in_which_they_were_added(self, library):
        album = make(library, sea=[5, 3])["sea"]
        with edit(library) as editor:
            editor.add(album, [digest(9), digest(3), digest(1)])
        with Browser(library, MODEL) as browser:
            assert numbers(browser, browser.album_photos(album)) == [5, 3, 9, 1]
            assert browser.albums_of([photo_of(browser, 9), photo_of(browser, 20)]) == {photo_of(browser, 9): (album,)}

    @pytest.mark.parametrize("name", ["SEA", " sea ", "Sea"])
    def test_no_two_names_differ_in_capital_letters_alone(self, library, name):
        make(library, sea=[])
        with edit(library) as editor, pytest.raises(UsageError, match="There is an album sea already"):
            editor.create(name)

    @pytest.mark.parametrize("name", ["", " \n ", "x" * 201, "a\x1b[2Jb", "a\udc80"])
    def test_what_cannot_be_shown_is_no_name(self, library, name):
        with edit(library) as editor, pytest.raises(UsageError):
            editor.create(name)

    def test_a_number_is_never_given_again(self, library):
        first = make(library, sea=[])["sea"]
        with edit(library) as editor:
            editor.remove(first)
        assert make(library, hills=[])["hills"] != first

    def test_a_photo_without_a_file_stays_and_is_told(self, library, tmp_path):
        make(library, sea=[1, 2, 77])
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            catalogue.mark_vanished([catalogue.file_at(tmp_path / "1.jpg") or 0])
        with Browser(library, MODEL) as browser:
            (album,) = browser.albums()
            assert (album.photos, album.present) == (3, 1)
            assert numbers(browser, browser.album_photos(album.id)) == [1, 2]

    def test_labels_outlive_the_folder_and_hold_again_when_it_is_back(self, library, tmp_path):
        album = make(library, sea=[1, 2])["sea"]
        with Catalogue.open(library, write=True) as catalogue, catalogue.removal() as removal:
            removal.files(tmp_path)
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            add_photo(catalogue, 2, "/elsewhere/renamed.jpg")
        with Browser(library, MODEL) as browser:
            assert browser.albums()[0].present == 1
            assert numbers(browser, browser.album_photos(album)) == [1, 2]


class TestLaws:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(before=DIGESTS, added=DIGESTS, taken=DIGESTS)
    def test_every_change_can_be_taken_back_and_done_again(self, library, before, added, taken):
        with edit(library) as editor:
            made = editor.create("law", before)
            states = [made.after]
            edits = [
                editor.add(made.album, added),
                editor.take_out(made.album, taken),
                editor.turn_down(made.album, taken),
                editor.rename(made.album, "order"),
                editor.remove(made.album),
            ]
            states += [one.after for one in edits]
            for one, state in zip(reversed(edits), reversed(states[:-1]), strict=True):
                editor.take_back(one)
                assert editor._store.record(made.album) == state
            for one in edits:
                editor.do_again(one)
            assert not editor.all()

    def test_taking_back_leaves_what_others_did_since(self, library):
        album = make(library, sea=[1])["sea"]
        with edit(library) as editor:
            mine = editor.add(album, [digest(2)])
            editor.add(album, [digest(3)])
            editor.take_back(mine)
            assert [entry.digest for entry in editor._store.entries(album)] == [digest(1), digest(3)]


class TestSuggestions:
    def test_the_rest_of_a_family_comes_first(self, library):
        albums = make(library, sea=[0, 1, 2], hills=[10, 11, 12])
        with Browser(library, MODEL) as browser:
            found = suggest(browser, albums["sea"], SuggestionWay.LIKENESS, 7)
            assert sorted(numbers(browser, [one.photo for one in found])) == list(range(3, 10))
            assert all(0 <= one.score <= 1 and one.album == albums["sea"] for one in found)
            both = suggest(browser, None, SuggestionWay.LIKENESS, 14)
            assert {(one.album == albums["sea"]) for one in both if numbers(browser, [one.photo])[0] < 10} == {True}

    def test_what_is_in_an_album_a_copy_of_it_or_turned_down_is_not_suggested(self, library):
        albums = make(library, sea=[0, 1, 2])
        relate(library, (0, 3, Kind.RESIZED))
        with edit(library) as editor:
            editor.turn_down(albums["sea"], [digest(4)])
        with Browser(library, MODEL) as browser:
            for way in SuggestionWay:
                found = suggest(browser, albums["sea"], way, 100)
                assert set(numbers(browser, [one.photo for one in found])) == set(range(5, 30))

    def test_of_copies_one_is_suggested(self, library):
        albums = make(library, sea=[0, 1, 2])
        relate(library, (5, 6, Kind.RE_ENCODED))
        with Browser(library, MODEL) as browser:
            found = numbers(browser, [one.photo for one in suggest(browser, albums["sea"], SuggestionWay.LIKENESS, 50)])
            assert len({5, 6} & set(found)) == 1

    def test_new_labels_and_new_photos_are_seen_by_the_same_browser(self, library, tmp_path):
        albums = make(library, sea=[0, 1])
        with Browser(library, MODEL) as browser:
            assert len(suggest(browser, albums["sea"], SuggestionWay.LIKENESS, 100)) == 28
            with edit(library) as editor:
                editor.add(albums["sea"], [digest(2)])
            with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
                add_photo(catalogue, 40, tmp_path / "40.jpg", code=0xFFFF << 200)
            found = suggest(browser, albums["sea"], SuggestionWay.LIKENESS, 100)
            assert numbers(browser, [found[0].photo]) == [40]
            assert len(found) == 28

    def test_without_labels_or_codes_nothing_is_suggested(self, library):
        albums = make(library, empty=[], unknown=[99])
        with Browser(library, MODEL) as browser:
            for album in (None, albums["empty"], albums["unknown"]):
                assert suggest(browser, album, SuggestionWay.DOUBT, 10) == ()


class TestCheck:
    def problems(self, library: Path, albums) -> dict[AlbumProblem, set[int]]:
        with Browser(library, MODEL) as browser:
            found = check_albums(browser, list(albums.values()))
            assert all(finding.sentence() for finding in found)
            return {one.problem: set(numbers(browser, one.photos)) for one in found}

    def test_sound_albums_have_no_problem(self, library):
        assert self.problems(library, make(library, sea=[*range(10)], hills=[*range(10, 20)])) == {}

    def test_one_album_or_a_small_one_stops_training(self, library):
        albums = make(library, sea=[0, 1])
        assert set(self.problems(library, albums)) == {AlbumProblem.TOO_FEW_ALBUMS, AlbumProblem.TOO_FEW}
        with Browser(library, MODEL) as browser:
            assert all(finding.stops for finding in check_albums(browser, list(albums.values())))

    def test_photos_in_two_albums_and_photos_that_are_gone_are_told(self, library, tmp_path):
        (tmp_path / "0.jpg").unlink()
        problems = self.problems(library, make(library, sea=[*range(10)], hills=[*range(9, 20)]))
        assert problems[AlbumProblem.OVERLAP] == {9}
        assert problems[AlbumProblem.UNREADABLE] == {0}

    def test_a_mislabelled_photo_and_copies_across_albums_are_told(self, library):
        relate(library, (1, 11, Kind.BURST))
        problems = self.problems(library, make(library, sea=[*range(9), 19], hills=[*range(10, 19)]))
        assert problems[AlbumProblem.NEAR_COPIES] == {1, 11}
        assert problems[AlbumProblem.MISLABELLED] == {19}


def test_training_gets_each_photo_once_with_what_must_stay_together(library, tmp_path):
    albums = make(library, sea=[0, 1, 2, 3, 77], hills=[3, 10, 11])
    relate(library, (0, 25, Kind.RESIZED), (2, 25, Kind.CROPPED))
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        catalogue.decisions().put(digest(1), digest(10), DecisionVerdict.NOT_DUPLICATES)
    with Browser(library, MODEL) as browser:
        found = library_albums(browser, [albums["sea"], albums["hills"]])
    order = [int.from_bytes(one, "big") for one in found.digests]
    assert sorted(order) == [0, 1, 2, 10, 11], "3 is in both, 77 is not at hand"
    assert found.names == ("sea", "hills")
    assert [int(label) for label in found.labels] == [int(number >= 10) for number in order]
    assert found.paths[order.index(10)] == tmp_path / "10.jpg"
    together = dict(zip(order, found.together.tolist(), strict=True))
    assert together[0] == together[2]
    assert len(set(together.values())) == 4
    assert {order[place] for place in found.different[0]} == {1, 10}
