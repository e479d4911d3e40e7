"""One test for each trap that other photo tools have fallen into."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from photohash.core.paths import write_atomically
from photohash.library.actions import ActionResult
from photohash.library.decode import decode
from photohash.library.photo import COPIES, Kind
from photohash.library.preview import Previews
from photohash.library.store import Catalogue
from tests.library.actions.faults import STEPS, CloningFileSystem, FaultyFileSystem, refuse
from tests.library.actions.worlds import HARBOUR, World, build, contents
from tests.library.encoders import DifferenceEncoder
from tests.library.libraries import browser, groups, update
from tests.library.photos import difference, exif, lying, save, scene

COPY = "inbox/harbour copy.jpg"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return build(tmp_path)


def test_stale_picture_cache_when_a_file_is_replaced_by_one_with_an_older_time(tmp_path):
    photos, library = tmp_path / "photos", tmp_path / "library"
    photos.mkdir()
    path = save(scene(seed=1), photos / "photo.jpg")
    update(library, photos)
    save(scene(seed=2), path)
    os.utime(path, ns=(0, 1_000_000_000))
    update(library)
    with browser(library) as view:
        photo = view.find(path)
        assert photo is not None
        preview = view.preview(photo.id)
    assert preview is not None
    assert difference(preview, scene(seed=2)) < 5


def test_truncate_then_write_cache(tmp_path):
    """A file that is written again stays whole for whoever reads it, and as it was if writing fails."""
    path = tmp_path / "cache"
    write_atomically(path, b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new and longer")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new and longer"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("to", ["hardlink", "symlink", "reflink"])
def test_delete_before_link(tmp_path, to):
    """Whichever step towards a link fails, the copy is in its place again, and at no moment was it gone."""
    for step in range(1, 20):
        world = build(tmp_path / str(step))
        before = world.tree()
        filesystem = FaultyFileSystem(step, refuse(28))
        there: list[bool] = []
        for name in STEPS:
            watch(filesystem, name, there, world)
        world.apply(to, filesystem)
        world.recover(CloningFileSystem())
        assert all(there)
        if len(filesystem.done) < step:
            return
        if any(world.tree()[name] != before[name] for name in before):
            world.undo(filesystem=CloningFileSystem())
        assert world.tree(hidden=False) == before
    pytest.fail("a link takes more steps than this test looks at")


def watch(filesystem: FaultyFileSystem, name: str, there: list[bool], world: World) -> None:
    """Notes before each step whether the bytes of the copy are in a file or link of its folder."""
    step = getattr(filesystem, name)

    def watched(*arguments: object) -> object:
        found = [path for path in (world / COPY).parent.iterdir() if path.exists()]
        there.append(any(path.read_bytes() == contents()[COPY] for path in found if path.is_file()))
        return step(*arguments)

    setattr(filesystem, name, watched)


@pytest.mark.parametrize("name", ["inbox", "INBOX", "inbox/../inbox", "link", "."])
def test_reference_folder_added_twice_nested_via_symlink_or_by_other_letter_case(photohash, world, name):
    (world / "link").symlink_to(world / "inbox", target_is_directory=True)
    if not (world / name).is_dir():
        pytest.skip("letter case makes two folders here")
    with Catalogue.open(world.library, write=True) as catalogue, catalogue.transaction():
        for path in (world.photos, world / "inbox", world / name):
            number = catalogue.roots().add(path, world.folder)
        catalogue.roots().protect(number)
    before = {path: look for path, look in world.tree().items() if path.startswith("inbox")}
    photohash("apply", "--to", "quarantine", "--yes")
    assert {path: look for path, look in world.tree().items() if path.startswith("inbox")} == before


@pytest.mark.parametrize("can", ["$RECYCLE.BIN", ".Trash-1000/files", ".Trashes/501", "#recycle", "@Recycle"])
def test_recycle_bin_inside_a_scanned_drive_becoming_the_keeper(tmp_path, can):
    photos, library = tmp_path / "photos", tmp_path / "library"
    (photos / can).mkdir(parents=True)
    for name in ("one.jpg", "two.jpg"):
        save(scene(seed=1), photos / name)
    shutil.copy(photos / "one.jpg", photos / can / "older.jpg")
    os.utime(photos / can / "older.jpg", ns=(0, 0))
    update(library, photos)
    assert groups(library) == {frozenset({("one.jpg", "keeper"), ("two.jpg", "identical")})}


def test_flag_names_that_read_as_the_opposite_of_what_they_do(photohash, world):
    """``--keep oldest`` keeps the oldest file; ``--to trash`` without ``--yes`` only tells."""
    before = world.tree()
    assert photohash("apply", "--keep", "oldest", "--to", "trash").code == 0
    assert world.tree() == before
    oldest = min((world / name for name in (HARBOUR, COPY)), key=lambda path: path.stat().st_mtime_ns)
    youngest = max((world / name for name in (HARBOUR, COPY)), key=lambda path: path.stat().st_mtime_ns)
    assert photohash("apply", "--keep", "oldest", "--to", "quarantine", "--yes").code == 0
    assert oldest.exists()
    assert not youngest.exists()


def test_keep_all_forgotten_after_a_full_re_run(photohash, tmp_path):
    """A decision holds after both files are renamed and the library is made anew around them."""
    photos = tmp_path / "photos"
    photos.mkdir()
    one, other = save(scene(seed=1), photos / "one.jpg"), save(scene(seed=1), photos / "other.png")
    update(tmp_path / "library", photos)
    assert photohash("decide", "keep-both", one, other).code == 0
    assert groups(tmp_path / "library") == set()
    one.rename(photos / "renamed.jpg")
    (photos / "later").mkdir()
    other.rename(photos / "later" / "moved.png")
    update(tmp_path / "library")
    assert groups(tmp_path / "library") == set()
    save(scene(seed=1), photos / "third.jpg", quality=60)
    update(tmp_path / "library")
    assert any("third.jpg" in {name for name, _ in group} for group in groups(tmp_path / "library"))


def test_float_equality_at_threshold_one(tmp_path):
    """Codes at distance 0 are verified by bytes or pixels before they are called copies, and true copies are found."""
    photos, library = tmp_path / "photos", tmp_path / "library"
    photos.mkdir()
    save(scene(seed=1), photos / "one.png")
    save(scene(seed=1), photos / "same pixels.bmp")
    shutil.copy(photos / "one.png", photos / "same bytes.png")
    save(scene(seed=2), photos / "another.png")
    update(library, photos, encoder=OneCode())
    kinds = {(name, kind) for group in groups(library) for name, kind in group}
    assert {name for name, _ in kinds} == {"one.png", "same pixels.bmp", "same bytes.png"}
    assert {kind for _, kind in kinds} <= {"keeper", Kind.SAME_PIXELS, Kind.IDENTICAL}


class OneCode(DifferenceEncoder):
    """Gives every picture the same code."""

    def encode(self, batch):
        return np.zeros((len(batch), self.bits // 8), np.uint8)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_heic_rotated_twice(tmp_path, orientation):
    """Codes, previews and comparison share one decoder, in which a HEIC stands as its EXIF says, turned once."""
    upright = scene(96, 64, seed=4)
    path = save(lying(upright, orientation), tmp_path / "photo.heic", exif=exif(orientation))
    picture = decode(path)
    assert (picture.width, picture.height) == upright.size
    assert difference(picture.pixels, upright) < 4
    previews = Previews(tmp_path / "thumbnails")
    previews.keep(b"d" * 32, picture.pixels)
    preview = previews.pixels(b"d" * 32)
    assert preview is not None
    assert difference(preview, upright) < 6


def test_tool_says_trashed_and_the_file_is_still_there(world):
    """What a run reports as done is done, file by file, and the rest is reported as not."""
    outcomes = world.apply("trash", FaultyFileSystem(9, refuse(13)))
    for outcome in outcomes:
        assert outcome.tick.path.exists() == (outcome.result is not ActionResult.DONE)


def test_only_four_kinds_are_ever_ticked_by_rules(world):
    with world.actions() as actions:
        plan = world.plan(actions)
    assert {tick.kind for tick in plan.ticks} <= set(COPIES[:4])
