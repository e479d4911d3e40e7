"""Sources of every kind give the same photos, and what cannot be read is refused by its name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photohash.core.errors import Cancelled, PhotoError, UsageError
from photohash.core.task import Task
from photohash.training.photo_sources import Example, find_examples, hold_out, readable
from tests.training.pictures import as_tar, encoded, photo, save_photos


def named(names: list[str]) -> list[Example]:
    """Examples that are never opened."""
    return [Example(name, Path(name), 0, 0) for name in names]


@pytest.mark.parametrize("prefix", ["", "./"], ids=["plain names", "names with a dot"])
def test_a_folder_and_its_tar_file_give_the_same_photos_in_the_same_order(tmp_path, prefix):
    folder = tmp_path / "photos"
    save_photos(folder / "b", 3)
    save_photos(folder / "a" / "deep", 2)
    photo(9).save(folder / "b" / "PICTURE.PNG")
    (folder / "notes.txt").write_text("no photo")
    (folder / "folder.jpg").mkdir()
    as_tar(folder, tmp_path / "photos.tar", prefix)
    loose, packed = find_examples([folder]), find_examples([tmp_path / "photos.tar"])
    names = ["a/deep/000.jpg", "a/deep/001.jpg", "b/000.jpg", "b/001.jpg", "b/002.jpg", "b/PICTURE.PNG"]
    assert [example.name for example in loose] == names
    assert [example.name for example in packed] == names
    for one, other in zip(loose, packed, strict=True):
        assert one.image().tobytes() == other.image().tobytes()


def test_photos_of_several_sources_are_sorted_as_one(tmp_path):
    for name in ("0", "1"):
        save_photos(tmp_path / name / name, 2)
    as_tar(tmp_path / "1", tmp_path / "1.tar")
    found = find_examples([tmp_path / "1.tar", tmp_path / "0"])
    assert [example.name for example in found] == ["0/000.jpg", "0/001.jpg", "1/000.jpg", "1/001.jpg"]


def test_a_photo_is_given_upright_in_rgb(tmp_path):
    image = photo(1, 60, 40)
    exif = Image.Exif()
    exif[0x0112] = 6
    image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "lying.png", exif=exif)
    image.convert("L").save(tmp_path / "grey.png")
    grey, upright = find_examples([tmp_path])
    assert upright.image().tobytes() == image.tobytes()
    assert grey.image().mode == "RGB"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are Unicode")
def test_names_that_are_not_utf_8_are_photos_like_any_other(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    path.write_bytes(encoded(photo(1), "JPEG"))
    examples = find_examples([tmp_path])
    learnt, held = hold_out(examples, 0.5)
    assert learnt + held == examples
    os.truncate(path, 60)
    with pytest.raises(PhotoError, match=r"caf\\xe9\.jpg") as refused:
        examples[0].image()
    str(refused.value).encode("utf-8")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_a_damaged_photo_is_read_or_refused_by_its_name_and_nothing_else(tmp_path, kind):
    whole = encoded(photo(1, 24, 16), kind)
    path = tmp_path / "broken.jpg"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PhotoError, match=r"^in .*broken\.jpg cannot be read: "):
        find_examples([tmp_path])[0].image()
    rng = np.random.default_rng(1)
    for _ in range(60):
        spoilt = bytearray(whole)
        for place in rng.integers(4, len(whole), 6):
            spoilt[place] = rng.integers(256)
        path.write_bytes(spoilt)
        try:
            assert Example("broken.jpg", path, 0, len(spoilt)).image().mode == "RGB"
        except PhotoError as refused:
            assert "broken.jpg" in str(refused)  # noqa: PT017 - either outcome is right


def test_a_photo_that_is_gone_is_named(tmp_path):
    save_photos(tmp_path, 1)
    example = find_examples([tmp_path])[0]
    (tmp_path / "000.jpg").unlink()
    with pytest.raises(PhotoError, match=r"000\.jpg"):
        example.image()


def test_a_photo_cut_off_inside_a_tar_file_is_named(tmp_path):
    save_photos(tmp_path / "photos", 2)
    as_tar(tmp_path / "photos", tmp_path / "photos.tar")
    first, second = find_examples([tmp_path / "photos.tar"])
    os.truncate(tmp_path / "photos.tar", first.offset + first.size // 2)
    with pytest.raises(PhotoError, match=r"^in .*photos\.tar cannot be read"):
        first.image()
    assert second.image().size == (72, 56)


def test_no_source_is_no_photo(tmp_path):
    for sources in ([], [tmp_path]):
        with pytest.raises(UsageError, match="no photo"):
            find_examples(sources)


@pytest.mark.parametrize("content", [None, b"no tar"], ids=["missing", "no tar"])
def test_what_is_neither_folder_nor_tar_is_no_source(tmp_path, content):
    if content is not None:
        (tmp_path / "photos.tar").write_bytes(content)
    with pytest.raises(UsageError, match=r"photos\.tar is neither a folder nor an uncompressed tar file"):
        find_examples([tmp_path / "photos.tar"])


def test_damaged_photos_are_told_and_left_out(tmp_path):
    save_photos(tmp_path, 4)
    (tmp_path / "001.jpg").write_bytes(b"\xff\xd8 nothing")
    (tmp_path / "003.jpg").write_bytes(b"")
    task = Task()
    whole, failures = readable(find_examples([tmp_path]), task)
    assert [example.name for example in whole] == ["000.jpg", "002.jpg"]
    assert [str(failure.path) for failure in failures] == ["001.jpg", "003.jpg"]
    assert all("cannot be read" in failure.reason for failure in failures)
    assert task.progress.done == 4
    task.cancel()
    with pytest.raises(Cancelled):
        readable(whole, task)


def test_a_photo_is_no_source(tmp_path):
    save_photos(tmp_path, 1)
    with pytest.raises(UsageError, match=r"000\.jpg is neither a folder nor an uncompressed tar file"):
        find_examples([tmp_path / "000.jpg"])


NAMES = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=30)


@given(NAMES, NAMES, st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_no_photo_changes_sides_when_others_are_added(some, more, share):
    learnt, held = hold_out(named(some), share)
    assert sorted(example.name for example in learnt + held) == sorted(some)
    learnt_of_all, held_of_all = hold_out(named(sorted({*some, *more})), share)
    assert {example.name for example in learnt} <= {example.name for example in learnt_of_all}
    assert {example.name for example in held} <= {example.name for example in held_of_all}


@pytest.mark.parametrize("share", [0.0, 1 / 12, 0.5, 1.0])
def test_the_share_held_out_is_met(share):
    examples = named([f"{number:05}.jpg" for number in range(6000)])
    _, held = hold_out(examples, share)
    assert len(held) / len(examples) == pytest.approx(share, abs=0.02)
    assert share not in (0.0, 1.0) or len(held) == share * len(examples)
