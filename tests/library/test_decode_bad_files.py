"""What is said of files that are no photos, or are one no more."""

import os
import struct
import sys
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from photohash.core.errors import PhotoError
from photohash.library.decode import PIXEL_LIMIT, decode
from photohash.library.photo import Picture
from tests.library.photos import SUFFIXES, difference, encoded, exif, lying, save, scene


def decoded(folder: Path, content: bytes) -> Picture:
    (folder / "photo.jpg").write_bytes(content)
    return decode(folder / "photo.jpg")


def read(path: Path, content: bytes, at_least: int | None = None) -> Picture | str:
    """The picture, or the reason why there is none."""
    path.write_bytes(content)
    try:
        return decode(path, at_least=at_least)
    except PhotoError as error:
        return str(error)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not a picture photohash can read"),
        (b"a letter to my mother", "is not a picture photohash can read"),
        (bytes(5000), "is not a picture photohash can read"),
        (b"\xff", "is not a picture photohash can read"),
    ],
)
def test_files_that_are_no_pictures(tmp_path, content, reason):
    with pytest.raises(PhotoError, match=reason):
        decoded(tmp_path, content)


def bomb(suffix: str, side: int) -> bytes:
    """The first bytes of a picture that claims to be enormous."""
    if suffix == ".png":
        header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        return (
            b"\x89PNG\r\n\x1a\n"
            + struct.pack(">I", 13)
            + header
            + struct.pack(">I", zlib.crc32(header))
            + b"\0" * 4
            + b"IDAT"
            + b"\0" * 99
        )
    if suffix == ".bmp":
        return (
            b"BM"
            + struct.pack("<IHHIIiiHHIIiiII", 154, 0, 0, 54, 40, side, side, 1, 24, 0, 0, 0, 0, 0, 0)
            + b"\0" * 100
        )
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", side, side, 0, 0, 0)
        + b","
        + struct.pack("<HHHHB", 0, 0, side, side, 0)
        + b"\x02\0;"
    )


@pytest.mark.parametrize(
    ("suffix", "side"), [(".png", 15_812), (".png", 1_000_000), (".bmp", 60_000), (".gif", 60_000)]
)
def test_a_decompression_bomb_is_refused_by_its_header(tmp_path, suffix, side):
    assert side**2 > PIXEL_LIMIT
    with pytest.raises(PhotoError, match=r"is too large: .* 250 megapixels"):
        decoded(tmp_path, bomb(suffix, side))


def test_a_rare_variant_of_a_format_is_not_called_damaged(tmp_path):
    content = bytearray(encoded(".bmp"))
    content[30] = 4  # JPEG inside BMP, which only printers take
    with pytest.raises(PhotoError, match="is in a variant of its format that photohash cannot read"):
        decoded(tmp_path, bytes(content))


def test_a_png_with_a_very_long_text_is_still_a_photo(tmp_path):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("history", "x" * 5_000_000, zip=True)
    path = save(scene(), tmp_path / "a.png", pnginfo=notes)
    assert difference(decode(path).pixels, scene()) == 0.0


def test_a_png_that_swells_without_end_is_refused(tmp_path):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("history", "x" * 70_000_000, zip=True)
    with pytest.raises(PhotoError, match="is damaged"):
        decode(save(scene(), tmp_path / "a.png", pnginfo=notes))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_cut_anywhere_is_refused_or_its_picture_is_whole(tmp_path, suffix):
    content = encoded(suffix)
    whole = decoded(tmp_path, content).pixels
    for length in {*np.linspace(1, len(content) - 1, 60, dtype=int).tolist(), *range(len(content) - 12, len(content))}:
        outcome = read(tmp_path / "cut", content[:length])
        if isinstance(outcome, str):
            assert outcome.startswith("is cut short" if length >= 16 else "is ")
        else:
            assert np.array_equal(outcome.pixels, whole)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".heic", ".webp"])
def test_half_a_photo_is_called_cut_short(tmp_path, suffix):
    content = encoded(suffix)
    with pytest.raises(PhotoError, match="is cut short"):
        decoded(tmp_path, content[: len(content) // 2])


@pytest.mark.parametrize("progressive", [False, True])
def test_half_a_jpeg_with_an_end_put_to_it_is_no_photo_with_a_grey_half(tmp_path, progressive):
    path = save(scene(320, 240), tmp_path / "a.jpg", progressive=progressive)
    content = path.read_bytes()
    with pytest.raises(PhotoError, match="is cut short: its lower part is missing"):
        decoded(tmp_path, content[: len(content) // (16 if progressive else 2)] + b"\xff\xd9")


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_that_truly_ends_in_grey_is_whole(tmp_path, progressive):
    image = Image.new("RGB", (320, 240), (128, 128, 128))
    image.paste(scene(320, 100))
    picture = decode(save(image, tmp_path / "a.jpg", progressive=progressive, exif=exif(1)))
    assert difference(picture.pixels, image) < 3.0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_follows_the_end_of_a_picture_does_no_harm(tmp_path, suffix):
    whole = decoded(tmp_path, encoded(suffix)).pixels
    for trailer in (bytes(1000), b"MotionPhoto_Data" + bytes(range(256)) * 8):
        if suffix in {".avif", ".heic"} and trailer[0]:
            continue  # boxes follow one another: what is no box is damage there
        assert np.array_equal(decoded(tmp_path, encoded(suffix) + trailer).pixels, whole)


def test_a_photo_that_vanished_or_may_not_be_read_says_so(ordinary_folder):
    with pytest.raises(PhotoError, match="is no longer there"):
        decode(ordinary_folder / "gone.jpg")
    private = ordinary_folder / "private.jpg"
    private.write_bytes(encoded(".jpg"))
    private.chmod(0)
    with pytest.raises(PhotoError, match="permission denied"):
        decode(private)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names here")
def test_folders_and_pipes_named_like_photos_are_refused_at_once(tmp_path):
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="is a folder"):
        decode(tmp_path / "folder.jpg")
    with pytest.raises(PhotoError, match="is not a regular file"):
        decode(tmp_path / "pipe.jpg")


@given(
    st.sampled_from(SUFFIXES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0.02, 1),
)
@settings(max_examples=400, deadline=None)
def test_hostile_bytes_give_a_picture_or_one_clear_reason(tmp_path_factory, suffix, changes, share):
    content = bytearray(encoded(suffix))
    for place, value in changes:
        content[int(place * len(content))] = value
    path = tmp_path_factory.getbasetemp() / "hostile.jpg"
    outcome = read(path, bytes(content[: int(share * len(content)) + 1]), at_least=16)
    if isinstance(outcome, str):
        assert outcome.startswith(("is ", "needs "))
    else:
        assert outcome.pixels.dtype == np.uint8
        assert outcome.pixels.ndim == 3
        assert outcome.pixels.shape[2] == 3


def test_many_threads_decode_at_once_and_no_warning_escapes(tmp_path):
    paths = [
        save(lying(scene(), 6), tmp_path / f"a{suffix}", exif=exif(6)) for suffix in (".jpg", ".webp", ".heic", ".tif")
    ]
    broken = save(scene(), tmp_path / "odd.jpg", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40)
    with warnings.catch_warnings(record=True) as caught, ThreadPoolExecutor(8) as pool:
        warnings.simplefilter("always")
        pictures = list(pool.map(decode, [*paths, broken] * 12))
    assert not caught
    assert all(difference(picture.pixels, scene()) <= 3.0 for picture in pictures)
