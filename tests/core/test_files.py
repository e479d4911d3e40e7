"""Which names count as photos, and what is said when a file cannot be opened."""

import errno
import os
from pathlib import Path

import pytest

from photohash.core.errors import PhotoError
from photohash.core.files import in_words, is_ignored_folder, is_passed_by, is_photo, open_regular


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
