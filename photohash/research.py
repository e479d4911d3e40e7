"""An experiment in a few lines: a protocol's photos, a network trained by a recipe, its codes, and how they retrieve.

Needs torch, and torchvision or a weights package where a backbone begins pretrained; neither PySide6, rawpy, watchdog,
faiss nor OpenVINO. No model directory is made: that is what ``photohash train`` is for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from photohash.core.bits import Codes, pack
from photohash.core.errors import UsageError
from photohash.core.task import Task
from photohash.evaluation import datasets, protocols
from photohash.evaluation.evaluate import Evaluation, evaluate
from photohash.evaluation.subject import SEED, subject_of
from photohash.hashing.card import Card
from photohash.hashing.network import HashNetwork
from photohash.hashing.squash import squash
from photohash.library.photo import Pixels
from photohash.training.class_training import class_photos, device_of, train_classes
from photohash.training.photo_sources import Labelled
from photohash.training.recipe import ClassRecipe
from photohash.training.recipe_file import find_recipe, read_recipe

_BATCH = 100


@dataclass(frozen=True)
class Trained:
    """What came of a training: a network, and how it was made.

    Attributes:
        network: in evaluation mode, on the CPU.
        card: method, backbone, bits, recipe and validation.
        device: where codes are made, "cpu" or "cuda".
    """

    network: HashNetwork
    card: Card
    device: torch.device

    def prepare(self, pixels: Pixels) -> Pixels:
        """Any upright RGB picture, uint8 [height, width, 3], as network input."""
        return squash(pixels, self.card.side)

    def relaxed(self, batch: Pixels) -> NDArray[np.float32]:
        """Prepared pictures, uint8 [n, side, side, 3] -> relaxed bits in [-1, 1], float32 [n, bits]."""
        network = self.network.to(self.device)
        rows = []
        with torch.inference_mode():
            for start in range(0, len(batch), _BATCH):
                pixels = torch.from_numpy(np.ascontiguousarray(batch[start : start + _BATCH])).to(self.device)
                values = pixels.permute(0, 3, 1, 2).float()
                rows.append(network(network.backbone.normalised(values)).float().cpu().numpy())
        return np.concatenate(rows)

    def encode(self, batch: Pixels) -> Codes:
        """Prepared pictures, uint8 [n, side, side, 3] -> codes, uint8 [n, bytes], in float32 arithmetic."""
        return pack(self.relaxed(batch))


class Experiment:
    """The photos of a protocol, and what is done with them.

    Args:
        protocol: a name in ``protocols.PROTOCOLS``; "folder" for a folder a class.
        data: in any form that ``datasets.open_dataset`` takes.
        seed: of the split where photos are drawn. The figures of the documents are of 0.

    Raises:
        UsageError: there is no such protocol, or the data is not for it.
    """

    def __init__(self, protocol: str, data: str | Path, seed: int = SEED) -> None:
        self.protocol = protocols.protocol_named(protocol)
        self.dataset = datasets.open_dataset(Path(data), cifar10=self.protocol.cifar10)
        self.split = self.protocol.split(self.dataset, seed)

    def train(
        self, recipe: str | Path, *, device: str = "auto", work: str | Path | None = None, **changes: Any
    ) -> Trained:
        """Trains a network on the training photos, and on nothing else.

        Args:
            recipe: a recipe for classes: a file, or the name of one of photohash's own.
            device: "auto", "cpu" or "cuda".
            work: a folder for the decoded photos and the checkpoint, by which a run that was broken off goes on.
            changes: keys of the recipe, e.g. ``bits``, ``backbone``, ``epochs``, ``preset`` and ``seed``.

        Raises:
            UsageError: the recipe is not for classes, or begins from another.
            TrainingError: the loss is no number any more.
        """
        chosen = read_recipe(find_recipe(str(recipe)), **changes)
        if not isinstance(chosen, ClassRecipe) or chosen.begin:
            raise UsageError(f"The recipe {recipe} is not one for classes that begins by itself.")
        data, task, place = self.dataset, Task(), device_of(device)
        labelled = Labelled.of_dataset(data.names, data.image, data.labels, data.classes, self.split.train)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(work) if work else Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            photos = class_photos(chosen, labelled, folder, task)
            made = train_classes(chosen, photos, folder, task, device=place)
        return Trained(made.network.eval(), made.card, place)

    def encode(self, model: Trained, photos: Sequence[int] | NDArray[np.integer]) -> Codes:
        """Codes of photos of the dataset by their indices, uint8 [n, bytes].

        Raises:
            PhotoError: one cannot be read.
        """
        pictures = (np.asarray(self.dataset.image(int(index))) for index in photos)
        return model.encode(np.stack([model.prepare(picture) for picture in pictures]))

    def evaluate(self, model: Trained) -> Evaluation:
        """Runs the protocol: mAP, curves, precision within distance 2, and the paper's figure beside them."""
        subject = subject_of(model.card, str(model.device))
        return evaluate(self.protocol.name, self.dataset, subject, model, Task(), split=self.split)
