"""No step can overwrite or destroy a file, whatever the file system offers."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from photohash.library.actions import filesystem as steps
from photohash.library.actions.filesystem import FileSystem, facts_of, is_own_name, own_name


@pytest.fixture(params=["exclusive", "by link", "by placeholder"])
def filesystem(request, monkeypatch) -> FileSystem:
    """A disk on a system with an exclusive rename, without one, and on a file system without hard links too."""
    if request.param != "exclusive":
        monkeypatch.setattr(steps, "_renamed_exclusively", lambda source, destination: False)
    if request.param == "by placeholder":

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", refuse)
    return FileSystem()


def test_renaming_takes_a_file_with_all_that_belongs_to_it(filesystem, tmp_path):
    source = tmp_path / "one.jpg"
    source.write_bytes(b"one")
    before = facts_of(source)
    filesystem.rename(source, tmp_path / "two.jpg")
    assert not source.exists()
    assert (tmp_path / "two.jpg").read_bytes() == b"one"
    assert replace(facts_of(tmp_path / "two.jpg"), atime_ns=before.atime_ns) == before


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b""), lambda path: path.mkdir(),
                                  lambda path: path.symlink_to("nowhere")])  # fmt: skip
def test_renaming_never_takes_a_name_that_something_has(filesystem, tmp_path, make: Callable[[Path], object]):
    source, target = tmp_path / "one.jpg", tmp_path / "two.jpg"
    source.write_bytes(b"one")
    make(target)
    before = target.lstat()
    with pytest.raises(OSError, match=r"exists|no hard links"):
        filesystem.rename(source, target)
    assert source.read_bytes() == b"one"
    assert target.lstat() == before


@pytest.mark.parametrize("step", ["copy", "write", "clone", "hard_link", "soft_link"])
def test_nothing_is_ever_written_over(tmp_path, step):
    source, target = tmp_path / "one.jpg", tmp_path / "two.jpg"
    source.write_bytes(b"one")
    target.write_bytes(b"two")
    arguments = (target, b"new") if step == "write" else (source, target)
    with pytest.raises(FileExistsError):
        getattr(FileSystem(), step)(*arguments)
    assert target.read_bytes() == b"two"


def test_nothing_is_written_through_a_link(tmp_path):
    secret = tmp_path / "secret"
    (tmp_path / "link.jpg").symlink_to(secret)
    with pytest.raises(FileExistsError):
        FileSystem().write(tmp_path / "link.jpg", b"new")
    assert not secret.exists()


@pytest.mark.parametrize("name", ["photo.jpg", ".photohash", ".photohash-quarantine", "photohash-1-0.jpg", ".bashrc"])
def test_only_files_of_photohashs_own_are_removed(tmp_path, name):
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(ValueError, match="own"):
        FileSystem().remove(tmp_path / name)
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", [".jpg", ".jpg;rm", "", "." + "x" * 300, ".j\npg"])
def test_names_of_its_own_are_known_again(suffix):
    name = own_name(17, 0, "p", suffix)
    assert is_own_name(name)
    assert len(name) < 40


def test_a_folder_with_something_in_it_is_not_removed(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(OSError, match="not empty"):
        FileSystem().remove_folder(tmp_path / "folder")
    assert (tmp_path / "folder" / "photo.jpg").exists()
