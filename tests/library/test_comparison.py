"""What a comparison says of photos: where they lie, what they say of themselves, and what only one of them holds."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photohash.library.browse import Browser
from photohash.library.comparison import ComparedPhoto, compared
from photohash.library.photo import Kind
from tests.library.libraries import browser, update
from tests.library.pairs import photo

RATED = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>"""


def of_a_camera() -> bytes:
    tags = Image.Exif()
    tags[Base.Make], tags[Base.Model] = "Canon", "Canon EOS R6"
    tags.get_ifd(IFD.Exif)[Base.LensModel] = "RF 35mm F1.8"
    place = tags.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (47.0, 22.0, 12.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (8.0, 33.0, 0.0)
    return tags.tobytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a camera's photo, a smaller copy with a rating in its sidecar, a crop and another photo."""
    folder = tmp_path_factory.mktemp("compared")
    photos = folder / "photos"
    photos.mkdir()
    original = photo("coffee")
    original.save(photos / "camera.jpg", quality=95, exif=of_a_camera())
    original.resize((300, 200), Image.Resampling.LANCZOS).save(photos / "small.jpg", quality=92)
    (photos / "small.xmp").write_bytes(RATED)
    original.crop((90, 60, 390, 310)).save(photos / "crop.jpg", quality=92)
    photo("rocket").save(photos / "other.jpg", quality=92)
    update(folder / "library", photos)
    return folder


@pytest.fixture
def opened(folder):
    with browser(folder / "library") as made:
        yield made


def compare(opened: Browser, folder: Path, *names: str) -> list[ComparedPhoto]:
    found = [opened.find(folder / "photos" / name) for name in names]
    return compared(opened, [one.id for one in found if one is not None])


def test_a_smaller_copy_shows_the_same_from_edge_to_edge(opened, folder):
    camera, small = compare(opened, folder, "camera.jpg", "small.jpg")
    assert camera.same
    assert camera.kind is None
    assert (small.kind, small.same, small.registration) == (Kind.RESIZED, True, None)


def test_a_crop_is_laid_where_it_was_cut_out(opened, folder):
    _, crop = compare(opened, folder, "camera.jpg", "crop.jpg")
    assert not crop.same
    assert crop.registration is not None
    corner = crop.registration @ (0.0, 0.0, 1.0)
    assert corner[:2] / corner[2] == pytest.approx(np.array([90 / 600, 60 / 400]), abs=0.01)


def test_nothing_is_made_up_of_photos_that_have_nothing_in_common(opened, folder):
    _, other = compare(opened, folder, "camera.jpg", "other.jpg")
    assert (other.same, other.registration) == (False, None)


def test_each_says_what_its_file_and_the_sidecar_beside_it_say(opened, folder):
    camera, small = compare(opened, folder, "camera.jpg", "small.jpg")
    assert camera.fields[folder / "photos" / "camera.jpg"].place == pytest.approx((47.37, 8.55))
    assert small.fields[folder / "photos" / "small.jpg"].rating == 5


def test_what_only_one_of_two_holds_is_told_of_both(opened, folder):
    camera, small = compare(opened, folder, "camera.jpg", "small.jpg")
    assert (camera.only_here, camera.only_there) == ((), ())
    assert "a rating" in small.only_here
    assert "a place" in small.only_there
    assert any("lens" in words for words in small.only_there)
    assert "more pixels" in small.only_there
    back, forth = compare(opened, folder, "small.jpg", "camera.jpg")
    assert back.photo.files[0].path.name == "small.jpg"
    assert forth.only_here == small.only_there
    assert forth.only_there == small.only_here


def test_photos_that_are_gone_are_left_out_and_each_is_there_once(opened, folder):
    camera = opened.find(folder / "photos" / "camera.jpg")
    assert camera is not None
    assert [one.photo.id for one in compared(opened, [camera.id, 4711, camera.id])] == [camera.id]
    assert compared(opened, [4711]) == []


def test_a_folder_that_is_not_there_says_nothing(folder, tmp_path):
    photos = tmp_path / "photos"
    photos.mkdir()
    photo("coffee").save(photos / "a.jpg", quality=90, exif=of_a_camera())
    update(tmp_path / "library", photos)
    photos.rename(tmp_path / "away")
    with browser(tmp_path / "library") as opened:
        (found,) = compared(opened, opened.photo_ids())
    assert found.fields[photos / "a.jpg"].place is None
