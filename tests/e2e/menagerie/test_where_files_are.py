"""Where files are: one folder by two ways, packages of other programs, what belongs to a photo, what is not read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.menagerie.conftest import Case
from tests.library.photos import exif, save, scene
from tests.limits import limited
from tests.mounts import bound, shown_again

TARGETS = ["trash", "quarantine", "symlink", "move"]


def contents_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.jpg"))}


@pytest.mark.parametrize("to", TARGETS)
def test_one_folder_over_two_file_systems_loses_no_photo_and_the_run_says_why_it_stopped(case: Case, tmp_path, to):
    one = case.folder / "nas"
    one.mkdir()
    for seed in range(3):
        save(scene(480, 320, seed), one / f"{seed}.jpg")
    before = contents_below(one)
    with shown_again(one, case.folder / "share"):
        case.scan()
        outcome = case.photohash("apply", "--yes", "--to", f"move:{tmp_path / 'there'}" if to == "move" else to)
        assert outcome.code == 1
        [sentence] = [line for line in outcome.err.splitlines() if "two file systems" in line]
        assert str(case.folder / "nas") in sentence
        assert str(case.folder / "share") in sentence
        assert contents_below(one) == before
        assert contents_below(case.folder / "share") == before


def test_two_ways_to_one_old_file_are_known_before_anything_is_touched(case: Case):
    one = case.folder / "nas"
    one.mkdir()
    os.utime(save(scene(480, 320), one / "a.jpg"), ns=(1, 10**18 + 7))
    with shown_again(one, case.folder / "share"):
        case.scan()
        plan = case.plan()
        assert [action["state"] for action in plan["actions"]] == ["failed"]
        assert "is the same file as its keeper" in plan["failures"][0]["error"]


def test_other_bytes_of_the_same_size_and_time_are_read_again_by_the_next_scan(case: Case):
    """A tool that keeps times wrote into a file: the catalogue notices only when the file is read."""
    keeper = save(scene(480, 320), case.folder / "a.jpg")
    copy = case.folder / "b.jpg"
    copy.write_bytes(keeper.read_bytes())
    case.scan()
    [ticked] = case.ticked()
    path = case.folder / ticked
    info, content = path.stat(), path.read_bytes()
    other = save(scene(480, 320, 9), case.folder.parent / "other.jpg", quality=70).read_bytes()
    path.write_bytes(other + bytes(len(content) - len(other)))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    [failure] = case.plan()["failures"]
    assert "other bytes" in failure["error"]
    assert "next scan reads it again" in failure["error"]
    assert case.scan().document["updated"]["files"] == 1
    assert case.groups() == []
    assert case.scan().document["updated"]["files"] == 0


def test_a_file_that_has_rotted_is_known_as_broken_after_the_next_scan(case: Case):
    keeper = save(scene(480, 320), case.folder / "a.jpg")
    (case.folder / "b.jpg").write_bytes(keeper.read_bytes())
    case.scan()
    [ticked] = case.ticked()
    path = case.folder / ticked
    info = path.stat()
    path.write_bytes(bytes(info.st_size))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    case.plan()
    assert case.scan(code=3).document["failures"][0]["path"] == str(path)
    assert case.groups() == []
    assert case.scan(code=3).document["files"] == 1


def test_capture_times_off_by_whole_hours_are_one_moment(case: Case):
    picture = scene(480, 320)
    save(picture, case.folder / "a.jpg", exif=exif(taken="2024:05:17 12:00:00"))
    save(picture, case.folder / "b.jpg", exif=exif(taken="2024:05:17 14:00:00"), quality=80)
    save(picture, case.folder / "c.jpg", exif=exif(taken="2024:05:17 14:00:07"), quality=85)
    case.scan()
    assert set(case.kinds()) == {"a.jpg", "b.jpg"}


PACKAGES = {
    "Photos.photoslibrary": ("originals/1/a.jpg", "resources/derivatives/1/b.jpg"),
    "iPhoto.photolibrary": ("Masters/2010/a.jpg", "Previews/2010/b.jpg"),
    "Old.migratedphotolibrary": ("Masters/2010/a.jpg", "Thumbnails/2010/b.jpg"),
    "Aperture.aplibrary": ("Masters/2010/a.jpg", "Previews/2010/b.jpg"),
    "Lightroom.lrlibrary": ("0a1b2c/originals/2024/a.jpg", "0a1b2c/previews/b.jpg"),
    "CaptureOne": ("a.jpg", "Cache/Proxies/b.jpg"),
    "Photo Booth Library": ("Pictures/a.jpg", "Recents/b.jpg"),
    "Booth.photobooth": ("Originals/a.jpg", "Thumbnails/b.jpg"),
}


def packaged(case: Case, package: str) -> tuple[Path, Path, Path]:
    """A package with an original and a preview, and a better copy of the original outside."""
    original, preview = (case.folder / package / name for name in PACKAGES[package])
    for path in (original, preview):
        path.parent.mkdir(parents=True, exist_ok=True)
        save(scene(480, 320), path)
    outside = case.folder / "outside.jpg"
    outside.write_bytes(original.read_bytes())
    return original, preview, outside


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("keep", [[], ["--keep", "in:outside"]])
def test_originals_in_a_package_are_photos_that_nothing_touches_and_its_previews_are_none(case: Case, package, keep):
    original, preview, outside = packaged(case, package)
    document = case.scan().document
    assert (document["files"], document["photos"]) == (2, 1)
    assert {photo["path"] for group in case.groups() for photo in group["photos"]} == {str(original), str(outside)}
    rules = ["--keep", f"in:{case.folder}"] if keep else []
    for to in ("trash", "quarantine", "hardlink", "symlink", f"move:{case.folder.parent / 'there'}"):
        assert original.relative_to(case.folder).as_posix() not in case.ticked("--to", to, *rules)
    before = original.read_bytes(), preview.read_bytes()
    case.photohash("apply", "--yes", "--to", "quarantine", *rules)
    assert (original.read_bytes(), preview.read_bytes()) == before
    assert not original.is_symlink()


@pytest.mark.parametrize("package", PACKAGES)
def test_it_is_so_when_the_package_is_named_itself_or_reached_through_a_link(case: Case, package, tmp_path):
    original, _, outside = packaged(case, package)
    (tmp_path / "link").symlink_to(case.folder / package, target_is_directory=True)
    case.photohash("scan", case.folder / package, tmp_path / "link", outside.parent, "--json")
    plan = case.plan("--keep", f"in:{case.folder.parent / 'nowhere'},newest")
    assert {action["path"] for action in plan["actions"]} <= {str(outside)}
    assert all("protected" in left["reason"] for left in plan["left"])
    assert case.photohash("doctor").code == 0
    assert original.exists()


def test_previews_are_not_scanned_when_they_are_named_and_the_person_is_told(case: Case):
    _, preview, _ = packaged(case, "Photos.photoslibrary")
    outcome = case.scan(preview.parent, code=3)
    assert outcome.document["files"] == 0
    assert "what another program keeps beside its photos" in outcome.err


def test_nothing_is_moved_into_a_package(case: Case):
    packaged(case, "Photos.photoslibrary")
    case.scan()
    outcome = case.photohash("apply", "--to", f"move:{case.folder / 'Photos.photoslibrary/originals'}")
    assert outcome.code == 2
    assert "belongs to another program" in outcome.err


def test_previews_of_lightroom_and_darktable_are_passed_by(case: Case):
    save(scene(480, 320), case.folder / "a.jpg")
    for name in ("Catalog Previews.lrdata/1/b.jpg", "darktable/mipmaps-0a1b.d/2/c.jpg", "Smart Previews.lrdata/d.dng"):
        path = case.folder / name
        path.parent.mkdir(parents=True)
        path.write_bytes((case.folder / "a.jpg").read_bytes())
    assert case.scan().document["files"] == 1


@pytest.mark.parametrize("name", ["Trip.imovielibrary/Event/Original Media", "Cut.fcpbundle/Event", "Letter.pages/Data",
                                  "Talk.key/Data", "notes.rtfd", "Viewer.app/Contents/Resources"])  # fmt: skip
def test_pictures_inside_a_program_or_a_document_are_never_touched(case: Case, name: str):
    save(scene(480, 320), case.folder / "a.jpg")
    inside = case.folder / name / "b.jpg"
    inside.parent.mkdir(parents=True)
    inside.write_bytes((case.folder / "a.jpg").read_bytes())
    case.scan()
    for rule in ("oldest", "newest"):
        assert case.photohash("apply", "--yes", "--to", "quarantine", "--keep", rule).code == 0
    assert sorted(case.tree()) == [*sorted([f"{name}/b.jpg", "a.jpg"])]


def test_a_folder_that_is_mounted_twice_on_one_volume_can_be_tidied(case: Case, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (case.folder / "album").mkdir()
    keeper = save(scene(480, 320), case.folder / "album" / "a.jpg")
    os.utime(keeper, ns=(10**18, 10**18))
    (other / "b.jpg").write_bytes(keeper.read_bytes())
    with bound(other, case.folder / "inbox"):
        case.scan()
        before = case.tree()
        for to in ("trash", "quarantine"):
            assert case.photohash("apply", "--yes", "--to", to).code == 0
            assert sorted(case.tree()) == ["album/a.jpg"]
            assert case.photohash("undo").code == 0
            assert case.tree() == before


def test_what_is_not_read_is_counted_and_named_once(case: Case):
    save(scene(480, 320), case.folder / "a.jpg")
    for name in ("b.psd", "c.PSD", "d.jxl", "deep/e.svg", "f.mov", "notes.txt", ".hidden.psd"):
        path = case.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"in another format")
    document = case.scan().document
    assert document["not_read"] == {"JXL": 1, "MOV": 1, "PSD": 2, "SVG": 1}
    assert document["failures"] == []
    told = case.photohash("scan").out
    assert told.count("2 PSD") == 1
    assert "1 MOV" in told


@pytest.mark.skipif(not limited(3), reason="this system gives no process a limit of its own")
def test_watch_beyond_the_systems_limit_says_so_once_and_looks_by_time(case: Case, tmp_path):
    for number in range(6):
        (case.folder / f"{number}").mkdir()
    save(scene(480, 320), case.folder / "0" / "first.jpg")
    case.scan()
    program = [sys.executable, "-m", "photohash", "--library", str(tmp_path / "library"), "--json", "watch"]
    with (tmp_path / "err").open("wb") as err:
        watching = subprocess.Popen(
            limited(3, "timeout", "300", *program), stdout=subprocess.PIPE, stderr=err, text=True
        )
    assert watching.stdout is not None
    try:
        watching.stdout.readline()
        for number in range(6):
            save(scene(480, 320, 20 + number), case.folder / f"{number}" / "new.jpg")
        seen = 0
        while seen < 6:
            seen += json.loads(watching.stdout.readline())["photos"]
    finally:
        watching.terminate()
        watching.communicate(timeout=60)
    assert (tmp_path / "err").read_text().count("looked at by time") == 1


def test_all_hard_links_of_a_copy_go_in_one_run(case: Case):
    keeper = save(scene(480, 320), case.folder / "a.jpg")
    copy = case.folder / "b.jpg"
    copy.write_bytes(keeper.read_bytes())
    os.link(copy, case.folder / "c.jpg")
    case.scan()
    outcome = case.photohash("apply", "--yes", "--to", "quarantine", "--keep", "oldest", "--json")
    assert outcome.code == 0
    assert sorted(case.tree()) == ["a.jpg"]
    assert outcome.document["freed"] == len(keeper.read_bytes())
    assert case.photohash("apply", "--json").document["actions"] == []
    assert case.photohash("undo").code == 0
    assert (case.folder / "b.jpg").samefile(case.folder / "c.jpg")


COMPANIONS = [
    "b.jpg.json", "b.jpg.supplemental-metadata.json", "b.jpg.supplemental-m.json", "b.jpg.xmp", "b.pp3", "b.jpg.dop",
    "b.on1", "b.jpg.cos", "b.THM", "b.WAV",
]  # fmt: skip


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_companion_goes_with_its_photo_and_comes_back(case: Case, name):
    (case.folder / "album").mkdir()
    keeper = save(scene(480, 320), case.folder / "album" / "a.jpg")
    (case.folder / "b.jpg").write_bytes(keeper.read_bytes())
    (case.folder / name).write_bytes(b"of b.jpg")
    case.scan()
    before = case.tree()
    assert case.photohash("apply", "--yes", "--to", "quarantine", "--keep", f"in:{keeper.parent}").code == 0
    assert sorted(case.tree()) == ["album/a.jpg"]
    assert case.photohash("undo").code == 0
    assert case.tree() == before


def test_what_only_takeout_knows_is_kept_beside_the_keeper(case: Case):
    """``b(1).jpg`` is told of by ``b.jpg(1).json``; an edit has no JSON of its own, and shares the original's."""
    (case.folder / "album").mkdir()
    keeper = save(scene(480, 320), case.folder / "album" / "a.jpg")
    told = {
        "title": "b.jpg",
        "description": "at the sea",
        "photoTakenTime": {"timestamp": "1561975200"},
        "geoData": {"latitude": 53.5, "longitude": -9.25},
        "people": [{"name": "Ada"}],
    }
    for name in ("b(1).jpg", "b(1)-edited.jpg"):
        (case.folder / name).write_bytes(keeper.read_bytes())
    (case.folder / "b.jpg(1).json").write_text(json.dumps(told))
    case.scan()
    plan = case.plan("--keep", f"in:{keeper.parent}")
    fields = {one["field"] for action in plan["actions"] for one in action["metadata"] if one["rescued"]}
    assert fields == {"description", "place", "taken", "people"}
    assert case.photohash("apply", "--yes", "--to", "quarantine", "--keep", f"in:{keeper.parent}").code == 0
    sidecar = (case.folder / "album" / "a.jpg.xmp").read_text("utf-8")
    assert all(word in sidecar for word in ("at the sea", "PersonInImage", "Ada", "53,30", "2019-07-01T10:00:00"))


@pytest.mark.parametrize("film", ["IMG_1_HEVC.MOV", "IMG_1_HEIC.MOV"])
def test_the_film_that_a_downloader_names_is_not_parted_from_its_photo(case: Case, film):
    (case.folder / "album").mkdir()
    keeper = save(scene(480, 320), case.folder / "album" / "IMG_1.HEIC")
    (case.folder / "IMG_1.HEIC").write_bytes(keeper.read_bytes())
    (case.folder / film).write_bytes(b"a film")
    case.scan()
    rules = ["--keep", f"in:{keeper.parent}"]
    assert case.ticked(*rules) == set()
    (case.folder / "album" / film).write_bytes(b"a film")
    assert case.ticked(*rules) == {"IMG_1.HEIC"}
    assert case.photohash("apply", "--yes", "--to", "quarantine", *rules).code == 0
    assert sorted(case.tree()) == ["album/IMG_1.HEIC", f"album/{film}"]
