"""Photos and labels from lists and label files, as real files on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photohash.core.errors import PhotoError, UsageError
from photohash.evaluation.datasets import open_dataset
from tests.evaluation.labelled import pack, pixels


def photo(path: Path, label: int = 0, number: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels(label, number)).save(path)


def save_lists(folder: Path) -> Path:
    """Six photos with three labels; two are looked for, and two of the four others are learnt from."""
    for number in range(6):
        photo(folder / "images" / f"{number}.png", number=number)
    (folder / "test.txt").write_text("images/0.png 1 0 1\nimages/1.png 0 1 0\n")
    (folder / "database.txt").write_text(
        "images/2.png 1 0 0\nimages/3.png 0 1 1\n\nimages/4.png 0 0 1\nimages/5.png 1 1 1\n"
    )
    (folder / "train.txt").write_text("images/5.png 1 1 1\nimages/3.png 0 1 1\n")
    return folder


def test_lists_divide_the_data_and_say_which_labels_photos_have(tmp_path):
    data = open_dataset(save_lists(tmp_path / "data"))
    names = {name: index for index, name in enumerate(data.names)}
    assert sorted(names) == [f"images/{number}.png" for number in range(6)]
    assert data.labels[names["images/3.png"]].tolist() == [0, 1, 1]
    assert data.classes == ("label 1", "label 2", "label 3")
    assert data.label_of(names["images/0.png"]) == "label 1, label 3"
    sides = {part: {data.names[i] for i in found} for part, found in data.parts.items()}
    assert sides["test"] == {"images/0.png", "images/1.png"}
    assert sides["train"] == {"images/3.png", "images/5.png"}
    assert sides["database"] == {f"images/{number}.png" for number in range(2, 6)}
    np.testing.assert_array_equal(np.asarray(data.image(names["images/4.png"])), pixels(0, 4))


def test_lists_may_lie_in_an_archive_name_their_labels_and_leave_out_the_training_side(tmp_path):
    folder = save_lists(tmp_path / "data")
    (folder / "train.txt").unlink()
    (folder / "labels.txt").write_text("sea\nsky\nperson\n")
    data = open_dataset(pack(folder, tmp_path / "data.tar"))
    assert data.classes == ("sea", "sky", "person")
    assert data.names[0] == "data/images/0.png" or "data/images/0.png" in data.names
    np.testing.assert_array_equal(data.parts["train"], data.parts["database"])


def test_lists_of_one_label_a_photo_are_classes(tmp_path):
    photo(tmp_path / "a.png")
    (tmp_path / "all.txt").write_text("a.png 0 1\nb.png 1 0\n")
    data = open_dataset(tmp_path)
    assert data.single
    assert data.labels.tolist() == [1, 0]
    assert not data.parts
    with pytest.raises(PhotoError):
        data.image(1)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("train.txt", "images/5.png 1 1\n", r"has \d labels, and another list \d"),
        ("train.txt", "images/5.png 1 1 0\n", "with other labels|is listed before"),
        ("database.txt", "images/0.png 1 0 1\n", "in test.txt"),
        ("database.txt", "images/2.png 1 0 0\nimages/3.png 1 0 0 0\n", "Line 2 of .* is not a path and 3 labels"),
        ("database.txt", "images/2.png 1 0 7\n", "Line 1 of .* is not a path and labels of 0 and 1"),
        ("database.txt", "images/2.png\n", "Line 1 of"),
        ("database.txt", "\n", "lists no photos"),
        ("database.txt", b"\xff\xfe\n", "cannot be read"),
        ("labels.txt", "sea\n", "names 1 labels, the lists have 3"),
        ("test.txt", "images/0.png 1 0 1\nimages/0.png 1 0 1\n", "is listed before"),
    ],
)
def test_what_is_wrong_in_a_list_is_named(tmp_path, name, content, message):
    folder = save_lists(tmp_path)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=message):
        open_dataset(folder)


def test_lists_without_their_photos_say_where_to_put_them(tmp_path):
    (tmp_path / "all.txt").write_text("images/a.jpg 0 1\n")
    with pytest.raises(
        UsageError, match=r"None of the 1 photos listed in .* is there, as images/a.jpg: put them where"
    ):
        open_dataset(tmp_path)


def test_nus_wide_gives_its_21_largest_concepts_and_the_photos_that_have_any(tmp_path):
    count = 30
    listed = [f"place\\{number:04}_{number * 7}.jpg" for number in range(count)]
    (tmp_path / "ImageList").mkdir()
    (tmp_path / "ImageList" / "Imagelist.txt").write_text("\n".join(listed) + "\n")
    labels = tmp_path / "Groundtruth" / "AllLabels"
    labels.mkdir(parents=True)
    for concept in range(23):
        said = [1 if number % 23 == concept and (concept < 21 or number < 23) else 0 for number in range(count)]
        said[0] = 1 if concept < 21 else 0
        (labels / f"Labels_c{concept:02}.txt").write_text("\n".join(map(str, said)) + "\n")
    for number in range(count):
        photo(tmp_path / "Flickr" / "place" / f"{number:04}_{number * 7}.jpg", number=number)
    data = open_dataset(tmp_path)
    assert data.classes == tuple(f"c{concept:02}" for concept in range(21))
    assert data.labels[0].tolist() == [1] * 21
    assert len(data) == count - 2, "two photos have only concepts that are too small"
    assert data.names[0] == "Flickr/place/0000_0.jpg"
    assert data.image(0).size == (32, 32)
    (labels / "Labels_c03.txt").write_text("1\n0\n")
    with pytest.raises(UsageError, match="is for 2 photos, the list has 30"):
        open_dataset(tmp_path)


def test_mirflickr_gives_its_labels_by_number_without_those_of_relevance(tmp_path):
    for number in range(1, 6):
        photo(tmp_path / "mirflickr" / f"im{number}.jpg", number=number)
    notes = tmp_path / "mirflickr25k_annotations_v080"
    notes.mkdir()
    for name, numbers in (("sky", [1, 2, 5]), ("sea", [2]), ("sea_r1", [2]), ("dog", [3])):
        (notes / f"{name}.txt").write_text("".join(f"{number}\n" for number in numbers))
    (notes / "README.txt").write_text("not a label")
    data = open_dataset(tmp_path)
    assert data.classes == ("dog", "sea", "sky")
    found = (
        {Path(name).name: data.labels[index].tolist() for index, name in enumerate(data.names)}
        if not data.single
        else {}
    )
    assert found == {"im1.jpg": [0, 0, 1], "im2.jpg": [0, 1, 1], "im3.jpg": [1, 0, 0], "im5.jpg": [0, 0, 1]}
