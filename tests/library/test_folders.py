"""The folders of a library: what leaves it, what stays, what is protected, left out or watched."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photohash.core.errors import LibraryError, UsageError
from photohash.core.files import mount_of
from photohash.core.task import Task
from photohash.library.actions import Action, Entry, EntryState, FileActions, Protection
from photohash.library.folders import Change, LibraryFolders
from photohash.library.pipeline.folders import Folders
from photohash.library.preview import Previews
from photohash.library.store import Catalogue, DecisionVerdict, Root
from tests.library.catalogues import add_photo, found
from tests.library.libraries import browser, groups, state, update
from tests.library.scans import names

CHECKOUT = Path(__file__).parents[2]


def opened_folders(library: Path, *, write: bool) -> LibraryFolders:
    return LibraryFolders(Catalogue.open(library, write=write), Previews(library / "thumbnails"))


def changed(library: Path, method: str, *folders: Path, **options: bool) -> list[Change]:
    with opened_folders(library, write=True) as opened:
        changes: list[Change] = getattr(opened, method)(folders, **options)
    return changes


def update_nested(library: Path, outer: Path, inner: Path, *, protect: bool = False) -> None:
    """Brings a library up to date that holds a folder and one in it, as libraries of before do."""
    update(library, outer)
    with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
        number = catalogue.roots().add(inner, mount_of(inner))
        if protect:
            catalogue.roots().protect(number)
    update(library)


def roots(library: Path) -> dict[Path, Root]:
    with browser(library) as view:
        return {root.path: root for root in view.roots()}


def counted(library: Path) -> dict[Path, int]:
    with opened_folders(library, write=False) as opened:
        return {folder.root.path: folder.files for folder in opened.all()}


def known(library: Path) -> dict[str, Any]:
    """All that a library holds, but for what the next scan has yet to look at."""
    return {name: rows for name, rows in state(library).items() if name != "codes"}


@pytest.fixture
def parts(photos: Path) -> Path:
    """Photos with the copies of two sources in folders inside."""
    for seed, name in ((1, "inner"), (2, "inner/deep")):
        (photos / name).mkdir()
        for path in photos.glob(f"{seed}*"):
            shutil.move(path, photos / name)
    return photos


class TestRemoving:
    def test_a_folder_that_is_removed_and_added_again_gives_the_same_groups_and_decisions(self, library, photos):
        update(library, photos)
        with browser(library) as view, Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            one, other = (
                photo.digest
                for photo in view.photos(view.photo_ids())
                if {file.path.name for file in photo.files} & {"0.jpg", "0 sent.jpg"}
            )
            catalogue.decisions().put(one, other, DecisionVerdict.NOT_DUPLICATES)
        before, on_disk = state(library), sorted(photos.rglob("*"))
        (change,) = changed(library, "remove", photos)
        assert change.files == 16
        gone = state(library)
        assert {name: gone[name] for name in ("files", "roots", "failures", "groups")} == {
            "files": [], "roots": [], "failures": [], "groups": set()
        }  # fmt: skip
        assert {digest for digest, *_ in gone["photos"]} == {one.hex().upper(), other.hex().upper()}
        assert sorted(photos.rglob("*")) == on_disk
        assert not list((library / "thumbnails").rglob("*.jpg"))
        update(library, photos)
        assert state(library) == before

    def test_a_file_chosen_to_be_kept_is_chosen_again_once_its_folder_is_back(self, library, photos):
        update(library, photos)
        with browser(library) as view:
            chosen = {
                (file.path, photo.digest)
                for photo in view.photos(view.photo_ids())
                for file in photo.files
                if file.path.name == "1 copy.jpg"
            }
        with FileActions(Catalogue.open(library, write=True)) as actions:
            actions.choose_keepers(dict.fromkeys(chosen, True))
        changed(library, "remove", photos)
        with FileActions(Catalogue.open(library, write=True)) as actions:
            actions.choose_keepers({})
        update(library, photos)
        with browser(library) as view:
            assert view.chosen_keepers() == chosen

    def test_a_folder_of_the_library_inside_stays_as_it_was_treated(self, library, parts):
        update_nested(library, parts, parts / "inner")
        changed(library, "protect", parts)
        changed(library, "exclude", parts / "inner/deep")
        (change,) = changed(library, "remove", parts)
        assert f"{parts / 'inner'} stays" in change.sentence
        assert names(library) == {"1.jpg", "1 copy.jpg", "1 sent.jpg", "1 small.png"}
        assert roots(library)[parts / "inner"].protected
        before = known(library)
        update(library)
        assert known(library) == before

    def test_a_folder_inside_another_stays_in_the_library_as_part_of_it(self, library, parts):
        update_nested(library, parts, parts / "inner", protect=True)
        changed(library, "exclude", parts / "inner/deep")
        before = names(library)
        (change,) = changed(library, "remove", parts / "inner")
        assert "Its photos stay" in change.sentence
        assert change.files == 0
        assert counted(library) == {parts: 12}
        root = roots(library)[parts]
        assert root.protected_places == (parts / "inner",)
        assert root.excludes == (parts / "inner/deep",)
        update(library)
        assert names(library) == before

    def test_several_are_removed_together_or_not_at_all(self, library, parts):
        update_nested(library, parts, parts / "inner")
        before = state(library)
        with pytest.raises(UsageError, match="in no folder of the library"):
            changed(library, "remove", parts, parts.parent)
        assert state(library) == before
        assert [change.path for change in changed(library, "remove", parts, parts / "inner")] == [
            parts, parts / "inner"
        ]  # fmt: skip
        assert names(library) == set()

    def test_what_stays_beside_it_keeps_its_groups(self, library, photos, tmp_path):
        other = tmp_path / "other"
        other.mkdir()
        for path in photos.glob("*sent*"):
            shutil.move(path, other)
        update(library, photos, other)
        changed(library, "remove", other)
        update(library)
        assert groups(library) == {
            frozenset({(f"{seed}.jpg", "keeper"), (f"{seed} copy.jpg", "identical"), (f"{seed} small.png", "resized")})
            for seed in range(4)
        }

    def test_a_folder_whose_drive_is_away_can_be_removed(self, library, photos, tmp_path):
        update(library, photos)
        photos.rename(tmp_path / "elsewhere")
        with opened_folders(library, write=False) as opened:
            assert [(folder.offline, folder.files) for folder in opened.all()] == [(True, 16)]
        changed(library, "remove", photos)
        assert names(library) == set()

    def test_nothing_is_removed_while_an_action_in_there_is_half_done(self, library, photos):
        (photos / "inner").mkdir()
        update(library, photos)
        entry = Entry(
            1, 1, Action.TRASH, photos / "inner/0.jpg", b"\1" * 32, photos / "1.jpg", 1, b"\2" * 32, None, "",
            EntryState.INTENDED, "", (), (), 0,
        )  # fmt: skip
        with Catalogue.open(library, write=True) as catalogue, catalogue.transaction():
            catalogue.journal().intend([entry])
        before = state(library)
        with pytest.raises(LibraryError, match="cut short"):
            changed(library, "remove", photos)
        with pytest.raises(LibraryError, match="cut short"):
            changed(library, "exclude", photos / "inner")
        assert state(library) == before

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX")
    def test_a_removal_killed_at_any_statement_is_done_or_not_begun(self, library, photos, tmp_path):
        update(library, photos)
        before = state(library)
        libraries = [shutil.copytree(library, tmp_path / f"killed at {moment}") for moment in range(32)]
        outcome = subprocess.run(
            [sys.executable, "-m", "tests.library.killed_removals", str(photos), *map(str, libraries)],
            cwd=CHECKOUT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        ends = outcome.stdout.splitlines()
        assert ends[0] == "killed"
        assert ends[-1] == "ended with 0"
        changed(library, "remove", photos)
        after = state(library)
        for copy, end in zip(libraries, ends, strict=True):
            assert state(copy) in ([after] if end != "killed" else [before, after]), copy.name


class TestRemovingByLaw:
    @settings(deadline=None, max_examples=40)
    @given(
        files=st.lists(
            st.tuples(st.sampled_from(["a", "a b", "a/b", "a/b/c", "a.b", "d"]), st.integers(1, 6)),
            unique=True, max_size=20,
        ),
        apart=st.sets(st.sampled_from(["a/b", "a/b/c"])),
        decided=st.sets(st.integers(1, 6)),
    )  # fmt: skip
    def test_what_is_below_goes_and_all_else_stays(self, tmp_path_factory, files, apart, decided):
        library = tmp_path_factory.mktemp("library")
        top = Path("/photos")

        def leaves(folder: str) -> bool:
            path = top / folder
            return path.is_relative_to(top / "a") and not any(path.is_relative_to(top / other) for other in apart)

        with Catalogue.open(library, write=True) as catalogue:
            with catalogue.transaction():
                for folder, number in files:
                    add_photo(catalogue, number, top / folder / f"{number}.jpg", code=number)
                for number in decided:
                    catalogue.decisions().put(b"\0" * 32, number.to_bytes(32, "big"), DecisionVerdict.KEEP_BOTH)
                catalogue.failures().put(found(top / "a/broken.jpg"), "is cut short", retry=False)
            with catalogue.removal() as removal:
                removed = removal.files(top / "a", [top / other for other in apart])
        staying = {(folder, number) for folder, number in files if not leaves(folder)}
        assert removed.files == len(files) - len(staying)
        with closing(sqlite3.connect(library / "catalogue.sqlite")) as plain:
            assert {os.fsdecode(path) for (path,) in plain.execute("SELECT path FROM file")} == {
                f"/photos/{folder}/{number}.jpg" for folder, number in staying
            }
            known = {int.from_bytes(digest, "big") for (digest,) in plain.execute("SELECT digest FROM photo")}
            assert known == {number for _, number in files} & ({number for _, number in staying} | decided)
            assert plain.execute("SELECT count(*) FROM failure").fetchone() == (0,)
            assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


class TestProtecting:
    def test_a_subfolder_is_protected_by_whatever_name(self, library, parts, tmp_path):
        update(library, parts)
        (tmp_path / "link").symlink_to(parts)
        (change,) = changed(library, "protect", tmp_path / "link/inner")
        assert change.path == parts / "inner"
        protection = Protection.of(roots(library).values())
        assert protection.reason(parts / "inner/deep/2.jpg")
        assert protection.reason(tmp_path / "link/inner/1.jpg")
        assert not protection.reason(parts / "0.jpg")
        assert not changed(library, "protect", parts / "inner")[0].done
        assert changed(library, "unprotect", parts / "inner")[0].done
        assert not Protection.of(roots(library).values()).reason(parts / "inner/1.jpg")

    def test_protection_that_comes_from_above_is_not_taken_from_a_part(self, library, parts):
        update(library, parts)
        changed(library, "protect", parts, parts / "inner")
        with pytest.raises(UsageError, match=f"unprotect {parts}$"):
            changed(library, "unprotect", parts / "inner/deep")
        assert "stays protected" in changed(library, "unprotect", parts / "inner")[0].sentence
        changed(library, "protect", parts / "inner/deep")
        assert f"Still protected in it: {parts / 'inner/deep'}" in changed(library, "unprotect", parts)[0].sentence
        assert not changed(library, "unprotect", parts / "inner")[0].done

    def test_a_mistyped_folder_is_refused_and_one_on_a_drive_that_is_away_is_not(self, library, parts, tmp_path):
        update(library, parts)
        with pytest.raises(UsageError, match="iner is not there"):
            changed(library, "protect", parts / "iner")
        parts.rename(tmp_path / "elsewhere")
        assert changed(library, "protect", parts / "inner")[0].done


class TestLeavingOut:
    def test_photos_left_out_leave_and_come_back_when_taken_in_again(self, library, parts):
        update(library, parts)
        before = state(library)
        (change,) = changed(library, "exclude", parts / "inner")
        assert change.files == 8
        out = known(library)
        assert len(out["files"]) == 8
        update(library)
        assert known(library) == out
        assert not changed(library, "exclude", parts / "inner/deep")[0].done
        with pytest.raises(UsageError, match="--off"):
            changed(library, "include", parts / "inner/deep")
        assert changed(library, "include", parts / "inner")[0].done
        update(library)
        assert state(library) == before

    def test_a_folder_left_out_that_is_added_is_in_the_library(self, library, parts):
        update(library, parts)
        changed(library, "exclude", parts / "inner")
        update(library, parts / "inner")
        assert counted(library) == {parts: 16}
        assert roots(library)[parts].excludes == ()

    def test_a_folder_of_the_library_inside_one_left_out_stays_and_is_watched(self, library, parts):
        update_nested(library, parts, parts / "inner/deep")
        changed(library, "exclude", parts / "inner")
        assert counted(library) == {parts: 8, parts / "inner/deep": 4}
        touched = set()
        for folder in ("inner", "inner/deep"):
            touched.add(parts / folder / "new.jpg")
            shutil.copy(parts / "0.jpg", parts / folder / "new.jpg")
        with Catalogue.open(library, write=True) as catalogue:
            scan_diff = catalogue.scan_diff()
            Folders(catalogue).compare_touched(scan_diff, touched, Task())
            assert [file.path for file in scan_diff.changed()] == [parts / "inner/deep/new.jpg"]


class TestWatching:
    def test_a_folder_is_watched_or_not(self, library, parts, tmp_path):
        update_nested(library, parts, parts / "inner")
        assert "still watched" in changed(library, "watch", parts / "inner", on=False)[0].sentence
        assert changed(library, "watch", parts, on=False)[0].done
        assert not any(root.watched for root in roots(library).values())
        with pytest.raises(UsageError, match="as a whole"):
            changed(library, "watch", parts / "inner/deep", on=True)
        parts.rename(tmp_path / "elsewhere")
        assert "as soon as it is back" in changed(library, "watch", parts, on=True)[0].sentence
        assert roots(library)[parts].watched
