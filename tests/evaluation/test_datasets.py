from __future__ import annotations

import os
import pickle
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest

from photohash.core.errors import PhotoError, UsageError
from photohash.evaluation import datasets
from photohash.evaluation.cifar_batches import CLASSES, Refused, load_plain
from photohash.evaluation.datasets import Dataset, open_dataset
from tests.evaluation.labelled import (
    BATCHES,
    pack,
    pixels,
    save_binary_version,
    save_class_folders,
    save_python_version,
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


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("keys", [bytes, str])
def test_the_python_version_is_read_with_its_colours_and_its_parts(tmp_path: Path, protocol: int, keys: type):
    dataset = open_dataset(save_python_version(tmp_path, protocol, keys), cifar10=True)
    assert_is_cifar_of_batches(dataset)
    assert dataset.names[0] == "train/truck/9_0.png"


def test_the_binary_version_is_read_with_its_colours_and_its_parts(tmp_path: Path):
    assert_is_cifar_of_batches(open_dataset(save_binary_version(tmp_path / "bin"), cifar10=True))


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.xz"])
@pytest.mark.parametrize("save", [save_python_version, save_binary_version])
def test_both_are_read_from_archives_without_unpacking(tmp_path: Path, ending: str, save):
    archive = pack(save(tmp_path / "cifar"), tmp_path / f"c.{ending}")
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


class Trap:
    """Runs a command when it is unpickled the ordinary way."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_that_wants_to_run_code_is_refused_and_runs_nothing(tmp_path: Path, protocol: int):
    place = save_python_version(tmp_path / "cifar") / "cifar-10-batches-py"
    mark = tmp_path / "it ran"
    (place / "data_batch_3").write_bytes(pickle.dumps({"data": Trap(mark)}, protocol=protocol))
    with pytest.raises(UsageError, match=r"data_batch_3 .* wants to run (posix|nt)\.mkdir"):
        open_dataset(tmp_path / "cifar")
    assert not mark.exists()


@pytest.mark.parametrize(
    "word",
    [b"cnumpy\nload\n", b"cnumpy\nfromfile\n", b"cbuiltins\neval\n", b"cos\nsystem\n", b"ccopyreg\n__newobj__\n"],
)
def test_no_other_word_is_known_to_the_reader_of_pickles(word: bytes):
    with pytest.raises(Refused, match="wants to run"):
        load_plain(word + b".")


def test_arrays_of_objects_and_of_another_byte_order_are_refused():
    for array in (np.array([{}, []], object), np.array([1, 2], ">i4"), np.array([1.0])):
        with pytest.raises(Refused, match="array"):
            load_plain(pickle.dumps(array, protocol=2))


def test_an_array_that_claims_more_than_it_holds_is_refused():
    honest = pickle.dumps(np.zeros((3, 4), np.uint8), protocol=2)
    with pytest.raises(Refused, match="size"):
        load_plain(honest.replace(b"K\x03K\x04\x86", b"K\x07K\x04\x86"))


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps([1, 2], protocol=2), pickle.dumps({}, protocol=2)])
def test_a_batch_that_is_none_is_named(tmp_path: Path, content: bytes):
    place = save_python_version(tmp_path) / "cifar-10-batches-py"
    (place / "test_batch").write_bytes(content)
    with pytest.raises(UsageError, match=r"test_batch in .* is not a batch of CIFAR-10"):
        open_dataset(tmp_path)


@pytest.mark.parametrize("labels", [[0] * 9, [10] * 10, [-1] * 10, ["cat"] * 10, None])
def test_mislabelled_batches_are_refused(tmp_path: Path, labels):
    place = save_python_version(tmp_path) / "cifar-10-batches-py"
    document = {b"data": np.zeros((10, 3072), np.uint8), b"labels": labels}
    (place / "data_batch_1").write_bytes(pickle.dumps(document, protocol=2))
    with pytest.raises(UsageError, match=r"data_batch_1 in .*label"):
        open_dataset(tmp_path)


def test_a_batch_of_another_shape_is_refused(tmp_path: Path):
    place = save_python_version(tmp_path) / "cifar-10-batches-py"
    document = {b"data": np.zeros((10, 3071), np.uint8), b"labels": [0] * 10}
    (place / "data_batch_2").write_bytes(pickle.dumps(document, protocol=2))
    with pytest.raises(UsageError, match=r"data_batch_2 .* 3072"):
        open_dataset(tmp_path)


@pytest.mark.parametrize("missing", [BATCHES[2], BATCHES[5]])
def test_a_batch_that_is_missing_is_named(tmp_path: Path, missing: str):
    (save_python_version(tmp_path) / "cifar-10-batches-py" / missing).unlink()
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
