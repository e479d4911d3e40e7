"""What a photo looks like once it is read."""

import itertools
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from photohash.library.decode import decode
from photohash.library.photo import Picture
from tests.library.photos import SUFFIXES, difference, encoded, exif, lying, save, scene

LOSSY = {".jpg": 3.0, ".avif": 3.0, ".heic": 3.0, ".gif": 12.0}
"""How far a format may be from the picture it was made of, in grey levels."""

TURNABLE = tuple(suffix for suffix in SUFFIXES if suffix not in {".bmp", ".gif"})


def decoded(folder: Path, content: bytes, name: str = "photo.jpg") -> Picture:
    (folder / name).write_bytes(content)
    return decode(folder / name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_its_picture(tmp_path, suffix):
    image = scene(96, 64)
    picture = decode(save(image, tmp_path / f"a{suffix}"))
    assert (picture.width, picture.height) == (96, 64)
    assert picture.pixels.dtype == np.uint8
    assert difference(picture.pixels, image) <= LOSSY.get(suffix, 0.0)
    assert (picture.taken, picture.camera) == (None, None)
    assert picture.pixels.flags.writeable


@pytest.mark.parametrize(("suffix", "orientation"), [*itertools.product(TURNABLE, range(1, 9))])
def test_a_photo_taken_with_a_turned_camera_is_upright_in_every_format(tmp_path, suffix, orientation):
    image = scene(96, 64)
    path = save(lying(image, orientation), tmp_path / f"a{suffix}", exif=exif(orientation))
    picture = decode(path)
    assert (picture.width, picture.height) == (96, 64)
    assert difference(picture.pixels, image) <= LOSSY.get(suffix, 0.0)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_a_compressed_tiff_is_turned_once(tmp_path, compression):
    image = scene(96, 64)
    path = save(lying(image, 6), tmp_path / "a.tif", exif=exif(6), compression=compression)
    assert difference(decode(path).pixels, image) == 0.0


def test_a_turned_photo_that_is_scaled_down_is_upright_too(tmp_path):
    image = scene(1600, 1200)
    picture = decode(save(lying(image, 8), tmp_path / "a.jpg", exif=exif(8)), at_least=200)
    assert (picture.width, picture.height, picture.pixels.shape) == (1600, 1200, (300, 400, 3))
    assert difference(picture.pixels, image.reduce(4)) < 3.0


def test_in_heic_the_containers_orientation_counts_and_exif_repeats_it_at_most(tmp_path):
    image = scene(96, 64)
    with_exif_only = Image.Exif()
    with_exif_only.load(exif(6))
    path = save(image, tmp_path / "a.heic", exif=with_exif_only)
    assert b"irot" not in path.read_bytes()
    assert difference(decode(path).pixels, image) <= LOSSY[".heic"]


@pytest.mark.parametrize("suffix", [*TURNABLE, ".mpo"])
def test_when_and_with_which_camera_a_photo_was_taken(tmp_path, suffix):
    tags = exif(taken="2024:05:17 09:30:12", subsecond="250", maker="FUJIFILM", model="X-T5")
    options = {"save_all": True, "append_images": [scene(seed=1)]} if suffix == ".mpo" else {}
    picture = decode(save(scene(), tmp_path / f"a{suffix}", exif=tags, **options))
    assert picture.taken == "2024-05-17T09:30:12.250"
    assert picture.camera == "FUJIFILM X-T5"


@pytest.mark.parametrize("quality", [20, 30, 50, 75, 90, 98])
def test_how_strongly_a_jpeg_was_compressed(tmp_path, quality):
    assert decode(save(scene(), tmp_path / "a.jpg", quality=quality)).quality == pytest.approx(quality, abs=1)


def test_other_formats_tell_no_quality(tmp_path):
    assert decode(save(scene(), tmp_path / "a.png")).quality is None


def test_how_much_a_photo_tells_of_its_taking(tmp_path):
    told = exif(taken="2024:05:17 09:30:12", maker="FUJIFILM", model="X-T5")
    assert decode(save(scene(), tmp_path / "told.jpg", exif=told)).details == 3
    assert decode(save(scene(), tmp_path / "bare.jpg")).details == 0


@pytest.mark.parametrize(
    ("taken", "subsecond", "expected"),
    [
        ("2024:05:17 09:30:12", None, "2024-05-17T09:30:12"),
        ("2024:05:17 09:30:12", "007", "2024-05-17T09:30:12.007"),
        ("2024:05:17 09:30:12", "000", "2024-05-17T09:30:12.000"),
        ("2024-05-17 09:30:12", "??", "2024-05-17T09:30:12"),
        ("0000:00:00 00:00:00", None, None),
        ("2024:13:45 09:30:12", None, None),
        ("    :  :     :  :  ", None, None),
        ("yesterday", "12", None),
    ],
)
def test_capture_times_as_cameras_write_them(tmp_path, taken, subsecond, expected):
    assert decode(save(scene(), tmp_path / "a.jpg", exif=exif(taken=taken, subsecond=subsecond))).taken == expected


@pytest.mark.parametrize(
    ("maker", "model", "expected"),
    [
        ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("NIKON CORPORATION", "NIKON D90", "NIKON D90"),
        ("SONY", "ILCE-7M3\0\0\0", "SONY ILCE-7M3"),
        ("Apple  ", None, "Apple"),
        (None, "X\x07100", "X 100"),
        (" ", "", None),
    ],
)
def test_cameras_are_named_once_and_cleanly(tmp_path, maker, model, expected):
    assert decode(save(scene(), tmp_path / "a.jpg", exif=exif(maker=maker, model=model))).camera == expected


@pytest.mark.parametrize(
    "junk", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40]
)
def test_broken_exif_does_not_spoil_a_photo(tmp_path, junk):
    picture = decode(save(scene(), tmp_path / "a.jpg", exif=junk))
    assert difference(picture.pixels, scene()) < 3.0
    assert picture.taken is None


@pytest.mark.parametrize("orientation", [0, 9, 255, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(tmp_path, orientation):
    assert difference(decode(save(scene(), tmp_path / "a.jpg", exif=exif(orientation))).pixels, scene()) < 3.0


@given(
    st.integers(1, 700), st.integers(1, 700), st.integers(1, 300), st.sampled_from([".jpg", ".png"]), st.integers(1, 8)
)
@settings(max_examples=60, deadline=None)
def test_scaled_pictures_are_large_enough_and_know_their_full_size(
    tmp_path_factory, width, height, at_least, suffix, orientation
):
    image = Image.new("RGB", (width, height), (200, 120, 40))
    path = save(lying(image, orientation), tmp_path_factory.mktemp("scaled") / f"a{suffix}", exif=exif(orientation))
    picture = decode(path, at_least=at_least)
    assert (picture.width, picture.height) == (width, height)
    rows, columns, _ = picture.pixels.shape
    assert min(rows, columns) >= min(at_least, width, height)
    assert min(rows, columns) < 2 * at_least or (rows, columns) == (height, width)
    assert abs(columns * height - rows * width) <= 8 * max(width, height)
    assert difference(picture.pixels, np.full_like(picture.pixels, (200, 120, 40))) < 2.0


def test_a_picture_made_very_small_keeps_its_colour(tmp_path):
    path = save(Image.new("RGB", (674, 674), (200, 120, 40)), tmp_path / "a.png")
    assert decode(path, at_least=1).pixels.tolist() == [[[200, 120, 40]]]


def test_a_scaled_jpeg_looks_like_the_full_one_made_small(tmp_path):
    path = save(scene(1600, 1200), tmp_path / "a.jpg")
    assert (
        difference(decode(path, at_least=150).pixels, decode(path).pixels.reshape(150, 8, 200, 8, 3).mean((1, 3))) < 1.0
    )


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".tif", ".png", ".avif", ".mpo"])
def test_of_a_moving_or_many_paged_picture_the_first_frame_counts(tmp_path, suffix):
    frames = [scene(seed=seed) for seed in range(3)]
    path = tmp_path / f"a{suffix}"
    save(frames[0], path, save_all=True, append_images=frames[1:])
    picture = decode(path)
    assert difference(picture.pixels, frames[0]) < 14.0
    assert picture.format == {".mpo": "JPEG"}.get(suffix, picture.format)


GREYS = np.arange(65536, dtype=np.uint16).reshape(256, 256)


@pytest.mark.parametrize(
    ("samples", "name"),
    [
        (GREYS, "a.png"),
        (GREYS, "a.tif"),
        (GREYS.astype(">u2"), "big endian.tif"),
        (GREYS.astype(np.int32), "wide.tif"),
        (GREYS.astype(np.float32) / 65535, "fractions.tif"),
        (GREYS.astype(np.float32), "floats.tif"),
    ],
)
def test_deep_greys_are_scaled_and_not_clipped(tmp_path, samples, name):
    pixels = decode(save(Image.fromarray(samples), tmp_path / name)).pixels
    assert difference(pixels[..., 0], np.round(GREYS / 257.0)) < 0.01
    assert np.array_equal(pixels[..., 0], pixels[..., 2])


def test_floats_that_are_no_numbers_are_black(tmp_path):
    samples = np.array([[0.0, 1.0], [np.nan, np.inf]], np.float32)
    assert decode(save(Image.fromarray(samples), tmp_path / "a.tif")).pixels[..., 0].tolist() == [[0, 255], [0, 0]]


def test_floats_far_out_of_any_range_do_no_harm(tmp_path):
    samples = np.array([[-3e38, 0.0, 1.0]], np.float32)
    assert decode(save(Image.fromarray(samples), tmp_path / "dark.tif")).pixels[0, :, 0].tolist() == [0, 0, 255]
    assert decode(save(Image.fromarray(-samples), tmp_path / "light.tif")).pixels[0, :, 0].tolist() == [255, 0, 0]


def test_a_deep_tiff_that_counts_from_white_is_no_negative(tmp_path):
    path = save(Image.fromarray(GREYS[::-1, ::-1].copy()), tmp_path / "a.tif", tiffinfo={262: 0})
    assert difference(decode(path).pixels[..., 0], GREYS / 257.0) < 0.6


def test_deep_colours_keep_their_high_bits(tmp_path):
    deep = np.stack([GREYS, GREYS[::-1], GREYS.T], axis=2)
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in deep)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 256, 256, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    png = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    assert difference(decoded(tmp_path, b"\x89PNG\r\n\x1a\n" + png).pixels, deep / 257.0) < 1.0


@pytest.mark.parametrize("name", ["adobe.jpg", "a.tif"])
def test_pictures_for_print_are_no_negatives(tmp_path, name):
    path = save(scene().convert("CMYK"), tmp_path / name)
    assert difference(decode(path).pixels, scene()) < 3.0


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_is_white_and_half_is_half(tmp_path, mode):
    image = Image.new("RGBA", (3, 1))
    for column, alpha in enumerate((0, 128, 255)):
        image.putpixel((column, 0), (0, 0, 0, alpha))
    name = "a.tif" if mode == "PA" else "a.png"
    pixels = decode(save(image.convert(mode), tmp_path / name)).pixels
    assert [int(value) for value in pixels[0, :, 0]] == pytest.approx([255, 127, 0], abs=1)


def test_a_transparent_colour_of_a_palette_or_of_plain_rgb_is_white(tmp_path):
    palette = Image.new("P", (2, 1))
    palette.putpalette([10, 20, 30, 0, 0, 255])
    palette.putpixel((1, 0), 1)
    for path in (
        save(palette, tmp_path / "a.png", transparency=0),
        save(palette, tmp_path / "a.gif", transparency=0),
        save(palette.convert("RGB"), tmp_path / "rgb.png", transparency=(10, 20, 30)),
    ):
        assert decode(path).pixels.tolist() == [[[255, 255, 255], [0, 0, 255]]]


@pytest.mark.parametrize(
    ("mode", "name"), [("1", "a.png"), ("1", "a.tif"), ("L", "a.jpg"), ("LAB", "a.tif"), ("P", "a.bmp")]
)
def test_bilevel_grey_and_other_colour_models_become_rgb(tmp_path, mode, name):
    image = Image.new("RGB", (8, 8), "white").convert("L" if mode == "LAB" else mode)
    if mode == "LAB":
        image = Image.merge("LAB", [image, Image.new("L", (8, 8), 128), Image.new("L", (8, 8), 128)])
    assert decode(save(image, tmp_path / name)).pixels.min() > 250


def test_the_content_decides_and_not_the_name(tmp_path):
    assert decoded(tmp_path, encoded(".png"), "a.jpg").format == "PNG"
    assert decoded(tmp_path, encoded(".heic"), "a.jpg").format == "HEIF"
    assert decoded(tmp_path, encoded(".jpg"), "a.gif").format == "JPEG"


FULLER: dict[str, Callable[[Path], None]] = {
    "clear.png": lambda path: letters_on_nothing("ACME").save(path),
    "pages.tif": lambda path: scene().save(path, save_all=True, append_images=[scene(seed=2)]),
    "frames.gif": lambda path: scene().save(path, save_all=True, append_images=[scene(seed=2)]),
    "frames.webp": lambda path: scene().save(path, save_all=True, append_images=[scene(seed=2)]),
    "deep.png": lambda path: Image.fromarray(GREYS.astype(np.uint16)).save(path),
    "deep.tif": lambda path: Image.fromarray(GREYS.astype(np.float32)).save(path),
}


def letters_on_nothing(word: str) -> Image.Image:
    """White ink that can only be seen on something dark."""
    drawn = Image.new("RGBA", (300, 120), (255, 255, 255, 0))
    ImageDraw.Draw(drawn).text((20, 20), word, fill="white", font=ImageFont.load_default(60))
    return drawn


@pytest.mark.parametrize("name", FULLER)
def test_a_file_that_holds_more_than_its_pixels_is_known(tmp_path, name):
    FULLER[name](tmp_path / name)
    assert decode(tmp_path / name).holdings.is_more_than_seen


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.bmp", "a.heic", "a.avif"])
def test_other_files_hold_no_more(tmp_path, name):
    assert not decode(save(scene(), tmp_path / name)).holdings.is_more_than_seen
    if name == "a.png":
        scene().convert("RGBA").save(tmp_path / name)
        assert not decode(tmp_path / name).holdings.is_more_than_seen, "nothing can be seen through"


@pytest.mark.parametrize(
    ("name", "size", "entered"),
    [("large.png", (4100, 4000), 1), ("small.png", (400, 300), 0), ("large.jpg", (4100, 4000), 0)],
)
def test_only_pictures_of_very_many_pixels_that_no_scale_makes_fewer_wait_for_one_another(
    tmp_path: Path, name: str, size: tuple[int, int], entered: int
):
    times: list[str] = []

    @contextmanager
    def alone() -> Iterator[None]:
        times.append("entered")
        yield
        times.append("left")

    Image.new("RGB", size, "navy").save(tmp_path / name)
    picture = decode(tmp_path / name, at_least=224, large=alone())
    assert (picture.width, picture.height) == size
    assert times == ["entered", "left"] * entered
