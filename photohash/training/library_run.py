"""Works on a run: from a library's albums to a model directory and a report, going on where an earlier try ended."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
from PIL import Image

from photohash.core.errors import Cancelled, KnownError, LibraryError, PhotoError
from photohash.core.files import in_words, write_in_words
from photohash.core.paths import shown, write_atomically
from photohash.core.settings import DEFAULT_MODEL
from photohash.core.task import Stage
from photohash.hashing import runtime
from photohash.hashing.card import CARD, Card, check
from photohash.library.albums.training_photos import LibraryAlbums
from photohash.library.decode import decode
from photohash.training.album_measure import PhotoFigures, Score, fold_mates
from photohash.training.album_outcome import BEFORE, LearntAlbums
from photohash.training.album_photos import AlbumPhotos, album_photos
from photohash.training.album_recipe import AlbumRecipe
from photohash.training.album_report import AlbumChange, AlbumReport, AlbumStrip, Estimate, Reason
from photohash.training.album_training import learn_albums, trained_network
from photohash.training.class_training import device_of, spread
from photohash.training.disk_room import no_room
from photohash.training.driver import began_from
from photohash.training.loop import Hooks
from photohash.training.model_export import HeldOut, export
from photohash.training.output_folder import make_work
from photohash.training.photo_sources import Labelled
from photohash.training.recipe_file import find_recipe, read_recipe
from photohash.training.run_control import EventLog, RunTask
from photohash.training.run_folder import TrainingRun
from photohash.training.run_lock import locked
from photohash.training.validation import recall, threshold
from photohash.training.work_clock import WorkClock

log = logging.getLogger(__name__)

_ENOUGH = 512
"""Pixels of the shorter side that a photo is decoded to where it has more."""

_NAMED = 3
_LONGEST = 24
"""Albums and letters of each that the title of a model has."""

_STRIPS = 24
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _AlbumPhoto:
    """A photo of a library; its name is its content, so that a renamed file stays on its side of a split."""

    name: str
    path: Path

    def image(self) -> Image.Image:
        try:
            return Image.fromarray(decode(self.path, at_least=_ENOUGH).pixels)
        except OSError as error:
            raise PhotoError(in_words(error)) from error


class OpenRun:
    """A run that this process works on, and no other; see ``opened``."""

    def __init__(self, run: TrainingRun) -> None:
        self.run, self.log = run, EventLog(run)
        run.work.mkdir(exist_ok=True)
        self.clock = WorkClock(run.work)
        self.task = RunTask(run, self.log, self.clock)


@contextmanager
def opened(run: TrainingRun) -> Iterator[OpenRun]:
    """Takes a run to work on, and tells in its events how that ended.

    Raises:
        UsageError: another process works on it.
        LibraryError: its folder cannot be written, or the disk is full.
        Cancelled: it was cancelled, or whoever works on it was stopped.
        KnownError: whatever else ends a training; the message is told in the run's events too.
    """
    with locked(run.lock):
        try:
            found = OpenRun(run)
            found.log.tell({"kind": "began"})
            yield found
        except Cancelled:
            raise
        except KnownError as error:
            raise _failed(run, no_room([run.folder], error.__cause__) or error) from error
        except OSError as error:
            told = LibraryError(f"The training run in {shown(run.folder)} {write_in_words(error)}.")
            raise _failed(run, no_room([run.folder], error) or told) from error
        except Exception:
            _failed(run, KnownError("photohash failed; what it met is in log.txt of the run's folder."))
            raise


def _failed(run: TrainingRun, error: KnownError) -> KnownError:
    try:
        EventLog.tell_at_the_end(run, {"kind": "failed", "message": str(error)})
    except OSError as second:
        log.warning("the failure could not be told: %s", second)
    return error


def work_on(run: OpenRun, albums: LibraryAlbums) -> AlbumReport:
    """Trains, writes the model directory and the report.

    Args:
        run: opened.
        albums: of its library.

    Raises:
        UsageError: there are too few photos.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built or written.
        Cancelled: the run was cancelled.
        OSError: the folder cannot be written.
    """
    asked, folder, task = run.run.request(), run.run, run.task
    said = {"method": asked.method, "bits": asked.bits, "minutes": asked.minutes, "seed": asked.seed}
    recipe = read_recipe(find_recipe(f"albums-{asked.method}"), **said, purpose=folder.name)
    assert isinstance(recipe, AlbumRecipe)  # noqa: S101 - these recipes are
    work = make_work(folder.work / _same_photos(albums))
    names = [_AlbumPhoto(digest.hex(), path) for digest, path in zip(albums.digests, albums.paths, strict=True)]
    labelled = Labelled(names, albums.labels, albums.names)
    decoded = album_photos(recipe, labelled, work, task, clock=run.clock)
    photos = AlbumPhotos(labelled, decoded.images, run.clock, albums.together, albums.different)
    initial = began_from(recipe)
    hooks = Hooks(task.report, lambda: task.finished)
    learnt = learn_albums(
        recipe, photos, work, task, device=device_of(asked.device), initial=initial, hooks=hooks,
        tell=run.log.tell,
    )  # fmt: skip
    task.begin(Stage.MEASURING, 3)
    written = work / "written"  # from these photos; the model that is there may be from what the albums held before
    if not (written.exists() and (folder.model / CARD).exists()):
        shutil.rmtree(folder.model, ignore_errors=True)
        trained = trained_network(recipe, photos, learnt, initial)
        card = replace(trained.card, title=_title(albums.names, folder.name))
        export(trained.network, card, folder.model, trained.pictures())
        write_atomically(written, b"")
    card = check(folder.model)
    task.advance()
    task.check()
    report = _report(photos, learnt, card, task)
    write_atomically(folder.folder / "report.json", report.as_json())
    run.log.tell_last({"kind": "done"})
    return report


def _same_photos(albums: LibraryAlbums) -> str:
    """Decided by the photos and their albums: what was kept of others is not gone on with."""
    told = b"".join(albums.digests) + albums.labels.tobytes()
    return hashlib.sha256(told).hexdigest()[:12]


def _title(albums: Sequence[str], run: str) -> str:
    """What a model is called until somebody calls it otherwise: the albums, and the number of the run."""
    lines = [" ".join(shown(name).split()) for name in albums[:_NAMED]]
    names = ["".join(filter(str.isprintable, line))[:_LONGEST].strip() or "…" for line in lines]
    more = f" +{len(albums) - _NAMED}" if len(albums) > _NAMED else ""
    return f"{', '.join(names)}{more} ({run.removeprefix('albums')})"


def _report(photos: AlbumPhotos, learnt: LearntAlbums, card: Card, task: RunTask) -> AlbumReport:
    names = [photos.labelled.photos[place].name for place in photos.places]
    old, new = learnt.figures()
    classes = photos.labelled.classes
    measured = photos.labelled.take(photos.places[learnt.unseen]).photos
    before = runtime.load(runtime.find(BEFORE), device="cpu")
    kept = runtime.load(runtime.find(DEFAULT_MODEL), device="cpu")
    held = HeldOut.of(measured, before.side)
    found = []
    for model in (before, kept):
        found.append(_copies_recall(model, held if model.side == before.side else HeldOut.of(measured, model.side)))
        task.advance()
        task.check()
    return AlbumReport(
        model=card.id,
        before_model=BEFORE,
        method=card.method,
        bits=card.bits,
        photos=len(learnt.labels),
        albums=_albums(learnt, old, new, classes),
        map_before=_estimate(learnt.before),
        map_after=_estimate(learnt.told),
        gain=_estimate(learnt.difference),
        p10_before=old.first_ten,
        p10_after=new.first_ten,
        reason=_reason(learnt),
        strips=_strips(learnt, names),
        copies_recall_before=found[0],
        copies_recall_after=float(card.metrics["mean_recall"]),
        copies_recall_kept=found[1],
        seconds=round(photos.clock.seconds, 1),
    )


def _copies_recall(model: runtime.HashModel, held: HeldOut) -> float:
    originals = model.encode(held.originals)
    edited = {name: model.encode(pixels) for name, pixels in held.edited.items()}
    found = recall(originals, edited, threshold(originals, edited))
    return round(float(np.mean(list(found.values()))), 4)


def _estimate(score: Score) -> Estimate:
    return Estimate(round(score.mean, 4), round(score.low, 4), round(score.high, 4))


def _reason(learnt: LearntAlbums) -> Reason:
    if learnt.few:
        return Reason.TOO_FEW
    if learnt.better:
        return Reason.BETTER
    return Reason.WORSE if learnt.difference.high < 0 else Reason.NOT_SURE


def _albums(
    learnt: LearntAlbums, old: PhotoFigures, new: PhotoFigures, classes: Sequence[str]
) -> tuple[AlbumChange, ...]:
    before, after = old.by_class(learnt.labels, classes), new.by_class(learnt.labels, classes)
    counts = np.bincount(learnt.labels, minlength=len(classes)).tolist()
    return tuple(
        AlbumChange(name, count, before[name], after[name]) for name, count in zip(classes, counts, strict=True)
    )


def _strips(learnt: LearntAlbums, names: Sequence[str]) -> tuple[AlbumStrip, ...]:
    """Some photos of every album, evenly, and what they find first among the photos that they were held out with.

    The first of every album come first. Each finds as many as there are of its album: all of them can be right.
    """
    albums = int(learnt.labels.max()) + 1
    each = max(_STRIPS // albums, 1)
    chosen = [spread(np.flatnonzero(learnt.labels == label), each).tolist() for label in range(albums)]
    photos = [photo for some in zip_longest(*chosen) for photo in some if photo is not None]
    known = [fold_mates(learnt.folds, codes, photos) for codes in (learnt.codes_before, learnt.codes)]
    strips = []
    for photo, *mates in zip(photos, *known, strict=True):
        found = [one.nearest() for one in mates]
        most = min(int((learnt.labels[found[0]] == learnt.labels[photo]).sum()), _SHOWN)
        if most:
            before, after = (tuple(names[place] for place in near[:most].tolist()) for near in found)
            strips.append(AlbumStrip(names[photo], before, after))
    return tuple(strips)
