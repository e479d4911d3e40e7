"""Training on photos with labels: images -> held-out part -> network -> loop.

What takes long is kept in a working folder (images, checkpoint), so that a run can be broken off at any point and
started again with the same arguments.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor

from photohash.core.bits import Codes, pack
from photohash.core.errors import UsageError
from photohash.core.name_digest import digest_of_names
from photohash.core.task import Stage, Task
from photohash.hashing.network import HashNetwork, Outputs
from photohash.hashing.squash import squash
from photohash.training.batch_augment import resized
from photohash.training.image_cache import ImageCache
from photohash.training.initial_weights import InitialWeights, initial_network
from photohash.training.learner import Learner, MemoryBank
from photohash.training.loop import NO_HOOKS, Checkpoint, Draw, Hooks, MixedLabels, RunResult, train
from photohash.training.model_export import ExportPictures, HeldOut, HeldOutClasses, TrainedNetwork, draft_card
from photohash.training.photo_sources import Labelled
from photohash.training.recipe import ClassRecipe, LabelledRecipe
from photohash.training.recipe_table import loss_kind
from photohash.training.sampler import Balanced, Sampler, Shuffled
from photohash.training.schedule import ParameterGroup
from photohash.training.validation import mean_average_precision

Indices = NDArray[np.int64]

_CPU = torch.device("cpu")
_BATCH = 100
_CHECKPOINT_EVERY = 50
_MEASURED = 300
"""Photos that radii and recall of copies come from: two million pairs."""


@dataclass(frozen=True)
class ClassPhotos:
    """The photos of a run.

    Attributes:
        labelled: all of them, also those that cannot be read.
        images: the same, decoded.
        learnt: which are learnt from.
        held_out: which are held out.
    """

    labelled: Labelled
    images: ImageCache
    learnt: Indices
    held_out: Indices


def class_photos(recipe: ClassRecipe, labelled: Labelled, work: Path, task: Task) -> ClassPhotos:
    """Decodes the photos of a run and holds a part of them out.

    Args:
        recipe: says how large they are kept and how many are held out.
        labelled: all photos of the training side.
        work: where the decoded photos are kept.
        task: progress and cancelling.

    Raises:
        UsageError: the photos are not enough or not fit for the recipe, or the folder is of something else.
        Cancelled: the task was cancelled.
    """
    labelled.check()
    try_loss(recipe.for_classes(len(labelled.classes)), labelled)
    images = ImageCache.of(labelled.photos, recipe.source, work, task)
    return ClassPhotos(labelled, images, *parts(recipe, labelled, images))


def train_classes(
    recipe: ClassRecipe,
    photos: ClassPhotos,
    work: Path,
    task: Task,
    *,
    device: torch.device = _CPU,
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
) -> TrainedNetwork:
    """Trains a network.

    Args:
        recipe: what to do.
        photos: what is learnt from.
        work: where the checkpoint is kept; may be removed afterwards.
        task: progress and cancelling.
        device: where to train.
        initial: weights of the backbone to begin with, instead of the recipe's.
        hooks: told of each step.

    Raises:
        UsageError: the working folder is of something else.
        TrainingError: the loss is no number any more.
        ModelError: the network cannot be built.
        Cancelled: the task was cancelled.
    """
    recipe = recipe.for_classes(len(photos.labelled.classes))
    torch.manual_seed(recipe.seed)
    network = initial_network(recipe.network, initial).to(device)
    run = fit(recipe, network, photos, work, task, initial=initial, hooks=hooks)
    network.cpu().float().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    given = digest_of_names(photo.name for photo in photos.labelled.photos)
    told = {"photos": len(photos.learnt), "given": given, "classes": len(photos.labelled.classes), "steps": run.step}
    card = replace(draft_card(recipe, told, initial), metrics={"validation": _validation(recipe, photos, run)})
    return TrainedNetwork(network, card, lambda: class_pictures(recipe, photos), tuple(photos.images.failures))


def class_pictures(recipe: ClassRecipe, photos: ClassPhotos) -> ExportPictures:
    """What a network is exported with."""
    side, measured = recipe.network.side, photos.held_out if len(photos.held_out) > 1 else photos.learnt
    held_out = HeldOut.of(photos.labelled.take(spread(measured, _MEASURED)).photos, side)
    learnt = spread(photos.learnt, recipe.validation.against)

    def seen(indices: Indices) -> NDArray[np.uint8]:
        return np.stack([squash(np.asarray(photo.image()), side) for photo in photos.labelled.take(indices).photos])

    labels = photos.labelled.labels
    classes = HeldOutClasses(seen(measured), labels[measured], seen(learnt), labels[learnt])
    return ExportPictures(seen(spread(photos.learnt, recipe.calibration)), held_out, classes=classes)


def try_loss(recipe: LabelledRecipe, labelled: Labelled) -> None:
    """Works out the loss of a made-up batch, so that one that cannot be is told before any photo is read.

    Raises:
        UsageError: the loss says why it cannot.
    """
    code = torch.zeros(2, recipe.network.bits)
    logits: Tensor | None = torch.zeros(2, len(labelled.classes)) if "classes" in recipe.network.options else None
    if classifier := recipe.loss.classifier(recipe.network.bits):
        logits = classifier(code)
    labels = torch.from_numpy(labelled.labels[:2].astype(np.int64))
    try:
        recipe.loss(Outputs(code, logits), labels)
    except ValueError as error:
        raise UsageError(f"The loss {loss_kind(recipe.loss)} is not for these photos: {error}.") from error


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


def parts(recipe: ClassRecipe, labelled: Labelled, images: ImageCache) -> tuple[Indices, Indices]:
    """Which photos are learnt from and which are held out.

    Each photo's side is decided by its name, save that two of each class are always learnt from.

    Raises:
        UsageError: too few photos could be read.
    """
    readable = labelled.take(images.readable)
    readable.check()
    places = np.array(images.readable, np.int64)
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


def fit(
    recipe: ClassRecipe,
    network: HashNetwork,
    photos: ClassPhotos,
    work: Path,
    task: Task,
    *,
    initial: InitialWeights | None = None,
    hooks: Hooks = NO_HOOKS,
) -> RunResult:
    """Trains the network in place, where it lies."""
    schedule = recipe.schedule.of(len(photos.learnt), recipe.validation)
    task.begin(Stage.TRAINING, schedule.steps)
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    compared, labels = spread(photos.learnt, recipe.validation.against), photos.labelled.labels

    def validate() -> float:
        held_out, known = (
            codes_of(network, photos.images, indices, recipe.network.side, task)
            for indices in (photos.held_out, compared)
        )
        return mean_average_precision(held_out, labels[photos.held_out], known, labels[compared])

    learner = learner_of(recipe, network, photos)
    return train(
        learner,
        groups_of(recipe, learner),
        batches(recipe, photos, learner),
        learner.loss_of(recipe.loss),
        schedule,
        name=recipe.model_id,
        seed=recipe.seed,
        task=task,
        checkpoint=Checkpoint(work / "classes.pt", _CHECKPOINT_EVERY, _config(recipe, photos, initial)),
        validate=validate if len(photos.held_out) else None,
        hooks=hooks,
    )


def learner_of(recipe: ClassRecipe, network: HashNetwork, photos: ClassPhotos) -> Learner:
    """The network with what else is learnt or kept, on its device."""
    labels = torch.from_numpy(photos.labelled.labels[photos.learnt].astype(np.int64))
    bank = MemoryBank(labels, network.bits) if recipe.schedule.memory_bank else None
    return Learner(network, recipe.loss, bank).to(next(network.parameters()).device)


def groups_of(recipe: ClassRecipe, learner: Learner) -> list[ParameterGroup]:
    """The backbone behind its frozen front at one rate, all else at another.

    Raises:
        UsageError: more layers are to be frozen than there are.
    """
    network = learner.network
    layers, frozen = list(network.backbone.layers), recipe.schedule.frozen
    if frozen > len(layers):
        raise UsageError(f"The recipe freezes {frozen} layers, and {recipe.network.backbone} has {len(layers)}.")
    for layer in layers[:frozen]:
        layer.requires_grad_(requires_grad=False)
    body = [parameter for layer in layers[frozen:] for parameter in layer.parameters()]
    head = [parameter for name, parameter in network.named_parameters() if not name.startswith("backbone.")]
    head += learner.own_parameters()
    groups = [ParameterGroup(body, recipe.schedule.rate), ParameterGroup(head, recipe.schedule.head_rate)]
    return [group for group in groups if group.parameters]


def batches(recipe: ClassRecipe, photos: ClassPhotos, learner: Learner) -> Draw:
    """What the loop draws: changed photos as pixel values, float [batch, 3, side, side], and their labels.

    Raises:
        UsageError: the recipe wants the same number of each class, and photos have several.
    """
    device, bank = next(learner.parameters()).device, learner.bank
    schedule, learnt, labelled = recipe.schedule, photos.learnt, photos.labelled
    sampler: Sampler = Shuffled(len(learnt), schedule.batch, recipe.seed)
    if schedule.classes:
        if not labelled.single:
            raise UsageError("Photos with several labels cannot be drawn class by class; set [schedule] classes to 0.")
        count = min(schedule.classes, len(labelled.classes))
        sampler = Balanced(labelled.labels[learnt].astype(np.int64), count, schedule.batch // count, recipe.seed)

    steps = schedule.of(len(learnt), recipe.validation).steps

    def draw(step: int, rng: Generator) -> tuple[Tensor, Tensor | MixedLabels]:
        places = sampler.batch(step)
        if bank is not None:
            bank.expect(torch.from_numpy(places))
        chosen = learnt[places]
        pixels = torch.from_numpy(photos.images.take(chosen)).to(device)
        x = recipe.augment(pixels, recipe.network.side, rng)
        labels = torch.from_numpy(labelled.labels[chosen].astype(np.int64)).to(device)
        if mixed := recipe.augment.mixed_with(x, step / steps, rng):
            x, others, share = mixed
            return x.contiguous(memory_format=torch.channels_last), MixedLabels(labels, labels[others], share)
        return x.contiguous(memory_format=torch.channels_last), labels

    return draw


def codes_of(network: HashNetwork, images: ImageCache, indices: Indices, side: int, task: Task) -> Codes:
    """Codes of photos as they are: uint8 [n, bytes]."""
    device = next(network.parameters()).device
    codes = []
    with torch.inference_mode():
        for start in range(0, len(indices), _BATCH):
            task.check()
            pixels = torch.from_numpy(images.take(indices[start : start + _BATCH])).to(device)
            outputs = network(network.backbone.normalised(resized(pixels, side)))
            codes.append(pack(outputs.float().cpu().numpy()))
    return np.concatenate(codes)


def _config(recipe: ClassRecipe, photos: ClassPhotos, initial: InitialWeights | None) -> dict[str, object]:
    """All that decides a run."""
    names = [[photos.labelled.photos[index].name for index in side] for side in (photos.learnt, photos.held_out)]
    told = repr((names, photos.labelled.labels[photos.learnt].tolist())).encode("utf-8", "surrogateescape")
    began_from = initial.digest if initial else None
    return {"recipe": recipe.as_dict(), "photos": hashlib.sha256(told).hexdigest(), "began_from": began_from}


def _validation(recipe: ClassRecipe, photos: ClassPhotos, run: RunResult) -> dict[str, float | None]:
    """What a card tells of the validation."""
    return {
        "photos": len(photos.held_out),
        "against": min(recipe.validation.against, len(photos.learnt)),
        "mean_average_precision": round(run.score, 4) if run.score is not None else None,
    }
