"""``bench albums``: what training on small albums comes to, on photos that the training never met.

Albums are drawn from a folder of categories, some photos of each to learn from and as many others held back. Each
method is trained as ``photohash train`` does, in the minutes given; its model directory then codes the photos held
back, and so does the bundled model. What the training itself told is set beside what is found.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photohash.core.bits import Codes
from photohash.core.errors import UsageError
from photohash.core.files import is_photo_name
from photohash.core.paths import shown, write_atomically
from photohash.core.task import Task
from photohash.evaluation import machine
from photohash.hashing import runtime
from photohash.library.decode import decode
from photohash.training.album_measure import Score, score
from photohash.training.album_outcome import BEFORE
from photohash.training.driver import Source, train_model
from photohash.training.recipe_file import find_recipe, read_chain

_BATCH = 32
_QUALITY = 92


@dataclass(frozen=True, slots=True)
class AlbumsRow:
    """What one method made of one draw of albums.

    Attributes:
        draw: which draw, from 0 on.
        method: of the model.
        before: mAP of the photos held back by the bundled model.
        after: the same by the model trained.
        told: what the training took it to be.
        interval: of what was told.
        better: whether the training offers the model as better.
        tuned_steps: of the second phase.
        seconds: from the first photo read to the model written.
    """

    draw: int
    method: str
    before: float
    after: float
    told: float
    interval: tuple[float, float]
    better: bool
    tuned_steps: int
    seconds: float


@dataclass(frozen=True, slots=True)
class AlbumsResult:
    """The outcome.

    Attributes:
        rows: a row for each draw and method.
        albums: the names of each draw's albums.
        minutes: that each training was given.
    """

    rows: tuple[AlbumsRow, ...]
    albums: tuple[tuple[str, ...], ...]
    minutes: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "machine": machine.describe(),
            "minutes": self.minutes,
            "albums": [list(names) for names in self.albums],
            "rows": [asdict(row) for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class AlbumsSize:
    """How albums are drawn.

    Attributes:
        albums: how many.
        each: photos of each to learn from, and as many held back.
        side: photos are made squares of this side first; None leaves them.
        seed: of the draws.
    """

    albums: int = 8
    each: int = 40
    side: int | None = None
    seed: int = 0


def bench_albums(
    photos: Path,
    work: Path,
    methods: Sequence[str],
    size: AlbumsSize,
    *,
    draws: int,
    minutes: float,
    bits: int,
    task: Task,
) -> AlbumsResult:
    """Trains every method on every draw and measures what came of it.

    Args:
        photos: a folder with a folder of photos for each category.
        work: a folder for albums and models; what is in it of an earlier try of the same is not done again.
        methods: to train.
        size: of the draws.
        draws: how many.
        minutes: for each training.
        bits: of the codes.
        task: progress and cancelling.

    Raises:
        UsageError: there are too few categories with enough photos.
        Cancelled: the task was cancelled.
    """
    rows: list[AlbumsRow] = []
    drawn: list[tuple[str, ...]] = []
    for draw in range(draws):
        place = work / str(draw)
        drawn.append(_draw(photos, place, size, draw))
        before = _measured(runtime.find(BEFORE), place / "held", task).mean
        for method in methods:
            out, began, kept = place / method, time.monotonic(), place / f"{method}.json"
            if (row := _kept(kept)) is not None:
                rows.append(row)
                continue
            shutil.rmtree(out, ignore_errors=True)
            chain = read_chain(find_recipe(f"albums-{method}"), minutes=minutes, bits=bits)
            made = train_model(chain, Source([place / "learn"]), out, place / f"{method}-work", task)
            seconds = time.monotonic() - began
            told = made.card.metrics["validation"]
            rows.append(
                AlbumsRow(
                    draw,
                    method,
                    round(before, 4),
                    round(_measured(out, place / "held", task).mean, 4),
                    told["mean_average_precision"],
                    tuple(told["interval"]),
                    told["better"],
                    made.card.training["tuned_steps"],
                    round(seconds, 1),
                )
            )
            write_atomically(kept, json.dumps(asdict(rows[-1])).encode())
    return AlbumsResult(tuple(rows), tuple(drawn), minutes)


def _kept(path: Path) -> AlbumsRow | None:
    """A row of an earlier try."""
    try:
        found = json.loads(path.read_bytes())
        return AlbumsRow(**{**found, "interval": tuple(found["interval"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _draw(photos: Path, place: Path, size: AlbumsSize, draw: int) -> tuple[str, ...]:
    """Fills ``learn`` and ``held`` of a place with albums, and gives their names.

    Raises:
        UsageError: there are too few categories with enough photos.
    """
    found = {
        folder.name: sorted(path for path in folder.rglob("*") if path.is_file() and is_photo_name(path.name))
        for folder in sorted(photos.iterdir())
        if folder.is_dir()
    }
    enough = [name for name, paths in found.items() if len(paths) >= 2 * size.each]
    if len(enough) < size.albums:
        raise UsageError(
            f"{len(enough)} folders in {shown(photos)} have {2 * size.each} photos or more; {size.albums} are needed."
        )
    rng = np.random.default_rng([size.seed, draw])
    names = [enough[place] for place in rng.permutation(len(enough))[: size.albums].tolist()]
    for name in names:
        chosen = [found[name][place] for place in rng.permutation(len(found[name]))[: 2 * size.each].tolist()]
        for side, paths in (("learn", chosen[: size.each]), ("held", chosen[size.each :])):
            (place / side / name).mkdir(parents=True, exist_ok=True)
            for number, path in enumerate(paths):
                _put(path, place / side / name / f"{number:04}{path.suffix}", size.side)
    return tuple(names)


def _put(path: Path, copy: Path, side: int | None) -> None:
    if side is None:
        shutil.copyfile(path, copy)
    else:
        square = Image.fromarray(decode(path, at_least=side).pixels).resize((side, side), Image.Resampling.BICUBIC)
        square.save(copy.with_suffix(".jpg"), quality=_QUALITY)


def _measured(folder: Path, held: Path, task: Task) -> Score:
    """The mAP of the photos held back, each among all others, by a model directory."""
    model = runtime.load(folder, device="cpu")
    codes: list[Codes] = []
    labels: list[int] = []
    batch: list[NDArray[np.uint8]] = []
    for label, album in enumerate(sorted(held.iterdir())):
        for path in sorted(album.iterdir()):
            task.check()
            batch.append(model.prepare(decode(path, at_least=model.side).pixels))
            labels.append(label)
            if len(batch) == _BATCH:
                codes.append(model.encode(np.stack(batch)))
                batch.clear()
    if batch:
        codes.append(model.encode(np.stack(batch)))
    known = np.array(labels, np.int64)
    return score([np.arange(len(known))], [np.concatenate(codes)], known, 0)
