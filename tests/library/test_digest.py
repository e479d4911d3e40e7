"""A photo is known by its bytes."""

import os

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from photohash.core.errors import PhotoError
from photohash.library.digest import digest


def test_the_digest_of_an_empty_file_is_the_published_one(tmp_path):
    (tmp_path / "empty.jpg").touch()
    assert digest(tmp_path / "empty.jpg").hex() == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"


@pytest.mark.parametrize("size", [1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_files_of_any_length_digest_as_their_bytes_do_at_once(tmp_path, size):
    content = os.urandom(size)
    (tmp_path / "a.jpg").write_bytes(content)
    assert digest(tmp_path / "a.jpg") == blake3(content).digest()


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_two_files_share_a_digest_exactly_when_they_share_their_bytes(tmp_path_factory, one, other):
    folder = tmp_path_factory.mktemp("digest")
    (folder / "a.jpg").write_bytes(one)
    (folder / "b.png").write_bytes(other)
    assert (digest(folder / "a.jpg") == digest(folder / "b.png")) == (one == other)


def test_a_file_that_vanished_is_named_as_such(tmp_path):
    with pytest.raises(PhotoError, match="is no longer there"):
        digest(tmp_path / "gone.jpg")


def test_a_file_that_may_not_be_read_is_named_as_such(ordinary_folder):
    path = ordinary_folder / "private.jpg"
    path.write_bytes(b"mine")
    path.chmod(0)
    with pytest.raises(PhotoError, match="permission denied"):
        digest(path)


def test_a_folder_named_like_a_photo_is_no_photo(tmp_path):
    (tmp_path / "album.jpg").mkdir()
    with pytest.raises(PhotoError, match="folder"):
        digest(tmp_path / "album.jpg")
