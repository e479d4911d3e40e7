from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from PIL import Image

from photohash.core.errors import KnownError, PhotoError
from photohash.evaluation.image_source import open_source, picture
from tests.evaluation.pictures import photo, save_photos


def archive(path: Path, *members: tuple[str, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def test_a_folder_gives_its_photos_sorted_and_with_their_folders(tmp_path: Path):
    save_photos(tmp_path / "b", 2)
    save_photos(tmp_path / "a", 1)
    (tmp_path / "notes.txt").write_text("no photo")
    (tmp_path / ".hidden.jpg").write_bytes(b"no photo")
    source = open_source(tmp_path)
    assert source.names == ["a/00.jpg", "b/00.jpg", "b/01.jpg"]
    assert source.read("b/01.jpg") == (tmp_path / "b" / "01.jpg").read_bytes()


def test_of_an_archive_with_a_photos_folder_only_that_counts(tmp_path: Path):
    path = archive(tmp_path / "a.tar", ("photos/2.jpg", b"two"), ("bursts/0.jpg", b"no"), ("photos/1.jpg", b"one"))
    source = open_source(path)
    assert source.names == ["photos/1.jpg", "photos/2.jpg"]
    assert source.read("photos/2.jpg") == b"two"
    source = open_source(path, everything=True)
    assert source.names == ["bursts/0.jpg", "photos/1.jpg", "photos/2.jpg"]


def test_of_any_other_archive_every_photo_counts(tmp_path: Path):
    source = open_source(archive(tmp_path / "a.tar", ("x/1.jpg", b"one"), ("../2.PNG", b"two"), ("list.csv", b"")))
    assert source.names == ["../2.PNG", "x/1.jpg"]
    assert source.read("../2.PNG") == b"two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar"]


@pytest.mark.parametrize("kind", ["nothing", "empty folder", "text", "archive without photos"])
def test_a_path_without_photos_is_refused_in_words_that_name_it(tmp_path: Path, kind: str):
    path = tmp_path / "place"
    if kind == "empty folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("not an archive")
    elif kind == "archive without photos":
        archive(path, ("readme.txt", b"hello"))
    with pytest.raises(KnownError, match="place"):
        open_source(path)


def test_a_photo_is_decoded_upright_and_small_enough():
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    photo(1, 400, 200).save(file, "JPEG", exif=exif)
    decoded = picture(file.getvalue(), longest=100)
    assert decoded.size == (50, 100)
    assert decoded.mode == "RGB"


def test_a_small_photo_is_not_enlarged():
    file = io.BytesIO()
    photo(1, 40, 20).save(file, "PNG")
    assert picture(file.getvalue()).size == (40, 20)


def test_bytes_that_are_no_photo_are_refused():
    file = io.BytesIO()
    photo(1).save(file, "JPEG")
    for content in (b"", b"hello", file.getvalue()[:-400]):
        with pytest.raises(PhotoError, match="cannot be decoded"):
            picture(content)


def test_a_photo_that_vanished_is_a_photo_error(tmp_path: Path):
    (path,) = save_photos(tmp_path, 1)
    source = open_source(tmp_path)
    path.unlink()
    with pytest.raises(PhotoError, match="no longer there"):
        source.read("00.jpg")
