from __future__ import annotations

import os
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import PhotoError, UsageError
from photohash.evaluation import datasets
from photohash.evaluation.cifar_batches import CLASSES
from photohash.evaluation.datasets import Dataset, open_dataset
from tests.evaluation.labelled import (
    BATCHES,
    pack,
    pixels,
    save_binary_version,
    save_class_folders,
    save_train_and_test,
)


def seen(dataset: Dataset, index: int) -> np.ndarray:
    return np.asarray(dataset.image(index))


def assert_is_cifar_of_batches(dataset: Dataset) -> None:
    assert dataset.classes == CLASSES
    assert len(dataset) == len(dataset.names) == len(set(dataset.names)) == 60
    assert dataset.parts["train"].tolist() == list(range(50))
    assert dataset.parts["test"].tolist() == list(range(50, 60))
    assert dataset.labels.tolist() == list(range(9, -1, -1)) * 6
    for index in (0, 17, 59):
        assert (seen(dataset, index) == pixels(int(dataset.labels[index]), index // 10)).all()


def test_the_binary_version_is_read_with_its_colours_and_its_parts(tmp_path: Path):
    assert_is_cifar_of_batches(open_dataset(save_binary_version(tmp_path / "bin"), cifar10=True))


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.xz"])
def test_it_is_read_from_archives_without_unpacking(tmp_path: Path, ending: str):
    archive = pack(save_binary_version(tmp_path / "cifar"), tmp_path / f"c.{ending}")
    shutil.rmtree(tmp_path / "cifar")
    assert_is_cifar_of_batches(open_dataset(archive, cifar10=True))
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


@pytest.mark.parametrize("ending", ["", "tar", "tar.gz", "tar.xz"])
def test_folders_train_and_test_give_parts(tmp_path: Path, ending: str):
    place = save_train_and_test(tmp_path / "photos", train=2, test=1)
    dataset = open_dataset(pack(place, tmp_path / f"p.{ending}") if ending else place, cifar10=True)
    assert dataset.classes == CLASSES
    assert len(dataset.parts["train"]) == 20
    assert len(dataset.parts["test"]) == 10
    for index in range(0, 30, 7):
        part, name, file = dataset.names[index].split("/")[-3:]
        assert dataset.classes[dataset.labels[index]] == name
        assert (index in dataset.parts[part]) is True
        assert (seen(dataset, index) == pixels(CLASSES.index(name), int(file[:4]))).all()


def test_names_are_the_same_with_a_folder_around_them_and_without(tmp_path: Path):
    bare = open_dataset(save_train_and_test(tmp_path / "photos", ("a", "b"), 2, 1))
    wrapped = open_dataset(pack(tmp_path / "photos", tmp_path / "p.tar"))
    deeper = open_dataset(pack(tmp_path, tmp_path.parent / f"{tmp_path.name}.tar.gz"))
    assert list(bare.names) == list(wrapped.names) == list(deeper.names)
    assert bare.names[0] == "test/a/0002.png"
    assert (seen(bare, 3) == seen(wrapped, 3)).all()


def test_any_folder_of_class_folders_is_a_dataset(tmp_path: Path):
    save_class_folders(tmp_path, ("cats", "dogs"), 2)
    save_class_folders(tmp_path / "dogs" / "2020", ("summer",), 1)
    save_class_folders(tmp_path / ".hidden", ("birds",), 1)
    (tmp_path / "stray.png").write_bytes((tmp_path / "cats" / "0000.png").read_bytes())
    (tmp_path / "cats" / "notes.txt").write_text("no photo")
    dataset = open_dataset(tmp_path)
    assert dataset.classes == ("cats", "dogs")
    assert list(dataset.names) == [
        "cats/0000.png", "cats/0001.png", "dogs/0000.png", "dogs/0001.png", "dogs/2020/summer/0000.png",
    ]  # fmt: skip
    assert dataset.labels.tolist() == [0, 0, 1, 1, 1]
    assert dataset.parts == {}


def test_a_photo_is_upright(tmp_path: Path):
    from PIL import Image

    save_class_folders(tmp_path, ("a", "b"), 1)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(tmp_path / "a" / "turned.jpg", exif=exif)
    dataset = open_dataset(tmp_path)
    assert dataset.image(list(dataset.names).index("a/turned.jpg")).size == (20, 40)


@pytest.mark.parametrize("content", [b"", b"no picture", None])
def test_a_picture_that_cannot_be_read_is_about_that_picture_alone(tmp_path: Path, content: bytes | None):
    save_class_folders(tmp_path, ("a", "b"), 2)
    whole = (tmp_path / "a" / "0000.png").read_bytes()
    (tmp_path / "a" / "0000.png").write_bytes(whole[:60] if content is None else content)
    dataset = open_dataset(tmp_path)
    with pytest.raises(PhotoError) as told:
        dataset.image(0)
    assert "0x" not in str(told.value)
    assert dataset.image(1).size == (32, 32)


def test_a_photo_that_vanished_is_a_photo_error(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b"), 1)
    dataset = open_dataset(tmp_path)
    (tmp_path / "b" / "0000.png").unlink()
    with pytest.raises(PhotoError, match="no longer there"):
        dataset.image(1)


@pytest.mark.parametrize("ending", ["", "tar", "tar.xz"])
def test_the_python_version_is_told_and_not_opened(tmp_path: Path, ending: str):
    place = save_binary_version(tmp_path / "cifar")
    for name in BATCHES:
        (place / f"{name}.bin").unlink()
        (place / name).write_bytes(b"a pickle")
    with pytest.raises(UsageError, match=r"python version of CIFAR-10.* Give the binary version"):
        open_dataset(pack(place, tmp_path / f"c.{ending}") if ending else place)


@pytest.mark.parametrize("content", [b"", b"no batch", bytes([10]) + bytes(3072)])
def test_a_batch_that_is_none_is_named(tmp_path: Path, content: bytes):
    (save_binary_version(tmp_path / "bin") / "test_batch.bin").write_bytes(content)
    with pytest.raises(UsageError, match=r"test_batch\.bin in .* is not a batch of CIFAR-10"):
        open_dataset(tmp_path)


@pytest.mark.parametrize("missing", [BATCHES[2], BATCHES[5]])
def test_a_batch_that_is_missing_is_named(tmp_path: Path, missing: str):
    (save_binary_version(tmp_path / "bin") / f"{missing}.bin").unlink()
    with pytest.raises(UsageError, match=missing):
        open_dataset(tmp_path)


def test_a_binary_batch_that_is_cut_short_is_named(tmp_path: Path):
    path = save_binary_version(tmp_path / "bin") / "data_batch_4.bin"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(UsageError, match=r"data_batch_4\.bin"):
        open_dataset(tmp_path / "bin")


def test_a_path_that_holds_no_photos_is_named(tmp_path: Path):
    (tmp_path / "empty folder").mkdir()
    (tmp_path / "text.tar").write_text("no archive")
    with tarfile.open(tmp_path / "bare.tar.xz", "w:xz") as tar:
        tar.addfile(tarfile.TarInfo("readme.txt"))
    for name in ("nowhere", "empty folder", "text.tar", "bare.tar.xz"):
        with pytest.raises(UsageError, match=name):
            open_dataset(tmp_path / name)


def test_an_archive_that_is_cut_short_is_named(tmp_path: Path):
    path = pack(save_class_folders(tmp_path / "photos", ("a", "b"), 3), tmp_path / "photos.tar.xz")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UsageError, match=r"photos\.tar\.xz"):
        open_dataset(path)


def test_a_packed_archive_too_large_for_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = pack(save_class_folders(tmp_path / "photos", ("a", "b"), 3), tmp_path / "photos.tar.gz")
    monkeypatch.setattr(datasets, "_IN_MEMORY", 100)
    with pytest.raises(UsageError, match="unpack it"):
        open_dataset(path)


def test_one_class_is_not_enough(tmp_path: Path):
    save_class_folders(tmp_path, ("cats",), 3)
    with pytest.raises(UsageError, match="1 class, 'cats'"):
        open_dataset(tmp_path)


def test_photos_outside_class_folders_make_no_class(tmp_path: Path):
    (save_class_folders(tmp_path, ("cats",), 1) / "cats" / "0000.png").rename(tmp_path / "0000.png")
    with pytest.raises(UsageError, match="no classes"):
        open_dataset(tmp_path)


def test_other_classes_are_not_cifar10(tmp_path: Path):
    save_class_folders(tmp_path, ("cats", "dogs"), 1)
    with pytest.raises(UsageError, match="is not CIFAR-10: it has the classes cats, dogs"):
        open_dataset(tmp_path, cifar10=True)


def test_a_class_may_be_named_in_bytes_that_are_not_text(tmp_path: Path):
    save_class_folders(tmp_path, ("a", "b"), 1)
    try:
        os.rename(os.fsencode(tmp_path / "b"), os.path.join(os.fsencode(tmp_path), b"caf\xe9"))  # noqa: PTH104, PTH118
    except OSError:
        pytest.skip("this file system refuses names that are not UTF-8")
    assert open_dataset(tmp_path).image(1).size == (32, 32)


@pytest.mark.slow
def test_the_whole_of_cifar10_is_read_from_its_archive(data_folder: Path):
    archive = data_folder / "cifar10-jpeg.tar.xz"
    if not archive.is_file():
        pytest.skip("CIFAR-10 is not here; name its folder in PHOTOHASH_DATA")
    dataset = open_dataset(archive, cifar10=True)
    assert dataset.title == "CIFAR-10 as 60,000 JPEG copies"
    assert np.bincount(dataset.labels).tolist() == [6000] * 10
    assert [len(dataset.parts[part]) for part in ("train", "test")] == [50_000, 10_000]
    assert dataset.image(59_999).size == (32, 32)
