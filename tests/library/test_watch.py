"""Changes below the roots are told once they have settled."""

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers import Observer

from photohash.library.watch import Settling, Watcher
from photohash.library.watch import watcher as watcher_module
from tests.library.photos import encoded
from tests.limits import limited

QUIET = 0.05
PATIENCE = 20.0
"""Seconds after which something is taken never to come; a machine under load may be slow."""


def told(watcher: Watcher, last: Path) -> set[Path]:
    """All that is told up to and with a path that is known to come last."""
    paths: set[Path] = set()
    deadline = time.monotonic() + PATIENCE
    while last not in paths and time.monotonic() < deadline:
        paths |= watcher.settled(timeout=1.0)
    assert last in paths, f"{last} was never told; {paths} were"
    return paths


def told_until(watcher: Watcher, expected: set[Path]) -> set[Path]:
    """All that is told until everything expected is."""
    paths: set[Path] = set()
    for path in sorted(expected):
        if path not in paths:
            paths |= told(watcher, path)
    return paths


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(".jpg"))
    return path


def test_a_new_photo_is_told_when_it_is_quiet(root):
    with Watcher([root], quiet=QUIET) as watcher:
        assert watcher.settled(timeout=0.0) == set()
        path = put(root / "a.jpg")
        assert told(watcher, path) == {path}


def test_a_changed_a_moved_and_a_deleted_photo_are_told(root):
    changed, moved, deleted = (put(root / f"{name}.jpg") for name in ("changed", "moved", "deleted"))
    with Watcher([root], quiet=QUIET) as watcher:
        changed.write_bytes(b"other")
        moved.rename(root / "renamed.jpg")
        deleted.unlink()
        expected = {changed, moved, root / "renamed.jpg", deleted}
        assert told_until(watcher, expected) == expected


def test_a_photo_in_a_new_folder_is_told(root):
    with Watcher([root], quiet=QUIET) as watcher:
        path = put(root / "2024" / "May" / "a.jpg")
        assert told(watcher, path) == {path}


def test_a_folder_moved_in_brings_its_photos(root, tmp_path):
    put(tmp_path / "elsewhere" / "deep" / "a.jpg")
    put(tmp_path / "elsewhere" / "@eaDir" / "b.jpg")
    (tmp_path / "elsewhere" / "notes.txt").touch()
    with Watcher([root], quiet=QUIET) as watcher:
        (tmp_path / "elsewhere").rename(root / "album")
        path = root / "album" / "deep" / "a.jpg"
        assert told(watcher, path) == {path}


def test_a_folder_moved_out_or_renamed_is_told_as_gone(root, tmp_path):
    put(root / "out" / "a.jpg")
    put(root / "old" / "b.jpg")
    with Watcher([root], quiet=QUIET) as watcher:
        (root / "out").rename(tmp_path / "elsewhere")
        (root / "old").rename(root / "new")
        expected = {root / "out", root / "old", root / "new" / "b.jpg"}
        assert told_until(watcher, expected) - {root / "old" / "b.jpg"} == expected


def test_a_deleted_folder_is_told_with_its_photos(root):
    path = put(root / "album" / "a.jpg")
    with Watcher([root], quiet=QUIET) as watcher:
        shutil.rmtree(root / "album")
        assert told_until(watcher, {path, root / "album"}) == {path, root / "album"}


def test_what_is_no_photo_or_hidden_or_in_the_trash_is_not_told(root):
    with Watcher([root], quiet=QUIET) as watcher:
        for name in (".hidden.jpg", "notes.txt", ".Trash-1000/files/a.jpg", "@eaDir/a.jpg/b.jpg"):
            put(root / name)
        put(root / "Photos.photoslibrary" / "resources" / "c.jpg")
        last = put(root / "last.jpg")
        assert told(watcher, last) == {last}


def test_a_photo_thrown_into_the_trash_is_told_as_gone_only(root):
    path = put(root / "a.jpg")
    (root / ".Trash-1000").mkdir()
    with Watcher([root], quiet=QUIET) as watcher:
        path.rename(root / ".Trash-1000" / "a.jpg")
        assert told(watcher, path) == {path}


def test_reading_a_photo_is_no_change(root):
    path = put(root / "a.jpg")
    with Watcher([root], quiet=QUIET) as watcher:
        path.read_bytes()
        last = put(root / "last.jpg")
        assert told(watcher, last) == {last}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own on Windows")
def test_photos_below_a_linked_root_are_told_under_the_name_the_user_gave(root, tmp_path):
    (tmp_path / "alias").symlink_to(root)
    with Watcher([tmp_path / "alias"], quiet=QUIET) as watcher:
        put(root / "2024" / "a.jpg")
        path = tmp_path / "alias" / "2024" / "a.jpg"
        assert told(watcher, path) == {path}


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_a_name_that_is_not_utf_8_survives(root):
    path = root / os.fsdecode(b"caf\xe9.jpg")
    with Watcher([root], quiet=QUIET) as watcher:
        put(path)
        assert told(watcher, path) == {path}


def test_repeated_and_nested_roots_tell_a_photo_once(root):
    (root / "inner").mkdir()
    with Watcher([root, root / "inner", root], quiet=QUIET) as watcher:
        path = put(root / "inner" / "a.jpg")
        assert told(watcher, path) == {path}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a watched folder from being moved")
def test_a_root_that_goes_away_and_comes_back_is_watched_again(root, tmp_path):
    path = put(root / "a.jpg")
    put(tmp_path / "other" / "x.jpg")
    with Watcher([root, tmp_path / "other"], quiet=QUIET) as watcher:
        root.rename(tmp_path / "unplugged")
        put(tmp_path / "unplugged" / "b.jpg")
        other = put(tmp_path / "other" / "y.jpg")
        assert other in told(watcher, other)
        (tmp_path / "unplugged").rename(root)
        assert told_until(watcher, {path, root / "b.jpg"}) >= {path, root / "b.jpg"}
        later = put(root / "c.jpg")
        assert later in told(watcher, later)


def test_a_root_that_is_deleted_and_made_anew_is_watched_again(root):
    put(root / "a.jpg")
    with Watcher([root], quiet=QUIET) as watcher:
        shutil.rmtree(root)
        path = put(root / "b.jpg")
        assert path in told(watcher, path)
        later = put(root / "c.jpg")
        assert later in told(watcher, later)


def test_a_root_that_is_not_there_yet_is_watched_once_it_is(tmp_path):
    with Watcher([tmp_path / "later"], quiet=QUIET) as watcher:
        assert watcher.settled(timeout=0.0) == set()
        (tmp_path / "later").mkdir()
        watcher.settled(timeout=0.0)
        path = put(tmp_path / "later" / "a.jpg")
        assert path in told(watcher, path)


def test_a_file_that_still_grows_is_not_told(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"half")
    settling = Settling(quiet=1.0)
    settling.touch(str(path), now=10.0)
    assert settling.ready(now=10.9) == set()
    assert settling.next_due() == 11.0
    path.write_bytes(b"half and half")
    assert settling.ready(now=11.0) == set()
    assert settling.ready(now=12.0) == {str(path)}
    assert settling.ready(now=13.0) == set()
    assert settling.next_due() is None


def test_every_event_puts_a_path_off_and_others_do_not_wait_for_it(tmp_path):
    settling = Settling(quiet=1.0)
    settling.touch("busy.jpg", now=0.0)
    settling.touch("calm.jpg", now=0.1)
    settling.touch("busy.jpg", now=0.9)
    assert settling.ready(now=1.2) == {"calm.jpg"}
    assert settling.ready(now=1.9) == {"busy.jpg"}


class _FullObserver(Observer):  # type: ignore[misc,valid-type]
    """An observer of a system that lets nothing more be watched."""

    def schedule(self, *_: object, **__: object) -> Any:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


def test_roots_beyond_the_systems_limit_are_told_once_and_looked_at_by_time(root, tmp_path, monkeypatch, expected_logs):
    expected_logs.expect("looked at by time")
    monkeypatch.setattr(watcher_module, "Observer", _FullObserver)
    (tmp_path / "other").mkdir()
    with Watcher([root, tmp_path / "other"], quiet=QUIET) as watcher:
        put(root / "a.jpg")
        assert watcher.settled(timeout=0.1) == set()
        assert watcher.unwatched


def test_folders_within_the_limit_need_no_look_by_time(root):
    with Watcher([root], quiet=QUIET) as watcher:
        told(watcher, put(root / "2024" / "a.jpg"))
        assert not watcher.unwatched


UNDER_A_LIMIT = """
import logging, sys
from pathlib import Path
from photohash.library.watch import Watcher
logging.basicConfig(stream=sys.stdout, format="%(message)s")
root = Path(sys.argv[1])
with Watcher([root], quiet=0.05) as watcher:
    before = watcher.unwatched
    for number in range(int(sys.argv[2])):
        (root / str(number)).mkdir()
    watcher.settled(timeout=1.0)
    print(before, watcher.unwatched)
"""


@pytest.mark.skipif(not limited(3), reason="this system gives no process a limit of its own")
@pytest.mark.parametrize(("there", "new", "found"), [(6, 0, "True True"), (1, 6, "False True"), (1, 0, "False False")])
def test_the_limit_is_noticed_at_the_start_and_when_folders_come(root, there, new, found):
    for number in range(there):
        (root / f"old {number}").mkdir()
    command = [sys.executable, "-c", UNDER_A_LIMIT, str(root), str(new)]
    done = subprocess.run(limited(4, *command), capture_output=True, text=True, check=True, timeout=PATIENCE * 3)
    assert done.stdout.splitlines()[-1] == found
    assert done.stdout.count("looked at by time") == int(found.endswith("True"))
