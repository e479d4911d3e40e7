"""The frozen front of a backbone, run once over every view and kept, so that training pays only for the rest.

The front runs through OpenVINO, which on a CPU is several times as fast as torch and gives the same numbers to
rounding.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from photohash.core.errors import PhotoError, UsageError
from photohash.core.paths import shown, write_atomically
from photohash.hashing.network import HashNetwork
from photohash.hashing.processor import compiled
from photohash.hashing.squash import squash
from photohash.training.disk_room import array_in_file
from photohash.training.photo_sources import Example
from photohash.training.quantization import quantised

if TYPE_CHECKING:
    import openvino

log = logging.getLogger(__name__)

Edit = Callable[[Image.Image, int], Image.Image]
"""Makes a view of a photo, given the photo and its number."""

Pixels = NDArray[np.uint8]

_BATCH = 16


class Front(nn.Module):
    """Pixels to what a network makes of them up to a layer, in each position that it looks at."""

    def __init__(self, network: HashNetwork, stop: int | None) -> None:
        super().__init__()
        self.network, self.stop = network, stop

    def forward(self, pixels: Tensor) -> Tensor:
        """Uint8 [n, side, side, 3] -> float [n, 4 with turns else 1, channels, h, w]."""
        x = self.network.positions(self.network.backbone.normalised(pixels.permute(0, 3, 1, 2)))
        features = self.network.features(x.flatten(0, 1), stop=self.stop)
        return torch.unflatten(features, 0, (-1, x.shape[1]))


class FrontFeatures:
    """Computes and keeps feature maps of views, one file a view, so that a broken-off run goes on where it stopped.

    Args:
        network: in evaluation mode; it says in which positions it looks at a picture.
        stop: the first layer that is not part of the front.
        side: of the network input in pixels.
        folder: where the maps are kept.
        calibration: pictures to bring the front to int8 by, uint8 [n, side, side, 3]; without them it stays float32, at
            half the speed. What is learnt behind an int8 front is learnt on the features it will meet in use.
        threads: how many OpenVINO may use; 0 leaves it the choice.
        origin: all that decides the maps, in words; a folder of maps of another origin is refused.
        check: called before every batch; what it raises ends the work.

    Raises:
        UsageError: the folder holds maps of another origin.
    """

    def __init__(
        self,
        network: HashNetwork,
        stop: int | None,
        side: int,
        folder: Path,
        *,
        calibration: Pixels | None = None,
        threads: int = 0,
        origin: str = "",
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._side, self._folder, self._check = side, folder, check
        folder.mkdir(parents=True, exist_ok=True)
        _claim(folder, origin)
        self._exact, self._stop = network, stop
        self._calibration, self._threads = calibration, threads

    @cached_property
    def _network(self) -> Any:
        """The front in OpenVINO; made only once a view has to be computed."""
        example = torch.zeros(1, self._side, self._side, 3, dtype=torch.uint8)
        front = Front(self._exact, self._stop).eval()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer warns of sizes that become constants, which they may
            import openvino

            shape = ([-1, self._side, self._side, 3], openvino.Type.u8)
            model = openvino.convert_model(front, example_input=example, input=[shape])
        if self._calibration is not None:
            model = quantised(model, self._calibration)
        return compiled(model, self._threads)

    def maps(self, name: str, examples: Sequence[Example], edit: Edit) -> NDArray[np.float16]:
        """The feature maps of one view of every example.

        Args:
            name: of the view; maps kept under this name are taken as they are.
            examples: the photos.
            edit: makes the view.

        Returns:
            float16 [examples, turns, channels, h, w], mapped from its file.

        Raises:
            UsageError: the maps kept under this name are damaged or of other photos.
            PhotoError: a photo cannot be read.
        """
        path = self._folder / f"{name}.npy"
        if not path.exists():
            self._compute(path, examples, edit)
        try:
            kept: NDArray[np.float16] = np.load(path, mmap_mode="r")
        except (ValueError, EOFError) as error:
            raise UsageError(f"The feature maps {shown(path)} are damaged; remove them to begin again.") from error
        if len(kept) != len(examples):
            raise UsageError(f"The feature maps {shown(path)} are of other photos; remove them to begin again.")
        return kept

    def _compute(self, path: Path, examples: Sequence[Example], edit: Edit) -> None:
        """Fills a file of maps under a temporary name and puts it in place when it is whole."""
        self._check()
        unfinished = path.with_suffix(".part")
        shape = (
            len(examples),
            *(dimension.get_length() for dimension in list(self._network.output(0).partial_shape)[1:]),
        )
        maps = array_in_file(unfinished, np.float16, shape)

        import openvino

        def keep(request: openvino.InferRequest, start: int) -> None:
            batch = request.get_output_tensor(0).data
            maps[start : start + len(batch)] = batch

        queue = openvino.AsyncInferQueue(self._network)
        queue.set_callback(keep)
        try:
            for start in range(0, len(examples), _BATCH):
                self._check()
                numbered = enumerate(examples[start : start + _BATCH], start)
                views = [np.asarray(edit(_image(example), number)) for number, example in numbered]
                queue.start_async([np.stack([squash(pixels, self._side) for pixels in views])], start)
        finally:
            queue.wait_all()
        maps.flush()
        unfinished.replace(path)
        log.info("feature maps of view %s: %d photos", path.stem, len(examples))


def _image(example: Example) -> Image.Image:
    try:
        return example.image()
    except PhotoError as error:
        raise PhotoError(f"{shown(example.name)} {error}") from error


def _claim(folder: Path, origin: str) -> None:
    """Notes what the maps of a folder are made from, or makes sure that it is this.

    Raises:
        UsageError: it is something else.
    """
    note = folder / "origin.txt"
    if not note.exists():
        write_atomically(note, origin.encode())
    elif note.read_bytes() != origin.encode():
        raise UsageError(f"The feature maps in {shown(folder)} are of another run; remove the folder to begin again.")
