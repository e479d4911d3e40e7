"""Photos are decoded once; a run that goes on takes them up; what cannot be read is told; too many are not kept."""

from __future__ import annotations

import numpy as np
import pytest

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.hashing.squash import squash
from photohash.training.image_cache import ImageCache
from photohash.training.photo_sources import find_albums
from tests.training.albums import fill, picture


@pytest.fixture
def albums(tmp_path):
    folder = fill(tmp_path / "albums", albums=2, photos=3)
    (folder / "grass" / "001.jpg").write_bytes(b"\xff\xd8 no photo")
    return folder


def test_images_are_what_the_runtime_would_see(albums, tmp_path):
    photos, task = find_albums(albums).photos, Task()
    images = ImageCache.of(photos, 16, tmp_path, task)
    assert images.readable == [0, 2, 3, 4, 5]
    assert [str(failure.path) for failure in images.failures] == ["grass/001.jpg"]
    assert task.progress.done == 6
    for found, place in zip(images.take([5, 0]), (5, 0), strict=True):
        assert np.array_equal(found, squash(np.asarray(photos[place].image()), 16))


def test_a_run_that_goes_on_takes_them_up(albums, tmp_path):
    photos = find_albums(albums).photos
    first = ImageCache.of(photos, 16, tmp_path, Task())
    kept = first.take(range(6))
    for album in albums.iterdir():
        for path in album.iterdir():
            path.unlink()
    second = ImageCache.of(photos, 16, tmp_path, Task())
    assert (second.readable, second.failures) == (first.readable, first.failures)
    assert np.array_equal(second.take(range(6)), kept)


def test_too_many_to_keep_are_decoded_when_they_are_drawn(albums, tmp_path):
    photos = find_albums(albums).photos
    kept = ImageCache.of(photos, 16, tmp_path, Task())
    drawn = ImageCache.of(photos, 16, tmp_path / "none", Task(), largest=100)
    assert drawn.readable == kept.readable
    assert np.array_equal(drawn.take([4, 0, 4]), kept.take([4, 0, 4]))
    assert not (tmp_path / "none").exists()


def test_a_cancel_is_heard_and_leaves_nothing_that_looks_whole(albums, tmp_path):
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        ImageCache.of(find_albums(albums).photos, 16, tmp_path, task)
    assert not list(tmp_path.glob("images.npy"))
    assert not list(tmp_path.glob("images.json"))


def test_images_of_others_and_damaged_ones_are_refused(albums, tmp_path):
    photos = find_albums(albums).photos
    ImageCache.of(photos, 16, tmp_path, Task())
    for other, side in ((photos[1:], 16), (photos, 20)):
        with pytest.raises(UsageError, match="are of other photos; remove the folder to begin again"):
            ImageCache.of(other, side, tmp_path, Task())
    whole = (tmp_path / "images.npy").read_bytes()
    for damaged in (None, b"", whole[:-100]):
        (tmp_path / "images.npy").unlink(missing_ok=True)
        if damaged is not None:
            (tmp_path / "images.npy").write_bytes(damaged)
        with pytest.raises(UsageError, match=r"images\.npy is damaged; remove the folder to begin again"):
            ImageCache.of(photos, 16, tmp_path, Task())
    (tmp_path / "images.json").write_text("{}")
    with pytest.raises(UsageError, match=r"images\.json is damaged"):
        ImageCache.of(photos, 16, tmp_path, Task())


def test_a_large_photo_is_read_like_any_other(tmp_path):
    (tmp_path / "a").mkdir()
    picture("sea", 1, (2400, 1600)).save(tmp_path / "a" / "large.jpg")
    images = ImageCache.of(find_albums(tmp_path).photos, 24, tmp_path, Task())
    assert images.take([0]).shape == (1, 24, 24, 3)
