"""Files that were one until something happened to one of them: the sound one stays, whichever is older or larger."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.e2e.menagerie.cameras import NAMES, camera, jpeg, opened, photo
from tests.e2e.menagerie.conftest import Case


def scan_of(data: bytes) -> int:
    """Where the scan of a JPEG file begins."""
    start = data.index(b"\xff\xda", data.index(b"\xff\xc0") if b"\xff\xc0" in data else 0)
    return start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")


def flipped(data: bytes) -> bytes:
    rotten, start = bytearray(data), scan_of(data)
    for share in (0.4, 0.55, 0.7):
        rotten[start + int((len(data) - start) * share)] ^= 0x10
    return bytes(rotten)


def closed(data: bytes) -> bytes:
    return data[: len(data) * 6 // 10] + b"\xff\xd9"


def zeroed_tail(data: bytes) -> bytes:
    kept = len(data) * 6 // 10
    return data[:kept] + bytes(len(data) - kept)


def zeroed_sector(data: bytes) -> bytes:
    at = scan_of(data) + (len(data) - scan_of(data)) // 2
    return data[:at] + bytes(512) + data[at + 512 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "three bytes fell over": flipped,
    "cut and closed": closed,
    "a tail of zeros": zeroed_tail,
    "a sector of zeros": zeroed_sector,
}


def age(path: Path, days: int) -> None:
    moment = path.stat().st_mtime - days * 86_400
    os.utime(path, (moment, moment))


@pytest.mark.parametrize("name", NAMES[:3])
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("progressive", [False, True], ids=["baseline", "progressive"])
def test_the_sound_file_is_kept_and_neither_is_ticked(case: Case, name: str, damage: str, progressive: bool) -> None:
    sound = jpeg(photo(name), case.folder / "sound.jpg", 90, camera((600, 400)), progressive=progressive)
    rotten = case.folder / "rotten.jpg"
    rotten.write_bytes(DAMAGES[damage](sound.read_bytes()))
    age(rotten, 100)
    code = case.photohash("scan", case.folder).code
    assert case.ticked() == set()
    kinds = case.kinds()
    if code == 0:
        assert kinds == {"sound.jpg": "keeper", "rotten.jpg": "damaged"}
    else:
        (failure,) = case.photohash("groups", "--json").document["failures"]
        assert failure["error"].endswith(f"it is a damaged copy of {sound}")


def test_also_when_the_rotten_one_lost_its_notes(case: Case) -> None:
    sound = jpeg(photo(NAMES[1]), case.folder / "sound.jpg", 90, camera((600, 400)))
    bare = jpeg(photo(NAMES[1]), case.folder / "rotten.jpg", 90)
    bare.write_bytes(flipped(bare.read_bytes()))
    case.scan()
    assert case.kinds() == {"sound.jpg": "keeper", "rotten.jpg": "damaged"}
    assert case.ticked() == set()
    assert sound.exists()


@pytest.mark.parametrize(
    ("suffix", "options"), [(".jpg", {"quality": 90}), (".png", {}), (".webp", {"quality": 90}), (".tif", {})]
)
@pytest.mark.parametrize("sound_first", [True, False])
def test_a_file_cut_short_is_told_as_a_damaged_copy_of_the_sound_one(
    case: Case, suffix: str, options: dict[str, Any], sound_first: bool
) -> None:
    sound, cut = case.folder / f"sound{suffix}", case.folder / f"cut{suffix}"
    photo(NAMES[2]).save(sound, **options)
    data = sound.read_bytes()
    if not sound_first:
        sound.rename(case.folder.parent / sound.name)
    cut.write_bytes(data[: len(data) * 6 // 10])
    case.scan(code=3)
    if not sound_first:
        (case.folder.parent / sound.name).rename(sound)
        case.scan(code=3)
    (failure,) = case.photohash("groups", "--json").document["failures"]
    assert failure["path"] == str(cut)
    assert failure["error"].endswith(f"it is a damaged copy of {sound}")
    sound.unlink()
    case.scan(code=3)
    (failure,) = case.photohash("groups", "--json").document["failures"]
    assert "copy of" not in failure["error"]


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_file_that_cannot_be_read_for_some_bytes_that_fell_over_is_told_as_a_damaged_copy(
    case: Case, name: str
) -> None:
    sound = case.folder / "sound.png"
    photo(name).save(sound)
    data = bytearray(sound.read_bytes())
    for share in (0.2, 0.5, 0.8):
        data[int(len(data) * share)] ^= 0x10
    (case.folder / "rotten.png").write_bytes(data)
    case.scan(code=3)
    (failure,) = case.photohash("groups", "--json").document["failures"]
    assert failure["error"].endswith(f"it is a damaged copy of {sound}")
    assert case.ticked() == set()


@pytest.mark.parametrize("older", ["rotten", "sound"])
@pytest.mark.parametrize("other", [".png", ".tif"])
def test_of_two_files_that_lose_nothing_and_differ_in_two_pixels_both_stay(case: Case, older: str, other: str) -> None:
    photo(NAMES[1]).save(case.folder / "rotten.bmp")
    data = bytearray((case.folder / "rotten.bmp").read_bytes())
    for share in (0.4, 0.7):
        data[int(len(data) * share)] ^= 0x80
    (case.folder / "rotten.bmp").write_bytes(data)
    photo(NAMES[1]).save(case.folder / f"sound{other}")
    age(case.folder / ("rotten.bmp" if older == "rotten" else f"sound{other}"), 100)
    case.scan()
    assert case.ticked() == set()


def test_a_sound_twin_and_a_copy_are_ticked_all_the_same(case: Case) -> None:
    sound = jpeg(photo(NAMES[1]), case.folder / "sound.jpg", 90, camera((600, 400)))
    (case.folder / "rotten.jpg").write_bytes(flipped(sound.read_bytes()))
    shutil.copy(sound, case.folder / "twin.jpg")
    jpeg(opened(sound), case.folder / "sent.jpg", 70)
    for name in ("rotten.jpg", "sent.jpg"):
        age(case.folder / name, 100)
    age(sound, 1)
    case.scan()
    assert case.ticked() == {"twin.jpg", "sent.jpg"}
    assert {Path(action["keeper"]).name for action in case.plan()["actions"]} == {"sound.jpg"}


def test_drawing_on_the_lower_half_is_an_edit_and_no_damage(case: Case) -> None:
    picture = photo(NAMES[2])
    picture.save(case.folder / "plain.jpg", quality=90)
    ImageDraw.Draw(picture).rectangle((200, 300, 420, 360), "yellow", "red", 6)
    picture.save(case.folder / "drawn.jpg", quality=90)
    case.scan()
    assert "damaged" not in case.kinds().values()
    assert case.ticked() == set()


def test_other_words_in_the_header_are_no_damage(case: Case) -> None:
    path = jpeg(photo(NAMES[2]), case.folder / "DSC_0001.jpg", 90, camera((600, 400)))
    data = path.read_bytes()
    (case.folder / "later.jpg").write_bytes(data.replace(b"2024:05:17 09:30:12", b"2024:05:17 19:30:12"))
    for suffix in (".webp", ".png"):
        for number in (1, 2):
            exif = Image.Exif()
            exif[0x010E] = f"word {number}"
            photo(NAMES[3]).save(case.folder / f"{number}{suffix}", exif=exif)
    case.scan()
    assert "damaged" not in case.kinds().values()
