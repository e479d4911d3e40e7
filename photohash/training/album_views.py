"""The views that albums are learnt from: what the front of a network makes of each, looked at once and kept.

A view is the photo itself or one changed at random. Two things are kept of each: the map behind the front, from which
the rest of the network learns, and the mean of the last map, from which a head is learnt in seconds. Both come from
OpenVINO, which on a CPU is several times as fast as torch and gives the same numbers to rounding. Each view is a file
of its own, written whole or not at all, so that a run that was broken off goes on with the next one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save
from torch import Tensor, nn

from photohash.core.errors import UsageError
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Stage, Task
from photohash.hashing.network import HashNetwork
from photohash.hashing.processor import compiled
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.batch_augment import resized
from photohash.training.image_cache import ImageCache
from photohash.training.work_clock import running_seconds

if TYPE_CHECKING:
    import openvino

log = logging.getLogger(__name__)

Indices = NDArray[np.int64]
Maps = NDArray[np.float16]
"""What the front made of one view of every photo: float16 [photos, channels, h, w]."""

LARGEST = 1_000_000_000
"""Bytes of maps that are kept at most; of many photos there are fewer views."""

_BATCH = 8
_FEWEST = 2


@dataclass(frozen=True)
class AlbumViews:
    """The views of some photos.

    Attributes:
        maps: of each view, the photos themselves first.
        pooled: means of the last maps, float32 [views, photos, channels].
        front: how many layers of the backbone the maps have gone through.
    """

    maps: Sequence[Maps]
    pooled: NDArray[np.float32]
    front: int

    def means(self, photos: Indices) -> NDArray[np.float32]:
        """Of the last maps of all views of some photos: float32 [n, channels]."""
        chosen: NDArray[np.float32] = self.pooled[:, photos].reshape(-1, self.pooled.shape[-1])
        return chosen


class _Looks(nn.Module):
    """Pixels to the map behind the front, and to the mean of the last map."""

    def __init__(self, network: HashNetwork, front: int) -> None:
        super().__init__()
        self.network, self.front = network, front

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Uint8 [n, side, side, 3] -> float [n, c, h, w] and [n, channels]."""
        x = self.network.backbone.normalised(pixels.permute(0, 3, 1, 2))
        maps = self.network.features(x, stop=self.front)
        return maps, self.network.features(maps, start=self.front).mean(dim=(2, 3))


def front_of(recipe: AlbumRecipe, network: HashNetwork) -> int:
    """How many of the backbone's layers stay as they are."""
    layers = len(network.backbone.layers)
    return min(max(round(recipe.views.front * layers), 1), layers)


def look(
    recipe: AlbumRecipe,
    network: HashNetwork,
    images: ImageCache,
    photos: Indices,
    folder: Path,
    task: Task,
    *,
    seconds: float = math.inf,
) -> AlbumViews:
    """Looks at every view of some photos, or takes up what was kept of an earlier run.

    Args:
        recipe: which views, and how far the front reaches.
        network: before training, in evaluation mode, on the CPU.
        images: all photos, decoded.
        photos: the places among them of those that are learnt from.
        folder: where the views are kept.
        task: counts views of photos; cancelling it ends the work.
        seconds: there are for it; where the first view shows that all do not go into them, there are fewer views.

    Raises:
        UsageError: the folder holds views of other photos, or damaged ones.
        Cancelled: the task was cancelled.
    """
    folder.mkdir(parents=True, exist_ok=True)
    front, side = front_of(recipe, network), recipe.network.side
    _claim(folder, _origin(recipe, network, photos, front))
    count = max(1, min(recipe.views.count, LARGEST // (_map_bytes(network, front, side) * len(photos))))
    task.begin(Stage.ENCODING, count * len(photos))
    run = cache(partial(_compiled, network, front, side))  # seconds, for nothing where all views are kept
    paths = [folder / f"view-{number:02}.npz" for number in range(count)]

    def view(number: int) -> tuple[Maps, NDArray[np.float32]]:
        return _view(paths[number], run, _pixels(recipe, images, photos, number), len(photos), task)

    if not paths[0].exists():
        run()  # which is not what a view takes
    began = running_seconds()
    views = [view(0)]
    if seconds < math.inf:
        count = _count(folder, count, seconds, running_seconds() - began)
        task.begin(Stage.ENCODING, count * len(photos))
        task.advance(len(photos))
    views += [view(number) for number in range(1, count)]
    return AlbumViews([maps for maps, _ in views], np.stack([pooled for _, pooled in views]), front)


def _map_bytes(network: HashNetwork, front: int, side: int) -> int:
    """Of one map behind the front."""
    with torch.inference_mode():
        x = network.backbone.normalised(torch.zeros(1, 3, side, side))
        return network.features(x, stop=front).numel() * 2


def _count(folder: Path, most: int, seconds: float, first: float) -> int:
    """How many views there is time for, by how long the first took; decided once, so that a run goes on alike."""
    path = folder / "count.json"
    with suppress(OSError, ValueError, TypeError):
        return min(max(int(json.loads(path.read_bytes())), 1), most)
    count = min(max(int(seconds / max(first, 1e-3)), _FEWEST), most)
    write_atomically(path, json.dumps(count).encode())
    return count


def _pixels(
    recipe: AlbumRecipe, images: ImageCache, photos: Indices, number: int
) -> Callable[[slice], NDArray[np.uint8]]:
    """A view of some of the photos, uint8 [n, side, side, 3]: themselves for 0, else decided by seed and places."""

    def drawn(rows: slice) -> NDArray[np.uint8]:
        squares, side = torch.from_numpy(images.take(photos[rows])), recipe.network.side
        rng = np.random.default_rng([recipe.seed, number, rows.start])
        x = recipe.augment(squares, side, rng) if number else resized(squares, side)
        changed: NDArray[np.uint8] = x.round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
        return np.ascontiguousarray(changed)

    return drawn


def _view(
    path: Path, run: Callable[[], Any], pixels: Callable[[slice], NDArray[np.uint8]], count: int, task: Task
) -> tuple[Maps, NDArray[np.float32]]:
    """The maps and the means of one view, kept or made now."""
    if not path.exists():
        maps: list[Any] = [None] * -(-count // _BATCH)
        means: list[Any] = [None] * len(maps)

        import openvino

        def keep(request: openvino.InferRequest, place: int) -> None:
            maps[place] = request.get_output_tensor(0).data.astype(np.float16)
            means[place] = request.get_output_tensor(1).data.copy()

        queue = openvino.AsyncInferQueue(run())
        queue.set_callback(keep)
        try:
            for place in range(len(maps)):
                task.check()
                queue.start_async([pixels(slice(place * _BATCH, min((place + 1) * _BATCH, count)))], place)
                task.advance(min(_BATCH, count - place * _BATCH))
        finally:
            queue.wait_all()
        _keep(path, np.concatenate(maps), np.concatenate(means).astype(np.float32))
    else:
        task.advance(count)
    try:
        with np.load(path) as kept:
            return kept["maps"], kept["pooled"]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise UsageError(f"{shown(path)} is damaged; remove the folder to begin again.") from error


def _keep(path: Path, maps: Maps, pooled: NDArray[np.float32]) -> None:
    """Writes a view, whole or not at all: on a full disk a part of it would be in the way of all else."""
    unfinished = path.with_suffix(".part")
    try:
        with unfinished.open("wb") as file:
            np.savez(file, maps=maps, pooled=pooled)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _compiled(network: HashNetwork, front: int, side: int) -> Any:
    """The network up to its head, in OpenVINO."""
    example = torch.zeros(1, side, side, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of sizes that become constants, which they may
        import openvino

        shape = ([-1, side, side, 3], openvino.Type.u8)
        return compiled(openvino.convert_model(_Looks(network, front).eval(), example_input=example, input=[shape]), 0)


def _origin(recipe: AlbumRecipe, network: HashNetwork, photos: Indices, front: int) -> str:
    """All that decides the views, as a digest."""
    told = repr((recipe.network.side, recipe.seed, recipe.augment.model_dump(), front, photos.tolist()))
    return hashlib.sha256(told.encode() + save(dict(network.backbone.state_dict()))).hexdigest()


def _claim(folder: Path, origin: str) -> None:
    """Notes what the views of a folder are made from, or makes sure that it is this.

    Raises:
        UsageError: it is something else.
    """
    note = folder / "origin.txt"
    if not note.exists():
        write_atomically(note, origin.encode())
    elif note.read_bytes() != origin.encode():
        raise UsageError(f"The views in {shown(folder)} are of another run; remove the folder to begin again.")
