"""What is like a photo, several photos or a picture from outside: verified copies, and what looks alike by its code."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from PIL import Image, ImageEnhance

from photohash.core.errors import LibraryError, PhotoError
from photohash.library.browse import Browser, Model
from photohash.library.clusters import Level, measure_of
from photohash.library.outside_picture import picture_of, read_picture
from photohash.library.photo import COPIES, Kind
from photohash.library.similar_photos import MOST, similar_to_photos, similar_to_picture
from photohash.library.store import Catalogue, DecisionVerdict
from tests.library.catalogues import add_photo
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import MODEL, build_photos, update
from tests.library.photos import save, scene

RADIUS = 60
LIMIT = measure_of({MODEL}, MODEL, 256, alone=True).limits[Level.SUBJECT]["1e-5"]


def opened(library: Path, model: str = MODEL) -> Browser:
    return Browser(library, Model(model, {"1e-5": RADIUS}))


def load(model: str) -> tuple[DifferenceEncoder, None]:
    return DifferenceEncoder(), None


def names(found) -> list[str]:
    return [one.photo.files[0].path.name for one in found]


def ids(*found) -> set[int]:
    return {one.photo.id for part in found for one in part}


def variant(seed: int, other: int = 40) -> Image.Image:
    """Another view of a scene, near it by its code: parts of two pictures side by side."""
    picture = scene(240, 160, seed)
    picture.paste(scene(240, 160, seed + other).crop((0, 0, 50, 160)), (0, 0))
    return ImageEnhance.Brightness(picture).enhance(0.8)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """Four scenes with three copies each, two of which have another view beside them; no test changes it."""
    folder = tmp_path_factory.mktemp("similar")
    photos = build_photos(folder / "photos")
    for seed in (0, 1):
        (photos / "views").mkdir(exist_ok=True)
        save(variant(seed), photos / "views" / f"{seed} view.jpg")
    update(folder / "library", photos)
    return folder


@pytest.fixture
def view(scanned):
    with opened(scanned / "library") as browser:
        yield browser


def number(view: Browser, path: Path) -> int:
    photo = view.find(path)
    assert photo is not None, path
    return photo.id


def add_folder(scanned: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the photos, and a library of them, that a test may change."""
    photos = Path(shutil.copytree(scanned / "photos", tmp_path / "photos"))
    update(tmp_path / "library", photos)
    return tmp_path / "library", photos


class TestOnePhoto:
    def test_copies_come_with_what_they_are_and_look_alikes_end_at_the_limit(self, view, scanned):
        answer = similar_to_photos(view, [number(view, scanned / "photos" / "0.jpg")])
        assert {(name, found.kind) for name, found in zip(names(answer.copies), answer.copies, strict=True)} == {
            ("0 sent.jpg", Kind.RE_ENCODED),
            ("0 small.png", Kind.RESIZED),
        }
        assert names(answer.look_alikes) == ["0 view.jpg"]
        assert all((found.distance or 0) <= LIMIT for found in answer.look_alikes)
        assert all((found.distance or 0) > LIMIT for found in answer.farther)
        assert answer.limit == LIMIT

    def test_every_photo_is_in_one_part_of_the_answer_and_the_one_asked_about_in_none(self, view):
        everything = view.photo_ids()
        for photo in everything:
            answer = similar_to_photos(view, [photo])
            parts = answer.copies, answer.look_alikes, answer.farther
            assert sum(map(len, parts)) == len(ids(*parts)) == len(everything) - 1
            assert photo not in ids(*parts)
            for part in parts[1:]:
                apart = [one.distance for one in part if one.distance is not None]
                assert apart == sorted(apart)
                assert len(apart) == len(part)

    def test_a_photo_like_no_other_has_nothing_but_what_is_farther(self, view, scanned):
        answer = similar_to_photos(view, [number(view, scanned / "photos" / "3 small.png")])
        assert not answer.look_alikes
        assert answer.compared

    def test_no_more_are_looked_for_beyond_the_limit_than_were_asked_for(self, view, scanned):
        photo = number(view, scanned / "photos" / "0.jpg")
        for k in (0, 1, 2, 3):
            answer = similar_to_photos(view, [photo], k=k)
            assert names(answer.look_alikes) == ["0 view.jpg"]
            assert len(answer.farther) == max(k - 1, 0)

    def test_only_what_lies_below_a_folder_is_shown(self, view, scanned):
        answer = similar_to_photos(
            view, [number(view, scanned / "photos" / "0.jpg")], folder=scanned / "photos" / "views"
        )
        assert answer.copies == ()
        assert (names(answer.look_alikes), names(answer.farther)) == (["0 view.jpg"], ["1 view.jpg"])

    def test_copies_are_the_same_by_a_model_that_coded_nothing(self, view, scanned):
        photo = number(view, scanned / "photos" / "2.jpg")
        with opened(scanned / "library", "another-64") as other:
            answer = similar_to_photos(other, [photo])
        assert not answer.compared
        assert (answer.look_alikes, answer.farther) == ((), ())
        assert {(found.photo.id, found.kind, found.distance) for found in answer.copies} == {
            (found.photo.id, found.kind, None) for found in similar_to_photos(view, [photo]).copies
        }

    def test_what_was_said_to_be_no_duplicate_is_no_copy_but_both_kept_still_are(self, scanned, tmp_path):
        library, photos = add_folder(scanned, tmp_path)
        with opened(library) as view:
            found = [number(view, photos / name) for name in ("1.jpg", "1 sent.jpg", "1 small.png")]
            asked, sent, small = view.photos(found)
            with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
                catalogue.decisions().put(asked.digest, sent.digest, DecisionVerdict.NOT_DUPLICATES)
                catalogue.decisions().put(asked.digest, small.digest, DecisionVerdict.KEEP_BOTH)
            answer = similar_to_photos(view, [asked.id])
            assert names(answer.copies) == ["1 small.png"]
            assert {"1 sent.jpg", "1 view.jpg"} == set(names(answer.look_alikes))

    def test_the_answer_is_right_when_photos_come_and_go(self, scanned, tmp_path):
        library, photos = add_folder(scanned, tmp_path)
        with opened(library) as view:
            asked = number(view, photos / "1.jpg")
            assert names(similar_to_photos(view, [asked]).look_alikes) == ["1 view.jpg"]
            (photos / "views" / "1 view.jpg").unlink()
            (photos / "1 sent.jpg").unlink()
            save(ImageEnhance.Color(variant(1)).enhance(0.3).rotate(2), photos / "new view.jpg")
            update(library)
            answer = similar_to_photos(view, [asked])
            assert names(answer.look_alikes) == ["new view.jpg"]
            assert names(answer.copies) == ["1 small.png"]

    def test_a_photo_that_is_not_there_is_a_mistake(self, view):
        with pytest.raises(KeyError):
            similar_to_photos(view, [10_000])


class TestSeveralPhotos:
    def test_they_are_in_no_part_of_the_answer_and_copies_of_any_are_found(self, view, scanned):
        query = [number(view, scanned / "photos" / name) for name in ("0.jpg", "1.jpg")]
        answer = similar_to_photos(view, query)
        assert [photo.id for photo in answer.query] == query
        assert {"0 sent.jpg", "0 small.png", "1 sent.jpg", "1 small.png"} == set(names(answer.copies))
        assert not set(query) & ids(answer.copies, answer.look_alikes, answer.farther)

    def test_one_that_is_gone_is_left_out(self, view, scanned):
        photo = number(view, scanned / "photos" / "2.jpg")
        assert similar_to_photos(view, [photo, 10_000]) == similar_to_photos(view, [photo])

    @settings(deadline=None, max_examples=25)
    @given(
        codes=npst.arrays(
            np.uint8, st.tuples(st.integers(3, 12), st.just(8)), elements=st.sampled_from([0, 1, 3, 255])
        ),
        asked=st.integers(1, 3),
    )
    def test_the_distance_is_halfway_between_the_nearest_and_the_mean(self, tmp_path_factory, codes, asked):
        library = tmp_path_factory.mktemp("drawn") / "library"
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            for place, code in enumerate(codes):
                photo = add_photo(catalogue, place, f"/photos/{place}.jpg")
                catalogue.pairs("drawn-64").put_code(photo, code.tobytes())
        with opened(library, "drawn-64") as view:
            order = view.photo_ids()
            answer = similar_to_photos(view, order[:asked])
        told = {one.photo.id: one.distance for one in answer.photos(alike=False)}
        for photo, code in list(zip(order, codes, strict=True))[asked:]:
            apart = [int(np.bitwise_count(code ^ other).sum()) for other in codes[:asked]]
            assert told[photo] == int(np.ceil((min(apart) + sum(apart) / asked) / 2))


class TestPictureFromOutside:
    def test_its_copies_are_verified_and_its_look_alikes_found(self, view, tmp_path):
        outside = save(scene(240, 160, 0).resize((120, 80)), tmp_path / "outside.png")
        answer = similar_to_picture(view, read_picture(outside), load)
        assert {"0.jpg", "0 sent.jpg", "0 small.png"} == set(names(answer.copies))
        assert {found.kind for found in answer.copies} <= set(COPIES)
        assert names(answer.look_alikes) == ["0 view.jpg"]

    def test_the_same_bytes_are_identical(self, view, scanned, tmp_path):
        outside = Path(shutil.copy(scanned / "photos" / "2.jpg", tmp_path / "elsewhere.jpg"))
        first = similar_to_picture(view, read_picture(outside), load).copies[0]
        assert first.kind is Kind.IDENTICAL
        assert {file.path.name for file in first.photo.files} == {"2.jpg", "2 copy.jpg"}

    def test_a_picture_that_is_no_file_is_found_as_well(self, view):
        answer = similar_to_picture(view, picture_of(np.asarray(scene(240, 160, 3))), load)
        assert {"3.jpg", "3 sent.jpg", "3 small.png"} == set(names(answer.copies))
        assert answer.query[0].files == ()

    def test_its_copies_are_found_by_whatever_codes_there_are(self, scanned, tmp_path):
        outside = read_picture(save(scene(240, 160, 0).resize((120, 80)), tmp_path / "outside.png"))
        with Browser(scanned / "library", MODEL) as view:
            answer = similar_to_picture(view, outside, load)
        assert {"0.jpg", "0 sent.jpg", "0 small.png"} == set(names(answer.copies))

    def test_it_does_not_enter_the_library(self, view, scanned, tmp_path):
        before = view.revision(), view.photo_ids()
        similar_to_picture(view, read_picture(save(scene(240, 160, 77), tmp_path / "new.png")), load)
        assert (view.revision(), view.photo_ids()) == before

    def test_what_is_no_picture_is_told(self, tmp_path):
        (tmp_path / "notes.txt").write_text("no picture")
        with pytest.raises(PhotoError, match="is not a picture"):
            read_picture(tmp_path / "notes.txt")

    def test_codes_of_another_network_file_are_not_compared(self, view, tmp_path):
        outside = read_picture(save(scene(240, 160, 5), tmp_path / "outside.png"))
        with pytest.raises(LibraryError, match="another network file"):
            similar_to_picture(view, outside, lambda model: (DifferenceEncoder(), "another"))

    def test_an_empty_library_has_nothing_like_it(self, tmp_path):
        Catalogue.make(tmp_path / "library")
        with opened(tmp_path / "library") as view:
            answer = similar_to_picture(view, picture_of(np.asarray(scene(96, 64, 1))), load)
        assert answer.photos(alike=False) == []
        assert not answer.compared


def test_of_very_many_look_alikes_the_nearest_are_given(tmp_path):
    library = tmp_path / "library"
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        for place in range(MOST + 200):
            photo = add_photo(catalogue, place, f"/photos/{place}.jpg")
            catalogue.pairs("drawn-64").put_code(photo, bytes(8))
    with opened(library, "drawn-64") as view:
        answer = similar_to_photos(view, [1])
        assert len(answer.look_alikes) == MOST
        assert len(similar_to_photos(view, [1], k=MOST + 100).look_alikes) == MOST + 100
