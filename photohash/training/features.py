"""The frozen front of a backbone, run once over every view and kept, so that training pays only for the rest.

The front runs through OpenVINO, which on a CPU is several times as fast as torch and gives the same numbers to
rounding.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openvino
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from photohash.hashing.backbones import Backbone
from photohash.hashing.dhida import quarter_turns
from photohash.hashing.squash import squash
from photohash.training.examples import Example
from photohash.training.quantise import quantised

log = logging.getLogger(__name__)

Edit = Callable[[Image.Image, int], Image.Image]
"""Makes a view of a photo, given the photo and its number."""

Pixels = NDArray[np.uint8]

_BATCH = 16


class Front(nn.Module):
    """Pixels to the output of a backbone's first layers, for each quarter turn where these are wanted."""

    def __init__(self, backbone: Backbone, stop: int | None, *, turns: bool) -> None:
        super().__init__()
        self.backbone, self.stop, self.turns = backbone, stop, turns

    def forward(self, pixels: Tensor) -> Tensor:
        """Uint8 [n, side, side, 3] -> float [n, 4 with ``turns`` else 1, channels, h, w]."""
        x = (pixels.permute(0, 3, 1, 2).float() - self.backbone.mean) / self.backbone.scale
        x = quarter_turns(x) if self.turns else x[:, None]
        features = self.backbone(x.flatten(0, 1), stop=self.stop)
        return torch.unflatten(features, 0, (-1, x.shape[1]))


class FrontFeatures:
    """Computes and keeps feature maps of views, one file a view, so that a broken-off run goes on where it stopped.

    Args:
        backbone: in evaluation mode.
        stop: the first layer that is not part of the front.
        side: of the network input in pixels.
        folder: where the maps are kept.
        turns: whether the maps of all four quarter turns are computed.
        calibration: pictures to bring the front to int8 by, uint8 [n, side, side, 3]; without them it stays float32, at
            half the speed. What is learnt behind an int8 front is learnt on the features it will meet in use.
        threads: how many OpenVINO may use; 0 leaves it the choice.
    """

    def __init__(
        self,
        backbone: Backbone,
        stop: int | None,
        side: int,
        folder: Path,
        *,
        turns: bool,
        calibration: Pixels | None = None,
        threads: int = 0,
    ) -> None:
        self._side, self._folder = side, folder
        folder.mkdir(parents=True, exist_ok=True)
        example = torch.zeros(1, side, side, 3, dtype=torch.uint8)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer warns of sizes that become constants, which they may
            shape = ([-1, side, side, 3], openvino.Type.u8)
            model = openvino.convert_model(
                Front(backbone, stop, turns=turns).eval(), example_input=example, input=[shape]
            )
        if calibration is not None:
            model = quantised(model, calibration)
        settings: dict[str, Any] = {"PERFORMANCE_HINT": "THROUGHPUT"}
        if threads:
            settings["INFERENCE_NUM_THREADS"] = threads
        self._network = openvino.Core().compile_model(model, "CPU", settings)

    def maps(self, name: str, examples: Sequence[Example], edit: Edit) -> NDArray[np.float16]:
        """The feature maps of one view of every example.

        Args:
            name: of the view; maps kept under this name are taken as they are.
            examples: the photos.
            edit: makes the view.

        Returns:
            float16 [examples, turns, channels, h, w], mapped from its file.
        """
        path = self._folder / f"{name}.npy"
        if not path.exists():
            self._compute(path, examples, edit)
        kept: NDArray[np.float16] = np.load(path, mmap_mode="r")
        if len(kept) != len(examples):
            raise ValueError(f"{path} holds {len(kept)} maps, not {len(examples)}: it is of other photos, remove it")
        return kept

    def _compute(self, path: Path, examples: Sequence[Example], edit: Edit) -> None:
        """Fills a file of maps under a temporary name and puts it in place when it is whole."""
        unfinished = path.with_suffix(".part")
        shape = (
            len(examples),
            *(dimension.get_length() for dimension in list(self._network.output(0).partial_shape)[1:]),
        )
        maps = np.lib.format.open_memmap(unfinished, "w+", np.float16, shape)

        def keep(request: openvino.InferRequest, start: int) -> None:
            batch = request.get_output_tensor(0).data
            maps[start : start + len(batch)] = batch

        queue = openvino.AsyncInferQueue(self._network)
        queue.set_callback(keep)
        for start in range(0, len(examples), _BATCH):
            numbered = enumerate(examples[start : start + _BATCH], start)
            views = [np.asarray(edit(example.image(), number)) for number, example in numbered]
            queue.start_async([np.stack([squash(pixels, self._side) for pixels in views])], start)
        queue.wait_all()
        maps.flush()
        unfinished.replace(path)
        log.info("feature maps of view %s: %d photos", path.stem, len(examples))
