from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps, UnidentifiedImageError

from photohash.core.errors import Cancelled, KnownError
from photohash.core.task import Task
from photohash.demo import demo_library
from photohash.library.albums.check import FEWEST_ALBUMS, FEWEST_PHOTOS
from photohash.library.photo import Kind

pytest.importorskip("skimage")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo_library.build_demo(folder, task=Task())
    return folder


def expected_copies(folder: Path) -> list[demo_library.DemoCopy]:
    """The copies whose original is there."""
    return [copy for copy in demo_library.COPIES if (folder / copy.of).exists()]


def files(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def test_it_holds_folders_of_photos_their_copies_and_two_broken_files(library: Path):
    names = {path.relative_to(library).as_posix() for path in files(library)}
    copies = {copy.path for copy in expected_copies(library)}
    assert len(copies) >= 15
    assert copies | set(demo_library.BROKEN) < names
    assert {"Home", "Scans", "To sort", "Phone backup", "Edits"} <= {path.name for path in library.iterdir()}


def test_every_photo_opens_and_the_broken_files_do_not(library: Path):
    import pillow_heif

    pillow_heif.register_heif_opener()
    for path in files(library):
        if path.relative_to(library).as_posix() not in demo_library.BROKEN:
            with Image.open(path) as opened:
                opened.load()
    cut_short, no_photo = (library / name for name in demo_library.BROKEN)
    with pytest.raises(OSError, match="truncated"), Image.open(cut_short) as opened:
        opened.load()
    with pytest.raises(UnidentifiedImageError):
        Image.open(no_photo)


def test_identical_copies_have_the_bytes_of_their_original_and_others_do_not(library: Path):
    for copy in expected_copies(library):
        same = (library / copy.path).read_bytes() == (library / copy.of).read_bytes()
        assert same == (copy.kind is Kind.IDENTICAL), copy.path


def test_a_copy_in_png_has_the_pixels_of_its_original(library: Path):
    (copy,) = (copy for copy in demo_library.COPIES if copy.kind is Kind.SAME_PIXELS)
    with Image.open(library / copy.path) as one, Image.open(library / copy.of) as other:
        assert np.array_equal(np.asarray(one), np.asarray(other))


def test_the_sideways_photo_is_upright_once_its_exif_is_heeded(library: Path):
    (copy,) = (copy for copy in demo_library.COPIES if copy.sideways)
    with Image.open(library / copy.path) as stored, Image.open(library / copy.of) as original:
        upright = np.asarray(ImageOps.exif_transpose(stored), np.float64)
        assert np.abs(upright - np.asarray(original)).mean() < 5


def test_a_series_is_of_one_scene_and_every_photo_of_it_another(library: Path):
    series = [library / photo.path for photo in demo_library.RETAKES]
    there = [path for path in series if path.exists()]
    assert len({path.read_bytes() for path in there}) == len(there) >= 10
    for path in there:
        with Image.open(path) as photo:
            moment = photo.getexif().get_ifd(0x8769)[0x9003].replace(":", "").replace(" ", "_")
        assert path.name.startswith(moment)


def test_there_are_folders_to_be_taken_as_albums_that_a_model_can_be_taught_from(library: Path):
    folders = [folder for folder in (library / "Close-ups").iterdir() if folder.is_dir()]
    assert len(folders) >= FEWEST_ALBUMS
    for folder in folders:
        assert len({path.read_bytes() for path in folder.iterdir()}) > FEWEST_PHOTOS


def test_photos_carry_capture_time_and_camera(library: Path):
    with Image.open(library / "Home/20210814_183012 Chelsea.jpg") as photo:
        exif = photo.getexif()
        assert exif[0x0110] == "SM-G991B"
        assert exif.get_ifd(0x8769)[0x9003] == "2021:08:14 18:30:12"


def test_a_second_call_writes_nothing_and_a_gap_is_filled_as_before(library: Path):
    before = files(library)
    demo_library.build_demo(library, task=Task())
    assert files(library) == before
    path = library / "To sort/Chelsea close.jpg"
    content = path.read_bytes()
    path.unlink()
    demo_library.build_demo(library, task=Task())
    assert path.read_bytes() == content
    assert path.stat().st_mtime_ns == before[path][0]


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match="cannot be written"):
        demo_library.build_demo(tmp_path / "file", task=Task())


def test_it_can_be_cancelled(tmp_path: Path):
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        demo_library.build_demo(tmp_path, task=task)
