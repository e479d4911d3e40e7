"""Which files a scan finds, and each of them once."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photohash.core.errors import Cancelled
from photohash.core.task import Task
from photohash.library.photo import Failure, FoundFile
from photohash.library.scan import scan

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own on Windows")


def scanned(*roots: Path, excludes=()) -> tuple[list[FoundFile], list[Failure]]:
    failures: list[Failure] = []
    found = list(scan(roots, excludes=excludes, on_failure=failures.append, check=lambda: None))
    return found, failures


def found_below(folder: Path, *roots: Path, excludes=()) -> list[str]:
    """The found paths relative to a folder, sorted; nothing may fail."""
    found, failures = scanned(*(roots or (folder,)), excludes=excludes)
    assert not failures
    return sorted(file.path.relative_to(folder).as_posix() for file in found)


def put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_photos_in_all_subfolders_are_found_and_other_files_are_not(tmp_path):
    for name in ("a.jpg", "2024/b.HEIC", "2024/May/c.png", "2024/May/notes.txt", "film.mp4"):
        put(tmp_path / name)
    assert found_below(tmp_path) == ["2024/May/c.png", "2024/b.HEIC", "a.jpg"]


def test_a_found_file_comes_with_what_tells_whether_it_changed(tmp_path):
    path = put(tmp_path / "a.jpg", b"12345")
    info = path.stat()
    assert scanned(tmp_path) == ([FoundFile(path, 5, info.st_mtime_ns, info.st_dev, info.st_ino)], [])


def test_hidden_trashed_and_system_folders_are_passed_by(tmp_path):
    for folder in (".Trash-1000/files", "$RECYCLE.BIN/S-1", "System Volume Information", "@eaDir/a.jpg", ".git"):
        put(tmp_path / folder / "a.jpg")
    put(tmp_path / "seen.jpg")
    put(tmp_path / "._seen.jpg")
    assert found_below(tmp_path) == ["seen.jpg"]


def test_a_hidden_folder_named_outright_is_looked_into(tmp_path):
    put(tmp_path / ".secret" / "a.jpg")
    assert found_below(tmp_path, tmp_path / ".secret") == [".secret/a.jpg"]


def test_of_an_apple_photo_library_only_the_originals_are_looked_at(tmp_path):
    library = tmp_path / "Photos Library.photoslibrary"
    for name in ("originals/0/A.heic", "resources/derivatives/0/A_1.jpeg", "database/x.jpg", "Masters/b.jpg"):
        put(library / name)
    assert found_below(library, tmp_path) == ["Masters/b.jpg", "originals/0/A.heic"]


def test_roots_that_repeat_or_lie_in_one_another_are_walked_once(tmp_path):
    put(tmp_path / "a.jpg")
    put(tmp_path / "inner" / "b.jpg")
    inner = tmp_path / "inner"
    for roots in ([tmp_path, inner, tmp_path], [inner, tmp_path], [inner / ".." / "inner", tmp_path]):
        assert found_below(tmp_path, *roots) == ["a.jpg", "inner/b.jpg"]


def test_a_relative_root_gives_absolute_paths(tmp_path, monkeypatch):
    put(tmp_path / "a.jpg")
    monkeypatch.chdir(tmp_path)
    assert [file.path for file in scanned(Path())[0]] == [tmp_path / "a.jpg"]


@links
def test_a_root_reached_through_a_link_is_the_same_root(tmp_path):
    put(tmp_path / "real" / "a.jpg")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    assert found_below(tmp_path, tmp_path / "alias", tmp_path / "real") == ["alias/a.jpg"]
    assert found_below(tmp_path, tmp_path / "real", tmp_path / "alias") == ["real/a.jpg"]


@links
def test_a_linked_folder_is_followed_once_and_a_plain_path_is_preferred(tmp_path):
    put(tmp_path / "outside" / "a.jpg")
    root = tmp_path / "root"
    put(root / "zoo" / "b.jpg")
    (root / "alias of zoo").symlink_to(root / "zoo")
    (root / "one").symlink_to(tmp_path / "outside")
    (root / "two").symlink_to(tmp_path / "outside")
    assert found_below(root) == ["one/a.jpg", "zoo/b.jpg"]


@links
def test_loops_of_links_end(tmp_path):
    root = tmp_path / "root"
    put(root / "deep" / "a.jpg")
    put(tmp_path / "neighbours" / "b.jpg")
    (root / "deep" / "self").symlink_to(root / "deep")
    (root / "deep" / "up").symlink_to(root)
    (root / "deep" / "out").symlink_to(tmp_path)
    (root / "x").symlink_to(root / "y")
    (root / "y").symlink_to(root / "x")
    (root / "x.jpg").symlink_to(root / "x.jpg")
    assert found_below(root) == ["deep/a.jpg"]


@links
def test_a_linked_file_comes_only_if_nothing_else_leads_to_it(tmp_path):
    root = tmp_path / "root"
    put(root / "a.jpg")
    put(tmp_path / "outside" / "b.jpg")
    (root / "0 alias.jpg").symlink_to(root / "a.jpg")
    (root / "one.jpg").symlink_to(tmp_path / "outside" / "b.jpg")
    (root / "two.jpg").symlink_to(tmp_path / "outside" / "b.jpg")
    (root / "broken.jpg").symlink_to(tmp_path / "nowhere.jpg")
    assert found_below(root) == ["a.jpg", "one.jpg"]


@links
def test_hard_links_are_two_paths_of_one_file(tmp_path):
    os.link(put(tmp_path / "a.jpg"), tmp_path / "b.jpg")
    found, _ = scanned(tmp_path)
    assert sorted(file.path.name for file in found) == ["a.jpg", "b.jpg"]
    assert len({(file.device, file.inode) for file in found}) == 1


def test_excluded_files_and_folders_are_left_out_whatever_leads_there(tmp_path):
    for name in ("a.jpg", "private/b.jpg", "private/deep/c.jpg", "single.jpg"):
        put(tmp_path / name)
    excludes = [tmp_path / "private", tmp_path / "single.jpg", tmp_path / "never existed"]
    assert found_below(tmp_path, excludes=excludes) == ["a.jpg"]
    assert found_below(tmp_path, excludes=[tmp_path]) == []
    if sys.platform != "win32":
        (tmp_path / "way in").symlink_to(tmp_path / "private" / "deep")
        (tmp_path / "way in.jpg").symlink_to(tmp_path / "private" / "b.jpg")
        assert found_below(tmp_path, excludes=excludes) == ["a.jpg"]


def test_a_root_that_is_missing_is_reported_and_the_others_go_on(tmp_path):
    path = put(tmp_path / "a.jpg")
    found, failures = scanned(tmp_path / "unplugged", tmp_path, path)
    assert [file.path for file in found] == [path]
    assert failures == [Failure(tmp_path / "unplugged", "is not there"), Failure(path, "is not a folder")]


def test_a_folder_that_may_not_be_opened_is_reported_and_the_rest_goes_on(ordinary_folder):
    put(ordinary_folder / "a.jpg")
    closed = put(ordinary_folder / "closed" / "b.jpg").parent
    closed.chmod(0)
    try:
        found, failures = scanned(ordinary_folder)
    finally:
        closed.chmod(0o700)
    assert [file.path.name for file in found] == ["a.jpg"]
    assert failures == [Failure(closed, "may not be read: permission denied")]


def test_files_and_folders_that_vanish_during_the_scan_are_passed_by(tmp_path):
    for number in range(30):
        put(tmp_path / f"{number}" / "a.jpg")
        put(tmp_path / f"{number}" / "deeper" / "b.jpg")
    failures: list[Failure] = []
    found = scan([tmp_path], on_failure=failures.append, check=lambda: None)
    first = next(found)
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    assert [first, *found] == [first]
    assert failures == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_names_that_are_not_utf_8_survive(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.jpg"
    put(Path(os.fsdecode(name)))
    (found,), _ = scanned(tmp_path)
    assert os.fsencode(found.path) == name
    assert found.path.stat().st_size == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_folders_and_pipes_with_a_photos_name_are_no_photos(tmp_path):
    put(tmp_path / "album.jpg" / "a.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert found_below(tmp_path) == ["album.jpg/a.jpg"]


def test_a_scan_stops_when_the_user_asks(tmp_path):
    for number in range(5):
        put(tmp_path / f"{number}.jpg")
    task = Task()
    found = scan([tmp_path], on_failure=lambda _: None, check=task.check)
    next(found)
    task.cancel()
    with pytest.raises(Cancelled):
        next(found)


folders = st.lists(st.sampled_from(["2024", "May", ".hidden", "@eaDir", "lost+found"]), max_size=3)
names = st.sampled_from(["a.jpg", "b.PNG", "c.txt", ".d.jpg", "jpg"])


@given(st.lists(st.tuples(folders, names), max_size=12))
def test_a_scan_finds_what_the_plain_rule_finds(tmp_path_factory, entries):
    folder = tmp_path_factory.mktemp("scan")
    for parents, name in entries:
        put(folder.joinpath(*parents) / name)
    expected = {
        "/".join([*parents, name])
        for parents, name in entries
        if name in {"a.jpg", "b.PNG"} and not {".hidden", "@eaDir", "lost+found"} & set(parents)
    }
    assert found_below(folder) == sorted(expected)
