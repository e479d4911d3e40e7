"""Which names count as photos, and what is said when a file cannot be opened."""

import errno
import os
from pathlib import Path

import pytest

from photohash.core.errors import PhotoError
from photohash.core.files import (
    in_words,
    is_ignored_folder,
    is_others_cache,
    is_passed_by,
    is_photo,
    open_regular,
    package_around,
    unread_format,
)


@pytest.mark.parametrize("name", ["a.jpg", "IMG_0001.JPG", "x.y.Heic", "été.webp", "b.tiff", "c.avif", "scan 1.BMP"])
def test_a_photo_is_told_by_its_ending_in_any_letter_case(name):
    assert is_photo(Path("/photos") / name)


@pytest.mark.parametrize("name", ["a.txt", "jpg", ".jpg", "._IMG_0001.jpg", ".hidden.png", "a.jpg.part", "a.xmp", "a."])
def test_other_and_hidden_files_are_no_photos(name):
    assert not is_photo(Path("/photos") / name)


@pytest.mark.parametrize(
    "name", [".git", ".Trash-1000", "$RECYCLE.BIN", "System Volume Information", "@eaDir", "lost+found", "#recycle"]
)
def test_trash_and_system_folders_are_passed_by(name):
    assert is_ignored_folder(name)


@pytest.mark.parametrize("name", ["2024", "Trash the dress", "recycle", "photos.old", "Ærø"])
def test_folders_of_people_are_looked_into(name):
    assert not is_ignored_folder(name)


@pytest.mark.parametrize(
    ("name", "parent", "passed_by"),
    [
        ("originals", "/photos/Photos Library.photoslibrary", False),
        ("Masters", "Old.PhotosLibrary", False),
        ("resources", "Photos Library.photoslibrary", True),
        ("resources", "/photos", False),
        ("@eaDir", "/photos", True),
    ],
)
def test_of_an_apple_photo_library_only_the_originals_are_looked_into(name, parent, passed_by):
    assert is_passed_by(name, parent) == passed_by


def test_a_file_is_opened_to_read_its_bytes(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\r\n\x1a\x00")
    with open_regular(tmp_path / "a.jpg") as file:
        assert file.read() == b"\r\n\x1a\x00"


def test_what_is_no_file_is_refused_in_words(tmp_path):
    with pytest.raises(PhotoError, match="is no longer there"):
        open_regular(tmp_path / "gone.jpg")
    with pytest.raises(PhotoError, match="is a folder, not a file"):
        open_regular(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_with_a_photos_name_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoError, match="is not a regular file"):
        open_regular(tmp_path / "pipe.jpg")


def test_an_error_without_words_of_its_own_keeps_the_systems():
    assert in_words(OSError(errno.ESTALE, "Stale file handle")) == "cannot be read: Stale file handle"


@pytest.mark.parametrize(
    ("folder", "package", "is_cache"),
    [
        ("/p/Photos.photoslibrary", "Photos.photoslibrary", False),
        ("/p/Photos.photoslibrary/originals/1", "Photos.photoslibrary", False),
        ("/p/Photos.photoslibrary/resources/derivatives", "Photos.photoslibrary", True),
        ("/p/Photos.photoslibrary/originals.old", "Photos.photoslibrary", True),
        ("/p/LR.lrlibrary/1a2b/originals/2024", "LR.lrlibrary", False),
        ("/p/LR.lrlibrary/1a2b", "LR.lrlibrary", False),
        ("/p/LR.lrlibrary/1a2b/previews", "LR.lrlibrary", True),
        ("/p/Catalog Previews.LRDATA", "Catalog Previews.LRDATA", True),
        ("/p/shoot/CaptureOne", "CaptureOne", False),
        ("/p/shoot/CaptureOne/Settings131", "CaptureOne", True),
        ("/p/shoot/Capture", None, False),
        ("/p/photoslibrary", None, False),
        ("/p/originals", None, False),
    ],
)
def test_packages_of_other_programs_are_known_by_their_names(folder, package, is_cache):
    assert package_around(folder) == package
    assert is_others_cache(folder) is is_cache


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.psd", "PSD"), ("a.JXL", "JXL"), ("a.b.mov", "MOV"), ("a.jpg", None), (".a.psd", None), ("psd", None)],
)
def test_formats_that_are_not_read_are_known_by_their_names(name, form):
    assert unread_format(name) == form
