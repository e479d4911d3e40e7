"""Makes a model from photos with labels: squares -> validation part -> network -> loop -> model directory.

What takes long is kept in a working folder (squares, checkpoint), so that a run can be broken off at any point and
started again with the same arguments.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor, nn

from photohash.core.bits import Codes, pack
from photohash.core.errors import UsageError
from photohash.core.task import Stage, Task
from photohash.hashing.card import FORMAT, Card
from photohash.hashing.network import HashNetwork, Outputs
from photohash.hashing.squash import squash
from photohash.training.batch_augment import resized
from photohash.training.checkpoint import Checkpoint
from photohash.training.class_recipe import ClassRecipe
from photohash.training.image_cache import ImageCache
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.labelled_photos import Labelled
from photohash.training.loop import Draw, Event, Run, train
from photohash.training.model_export import HeldOut, Made, export
from photohash.training.output_folder import claim, make_work, require_extra
from photohash.training.sampler import Balanced, Sampler, Shuffled
from photohash.training.schedule import Group
from photohash.training.validation import mean_average_precision

log = logging.getLogger(__name__)

_BATCH = 100
_CHECKPOINT_EVERY = 50
_MEASURED = 300
"""Photos that radii and recall of copies come from: two million pairs."""


def learn(
    recipe: ClassRecipe,
    labelled: Labelled,
    out: Path,
    work: Path,
    task: Task,
    *,
    device: str = "auto",
    beginning: InitialWeights | None = None,
    report: Callable[[Event], None] = lambda _: None,
) -> Made:
    """Runs a whole recipe.

    Args:
        recipe: what to do.
        labelled: all photos of the training side; a part is held out of them.
        out: the model directory to make; nothing may be there yet.
        work: where squares and the checkpoint are kept; may be removed afterwards.
        task: progress and cancelling.
        device: where to train: "auto", "cpu" or "cuda".
        beginning: weights of the backbone to begin with, instead of the recipe's.
        report: told after each step.

    Raises:
        UsageError: the photos are not enough or not fit for the recipe, or a folder is of something else.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built, or what training needs is not installed.
        Cancelled: the task was cancelled.
    """
    claim(out)
    make_work(work)
    require_extra()
    labelled.check()
    recipe = recipe.for_classes(len(labelled.classes))
    try_loss(recipe, labelled)
    place = device_of(device)
    squares = ImageCache.of(labelled.photos, recipe.source, work, task)
    learnt, held_out = parts(recipe, labelled, squares)
    torch.manual_seed(recipe.seed)
    network = initial_network(recipe.network, beginning).to(place)
    run = fit(recipe, network, labelled, squares, (learnt, held_out), work, task, report)
    network.cpu().float().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    task.begin(Stage.MEASURING)
    card = draft_card(recipe, labelled, (learnt, held_out), run, beginning)
    card = finish(recipe, network, card, out, labelled, (learnt, held_out))
    return Made(card, tuple(squares.failures))


def finish(
    recipe: ClassRecipe, network: HashNetwork, card: Card, out: Path, labelled: Labelled, sides: tuple[Indices, Indices]
) -> Card:
    """Brings a trained network to int8, measures it and writes its model directory; see ``export``."""
    learnt, held_out = sides
    measured = labelled.take(spread(held_out if len(held_out) > 1 else learnt, _MEASURED))
    calibration = labelled.take(spread(learnt, recipe.calibration))
    pictures = np.stack([squash(np.asarray(photo.image()), card.side) for photo in calibration.photos])
    card = export(network, card, out, pictures, HeldOut.of(measured.photos, card.side))
    log.info("made %s", out)
    return card


def try_loss(recipe: ClassRecipe, labelled: Labelled) -> None:
    """Works out the loss of a made-up batch, so that one that cannot be is told before any photo is read.

    Raises:
        UsageError: the loss says why it cannot.
    """
    code = torch.zeros(2, recipe.network.bits)
    logits = torch.zeros(2, len(labelled.classes)) if "classes" in recipe.network.options else None
    labels = torch.from_numpy(labelled.labels[:2].astype(np.int64))
    try:
        recipe.loss(Outputs(code, logits), labels)
    except ValueError as error:
        raise UsageError(f"The loss {recipe.loss_kind} is not for these photos: {error}.") from error


def device_of(name: str) -> torch.device:
    """Where to train: "auto" is an NVIDIA card where there is one, else the CPU.

    Raises:
        UsageError: there is no such device here.
    """
    if name not in ("auto", "cpu", "cuda"):
        raise UsageError(f"There is no device {name!r} to train on; there are auto, cpu and cuda.")
    if name == "cuda" and not torch.cuda.is_available():
        raise UsageError("This computer has no NVIDIA card that torch can use; train with --device cpu.")
    return torch.device("cuda" if name != "cpu" and torch.cuda.is_available() else "cpu")


Indices = NDArray[np.int64]


def parts(recipe: ClassRecipe, labelled: Labelled, squares: ImageCache) -> tuple[Indices, Indices]:
    """Which photos are learnt from and which are held out.

    Each photo's side is decided by its name, save that two of each class are always learnt from.

    Raises:
        UsageError: too few photos could be read.
    """
    readable = labelled.take(squares.readable)
    readable.check()
    places = np.array(squares.readable, np.int64)
    order = np.array([zlib.crc32(photo.name.encode("utf-8", "surrogateescape")) for photo in readable.photos])
    held = order < round(recipe.validation.share * 2**32)
    taken = np.ones(len(places), bool)
    for label in range(len(labelled.classes)):
        members = np.flatnonzero(readable.labels == label if readable.single else readable.labels[:, label])
        if recipe.data.photos and readable.single:
            taken[members] = False
            members = members[spread(np.arange(len(members)), recipe.data.photos)]
            taken[members] = True
        held[members[np.argsort(order[members], kind="stable")[-2:]]] = False
    return places[taken & ~held], places[taken & held]


def spread(indices: Sequence[int] | Indices, count: int) -> Indices:
    """At most ``count`` of the indices, evenly over their order."""
    chosen: Indices = np.asarray(indices, np.int64)
    if len(chosen) > count:
        chosen = chosen[np.linspace(0, len(chosen) - 1, count).round().astype(np.int64)]
    return chosen


class Learner(nn.Module):
    """A network as the loop trains it: pixel values in, what the loss takes out."""

    def __init__(self, network: HashNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Outputs:
        """Pixel values of 0 to 255, float [n, 3, side, side]."""
        return self.network.outputs(self.network.backbone.normalised(pixels))


def fit(
    recipe: ClassRecipe,
    network: HashNetwork,
    labelled: Labelled,
    squares: ImageCache,
    sides: tuple[Indices, Indices],
    work: Path,
    task: Task,
    report: Callable[[Event], None],
) -> Run:
    """Trains the network in place."""
    learnt, held_out = sides
    schedule = recipe.schedule
    plan = schedule.plan(len(learnt), recipe.validation)
    task.begin(Stage.TRAINING, plan.steps)
    memory = torch.channels_last if schedule.channels_last else torch.contiguous_format
    network.to(memory_format=memory)  # type: ignore[call-overload]
    compared = spread(learnt, recipe.validation.against)

    def validate() -> float:
        codes = [codes_of(network, squares, indices, recipe.network.side, task) for indices in (held_out, compared)]
        return mean_average_precision(codes[0], labelled.labels[held_out], codes[1], labelled.labels[compared])

    return train(
        Learner(network),
        groups_of(recipe, network),
        batches(recipe, labelled, squares, learnt, next(network.parameters()).device),
        recipe.loss,
        plan,
        seed=recipe.seed,
        task=task,
        checkpoint=Checkpoint(work / "classes.pt", _CHECKPOINT_EVERY, _config(recipe, labelled, sides)),
        validate=validate if len(held_out) else None,
        report=report,
    )


def groups_of(recipe: ClassRecipe, network: HashNetwork) -> list[Group]:
    """The backbone behind its frozen front at one rate, all else at another.

    Raises:
        UsageError: more layers are to be frozen than there are.
    """
    layers, frozen = list(network.backbone.layers), recipe.schedule.frozen
    if frozen > len(layers):
        raise UsageError(f"The recipe freezes {frozen} layers, and {recipe.network.backbone} has {len(layers)}.")
    for layer in layers[:frozen]:
        layer.requires_grad_(requires_grad=False)
    body = [parameter for layer in layers[frozen:] for parameter in layer.parameters()]
    head = [parameter for name, parameter in network.named_parameters() if not name.startswith("backbone.")]
    groups = [Group(body, recipe.schedule.rate), Group(head, recipe.schedule.head_rate)]
    return [group for group in groups if group.parameters]


def batches(
    recipe: ClassRecipe, labelled: Labelled, squares: ImageCache, learnt: Indices, device: torch.device
) -> Draw:
    """What the loop draws: changed photos as pixel values, float [batch, 3, side, side], and their labels.

    Raises:
        UsageError: the recipe wants the same number of each class, and photos have several.
    """
    schedule = recipe.schedule
    sampler: Sampler = Shuffled(len(learnt), schedule.batch, recipe.seed)
    if schedule.classes:
        if not labelled.single:
            raise UsageError("Photos with several labels cannot be drawn class by class; set [schedule] classes to 0.")
        count = min(schedule.classes, len(labelled.classes))
        sampler = Balanced(labelled.labels[learnt].astype(np.int64), count, schedule.batch // count, recipe.seed)

    def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor]:
        chosen = learnt[sampler.batch(step)]
        pixels = torch.from_numpy(squares.take(chosen)).to(device)
        x = recipe.augment(pixels, recipe.network.side, rng)
        memory = torch.channels_last if schedule.channels_last else torch.contiguous_format
        return x.contiguous(memory_format=memory), torch.from_numpy(labelled.labels[chosen].astype(np.int64)).to(device)

    return draw


def codes_of(network: HashNetwork, squares: ImageCache, indices: Indices, side: int, task: Task) -> Codes:
    """Codes of photos as they are: uint8 [n, bytes]."""
    device = next(network.parameters()).device
    codes = []
    with torch.inference_mode():
        for start in range(0, len(indices), _BATCH):
            task.check()
            pixels = torch.from_numpy(squares.take(indices[start : start + _BATCH])).to(device)
            outputs = network(network.backbone.normalised(resized(pixels, side)))
            codes.append(pack(outputs.float().cpu().numpy()))
    return np.concatenate(codes)


def _config(recipe: ClassRecipe, labelled: Labelled, sides: tuple[Indices, Indices]) -> dict[str, object]:
    """All that decides a run."""
    photos = [[labelled.photos[index].name for index in side] for side in sides]
    digest = hashlib.sha256(repr((photos, labelled.labels[sides[0]].tolist())).encode("utf-8", "surrogateescape"))
    return {"recipe": recipe.as_dict(), "photos": digest.hexdigest()}


def draft_card(
    recipe: ClassRecipe, labelled: Labelled, sides: tuple[Indices, Indices], run: Run, beginning: InitialWeights | None
) -> Card:
    """What a card says that is known before the model is exported."""
    learnt, held_out = sides
    training = {
        "data": recipe.photos,
        "photos": len(learnt),
        "classes": len(labelled.classes),
        "recipe": recipe.as_dict(),
        "steps": run.step,
    }
    if beginning:
        training["began_from"] = beginning.as_dict()
    validation = {
        "photos": len(held_out),
        "against": min(recipe.validation.against, len(learnt)),
        "mean_average_precision": round(run.score, 4) if run.score is not None else None,
    }
    wanted = recipe.network
    return Card(
        format=FORMAT,
        id=recipe.model_id,
        title=recipe.title,
        method=wanted.method,
        backbone=wanted.backbone,
        bits=wanted.bits,
        purpose=recipe.purpose,
        network=dict(wanted.options),
        side=wanted.side,
        preprocessing="",
        radii={},
        training=training,
        metrics={"validation": validation},
        licence=recipe.licence,
        files={},
    )
