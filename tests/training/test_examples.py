"""Photos to learn from are found in folders and tar files, and stay on their side of the split."""

from __future__ import annotations

import numpy as np
import pytest

from photohash.core.errors import PhotoError, UsageError
from photohash.training.examples import find_examples, hold_out
from tests.training.photos import archive, fill, photo


def test_a_folder_and_a_tar_file_give_the_same_photos(tmp_path):
    from_folder = find_examples([fill(tmp_path / "in" / "photos", 4).parent])
    from_archive = find_examples([archive(tmp_path / "photos.tar", 4)])
    assert [example.name for example in from_folder] == [example.name for example in from_archive]
    for ours, theirs in zip(from_folder, from_archive, strict=True):
        assert (np.asarray(ours.image()) == np.asarray(theirs.image())).all()


def test_photos_come_upright(tmp_path):
    image = photo(0)
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    assert find_examples([tmp_path])[0].image().size == (image.height, image.width)


def test_a_broken_photo_is_named(tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    with pytest.raises(PhotoError, match=r"broken\.jpg"):
        find_examples([tmp_path])[0].image()


def test_no_photos_are_an_error(tmp_path):
    with pytest.raises(UsageError, match="no photo"):
        find_examples([tmp_path])


@pytest.mark.parametrize("content", [None, b"no tar"])
def test_what_is_neither_folder_nor_tar_is_an_error(tmp_path, content):
    path = tmp_path / "photos.tar"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="neither a folder nor"):
        find_examples([path])


def test_a_photo_stays_on_its_side_when_others_come(tmp_path):
    few = find_examples([fill(tmp_path, 20)])
    many = find_examples([fill(tmp_path, 60)])
    learnt, held = hold_out(few, 0.3)
    assert {example.name for example in learnt} | {example.name for example in held} == {
        example.name for example in few
    }
    assert {example.name for example in held} <= {example.name for example in hold_out(many, 0.3)[1]}
    assert 5 <= len(hold_out(many, 0.3)[1]) <= 35
