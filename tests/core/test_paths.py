import os

import pytest

from photohash.core.paths import shown, write_atomically


def test_a_name_that_is_not_utf8_can_be_shown():
    assert shown(os.fsdecode(b"caf\xe9.jpg")) == "caf\\xe9.jpg"


def test_writing_replaces_the_whole_content(tmp_path):
    target = tmp_path / "file"
    target.write_bytes(b"old content that is longer")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_content_and_no_litter(tmp_path):
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_atomically(target, "text is not bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
