"""Albums and lists give photos with labels, and whatever nothing can be learnt from is refused by its name."""

from __future__ import annotations

import os
import sys

import numpy as np
import pytest

from photohash.core.errors import PhotoError, UsageError
from photohash.training.photo_sources import Labelled, find_albums, read_list
from tests.training.albums import fill, picture
from tests.training.pictures import as_tar


def named(count: int) -> list[object]:
    return [object() for _ in range(count)]


def test_each_subfolder_is_an_album_with_everything_under_it(tmp_path):
    albums = fill(tmp_path / "albums", albums=2, photos=2)
    (albums / "sea" / "2024" / "may").mkdir(parents=True)
    picture("sea", 9, (900, 700)).save(albums / "sea" / "2024" / "may" / "deep.png")
    (albums / "sea" / ".hidden").mkdir()
    picture("sea", 8).save(albums / "sea" / ".hidden" / "x.jpg")
    (albums / ".thumbnails").mkdir()
    (albums / "sea" / "notes.txt").write_text("no photo")
    picture("sea", 7).save(albums / "beside.jpg")
    found = find_albums(albums)
    assert found.classes == ("grass", "sea")
    assert [photo.name for photo in found.photos] == [
        "grass/000.jpg", "grass/001.jpg", "sea/000.jpg", "sea/001.jpg", "sea/2024/may/deep.png",
    ]  # fmt: skip
    assert found.labels.tolist() == [0, 0, 1, 1, 1]
    assert found.counts().tolist() == [2, 3]
    assert found.photos[4].image().mode == "RGB"
    found.check()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are Unicode")
def test_albums_may_have_names_that_are_not_utf_8(tmp_path):
    album = tmp_path / os.fsdecode(b"caf\xe9")
    fill(tmp_path, albums=1, photos=2)
    album.mkdir()
    picture("sea", 1).save(album / "a.jpg")
    with pytest.raises(UsageError, match=r"class caf\\xe9 has one photo"):
        find_albums(tmp_path).check()


def test_a_damaged_photo_is_told_of_when_it_is_read(tmp_path):
    albums = fill(tmp_path / "albums", albums=2, photos=2)
    (albums / "sea" / "000.jpg").write_bytes(b"\xff\xd8 no photo")
    with pytest.raises(PhotoError):
        find_albums(albums).photos[2].image()


def test_a_list_gives_labels_to_photos_of_folders_and_tar_files(tmp_path):
    fill(tmp_path / "loose" / "a", albums=1, photos=2)
    fill(tmp_path / "packed" / "b", albums=1, photos=2)
    as_tar(tmp_path / "packed", tmp_path / "packed.tar")
    listed = tmp_path / "labels.csv"
    listed.write_text('path,label\na/grass/001.jpg,"green, wet"\n\nb/grass/000.jpg,dry\nb/grass/001.jpg,dry\n')
    found = read_list(listed, [tmp_path / "loose", tmp_path / "packed.tar"])
    assert found.classes == ("dry", "green, wet")
    assert [(photo.name, found.classes[label]) for photo, label in zip(found.photos, found.labels, strict=True)] == [
        ("a/grass/001.jpg", "green, wet"), ("b/grass/000.jpg", "dry"), ("b/grass/001.jpg", "dry"),
    ]  # fmt: skip
    assert found.photos[1].image().size == (60, 48)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"grass/000.jpg,a\nnowhere.jpg,b\n", r"Line 2 of .*labels\.csv: nowhere\.jpg is not there"),
        (b"grass/000.jpg,a\ngrass/000.jpg,b\n", "Line 2 .*in the list twice"),
        (b"grass/000.jpg\n", "Line 1 .* is not a path and a label"),
        (b"grass/000.jpg,\n", "Line 1 .* is not a path and a label"),
        (b"\xff\xfe\x00", r"labels\.csv is not a list in CSV"),
        (b'"grass', r"labels\.csv is not a list in CSV"),
        (None, r"labels\.csv is no longer there"),
    ],
)
def test_a_list_that_is_wrong_is_named_with_its_line(tmp_path, content, reason):
    fill(tmp_path / "photos", albums=1, photos=2)
    if content is not None:
        (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        read_list(tmp_path / "labels.csv", [tmp_path / "photos"])


def test_photos_of_a_dataset_come_by_their_indices():
    labels = np.array([0, 1, 1, 0])
    found = Labelled.of_dataset(["a", "b", "c", "d"], lambda index: picture("sea", index), labels, ("x", "y"), [3, 1])
    assert [photo.name for photo in found.photos] == ["d", "b"]
    assert found.labels.tolist() == [0, 1]
    assert found.photos[0].image().tobytes() == picture("sea", 3).tobytes()


@pytest.mark.parametrize(
    ("photos", "labels", "classes", "reason"),
    [
        (3, [0, 0, 0], ("sea",), "takes two at least, and there is only sea"),
        (0, [], (), "takes two at least, and there is none"),
        (3, [0, 1, 1], ("sea", "sky"), "The class sea has one photo"),
        (3, [1, 1, 1], ("sea", "sky"), "The class sea has no photo"),
        (3, [0, 1], ("sea", "sky"), r"shape \[2\] are not for 3 photos of 2 classes"),
        (2, [[0, 1, 1], [1, 0, 1]], ("sea", "sky"), r"shape \[2, 3\] are not for 2 photos"),
        (4, [0, 0, 1, 2], ("sea", "sky"), "between 0 and 1, and one is 2"),
        (4, [0, 0, 1, -1], ("sea", "sky"), "between 0 and 1, and one is -1"),
        (2, [[0, 3], [1, 0]], ("sea", "sky"), "between 0 and 1, and one is 3"),
        (3, [[1, 1], [1, 0], [1, 0]], ("sea", "sky"), "The class sky has one photo"),
    ],
)
def test_photos_that_nothing_can_be_learnt_from_are_refused(photos, labels, classes, reason):
    with pytest.raises(UsageError, match=reason):
        Labelled(named(photos), np.array(labels, np.int64), classes).check()  # type: ignore[arg-type]


def test_some_photos_can_be_taken():
    several = Labelled(named(3), np.array([[1, 0], [0, 1], [1, 1]]), ("sea", "sky"))  # type: ignore[arg-type]
    assert not several.single
    assert several.take([2, 0]).labels.tolist() == [[1, 1], [1, 0]]
    assert several.counts().tolist() == [2, 2]
