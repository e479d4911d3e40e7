"""Camera raw files become pictures like any other: upright, in one size, with what the camera noted."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from photohash.core.errors import PhotoError
from photohash.core.files import RAW_SUFFIXES, is_photo_name
from photohash.library.decode import decode
from tests.library.photos import lying, save, scene
from tests.library.raws import dng

TAKEN = "2024:05:17 09:30:12"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize("at_least", [40, 100, None])
def test_a_raw_file_is_shown_as_its_photo(tmp_path, orientation, preview, at_least):
    photo = scene(240, 160)
    path = dng(tmp_path / "IMG_1.dng", lying(photo, orientation), preview=preview, orientation=orientation, taken=TAKEN)
    picture = decode(path, at_least=at_least)
    assert (picture.width, picture.height, picture.format) == (240, 160, "DNG")
    assert picture.taken == "2024-05-17T09:30:12"
    height, width, _ = picture.pixels.shape
    expected = np.asarray(photo.resize((width, height), Image.Resampling.BOX))
    assert np.corrcoef(picture.pixels.ravel(), expected.ravel())[0, 1] > 0.97


def test_the_preview_is_used_where_it_is_large_enough(tmp_path):
    with_preview = decode(dng(tmp_path / "a.dng", scene(240, 160)), at_least=100)
    developed = decode(dng(tmp_path / "b.dng", scene(240, 160), preview=False), at_least=100)
    assert not np.array_equal(with_preview.pixels, developed.pixels)
    assert with_preview.camera == "Photohash Test 1"


def test_sensor_data_tell_raw_files_of_one_preview_apart(tmp_path):
    first, second = (dng(tmp_path / f"{noise}.dng", scene(240, 160), noise=noise) for noise in (1, 2))
    assert np.array_equal(decode(first, at_least=100).pixels, decode(second, at_least=100).pixels)
    assert not np.array_equal(decode(first).pixels, decode(second).pixels)


def test_a_clock_that_was_never_set_tells_no_time(tmp_path):
    assert decode(dng(tmp_path / "a.dng", scene(240, 160)), at_least=100).taken is None


@pytest.mark.parametrize("length", [10, 300, 5000])
def test_a_raw_file_that_is_cut_short_says_so(tmp_path, length, capfd):
    path = dng(tmp_path / "a.dng", scene(240, 160))
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(PhotoError, match="damaged"):
        decode(path, at_least=100)
    capfd.readouterr()  # LibRaw writes to the terminal by itself


def test_the_content_decides_where_the_name_of_a_raw_file_is_wrong(tmp_path):
    save(scene(), tmp_path / "a.jpg").rename(tmp_path / "a.cr2")
    assert decode(tmp_path / "a.cr2").format == "JPEG"
    (tmp_path / "b.nef").write_bytes(b"no picture at all" * 100)
    with pytest.raises(PhotoError, match="is not a picture photohash can read"):
        decode(tmp_path / "b.nef")


def test_raw_files_are_photos_by_their_names():
    assert all(is_photo_name(f"IMG_1{suffix.upper()}") for suffix in RAW_SUFFIXES)
